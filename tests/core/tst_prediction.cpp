// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/comparison.h"
#include "core/compare/prediction.h"
#include "core/redirect/prepare.h"
#include "tests/core/chain.h"
#include "tests/core/madeprofiles.h"

#include <QTest>

using namespace hoplens;

class TestPrediction : public QObject {
    Q_OBJECT

private slots:
    void endsWhereSomethingElseWouldBeSent_data();
    void endsWhereSomethingElseWouldBeSent();
    void fieldsThatCount_data();
    void fieldsThatCount();
    void aLengthOfNothingIsABody();
    void ofNothingIsNothing();
    void followsFurtherThanWasRecorded();
    void stopsEarlierThanWasRecorded();
    void aMethodThatIsNotSent();
    void failuresAreAsRecorded();
    void anAnswerThatDidNotCome();
    void aRecordingThatWasStopped();
    void cookiesFromBeforeTheTrace();
    void cookiesByHandBesideOlderOnes();
    void whatTheUserChangedIsNotWhatAClientDoes();
    void aHugeBodyIsNotComparedAgainAndAgain();
};

namespace {

constexpr qsizetype profileCount = 18;

/// What was played, as a trace of this client.
Trace recorded(const Request &request, const QList<Response> &answers, const ClientProfile &profile,
               const CookieJar &jar = {})
{
    const Chain chain = play(request, answers, profile, jar);
    Trace trace;
    trace.started = playTime();
    trace.client = {profile.id, profile.name, profile.version};
    trace.hops = chain.hops;
    trace.outcome = Outcome{chain.outcome, static_cast<int>(chain.hops.size()), {}};
    return trace;
}

const ClientProfile &fetch()
{
    return *findProfile(u"browser-fetch"_qs);
}

ClientProfile changed(const char *id)
{
    for (const ClientProfile &profile : madeProfiles(profileCount)) {
        if (profile.id == QLatin1String(id)) {
            return profile;
        }
    }
    qFatal("There is no such change");
}

Request posting(const QByteArray &method = "POST")
{
    return requestTo(method, "http://a.test/form",
                     {{"Content-Type", "text/plain"}, {"Authorization", "Bearer t"}},
                     QByteArray("hello"));
}

Cookie oldCookie()
{
    Cookie cookie;
    cookie.name = "old";
    cookie.value = "1";
    cookie.domain = "a.test";
    cookie.path = "/";
    return cookie;
}

/// "POST:5 GET:0": method and size of the body, hop by hop.
QString requestsOf(const Trace &trace)
{
    QStringList requests;
    for (const Hop &hop : trace.hops) {
        const Request &request = hop.exchange.request;
        requests.append(QStringLiteral("%1:%2")
                            .arg(displayText(request.method))
                            .arg(request.body ? request.body->size : -1));
    }
    return requests.join(u' ');
}

} // namespace

void TestPrediction::endsWhereSomethingElseWouldBeSent_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("requests");
    QTest::addColumn<int>("unknownFrom"); // 0: known to the end
    QTest::addColumn<QString>("why");
    const auto row = [](const char *client, const char *method, int status, const char *requests,
                        int unknownFrom, const char *why) {
        QTest::addRow("%s %s %d", client, method, status)
            << QString::fromLatin1(client) << QByteArray(method) << status
            << QString::fromLatin1(requests) << unknownFrom << QString::fromLatin1(why);
    };
    row("browser-fetch", "POST", 302, "POST:5 GET:-1 GET:-1", 0, "");
    row("rfc9110", "POST", 302, "POST:5 GET:-1 GET:-1", 0, "");
    row("keeps-post", "POST", 302, "POST:5 POST:5", 2,
        "It would send POST where GET was recorded.");
    row("empties-put", "PUT", 302, "PUT:5 PUT:0", 2,
        "It would send no body where a body of 5 B was recorded.");
    row("all-get", "PUT", 302, "PUT:5 GET:-1", 2, "It would send GET where PUT was recorded.");
    row("all-get", "PUT", 307, "PUT:5 PUT:5 PUT:5", 0, "");
    row("trusting", "PUT", 307, "PUT:5 PUT:5 PUT:5", 3,
        "It would send Authorization, which was not sent when this was recorded.");
    row("careful", "PUT", 307, "PUT:5 PUT:5", 2,
        "It would not send Authorization, which was sent when this was recorded.");
    row("keeps-type", "POST", 303, "POST:5 GET:-1", 2,
        "It would send Content-Type, which was not sent when this was recorded.");
    row("says-referer", "POST", 303, "POST:5 GET:-1 GET:-1", 0, "");
    row("other-words", "POST", 303, "POST:5 GET:-1 GET:-1", 0, "");
    row("not-308", "POST", 308, "POST:5", 0, "");
    row("limit-1", "POST", 302, "POST:5 GET:-1", 0, "");
}

