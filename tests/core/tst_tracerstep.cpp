// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"
#include "core/lab/labserver.h"
#include "core/redirect/prepare.h"
#include "core/tracer.h"
#include "core/tracerthread.h"
#include "tests/core/chain.h"
#include "tests/core/keepingserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace hoplens;

namespace {

using namespace std::chrono_literals;

const QString fetch = QStringLiteral("browser-fetch");

TraceOptions stepping()
{
    TraceOptions options;
    options.step.everyHop = true;
    return options;
}

TraceOptions stoppingAt(const QStringList &ids)
{
    TraceOptions options;
    options.step.breaks = *breakConditionsOf(ids);
    return options;
}

StepChoice choice(StepKind kind)
{
    return {kind, {}, false};
}

const StepChoice runOn{StepKind::Proposed, {}, true};

QByteArray redirectTo(const QByteArray &location)
{
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
}

const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

} // namespace

class TestTracerStep : public QObject {
    Q_OBJECT

private slots:
    void init();

    void nothingIsSentWhileItStandsStill();
    void oneRequestForEachStep();
    void runsOnToTheEnd();
    void runsOnToTheNextCondition();
    void startsToStepWhileRunning();
    void choices_data();
    void choices();
    void editedRequest();
    void stopWhileItStandsStill();
    void newTraceWhileItStandsStill();
    void destroyedWhileItStandsStill();
    void resumedTooLate();
    void resumedFromWithinTheSignal();
    void deadlineDoesNotRun();
    void deadlineRunsAgainAfterwards();
    void timesDoNotCountIt();
    void keptConnectionIsUsedAgain();
    void connectionClosedMeanwhile();
    void endsAtACondition();
    void clientThatStopsIsNotAsked();
    void traceFileKeepsIt();
    void throughTheThread();
    void twoKeysAreOneStep();

private:
    bool standsStill() const { return m_tracer->pausedStep() != nullptr; }
    bool isOver() const { return m_tracer->trace().outcome.has_value(); }
    /// Waits for as long as a turn of the event loop after a request that will not be sent.
    void letTimePass();

    std::unique_ptr<LabServer> m_lab;
    std::unique_ptr<Tracer> m_tracer;
};

void TestTracerStep::init()
{
    m_lab = std::make_unique<LabServer>();
    QVERIFY(m_lab->start());
    m_tracer = std::make_unique<Tracer>();
}

/// As long as another whole exchange over the same loopback takes, from start to end.
void TestTracerStep::letTimePass()
{
    LabServer other;
    QVERIFY(other.start());
    Tracer tracer;
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start(requestTo("GET", other.baseUrl() + "/302/302/echo"), *findProfile(fetch), {});
    QTRY_COMPARE(finished.size(), 1);
}

void TestTracerStep::nothingIsSentWhileItStandsStill()
{
    QSignalSpy paused(m_tracer.get(), &Tracer::paused);
    m_tracer->start(requestTo("POST", m_lab->baseUrl() + "/302/echo", {}, QByteArray("hello")),
                    *findProfile(fetch), stepping());
    QTRY_COMPARE(paused.size(), 1);
    letTimePass();
    QCOMPARE(m_lab->received().size(), 1);
    QVERIFY(m_tracer->isRunning());
    QCOMPARE(m_tracer->trace().hops.size(), 1);
    const PausedStep *step = m_tracer->pausedStep();
    QVERIFY(step != nullptr);
    QCOMPARE(step->hop, 0);
    QCOMPARE(step->reasons, QList<BreakReason>{BreakReason::Step});
    QCOMPARE(step->proposed.method, QByteArray("GET"));
    QCOMPARE(step->kept->method, QByteArray("POST"));
}

void TestTracerStep::oneRequestForEachStep()
{
    QSignalSpy finished(m_tracer.get(), &Tracer::finished);
    QSignalSpy resumed(m_tracer.get(), &Tracer::resumed);
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/307/303/echo"), *findProfile(fetch),
                    stepping());
    for (int hop = 0; hop < 3; ++hop) {
        QTRY_VERIFY(standsStill());
        QCOMPARE(m_tracer->pausedStep()->hop, hop);
        QCOMPARE(m_lab->received().size(), hop + 1);
        m_tracer->resume(hop, choice(StepKind::Proposed));
        QVERIFY(!standsStill());
    }
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_lab->received().size(), 4);
    QCOMPARE(resumed.size(), 3);
    QCOMPARE(m_tracer->trace().outcome->kind, OutcomeKind::Final);
    QVERIFY(m_tracer->trace().hops.at(2).redirect->byUser);
    QVERIFY(!m_tracer->trace().hops.at(3).redirect);
}

