// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/explain.h"
#include "core/trace/findings.h"
#include "tests/core/chain.h"

#include <QTest>

using namespace hoplens;

class TestFindings : public QObject {
    Q_OBJECT

private slots:
    void table_data();
    void table();
    void rejectedCertificateIsOneShortHeadline();
    void everyFindingIsASentenceWithASource_data();
    void everyFindingIsASentenceWithASource();
    void loopIsFoundWhileItRuns();
    void thousandHopsStayCheap();
};

namespace {

const char *const fetch = "browser-fetch";
const char *const rfc = "rfc9110";

/// The trace that a chain makes, with its findings.
Trace traceOf(const Request &first, const QList<Response> &answers, const char *client)
{
    const ClientProfile &profile = *findProfile(QString::fromLatin1(client));
    Chain chain = play(first, answers, profile);
    Trace trace;
    trace.client = {profile.id, profile.name, profile.version};
    trace.hops = chain.hops;
    if (!chain.ranOut) {
        trace.outcome = {chain.outcome, static_cast<int>(chain.hops.size()),
                         outcomeSentence(chain.outcome, chain.hops)};
    }
    trace.findings = findings(trace);
    return trace;
}

QStringList told(const Trace &trace)
{
    QStringList list;
    for (const Finding &finding : trace.findings) {
        list.append(QStringLiteral("%1@%2 %3")
                        .arg(finding.id)
                        .arg(finding.hop)
                        .arg(levelName(finding.level)));
    }
    return list;
}

} // namespace

void TestFindings::table_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("headlineWanted");
    const auto row = [](const char *tag, const Trace &trace, const QList<QByteArray> &wanted,
                        const char *headlineWanted) {
        QStringList list;
        for (const QByteArray &finding : wanted) {
            list.append(QString::fromLatin1(finding));
        }
        QTest::newRow(tag) << trace << list << QString::fromUtf8(headlineWanted);
    };
    const Headers token{{"Authorization", "Bearer t"}};
    row("302 POST",
        traceOf(requestTo("POST", "http://a.test/", {}, "hello"), {answer(302, "/2"), answer(200)},
                fetch),
        {"method-changed@1 problem", "body-dropped@1 problem"},
        "POST became GET at hop 1, and the body was dropped");
    row("301 POST without a body",
        traceOf(requestTo("POST", "http://a.test/"), {answer(301, "/2"), answer(200)}, fetch),
        {"method-changed@1 problem", "permanent-post@1 note"}, "POST became GET at hop 1");
    row("307 PUT",
        traceOf(requestTo("PUT", "http://a.test/", {}, "hello"), {answer(307, "/2"), answer(200)},
                fetch),
        {}, "Kept: still PUT with its 5 B after 1 redirect");
    row("307 to another origin",
        traceOf(requestTo("PUT", "http://a.test/", token, "hello"),
                {answer(307, "http://b.test/"), answer(200)}, fetch),
        {"body-to-other-origin@1 warning", "credentials-removed@1 warning"},
        "Kept: still PUT with its 5 B after 1 redirect; the body went to another origin");
    row("a secret that no rule removes",
        traceOf(requestTo("GET", "http://a.test/", {{"X-Api-Key", "k"}}),
                {answer(302, "http://b.test/"), answer(200)}, rfc),
        {"credentials-to-other-origin@1 problem"},
        "Kept: still GET after 1 redirect; credentials went to another origin");
    row("https to http",
        traceOf(requestTo("GET", "https://a.test/"), {answer(302, "http://a.test/"), answer(200)},
                rfc),
        {"https-to-http@1 problem"},
        "Kept: still GET after 1 redirect; it went from https to http");
    row("loop that the client ends",
        traceOf(requestTo("GET", "http://a.test/1"),
                {answer(302, "/2"), answer(302, "/1"), answer(302, "/2")}, rfc),
        {"loop@2 problem"}, "Loop: hop 2 leads back to hop 1, the very same request");
    row("endless chain",
        traceOf(
            requestTo("GET", "http://a.test/"),
            [] {
                QList<Response> answers;
                for (int i = 0; i < 25; ++i) {
                    answers.append(answer(302, "/" + QByteArray::number(i)));
                }
                return answers;
            }(),
            fetch),
        {"limit@21 problem"}, "The client gives up after 20 redirects");
    row("refused scheme",
        traceOf(requestTo("GET", "http://a.test/"), {answer(302, "javascript:alert(1)")}, fetch),
        {"location-refused@1 problem"}, "Stopped at hop 1: the Location is not followed");
    row("cookie on the way",
        traceOf(requestTo("GET", "http://a.test/"),
                {answer(302, Headers{{"Location", "/2"}, {"Set-Cookie", "a=1"}}), answer(200)},
                rfc),
        {"cookie-not-stored@1 note"}, "Kept: still GET after 1 redirect");
    row("no redirect", traceOf(requestTo("GET", "http://a.test/"), {answer(200)}, fetch), {},
        "No redirect: GET was answered at once");
    row("301 without Location", traceOf(requestTo("GET", "http://a.test/"), {answer(301)}, fetch),
        {}, "Not followed: the answer has no Location");
    row("300 with Location",
        traceOf(requestTo("GET", "http://a.test/"), {answer(300, "/2")}, fetch), {},
        "Not followed: this client hands the 300 over");
}

