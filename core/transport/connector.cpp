// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/connector.h"

#include "core/transport/proxychoice.h"
#include "core/transport/tlsfacts.h"

#include <QHostAddress>
#include <QHostInfo>
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

// Where to connect: the URL's host, unless a --resolve entry names another address.
QString targetOf(const Url &url, const QList<ResolveEntry> &entries)
{
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const ResolveEntry &candidate) {
            return candidate.port == effectivePort(url)
                && candidate.host.compare(*url.host, Qt::CaseInsensitive) == 0;
        });
    return entry == entries.end() ? hostName(url) : withoutBrackets(entry->address);
}

QString endpoint(const QHostAddress &address, quint16 port)
{
    const QString text = address.toString();
    return (text.contains(u':') ? u'[' + text + u']' : text) + u':' + QString::number(port);
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

} // namespace

Connector::Connector(const Url &url, const SendOptions &options, QObject *parent)
    : QObject(parent)
    , m_url(url)
    , m_options(options)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        fail({FailureKind::Timeout, FailureCode::ConnectDeadline, {}});
    });
}

Connector::~Connector()
{
    stop();
}

void Connector::start()
{
    if (m_options.connectTimeout.count() > 0) {
        m_deadline.start(m_options.connectTimeout);
    }
    const QString target = targetOf(m_url, m_options.resolve);
    m_proxy = proxyFor(m_url, target, m_options);
    if (m_proxy.type() == QNetworkProxy::NoProxy && QHostAddress(target).isNull()) {
        m_lookup = QHostInfo::lookupHost(target, this, &Connector::takeAddresses);
        return;
    }
    m_targets = {target};
    tryNextTarget();
}

void Connector::stop()
{
    m_deadline.stop();
    if (m_lookup) {
        QHostInfo::abortHostLookup(*m_lookup);
        m_lookup.reset();
    }
    m_targets.clear();
    dropSocket();
}

bool Connector::isTls() const
{
    return m_url.scheme == "https";
}

void Connector::takeAddresses(const QHostInfo &info)
{
    if (!m_lookup) {
        return; // stopped while the answer was on its way
    }
    m_lookup.reset();
    for (const QHostAddress &address : info.addresses()) {
        m_targets.append(address.toString());
    }
    if (m_targets.isEmpty()) {
        fail({FailureKind::Network, FailureCode::HostNotFound, info.errorString()});
        return;
    }
    emit resolved();
    tryNextTarget();
}

void Connector::tryNextTarget()
{
    dropSocket();
    m_socket = isTls() ? createTlsSocket() : createSocket();
    m_socket->setProxy(m_proxy);
    m_socket->setReadBufferSize(readBuffer);
    connect(m_socket, &QTcpSocket::connected, this, &Connector::takeConnected);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &Connector::takeError);
    m_socket->connectToHost(m_targets.takeFirst(), effectivePort(m_url));
}

QTcpSocket *Connector::createSocket()
{
    return new QTcpSocket(this);
}

QSslSocket *Connector::createTlsSocket()
{
    auto *socket = new QSslSocket(this);
    socket->setSslConfiguration(tlsConfiguration(m_options));
    socket->setPeerVerifyName(hostName(m_url));
    connect(socket, &QSslSocket::sslErrors, this, [this, socket](const QList<QSslError> &errors) {
        for (const QSslError &error : errors) {
            m_tlsErrors.append(error.errorString());
        }
        if (!m_options.verifyTls) {
            socket->ignoreSslErrors();
        }
    });
    connect(socket, &QSslSocket::encrypted, this, [this, socket] { takeEncrypted(socket); });
    return socket;
}

void Connector::takeConnected()
{
    if (!m_socket->localAddress().isNull()) {
        m_connection.local = endpoint(m_socket->localAddress(), m_socket->localPort());
    }
    // Through a proxy the peer is not ours to see.
    if (m_proxy.type() == QNetworkProxy::NoProxy && !m_socket->peerAddress().isNull()) {
        m_connection.peer = endpoint(m_socket->peerAddress(), m_socket->peerPort());
    }
    // A request goes out in two writes; the second must not wait for the first one's
    // acknowledgement.
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_spare = SpareDescriptor(m_socket->socketDescriptor());
    m_isConnected = true;
    emit connected();
    if (auto *tlsSocket = qobject_cast<QSslSocket *>(m_socket)) {
        tlsSocket->startClientEncryption();
    } else if (m_socket != nullptr) {
        m_deadline.stop();
        m_socket->disconnect(this);
        emit ready();
    }
}

void Connector::takeEncrypted(QSslSocket *socket)
{
    m_deadline.stop();
    m_connection.tls = tlsFactsOf(*socket);
    m_connection.tls->errors = m_tlsErrors;
    socket->disconnect(this);
    emit ready();
}

void Connector::takeError(QAbstractSocket::SocketError error)
{
    const QString words = m_socket->errorString();
    if (m_isConnected) {
        m_connection.tls = tlsFactsOf(*qobject_cast<QSslSocket *>(m_socket));
        m_connection.tls->errors = m_tlsErrors;
        const bool rejected = m_options.verifyTls && !m_tlsErrors.isEmpty();
        fail({FailureKind::Tls,
              rejected ? FailureCode::CertificateRejected : FailureCode::TlsHandshake,
              rejected ? m_tlsErrors.join(u"; ") : words});
    } else if (m_proxy.type() != QNetworkProxy::NoProxy) {
        // Qt calls a SOCKS5 "general failure" an unknown host, and a 503 a refused connection: only
        // the words are passed on.
        fail({FailureKind::Network, FailureCode::ProxyFailed, words});
    } else if (!m_targets.isEmpty()) {
        tryNextTarget();
    } else {
        fail({FailureKind::Network, codeOf(error), words});
    }
}

void Connector::dropSocket()
{
    m_spare.close();
    if (m_socket != nullptr) {
        // The call may come from within one of its own signals, so it must outlive this.
        m_socket->disconnect();
        m_socket->abort();
        m_socket->setParent(nullptr);
        m_socket->deleteLater();
        m_socket = nullptr;
    }
}

void Connector::fail(const Failure &failure)
{
    stop();
    emit failed(failure);
}

} // namespace hoplens
