// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/har.h"
#include "core/redirect/explain.h"
#include "core/trace/bodycontent.h"
#include "tests/core/sampletrace.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hoplens;
using namespace Qt::StringLiterals;

namespace {

QByteArray seed(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA "/../fuzz/seeds/har/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<Trace> read(const QByteArray &bytes)
{
    const Result<QList<Trace>> traces = readHar(bytes);
    return traces ? *traces : QList<Trace>();
}

QByteArray addressAt(const Trace &trace, qsizetype hop)
{
    return serializeUrl(trace.hops.at(hop).exchange.request.url);
}

bool hasFinding(const Trace &trace, const char *id)
{
    return std::any_of(trace.findings.begin(), trace.findings.end(),
                       [&](const Finding &finding) { return finding.id == QLatin1String(id); });
}

const HeaderChange *changeOf(const Redirect &redirect, const QByteArray &name)
{
    const auto found = std::find_if(redirect.headers.begin(), redirect.headers.end(),
                                    [&](const HeaderChange &c) { return c.name == name; });
    return found == redirect.headers.end() ? nullptr : &*found;
}

/// One entry that leads to `target`, as little as a tool may write.
QByteArray entry(const char *method, const char *url, const char *target, const char *started)
{
    return QByteArray(R"({"startedDateTime":")") + started + R"(","request":{"method":")" + method
        + R"(","url":")" + url + R"("},"response":{"status":)" + (*target == 0 ? "200" : "302")
        + R"(,"redirectURL":")" + target + R"("}})";
}

QByteArray har(const QByteArrayList &entries)
{
    return R"({"log":{"entries":[)" + entries.join(',') + "]}}";
}

} // namespace

class TestHar : public QObject {
    Q_OBJECT

private slots:
    void chromiumsChainsAreLinked();
    void chromiumsOwnRedirectIsToldApart();
    void whatChromiumDroppedIsSeen();
    void firefoxCountsTheHandshakeBeside();
    void unknownStaysUnknown();
    void entriesAreLinkedByAddressAndTime_data();
    void entriesAreLinkedByAddressAndTime();
    void leapsInTimeAreNotKept_data();
    void leapsInTimeAreNotKept();
    void withoutRedirectEveryRequestIsATrace();
    void badFilesAreRefusedInOneSentence_data();
    void badFilesAreRefusedInOneSentence();
    void cutFilesAreRefused();
    void otherTypesAreNoTrap();
    void onlySoManyCandidatesAreLookedAt();
    void ownFileIsReadBack();
    void writtenFileIsHar();
    void writtenFileHoldsNoSecrets();
    void filesAreOpenedByContent();
};

void TestHar::chromiumsChainsAreLinked()
{
    const QList<Trace> traces = read(seed(u"chromium"_s));
    QCOMPARE(traces.size(), 2); // the script, the preflight and the data: URL lead nowhere
    const Trace &login = traces.at(0);
    QCOMPARE(login.hops.size(), 3);
    QCOMPARE(login.client.id, u"har"_s);
    QCOMPARE(login.client.name, u"WebInspector"_s);
    QCOMPARE(addressAt(login, 0), "http://shop.test/cart");
    QCOMPARE(addressAt(login, 2), "https://shop.test/login?next=%2Fcart#form");
    QCOMPARE(login.outcome->kind, OutcomeKind::Final);

    const Exchange &second = login.hops.at(1).exchange;
    QCOMPARE(second.request.version, "HTTP/2");
    QVERIFY(!contains(second.request.headers, ":authority"));
    QCOMPARE(valuesOf(second.response->headers, "set-cookie"),
             (QByteArrayList{"sid=1", "lang=de"}));
    QCOMPARE(*second.connection.peer, u"[2001:db8::7]"_s);
    QCOMPARE(*second.times.start, 2.0);
    QCOMPARE(*second.times.dns, 5.5);
    QCOMPARE(*second.times.connect, 11.5); // without the ten of the handshake
    QCOMPARE(*second.times.tls, 21.5);
    QCOMPARE(*second.times.end, 32.5);
    QCOMPARE(login.hops.at(1).redirect->location, "/login?next=%2Fcart#form");

    const Exchange &third = login.hops.at(2).exchange;
    QVERIFY(third.connection.reused);
    QVERIFY(!third.times.connect);
    const Body &body = third.response->body;
    QCOMPARE(body.size, 17);
    QCOMPARE(body.decoded->size, 22);
    QCOMPARE(readableOctets(body, third.response->headers), "<h1>Log in, caf\xC3\xA9</h1>");
}

