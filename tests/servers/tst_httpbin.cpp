// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/clientprofile.h"
#include "core/trace/bodycontent.h"
#include "tests/servers/runtrace.h"
#include "tests/servers/serverprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hoplens;

namespace {

constexpr int originServer = 0;
constexpr int otherServer = 1;

const QByteArray jsonBody = R"({"name":"Ada"})";
const QStringList profiles = {QStringLiteral("browser-fetch"), QStringLiteral("rfc9110")};

Request wishFor(const QByteArray &method, const QByteArray &url)
{
    const Headers fields = {{"Content-Type", "application/json"},
                            {"Authorization", "Bearer s3cret"},
                            {"X-Ticket", "42"}};
    return method == "GET" ? wish(method, url, fields.mid(1)) : wish(method, url, fields, jsonBody);
}

const Request &lastRequest(const Trace &trace)
{
    return trace.hops.last().exchange.request;
}

/// httpbin's answer about the last request.
QJsonObject echoOf(const Trace &trace)
{
    const std::optional<Response> &response = trace.hops.last().exchange.response;
    return response ? QJsonDocument::fromJson(response->body.bytes).object() : QJsonObject();
}

} // namespace

/// Traces through a real httpbin must say what its echoes say.
class TestHttpbin : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void redirectTo_data();
    void redirectTo();
    void chains_data();
    void chains();
    void chainsRefuseOtherMethods_data();
    void chainsRefuseOtherMethods();
    void cookiesGoOnIfTheClientHasAJar_data();
    void cookiesGoOnIfTheClientHasAJar();
    void contentCodings_data();
    void contentCodings();

private:
    QList<QJsonObject> seenByGunicorn();
    QList<QJsonObject> seen();
    void compareWithSeen(const Trace &trace);
    void compareWithEcho(const Trace &trace);

    ServerProcess m_server{2};
    ServerProcess m_gunicorn{1};
    qsizetype m_seenBefore = 0;
};

void TestHttpbin::initTestCase()
{
    // Debian's own interpreter: another python3 in PATH would not know Debian's packages.
    QVERIFY2(m_server.start(QStringLiteral("/usr/bin/python3"),
                            {QStringLiteral(TEST_SERVERS "/servehttpbin.py"),
                             QString::number(m_server.descriptor(originServer)),
                             QString::number(m_server.descriptor(otherServer))}),
             "python3 is missing; tests/run installs it");
    // gunicorn knows no field name as it was written, so that it serves only where its own answers
    // are looked at: kept connections, and the size of what it sent.
    const QString format = QStringLiteral(R"({"line":"%(r)s","status":"%(s)s","size":"%(B)s"})");
    QVERIFY(m_gunicorn.start(
        QStringLiteral("/usr/bin/python3"),
        {QStringLiteral("-m"), QStringLiteral("gunicorn"), QStringLiteral("--bind"),
         QStringLiteral("fd://%1").arg(m_gunicorn.descriptor(0)), QStringLiteral("--worker-class"),
         QStringLiteral("gthread"), QStringLiteral("--threads"), QStringLiteral("2"),
         QStringLiteral("--access-logfile"), QStringLiteral("-"),
         QStringLiteral("--access-logformat"), format, QStringLiteral("httpbin:app")}));
}

void TestHttpbin::init()
{
    m_seenBefore += seen().size();
    QVERIFY2(m_server.isRunning(), m_server.errors().constData());
}

/// The requests of this test function as they stood on the wire.
QList<QJsonObject> TestHttpbin::seen()
{
    QList<QJsonObject> requests;
    const QList<QByteArray> lines = m_server.output().split('\n');
    for (const QByteArray &line : lines.mid(m_seenBefore)) {
        if (!line.isEmpty()) {
            requests.append(QJsonDocument::fromJson(line).object());
        }
    }
    return requests;
}

void TestHttpbin::compareWithSeen(const Trace &trace)
{
    QTRY_COMPARE(seen().size(), trace.hops.size());
    const QList<QJsonObject> requests = seen();
    for (qsizetype i = 0; i < requests.size(); ++i) {
        const QJsonObject &wire = requests.at(i);
        const Request &request = trace.hops.at(i).exchange.request;
        QCOMPARE(wire.value(u"line").toString().toUtf8(),
                 request.method + ' ' + request.target + ' ' + request.version);
        QCOMPARE(wire.value(u"port").toInt(), int(effectivePort(request.url)));
        QList<QPair<QByteArray, QByteArray>> fields;
        for (const QJsonValue field : wire.value(u"fields").toArray()) {
            fields.append({field[0].toString().toLatin1(), field[1].toString().toLatin1()});
        }
        QCOMPARE(fields, fieldLines(request.headers));
        QCOMPARE(wire.value(u"body").toString().toLatin1(),
                 request.body ? request.body->bytes : QByteArray());
    }
}

