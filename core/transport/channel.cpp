// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/channel.h"

#include "core/transport/addressrace.h"
#include "core/transport/proxychoice.h"
#include "core/transport/tlsfacts.h"
#include "core/transport/tunneltalk.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QPointer>
#include <QSslError>
#include <QSslSocket>

#include <algorithm>

namespace hoplens {

namespace {

// Answers wait in the kernel, not in memory, when they come faster than they are read.
constexpr qint64 readBuffer = 256 * 1024LL;

// "[::1]" in a URL is "::1" everywhere else.
QString withoutBrackets(const QString &host)
{
    return host.startsWith(u'[') && host.endsWith(u']') ? host.sliced(1, host.size() - 2) : host;
}

QString hostName(const Url &url)
{
    return withoutBrackets(QString::fromLatin1(url.host.value_or(QByteArray())));
}

// Where to connect: the URL's host, unless a --resolve entry names other addresses.
QStringList targetsOf(const Url &url, const QList<ResolveEntry> &entries)
{
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const ResolveEntry &candidate) {
            return candidate.port == effectivePort(url)
                && candidate.host.compare(*url.host, Qt::CaseInsensitive) == 0;
        });
    if (entry == entries.end()) {
        return {hostName(url)};
    }
    QStringList targets;
    for (const QString &address : entry->addresses) {
        targets.append(withoutBrackets(address));
    }
    return targets;
}