void TestHar::chromiumsOwnRedirectIsToldApart()
{
    const Trace trace = read(seed(u"chromium"_s)).constFirst();
    QVERIFY(hasFinding(trace, "internal-redirect"));
    const DecisionLine line = decisionLines(trace.hops.at(0)).constFirst();
    QCOMPARE(line.text, u"GET kept"_s);
    QVERIFY2(line.reason.contains(u"WebInspector 537.36"_s) && line.reason.contains(u"HSTS"_s),
             qPrintable(line.reason));
    QVERIFY(!decisionLines(trace.hops.at(1)).constFirst().reason.contains(u"HSTS"_s));

    // A server that sends the field is still a server.
    const QByteArray sent = seed(u"chromium"_s).replace("Internal Redirect", "Temporary Redirect");
    QVERIFY(!hasFinding(read(sent).constFirst(), "internal-redirect"));
}

void TestHar::whatChromiumDroppedIsSeen()
{
    const Trace trace = read(seed(u"chromium"_s)).at(1);
    QCOMPARE(trace.hops.size(), 2); // past the preflight
    const Redirect &redirect = *trace.hops.at(0).redirect;
    QVERIFY(redirect.follow);
    QCOMPARE(redirect.methodFrom, "POST");
    QCOMPARE(redirect.methodTo, "GET");
    QCOMPARE(redirect.bodyHad.value_or(0), 14);
    QVERIFY(!redirect.bodyKept);
    QCOMPARE(redirect.origin, OriginChange::Host);
    QCOMPARE(changeOf(redirect, "authorization")->change, FieldChange::Removed);
    QCOMPARE(changeOf(redirect, "sec-fetch-site")->change, FieldChange::Changed);
    for (const Reason &reason : redirect.why) {
        QCOMPARE(reason.text, u"Observed in WebInspector 537.36."_s);
    }
    QVERIFY(hasFinding(trace, "method-changed"));
    QVERIFY(hasFinding(trace, "body-dropped"));
    QVERIFY(hasFinding(trace, "credentials-removed"));
    QVERIFY(headline(trace).startsWith(u"POST became GET at hop 1, and the body was dropped"_s));
}

void TestHar::firefoxCountsTheHandshakeBeside()
{
    const QList<Trace> traces = read(seed(u"firefox"_s));
    QCOMPARE(traces.size(), 1);
    const Trace &trace = traces.constFirst();
    QCOMPARE(trace.client.name, u"Firefox"_s);
    QCOMPARE(trace.client.version, u"140.5.0"_s);
    QCOMPARE(trace.started, QDateTime(QDate(2026, 11, 22), QTime(14, 10), Qt::UTC));
    const Exchange &first = trace.hops.at(0).exchange;
    QCOMPARE(*first.times.connect, 8.0);
    QCOMPARE(*first.times.tls, 15.0);
    QCOMPARE(*first.times.end, 20.0);
    QCOMPARE(first.request.body->bytes, "name=Ada&note=a%20b%26c"); // made from the parameters
    QCOMPARE(first.response->body.bytes, "\xFF\xFE\xFD\xFC");
    QCOMPARE(first.response->body.size, 4);
    QVERIFY(trace.hops.at(0).redirect->methodKept());
    QVERIFY(trace.hops.at(0).redirect->bodyKept);
    QVERIFY(!trace.hops.at(1).exchange.times.connect); // 0 of a kept connection
    QCOMPARE(*trace.hops.at(1).exchange.times.end, 27.0);
}

void TestHar::unknownStaysUnknown()
{
    const QList<Trace> traces = read(seed(u"odd-types"_s));
    QCOMPARE(traces.size(), 1);
    const Exchange &exchange = traces.constFirst().hops.constFirst().exchange;
    QVERIFY(exchange.request.headers.isEmpty() && !exchange.request.body);
    QVERIFY(exchange.request.version.isEmpty() && exchange.response->rawHead.isEmpty());
    QVERIFY(!exchange.connection.peer && !exchange.connection.tls);
    QVERIFY(!exchange.times.sent && !exchange.times.firstByte && !exchange.times.end);
    const Redirect &redirect = *traces.constFirst().hops.constFirst().redirect;
    QVERIFY(!redirect.follow && !redirect.resolved);
    QCOMPARE(redirect.location, "http://[bad");
}

