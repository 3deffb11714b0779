// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/step/steps.h"

#include "core/redirect/explain.h"
#include "core/step/stepwords.h"
#include "core/trace/findings.h"
#include "tests/core/chain.h"

#include <QTest>

using namespace hoplens;

namespace {

const QString fetch = QStringLiteral("browser-fetch");

/// An answered request, what the client would send next, and all that a choice is made of.
struct Scene {
    Exchange exchange;
    const ClientProfile *profile = nullptr;
    CookieState cookies{{}, std::nullopt, playTime()};
    Follow proposed;

    StepBasis basis() const { return {exchange, *profile, {}, cookies}; }
    Follow choose(StepKind kind, const Request &edited = {}) const
    {
        return chosenFollow({kind, edited, false}, proposed, basis(), 1500);
    }
    PausedStep offer() const { return offeredStep(proposed, basis(), {BreakReason::Step}); }
    Hop answered() const
    {
        Hop hop;
        hop.exchange = exchange;
        hop.redirect = proposed.redirect;
        return hop;
    }
};

Scene sceneOf(const Request &request, const Response &answered, const QString &client = fetch)
{
    Scene scene;
    scene.profile = findProfile(client);
    scene.exchange.request = prepareRequest(request, *scene.profile);
    scene.exchange.response = answered;
    storeCookies(scene.cookies.jar, scene.exchange, 1, scene.profile->cookies, scene.cookies.now);
    Decision decision = decideRedirect(scene.exchange, *scene.profile, {}, scene.cookies);
    Q_ASSERT(std::holds_alternative<Follow>(decision));
    scene.proposed = std::get<Follow>(decision);
    return scene;
}

Request post(const Headers &more = {})
{
    return requestTo("POST", "https://a.test/x", Headers{{"Content-Type", "text/plain"}} + more,
                     QByteArray("hello"));
}

/// "Content-Type removed by drop-body-headers", the first change of that name.
HeaderChange changeOf(const Redirect &redirect, const QByteArray &name)
{
    for (const HeaderChange &change : redirect.headers) {
        if (sameFieldName(change.name, name)) {
            return change;
        }
    }
    return {};
}

QStringList rulesAbout(const Redirect &redirect, About about)
{
    QStringList rules;
    for (const Reason &reason : redirect.why) {
        if (reason.about == about) {
            rules.append(reason.rule);
        }
    }
    return rules;
}

Trace traceOf(const Scene &scene, const Follow &chosen)
{
    Trace trace;
    Hop hop = scene.answered();
    hop.redirect = chosen.redirect;
    trace.hops.append(hop);
    Hop next;
    next.exchange.request = chosen.next;
    next.exchange.response = answer(200);
    trace.hops.append(next);
    trace.outcome = Outcome{OutcomeKind::Final, 2, QStringLiteral("Done.")};
    trace.findings = findings(trace);
    return trace;
}

QStringList findingIds(const Trace &trace)
{
    QStringList ids;
    for (const Finding &finding : trace.findings) {
        ids.append(finding.id);
    }
    return ids;
}

} // namespace

class TestStep : public QObject {
    Q_OBJECT

private slots:
    void conditions_data();
    void conditions();
    void noConditionHolds();
    void conditionsAreKeptInOrder();
    void idsAndBack();
    void wordsThatAreNoCondition_data();
    void wordsThatAreNoCondition();
    void everyReasonHasWords();

    void offers_data();
    void offers();
    void proposedIsSentAsItIs();
    void keptTakesTheFieldsOfTheBodyAlong();
    void keptStillLosesCredentials();
    void keptIsNoLoop();
    void getFollowsTheProfilesFieldRules();
    void whatIsSentOnceIsNotKept();
    void editedGoesOutAsWritten();
    void editedKeepsTheReasonsOfWhatWasLeftAlone();
    void editedAddressGetsItsCookies();
    void editedAddressIsTheUsersOrigin();
    void typedUserinfoBecomesCredentials();
    void defaultsCanBeTakenAway();
    void nothingEditedIsAsProposed();
    void wishMakesTheSameRequest_data();
    void wishMakesTheSameRequest();

