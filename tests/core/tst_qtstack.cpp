// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/clientprofile.h"
#include "core/tracer.h"
#include "core/transport/qtrequest.h"
#include "tests/core/scriptedserver.h"
#include "tests/core/sending.h"

using namespace hoplens;
using End = Script::End;

namespace {

const QByteArray arrived = "HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nok";

SendOptions throughQt()
{
    SendOptions options;
    options.stack = NetworkStack::Qt;
    return options;
}

TraceOptions tracedThroughQt()
{
    TraceOptions options;
    options.send = throughQt();
    return options;
}

Trace traced(const Request &request, const TraceOptions &options = tracedThroughQt())
{
    Tracer tracer;
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start(request, *findProfile(QStringLiteral("browser-fetch")), options);
    if (finished.isEmpty()) {
        finished.wait(20'000);
    }
    return tracer.trace();
}

QNetworkProxy proxyAt(const ScriptedServer &server, const QString &user = {},
                      const QString &password = {})
{
    return {QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), server.serverPort(), user,
            password};
}

Request wish(const QByteArray &method, const QByteArray &url,
             const std::optional<QByteArray> &body = std::nullopt)
{
    Request request;
    request.method = method;
    request.url = urlOf(url);
    if (body) {
        request.body = bodyOf(*body);
    }
    return request;
}

QByteArray redirect(int status, const QByteArray &location)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Moved\r\nLocation: " + location
        + "\r\nContent-Length: 4\r\n\r\nbody";
}

/// What the trace says went out, as octets.
QByteArray writtenOf(const Request &request)
{
    QByteArray text = request.method + ' ' + request.target + ' ' + request.version + "\r\n";
    for (const Headers &fields : {request.headers, request.proxyFields}) {
        for (const Field &field : fields) {
            text += field.name + ": " + field.value + "\r\n";
        }
    }
    return text + "\r\n" + (request.body ? request.body->bytes : QByteArray());
}

} // namespace

/// Qt's own network stack under guard, against servers that record every octet.
class TestQtStack : public QObject {
    Q_OBJECT

private slots:
    void sendsWhatTheTraceSays_data();
    void sendsWhatTheTraceSays();
    void refusesWhatQtWouldChange_data();
    void refusesWhatQtWouldChange();
    void chainOfRedirects();
    void bodyGoesOutOnceAHop_data();
    void bodyGoesOutOnceAHop();
    void nothingIsSentWhereNobodyListens_data();
    void nothingIsSentWhereNobodyListens();
    void cutConnections_data();
    void cutConnections();
    void unreadableHeads_data();
    void unreadableHeads();
    void severalLocations();
    void missingLocations_data();
    void missingLocations();
    void challengesAreNotAnswered_data();
    void challengesAreNotAnswered();
    void everyErrorStatusIsAnAnswer();
    void fieldsComeAsTheyAre();
    void codedBodiesStayCoded();
    void limitsAndDeadlines();
    void stopsAtOnce();
    void forwardsThroughAProxy();
    void tunnelsWithCredentialsAreRefused();
    void proxyChallengesAreNotAnswered_data();
    void proxyChallengesAreNotAnswered();
    void connectionsAreKeptWithinATrace_data();
    void connectionsAreKeptWithinATrace();
};