/// Recorded by the Fetch standard: /form, /a on the same origin, then another host.
void TestPrediction::endsWhereSomethingElseWouldBeSent()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(int, unknownFrom);
    QFETCH(QString, why);
    const Trace trace = recorded(
        posting(method),
        {answer(status, QByteArray("/a")), answer(307, QByteArray("http://b.test/")), answer(200)},
        fetch());
    QCOMPARE(trace.hops.size(), 3);
    const Prediction prediction = predict(
        trace, client == u"rfc9110"_qs ? *findProfile(client) : [&] {
            return changed(client.toLatin1().constData());
        }());
    QTEST(requestsOf(prediction.trace), "requests");
    QCOMPARE(prediction.unknown.has_value(), unknownFrom > 0);
    QCOMPARE(prediction.trace.outcome.has_value(), unknownFrom == 0);
    if (prediction.unknown) {
        QCOMPARE(prediction.unknown->hop, unknownFrom);
        QCOMPARE(prediction.unknown->why, why);
        QVERIFY(prediction.unknown->difference.counts());
        QVERIFY(!prediction.trace.hops.last().exchange.response);
        QVERIFY(!prediction.trace.hops.last().redirect);
    }
}

void TestPrediction::fieldsThatCount_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("counts");
    for (const char *name :
         {"X-Mine", "x-mine", "Accept", "Authorization", "Cookie", "Origin", "Range",
          "If-None-Match", "Content-Type", "Content-Encoding", "Proxy-Authorization"}) {
        QTest::newRow(name) << QByteArray(name) << true;
    }
    for (const char *name : {"User-Agent", "Accept-Encoding", "Accept-Language", "Connection",
                             "Referer", "Host", "X-Theirs"}) {
        QTest::newRow(name) << QByteArray(name) << false;
    }
}

void TestPrediction::fieldsThatCount()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, counts);
    Request first = requestTo("GET", "http://a.test/", {{"X-Mine", "1"}, {"Accept", "text/css"}});
    first.headers.append({"User-Agent", "x", SetBy::Client});
    QCOMPARE(fieldCounts(name, first), counts);
    Request with = first;
    setField(with.headers, {name, "other", SetBy::Client});
    const RequestDifference difference = differenceOf(with, first, first);
    QCOMPARE(difference.counts(), counts);
    QCOMPARE(difference.fields.size(), counts ? 1 : 0);
    QCOMPARE(difference.habits.size(), counts || name == "Host" ? 0 : 1);
    QCOMPARE(differenceSentence(difference, with, first).isEmpty(), !counts);
}

/// RFC 9110 §15.5.12: a server may answer 411 to a request without Content-Length.
void TestPrediction::aLengthOfNothingIsABody()
{
    Request without = requestTo("PATCH", "http://a.test/");
    Request empty = without;
    empty.body = bodyOf({});
    const RequestDifference difference =
        differenceOf(prepareRequest(empty, fetch()), prepareRequest(without, fetch()), without);
    QVERIFY(difference.body && difference.fields.isEmpty() && difference.habits.isEmpty());
    without.method = empty.method = "PUT"; // which says its length in any case
    QVERIFY(!differenceOf(prepareRequest(empty, fetch()), prepareRequest(without, fetch()), without)
                 .counts());
}

