// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/bench/nginxchain.h"

#include <QFile>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

namespace hoplens::bench {

namespace {

constexpr int hops = 10;
constexpr qint64 largeSize = 1LL << 30;

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    for (int i = 0; i < 250; ++i) {
        socket.connectToHost(QHostAddress::LocalHost, port);
        if (socket.waitForConnected(50)) {
            return true;
        }
        socket.abort();
        QThread::msleep(20); // nginx does not say when it listens
    }
    return false;
}

QByteArray configuration(const QByteArray &directory, quint16 port, quint16 tlsPort)
{
    QByteArray locations;
    for (int i = 1; i < hops; ++i) {
        locations += "location = /" + QByteArray::number(i) + " { return 302 /"
            + QByteArray::number(i + 1) + "; }\n";
    }
    return "daemon off; master_process off; worker_processes 1; error_log stderr crit; pid "
        + directory
        + "/pid;\nevents { worker_connections 1000; }\nhttp {\naccess_log off; "
          "absolute_redirect off; keepalive_requests 100000000; sendfile on; root "
        + directory + ";\nclient_body_temp_path " + directory + "; proxy_temp_path " + directory
        + "; fastcgi_temp_path " + directory + "; uwsgi_temp_path " + directory
        + "; scgi_temp_path " + directory + ";\nssl_session_cache shared:s:1m; ssl_certificate "
        + directory + "/certificate.pem; ssl_certificate_key " + directory
        + "/key.pem;\nserver { listen 127.0.0.1:" + QByteArray::number(port)
        + "; listen 127.0.0.1:" + QByteArray::number(tlsPort) + " ssl;\n" + locations
        + "location = /" + QByteArray::number(hops) + " { return 200 end; }\n}\n}\n";
}

} // namespace

NginxChain::~NginxChain()
{
    m_process.terminate();
    m_process.waitForFinished(5000);
}

bool NginxChain::makeFiles()
{
    if (QProcess::execute(QStringLiteral("openssl"),
                          {QStringLiteral("req"), QStringLiteral("-x509"),
                           QStringLiteral("-newkey"), QStringLiteral("rsa:2048"),
                           QStringLiteral("-nodes"), QStringLiteral("-days"), QStringLiteral("2"),
                           QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                           QStringLiteral("-addext"), QStringLiteral("subjectAltName=IP:127.0.0.1"),
                           QStringLiteral("-keyout"), m_dir.filePath(QStringLiteral("key.pem")),
                           QStringLiteral("-out"), authorities("tls")})
        != 0) {
        return false;
    }
    QFile large(m_dir.filePath(QStringLiteral("large")));
    QFile file(m_dir.filePath(QStringLiteral("nginx.conf")));
    QFile own(authorities("tls"));
    QFile all(authorities("tls-all"));
    if (!own.open(QIODevice::ReadOnly) || !all.open(QIODevice::WriteOnly)) {
        return false;
    }
    for (const QSslCertificate &certificate : QSslConfiguration::systemCaCertificates()) {
        all.write(certificate.toPem());
    }
    all.write(own.readAll());
    return large.open(QIODevice::WriteOnly) && large.resize(largeSize)
        && file.open(QIODevice::WriteOnly)
        && file.write(configuration(m_dir.path().toUtf8(), m_port, m_tlsPort)) > 0;
}

bool NginxChain::start()
{
    m_port = freePort();
    m_tlsPort = freePort();
    if (!makeFiles()) {
        return false;
    }
    const QString found = QStandardPaths::findExecutable(QStringLiteral("nginx"));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(found.isEmpty() ? QStringLiteral("/usr/sbin/nginx") : found,
                    {QStringLiteral("-p"), m_dir.path(), QStringLiteral("-c"),
                     m_dir.filePath(QStringLiteral("nginx.conf"))});
    return m_process.waitForStarted(5000) && answers(m_port);
}

QString NginxChain::authorities(const char *kind) const
{
    return m_dir.filePath(QByteArrayView(kind) == "tls-all" ? QStringLiteral("all.pem")
                                                            : QStringLiteral("certificate.pem"));
}

QString NginxChain::url(const char *kind) const
{
    const QByteArray name(kind);
    return name.startsWith("tls") ? QStringLiteral("https://127.0.0.1:%1/1").arg(m_tlsPort)
        : name == "large"         ? QStringLiteral("http://127.0.0.1:%1/large").arg(m_port)
                                  : QStringLiteral("http://127.0.0.1:%1/1").arg(m_port);
}

} // namespace hoplens::bench