void TestQtStack::sendsWhatTheTraceSays_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<Headers>("fields");
    QTest::addColumn<std::optional<QByteArray>>("body");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &path,
                        const Headers &fields, const std::optional<QByteArray> &body,
                        const QByteArray &line) {
        QTest::newRow(name) << method << path << fields << body << line;
    };
    const auto asked = [&](const char *typed, const char *sent) {
        row(typed, "GET", typed, {}, std::nullopt, QByteArray("GET ") + sent + " HTTP/1.1");
    };
    asked("/", "/");
    asked("/a?b=c&d", "/a?b=c&d");
    asked("/?", "/?");
    asked("/%41%7e", "/A~");
    asked("/%zz%20", "/%25zz%2520");
    asked("/a|b", "/a%7Cb");
    asked("//s//ok", "/s//ok");
    asked("/\xc3\xa9", "/%C3%A9");
    asked("/a/%2e%2e/b%2Fc", "/b%2Fc");
    row("HEAD", "HEAD", "/", {}, std::nullopt, "HEAD / HTTP/1.1");
    row("POST without content", "POST", "/?q", {}, std::nullopt, "POST /?q HTTP/1.1");
    row("POST", "POST", "/?q", {}, "hello", "POST /?q HTTP/1.1");
    row("POST, typed", "POST", "/", {{"Content-Type", "a/b"}}, "hello", "POST / HTTP/1.1");
    row("POST, empty", "POST", "/", {}, "", "POST / HTTP/1.1");
    row("PUT", "PUT", "/", {}, QByteArray("\0\r\n\xff", 4), "PUT / HTTP/1.1");
    row("DELETE", "DELETE", "/", {}, std::nullopt, "DELETE / HTTP/1.1");
    row("DELETE with content", "DELETE", "/", {}, "x", "DELETE / HTTP/1.1");
    row("GET with content", "GET", "/", {}, "x", "GET / HTTP/1.1");
    row("odd method", "foo-BAR", "/", {}, std::nullopt, "foo-BAR / HTTP/1.1");
    row("large body", "PUT", "/", {}, QByteArray(1'000'000, 'x'), "PUT / HTTP/1.1");
    row("all automatic fields", "GET", "/",
        {{"connection", "close"},
         {"accept-ENCODING", "br"},
         {"Accept-Language", "de"},
         {"User-Agent", "me"}},
        std::nullopt, "GET / HTTP/1.1");
    row("case, empty values, octets", "GET", "/",
        {{"X-One", ""},
         {"x-TWO", "\xe9\xff b"},
         {"Cookie", "a=b; c"},
         {"Authorization", "Basic x"}},
        std::nullopt, "GET / HTTP/1.1");
    row("cache and range", "GET", "/",
        {{"If-Modified-Since", "yesterday"}, {"Range", "bytes=0-"}, {"If-None-Match", "x"}},
        std::nullopt, "GET / HTTP/1.1");
}

void TestQtStack::sendsWhatTheTraceSays()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, path);
    QFETCH(const Headers, fields);
    QFETCH(const std::optional<QByteArray>, body);
    QFETCH(const QByteArray, line);
    ScriptedServer server({{arrived}});
    Request request = wish(method, server.url(path), body);
    request.headers = fields;

    const Trace trace = traced(request);

    QVERIFY(trace.outcome);
    QCOMPARE(server.received().size(), 1);
    const QByteArray received = server.received().constFirst();
    QCOMPARE(received.left(received.indexOf('\r')), line);
    const Exchange &exchange = trace.hops.first().exchange;
    // An empty value is followed by a space or not, which no recipient may care about.
    QCOMPARE(received, writtenOf(exchange.request));
    QVERIFY(!exchange.failure);
    QCOMPARE(exchange.response->status, 200);
    QVERIFY(exchange.qtStack);
    for (const QByteArray &name : exchange.qtStack->added) {
        QVERIFY(!contains(fields, name));
    }
    for (const Field &field : exchange.request.headers) {
        const bool asked = contains(fields, field.name);
        QCOMPARE(field.setBy, asked ? SetBy::User : SetBy::Client);
    }
    const bool isEmpty = contains(exchange.request.headers, "Content-Length")
        && body.value_or(QByteArray()).isEmpty();
    QCOMPARE(exchange.qtStack->timesSent, isEmpty ? 0 : 1);
}

