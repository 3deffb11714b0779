// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/clientprofile.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/pages.h"
#include "ui/inspector/pageview.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QScrollBar>
#include <QTest>

using namespace hoplens;

namespace {

Request requestTo(const QByteArray &url, const QByteArray &method)
{
    Request request;
    request.method = method;
    request.url = *parseUrl(url);
    request.target = requestTarget(request.url);
    request.headers = {{"Host", hostField(request.url), SetBy::Client},
                       {"Accept", "*/*", SetBy::Client}};
    return request;
}

Response responseOf(int status, const QByteArray &reason)
{
    Response response;
    response.version = "HTTP/1.1";
    response.status = status;
    response.reason = reason;
    return response;
}

/// A 302 that eats a POST body, and the 200 behind it.
Trace lostBody()
{
    Hop first;
    first.exchange.request = requestTo("http://a.test/form", "POST");
    first.exchange.request.headers.append(Field{"Content-Type", "text/plain"});
    first.exchange.request.body = bodyOf("hello");
    first.exchange.response = responseOf(302, "Found");
    first.exchange.response->headers = {{"Location", "/done"}, {"X-Html", "<b>bold</b> & more"}};
    first.exchange.times.start = 0.0;
    first.exchange.times.end = 3.14;
    Redirect redirect;
    redirect.location = "/done";
    redirect.follow = true;
    redirect.methodFrom = "POST";
    redirect.methodTo = "GET";
    redirect.bodyHad = 5;
    redirect.headers = {{"Content-Type", FieldChange::Removed, u"content"_qs}};
    redirect.why = {
        {u"where"_qs,
         About::Location,
         u"This status is a redirect."_qs,
         {},
         u"RFC 9110 §15.4.3"_qs},
        {u"method"_qs, About::Method, u"302 lets a client turn POST into GET."_qs,
         u"a user agent MAY change the request method"_qs, u"RFC 9110 §15.4.3"_qs},
        {u"method"_qs, About::Body, u"302 lets a client turn POST into GET."_qs,
         u"a user agent MAY change the request method"_qs, u"RFC 9110 §15.4.3"_qs},
        {u"content"_qs,
         About::Header,
         u"Without a body its description goes."_qs,
         {},
         u"RFC 9110 §15.4"_qs},
    };
    first.redirect = redirect;

    Hop second;
    second.exchange.request = requestTo("http://a.test/done", "GET");
    second.exchange.response = responseOf(200, "OK");
    second.exchange.response->body = bodyOf("thanks\n");

    Trace trace;
    trace.client.id = clientProfiles().constFirst().id;
    trace.hops = {first, second};
    trace.outcome = {OutcomeKind::Final, 2, {}};
    trace.findings = {
        {u"body-dropped"_qs, Level::Problem, 1, u"The body got lost."_qs, u"RFC 9110"_qs}};
    return trace;
}

QString plain(const Page &page)
{
    QStringList lines;
    for (const PageBlock &block : page) {
        for (const PageLine &line : block.lines) {
            lines.append(line.text);
        }
    }
    return lines.join(u'\n');
}

const PageLine *lineWith(const Page &page, const QString &text)
{
    for (const PageBlock &block : page) {
        for (const PageLine &line : block.lines) {
            if (line.text.contains(text)) {
                return &line;
            }
        }
    }
    return nullptr;
}

} // namespace

class TestInspector : public QObject {
    Q_OBJECT

private slots:
    void whySaysWhatHappenedAndWhy();
    void whySaysHowItEnded();
    void whySaysWhatFailed();
    void whyPutsTheStopFirst();
    void requestIsADifference();
    void responseShowsEverything();
    void bodies_data();
    void bodies();
    void codedBodiesAreRead();
    void headAsReceivedAndTrailers();
    void qtStackSaysWhatItHid();
    void locationIsTakenApart();
    void softRedirects();
    void hostileTextStaysText();
    void cookiesSayWhereTheyWent();
    void followsTheHop();
    void samePageKeepsTheSelection();
    void copiesPlainText();
    void nothingIsWiderThanTheView();
};

