// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"
#include "core/http/requesthead.h"
#include "core/lab/labserver.h"
#include "core/lab/scenarios.h"
#include "core/redirect/prepare.h"
#include "core/tracer.h"
#include "tests/core/chain.h"
#include "tests/core/scriptedserver.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace hoplens;

class TestTracer : public QObject {
    Q_OBJECT

private slots:
    void everyScenarioIsWhatTheServerReceived_data();
    void everyScenarioIsWhatTheServerReceived();
    void chains_data();
    void chains();
    void signalsInOrder();
    void stopBetweenHops();
    void stopWhileWaiting();
    void deadlineOfTheTrace();
    void limitOfTheUser();
    void restartForgetsTheFirstTrace();
    void redirectWhoseBodyIsCutIsFollowed();
    void headThatIsCutDecidesNothing_data();
    void headThatIsCutDecidesNothing();
    void redirectWhoseBodyDoesNotEndIsFollowed();
    void deadlineHoldsBesideABodyThatIsLeft();
    void cookiesOfTheLab();
    void cookiesOfInterimAnswersAreNotStored();
    void beginsWithAJar();
    void previewsHaveABudget();
    void softRedirects_data();
    void softRedirects();
    void trailersAreKept();
    void nothingListens();

private:
    Trace run(const Request &request, const QString &client, const TraceOptions &options = {});
};

namespace {

using namespace std::chrono_literals;

const QString fetch = QStringLiteral("browser-fetch");
const QString rfc = QStringLiteral("rfc9110");

Request scenarioRequest(const LabScenario &scenario, const LabServer &lab)
{
    return requestTo(scenario.method, lab.baseUrl() + scenario.path, scenario.headers,
                     scenario.body.isEmpty() ? std::nullopt : std::optional(scenario.body));
}

} // namespace

Trace TestTracer::run(const Request &request, const QString &client, const TraceOptions &options)
{
    Tracer tracer;
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start(request, *findProfile(client), options);
    if (finished.isEmpty()) {
        finished.wait(20'000);
    }
    return tracer.trace();
}

void TestTracer::everyScenarioIsWhatTheServerReceived_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("scenario");
    for (const ClientProfile &profile : clientProfiles()) {
        for (int i = 0; i < labScenarios().size(); ++i) {
            QTest::addRow("%s: %s", qPrintable(profile.id), qPrintable(labScenarios().at(i).title))
                << profile.id << i;
        }
    }
}

void TestTracer::everyScenarioIsWhatTheServerReceived()
{
    QFETCH(QString, client);
    QFETCH(int, scenario);
    LabServer lab;
    QVERIFY(lab.start());
    const Request request = scenarioRequest(labScenarios().at(scenario), lab);
    const Trace trace = run(request, client);
    QVERIFY(trace.outcome);
    QVERIFY(!trace.outcome->detail.isEmpty());
    QCOMPARE(lab.received().size(),
             trace.hops.size()); // one request a hop, never a silent second one
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Request &sent = trace.hops.at(i).exchange.request;
        const LabRequest &received = lab.received().at(i);
        QCOMPARE(received.head, requestHead(sent));
        QCOMPARE(received.body, sent.body ? sent.body->bytes : QByteArray());
        QCOMPARE(received.port, effectivePort(sent.url));
    }
    // And what the trace file keeps of it is the same when it is read again.
    const QByteArray file = writeTrace(trace, Secrets::Show);
    const Result<Trace> read = readTrace(file);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(writeTrace(*read, Secrets::Show), file);
}

void TestTracer::chains_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("methods"); // as sent, hop by hop
    QTest::addColumn<int>("outcome");
    const auto row = [](const QString &client, const char *method, const char *path,
                        const char *sent, OutcomeKind outcome) {
        QTest::addRow("%s %s %s", qPrintable(client), method, path)
            << client << QByteArray(method) << QByteArray(path) << QString::fromLatin1(sent)
            << static_cast<int>(outcome);
    };
    for (const QString &client : {fetch, rfc}) {
        row(client, "POST", "/307/302/200", "POST POST GET", OutcomeKind::Final);
        row(client, "PUT", "/308/303/echo", "PUT PUT GET", OutcomeKind::Final);
        row(client, "GET", "/302;to=other/302/200", "GET GET GET", OutcomeKind::Final);
        row(client, "HEAD", "/303/200", "HEAD HEAD", OutcomeKind::Final);
        row(client, "GET", "/302;loc=none/200", "GET", OutcomeKind::Final);
        row(client, "GET", "/302;loc=two/200", "GET", OutcomeKind::Refused);
        row(client, "GET", "/302;scheme=file/200", "GET", OutcomeKind::Refused);
        row(client, "GET", "/302;scheme=javascript/200", "GET", OutcomeKind::Refused);
        row(client, "GET", "/cut", "GET", OutcomeKind::Network);
    }
    row(rfc, "GET", "/loop", "GET", OutcomeKind::Loop);
    row(rfc, "GET", "/loop;n=3", "GET GET GET GET", OutcomeKind::Loop);
    row(fetch, "GET", "/loop",
        "GET GET GET GET GET GET GET GET GET GET GET GET GET GET GET GET GET GET GET GET GET",
        OutcomeKind::Limit);
}