void TestQtStack::refusesWhatQtWouldChange_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Headers>("fields");
    QTest::addColumn<std::optional<QByteArray>>("body");
    QTest::addColumn<QString>("word");
    const std::optional<QByteArray> none;
    QTest::newRow("a field twice")
        << QByteArray("GET") << Headers{{"X", "1"}, {"x", "2"}} << none << "twice";
    for (const char *name : {"User-Agent", "accept-encoding", "Accept-Language", "Connection"}) {
        QTest::addRow("%s without a value", name)
            << QByteArray("GET") << Headers{{name, ""}} << none << "without a value";
    }
    QTest::newRow("a body with HEAD")
        << QByteArray("HEAD") << Headers() << std::optional<QByteArray>("x") << "HEAD";
}

void TestQtStack::refusesWhatQtWouldChange()
{
    QFETCH(const QByteArray, method);
    QFETCH(const Headers, fields);
    QFETCH(const std::optional<QByteArray>, body);
    QFETCH(const QString, word);
    ScriptedServer server({{arrived}});
    Request request = wish(method, server.url(), body);
    request.headers = fields;

    const Trace trace = traced(request);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Protocol);
    QVERIFY2(trace.outcome->detail.contains(word), qPrintable(trace.outcome->detail));
    QCOMPARE(server.connections(), 0);
    QVERIFY(trace.hops.first().exchange.qtStack->unseen.isEmpty());
}

void TestQtStack::chainOfRedirects()
{
    ScriptedServer last({{arrived}});
    ScriptedServer second({{redirect(302, last.url("/c"))}});
    ScriptedServer first({{redirect(302, second.url("/b"))}});

    const Trace trace = traced(wish("GET", first.url("/a")));

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 3);
    for (const ScriptedServer *server : {&first, &second, &last}) {
        QCOMPARE(server->received().size(), 1);
    }
    for (const Hop &hop : trace.hops) {
        const Exchange &exchange = hop.exchange;
        QCOMPARE(exchange.request.version, QByteArray("HTTP/1.1"));
        QVERIFY(exchange.response->version.isEmpty());
        QVERIFY(exchange.response->rawHead.isEmpty());
        QVERIFY(!exchange.connection.peer && !exchange.connection.local);
        QVERIFY(!exchange.times.connect && !exchange.times.firstByte && !exchange.times.dns);
        QVERIFY(*exchange.times.start <= *exchange.times.sent);
        QVERIFY(*exchange.times.sent <= *exchange.times.head);
        QVERIFY(*exchange.times.head <= *exchange.times.end);
        QCOMPARE(exchange.qtStack->added,
                 QList<QByteArray>({"Connection", "Accept-Encoding", "Accept-Language"}));
        QCOMPARE(exchange.qtStack->timesSent, 1);
        const QList<Unseen> unseen{
            Unseen::Addresses,  Unseen::ConnectTimes, Unseen::RequestBytes,
            Unseen::RawHead,    Unseen::Interim,      Unseen::ResponseVersion,
            Unseen::FieldLines, Unseen::Framing,      Unseen::Trailers};
        QCOMPARE(exchange.qtStack->unseen, unseen);
    }
    QCOMPARE(trace.hops.first().exchange.response->body.bytes, QByteArray("body"));
    // What Qt adds to each request is no doing of the client's.
    for (const HeaderChange &change : trace.hops.first().redirect->headers) {
        QVERIFY2(change.name != "Connection" && change.name != "Accept-Language",
                 change.name.constData());
    }
    const auto about = [&](const char *id) {
        return std::count_if(trace.findings.begin(), trace.findings.end(),
                             [&](const Finding &f) { return f.id == QLatin1String(id); });
    };
    QCOMPARE(about("qt-stack"), 1);
    QCOMPARE(about("qt-stack-added"), 1);
    QCOMPARE(about("sent-again"), 0);
}

void TestQtStack::bodyGoesOutOnceAHop_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("keepsBody");
    for (const int size : {0, 5, 300'000}) {
        QTest::addRow("307, %d octets", size) << 307 << size << true;
        QTest::addRow("308, %d octets", size) << 308 << size << true;
        QTest::addRow("303, %d octets", size) << 303 << size << false;
        QTest::addRow("302, %d octets", size) << 302 << size << false;
    }
}

