// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/comparison.h"
#include "core/compare/comparisonfile.h"
#include "core/compare/comparisontable.h"
#include "core/compare/comparisonwords.h"
#include "core/formats/redaction.h"
#include "tests/core/chain.h"
#include "tests/core/madeprofiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QXmlStreamReader>

using namespace hoplens;

class TestComparison : public QObject {
    Q_OBJECT

private slots:
    void sentences_data();
    void sentences();
    void rowsPartOnlyWhereSomethingNewHappens();
    void cookiesAreNamedWhereAllSendSome();
    void endsAreSaid();
    void clientsAlikeShareAColumn();
    void orderOfTheClientsIsKept();
    void nothingToCompare();
    void theSameOnEveryRun();
    void textFits_data();
    void textFits();
    void textOfAllAlike();
    void csvIsNoFormula();
    void csvHasAColumnForEachClient();
    void markupIsEscaped();
    void jsonSaysAll();
    void secretsOfRedactedTracesAreNowhere();
};

namespace {

ClientProfile named(const QString &id, const char *like = nullptr)
{
    ClientProfile profile = *findProfile(u"browser-fetch"_qs);
    if (like != nullptr) {
        for (const ClientProfile &made : madeProfiles(18)) {
            if (made.id == QLatin1String(like)) {
                profile = made;
            }
        }
    }
    profile.id = id;
    return profile;
}

Request requestWith(const QByteArray &method, const Headers &headers = {})
{
    return requestTo(method, "http://a.test/form", headers, QByteArray("hello"));
}

Trace recorded(const Request &request, const QList<Response> &answers)
{
    Trace trace;
    trace.started = playTime();
    const ClientProfile &fetch = *findProfile(u"browser-fetch"_qs);
    trace.client = {fetch.id, fetch.name, fetch.version};
    const Chain chain = play(request, answers, fetch);
    trace.hops = chain.hops;
    trace.outcome = Outcome{chain.outcome, static_cast<int>(chain.hops.size()), {}};
    return trace;
}

Comparison compared(const Trace &trace, const QList<ClientProfile> &profiles)
{
    return compare(trace, pointersTo(profiles));
}

QList<ClientProfile> profilesOf(const QString &text)
{
    QList<ClientProfile> profiles;
    for (const QString &word : text.split(u' ')) {
        const QByteArray like = word.section(u'=', 1).toLatin1();
        profiles.append(
            named(word.section(u'=', 0, 0), like.isEmpty() ? nullptr : like.constData()));
    }
    return profiles;
}

} // namespace

void TestComparison::sentences_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("clients");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *method, int status, const char *location, const char *clients,
                        const char *sentence) {
        QTest::addRow("%s %d %s: %s", method, status, location, clients)
            << QByteArray(method) << status << QByteArray(location) << QString::fromLatin1(clients)
            << QString::fromLatin1(sentence);
    };
    row("PUT", 302, "/a", "curl=empties-put requests=all-get aiohttp=all-get",
        "curl keeps PUT but sends it empty; requests and aiohttp turn PUT into GET.");
    row("PUT", 302, "/a", "curl fetch requests=all-get",
        "curl and fetch keep PUT with its body; requests turns PUT into GET.");
    row("POST", 302, "/a", "a b=keeps-post c d e f",
        "a, c, d, e and f turn POST into GET; b keeps POST with its body.");
    row("POST", 302, "/a", "a b=keeps-post c d e f g",
        "a, c, d and 3 others turn POST into GET; b keeps POST with its body.");
    row("POST", 308, "/a", "a b=not-308 c=not-308",
        "a goes on as POST; b and c hand the 308 over.");
    row("POST", 307, "/a", "a b=careful",
        "a goes on as POST, with Authorization; b goes on as POST, without Authorization.");
    row("POST", 307, "http://b.test/", "a b=trusting",
        "a goes on as POST, without Authorization; b goes on as POST, with Authorization.");
    row("POST", 303, "/a", "a b=keeps-type",
        "a goes on as GET, without Content-Type; b goes on as GET, with Content-Type.");
    row("POST", 307, "/caf\xE9", "a b=last-location",
        "a goes on as POST, to http://a.test/caf%E9; b goes on as POST, to "
        "http://a.test/caf%C3%A9.");
    row("POST", 307, "ftp://a.test/", "a b=limit-1", "");
    row("POST", 307, "/a", "a b c", "");
}

