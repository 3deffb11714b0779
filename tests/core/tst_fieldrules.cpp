// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/referrer.h"
#include "core/redirect/relation.h"
#include "tests/core/chain.h"

#include <QTest>

#include <array>

using namespace hoplens;

class TestFieldRules : public QObject {
    Q_OBJECT

private slots:
    void relation_data();
    void relation();
    void cookieComesHome();
    void originField_data();
    void originField();
    void referer_data();
    void referer();
    void referrerPolicyOfTheAnswer();
    void refererFor_data();
    void refererFor();
    void comesBackOnlyWithTheFirstHost();
    void addedAndSetFields();
    void fieldsByOptionOnly();
    void relationWords_data();
    void relationWords();
};

namespace {

/// The fields a user may set, each with what becomes of it. K kept, R removed, A made anew.
struct Row {
    const char *tag;
    const char *from;
    const char *to;
    bool sameOrigin;
    bool sameHost;
    bool downgrade;
};
const std::array rows{
    Row{"same", "http://a.test/1", "http://a.test/2", true, true, false},
    Row{"same, host in capitals", "http://a.test/1", "HTTP://A.TEST/2", true, true, false},
    Row{"same, default port written", "http://a.test/1", "http://a.test:80/2", true, true, false},
    Row{"other port", "http://a.test/1", "http://a.test:8080/2", false, true, false},
    Row{"from a port to the default", "http://a.test:8080/1", "http://a.test/2", false, true,
        false},
    Row{"other host", "http://a.test/1", "http://b.test/2", false, false, false},
    Row{"other host and port", "http://a.test/1", "http://b.test:81/2", false, false, false},
    Row{"to a subdomain", "http://a.test/1", "http://sub.a.test/2", false, false, false},
    Row{"from a subdomain up", "http://sub.a.test/1", "http://a.test/2", false, false, false},
    Row{"http to https", "http://a.test/1", "https://a.test/2", false, true, false},
    Row{"http to https, other ports", "http://a.test:8080/1", "https://a.test:8443/2", false, true,
        false},
    Row{"https to http", "https://a.test/1", "http://a.test/2", false, true, true},
    Row{"https to http, other host", "https://a.test/1", "http://b.test/2", false, false, true},
    Row{"name to address", "http://localhost/1", "http://127.0.0.1/2", false, false, false},
};

} // namespace

void TestFieldRules::relation_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("status");
    for (const ClientProfile &profile : clientProfiles()) {
        for (int i = 0; i < static_cast<int>(std::size(rows)); ++i) {
            for (const int status : {301, 302, 303, 307, 308}) {
                QTest::addRow("%s, %s, %d", qPrintable(profile.id), rows[i].tag, status)
                    << profile.id << i << status;
            }
        }
    }
}

void TestFieldRules::relation()
{
    QFETCH(QString, client);
    QFETCH(int, row);
    QFETCH(int, status);
    const Row &r = rows[row];
    const bool fetch = client == QLatin1String("browser-fetch");
    const Headers headers{
        {"Authorization", "Bearer t"},
        {"Cookie", "sid=1"},
        {"Proxy-Authorization", "Basic p"},
        {"X-Api-Key", "k"},
        {"Accept", "a/b"},
        {"User-Agent", "me"},
        {"Range", "bytes=0-9"},
        {"If-None-Match", "e"},
        {"If-Match", "m"},
        {"If-Modified-Since", "d"},
        {"Host", "given.test"},
        {"X-Empty", ""},
        {"x-mine", "1"},
        {"X-Mine", "2"},
    };
    const Chain chain =
        play(requestTo("GET", r.from, headers), {answer(status, r.to)}, *findProfile(client));
    const Headers &next = chain.lastRequest().headers;
    QCOMPARE(contains(next, "Authorization"), r.sameOrigin);
    QCOMPARE(contains(next, "Proxy-Authorization"), r.sameOrigin);
    QCOMPARE(contains(next, "Cookie"), fetch ? r.sameHost : r.sameOrigin);
    for (const char *name : {"X-Api-Key", "Accept", "User-Agent", "Range", "If-None-Match",
                             "If-Match", "If-Modified-Since", "X-Empty"}) {
        QCOMPARE(firstValue(next, name), firstValue(headers, name));
    }
    QCOMPARE(valuesOf(next, "X-Mine"), (QList<QByteArray>{"1", "2"}));
    QCOMPARE(firstValue(next, "Host"),
             r.sameOrigin ? QByteArray("given.test") : hostField(chain.lastRequest().url));
    // The ledger says the same as the request.
    for (const HeaderChange &change : chain.hops.first().redirect->headers) {
        QCOMPARE(change.change == FieldChange::Removed, !contains(next, change.name));
    }
}