void TestFindings::table()
{
    QFETCH(Trace, trace);
    QFETCH(QStringList, wanted);
    QFETCH(QString, headlineWanted);
    QCOMPARE(told(trace), wanted);
    QCOMPARE(headline(trace), headlineWanted);
    for (const Badge &badge : badges(trace)) {
        QVERIFY(!badge.text.isEmpty());
    }
}

void TestFindings::rejectedCertificateIsOneShortHeadline()
{
    Trace trace = traceOf(requestTo("GET", "https://a.test/"), {answer(200)}, fetch);
    Exchange &exchange = trace.hops.last().exchange;
    exchange.response.reset();
    exchange.failure = Failure{FailureKind::Tls, FailureCode::CertificateRejected,
                               QStringLiteral("It is self-signed; it has expired")};
    trace.outcome = Outcome{OutcomeKind::Tls, 1, failureSentence(exchange)};
    QCOMPARE(headline(trace),
             QStringLiteral("No answer at hop 1: the certificate of a.test is not trusted"));
}

void TestFindings::everyFindingIsASentenceWithASource_data()
{
    table_data();
}

void TestFindings::everyFindingIsASentenceWithASource()
{
    QFETCH(Trace, trace);
    for (const Finding &finding : trace.findings) {
        QVERIFY2(finding.text.endsWith(u'.'), qPrintable(finding.text));
        QVERIFY2(!finding.source.isEmpty(), qPrintable(finding.id));
        QVERIFY(finding.hop >= 1 && finding.hop <= trace.hops.size());
    }
}

void TestFindings::loopIsFoundWhileItRuns()
{
    // Fetch goes on; the finding is there with the second time the request is sent, and only once.
    const Trace running =
        traceOf(requestTo("GET", "http://a.test/1"), {answer(302, "/2"), answer(302, "/1")}, fetch);
    QVERIFY(!running.outcome);
    QCOMPARE(told(running), QStringList{QStringLiteral("loop@2 problem")});
    const QList<Response> around(30, answer(302, "/1"));
    QCOMPARE(told(traceOf(requestTo("GET", "http://a.test/1"), around, fetch)),
             (QStringList{QStringLiteral("loop@1 problem"), QStringLiteral("limit@21 problem")}));
    // A repeated address with another request is no loop: POST first, GET then.
    QVERIFY(!told(traceOf(requestTo("POST", "http://a.test/1"), {answer(303, "/1"), answer(200)},
                          fetch))
                 .join(u' ')
                 .contains(QStringLiteral("loop")));
}

void TestFindings::thousandHopsStayCheap()
{
    // One pass, whatever the length: the findings of a long chain equal those of its parts.
    Trace trace;
    for (int i = 0; i < 1000; ++i) {
        Hop hop;
        hop.exchange.request = requestTo("GET", "http://a.test/" + QByteArray::number(i));
        trace.hops.append(hop);
    }
    QVERIFY(findings(trace).isEmpty());
    trace.hops.append(trace.hops.at(500));
    QCOMPARE(told([&] {
                 trace.findings = findings(trace);
                 return trace;
             }()),
             QStringList{QStringLiteral("loop@1000 problem")});
}

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