void TestInspector::whySaysWhatHappenedAndWhy()
{
    const Trace trace = lostBody();
    const Page page = whyPage(trace, 0, findProfile(trace.client.id));
    QCOMPARE(page.constFirst().lines.constFirst().text, u"302 Found → POST became GET"_qs);
    const QString text = plain(page);
    QVERIFY(text.contains(u"Method: POST → GET"_qs));
    QVERIFY(text.contains(u"Body: 5 B dropped"_qs));
    QVERIFY(text.contains(u"Headers: Content-Type removed"_qs));
    QVERIFY(text.contains(u"“a user agent MAY change the request method”"_qs));
    QVERIFY(text.contains(u"RFC 9110 §15.4.3"_qs));
    QVERIFY(text.contains(u"The body got lost."_qs));
    QVERIFY(text.contains(u"307"_qs)); // what another status would have done
    QVERIFY2(text.indexOf(u"Method: "_qs) < text.indexOf(u"This status is a redirect."_qs),
             "what happened comes before how the address was read");
    QCOMPARE(text.count(u"302 lets a client turn POST into GET."_qs), 1);
}

void TestInspector::whySaysHowItEnded()
{
    const Trace trace = lostBody();
    const Page page = whyPage(trace, 1, nullptr);
    QCOMPARE(page.constFirst().lines.constFirst().text, u"200 OK"_qs);
    QVERIFY(plain(page).contains(u"Arrived"_qs));
    QVERIFY(!plain(page).contains(u"The body got lost."_qs)); // that was at hop 1
}

void TestInspector::whySaysWhatFailed()
{
    Trace trace = lostBody();
    Hop &last = trace.hops.last();
    last.exchange.response.reset();
    trace.outcome.reset();
    QCOMPARE(plain(whyPage(trace, 1, nullptr)), u"Waiting for the answer"_qs);
    last.exchange.failure = Failure{FailureKind::Network, FailureCode::ConnectionRefused, {}};
    trace.outcome = {OutcomeKind::Network, 2, {}};
    const QString text = plain(whyPage(trace, 1, nullptr));
    QVERIFY(text.contains(u"a.test refused the connection"_qs));
}

void TestInspector::whyPutsTheStopFirst()
{
    Trace trace = lostBody();
    trace.hops.removeLast();
    Redirect &redirect = *trace.hops.first().redirect;
    redirect.follow = false;
    redirect.why = {{u"where"_qs, About::Location, u"This status is a redirect."_qs, {}, {}},
                    {u"limit"_qs, About::Limit, u"Twenty redirects are enough."_qs, {}, {}}};
    trace.outcome = {OutcomeKind::Limit, 1, {}};
    const Page page = whyPage(trace, 0, nullptr);
    QCOMPARE(page.at(0).lines.constFirst().text, u"302 Found → not followed"_qs);
    QCOMPARE(page.at(1).lines.at(1).text, u"Twenty redirects are enough."_qs);
    QCOMPARE(plain(page).count(u"Twenty redirects are enough."_qs), 1);
}

void TestInspector::requestIsADifference()
{
    const Trace trace = lostBody();
    const Page first = requestPage(trace, 0);
    QVERIFY(lineWith(first, u"Content-Type: text/plain"_qs) != nullptr);
    QVERIFY(lineWith(first, u"\u2212"_qs) == nullptr); // nothing came before
    QVERIFY(lineWith(first, u"hello"_qs) != nullptr);

    const Page second = requestPage(trace, 1);
    const PageLine *removed = lineWith(second, u"Content-Type: text/plain"_qs);
    QVERIFY(removed != nullptr);
    QVERIFY(removed->struckOut);
    QVERIFY(removed->text.startsWith(u'\u2212'));
    QCOMPARE(removed->ink, Ink::Dropped);
    const PageLine *added = lineWith(second, u"GET /done"_qs);
    QVERIFY(added != nullptr && lineWith(second, u"+ GET /done"_qs) != nullptr);
    const PageLine *same = lineWith(second, u"Accept: */*"_qs);
    QVERIFY(same != nullptr);
    QVERIFY(!same->struckOut);
    QCOMPARE(same->ink, Ink::Text);
}