QString endpoint(const QString &host, quint16 port)
{
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

ReadLimits limitsOf(const SendOptions &options)
{
    ReadLimits limits;
    limits.head = {options.statusLineLimit, options.headLimit, options.fieldLimit};
    limits.interim = options.interimLimit;
    return limits;
}

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

// RFC 6761 §6.3: "Name resolution APIs and libraries SHOULD recognize localhost names as special
// and SHOULD always return the IP loopback address for address queries". As browsers and curl do;
// there are systems where nobody else knows the name.
bool isLocalhost(const QString &name)
{
    const QString plain = name.endsWith(u'.') ? name.chopped(1) : name;
    return plain.compare(u"localhost", Qt::CaseInsensitive) == 0
        || plain.endsWith(u".localhost", Qt::CaseInsensitive);
}

bool hasProxy(const QNetworkProxy &proxy)
{
    return proxy.type() != QNetworkProxy::NoProxy;
}

QString nameOf(const QNetworkProxy &proxy)
{
    return QStringLiteral("%1://%2:%3")
        .arg(proxy.type() == QNetworkProxy::Socks5Proxy ? u"socks5" : u"http", proxy.hostName())
        .arg(proxy.port());
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
    choosePath();
    if (!hasProxy(m_proxy) && QHostAddress(m_targets.constFirst()).isNull()) {
        m_lookup = QHostInfo::lookupHost(m_targets.takeFirst(), this, &Channel::takeAddresses);
        return;
    }
    connectToTarget();
}

// Where the first packet goes. An http proxy gets http requests as they are (RFC 9112 §3.2.2, the
// absolute form) and is asked for a tunnel only for https. Not by Qt, which keeps to itself what it
// asks and what it is answered.
void Channel::choosePath()
{
    m_targets = targetsOf(m_url, m_options->resolve);
    const QString target = m_targets.constFirst();
    m_port = effectivePort(m_url);
    m_proxy = proxyFor(m_url, target, *m_options);
    if (hasProxy(m_proxy)) {
        m_connection.proxy = nameOf(m_proxy);
    }
    if (m_proxy.type() == QNetworkProxy::HttpProxy) {
        m_isForwarded = !m_isTls;
        m_tunnelTarget = m_isTls ? endpoint(target, m_port).toLatin1() : QByteArray();
        m_targets = {m_proxy.hostName()};
        m_port = m_proxy.port();
        m_forwarder = std::exchange(m_proxy, QNetworkProxy(QNetworkProxy::NoProxy));
    }
    if (hasProxy(m_proxy)) {
        m_targets = {target};
    } else if (isLocalhost(m_targets.constFirst())) {
        m_targets = {QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    }
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

QSslConfiguration Channel::tlsSession() const
{
    const auto *socket = qobject_cast<QSslSocket *>(m_socket);
    return socket != nullptr ? socket->sslConfiguration() : QSslConfiguration();
}

void Channel::takeAddresses(const QHostInfo &info)
{
    m_lookup.reset();
    for (const QHostAddress &address : info.addresses()) {
        m_targets.append(address.toString());
    }
    if (m_targets.isEmpty()) {
        fail({FailureKind::Network,
              m_connection.proxy ? FailureCode::ProxyFailed : FailureCode::HostNotFound,
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
    if (m_targets.size() > 1) {
        raceToTargets();
        return;
    }
    m_socket = createSocket();
    connect(m_socket, &QTcpSocket::connected, this, &Channel::takeConnected);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &Channel::takeError);
    m_socket->connectToHost(m_targets.constFirst(), m_port, openMode());
}

void Channel::raceToTargets()
{
    m_race = std::make_unique<AddressRace>(m_targets, m_port, openMode(),
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
    socket->setProxy(m_proxy);
    socket->setReadBufferSize(readBuffer);
    return socket;
}

// Qt's buffers cost more than the system calls they save: a head is read and written at once.
// Proxies and TLS need them.
QIODevice::OpenMode Channel::openMode() const
{
    return m_isTls || hasProxy(m_proxy) ? QIODevice::ReadWrite
                                        : QIODevice::ReadWrite | QIODevice::Unbuffered;
}

QSslSocket *Channel::createTlsSocket()
{
    auto *socket = new QSslSocket(this);
    socket->setSslConfiguration(m_resumption ? m_resumption->configuration
                                             : tlsConfiguration(*m_options));
    socket->setPeerVerifyName(hostName(m_url));
    connect(socket, &QSslSocket::sslErrors, this, [this, socket](const QList<QSslError> &errors) {
        for (const QSslError &error : errors) {
            m_tlsErrors.append(error.errorString());
        }
        if (!m_options->verifyTls || isAccepted(*socket)) {
            socket->ignoreSslErrors();
        }
    });
    connect(socket, &QSslSocket::encrypted, this, &Channel::takeEncrypted);
    return socket;
}

bool Channel::isAccepted(const QSslSocket &socket) const
{
    const QByteArray digest = socket.peerCertificate().digest(QCryptographicHash::Sha256);
    return m_options->accepted.contains(
        AcceptedCertificate{m_url.host.value_or(QByteArray()), effectivePort(m_url), digest});
}

void Channel::takeConnected()
{
    // Behind SOCKS5, Qt takes the address that the proxy bound (RFC 1928 §6) for the socket's own.
    if (m_proxy.type() != QNetworkProxy::Socks5Proxy && !m_socket->localAddress().isNull()) {
        m_connection.local = endpoint(m_socket->localAddress().toString(), m_socket->localPort());
    }
    // Through a proxy the peer is not ours to see.
    if (!hasProxy(m_proxy) && m_tunnelTarget.isEmpty() && !m_socket->peerAddress().isNull()) {
        m_connection.peer = endpoint(m_socket->peerAddress().toString(), m_socket->peerPort());
    }
    // A large request goes out in several writes; the later ones must not wait for the first one's
    // acknowledgement.
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_spare = SpareDescriptor(m_socket->socketDescriptor());
    if (m_tunnelTarget.isEmpty()) {
        passOn();
    } else {
        askForTunnel();
    }
}

void Channel::askForTunnel()
{
    m_talk = std::make_unique<TunnelTalk>(
        tunnelRequest(m_url, m_tunnelTarget, m_forwarder, m_user->userAgent()),
        limitsOf(*m_options));
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
    if (m_talk->isOpen() || m_talk->refusal()) {
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
    const auto hand = [this](void (ChannelUser::*call)()) {
        return [this, call] {
            if (m_user != nullptr) {
                (m_user->*call)();
            }
        };
    };
    m_socket->disconnect(this);
    connect(m_socket, &QTcpSocket::readyRead, this, hand(&ChannelUser::channelReadable));
    connect(m_socket, &QTcpSocket::errorOccurred, this, hand(&ChannelUser::channelEnded));
    connect(m_socket, &QTcpSocket::disconnected, this, hand(&ChannelUser::channelEnded));
    connect(m_socket, &QTcpSocket::bytesWritten, this, hand(&ChannelUser::channelWritten));
    if (auto *tlsSocket = qobject_cast<QSslSocket *>(m_socket)) {
        connect(tlsSocket, &QSslSocket::alertReceived, this,
                [this](QSsl::AlertLevel, QSsl::AlertType type) {
                    m_farewell = m_farewell || type == QSsl::AlertType::CloseNotify;
                });
        connect(tlsSocket, &QSslSocket::encryptedBytesWritten, this,
                hand(&ChannelUser::channelWritten));
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
    if (m_connection.proxy) {
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
