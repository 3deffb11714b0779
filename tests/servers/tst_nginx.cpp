// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/servers/nginxserver.h"
#include "tests/servers/runtrace.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace hoplens;

namespace {

constexpr int originServer = 0;
constexpr int otherServer = 1;

const QByteArray formBody = "name=Ada&note=hello";
const Headers userFields = {{"Content-Type", "application/x-www-form-urlencoded"},
                            {"Authorization", "Bearer s3cret"},
                            {"Cookie", "sid=abc"},
                            {"X-Ticket", "42"}};

/// Octets from the request line to the empty line.
qint64 headSize(const Request &request)
{
    qint64 size = requestLine(request).size() + 4;
    for (const Field &field : request.headers) {
        size += field.name.size() + field.value.size() + 4;
    }
    return size;
}

Request wishFor(const QByteArray &method, const QByteArray &url)
{
    if (method == "GET") {
        return wish(method, url, userFields.mid(1));
    }
    return wish(method, url, userFields, formBody);
}

QByteArray contentOf(const Request &request)
{
    return request.body ? request.body->bytes : QByteArray();
}

} // namespace

/// Traces through a real nginx must say what its access log says.
class TestNginx : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void returnedRedirects_data();
    void returnedRedirects();
    void trailingSlash_data();
    void trailingSlash();
    void methodNotAllowedOnFolder();
    void portLostInRedirect();

private:
    void compareWithLog(const Trace &trace);

    NginxServer m_server{{"ORIGIN", "OTHER", "SINK"}};
};

void TestNginx::initTestCase()
{
    QVERIFY(QDir().mkpath(m_server.filePath(QStringLiteral("files/folder"))));
    QFile page(m_server.filePath(QStringLiteral("files/folder/index.html")));
    QVERIFY(page.open(QIODevice::WriteOnly));
    QVERIFY(page.write("a page\n") > 0);
    QCOMPARE(m_server.start(QStringLiteral("plainservers.conf")), QString());
}

void TestNginx::init()
{
    m_server.forgetLog();
    QVERIFY2(m_server.isRunning(), m_server.errors().constData());
}

void TestNginx::compareWithLog(const Trace &trace)
{
    // nginx writes the line after it has sent the response.
    QTRY_COMPARE(m_server.log().size(), trace.hops.size());
    const QList<QJsonObject> entries = m_server.log();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const Exchange &exchange = trace.hops.at(i).exchange;
        const Request &request = exchange.request;
        const auto logged = [&entry = entries.at(i)](const char *key) {
            return hoplens::logged(entry, key);
        };
        QCOMPARE(logged("line"), requestLine(request));
        QCOMPARE(logged("port"), QByteArray::number(effectivePort(request.url)));
        QVERIFY(exchange.response);
        QCOMPARE(logged("status"), QByteArray::number(exchange.response->status));
        for (const char *name : loggedFields) {
            QCOMPARE(logged(name), firstValue(request.headers, name).value_or(QByteArray()));
        }
        // A body that nginx did not ask for is discarded before it is counted.
        const bool bodyWasRead = !logged("body").isEmpty();
        QCOMPARE(logged("length").toLongLong(),
                 headSize(request) + (bodyWasRead ? contentOf(request).size() : 0));
        if (bodyWasRead || request.target == "/target") {
            QCOMPARE(logged("body"), contentOf(request));
        }
    }
}

void TestNginx::returnedRedirects_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("status");
    for (const char *profile : {"browser-fetch", "rfc9110"}) {
        for (const char *method : {"GET", "POST", "PUT"}) {
            for (const char *form : {"absolute", "relative", "away"}) {
                for (const int status : redirectStatuses) {
                    QTest::addRow("%s %s /%s/%d", profile, method, form, status)
                        << QString::fromLatin1(profile) << QByteArray(method) << QByteArray(form)
                        << status;
                }
            }
        }
    }
}

