// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/labserver.h"
#include "core/lab/routes.h"
#include "core/lab/scenarios.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <vector>

using namespace hoplens;

namespace {

constexpr int limit = 20'000; // milliseconds

quint16 portOf(const QByteArray &base)
{
    return base.sliced(base.lastIndexOf(':') + 1).toUShort();
}

/// A client that sends octets and keeps what comes back.
class RawClient {
public:
    explicit RawClient(const QByteArray &base)
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket,
                         [this] { m_answer += m_socket.readAll(); });
        m_socket.connectToHost(u"127.0.0.1"_qs, portOf(base));
    }

    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    const QByteArray &answer() const { return m_answer; }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    void close() { m_socket.disconnectFromHost(); }

private:
    QTcpSocket m_socket;
    QByteArray m_answer;
};

QByteArray get(const QByteArray &target, const char *more = "")
{
    return "GET " + target + " HTTP/1.1\r\nHost: a.test\r\n" + more + "\r\n";
}

QByteArray bodyPart(const QByteArray &answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : answer.sliced(end + 4);
}

} // namespace

class TestLab : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void addresses();
    void takenPort();
    void tooHighPort();
    void startsAgain();
    void echoIsExact_data();
    void echoIsExact();
    void keepsAlive();
    void pipelined();
    void bothPortsAnswer();
    void headHasNoBody();
    void chunkedRequest();
    void expectContinue();
    void delayKeepsOrder();
    void earlyComesFirst();
    void hangs();
    void cut_data();
    void cut();
    void bigBody();
    void bigChunkedBody();
    void slowReaderCostsLittle();
    void closes_data();
    void closes();
    void refuses_data();
    void refuses();
    void tooLargeUploadIsToldSo();
    void pathCannotInjectFields();
    void connectionLimit();
    void remembersTheNewest();
    void goesAwayWithOpenConnections();
    void everyScenarioAnswers_data();
    void everyScenarioAnswers();

private:
    QByteArray closingAnswer(const QByteArray &request);

    std::unique_ptr<LabServer> m_lab;
};

void TestLab::init()
{
    m_lab = std::make_unique<LabServer>();
    const Result<void> started = m_lab->start();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().detail));
}

void TestLab::cleanup()
{
    m_lab.reset();
}

/// What comes back until the lab closes; empty when it does not.
QByteArray TestLab::closingAnswer(const QByteArray &request)
{
    RawClient client(m_lab->baseUrl());
    client.send(request);
    return QTest::qWaitFor([&] { return client.isClosed(); }, limit) ? client.answer()
                                                                     : QByteArray();
}

void TestLab::addresses()
{
    QVERIFY(m_lab->baseUrl().startsWith("http://127.0.0.1:"));
    QVERIFY(m_lab->otherBaseUrl().startsWith("http://127.0.0.1:"));
    QVERIFY(m_lab->baseUrl() != m_lab->otherBaseUrl());
    const LabServer idle;
    QCOMPARE(idle.baseUrl(), "");
    QCOMPARE(idle.otherBaseUrl(), "");
}

void TestLab::takenPort()
{
    const quint16 taken = portOf(m_lab->baseUrl());
    for (const quint16 port : {taken, static_cast<quint16>(taken - 1)}) {
        LabServer second;
        const Result<void> started = second.start(port);
        // The port below may be taken by someone else: then that is the one the sentence names.
        QVERIFY(!started);
        QCOMPARE(started.error().code, Error::Code::Unreadable);
        QVERIFY2(started.error().detail.contains(QString::number(taken))
                     || started.error().detail.contains(QString::number(port)),
                 qPrintable(started.error().detail));
        QCOMPARE(second.baseUrl(), "");
        QCOMPARE(second.otherBaseUrl(), "");
    }
}

void TestLab::tooHighPort()
{
    LabServer second;
    const Result<void> started = second.start(65535);
    QVERIFY(!started);
    QVERIFY(started.error().detail.contains(u"65535"_qs));
}