void TestFieldRules::cookieComesHome()
{
    // A, B, A: Fetch chooses cookies for each address; Authorization, once removed, does not
    // return.
    const Headers headers{{"Cookie", "sid=1"}, {"Authorization", "Bearer t"}};
    const QList<Response> answers{answer(302, "http://b.test/"), answer(302, "http://a.test/home")};
    const Chain fetch = play(requestTo("GET", "http://a.test/", headers), answers,
                             *findProfile(QStringLiteral("browser-fetch")));
    QVERIFY(!contains(fetch.hops.at(1).exchange.request.headers, "Cookie"));
    QCOMPARE(firstValue(fetch.lastRequest().headers, "Cookie"), QByteArray("sid=1"));
    QVERIFY(!contains(fetch.lastRequest().headers, "Authorization"));
    const Redirect &home = *fetch.hops.at(1).redirect;
    const auto cookie =
        std::find_if(home.headers.begin(), home.headers.end(),
                     [](const HeaderChange &change) { return change.name == "Cookie"; });
    QVERIFY(cookie != home.headers.end());
    QCOMPARE(cookie->change, FieldChange::Added);
    const Chain rfc = play(requestTo("GET", "http://a.test/", headers), answers,
                           *findProfile(QStringLiteral("rfc9110")));
    QVERIFY(!contains(rfc.lastRequest().headers, "Cookie"));
}

void TestFieldRules::originField_data()
{
    QTest::addColumn<QList<QByteArray>>("urls");
    QTest::addColumn<QByteArray>("fetch");
    QTest::addColumn<bool>("rfcKeeps");
    using Urls = QList<QByteArray>;
    QTest::newRow("same origin") << Urls{"http://a.test/", "http://a.test/2"}
                                 << QByteArray("http://a.test") << true;
    QTest::newRow("away") << Urls{"http://a.test/", "http://b.test/"} << QByteArray("http://a.test")
                          << false;
    QTest::newRow("away and home") << Urls{"http://a.test/", "http://b.test/", "http://a.test/"}
                                   << QByteArray("null") << false;
    QTest::newRow("away twice") << Urls{"http://a.test/", "http://b.test/", "http://c.test/"}
                                << QByteArray("null") << false;
    QTest::newRow("a foreign page")
        << Urls{"http://b.test/", "http://c.test/"} << QByteArray("null") << false;
}

void TestFieldRules::originField()
{
    QFETCH(QList<QByteArray>, urls);
    QFETCH(QByteArray, fetch);
    QFETCH(bool, rfcKeeps);
    const Request first = requestTo("POST", urls.first(), {{"Origin", "http://a.test"}}, "x");
    QList<Response> answers;
    for (const QByteArray &url : urls.mid(1)) {
        answers.append(answer(307, url));
    }
    const Chain chain = play(first, answers, *findProfile(QStringLiteral("browser-fetch")));
    QCOMPARE(firstValue(chain.lastRequest().headers, "Origin"), fetch);
    const Chain rfc = play(first, answers, *findProfile(QStringLiteral("rfc9110")));
    QCOMPARE(contains(rfc.lastRequest().headers, "Origin"), rfcKeeps);
}

void TestFieldRules::referer_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fetch"); // empty: not sent
    QTest::addColumn<bool>("rfcKeeps");
    QTest::newRow("same origin") << QByteArray("https://a.test/2")
                                 << QByteArray("https://a.test/page?q") << true;
    QTest::newRow("other host") << QByteArray("https://b.test/") << QByteArray("https://a.test/")
                                << true;
    QTest::newRow("https to http") << QByteArray("http://a.test/") << QByteArray() << false;
    QTest::newRow("https to http, other host")
        << QByteArray("http://b.test/") << QByteArray() << false;
    QTest::newRow("https to this machine")
        << QByteArray("http://127.0.0.1/") << QByteArray("https://a.test/") << false;
}

void TestFieldRules::referer()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fetch);
    QFETCH(bool, rfcKeeps);
    const Request first =
        requestTo("GET", "https://a.test/1", {{"Referer", "https://a.test/page?q"}});
    const Chain chain =
        play(first, {answer(302, target)}, *findProfile(QStringLiteral("browser-fetch")));
    QCOMPARE(firstValue(chain.lastRequest().headers, "Referer").value_or(QByteArray()), fetch);
    const Chain rfc = play(first, {answer(302, target)}, *findProfile(QStringLiteral("rfc9110")));
    QCOMPARE(contains(rfc.lastRequest().headers, "Referer"), rfcKeeps);
}

