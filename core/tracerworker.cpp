// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/tracerworker.h"

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

/// From one message to the next. Who reads a trace looks at all of it each time: a short one as
/// often as a screen can show it, a long one now and then.
constexpr std::chrono::milliseconds shortPause{16};
constexpr std::chrono::milliseconds longPause{100};
constexpr qsizetype shortTrace = 30; // hops

} // namespace

void TracerWorker::start(quint64 generation, const Request &request, const ClientProfile &profile,
                         const TraceOptions &options)
{
    if (!m_tracer) {
        createTracer();
    }
    m_generation = generation;
    m_firstChanged = 0;
    m_isUnderWay = false;
    m_pause.stop();
    m_tracer->start(request, profile, options);
}

/// Not before it is needed in the thread: timers and sockets belong to the thread they are made in.
void TracerWorker::createTracer()
{
    m_tracer = std::make_unique<Tracer>();
    connect(m_tracer.get(), &Tracer::hopStarted, this, &TracerWorker::noteChange);
    connect(m_tracer.get(), &Tracer::hopAnswered, this, &TracerWorker::noteChange);
    connect(m_tracer.get(), &Tracer::hopFinished, this, &TracerWorker::noteChange);
    connect(m_tracer.get(), &Tracer::resumed, this, &TracerWorker::noteChange);
    connect(m_tracer.get(), &Tracer::finished, this, &TracerWorker::tell);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_firstChanged != nothing) {
            tell();
        }
    });
}

void TracerWorker::stop()
{
    if (m_tracer) {
        m_tracer->stop();
    }
}

void TracerWorker::resume(quint64 generation, int hop, const StepChoice &choice)
{
    if (generation == m_generation) {
        m_tracer->resume(hop, choice);
    }
}

void TracerWorker::setStepping(quint64 generation, bool everyHop)
{
    if (generation == m_generation) {
        m_tracer->setStepping(everyHop);
    }
}

void TracerWorker::takeReceipt()
{
    m_isUnderWay = false;
    if (m_tracer->isRunning()) {
        m_pause.start(m_tracer->trace().hops.size() > shortTrace ? longPause : shortPause);
    }
}

void TracerWorker::noteChange(int hop)
{
    m_firstChanged = std::min(m_firstChanged, hop);
    const bool isOver = m_tracer->trace().outcome.has_value(); // finished() follows
    if (!isOver && !m_isUnderWay && !m_pause.isActive()) {
        tell();
    }
}

void TracerWorker::tell()
{
    m_pause.stop();
    m_isUnderWay = true;
    const Trace &trace = m_tracer->trace();
    TraceChange change{m_generation, std::exchange(m_firstChanged, nothing), {}, {}};
    if (const PausedStep *step = m_tracer->pausedStep()) {
        change.paused = *step;
    }
    change.trace.started = trace.started;
    change.trace.generator = trace.generator;
    change.trace.client = trace.client;
    change.trace.outcome = trace.outcome;
    change.trace.findings = trace.findings;
    // Copied hop by hop: a list that is shared with the tracer's would be copied as a whole by the
    // tracer's next change, in the middle of a hop.
    change.trace.hops = trace.hops.sliced(change.firstChanged);
    emit changed(change);
}

} // namespace hoplens
