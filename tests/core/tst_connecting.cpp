// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/connector.h"
#include "core/transport/proxychoice.h"

#include "tests/core/scriptedserver.h"
#include "tests/core/sending.h"

#include <QFile>
#include <QHostInfo>
#include <QProcess>
#include <QTemporaryDir>

using namespace hoplens;
using End = Script::End;

namespace {

const QByteArray found = "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 2\r\n\r\nok";

quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

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
                answer(client, m_refusal.isEmpty() ? "HTTP/1.1 200 Yes\r\n\r\n" : m_refusal);
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

} // namespace

class TestConnecting : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void refusedPort();
    void unknownHost();
    void looksNamesUp();
    void resolveEntries_data();
    void resolveEntries();
    void connectDeadline_data();
    void connectDeadline();
    void triesTheNextAddress();
    void proxies_data();
    void proxies();
    void proxyFailures_data();
    void proxyFailures();
    void choosesTheProxy_data();
    void choosesTheProxy();
    void ignoresTheApplicationProxy();
    void rejectsUnknownCertificates();
    void acceptsWhenTold();
    void trustsExtraAuthorities();
    void checksTheName();
    void tlsTooOldOrNone_data();
    void tlsTooOldOrNone();
    void tlsUntilClose();
    void tlsUploadsAndEarlyAnswer();
    void tlsThroughAProxy();
    void stopsWhileConnecting();

private:
    std::unique_ptr<ScriptedServer> tlsServer(const Script &script) const;

    QTemporaryDir m_dir;
    QSslCertificate m_certificate;
    QSslKey m_key;
};

void TestConnecting::initTestCase()
{
    QVERIFY(m_dir.isValid());
    const QString keyFile = m_dir.filePath(QStringLiteral("key.pem"));
    const QString certificateFile = m_dir.filePath(QStringLiteral("certificate.pem"));
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                   QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-days"),
                   QStringLiteral("2"), QStringLiteral("-subj"),
                   QStringLiteral("/O=Hops, Inc/CN=lens.test"), QStringLiteral("-addext"),
                   QStringLiteral("subjectAltName=DNS:lens.test,IP:127.0.0.1"),
                   QStringLiteral("-keyout"), keyFile, QStringLiteral("-out"), certificateFile});
    QVERIFY2(openssl.waitForFinished(30'000), qPrintable(openssl.errorString()));
    QCOMPARE(openssl.exitCode(), 0);
    QFile key(keyFile);
    QVERIFY(key.open(QIODevice::ReadOnly));
    m_key = QSslKey(&key, QSsl::Rsa);
    QVERIFY(!m_key.isNull());
    m_certificate = QSslCertificate::fromPath(certificateFile).value(0);
    QVERIFY(!m_certificate.isNull());
}

std::unique_ptr<ScriptedServer> TestConnecting::tlsServer(const Script &script) const
{
    auto server = std::make_unique<ScriptedServer>(script);
    server->setCertificate(m_certificate, m_key);
    return server;
}

void TestConnecting::refusedPort()
{
    Manager manager;
    const QByteArray port = QByteArray::number(closedPort());
    for (const QByteArray &host : {QByteArray("127.0.0.1"), QByteArray("localhost")}) {
        const Exchange exchange =
            exchanged(manager, preparedRequest("GET", "http://" + host + ':' + port + '/'));
        QCOMPARE(codeOf(exchange), number(FailureCode::ConnectionRefused));
        QCOMPARE(exchange.failure->kind, FailureKind::Network);
        QVERIFY(!exchange.failure->detail.isEmpty());
        QVERIFY(!exchange.connection.peer && !exchange.times.connect && !exchange.times.sent);
        QVERIFY(exchange.times.end);
        QCOMPARE(exchange.times.dns.has_value(), host == "localhost");
    }
}

void TestConnecting::unknownHost()
{
    Manager manager;
    const Exchange exchange = exchanged(manager, preparedRequest("GET", "http://a.invalid/"));
    QCOMPARE(codeOf(exchange), number(FailureCode::HostNotFound));
    QVERIFY(!exchange.times.dns);
}

void TestConnecting::looksNamesUp()
{
    ScriptedServer server({{found}});
    Manager manager;
    const QByteArray url = "http://localhost:" + QByteArray::number(server.serverPort()) + "/";
    const Exchange exchange = exchanged(manager, preparedRequest("GET", url));
    QCOMPARE(codeOf(exchange), -1);
    QVERIFY(exchange.times.dns && *exchange.times.dns <= *exchange.times.connect);
    QVERIFY(server.received().constFirst().contains("Host: localhost:"));
}

void TestConnecting::resolveEntries_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("peer");
    QTest::newRow("IPv4") << QByteArray("a.test") << QStringLiteral("127.0.0.1")
                          << QStringLiteral("127.0.0.1:");
    QTest::newRow("other case") << QByteArray("A.TEST") << QStringLiteral("127.0.0.1")
                                << QStringLiteral("127.0.0.1:");
}

