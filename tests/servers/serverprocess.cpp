// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/servers/serverprocess.h"

#include <QHostAddress>
#include <QTcpServer>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace hoplens {

ServerProcess::ServerProcess(int portCount)
{
    for (int i = 0; i < portCount; ++i) {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost)) {
            qFatal("no free port on 127.0.0.1: %s", qPrintable(server.errorString()));
        }
        // The copy outlives the QTcpServer and, unlike it, is inherited by the child.
        const int descriptor = ::dup(static_cast<int>(server.socketDescriptor()));
        m_listeners.append({descriptor, server.serverPort()});
    }
}

ServerProcess::~ServerProcess()
{
    // Politely, so that nginx ends its worker too.
    m_process.terminate();
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
    closeListeners();
}

bool ServerProcess::start(const QString &program, const QStringList &arguments,
                          const QProcessEnvironment &environment)
{
    m_process.setProcessEnvironment(environment);
    // A test that crashes runs no destructor; the kernel ends the server then.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(program, arguments);
    const bool started = m_process.waitForStarted();
    // From now on they are the child's alone: if it ends, connections are refused at once.
    closeListeners();
    return started;
}

void ServerProcess::closeListeners()
{
    for (Listener &listener : m_listeners) {
        if (listener.descriptor >= 0) {
            ::close(listener.descriptor);
            listener.descriptor = -1;
        }
    }
}

bool ServerProcess::isRunning() const
{
    return m_process.state() == QProcess::Running;
}

int ServerProcess::descriptor(int index) const
{
    return m_listeners.at(index).descriptor;
}

quint16 ServerProcess::port(int index) const
{
    return m_listeners.at(index).port;
}

QByteArray ServerProcess::baseUrl(int index) const
{
    return "http://127.0.0.1:" + QByteArray::number(port(index));
}

QByteArray ServerProcess::output()
{
    m_output += m_process.readAllStandardOutput();
    return m_output;
}

QByteArray ServerProcess::errors()
{
    m_errors += m_process.readAllStandardError();
    return m_errors;
}

} // namespace hoplens