void TestHar::entriesAreLinkedByAddressAndTime_data()
{
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QList<int>>("lengths");

    constexpr auto a = "http://a.test/a";
    constexpr auto b = "http://a.test/b";
    constexpr auto c = "http://a.test/c";
    constexpr auto at0 = "2026-11-22T14:00:00.000Z";
    constexpr auto at1 = "2026-11-22T14:00:00.100Z";
    constexpr auto at2 = "2026-11-22T14:00:00.200Z";
    constexpr auto nextDay = "2026-11-23T14:00:00.000Z";

    QTest::newRow("in order") << QByteArrayList{entry("GET", a, "/b", at0),
                                                entry("GET", b, "/c", at1),
                                                entry("GET", c, "", at2)}
                              << QList<int>{3};
    QTest::newRow("in any order") << QByteArrayList{entry("GET", c, "", at2),
                                                    entry("GET", b, "/c", at1),
                                                    entry("GET", a, "/b", at0)}
                                  << QList<int>{3};
    QTest::newRow("a fragment does not matter")
        << QByteArrayList{entry("GET", a, "/b#x", at0), entry("GET", b, "", at1)} << QList<int>{2};
    QTest::newRow("asked before") << QByteArrayList{entry("GET", b, "", at0),
                                                    entry("GET", a, "/b", at1)}
                                  << QList<int>{1};
    QTest::newRow("asked a day later")
        << QByteArrayList{entry("GET", a, "/b", at0), entry("GET", b, "", nextDay)}
        << QList<int>{1};
    QTest::newRow("two that lead to one address")
        << QByteArrayList{entry("GET", a, "/b", at0), entry("GET", c, "/b", at1),
                          entry("GET", b, "", at2), entry("GET", b, "", at2)}
        << QList<int>{2, 2};
    QTest::newRow("a loop") << QByteArrayList{entry("GET", a, "/b", at0),
                                              entry("GET", b, "/a", at1),
                                              entry("GET", a, "/b", at2)}
                            << QList<int>{3};
    QTest::newRow("no client makes POST of GET")
        << QByteArrayList{entry("GET", a, "/b", at0), entry("POST", b, "", at1)} << QList<int>{1};
    QTest::newRow("without times, the file's order")
        << QByteArrayList{entry("GET", a, "/b", ""), entry("GET", b, "", "")} << QList<int>{2};
}

void TestHar::entriesAreLinkedByAddressAndTime()
{
    QFETCH(QByteArrayList, entries);
    QFETCH(QList<int>, lengths);
    QList<int> found;
    for (const Trace &trace : read(har(entries))) {
        found.append(static_cast<int>(trace.hops.size()));
    }
    QCOMPARE(found, lengths);
}

void TestHar::leapsInTimeAreNotKept_data()
{
    QTest::addColumn<QByteArray>("third");
    QTest::newRow("back") << QByteArray("2025-11-22T14:02:11.000Z");
    QTest::newRow("forth") << QByteArray("2226-11-22T14:02:11.000Z");
}

// Between two requests whose times do not fit there may be one that has no time.
void TestHar::leapsInTimeAreNotKept()
{
    QFETCH(const QByteArray, third);
    const QList<Trace> traces =
        read(har({entry("GET", "http://a.test/", "/b", "2026-11-22T14:02:11.000Z"),
                  entry("GET", "http://a.test/b", "/c", "?"),
                  entry("GET", "http://a.test/c", "", third.constData())}));
    QCOMPARE(traces.size(), 1);
    QCOMPARE(traces.constFirst().hops.size(), 3);
    QVERIFY(!traces.constFirst().hops.at(2).exchange.times.start);
    QVERIFY(readTrace(writeTrace(traces.constFirst(), Secrets::Show)));
}

void TestHar::withoutRedirectEveryRequestIsATrace()
{
    const QList<Trace> traces = read(
        har({entry("GET", "http://a.test/1", "", ""), entry("POST", "http://a.test/2", "", "")}));
    QCOMPARE(traces.size(), 2);
    QCOMPARE(traces.at(1).hops.constFirst().exchange.request.method, "POST");
}