void TestLab::startsAgain()
{
    QVERIFY(!closingAnswer(get("/200", "Connection: close\r\n")).isEmpty());
    QCOMPARE(m_lab->received().size(), 1);
    QVERIFY(m_lab->start());
    QCOMPARE(m_lab->received().size(), 0);
    QVERIFY(!closingAnswer(get("/200", "Connection: close\r\n")).isEmpty());
}

void TestLab::echoIsExact_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("plain") << get("/echo", "Connection: close\r\n") << QByteArray();
    QTest::newRow("odd case and duplicates") << QByteArray(
        "gEt /echo HTTP/1.1\r\nhOsT:x\r\nX:1\r\nx:  2\t\r\nX:\r\ncOnnection: CLOSE\r\n\r\n")
                                             << QByteArray();
    QTest::newRow("raw octets") << get("/echo?\xff\xc3\x28", "X: \xe9\x01\r\nConnection: close\r\n")
                                << QByteArray();
    QTest::newRow("bare line feeds")
        << QByteArray("GET /echo HTTP/1.1\nHost: a\nConnection: close\n\n") << QByteArray();
    QTest::newRow("HTTP/1.0") << QByteArray("GET /echo HTTP/1.0\r\n\r\n") << QByteArray();
    QTest::newRow("absolute form")
        << QByteArray("GET http://a.test/echo HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n")
        << QByteArray();
    QTest::newRow("body") << get("/echo", "Connection: close\r\nContent-Length: 6\r\n")
                          << QByteArray("\0\r\n\r\n\xff", 6);
    QTest::newRow("chunked body") << get("/echo",
                                         "Connection: close\r\nTransfer-Encoding: chunked\r\n")
                                  << QByteArray("3;x=y\r\nabc\r\n0\r\nT: 1\r\n\r\n");
    QTest::newRow("a megabyte") << get("/echo", "Connection: close\r\nContent-Length: 1000000\r\n")
                                << QByteArray(1'000'000, 'x');
}

void TestLab::echoIsExact()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    const QByteArray answer = closingAnswer(head + body);
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(bodyPart(answer), head + body);
    QCOMPARE(m_lab->received().size(), 1);
    QCOMPARE(m_lab->received().first().head, head);
    QCOMPARE(m_lab->received().first().body, body);
    QCOMPARE(m_lab->received().first().port, portOf(m_lab->baseUrl()));
}

void TestLab::keepsAlive()
{
    RawClient client(m_lab->baseUrl());
    client.send(get("/302/echo"));
    QTRY_VERIFY_WITH_TIMEOUT(client.answer().endsWith("302 Found: see /echo\n"), limit);
    client.send(get("/echo"));
    QTRY_VERIFY_WITH_TIMEOUT(client.answer().endsWith("\r\n\r\n" + get("/echo")), limit);
    QVERIFY(!client.isClosed());
    QCOMPARE(m_lab->received().size(), 2);
}

void TestLab::pipelined()
{
    QByteArray requests;
    for (int i = 0; i < 500; ++i) {
        requests += get("/echo?" + QByteArray::number(i));
    }
    const QByteArray answers = closingAnswer(requests + get("/404", "Connection: close\r\n"));
    qsizetype at = 0;
    for (int i = 0; i < 500; ++i) {
        at = answers.indexOf(get("/echo?" + QByteArray::number(i)), at);
        QVERIFY2(at > 0, qPrintable(QString::number(i)));
    }
    QVERIFY(answers.endsWith("404 Not Found\n"));
}

void TestLab::bothPortsAnswer()
{
    RawClient first(m_lab->baseUrl());
    first.send(get("/302;to=other/echo"));
    const QByteArray other = ":" + QByteArray::number(portOf(m_lab->otherBaseUrl()));
    QTRY_VERIFY_WITH_TIMEOUT(
        first.answer().contains("Location: http://a.test" + other + "/echo\r\n"), limit);
    RawClient second(m_lab->otherBaseUrl());
    second.send(get("/302;to=other/echo"));
    const QByteArray back = ":" + QByteArray::number(portOf(m_lab->baseUrl()));
    QTRY_VERIFY_WITH_TIMEOUT(
        second.answer().contains("Location: http://a.test" + back + "/echo\r\n"), limit);
    QCOMPARE(m_lab->received().first().port, portOf(m_lab->baseUrl()));
    QCOMPARE(m_lab->received().last().port, portOf(m_lab->otherBaseUrl()));
}