void TestTracerStep::runsOnToTheEnd()
{
    QSignalSpy paused(m_tracer.get(), &Tracer::paused);
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/307/303/echo"), *findProfile(fetch),
                    stepping());
    QTRY_VERIFY(standsStill());
    m_tracer->resume(0, runOn);
    QTRY_VERIFY(isOver());
    QCOMPARE(paused.size(), 1);
    QCOMPARE(m_lab->received().size(), 4);
    QVERIFY(!m_tracer->trace().hops.at(1).redirect->byUser);
}

void TestTracerStep::runsOnToTheNextCondition()
{
    TraceOptions options = stoppingAt({QStringLiteral("303")});
    options.step.everyHop = true;
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/307/303/echo"), *findProfile(fetch),
                    options);
    QTRY_VERIFY(standsStill());
    m_tracer->resume(0, runOn);
    QTRY_VERIFY(standsStill());
    QCOMPARE(m_tracer->pausedStep()->hop, 2);
    QCOMPARE(m_tracer->pausedStep()->reasons, QList<BreakReason>{BreakReason::Status});
    m_tracer->resume(2, runOn);
    QTRY_VERIFY(isOver());
}

void TestTracerStep::startsToStepWhileRunning()
{
    connect(m_tracer.get(), &Tracer::hopStarted, this, [this](int hop) {
        if (hop == 1) {
            m_tracer->setStepping(true);
        }
    });
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/307/303/echo"), *findProfile(fetch),
                    {});
    QTRY_VERIFY(standsStill());
    QCOMPARE(m_tracer->pausedStep()->hop, 1);
}

void TestTracerStep::choices_data()
{
    QTest::addColumn<StepKind>("kind");
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("proposed") << StepKind::Proposed << QByteArray("/302/echo")
                              << QByteArray("GET /echo ") << QByteArray();
    QTest::newRow("kept") << StepKind::Kept << QByteArray("/302/echo") << QByteArray("POST /echo ")
                          << QByteArray("hello");
    QTest::newRow("get") << StepKind::Get << QByteArray("/307/echo") << QByteArray("GET /echo ")
                         << QByteArray();
}

void TestTracerStep::choices()
{
    QFETCH(StepKind, kind);
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, body);
    m_tracer->start(requestTo("POST", m_lab->baseUrl() + script, {}, QByteArray("hello")),
                    *findProfile(fetch), stepping());
    QTRY_VERIFY(standsStill());
    m_tracer->resume(0, choice(kind));
    QTRY_VERIFY(isOver());
    QCOMPARE(m_lab->received().size(), 2);
    QVERIFY2(m_lab->received().at(1).head.startsWith(start),
             m_lab->received().at(1).head.constData());
    QCOMPARE(m_lab->received().at(1).body, body);
    QCOMPARE(m_tracer->trace().hops.at(0).redirect->byUser->kind, kind);
}

void TestTracerStep::editedRequest()
{
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/echo"), *findProfile(fetch),
                    stepping());
    QTRY_VERIFY(standsStill());
    StepChoice edited = choice(StepKind::Edited);
    edited.edited = m_tracer->pausedStep()->editable;
    edited.edited.method = "PUT";
    edited.edited.url = urlOf(m_lab->baseUrl() + "/302/200");
    edited.edited.headers.append(Field{"X-Mine", "1"});
    edited.edited.body = bodyOf("text");
    m_tracer->resume(0, edited);
    QTRY_VERIFY(standsStill());
    QCOMPARE(m_tracer->pausedStep()->hop, 1);
    QCOMPARE(m_tracer->pausedStep()->proposed.method, QByteArray("PUT")); // goes on from there
    QVERIFY(m_lab->received().at(1).head.startsWith("PUT /302/200 "));
    QVERIFY(m_lab->received().at(1).head.contains("X-Mine: 1\r\n"));
    QCOMPARE(m_lab->received().at(1).body, QByteArray("text"));
    QCOMPARE(m_tracer->trace().hops.at(0).redirect->methodTo, QByteArray("PUT"));
    m_tracer->resume(1, runOn);
    QTRY_VERIFY(isOver());
    QVERIFY(m_lab->received().at(2).head.startsWith("PUT /200 "));
}

void TestTracerStep::stopWhileItStandsStill()
{
    QSignalSpy finished(m_tracer.get(), &Tracer::finished);
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/echo"), *findProfile(fetch),
                    stepping());
    QTRY_VERIFY(standsStill());
    m_tracer->stop();
    QCOMPARE(finished.size(), 1);
    QVERIFY(!m_tracer->isRunning());
    QVERIFY(!standsStill());
    const Trace &trace = m_tracer->trace();
    QCOMPARE(trace.outcome->kind, OutcomeKind::Stopped);
    QCOMPARE(trace.outcome->hop, 1);
    QVERIFY(!trace.hops.first().redirect->follow);
    QCOMPARE(trace.hops.first().redirect->why.last().rule, QStringLiteral("user-stop"));
    m_tracer->resume(0, runOn);
    letTimePass();
    QCOMPARE(m_lab->received().size(), 1);
    QCOMPARE(finished.size(), 1);
}