void TestComparison::sentences()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    QFETCH(QString, clients);
    QFETCH(QString, sentence);
    const Trace trace = recorded(
        requestWith(method, {{"Content-Type", "text/plain"}, {"Authorization", "Bearer t"}}),
        {answer(status, location), answer(200)});
    const Comparison comparison = compared(trace, profilesOf(clients));
    QVERIFY(!comparison.rows.first().parts);
    if (comparison.rows.size() > 1) {
        QCOMPARE(comparison.rows.at(1).sentence, sentence);
        QCOMPARE(comparison.rows.at(1).parts, !sentence.isEmpty());
    } else {
        QVERIFY(sentence.isEmpty());
    }
}

void TestComparison::rowsPartOnlyWhereSomethingNewHappens()
{
    const Trace trace = recorded(requestWith("POST"),
                                 {answer(307, QByteArray("/a")), answer(302, QByteArray("/b")),
                                  answer(302, QByteArray("/c")), answer(200)});
    const Comparison comparison =
        compared(trace, profilesOf(u"a b=limit-1 c=all-get d=keeps-post"_qs));
    QList<bool> parts;
    for (const ComparisonRow &row : comparison.rows) {
        parts.append(row.parts);
    }
    QCOMPARE(parts, (QList<bool>{false, false, true, false}));
    QCOMPARE(comparison.rows.at(2).sentence,
             u"a and c turn POST into GET; b stops at its limit; d keeps POST with its body."_qs);
    using Kind = ComparisonCell::Kind;
    const QList<ComparisonCell> &last = comparison.rows.at(3).cells;
    QCOMPARE(last.at(0).kind, Kind::Request);
    QCOMPARE(last.at(1).kind, Kind::Over);
    QCOMPARE(last.at(3).kind, Kind::Unknown);
    QVERIFY(!comparison.rows.at(2).cells.at(3).answerKnown);
    QCOMPARE(comparison.rows.at(2).cells.at(0).status, 302);
}

void TestComparison::cookiesAreNamedWhereAllSendSome()
{
    const Trace trace =
        recorded(requestTo("GET", "http://a.test/"),
                 {answer(302, {{"Location", "/a"}, {"Set-Cookie", "sid=1"}}), answer(200)});
    const QString none = compared(trace, profilesOf(u"a b=no-jar"_qs)).rows.at(1).sentence;
    QCOMPARE(none, u"a goes on as GET, with Cookie; b goes on as GET, without Cookie."_qs);
    const Request byHand = requestTo("GET", "http://a.test/", {{"Cookie", "mine=1"}});
    const Trace both =
        recorded(byHand, {answer(302, {{"Location", "/a"}, {"Set-Cookie", "sid=1"}}), answer(200)});
    const QString some = compared(both, profilesOf(u"a b=no-jar"_qs)).rows.at(1).sentence;
    QCOMPARE(some,
             u"a goes on as GET, with the cookie sid; b goes on as GET, without the cookie "
             "sid, with another Cookie."_qs);
}

void TestComparison::endsAreSaid()
{
    const Trace trace =
        recorded(requestWith("POST"),
                 {answer(302, QByteArray("/a")), answer(302, QByteArray("/b")), answer(404)});
    const Comparison comparison =
        compared(trace, profilesOf(u"a b=limit-1 c=keeps-post d=limit-1"_qs));
    QVERIFY(comparison.endsPart);
    QCOMPARE(comparison.endSentence,
             u"a ends with 404 at hop 3; b and d stop at their limit at hop 2; c is not known from "
             "hop 2 on."_qs);
    QCOMPARE(endText(comparison.ends.at(0)), u"404"_qs);
    QCOMPARE(endText(comparison.ends.at(1)), u"limit"_qs);
    QCOMPARE(endText(comparison.ends.at(2)), u"unknown"_qs);
    QVERIFY(comparison.ends.at(2).text.contains(u"POST"_qs));
}

