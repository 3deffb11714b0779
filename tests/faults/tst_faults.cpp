// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"
#include "core/http/requesthead.h"
#include "core/redirect/prepare.h"
#include "core/tracer.h"
#include "tests/faults/faults.h"
#include "tests/faults/peakmemory.h"

#include <QDebug>
#include <QElapsedTimer>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace hoplens;

namespace {

const QString profileId = QStringLiteral("browser-fetch");

TraceOptions optionsFor(const Fault &fault, const Certificates &certificates)
{
    TraceOptions options;
    options.timeout = fault.deadline;
    options.send.connectTimeout = fault.connectDeadline;
    options.send.firstByteTimeout = fault.firstByteDeadline;
    options.send.idleTimeout = fault.idleDeadline;
    options.send.bodyLimit = bodyLimit;
    options.send.previewLimit = previewLimit;
    options.send.extraAuthorities = {certificates.authority()};
    return options;
}

Request requestFor(const Fault &fault, quint16 port)
{
    Request request;
    request.method = fault.method;
    request.url = *parseUrl((fault.https ? "https://127.0.0.1:" : "http://127.0.0.1:")
                            + QByteArray::number(port) + '/');
    if (fault.upload) {
        request.body = bodyOf(QByteArray(*fault.upload, 'u'));
    }
    return request;
}

QByteArray sentAs(const Request &request)
{
    return requestHead(request) + (request.body ? request.body->bytes : QByteArray());
}

/// Ids of enums, so that failing tests print something.
int number(auto value)
{
    return static_cast<int>(value);
}

QList<int> numbers(const QList<Oddity> &oddities)
{
    QList<int> all;
    for (const Oddity oddity : oddities) {
        all.append(number(oddity));
    }
    return all;
}

/// Everything that is otherwise than expected, so that one run shows all of it.
class Differences {
public:
    Differences(const Trace &trace, const Expected &expected)
        : m_trace(trace)
        , m_expected(expected)
    {
    }

    QStringList ofTrace()
    {
        if (!m_trace.outcome) {
            return {QStringLiteral("no outcome")};
        }
        const Hop &hop = m_trace.hops.first();
        const Exchange &exchange = hop.exchange;
        const int failure = exchange.failure ? number(exchange.failure->code) : -1;
        if (!m_expected.orFailure || failure != number(*m_expected.orFailure)) {
            compare("failure", failure, m_expected.failure ? number(*m_expected.failure) : -1);
            compare("outcome", number(m_trace.outcome->kind), number(m_expected.outcome));
        }
        compare("sentence", m_trace.outcome->detail.isEmpty(), false);
        compare("status", exchange.response ? exchange.response->status : 0, m_expected.status);
        compare("oddities", numbers(exchange.oddities), numbers(m_expected.oddities));
        compare("location", hop.redirect ? hop.redirect->location : QByteArray(),
                m_expected.location);
        compare("hops", m_trace.hops.size(), m_expected.hops);
        if (m_expected.body) {
            const Body body = exchange.response ? exchange.response->body : Body();
            compare("body", body.bytes, *m_expected.body);
            compare("size of the body", body.size, m_expected.body->size());
        }
        if (m_expected.hops > 1) {
            const Exchange &last = m_trace.hops.last().exchange;
            compare("last body", last.response ? last.response->body.bytes : QByteArray(),
                    m_expected.lastBody);
        }
        return m_found;
    }

    QStringList ofServer(const FaultServer &server)
    {
        const QByteArrayList requests = server.requests();
        compare("requests", requests.size(), m_expected.requests);
        compare("connections", server.connections(), m_expected.connections);
        // One a hop; what did not come whole is at least the start of what the trace shows.
        if (requests.size() <= m_trace.hops.size()) {
            for (qsizetype i = 0; i < requests.size(); ++i) {
                const Request &request = m_trace.hops.at(i).exchange.request;
                compare("request", requests.at(i), sentAs(request).left(requests.at(i).size()));
            }
        }
        return m_found;
    }

private:
    template <typename T> void compare(const char *what, const T &actual, const T &expected)
    {
        if (actual != expected) {
            QString text;
            QDebug(&text) << what << "is" << actual << "instead of" << expected;
            m_found.append(text.left(1000));
        }
    }

    const Trace &m_trace;
    const Expected &m_expected;
    QStringList m_found;
};

/// Whatever came, a file can hold it.
bool survivesSaving(const Trace &trace)
{
    const QByteArray file = writeTrace(trace, Secrets::Show);
    const Result<Trace> read = readTrace(file);
    return read && writeTrace(*read, Secrets::Show) == file;
}

} // namespace

class TestFaults : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFault_data();
    void everyFault();
    void cleanupTestCase();

private:
    Certificates m_certificates;
    QList<Fault> m_faults;
};

void TestFaults::initTestCase()
{
    const QString problem = m_certificates.make();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_faults = allFaults();
    QSet<QByteArray> names;
    for (const Fault &fault : std::as_const(m_faults)) {
        names.insert(fault.name);
    }
    QCOMPARE(names.size(), m_faults.size());
}

void TestFaults::everyFault_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < m_faults.size(); ++i) {
        QTest::newRow(m_faults.at(i).name.constData()) << i;
    }
}

void TestFaults::everyFault()
{
    QFETCH(const int, index);
    const Fault &fault = m_faults.at(index);
    FaultServer server(fault.scripts, m_certificates);
    const quint16 port = server.serverPort();
    if (!fault.listens) {
        server.close();
    }
    const Request request = requestFor(fault, port);
    const ClientProfile &profile = *findProfile(profileId);
    QVERIFY(checkRequest(request, profile));

    PeakMemory memory;
    QElapsedTimer clock;
    Trace trace;
    {
        Tracer tracer;
        QSignalSpy finished(&tracer, &Tracer::finished);
        clock.start();
        tracer.start(request, profile, optionsFor(fault, m_certificates));
        QVERIFY2(finished.wait(30'000), "the trace hangs");
        trace = tracer.trace();
    }
    const std::chrono::milliseconds took(clock.elapsed());
    const qint64 grown = memory.grownBy();
    // A hidden second request would be on its way by now; and no connection is left behind.
    server.listenAgain();
    QTRY_VERIFY(!server.hasOpenConnections());

    QVERIFY(survivesSaving(trace));
    QStringList differences = Differences(trace, fault.expected).ofTrace();
    differences += Differences(trace, fault.expected).ofServer(server);
    QVERIFY2(differences.isEmpty(), qPrintable(differences.join(u'\n')));
    QVERIFY2(took >= fault.expected.least && took <= fault.expected.most,
             qPrintable(QStringLiteral("%1 ms").arg(took.count())));
    if (fault.expected.memory > 0 && PeakMemory::isMeasured()) {
        QVERIFY2(grown <= fault.expected.memory * 1024,
                 qPrintable(QStringLiteral("%1 KiB").arg(grown)));
    }
}

void TestFaults::cleanupTestCase()
{
    qInfo("%d faults", static_cast<int>(m_faults.size()));
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