void TestTracerStep::newTraceWhileItStandsStill()
{
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/echo"), *findProfile(fetch),
                    stepping());
    QTRY_VERIFY(standsStill());
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/200"), *findProfile(fetch), {});
    QVERIFY(!standsStill());
    QTRY_VERIFY(isOver());
    QCOMPARE(m_lab->received().size(), 2);
    QCOMPARE(m_tracer->trace().hops.size(), 1);
    QCOMPARE(m_tracer->trace().outcome->kind, OutcomeKind::Final);
}

void TestTracerStep::destroyedWhileItStandsStill()
{
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/echo"), *findProfile(fetch),
                    stepping());
    QTRY_VERIFY(standsStill());
    m_tracer.reset();
    letTimePass();
    QCOMPARE(m_lab->received().size(), 1);
}

void TestTracerStep::resumedTooLate()
{
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/302/echo"), *findProfile(fetch),
                    stepping());
    QTRY_VERIFY(standsStill());
    m_tracer->resume(0, choice(StepKind::Proposed));
    QTRY_VERIFY(standsStill());
    m_tracer->resume(0, choice(StepKind::Proposed)); // meant the hop before
    QVERIFY(standsStill());
    QCOMPARE(m_tracer->pausedStep()->hop, 1);
}

void TestTracerStep::resumedFromWithinTheSignal()
{
    connect(m_tracer.get(), &Tracer::paused, this,
            [this](int hop) { m_tracer->resume(hop, choice(StepKind::Proposed)); });
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/302/302/echo"), *findProfile(fetch),
                    stepping());
    QTRY_VERIFY(isOver());
    QCOMPARE(m_lab->received().size(), 4);
}

void TestTracerStep::deadlineDoesNotRun()
{
    TraceOptions options = stepping();
    options.timeout = 400ms;
    QSignalSpy finished(m_tracer.get(), &Tracer::finished);
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/echo"), *findProfile(fetch), options);
    QTRY_VERIFY(standsStill());
    QVERIFY(!finished.wait(600)); // more than the whole deadline
    m_tracer->resume(0, choice(StepKind::Proposed));
    QTRY_VERIFY(isOver());
    QCOMPARE(m_tracer->trace().outcome->kind, OutcomeKind::Final);
}

void TestTracerStep::deadlineRunsAgainAfterwards()
{
    TraceOptions options = stepping();
    options.timeout = 400ms;
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/hang"), *findProfile(fetch), options);
    QTRY_VERIFY(standsStill());
    m_tracer->resume(0, choice(StepKind::Proposed));
    QTRY_VERIFY(isOver());
    QCOMPARE(m_tracer->trace().outcome->kind, OutcomeKind::Timeout);
}

void TestTracerStep::timesDoNotCountIt()
{
    QSignalSpy finished(m_tracer.get(), &Tracer::finished);
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/echo"), *findProfile(fetch),
                    stepping());
    QTRY_VERIFY(standsStill());
    QElapsedTimer pause;
    pause.start();
    QVERIFY(!finished.wait(1000));
    const auto atLeast = static_cast<double>(pause.elapsed());
    m_tracer->resume(0, choice(StepKind::Proposed));
    QTRY_VERIFY(isOver());
    const Times first = m_tracer->trace().hops.at(0).exchange.times;
    const Times second = m_tracer->trace().hops.at(1).exchange.times;
    const double paused = m_tracer->trace().hops.at(0).redirect->byUser->paused;
    QVERIFY2(paused + 2 >= atLeast, qPrintable(QString::number(paused)));
    QVERIFY(*second.start >= *first.end);
    QVERIFY2(*second.start - *first.end < atLeast / 2,
             qPrintable(QString::number(*second.start - *first.end)));
}

void TestTracerStep::keptConnectionIsUsedAgain()
{
    KeepingServer server({{redirectTo("/end"), ok}});
    m_tracer->start(requestTo("GET", server.url("/")), *findProfile(fetch), stepping());
    QTRY_VERIFY(standsStill());
    m_tracer->resume(0, choice(StepKind::Proposed));
    QTRY_VERIFY(isOver());
    QCOMPARE(m_tracer->trace().outcome->kind, OutcomeKind::Final);
    QCOMPARE(server.received().size(), 1);
    QVERIFY(m_tracer->trace().hops.at(1).exchange.connection.reused);
}

