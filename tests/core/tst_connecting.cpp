// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/requesthead.h"
#include "core/redirect/explain.h"
#include "core/transport/addressrace.h"
#include "core/transport/proxychoice.h"

#include "tests/core/blackhole.h"
#include "tests/core/brokenpipe.h"
#include "tests/core/scriptedserver.h"
#include "tests/core/sending.h"
#include "tests/core/tunnellingproxy.h"

#include <QHostInfo>

using namespace hoplens;

namespace {

const QByteArray found = "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 2\r\n\r\nok";

quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

class TestConnecting : public QObject {
    Q_OBJECT

private slots:
    void refusedPort();
    void unknownHost();
    void looksNamesUp();
    void knowsLocalhost();
    void resolveEntries_data();
    void resolveEntries();
    void connectDeadline_data();
    void connectDeadline();
    void triesTheNextAddress();
    void interleaves_data();
    void interleaves();
    void races_data();
    void races();
    void raceHasADeadline();
    void triesNoFurtherThanNeeded();
    void proxies_data();
    void proxies();
    void forwardingProxy();
    void tunnelRefused_data();
    void tunnelRefused();
    void tunnelNotWritable();
    void tunnelDeadline_data();
    void tunnelDeadline();
    void tunnelToAProxyByName();
    void proxyFailures_data();
    void proxyFailures();
    void choosesTheProxy_data();
    void choosesTheProxy();
    void ignoresTheApplicationProxy();
};

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
        // Only localhost has more than one address.
        QCOMPARE(failureSentence(exchange).contains(u"tried"_qs), host == "localhost");
        QVERIFY(!exchange.connection.peer && !exchange.times.connect && !exchange.times.sent);
        QVERIFY(exchange.times.end);
        QVERIFY(!exchange.times.dns); // localhost needs no lookup
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
    const QString name = QHostInfo::localHostName();
    const QList<QHostAddress> addresses = QHostInfo::fromName(name).addresses();
    if (addresses.isEmpty() || name == QStringLiteral("localhost")) {
        QSKIP("this machine does not know its own name");
    }
    ScriptedServer server({{found}});
    server.close();
    QVERIFY(server.listen(QHostAddress::Any));
    Manager manager;
    const QByteArray url =
        "http://" + name.toLatin1() + ':' + QByteArray::number(server.serverPort()) + '/';
    const Exchange exchange = exchanged(manager, preparedRequest("GET", url));
    QCOMPARE(codeOf(exchange), -1);
    QVERIFY(exchange.times.dns && *exchange.times.dns <= *exchange.times.connect);
    QVERIFY(server.received().constFirst().contains("Host: " + name.toLower().toLatin1()));
}

// RFC 6761 §6.3, also on a machine that has no file of hosts.
void TestConnecting::knowsLocalhost()
{
    ScriptedServer server({{found}});
    Manager manager;
    for (const char *host : {"localhost", "LOCALHOST", "localhost.", "a.b.localhost"}) {
        const QByteArray url =
            QByteArray("http://") + host + ':' + QByteArray::number(server.serverPort()) + '/';
        const Exchange exchange = exchanged(manager, preparedRequest("GET", url));
        QCOMPARE(codeOf(exchange), -1);
        QVERIFY(!exchange.times.dns);
        QCOMPARE(exchange.connection.peer, QStringLiteral("127.0.0.1:%1").arg(server.serverPort()));
    }
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
    options.resolve = {{"a.test", 1, {QStringLiteral("127.0.0.9")}},
                       {host, server.serverPort(), {address}}};
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
    QTest::newRow("proxy that does not answer") << QByteArray("https") << true;
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
    const QString sentence = failureSentence(exchange);
    QVERIFY2(sentence.contains(u"proxy"_qs) == throughProxy, qPrintable(sentence));
    const double took = *exchange.times.end - *exchange.times.start;
    QVERIFY2(took >= 140 && took < 5000, qPrintable(QString::number(took)));
}

// "localhost" has two addresses; only the second one is listened on.
void TestConnecting::triesTheNextAddress()
{
    ScriptedServer server({{found}});
    server.close();
    if (!server.listen(QHostAddress::LocalHostIPv6)) {
        QSKIP("this machine has no IPv6");
    }
    Manager manager;
    const QByteArray url = "http://localhost:" + QByteArray::number(server.serverPort()) + "/";
    const Exchange exchange = exchanged(manager, preparedRequest("GET", url));
    QCOMPARE(codeOf(exchange), -1);
    QCOMPARE(exchange.connection.peer, QStringLiteral("[::1]:%1").arg(server.serverPort()));
    QCOMPARE(server.connections(), 1);
}