void TestHar::badFilesAreRefusedInOneSentence_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part");

    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("cut off") << seed(u"chromium"_s).left(4000) << u"cut off"_s;
    QTest::newRow("no log") << QByteArray("{}") << u"log.entries"_s;
    QTest::newRow("entries are no list")
        << QByteArray(R"({"log":{"entries":{}}})") << u"log.entries"_s;
    QTest::newRow("no entries") << seed(u"empty"_s) << u"no http or https request"_s;
    QTest::newRow("no request") << QByteArray(R"({"log":{"entries":[{}]}})")
                                << u"log.entries[0].request"_s;
    QTest::newRow("nothing that goes over http")
        << har({entry("GET", "data:,x", "", "")}) << u"no http or https request"_s;
    QTest::newRow("nested too deep") << QByteArray(R"({"log":{"entries":)")
            + QByteArray(10'000, '[') + QByteArray(10'000, ']')
            + "}}" << u"nested"_s;
    QTest::newRow("too many requests")
        << R"({"log":{"entries":[)" + QByteArray("{},").repeated(50'000) + "{}]}}" << u"50000"_s;
    const QByteArray fields =
        R"({"name":"a","value":")" + QByteArray("\\n").repeated(1000) + R"("},)";
    QTest::newRow("too many fields")
        << QByteArray(R"({"log":{"entries":[{"request":{"method":"GET","url":"http://a.test/",)")
            + R"("headers":[)" + fields.repeated(1000) + "{}]}}]}}"
        << u"1000000"_s;
}

void TestHar::badFilesAreRefusedInOneSentence()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    const Result<QList<Trace>> traces = readHar(bytes);
    QVERIFY(!traces);
    const QString sentence = traces.error().detail;
    QVERIFY2(sentence.contains(part) && sentence.endsWith(u'.'), qPrintable(sentence));
}

/// As a download that ended early leaves them.
void TestHar::cutFilesAreRefused()
{
    for (const QString &name : {u"chromium"_s, u"firefox"_s}) {
        const QByteArray whole = seed(name).trimmed();
        const qsizetype step = std::max<qsizetype>(1, whole.size() / 300);
        for (qsizetype size = 0; size < whole.size(); size += step) {
            const Result<QList<Trace>> traces = readHar(whole.first(size));
            QVERIFY2(!traces, qPrintable(QString::number(size)));
            QVERIFY(traces.error().detail.endsWith(u'.'));
        }
    }
}

/// A value of another type in place of each: the file is read without it, or refused.
void TestHar::otherTypesAreNoTrap()
{
    const QByteArray whole = seed(u"chromium"_s);
    const QByteArrayList others{"null", "true", "-1", "1e999", "[]", "{}", "\"\"", "[[[{}]]]"};
    int tried = 0;
    for (qsizetype at = whole.indexOf("\":"); at >= 0 && tried < 400;
         at = whole.indexOf("\":", at + 1)) {
        qsizetype begin = at + 2;
        while (whole.mid(begin, 1) == " ") {
            ++begin;
        }
        const QByteArray first = whole.mid(begin, 1);
        if (first == "{" || first == "[") {
            continue;
        }
        const QByteArray ends = first == "\"" ? "\"" : ",\n}]";
        qsizetype end = begin + 1;
        while (end < whole.size() && !ends.contains(whole.at(end))) {
            end += whole.at(end) == '\\' ? 2 : 1;
        }
        end += first == "\"" ? 1 : 0;
        const QByteArray bytes =
            whole.left(begin) + others.at(tried++ % others.size()) + whole.mid(end);
        const Result<QList<Trace>> traces = readHar(bytes);
        if (!traces) {
            QVERIFY(traces.error().detail.endsWith(u'.'));
        } else {
            QVERIFY(!traces->isEmpty());
        }
    }
    QVERIFY(tried > 100);
}

/// So that a hostile file costs no more than its length.
void TestHar::onlySoManyCandidatesAreLookedAt()
{
    const auto hopsAfter = [](int unfit) {
        QByteArrayList entries{entry("GET", "http://a.test/a", "/b", "")};
        entries += QByteArrayList(unfit, entry("POST", "http://a.test/b", "", ""));
        entries.append(entry("GET", "http://a.test/b", "", ""));
        return read(har(entries)).constFirst().hops.size();
    };
    QCOMPARE(hopsAfter(50), 2);
    QCOMPARE(hopsAfter(1000), 1);
}

void TestHar::ownFileIsReadBack()
{
    const Trace trace = read(seed(u"chromium"_s)).at(1);
    const QList<Trace> again = read(writeHar(trace, Secrets::Show));
    QCOMPARE(again.size(), 1);
    const Trace &copy = again.constFirst();
    QCOMPARE(copy.client.name, trace.client.name);
    QCOMPARE(copy.hops.size(), trace.hops.size());
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Exchange &was = trace.hops.at(i).exchange;
        const Exchange &is = copy.hops.at(i).exchange;
        QCOMPARE(is.request.method, was.request.method);
        QCOMPARE(is.request.url, was.request.url);
        QCOMPARE(is.request.headers, was.request.headers);
        QCOMPARE(is.request.body, was.request.body);
        QCOMPARE(is.response->status, was.response->status);
        QCOMPARE(is.response->headers, was.response->headers);
        QCOMPARE(is.times.end.has_value(), was.times.end.has_value());
        QVERIFY(qAbs(*is.times.end - *was.times.end) < 1);
    }
    QCOMPARE(headline(copy), headline(trace));
    QVERIFY(!copy.redacted);
}

