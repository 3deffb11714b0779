// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/bench/tracerclient.h"

#include "core/tracer.h"

#include <QEventLoop>
#include <QSslCertificate>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

namespace hoplens::bench {

namespace {

TraceOptions optionsOf(const Load &load)
{
    TraceOptions options;
    options.send.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    options.send.freshConnections = load.kind == QLatin1String("tls");
    options.send.extraAuthorities = QSslCertificate::fromPath(load.authority);
    options.send.bodyLimit = 4LL << 30;
    options.keepsConnections = true;
    return options;
}

/// What one thread does: some traces at once, one after the other in each place.
class Share {
public:
    Share(const Load &load, int places, int traces)
        : m_load(load)
        , m_places(places)
        , m_left(traces)
    {
    }

    /// Blocks the calling thread until all traces are done.
    void run()
    {
        Request request;
        request.method = "GET";
        request.url = *parseUrl(m_load.url.toUtf8());
        const ClientProfile &profile = *findProfile(QStringLiteral("browser-fetch"));
        const TraceOptions options = optionsOf(m_load);
        QEventLoop loop;
        int running = 0;
        std::vector<std::unique_ptr<Tracer>> tracers;
        const auto startNext = [&](Tracer &tracer) {
            if (m_left > 0) {
                --m_left;
                ++running;
                tracer.start(request, profile, options);
            }
        };
        for (int i = 0; i < m_places; ++i) {
            tracers.push_back(std::make_unique<Tracer>());
            QObject::connect(
                tracers.back().get(), &Tracer::finished, &loop,
                [&, tracer = tracers.back().get()] {
                    m_traces.append(tracer->trace());
                    --running;
                    startNext(*tracer);
                    if (running == 0) {
                        loop.quit();
                    }
                },
                Qt::QueuedConnection);
        }
        for (const auto &tracer : tracers) {
            startNext(*tracer);
        }
        loop.exec();
    }

    const QList<Trace> &traces() const { return m_traces; }

private:
    const Load &m_load;
    int m_places;
    int m_left;
    QList<Trace> m_traces;
};

} // namespace

Measurement runTracer(const Load &load)
{
    // One trace at a time is one thread's work; many are shared by as many as there are processors.
    const int threadCount = std::min(load.atOnce, QThread::idealThreadCount());
    std::vector<Share> shares;
    for (int i = 0; i < threadCount; ++i) {
        const auto part = [&](int all) { return all / threadCount + (i < all % threadCount); };
        shares.emplace_back(load, part(load.atOnce), part(load.traces));
    }
    const Meter meter;
    std::vector<std::unique_ptr<QThread>> threads;
    for (auto share = shares.begin() + 1; share != shares.end(); ++share) {
        threads.emplace_back(QThread::create([share] { share->run(); }))->start();
    }
    shares.front().run();
    for (const auto &thread : threads) {
        thread->wait();
    }
    int hops = 0;
    for (const Share &share : shares) {
        for (const Trace &trace : share.traces()) {
            hops += static_cast<int>(trace.hops.size());
        }
    }
    const Measurement result = meter.result(hops);
    for (const Share &share : shares) {
        for (const Trace &trace : share.traces()) {
            if (trace.outcome->kind != OutcomeKind::Final
                || trace.hops.constLast().exchange.response->status != 200) {
                std::fprintf(stderr, "Hoplens: %s\n", qPrintable(trace.outcome->detail));
                return {};
            }
        }
    }
    return result;
}

} // namespace hoplens::bench
