// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/requesthead.h"
#include "core/transport/channel.h"

#include "tests/core/blackhole.h"
#include "tests/core/scriptedserver.h"
#include "tests/core/sending.h"
#include "tests/core/tlsidentity.h"
#include "tests/core/tunnellingproxy.h"

using namespace hoplens;
using End = Script::End;

namespace {

const QByteArray found = "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 2\r\n\r\nok";

class Listener final : public ChannelUser {
public:
    int heard = 0;
    void channelResolved() override { ++heard; }
    void channelConnected() override { ++heard; }
    void channelReady() override { ++heard; }
    void channelFailed(const Failure &) override { ++heard; }
    void channelReadable() override { ++heard; }
    void channelWritten() override { ++heard; }
    void channelEnded() override { ++heard; }
    QByteArray userAgent() const override { return {}; }
};

} // namespace

class TestTls : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_identity.make(); }
    void rejectsUnknownCertificates();
    void acceptsWhenTold();
    void trustsExtraAuthorities();
    void checksTheName();
    void tlsTooOldOrNone_data();
    void tlsTooOldOrNone();
    void tlsUntilClose();
    void tlsUploadsAndEarlyAnswer();
    void tlsThroughAProxy_data();
    void tlsThroughAProxy();
    void goneWhileConnecting();
    void handshakeDeadline();
    void racesBeforeTls();
    void acceptsOneCertificate();

private:
    TlsIdentity m_identity;
};