void TestConnecting::interleaves_data()
{
    QTest::addColumn<QString>("order");
    QTest::newRow("1") << QStringLiteral("1");
    QTest::newRow("1 2 3") << QStringLiteral("1 2 3");
    QTest::newRow("1 2 :a") << QStringLiteral("1 :a 2");
    QTest::newRow(":a 1 2") << QStringLiteral(":a 1 2");
    QTest::newRow(":a :b :c 1") << QStringLiteral(":a 1 :b :c");
    QTest::newRow("1 :a :b :c") << QStringLiteral("1 :a :b :c");
    QTest::newRow(":a :b 1 2 :c 3") << QStringLiteral(":a 1 :b 2 :c 3");
}

void TestConnecting::interleaves()
{
    const QString addresses = QString::fromLatin1(QTest::currentDataTag());
    QTEST(interleaved(addresses.split(u' ')).join(u' '), "order");
}

void TestConnecting::races_data()
{
    QTest::addColumn<QString>("addresses"); // .1 listens, .2 is silent, the others refuse
    QTest::addColumn<QString>("peer"); // none: all failed
    QTest::addColumn<int>("delays"); // that must pass
    const QString answers = QStringLiteral("127.0.0.1");
    QTest::newRow("the first one answers") << answers + u",127.0.0.3"_qs << answers << 0;
    QTest::newRow("the first one refuses") << u"127.0.0.3,"_qs + answers << answers << 0;
    QTest::newRow("two refuse") << u"127.0.0.3,127.0.0.4,"_qs + answers << answers << 0;
    QTest::newRow("the first one is silent") << u"127.0.0.2,"_qs + answers << answers << 1;
    QTest::newRow("one refuses, one is silent")
        << u"127.0.0.3,127.0.0.2,"_qs + answers << answers << 1;
    QTest::newRow("one is silent, one refuses")
        << u"127.0.0.2,127.0.0.3,"_qs + answers << answers << 1;
    QTest::newRow("all refuse") << QStringLiteral("127.0.0.3,127.0.0.4") << QString() << 0;
}

void TestConnecting::races()
{
    ScriptedServer server({{found}});
    const Blackhole silent(QHostAddress(QStringLiteral("127.0.0.2")), server.serverPort());
    QVERIFY(silent.isReady());
    QFETCH(const QString, addresses);
    QFETCH(const QString, peer);
    QFETCH(const int, delays);
    SendOptions options;
    options.resolve = {{"a.test", server.serverPort(), addresses.split(u',')}};
    Manager manager;
    const Exchange exchange = exchanged(
        manager,
        preparedRequest("GET", "http://a.test:" + QByteArray::number(server.serverPort()) + "/"),
        options);
    const double took = *exchange.times.end - *exchange.times.start;
    QVERIFY2(took >= delays * AddressRace::delay - 1 && took < (delays + 1) * AddressRace::delay,
             qPrintable(QString::number(took)));
    if (!peer.isEmpty()) {
        QCOMPARE(codeOf(exchange), -1);
        QCOMPARE(exchange.connection.peer, peer + u':' + QString::number(server.serverPort()));
        QCOMPARE(server.connections(), 1);
        return;
    }
    QCOMPARE(codeOf(exchange), number(FailureCode::ConnectionRefused));
    for (const QString &address : addresses.split(u',')) {
        QVERIFY2(exchange.failure->detail.contains(address + u" ("_qs),
                 qPrintable(exchange.failure->detail));
    }
    const QString sentence = failureSentence(exchange);
    QVERIFY2(sentence.contains(u" refused the connection: tried 127.0.0."_qs)
                 && sentence.contains(exchange.failure->detail) && sentence.endsWith(u'?'),
             qPrintable(sentence));
}

void TestConnecting::raceHasADeadline()
{
    const Blackhole first(QHostAddress(QStringLiteral("127.0.0.2")));
    const Blackhole second(QHostAddress(QStringLiteral("127.0.0.3")), first.port());
    QVERIFY(first.isReady() && second.isReady());
    SendOptions options;
    options.connectTimeout = std::chrono::milliseconds(350);
    options.resolve = {
        {"a.test", first.port(), {QStringLiteral("127.0.0.2"), QStringLiteral("127.0.0.3")}}};
    Manager manager;
    const Exchange exchange = exchanged(
        manager, preparedRequest("GET", "http://a.test:" + QByteArray::number(first.port()) + "/"),
        options);
    QCOMPARE(codeOf(exchange), number(FailureCode::ConnectDeadline));
}

// An address that nobody needs is not knocked at.
void TestConnecting::triesNoFurtherThanNeeded()
{
    ScriptedServer first({{found}});
    QTcpServer second;
    QVERIFY(second.listen(QHostAddress(QStringLiteral("127.0.0.2")), first.serverPort()));
    SendOptions options;
    options.resolve = {
        {"a.test", first.serverPort(), {QStringLiteral("127.0.0.1"), QStringLiteral("127.0.0.2")}}};
    Manager manager;
    const Exchange exchange = exchanged(
        manager,
        preparedRequest("GET", "http://a.test:" + QByteArray::number(first.serverPort()) + "/"),
        options);
    QCOMPARE(codeOf(exchange), -1);
    QVERIFY(!second.waitForNewConnection(0));
}

