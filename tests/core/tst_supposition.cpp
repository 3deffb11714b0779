// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/explain.h"
#include "core/redirect/supposition.h"

#include "chain.h"

#include <QTest>

using namespace hoplens;

class TestSupposition : public QObject {
    Q_OBJECT

private slots:
    void isWhatTheRulesWouldHaveDone_data();
    void isWhatTheRulesWouldHaveDone();
    void cookiesOfAnotherAddressAreNotKnown();
    void anAnswerThatWasNoRedirectCanBeSupposed();
    void nothingIsSupposedWithoutAnAnswer();
    void aClientThatWouldNotFollowIsSaid();
};

namespace {

Request posting()
{
    Request request;
    request.method = "POST";
    request.url = *parseUrl("http://a.test/form");
    request.headers = {{"Content-Type", "text/plain"}, {"Authorization", "Bearer t"}};
    request.body = bodyOf("hello");
    return request;
}

Response answer(int status, const QByteArray &location)
{
    Response response;
    response.version = "HTTP/1.1";
    response.status = status;
    response.headers = {{"Set-Cookie", "sid=1"}};
    if (!location.isNull()) {
        response.headers.append(Field{"Location", location});
    }
    return response;
}

/// The trace keeps no jar, so the jar's rule is not told of.
QList<Reason> withoutJar(QList<Reason> why, const ClientProfile &profile)
{
    why.removeIf([&](const Reason &reason) { return reason.rule == profile.cookies.rule.id; });
    return why;
}

Trace traceOf(int status, const QByteArray &location, const ClientProfile &profile)
{
    Trace trace;
    trace.client.id = profile.id;
    Response last;
    last.status = 200;
    trace.hops = play(posting(), {answer(status, location), last}, profile).hops;
    return trace;
}

} // namespace

void TestSupposition::isWhatTheRulesWouldHaveDone_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("really");
    QTest::addColumn<int>("supposed");
    for (const ClientProfile &profile : clientProfiles()) {
        for (const int really : supposableStatuses) {
            for (const int supposed : supposableStatuses) {
                QTest::addRow("%s %d as %d", qPrintable(profile.id), really, supposed)
                    << profile.id << really << supposed;
            }
        }
    }
}

/// The same chain played with the other status from the start is the judge.
void TestSupposition::isWhatTheRulesWouldHaveDone()
{
    QFETCH(QString, client);
    QFETCH(int, really);
    QFETCH(int, supposed);
    const ClientProfile &profile = *findProfile(client);
    for (const char *location : {"/next", "http://b.test/next", "ftp://a.test/"}) {
        const Trace trace = traceOf(really, location, profile);
        const Trace judge = traceOf(supposed, location, profile);
        const std::optional<Supposition> supposition = suppose(trace, 0, supposed, profile);
        QVERIFY(supposition);
        QCOMPARE(supposition->really, really);
        const auto *follow = std::get_if<Follow>(&supposition->decision);
        QCOMPARE(follow != nullptr, judge.hops.size() > 1);
        if (follow == nullptr) {
            continue;
        }
        QCOMPARE(follow->redirect.methodTo, judge.hops.at(0).redirect->methodTo);
        QCOMPARE(follow->redirect.bodyKept, judge.hops.at(0).redirect->bodyKept);
        QCOMPARE(withoutJar(follow->redirect.why, profile),
                 withoutJar(judge.hops.at(0).redirect->why, profile));
        if (trace.hops.size() > 1) {
            QVERIFY(supposition->cookiesKnown);
            QVERIFY(sameRequest(follow->next, judge.hops.at(1).exchange.request));
        }
    }
}

void TestSupposition::cookiesOfAnotherAddressAreNotKnown()
{
    const ClientProfile &profile = *findProfile(u"browser-fetch"_qs);
    Trace trace = traceOf(302, "/next", profile);
    trace.hops.removeLast(); // the next request was not sent yet
    const std::optional<Supposition> supposition = suppose(trace, 0, 307, profile);
    QVERIFY(supposition);
    QVERIFY(std::holds_alternative<Follow>(supposition->decision));
    QCOMPARE(supposition->cookiesKnown, !profile.cookies.jar);
}

void TestSupposition::anAnswerThatWasNoRedirectCanBeSupposed()
{
    const ClientProfile &profile = *findProfile(u"browser-fetch"_qs);
    const Trace trace = traceOf(200, "/next", profile);
    const std::optional<Supposition> supposition = suppose(trace, 0, 307, profile);
    QVERIFY(supposition);
    QCOMPARE(std::get<Follow>(supposition->decision).next.method, QByteArray("POST"));
    const std::optional<Supposition> without = suppose(traceOf(200, {}, profile), 0, 307, profile);
    QVERIFY(without);
    QVERIFY(std::holds_alternative<Stop>(without->decision));
}

void TestSupposition::nothingIsSupposedWithoutAnAnswer()
{
    const ClientProfile &profile = *findProfile(u"browser-fetch"_qs);
    Trace trace = traceOf(302, "/next", profile);
    QVERIFY(!suppose(trace, -1, 307, profile));
    QVERIFY(!suppose(trace, 2, 307, profile));
    trace.hops.last().exchange.response.reset();
    QVERIFY(!suppose(trace, 1, 307, profile));
}

void TestSupposition::aClientThatWouldNotFollowIsSaid()
{
    ClientProfile profile = *findProfile(u"browser-fetch"_qs);
    profile.follow.prepend(
        FollowRule{{u"no-308"_qs, u"308 is not followed."_qs, {}, {}}, {}, Verdict::HandBack, {}});
    profile.follow.first().when.statuses = {308};
    const Trace trace = traceOf(307, "/next", profile);
    QVERIFY2(whatIf(trace, 0, profile).contains(u"With 308 the client would not have followed."_qs),
             qPrintable(whatIf(trace, 0, profile).join(u'|')));
}

QTEST_APPLESS_MAIN(TestSupposition)
#include "tst_supposition.moc"
