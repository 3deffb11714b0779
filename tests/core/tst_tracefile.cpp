// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"

#include "core/formats/traceids.h"
#include "tests/core/sampletrace.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <tuple>

#include <sys/stat.h>

using namespace hoplens;

namespace {

// Every member of every struct. A member that is added later does not compile here until it is
// compared, too.
auto members(const Response &value)
{
    const auto &[version, status, reason, headers, interim, body, trailers, rawHead, unknown] =
        value;
    return std::tie(version, status, reason, headers, interim, body, trailers, rawHead, unknown);
}
auto members(const Request &value)
{
    const auto &[method, url, target, version, headers, body, proxyFields, withoutDefaults,
                 unknown] = value;
    return std::tie(method, url, target, version, headers, body, proxyFields, withoutDefaults,
                    unknown);
}
auto members(const Body &value)
{
    const auto &[bytes, size, sha256, truncated, replayable, redacted, decoded] = value;
    return std::tie(bytes, size, sha256, truncated, replayable, redacted, decoded);
}
auto members(const Certificate &value)
{
    const auto &[subject, issuer, names, sha256, notBefore, notAfter] = value;
    return std::tie(subject, issuer, names, sha256, notBefore, notAfter);
}
auto members(const TlsInfo &value)
{
    const auto &[version, cipher, alpn, resumed, chain, errors, accepted] = value;
    return std::tie(version, cipher, alpn, resumed, chain, errors, accepted);
}
auto members(const Tunnel &value)
{
    const auto &[request, response] = value;
    return std::tie(request, response);
}
auto members(const Connection &value)
{
    const auto &[reused, proxy, local, peer, tls, tunnel, unknown] = value;
    return std::tie(reused, proxy, local, peer, tls, tunnel, unknown);
}
auto members(const Times &value)
{
    const auto &[start, dns, connect, tls, sent, firstByte, head, end] = value;
    return std::tie(start, dns, connect, tls, sent, firstByte, head, end);
}
auto members(const Failure &value)
{
    const auto &[kind, code, detail] = value;
    return std::tie(kind, code, detail);
}
auto members(const Exchange &value)
{
    const auto &[request, response, failure, oddities, connection, times, earlier, qtStack] = value;
    return std::tie(request, response, failure, oddities, connection, times, earlier, qtStack);
}
auto members(const Attempt &value)
{
    const auto &[connection, times, failure] = value;
    return std::tie(connection, times, failure);
}
auto members(const Redirect &value)
{
    const auto &[locations, location, resolved, follow, methodFrom, methodTo, bodyHad, bodyKept,
                 headers, origin, why, byUser, unknown] = value;
    return std::tie(locations, location, resolved, follow, methodFrom, methodTo, bodyHad, bodyKept,
                    headers, origin, why, byUser, unknown);
}
auto members(const Hop &value)
{
    const auto &[exchange, redirect, cookies, cookiesNotListed, cookiesSet, soft, unknown] = value;
    return std::tie(exchange, redirect, cookies, cookiesNotListed, cookiesSet, soft, unknown);
}
auto members(const Outcome &value)
{
    const auto &[kind, hop, detail] = value;
    return std::tie(kind, hop, detail);
}
auto members(const ClientName &value)
{
    const auto &[id, name, version] = value;
    return std::tie(id, name, version);
}
auto members(const Trace &value)
{
    const auto &[started, generator, client, hops, outcome, findings, redacted, unknown] = value;
    return std::tie(started, generator, client, hops, outcome, findings, redacted, unknown);
}

template <typename T> bool same(const T &a, const T &b);
template <typename T> bool same(const QList<T> &a, const QList<T> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const T &left, const T &right) { return same(left, right); });
}
template <typename T> bool same(const std::optional<T> &a, const std::optional<T> &b)
{
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
}
template <typename T> bool same(const Boxed<T> &a, const Boxed<T> &b)
{
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
}
template <typename T>
bool same(const std::shared_ptr<const T> &a, const std::shared_ptr<const T> &b)
{
    return (a == nullptr) == (b == nullptr) && (a == nullptr || same(*a, *b));
}
template <typename T> bool same(const T &a, const T &b)
{
    if constexpr (requires { members(a); }) {
        const auto left = members(a);
        const auto right = members(b);
        return [&]<std::size_t... index>(std::index_sequence<index...>)
        {
            return (same(std::get<index>(left), std::get<index>(right)) && ...);
        }
        (std::make_index_sequence<std::tuple_size_v<decltype(left)>>());
    } else {
        return a == b;
    }
}