void TestConnecting::proxies_data()
{
    QTest::addColumn<TunnellingProxy::Kind>("kind");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("asked");
    using Kind = TunnellingProxy::Kind;
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
    QCOMPARE(exchange.connection.proxy,
             QStringLiteral("socks5://127.0.0.1:%1").arg(proxy.serverPort()));
}

// RFC 9112 §3.2.2: the absolute form; the proxy's credentials are for the proxy.
void TestConnecting::forwardingProxy()
{
    ScriptedServer proxy({{"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n"}});
    for (const bool withUser : {false, true}) {
        SendOptions options;
        options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("localhost"),
                                      proxy.serverPort());
        if (withUser) {
            options.proxy->setUser(QStringLiteral("me"));
            options.proxy->setPassword(QStringLiteral("p\u00e4ss"));
        }
        Manager manager;
        const Exchange exchange = exchanged(
            manager, preparedRequest("POST", "http://u:p@a.test:81/%41?b#c", "hello"), options);
        QCOMPARE(codeOf(exchange), -1);
        QCOMPARE(exchange.response->status, 407);
        const QByteArray credentials = withUser
            ? "Proxy-Authorization: Basic " + QByteArray("me:p\xc3\xa4ss").toBase64() + "\r\n"
            : QByteArray();
        QCOMPARE(proxy.received().constLast(),
                 "POST http://a.test:81/%41?b HTTP/1.1\r\nHost: a.test:81\r\nConnection: "
                 "close\r\nContent-Length: 5\r\n"
                     + credentials + "\r\nhello");
        QCOMPARE(exchange.request.target, "http://a.test:81/%41?b");
        QCOMPARE(exchange.request.proxyFields.size(), withUser ? 1 : 0);
        QCOMPARE(exchange.connection.proxy,
                 QStringLiteral("http://localhost:%1").arg(proxy.serverPort()));
        QCOMPARE(requestHead(exchange.request) + "hello", proxy.received().constLast());
    }
    QCOMPARE(proxy.connections(), 2);
}

void TestConnecting::tunnelRefused_data()
{
    QTest::addColumn<QByteArrayList>("answer");
    QTest::addColumn<Script::End>("end");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QByteArrayList &answer, int status,
                        const QString &detail, Script::End end = Script::End::StayOpen) {
        QTest::newRow(name) << answer << end << status << detail;
    };
    // None of these needs the connection's end to be understood.
    row("refused", {"HTTP/1.1 403 Not you\r\n", "Content-Length: 900\r\n\r\n", "No"}, 403,
        QStringLiteral("403 Not you"));
    row("body without an end", {"HTTP/1.1 502 Bad Gateway\r\n\r\n<html>"}, 502,
        QStringLiteral("502 Bad Gateway"));
    row("no reason", {"HTTP/1.1 504\r\n\r\n"}, 504, QStringLiteral("504"));
    row("redirect", {"HTTP/1.1 302 Found\r\nLocation: http://a.test/\r\n\r\n"}, 302,
        QStringLiteral("302 Found"));
    row("other length twice",
        {"HTTP/1.1 407 Who\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"}, 407,
        QStringLiteral("407 Who"));
    row("garbage", {"no\r\n\r\n"}, 0, QStringLiteral("no HTTP"));
    row("TLS of its own", {QByteArray("\x15\x03\x01\0\x02\x02\x0a", 7) + '\n'}, 0,
        QStringLiteral("no HTTP"));
    row("101", {"HTTP/1.1 101 Switching\r\n\r\n"}, 101, QStringLiteral("cannot be read"));
    row("bytes with the answer", {"HTTP/1.1 200 Yes\r\n\r\n\x16\x03"}, 200,
        QStringLiteral("more than its answer"));
    const QByteArray interim = QByteArray("HTTP/1.1 103 Soon\r\n\r\n").repeated(40);
    row("interim answers without an end", {interim}, 103, QStringLiteral("limit"));
    row("many fields", {"HTTP/1.1 200 Yes\r\n" + QByteArray("X: y\r\n").repeated(1001)}, 200,
        QStringLiteral("limit"));
    row("head without an end", {"HTTP/1.1 200 Yes\r\nX: " + QByteArray(300'000, 'x')}, 200,
        QStringLiteral("limit"));
    row("closed at once", {}, 0, QStringLiteral("without an answer"), Script::End::Close);
    row("reset at once", {}, 0, QStringLiteral("without an answer"), Script::End::Reset);
    row("closed in the head", {"HTTP/1.1 200 Yes\r\nX"}, 200, QStringLiteral("in the middle"),
        Script::End::Close);
}

void TestConnecting::tunnelRefused()
{
    QFETCH(const QByteArrayList, answer);
    QFETCH(const Script::End, end);
    ScriptedServer proxy({answer, end});
    SendOptions options;
    options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"),
                                  proxy.serverPort(), QStringLiteral("me"), QStringLiteral("word"));
    Manager manager;
    const Exchange exchange =
        exchanged(manager, preparedRequest("POST", "https://a.test:444/x", "hello"), options);
    QCOMPARE(codeOf(exchange), number(FailureCode::ProxyFailed));
    QCOMPARE(exchange.failure->kind, FailureKind::Network);
    QFETCH(const QString, detail);
    QVERIFY2(exchange.failure->detail.contains(detail), qPrintable(exchange.failure->detail));
    QVERIFY(!exchange.response && !exchange.times.connect && !exchange.times.sent);
    QVERIFY(exchange.connection.tunnel && !exchange.connection.tls);
    const Tunnel &tunnel = *exchange.connection.tunnel;
    QCOMPARE(proxy.received(), QByteArrayList{requestHead(tunnel.request)});
    QVERIFY(requestHead(tunnel.request).startsWith("CONNECT a.test:444 HTTP/1.1\r\n"));
    QTEST(tunnel.response ? tunnel.response->status : 0, "status");
    QVERIFY(!tunnel.response || tunnel.response->body == Body());
}