void TestConnecting::resolveEntries()
{
    ScriptedServer server({{found}});
    QFETCH(const QByteArray, host);
    QFETCH(const QString, address);
    QFETCH(const QString, peer);
    SendOptions options;
    options.resolve = {{"a.test", 1, QStringLiteral("127.0.0.9")},
                       {host, server.serverPort(), address}};
    Manager manager;
    const Request request =
        preparedRequest("GET", "http://a.test:" + QByteArray::number(server.serverPort()) + "/");
    const Exchange exchange = exchanged(manager, request, options);
    QCOMPARE(codeOf(exchange), -1);
    QVERIFY(!exchange.times.dns);
    QCOMPARE(exchange.connection.peer, peer + QString::number(server.serverPort()));
    QVERIFY(server.received().constFirst().contains("Host: a.test:"));
}

void TestConnecting::connectDeadline_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<bool>("throughProxy");
    QTest::newRow("TLS that does not answer") << QByteArray("https") << false;
    QTest::newRow("proxy that does not answer") << QByteArray("http") << true;
}

void TestConnecting::connectDeadline()
{
    QTcpServer silent; // the system accepts, nobody speaks
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QFETCH(const QByteArray, scheme);
    QFETCH(const bool, throughProxy);
    SendOptions options;
    options.connectTimeout = std::chrono::milliseconds(150);
    if (throughProxy) {
        options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"),
                                      silent.serverPort());
    }
    Manager manager;
    const QByteArray port = QByteArray::number(throughProxy ? 80 : silent.serverPort());
    const Exchange exchange =
        exchanged(manager, preparedRequest("GET", scheme + "://127.0.0.1:" + port + "/"), options);
    QCOMPARE(codeOf(exchange), number(FailureCode::ConnectDeadline));
    QCOMPARE(exchange.failure->kind, FailureKind::Timeout);
    const double took = *exchange.times.end - *exchange.times.start;
    QVERIFY2(took >= 140 && took < 5000, qPrintable(QString::number(took)));
}

// "localhost" has two addresses where the machine has IPv6; only one of them is listened on.
void TestConnecting::triesTheNextAddress()
{
    ScriptedServer server({{found}});
    const QHostInfo info = QHostInfo::fromName(QStringLiteral("localhost"));
    Manager manager;
    const QByteArray url = "http://localhost:" + QByteArray::number(server.serverPort()) + "/";
    const Exchange exchange = exchanged(manager, preparedRequest("GET", url));
    QVERIFY(info.addresses().contains(QHostAddress(QHostAddress::LocalHost)));
    QCOMPARE(codeOf(exchange), -1);
    QCOMPARE(server.connections(), 1);
}

void TestConnecting::proxies_data()
{
    QTest::addColumn<TunnellingProxy::Kind>("kind");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("asked");
    using Kind = TunnellingProxy::Kind;
    QTest::newRow("CONNECT, name")
        << Kind::Connect << QByteArray("a.test:81") << QByteArray("CONNECT a.test:81 HTTP/1.1");
    QTest::newRow("CONNECT, loopback") << Kind::Connect << QByteArray("127.0.0.1:81")
                                       << QByteArray("CONNECT 127.0.0.1:81 HTTP/1.1");
    QTest::newRow("SOCKS5, name") << Kind::Socks << QByteArray("a.test:81")
                                  << QByteArray("\x05\x01\0\x03\x06"
                                                "a.test\0Q",
                                                13);
    QTest::newRow("SOCKS5, address") << Kind::Socks << QByteArray("192.0.2.1:81")
                                     << QByteArray("\x05\x01\0\x01\xc0\0\x02\x01\0Q", 10);
}