void TestHttpbin::compareWithEcho(const Trace &trace)
{
    const QJsonObject echo = echoOf(trace);
    const Request &request = lastRequest(trace);
    if (echo.contains(u"method")) { // /anything says it, /get does not
        QCOMPARE(echo.value(u"method").toString().toUtf8(), request.method);
        QCOMPARE(echo.value(u"data").toString().toUtf8(),
                 request.body ? request.body->bytes : QByteArray());
    }
    QCOMPARE(echo.value(u"url").toString().toUtf8(), serializeUrl(request.url));
    const QJsonObject fields = echo.value(u"headers").toObject();
    QCOMPARE(fields.size(), request.headers.size());
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        QCOMPARE(
            field.value().toString().toLatin1(),
            firstValue(request.headers, field.key().toLatin1()).value_or("(not in the trace)"));
    }
}

void TestHttpbin::redirectTo_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("status");
    for (const QString &profile : profiles) {
        for (const char *method : {"GET", "POST", "PUT"}) {
            for (const char *form : {"path", "same origin", "other origin"}) {
                for (const int status : redirectStatuses) {
                    QTest::addRow("%s %s %d to %s", qPrintable(profile), method, status, form)
                        << profile << QByteArray(method) << QByteArray(form) << status;
                }
            }
        }
    }
}

void TestHttpbin::redirectTo()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, form);
    QFETCH(int, status);
    const QByteArray origin = m_server.baseUrl(originServer);
    const QByteArray destination =
        m_server.baseUrl(form == "other origin" ? otherServer : originServer);
    const QByteArray location =
        (form == "path" ? QByteArray() : destination) + "/anything/here?x=1";

    const QByteArray start = origin + "/redirect-to?status_code=" + QByteArray::number(status)
        + "&url=" + location.toPercentEncoding();
    const Trace trace = runTrace(wishFor(method, start), profile);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    QVERIFY(trace.hops.first().redirect);
    QCOMPARE(trace.hops.first().redirect->location, location);
    QCOMPARE(lastRequest(trace).method, methodAfter(status, method));
    QCOMPARE(lastRequest(trace).body.has_value(), lastRequest(trace).method != "GET");
    QCOMPARE(serializeUrl(lastRequest(trace).url), destination + "/anything/here?x=1");
    compareWithSeen(trace);
    compareWithEcho(trace);
}

void TestHttpbin::chains_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    for (const QString &profile : profiles) {
        for (const char *method : {"GET", "HEAD"}) {
            for (const char *path : {"/redirect/3", "/redirect/3?absolute=true",
                                     "/relative-redirect/3", "/absolute-redirect/3"}) {
                QTest::addRow("%s %s %s", qPrintable(profile), method, path)
                    << profile << QByteArray(method) << QByteArray(path);
            }
        }
    }
}

void TestHttpbin::chains()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    const QByteArray origin = m_server.baseUrl(originServer);

    const Trace trace = runTrace(wish(method, origin + path), profile);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.outcome->hop, 4);
    QCOMPARE(trace.hops.size(), 4);
    const bool absolute = path.contains("absolute");
    for (const Hop &hop : trace.hops.first(3)) {
        QVERIFY(hop.redirect);
        QVERIFY(hop.redirect->follow);
        QCOMPARE(hop.redirect->location.startsWith(origin), absolute);
        QCOMPARE(hop.redirect->origin, OriginChange::Same);
    }
    QVERIFY(!trace.hops.last().redirect);
    QCOMPARE(lastRequest(trace).method, method);
    QCOMPARE(lastRequest(trace).target, QByteArray("/get"));
    compareWithSeen(trace);
    if (method != "HEAD") {
        compareWithEcho(trace);
    }
}

void TestHttpbin::chainsRefuseOtherMethods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addRow("POST") << QByteArray("POST");
    QTest::addRow("PUT") << QByteArray("PUT");
}

/// A 307 brings the method along, and httpbin's chains take none but GET.
void TestHttpbin::chainsRefuseOtherMethods()
{
    QFETCH(QByteArray, method);
    const QByteArray start =
        m_server.baseUrl(originServer) + "/redirect-to?status_code=307&url=/redirect/3";

    const Trace trace = runTrace(wishFor(method, start), profiles.first());

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(lastRequest(trace).method, method);
    QVERIFY(trace.hops.last().exchange.response);
    QCOMPARE(trace.hops.last().exchange.response->status, 405);
    compareWithSeen(trace);
}

