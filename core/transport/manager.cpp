// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/manager.h"

#include "core/transport/exchangereply.h"
#include "core/transport/foreignrequest.h"
#include "core/transport/qtstackreply.h"

#include <QScopedValueRollback>

#include <utility>

namespace hoplens {

Manager::Manager(QObject *parent)
    : QNetworkAccessManager(parent)
{
}

// Replies use the pool until they are gone.
Manager::~Manager()
{
    qDeleteAll(findChildren<TracedReply *>(Qt::FindDirectChildrenOnly));
}

// One for the requests of one trace, so that its hops share connections and no others do.
std::shared_ptr<QtStack> Manager::stackFor(const Channel::Options &options)
{
    if (!m_qtStack || m_qtStack->options() != options) {
        m_qtStack = std::make_shared<QtStack>(options);
    }
    return m_qtStack;
}

void Manager::closeIdle()
{
    m_pool.clear();
    if (m_qtStack) {
        m_qtStack->manager().clearConnectionCache();
        m_qtStack.reset();
    }
}

// Through createRequest() as every request of a QNetworkAccessManager, but not through
// sendCustomRequest(), which makes more string-based connections than the hop needs.
QNetworkReply *Manager::send(const Request &request, const Channel::Options &options,
                             const QDateTime &started, const SendHints &hints)
{
    if (m_stopwatch.started() != started) {
        m_stopwatch = Stopwatch(started);
    }
    Envelope envelope{request, options, m_stopwatch, hints, false};
    const QScopedValueRollback handing(m_envelope, &envelope);
    return createRequest(CustomOperation, m_blank, nullptr);
}

QNetworkReply *Manager::send(const Request &request, const SendOptions &options,
                             const QDateTime &started)
{
    return send(request, std::make_shared<const SendOptions>(options), started,
                SendHints{options.previewLimit});
}

QNetworkReply *Manager::createRequest(Operation operation, const QNetworkRequest &request,
                                      QIODevice *outgoingData)
{
    if (m_envelope != nullptr && m_envelope->options->stack == NetworkStack::Qt) {
        std::shared_ptr<QtStack> stack = stackFor(m_envelope->options); // before they are moved
        auto *reply = new QtStackReply(std::move(*m_envelope), std::move(stack), m_watchdog, this);
        reply->start();
        return reply;
    }
    ExchangeReply *reply = nullptr;
    if (m_envelope != nullptr) {
        reply =
            new ExchangeReply(operation, request, std::move(*m_envelope), m_pool, m_watchdog, this);
    } else {
        SendOptions options;
        options.freshConnections = true;
        if (proxy().type() != QNetworkProxy::DefaultProxy) {
            options.proxy = proxy();
        }
        // Such a caller reads the body from the reply, so all that may be read is kept.
        Envelope envelope{requestFrom(operation, request, outgoingData),
                          std::make_shared<const SendOptions>(options), Stopwatch(),
                          SendHints{options.bodyLimit}, true};
        reply =
            new ExchangeReply(operation, request, std::move(envelope), m_pool, m_watchdog, this);
    }
    reply->start();
    return reply;
}

Exchange exchangeOf(const QNetworkReply *reply)
{
    const auto *traced = qobject_cast<const TracedReply *>(reply);
    Q_ASSERT(traced != nullptr);
    return traced->exchange();
}

void setReplyUser(QNetworkReply *reply, ReplyUser *user)
{
    auto *traced = qobject_cast<TracedReply *>(reply);
    Q_ASSERT(traced != nullptr);
    traced->setUser(user);
}

Exchange takeExchange(QNetworkReply *reply)
{
    auto *traced = qobject_cast<TracedReply *>(reply);
    Q_ASSERT(traced != nullptr && traced->isOver());
    return traced->takeExchange();
}

bool isExchangeOver(const QNetworkReply *reply)
{
    const auto *traced = qobject_cast<const TracedReply *>(reply);
    Q_ASSERT(traced != nullptr);
    return traced->isOver();
}

void abortExchange(QNetworkReply *reply, const Failure &failure)
{
    auto *traced = qobject_cast<TracedReply *>(reply);
    Q_ASSERT(traced != nullptr);
    traced->stop(failure);
}

} // namespace hoplens
