// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/clientprofile.h"
#include "core/trace/findings.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/pages.h"
#include "ui/inspector/pageview.h"

#include "inspectorsamples.h"

#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

#include <algorithm>

using namespace hoplens;

namespace {

Page wholeResponse(const Trace &trace, int hop)
{
    return responsePage(trace, hop, responseBody(trace, hop));
}

} // namespace

class TestInspector : public QObject {
    Q_OBJECT

private slots:
    void whySaysWhatHappenedAndWhy();
    void whySaysHowItEnded();
    void whySaysWhatFailed();
    void whySaysWhatIsWrongWithTheCertificate();
    void whyPutsTheStopFirst();
    void whySaysNothingTwice();
    void requestIsADifference();
    void headAsReceivedAndTrailers();
    void qtStackSaysWhatItHid();
    void locationIsTakenApart();
    void softRedirects();
    void hostileTextStaysText();
    void cookiesSayWhereTheyWent();
    void followsTheHop();
    void nothingIsWiderThanTheView();
};

void TestInspector::whySaysWhatHappenedAndWhy()
{
    const Trace trace = lostBody();
    const Page page = whyPage(trace, 0, findProfile(trace.client.id));
    QCOMPARE(page.constFirst().lines.constFirst().text, u"302 Found → POST became GET"_qs);
    const QString text = plainText(page);
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
    QVERIFY(plainText(page).contains(u"Arrived"_qs));
    QVERIFY(!plainText(page).contains(u"The body got lost."_qs)); // that was at hop 1
}

void TestInspector::whySaysWhatFailed()
{
    Trace trace = lostBody();
    Hop &last = trace.hops.last();
    last.exchange.response.reset();
    trace.outcome.reset();
    QCOMPARE(plainText(whyPage(trace, 1, nullptr)), u"Waiting for the answer"_qs);
    last.exchange.failure = Failure{FailureKind::Network, FailureCode::ConnectionRefused, {}};
    trace.outcome = {OutcomeKind::Network, 2, {}};
    const QString text = plainText(whyPage(trace, 1, nullptr));
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
    QCOMPARE(plainText(page).count(u"Twenty redirects are enough."_qs), 1);
    QCOMPARE(page.at(1).bar, Ink::Error);
    QCOMPARE(page.at(2).lines.at(0).text, u"Location"_qs);
    QCOMPARE(page.at(2).bar, Ink::Redirect); // nothing was wrong with it

    redirect.why = {{u"where"_qs, About::Location, u"This status is a redirect."_qs, {}, {}},
                    {u"scheme"_qs, About::Location, u"Not to a file."_qs, {}, {}}};
    trace.outcome = {OutcomeKind::Refused, 1, {}};
    const Page refused = whyPage(trace, 0, nullptr);
    QCOMPARE(refused.at(1).lines.at(1).text, u"Not to a file."_qs);
    QCOMPARE(refused.at(1).bar, Ink::Error);
    QCOMPARE(refused.at(2).bar, Ink::Redirect);
}

void TestInspector::whySaysWhatIsWrongWithTheCertificate()
{
    Trace trace = lostBody();
    trace.hops.removeFirst();
    Exchange &exchange = trace.hops.first().exchange;
    exchange.request = requestTo("https://a.test/", "GET");
    exchange.response.reset();
    exchange.failure =
        Failure{FailureKind::Tls, FailureCode::CertificateRejected, u"It has expired"_qs};
    trace.outcome = {OutcomeKind::Tls, 1, {}};
    trace.findings.clear();
    QVERIFY(plainText(whyPage(trace, 0, nullptr)).contains(u"It has expired"_qs));

    TlsInfo tls;
    tls.errors = {u"It has expired"_qs, u"It is for another host"_qs};
    tls.chain = {{u"CN=b.test"_qs,
                  u"CN=Some CA"_qs,
                  {u"b.test"_qs, u"c.test"_qs},
                  {},
                  QDateTime(QDate(2025, 1, 1), QTime(0, 0), Qt::UTC),
                  QDateTime(QDate(2025, 4, 1), QTime(0, 0), Qt::UTC)}};
    exchange.connection.tls = tls;
    const QString text = plainText(whyPage(trace, 0, nullptr));
    QCOMPARE(text,
             u"No complete answer\n\n"
             "The certificate of a.test is not trusted.\n"
             "It has expired\n"
             "It is for another host\n"
             "subject  CN=b.test\n"
             "issuer   CN=Some CA\n"
             "valid    2025-01-01T00:00:00Z to 2025-04-01T00:00:00Z\n"
             "for      b.test, c.test\n"
             "Connection has its fingerprint and the whole chain."_qs);
}

