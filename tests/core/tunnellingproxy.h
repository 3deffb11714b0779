// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

namespace hoplens {

/// Accepts whatever is asked for, and hands the bytes through to `target` on loopback.
class TunnellingProxy : public QTcpServer {
public:
    enum class Kind { Connect, Socks };
    TunnellingProxy(Kind kind, quint16 target, const QByteArray &refusal = {})
        : m_kind(kind)
        , m_target(target)
        , m_refusal(refusal)
    {
        listen(QHostAddress::LocalHost);
    }

    QNetworkProxy proxy() const
    {
        return {m_kind == Kind::Socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
                QStringLiteral("127.0.0.1"), serverPort()};
    }
    QByteArray asked; ///< request line, or the SOCKS request
    QByteArray head; ///< of the last CONNECT
    QByteArray welcome = "HTTP/1.1 200 Yes\r\n\r\n"; ///< the answer to CONNECT

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QTcpSocket(this);
        client->setSocketDescriptor(descriptor);
        m_heard.clear();
        connect(client, &QTcpSocket::readyRead, this, [this, client] { hear(client); });
    }

private:
    void hear(QTcpSocket *client)
    {
        if (m_kind == Kind::Connect) {
            m_heard += client->readAll();
            if (m_heard.endsWith("\r\n\r\n")) {
                asked = m_heard.left(m_heard.indexOf('\r'));
                head = m_heard;
                answer(client, m_refusal.isEmpty() ? welcome : m_refusal);
            }
        } else if (m_heard.isEmpty()) {
            m_heard = client->readAll(); // RFC 1928 §3: version and methods
            client->write(QByteArray("\x05\x00", 2));
        } else {
            asked = client->readAll(); // §4: the request
            answer(client,
                   m_refusal.isEmpty() ? QByteArray("\x05\0\0\x01\0\0\0\0\0\0", 10) : m_refusal);
        }
    }

    void answer(QTcpSocket *client, const QByteArray &bytes)
    {
        client->write(bytes);
        client->disconnect(this);
        if (!m_refusal.isEmpty()) {
            client->disconnectFromHost();
            return;
        }
        auto *target = new QTcpSocket(this);
        target->connectToHost(QHostAddress::LocalHost, m_target);
        handOn(client, target);
        handOn(target, client);
    }

    static void handOn(QTcpSocket *from, QTcpSocket *to)
    {
        connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
        connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
    }

    Kind m_kind;
    quint16 m_target;
    QByteArray m_refusal;
    QByteArray m_heard;
};

} // namespace hoplens