// A proxy that is gone before it is asked.
void TestConnecting::tunnelNotWritable()
{
    TunnellingProxy proxy(TunnellingProxy::Kind::Connect, 1);
    Manager manager;
    SendOptions options;
    options.proxy = proxy.proxy();
    const std::unique_ptr<QNetworkReply> reply(manager.send(
        preparedRequest("GET", "https://a.test/"), options, QDateTime::currentDateTimeUtc()));
    QCOMPARE(shutDownWritingTo(proxy.serverPort()), 1);
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait(5000));
    const Exchange exchange = exchangeOf(reply.get());
    QCOMPARE(codeOf(exchange), number(FailureCode::ProxyFailed));
    QVERIFY(proxy.asked.isEmpty());
}

void TestConnecting::tunnelDeadline_data()
{
    QTest::addColumn<QByteArrayList>("answer");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing") << QByteArrayList() << 0;
    QTest::newRow("an interim answer")
        << QByteArrayList{"HTTP/1.1 103 Soon\r\nX: y\r\n\r\n"} << 103;
    QTest::newRow("part of a head") << QByteArrayList{"HTTP/1.1 200 Yes\r\nX: y\r\n"} << 200;
}

// What came before the time was over is shown.
void TestConnecting::tunnelDeadline()
{
    QFETCH(const QByteArrayList, answer);
    QFETCH(const int, status);
    ScriptedServer slow({answer, Script::End::StayOpen});
    SendOptions options;
    options.connectTimeout = std::chrono::milliseconds(150);
    options.proxy =
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), slow.serverPort());
    Manager manager;
    const Exchange exchange =
        exchanged(manager, preparedRequest("GET", "https://a.test/"), options);
    QCOMPARE(codeOf(exchange), number(FailureCode::ConnectDeadline));
    QVERIFY(exchange.connection.tunnel && !exchange.response);
    const Tunnel &tunnel = *exchange.connection.tunnel;
    QCOMPARE(tunnel.response ? tunnel.response->status : 0, status);
    QCOMPARE(failureSentence(exchange),
             QStringLiteral("The proxy http://127.0.0.1:%1 did not open a tunnel to a.test within "
                            "the time for connecting.")
                 .arg(slow.serverPort()));
    QCOMPARE(slow.received(), QByteArrayList{requestHead(tunnel.request)});
}

void TestConnecting::tunnelToAProxyByName()
{
    SendOptions options;
    options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("a.invalid"), 3128);
    Manager manager;
    for (const char *url : {"http://127.0.0.1/", "https://127.0.0.1/"}) {
        const Exchange exchange = exchanged(manager, preparedRequest("GET", url), options);
        QCOMPARE(codeOf(exchange), number(FailureCode::ProxyFailed));
        QVERIFY(!exchange.connection.tunnel);
    }
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
        // An http proxy answers itself to what is http; only a missing one is a failure.
        if (kind == TunnellingProxy::Kind::Connect && url.startsWith("http:")
            && !refusal.isEmpty()) {
            continue;
        }
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
    for (const char *host :
         {"localhost", "LOCALHOST", "localhost.", "a.localhost", "127.0.0.1", "127.1.2.3", "::1"}) {
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

QTEST_GUILESS_MAIN(TestConnecting)
#include "tst_connecting.moc"