void TestQtStack::bodyGoesOutOnceAHop()
{
    QFETCH(const int, status);
    QFETCH(const int, size);
    QFETCH(const bool, keepsBody);
    const QByteArray body(size, 'b');
    ScriptedServer last({{arrived}});
    ScriptedServer first({{redirect(status, last.url("/2?x"))}});

    const Trace trace = traced(wish("POST", first.url("/1?y"), body));

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    QVERIFY(!trace.hops.first().exchange.failure);
    QCOMPARE(trace.hops.first().exchange.response->body.bytes, QByteArray("body"));
    QCOMPARE(first.received().size(), 1);
    QCOMPARE(last.received().size(), 1);
    QCOMPARE(first.received().constFirst(), writtenOf(trace.hops.first().exchange.request));
    QCOMPARE(last.received().constFirst(), writtenOf(trace.hops.last().exchange.request));
    QCOMPARE(last.received().constFirst().startsWith("POST /2?x "), keepsBody);
    QVERIFY(first.received().constFirst().endsWith("\r\n\r\n" + body));
}

void TestQtStack::nothingIsSentWhereNobodyListens_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<std::optional<QByteArray>>("body");
    QTest::newRow("GET") << QByteArray("GET") << std::optional<QByteArray>();
    QTest::newRow("POST, empty") << QByteArray("POST") << std::optional<QByteArray>("");
    QTest::newRow("POST") << QByteArray("POST") << std::optional<QByteArray>("x");
}

void TestQtStack::nothingIsSentWhereNobodyListens()
{
    QFETCH(const QByteArray, method);
    QFETCH(const std::optional<QByteArray>, body);
    QByteArray url;
    {
        const ScriptedServer gone({{arrived}});
        url = gone.url("/%41"); // which Qt would write in another way
    }

    const Trace trace = traced(wish(method, url, body));

    QVERIFY(trace.outcome);
    const Exchange &exchange = trace.hops.first().exchange;
    QCOMPARE(codeOf(exchange), number(FailureCode::ConnectionRefused));
    QVERIFY(exchange.qtStack->added.isEmpty());
    QCOMPARE(exchange.qtStack->unseen, QList({Unseen::Addresses, Unseen::ConnectTimes}));
    QCOMPARE(trace.findings.size(), 1);
    QCOMPARE(trace.findings.first().id, QStringLiteral("qt-stack"));
}

void TestQtStack::cutConnections_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<std::optional<QByteArray>>("body");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("once");
    const std::optional<QByteArray> none;
    for (const bool reset : {false, true}) {
        for (const char *answer : {"", "HTTP/1.1 30", "HTTP/1.1 302 Found\r\nLocation: /x\r\n"}) {
            const auto row = [&](const char *name, const QByteArray &method,
                                 const std::optional<QByteArray> &body, bool once) {
                QTest::addRow("%s, %s after %zu octets", name, reset ? "reset" : "closed",
                              strlen(answer))
                    << method << body << QByteArray(answer) << reset << once;
            };
            row("GET", "GET", none, false);
            row("POST without content", "POST", none, true);
            row("POST", "POST", QByteArray("once"), true);
            row("POST, empty", "POST", QByteArray(""), true);
            row("PUT, large", "PUT", QByteArray(200'000, 'x'), true);
        }
    }
}

/// Qt sends again by itself: how often must be told, and a body must not go out twice.
void TestQtStack::cutConnections()
{
    QFETCH(const QByteArray, method);
    QFETCH(const std::optional<QByteArray>, body);
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, reset);
    QFETCH(const bool, once);
    Script script{answer.isEmpty() ? QByteArrayList() : QByteArrayList{answer}};
    script.end = reset ? End::Reset : End::Close;
    ScriptedServer server(script);

    const Trace trace = traced(wish(method, server.url(), body));

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Network);
    QCOMPARE(trace.hops.size(), 1);
    const Exchange &exchange = trace.hops.first().exchange;
    QVERIFY(exchange.earlier.isEmpty());
    qsizetype asked = 0;
    for (const QByteArray &request : server.received()) {
        asked += request.isEmpty() ? 0 : 1;
    }
    if (once) {
        QCOMPARE(asked, 1);
    }
    // Of an empty body Qt does not say that it was sent.
    const bool isEmpty = method == "POST" && body.value_or(QByteArray()).isEmpty();
    QCOMPARE(exchange.qtStack->timesSent, isEmpty ? 0 : asked);
    QCOMPARE(exchange.qtStack->unseen.contains(Unseen::RequestBytes), asked > 0);
    QCOMPARE(exchange.qtStack->unseen.contains(Unseen::Interim), asked > 0);
    QVERIFY(!exchange.connection.reused);
    QVERIFY(!trace.outcome->detail.contains(QStringLiteral("byte")));
    const bool told =
        std::any_of(trace.findings.begin(), trace.findings.end(), [](const Finding &finding) {
            return finding.id == QLatin1String("sent-again");
        });
    QCOMPARE(told, asked > 1);
}

