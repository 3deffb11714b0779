// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/bench/tracerclient.h"

#include "core/tracer.h"

#include <QEventLoop>
#include <QSslCertificate>

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

} // namespace

Measurement runTracer(const Load &load)
{
    Request request;
    request.method = "GET";
    request.url = *parseUrl(load.url.toUtf8());
    const ClientProfile &profile = *findProfile(QStringLiteral("browser-fetch"));
    const TraceOptions options = optionsOf(load);

    QEventLoop loop;
    QList<Trace> traces;
    int started = 0;
    int hops = 0;
    std::vector<std::unique_ptr<Tracer>> tracers;
    const auto startNext = [&](Tracer &tracer) {
        if (started < load.traces) {
            ++started;
            tracer.start(request, profile, options);
        }
    };
    for (int i = 0; i < load.atOnce; ++i) {
        tracers.push_back(std::make_unique<Tracer>());
        Tracer &tracer = *tracers.back();
        QObject::connect(
            &tracer, &Tracer::finished, &loop,
            [&] {
                traces.append(tracer.trace());
                hops += static_cast<int>(traces.constLast().hops.size());
                if (traces.size() == load.traces) {
                    loop.quit();
                } else {
                    startNext(tracer);
                }
            },
            Qt::QueuedConnection);
    }
    const Meter meter;
    for (const auto &tracer : tracers) {
        startNext(*tracer);
    }
    loop.exec();
    const Measurement result = meter.result(hops);
    for (const Trace &trace : traces) {
        if (trace.outcome->kind != OutcomeKind::Final
            || trace.hops.constLast().exchange.response->status != 200) {
            std::fprintf(stderr, "Hoplens: %s\n", qPrintable(trace.outcome->detail));
            return {};
        }
    }
    return result;
}

} // namespace hoplens::bench
