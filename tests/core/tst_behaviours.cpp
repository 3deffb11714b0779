// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The engine under profiles that behave as some real clients do (kinds of behaviour, no client by
// name): whatever a profile can say, the engine does.

#include "tests/core/chain.h"

#include <QTest>

using namespace hoplens;

class TestBehaviours : public QObject {
    Q_OBJECT

private slots:
    void followsAsAnotherStatus();
    void bodyLostWithLengthZero();
    void getWithBody();
    void firstRequestComesBack();
    void choiceOfLocation_data();
    void choiceOfLocation();
    void readingOfOctets_data();
    void readingOfOctets();
    void emptyLocationIsAbsent();
    void fragments_data();
    void fragments();
    void limitPer_data();
    void limitPer();
    void limitHandsBack();
    void loopByUrl();
    void refusesDowngrade();
    void handsBackUnreadableLocation();
    void userinfoIsSent();
    void hostComparedAsBytes();
};

namespace {

const RuleText text{QStringLiteral("r"), QStringLiteral("t"), {}, QStringLiteral("s")};

ClientProfile profile()
{
    return *findProfile(QStringLiteral("rfc9110"));
}

When onStatus(int status)
{
    When when;
    when.statuses = {status};
    return when;
}

} // namespace

void TestBehaviours::followsAsAnotherStatus()
{
    ClientProfile odd = profile();
    odd.follow.prepend({text, onStatus(305), Verdict::Follow, 302});
    const Chain chain =
        play(requestTo("POST", "http://a.test/", {}, "x"), {answer(305, "/2")}, odd);
    QCOMPARE(chain.lastRequest().method, QByteArray("GET"));
    QCOMPARE(chain.lastRequest().target, QByteArray("/2"));
}

void TestBehaviours::bodyLostWithLengthZero()
{
    ClientProfile odd = profile();
    odd.method = {{text, {}, {}, BodyAction::Empty, false, false}};
    const Chain chain =
        play(requestTo("PATCH", "http://a.test/", {{"Content-Type", "a/b"}}, "hello"),
             {answer(302, "/2")}, odd);
    QCOMPARE(chain.lastRequest().method, QByteArray("PATCH"));
    QCOMPARE(firstValue(chain.lastRequest().headers, "Content-Length"), QByteArray("0"));
    QVERIFY(contains(chain.lastRequest().headers, "Content-Type")); // the old one is still there
    QVERIFY(!chain.hops.first().redirect->bodyKept);
}

void TestBehaviours::getWithBody()
{
    ClientProfile odd = profile();
    odd.method = {{text, {}, "GET", BodyAction::Keep, false, false}};
    const Chain chain =
        play(requestTo("POST", "http://a.test/", {}, "hello"), {answer(302, "/2")}, odd);
    QCOMPARE(chain.lastRequest().method, QByteArray("GET"));
    QCOMPARE(chain.lastRequest().body->bytes, QByteArray("hello"));
    QVERIFY(chain.hops.first().redirect->bodyKept);
}

void TestBehaviours::firstRequestComesBack()
{
    ClientProfile odd = profile();
    odd.method.prepend({text, onStatus(307), {}, BodyAction::Keep, true, true});
    const Chain chain = play(requestTo("POST", "http://a.test/", {}, "hello"),
                             {answer(302, "/2"), answer(307, "/3")}, odd);
    QCOMPARE(chain.hops.at(1).exchange.request.method, QByteArray("GET"));
    QCOMPARE(chain.lastRequest().method, QByteArray("POST"));
    QCOMPARE(chain.lastRequest().body->bytes, QByteArray("hello"));
}

void TestBehaviours::choiceOfLocation_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("first") << static_cast<int>(LocationRules::Choice::First) << QByteArray("/x");
    QTest::newRow("last") << static_cast<int>(LocationRules::Choice::Last) << QByteArray("/y");
    QTest::newRow("joined") << static_cast<int>(LocationRules::Choice::Joined)
                            << QByteArray("/x,%20/y");
}

