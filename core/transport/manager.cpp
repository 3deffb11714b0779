// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/manager.h"

#include "core/transport/exchangereply.h"
#include "core/transport/foreignrequest.h"

#include <QNetworkRequest>

namespace hoplens {

namespace {

constexpr auto envelopeAttribute =
    static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 1);

} // namespace

Manager::Manager(QObject *parent)
    : QNetworkAccessManager(parent)
{
}

QNetworkReply *Manager::send(const Request &request, const SendOptions &options,
                             const QDateTime &started)
{
    if (m_stopwatch.started() != started) {
        m_stopwatch = Stopwatch(started);
    }
    QNetworkRequest carrier(QUrl::fromEncoded(serializeUrl(request.url)));
    carrier.setAttribute(envelopeAttribute,
                         QVariant::fromValue(Envelope{request, options, m_stopwatch}));
    return sendCustomRequest(carrier, request.method);
}

QNetworkReply *Manager::createRequest(Operation operation, const QNetworkRequest &request,
                                      QIODevice *outgoingData)
{
    const QVariant enclosed = request.attribute(envelopeAttribute);
    Envelope envelope;
    if (enclosed.isValid()) {
        envelope = enclosed.value<Envelope>();
    } else {
        envelope.request = requestFrom(operation, request, outgoingData);
        // Such a caller reads the body from the reply, so all that may be read is kept.
        envelope.options.previewLimit = envelope.options.bodyLimit;
        if (proxy().type() != QNetworkProxy::DefaultProxy) {
            envelope.options.proxy = proxy();
        }
    }
    auto *reply = new ExchangeReply(operation, request, envelope, this);
    reply->start();
    return reply;
}

Exchange exchangeOf(const QNetworkReply *reply)
{
    const auto *own = qobject_cast<const ExchangeReply *>(reply);
    Q_ASSERT(own != nullptr);
    return own->exchange();
}

void abortExchange(QNetworkReply *reply, const Failure &failure)
{
    auto *own = qobject_cast<ExchangeReply *>(reply);
    Q_ASSERT(own != nullptr);
    own->stop(failure);
}

} // namespace hoplens
