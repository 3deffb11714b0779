// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/rules.h"
#include "tests/core/chain.h"

#include <QTest>

using namespace hoplens;

class TestRules : public QObject {
    Q_OBJECT

private slots:
    void methodAndBody_data();
    void methodAndBody();
    void everyReasonHasASource_data();
    void everyReasonHasASource();
    void location_data();
    void location();
    void userinfo();
    void limit_data();
    void limit();
    void loop_data();
    void loop();
    void chainKeepsWhatIsLeft();
    void oneShotBody_data();
    void oneShotBody();
    void contentLengthFollowsTheBody();
    void whatAnotherStatusWouldDo();
    void onlyHttpIsEverOpened_data();
    void onlyHttpIsEverOpened();
};

namespace {

const QList<QByteArray> methods{"GET",   "HEAD",   "POST",    "PUT",
                                "PATCH", "DELETE", "OPTIONS", "PROPFIND"};

const ClientProfile &profileOf(const QString &id)
{
    const ClientProfile *profile = findProfile(id);
    Q_ASSERT(profile);
    return *profile;
}

/// What the two standards say, written down a second time and independently of the profiles.
struct Expected {
    bool follow = false;
    QByteArray method;
    bool bodyKept = false;
};

Expected expected(int status, const QByteArray &method, bool body)
{
    Expected result{true, method, body};
    switch (status) {
    case 301:
    case 302:
        if (method == "POST") {
            result.method = "GET";
            result.bodyKept = false;
        }
        return result;
    case 303:
        if (method != "GET" && method != "HEAD") {
            result.method = "GET";
            result.bodyKept = false;
        }
        return result;
    case 307:
    case 308:
        return result;
    default: // 300, 304, 305, 306: the same in both profiles
        return {false, method, body};
    }
}

} // namespace

void TestRules::methodAndBody_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("withBody");
    for (const ClientProfile &profile : clientProfiles()) {
        for (int status = 300; status <= 308; ++status) {
            for (const QByteArray &method : methods) {
                for (const bool body : {false, true}) {
                    QTest::addRow("%s %d %s%s", qPrintable(profile.id), status, method.constData(),
                                  body ? " with body" : "")
                        << profile.id << status << method << body;
                }
            }
        }
    }
}

void TestRules::methodAndBody()
{
    QFETCH(QString, client);
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(bool, withBody);
    const ClientProfile &profile = profileOf(client);
    const Headers headers{{"Content-Type", "text/plain"},
                          {"Content-Language", "en"},
                          {"Content-Encoding", "identity"},
                          {"Content-Location", "/c"},
                          {"X-Mine", "1"}};
    const Request request =
        prepareRequest(requestTo(method, "http://a.test/one#f", headers,
                                 withBody ? std::optional<QByteArray>("hello") : std::nullopt),
                       profile);
    Exchange exchange;
    exchange.request = request;
    exchange.response = answer(status, "/two");
    const Decision decision = decideRedirect(exchange, profile, {});
    const Expected wanted = expected(status, method, withBody);
    const auto *follow = std::get_if<Follow>(&decision);
    QCOMPARE(follow != nullptr, wanted.follow);
    if (follow == nullptr) {
        const Stop &stop = std::get<Stop>(decision);
        QCOMPARE(stop.kind, OutcomeKind::Final);
        QCOMPARE(stop.redirect.has_value(), status != 304); // 304 is no redirect at all
        if (!stop.redirect) {
            return;
        }
        QCOMPARE(serializeUrl(*stop.redirect->resolved),
                 QByteArray("http://a.test/two#f")); // would-be
        QVERIFY(!stop.redirect->follow);
        return;
    }
    const Request &next = follow->next;
    QCOMPARE(next.method, wanted.method);
    QCOMPARE(next.target, QByteArray("/two"));
    QCOMPARE(serializeUrl(next.url), QByteArray("http://a.test/two#f"));
    QCOMPARE(next.body.has_value(), wanted.bodyKept);
    if (wanted.bodyKept) {
        QCOMPARE(next.body->bytes, QByteArray("hello"));
        QCOMPARE(firstValue(next.headers, "Content-Length"), QByteArray("5"));
    }
    // Content fields go exactly when the method changed (RFC 9110 §15.4, Fetch §4.5).
    const bool changed = wanted.method != method;
    for (const QByteArray &name :
         {QByteArray("Content-Type"), QByteArray("Content-Language"),
          QByteArray("Content-Encoding"), QByteArray("Content-Location")}) {
        QCOMPARE(contains(next.headers, name), !changed);
    }
    QCOMPARE(firstValue(next.headers, "X-Mine"), QByteArray("1"));
    QCOMPARE(firstValue(next.headers, "Host"), QByteArray("a.test"));
    QCOMPARE(follow->redirect.methodFrom, method);
    QCOMPARE(follow->redirect.methodTo, wanted.method);
    QCOMPARE(follow->redirect.bodyHad.has_value(), withBody);
    QCOMPARE(follow->redirect.bodyKept, wanted.bodyKept);
}