void TestConnecting::proxies()
{
    ScriptedServer server({{found}});
    QFETCH(const TunnellingProxy::Kind, kind);
    TunnellingProxy proxy(kind, server.serverPort());
    QFETCH(const QByteArray, host);
    SendOptions options;
    options.proxy = proxy.proxy();
    Manager manager;
    const Exchange exchange =
        exchanged(manager, preparedRequest("POST", "http://" + host + "/a", "hello"), options);
    QCOMPARE(codeOf(exchange), -1);
    QTEST(proxy.asked, "asked");
    // Through a tunnel the bytes are the same as without one.
    QCOMPARE(server.received(),
             QByteArrayList{"POST /a HTTP/1.1\r\nHost: " + host
                            + "\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"});
    QVERIFY(!exchange.times.dns && exchange.times.connect && !exchange.connection.peer);
}

void TestConnecting::proxyFailures_data()
{
    QTest::addColumn<TunnellingProxy::Kind>("kind");
    QTest::addColumn<QByteArray>("refusal");
    using Kind = TunnellingProxy::Kind;
    for (const char *status : {"400", "403", "404", "405", "500", "502", "503"}) {
        QTest::addRow("CONNECT %s", status)
            << Kind::Connect
            << "HTTP/1.1 " + QByteArray(status) + " No\r\nContent-Length: 0\r\n\r\n";
    }
    QTest::newRow("CONNECT 407") << Kind::Connect
                                 << QByteArray(
                                        "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\n"
                                        "Content-Length: 0\r\n\r\n");
    QTest::newRow("CONNECT garbage") << Kind::Connect << QByteArray("no\r\n\r\n");
    for (char reply = 1; reply <= 8; ++reply) {
        QByteArray refusal("\x05?\0\x01\0\0\0\0\0\0", 10);
        refusal[1] = reply;
        QTest::addRow("SOCKS5 reply %d", reply) << Kind::Socks << refusal;
    }
    QTest::newRow("not there") << Kind::Connect << QByteArray();
}

void TestConnecting::proxyFailures()
{
    QFETCH(const TunnellingProxy::Kind, kind);
    QFETCH(const QByteArray, refusal);
    TunnellingProxy proxy(kind, 0, refusal);
    SendOptions options;
    options.proxy = proxy.proxy();
    if (refusal.isEmpty()) {
        proxy.close();
    }
    Manager manager;
    for (const QByteArray &url : {QByteArray("http://a.test/"), QByteArray("https://a.test/")}) {
        const Exchange exchange = exchanged(manager, preparedRequest("GET", url), options);
        QCOMPARE(codeOf(exchange), number(FailureCode::ProxyFailed));
        QCOMPARE(exchange.failure->kind, FailureKind::Network);
        QVERIFY(!exchange.failure->detail.isEmpty());
        QVERIFY(!exchange.times.connect);
    }
}

void TestConnecting::choosesTheProxy_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("direct");
    for (const char *host : {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1"}) {
        QTest::newRow(host) << QByteArray(host) << true;
    }
    for (const char *host : {"a.test", "192.0.2.1", "127.0.0.1.test", "notlocalhost"}) {
        QTest::newRow(host) << QByteArray(host) << false;
    }
}

void TestConnecting::choosesTheProxy()
{
    QFETCH(const QByteArray, host);
    QFETCH(const bool, direct);
    const QString target = QString::fromLatin1(host);
    const Url url = urlOf("http://" + (host.contains(':') ? '[' + host + ']' : host) + "/");
    qputenv("http_proxy", "http://127.0.0.1:3128");
    const QNetworkProxy chosen = proxyFor(url, target, {});
    SendOptions none;
    none.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    SendOptions caching;
    caching.proxy = QNetworkProxy(QNetworkProxy::HttpCachingProxy, QStringLiteral("p.test"), 1);
    QCOMPARE(proxyFor(url, target, none).type(), QNetworkProxy::NoProxy);
    QCOMPARE(proxyFor(url, target, caching).type(), QNetworkProxy::HttpProxy);
    qunsetenv("http_proxy");
    QCOMPARE(chosen.type(), direct ? QNetworkProxy::NoProxy : QNetworkProxy::HttpProxy);
    QCOMPARE(chosen.port(), direct ? 0 : 3128);
}

