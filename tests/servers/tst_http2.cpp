// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"
#include "tests/servers/authority.h"
#include "tests/servers/nginxserver.h"
#include "tests/servers/runtrace.h"

#include <QTest>

using namespace hoplens;

namespace {

enum Server { http2Server, olderServer, plainServer };

const QByteArrayList servers{"HTTP2", "OLDER", "PLAIN"};
const QString profile = QStringLiteral("browser-fetch");

const Exchange &lastExchange(const Trace &trace)
{
    return trace.hops.last().exchange;
}

/// nginx has a minor version where HTTP/2 has none.
QByteArray nginxLine(const Request &request)
{
    QByteArray line = requestLine(request);
    return line.endsWith("HTTP/2") ? line + ".0" : line;
}

} // namespace

/// What a trace says of HTTP/2 must be what nginx logged.
class TestHttp2 : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void chains_data();
    void chains();
    void bodies_data();
    void bodies();
    void fields();
    void emptyLocation();
    void droppedStreams();
    void certificates_data();
    void certificates();
    void ownHostIsRefused();
    void resolveIsRefused();
    void traceFile();
    void steppedThrough();

private:
    QByteArray urlOf(Server server, const QByteArray &path) const;
    TraceOptions options() const;
    void compareWithLog(const Trace &trace);

    NginxServer m_server{servers};
    QSslCertificate m_root;
};

void TestHttp2::initTestCase()
{
    Authority known(m_server.filePath(QString()), QStringLiteral("hops"));
    QCOMPARE(known.make(), QString());
    QCOMPARE(known.issue(QStringLiteral("lens"), QStringLiteral("IP:127.0.0.1")), QString());
    m_root = known.root();
    QVERIFY(!m_root.isNull());
    QCOMPARE(m_server.start(QStringLiteral("http2servers.conf")), QString());
}

void TestHttp2::init()
{
    m_server.forgetLog();
    QVERIFY2(m_server.isRunning(), m_server.errors().constData());
}

QByteArray TestHttp2::urlOf(Server server, const QByteArray &path) const
{
    return (server == plainServer ? "http" : "https") + QByteArray("://127.0.0.1:")
        + QByteArray::number(m_server.port(server)) + path;
}

TraceOptions TestHttp2::options() const
{
    TraceOptions options;
    options.send.stack = NetworkStack::Qt;
    options.send.extraAuthorities = {m_root};
    return options;
}

void TestHttp2::compareWithLog(const Trace &trace)
{
    QTRY_COMPARE(m_server.log().size(), trace.hops.size());
    const QList<QJsonObject> entries = m_server.log();
    QByteArrayList connections;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QJsonObject &entry = entries.at(i);
        const Exchange &exchange = trace.hops.at(i).exchange;
        const Request &request = exchange.request;
        const quint16 port = effectivePort(request.url);
        const bool isHttp2 = port == m_server.port(http2Server);
        QCOMPARE(request.version, isHttp2 ? QByteArray("HTTP/2") : QByteArray("HTTP/1.1"));
        QCOMPARE(logged(entry, "line"), nginxLine(request));
        QCOMPARE(logged(entry, "port"), QByteArray::number(port));
        QVERIFY(exchange.response);
        QVERIFY(!exchange.failure);
        QCOMPARE(exchange.response->version, isHttp2 ? QByteArray("HTTP/2") : QByteArray());
        QCOMPARE(logged(entry, "status"), QByteArray::number(exchange.response->status));
        for (const char *name : loggedFields) {
            // nginx calls :authority Host.
            const bool isAuthority = isHttp2 && QByteArray(name) == "Host";
            QCOMPARE(logged(entry, name),
                     isAuthority ? hostField(request.url)
                                 : firstValue(request.headers, name).value_or(QByteArray()));
        }
        QCOMPARE(contains(request.headers, "Host"), !isHttp2);
        QCOMPARE(contains(request.headers, "Connection"), !isHttp2);
        QCOMPARE(exchange.connection.tls.has_value(), request.url.scheme == "https");
        if (exchange.connection.tls) {
            QCOMPARE(exchange.connection.tls->alpn.toLatin1(), logged(entry, "alpn"));
            QCOMPARE(exchange.connection.tls->alpn == u"h2", isHttp2);
            QCOMPARE(exchange.connection.tls->cipher.toLatin1(), logged(entry, "cipher"));
            QCOMPARE(exchange.connection.tls->chain.size(), 2);
        }
        const QByteArray connection = logged(entry, "connection");
        QCOMPARE(exchange.connection.reused, connections.contains(connection));
        connections.append(connection);
        QVERIFY(exchange.qtStack);
        QCOMPARE(exchange.qtStack->unseen.contains(Unseen::ResponseVersion), !isHttp2);
        QCOMPARE(exchange.qtStack->leftOut.contains("Host"), isHttp2);
    }
}