void TestBehaviours::choiceOfLocation()
{
    QFETCH(int, choice);
    QFETCH(QByteArray, target);
    ClientProfile odd = profile();
    odd.location.several = static_cast<LocationRules::Choice>(choice);
    const Chain chain = play(requestTo("GET", "http://a.test/"),
                             {answer(302, Headers{{"Location", "/x"}, {"Location", "/y"}})}, odd);
    QCOMPARE(chain.lastRequest().target, target);
}

void TestBehaviours::readingOfOctets_data()
{
    QTest::addColumn<int>("octets");
    QTest::addColumn<QByteArray>("target"); // empty: refused
    using Octets = LocationRules::Octets;
    QTest::newRow("percent-encoded")
        << static_cast<int>(Octets::PercentEncode) << QByteArray("/%C3%A9%FF");
    QTest::newRow("UTF-8") << static_cast<int>(Octets::Utf8) << QByteArray("/%C3%A9%EF%BF%BD");
    QTest::newRow("Latin-1") << static_cast<int>(Octets::Latin1)
                             << QByteArray("/%C3%83%C2%A9%C3%BF");
    QTest::newRow("refused") << static_cast<int>(Octets::Error) << QByteArray();
}

void TestBehaviours::readingOfOctets()
{
    QFETCH(int, octets);
    QFETCH(QByteArray, target);
    ClientProfile odd = profile();
    odd.location.octets = static_cast<LocationRules::Octets>(octets);
    const Chain chain =
        play(requestTo("GET", "http://a.test/"), {answer(302, "/\xC3\xA9\xFF")}, odd);
    QCOMPARE(chain.ranOut ? chain.lastRequest().target : QByteArray(), target);
}

void TestBehaviours::emptyLocationIsAbsent()
{
    ClientProfile odd = profile();
    odd.location.empty = LocationRules::Empty::Absent;
    const Chain chain = play(requestTo("POST", "http://a.test/"), {answer(302, "")}, odd);
    QCOMPARE(chain.outcome, OutcomeKind::Final);
    QCOMPARE(chain.followed(), 0);
}

void TestBehaviours::fragments_data()
{
    QTest::addColumn<int>("inherit");
    QTest::addColumn<QByteArray>("without");
    QTest::addColumn<QByteArray>("with");
    using Inherit = LocationRules::Inherit;
    QTest::newRow("inherited") << static_cast<int>(Inherit::IfAbsent)
                               << QByteArray("http://a.test/2#f")
                               << QByteArray("http://a.test/2#g");
    QTest::newRow("never") << static_cast<int>(Inherit::Never) << QByteArray("http://a.test/2")
                           << QByteArray("http://a.test/2#g");
    QTest::newRow("lost") << static_cast<int>(Inherit::Lost) << QByteArray("http://a.test/2")
                          << QByteArray("http://a.test/2");
}

void TestBehaviours::fragments()
{
    QFETCH(int, inherit);
    QFETCH(QByteArray, without);
    QFETCH(QByteArray, with);
    ClientProfile odd = profile();
    odd.location.fragment = static_cast<LocationRules::Inherit>(inherit);
    const auto end = [&](const QByteArray &location) {
        const Chain chain =
            play(requestTo("GET", "http://a.test/1#f"), {answer(302, location)}, odd);
        return serializeUrl(chain.lastRequest().url);
    };
    QCOMPARE(end("/2"), without);
    QCOMPARE(end("/2#g"), with);
}

void TestBehaviours::limitPer_data()
{
    QTest::addColumn<int>("per");
    QTest::addColumn<int>("followed");
    // Answers: 301 to /1, then 302 and 301 in turn, /1 and /2 in turn.
    QTest::newRow("chain") << static_cast<int>(LimitRule::Per::Chain) << 3;
    QTest::newRow("status") << static_cast<int>(LimitRule::Per::Status) << 6;
    QTest::newRow("url") << static_cast<int>(LimitRule::Per::Url) << 6;
}