void TestConnecting::ignoresTheApplicationProxy()
{
    ScriptedServer server({{found}});
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), closedPort()));
    Manager manager;
    const Exchange exchange = exchanged(manager, preparedRequest("GET", server.url()));
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    QCOMPARE(codeOf(exchange), -1);
}

void TestConnecting::rejectsUnknownCertificates()
{
    const auto server = tlsServer({{found}});
    Manager manager;
    const Exchange exchange = exchanged(manager, preparedRequest("GET", server->url()));
    QCOMPARE(codeOf(exchange), number(FailureCode::CertificateRejected));
    QCOMPARE(exchange.failure->kind, FailureKind::Tls);
    QVERIFY(!exchange.response && !exchange.times.tls && !exchange.times.sent);
    QVERIFY(exchange.times.connect);
    const TlsInfo tls = *exchange.connection.tls;
    QCOMPARE(tls.chain.size(), 1);
    QCOMPARE(tls.chain.constFirst().subject, QStringLiteral("CN=lens.test,O=Hops\\, Inc"));
    QCOMPARE(tls.chain.constFirst().issuer, tls.chain.constFirst().subject);
    QCOMPARE(tls.chain.constFirst().notBefore.daysTo(tls.chain.constFirst().notAfter), 2);
    QCOMPARE(tls.errors.size(), 1);
    QCOMPARE(exchange.failure->detail, tls.errors.constFirst());
    QCOMPARE(server->received(), QByteArrayList{QByteArray()});
}

void TestConnecting::acceptsWhenTold()
{
    const auto server = tlsServer({{found}});
    SendOptions options;
    options.verifyTls = false;
    Manager manager;
    const Request request = preparedRequest("POST", server->url("/%41"), "hello");
    const Exchange exchange = exchanged(manager, request, options);
    QCOMPARE(codeOf(exchange), -1);
    QCOMPARE(exchange.response->body, bodyOf("ok"));
    QCOMPARE(exchange.connection.tls->version, QStringLiteral("TLS 1.3"));
    QVERIFY(exchange.connection.tls->cipher.startsWith(QStringLiteral("TLS_")));
    QCOMPARE(exchange.connection.tls->errors.size(), 1);
    QCOMPARE(exchange.connection.tls->chain.size(), 1);
    QVERIFY(*exchange.times.connect <= *exchange.times.tls
            && *exchange.times.tls <= *exchange.times.sent);
    QCOMPARE(server->connections(), 1);
    QVERIFY(server->received().constFirst().startsWith("POST /%41 HTTP/1.1\r\n"));
    QVERIFY(server->received().constFirst().endsWith("\r\n\r\nhello"));
}

void TestConnecting::trustsExtraAuthorities()
{
    const auto server = tlsServer({{found}});
    SendOptions options;
    options.extraAuthorities = {m_certificate};
    Manager manager;
    const Exchange exchange = exchanged(manager, preparedRequest("GET", server->url()), options);
    QCOMPARE(codeOf(exchange), -1);
    QVERIFY(exchange.connection.tls->errors.isEmpty());
}

void TestConnecting::checksTheName()
{
    for (const bool right : {true, false}) {
        const auto server = tlsServer({{found}});
        const QByteArray host = right ? "lens.test" : "other.test";
        SendOptions options;
        options.extraAuthorities = {m_certificate};
        options.resolve = {{host, server->serverPort(), QStringLiteral("127.0.0.1")}};
        Manager manager;
        const QByteArray url =
            "https://" + host + ':' + QByteArray::number(server->serverPort()) + '/';
        const Exchange exchange = exchanged(manager, preparedRequest("GET", url), options);
        QCOMPARE(codeOf(exchange), right ? -1 : number(FailureCode::CertificateRejected));
        QCOMPARE(exchange.connection.tls->errors.size(), right ? 0 : 1);
    }
}