void TestHttp2::chains_data()
{
    QTest::addColumn<int>("server");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<qsizetype>("hops");
    QTest::addColumn<bool>("fresh");
    for (const bool fresh : {false, true}) {
        const char *kind = fresh ? "fresh" : "kept";
        QTest::addRow("all over HTTP/2, %s", kind)
            << int(http2Server) << QByteArray("/1") << qsizetype(4) << fresh;
        QTest::addRow("down to HTTP/1.1 and http, %s", kind)
            << int(http2Server) << QByteArray("/older") << qsizetype(3) << fresh;
        QTest::addRow("up from http, %s", kind)
            << int(plainServer) << QByteArray("/newer") << qsizetype(2) << fresh;
    }
}

void TestHttp2::chains()
{
    QFETCH(int, server);
    QFETCH(QByteArray, path);
    QFETCH(qsizetype, hops);
    QFETCH(bool, fresh);
    TraceOptions sending = options();
    sending.send.freshConnections = fresh;

    const Trace trace =
        runTrace(wish("GET", urlOf(Server(server), path), {{"X-Ticket", "one"}}), profile, sending);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), hops);
    QCOMPARE(lastExchange(trace).response->body.bytes, QByteArray("arrived\n"));
    for (const Hop &hop : trace.hops) {
        QCOMPARE(hop.exchange.qtStack->timesSent, 1);
        QCOMPARE(hop.redirect.has_value(), &hop != &trace.hops.last());
    }
    compareWithLog(trace);
}

void TestHttp2::bodies_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("method"); // in the end
    for (const int size : {0, 18, 8'000}) {
        QTest::addRow("308, %d octets", size)
            << QByteArray("/body") << QByteArray(size, 'b') << QByteArray("POST");
        QTest::addRow("303, %d octets", size)
            << QByteArray("/see-other") << QByteArray(size, 'b') << QByteArray("GET");
    }
    QTest::addRow("200, large") << QByteArray("/end") << QByteArray(600'000, 'b')
                                << QByteArray("POST");
}

void TestHttp2::bodies()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, method);

    const Trace trace =
        runTrace(wish("POST", urlOf(http2Server, path), {{"Content-Type", "text/plain"}}, body),
                 profile, options());

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(lastExchange(trace).request.method, method);
    QCOMPARE(lastExchange(trace).request.body.has_value(), method == "POST");
    compareWithLog(trace);
    if (path == "/body") {
        QCOMPARE(logged(m_server.log().constFirst(), "body"), body);
    }
}

void TestHttp2::fields()
{
    const Trace trace = runTrace(wish("GET", urlOf(http2Server, "/end")), profile, options());

    const Response &response = *lastExchange(trace).response;
    QCOMPARE(valuesOf(response.headers, "set-cookie"), QList<QByteArray>({"a=1", "b=2"}));
    QVERIFY(response.reason.isEmpty());
    for (const Field &field : response.headers) {
        QCOMPARE(field.name, field.name.toLower());
    }
    QCOMPARE(firstValue(response.headers, "x-case"), QByteArray("Kept"));
    QCOMPARE(firstValue(response.headers, "content-length"), QByteArray("8"));
    compareWithLog(trace);
}

void TestHttp2::emptyLocation()
{
    const Trace trace = runTrace(wish("GET", urlOf(http2Server, "/empty")), profile, options());

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Protocol);
    QVERIFY2(trace.outcome->detail.contains(QStringLiteral("Location")),
             qPrintable(trace.outcome->detail));
    QTRY_COMPARE(m_server.log().size(), 1);
}

/// The server resets the stream: nobody sends again unseen.
void TestHttp2::droppedStreams()
{
    const Trace trace = runTrace(wish("GET", urlOf(http2Server, "/drop")), profile, options());

    QVERIFY(trace.outcome);
    QVERIFY(trace.outcome->kind != OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 1);
    QVERIFY(lastExchange(trace).failure);
    QTRY_COMPARE(m_server.log().size(), lastExchange(trace).qtStack->timesSent);
}