void TestNginx::returnedRedirects()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, form);
    QFETCH(int, status);
    const QByteArray origin = m_server.baseUrl(originServer);
    const QByteArray destination = m_server.baseUrl(form == "away" ? otherServer : originServer);

    const QByteArray start = origin + '/' + form + '/' + QByteArray::number(status);
    const Trace trace = runTrace(wishFor(method, start), profile);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    QVERIFY(trace.hops.first().redirect);
    const Redirect &redirect = *trace.hops.first().redirect;
    QCOMPARE(redirect.location,
             form == "relative" ? QByteArray("/target") : destination + "/target");
    QCOMPARE(redirect.origin, form == "away" ? OriginChange::Port : OriginChange::Same);

    const Request &second = trace.hops.last().exchange.request;
    QCOMPARE(serializeUrl(second.url), destination + "/target");
    QCOMPARE(second.method, methodAfter(status, method));
    QCOMPARE(contentOf(second), second.method == "GET" ? QByteArray() : formBody);
    QCOMPARE(redirect.methodTo, second.method);
    // Fetch §4.4 "HTTP-redirect fetch" takes Authorization away when the origin changes.
    if (profile == QStringLiteral("browser-fetch")) {
        QCOMPARE(contains(second.headers, "Authorization"), form != "away");
    }
    QVERIFY(trace.hops.last().exchange.response);
    QCOMPARE(trace.hops.last().exchange.response->body.bytes, QByteArray("arrived\n"));
    compareWithLog(trace);
}

void TestNginx::trailingSlash_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("absolute");
    for (const char *profile : {"browser-fetch", "rfc9110"}) {
        for (const char *method : {"GET", "POST", "PUT"}) {
            const auto row = [&](const char *path, bool absolute) {
                QTest::addRow("%s %s %s", profile, method, path)
                    << QString::fromLatin1(profile) << QByteArray(method) << QByteArray(path)
                    << absolute;
            };
            row("/app", true);
            row("/relative/app", false);
            if (qstrcmp(method, "PUT") != 0) {
                row("/folder", true);
            }
        }
    }
}

void TestNginx::trailingSlash()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(bool, absolute);
    const QByteArray origin = m_server.baseUrl(originServer);

    const Trace trace = runTrace(wishFor(method, origin + path + "?x=1"), profile);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    QVERIFY(trace.hops.first().redirect);
    QCOMPARE(trace.hops.first().redirect->location,
             (absolute ? origin : QByteArray()) + path + "/?x=1");
    const Request &second = trace.hops.last().exchange.request;
    QCOMPARE(second.target, path + "/?x=1");
    QCOMPARE(second.method, methodAfter(301, method));
    compareWithLog(trace);
}

void TestNginx::methodNotAllowedOnFolder()
{
    const Trace trace = runTrace(wishFor("PUT", m_server.baseUrl(originServer) + "/folder"),
                                 QStringLiteral("browser-fetch"));
    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 1);
    QVERIFY(!trace.hops.first().redirect);
    QCOMPARE(trace.hops.first().exchange.response->status, 405);
    compareWithLog(trace);
}

/// port_in_redirect off, a common mistake behind port forwarding: the Location forgets the port.
/// Nothing is opened there, because port 80 of this machine is nobody's business here.
void TestNginx::portLostInRedirect()
{
    TraceOptions options;
    options.maxHops = 0;
    const Trace trace = runTrace(wishFor("POST", m_server.baseUrl(originServer) + "/portless"),
                                 QStringLiteral("browser-fetch"), options);
    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Limit);
    QCOMPARE(trace.hops.size(), 1);
    QVERIFY(trace.hops.first().redirect);
    const Redirect &redirect = *trace.hops.first().redirect;
    QVERIFY(!redirect.follow);
    QCOMPARE(redirect.location, QByteArray("http://127.0.0.1/target"));
    QCOMPARE(redirect.origin, OriginChange::Port);
    compareWithLog(trace);
}

QTEST_GUILESS_MAIN(TestNginx)
#include "tst_nginx.moc"