/// Every required member of HAR 1.2 is there, of a trace that has everything.
void TestHar::writtenFileIsHar()
{
    const Trace trace = sampleTrace();
    const QJsonObject document = QJsonDocument::fromJson(writeHar(trace, Secrets::Show)).object();
    const QJsonValue log = document["log"_L1];
    QCOMPARE(log["version"_L1].toString(), u"1.2"_s);
    QCOMPARE(log["creator"_L1]["name"_L1].toString(), u"Hoplens"_s);
    QCOMPARE(log["entries"_L1].toArray().size(), trace.hops.size());
    const QJsonObject first = log["entries"_L1][0].toObject();
    for (const char *key : {"startedDateTime", "time", "request", "response", "cache", "timings"}) {
        QVERIFY2(first.contains(QLatin1String(key)), key);
    }
    for (const char *key : {"method", "url", "httpVersion", "cookies", "headers", "queryString",
                            "headersSize", "bodySize"}) {
        QVERIFY2(first["request"_L1].toObject().contains(QLatin1String(key)), key);
    }
    for (const char *key : {"status", "statusText", "httpVersion", "cookies", "headers", "content",
                            "redirectURL", "headersSize", "bodySize"}) {
        QVERIFY2(first["response"_L1].toObject().contains(QLatin1String(key)), key);
    }
    QCOMPARE(first["response"_L1]["redirectURL"_L1].toString(), u"https://b.test/"_s);
    QCOMPARE(first["request"_L1]["queryString"_L1][0]["name"_L1].toString(), u"x"_s);
    QCOMPARE(first["_hoplens"_L1]["redirect"_L1]["method"_L1]["to"_L1].toString(), u"GET"_s);
    QVERIFY(!first["_hoplens"_L1].toObject().contains("request"_L1));
    QVERIFY(!log["_hoplens"_L1].toObject().contains("hops"_L1));
    // A hop without an answer is an entry with the status 0.
    const QJsonValue last = log["entries"_L1][1];
    QCOMPARE(last["response"_L1]["status"_L1].toInt(-1), 0);
    QVERIFY(!last["response"_L1]["_error"_L1].toString().isEmpty());
}

void TestHar::writtenFileHoldsNoSecrets()
{
    const Trace trace = read(seed(u"chromium"_s)).at(1);
    QVERIFY(writeHar(trace, Secrets::Show).contains("abracadabra"));
    const QByteArray blotted = writeHar(trace, Secrets::Redact);
    QVERIFY(!blotted.contains("abracadabra"));
    QVERIFY(read(blotted).constFirst().redacted);
}

void TestHar::filesAreOpenedByContent()
{
    const QTemporaryDir directory;
    const QString asHar = directory.filePath(u"x.har"_s);
    const QString asTrace = directory.filePath(u"x.json"_s);
    const Trace trace = read(seed(u"firefox"_s)).constFirst();
    QVERIFY(saveTrace(asHar, trace, Secrets::Show));
    QVERIFY(saveTrace(asTrace, trace, Secrets::Show));
    for (const QString &path : {asHar, asTrace}) {
        const Result<OpenedFile> opened = loadTraces(path);
        QVERIFY(opened);
        QCOMPARE(opened->isHar, path == asHar);
        QCOMPARE(opened->traces.size(), 1);
        QCOMPARE(opened->traces.constFirst().hops.size(), 2);
    }
    const Result<OpenedFile> missing = loadTraces(directory.filePath(u"no.har"_s));
    QVERIFY(!missing && missing.error().detail.contains(u"no.har"_s));
}

QTEST_GUILESS_MAIN(TestHar)
#include "tst_har.moc"
