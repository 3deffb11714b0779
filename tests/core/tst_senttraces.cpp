// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/senttraces.h"
#include "core/lab/labserver.h"
#include "tests/core/chain.h"
#include "tests/core/madeprofiles.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace hoplens;

class TestSentTraces : public QObject {
    Q_OBJECT

private slots:
    void everyClientSendsItsOwnRequests();
    void soManyAtOnceAndNoMore_data();
    void soManyAtOnceAndNoMore();
    void whatAClientDoesNotSendIsSaid();
    void stopEndsAll();
    void startingAnewForgetsTheFirst();
    void withoutClientsItIsOverAtOnce();
    void diesWhileItRuns();
};

namespace {

constexpr int profileCount = 18;

/// Holds every request until the expected number of them is there, and answers them all then.
class HoldingServer : public QObject {
public:
    HoldingServer(int clients, int atOnce)
        : m_left(clients)
        , m_atOnce(atOnce)
    {
        if (!m_server.listen(QHostAddress::LocalHost)) {
            qFatal("No port is free");
        }
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                if (socket->readAll().endsWith("\r\n\r\n")) {
                    m_waiting.append(socket);
                    most = std::max(most, m_waiting.size());
                    answerIfFull();
                }
            });
        });
    }

    QByteArray url() const
    {
        return "http://127.0.0.1:" + QByteArray::number(m_server.serverPort()) + '/';
    }
    qsizetype most = 0;

private:
    void answerIfFull()
    {
        if (m_waiting.size() < std::min(m_atOnce, m_left)) {
            return;
        }
        m_left -= static_cast<int>(m_waiting.size());
        for (QTcpSocket *socket : std::exchange(m_waiting, {})) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        }
    }

    QTcpServer m_server;
    QList<QTcpSocket *> m_waiting;
    int m_left;
    int m_atOnce;
};

} // namespace

