// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"
#include "core/lab/labserver.h"
#include "core/lab/scenarios.h"
#include "core/tracerthread.h"
#include "tests/core/chain.h"
#include "tests/core/tlsidentity.h"

#include <QDir>
#include <QElapsedTimer>
#include <QPointer>
#include <QRandomGenerator>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <functional>

using namespace hoplens;

class TestTracerThread : public QObject {
    Q_OBJECT

private slots:
    void sameTraceAsATracers_data();
    void sameTraceAsATracers();
    void sameTraceOverTls();
    void lookupsWork();
    void everyUpdateSaysWhatChanged();
    void goesOnWhileItsOwnerIsBusy();
    void stopsWhileWaiting();
    void stopsBeforeItHasBegun();
    void stopWithoutATraceDoesNothing();
    void forgottenTraceIsNotToldOf();
    void restartsAtAnyMoment();
    void isDeletedAtAnyMoment();
    void isDeletedByAReceiver_data();
    void isDeletedByAReceiver();
    void thousandHops();
};

namespace {

using namespace std::chrono_literals;

constexpr int patience = 60'000; // milliseconds; nothing here takes long

const ClientProfile &fetch()
{
    return *findProfile(QStringLiteral("browser-fetch"));
}

Request scenarioRequest(const LabScenario &scenario, const LabServer &lab)
{
    return requestTo(scenario.method, lab.baseUrl() + scenario.path, scenario.headers,
                     scenario.body.isEmpty() ? std::nullopt : std::optional(scenario.body));
}

template <typename AnyTracer> Trace traced(const Request &request, const TraceOptions &options = {})
{
    AnyTracer tracer;
    QSignalSpy finished(&tracer, &AnyTracer::finished);
    tracer.start(request, fetch(), options);
    finished.wait(patience);
    return tracer.trace();
}

/// A trace file without what differs from one run to the next.
QByteArray comparable(Trace trace)
{
    const QDateTime then = playTime();
    trace.started = then;
    for (Hop &hop : trace.hops) {
        hop.exchange.times = {};
        hop.exchange.connection.local.reset();
        for (Attempt &attempt : hop.exchange.earlier) {
            attempt.times = {};
            attempt.connection.local.reset();
        }
        for (CookieSetting &setting : hop.cookiesSet) {
            if (setting.expires) {
                setting.expires = then;
            }
        }
    }
    return writeTrace(trace, Secrets::Show);
}

/// The lab in a thread of its own, for an owner that does not return to its event loop.
class LabThread {
public:
    LabThread()
        : m_lab(new LabServer)
    {
        m_lab->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_lab, &QObject::deleteLater);
        QObject::connect(m_lab, &LabServer::requestReceived, m_lab,
                         [this] { m_requests.release(); });
        m_thread.start();
        QMetaObject::invokeMethod(
            m_lab, [this] { m_base = m_lab->start() ? m_lab->baseUrl() : QByteArray(); },
            Qt::BlockingQueuedConnection);
    }
    ~LabThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    LabThread(const LabThread &) = delete;
    LabThread &operator=(const LabThread &) = delete;

    const QByteArray &baseUrl() const { return m_base; }
    /// Blocks the calling thread until the lab has got so many more requests.
    bool waitForRequests(int count) { return m_requests.tryAcquire(count, patience); }

private:
    QThread m_thread;
    LabServer *m_lab;
    QByteArray m_base;
    QSemaphore m_requests;
};

/// Descriptors of this process; sockets that were not closed show up here.
qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size();
}

/// Calls `act` once, when the lab has got so many requests since this was made.
class AfterRequests : public QObject {
public:
    AfterRequests(const LabServer &lab, int count, const std::function<void()> &act)
        : m_left(count)
    {
        connect(&lab, &LabServer::requestReceived, this, [this, act] {
            if (--m_left == 0) {
                act();
            }
        });
    }

private:
    int m_left;
};

} // namespace

void TestTracerThread::sameTraceAsATracers_data()
{
    QTest::addColumn<int>("scenario");
    QTest::addColumn<QByteArray>("path");
    for (int i = 0; i < labScenarios().size(); ++i) {
        QTest::newRow(qPrintable(labScenarios().at(i).title)) << i << QByteArray();
    }
    for (const char *path : {"/200", "/302/302;to=other/303/200", "/cut", "/302/cut", "/loop",
                             "/loop;n=3", "/302;body=100000/200;body=2000000",
                             "/302;early;cookie=a=1/200;cookie=b=2", "/302;scheme=file/200"}) {
        QTest::newRow(path) << -1 << QByteArray(path);
    }
}