void TestComparison::clientsAlikeShareAColumn()
{
    const Trace trace = recorded(requestWith("PUT"), {answer(302, QByteArray("/a")), answer(200)});
    const Comparison comparison =
        compared(trace, profilesOf(u"a b=all-get c d=empties-put e=all-get f=says-referer"_qs));
    QCOMPARE(clientsAlike(comparison), (QList<QList<int>>{{0, 2, 5}, {1, 4}, {3}}));
    const ComparisonTable table = comparisonTable(comparison);
    QCOMPARE(table.columns.size(), 3);
    QCOMPARE(table.columns.at(1).ids, (QStringList{u"b"_qs, u"e"_qs}));
    QCOMPARE(comparisonTable(comparison, Columns::Each).columns.size(), 6);
    const QStringList cells{u"PUT, 5 B → 200"_qs, u"GET, no body → ?"_qs,
                            u"PUT, empty body → ?"_qs};
    QCOMPARE(table.lines.at(1).cells, cells);
}

void TestComparison::orderOfTheClientsIsKept()
{
    const Trace trace = recorded(requestWith("PUT"), {answer(302, QByteArray("/a")), answer(200)});
    const Comparison comparison = compared(trace, profilesOf(u"z=all-get m a=all-get"_qs));
    QCOMPARE(comparison.rows.at(1).sentence,
             u"z and a turn PUT into GET; m keeps PUT with its body."_qs);
}

void TestComparison::nothingToCompare()
{
    QVERIFY(compare(QList<ComparedClient>()).rows.isEmpty());
    const Comparison ofNothing = compared({}, profilesOf(u"a b"_qs));
    QVERIFY(ofNothing.rows.isEmpty() && !ofNothing.endsPart);
    for (const auto write : {comparisonMarkdown, comparisonCsv, comparisonHtml, comparisonJson}) {
        QVERIFY(!write(ofNothing).isEmpty());
        QVERIFY(!write({}).isEmpty());
    }
    QVERIFY(!comparisonText(ofNothing).isEmpty() && !comparisonText({}).isEmpty());
    // Nobody sends it.
    const Trace trace = recorded(requestTo("HEAD", "http://a.test/"), {answer(200)});
    const Comparison refused = compared(trace, profilesOf(u"a=no-head b"_qs));
    QCOMPARE(refused.rows.first().sentence, u"a does not send it; b begins with HEAD."_qs);
    QCOMPARE(refused.endSentence, u"a does not send it; b ends with 200 at hop 1."_qs);
}

void TestComparison::theSameOnEveryRun()
{
    const Trace trace =
        recorded(requestWith("POST"),
                 {answer(307, QByteArray("/a")), answer(302, QByteArray("/b")), answer(200)});
    const QList<ClientProfile> profiles = madeProfiles(40);
    QCOMPARE(profiles.size(), 40);
    const QByteArray once = comparisonJson(compared(trace, profiles));
    QCOMPARE(comparisonJson(compared(trace, profiles)), once);
}

void TestComparison::textFits_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<int>("width");
    for (const int clients : {1, 2, 3, 7, 40}) {
        for (const int width : {20, 60, 80, 120}) {
            QTest::addRow("%d clients in %d", clients, width) << clients << width;
        }
    }
}

void TestComparison::textFits()
{
    QFETCH(int, clients);
    QFETCH(int, width);
    const Trace trace = recorded(
        requestWith("PUT", {{"Authorization", "Bearer t"}, {"Content-Type", "text/plain"}}),
        {answer(308, QByteArray("/") + QByteArray(100, 'a')),
         answer(302, QByteArray("http://b.test/")), answer(302, QByteArray("/c")), answer(200)});
    const Comparison comparison = compared(trace, madeProfiles(clients));
    const QString text = QString::fromUtf8(comparisonText(comparison, width));
    for (const QString &line : text.split(u'\n')) {
        QVERIFY2(line.size() <= width, qPrintable(line));
        QVERIFY2(!line.endsWith(u' '), qPrintable(line));
    }
    // No client is forgotten, and no sentence.
    const QString words = text.simplified();
    for (const ComparedClient &client : comparison.clients) {
        const QString &id = client.story.trace.client.id;
        QVERIFY2(width < 60 || words.contains(id), qPrintable(id));
    }
    for (const ComparisonRow &row : comparison.rows) {
        QVERIFY(width < 60 || words.contains(row.sentence));
    }
}