void TestFieldRules::referrerPolicyOfTheAnswer()
{
    const Request first = requestTo("GET", "http://a.test/1", {{"Referer", "http://a.test/page"}});
    const ClientProfile &profile = *findProfile(QStringLiteral("browser-fetch"));
    const auto after = [&](const Headers &policy) {
        Headers headers{{"Location", "http://b.test/"}};
        headers.append(policy);
        return firstValue(play(first, {answer(302, headers)}, profile).lastRequest().headers,
                          "Referer")
            .value_or(QByteArray());
    };
    QCOMPARE(after({}), QByteArray("http://a.test/"));
    QCOMPARE(after({{"Referrer-Policy", "no-referrer"}}), QByteArray());
    QCOMPARE(after({{"Referrer-Policy", "unsafe-url"}}), QByteArray("http://a.test/page"));
    QCOMPARE(after({{"Referrer-Policy", "no-referrer, unsafe-url"}}),
             QByteArray("http://a.test/page"));
    QCOMPARE(after({{"Referrer-Policy", "unsafe-url, nonsense"}}),
             QByteArray("http://a.test/page"));
    QCOMPARE(after({{"Referrer-Policy", ""}}), QByteArray("http://a.test/"));
    // It holds for the requests after it as well (Referrer Policy §8.2), and what was cut off or
    // held back does not come back, whatever a later answer allows (Fetch §4.1).
    const auto last = [&](const QByteArray &policy) {
        const Chain chain = play(
            first,
            {answer(302, Headers{{"Location", "http://b.test/"}, {"Referrer-Policy", policy}}),
             answer(302,
                    Headers{{"Location", "http://a.test/"}, {"Referrer-Policy", "unsafe-url"}})},
            profile);
        return firstValue(chain.lastRequest().headers, "Referer").value_or("none");
    };
    QCOMPARE(last("no-referrer"), QByteArray("none"));
    QCOMPARE(last("origin"), QByteArray("http://a.test/"));
    QCOMPARE(last("unsafe-url"), QByteArray("http://a.test/page"));
}

void TestFieldRules::refererFor_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("same");
    QTest::addColumn<QByteArray>("cross");
    QTest::addColumn<QByteArray>("downgrade");
    const QByteArray full("https://a.test/p?q");
    const QByteArray origin("https://a.test/");
    const QByteArray none;
    // The table of Referrer Policy §3, one row a policy.
    QTest::newRow("no-referrer") << QByteArray("no-referrer") << none << none << none;
    QTest::newRow("no-referrer-when-downgrade")
        << QByteArray("no-referrer-when-downgrade") << full << full << none;
    QTest::newRow("same-origin") << QByteArray("same-origin") << full << none << none;
    QTest::newRow("origin") << QByteArray("origin") << origin << origin << origin;
    QTest::newRow("strict-origin") << QByteArray("strict-origin") << origin << origin << none;
    QTest::newRow("origin-when-cross-origin")
        << QByteArray("origin-when-cross-origin") << full << origin << origin;
    QTest::newRow("strict-origin-when-cross-origin")
        << QByteArray("strict-origin-when-cross-origin") << full << origin << none;
    QTest::newRow("unsafe-url") << QByteArray("unsafe-url") << full << full << full;
    QTest::newRow("unknown") << QByteArray("nonsense") << full << origin << none;
}

void TestFieldRules::refererFor()
{
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, same);
    QFETCH(QByteArray, cross);
    QFETCH(QByteArray, downgrade);
    const Url page = urlOf("https://u:p@a.test/p?q#f"); // userinfo and fragment never travel
    const auto value = [&](const char *target) {
        return hoplens::refererFor(policy, page, urlOf(target)).value_or(QByteArray());
    };
    QCOMPARE(value("https://a.test/x"), same);
    QCOMPARE(value("https://b.test/"), cross);
    QCOMPARE(value("http://b.test/"), downgrade);
    const Url longPage = urlOf("https://a.test/" + QByteArray(4096, 'x'));
    const QByteArray cut = hoplens::refererFor("unsafe-url", longPage, page).value_or(QByteArray());
    QCOMPARE(cut, QByteArray("https://a.test/")); // over 4096 characters: the origin alone
}

