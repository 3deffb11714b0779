// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/responsereader.h"
#include "core/transport/tracedreply.h"
#include "core/transport/watchdog.h"

#include <QNetworkAccessManager>

#include <memory>
#include <optional>

namespace hoplens {

class ChannelPool;

/// One request on the wire, and what comes back. Takes a kept connection or opens one, sends once,
/// never again.
class ExchangeReply final : public TracedReply, private ChannelUser, private Watched {
    Q_OBJECT
public:
    ExchangeReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                  Envelope envelope, ChannelPool &pool, Watchdog &watchdog, QObject *parent);
    ~ExchangeReply() override;

    /// Connects, or refuses what is not http or https, or cannot be written. finished() comes
    /// later.
    void start();
    void stop(const Failure &failure) override;
    Exchange exchange() const override;
    Exchange takeExchange() override;
    bool isOver() const override { return m_over; }

private:
    QByteArray preview() const override { return m_reader.preview(); }
    void channelResolved() override;
    void channelConnected() override;
    void channelReady() override;
    void channelFailed(const Failure &failure) override;
    void channelReadable() override;
    void channelWritten() override;
    void channelEnded() override;
    QByteArray userAgent() const override;
    void lookAtClock() override;

    void openChannel();
    void startSending();
    bool write(const char *bytes, qint64 size);
    void sendMore();
    void readMore();
    void take(QByteArrayView bytes);
    bool announceProgress();
    void fillMetaData();
    bool canKeepChannel() const;
    void conclude(const std::optional<Failure> &failure);
    void finish(const std::optional<Failure> &failure);
    void announceEndLater();
    void announceEnd();

    Envelope m_envelope;
    ChannelPool &m_pool;
    Watchdog &m_watchdog;
    Exchange m_exchange; // without the response, which m_reader holds
    ResponseReader m_reader;
    std::unique_ptr<Channel> m_channel;
    std::optional<NetworkError> m_refusal;
    double m_lastActivity = 0; // something left or came (milliseconds)
    qint64 m_bodyHanded = 0; // octets of the request body given to the socket
    qint64 m_announced = 0; // octets of the preview that readyRead() spoke of
    bool m_isStarted = false; // the caller had time to connect to finished()
    bool m_headAnnounced = false;
    bool m_over = false;
};

} // namespace hoplens
