// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Cookies along a chain: every case of tests/data/cookie-cases.json (facts of public test suites,
// each with its source), and how the jar and a Cookie field by hand go together.

#include "core/formats/cookiefile.h"
#include "core/formats/tracefile.h"
#include "core/formats/tracetext.h"
#include "core/trace/findings.h"
#include "tests/core/chain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hoplens;

class TestCookieChains : public QObject {
    Q_OBJECT

private slots:
    void suiteCase_data();
    void suiteCase();
    void byHandAndJar_data();
    void byHandAndJar();
    void aCookieByHandComesHome();
    void takenAwayStaysAway();
    void theDecisionNamesTheRule();
    void aClientWithoutAJar();
    void aCookieMakesAnotherRequest();
    void otherSitesStayPrivate();
    void findingsSayWhatMatters_data();
    void findingsSayWhatMatters();
};

namespace {

using namespace Qt::StringLiterals;

const ClientProfile &fetch()
{
    return *findProfile(u"browser-fetch"_s);
}

/// Redirects that nobody counts, with a jar that treats a Cookie field by hand as asked.
ClientProfile withByHand(CookieRules::ByHand byHand, bool jarWins = false)
{
    ClientProfile profile = fetch();
    profile.fields.clear();
    profile.cookies.byHand = byHand;
    profile.cookies.jarWins = jarWins;
    return profile;
}

QByteArray bytesAt(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString().toUtf8();
}

Headers headersOf(const QJsonValue &pairs)
{
    Headers headers;
    const QJsonArray array = pairs.toArray();
    for (const auto &pair : array) {
        headers.append(
            {pair.toArray().at(0).toString().toUtf8(), pair.toArray().at(1).toString().toUtf8()});
    }
    return headers;
}

CookieJar jarOf(const QJsonObject &hosts)
{
    CookieJar jar;
    for (auto host = hosts.begin(); host != hosts.end(); ++host) {
        const QJsonArray cookies = host.value().toArray();
        for (const auto &cookie : cookies) {
            jar.store({{"Set-Cookie", cookie.toString().toUtf8()}},
                      urlOf("http://" + host.key().toUtf8() + "/"), 0, playTime());
        }
    }
    return jar;
}

Response redirectTo(const QByteArray &location, const QList<QByteArray> &cookies)
{
    Headers headers{{"Location", location}};
    for (const QByteArray &cookie : cookies) {
        headers.append({"Set-Cookie", cookie});
    }
    return answer(302, headers);
}

/// The Cookie field of each request; empty: none.
QList<QByteArray> cookieFields(const Chain &chain)
{
    QList<QByteArray> fields;
    for (const Hop &hop : chain.hops) {
        const QList<QByteArray> values = valuesOf(hop.exchange.request.headers, "Cookie");
        fields.append(values.join(" AND "));
    }
    return fields;
}

} // namespace

