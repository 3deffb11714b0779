// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/faults/certificates.h"

#include <QList>
#include <QPointer>
#include <QSslSocket>
#include <QTcpServer>

#include <chrono>

namespace hoplens {

/// One thing that a server does on a connection. It goes on with the next when this one is done.
struct Step {
    enum class Kind {
        AwaitRequest, ///< until one more request is complete
        Await, ///< until so many octets came, on the whole connection
        Say, ///< writes, and waits until the kernel took it
        SayInClear, ///< the same beneath TLS, where it is no valid record
        Repeat, ///< says it again and again, for ever; as fast as it is read, or paced
        StartTls, ///< as the server, until the handshake is done
        GoDeaf, ///< reads no more, so that the client's kernel buffers fill
        Finish, ///< closes in order (FIN; with TLS its own farewell first)
        Cut, ///< FIN, without TLS' farewell
        HalfClose, ///< FIN, and goes on reading
        Reset, ///< RST
    };
    Kind kind = Kind::Say;
    QByteArray bytes = QByteArray();
    qsizetype octets = 0;
    std::chrono::milliseconds time{0};
    Issue certificate = Issue::Valid;
};
/// A connection stays open, and is read, after its last step.
using Script = QList<Step>;

Step awaitRequest();
Step await(qsizetype octets);
Step say(const QByteArray &bytes);
Step sayInClear(const QByteArray &bytes);
Step repeat(const QByteArray &bytes, std::chrono::milliseconds pace = {});
Step startTls(Issue certificate = Issue::Valid);
Step goDeaf();
Step finish();
Step cut();
Step halfClose();
Step reset();

/// One connection, playing its script.
class FaultConnection : public QObject {
    Q_OBJECT
public:
    FaultConnection(qintptr descriptor, const Script &script, const Certificates &certificates,
                    QObject *parent);

    /// Complete requests, and at the end perhaps one whose head alone came.
    QByteArrayList requests() const;
    bool isOpen() const;
    /// Reads again after GoDeaf, so that the end of the connection is seen.
    void listenAgain();

private:
    void read();
    void play();
    /// True when the next step may follow at once.
    bool perform(const Step &step);
    void write(const QByteArray &bytes);
    void end(Step::Kind kind);

    QSslSocket *m_socket;
    Script m_script;
    const Certificates &m_certificates;
    qsizetype m_step = 0;
    int m_awaited = 0; // requests
    bool m_waits = false; // for the timer
    bool m_deaf = false;
    bool m_ended = false;
    QByteArray m_received;
};

/// A server on a free port of loopback. Its first connection plays the first script, and so on;
/// the last script is played again when there are more connections.
class FaultServer : public QTcpServer {
    Q_OBJECT
public:
    FaultServer(const QList<Script> &scripts, const Certificates &certificates);

    qsizetype connections() const { return m_connections.size(); }
    /// Of all connections, in the order of their connections.
    QByteArrayList requests() const;
    bool hasOpenConnections() const;
    void listenAgain();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QList<Script> m_scripts;
    const Certificates &m_certificates;
    QList<FaultConnection *> m_connections;
};

} // namespace hoplens
