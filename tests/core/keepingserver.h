// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/requestsize.h"

#include <QHostAddress>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace hoplens {

/// Keeps its connections: answers the requests of each one after the other, as scripted, and
/// records what it received. "%PORT%" in an answer is its own port.
class KeepingServer : public QTcpServer {
public:
    inline static const QByteArray closeOnRequest = "(close)"; ///< in place of an answer
    inline static const QByteArray silence = "(silence)";
    inline static const QByteArray close = "(close at once)"; ///< behind the answer before

    /// For each connection the answers to its requests. With no answer left it is closed.
    explicit KeepingServer(QList<QByteArrayList> scripts)
        : m_scripts(std::move(scripts))
    {
        if (!listen(QHostAddress::LocalHost)) {
            qFatal("no free port on loopback");
        }
    }

    QByteArray url(const QByteArray &rest) const
    {
        return "http://127.0.0.1:" + QByteArray::number(serverPort()) + rest;
    }
    /// What each connection sent, oldest first.
    const QByteArrayList &received() const { return m_received; }
    qsizetype openConnections() const { return findChildren<QTcpSocket *>().size(); }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        const qsizetype index = m_received.size();
        m_received.append(QByteArray());
        m_read.append(0);
        connect(socket, &QTcpSocket::readyRead, this,
                [this, socket, index] { hear(socket, index); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

private:
    void hear(QTcpSocket *socket, qsizetype index)
    {
        m_received[index] += socket->readAll();
        while (takeRequest(index)) {
            answer(socket, index);
        }
    }

    bool takeRequest(qsizetype index)
    {
        const qsizetype size = requestSize(m_received.at(index).mid(m_read.at(index)));
        if (size < 0) {
            return false;
        }
        m_read[index] += size;
        return true;
    }

    void answer(QTcpSocket *socket, qsizetype index)
    {
        QByteArrayList script = m_scripts.value(index);
        if (script.isEmpty() || script.first() == closeOnRequest) {
            socket->disconnectFromHost();
        } else if (script.first() != silence) {
            QByteArray bytes = script.takeFirst();
            socket->write(bytes.replace("%PORT%", QByteArray::number(serverPort())));
            if (!script.isEmpty() && script.first() == close) {
                socket->disconnectFromHost();
            }
            m_scripts[index] = script;
        }
    }

    QList<QByteArrayList> m_scripts;
    QByteArrayList m_received;
    QList<qsizetype> m_read;
};

} // namespace hoplens