void TestPrediction::ofNothingIsNothing()
{
    const Prediction prediction = predict({}, fetch());
    QVERIFY(prediction.unknown && prediction.trace.hops.isEmpty());
    QVERIFY(!prediction.unknown->why.isEmpty());
}

void TestPrediction::followsFurtherThanWasRecorded()
{
    const Trace trace = recorded(requestTo("GET", "http://a.test/"),
                                 {answer(302, QByteArray("/a")), answer(302, QByteArray("/b"))},
                                 changed("limit-1"));
    QCOMPARE(trace.hops.size(), 2);
    const Prediction prediction = predict(trace, fetch());
    QCOMPARE(prediction.trace.hops.size(), 3);
    QCOMPARE(prediction.unknown->hop, 3);
    QVERIFY(!prediction.unknown->difference.counts());
    QCOMPARE(prediction.trace.hops.last().exchange.request.target, QByteArray("/b"));
    QVERIFY(prediction.trace.hops.at(1).redirect->follow);
}

void TestPrediction::stopsEarlierThanWasRecorded()
{
    const Trace trace = recorded(
        requestTo("GET", "http://a.test/"),
        {answer(302, QByteArray("/a")), answer(302, QByteArray("/b")), answer(200)}, fetch());
    const Prediction prediction = predict(trace, changed("limit-1"));
    QCOMPARE(prediction.trace.hops.size(), 2);
    QCOMPARE(prediction.trace.outcome->kind, OutcomeKind::Limit);
    QCOMPARE(prediction.trace.outcome->hop, 2);
    QCOMPARE(prediction.trace.hops.last().redirect->why.last().rule, u"redirect-limit"_qs);
    QVERIFY(!prediction.unknown);
}

void TestPrediction::aMethodThatIsNotSent()
{
    const Trace trace = recorded(requestTo("HEAD", "http://a.test/"), {answer(200)}, fetch());
    const Prediction prediction = predict(trace, changed("no-head"));
    QVERIFY(prediction.notSent.contains(u"HEAD"_qs));
    QVERIFY(prediction.trace.hops.isEmpty() && !prediction.trace.outcome && !prediction.unknown);
}

void TestPrediction::failuresAreAsRecorded()
{
    Trace trace =
        recorded(requestTo("GET", "http://a.test/"), {answer(302, QByteArray("/a"))}, fetch());
    trace.hops.last().exchange.failure =
        Failure{FailureKind::Timeout, FailureCode::FirstByteDeadline, {}};
    trace.outcome = Outcome{OutcomeKind::Timeout, 2, u"Too late."_qs};
    const Prediction prediction = predict(trace, changed("other-words"));
    QCOMPARE(prediction.trace.outcome->kind, OutcomeKind::Timeout);
    QCOMPARE(prediction.trace.outcome->hop, 2);
    QCOMPARE(prediction.trace.outcome->detail, u"Too late."_qs);
    // One that does not go there has its answer.
    FollowRule none;
    none.rule = madeRule(u"none"_qs);
    ClientProfile staying = fetch();
    staying.follow = {none};
    QCOMPARE(predict(trace, staying).trace.outcome->kind, OutcomeKind::Final);
}

void TestPrediction::anAnswerThatDidNotCome()
{
    Trace trace = recorded(requestTo("GET", "http://a.test/"), {}, fetch());
    trace.outcome.reset();
    const Prediction prediction = predict(trace, fetch());
    QCOMPARE(prediction.unknown->hop, 1);
    QVERIFY(!prediction.trace.outcome);
}