void TestRules::everyReasonHasASource_data()
{
    methodAndBody_data();
}

void TestRules::everyReasonHasASource()
{
    QFETCH(QString, client);
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(bool, withBody);
    const ClientProfile &profile = profileOf(client);
    const Headers headers{{"Authorization", "Bearer t"}, {"Content-Type", "text/plain"}};
    const Chain chain = play(requestTo(method, "http://a.test/", headers,
                                       withBody ? std::optional<QByteArray>("x") : std::nullopt),
                             {answer(status, "http://b.test/"), answer(200)}, profile);
    if (status == 304) {
        QVERIFY(!chain.hops.first().redirect);
        return;
    }
    const Redirect &redirect = *chain.hops.first().redirect;
    QVERIFY(!redirect.why.isEmpty());
    for (const Reason &reason : redirect.why) {
        QVERIFY2(!reason.rule.isEmpty() && !reason.text.isEmpty() && !reason.source.isEmpty(),
                 qPrintable(reason.rule));
    }
    // Every change names a rule; every change that is not the client's own making has words for it.
    for (const HeaderChange &change : redirect.headers) {
        QVERIFY(!change.rule.isEmpty());
        const bool told =
            std::any_of(redirect.why.begin(), redirect.why.end(),
                        [&](const Reason &reason) { return reason.rule == change.rule; });
        const bool ownMaking = change.rule == QLatin1String("made-anew");
        QVERIFY2(change.change == FieldChange::Kept || ownMaking || told, change.name.constData());
    }
}

void TestRules::location_data()
{
    QTest::addColumn<QList<QByteArray>>("locations");
    QTest::addColumn<QByteArray>("fetchTarget"); // empty: not followed
    QTest::addColumn<QByteArray>("rfcTarget");
    QTest::addColumn<int>("fetchOutcome");
    const auto row = [](const char *tag, const QList<QByteArray> &locations,
                        const QByteArray &fetch, const QByteArray &rfc,
                        OutcomeKind outcome = OutcomeKind::Final) {
        QTest::newRow(tag) << locations << fetch << rfc << static_cast<int>(outcome);
    };
    row("missing: the answer is the result", {}, "", "");
    row("empty: the same address", {""}, "http://a.test/d/p?q#f", "http://a.test/d/p?q#f");
    row("two different", {"/x", "/y"}, "", "", OutcomeKind::Refused);
    row("two identical", {"/x", "/x"}, "", "http://a.test/x#f", OutcomeKind::Refused);
    row("path", {"/x"}, "http://a.test/x#f", "http://a.test/x#f");
    row("relative", {"../x"}, "http://a.test/x#f", "http://a.test/x#f");
    row("query", {"?z"}, "http://a.test/d/p?z#f", "http://a.test/d/p?z#f");
    row("own fragment", {"/x#g"}, "http://a.test/x#g", "http://a.test/x#g");
    row("empty fragment stops inheritance", {"/x#"}, "http://a.test/x#", "http://a.test/x#");
    row("other host", {"//b.test/x"}, "http://b.test/x#f", "http://b.test/x#f");
    row("backslashes", {"\\\\b.test\\x"}, "http://b.test/x#f", "http://b.test/x#f");
    row("raw octets", {"/\xE2\x98\x83"}, "http://a.test/%E2%98%83#f", "http://a.test/%E2%98%83#f");
    row("lone octet", {"/\xFF"}, "http://a.test/%FF#f", "http://a.test/%FF#f");
    row("target kept as it is", {"/%41%zz//s"}, "http://a.test/%41%zz//s#f",
        "http://a.test/%41%zz//s#f");
    row("no host", {"http://"}, "", "", OutcomeKind::Refused);
    row("bad port", {"http://b.test:99999/"}, "", "", OutcomeKind::Refused);
}

