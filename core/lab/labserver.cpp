// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/labserver.h"

#include "core/lab/labconnection.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

namespace hoplens {

namespace {

constexpr int connectionLimit = 256;
constexpr qsizetype receivedLimit = 1000; // requests
constexpr qint64 receivedSizeLimit = 64LL * 1024 * 1024; // octets
constexpr quint16 highestPort = 65535;

struct Lab {
    Q_DECLARE_TR_FUNCTIONS(Lab)
};

qint64 sizeOf(const LabRequest &request)
{
    return request.head.size() + request.body.size();
}

QByteArray urlOf(const QTcpServer &server)
{
    return server.isListening() ? "http://127.0.0.1:" + QByteArray::number(server.serverPort())
                                : QByteArray();
}

} // namespace

LabServer::LabServer(QObject *parent)
    : QObject(parent)
    , m_first(new QTcpServer(this))
    , m_second(new QTcpServer(this))
{
    for (QTcpServer *server : {m_first, m_second}) {
        server->setProxy(QNetworkProxy::NoProxy);
        // A whole class may press Send at the same moment.
        server->setListenBacklogSize(connectionLimit);
        server->setMaxPendingConnections(connectionLimit);
        connect(server, &QTcpServer::newConnection, this, [this, server] { accept(*server); });
    }
}

LabServer::~LabServer() = default;

Result<void> LabServer::start(quint16 port)
{
    if (port == highestPort) {
        return Error{
            Error::Code::InvalidInput,
            Lab::tr("The lab needs two ports, so %1 is too high; choose a lower one.").arg(port)};
    }
    m_first->close();
    m_second->close();
    m_received.clear();
    m_receivedSize = 0;
    const quint16 next = port == 0 ? quint16(0) : static_cast<quint16>(port + 1);
    quint16 wanted = port;
    for (QTcpServer *server : {m_first, m_second}) {
        if (!server->listen(QHostAddress::LocalHost, wanted)) {
            const QString why = server->errorString();
            m_first->close();
            return Error{Error::Code::Unreadable,
                         Lab::tr("The lab cannot use port %1 (%2); choose another one.")
                             .arg(QString::number(wanted), why)};
        }
        wanted = next;
    }
    return {};
}

QByteArray LabServer::baseUrl() const
{
    return urlOf(*m_first);
}

QByteArray LabServer::otherBaseUrl() const
{
    return urlOf(*m_second);
}

const QList<LabRequest> &LabServer::received() const
{
    return m_received;
}

void LabServer::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        if (m_connections == connectionLimit) {
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            const LabAnswer answer = sentenceAnswer(
                503, Lab::tr("The lab has %1 connections already.").arg(connectionLimit));
            socket->write(headOf(answer, {.close = true}) + answer.body);
            socket->disconnectFromHost();
        } else {
            serve(*socket);
        }
    }
}

void LabServer::serve(QTcpSocket &socket)
{
    const LabPorts ports{socket.localPort(),
                         socket.localPort() == m_first->serverPort() ? m_second->serverPort()
                                                                     : m_first->serverPort()};
    const auto *connection = new LabConnection(
        socket, ports, [this](const LabRequest &request) { record(request); }, this);
    ++m_connections;
    connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
}

void LabServer::record(const LabRequest &request)
{
    m_received.append(request);
    m_receivedSize += sizeOf(request);
    while (m_received.size() > receivedLimit || m_receivedSize > receivedSizeLimit) {
        m_receivedSize -= sizeOf(m_received.first());
        m_received.removeFirst();
    }
    emit requestReceived();
}

} // namespace hoplens
