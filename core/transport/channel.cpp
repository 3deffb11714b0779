// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/channel.h"

#include "core/transport/addressrace.h"
#include "core/transport/headlimits.h"
#include "core/transport/proxychoice.h"
#include "core/transport/tlsfacts.h"
#include "core/transport/tunneltalk.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QPointer>
#include <QSslError>
#include <QSslSocket>

#include <utility>

namespace hoplens {

namespace {

// Answers wait in the kernel, not in memory, when they come faster than they are read.
constexpr qint64 readBuffer = 256 * 1024LL;

FailureCode codeOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return FailureCode::HostNotFound;
    case QAbstractSocket::ConnectionRefusedError:
        return FailureCode::ConnectionRefused;
    case QAbstractSocket::NetworkError:
    case QAbstractSocket::SocketTimeoutError:
        return FailureCode::Unreachable;
    default:
        return FailureCode::Other;
    }
}

} // namespace

Channel::Channel(const Url &url, Options options)
    : m_url(url)
    , m_options(std::move(options))
    , m_isTls(url.scheme == "https")
{
}

Channel::~Channel()
{
    if (m_lookup) {
        QHostInfo::abortHostLookup(*m_lookup);
    }
    dropSocket();
}

void Channel::resume(const QSslConfiguration &configuration, const TlsInfo &facts)
{
    m_resumption = Resumption{configuration, facts};
}

void Channel::open(ChannelUser *user)
{
    m_user = user;
    m_route = routeTo(m_url, *m_options);
    m_connection.proxy = m_route.proxyName;
    const QString &target = m_route.targets.constFirst();
    if (!m_route.hasSocketProxy() && QHostAddress(target).isNull()) {
        m_lookup = QHostInfo::lookupHost(target, this, &Channel::takeAddresses);
        return;
    }
    connectToTarget();
}

bool Channel::serves(const Url &url, const Options &options) const
{
    return belongsTo(options) && url.scheme == m_url.scheme && url.host == m_url.host
        && effectivePort(url) == effectivePort(m_url);
}

bool Channel::isUsable() const
{
    if (!m_isReady || m_socket->state() != QAbstractSocket::ConnectedState) {
        return false;
    }
    // TLS sends records of its own (tickets), so only Qt knows whether there is something to read.
    return m_isTls ? m_socket->bytesAvailable() == 0 : m_spare.isQuiet();
}

// RFC 8446 §6.1: "close_notify: This alert notifies the recipient that the sender will not send any
// more messages on this connection."
ConnectionEnd Channel::end() const
{
    if (m_farewell) {
        return ConnectionEnd::InOrder;
    }
    if (m_spare.wasReset()) {
        return ConnectionEnd::Broken;
    }
    return m_isTls ? ConnectionEnd::Unconfirmed : ConnectionEnd::InOrder;
}

Connection Channel::connectionSoFar() const
{
    Connection connection = m_connection;
    if (m_talk) {
        connection.tunnel = std::make_shared<const Tunnel>(m_talk->tunnel());
    }
    return connection;
}

QSslConfiguration Channel::tlsSession() const
{
    const auto *socket = qobject_cast<QSslSocket *>(m_socket);
    return socket != nullptr ? socket->sslConfiguration() : QSslConfiguration();
}

void Channel::takeAddresses(const QHostInfo &info)
{
    m_lookup.reset();
    m_route.targets.clear();
    for (const QHostAddress &address : info.addresses()) {
        m_route.targets.append(address.toString());
    }
    if (m_route.targets.isEmpty()) {
        fail({FailureKind::Network,
              m_route.isDirect() ? FailureCode::HostNotFound : FailureCode::ProxyFailed,
              info.errorString()});
        return;
    }
    const QPointer<Channel> self(this);
    m_user->channelResolved();
    if (!self.isNull()) {
        connectToTarget();
    }
}

void Channel::connectToTarget()
{
    if (m_route.targets.size() > 1) {
        raceToTargets();
        return;
    }
    m_socket = createSocket();
    connect(m_socket, &QTcpSocket::connected, this, &Channel::takeConnected);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &Channel::takeError);
    m_socket->connectToHost(m_route.targets.constFirst(), m_route.port, openMode());
}

