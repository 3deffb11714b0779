// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Connections that are kept from one hop to the next, and what happens when they are not there any
// more.

#include "core/http/persistence.h"
#include "core/http/requesthead.h"
#include "core/tracer.h"

#include "tests/core/brokenpipe.h"
#include "tests/core/keepingserver.h"
#include "tests/core/sending.h"

using namespace hoplens;

class TestKeepAlive : public QObject {
    Q_OBJECT

private slots:
    void whenItPersists_data();
    void whenItPersists();
    void oneConnectionForAChain();
    void freshOnRequest();
    void otherOriginOtherConnection();
    void notKept_data();
    void notKept();
    void closedMeanwhile_data();
    void closedMeanwhile();
    void notSentAgain_data();
    void notSentAgain();
    void notWritable_data();
    void notWritable();
    void keptForTheNextTraceOnRequest();
    void closedWithTheTrace();
    void poolIsBounded();
    void firstByteDeadline();
    void idleDeadline_data();
    void idleDeadline();
};

namespace {

using namespace std::chrono_literals;

QByteArray redirectTo(const QByteArray &location,
                      const QByteArray &fields = "Content-Length: 2\r\n",
                      const QByteArray &body = "ok")
{
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n" + fields + "\r\n" + body;
}

const QByteArray fine = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

Trace traced(Tracer &tracer, const QByteArray &method, const QByteArray &url,
             const TraceOptions &options = {}, const std::optional<QByteArray> &body = std::nullopt)
{
    Request request;
    request.method = method;
    request.url = urlOf(url);
    if (body) {
        request.body = bodyOf(*body);
    }
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start(request, *findProfile(QStringLiteral("rfc9110")), options);
    finished.wait(10'000);
    QTest::qVerify(finished.size() == 1, "finished once", "", __FILE__, __LINE__);
    return tracer.trace();
}

QList<bool> reusedOf(const Trace &trace)
{
    QList<bool> reused;
    for (const Hop &hop : trace.hops) {
        reused.append(hop.exchange.connection.reused);
    }
    return reused;
}

/// Everything the trace says was sent, hop by hop and attempt by attempt.
QByteArray sentIn(const Trace &trace)
{
    QByteArray bytes;
    for (const Hop &hop : trace.hops) {
        const Request &request = hop.exchange.request;
        const QByteArray message =
            requestHead(request) + (request.body ? request.body->bytes : QByteArray());
        bytes += message.repeated(1 + hop.exchange.earlier.size());
    }
    return bytes;
}

} // namespace

void TestKeepAlive::whenItPersists_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("answered");
    QTest::addColumn<bool>("persists");
    const auto row = [](const char *name, const char *asked, const char *version,
                        const char *answered, bool persists) {
        QTest::newRow(name) << QByteArray(asked) << QByteArray(version) << QByteArray(answered)
                            << persists;
    };
    row("HTTP/1.1", "", "HTTP/1.1", "", true);
    row("HTTP/1.1, close", "", "HTTP/1.1", "close", false);
    row("HTTP/1.1, Close in a list", "", "HTTP/1.1", "x, Close", false);
    row("HTTP/1.1, keep-alive", "", "HTTP/1.1", "keep-alive", true);
    row("HTTP/1.0", "", "HTTP/1.0", "", false);
    row("HTTP/1.0, keep-alive", "", "HTTP/1.0", "Keep-Alive", true);
    row("HTTP/1.0, keep-alive and close", "", "HTTP/1.0", "keep-alive, close", false);
    row("asked to close", "close", "HTTP/1.1", "", false);
    row("asked to keep", "keep-alive", "HTTP/1.1", "", true);
}

void TestKeepAlive::whenItPersists()
{
    QFETCH(const QByteArray, asked);
    QFETCH(const QByteArray, version);
    QFETCH(const QByteArray, answered);
    Request request;
    request.method = "GET";
    request.headers = {{"connection", asked}};
    Response response;
    response.version = version;
    response.headers = {{"CONNECTION", answered}};
    QTEST(keepsConnection(request, response), "persists");
    request.method = "CONNECT";
    QVERIFY(!keepsConnection(request, response));
}