void TestTracerThread::sameTraceAsATracers()
{
    QFETCH(int, scenario);
    QFETCH(QByteArray, path);
    LabServer lab;
    QVERIFY(lab.start());
    const Request request = scenario < 0 ? requestTo("GET", lab.baseUrl() + path)
                                         : scenarioRequest(labScenarios().at(scenario), lab);
    const Trace trace = traced<TracerThread>(request);
    QVERIFY(trace.outcome);
    QCOMPARE(comparable(trace), comparable(traced<Tracer>(request)));
    QVERIFY(trace.started.isValid());
    for (const Hop &hop : trace.hops) {
        QVERIFY(hop.exchange.times.sent && hop.exchange.times.end);
    }
}

void TestTracerThread::sameTraceOverTls()
{
    TlsIdentity identity;
    identity.make();
    const auto server = identity.server({{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"}});
    const Request request = requestTo("GET", server->url("/"));
    TraceOptions options;
    const Trace refused = traced<TracerThread>(request, options);
    QCOMPARE(refused.outcome->kind, OutcomeKind::Tls);
    QCOMPARE(comparable(refused), comparable(traced<Tracer>(request, options)));
    options.send.extraAuthorities = {identity.certificate()};
    const Trace trusted = traced<TracerThread>(request, options);
    QCOMPARE(trusted.outcome->kind, OutcomeKind::Final);
    QVERIFY(trusted.hops.constFirst().exchange.connection.tls);
    QCOMPARE(comparable(trusted), comparable(traced<Tracer>(request, options)));
}

void TestTracerThread::lookupsWork()
{
    const Trace trace = traced<TracerThread>(requestTo("GET", "http://a.invalid/"));
    QCOMPARE(trace.outcome->kind, OutcomeKind::Network);
    QCOMPARE(trace.hops.constFirst().exchange.failure->code, FailureCode::HostNotFound);
}

void TestTracerThread::everyUpdateSaysWhatChanged()
{
    LabServer lab;
    QVERIFY(lab.start());
    TracerThread tracer;
    QSignalSpy finished(&tracer, &TracerThread::finished);
    Trace known;
    bool wasOver = false;
    connect(&tracer, &TracerThread::updated, this, [&](int firstChanged) {
        QVERIFY(!wasOver);
        QVERIFY(finished.isEmpty());
        const Trace &now = tracer.trace();
        QVERIFY(firstChanged >= 0 && firstChanged < now.hops.size());
        QVERIFY(now.hops.size() >= known.hops.size());
        Trace before = now;
        before.hops.resize(firstChanged);
        known.hops.resize(firstChanged);
        before.outcome = known.outcome;
        before.findings = known.findings;
        known.started = now.started;
        known.generator = now.generator;
        known.client = now.client;
        QCOMPARE(writeTrace(before, Secrets::Show), writeTrace(known, Secrets::Show));
        QCOMPARE(tracer.isRunning(), !now.outcome.has_value());
        wasOver = now.outcome.has_value();
        known = now;
    });
    tracer.start(requestTo("GET", lab.baseUrl() + "/302/307/303;to=other/302/200"), fetch(), {});
    QVERIFY(tracer.isRunning());
    QVERIFY(tracer.trace().hops.isEmpty());
    QVERIFY(finished.wait(patience));
    QVERIFY(wasOver);
    QVERIFY(!tracer.isRunning());
    QCOMPARE(known.hops.size(), 5);
    QCOMPARE(finished.size(), 1);
}

/// The times of a chain cannot depend on a thread that does nothing else meanwhile.
void TestTracerThread::goesOnWhileItsOwnerIsBusy()
{
    LabThread lab;
    QVERIFY(!lab.baseUrl().isEmpty());
    TracerThread tracer;
    QSignalSpy updated(&tracer, &TracerThread::updated);
    QSignalSpy finished(&tracer, &TracerThread::finished);
    tracer.start(requestTo("GET", lab.baseUrl() + "/302/302/302/302/302/302/302/302/302/200"),
                 fetch(), {});
    QVERIFY(lab.waitForRequests(10)); // without the event loop
    const qint64 now = QDateTime::currentMSecsSinceEpoch() + 1; // it is cut to milliseconds
    QCOMPARE(updated.size(), 0);
    QVERIFY(tracer.isRunning());
    QVERIFY(finished.wait(patience));
    QCOMPARE(tracer.trace().hops.size(), 10);
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Final);
    // The tenth request was there, so all before it was over.
    const auto untilNow = static_cast<double>(now - tracer.trace().started.toMSecsSinceEpoch());
    for (const Hop &hop : tracer.trace().hops.first(9)) {
        const Times &times = hop.exchange.times;
        QVERIFY(times.sent && times.firstByte && times.end);
        QVERIFY(*times.sent <= untilNow);
        QVERIFY(*times.firstByte <= untilNow);
        QVERIFY(*times.end <= untilNow);
    }
    // One message waited, with the first hop, and the next one told of the other nine: not three
    // for each hop that an owner with so little time would have to work through.
    QVERIFY2(updated.size() < 10, qPrintable(QString::number(updated.size())));
}

void TestTracerThread::stopsWhileWaiting()
{
    LabServer lab;
    QVERIFY(lab.start());
    QSignalSpy received(&lab, &LabServer::requestReceived);
    TracerThread tracer;
    QSignalSpy finished(&tracer, &TracerThread::finished);
    tracer.start(requestTo("GET", lab.baseUrl() + "/302/hang"), fetch(), {});
    QTRY_COMPARE(received.size(), 2);
    tracer.stop();
    QVERIFY(tracer.isRunning()); // its end is not told yet
    QVERIFY(finished.wait(patience));
    QVERIFY(!tracer.isRunning());
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Cancelled);
    QCOMPARE(tracer.trace().hops.size(), 2);
    QVERIFY(!tracer.trace().outcome->detail.isEmpty());
    QCOMPARE(tracer.trace().hops.constLast().exchange.failure->code, FailureCode::Stopped);
}

void TestTracerThread::stopsBeforeItHasBegun()
{
    LabServer lab;
    QVERIFY(lab.start());
    TracerThread tracer;
    QSignalSpy finished(&tracer, &TracerThread::finished);
    tracer.start(requestTo("GET", lab.baseUrl() + "/hang"), fetch(), {});
    tracer.stop();
    QVERIFY(finished.wait(patience));
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Cancelled);
    QCOMPARE(tracer.trace().hops.size(), 1);
}

