// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace hoplens {

/// A real server that somebody else wrote, as a child process. Its listening sockets are made here,
/// on free loopback ports, and inherited: no port is guessed, and nobody waits until it is up,
/// because connections queue until the child accepts them.
class ServerProcess final {
public:
    explicit ServerProcess(int portCount);
    ~ServerProcess();
    Q_DISABLE_COPY_MOVE(ServerProcess)

    /// False when the program cannot be started.
    bool start(const QString &program, const QStringList &arguments,
               const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

    bool isRunning() const;
    /// What the child inherits; -1 once it is started.
    int descriptor(int index) const;
    quint16 port(int index) const;
    /// "http://127.0.0.1:40110", without a slash at the end.
    QByteArray baseUrl(int index) const;

    /// Everything the server has printed so far.
    QByteArray output();
    QByteArray errors();

private:
    struct Listener {
        int descriptor = -1;
        quint16 port = 0;
    };

    void closeListeners();

    QList<Listener> m_listeners;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
};

} // namespace hoplens