void TestFieldRules::comesBackOnlyWithTheFirstHost()
{
    ClientProfile profile = *findProfile(QStringLiteral("rfc9110"));
    for (FieldRule &rule : profile.fields) {
        rule.comesBack = rule.rule.id == QLatin1String("credentials-cross-origin");
        rule.when.comparesWithFirst = rule.comesBack;
    }
    const Chain chain = play(requestTo("GET", "http://a.test/", {{"Authorization", "Bearer t"}}),
                             {answer(302, "http://b.test/"), answer(302, "http://c.test/"),
                              answer(302, "http://a.test/end")},
                             profile);
    QVERIFY(!contains(chain.hops.at(1).exchange.request.headers, "Authorization"));
    QVERIFY(!contains(chain.hops.at(2).exchange.request.headers, "Authorization"));
    QCOMPARE(firstValue(chain.lastRequest().headers, "Authorization"), QByteArray("Bearer t"));
}

void TestFieldRules::addedAndSetFields()
{
    ClientProfile profile = *findProfile(QStringLiteral("rfc9110"));
    const RuleText text{QStringLiteral("r"), QStringLiteral("t"), {}, QStringLiteral("s")};
    using Value = AddRule::Value;
    profile.adds = {{text, {}, "Referer", Value::PreviousUrl, {}},
                    {text, {}, "X-First", Value::FirstOrigin, {}},
                    {text, {}, "X-Word", Value::Literal, "w"}};
    const Chain chain =
        play(requestTo("GET", "http://u:p@a.test/1#f"),
             {answer(302, "http://a.test/2"), answer(302, "http://a.test/3")}, profile);
    QCOMPARE(firstValue(chain.lastRequest().headers, "Referer"), QByteArray("http://a.test/2"));
    QCOMPARE(firstValue(chain.lastRequest().headers, "X-First"), QByteArray("http://a.test"));
    QCOMPARE(valuesOf(chain.lastRequest().headers, "X-Word"), QList<QByteArray>{"w"});
    QCOMPARE(firstValue(chain.hops.at(1).exchange.request.headers, "Referer"),
             QByteArray("http://a.test/1"));
}

void TestFieldRules::fieldsByOptionOnly()
{
    // Some clients drop credentials given by an option and keep those set by hand.
    ClientProfile profile = *findProfile(QStringLiteral("rfc9110"));
    for (FieldRule &rule : profile.fields) {
        if (rule.rule.id == QLatin1String("credentials-cross-origin")) {
            rule.when.setBy = SetBy::Option;
        }
    }
    const auto kept = [&](SetBy setBy) {
        const Request request =
            requestTo("GET", "http://a.test/", {{"Authorization", "Bearer t", setBy}});
        return contains(
            play(request, {answer(302, "http://b.test/")}, profile).lastRequest().headers,
            "Authorization");
    };
    QVERIFY(kept(SetBy::User));
    QVERIFY(!kept(SetBy::Option));
}

void TestFieldRules::relationWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<bool>("wanted");
    const auto row = [](const char *text, const char *from, const char *to, bool wanted) {
        QTest::addRow("%s: %s to %s", text, from, to)
            << QString::fromLatin1(text) << QByteArray(from) << QByteArray(to) << wanted;
    };
    row("same-origin", "http://a.test/", "http://a.test:80/", true);
    row("!same-origin", "http://a.test/", "https://a.test/", true);
    row("same-host+upgrade+default-ports", "http://a.test/", "https://a.test/", true);
    row("same-host+upgrade+default-ports", "http://a.test:8080/", "https://a.test/", false);
    row("same-host+!same-port", "http://a.test/", "http://a.test:81/", true);
    row("to-subdomain", "http://a.test/", "http://x.a.test/", true);
    row("to-subdomain", "http://a.test/", "http://xa.test/", false);
    row("to-parent", "http://x.a.test/", "http://a.test/", true);
    row("downgrade", "https://a.test/", "http://b.test/", true);
    row("to-address", "http://localhost/", "http://[::1]/", true);
}

void TestFieldRules::relationWords()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(bool, wanted);
    QVERIFY(isRelation(text));
    QCOMPARE(relationHolds(text, originRelation(urlOf(from), urlOf(to))), wanted);
    QVERIFY(!isRelation(text + QStringLiteral("+nonsense")));
    QVERIFY(!isRelation(QString()));
}

QTEST_GUILESS_MAIN(TestFieldRules)
#include "tst_fieldrules.moc"