void Channel::raceToTargets()
{
    m_race = std::make_unique<AddressRace>(m_route.targets, m_route.port, openMode(),
                                           [this] { return createSocket(); });
    connect(m_race.get(), &AddressRace::won, this, [this](QTcpSocket *socket) {
        m_socket = socket;
        connect(m_socket, &QTcpSocket::errorOccurred, this, &Channel::takeError);
        takeConnected();
    });
    connect(m_race.get(), &AddressRace::lost, this, &Channel::takeConnectError);
    m_race->start();
}

QTcpSocket *Channel::createSocket()
{
    QTcpSocket *socket = m_isTls ? createTlsSocket() : new QTcpSocket(this);
    socket->setProxy(m_route.socketProxy);
    socket->setReadBufferSize(readBuffer);
    return socket;
}

// Qt's buffers cost more than the system calls they save: a head is read and written at once.
// Proxies and TLS need them.
QIODevice::OpenMode Channel::openMode() const
{
    return m_isTls || m_route.hasSocketProxy() ? QIODevice::ReadWrite
                                               : QIODevice::ReadWrite | QIODevice::Unbuffered;
}

QSslSocket *Channel::createTlsSocket()
{
    auto *socket = new QSslSocket(this);
    socket->setSslConfiguration(m_resumption ? m_resumption->configuration
                                             : tlsConfiguration(*m_options));
    socket->setPeerVerifyName(plainHost(m_url));
    connect(socket, &QSslSocket::sslErrors, this, [this, socket](const QList<QSslError> &errors) {
        for (const QSslError &error : errors) {
            m_tlsErrors.append(error.errorString());
        }
        if (!m_options->verifyTls || isAccepted(socket->peerCertificate(), m_url, *m_options)) {
            socket->ignoreSslErrors();
        }
    });
    connect(socket, &QSslSocket::encrypted, this, &Channel::takeEncrypted);
    return socket;
}

void Channel::takeConnected()
{
    // Behind SOCKS5, Qt takes the address that the proxy bound (RFC 1928 §6) for the socket's own.
    if (!m_route.hasSocketProxy() && !m_socket->localAddress().isNull()) {
        m_connection.local = endpoint(m_socket->localAddress().toString(), m_socket->localPort());
    }
    // Through a proxy the peer is not ours to see.
    if (!m_route.hasSocketProxy() && m_route.tunnel.isEmpty()
        && !m_socket->peerAddress().isNull()) {
        m_connection.peer = endpoint(m_socket->peerAddress().toString(), m_socket->peerPort());
    }
    // A large request goes out in several writes; the later ones must not wait for the first one's
    // acknowledgement.
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_spare = SpareDescriptor(m_socket->socketDescriptor());
    if (m_route.tunnel.isEmpty()) {
        passOn();
    } else {
        askForTunnel();
    }
}

void Channel::askForTunnel()
{
    m_talk = std::make_unique<TunnelTalk>(
        tunnelRequest(m_url, m_route.tunnel, m_route.httpProxy, m_user->userAgent()),
        headLimitsOf(*m_options));
    m_connection.tunnel = std::make_shared<const Tunnel>(m_talk->tunnel());
    connect(m_socket, &QTcpSocket::readyRead, this, &Channel::takeTunnelAnswer);
    m_socket->write(m_talk->requestBytes());
    m_socket->flush();
}

void Channel::takeTunnelAnswer()
{
    constexpr qint64 pieceSize = 16 * 1024LL;
    while (m_socket->bytesAvailable() > 0 && !m_talk->refusal()) {
        m_talk->feed(m_socket->read(pieceSize));
    }
    // What has come behind the answer since it was read is not the server's, either: it is read by
    // the next call, as the connection's end is by takeError().
    if ((m_talk->isOpen() && m_spare.isQuiet()) || m_talk->refusal()) {
        concludeTunnel();
    }
}

