// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "tests/servers/serverprocess.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <array>

namespace hoplens {

/// A real nginx, whose access log says what it saw.
class NginxServer final {
public:
    /// One listening socket for each of the words that stand in the configuration as "@WORD@".
    explicit NginxServer(const QByteArrayList &words);

    /// Where everything that it reads and writes is; names in its configuration are meant there.
    QString filePath(const QString &name) const;
    /// Runs it with these servers, the name of a file beside this one. Empty, or why it does not
    /// run.
    QString start(const QString &servers);

    bool isRunning() const { return m_process.isRunning(); }
    QByteArray errors() { return m_process.errors(); }
    quint16 port(int index) const { return m_process.port(index); }
    QByteArray baseUrl(int index) const { return m_process.baseUrl(index); }

    /// One object for each request since forgetLog(), written after its response was sent.
    QList<QJsonObject> log() const;
    void forgetLog();

private:
    bool write(const QString &pattern, const QString &name) const;

    QTemporaryDir m_folder;
    QByteArrayList m_words;
    ServerProcess m_process;
    qsizetype m_linesBefore = 0;
};

/// The fields that nginx writes into its log, "" for those that did not come.
inline constexpr std::array loggedFields{
    "Host",    "Content-Type", "Content-Length", "Authorization",   "Cookie",
    "Referer", "User-Agent",   "Accept",         "Accept-Encoding", "Accept-Language",
    "Origin",  "Connection",   "X-Ticket"};

/// What the log says of one request.
QByteArray logged(const QJsonObject &entry, const char *key);

/// "GET /target HTTP/1.1"
QByteArray requestLine(const Request &request);

} // namespace hoplens