    void theUserIsNotBlamedOnTheClient();
    void comingBackByHandIsNoLoop();
    void undoneDecisionIsNotToldAsDone();
};

void TestStep::conditions_data()
{
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<Request>("request");
    QTest::addColumn<Response>("answered");
    QTest::addColumn<QList<BreakReason>>("reasons");
    const auto row = [](const char *name, const char *ids, const Request &request,
                        const Response &answered, const QList<BreakReason> &reasons) {
        QTest::newRow(name) << QString::fromLatin1(ids).split(u' ') << request << answered
                            << reasons;
    };
    using R = BreakReason;
    const Headers secret{{"Authorization", "Bearer x"}};
    const QByteArray same = "/y";
    const QByteArray other = "https://b.test/y";
    const Request get = requestTo("GET", "https://a.test/x");

    row("other origin", "other-origin", get, answer(302, other), {R::OtherOrigin});
    row("another port is another origin", "other-origin", get,
        answer(302, QByteArray("https://a.test:8443/y")), {R::OtherOrigin});
    row("same origin", "other-origin", get, answer(302, same), {});
    row("https to http", "https-to-http", get, answer(302, QByteArray("http://a.test/y")),
        {R::HttpsToHttp});
    row("http to https", "https-to-http", requestTo("GET", "http://a.test/x"),
        answer(302, QByteArray("https://a.test/y")), {});
    row("method changes", "method-change", post(), answer(302, same), {R::MethodChange});
    row("method stays", "method-change", post(), answer(307, same), {});
    row("body again", "body-sent-again", post(), answer(307, same), {R::BodySentAgain});
    row("body dropped", "body-sent-again", post(), answer(302, same), {});
    row("empty body", "body-sent-again", requestTo("POST", "https://a.test/x", {}, QByteArray("")),
        answer(307, same), {});
    row("credentials removed", "credentials-removed", post(secret), answer(302, other),
        {R::CredentialsRemoved});
    row("credentials stay", "credentials-removed", post(secret), answer(302, same), {});
    row("credentials sent", "credentials-sent", post(secret), answer(302, same),
        {R::CredentialsSent});
    row("a cookie is a credential", "credentials-sent", get,
        answer(302, {{"Location", same}, {"Set-Cookie", "sid=1"}}), {R::CredentialsSent});
    row("none to send", "credentials-sent", post(secret), answer(302, other), {});
    row("a cookie of the jar is not removed", "credentials-removed",
        requestTo("GET", "https://a.test/x"),
        answer(302, {{"Location", other}, {"Set-Cookie", "sid=1"}}), {});
    row("status", "302 307", get, answer(307, same), {R::Status});
    row("another status", "302 307", get, answer(303, same), {});
    row("hop", "hop:2", get, answer(302, same), {R::HopNumber});
    row("another hop", "hop:3", get, answer(302, same), {});
    row("several hold", "302 method-change hop:2 other-origin https-to-http", post(),
        answer(302, other), {R::OtherOrigin, R::MethodChange, R::Status, R::HopNumber});
}

void TestStep::conditions()
{
    QFETCH(QStringList, ids);
    QFETCH(Request, request);
    QFETCH(Response, answered);
    QFETCH(QList<BreakReason>, reasons);
    const Result<BreakConditions> conditions = breakConditionsOf(ids);
    QVERIFY(conditions);
    const Scene scene = sceneOf(request, answered);
    QCOMPARE(
        breakReasons(*conditions, scene.exchange, scene.proposed.redirect, scene.proposed.next, 2),
        reasons);
    for (const BreakReason reason : reasons) {
        const QString sentence = breakSentence(reason, scene.answered(), scene.proposed.next, 2);
        QVERIFY(sentence.endsWith(u'.'));
        QVERIFY(!sentence.contains(u'%'));
    }
}

void TestStep::noConditionHolds()
{
    const Scene scene = sceneOf(post(), answer(302, QByteArray("http://b.test/")));
    QVERIFY(breakReasons({}, scene.exchange, scene.proposed.redirect, scene.proposed.next, 2)
                .isEmpty());
    QVERIFY(BreakConditions{}.isEmpty());
}

