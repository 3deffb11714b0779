// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/responsereader.h"
#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"
#include "core/transport/stopwatch.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <optional>

namespace hoplens {

class Connector;

/// What Manager::send hands through QNetworkAccessManager to createRequest.
struct Envelope {
    Request request;
    SendOptions options;
    Stopwatch stopwatch;
};

/// One request on the wire, and what comes back. Opens its own connection, sends once, never again.
class ExchangeReply final : public QNetworkReply {
    Q_OBJECT
public:
    ExchangeReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                  const Envelope &envelope, QObject *parent);
    ~ExchangeReply() override;

    /// Connects, or refuses what is not http or https, or cannot be written. finished() comes
    /// later.
    void start();
    /// Ends it with that failure, unless it is over. The connection is closed at once, finished()
    /// follows.
    void stop(const Failure &failure);
    Exchange exchange() const;

    void abort() override;
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;

private:
    void connectToServer();
    void startSending();
    void sendMore();
    void readMore();
    void takeEnd();
    void take(QByteArrayView bytes);
    bool announceProgress();
    void fillMetaData();
    void finish(const std::optional<Failure> &failure);
    void announceEnd();

    Envelope m_envelope;
    Exchange m_exchange; // without response and connection, which their makers hold
    ResponseReader m_reader;
    Connector *m_connector = nullptr;
    std::optional<NetworkError> m_refusal;
    qint64 m_bodyHanded = 0; // octets of the request body given to the socket
    qint64 m_readPosition = 0; // in the response body's preview
    qint64 m_announced = 0; // octets of the preview that readyRead() spoke of
    bool m_headAnnounced = false;
    bool m_over = false;
};

} // namespace hoplens

Q_DECLARE_METATYPE(hoplens::Envelope)