void TestBehaviours::limitPer()
{
    QFETCH(int, per);
    QFETCH(int, followed);
    ClientProfile odd = profile();
    odd.loop.repeats.reset();
    odd.limit.redirects = 3;
    odd.limit.per = static_cast<LimitRule::Per>(per);
    QList<Response> answers;
    for (int i = 0; i < 30; ++i) {
        answers.append(answer(i % 2 == 0 ? 301 : 302, i % 2 == 0 ? "/1" : "/2"));
    }
    const Chain chain = play(requestTo("GET", "http://a.test/"), answers, odd);
    QCOMPARE(chain.outcome, OutcomeKind::Limit);
    QCOMPARE(chain.followed(), followed);
}

void TestBehaviours::limitHandsBack()
{
    ClientProfile odd = profile();
    odd.limit.redirects = 1;
    odd.limit.then = Verdict::HandBack;
    const Chain chain =
        play(requestTo("GET", "http://a.test/"), {answer(302, "/1"), answer(302, "/2")}, odd);
    QCOMPARE(chain.outcome, OutcomeKind::Final);
    QCOMPARE(chain.followed(), 1);
}

void TestBehaviours::loopByUrl()
{
    ClientProfile odd = profile();
    odd.loop.same = LoopRule::Same::Url;
    odd.loop.repeats = 1;
    const Chain chain = play(requestTo("POST", "http://a.test/", {}, "x"),
                             {answer(302, "#a"), answer(302, "#b"), answer(302, "#c")}, odd);
    QCOMPARE(chain.outcome, OutcomeKind::Loop); // the address may come back once, not twice
    QCOMPARE(chain.followed(), 1);
}

void TestBehaviours::refusesDowngrade()
{
    ClientProfile odd = profile();
    When downgrade;
    downgrade.relations = {QStringLiteral("downgrade")};
    odd.refuse.append({text, downgrade, {}, {}, Verdict::HandBack});
    const Chain down =
        play(requestTo("GET", "https://a.test/"), {answer(302, "http://a.test/")}, odd);
    QCOMPARE(down.followed(), 0);
    QCOMPARE(down.outcome, OutcomeKind::Final);
    const Chain up =
        play(requestTo("GET", "http://a.test/"), {answer(302, "https://a.test/")}, odd);
    QCOMPARE(up.followed(), 1);
}

void TestBehaviours::handsBackUnreadableLocation()
{
    ClientProfile odd = profile();
    odd.location.invalid = Verdict::HandBack;
    const Chain chain = play(requestTo("GET", "http://a.test/"), {answer(302, "http://")}, odd);
    QCOMPARE(chain.outcome, OutcomeKind::Final);
}

void TestBehaviours::userinfoIsSent()
{
    ClientProfile odd = profile();
    odd.refuse.clear();
    odd.location.userinfo = LocationRules::Userinfo::SendBasic;
    const Chain chain =
        play(requestTo("GET", "http://a.test/"), {answer(302, "http://me:p%40w@b.test/x")}, odd);
    QCOMPARE(firstValue(chain.lastRequest().headers, "Authorization"),
             "Basic " + QByteArray("me:p@w").toBase64());
    QVERIFY(!hasUserinfo(chain.lastRequest().url));
}

void TestBehaviours::hostComparedAsBytes()
{
    ClientProfile odd = profile();
    for (FieldRule &rule : odd.fields) {
        rule.when.hostsAsBytes = true;
    }
    const Headers headers{{"Authorization", "Bearer t"}};
    const auto kept = [&](const QByteArray &location) {
        return contains(
            play(requestTo("GET", "http://a.test/", headers), {answer(302, location)}, odd)
                .lastRequest()
                .headers,
            "Authorization");
    };
    QVERIFY(kept("http://a.test/2"));
    QVERIFY(kept("/2"));
    QVERIFY(!kept("http://A.test/2"));
    QVERIFY(kept("http://u@a.test:80/2"));
}

QTEST_GUILESS_MAIN(TestBehaviours)
#include "tst_behaviours.moc"