QString problemOf(const Result<Trace> &trace)
{
    return trace ? QStringLiteral("it was read") : trace.error().detail;
}

QString problemOf(const QByteArray &bytes)
{
    return problemOf(readTrace(bytes));
}

/// The sample's JSON with one value replaced; path as in error sentences ("hops[0].times.dns").
QByteArray with(const QString &path, const QJsonValue &value)
{
    const auto replaced = [](const auto &self, const QJsonValue &at, QStringList keys,
                             const QJsonValue &leaf) -> QJsonValue {
        if (keys.isEmpty()) {
            return leaf;
        }
        const QString key = keys.takeFirst();
        if (key.startsWith(u'[')) {
            QJsonArray array = at.toArray();
            const int index = key.mid(1).toInt();
            array.replace(index, self(self, array.at(index), keys, leaf));
            return array;
        }
        QJsonObject object = at.toObject();
        object.insert(key, self(self, object.value(key), keys, leaf));
        return object;
    };
    const QJsonObject sample =
        QJsonDocument::fromJson(writeTrace(sampleTrace(), Secrets::Show)).object();
    const QStringList keys =
        QString(path).replace(u'[', QStringLiteral(".[")).remove(u']').split(u'.');
    return QJsonDocument(replaced(replaced, sample, keys, value).toObject()).toJson();
}

template <typename Enum, std::size_t size>
void checkTable(const std::array<EnumId<Enum>, size> &table, Enum last)
{
    // Enumerators count from 0 without gaps, so a complete table is as long as the last one's
    // value.
    QCOMPARE(int(size), static_cast<int>(last) + 1);
    QSet<QString> ids;
    for (int number = 0; number <= static_cast<int>(last); ++number) {
        const auto value = static_cast<Enum>(number);
        const QString id = idOf(table, value);
        QVERIFY2(QRegularExpression(QStringLiteral("^[a-z]+(-[a-z]+)*$")).match(id).hasMatch(),
                 qPrintable(id));
        QCOMPARE(valueOf(table, id), std::optional(value));
        ids.insert(id);
    }
    QCOMPARE(ids.size(), int(size));
    QVERIFY(!valueOf(table, QStringLiteral("nonsense")));
}

} // namespace

class TestTraceFile : public QObject {
    Q_OBJECT
private slots:
    void everyMemberSurvives();
    void emptyAndRunningTraces();
    void followsTheContract();
    void absentThingsAreNullOrAbsent();
    void savingAgainGivesTheSameBytes_data();
    void savingAgainGivesTheSameBytes();
    void unknownKeysAreKept();
    void knownKeysWin();
    void enumsHaveOneWordEach();
    void everyByteStringSurvives_data();
    void everyByteStringSurvives();
    void everyCodePointSurvives();
    void refuses_data();
    void refuses();
    void refusesValues_data();
    void refusesValues();
    void acceptsLittle();
    void boundsWhatItReads();
    void lastDuplicateKeyCounts();
    void cutFilesAreRefused();
    void longTracesCanBeOpenedAgain();
    void loadsAndNamesTheFile();
    void loadRefusesHugeFileUnread();
    void savesForTheUserOnly();
    void failedSaveLeavesTheOldFile();
};

void TestTraceFile::everyMemberSurvives()
{
    const Trace trace = sampleTrace();
    const Result<Trace> read = readTrace(writeTrace(trace, Secrets::Show));
    QVERIFY2(read, qPrintable(problemOf(read)));
    QVERIFY(same(*read, trace));
    // The comparison itself can fail.
    Trace other = trace;
    other.hops[0].exchange.response->interim[0].headers[0].value = "x";
    QVERIFY(!same(other, trace));
}

void TestTraceFile::emptyAndRunningTraces()
{
    for (const Trace &trace : {Trace(), [] {
                                   Trace running = sampleTrace();
                                   running.outcome.reset();
                                   return running;
                               }()}) {
        const Result<Trace> read = readTrace(writeTrace(trace, Secrets::Show));
        QVERIFY2(read, qPrintable(problemOf(read)));
        QVERIFY(same(*read, trace));
    }
}