void TestStep::conditionsAreKeptInOrder()
{
    BreakConditions conditions;
    conditions = withCondition(conditions, BreakReason::MethodChange, true);
    conditions = withCondition(conditions, BreakReason::OtherOrigin, true);
    conditions = withCondition(conditions, BreakReason::OtherOrigin, true);
    conditions = withStatus(conditions, 307, true);
    conditions = withStatus(conditions, 301, true);
    conditions = withHop(conditions, 5, true);
    conditions = withHop(conditions, 3, true);
    QCOMPARE(conditions.when,
             (QList<BreakReason>{BreakReason::OtherOrigin, BreakReason::MethodChange}));
    QCOMPARE(conditions.statuses, (QList<int>{301, 307}));
    QCOMPARE(conditions.hops, (QList<int>{3, 5}));
    QCOMPARE(breakNames(conditions),
             QStringLiteral("another origin, method changes, 301, 307, hop 3, hop 5"));
    conditions = withCondition(conditions, BreakReason::OtherOrigin, false);
    conditions = withCondition(conditions, BreakReason::MethodChange, false);
    conditions = withStatus(withStatus(conditions, 301, false), 307, false);
    conditions = withHop(withHop(conditions, 3, false), 5, false);
    QVERIFY(conditions.isEmpty());
}

void TestStep::idsAndBack()
{
    const QStringList ids{QStringLiteral("other-origin"),
                          QStringLiteral("https-to-http"),
                          QStringLiteral("method-change"),
                          QStringLiteral("body-sent-again"),
                          QStringLiteral("credentials-removed"),
                          QStringLiteral("credentials-sent"),
                          QStringLiteral("301"),
                          QStringLiteral("hop:2"),
                          QStringLiteral("hop:1001")};
    const Result<BreakConditions> conditions = breakConditionsOf(ids);
    QVERIFY(conditions);
    QCOMPARE(conditions->when, plainBreakReasons());
    QCOMPARE(breakIds(*conditions), ids);
}

void TestStep::wordsThatAreNoCondition_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"", "hop", "hop:", "hop:1", "hop:0", "hop:-3", "hop:1002", "99", "1000",
                           "3xx", "Other-Origin", "step"}) {
        QTest::newRow(id) << QString::fromLatin1(id);
    }
}

void TestStep::wordsThatAreNoCondition()
{
    QFETCH(QString, id);
    const Result<BreakConditions> conditions = breakConditionsOf({QStringLiteral("302"), id});
    QVERIFY(!conditions);
    QVERIFY(conditions.error().detail.contains(u'"' + id + u'"'));
    QVERIFY(conditions.error().detail.contains(QStringLiteral("https-to-http")));
}

void TestStep::everyReasonHasWords()
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(BreakReason::HopNumber); ++i) {
        names.append(breakName(static_cast<BreakReason>(i)));
        QVERIFY(!names.last().isEmpty());
    }
    QCOMPARE(names.removeDuplicates(), 0);
}

void TestStep::offers_data()
{
    QTest::addColumn<Request>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<QByteArray>("get");
    const Request get = requestTo("GET", "https://a.test/x");
    const Request put = requestTo("PUT", "https://a.test/x", {}, QByteArray("hello"));
    QTest::newRow("302 POST") << post() << 302 << QByteArray("POST 5") << QByteArray();
    QTest::newRow("307 POST") << post() << 307 << QByteArray() << QByteArray("GET 0");
    QTest::newRow("303 PUT") << put << 303 << QByteArray("PUT 5") << QByteArray();
    QTest::newRow("302 PUT") << put << 302 << QByteArray() << QByteArray("GET 0");
    QTest::newRow("302 GET") << get << 302 << QByteArray() << QByteArray();
    QTest::newRow("302 HEAD") << requestTo("HEAD", "https://a.test/x") << 302 << QByteArray()
                              << QByteArray("GET 0");
    QTest::newRow("303 DELETE") << requestTo("DELETE", "https://a.test/x") << 303
                                << QByteArray("DELETE 0") << QByteArray();
}