void TestInspector::responseShowsEverything()
{
    Trace trace = lostBody();
    Exchange &exchange = trace.hops.first().exchange;
    exchange.response->interim = {responseOf(103, "Early Hints")};
    exchange.oddities = {Oddity::BareLineFeed};
    exchange.connection.local = u"127.0.0.1:40000"_qs;
    exchange.connection.peer = u"127.0.0.1:80"_qs;
    const QString text = plain(responsePage(trace, 0));
    for (const QString &expected :
         {u"HTTP/1.1 103 Early Hints"_qs, u"HTTP/1.1 302 Found"_qs, u"Location: /done"_qs, u"LF"_qs,
          u"127.0.0.1:40000 → 127.0.0.1:80"_qs, u"3.1 ms"_qs}) {
        QVERIFY2(text.contains(expected), qPrintable(expected));
    }
    QVERIFY(!text.contains(u"connected"_qs)); // not seen is not shown
    QVERIFY(!text.contains(u"tunnel"_qs));

    Tunnel tunnel;
    tunnel.request.method = "CONNECT";
    tunnel.request.target = "a.test:443";
    tunnel.request.proxyFields = {{"Proxy-Authorization", "Basic eDp5", SetBy::Client}};
    tunnel.response = responseOf(403, "Not you");
    exchange.connection.proxy = u"http://127.0.0.1:3128"_qs;
    exchange.connection.tunnel = std::make_shared<const Tunnel>(tunnel);
    const QString tunnelled = plain(responsePage(trace, 0));
    for (const QString &expected :
         {u"a tunnel to a.test:443 and answered 403 Not you."_qs, u"CONNECT a.test:443 HTTP/1.1"_qs,
          u"Proxy-Authorization: Basic eDp5"_qs, u"HTTP/1.1 403 Not you"_qs}) {
        QVERIFY2(tunnelled.contains(expected), qPrintable(expected));
    }
}