void TestTraceFile::followsTheContract()
{
    Trace trace = sampleTrace();
    trace.hops[0].exchange.request.body = bodyOf("hello");
    const QJsonObject file = QJsonDocument::fromJson(writeTrace(trace, Secrets::Show)).object();
    QCOMPARE(file[QStringLiteral("format")], QStringLiteral("hoplens-trace"));
    QCOMPARE(file[QStringLiteral("version")], 1);
    QCOMPARE(file[QStringLiteral("started")], QStringLiteral("2026-11-22T14:02:11.120Z"));
    QCOMPARE(file[QStringLiteral("outcome")][QStringLiteral("kind")], QStringLiteral("network"));
    const QJsonValue hop = file[QStringLiteral("hops")][0];
    const QJsonValue request = hop[QStringLiteral("request")];
    QCOMPARE(request[QStringLiteral("url")],
             QStringLiteral("https://ann:pw@a.test:8443/upload?x=%41#top"));
    QCOMPARE(request[QStringLiteral("headers")][0],
             QJsonValue(QJsonArray{QStringLiteral("Host"), QStringLiteral("a.test:8443")}));
    QCOMPARE(request[QStringLiteral("body")][QStringLiteral("size")], 5);
    QCOMPARE(request[QStringLiteral("body")][QStringLiteral("text")], QStringLiteral("hello"));
    QCOMPARE(request[QStringLiteral("body")][QStringLiteral("sha256")],
             QStringLiteral("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
    QCOMPARE(hop[QStringLiteral("response")][QStringLiteral("status")], 307);
    QCOMPARE(
        hop[QStringLiteral("response")][QStringLiteral("interim")][0][QStringLiteral("status")],
        103);
    QCOMPARE(hop[QStringLiteral("response")][QStringLiteral("reason")],
             QJsonValue(QJsonObject{{QStringLiteral("base64"), QStringLiteral("VGVtcG9yYXLp")}}));
    const QJsonValue redirect = hop[QStringLiteral("redirect")];
    QCOMPARE(redirect[QStringLiteral("action")], QStringLiteral("follow"));
    QCOMPARE(redirect[QStringLiteral("method")],
             QJsonValue(QJsonObject{{QStringLiteral("from"), QStringLiteral("POST")},
                                    {QStringLiteral("to"), QStringLiteral("GET")},
                                    {QStringLiteral("kept"), false}}));
    QCOMPARE(redirect[QStringLiteral("origin")], QStringLiteral("host"));
    QCOMPARE(redirect[QStringLiteral("why")][0][QStringLiteral("about")],
             QStringLiteral("location"));
    QCOMPARE(hop[QStringLiteral("cookies")][1],
             QJsonValue(
                 QJsonObject{{QStringLiteral("name"),
                              QJsonObject{{QStringLiteral("base64"), QStringLiteral("b2Rk/w==")}}},
                             {QStringLiteral("domain"), QStringLiteral("b.test")},
                             {QStringLiteral("path"), QStringLiteral("/x")},
                             {QStringLiteral("setAt"), 1},
                             {QStringLiteral("sent"), false},
                             {QStringLiteral("why"), QStringLiteral("other-host")}}));
    QCOMPARE(hop[QStringLiteral("cookiesSet")][0][QStringLiteral("expires")],
             QStringLiteral("2026-11-23T14:02:11.120Z"));
    QCOMPARE(hop[QStringLiteral("cookiesSet")][1][QStringLiteral("why")],
             QStringLiteral("public-suffix"));
    QCOMPARE(hop[QStringLiteral("times")][QStringLiteral("firstByte")], 1.9);
    QCOMPARE(hop[QStringLiteral("connection")][QStringLiteral("tls")][QStringLiteral("version")],
             QStringLiteral("TLSv1.3"));
    QCOMPARE(file[QStringLiteral("findings")][0][QStringLiteral("level")],
             QStringLiteral("problem"));
}

void TestTraceFile::absentThingsAreNullOrAbsent()
{
    const QJsonObject file =
        QJsonDocument::fromJson(writeTrace(sampleTrace(), Secrets::Show)).object();
    const QJsonObject hop = file[QStringLiteral("hops")][1].toObject();
    QVERIFY(!hop.contains(QStringLiteral("redirect")));
    for (const char *key : {"cookies", "cookiesNotListed", "cookiesSet"}) {
        QVERIFY2(!hop.contains(QLatin1String(key)), key); // as in files of before there were any
    }
    QVERIFY(!file[QStringLiteral("hops")][0].toObject().contains(QStringLiteral("redirect ")));
    for (const QJsonValue &value :
         {hop[QStringLiteral("response")], hop[QStringLiteral("request")][QStringLiteral("body")],
          hop[QStringLiteral("connection")][QStringLiteral("tls")],
          hop[QStringLiteral("connection")][QStringLiteral("local")],
          hop[QStringLiteral("times")][QStringLiteral("dns")]}) {
        QVERIFY(value.isNull());
    }
    Trace trace = sampleTrace();
    trace.hops[0].redirect = Redirect();
    trace.hops[0].exchange.failure.reset();
    const QJsonValue bare = QJsonDocument::fromJson(writeTrace(trace, Secrets::Show))
                                .object()[QStringLiteral("hops")][0];
    QVERIFY(!bare.toObject().contains(QStringLiteral("failure")));
    for (const char *key : {"location", "resolved", "origin"}) {
        QVERIFY2(bare[QStringLiteral("redirect")][QLatin1String(key)].isNull(), key);
    }
}

void TestTraceFile::savingAgainGivesTheSameBytes_data()
{
    QTest::addColumn<Trace>("trace");
    Trace trace = sampleTrace();
    QTest::newRow("every member") << trace;
    QTest::newRow("nothing") << Trace();
    trace.outcome.reset();
    QTest::newRow("running") << trace;
    trace = sampleTrace();
    trace.hops[0].exchange.times = {-0.0,         1.0 / 3, 1e-7,      123456789.125,
                                    std::nullopt, 1e12,    0.1 + 0.2, 5};
    QTest::newRow("odd numbers") << trace;
    trace = sampleTrace();
    trace.unknown = {
        {QStringLiteral("n"), QJsonArray{qint64(9007199254740993), 0.1, -0.5, 1e300, QString()}},
        {QStringLiteral("\"\\ü\u2028"), QJsonObject{{QString(), QJsonValue::Null}}}};
    QTest::newRow("odd unknown values") << trace;
}

void TestTraceFile::savingAgainGivesTheSameBytes()
{
    QFETCH(const Trace, trace);
    for (const Secrets secrets : {Secrets::Show, Secrets::Redact}) {
        const QByteArray first = writeTrace(trace, secrets);
        const Result<Trace> read = readTrace(first);
        QVERIFY2(read, qPrintable(problemOf(read)));
        QCOMPARE(writeTrace(*read, secrets), first);
    }
}

void TestTraceFile::unknownKeysAreKept()
{
    for (const char *place :
         {"new", "hops[0].new", "hops[0].request.new", "hops[0].response.new",
          "hops[0].response.interim[0].new", "hops[0].redirect.new", "hops[0].connection.new"}) {
        const QByteArray file = with(QString::fromLatin1(place),
                                     QJsonObject{{QStringLiteral("deep"), QJsonArray{1, 2}}});
        const Result<Trace> read = readTrace(file);
        QVERIFY2(read, qPrintable(problemOf(read)));
        QCOMPARE(writeTrace(*read, Secrets::Show), file);
    }
}

void TestTraceFile::knownKeysWin()
{
    Trace trace = sampleTrace();
    const Trace clean = trace;
    trace.unknown.insert(QStringLiteral("format"), QStringLiteral("evil"));
    trace.hops[0].exchange.request.unknown.insert(QStringLiteral("method"), QStringLiteral("EVIL"));
    trace.hops[1].unknown.insert(QStringLiteral("redirect"), QJsonObject());
    QCOMPARE(writeTrace(trace, Secrets::Show), writeTrace(clean, Secrets::Show));
}

void TestTraceFile::enumsHaveOneWordEach()
{
    checkTable(outcomeIds, OutcomeKind::Stopped);
    checkTable(failureKindIds, FailureKind::Cancelled);
    checkTable(failureCodeIds, FailureCode::Other);
    checkTable(oddityIds, Oddity::EndUnconfirmed);
    checkTable(decodingStateIds, DecodingState::UnknownCoding);
    checkTable(stepKindIds, StepKind::Edited);
    checkTable(softRedirectIds, SoftRedirect::From::Meta);
    checkTable(locationFormIds, LocationForm::InheritedFragment);
    checkTable(aboutIds, About::Limit);
    checkTable(fieldChangeIds, FieldChange::Changed);
    checkTable(originChangeIds, OriginChange::Host);
    checkTable(levelIds, Level::Problem);
    checkTable(sameSiteIds, SameSite::Strict);
    checkTable(cookieResultIds, CookieResult::Refused);
    checkTable(cookieRefusalIds, CookieRefusal::TooMany);
    checkTable(cookieAbsenceIds, CookieAbsence::FieldFull);
}

void TestTraceFile::everyByteStringSurvives_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray octets;
    for (int octet = 0; octet < 256; ++octet) {
        octets.append(static_cast<char>(octet));
        QTest::addRow("octet %d", octet) << QByteArray(1, static_cast<char>(octet));
    }
    QTest::newRow("all octets") << octets;
    QTest::newRow("byte order mark first") << QByteArray("\xEF\xBB\xBFx");
    QTest::newRow("overlong") << QByteArray("\xC0\xAF");
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80");
    QTest::newRow("cut") << QByteArray("a\xE2\x82");
    QTest::newRow("looks like base64") << QByteArray(R"({"base64": "AAAA"})");
}

void TestTraceFile::everyByteStringSurvives()
{
    QFETCH(const QByteArray, bytes);
    Trace trace = sampleTrace();
    Exchange &exchange = trace.hops[0].exchange;
    exchange.request.method = bytes;
    exchange.request.target = bytes;
    exchange.request.withoutDefaults = {bytes};
    exchange.request.headers = {{bytes, bytes, SetBy::Client}};
    exchange.request.body->bytes = bytes;
    exchange.response->reason = bytes;
    exchange.response->body.bytes = bytes;
    trace.hops[0].redirect->locations = {bytes};
    trace.hops[0].redirect->location = bytes;
    trace.hops[0].redirect->headers[0].name = bytes;
    const Result<Trace> read = readTrace(writeTrace(trace, Secrets::Show));
    QVERIFY2(read, qPrintable(problemOf(read)));
    QVERIFY(same(*read, trace));
}

void TestTraceFile::everyCodePointSurvives()
{
    QString every;
    for (char32_t codePoint = 0; codePoint <= 0x10FFFF; ++codePoint) {
        if (codePoint < 0xD800 || codePoint > 0xDFFF) {
            every.append(QChar::fromUcs4(codePoint));
        }
    }
    Trace trace = sampleTrace();
    trace.hops[0].exchange.response->body = bodyOf(every.toUtf8());
    const QByteArray bytes = writeTrace(trace, Secrets::Show);
    QCOMPARE(bytes.count("base64"), writeTrace(sampleTrace(), Secrets::Show).count("base64") - 1);
    const Result<Trace> read = readTrace(bytes);
    QVERIFY2(read, qPrintable(problemOf(read)));
    QVERIFY(same(*read, trace));
}

void TestTraceFile::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QByteArray &bytes, const char *sentence) {
        QTest::newRow(name) << bytes << QString::fromLatin1(sentence);
    };
    row("empty", "", "is empty");
    row("white space", " \n", "not valid JSON");
    row("no JSON", "GET / HTTP/1.1", "not valid JSON");
    row("zeros", QByteArray(1'000'000, '\0'), "not valid JSON");
    row("cut off", writeTrace(sampleTrace()).chopped(100), "ends too early");
    row("cut in a string", R"({"format": "hop)", "ends too early");
    row("invalid UTF-8", "{\"format\": \"\xFF\"}", "not valid JSON");
    row("list", "[1]", "no Hoplens trace");
    row("empty object", "{}", "not a Hoplens trace");
    row("another format", R"({"format": "x"})", "not a Hoplens trace");
    row("format of another kind", R"({"format": 1})", "not a Hoplens trace");
    row("HAR", R"({"log": {"version": "1.2", "entries": []}})", "HAR file");
    row("newer", R"({"format": "hoplens-trace", "version": 2})",
        "written by a newer Hoplens (format version 2); this one reads version 1");
    row("no version", R"({"format": "hoplens-trace"})", "version must be");
    row("version 0", R"({"format": "hoplens-trace", "version": 0})", "version must be");
    row("version as text", R"({"format": "hoplens-trace", "version": "1"})", "version must be");
    row("no hops", R"({"format": "hoplens-trace", "version": 1})", "hops is missing");
    row("deep lists", QByteArray(10'000, '['), "nested deeper than 128");
    row("deep objects", QByteArray(R"({"a":)").repeated(10'000), "nested deeper than 128");
    row("brackets in a string", R"({"format": ")" + QByteArray(10'000, '[') + R"(\"["})",
        "not a Hoplens trace");
    row("too many values", "{\"a\":[" + QByteArray("1,").repeated(4'100'000) + "1]}",
        "more than 4000000 values");
    row("larger than any", QByteArray(traceFileLimit + 1, ' '), "larger than 64 MB");
}

void TestTraceFile::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, sentence);
    QElapsedTimer timer;
    timer.start();
    const QString problem = problemOf(bytes);
    QVERIFY2(problem.contains(sentence), qPrintable(problem));
    QVERIFY2(problem.endsWith(u'.'), qPrintable(problem));
    QVERIFY(!problem.contains(u'\n'));
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
}