void TestHttp2::certificates_data()
{
    QTest::addColumn<bool>("verify");
    QTest::addColumn<bool>("accept");
    QTest::newRow("refused") << true << false;
    QTest::newRow("accepted") << true << true;
    QTest::newRow("not looked at") << false << false;
}

void TestHttp2::certificates()
{
    QFETCH(bool, verify);
    QFETCH(bool, accept);
    TraceOptions sending = options();
    sending.send.extraAuthorities.clear();
    sending.send.verifyTls = verify;
    if (accept) {
        const QString file = m_server.filePath(QStringLiteral("lens-own.pem"));
        sending.send.accepted = {
            {"127.0.0.1", m_server.port(http2Server), certificateWords(file).sha256}};
    }

    const Trace trace = runTrace(wish("GET", urlOf(http2Server, "/1")), profile, sending);

    QVERIFY(trace.outcome);
    const bool goes = accept || !verify;
    QCOMPARE(trace.outcome->kind, goes ? OutcomeKind::Final : OutcomeKind::Tls);
    for (const Hop &hop : trace.hops) {
        QVERIFY(hop.exchange.connection.tls);
        QCOMPARE(hop.exchange.connection.tls->accepted, goes);
        QVERIFY(!hop.exchange.connection.tls->errors.isEmpty());
        QVERIFY(!hop.exchange.connection.tls->chain.isEmpty());
    }
    if (goes) {
        compareWithLog(trace);
    } else {
        QCOMPARE(lastExchange(trace).failure->code, FailureCode::CertificateRejected);
        QCOMPARE(m_server.log().size(), 0);
    }
}

void TestHttp2::ownHostIsRefused()
{
    const Trace trace = runTrace(wish("GET", urlOf(http2Server, "/1"), {{"Host", "lens.test"}}),
                                 profile, options());

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Protocol);
    QVERIFY(trace.outcome->detail.contains(QStringLiteral("Host")));
    QCOMPARE(m_server.log().size(), 0);
}

void TestHttp2::resolveIsRefused()
{
    TraceOptions sending = options();
    const quint16 port = m_server.port(plainServer);
    sending.send.resolve = {{"lens.test", port, {QStringLiteral("127.0.0.1")}}};

    const Trace trace = runTrace(wish("GET", "http://lens.test:" + QByteArray::number(port) + "/"),
                                 profile, sending);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Protocol);
    QVERIFY(trace.outcome->detail.contains(QStringLiteral("--resolve")));
    QCOMPARE(m_server.log().size(), 0);
}

void TestHttp2::traceFile()
{
    const Trace trace = runTrace(wish("GET", urlOf(http2Server, "/older")), profile, options());
    QCOMPARE(trace.hops.size(), 3);

    const QByteArray file = writeTrace(trace, Secrets::Show);
    const Result<Trace> read = readTrace(file);

    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        QVERIFY(!trace.hops.at(i).exchange.qtStack->unseen.isEmpty());
        QCOMPARE(read->hops.at(i).exchange.qtStack, trace.hops.at(i).exchange.qtStack);
    }
    QCOMPARE(writeTrace(*read, Secrets::Show), file);
}

/// Nothing goes out while it stands still, and one request each time it goes on.
void TestHttp2::steppedThrough()
{
    TraceOptions sending = options();
    sending.step.everyHop = true;
    Tracer tracer;
    tracer.start(wish("POST", urlOf(http2Server, "/1"), {}, "hello"), *findProfile(profile),
                 sending);
    QTRY_VERIFY_WITH_TIMEOUT(tracer.pausedStep() != nullptr, 10'000);
    QTRY_COMPARE(m_server.log().size(), 1);
    tracer.resume(0, {StepKind::Kept, {}, false});
    QTRY_VERIFY_WITH_TIMEOUT(tracer.pausedStep() != nullptr, 10'000);
    QTRY_COMPARE(m_server.log().size(), 2);
    QCOMPARE(logged(m_server.log().last(), "line"), QByteArray("POST /2 HTTP/2.0"));
    StepChoice edited{StepKind::Edited, tracer.pausedStep()->editable, true};
    edited.edited.headers.append(Field{"X-Ticket", "by hand"});
    tracer.resume(1, edited);
    QTRY_VERIFY_WITH_TIMEOUT(!tracer.isRunning(), 10'000);
    const Trace &trace = tracer.trace();
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.at(1).redirect->byUser->kind, StepKind::Edited);
    QVERIFY(!trace.hops.at(1).redirect->byUser->methodChanged);
    compareWithLog(trace);
}

QTEST_GUILESS_MAIN(TestHttp2)
#include "tst_http2.moc"