void TestStep::offers()
{
    QFETCH(Request, request);
    QFETCH(int, status);
    QFETCH(QByteArray, kept);
    QFETCH(QByteArray, get);
    const auto said = [](const std::optional<Request> &offer) {
        return offer ? offer->method + ' ' + QByteArray::number(offer->body ? offer->body->size : 0)
                     : QByteArray();
    };
    const PausedStep step = sceneOf(request, answer(status, QByteArray("/y"))).offer();
    QCOMPARE(said(step.kept), kept);
    QCOMPARE(said(step.get), get);
    QCOMPARE(step.hop, 0);
}

void TestStep::proposedIsSentAsItIs()
{
    const Scene scene = sceneOf(post(), answer(302, QByteArray("/y")));
    const Follow chosen = scene.choose(StepKind::Proposed);
    QCOMPARE(chosen.next, scene.proposed.next);
    QCOMPARE(chosen.redirect.why, scene.proposed.redirect.why);
    QCOMPARE(chosen.redirect.headers, scene.proposed.redirect.headers);
    QVERIFY(chosen.redirect.byUser);
    QVERIFY(!chosen.redirect.byUser->isChanged());
    QCOMPARE(chosen.redirect.byUser->kind, StepKind::Proposed);
    QCOMPARE(chosen.redirect.byUser->paused, 1500.0);
    QVERIFY(userStepText(chosen.redirect).isEmpty());
}

void TestStep::keptTakesTheFieldsOfTheBodyAlong()
{
    const Scene scene = sceneOf(post(), answer(302, QByteArray("/y")));
    QVERIFY(!contains(scene.proposed.next.headers, "Content-Type"));
    const Follow chosen = scene.choose(StepKind::Kept);
    QCOMPARE(chosen.next.method, QByteArray("POST"));
    QCOMPARE(chosen.next.body, scene.exchange.request.body);
    QCOMPARE(firstValue(chosen.next.headers, "Content-Type"), QByteArray("text/plain"));
    QCOMPARE(firstValue(chosen.next.headers, "Content-Length"), QByteArray("5"));
    QVERIFY(chosen.redirect.methodKept());
    QVERIFY(chosen.redirect.bodyKept);
    QCOMPARE(changeOf(chosen.redirect, "Content-Type").change, FieldChange::Kept);
    QCOMPARE(rulesAbout(chosen.redirect, About::Method), QStringList{QStringLiteral("user-kept")});
    QCOMPARE(rulesAbout(chosen.redirect, About::Body), QStringList{QStringLiteral("user-kept")});
    QCOMPARE(chosen.redirect.byUser->kind, StepKind::Kept);
    QCOMPARE(chosen.redirect.byUser->proposedMethod, QByteArray("GET"));
    QVERIFY(!chosen.redirect.byUser->proposedBody);
    QCOMPARE(chosen.redirect.byUser->sentBody, 5);
    QVERIFY(chosen.redirect.byUser->methodChanged && chosen.redirect.byUser->bodyChanged);
    QVERIFY(!chosen.redirect.byUser->fieldsChanged && !chosen.redirect.byUser->url);
}

void TestStep::keptStillLosesCredentials()
{
    const Scene scene =
        sceneOf(post({{"Authorization", "Bearer x"}}), answer(302, QByteArray("https://b.test/y")));
    const Follow chosen = scene.choose(StepKind::Kept);
    QVERIFY(!contains(chosen.next.headers, "Authorization"));
    QCOMPARE(changeOf(chosen.redirect, "Authorization").change, FieldChange::Removed);
    QCOMPARE(changeOf(chosen.redirect, "Authorization").rule,
             changeOf(scene.proposed.redirect, "Authorization").rule);
}

void TestStep::keptIsNoLoop()
{
    ClientProfile strict = *findProfile(fetch);
    strict.loop.repeats = 0;
    Scene scene = sceneOf(post(), answer(302, QByteArray("/x")));
    scene.profile = &strict;
    const Follow chosen = scene.choose(StepKind::Kept);
    QVERIFY(sameRequest(chosen.next, scene.exchange.request));
    QCOMPARE(chosen.redirect.byUser->kind, StepKind::Kept);
}