void TestInspector::bodies_data()
{
    QTest::addColumn<Body>("body");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("notExpected");

    QTest::newRow("text keeps its lines")
        << bodyOf("one\r\ntwo\n") << u"one\ntwo"_qs << u"\\x0d"_qs;
    QTest::newRow("binary is hexadecimal")
        << bodyOf(QByteArray("\x00\x01\xff", 3)) << u"00 01 ff"_qs << QString();
    QTest::newRow("escape sequences are seen")
        << bodyOf("\x1b[31mred") << u"\\x1b[31mred"_qs << u"\x1b"_qs;
    QTest::newRow("long text is cut")
        << bodyOf(QByteArray(100'000, 'x')) << u"The first 65.5 kB of 100.0 kB."_qs
        << QString(70'000, u'x');
    Body part = bodyOf("part");
    part.size = 4000;
    part.truncated = true;
    QTest::newRow("a part says so") << part << u"The first 4 B of 4.0 kB."_qs << QString();
    part.size = 4;
    QTest::newRow("ended by a limit") << part << u"Not complete."_qs << QString();
}

void TestInspector::bodies()
{
    QFETCH(Body, body);
    QFETCH(QString, expected);
    QFETCH(QString, notExpected);
    const QString text = plain({bodyBlock(body, u"Body"_qs)});
    QVERIFY2(text.contains(expected), qPrintable(text.left(300)));
    QVERIFY(notExpected.isEmpty() || !text.contains(notExpected));
}

void TestInspector::codedBodiesAreRead()
{
    Trace trace = lostBody();
    Response &response = *trace.hops.last().exchange.response;
    response.headers = {{"Content-Encoding", "deflate"}};
    response.body = bodyOf(qCompress(QByteArray("page ").repeated(1680)).mid(4));
    const QString size = QString::number(response.body.bytes.size());
    QString text = plain(responsePage(trace, 1));
    QVERIFY2(text.contains(u"Body · %1 B on the wire, 8.4 kB decoded (deflate)"_qs.arg(size)),
             qPrintable(text.left(300)));
    QVERIFY(text.contains(u"page page"_qs));
    response.headers = {{"Content-Encoding", "exi"}};
    text = plain(responsePage(trace, 1));
    QVERIFY(text.contains(u"not decoded (exi)"_qs));
    QVERIFY(text.contains(u"78 9c"_qs)); // the octets of the wire
    response.body.bytes.clear();
    response.body.decoded = DecodedContent{{"gzip"}, "sid=REDACTED", 20, DecodingState::Complete};
    response.body.redacted = true;
    QVERIFY(plain(responsePage(trace, 1)).contains(u"sid=REDACTED"_qs));
}

void TestInspector::headAsReceivedAndTrailers()
{
    Trace trace = lostBody();
    Response &response = *trace.hops.last().exchange.response;
    response.trailers = {{"X-Sum", "1"}};
    response.rawHead = "HTTP/1.1 200 OK\r\n\r\n";
    QString text = plain(responsePage(trace, 1));
    QVERIFY(text.contains(u"Trailers, after the body\nX-Sum: 1"_qs));
    QVERIFY(!text.contains(u"\\x0d"_qs));
    response.rawHead = QByteArray("HTTP/1.1  200 OK\r\nA:\t1\0\n\n", 25);
    text = plain(responsePage(trace, 1));
    QVERIFY2(
        text.contains(u"Head as received\nHTTP/1.1  200 OK\\x0d\\x0a\nA:\\x091\\x00\\x0a\n"_qs),
        qPrintable(text));
}

void TestInspector::qtStackSaysWhatItHid()
{
    Trace trace = lostBody();
    QVERIFY(!plain(responsePage(trace, 0)).contains(u"Qt"_qs));
    QVERIFY(plain(requestPage(trace, 0)).contains(u"As sent"_qs));
    Exchange &exchange = trace.hops[0].exchange;
    exchange.request.version = "HTTP/2";
    exchange.response->version.clear();
    exchange.qtStack = QtStackNotes{
        {Unseen::Addresses, Unseen::RawHead, Unseen::Trailers}, {"Accept-Language"}, {"Host"}, 2};

    const QString request = plain(requestPage(trace, 0));
    QVERIFY(!request.contains(u"As sent"_qs));
    QVERIFY(request.contains(u"As handed to Qt's network stack"_qs));
    QVERIFY(request.contains(u"Accept-Language"_qs));
    QVERIFY(request.contains(u":authority"_qs));
    QVERIFY(request.contains(u"2 times"_qs));
    const QString response = plain(responsePage(trace, 0));
    QVERIFY(response.startsWith(u"302 Found"_qs)); // no version that nobody saw
    QVERIFY(response.contains(u"not seen: addresses; the answer's head as it came; trailers."_qs));
    QVERIFY(response.contains(u"rebuilt"_qs));
    QVERIFY(!response.contains(u"Head as received"_qs));
    QVERIFY(response.contains(u"Addresses were not seen."_qs));
    QVERIFY(response.contains(u"2 times"_qs));
}

void TestInspector::locationIsTakenApart()
{
    Trace trace = lostBody();
    Redirect &redirect = *trace.hops.first().redirect;
    redirect.locations = {" \\done"};
    redirect.location = " \\done";
    redirect.resolved = *parseUrl("http://a.test/done");
    const Page page = whyPage(trace, 0, nullptr);
    const QString text = plain(page);
    for (const QString &expected :
         {u"Location taken apart"_qs, u" \\done"_qs, u"http://a.test/form"_qs,
          u"http://a.test/done"_qs, u"A backslash is read as a slash"_qs}) {
        QVERIFY2(text.contains(expected), qPrintable(text));
    }
    QVERIFY(lineWith(page, u"cleaned"_qs) != nullptr);
    redirect.locations = {"/done"};
    redirect.location = "/done";
    QVERIFY(lineWith(whyPage(trace, 0, nullptr), u"cleaned"_qs) == nullptr);
}

void TestInspector::softRedirects()
{
    Trace trace = lostBody();
    trace.hops.last().soft =
        SoftRedirect{SoftRedirect::From::Meta, "5; url=/x", 5, "/x", *parseUrl("http://a.test/x")};
    const QString text = plain(whyPage(trace, 1, nullptr));
    QVERIFY2(text.contains(u"Soft redirect, not followed\nmeta refresh, after 5 s"_qs),
             qPrintable(text));
    QVERIFY(text.contains(u"http://a.test/x"_qs));
}

void TestInspector::hostileTextStaysText()
{
    Trace trace = lostBody();
    Exchange &exchange = trace.hops.first().exchange;
    exchange.response->reason = "<h1>Found</h1><img src=x>\x1b[2J";
    exchange.response->headers.append(Field{"X-Bidi",
                                            "a\xe2\x80\xae"
                                            "b"});
    Inspector inspector;
    inspector.showHop(trace, 0);
    const auto *why = inspector.findChild<PageView *>(u"whyPage"_qs);
    const auto *response = inspector.findChild<PageView *>(u"responsePage"_qs);
    for (const PageView *view : {why, response}) {
        QVERIFY(view->toPlainText().contains(u"<h1>Found</h1><img src=x>"_qs));
        QVERIFY(!view->toPlainText().contains(u'\x1b'));
    }
    QVERIFY(response->toPlainText().contains(u"X-Html: <b>bold</b> & more"_qs));
    QVERIFY(!response->toPlainText().contains(u'\u202e'));
}

void TestInspector::cookiesSayWhereTheyWent()
{
    Trace trace = lostBody();
    QCOMPARE(plain(cookiesPage(trace, 0)), u"No cookies at this hop"_qs);
    trace.hops[0].cookiesSet = {
        {"sid", "a.test", "/", true, false, true, SameSite::Lax, std::nullopt, CookieResult::Stored,
         std::nullopt},
        {"<b>bad</b>", "test", "/", false, false, false, SameSite::Default, std::nullopt,
         CookieResult::Refused, CookieRefusal::PublicSuffix},
    };
    const Page set = cookiesPage(trace, 0);
    QCOMPARE(set.first().lines.first().text, u"Cookies: 2 in the answer"_qs);
    QVERIFY(plain(set).contains(u"sid\nstored\nPath=/; HttpOnly; SameSite=Lax"_qs));
    QVERIFY(plain(set).contains(u"<b>bad</b>\nrefused: its Domain is a public suffix: test\n"_qs));
    QVERIFY(lineWith(set, u"Public Suffix List of "_qs) != nullptr);
    trace.hops[1].cookies = {{"sid", "a.test", "/", 1, std::nullopt},
                             {"cart", "a.test", "/shop", 1, CookieAbsence::OtherPath},
                             {"old", "a.test", "/", 0, CookieAbsence::Expired}};
    trace.hops[1].cookiesNotListed = 2;
    const Page used = cookiesPage(trace, 1);
    QCOMPARE(used.first().lines.first().text, u"Cookies: 1 sent, 4 not sent"_qs);
    QVERIFY(plain(used).contains(u"sid\nsent\na.test/ · set by hop 1"_qs));
    QVERIFY(plain(used).contains(u"cart\nnot sent: it is for /shop\n"_qs));
    QVERIFY(plain(used).contains(u"there before the trace"_qs));
    QVERIFY(plain(used).contains(u"and 2 more"_qs));
    // No colour alone: every card says in words what its edge shows.
    Inspector inspector;
    inspector.showHop(trace, 0);
    QVERIFY(inspector.findChild<PageView *>(u"cookiesPage"_qs)
                ->toPlainText()
                .contains(u"<b>bad</b>"_qs));
}

void TestInspector::followsTheHop()
{
    Inspector inspector;
    const auto *request = inspector.findChild<PageView *>(u"requestPage"_qs);
    inspector.showHop(lostBody(), 1);
    QVERIFY(request->toPlainText().contains(u"GET /done"_qs));
    inspector.showHop(lostBody(), -1);
    QVERIFY(request->toPlainText().isEmpty());
    inspector.showHop(lostBody(), 7);
    QVERIFY(request->toPlainText().isEmpty());
}

void TestInspector::samePageKeepsTheSelection()
{
    PageView view;
    const Page page = requestPage(lostBody(), 0);
    view.setPage(page);
    view.selectAll();
    view.setPage(page);
    QVERIFY(view.textCursor().hasSelection());
    view.setPage(requestPage(lostBody(), 1));
    QVERIFY(!view.textCursor().hasSelection());
}

void TestInspector::copiesPlainText()
{
    PageView view;
    view.setPage(responsePage(lostBody(), 0));
    view.selectAll();
    view.copy();
    const QMimeData *copied = QApplication::clipboard()->mimeData();
    QVERIFY(copied->text().contains(u"X-Html: <b>bold</b> & more"_qs));
    QVERIFY(!copied->hasHtml());
}

void TestInspector::nothingIsWiderThanTheView()
{
    Trace trace = lostBody();
    Hop &hop = trace.hops.first();
    hop.exchange.request = requestTo("http://a.test/" + QByteArray(2000, 'x'), "POST");
    hop.exchange.response->headers.append(Field{"X-Long", QByteArray(3000, 'y')});
    hop.redirect->why.first().text = QString(500, u'z');
    hop.redirect->why.first().source = QString(500, u'w');
    hop.cookies = {{QByteArray(2000, 'c'), QByteArray(900, 'd'), "/" + QByteArray(900, 'p'), 1,
                    CookieAbsence::OtherPath}};
    hop.cookiesSet = {{QByteArray(2000, 'c'), QByteArray(900, 'd'), "/" + QByteArray(900, 'p'),
                       false, true, true, SameSite::Strict, std::nullopt, CookieResult::Stored,
                       std::nullopt}};
    Inspector inspector;
    inspector.resize(280, 400);
    inspector.showHop(trace, 0);
    inspector.show();
    QVERIFY(QTest::qWaitForWindowExposed(&inspector));
    const QList<PageView *> views = inspector.findChildren<PageView *>();
    QCOMPARE(views.size(), 4);
    for (const PageView *view : views) {
        inspector.setCurrentWidget(inspector.widget(inspector.indexOf(view)));
        QVERIFY2(view->document()->size().width() <= view->viewport()->width(),
                 qPrintable(view->objectName()));
        QCOMPARE(view->horizontalScrollBar()->maximum(), 0);
    }
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