void TestLab::headHasNoBody()
{
    const QByteArray head = "HEAD /200;body=5000 HTTP/1.1\r\nHost: a\r\n\r\n";
    const QByteArray answers = closingAnswer(head + get("/204", "Connection: close\r\n"));
    QVERIFY(answers.contains("Content-Length: 5000\r\n\r\nHTTP/1.1 204 No Content\r\n"));
}

void TestLab::chunkedRequest()
{
    RawClient client(m_lab->baseUrl());
    client.send(get("/json", "Transfer-Encoding: chunked\r\n") + "5\r\nhel");
    QSignalSpy received(m_lab.get(), &LabServer::requestReceived);
    client.send("lo\r\n1\r\n!\r\n");
    client.send("0\r\n\r\n");
    QVERIFY(received.wait(limit));
    QTRY_VERIFY_WITH_TIMEOUT(client.answer().contains("\"body\": \"hello!\""), limit);
    QCOMPARE(m_lab->received().first().body, "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n");
}

void TestLab::expectContinue()
{
    RawClient client(m_lab->baseUrl());
    client.send(get("/200", "Expect: 100-continue\r\nContent-Length: 2\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(client.answer(), "HTTP/1.1 100 Continue\r\n\r\n", limit);
    QCOMPARE(m_lab->received().size(), 0);
    client.send("ab");
    QTRY_VERIFY_WITH_TIMEOUT(client.answer().endsWith("200 OK\n"), limit);
    QCOMPARE(client.answer().count("100 Continue"), 1);
}

void TestLab::delayKeepsOrder()
{
    RawClient slow(m_lab->baseUrl());
    RawClient quick(m_lab->baseUrl());
    QElapsedTimer clock;
    clock.start();
    slow.send(get("/302;delay=300/echo") + get("/404"));
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->received().size(), 1, limit);
    quick.send(get("/200"));
    QTRY_VERIFY_WITH_TIMEOUT(!quick.answer().isEmpty(), limit);
    QCOMPARE(slow.answer(), ""); // nobody waits for the slow one
    QTRY_VERIFY_WITH_TIMEOUT(slow.answer().endsWith("404 Not Found\n"), limit);
    QVERIFY(clock.elapsed() >= 290);
    QVERIFY(slow.answer().startsWith("HTTP/1.1 302 Found\r\n"));
}

void TestLab::earlyComesFirst()
{
    RawClient client(m_lab->baseUrl());
    client.send(get("/302;early;delay=300/echo"));
    QTRY_VERIFY_WITH_TIMEOUT(!client.answer().isEmpty(), limit);
    QVERIFY(client.answer().startsWith("HTTP/1.1 103 Early Hints\r\n"));
    QVERIFY(!client.answer().contains("302 Found"));
    QTRY_VERIFY_WITH_TIMEOUT(client.answer().endsWith("302 Found: see /echo\n"), limit);
}

void TestLab::hangs()
{
    RawClient silent(m_lab->baseUrl());
    silent.send(get("/hang") + get("/200"));
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->received().size(), 1, limit);
    RawClient other(m_lab->baseUrl());
    other.send(get("/200;delay=100"));
    QTRY_VERIFY_WITH_TIMEOUT(!other.answer().isEmpty(), limit);
    QCOMPARE(silent.answer(), "");
    QVERIFY(!silent.isClosed());
    QCOMPARE(m_lab->received().size(), 2);
}

void TestLab::cut_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<qsizetype>("bodySize");
    QTest::newRow("start") << QByteArray("/cut") << qsizetype(0);
    QTest::newRow("status") << QByteArray("/cut;at=status") << qsizetype(0);
    QTest::newRow("head") << QByteArray("/cut;at=head") << qsizetype(0);
    QTest::newRow("body") << QByteArray("/cut;at=body") << qsizetype(500);
}

