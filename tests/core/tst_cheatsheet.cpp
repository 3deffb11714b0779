// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/cheatsheet.h"
#include "core/compare/cheatsheetfile.h"
#include "core/lab/labserver.h"
#include "core/tracer.h"
#include "tests/core/chain.h"
#include "tests/core/madeprofiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace hoplens;

class TestCheatSheet : public QObject {
    Q_OBJECT

private slots:
    void isWhatTheRulesDo();
    void isWhatHappensInTheLab_data();
    void isWhatHappensInTheLab();
    void words_data();
    void words();
    void fields_data();
    void fields();
    void everyNextRequestHasItsReason();
    void pairsOfAllClients();
    void questions_data();
    void questions();
    void textFits();
    void jsonSaysAll();
};

namespace {

ClientProfile made(const QString &id)
{
    for (const ClientProfile &profile : madeProfiles(18)) {
        if (profile.id == id) {
            return profile;
        }
    }
    qFatal("There is no such client");
}

} // namespace

/// The same redirect played as a chain is the judge, for every status, method and client.
void TestCheatSheet::isWhatTheRulesDo()
{
    for (const ClientProfile &profile : madeProfiles(18)) {
        const CheatSheet sheet = cheatSheet(profile);
        QCOMPARE(sheet.rows.size(), static_cast<qsizetype>(2 * cheatMethods.size()));
        for (const CheatSheet::Row &row : sheet.rows) {
            QCOMPARE(row.results.size(), static_cast<qsizetype>(cheatStatuses.size()));
            for (qsizetype i = 0; i < row.results.size(); ++i) {
                const CheatResult &result = row.results.at(i);
                if (profile.refusedMethods.contains(row.method)) {
                    QCOMPARE(result.kind, CheatResult::Kind::NotSent);
                    continue;
                }
                const int status = cheatStatuses.at(static_cast<std::size_t>(i));
                const Chain chain =
                    play(requestTo(row.method, "http://x.test/", {},
                                   row.hasBody ? std::optional<QByteArray>("body") : std::nullopt),
                         {answer(status, QByteArray("/y")), answer(200)}, profile);
                QCOMPARE(result.kind == CheatResult::Kind::Follows, chain.hops.size() == 2);
                if (chain.hops.size() < 2) {
                    QCOMPARE(result.kind == CheatResult::Kind::Fails,
                             chain.outcome != OutcomeKind::Final);
                    continue;
                }
                const Request &next = chain.lastRequest();
                QCOMPARE(result.method, next.method);
                QCOMPARE(result.body == CheatResult::Body::Kept, next.body && next.body->size > 0);
                QCOMPARE(result.redirect->why.size(), chain.hops.first().redirect->why.size());
            }
        }
    }
}

void TestCheatSheet::isWhatHappensInTheLab_data()
{
    QTest::addColumn<QString>("client");
    for (const char *id :
         {"browser-fetch", "rfc9110", "empties-put", "all-get", "trusting", "no-loops"}) {
        QTest::newRow(id) << QString::fromLatin1(id);
    }
}

/// Every cell that the lab can show is really run there.
void TestCheatSheet::isWhatHappensInTheLab()
{
    QFETCH(QString, client);
    const ClientProfile profile = made(client);
    LabServer lab;
    QVERIFY(lab.start());
    int run = 0;
    for (const int status : cheatStatuses) {
        for (const char *method : {"GET", "POST", "PUT", "DELETE"}) {
            for (const CheatRelation relation : cheatRelations) {
                const CheatCase asked{
                    status, method, *method == 'P', relation, {{"Authorization", "Basic YTpi"}}};
                const std::optional<QByteArray> path = labPath(asked);
                if (!path) {
                    continue;
                }
                ++run;
                Tracer tracer;
                QSignalSpy finished(&tracer, &Tracer::finished);
                tracer.start(
                    requestTo(method, lab.baseUrl() + *path, asked.fields,
                              asked.hasBody ? std::optional<QByteArray>("x=1") : std::nullopt),
                    profile, {});
                QVERIFY(!finished.isEmpty() || finished.wait(20'000));
                const CheatResult result = cheat(asked, profile);
                const QList<Hop> &hops = tracer.trace().hops;
                const qsizetype whole = relation == CheatRelation::Back ? 3 : 2;
                QCOMPARE(result.kind == CheatResult::Kind::Follows, hops.size() == whole);
                if (hops.size() == whole) {
                    const Request &last = hops.last().exchange.request;
                    QCOMPARE(result.method, last.method);
                    QCOMPARE(result.body == CheatResult::Body::Kept,
                             last.body && last.body->size > 0);
                    QCOMPARE(fieldFate("Authorization", result, asked).kind
                                 == FieldFate::Kind::Kept,
                             contains(last.headers, "Authorization"));
                }
            }
        }
    }
    QCOMPARE(run, 9 * 4 * 4);
}

void TestCheatSheet::words_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *client, int status, const char *method, bool hasBody,
                        const char *word) {
        QTest::addRow("%s %d %s %d", client, status, method, hasBody ? 1 : 0)
            << QString::fromLatin1(client) << status << QByteArray(method) << hasBody
            << QString::fromLatin1(word);
    };
    row("browser-fetch", 302, "POST", true, "GET");
    row("browser-fetch", 302, "PUT", true, "same");
    row("browser-fetch", 303, "HEAD", false, "same");
    row("browser-fetch", 303, "DELETE", false, "GET");
    row("browser-fetch", 300, "GET", false, "-");
    row("browser-fetch", 304, "GET", false, "-");
    row("keeps-post", 301, "POST", true, "same");
    row("empties-put", 301, "PUT", true, "empty");
    row("empties-put", 301, "PUT", false, "same");
    row("all-get", 302, "OPTIONS", false, "GET");
    row("not-308", 308, "GET", false, "-");
    row("no-loops", 302, "GET", false, "same");
    row("no-head", 302, "HEAD", false, "never");
}