void TestTls::rejectsUnknownCertificates()
{
    const auto server = m_identity.server({{found}});
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

void TestTls::acceptsWhenTold()
{
    const auto server = m_identity.server({{found}});
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

void TestTls::trustsExtraAuthorities()
{
    const auto server = m_identity.server({{found}});
    SendOptions options;
    options.extraAuthorities = {m_identity.certificate()};
    Manager manager;
    const Exchange exchange = exchanged(manager, preparedRequest("GET", server->url()), options);
    QCOMPARE(codeOf(exchange), -1);
    QVERIFY(exchange.connection.tls->errors.isEmpty());
}

void TestTls::checksTheName()
{
    for (const bool right : {true, false}) {
        const auto server = m_identity.server({{found}});
        const QByteArray host = right ? "lens.test" : "other.test";
        SendOptions options;
        options.extraAuthorities = {m_identity.certificate()};
        options.resolve = {{host, server->serverPort(), {QStringLiteral("127.0.0.1")}}};
        Manager manager;
        const QByteArray url =
            "https://" + host + ':' + QByteArray::number(server->serverPort()) + '/';
        const Exchange exchange = exchanged(manager, preparedRequest("GET", url), options);
        QCOMPARE(codeOf(exchange), right ? -1 : number(FailureCode::CertificateRejected));
        QCOMPARE(exchange.connection.tls->errors.size(), right ? 0 : 1);
    }
}

void TestTls::tlsTooOldOrNone_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<End>("end");
    QTest::newRow("plain HTTP") << found << End::StayOpen;
    QTest::newRow("closed") << QByteArray() << End::Close;
    QTest::newRow("reset") << QByteArray() << End::Reset;
    QTest::newRow("alert") << QByteArray("\x15\x03\x03\0\x02\x02\x28", 7) << End::StayOpen;
}

void TestTls::tlsTooOldOrNone()
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

void TestTls::tlsUntilClose()
{
    const auto server = m_identity.server({{"HTTP/1.1 302 Found\r\n\r\n", "ok"}, End::Close});
    SendOptions options;
    options.verifyTls = false;
    Manager manager;
    const Exchange exchange = exchanged(manager, preparedRequest("GET", server->url()), options);
    QCOMPARE(codeOf(exchange), -1);
    QCOMPARE(exchange.response->body, bodyOf("ok"));
}

void TestTls::tlsUploadsAndEarlyAnswer()
{
    const QByteArray body(5LL * 1024 * 1024, 'b');
    SendOptions options;
    options.verifyTls = false;
    for (const bool early : {false, true}) {
        Script script{{found}, End::StayOpen};
        script.answerAfter = early ? 100'000 : -1;
        script.stopsReading = early;
        const auto server = m_identity.server(script);
        Manager manager;
        const Exchange exchange =
            exchanged(manager, preparedRequest("POST", server->url(), body), options);
        QCOMPARE(codeOf(exchange), -1);
        QCOMPARE(exchange.response->body, bodyOf("ok"));
        QCOMPARE(exchange.times.sent.has_value(), !early);
        QCOMPARE(server->received().constFirst().endsWith("\r\n\r\n" + body), !early);
    }
}

void TestTls::tlsThroughAProxy_data()
{
    QTest::addColumn<QByteArray>("welcome");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("agent");
    const QByteArray plain = "HTTP/1.1 200 Yes\r\n\r\n";
    QTest::newRow("plain") << plain << QString() << QByteArray();
    QTest::newRow("with a password") << plain << QStringLiteral("me") << QByteArray();
    QTest::newRow("with a user agent") << plain << QString() << QByteArray("probe/1");
    QTest::newRow("other 2xx") << QByteArray("HTTP/1.0 299 \r\nVia: x\r\n\r\n") << QString()
                               << QByteArray();
    QTest::newRow("length to be ignored")
        << QByteArray("HTTP/1.1 200 Yes\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")
        << QString() << QByteArray();
    QTest::newRow("interim answer first")
        << QByteArray("HTTP/1.1 103 Soon\r\n\r\nHTTP/1.1 200 Yes\r\n\r\n") << QString()
        << QByteArray();
}

void TestTls::tlsThroughAProxy()
{
    QFETCH(const QByteArray, welcome);
    QFETCH(const QString, user);
    QFETCH(const QByteArray, agent);
    const auto server = m_identity.server({{found}});
    TunnellingProxy proxy(TunnellingProxy::Kind::Connect, server->serverPort());
    proxy.welcome = welcome;
    SendOptions options;
    options.proxy = proxy.proxy();
    options.proxy->setUser(user);
    options.proxy->setPassword(QStringLiteral("p\u00e4ss"));
    options.extraAuthorities = {m_identity.certificate()};
    Request request = preparedRequest("GET", "https://u:p@lens.test/secret?a#b");
    request.headers.append({"Authorization", "Basic dTpw", SetBy::User});
    if (!agent.isEmpty()) {
        request.headers.append({"User-Agent", agent, SetBy::User});
    }
    Manager manager;
    const Exchange exchange = exchanged(manager, request, options);
    QCOMPARE(codeOf(exchange), -1);
    const QByteArray agentLine = agent.isEmpty() ? QByteArray() : "User-Agent: " + agent + "\r\n";
    const QByteArray credentials = user.isEmpty()
        ? QByteArray()
        : "Proxy-Authorization: Basic " + QByteArray("me:p\xc3\xa4ss").toBase64() + "\r\n";
    QCOMPARE(proxy.head,
             "CONNECT lens.test:443 HTTP/1.1\r\nHost: lens.test:443\r\n" + agentLine + credentials
                 + "\r\n");
    QVERIFY(server->received().constFirst().startsWith(
        "GET /secret?a HTTP/1.1\r\nHost: lens.test\r\n"));
    QVERIFY(!server->received().constFirst().contains("Proxy-Authorization"));

    const Connection &connection = exchange.connection;
    QVERIFY(connection.tls && connection.local && !connection.peer);
    QCOMPARE(connection.proxy, QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort()));
    QVERIFY(connection.tunnel && connection.tunnel->response);
    QCOMPARE(requestHead(connection.tunnel->request), proxy.head);
    QCOMPARE(serializeUrl(connection.tunnel->request.url), "https://lens.test/");
    QVERIFY(welcome.endsWith(connection.tunnel->response->rawHead));
    QCOMPARE(connection.tunnel->response->status, welcome.contains("299") ? 299 : 200);
    QVERIFY(exchange.request.proxyFields.isEmpty());
    QVERIFY(!exchange.times.dns && *exchange.times.connect <= *exchange.times.tls);
}