void TestTraceFile::refusesValues_data()
{
    QTest::addColumn<QString>("path"); // where it is wrong, and what the sentence names
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *path, const QJsonValue &value) {
        const QByteArray shown = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        QTest::addRow("%s = %s", path, shown.left(60).constData())
            << QString::fromLatin1(path) << value;
    };
    const QJsonValue text(QStringLiteral("x"));
    for (const char *path : {"hops[0].response.status", "hops[0].request.body.size",
                             "hops[0].redirect.body.had", "outcome.hop", "findings[0].hop"}) {
        for (const QJsonValue &value :
             {text, QJsonValue(-1), QJsonValue(1.5), QJsonValue(1e300), QJsonValue(true)}) {
            row(path, value);
        }
    }
    row("hops[0].cookies[0].sent", false); // without a reason
    row("hops[0].cookies[1].sent", true); // with one
    row("hops[0].cookies[1].why", text);
    row("hops[0].cookies[1].setAt", -1);
    row("hops[0].cookies[0].name", 1);
    row("hops[0].cookiesNotListed", -1);
    row("hops[0].cookiesSet[0].sameSite", text);
    row("hops[0].cookiesSet[0].result", text);
    row("hops[0].cookiesSet[0].expires", text);
    row("hops[0].cookiesSet[0].why", QStringLiteral("no-jar")); // though it was not refused
    row("hops[0].cookiesSet[1].why", QJsonValue::Null); // though it was
    row("hops[0].response.status", 99999);
    row("hops[0].response.status", 1000);
    row("hops[0].response.status", QJsonValue::Null);
    row("hops[0].response.interim[0].status", 99999);
    row("outcome.hop", 3);
    row("findings[0].hop", 3);
    for (const char *time :
         {"start", "dns", "connect", "tls", "sent", "firstByte", "head", "end"}) {
        const QByteArray path = QByteArray("hops[0].times.") + time;
        row(path.constData(), 1e300);
        row(path.constData(), -0.5);
        row(path.constData(), QStringLiteral("NaN"));
    }
    for (const char *path :
         {"hops", "hops[0].request.headers", "hops[0].response.headers", "hops[0].oddities",
          "hops[0].redirect.why", "hops[0].redirect.headers", "hops[0].redirect.locations",
          "hops[0].request.generated", "hops[0].request.withoutDefaults", "findings",
          "hops[0].response.interim", "hops[0].connection.tls.chain", "hops[0].unseen",
          "hops[0].networkStack.added", "hops[0].networkStack.leftOut"}) {
        row(path, text);
        row(path, QJsonObject());
    }
    for (const char *path :
         {"client", "outcome", "hops[0]", "hops[0].request", "hops[0].response", "hops[0].times",
          "hops[0].request.body", "hops[0].redirect", "hops[0].redirect.method", "hops[0].failure",
          "hops[0].connection", "hops[0].connection.tls", "findings[0]"}) {
        row(path, text);
        row(path, QJsonArray());
    }
    for (const char *path :
         {"generator", "started", "client.id", "outcome.detail", "hops[0].connection.peer",
          "hops[0].failure.detail", "hops[0].request.body.sha256"}) {
        row(path, 1);
        row(path, QJsonObject());
    }
    for (const char *path :
         {"hops[0].request.method", "hops[0].request.target", "hops[0].request.version",
          "hops[0].response.reason", "hops[0].request.body.text", "hops[0].redirect.location",
          "hops[0].redirect.locations[0]", "hops[0].request.url"}) {
        row(path, 1);
        row(path, QJsonObject{{QStringLiteral("base64"), QStringLiteral("!!!")}});
        row(path, QJsonObject{{QStringLiteral("base64"), 1}});
    }
    for (const char *path :
         {"redacted", "hops[0].connection.reused", "hops[0].request.body.truncated"}) {
        row(path, 1);
        row(path, text);
    }
    for (const char *path :
         {"outcome.kind", "hops[0].failure.kind", "hops[0].failure.code", "hops[0].oddities[0]",
          "hops[0].redirect.action", "hops[0].redirect.origin", "hops[0].redirect.why[0].about",
          "hops[0].redirect.headers[0].change", "findings[0].level", "hops[0].unseen[0]",
          "hops[0].networkStack.name"}) {
        row(path, text);
        row(path, 1);
    }
    row("outcome.kind", QJsonValue::Null);
    row("hops[0].request.method", QJsonValue::Null);
    row("hops[0].request.url", QJsonValue::Null);
    row("hops[0].request.url", QStringLiteral("http://"));
    row("hops[0].request.url", QStringLiteral("/relative"));
    row("hops[0].redirect.resolved", QStringLiteral("http://a b/"));
    row("hops[0].redirect.resolved", QJsonValue::Null); // though it was followed
    row("hops[0].request.body.sha256", QStringLiteral("abc"));
    row("hops[0].request.body.sha256", QStringLiteral("abcd"));
    row("hops[0].request.headers[1]", QJsonArray{QStringLiteral("only a name")});
    row("hops[0].request.headers[1]",
        QJsonArray{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    row("hops[0].request.headers[1]", QJsonArray{QStringLiteral("a"), 1});
    row("hops[0].request.generated[0]", 100);
    row("hops[0].request.generated[0]", 0.5);
    row("hops[0].networkStack.timesSent", -1);
    row("hops[0].networkStack.timesSent", text);
    row("hops[0].networkStack.added[0]", 1);
    row("started", QStringLiteral("yesterday"));
    row("hops[0].connection.tls.chain[0].notAfter", QStringLiteral("2026-13-01T00:00:00Z"));
    row("hops[0].connection.tls.errors[0]", 1);
}

void TestTraceFile::refusesValues()
{
    QFETCH(const QString, path);
    QFETCH(const QJsonValue, value);
    const QString problem = problemOf(with(path, value));
    // A whole object that is missing is named by what is needed in it.
    QVERIFY2(problem.contains(QStringLiteral(": %1 ").arg(path)), qPrintable(problem));
    QVERIFY2(problem.endsWith(u'.'), qPrintable(problem));
}

void TestTraceFile::acceptsLittle()
{
    const Result<Trace> trace = readTrace(R"({"format": "hoplens-trace", "version": 1, "hops": [
        {"request": {"method": "GET", "url": "http://a.test/"}, "response": {"status": 200}}]})");
    QVERIFY2(trace, qPrintable(problemOf(trace)));
    QCOMPARE(trace->hops.at(0).exchange.response->status, 200);
    QVERIFY(!trace->hops.at(0).redirect);
    QVERIFY(!trace->started.isValid());
}