void TestCheatSheet::words()
{
    QFETCH(QString, client);
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(bool, hasBody);
    CheatCase asked;
    asked.status = status;
    asked.method = method;
    asked.hasBody = hasBody;
    QTEST(cheatWord(cheat(asked, made(client)), method), "word");
}

void TestCheatSheet::fields_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("fates");
    const auto row = [](const char *client, const char *name, const char *fates) {
        QTest::addRow("%s %s", client, name)
            << QString::fromLatin1(client) << QByteArray(name) << QString::fromLatin1(fates);
    };
    // same caps port host sub base https http back
    row("browser-fetch", "Authorization", "kept kept gone gone gone gone gone gone gone");
    row("trusting", "Authorization", "kept kept kept kept kept kept kept kept kept");
    row("careful", "Authorization", "gone gone gone gone gone gone gone gone gone");
    row("browser-fetch", "Cookie", "kept kept kept gone gone gone kept kept kept"); // comes back
    row("browser-fetch", "Host", "kept kept other other other other kept kept kept");
    row("rfc9110", "Referer", "kept kept kept kept kept kept kept gone kept");
    row("browser-fetch", "Origin", "kept kept kept kept kept kept kept kept other");
    row("limit-1", "Accept", "kept kept kept kept kept kept kept kept -");
}

void TestCheatSheet::fields()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, name);
    const FieldSheet sheet = fieldSheet(made(client));
    QStringList words;
    for (const FieldSheet::Row &row : sheet.byRelation) {
        for (const FieldFate &fate : row.fates) {
            if (row.name == name) {
                words.append(fateWord(fate));
            }
        }
    }
    QTEST(words.join(u' '), "fates");
    QCOMPARE(words.size(), static_cast<qsizetype>(cheatRelations.size()));
}

void TestCheatSheet::everyNextRequestHasItsReason()
{
    const FieldSheet sheet = fieldSheet(made(u"says-referer"_qs));
    QCOMPARE(sheet.added.at(0), QList<QByteArray>{"Referer"});
    QCOMPARE(fieldSheet(made(u"browser-fetch"_qs)).added.at(0), QList<QByteArray>());
    QCOMPARE(sheet.bodyCases.size(), 5);
    for (const FieldSheet::Row &row : sheet.ofBody) {
        QCOMPARE(fateWord(row.fates.at(0)), u"gone"_qs);
        QCOMPARE(fateWord(row.fates.at(3)), u"kept"_qs);
        QCOMPARE(row.fates.at(0).why.source, u"Fetch §4.5"_qs);
    }
    // Of a status that is not followed, nothing is said.
    QCOMPARE(fieldSheet(made(u"not-308"_qs)).bodyCases.size(), 4);
}

void TestCheatSheet::pairsOfAllClients()
{
    const QList<ClientProfile> profiles = madeProfiles(18);
    CheatCase asked;
    asked.method = "PUT";
    asked.hasBody = true;
    const QList<PairRow> rows = pairTable(asked, pointersTo(profiles));
    QCOMPARE(rows.size(), profiles.size());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows.at(i).profile, &profiles.at(i));
        QVERIFY(rows.at(i).result.isLike(cheat(asked, profiles.at(i))));
    }
}

