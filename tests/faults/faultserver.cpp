// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/faults/faultserver.h"

#include "tests/core/requestsize.h"

#include <QTimer>

#include <algorithm>
#include <sys/socket.h>
#include <utility>

namespace hoplens {

namespace {

constexpr qsizetype endlessPiece = 32 * 1024LL;

} // namespace

Step awaitRequest()
{
    return {.kind = Step::Kind::AwaitRequest};
}

Step await(qsizetype octets)
{
    return {.kind = Step::Kind::Await, .octets = octets};
}

Step say(const QByteArray &bytes)
{
    return {.kind = Step::Kind::Say, .bytes = bytes};
}

Step sayInClear(const QByteArray &bytes)
{
    return {.kind = Step::Kind::SayInClear, .bytes = bytes};
}

Step repeat(const QByteArray &bytes, std::chrono::milliseconds pace)
{
    return {.kind = Step::Kind::Repeat, .bytes = bytes, .time = pace};
}

Step startTls(Issue certificate)
{
    return {.kind = Step::Kind::StartTls, .certificate = certificate};
}

Step goDeaf()
{
    return {.kind = Step::Kind::GoDeaf};
}

Step finish()
{
    return {.kind = Step::Kind::Finish};
}

Step cut()
{
    return {.kind = Step::Kind::Cut};
}

Step halfClose()
{
    return {.kind = Step::Kind::HalfClose};
}

Step reset()
{
    return {.kind = Step::Kind::Reset};
}

FaultConnection::FaultConnection(qintptr descriptor, const Script &script,
                                 const Certificates &certificates, QObject *parent)
    : QObject(parent)
    , m_socket(new QSslSocket(this))
    , m_script(script)
    , m_certificates(certificates)
{
    m_socket->setSocketDescriptor(descriptor);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QSslSocket::readyRead, this, &FaultConnection::read);
    // Queued: flush() emits it while the step that wrote is not over yet.
    connect(m_socket, &QSslSocket::bytesWritten, this, &FaultConnection::play,
            Qt::QueuedConnection);
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, &FaultConnection::play,
            Qt::QueuedConnection);
    connect(m_socket, &QSslSocket::encrypted, this, &FaultConnection::play, Qt::QueuedConnection);
    QMetaObject::invokeMethod(this, &FaultConnection::play, Qt::QueuedConnection);
}

QByteArrayList FaultConnection::requests() const
{
    QByteArrayList found;
    QByteArray rest = m_received;
    for (qsizetype size = requestSize(rest); size >= 0; size = requestSize(rest)) {
        found.append(rest.left(size));
        rest.remove(0, size);
    }
    if (rest.contains("\r\n\r\n")) {
        found.append(rest);
    }
    return found;
}

bool FaultConnection::isOpen() const
{
    return m_socket->state() != QAbstractSocket::UnconnectedState;
}

void FaultConnection::listenAgain()
{
    if (m_deaf && isOpen()) {
        m_deaf = false;
        m_socket->setReadBufferSize(0);
        read();
    }
}

void FaultConnection::read()
{
    // What a TLS handshake has to read is not ours; what a deaf server was sent neither.
    const bool handshaking = m_step < m_script.size()
        && m_script.at(m_step).kind == Step::Kind::StartTls && !m_socket->isEncrypted();
    if (!m_deaf && !handshaking) {
        m_received += m_socket->readAll();
        play();
    }
}

void FaultConnection::play()
{
    while (!m_ended && !m_waits && m_step < m_script.size() && isOpen()
           && m_socket->bytesToWrite() == 0 && m_socket->encryptedBytesToWrite() == 0) {
        if (!perform(m_script.at(m_step))) {
            return;
        }
        ++m_step;
    }
}

bool FaultConnection::perform(const Step &step)
{
    switch (step.kind) {
    case Step::Kind::AwaitRequest:
        if (requests().size() <= m_awaited || requestSize(m_received) < 0) {
            return false;
        }
        ++m_awaited;
        return true;
    case Step::Kind::Await:
        return m_received.size() >= step.octets;
    case Step::Kind::Say:
        write(step.bytes);
        return true;
    case Step::Kind::SayInClear:
        ::send(static_cast<int>(m_socket->socketDescriptor()), step.bytes.constData(),
               static_cast<size_t>(step.bytes.size()), MSG_NOSIGNAL);
        return true;
    case Step::Kind::Repeat:
        if (step.time.count() == 0) {
            write(step.bytes.repeated(std::max<qsizetype>(1, endlessPiece / step.bytes.size())));
            return false; // when the kernel took it, it is this step's turn again
        }
        write(step.bytes);
        m_waits = true;
        QTimer::singleShot(step.time, this, [this] {
            m_waits = false;
            play();
        });
        return false;
    case Step::Kind::StartTls:
        if (m_socket->mode() == QSslSocket::UnencryptedMode) {
            const Issued &issued = m_certificates.of(step.certificate);
            m_socket->setLocalCertificate(issued.certificate);
            m_socket->setPrivateKey(issued.key);
            m_socket->startServerEncryption();
        }
        return m_socket->isEncrypted();
    case Step::Kind::GoDeaf:
        m_deaf = true;
        m_socket->setReadBufferSize(1);
        return true;
    default:
        end(step.kind);
        return true;
    }
}

void FaultConnection::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush(); // so that what two steps say are two segments
}

void FaultConnection::end(Step::Kind kind)
{
    m_ended = true;
    const auto descriptor = static_cast<int>(m_socket->socketDescriptor());
    if (kind == Step::Kind::Finish) {
        m_socket->disconnectFromHost();
    } else if (kind == Step::Kind::Reset) {
        const linger atOnce{1, 0};
        ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        m_socket->abort();
    } else {
        ::shutdown(descriptor, kind == Step::Kind::Cut ? SHUT_RDWR : SHUT_WR);
    }
}

FaultServer::FaultServer(const QList<Script> &scripts, const Certificates &certificates)
    : m_scripts(scripts)
    , m_certificates(certificates)
{
    if (!listen(QHostAddress::LocalHost)) {
        qFatal("no free port on loopback");
    }
}

QByteArrayList FaultServer::requests() const
{
    QByteArrayList all;
    for (const FaultConnection *connection : m_connections) {
        all.append(connection->requests());
    }
    return all;
}

bool FaultServer::hasOpenConnections() const
{
    return std::any_of(m_connections.begin(), m_connections.end(),
                       [](const FaultConnection *connection) { return connection->isOpen(); });
}

void FaultServer::listenAgain()
{
    for (FaultConnection *connection : std::as_const(m_connections)) {
        connection->listenAgain();
    }
}

void FaultServer::incomingConnection(qintptr descriptor)
{
    const qsizetype script = std::min(m_connections.size(), m_scripts.size() - 1);
    m_connections.append(
        new FaultConnection(descriptor, m_scripts.at(script), m_certificates, this));
}

} // namespace hoplens