// Whatever it was doing, nothing is heard of it once it is gone.
void TestTls::goneWhileConnecting()
{
    const auto server = m_identity.server({{found}});
    const QByteArray port = QByteArray::number(server->serverPort());
    SendOptions options;
    options.verifyTls = false;
    for (int turns = 0; turns < 40; ++turns) {
        const QByteArray host = turns % 2 == 0 ? "localhost:" : "127.0.0.1:";
        Listener listener;
        auto channel = std::make_unique<Channel>(urlOf("https://" + host + port + "/"),
                                                 std::make_shared<const SendOptions>(options));
        channel->open(&listener);
        for (int turn = 0; turn < turns / 2; ++turn) {
            QCoreApplication::processEvents();
        }
        channel.reset();
        const int heard = listener.heard;
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QCOMPARE(listener.heard, heard);
    }
}

// Only the connection that won goes on with TLS, and the session is as any other.
void TestTls::racesBeforeTls()
{
    const auto server = m_identity.server({{found}});
    const Blackhole silent(QHostAddress(QStringLiteral("127.0.0.2")), server->serverPort());
    QVERIFY(silent.isReady());
    SendOptions options;
    options.extraAuthorities = {m_identity.certificate()};
    options.resolve = {{"lens.test",
                        server->serverPort(),
                        {QStringLiteral("127.0.0.2"), QStringLiteral("127.0.0.1")}}};
    Manager manager;
    const QByteArray url = "https://lens.test:" + QByteArray::number(server->serverPort()) + "/";
    const Exchange exchange = exchanged(manager, preparedRequest("GET", url), options);
    QCOMPARE(codeOf(exchange), -1);
    QCOMPARE(exchange.connection.peer, QStringLiteral("127.0.0.1:%1").arg(server->serverPort()));
    QVERIFY(exchange.connection.tls && exchange.connection.tls->errors.isEmpty());
    QCOMPARE(server->connections(), 1);
}

// Deadlines name themselves: TCP is there, and the handshake does not end.
void TestTls::handshakeDeadline()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    SendOptions options;
    options.tlsTimeout = std::chrono::milliseconds(60);
    Manager manager;
    const Exchange exchange =
        exchanged(manager,
                  preparedRequest(
                      "GET", "https://127.0.0.1:" + QByteArray::number(silent.serverPort()) + "/"),
                  options);
    QCOMPARE(codeOf(exchange), number(FailureCode::TlsDeadline));
    QCOMPARE(exchange.failure->kind, FailureKind::Timeout);
}

// The one certificate, for the one host: another host or another certificate stays refused.
void TestTls::acceptsOneCertificate()
{
    const auto server = m_identity.server({{found}});
    const QByteArray digest = m_identity.certificate().digest(QCryptographicHash::Sha256);
    const AcceptedCertificate right{"127.0.0.1", server->serverPort(), digest};
    AcceptedCertificate otherHost = right;
    otherHost.host = "lens.test";
    AcceptedCertificate otherPort = right;
    otherPort.port = 443;
    AcceptedCertificate otherCertificate = right;
    otherCertificate.sha256[0] = static_cast<char>(otherCertificate.sha256.at(0) ^ 1);
    for (const AcceptedCertificate &accepted : {right, otherHost, otherPort, otherCertificate}) {
        SendOptions options;
        options.accepted = {accepted};
        Manager manager;
        const Exchange exchange =
            exchanged(manager, preparedRequest("GET", server->url()), options);
        const TlsInfo tls = *exchange.connection.tls;
        QCOMPARE(codeOf(exchange),
                 accepted == right ? -1 : number(FailureCode::CertificateRejected));
        QCOMPARE(tls.accepted, accepted == right);
        QCOMPARE(tls.errors.size(), 1);
        QCOMPARE(tls.chain.constFirst().sha256, digest);
        QCOMPARE(tls.chain.constFirst().names,
                 (QStringList{QStringLiteral("lens.test"), QStringLiteral("127.0.0.1")}));
    }
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
