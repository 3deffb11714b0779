// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/manager.h"

#include "core/transport/exchangereply.h"
#include "core/transport/foreignrequest.h"

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
    qDeleteAll(findChildren<ExchangeReply *>(Qt::FindDirectChildrenOnly));
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
    const auto *own = qobject_cast<const ExchangeReply *>(reply);
    Q_ASSERT(own != nullptr);
    return own->exchange();
}

Exchange takeExchange(QNetworkReply *reply)
{
    auto *own = qobject_cast<ExchangeReply *>(reply);
    Q_ASSERT(own != nullptr && own->isOver());
    return own->takeExchange();
}

bool isExchangeOver(const QNetworkReply *reply)
{
    const auto *own = qobject_cast<const ExchangeReply *>(reply);
    Q_ASSERT(own != nullptr);
    return own->isOver();
}

void abortExchange(QNetworkReply *reply, const Failure &failure)
{
    auto *own = qobject_cast<ExchangeReply *>(reply);
    Q_ASSERT(own != nullptr);
    own->stop(failure);
}

} // namespace hoplens