void TestRules::location()
{
    QFETCH(QList<QByteArray>, locations);
    QFETCH(QByteArray, fetchTarget);
    QFETCH(QByteArray, rfcTarget);
    QFETCH(int, fetchOutcome);
    Headers headers;
    for (const QByteArray &location : locations) {
        headers.append({"location", location});
    }
    for (const QString &client : {QStringLiteral("browser-fetch"), QStringLiteral("rfc9110")}) {
        // POST, so that an empty Location is no loop for rfc9110 (it becomes a GET).
        const Request request =
            requestTo(locations == QList<QByteArray>{""} ? "POST" : "GET", "http://a.test/d/p?q#f");
        const Chain chain = play(request, {answer(302, headers)}, profileOf(client));
        const bool fetch = client == QLatin1String("browser-fetch");
        const QByteArray wanted = fetch ? fetchTarget : rfcTarget;
        QCOMPARE(chain.ranOut ? serializeUrl(chain.lastRequest().url) : QByteArray(), wanted);
        QCOMPARE(chain.hops.first().redirect->locations, locations);
        if (fetch) {
            QCOMPARE(static_cast<int>(chain.outcome), fetchOutcome);
        }
    }
}

void TestRules::userinfo()
{
    for (const ClientProfile &profile : clientProfiles()) {
        const Chain cross = play(requestTo("GET", "http://a.test/"),
                                 {answer(302, "http://me:pw@b.test/")}, profile);
        QCOMPARE(cross.outcome, OutcomeKind::Refused);
        const Chain home =
            play(requestTo("GET", "http://a.test/"),
                 {answer(302, "http://b.test/"), answer(302, "http://me:pw@a.test/")}, profile);
        QCOMPARE(home.outcome, OutcomeKind::Refused); // also on the way back
        QCOMPARE(home.followed(), 1);
        const Chain same = play(requestTo("GET", "http://a.test/"),
                                {answer(302, "http://me:pw@a.test/x")}, profile);
        QVERIFY(same.ranOut);
        QVERIFY(!contains(same.lastRequest().headers, "Authorization"));
        QCOMPARE(same.lastRequest().target, QByteArray("/x"));
        QCOMPARE(firstValue(same.lastRequest().headers, "Host"), QByteArray("a.test"));
    }
}

void TestRules::limit_data()
{
    QTest::addColumn<int>("redirects");
    QTest::addColumn<bool>("ends");
    QTest::newRow("19 redirects pass") << 19 << false;
    QTest::newRow("20 redirects pass") << 20 << false;
    QTest::newRow("the 21st is refused") << 21 << true;
    QTest::newRow("and so are more") << 40 << true;
}

void TestRules::limit()
{
    QFETCH(int, redirects);
    QFETCH(bool, ends);
    for (const ClientProfile &profile : clientProfiles()) {
        QList<Response> answers;
        for (int i = 0; i < redirects; ++i) {
            answers.append(answer(302, "/" + QByteArray::number(i)));
        }
        answers.append(answer(200));
        const Chain chain = play(requestTo("GET", "http://a.test/"), answers, profile);
        QCOMPARE(chain.outcome, ends ? OutcomeKind::Limit : OutcomeKind::Final);
        QCOMPARE(chain.followed(), std::min(redirects, 20));
    }
}

void TestRules::loop_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("followed");
    QTest::newRow("Fetch goes on to its limit")
        << QStringLiteral("browser-fetch") << static_cast<int>(OutcomeKind::Limit) << 20;
    QTest::newRow("RFC 9110 intervenes at once")
        << QStringLiteral("rfc9110") << static_cast<int>(OutcomeKind::Loop) << 1;
}

void TestRules::loop()
{
    QFETCH(QString, client);
    QFETCH(int, outcome);
    QFETCH(int, followed);
    QList<Response> answers;
    for (int i = 0; i < 30; ++i) {
        answers.append(answer(302, i % 2 == 0 ? "/two#part" : "/one"));
    }
    const Chain chain = play(requestTo("GET", "http://a.test/one"), answers, profileOf(client));
    QCOMPARE(static_cast<int>(chain.outcome), outcome);
    QCOMPARE(chain.followed(), followed);
}

void TestRules::chainKeepsWhatIsLeft()
{
    // 302 makes POST a GET; the 307 after it keeps that GET: what was dropped stays dropped.
    for (const ClientProfile &profile : clientProfiles()) {
        const Chain chain =
            play(requestTo("POST", "http://a.test/", {{"Authorization", "Basic x"}}, "hello"),
                 {answer(302, "http://b.test/"), answer(307, "http://a.test/home"), answer(200)},
                 profile);
        QCOMPARE(chain.lastRequest().method, QByteArray("GET"));
        QVERIFY(!chain.lastRequest().body);
        QVERIFY(!contains(chain.lastRequest().headers,
                          "Authorization")); // once removed it does not return
    }
}