void TestLab::cut()
{
    QFETCH(QByteArray, target);
    QFETCH(qsizetype, bodySize);
    RawClient client(m_lab->baseUrl());
    client.send(get(target));
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed() && m_lab->received().size() == 1, limit);
    QCOMPARE(client.answer().isEmpty(), target == "/cut");
    QCOMPARE(client.answer().contains("\r\n\r\n"), bodySize > 0);
    QCOMPARE(bodyPart(client.answer()).size(), bodySize);
}

void TestLab::bigBody()
{
    const QByteArray answer = closingAnswer(get("/200;body=5000001", "Connection: close\r\n"));
    QVERIFY(answer.contains("Content-Length: 5000001\r\n"));
    QVERIFY(bodyPart(answer) == labText(0, 5'000'001));
}

void TestLab::bigChunkedBody()
{
    const QByteArray answer =
        closingAnswer(get("/200;chunked;body=300000", "Connection: close\r\n"));
    QByteArray left = bodyPart(answer);
    QByteArray text;
    while (!left.startsWith("0\r\n")) {
        const qsizetype line = left.indexOf("\r\n");
        const qsizetype size = left.first(line).toLongLong(nullptr, 16);
        QVERIFY(size > 0 && left.size() >= line + 4 + size);
        text += left.sliced(line + 2, size);
        left = left.sliced(line + 4 + size);
    }
    QCOMPARE(left, "0\r\n\r\n");
    QVERIFY(text == labText(0, 300'000));
}

void TestLab::slowReaderCostsLittle()
{
    // A client that reads nothing: the lab must stop making text long before the end.
    QTcpSocket lazy;
    lazy.setReadBufferSize(1);
    lazy.connectToHost(u"127.0.0.1"_qs, portOf(m_lab->baseUrl()));
    lazy.write(get("/200;body=100000000"));
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->received().size(), 1, limit);
    RawClient other(m_lab->baseUrl());
    other.send(get("/200;delay=100"));
    QTRY_VERIFY_WITH_TIMEOUT(!other.answer().isEmpty(), limit);
    for (const QTcpSocket *socket : m_lab->findChildren<QTcpSocket *>()) {
        QVERIFY(socket->bytesToWrite() < 1'000'000);
    }
}

void TestLab::closes_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("Connection: close") << get("/200", "Connection: close\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray("GET /200 HTTP/1.0\r\n\r\n");
    QTest::newRow("HTTP/1.0 keep-alive")
        << QByteArray("GET /200 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QTest::newRow("more behind the last") << get("/200", "Connection: close\r\n") + get("/404");
}

void TestLab::closes()
{
    QFETCH(QByteArray, request);
    const QByteArray answer = closingAnswer(request);
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(answer.contains("Connection: close\r\n"));
    QVERIFY(answer.endsWith("200 OK\n"));
    QCOMPARE(m_lab->received().size(), 1);
}

void TestLab::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("garbage") << QByteArray("garbage\r\n") << QByteArray("400");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00", 5) << QByteArray("400");
    QTest::newRow("zeros") << QByteArray(100'000, '\0') << QByteArray("400");
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << QByteArray("505");
    QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray("400");
    QTest::newRow("long head") << get("/200", "X: ").chopped(4) + QByteArray(1'000'000, 'x')
                               << QByteArray("431");
    QTest::newRow("long line") << "GET /" + QByteArray(100'000, 'x') << QByteArray("431");
}

void TestLab::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, status);
    const QByteArray answer = closingAnswer(bytes);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status + ' '), answer.constData());
    QVERIFY(answer.contains("Connection: close\r\n"));
    QVERIFY(bodyPart(answer).endsWith(".\n"));
    QCOMPARE(m_lab->received().size(), 0);
}

void TestLab::tooLargeUploadIsToldSo()
{
    RawClient client(m_lab->baseUrl());
    client.send(get("/echo", "Content-Length: 200000000\r\n") + QByteArray(3'000'000, 'x'));
    QTRY_VERIFY_WITH_TIMEOUT(client.answer().startsWith("HTTP/1.1 413 "), limit);
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), limit);
}