void TestTracerThread::stopWithoutATraceDoesNothing()
{
    LabServer lab;
    QVERIFY(lab.start());
    TracerThread tracer;
    QSignalSpy updated(&tracer, &TracerThread::updated);
    QSignalSpy finished(&tracer, &TracerThread::finished);
    tracer.stop(); // there never was one
    QVERIFY(!tracer.isRunning());
    tracer.start(requestTo("GET", lab.baseUrl() + "/200"), fetch(), {});
    QVERIFY(finished.wait(patience));
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Final);
    const qsizetype before = updated.size();
    tracer.stop(); // it is over
    tracer.start(requestTo("GET", lab.baseUrl() + "/hang"), fetch(), {});
    QTRY_VERIFY(updated.size() > before);
    QVERIFY(tracer.isRunning());
    QCOMPARE(finished.size(), 1);
}

void TestTracerThread::forgottenTraceIsNotToldOf()
{
    LabServer lab;
    QVERIFY(lab.start());
    TracerThread tracer;
    QSignalSpy finished(&tracer, &TracerThread::finished);
    QSignalSpy updated(&tracer, &TracerThread::updated);
    tracer.start(requestTo("GET", lab.baseUrl() + "/302/hang"), fetch(), {});
    QTRY_VERIFY(tracer.trace().hops.size() == 2);
    tracer.forget();
    QVERIFY(!tracer.isRunning());
    updated.clear();
    // The next one begins when the forgotten one has ended, and what comes is about it alone.
    connect(&tracer, &TracerThread::updated, this, [&] {
        QCOMPARE(tracer.trace().hops.constFirst().exchange.request.target, QByteArray("/204"));
    });
    tracer.start(requestTo("GET", lab.baseUrl() + "/204"), fetch(), {});
    QVERIFY(finished.wait(patience));
    QCOMPARE(finished.size(), 1);
    QVERIFY(!updated.isEmpty());
    QCOMPARE(tracer.trace().hops.size(), 1);
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Final);
}

