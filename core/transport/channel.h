// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/bodyreader.h"
#include "core/trace/trace.h"
#include "core/transport/route.h"
#include "core/transport/sendoptions.h"
#include "core/transport/sparedescriptor.h"

#include <QAbstractSocket>
#include <QObject>
#include <QSslConfiguration>

#include <memory>
#include <optional>

class QHostInfo;
class QSslSocket;
class QTcpSocket;

namespace hoplens {

class AddressRace;
class TunnelTalk;

/// Hears what happens on a Channel, from the event loop; plain calls, because a signal and a
/// connection for each event of each hop cost more than the event. It may delete the channel.
class ChannelUser {
public:
    virtual void channelResolved() = 0; ///< not for an address, or where a proxy looks names up
    virtual void channelConnected() = 0; ///< TCP is there, through the proxy if any
    virtual void channelReady() = 0; ///< TLS too, if any: the request may be sent
    virtual void channelFailed(const Failure &failure) = 0; ///< in place of channelReady()
    virtual void channelReadable() = 0;
    virtual void channelWritten() = 0; ///< some of what was written has left
    virtual void channelEnded() = 0; ///< over, for reading or for writing
    /// For a proxy that is asked for a tunnel; null: it is told none.
    virtual QByteArray userAgent() const = 0;

protected:
    ~ChannelUser() = default;
};

/// One connection to the server of an http or https URL: name lookup, TCP (several addresses in a
/// race), a proxy's tunnel, TLS; then its socket, for one exchange after the other. Never blocks;
/// sets no deadline.
class Channel final : public QObject {
    Q_OBJECT
public:
    using Options = std::shared_ptr<const SendOptions>;

    Channel(const Url &url, Options options);
    /// Closes the connection at once.
    ~Channel() override;

    /// Calls of `user` follow, never from within this one.
    void open(ChannelUser *user);
    /// Before open(): goes on with an earlier TLS session, of which `facts` tell the chain.
    void resume(const QSslConfiguration &configuration, const TlsInfo &facts);
    /// Another user goes on with a ready channel; null: nobody.
    void setUser(ChannelUser *user) { m_user = user; }

    /// Made for exchanges with these very options (the object, not an equal one).
    bool belongsTo(const Options &options) const { return options == m_options; }
    /// The connection can serve this URL under these very options.
    bool serves(const Url &url, const Options &options) const;
    /// What the last answer said.
    const KnownTexts &lastTexts() const { return m_lastTexts; }
    void setLastTexts(const KnownTexts &texts) { m_lastTexts = texts; }
    /// Ready, not ended, and no octet waits that nobody asked for.
    bool isUsable() const;

    /// From channelReady() on.
    QTcpSocket *socket() const { return m_socket; }
    const SpareDescriptor &spare() const { return m_spare; }
    /// Addresses and certificates, as far as they are known; also after a failure.
    const Connection &connection() const { return m_connection; }
    /// The same with what a proxy has said up to now; for a channel that is given up on the way.
    Connection connectionSoFar() const;
    bool isTls() const { return m_isTls; }
    bool isReady() const { return m_isReady; }
    /// How it ended, once it has.
    ConnectionEnd end() const;
    /// Requests go to an http proxy as they are, in absolute form, without a tunnel.
    bool isForwarded() const { return m_route.isForwarded; }
    /// That proxy, or the one behind which a tunnel begins, with its credentials.
    const QNetworkProxy &forwarder() const { return m_route.httpProxy; }
    /// Of the TLS session; gets a ticket some time after the handshake.
    QSslConfiguration tlsSession() const;

private:
    void takeAddresses(const QHostInfo &info);
    void connectToTarget();
    void raceToTargets();
    QTcpSocket *createSocket();
    QSslSocket *createTlsSocket();
    QIODevice::OpenMode openMode() const;
    void takeConnected();
    void askForTunnel();
    void takeTunnelAnswer();
    void concludeTunnel();
    void passOn();
    void takeEncrypted();
    void becomeReady();
    template <void (ChannelUser::*call)()> void tell()
    {
        if (m_user != nullptr) {
            (m_user->*call)();
        }
    }
    void takeError(QAbstractSocket::SocketError error);
    void takeConnectError(QAbstractSocket::SocketError error, const QString &words);
    void takeTlsError(const QString &words);
    void dropSocket();
    void fail(const Failure &failure);

    Url m_url;
    Options m_options;
    ChannelUser *m_user = nullptr;
    Route m_route; // from open() on
    std::unique_ptr<TunnelTalk> m_talk; // while a proxy is asked
    struct Resumption {
        QSslConfiguration configuration;
        TlsInfo facts;
    };
    std::optional<Resumption> m_resumption;
    std::optional<int> m_lookup;
    std::unique_ptr<AddressRace> m_race; // where there is more than one address
    QTcpSocket *m_socket = nullptr;
    SpareDescriptor m_spare;
    Connection m_connection;
    KnownTexts m_lastTexts;
    QStringList m_tlsErrors;
    bool m_isTls = false;
    bool m_isConnected = false;
    bool m_isReady = false;
    bool m_farewell = false; // the peer closed TLS as it should
};

} // namespace hoplens
