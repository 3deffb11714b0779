// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/servers/nginxserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>

namespace hoplens {

namespace {

QString nginxProgram()
{
    const QString found = QStandardPaths::findExecutable(QStringLiteral("nginx"));
    return found.isEmpty() ? QStringLiteral("/usr/sbin/nginx") : found;
}

} // namespace

NginxServer::NginxServer(const QByteArrayList &words)
    : m_words(words)
    , m_process(static_cast<int>(words.size()))
{
}

QString NginxServer::filePath(const QString &name) const
{
    return m_folder.filePath(name);
}

QString NginxServer::start(const QString &servers)
{
    if (!write(QStringLiteral("nginx.conf"), QStringLiteral("nginx.conf"))
        || !write(servers, QStringLiteral("servers.conf"))) {
        return QStringLiteral("nginx' configuration cannot be written");
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // How nginx hands listening sockets to its next self (its "Upgrading Executable on the Fly").
    QString descriptors;
    for (int index = 0; index < m_words.size(); ++index) {
        descriptors += QString::number(m_process.descriptor(index)) + u';';
    }
    environment.insert(QStringLiteral("NGINX"), descriptors);
    return m_process.start(nginxProgram(),
                           {QStringLiteral("-p"), m_folder.path(), QStringLiteral("-c"),
                            QStringLiteral("nginx.conf"), QStringLiteral("-e"),
                            QStringLiteral("stderr")},
                           environment)
        ? QString()
        : QStringLiteral("nginx is missing; tests/run installs it");
}

bool NginxServer::write(const QString &pattern, const QString &name) const
{
    QFile from(QStringLiteral(TEST_SERVERS "/") + pattern);
    QFile to(filePath(name));
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly)) {
        return false;
    }
    QByteArray text = from.readAll();
    for (int index = 0; index < m_words.size(); ++index) {
        text.replace('@' + m_words.at(index) + '@', QByteArray::number(port(index)));
    }
    return to.write(text) == text.size();
}

QList<QJsonObject> NginxServer::log() const
{
    QList<QJsonObject> entries;
    QFile file(filePath(QStringLiteral("access.log")));
    if (file.open(QIODevice::ReadOnly)) {
        while (file.bytesAvailable() > 0) {
            entries.append(QJsonDocument::fromJson(file.readLine()).object());
        }
    }
    return entries.mid(m_linesBefore);
}

void NginxServer::forgetLog()
{
    m_linesBefore += log().size();
}

QByteArray logged(const QJsonObject &entry, const char *key)
{
    return entry.value(QLatin1StringView(key)).toString().toUtf8();
}

QByteArray requestLine(const Request &request)
{
    return request.method + ' ' + request.target + ' ' + request.version;
}

} // namespace hoplens