void TestStep::getFollowsTheProfilesFieldRules()
{
    const Scene scene = sceneOf(post(), answer(307, QByteArray("/y")));
    const Follow chosen = scene.choose(StepKind::Get);
    // As the same client's own change to GET.
    const Scene own = sceneOf(post(), answer(303, QByteArray("/y")));
    QCOMPARE(chosen.next, own.proposed.next);
    QCOMPARE(chosen.redirect.headers, own.proposed.redirect.headers);
    QCOMPARE(rulesAbout(chosen.redirect, About::Method), QStringList{QStringLiteral("user-get")});
    QCOMPARE(chosen.redirect.byUser->proposedBody, 5);
    QVERIFY(!chosen.redirect.byUser->sentBody);
}

void TestStep::whatIsSentOnceIsNotKept()
{
    Request once = post();
    once.body->replayable = false;
    const Scene scene = sceneOf(once, answer(303, QByteArray("/y")));
    QVERIFY(!scene.offer().kept);
    const Follow chosen = scene.choose(StepKind::Kept);
    QCOMPARE(chosen.next, scene.proposed.next);
    QCOMPARE(chosen.redirect.byUser->kind, StepKind::Proposed);
}

void TestStep::editedGoesOutAsWritten()
{
    const Scene scene = sceneOf(post(), answer(302, QByteArray("/y")));
    Request wish = scene.offer().editable;
    wish.method = "PATCH";
    wish.body = bodyOf("other text");
    wish.headers.append(Field{"X-Mine", "1"});
    const Follow chosen = scene.choose(StepKind::Edited, wish);
    QCOMPARE(chosen.next.method, QByteArray("PATCH"));
    QCOMPARE(chosen.next.body->bytes, QByteArray("other text"));
    QCOMPARE(firstValue(chosen.next.headers, "Content-Length"), QByteArray("10"));
    QCOMPARE(firstValue(chosen.next.headers, "X-Mine"), QByteArray("1"));
    QCOMPARE(firstValue(chosen.next.headers, "Host"), QByteArray("a.test"));
    QCOMPARE(chosen.next.target, QByteArray("/y"));
    const Redirect &redirect = chosen.redirect;
    QCOMPARE(redirect.methodTo, QByteArray("PATCH"));
    QVERIFY(!redirect.bodyKept);
    QCOMPARE(changeOf(redirect, "X-Mine").change, FieldChange::Added);
    QCOMPARE(changeOf(redirect, "X-Mine").rule, QStringLiteral("user-edit"));
    QCOMPARE(changeOf(redirect, "Content-Length").rule, QStringLiteral("made-anew"));
    QCOMPARE(rulesAbout(redirect, About::Method), QStringList{QStringLiteral("user-edit")});
    QCOMPARE(rulesAbout(redirect, About::Body), QStringList{QStringLiteral("user-edit")});
    QVERIFY(rulesAbout(redirect, About::Header).contains(QStringLiteral("user-edit")));
    QCOMPARE(redirect.byUser->kind, StepKind::Edited);
    QCOMPARE(redirect.byUser->sentBody, 10);
    QVERIFY(redirect.byUser->fieldsChanged);
}

void TestStep::editedKeepsTheReasonsOfWhatWasLeftAlone()
{
    const Scene scene =
        sceneOf(post({{"Authorization", "Bearer x"}}), answer(302, QByteArray("https://b.test/y")));
    Request wish = scene.offer().editable;
    wish.headers.append(Field{"X-Mine", "1"});
    const Redirect redirect = scene.choose(StepKind::Edited, wish).redirect;
    const Redirect &own = scene.proposed.redirect;
    QCOMPARE(rulesAbout(redirect, About::Method), rulesAbout(own, About::Method));
    QCOMPARE(rulesAbout(redirect, About::Body), rulesAbout(own, About::Body));
    QCOMPARE(changeOf(redirect, "Authorization"), changeOf(own, "Authorization"));
    QVERIFY(rulesAbout(redirect, About::Header).contains(changeOf(own, "Authorization").rule));

    wish.headers.append(Field{"Authorization", "Bearer y"}); // and now it is the user's doing
    const Redirect back = scene.choose(StepKind::Edited, wish).redirect;
    QCOMPARE(changeOf(back, "Authorization").rule, QStringLiteral("user-edit"));
    QVERIFY(!rulesAbout(back, About::Header).contains(changeOf(own, "Authorization").rule));
}