void TestHttpbin::cookiesGoOnIfTheClientHasAJar_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("cookie");
    for (const QString &profile : profiles) {
        QTest::addRow("%s, no cookie by the user", qPrintable(profile)) << profile << QByteArray();
        QTest::addRow("%s, sid=abc by the user", qPrintable(profile))
            << profile << QByteArray("sid=abc");
    }
}

void TestHttpbin::cookiesGoOnIfTheClientHasAJar()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, cookie);
    const QByteArray start = m_server.baseUrl(originServer) + "/cookies/set?flavour=oat";
    const Headers fields = cookie.isEmpty() ? Headers{} : Headers{{"Cookie", cookie}};

    const Trace trace = runTrace(wish("GET", start, fields), profile);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    QVERIFY(trace.hops.first().exchange.response);
    const QList<QByteArray> set =
        valuesOf(trace.hops.first().exchange.response->headers, "Set-Cookie");
    QCOMPARE(set.size(), 1);
    QVERIFY(set.first().startsWith("flavour=oat"));
    const bool hasJar = findProfile(profile)->cookies.jar;
    QCOMPARE(firstValue(lastRequest(trace).headers, "Cookie").value_or("").contains("flavour=oat"),
             hasJar);
    compareWithSeen(trace);

    const QJsonObject cookies = echoOf(trace).value(u"cookies").toObject();
    QCOMPARE(cookies.contains(u"flavour"), hasJar);
    QCOMPARE(cookies.contains(u"sid"), !cookie.isEmpty());
}

/// What gunicorn's access log says.
QList<QJsonObject> TestHttpbin::seenByGunicorn()
{
    QList<QJsonObject> requests;
    const QList<QByteArray> lines = m_gunicorn.output().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith('{')) {
            requests.append(QJsonDocument::fromJson(line).object());
        }
    }
    return requests;
}

void TestHttpbin::contentCodings_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QString>("key");
    QTest::newRow("gzip") << QByteArray("/gzip") << QByteArray("gzip") << QStringLiteral("gzipped");
    QTest::newRow("deflate") << QByteArray("/deflate") << QByteArray("deflate")
                             << QStringLiteral("deflated");
    QTest::newRow("brotli") << QByteArray("/brotli") << QByteArray("br")
                            << QStringLiteral("brotli");
}

/// The body of the trace is what was on the wire, as large as gunicorn says; decoded, it is what
/// httpbin said.
void TestHttpbin::contentCodings()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, coding);
    QFETCH(QString, key);
    const qsizetype before = seenByGunicorn().size();

    const Trace trace =
        runTrace(wish("GET", m_gunicorn.baseUrl(0) + "/redirect-to?url=" + path), profiles.first());

    QVERIFY2(m_gunicorn.isRunning(), m_gunicorn.errors().constData());
    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    QVERIFY(trace.hops.last().exchange.connection.reused);
    QVERIFY(trace.hops.last().exchange.response);
    const Response &response = *trace.hops.last().exchange.response;
    QCOMPARE(valuesOf(response.headers, "Content-Encoding"), QList<QByteArray>{coding});
    QVERIFY(!response.body.truncated);
    QCOMPARE(response.body.size, response.body.bytes.size());
    QCOMPARE(firstValue(response.headers, "Content-Length").value_or(QByteArray()),
             QByteArray::number(response.body.size));
    QTRY_COMPARE(seenByGunicorn().size(), before + 2);
    for (qsizetype i = 0; i < 2; ++i) {
        const QJsonObject entry = seenByGunicorn().at(before + i);
        const Exchange &exchange = trace.hops.at(i).exchange;
        QCOMPARE(entry.value(u"line").toString().toUtf8(),
                 "GET " + exchange.request.target + " HTTP/1.1");
        QCOMPARE(entry.value(u"status").toString().toInt(), exchange.response->status);
        QCOMPARE(entry.value(u"size").toString().toLongLong(), exchange.response->body.size);
    }

    const std::optional<DecodedContent> content = contentOf(response.body, response.headers);
    QVERIFY(content);
    QCOMPARE(content->codings, QList<QByteArray>{coding});
    QCOMPARE(content->state, DecodingState::Complete);
    QVERIFY(!content->rawDeflate);
    QCOMPARE(content->size, content->bytes.size());
    QVERIFY(content->bytes != response.body.bytes);
    const QJsonObject said = QJsonDocument::fromJson(content->bytes).object();
    QVERIFY(said.value(key).toBool());
    QCOMPARE(said.value(u"method").toString(), QStringLiteral("GET"));
    QCOMPARE(said.value(u"headers").toObject().value(u"Host").toString().toUtf8(),
             hostField(lastRequest(trace).url));
}

QTEST_GUILESS_MAIN(TestHttpbin)
#include "tst_httpbin.moc"
