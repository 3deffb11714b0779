// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <sys/socket.h>

namespace hoplens {

/// What a ScriptedServer does with each connection.
struct Script {
    enum class End { Close, Reset, StayOpen };
    /// Written one after the other, in separate segments where possible.
    QByteArrayList answer;
    End end = End::Close;
    /// Octets of the request to wait for; -1: until it is complete (head and Content-Length).
    qint64 answerAfter = -1;
    /// Written again and again after the answer.
    QByteArray endless = QByteArray();
    /// No longer reads once it has answered, so that the client's kernel buffers fill.
    bool stopsReading = false;
};

/// Plays the given bytes on loopback, and records every connection and every byte it received.
class ScriptedServer : public QTcpServer {
public:
    explicit ScriptedServer(Script script)
        : m_script(std::move(script))
    {
        if (!listen(QHostAddress::LocalHost)) {
            qFatal("no free port on loopback");
        }
    }

    /// Speaks TLS from now on.
    void setCertificate(const QSslCertificate &certificate, const QSslKey &key)
    {
        m_certificate = certificate;
        m_key = key;
    }

    QByteArray url(const QByteArray &rest = "/") const
    {
        return (m_key.isNull() ? "http://127.0.0.1:" : "https://127.0.0.1:")
            + QByteArray::number(serverPort()) + rest;
    }

    /// What each connection sent, oldest first.
    QByteArrayList received() const
    {
        QByteArrayList all;
        for (const auto &talk : m_talks) {
            all.append(talk->received);
        }
        return all;
    }
    qsizetype connections() const { return m_talks.size(); }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = m_key.isNull() ? new QTcpSocket(this) : new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        const auto talk = std::make_shared<Talk>();
        m_talks.append(talk);
        connect(socket, &QTcpSocket::readyRead, this,
                [this, socket, talk] { hear(socket, *talk); });
        connect(socket, &QTcpSocket::bytesWritten, this,
                [this, socket, talk] { schedule(socket, *talk); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (auto *tlsSocket = qobject_cast<QSslSocket *>(socket)) {
            tlsSocket->setLocalCertificate(m_certificate);
            tlsSocket->setPrivateKey(m_key);
            tlsSocket->startServerEncryption();
        } else if (m_script.answerAfter == 0) {
            hear(socket, *talk);
        }
    }

private:
    struct Talk {
        QByteArray received;
        qint64 size = -1; // octets of the whole request; -1: not known
        qsizetype played = -1; // pieces; -1: not begun
    };

    // Looks at the head once only: a large body would make it slow.
    static bool isComplete(Talk &talk)
    {
        const qsizetype end = talk.size < 0 ? talk.received.indexOf("\r\n\r\n") : -1;
        if (end >= 0) {
            const QByteArray head = talk.received.left(end + 2).toLower();
            const qsizetype field = head.indexOf("\r\ncontent-length:");
            const QByteArray value =
                field < 0 ? "0" : head.mid(field + 17).split('\r').constFirst();
            talk.size = end + 4 + value.trimmed().toLongLong();
        }
        return talk.size >= 0 && talk.received.size() >= talk.size;
    }

    void hear(QTcpSocket *socket, Talk &talk)
    {
        if (m_script.stopsReading && talk.played >= 0) {
            return;
        }
        const qint64 most =
            m_script.answerAfter > 0 ? m_script.answerAfter : socket->bytesAvailable();
        talk.received += socket->read(most);
        const bool heard = m_script.answerAfter >= 0 ? talk.received.size() >= m_script.answerAfter
                                                     : isComplete(talk);
        if (heard && talk.played < 0) {
            talk.played = 0;
            schedule(socket, talk);
        }
    }

    void schedule(QTcpSocket *socket, Talk &talk)
    {
        QTimer::singleShot(0, socket, [this, socket, &talk] { play(socket, talk); });
    }

    void play(QTcpSocket *socket, Talk &talk)
    {
        const bool open = socket->state() == QAbstractSocket::ConnectedState;
        if (!open || talk.played < 0 || socket->bytesToWrite() > 0) {
            return; // over, or not yet: bytesWritten() comes here again
        }
        if (talk.played < m_script.answer.size()) {
            socket->write(m_script.answer.at(talk.played++));
            socket->flush();
            schedule(socket, talk);
        } else if (!m_script.endless.isEmpty()) {
            const qsizetype times = std::max<qsizetype>(1, 20'000 / m_script.endless.size());
            socket->write(m_script.endless.repeated(times));
        } else if (m_script.end != Script::End::StayOpen) {
            end(socket);
        }
    }

    void end(QTcpSocket *socket) const
    {
        if (m_script.end == Script::End::Reset) {
            const linger atOnce{1, 0};
            ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER,
                         &atOnce, sizeof atOnce);
            socket->abort();
        } else {
            socket->disconnectFromHost();
        }
    }

    Script m_script;
    QSslCertificate m_certificate;
    QSslKey m_key;
    QList<std::shared_ptr<Talk>> m_talks;
};

} // namespace hoplens