void TestKeepAlive::oneConnectionForAChain()
{
    KeepingServer server(
        {{redirectTo("/2"),
          redirectTo("/3", "Transfer-Encoding: chunked\r\n", "2\r\nok\r\n0\r\nX: y\r\n\r\n"),
          "HTTP/1.1 303 See\r\nLocation: /4\r\nContent-Length: 0\r\n\r\n", fine}});
    Tracer tracer;
    const Trace trace = traced(tracer, "POST", server.url("/1"), {}, "hello");
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(reusedOf(trace), (QList<bool>{false, true, true, true}));
    QCOMPARE(server.received(), QByteArrayList{sentIn(trace)});
    const Exchange &first = trace.hops.first().exchange;
    const Exchange &last = trace.hops.last().exchange;
    QCOMPARE(last.connection.local, first.connection.local);
    QCOMPARE(last.connection.peer, first.connection.peer);
    // Nothing was looked up or opened, so nothing is told of it.
    QVERIFY(first.times.connect && !last.times.connect && !last.times.dns);
    QVERIFY(last.times.sent && *last.times.start <= *last.times.sent);
    QVERIFY(!contains(last.request.headers, "Connection"));
}

void TestKeepAlive::freshOnRequest()
{
    KeepingServer server({{redirectTo("/2")}, {fine}});
    TraceOptions options;
    options.send.freshConnections = true;
    Tracer tracer;
    const Trace trace = traced(tracer, "GET", server.url("/1"), options);
    QCOMPARE(reusedOf(trace), (QList<bool>{false, false}));
    QCOMPARE(server.received().size(), 2);
    QCOMPARE(server.received().join(), sentIn(trace));
    QCOMPARE(valuesOf(trace.hops.last().exchange.request.headers, "Connection"),
             QList<QByteArray>{"close"});
}

void TestKeepAlive::otherOriginOtherConnection()
{
    KeepingServer other({{fine}});
    KeepingServer server({{redirectTo(other.url("/2"))}});
    Tracer tracer;
    const Trace trace = traced(tracer, "GET", server.url("/1"));
    QCOMPARE(reusedOf(trace), (QList<bool>{false, false}));
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    // The same address under another name is another origin, too.
    KeepingServer named({{"HTTP/1.1 302 Found\r\nLocation: http://localhost:%PORT%/2\r\n"
                          "Content-Length: 0\r\n\r\n"},
                         {fine}});
    const Trace byName = traced(tracer, "GET", named.url("/1"));
    QCOMPARE(reusedOf(byName), (QList<bool>{false, false}));
}

void TestKeepAlive::notKept_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("close") << redirectTo("/2", "Connection: close\r\nContent-Length: 2\r\n");
    QTest::newRow("more behind the end") << redirectTo("/2") + "HTTP/1.1 200 OK\r\n\r\n";
    QTest::newRow("two kinds of length") << redirectTo(
        "/2", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "2\r\nok\r\n0\r\n\r\n");
    QTest::newRow("length twice") << redirectTo("/2", "Content-Length: 2\r\nContent-Length: 2\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray(
        "HTTP/1.0 302 Found\r\nLocation: /2\r\nContent-Length: 2\r\n\r\nok");
    QTest::newRow("bad chunk") << redirectTo("/2", "Transfer-Encoding: chunked\r\n", "zz\r\n");
}

void TestKeepAlive::notKept()
{
    QFETCH(const QByteArray, answer);
    KeepingServer server({{answer, fine}, {fine}});
    Tracer tracer;
    const Trace trace = traced(tracer, "GET", server.url("/1"));
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(reusedOf(trace), (QList<bool>{false, false}));
    QCOMPARE(server.received().size(), 2);
}

void TestKeepAlive::closedMeanwhile_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
        QTest::newRow(method) << QByteArray(method);
    }
}

