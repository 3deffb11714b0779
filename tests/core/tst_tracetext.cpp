// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracetext.h"
#include "core/redirect/explain.h"
#include "core/trace/findings.h"
#include "tests/core/chain.h"

#include <QRegularExpression>
#include <QTest>

using namespace hoplens;

class TestTraceText : public QObject {
    Q_OBJECT

private slots:
    void ticket();
    void oneHopIsItsLinesAlone();
    void cookies();
    void errorsAndRefusals();
    void colourOnlyWhenAsked();
    void hostileTextStaysOnItsLine();
    void oddLocationsAreTakenApart();
    void softRedirectsAreLabelled();
    void codedBodiesAndTrailers();
};

namespace {

Trace traceOf(const Request &first, const QList<Response> &answers)
{
    const ClientProfile &profile = *findProfile(QStringLiteral("browser-fetch"));
    const Chain chain = play(first, answers, profile);
    Trace trace;
    trace.client = {profile.id, profile.name, profile.version};
    trace.generator = QStringLiteral("Hoplens test");
    trace.started = QDateTime::fromString(QStringLiteral("2026-11-22T14:02:11Z"), Qt::ISODate);
    trace.hops = chain.hops;
    for (Hop &hop : trace.hops) {
        hop.exchange.times.start = 1;
        hop.exchange.times.end = 3.5;
    }
    trace.outcome = {chain.outcome, static_cast<int>(trace.hops.size()),
                     outcomeSentence(chain.outcome, trace.hops)};
    trace.findings = findings(trace);
    return trace;
}

Response named(Response response, const QByteArray &reason)
{
    response.reason = reason;
    return response;
}

} // namespace

void TestTraceText::ticket()
{
    Response last = named(answer(200, Headers{{"Content-Type", "text/plain"}}), "OK");
    last.body = bodyOf("welcome");
    const Trace trace =
        traceOf(requestTo("POST", "http://a.test/form",
                          {{"Content-Type", "text/plain"}, {"Authorization", "x"}}, "hello"),
                {named(answer(302, "http://b.test/done"), "Found"), last});
    const QString wanted = QString::fromUtf8(
        R"(POST became GET at hop 1, and the body was dropped; credentials were removed on the way

 1  POST http://a.test/form  body 5 B
    302 Found  Location: http://b.test/done  2.5 ms
    ! POST → GET, x body 5 B dropped, - Content-Type removed, - Authorization removed, ! another host: http://b.test  [Fetch §4.5]
 2  GET  http://b.test/done
    200 OK  text/plain, 7 B  2.5 ms

Findings
  problem  hop  1  POST became GET: the server's 302 made the client change the method.  [Fetch §4.5]
  problem  hop  1  The body of 5 B was dropped and does not arrive.  [Fetch §4.5]
  warning  hop  1  Authorization was removed; the next server does not get it.  [Fetch §4.5]

Result: The client hands over the answer 200.
Client: Browser, fetch() (Fetch standard, July 2026), Hoplens test, 2026-11-22T14:02:11Z
)");
    QCOMPARE(traceText(trace), wanted);
}

void TestTraceText::oneHopIsItsLinesAlone()
{
    const Trace trace = traceOf(requestTo("POST", "http://a.test/form", {}, "hello"),
                                {named(answer(302, "/done"), "Found"), answer(200)});
    const QString first = hopText(trace, 0);
    QVERIFY(first.startsWith(u" 1  POST http://a.test/form"_qs));
    QVERIFY(first.contains(u"302 Found  Location: /done"_qs));
    QVERIFY(first.contains(u"POST → GET"_qs));
    QVERIFY(!first.contains(u"http://a.test/done\n"_qs + u"    200"_qs));
    QCOMPARE(hopText(trace, 1).count(u"http"_qs), 1);
    QVERIFY(traceText(trace).contains(first));
}

void TestTraceText::cookies()
{
    const Response first = named(answer(302,
                                        Headers{{"Location", "/2"},
                                                {"Set-Cookie", "sid=secret; Path=/; HttpOnly"},
                                                {"Set-Cookie", "cart=7; Path=/shop; Max-Age=60"},
                                                {"Set-Cookie", "__Host-x=1"}}),
                                 "Found");
    const QString text =
        traceText(traceOf(requestTo("GET", "http://a.test/"), {first, answer(200)}));
    QVERIFY2(text.contains(QString::fromUtf8(R"(
    302 Found  Location: /2 -> http://a.test/2  2.5 ms
    + cookie sid       stored  Path=/; HttpOnly
    + cookie cart      stored  Path=/shop; until 2026-11-22T14:03:11Z
    x cookie __Host-x  refused: the prefix __Host- needs Secure and Path=/, and no Domain  Path=/
    = GET kept, + Cookie added  [Fetch §4.5; Fetch §4.6, §3.1.1; RFC 6265bis §5.8.3]
 2  GET http://a.test/2
    - cookie cart  not sent: it is for /shop
)")),
             qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("secret"))); // names, never values
}