void TestPrediction::aRecordingThatWasStopped()
{
    Trace trace = recorded(requestTo("GET", "http://a.test/"),
                           {answer(302, QByteArray("/a")), answer(200)}, fetch());
    trace.hops.last().exchange.failure = Failure{FailureKind::Cancelled, FailureCode::Stopped, {}};
    trace.outcome = Outcome{OutcomeKind::Cancelled, 2, u"Stopped."_qs};
    QCOMPARE(predict(trace, fetch()).unknown->hop, 2);
    trace.hops.removeLast();
    trace.hops.last().redirect->follow = false;
    trace.outcome = Outcome{OutcomeKind::Stopped, 1, u"Stopped."_qs};
    const Prediction prediction = predict(trace, fetch());
    QCOMPARE(prediction.unknown->hop, 2);
    QVERIFY(prediction.trace.hops.first().redirect->follow);
}

void TestPrediction::cookiesFromBeforeTheTrace()
{
    CookieJar jar;
    QVERIFY(jar.add(oldCookie()));
    const Trace trace = recorded(
        requestTo("GET", "http://a.test/"),
        {answer(302, {{"Location", "/a"}, {"Set-Cookie", "new=2"}}), answer(200)}, fetch(), jar);
    QCOMPARE(firstValue(trace.hops.last().exchange.request.headers, "Cookie"),
             QByteArray("old=1; new=2"));
    for (const char *id : {"browser-fetch", "other-words"}) {
        const Prediction prediction =
            predict(trace, id == QByteArray("browser-fetch") ? fetch() : changed(id));
        QVERIFY(prediction.cookiesAssumed);
        QVERIFY2(prediction.trace.outcome, id);
        QCOMPARE(firstValue(prediction.trace.hops.last().exchange.request.headers, "Cookie"),
                 QByteArray("old=1; new=2"));
    }
    const Prediction without = predict(trace, changed("no-jar"));
    QVERIFY(!without.cookiesAssumed);
    QCOMPARE(without.unknown->hop, 1);
    QCOMPARE(without.unknown->difference.fields, QList<QByteArray>{"Cookie"});
}

void TestPrediction::cookiesByHandBesideOlderOnes()
{
    CookieJar jar;
    QVERIFY(jar.add(oldCookie()));
    const Trace trace = recorded(requestTo("GET", "http://a.test/", {{"Cookie", "mine=0"}}),
                                 {answer(302, QByteArray("/a")), answer(200)}, fetch(), jar);
    QCOMPARE(firstValue(trace.hops.first().exchange.request.headers, "Cookie"),
             QByteArray("mine=0; old=1"));
    QVERIFY(predict(trace, fetch()).trace.outcome);
    const Prediction prediction = predict(trace, changed("other-words"));
    QCOMPARE(prediction.unknown->hop, 1);
    QVERIFY(prediction.unknown->why.contains(u"cookies"_qs));
}

void TestPrediction::whatTheUserChangedIsNotWhatAClientDoes()
{
    Trace trace = recorded(posting(), {answer(302, QByteArray("/a")), answer(200)}, fetch());
    trace.hops.last().exchange.request.method = "DELETE"; // edited in step mode
    const Prediction prediction = predict(trace, fetch());
    QCOMPARE(prediction.unknown->hop, 2);
    QCOMPARE(prediction.trace.hops.last().exchange.request.method, QByteArray("GET"));
}

void TestPrediction::aHugeBodyIsNotComparedAgainAndAgain()
{
    Request request = posting();
    request.body = bodyOf(QByteArray(32'000'000, 'x'));
    Trace trace = recorded(request,
                           {answer(307, QByteArray("/a")), answer(307, QByteArray("/b")),
                            answer(307, QByteArray("/c")), answer(200)},
                           fetch());
    for (Hop &hop : trace.hops) {
        hop.exchange.request.body->bytes.detach(); // as a file has it
    }
    const QList<ClientProfile> profiles = madeProfiles(profileCount);
    const QList<ComparedClient> clients = predictAll(trace, pointersTo(profiles));
    for (const ComparedClient &client : clients) {
        const QList<Hop> &hops = client.story.trace.hops;
        QCOMPARE(hops.last().exchange.request.body->bytes.constData(),
                 hops.first().exchange.request.body->bytes.constData());
    }
}

QTEST_APPLESS_MAIN(TestPrediction)
#include "tst_prediction.moc"