void TestCookieChains::suiteCase_data()
{
    QTest::addColumn<QJsonObject>("fact");
    QFile file(QStringLiteral(TEST_DATA "/cookie-cases.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases =
        QJsonDocument::fromJson(file.readAll()).object().value("cases"_L1).toArray();
    QCOMPARE(cases.size(), 11);
    for (const auto &value : cases) {
        QTest::newRow(qPrintable(value.toObject().value("id"_L1).toString())) << value.toObject();
    }
}

void TestCookieChains::suiteCase()
{
    QFETCH(QJsonObject, fact);
    using ByHand = CookieRules::ByHand;
    const QMap<QByteArray, ByHand> ways{{"alone", ByHand::Alone},
                                        {"before-jar", ByHand::BeforeJar},
                                        {"after-jar", ByHand::AfterJar}};
    const ClientProfile profile = withByHand(ways.value(bytesAt(fact, "byHand")));
    const QJsonObject asked = fact.value("request"_L1).toObject();
    QList<Response> answers;
    const QJsonArray responses = fact.value("responses"_L1).toArray();
    for (const auto &response : responses) {
        answers.append(answer(response.toObject().value("status"_L1).toInt(),
                              headersOf(response.toObject().value("headers"_L1))));
    }
    const Chain chain = play(requestTo(bytesAt(asked, "method"), bytesAt(asked, "url"),
                                       headersOf(asked.value("headers"_L1))),
                             answers, profile, jarOf(fact.value("jar"_L1).toObject()));
    const QJsonArray wanted = fact.value("expected"_L1).toArray();
    QCOMPARE(chain.hops.size(), wanted.size());
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        QCOMPARE(cookieFields(chain).at(i), bytesAt(wanted.at(i).toObject(), "cookie"));
        if (const QByteArray url = bytesAt(wanted.at(i).toObject(), "url"); !url.isEmpty()) {
            QCOMPARE(serializeUrl(chain.hops.at(i).exchange.request.url), url);
        }
    }
}

void TestCookieChains::byHandAndJar_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<bool>("jarWins");
    QTest::addColumn<Headers>("given");
    QTest::addColumn<QList<QByteArray>>("wanted");
    using ByHand = CookieRules::ByHand;
    using List = QList<QByteArray>;
    const auto row = [](const char *tag, ByHand way, bool jarWins, const Headers &given,
                        const List &wanted) {
        QTest::newRow(tag) << static_cast<int>(way) << jarWins << given << wanted;
    };
    const Headers hand{{"Cookie", "a=hand;b=hand"}};
    // The answers set a, then c, then remove b.
    row("nothing by hand", ByHand::BeforeJar, true, {}, {"", "a=1", "a=1; c=1", "a=1; c=1"});
    row("alone", ByHand::Alone, false, hand,
        {"a=hand;b=hand", "a=hand;b=hand", "a=hand;b=hand", "a=hand;b=hand"});
    row("before", ByHand::BeforeJar, false, hand,
        {"a=hand;b=hand", "a=hand;b=hand; a=1", "a=hand;b=hand; a=1; c=1",
         "a=hand;b=hand; a=1; c=1"});
    row("after", ByHand::AfterJar, false, hand,
        {"a=hand;b=hand", "a=1; a=hand;b=hand", "a=1; c=1; a=hand;b=hand",
         "a=1; c=1; a=hand;b=hand"});
    row("namesakes go", ByHand::BeforeJar, true, hand,
        {"a=hand;b=hand", "b=hand; a=1", "b=hand; a=1; c=1", "a=1; c=1"});
    row("two fields by hand", ByHand::BeforeJar, true, {{"Cookie", "x=1"}, {"Cookie", "y=2"}},
        {"x=1 AND y=2", "x=1 AND y=2", "x=1 AND y=2", "x=1 AND y=2"});
}

void TestCookieChains::byHandAndJar()
{
    QFETCH(int, way);
    QFETCH(bool, jarWins);
    QFETCH(Headers, given);
    QFETCH(QList<QByteArray>, wanted);
    const Chain chain = play(requestTo("GET", "http://a.test/", given),
                             {redirectTo("/2", {"a=1"}), redirectTo("/3", {"c=1"}),
                              redirectTo("/4", {"b=; Max-Age=0"}), answer(200)},
                             withByHand(static_cast<CookieRules::ByHand>(way), jarWins));
    QCOMPARE(cookieFields(chain), wanted);
    for (const Hop &hop : chain.hops) {
        for (const Field &field : hop.exchange.request.headers) {
            if (isNamed(field, "Cookie")) {
                QCOMPARE(field.setBy == SetBy::User, given.contains(Field{"Cookie", field.value}));
            }
        }
    }
    const bool alone = way == static_cast<int>(CookieRules::ByHand::Alone) || given.size() > 1;
    const QList<CookieUse> &uses = chain.hops.at(1).cookies;
    QCOMPARE(uses.size(), 1);
    QCOMPARE(uses.first().absence, alone ? std::optional(CookieAbsence::ByHand) : std::nullopt);
}

void TestCookieChains::aCookieByHandComesHome()
{
    // A, B, A: what the user set is for A, and B's cookies are B's.
    const Chain chain =
        play(requestTo("GET", "http://a.test/", {{"Cookie", "sid=1"}}),
             {redirectTo("http://b.test/", {"jar=a"}), redirectTo("http://b.test/2", {"jar=b"}),
              redirectTo("http://a.test/2", {}), answer(200)},
             fetch());
    QCOMPARE(cookieFields(chain), (QList<QByteArray>{"sid=1", "", "jar=b", "sid=1; jar=a"}));
}