void TestQtStack::unreadableHeads_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("103 in place of the answer")
        << QByteArray("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n") + redirect(302, "/x");
    QTest::newRow("102") << QByteArray("HTTP/1.1 102 Processing\r\n\r\n") + redirect(302, "/x");
    QTest::newRow("a line without a colon")
        << QByteArray("HTTP/1.1 302 Found\r\nnonsense\r\nLocation: /x\r\n\r\n");
    QTest::newRow("a space before the colon")
        << QByteArray("HTTP/1.1 302 Found\r\nLocation : /x\r\n\r\n");
    QTest::newRow("too many fields")
        << "HTTP/1.1 302 Found\r\nLocation: /x\r\n" + QByteArray("A: b\r\n").repeated(200) + "\r\n";
    QTest::newRow("no field at all") << QByteArray("HTTP/1.1 302 Found\r\n\r\n");
}

/// "The answer could not be read", and never "no redirect".
void TestQtStack::unreadableHeads()
{
    QFETCH(const QByteArray, answer);
    ScriptedServer server({{answer}});

    const Trace trace = traced(wish("GET", server.url()));

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Protocol);
    QCOMPARE(trace.outcome->detail, QStringLiteral("The answer's head could not be read."));
    QCOMPARE(trace.hops.size(), 1);
    QVERIFY(!trace.hops.first().redirect);
    QCOMPARE(codeOf(trace.hops.first().exchange), number(FailureCode::BadHead));
}

void TestQtStack::severalLocations()
{
    ScriptedServer last({{arrived}});
    ScriptedServer first({{"HTTP/1.1 302 Found\r\nLocation: /first\r\nLocation: "
                           + last.url("/last") + "\r\nContent-Length: 0\r\n\r\n"}});
    const auto saysLast = [](const Trace &trace) {
        return std::any_of(trace.findings.begin(), trace.findings.end(), [](const Finding &f) {
            return f.text.contains(QStringLiteral("several Location fields"));
        });
    };

    const Trace trace = traced(wish("GET", first.url()));

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops.last().exchange.request.url.path, QByteArray("/last"));
    QVERIFY(saysLast(trace));
    QVERIFY(!saysLast(traced(wish("GET", last.url()))));
}

void TestQtStack::missingLocations_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("isUnclear");
    for (int status = 300; status < 309; ++status) {
        const bool isUnclear = QList{301, 302, 303, 307, 308}.contains(status);
        QTest::addRow("%d, none", status) << status << QByteArray() << isUnclear;
        QTest::addRow("%d, empty", status) << status << QByteArray("Location:\r\n") << isUnclear;
        QTest::addRow("%d, space", status) << status << QByteArray("Location: \r\n") << isUnclear;
    }
}