void TestInspector::whySaysNothingTwice()
{
    Trace trace = lostBody();
    trace.findings = findings(trace);
    const auto has = [&trace](const QString &id) {
        return std::any_of(trace.findings.begin(), trace.findings.end(),
                           [&id](const Finding &finding) { return finding.id == id; });
    };
    QVERIFY(has(u"method-changed"_qs) && has(u"body-dropped"_qs));
    QVERIFY(!plainText(whyPage(trace, 0, nullptr)).contains(u"Problem"_qs));

    // What the blocks of the decision do not say is said.
    trace.findings.append(
        {u"https-to-http"_qs, Level::Problem, 1, u"It can be read on the way."_qs, {}});
    QVERIFY(
        plainText(whyPage(trace, 0, nullptr)).contains(u"Problem\nIt can be read on the way."_qs));
    trace.hops.first().redirect->why.clear(); // as another program may have saved it
    QVERIFY(plainText(whyPage(trace, 0, nullptr)).contains(u"Problem\nThe body of 5 B"_qs));

    trace.hops.last().soft =
        SoftRedirect{SoftRedirect::From::Meta, "5; url=/x", 5, "/x", *parseUrl("http://a.test/x")};
    trace.findings = findings(trace);
    QVERIFY(has(u"refresh-not-followed"_qs));
    QVERIFY(!plainText(whyPage(trace, 1, nullptr)).contains(u"this client does not"_qs));
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

void TestInspector::headAsReceivedAndTrailers()
{
    Trace trace = lostBody();
    Response &response = *trace.hops.last().exchange.response;
    response.trailers = {{"X-Sum", "1"}};
    response.rawHead = "HTTP/1.1 200 OK\r\n\r\n";
    QString text = plainText(wholeResponse(trace, 1));
    QVERIFY(text.contains(u"Trailers, after the body\nX-Sum: 1"_qs));
    QVERIFY(!text.contains(u"\\x0d"_qs));
    response.rawHead = QByteArray("HTTP/1.1  200 OK\r\nA:\t1\0\n\n", 25);
    text = plainText(wholeResponse(trace, 1));
    QVERIFY2(
        text.contains(u"Head as received\nHTTP/1.1  200 OK\\x0d\\x0a\nA:\\x091\\x00\\x0a\n"_qs),
        qPrintable(text));
}

void TestInspector::qtStackSaysWhatItHid()
{
    Trace trace = lostBody();
    QVERIFY(!plainText(wholeResponse(trace, 0)).contains(u"Qt"_qs));
    QVERIFY(plainText(requestPage(trace, 0)).contains(u"As sent"_qs));
    Exchange &exchange = trace.hops[0].exchange;
    exchange.request.version = "HTTP/2";
    exchange.response->version.clear();
    exchange.qtStack = QtStackNotes{
        {Unseen::Addresses, Unseen::RawHead, Unseen::Trailers}, {"Accept-Language"}, {"Host"}, 2};

    const QString request = plainText(requestPage(trace, 0));
    QVERIFY(!request.contains(u"As sent"_qs));
    QVERIFY(request.contains(u"As handed to Qt's network stack"_qs));
    QVERIFY(request.contains(u"Accept-Language"_qs));
    QVERIFY(request.contains(u":authority"_qs));
    QVERIFY(request.contains(u"2 times"_qs));
    const QString response = plainText(wholeResponse(trace, 0));
    QVERIFY(response.startsWith(u"302 Found"_qs)); // no version that nobody saw
    QVERIFY(response.contains(u"not seen: addresses; the answer's head as it came; trailers."_qs));
    QVERIFY(response.contains(u"rebuilt"_qs));
    QVERIFY(!response.contains(u"Head as received"_qs));
    QVERIFY(plainText(connectionPage(trace, 0)).contains(u"Addresses were not seen."_qs));
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
    const QString text = plainText(page);
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
    const QString text = plainText(whyPage(trace, 1, nullptr));
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
    QCOMPARE(plainText(cookiesPage(trace, 0)), u"No cookies at this hop"_qs);
    trace.hops[0].cookiesSet = {
        {"sid", "a.test", "/", true, false, true, SameSite::Lax, std::nullopt, CookieResult::Stored,
         std::nullopt},
        {"<b>bad</b>", "test", "/", false, false, false, SameSite::Default, std::nullopt,
         CookieResult::Refused, CookieRefusal::PublicSuffix},
    };
    const Page set = cookiesPage(trace, 0);
    QCOMPARE(set.first().lines.first().text, u"Cookies: 2 in the answer"_qs);
    QVERIFY(plainText(set).contains(u"sid\nstored\nPath=/; HttpOnly; SameSite=Lax"_qs));
    QVERIFY(
        plainText(set).contains(u"<b>bad</b>\nrefused: its Domain is a public suffix: test\n"_qs));
    QVERIFY(lineWith(set, u"Public Suffix List of "_qs) != nullptr);
    trace.hops[1].cookies = {{"sid", "a.test", "/", 1, std::nullopt},
                             {"cart", "a.test", "/shop", 1, CookieAbsence::OtherPath},
                             {"old", "a.test", "/", 0, CookieAbsence::Expired}};
    trace.hops[1].cookiesNotListed = 2;
    const Page used = cookiesPage(trace, 1);
    QCOMPARE(used.first().lines.first().text, u"Cookies: 1 sent, 4 not sent"_qs);
    QVERIFY(plainText(used).contains(u"sid\nsent\na.test/ · set by hop 1"_qs));
    QVERIFY(plainText(used).contains(u"cart\nnot sent: it is for /shop\n"_qs));
    QVERIFY(plainText(used).contains(u"there before the trace"_qs));
    QVERIFY(plainText(used).contains(u"and 2 more"_qs));
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
    inspector.resize(300, 400);
    inspector.showHop(trace, 0);
    inspector.show();
    QVERIFY(QTest::qWaitForWindowExposed(&inspector));
    const QList<PageView *> views = inspector.findChildren<PageView *>();
    QCOMPARE(views.size(), 5);
    auto *tabs = inspector.findChild<QTabWidget *>(u"inspectorTabs"_qs);
    for (const PageView *view : views) {
        tabs->setCurrentWidget(view->parentWidget());
        QVERIFY2(view->document()->size().width() <= view->viewport()->width(),
                 qPrintable(view->objectName()));
        QCOMPARE(view->horizontalScrollBar()->maximum(), 0);
    }
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