// RFC 9112 §9.3.1: a request that may be repeated is sent once more, on a new connection, and the
// trace says so.
void TestKeepAlive::closedMeanwhile()
{
    QFETCH(const QByteArray, method);
    const QByteArray answer =
        method == "HEAD" ? redirectTo("/2", "Content-Length: 2\r\n", "") : redirectTo("/2");
    KeepingServer server({{answer, KeepingServer::closeOnRequest}, {fine}});
    Tracer tracer;
    const Trace trace = traced(tracer, method, server.url("/1"), {}, "hello");
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    const Exchange &exchange = trace.hops.last().exchange;
    QCOMPARE(exchange.response->status, 200);
    QVERIFY(!exchange.connection.reused && !exchange.failure);
    QCOMPARE(exchange.earlier.size(), 1);
    const Attempt &attempt = exchange.earlier.first();
    QVERIFY(attempt.connection.reused && attempt.times.sent && !attempt.times.firstByte);
    QVERIFY(*attempt.times.end <= *exchange.times.start);
    QCOMPARE(server.received().join(), sentIn(trace));
    const auto told = std::find_if(trace.findings.begin(), trace.findings.end(), [](const auto &f) {
        return f.id == QStringLiteral("sent-twice");
    });
    QVERIFY(told != trace.findings.end());
    QCOMPARE(told->hop, 2);
}

void TestKeepAlive::notSentAgain_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<QByteArray>("behaviour");
    QTest::newRow("POST") << QByteArray("POST") << true << KeepingServer::closeOnRequest;
    QTest::newRow("PATCH") << QByteArray("PATCH") << true << KeepingServer::closeOnRequest;
    QTest::newRow("not wanted") << QByteArray("GET") << false << KeepingServer::closeOnRequest;
    QTest::newRow("part of an answer") << QByteArray("GET") << true << QByteArray("HTTP/1.1 2");
}

void TestKeepAlive::notSentAgain()
{
    QFETCH(const QByteArray, method);
    QFETCH(const bool, allowed);
    QFETCH(const QByteArray, behaviour);
    // 307 keeps every method.
    KeepingServer server({{"HTTP/1.1 307 T\r\nLocation: /2\r\nContent-Length: 0\r\n\r\n", behaviour,
                           KeepingServer::close},
                          {fine}});
    TraceOptions options;
    options.send.resendsOnDeadConnection = allowed;
    Tracer tracer;
    const Trace trace = traced(tracer, method, server.url("/1"), options, "hello");
    QCOMPARE(trace.outcome->kind, OutcomeKind::Network);
    QVERIFY(trace.hops.last().exchange.connection.reused);
    QVERIFY(trace.hops.last().exchange.earlier.isEmpty());
    QCOMPARE(server.received(), QByteArrayList{sentIn(trace)});
}

void TestKeepAlive::notWritable_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("small") << QByteArray("a=b");
    QTest::newRow("large") << QByteArray(1024LL * 1024, 'b');
}

// Qt tells a failure to write without a buffer by the result of write() alone, in no signal.
void TestKeepAlive::notWritable()
{
    QFETCH(const QByteArray, body);
    KeepingServer server({{fine, fine}});
    Manager manager;
    const auto options = std::make_shared<const SendOptions>();
    const auto exchangeWith = [&](bool breaks) {
        Request request = preparedRequest("POST", server.url("/"), body);
        request.headers.removeIf([](const Field &field) { return field.name == "Connection"; });
        if (breaks) {
            // One descriptor and its twin, see SpareDescriptor.
            QTest::qVerify(shutDownWritingTo(server.serverPort()) == 2, "found", "", __FILE__,
                           __LINE__);
        }
        const std::unique_ptr<QNetworkReply> reply(
            manager.send(request, options, QDateTime::currentDateTimeUtc(), {}));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        finished.wait(5000);
        QTest::qVerify(finished.size() == 1, "finished in time", "", __FILE__, __LINE__);
        return exchangeOf(reply.get());
    };
    QCOMPARE(codeOf(exchangeWith(false)), -1);
    const Exchange broken = exchangeWith(true);
    QVERIFY(broken.connection.reused);
    QCOMPARE(codeOf(broken), number(FailureCode::ClosedBeforeAnswer));
    QVERIFY(!broken.times.sent && !broken.response);
    QVERIFY(server.received().constFirst().endsWith(body)); // and of the second, nothing
    QCOMPARE(server.received().constFirst().count("POST"), 1);
}