/// Qt drops empty fields: an empty Location leads to the same page again, a missing one nowhere.
void TestQtStack::missingLocations()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, field);
    QFETCH(const bool, isUnclear);
    ScriptedServer server({{"HTTP/1.1 " + QByteArray::number(status) + " Moved\r\nX-A: 1\r\n"
                            + field + "Content-Length: 0\r\n\r\n"}});

    const Trace trace = traced(wish("GET", server.url()));

    QVERIFY(trace.outcome);
    QCOMPARE(server.received().size(), 1);
    QCOMPARE(trace.outcome->kind, isUnclear ? OutcomeKind::Protocol : OutcomeKind::Final);
    if (isUnclear) {
        QVERIFY2(trace.outcome->detail.contains(QStringLiteral("or an empty one")),
                 qPrintable(trace.outcome->detail));
        QCOMPARE(trace.hops.first().exchange.response->status, status);
    }
}

void TestQtStack::challengesAreNotAnswered_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("Basic") << QByteArray("Basic realm=\"x\"");
    QTest::newRow("Digest") << QByteArray("Digest realm=\"x\", nonce=\"y\", qop=\"auth\"");
    QTest::newRow("Negotiate") << QByteArray("Negotiate");
    QTest::newRow("NTLM") << QByteArray("NTLM");
}

void TestQtStack::challengesAreNotAnswered()
{
    QFETCH(const QByteArray, challenge);
    ScriptedServer server({{"HTTP/1.1 401 No\r\nWWW-Authenticate: " + challenge
                            + "\r\nContent-Length: 2\r\n\r\nno"}});
    QByteArray url = server.url();
    url.replace("http://", "http://me:pw@");

    const Trace trace = traced(wish("GET", url));

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.first().exchange.response->status, 401);
    QCOMPARE(trace.hops.first().exchange.response->body.bytes, QByteArray("no"));
    QCOMPARE(trace.hops.first().exchange.qtStack->timesSent, 1);
    QCOMPARE(server.received().size(), 1);
    QVERIFY(!server.received().constFirst().contains("pw"));
}

/// Qt has errors for statuses; none of them is a failure to us.
void TestQtStack::everyErrorStatusIsAnAnswer()
{
    Manager manager;
    for (int status = 400; status < 600; ++status) {
        ScriptedServer server({{"HTTP/1.1 " + QByteArray::number(status)
                                + " Secret\r\nContent-Length: 2\r\n\r\nno"}});

        const Exchange exchange =
            exchanged(manager, preparedRequest("GET", server.url("/?secret")), throughQt());

        QVERIFY2(!exchange.failure, QByteArray::number(status).constData());
        QCOMPARE(exchange.response->status, status);
        QCOMPARE(exchange.response->body.bytes, QByteArray("no"));
        QVERIFY(exchange.oddities.isEmpty());
        QCOMPARE(server.received().size(), 1);
    }
}

void TestQtStack::fieldsComeAsTheyAre()
{
    ScriptedServer server(
        {{"HTTP/1.1 200 Fine\xe9\r\nX-Case: a\r\nSet-Cookie: a=1, 2\r\nSet-Cookie: "
          "b=2\r\nVary: x\r\nvary: y\r\nX-Empty:\r\n\r\nto the end"}});

    const Trace trace = traced(wish("GET", server.url()));

    const Exchange &exchange = trace.hops.first().exchange;
    QVERIFY(!exchange.failure);
    const Response &response = *exchange.response;
    QCOMPARE(response.reason, QByteArray("Fine\xe9"));
    QCOMPARE(valuesOf(response.headers, "Set-Cookie"), QList<QByteArray>({"a=1, 2", "b=2"}));
    QCOMPARE(valuesOf(response.headers, "Vary"), QList<QByteArray>{"x, y"});
    QVERIFY(exchange.qtStack->unseen.contains(Unseen::FieldLines));
    QCOMPARE(response.body.bytes, QByteArray("to the end"));
}