void TestSentTraces::everyClientSendsItsOwnRequests()
{
    LabServer lab;
    QVERIFY(lab.start());
    const Request request = requestTo("PUT", lab.baseUrl() + "/302/307/echo",
                                      {{"Content-Type", "text/plain"}}, QByteArray("hello"));
    const QList<ClientProfile> profiles = madeProfiles(profileCount);
    SentTraces traces;
    QSignalSpy each(&traces, &SentTraces::clientFinished);
    QSignalSpy finished(&traces, &SentTraces::finished);
    traces.start(request, profiles, {}, 3);
    QVERIFY(finished.isEmpty() && traces.isRunning());
    QVERIFY(finished.wait(20'000));
    QVERIFY(!traces.isRunning());
    QCOMPARE(each.size(), profiles.size());
    QCOMPARE(traces.clients().size(), profiles.size());
    qsizetype requests = 0;
    for (qsizetype i = 0; i < profiles.size(); ++i) {
        const ComparedClient &client = traces.clients().at(i);
        QCOMPARE(client.way, ComparedClient::Way::Sent);
        QCOMPARE(client.story.trace.client.id, profiles.at(i).id);
        QVERIFY(client.story.trace.outcome && !client.story.unknown);
        requests += client.story.trace.hops.size();
        // What this client did is what it is predicted to do from its own trace.
        const Prediction own = predict(client.story.trace, profiles.at(i));
        QVERIFY(own.trace.outcome);
        QVERIFY(sameRequest(own.trace.hops.last().exchange.request,
                            client.story.trace.hops.last().exchange.request));
    }
    QCOMPARE(lab.received().size(), requests);
    const Comparison comparison = compare(traces.clients());
    QVERIFY(comparison.rows.at(1).parts);
    QVERIFY2(
        comparison.rows.at(1).sentence.contains(u"empties-put keeps PUT but sends it empty"_qs),
        qPrintable(comparison.rows.at(1).sentence));
    for (const ComparisonEnd &end : comparison.ends) {
        QCOMPARE(end.kind, ComparisonEnd::Kind::Ended);
    }
}

void TestSentTraces::soManyAtOnceAndNoMore_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("expected");
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("three") << 3 << 3;
    QTest::newRow("more than there are") << 16 << 7;
    QTest::newRow("none is one") << 0 << 1;
}

void TestSentTraces::soManyAtOnceAndNoMore()
{
    QFETCH(int, asked);
    QFETCH(int, expected);
    HoldingServer server(7, expected);
    SentTraces traces;
    QSignalSpy finished(&traces, &SentTraces::finished);
    traces.start(requestTo("GET", server.url()), madeProfiles(7), {}, asked);
    QVERIFY(finished.wait(20'000));
    QCOMPARE(server.most, expected);
}

void TestSentTraces::whatAClientDoesNotSendIsSaid()
{
    LabServer lab;
    QVERIFY(lab.start());
    SentTraces traces;
    QSignalSpy finished(&traces, &SentTraces::finished);
    traces.start(requestTo("HEAD", lab.baseUrl() + "/200"), madeProfiles(profileCount), {}, 2);
    QVERIFY(finished.wait(20'000));
    int refused = 0;
    for (const ComparedClient &client : traces.clients()) {
        const bool refuses = client.story.trace.client.id == u"no-head"_qs;
        QCOMPARE(client.story.notSent.isEmpty(), !refuses);
        QCOMPARE(client.story.trace.hops.isEmpty(), refuses);
        refused += refuses ? 1 : 0;
    }
    QCOMPARE(refused, 1);
    QCOMPARE(lab.received().size(), profileCount - 1);
}

void TestSentTraces::stopEndsAll()
{
    LabServer lab;
    QVERIFY(lab.start());
    SentTraces traces;
    QSignalSpy finished(&traces, &SentTraces::finished);
    traces.start(requestTo("GET", lab.baseUrl() + "/hang"), madeProfiles(5), {}, 2);
    QTRY_COMPARE(lab.received().size(), 2);
    traces.stop();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(lab.received().size(), 2);
    for (int i = 0; i < 5; ++i) {
        const Prediction &story = traces.clients().at(i).story;
        QCOMPARE(story.notSent.isEmpty(), i < 2);
        QCOMPARE(story.trace.outcome.has_value(), i < 2);
        if (i < 2) {
            QCOMPARE(story.trace.outcome->kind, OutcomeKind::Cancelled);
        }
    }
    QCOMPARE(finished.size(), 1);
    traces.stop(); // nothing runs
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

void TestSentTraces::startingAnewForgetsTheFirst()
{
    LabServer lab;
    QVERIFY(lab.start());
    SentTraces traces;
    QSignalSpy finished(&traces, &SentTraces::finished);
    QSignalSpy each(&traces, &SentTraces::clientFinished);
    traces.start(requestTo("GET", lab.baseUrl() + "/hang"), madeProfiles(5), {}, 4);
    QTRY_COMPARE(lab.received().size(), 4);
    traces.start(requestTo("GET", lab.baseUrl() + "/200"), madeProfiles(2), {}, 4);
    QVERIFY(finished.wait(20'000));
    QCOMPARE(traces.clients().size(), 2);
    QCOMPARE(each.size(), 2);
    QCOMPARE(finished.size(), 1);
}

void TestSentTraces::withoutClientsItIsOverAtOnce()
{
    SentTraces traces;
    QSignalSpy finished(&traces, &SentTraces::finished);
    traces.start(requestTo("GET", "http://a.test/"), {}, {}, 4);
    QVERIFY(finished.isEmpty());
    QVERIFY(finished.wait(20'000));
    QVERIFY(!traces.isRunning() && traces.clients().isEmpty());
}

void TestSentTraces::diesWhileItRuns()
{
    LabServer lab;
    QVERIFY(lab.start());
    auto traces = std::make_unique<SentTraces>();
    traces->start(requestTo("GET", lab.baseUrl() + "/hang"), madeProfiles(5), {}, 4);
    QTRY_COMPARE(lab.received().size(), 4);
    traces.reset();
    // Also by the hand of who hears of a client.
    auto *heard = new SentTraces;
    bool isGone = false;
    connect(heard, &QObject::destroyed, this, [&isGone] { isGone = true; });
    connect(heard, &SentTraces::clientFinished, this, [heard] { delete heard; });
    heard->start(requestTo("GET", lab.baseUrl() + "/200"), madeProfiles(5), {}, 2);
    QTRY_VERIFY(isGone);
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestSentTraces)
#include "tst_senttraces.moc"