void TestStep::editedAddressGetsItsCookies()
{
    const Scene scene = sceneOf(requestTo("GET", "https://a.test/x"),
                                answer(302,
                                       {{"Location", "/y"},
                                        {"Set-Cookie", "all=1; Path=/"},
                                        {"Set-Cookie", "deep=2; Path=/deep"}}));
    QCOMPARE(firstValue(scene.proposed.next.headers, "Cookie"), QByteArray("all=1"));
    Request wish = scene.offer().editable;
    QVERIFY(!contains(wish.headers, "Cookie")); // the jar's: made anew
    wish.url = urlOf("https://a.test/deep/er");
    const Follow deep = scene.choose(StepKind::Edited, wish);
    QCOMPARE(firstValue(deep.next.headers, "Cookie"), QByteArray("deep=2; all=1"));
    QCOMPARE(deep.cookies.uses.size(), 2);
    QCOMPARE(changeOf(deep.redirect, "Cookie").rule, scene.profile->cookies.rule.id);
    wish.url = urlOf("https://b.test/y");
    QVERIFY(!contains(scene.choose(StepKind::Edited, wish).next.headers, "Cookie"));
}

void TestStep::editedAddressIsTheUsersOrigin()
{
    const Scene scene =
        sceneOf(requestTo("GET", "https://a.test/x"), answer(302, QByteArray("/y")));
    Request wish = scene.offer().editable;
    wish.url = urlOf("http://b.test/z");
    const Redirect redirect = scene.choose(StepKind::Edited, wish).redirect;
    QCOMPARE(*redirect.resolved, urlOf("https://a.test/y")); // what Location says is not changed
    QCOMPARE(nextUrl(redirect), urlOf("http://b.test/z"));
    QCOMPARE(redirect.origin, OriginChange::Host);
    QCOMPARE(*redirect.byUser->url, urlOf("http://b.test/z"));
}

void TestStep::typedUserinfoBecomesCredentials()
{
    const Scene scene =
        sceneOf(requestTo("GET", "https://a.test/x"), answer(302, QByteArray("/y")));
    Request wish = scene.offer().editable;
    wish.url = urlOf("https://ada:pw@a.test/y");
    const Follow chosen = scene.choose(StepKind::Edited, wish);
    QCOMPARE(firstValue(chosen.next.headers, "Authorization"), QByteArray("Basic YWRhOnB3"));
    QVERIFY(!hasUserinfo(chosen.next.url));
    QVERIFY(chosen.redirect.byUser->isChanged());
}

void TestStep::defaultsCanBeTakenAway()
{
    const Scene scene =
        sceneOf(requestTo("GET", "https://a.test/x"), answer(302, QByteArray("/y")));
    QVERIFY(contains(scene.proposed.next.headers, "User-Agent"));
    Request wish = scene.offer().editable;
    wish.withoutDefaults = {"User-Agent"};
    const Follow chosen = scene.choose(StepKind::Edited, wish);
    QVERIFY(!contains(chosen.next.headers, "User-Agent"));
    QCOMPARE(changeOf(chosen.redirect, "User-Agent").rule, QStringLiteral("user-edit"));
}

void TestStep::nothingEditedIsAsProposed()
{
    const Scene scene = sceneOf(post(), answer(302, QByteArray("/y")));
    const Follow chosen = scene.choose(StepKind::Edited, scene.offer().editable);
    QCOMPARE(chosen.redirect.byUser->kind, StepKind::Proposed);
    QCOMPARE(chosen.next, scene.proposed.next);
}