void TestConnecting::tlsTooOldOrNone_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<End>("end");
    QTest::newRow("plain HTTP") << found << End::StayOpen;
    QTest::newRow("closed") << QByteArray() << End::Close;
    QTest::newRow("reset") << QByteArray() << End::Reset;
    QTest::newRow("alert") << QByteArray("\x15\x03\x03\0\x02\x02\x28", 7) << End::StayOpen;
}

void TestConnecting::tlsTooOldOrNone()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const End, end);
    Script script{{answer}, end};
    script.answerAfter = 1;
    ScriptedServer server(script);
    Manager manager;
    const QByteArray url = "https://127.0.0.1:" + QByteArray::number(server.serverPort()) + "/";
    const Exchange exchange = exchanged(manager, preparedRequest("GET", url));
    QCOMPARE(codeOf(exchange), number(FailureCode::TlsHandshake));
    QCOMPARE(exchange.failure->kind, FailureKind::Tls);
    QVERIFY(exchange.times.connect && !exchange.times.tls);
    QCOMPARE(server.connections(), 1);
}

void TestConnecting::tlsUntilClose()
{
    const auto server = tlsServer({{"HTTP/1.1 302 Found\r\n\r\n", "ok"}, End::Close});
    SendOptions options;
    options.verifyTls = false;
    Manager manager;
    const Exchange exchange = exchanged(manager, preparedRequest("GET", server->url()), options);
    QCOMPARE(codeOf(exchange), -1);
    QCOMPARE(exchange.response->body, bodyOf("ok"));
}

void TestConnecting::tlsUploadsAndEarlyAnswer()
{
    const QByteArray body(5LL * 1024 * 1024, 'b');
    SendOptions options;
    options.verifyTls = false;
    for (const bool early : {false, true}) {
        Script script{{found}, End::StayOpen};
        script.answerAfter = early ? 100'000 : -1;
        script.stopsReading = early;
        const auto server = tlsServer(script);
        Manager manager;
        const Exchange exchange =
            exchanged(manager, preparedRequest("POST", server->url(), body), options);
        QCOMPARE(codeOf(exchange), -1);
        QCOMPARE(exchange.response->body, bodyOf("ok"));
        QCOMPARE(exchange.times.sent.has_value(), !early);
        QCOMPARE(server->received().constFirst().endsWith("\r\n\r\n" + body), !early);
    }
}

void TestConnecting::tlsThroughAProxy()
{
    const auto server = tlsServer({{found}});
    TunnellingProxy proxy(TunnellingProxy::Kind::Connect, server->serverPort());
    SendOptions options;
    options.proxy = proxy.proxy();
    options.extraAuthorities = {m_certificate};
    Manager manager;
    const Exchange exchange =
        exchanged(manager, preparedRequest("GET", "https://lens.test/"), options);
    QCOMPARE(codeOf(exchange), -1);
    QCOMPARE(proxy.asked, "CONNECT lens.test:443 HTTP/1.1");
    QVERIFY(server->received().constFirst().startsWith("GET / HTTP/1.1\r\nHost: lens.test\r\n"));
}

// Whatever it was doing, nothing is heard of it after stop().
void TestConnecting::stopsWhileConnecting()
{
    const auto server = tlsServer({{found}});
    const QByteArray port = QByteArray::number(server->serverPort());
    SendOptions options;
    options.verifyTls = false;
    for (int turns = 0; turns < 40; ++turns) {
        const QByteArray host = turns % 2 == 0 ? "localhost:" : "127.0.0.1:";
        Connector connector(urlOf("https://" + host + port + "/"), options);
        connector.start();
        for (int turn = 0; turn < turns / 2; ++turn) {
            QCoreApplication::processEvents();
        }
        connector.stop();
        QSignalSpy ready(&connector, &Connector::ready);
        QSignalSpy failed(&connector, &Connector::failed);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QVERIFY(ready.isEmpty() && failed.isEmpty());
        QVERIFY(connector.socket() == nullptr);
    }
}

QTEST_GUILESS_MAIN(TestConnecting)
#include "tst_connecting.moc"