void TestTracerStep::connectionClosedMeanwhile()
{
    KeepingServer server({{redirectTo("/end"), KeepingServer::close}, {ok}});
    m_tracer->start(requestTo("POST", server.url("/"), {}, QByteArray("hello")),
                    *findProfile(fetch), stepping());
    QTRY_VERIFY(standsStill());
    QTRY_COMPARE(server.openConnections(), 0);
    m_tracer->resume(0, choice(StepKind::Kept)); // not idempotent: never sent twice
    QTRY_VERIFY(isOver());
    QCOMPARE(m_tracer->trace().outcome->kind, OutcomeKind::Final);
    QCOMPARE(server.received().size(), 2);
    QVERIFY(server.received().at(1).startsWith("POST /end "));
    QCOMPARE(server.received().at(0).count("HTTP/1.1\r\n"), 1);
}

void TestTracerStep::endsAtACondition()
{
    TraceOptions options = stoppingAt({QStringLiteral("method-change")});
    options.step.endsThere = true;
    QSignalSpy paused(m_tracer.get(), &Tracer::paused);
    m_tracer->start(requestTo("POST", m_lab->baseUrl() + "/307/302/echo", {}, QByteArray("hello")),
                    *findProfile(fetch), options);
    QTRY_VERIFY(isOver());
    QCOMPARE(m_tracer->trace().outcome->kind, OutcomeKind::Stopped);
    QCOMPARE(m_tracer->trace().hops.size(), 2);
    QCOMPARE(m_tracer->trace().hops.last().redirect->why.last().rule, QStringLiteral("stop-at"));
    QCOMPARE(m_lab->received().size(), 2);
    QVERIFY(paused.isEmpty());
}

void TestTracerStep::clientThatStopsIsNotAsked()
{
    TraceOptions options = stepping();
    options.maxHops = 0;
    m_tracer->start(requestTo("GET", m_lab->baseUrl() + "/302/echo"), *findProfile(fetch), options);
    QTRY_VERIFY(isOver());
    QCOMPARE(m_tracer->trace().outcome->kind, OutcomeKind::Limit);
}

void TestTracerStep::traceFileKeepsIt()
{
    m_tracer->start(requestTo("POST", m_lab->baseUrl() + "/302/echo", {}, QByteArray("hello")),
                    *findProfile(fetch), stepping());
    QTRY_VERIFY(standsStill());
    StepChoice edited = choice(StepKind::Edited);
    edited.edited = m_tracer->pausedStep()->editable;
    edited.edited.url = urlOf(m_lab->baseUrl() + "/echo?token=geheim");
    m_tracer->resume(0, edited);
    QTRY_VERIFY(isOver());
    const QByteArray shown = writeTrace(m_tracer->trace(), Secrets::Show);
    const Result<Trace> read = readTrace(shown);
    QVERIFY(read);
    QCOMPARE(*read->hops.first().redirect->byUser,
             *m_tracer->trace().hops.first().redirect->byUser);
    QCOMPARE(writeTrace(*read, Secrets::Show), shown);
    QVERIFY(shown.contains("geheim"));
    QVERIFY(!writeTrace(m_tracer->trace()).contains("geheim"));
}

void TestTracerStep::throughTheThread()
{
    TracerThread thread;
    QSignalSpy finished(&thread, &TracerThread::finished);
    thread.start(requestTo("POST", m_lab->baseUrl() + "/302/302/echo", {}, QByteArray("hello")),
                 *findProfile(fetch), stepping());
    QVERIFY(thread.pausedStep() == nullptr);
    QTRY_VERIFY(thread.pausedStep() != nullptr);
    QCOMPARE(thread.pausedStep()->hop, 0);
    QVERIFY(thread.isRunning());
    thread.resume(choice(StepKind::Kept));
    QVERIFY(thread.pausedStep() == nullptr);
    QTRY_VERIFY(thread.pausedStep() != nullptr);
    QCOMPARE(thread.pausedStep()->hop, 1);
    QCOMPARE(thread.trace().hops.first().redirect->byUser->kind, StepKind::Kept);
    thread.stop();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(thread.trace().outcome->kind, OutcomeKind::Stopped);
    QVERIFY(thread.pausedStep() == nullptr);
    QCOMPARE(m_lab->received().size(), 2);
}

/// Whoever presses the key twice has seen one request only.
void TestTracerStep::twoKeysAreOneStep()
{
    TracerThread thread;
    thread.start(requestTo("GET", m_lab->baseUrl() + "/302/302/302/echo"), *findProfile(fetch),
                 stepping());
    QTRY_VERIFY(thread.pausedStep() != nullptr);
    thread.resume(choice(StepKind::Proposed));
    thread.resume(choice(StepKind::Proposed));
    QTRY_VERIFY(thread.pausedStep() != nullptr);
    QCOMPARE(thread.pausedStep()->hop, 1);
    letTimePass();
    QCOMPARE(m_lab->received().size(), 2);
}

QTEST_GUILESS_MAIN(TestTracerStep)
#include "tst_tracerstep.moc"