void TestCookieChains::takenAwayStaysAway()
{
    Request request = requestTo("GET", "http://a.test/");
    request.withoutDefaults = {"cookie"};
    const Chain chain = play(request, {redirectTo("/2", {"a=1"}), answer(200)}, fetch());
    QCOMPARE(cookieFields(chain), (QList<QByteArray>{"", ""}));
    QCOMPARE(chain.hops.last().cookies.first().absence, std::optional(CookieAbsence::ByHand));
}

void TestCookieChains::theDecisionNamesTheRule()
{
    const auto changeAt = [](const Chain &chain, qsizetype hop) {
        for (const HeaderChange &change : chain.hops.at(hop).redirect->headers) {
            if (change.name == "Cookie") {
                return change;
            }
        }
        return HeaderChange{};
    };
    const Chain chain = play(requestTo("GET", "http://a.test/x/1"),
                             {redirectTo("/x/2", {"a=1"}), redirectTo("/x/3", {"b=1"}),
                              redirectTo("/x/4", {}), redirectTo("/", {}), answer(200)},
                             fetch());
    const QString rule = fetch().cookies.rule.id;
    QCOMPARE(changeAt(chain, 0), (HeaderChange{"Cookie", FieldChange::Added, rule}));
    QCOMPARE(changeAt(chain, 1), (HeaderChange{"Cookie", FieldChange::Changed, rule}));
    QCOMPARE(changeAt(chain, 2), (HeaderChange{"Cookie", FieldChange::Kept, rule}));
    QCOMPARE(changeAt(chain, 3), (HeaderChange{"Cookie", FieldChange::Removed, rule}));
    const QList<Reason> &why = chain.hops.first().redirect->why;
    QVERIFY(std::any_of(why.begin(), why.end(), [&](const Reason &reason) {
        return reason.rule == rule && reason.about == About::Header && !reason.source.isEmpty();
    }));
    QCOMPARE(chain.hops.at(1).exchange.request.headers.last(),
             (Field{"Cookie", "a=1", SetBy::Client}));
    QCOMPARE(chain.hops.first().cookiesSet.first().path, QByteArray("/x"));
}

void TestCookieChains::aClientWithoutAJar()
{
    const Chain chain =
        play(requestTo("GET", "http://a.test/", {{"Cookie", "sid=1"}}),
             {redirectTo("/2", {"a=1", "b=2"}), answer(200)}, *findProfile(u"rfc9110"_s));
    QCOMPARE(cookieFields(chain), (QList<QByteArray>{"sid=1", "sid=1"}));
    QCOMPARE(chain.hops.first().cookiesSet.size(), 2);
    QCOMPARE(chain.hops.first().cookiesSet.first().refusal, std::optional(CookieRefusal::NoJar));
    QVERIFY(chain.hops.last().cookies.isEmpty());
}

void TestCookieChains::aCookieMakesAnotherRequest()
{
    // "Is the cookie there?" is asked by sending the client back to where it was: no loop.
    ClientProfile profile = fetch();
    profile.loop.repeats = 0;
    const Response again = redirectTo("/", {"seen=1"});
    const Chain chain = play(requestTo("GET", "http://a.test/"), {again, again, again}, profile);
    QCOMPARE(chain.hops.size(), 2);
    QCOMPARE(chain.outcome, OutcomeKind::Loop);
}