void TestTracer::chains()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QString, methods);
    QFETCH(int, outcome);
    LabServer lab;
    QVERIFY(lab.start());
    const bool body = method == "POST" || method == "PUT";
    const Trace trace = run(requestTo(method, lab.baseUrl() + path, {},
                                      body ? std::optional<QByteArray>("hello") : std::nullopt),
                            client);
    QStringList sent;
    for (const Hop &hop : trace.hops) {
        sent.append(QString::fromLatin1(hop.exchange.request.method));
    }
    QCOMPARE(sent.join(u' '), methods);
    QCOMPARE(static_cast<int>(trace.outcome->kind), outcome);
    QCOMPARE(trace.outcome->hop, trace.hops.size());
    QCOMPARE(lab.received().size(), trace.hops.size());
}

void TestTracer::signalsInOrder()
{
    LabServer lab;
    QVERIFY(lab.start());
    Tracer tracer;
    QStringList told;
    connect(&tracer, &Tracer::hopStarted, this,
            [&](int i) { told.append(QStringLiteral("started %1").arg(i)); });
    connect(&tracer, &Tracer::hopAnswered, this, [&](int i) {
        told.append(QStringLiteral("answered %1").arg(i));
        QVERIFY(tracer.trace().hops.at(i).exchange.response);
    });
    connect(&tracer, &Tracer::hopFinished, this,
            [&](int i) { told.append(QStringLiteral("finished %1").arg(i)); });
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start(requestTo("GET", lab.baseUrl() + "/302/200"), *findProfile(fetch), {});
    QVERIFY(tracer.isRunning());
    QVERIFY(finished.wait());
    QVERIFY(!tracer.isRunning());
    QCOMPARE(told,
             (QStringLiteral("started 0,answered 0,finished 0,started 1,answered 1,finished 1")
                  .split(u',')));
    QCOMPARE(finished.size(), 1);
}

void TestTracer::stopBetweenHops()
{
    LabServer lab;
    QVERIFY(lab.start());
    Tracer tracer;
    QSignalSpy finished(&tracer, &Tracer::finished);
    connect(&tracer, &Tracer::hopFinished, this, [&](int index) {
        if (index == 0 && tracer.isRunning()) {
            tracer.stop();
        }
    });
    tracer.start(requestTo("GET", lab.baseUrl() + "/302/302/200"), *findProfile(fetch), {});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Cancelled);
    QCOMPARE(lab.received().size(), 1);
}

void TestTracer::stopWhileWaiting()
{
    LabServer lab;
    QVERIFY(lab.start());
    Tracer tracer;
    QSignalSpy finished(&tracer, &Tracer::finished);
    QSignalSpy received(&lab, &LabServer::requestReceived);
    tracer.start(requestTo("GET", lab.baseUrl() + "/hang"), *findProfile(fetch), {});
    QVERIFY(received.wait());
    tracer.stop();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Cancelled);
    QVERIFY(!tracer.trace().outcome->detail.isEmpty());
    tracer.stop(); // once more does nothing
    QCOMPARE(finished.size(), 1);
}

void TestTracer::deadlineOfTheTrace()
{
    LabServer lab;
    QVERIFY(lab.start());
    TraceOptions options;
    options.timeout = 100ms;
    const Trace trace = run(requestTo("GET", lab.baseUrl() + "/302/hang"), fetch, options);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Timeout);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops.last().exchange.failure->code, FailureCode::TraceDeadline);
}

void TestTracer::limitOfTheUser()
{
    LabServer lab;
    QVERIFY(lab.start());
    for (const int limit : {0, 1, 30}) {
        TraceOptions options;
        options.maxHops = limit;
        const Trace trace = run(requestTo("GET", lab.baseUrl() + "/endless"), fetch, options);
        QCOMPARE(trace.outcome->kind, OutcomeKind::Limit);
        QCOMPARE(trace.hops.size(), limit + 1);
        QCOMPARE(trace.hops.last().redirect->why.last().rule, QStringLiteral("user-limit"));
    }
}

void TestTracer::restartForgetsTheFirstTrace()
{
    LabServer lab;
    QVERIFY(lab.start());
    Tracer tracer;
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start(requestTo("GET", lab.baseUrl() + "/hang"), *findProfile(fetch), {});
    tracer.start(requestTo("GET", lab.baseUrl() + "/200"), *findProfile(fetch), {});
    QVERIFY(finished.wait());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(tracer.trace().hops.size(), 1);
    QCOMPARE(tracer.trace().hops.first().exchange.response->status, 200);
}