void TestTracerThread::restartsAtAnyMoment()
{
    LabServer lab;
    QVERIFY(lab.start());
    TracerThread tracer;
    QSignalSpy finished(&tracer, &TracerThread::finished);
    QRandomGenerator random(7);
    QByteArray target;
    const auto start = [&](int number) {
        target = "/302;body=" + QByteArray::number(number) + "/302/302/302/302/200";
        tracer.start(requestTo("GET", lab.baseUrl() + target), fetch(), {});
    };
    connect(&tracer, &TracerThread::updated, this,
            [&] { QCOMPARE(tracer.trace().hops.constFirst().exchange.request.target, target); });
    for (int i = 0; i < 100; ++i) {
        const int requests = random.bounded(6); // 0: at once
        bool isRestarted = requests == 0;
        start(2 * i);
        const AfterRequests restart(lab, requests, [&] {
            isRestarted = true;
            start(2 * i + 1);
        });
        QTRY_VERIFY(isRestarted);
    }
    finished.clear();
    start(1000);
    QVERIFY(finished.wait(patience));
    QCOMPARE(tracer.trace().hops.size(), 6);
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Final);
}

void TestTracerThread::isDeletedAtAnyMoment()
{
    LabServer lab;
    QVERIFY(lab.start());
    QRandomGenerator random(11);
    qsizetype descriptors = 0;
    for (int i = 0; i < 101; ++i) {
        const int requests = random.bounded(6); // 0: at once
        auto tracer = std::make_unique<TracerThread>();
        const AfterRequests enough(lab, requests, [&] { tracer.reset(); });
        tracer->start(requestTo("GET", lab.baseUrl() + "/302/302/302/302/hang"), fetch(), {});
        if (requests == 0) {
            tracer.reset();
        }
        QTRY_VERIFY(!tracer);
        if (i == 0) { // by now Qt has what it keeps
            QTRY_COMPARE(lab.findChildren<QTcpSocket *>().size(), 0);
            descriptors = openDescriptors();
        }
    }
    QTRY_COMPARE(lab.findChildren<QTcpSocket *>().size(), 0); // the lab's ends were closed, too
    QTRY_VERIFY2(openDescriptors() <= descriptors,
                 qPrintable(QStringLiteral("%1, not %2").arg(openDescriptors()).arg(descriptors)));
}

void TestTracerThread::isDeletedByAReceiver_data()
{
    QTest::addColumn<bool>("atTheEnd");
    QTest::newRow("of updated") << false;
    QTest::newRow("of finished") << true;
}

void TestTracerThread::isDeletedByAReceiver()
{
    QFETCH(bool, atTheEnd);
    LabServer lab;
    QVERIFY(lab.start());
    auto *tracer = new TracerThread;
    const QPointer<TracerThread> watched(tracer);
    if (atTheEnd) {
        connect(tracer, &TracerThread::finished, this, [tracer] { delete tracer; });
    } else {
        connect(tracer, &TracerThread::updated, this, [tracer] { delete tracer; });
    }
    tracer->start(requestTo("GET", lab.baseUrl() + "/302/200"), fetch(), {});
    QTRY_VERIFY(watched.isNull());
}

void TestTracerThread::thousandHops()
{
    LabServer lab;
    QVERIFY(lab.start());
    TracerThread tracer;
    QSignalSpy updated(&tracer, &TracerThread::updated);
    QSignalSpy finished(&tracer, &TracerThread::finished);
    TraceOptions options;
    options.maxHops = 999;
    QElapsedTimer clock;
    clock.start();
    tracer.start(requestTo("GET", lab.baseUrl() + "/endless"), fetch(), options);
    QVERIFY(finished.wait(patience));
    QCOMPARE(tracer.trace().hops.size(), 1000);
    QCOMPARE(tracer.trace().outcome->kind, OutcomeKind::Limit);
    for (const Hop &hop : tracer.trace().hops) {
        QVERIFY(hop.exchange.response && hop.exchange.times.end && hop.redirect);
    }
    // Three for each hop would be 3,000. Between two there are 16 ms, which Qt may cut by a
    // twentieth; the end does not wait.
    const qint64 most = clock.elapsed() / 15 + 2;
    QVERIFY2(updated.size() <= most, qPrintable(QString::number(updated.size())));
}

QTEST_GUILESS_MAIN(TestTracerThread)
#include "tst_tracerthread.moc"