void TestTraceText::errorsAndRefusals()
{
    const QString refused = traceText(traceOf(requestTo("GET", "http://a.test/"),
                                              {named(answer(302, "file:///etc/passwd"), "Found")}));
    QVERIFY2(refused.contains(QStringLiteral("Location: file:///etc/passwd")), qPrintable(refused));
    QVERIFY(refused.contains(
        QStringLiteral("# not followed: A redirect may only lead to http or https.")));
    Trace broken = traceOf(requestTo("GET", "http://a.test/"), {answer(200)});
    broken.hops.first().exchange.response.reset();
    broken.hops.first().exchange.failure =
        Failure{FailureKind::Network, FailureCode::ConnectionRefused, {}};
    broken.outcome = {OutcomeKind::Network, 1, QStringLiteral("Refused.")};
    QVERIFY(traceText(broken).contains(QStringLiteral("# a.test refused the connection")));
    Tunnel tunnel;
    tunnel.request.target = "a.test:443";
    Connection &connection = broken.hops.first().exchange.connection;
    connection.tunnel = std::make_shared<const Tunnel>(tunnel);
    QVERIFY(traceText(broken).contains(QStringLiteral(
        "    The proxy was asked for a tunnel to a.test:443; no answer could be read.\n")));
    tunnel.response = Response();
    tunnel.response->status = 403;
    tunnel.response->reason = "\x1bNo";
    connection.tunnel = std::make_shared<const Tunnel>(tunnel);
    QVERIFY(
        traceText(broken).contains(QStringLiteral("to a.test:443 and answered 403 \\x1bNo.\n")));
}

void TestTraceText::colourOnlyWhenAsked()
{
    const Trace trace =
        traceOf(requestTo("GET", "http://a.test/"), {answer(302, "/2"), answer(200)});
    QVERIFY(!traceText(trace).contains(u'\x1b'));
    const QString colored = traceText(trace, {true});
    QVERIFY(colored.contains(u'\x1b'));
    QString plain = colored;
    plain.remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9]*m")));
    QCOMPARE(plain, traceText(trace));
}

void TestTraceText::hostileTextStaysOnItsLine()
{
    Response evil = named(answer(302, "/\x1b[2J\xE2\x80\xAE"), "<b>Found</b>\x07");
    const QString text =
        traceText(traceOf(requestTo("GET", "http://a.test/"), {evil, answer(200)}));
    for (const QChar c : text) {
        QVERIFY(c == u'\n' || (c.category() != QChar::Other_Control && c.unicode() != 0x202e));
    }
    QVERIFY(text.contains(QStringLiteral("<b>Found</b>\\x07")));
}

void TestTraceText::oddLocationsAreTakenApart()
{
    const Request first = requestTo("GET", "http://a.test/");
    const QString odd = traceText(traceOf(first, {answer(302, "\\\\b.test/ "), answer(200)}));
    QVERIFY2(odd.contains(QStringLiteral("    Location: A backslash is read as a slash")),
             qPrintable(odd));
    QVERIFY(odd.contains(QStringLiteral("    Location: Spaces or control characters at its ends")));
    const QString plain = traceText(traceOf(first, {answer(302, "../x#y"), answer(200)}));
    QCOMPARE(plain.count(QStringLiteral("Location:")), 1);
}

void TestTraceText::softRedirectsAreLabelled()
{
    Response page = named(answer(200, Headers{{"Content-Type", "text/html"}}), "OK");
    page.body = bodyOf("<meta http-equiv=refresh content='5; url=/next'>");
    Trace trace = traceOf(requestTo("GET", "http://a.test/"), {page});
    QString text = traceText(trace);
    QVERIFY2(
        text.contains(QStringLiteral("    Soft redirect, not followed: meta refresh, after 5 s, "
                                     "to http://a.test/next\n")),
        qPrintable(text));
    QVERIFY(text.startsWith(QStringLiteral("GET was answered; a soft redirect is not followed")));
    ClientProfile follower = *findProfile(QStringLiteral("browser-fetch"));
    follower.followsRefresh = true;
    trace.hops =
        play(requestTo("GET", "http://a.test/"), {page, named(answer(200), "OK")}, follower).hops;
    text = traceText(trace);
    QVERIFY2(
        text.contains(QStringLiteral("! soft redirect: meta refresh, after 5 s (not waited for)")),
        qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("no Location")));
}

void TestTraceText::codedBodiesAndTrailers()
{
    Response response = named(answer(200, Headers{{"Content-Encoding", "deflate"}}), "OK");
    response.body = bodyOf(qCompress("hello hello hello hello").mid(4)); // zlib's own format
    response.trailers = {{"X-Sum", "\x1b[2J"}};
    const QString text = traceText(traceOf(requestTo("GET", "http://a.test/"), {response}));
    QVERIFY2(text.contains(QStringLiteral("B on the wire, 23 B decoded (deflate)")),
             qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("    trailer: X-Sum: \\x1b[2J\n")));
}

QTEST_GUILESS_MAIN(TestTraceText)
#include "tst_tracetext.moc"