void TestStep::wishMakesTheSameRequest_data()
{
    QTest::addColumn<QString>("client");
    for (const ClientProfile &profile : clientProfiles()) {
        QTest::newRow(qPrintable(profile.id)) << profile.id;
    }
}

/// What is offered for editing is the proposal and nothing else, for every client.
void TestStep::wishMakesTheSameRequest()
{
    QFETCH(QString, client);
    const Headers cookie{{"Cookie", "mine=1"}, {"X-Mine", "1"}};
    for (const int status : {301, 302, 303}) {
        const Scene scene = sceneOf(
            requestTo("GET", "http://a.test/x", cookie),
            answer(status, {{"Location", "//ann:pw@a.test/y"}, {"Set-Cookie", "sid=2"}}), client);
        const Request wish = scene.offer().editable;
        const Request again =
            withCookies(prepareRequest(wish, *scene.profile), scene.profile->cookies,
                        scene.cookies.jar, scene.cookies.now)
                .request;
        QCOMPARE(again, scene.proposed.next);
        QVERIFY(checkRequest(wish, *scene.profile));
    }
}

void TestStep::theUserIsNotBlamedOnTheClient()
{
    const Scene dropped = sceneOf(post(), answer(302, QByteArray("/y")));
    const Trace proposed = traceOf(dropped, dropped.choose(StepKind::Proposed));
    QVERIFY(findingIds(proposed).contains(QStringLiteral("method-changed")));
    QVERIFY(headline(proposed).startsWith(QStringLiteral("POST became GET at hop 1")));

    const Trace kept = traceOf(dropped, dropped.choose(StepKind::Kept));
    QCOMPARE(findingIds(kept), QStringList{QStringLiteral("changed-by-user")});
    QCOMPARE(headline(kept),
             QStringLiteral("You kept POST with its 5 B at hop 1; the client would have sent GET "
                            "without a body"));
    const QList<DecisionLine> lines = decisionLines(kept.hops.first());
    QCOMPARE(lines.first().tone, DecisionLine::Tone::ByUser);
    QCOMPARE(lines.first().label, QStringLiteral("you"));

    const Scene kept307 = sceneOf(post(), answer(307, QByteArray("https://b.test/y")));
    const Trace get = traceOf(kept307, kept307.choose(StepKind::Get));
    QCOMPARE(findingIds(get), QStringList{QStringLiteral("changed-by-user")});
    QVERIFY(headline(get).startsWith(QStringLiteral("You changed POST to GET at hop 1")));

    Request wish = kept307.offer().editable;
    wish.url = urlOf("http://c.test/");
    wish.headers.append(Field{"Authorization", "Bearer x"});
    const Trace edited = traceOf(kept307, kept307.choose(StepKind::Edited, wish));
    QCOMPARE(findingIds(edited), QStringList{QStringLiteral("changed-by-user")});
    QVERIFY(
        headline(edited).startsWith(QStringLiteral("You edited the request: address, headers")));
}

void TestStep::comingBackByHandIsNoLoop()
{
    const Scene scene = sceneOf(post(), answer(302, QByteArray("/x")));
    const Trace kept = traceOf(scene, scene.choose(StepKind::Kept));
    QVERIFY(sameRequest(kept.hops.at(0).exchange.request, kept.hops.at(1).exchange.request));
    QVERIFY(!findingIds(kept).contains(QStringLiteral("loop")));
    Trace own = kept;
    own.hops[0].redirect->byUser.reset();
    QVERIFY(findings(own).contains(kept.findings.first()) == false);
    own.findings = findings(own);
    QVERIFY(findingIds(own).contains(QStringLiteral("loop")));
}

void TestStep::undoneDecisionIsNotToldAsDone()
{
    const Scene scene = sceneOf(post(), answer(302, QByteArray("/y")));
    Trace trace;
    trace.hops.append(scene.answered());
    trace.findings = findings(trace);
    QVERIFY(findingIds(trace).isEmpty());
    QCOMPARE(headline(trace), QStringLiteral("Hop 1 is answered, hop 2 comes next"));
}

QTEST_GUILESS_MAIN(TestStep)
#include "tst_step.moc"