void TestCheatSheet::questions_data()
{
    using About = CheatQuestion::About;
    QTest::addColumn<int>("about");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("relation");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("clients"); // those that do
    const auto row = [](const char *name, About about, int status, const char *method,
                        CheatRelation relation, const char *field, const char *clients) {
        QTest::newRow(name) << static_cast<int>(about) << status << QByteArray(method)
                            << static_cast<int>(relation) << QByteArray(field)
                            << QString::fromLatin1(clients);
    };
    row("who re-sends the body of a POST to another host on 307", About::BodySent, 307, "POST",
        CheatRelation::Host, "", "browser-fetch rfc9110 keeps-post all-get not-308 trusting");
    row("who keeps POST on 302", About::MethodKept, 302, "POST", CheatRelation::SameOrigin, "",
        "keeps-post");
    row("who keeps Authorization across ports", About::FieldKept, 307, "GET", CheatRelation::Port,
        "Authorization", "trusting");
    row("who follows 308", About::Followed, 308, "GET", CheatRelation::SameOrigin, "",
        "browser-fetch rfc9110 keeps-post all-get trusting");
    row("who sends a Cookie by hand back to the first host", About::FieldKept, 302, "GET",
        CheatRelation::Back, "Cookie", "browser-fetch keeps-post all-get not-308 trusting");
    row("who follows 304", About::Followed, 304, "GET", CheatRelation::SameOrigin, "", "");
}

void TestCheatSheet::questions()
{
    QFETCH(int, about);
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(int, relation);
    QFETCH(QByteArray, field);
    CheatQuestion question;
    question.about = static_cast<CheatQuestion::About>(about);
    question.asked.status = status;
    question.asked.method = method;
    question.asked.hasBody = method == "POST";
    question.asked.relation = static_cast<CheatRelation>(relation);
    question.field = field;
    QList<ClientProfile> profiles;
    for (const char *id :
         {"browser-fetch", "rfc9110", "keeps-post", "all-get", "not-308", "trusting"}) {
        profiles.append(made(QString::fromLatin1(id)));
    }
    QStringList who;
    for (const CheatAnswer &answer : answersTo(question, pointersTo(profiles))) {
        if (answer.yes) {
            who.append(answer.profile->id);
            QVERIFY(!answer.result.redirect->why.isEmpty());
        }
    }
    QTEST(who.join(u' '), "clients");
}

void TestCheatSheet::textFits()
{
    for (const ClientProfile &profile : madeProfiles(40)) {
        const QStringList lines = QString::fromUtf8(cheatSheetText(profile)).split(u'\n');
        for (const QString &line : lines) {
            QVERIFY2(line.size() <= 80, qPrintable(line));
            QVERIFY2(!line.endsWith(u' '), qPrintable(line));
        }
    }
}

void TestCheatSheet::jsonSaysAll()
{
    const QJsonObject json =
        QJsonDocument::fromJson(cheatSheetJson(made(u"browser-fetch"_qs))).object();
    QCOMPARE(json[u"id"].toString(), u"browser-fetch"_qs);
    QCOMPARE(json[u"methods"].toArray().size(), 14);
    const QJsonValue post = json[u"methods"][9];
    QCOMPARE(post[u"method"].toString(), u"POST"_qs);
    QVERIFY(post[u"hasBody"].toBool());
    const QJsonValue found = post[u"results"][2];
    QCOMPARE(found[u"status"].toInt(), 302);
    QCOMPARE(found[u"kind"].toString(), u"follows"_qs);
    QCOMPARE(found[u"method"].toString(), u"GET"_qs);
    QCOMPARE(found[u"body"].toString(), u"dropped"_qs);
    QCOMPARE(found[u"why"][1][u"rule"].toString(), u"post-becomes-get"_qs);
    QVERIFY(post[u"results"][0][u"method"].isNull());
    const QJsonValue authorization = json[u"fields"][0];
    QCOMPARE(authorization[u"name"].toString(), u"Authorization"_qs);
    QCOMPARE(authorization[u"byRelation"][u"port"][u"kind"].toString(), u"removed"_qs);
    QCOMPARE(authorization[u"byRelation"][u"port"][u"rule"].toString(),
             u"authorization-cross-origin"_qs);
    QCOMPARE(json[u"bodyFields"][0][u"byStatus"][u"302"][u"kind"].toString(), u"removed"_qs);
    QVERIFY(json[u"added"][u"port"].toArray().isEmpty());
}

QTEST_GUILESS_MAIN(TestCheatSheet)
#include "tst_cheatsheet.moc"
