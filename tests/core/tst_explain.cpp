// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/explain.h"
#include "tests/core/chain.h"

#include <QLocale>
#include <QTest>

using namespace hoplens;

class TestExplain : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void decisionLines();
    void stoppedLine();
    void whatIf_data();
    void whatIf();
    void everyFailureHasASentence();
    void namesTheSilentProxy();
    void everyOddityHasASentence();
    void sizes_data();
    void sizes();
    void durations_data();
    void durations();
};

namespace {

const ClientProfile &fetch()
{
    return *findProfile(QStringLiteral("browser-fetch"));
}

Trace traceOf(const Request &first, const QList<Response> &answers)
{
    Trace trace;
    trace.hops = play(first, answers, fetch()).hops;
    return trace;
}

} // namespace

void TestExplain::decisionLines()
{
    const Request request =
        requestTo("POST", "http://a.test/",
                  {{"Content-Type", "a/b"}, {"Authorization", "t"}, {"X", "1"}}, "hello");
    const Trace trace = traceOf(request, {answer(302, "http://b.test/")});
    QStringList lines;
    for (const DecisionLine &line : hoplens::decisionLines(trace.hops.first())) {
        lines.append(line.label + u'|' + line.text);
        QVERIFY(line.about == About::Location || !line.source.isEmpty());
    }
    QCOMPARE(lines,
             (QStringList{QStringLiteral("method|POST → GET"), QStringLiteral("body|5 B dropped"),
                          QStringLiteral("header|Content-Type removed"),
                          QStringLiteral("header|Authorization removed"),
                          QStringLiteral("origin|another host: http://b.test")}));
    QVERIFY(hoplens::decisionLines(traceOf(request, {answer(200)}).hops.first()).isEmpty());
}

void TestExplain::stoppedLine()
{
    const auto lines = hoplens::decisionLines(
        traceOf(requestTo("GET", "http://a.test/"), {answer(302, "ftp://a.test/")}).hops.first());
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines.first().tone, DecisionLine::Tone::Stopped);
    QVERIFY(!lines.first().reason.isEmpty());
}

void TestExplain::whatIf_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentences");
    QTest::newRow("POST 302") << QByteArray("POST") << 302
                              << QStringLiteral(
                                     "With 307 or 308 it would have arrived as POST with its 5 B.");
    QTest::newRow("POST 307")
        << QByteArray("POST") << 307
        << QStringLiteral("With 301 or 302 or 303 it would have arrived as GET without a body.");
    QTest::newRow("PUT 302") << QByteArray(
        "PUT") << 302 << QStringLiteral("With 303 it would have arrived as GET without a body.");
    QTest::newRow("GET 302: nothing would differ") << QByteArray("GET") << 302 << QString();
    QTest::newRow("300: every other status is followed")
        << QByteArray("POST") << 300
        << QStringLiteral("With 301 or 302 or 303 it would have arrived as GET without a body.|"
                          "With 307 or 308 it would have arrived as POST with its 5 B.");
}

void TestExplain::whatIf()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QString, sentences);
    const bool body = method != "GET";
    const Trace trace = traceOf(requestTo(method, "http://a.test/", {},
                                          body ? std::optional<QByteArray>("hello") : std::nullopt),
                                {answer(status, "/2"), answer(200)});
    QCOMPARE(hoplens::whatIf(trace, 0, fetch()).join(u'|'), sentences);
    QVERIFY(hoplens::whatIf(trace, 7, fetch()).isEmpty());
}

void TestExplain::everyFailureHasASentence()
{
    const Request request = requestTo("GET", "http://a.test:81/");
    QStringList seen;
    for (int code = 0; code <= static_cast<int>(FailureCode::Other); ++code) {
        const QString sentence =
            failureSentence({FailureKind::Network, static_cast<FailureCode>(code), {}}, request);
        QVERIFY2(sentence.endsWith(u'.') || sentence.endsWith(u'?'), qPrintable(sentence));
        QVERIFY(!seen.contains(sentence));
        seen.append(sentence);
    }
}

void TestExplain::namesTheSilentProxy()
{
    Exchange exchange;
    exchange.request = requestTo("GET", "https://a.test/");
    exchange.failure = Failure{FailureKind::Timeout, FailureCode::ConnectDeadline, {}};
    QVERIFY(failureSentence(exchange).startsWith(u"a.test did not answer"_qs));
    exchange.connection.proxy = QStringLiteral("socks5://p.test:1080");
    QVERIFY(failureSentence(exchange).contains(u"through the proxy socks5://p.test:1080 "_qs));
    exchange.connection.tunnel = std::make_shared<const Tunnel>();
    QVERIFY(failureSentence(exchange).startsWith(u"The proxy socks5://p.test:1080 did not "_qs));
    exchange.times.connect = 1; // the proxy did its part
    QVERIFY(failureSentence(exchange).startsWith(u"a.test did not answer"_qs));
}

void TestExplain::everyOddityHasASentence()
{
    QStringList seen;
    for (int oddity = 0; oddity <= static_cast<int>(Oddity::BodyLimit); ++oddity) {
        const QString sentence = odditySentence(static_cast<Oddity>(oddity));
        QVERIFY(sentence.endsWith(u'.') && !seen.contains(sentence));
        seen.append(sentence);
    }
}

void TestExplain::sizes_data()
{
    QTest::addColumn<qint64>("octets");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << qint64(0) << QStringLiteral("0 B");
    QTest::newRow("999") << qint64(999) << QStringLiteral("999 B");
    QTest::newRow("1000") << qint64(1000) << QStringLiteral("1.0 kB");
    QTest::newRow("999949") << qint64(999'949) << QStringLiteral("999.9 kB");
    QTest::newRow("999950") << qint64(999'950) << QStringLiteral("1.0 MB");
    QTest::newRow("12 GB") << qint64(12'000'000'000) << QStringLiteral("12.0 GB");
}

void TestExplain::sizes()
{
    QFETCH(qint64, octets);
    QFETCH(QString, text);
    QCOMPARE(sizeText(octets), text);
}

void TestExplain::durations_data()
{
    QTest::addColumn<double>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << 3.14 << QStringLiteral("3.1 ms");
    QTest::newRow("just under a second") << 999.0 << QStringLiteral("999.0 ms");
    QTest::newRow("rounds to a second") << 999.96 << QStringLiteral("1.0 s");
    QTest::newRow("long") << 12'345.0 << QStringLiteral("12.3 s");
}

void TestExplain::durations()
{
    QFETCH(double, milliseconds);
    QFETCH(QString, text);
    QCOMPARE(durationText(milliseconds), text);
}

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