void TestLab::pathCannotInjectFields()
{
    for (const char *target :
         {"/302;reason=a%0d%0aInjected:%20yes", "/302;field=X:a%0aInjected:%20yes",
          "/302;cookie=a=b%0aInjected:%20yes", "/302;frag=a%0aInjected:%20yes",
          "/302;loc=url:a%0d%0aInjected:%20yes", "/302/%0d%0aInjected:%20yes",
          "/loop;reason=%0d%0aInjected:%20yes", "/302;user=a:b%0d%0aInjected:%20yes/200"}) {
        const QByteArray answer = closingAnswer(get(target, "Connection: close\r\n"));
        QVERIFY2(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), target);
        QVERIFY2(!answer.contains("\nInjected"), target);
    }
}

void TestLab::connectionLimit()
{
    std::vector<std::unique_ptr<RawClient>> clients;
    clients.reserve(256);
    for (int i = 0; i < 256; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_lab->baseUrl()));
    }
    clients.back()->send(get("/200"));
    QTRY_VERIFY_WITH_TIMEOUT(clients.back()->answer().startsWith("HTTP/1.1 200 "), limit);
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->findChildren<QTcpSocket *>().size(), 256, limit);
    RawClient late(m_lab->otherBaseUrl());
    QTRY_VERIFY_WITH_TIMEOUT(late.isClosed() && !late.answer().isEmpty(), limit);
    QVERIFY(late.answer().startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
    // Who leaves makes room.
    clients.clear();
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->findChildren<QTcpSocket *>().size(), 0, limit);
    QVERIFY(closingAnswer(get("/200", "Connection: close\r\n")).startsWith("HTTP/1.1 200 "));
}

void TestLab::remembersTheNewest()
{
    QByteArray requests;
    for (int i = 0; i < 1005; ++i) {
        requests += get("/204?" + QByteArray::number(i));
    }
    closingAnswer(requests + get("/200", "Connection: close\r\n"));
    QCOMPARE(m_lab->received().size(), 1000);
    QCOMPARE(m_lab->received().first().head, get("/204?6"));

    const QByteArray large =
        get("/200", "Content-Length: 8388608\r\n") + QByteArray(8'388'608, 'x');
    for (int i = 0; i < 9; ++i) {
        RawClient client(m_lab->baseUrl());
        client.send(large);
        QTRY_VERIFY_WITH_TIMEOUT(!client.answer().isEmpty(), limit);
    }
    QCOMPARE(m_lab->received().size(), 7); // eight of them, heads included, are more than 64 MiB
}

void TestLab::goesAwayWithOpenConnections()
{
    RawClient slow(m_lab->baseUrl());
    slow.send(get("/200;delay=60000"));
    RawClient silent(m_lab->baseUrl());
    silent.send(get("/hang"));
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->received().size(), 2, limit);
    m_lab.reset();
    QTRY_VERIFY_WITH_TIMEOUT(slow.isClosed() && silent.isClosed(), limit);
}

void TestLab::everyScenarioAnswers_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < labScenarios().size(); ++i) {
        QTest::newRow(qPrintable(labScenarios().at(i).title)) << i;
    }
}

void TestLab::everyScenarioAnswers()
{
    QFETCH(int, index);
    const LabScenario &scenario = labScenarios().at(index);
    QByteArray request = scenario.method + ' ' + scenario.path
        + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(scenario.body.size()) + "\r\n";
    for (const Field &field : scenario.headers) {
        request += field.name + ": " + field.value + "\r\n";
    }
    request += "\r\n" + scenario.body;
    const QByteArray answer = closingAnswer(request);
    QVERIFY(answer.startsWith("HTTP/1.1 "));
    QVERIFY(!answer.startsWith("HTTP/1.1 400"));
    QCOMPARE(m_lab->received().size(), 1);
    QCOMPARE(m_lab->received().first().head + m_lab->received().first().body, request);
}

QTEST_GUILESS_MAIN(TestLab)
#include "tst_lab.moc"