// Which sites somebody has cookies of is nobody else's business, and a trace is passed on.
void TestCookieChains::otherSitesStayPrivate()
{
    QByteArray file("a.test\tFALSE\t/\tFALSE\t0\tmine\tv\n"
                    "a.test\tFALSE\t/x\tFALSE\t0\telsewhere\tv\n");
    for (int i = 0; i < 120; ++i) {
        const QByteArray number = QByteArray::number(i);
        // Every other one has expired.
        file += "site" + number + ".foreign\tTRUE\t/hidden\tFALSE\t" + QByteArray::number(i % 2)
            + "\tvisited" + number + "\tv\n";
    }
    const Result<CookieJar> jar = readCookieFile(file);
    QVERIFY(jar);
    const Chain chain =
        play(requestTo("GET", "http://a.test/"),
             {redirectTo("http://b.test/", {"fresh=1"}), answer(200)}, fetch(), *jar);
    QCOMPARE(cookieFields(chain), (QList<QByteArray>{"mine=v", ""}));
    const QList<CookieUse> &first = chain.hops.first().cookies;
    QCOMPARE(first.size(), 2);
    QCOMPARE(first.last().name, QByteArray("elsewhere"));
    QCOMPARE(first.last().absence, std::optional(CookieAbsence::OtherPath));
    QCOMPARE(chain.hops.first().cookiesNotListed, 120);
    // What a server of this trace set is told on, what the file has for a.test is not.
    QCOMPARE(chain.hops.last().cookies.size(), 1);
    QCOMPARE(chain.hops.last().cookies.first().name, QByteArray("fresh"));
    QCOMPARE(chain.hops.last().cookiesNotListed, 122);
    Trace trace;
    trace.started = playTime();
    trace.hops = chain.hops;
    trace.outcome = Outcome{OutcomeKind::Final, 2, {}};
    const QString text = traceText(trace);
    QCOMPARE(text.count(u"120 more cookies in the jar are not listed\n"_s), 1);
    QCOMPARE(text.count(u"122 more cookies in the jar are not listed\n"_s), 1);
    for (const QByteArray &written :
         {writeTrace(trace), writeTrace(trace, Secrets::Show), text.toUtf8()}) {
        for (const char *word : {"foreign", "visited", "hidden"}) {
            QVERIFY2(!written.contains(word), word);
        }
    }
    const Result<Trace> again = readTrace(writeTrace(trace));
    QVERIFY(again);
    QCOMPARE(again->hops.first().cookiesNotListed, 120);
}

void TestCookieChains::findingsSayWhatMatters_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("cookie");
    QTest::addColumn<QStringList>("wanted");
    const auto row = [](const char *tag, const QByteArray &url, const QByteArray &location,
                        const QByteArray &cookie, const QStringList &wanted) {
        QTest::newRow(tag) << url << location << cookie << wanted;
    };
    row("goes on", "http://a.test/", "/2", "a=1", {});
    row("refused", "http://a.test/", "/2", "a=1; Secure", {u"cookie-refused@1"_s});
    row("for another path", "http://a.test/", "/2", "a=1; Path=/x", {u"cookie-not-sent@2"_s});
    row("for another host", "http://a.test/", "http://b.test/", "a=1", {});
    row("Secure, and down to http", "https://a.test/", "http://a.test/", "a=1; Secure",
        {u"https-to-http@1"_s, u"secure-cookie-not-sent@2"_s});
    row("not Secure, and down to http", "https://a.test/", "http://a.test/", "a=1",
        {u"https-to-http@1"_s, u"cookie-in-clear@2"_s});
    row("to another port", "http://a.test/", "http://a.test:81/", "a=1",
        {u"cookie-to-other-port@2"_s});
    row("up to https", "http://a.test/", "https://a.test/", "a=1", {});
    row("to a subdomain", "http://a.test/", "http://x.a.test/", "a=1; Domain=a.test",
        {u"cookie-to-other-host@2"_s});
}

void TestCookieChains::findingsSayWhatMatters()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, cookie);
    QFETCH(QStringList, wanted);
    Trace trace;
    trace.hops =
        play(requestTo("GET", url), {redirectTo(location, {cookie}), answer(200)}, fetch()).hops;
    QStringList told;
    for (const Finding &finding : findings(trace)) {
        told.append(u"%1@%2"_s.arg(finding.id).arg(finding.hop));
        QVERIFY2(finding.text.endsWith(u'.') && !finding.source.isEmpty(),
                 qPrintable(finding.text));
    }
    QCOMPARE(told, wanted);
}

QTEST_GUILESS_MAIN(TestCookieChains)
#include "tst_cookiechains.moc"