void Channel::concludeTunnel()
{
    const std::unique_ptr<TunnelTalk> talk = std::move(m_talk);
    m_connection.tunnel = std::make_shared<const Tunnel>(talk->tunnel());
    if (const std::optional<QString> refusal = talk->refusal()) {
        fail({FailureKind::Network, FailureCode::ProxyFailed, *refusal});
    } else {
        disconnect(m_socket, &QTcpSocket::readyRead, this, &Channel::takeTunnelAnswer);
        passOn();
    }
}

// The way is free.
void Channel::passOn()
{
    m_isConnected = true;
    const QPointer<Channel> self(this);
    m_user->channelConnected();
    if (self.isNull()) {
        return;
    }
    if (auto *tlsSocket = qobject_cast<QSslSocket *>(m_socket)) {
        tlsSocket->startClientEncryption();
    } else {
        becomeReady();
    }
}

void Channel::takeEncrypted()
{
    TlsInfo facts = tlsFactsOf(*qobject_cast<QSslSocket *>(m_socket));
    // A resumed session sends no chain again (RFC 8446 §2.2): the one of its first handshake
    // counts.
    if (m_resumption && facts.chain.isEmpty()) {
        facts.resumed = true;
        facts.chain = m_resumption->facts.chain;
    }
    facts.errors = m_tlsErrors;
    facts.accepted = !m_tlsErrors.isEmpty();
    m_connection.tls = facts;
    becomeReady();
}

void Channel::becomeReady()
{
    m_isReady = true;
    m_socket->disconnect(this);
    connect(m_socket, &QTcpSocket::readyRead, this, &Channel::tell<&ChannelUser::channelReadable>);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &Channel::tell<&ChannelUser::channelEnded>);
    connect(m_socket, &QTcpSocket::disconnected, this, &Channel::tell<&ChannelUser::channelEnded>);
    connect(m_socket, &QTcpSocket::bytesWritten, this,
            &Channel::tell<&ChannelUser::channelWritten>);
    if (auto *tlsSocket = qobject_cast<QSslSocket *>(m_socket)) {
        connect(tlsSocket, &QSslSocket::alertReceived, this,
                [this](QSsl::AlertLevel, QSsl::AlertType type) {
                    m_farewell = m_farewell || type == QSsl::AlertType::CloseNotify;
                });
        connect(tlsSocket, &QSslSocket::encryptedBytesWritten, this,
                &Channel::tell<&ChannelUser::channelWritten>);
    }
    m_user->channelReady();
}

void Channel::takeError(QAbstractSocket::SocketError error)
{
    const QString words = m_socket->errorString();
    if (m_talk) {
        m_talk->feed(m_socket->readAll());
        m_talk->close();
        concludeTunnel();
    } else if (m_isConnected) {
        takeTlsError(words);
    } else {
        takeConnectError(error, words);
    }
}

void Channel::takeConnectError(QAbstractSocket::SocketError error, const QString &words)
{
    if (!m_route.isDirect()) {
        // Qt calls a SOCKS5 "general failure" an unknown host, and a 503 a refused connection: only
        // the words are passed on.
        fail({FailureKind::Network, FailureCode::ProxyFailed, words});
    } else {
        fail({FailureKind::Network, codeOf(error), words});
    }
}

void Channel::takeTlsError(const QString &words)
{
    m_connection.tls = tlsFactsOf(*qobject_cast<QSslSocket *>(m_socket));
    m_connection.tls->errors = m_tlsErrors;
    if (m_options->verifyTls && !m_tlsErrors.isEmpty()) {
        fail({FailureKind::Tls, FailureCode::CertificateRejected, m_tlsErrors.join(u"; ")});
    } else {
        fail({FailureKind::Tls, FailureCode::TlsHandshake, words});
    }
}

void Channel::dropSocket()
{
    m_spare.close();
    if (m_socket != nullptr) {
        discard(std::exchange(m_socket, nullptr));
    }
    m_isReady = false;
}

void Channel::fail(const Failure &failure)
{
    dropSocket();
    m_user->channelFailed(failure);
}

} // namespace hoplens