void TestQtStack::codedBodiesStayCoded()
{
    const QByteArray coded = QByteArray::fromHex(
        "1f8b08000000000000034bcb2f020021657a8c03000000"); // "foo", more or less
    ScriptedServer server({{"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + QByteArray::number(coded.size()) + "\r\n\r\n" + coded}});

    const Trace trace = traced(wish("GET", server.url()));

    const Response &response = *trace.hops.first().exchange.response;
    QCOMPARE(response.body.bytes, coded);
    QCOMPARE(response.body.size, coded.size());
    QCOMPARE(firstValue(response.headers, "Content-Length"), QByteArray::number(coded.size()));
}

void TestQtStack::limitsAndDeadlines()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nX: y\r\n\r\n";
    Manager manager;
    SendOptions options = throughQt();
    {
        ScriptedServer endless({{head}, End::StayOpen, -1, QByteArray(10'000, 'x')});
        options.bodyLimit = 1'000'000;
        options.previewLimit = 10;
        const Exchange exchange =
            exchanged(manager, preparedRequest("GET", endless.url()), options);
        QVERIFY(!exchange.failure);
        QCOMPARE(exchange.oddities, QList{Oddity::BodyLimit});
        QCOMPARE(exchange.response->body.size, 1'000'000);
        QCOMPARE(exchange.response->body.bytes, QByteArray(10, 'x'));
    }
    {
        ScriptedServer silent({{}, End::StayOpen});
        options.firstByteTimeout = std::chrono::milliseconds(100);
        QCOMPARE(codeOf(exchanged(manager, preparedRequest("GET", silent.url()), options)),
                 number(FailureCode::FirstByteDeadline));
    }
    {
        ScriptedServer stalling({{head + "some"}, End::StayOpen});
        options.idleTimeout = std::chrono::milliseconds(100);
        const Exchange exchange =
            exchanged(manager, preparedRequest("GET", stalling.url()), options);
        QCOMPARE(codeOf(exchange), number(FailureCode::IdleDeadline));
        QCOMPARE(exchange.response->body.bytes, QByteArray("some"));
    }
    {
        ScriptedServer cut({{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome"}});
        const Exchange exchange = exchanged(manager, preparedRequest("GET", cut.url()), options);
        QCOMPARE(codeOf(exchange), number(FailureCode::ClosedInBody));
        QCOMPARE(exchange.oddities, QList{Oddity::BodyShort});
    }
    QTcpServer mute; // accepts in the kernel and never speaks TLS
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    options.connectTimeout = std::chrono::milliseconds(100);
    const QByteArray url = "https://127.0.0.1:" + QByteArray::number(mute.serverPort()) + '/';
    QCOMPARE(codeOf(exchanged(manager, preparedRequest("GET", url), options)),
             number(FailureCode::ConnectDeadline));
}

void TestQtStack::stopsAtOnce()
{
    ScriptedServer silent({{}, End::StayOpen});
    auto manager = std::make_unique<Manager>();
    QNetworkReply *reply = manager->send(preparedRequest("GET", silent.url()), throughQt(),
                                         QDateTime::currentDateTimeUtc());
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QTRY_COMPARE(silent.received().size(), 1);
    abortExchange(reply, {FailureKind::Timeout, FailureCode::TraceDeadline, {}});
    QVERIFY(finished.isEmpty());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(codeOf(exchangeOf(reply)), number(FailureCode::TraceDeadline));
    // A manager that goes takes its running replies along.
    manager->send(preparedRequest("GET", silent.url()), throughQt(),
                  QDateTime::currentDateTimeUtc());
    manager.reset();
}

void TestQtStack::forwardsThroughAProxy()
{
    ScriptedServer proxy({{arrived}});
    TraceOptions options = tracedThroughQt();
    options.send.proxy = proxyAt(proxy, QStringLiteral("me"), QStringLiteral("pw"));

    const Trace trace = traced(wish("GET", "http://a.test/x"), options);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(proxy.received().size(), 1);
    QCOMPARE(proxy.received().constFirst(), writtenOf(trace.hops.first().exchange.request));
    QVERIFY(proxy.received().constFirst().startsWith("GET http://a.test/x HTTP/1.1\r\n"));
    QCOMPARE(trace.hops.first().exchange.connection.proxy,
             QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort()));
}

void TestQtStack::tunnelsWithCredentialsAreRefused()
{
    ScriptedServer proxy({{"HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM\r\n\r\n"}});
    TraceOptions options = tracedThroughQt();
    options.send.proxy = proxyAt(proxy, QStringLiteral("me"), QStringLiteral("pw"));

    const Trace trace = traced(wish("GET", "https://a.test/x"), options);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Protocol);
    QVERIFY2(trace.outcome->detail.contains(QStringLiteral("credentials")),
             qPrintable(trace.outcome->detail));
    QCOMPARE(proxy.connections(), 0);
}

void TestQtStack::proxyChallengesAreNotAnswered_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("challenge");
    QTest::addColumn<bool>("stays");
    for (const char *url : {"http://a.test/", "https://a.test/"}) {
        for (const QByteArray scheme : {"Basic realm=\"x\"", "Negotiate", "NTLM"}) {
            // When it asks for a tunnel, Qt answers these by itself until the time is up.
            if (QByteArray(url).startsWith("https") && !scheme.startsWith("Basic")) {
                continue;
            }
            for (const bool stays : {false, true}) {
                QTest::addRow("%s, %s, %s", url, scheme.constData(), stays ? "kept" : "closed")
                    << QByteArray(url) << scheme << stays;
            }
        }
    }
}

void TestQtStack::proxyChallengesAreNotAnswered()
{
    QFETCH(const QByteArray, url);
    QFETCH(const QByteArray, challenge);
    QFETCH(const bool, stays);
    ScriptedServer proxy({{"HTTP/1.1 407 No\r\nProxy-Authenticate: " + challenge
                           + "\r\nContent-Length: 2\r\n\r\nno"},
                          stays ? End::StayOpen : End::Close});
    TraceOptions options = tracedThroughQt();
    options.send.proxy = proxyAt(proxy);
    options.send.firstByteTimeout = options.send.connectTimeout = std::chrono::seconds(5);

    const Trace trace = traced(wish("GET", url), options);

    QVERIFY(trace.outcome);
    QCOMPARE(proxy.connections(), 1);
    const Exchange &exchange = trace.hops.first().exchange;
    QCOMPARE(exchange.qtStack->unseen.contains(Unseen::Tunnel), url.startsWith("https"));
    if (url.startsWith("https")) {
        QCOMPARE(codeOf(exchange), number(FailureCode::ProxyFailed));
        QVERIFY(exchange.qtStack->added.isEmpty());
    } else {
        QCOMPARE(codeOf(exchange), -1);
        QCOMPARE(exchange.response->status, 407);
    }
}

void TestQtStack::connectionsAreKeptWithinATrace_data()
{
    QTest::addColumn<bool>("fresh");
    QTest::newRow("kept") << false;
    QTest::newRow("fresh") << true;
}

void TestQtStack::connectionsAreKeptWithinATrace()
{
    QFETCH(const bool, fresh);
    // Answers each connection once: a second request on a kept one has no answer, and is sent again
    // on a new one, visibly.
    Script script{{redirect(302, "/2")}};
    script.end = End::StayOpen;
    ScriptedServer server(script);
    TraceOptions options = tracedThroughQt();
    options.send.freshConnections = fresh;
    options.send.idleTimeout = options.send.firstByteTimeout = std::chrono::milliseconds(300);
    options.maxHops = 1;

    const Trace trace = traced(wish("GET", server.url("/1")), options);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(server.connections(), fresh ? 2 : 1);
    QCOMPARE(trace.hops.at(0).exchange.connection.reused, false);
    QCOMPARE(trace.hops.at(1).exchange.connection.reused, !fresh);
    QCOMPARE(codeOf(trace.hops.at(1).exchange),
             fresh ? -1 : number(FailureCode::FirstByteDeadline));
}

QTEST_GUILESS_MAIN(TestQtStack)
#include "tst_qtstack.moc"