void TestComparison::textOfAllAlike()
{
    const Trace trace =
        recorded(requestTo("GET", "http://a.test/"), {answer(302, QByteArray("/a")), answer(200)});
    const QByteArray text = comparisonText(compared(trace, profilesOf(u"a b"_qs)));
    QVERIFY2(text.contains("All do the same."), text.constData());
}

void TestComparison::csvIsNoFormula()
{
    const Trace trace = recorded(requestTo("=1+1", "http://a.test/"), {answer(200)});
    const QByteArray csv = comparisonCsv(compared(trace, {named(u"@SUM(A1)"_qs), named(u"-x"_qs)}));
    QVERIFY2(csv.contains("\"'@SUM(A1)\",\"'-x\"\r\n"), csv.constData());
    QVERIFY2(csv.contains("\"'=1+1 → 200\""), csv.constData());
    for (const QByteArray &line : csv.split('\n')) {
        for (const char c : {'=', '+', '-', '@'}) {
            QVERIFY(!line.contains(QByteArray("\"") + c) && !line.startsWith(c));
        }
    }
}

void TestComparison::csvHasAColumnForEachClient()
{
    const Trace trace =
        recorded(requestWith("PUT"), {answer(302, QByteArray("/a\"b,c")), answer(200)});
    const QByteArray csv = comparisonCsv(compared(trace, profilesOf(u"a b c=all-get"_qs)));
    const QList<QByteArray> lines = csv.split('\n');
    QCOMPARE(lines.first(), QByteArray("\"Hop\",\"They part\",\"Address\",\"a\",\"b\",\"c\"\r"));
    QCOMPARE(lines.at(1), QByteArray("\"\",\"\",\"\",\"predicted\",\"predicted\",\"predicted\"\r"));
    QVERIFY2(lines.at(3).endsWith("\"http://a.test/a%22b,c\",\"PUT, 5 B → 200\",\"PUT, 5 B → 200\","
                                  "\"GET, no body → ?\"\r"),
             lines.at(3).constData());
    QCOMPARE(lines.size(), 6); // heads, ways, two hops, the end, and after the last line break
}

void TestComparison::markupIsEscaped()
{
    const QByteArray method = "<b>|`x`*_[a](b)";
    const Trace trace = recorded(requestTo(method, "http://a.test/"), {answer(200)});
    const Comparison comparison = compared(trace, {named(u"<i>&\"'|id"_qs), named(u"b"_qs)});
    const QByteArray html = comparisonHtml(comparison);
    QVERIFY(!html.contains("<b>") && !html.contains("<i>"));
    QVERIFY(html.contains("&lt;b&gt;|`x`*_[a](b)"));
    QVERIFY(!html.contains("src=") && !html.contains("href=") && !html.contains("<script"));
    const QByteArray markdown = comparisonMarkdown(comparison);
    QVERIFY2(markdown.contains("\\<b\\>\\|\\`x\\`\\*\\_\\[a\\]\\(b\\)"), markdown.constData());
    for (const QByteArray &line : markdown.split('\n')) {
        if (line.startsWith("| ")) {
            QByteArray bars = line;
            QCOMPARE(bars.replace("\\|", "").count('|'), 4); // one column: both do the same
        }
    }
}