void TestRules::oneShotBody_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("followed");
    QTest::addColumn<int>("outcome");
    const auto row = [](const char *client, int status, bool followed, OutcomeKind outcome) {
        QTest::addRow("%s %d", client, status)
            << QString::fromLatin1(client) << status << followed << static_cast<int>(outcome);
    };
    row("browser-fetch", 301, false, OutcomeKind::Refused);
    row("browser-fetch", 303, true, OutcomeKind::Final);
    row("browser-fetch", 307, false, OutcomeKind::Refused);
    row("rfc9110", 301, true, OutcomeKind::Final);
    row("rfc9110", 303, true, OutcomeKind::Final);
    row("rfc9110", 307, false, OutcomeKind::Final); // the redirect is handed back
    row("rfc9110", 308, false, OutcomeKind::Final);
}

void TestRules::oneShotBody()
{
    QFETCH(QString, client);
    QFETCH(int, status);
    QFETCH(bool, followed);
    QFETCH(int, outcome);
    Request request = requestTo("POST", "http://a.test/", {}, "stream");
    request.body->replayable = false;
    const Chain chain = play(request, {answer(status, "/x"), answer(200)}, profileOf(client));
    QCOMPARE(chain.followed(), followed ? 1 : 0);
    QCOMPARE(static_cast<int>(chain.outcome), outcome);
}

void TestRules::contentLengthFollowsTheBody()
{
    for (const ClientProfile &profile : clientProfiles()) {
        const Headers headers{{"Content-Length", "5"}};
        const Chain kept = play(requestTo("PUT", "http://a.test/", headers, "hello"),
                                {answer(307, "/x")}, profile);
        QCOMPARE(valuesOf(kept.lastRequest().headers, "Content-Length"), QList<QByteArray>{"5"});
        const Chain dropped = play(requestTo("PUT", "http://a.test/", headers, "hello"),
                                   {answer(303, "/x")}, profile);
        QVERIFY(!contains(dropped.lastRequest().headers, "Content-Length"));
        const Chain empty = play(requestTo("POST", "http://a.test/"), {answer(307, "/x")}, profile);
        QCOMPARE(firstValue(empty.lastRequest().headers, "Content-Length"), QByteArray("0"));
    }
}

void TestRules::whatAnotherStatusWouldDo()
{
    const ClientProfile &profile = profileOf(QStringLiteral("browser-fetch"));
    Exchange exchange;
    exchange.request = prepareRequest(requestTo("POST", "http://a.test/", {}, "hello"), profile);
    exchange.response = answer(302, "/x");
    const Decision decision = decideRedirect(withStatus(exchange, 307), profile, {});
    const auto &follow = std::get<Follow>(decision);
    QCOMPARE(follow.next.method, QByteArray("POST"));
    QCOMPARE(follow.next.body->bytes, QByteArray("hello"));
    QCOMPARE(exchange.response->status, 302);
}

void TestRules::onlyHttpIsEverOpened_data()
{
    QTest::addColumn<QByteArray>("location");
    for (const char *location :
         {"file:///etc/passwd", "qrc:/clients/rfc9110.json", "data:text/plain,x",
          "javascript:alert(1)", "ftp://a.test/", "mailto:a@a.test", "about:blank", "ws://a.test/",
          "invalidurl:", "blob:http://a.test/1"}) {
        QTest::newRow(location) << QByteArray(location);
    }
}

void TestRules::onlyHttpIsEverOpened()
{
    QFETCH(QByteArray, location);
    for (ClientProfile profile : clientProfiles()) {
        const Request request = requestTo("GET", "http://a.test/");
        const Chain chain = play(request, {answer(302, location)}, profile);
        QCOMPARE(chain.outcome, OutcomeKind::Refused);
        QVERIFY(chain.hops.first().redirect->resolved); // named, so that it can be shown
        QCOMPARE(chain.hops.first().redirect->location, location);
        profile.refuse.clear(); // a profile of a client that opens anything: Hoplens still does not
        const Chain bold = play(request, {answer(302, location)}, profile);
        QCOMPARE(bold.outcome, OutcomeKind::Refused);
        QCOMPARE(bold.hops.first().redirect->why.last().rule, QStringLiteral("only-http"));
    }
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