void TestTracer::redirectWhoseBodyIsCutIsFollowed()
{
    LabServer lab;
    QVERIFY(lab.start());
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &lab] {
            socket->write("HTTP/1.1 302 Found\r\nLocation: " + lab.baseUrl()
                          + "/200\r\nContent-Length: 99\r\n\r\nshort");
            socket->disconnectFromHost();
        });
    });
    const Trace trace =
        run(requestTo("GET", "http://127.0.0.1:" + QByteArray::number(server.serverPort()) + "/"),
            fetch);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.first().exchange.failure->code,
             FailureCode::ClosedInBody); // and the hop says so
}

void TestTracer::headThatIsCutDecidesNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("closed in the head")
        << QByteArray("HTTP/1.1 302 Found\r\nLocation: /end\r\nX: ");
    QByteArray many("HTTP/1.1 302 Found\r\nLocation: /end\r\n");
    for (int i = 0; i < 1100; ++i) {
        many += "X: 1\r\n";
    }
    QTest::newRow("too many fields") << many;
    QTest::newRow("head too large")
        << "HTTP/1.1 302 Found\r\nLocation: /end\r\nX: " + QByteArray(300'000, 'x');
}

void TestTracer::headThatIsCutDecidesNothing()
{
    QFETCH(QByteArray, bytes);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int requests = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &bytes, &requests] {
            ++requests;
            socket->write(bytes);
            socket->disconnectFromHost();
        });
    });
    const Trace trace =
        run(requestTo("GET", "http://127.0.0.1:" + QByteArray::number(server.serverPort()) + "/"),
            fetch);
    QVERIFY(trace.outcome->kind == OutcomeKind::Network
            || trace.outcome->kind == OutcomeKind::Protocol);
    QCOMPARE(trace.hops.size(), 1);
    QVERIFY(!trace.hops.first().redirect); // what was not read to the end says nothing
    QCOMPARE(requests, 1);
}

void TestTracer::redirectWhoseBodyDoesNotEndIsFollowed()
{
    LabServer lab;
    QVERIFY(lab.start());
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &lab] {
            socket->write("HTTP/1.1 302 Found\r\nLocation: " + lab.baseUrl()
                          + "/200\r\n\r\nand so on");
        });
    });
    const Trace trace =
        run(requestTo("GET", "http://127.0.0.1:" + QByteArray::number(server.serverPort()) + "/"),
            fetch);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 2);
    const Exchange &first = trace.hops.first().exchange;
    QVERIFY(!first.failure);
    QCOMPARE(first.response->body.bytes, QByteArray("and so on"));
    QVERIFY(first.response->body.truncated);
}

// Both times are over when the thread comes back from what kept it busy: a computer that slept.
void TestTracer::deadlineHoldsBesideABodyThatIsLeft()
{
    const ScriptedServer server(
        Script{{"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\nand so on"}, Script::End::StayOpen});
    TraceOptions options;
    options.timeout = 1000ms; // as long as the rest of the body is waited for
    Tracer tracer;
    QSignalSpy finished(&tracer, &Tracer::finished);
    connect(&tracer, &Tracer::hopAnswered, this, [] {
        const QDeadlineTimer busy(1200);
        while (!busy.hasExpired()) { }
    });
    tracer.start(requestTo("GET", server.url()), *findProfile(fetch), options);
    QVERIFY(finished.wait(5000));
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Timeout);
    QCOMPARE(tracer.trace().hops.size(), 1);
}

void TestTracer::cookiesOfTheLab()
{
    LabServer lab;
    QVERIFY(lab.start());
    const auto scenario =
        std::find_if(labScenarios().begin(), labScenarios().end(), [](const LabScenario &one) {
            return one.path.contains("cookie=sid=1%3B%20Secure");
        });
    QVERIFY(scenario != labScenarios().end());
    const Trace trace = run(scenarioRequest(*scenario, lab), fetch);
    QCOMPARE(trace.hops.size(), 2);
    const QList<CookieSetting> &set = trace.hops.first().cookiesSet;
    QCOMPARE(set.size(), 3);
    QCOMPARE(set.at(0).refusal, std::optional(CookieRefusal::SecureOverHttp));
    QCOMPARE(set.at(1).refusal, std::optional(CookieRefusal::HostPrefix));
    QCOMPARE(set.at(2).result, CookieResult::Stored);
    QVERIFY(lab.received().at(1).head.contains("\r\nCookie: plain=3\r\n"));
    QCOMPARE(trace.hops.last().cookies.size(), 1);
    QVERIFY(trace.hops.last().cookies.first().sent());
    // A trace begins with what it is given, never with what the one before left.
    Tracer tracer;
    for (int round = 0; round < 2; ++round) {
        QSignalSpy finished(&tracer, &Tracer::finished);
        tracer.start(requestTo("GET", lab.baseUrl() + "/302;cookie=a=1/echo"), *findProfile(fetch),
                     {});
        QVERIFY(finished.wait());
        QVERIFY(tracer.trace().hops.first().cookies.isEmpty());
        QVERIFY(!contains(tracer.trace().hops.first().exchange.request.headers, "Cookie"));
    }
}