void TestKeepAlive::keptForTheNextTraceOnRequest()
{
    for (const bool keeps : {false, true}) {
        KeepingServer server({{fine, fine}, {fine}});
        TraceOptions options;
        options.keepsConnections = keeps;
        Tracer tracer;
        traced(tracer, "GET", server.url("/1"), options);
        const Trace second = traced(tracer, "GET", server.url("/2"), options);
        QCOMPARE(reusedOf(second), QList<bool>{keeps});
        // Sent in another way, it is another connection.
        options.send.verifyTls = false;
        QCOMPARE(reusedOf(traced(tracer, "GET", server.url("/3"), options)), QList<bool>{false});
    }
}

// The server need not wait for the next trace, nor for the end of the program.
void TestKeepAlive::closedWithTheTrace()
{
    Tracer tracer;
    for (const bool keeps : {false, true}) {
        KeepingServer server({{redirectTo("/next"), fine}});
        TraceOptions options;
        options.keepsConnections = keeps;
        const Trace trace = traced(tracer, "GET", server.url("/"), options);
        QCOMPARE(reusedOf(trace), (QList<bool>{false, true}));
        if (keeps) {
            QCOMPARE(server.openConnections(), 1);
            KeepingServer other({{fine}});
            traced(tracer, "GET", other.url("/"));
            QTRY_COMPARE(other.openConnections(), 0);
        }
        QTRY_COMPARE(server.openConnections(), 0);
    }
}

void TestKeepAlive::poolIsBounded()
{
    std::vector<std::unique_ptr<KeepingServer>> servers;
    servers.reserve(ChannelPool::capacity + 4);
    QByteArray next;
    for (std::size_t i = 0; i < ChannelPool::capacity + 4; ++i) {
        servers.push_back(std::make_unique<KeepingServer>(
            QList<QByteArrayList>{{i == 0 ? fine : redirectTo(next)}}));
        next = servers.back()->url("/");
    }
    TraceOptions options;
    options.maxHops = 100;
    options.keepsConnections = true;
    Tracer tracer;
    QCOMPARE(traced(tracer, "GET", next, options).outcome->kind, OutcomeKind::Final);
    const auto openAt = [&] {
        return std::count_if(servers.begin(), servers.end(),
                             [](const auto &server) { return server->openConnections() > 0; });
    };
    QTRY_COMPARE_WITH_TIMEOUT(openAt(), static_cast<qsizetype>(ChannelPool::capacity), 5000);
}

void TestKeepAlive::firstByteDeadline()
{
    KeepingServer server({{KeepingServer::silence}});
    TraceOptions options;
    options.send.firstByteTimeout = 50ms;
    Tracer tracer;
    const Trace trace = traced(tracer, "GET", server.url("/1"), options);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Timeout);
    QCOMPARE(trace.hops.first().exchange.failure->code, FailureCode::FirstByteDeadline);
    QCOMPARE(server.received(), QByteArrayList{sentIn(trace)});
}

void TestKeepAlive::idleDeadline_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nX:");
    QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
    QTest::newRow("before the final answer") << QByteArray("HTTP/1.1 103 Hints\r\n\r\n");
}

void TestKeepAlive::idleDeadline()
{
    QFETCH(const QByteArray, part);
    KeepingServer server({{part}});
    TraceOptions options;
    options.send.idleTimeout = 50ms;
    Tracer tracer;
    const Trace trace = traced(tracer, "GET", server.url("/1"), options);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Timeout);
    QCOMPARE(trace.hops.first().exchange.failure->code, FailureCode::IdleDeadline);
    QVERIFY(trace.hops.first().exchange.response);
}

QTEST_GUILESS_MAIN(TestKeepAlive)
#include "tst_keepalive.moc"