void TestTraceFile::boundsWhatItReads()
{
    const auto file = [](int hops, int fields) {
        const QByteArray list =
            QByteArray(R"(["a","b"],)").repeated(fields).chopped(fields > 0 ? 1 : 0);
        const QByteArray hop =
            R"({"request":{"method":"GET","url":"http://a/","headers":[)" + list + "]}},";
        return R"({"format":"hoplens-trace","version":1,"hops":[)" + hop.repeated(hops).chopped(1)
            + "]}";
    };
    QCOMPARE(problemOf(file(10'000, 10)), QStringLiteral("it was read"));
    QVERIFY(problemOf(file(10'001, 0))
                .contains(QStringLiteral("hops must have at most 10000 entries")));
    QVERIFY(problemOf(file(10, 10'001))
                .contains(QStringLiteral("hops[9].request.headers[9991] is one field too many")));
    const QString million = problemOf(R"({"format":"hoplens-trace","version":1,"hops":[)"
                                      + QByteArray("{},").repeated(1'000'000) + "{}]}");
    QVERIFY2(million.contains(QStringLiteral("at most 10000")), qPrintable(million));
    // 100,000 fields by the client are written and read without comparing all pairs.
    const Result<Trace> wide = readTrace(file(1, 100'000));
    QVERIFY2(wide, qPrintable(problemOf(wide)));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(readTrace(writeTrace(*wide)));
    QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
}

void TestTraceFile::lastDuplicateKeyCounts()
{
    const Result<Trace> trace =
        readTrace(R"({"format": "x", "format": "hoplens-trace", "version": 2, "version": 1,
        "hops": 1, "hops": [], "x": 1, "x": 2})");
    QVERIFY2(trace, qPrintable(problemOf(trace)));
    QCOMPARE(trace->unknown, (QJsonObject{{QStringLiteral("x"), 2}}));
}

void TestTraceFile::cutFilesAreRefused()
{
    const QByteArray whole = writeTrace(sampleTrace(), Secrets::Show).trimmed();
    for (qsizetype size = 1; size < whole.size(); size += size < 500 ? 1 : 17) {
        const QString problem = problemOf(whole.left(size));
        QVERIFY2(problem.contains(QStringLiteral("ends too early"))
                     || problem.contains(QStringLiteral("not valid JSON")),
                 qPrintable(QStringLiteral("%1: %2").arg(size).arg(problem)));
    }
}

void TestTraceFile::longTracesCanBeOpenedAgain()
{
    Trace trace = sampleTrace();
    trace.hops[0].exchange.response->body =
        bodyOf(QByteArray(qsizetype(1) << 20, '\1')); // six octets each in JSON
    trace.hops = QList<Hop>(11, trace.hops.at(0));
    const QByteArray bytes = writeTrace(trace, Secrets::Show);
    QVERIFY(bytes.size() <= traceFileLimit);
    const Result<Trace> read = readTrace(bytes);
    QVERIFY2(read, qPrintable(problemOf(read)));
    const Body &body = read->hops.at(10).exchange.response->body;
    QVERIFY(body.truncated);
    QCOMPARE(body.size, 1 << 20);
    QCOMPARE(sha256Of(body), sha256Of(trace.hops.at(10).exchange.response->body));
    QVERIFY(body.bytes.size() > 100'000);
    QCOMPARE(writeTrace(*read, Secrets::Show), bytes);
}

void TestTraceFile::loadsAndNamesTheFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("täst.hoplens"));
    QVERIFY(saveFile(path, writeTrace(sampleTrace(), Secrets::Show)));
    const Result<Trace> trace = loadTraceFile(path);
    QVERIFY2(trace, qPrintable(problemOf(trace)));
    QVERIFY(same(*trace, sampleTrace()));

    QVERIFY(saveFile(path, "{}"));
    const Result<Trace> other = loadTraceFile(path);
    QVERIFY(!other);
    QVERIFY2(other.error().detail.startsWith(
                 QStringLiteral("“täst.hoplens”: This is not a Hoplens trace")),
             qPrintable(problemOf(other)));
    QCOMPARE(other.error().code, Error::Code::Unreadable);
    const QString pipe = folder.filePath(QStringLiteral("a\npipe"));
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const QString toPipe = folder.filePath(QStringLiteral("to-pipe"));
    const QString toItself = folder.filePath(QStringLiteral("to-itself"));
    const QString toFolder = folder.filePath(QStringLiteral("to-folder"));
    QVERIFY(QFile::link(pipe, toPipe));
    QVERIFY(QFile::link(toItself, toItself));
    QVERIFY(QFile::link(folder.path(), toFolder));
    for (const QString &bad :
         {folder.filePath(QStringLiteral("missing")), folder.path(), QStringLiteral("/dev/zero"),
          QString(), pipe, toPipe, toItself, toFolder}) {
        const Result<Trace> none = loadTraceFile(bad);
        QVERIFY(!none);
        QVERIFY(!none.error().detail.contains(u'\n'));
        QCOMPARE(none.error().code, Error::Code::Unreadable);
        QVERIFY2(none.error().detail.endsWith(u'.'), qPrintable(problemOf(none)));
    }
}

void TestTraceFile::loadRefusesHugeFileUnread()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("zeros.hoplens"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(200'000'000));
    file.close();
    QElapsedTimer timer;
    timer.start();
    const Result<Trace> trace = loadTraceFile(path);
    QVERIFY(!trace);
    QVERIFY2(trace.error().detail.contains(QStringLiteral("larger than 64 MB")),
             qPrintable(problemOf(trace)));
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
}

void TestTraceFile::savesForTheUserOnly()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.hoplens"));
    const auto permissions = [&] {
        return QFile::permissions(path) & ~(QFileDevice::ReadUser | QFileDevice::WriteUser);
    };
    const auto mine = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QVERIFY(saveFile(path, "one"));
    QCOMPARE(permissions(), mine);
    QVERIFY(QFile::setPermissions(path, mine | QFileDevice::ReadGroup | QFileDevice::ReadOther));
    QVERIFY(saveFile(path, "two"));
    QCOMPARE(permissions(), mine);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "two");
}

void TestTraceFile::failedSaveLeavesTheOldFile()
{
    const QTemporaryDir folder;
    const QString existing = folder.filePath(QStringLiteral("a.hoplens"));
    QVERIFY(saveFile(existing, "old"));
    // All of these fail for the superuser, too.
    const QString longName = QString(300, u'x');
    for (const QString &path : {folder.path(), folder.filePath(QStringLiteral("missing/a.hoplens")),
                                existing + QStringLiteral("/b.hoplens"), folder.filePath(longName),
                                QStringLiteral("/proc/a.hoplens"), QString()}) {
        const Result<void> saved = saveFile(path, "new");
        QVERIFY2(!saved, qPrintable(path));
        QCOMPARE(saved.error().code, Error::Code::Unwritable);
        QVERIFY2(saved.error().detail.contains(path), qPrintable(saved.error().detail));
        QVERIFY2(!saved.error().detail.contains(QStringLiteral("()")),
                 qPrintable(saved.error().detail));
        QVERIFY2(!saved.error().detail.contains(QStringLiteral("Unknown error")),
                 qPrintable(saved.error().detail));
    }
    QFile file(existing);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "old");
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("a.hoplens")});
}

QTEST_GUILESS_MAIN(TestTraceFile)
#include "tst_tracefile.moc"