void TestComparison::jsonSaysAll()
{
    const Trace trace = recorded(requestWith("PUT", {{"Cookie", "a=1; b=2"}, {"X-Mine", "1"}}),
                                 {answer(302, QByteArray("/a")), answer(200)});
    const QJsonObject json =
        QJsonDocument::fromJson(
            comparisonJson(compared(trace, profilesOf(u"a b=all-get c=says-referer"_qs))))
            .object();
    QCOMPARE(json[u"format"].toString(), u"hoplens-comparison"_qs);
    QCOMPARE(json[u"version"].toInt(), 1);
    QCOMPARE(json[u"redacted"].toBool(), false);
    const QJsonValue first = json[u"clients"].toArray().at(0);
    QCOMPARE(first[u"way"].toString(), u"predicted"_qs);
    const QJsonValue hop = first[u"hops"][0];
    QCOMPARE(hop[u"method"].toString(), u"PUT"_qs);
    QCOMPARE(hop[u"target"].toString(), u"/form"_qs);
    QCOMPARE(hop[u"body"][u"fate"].toString(), u"whole"_qs);
    QCOMPARE(hop[u"body"][u"size"].toInt(), 5);
    QCOMPARE(hop[u"body"][u"sha256"].toString().size(), 64);
    QCOMPARE(hop[u"credentials"].toArray(), QJsonArray{u"Cookie"_qs});
    QCOMPARE(hop[u"cookies"].toArray(), (QJsonArray{u"a"_qs, u"b"_qs}));
    QCOMPARE(hop[u"fields"].toArray(), QJsonArray{u"X-Mine"_qs});
    QCOMPARE(hop[u"status"].toInt(), 302);
    QCOMPARE(hop[u"follows"].toBool(), true);
    QVERIFY(!hop[u"why"].toArray().isEmpty());
    const QJsonArray reasons = hop[u"why"].toArray();
    for (const QJsonValue reason : reasons) {
        QVERIFY(!reason[u"rule"].toString().isEmpty() && !reason[u"source"].toString().isEmpty());
    }
    QCOMPARE(first[u"end"][u"outcome"].toString(), u"final"_qs);
    QVERIFY(first[u"differs"].isNull());
    const QJsonValue second = json[u"clients"].toArray().at(1);
    QCOMPARE(second[u"end"][u"kind"].toString(), u"unknown"_qs);
    QCOMPARE(second[u"end"][u"hop"].toInt(), 2);
    QVERIFY(second[u"end"][u"outcome"].isNull());
    QVERIFY(second[u"differs"][u"method"].toBool());
    QVERIFY(second[u"hops"][1][u"status"].isNull() && !second[u"hops"][1][u"answerKnown"].toBool());
    QCOMPARE(json[u"clients"].toArray().at(2)[u"habits"].toArray(), QJsonArray{u"Referer"_qs});
    const QJsonArray groups{QJsonArray{u"a"_qs, u"c"_qs}, QJsonArray{u"b"_qs}};
    QCOMPARE(json[u"rows"][1][u"groups"].toArray(), groups);
    QVERIFY(json[u"rows"][1][u"parts"].toBool() && !json[u"rows"][0][u"parts"].toBool());
    QVERIFY(json[u"rows"][1][u"sentence"].toString().startsWith(u"a and c keep PUT"_qs));
    QCOMPARE(json[u"end"][u"groups"].toArray(), groups);
}

void TestComparison::secretsOfRedactedTracesAreNowhere()
{
    const Trace trace = recorded(requestTo("GET", "http://a.test/?token=s3cretValue",
                                           {{"Authorization", "Bearer s3cretValue"}}),
                                 {answer(302, QByteArray("/x/s3cretValue")), answer(200)});
    QList<ComparedClient> clients =
        predictAll(trace, pointersTo(profilesOf(u"a b=careful c=last-location"_qs)));
    QVERIFY(comparisonText(compare(clients)).contains("s3cretValue"));
    for (ComparedClient &client : clients) {
        client.story.trace = redactedTrace(client.story.trace);
    }
    const Comparison comparison = compare(clients);
    for (const auto write : {comparisonMarkdown, comparisonCsv, comparisonHtml, comparisonJson}) {
        QVERIFY(!write(comparison).contains("s3cretValue"));
    }
    QVERIFY(!comparisonText(comparison).contains("s3cretValue"));
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