void TestTracer::cookiesOfInterimAnswersAreNotStored()
{
    LabServer lab;
    QVERIFY(lab.start());
    const Trace trace =
        run(requestTo("GET", lab.baseUrl() + "/302;early;cookie=a=1/200;cookie=b=2"), fetch);
    QCOMPARE(trace.hops.first().exchange.response->interim.size(), 1);
    QCOMPARE(trace.hops.first().cookiesSet.size(), 1);
    QCOMPARE(trace.hops.last().cookiesSet.size(), 1); // also of the last answer
}

void TestTracer::beginsWithAJar()
{
    LabServer lab;
    QVERIFY(lab.start());
    const Request request = requestTo("GET", lab.baseUrl() + "/302/echo");
    TraceOptions options;
    options.cookies.store({{"Set-Cookie", "old=1; Path=/"}}, request.url, 0,
                          QDateTime::currentDateTimeUtc());
    const Trace trace = run(request, fetch, options);
    for (const Hop &hop : trace.hops) {
        QCOMPARE(firstValue(hop.exchange.request.headers, "Cookie"), QByteArray("old=1"));
        QCOMPARE(hop.cookies.first().setAt, 0);
    }
}

void TestTracer::previewsHaveABudget()
{
    LabServer lab;
    QVERIFY(lab.start());
    QByteArray path;
    for (int i = 0; i < 19; ++i) {
        path += "/307;body=1048576";
    }
    const Trace trace = run(requestTo("GET", lab.baseUrl() + path + "/200"), fetch);
    QCOMPARE(trace.hops.size(), 20);
    qint64 kept = 0;
    for (const Hop &hop : trace.hops) {
        kept += hop.exchange.response->body.bytes.size();
    }
    QVERIFY2(kept <= 17LL * 1024 * 1024, qPrintable(QString::number(kept)));
    QCOMPARE(trace.hops.at(18).exchange.response->body.size, 1048576); // counted all the same
    QVERIFY(trace.hops.at(18).exchange.response->body.truncated);
}

void TestTracer::softRedirects_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("from");
    QTest::newRow("field") << QByteArray("/200;refresh=30/echo")
                           << static_cast<int>(SoftRedirect::From::Field);
    QTest::newRow("meta") << QByteArray("/200;meta=30/echo")
                          << static_cast<int>(SoftRedirect::From::Meta);
}

void TestTracer::softRedirects()
{
    QFETCH(QByteArray, path);
    QFETCH(int, from);
    LabServer lab;
    QVERIFY(lab.start());
    const Request request = requestTo("GET", lab.baseUrl() + path);
    for (const bool follow : {false, true}) {
        TraceOptions options;
        options.followRefresh = follow;
        const Trace trace = run(request, fetch, options);
        QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
        QCOMPARE(trace.hops.size(), follow ? 2 : 1);
        const Hop &hop = trace.hops.first();
        QCOMPARE(static_cast<int>(hop.soft->from), from);
        QCOMPARE(hop.soft->seconds, 30); // which nobody waits for
        QCOMPARE(hop.redirect.has_value(), follow);
        if (follow) {
            QCOMPARE(hop.redirect->why.first().rule, QStringLiteral("user-refresh"));
            QCOMPARE(trace.hops.last().exchange.request.url, hop.soft->url);
        }
    }
}

void TestTracer::trailersAreKept()
{
    const ScriptedServer server(Script{
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 9\r\n\r\n"}});
    const Trace trace = run(requestTo("GET", server.url()), fetch);
    const Response &response = *trace.hops.constLast().exchange.response;
    QCOMPARE(response.body, bodyOf("ok"));
    QCOMPARE(response.trailers, (Headers{{"X-Sum", "9"}}));
}

void TestTracer::nothingListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    const Trace trace =
        run(requestTo("GET", "http://127.0.0.1:" + QByteArray::number(port) + "/"), fetch);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Network);
    QCOMPARE(trace.hops.first().exchange.failure->code, FailureCode::ConnectionRefused);
    QVERIFY(!trace.hops.first().exchange.times.firstByte);
}

QTEST_GUILESS_MAIN(TestTracer)
#include "tst_tracer.moc"
