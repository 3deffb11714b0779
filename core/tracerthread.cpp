// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/tracerthread.h"

#include "core/tracerworker.h"

#include <QPointer>

#include <utility>

namespace hoplens {

TracerThread::TracerThread(QObject *parent)
    : QObject(parent)
    , m_worker(new TracerWorker)
{
    m_worker->moveToThread(&m_thread);
    // In the thread, and before Qt deletes for the last time what is to be deleted there later: the
    // sockets of a trace that was running.
    connect(
        &m_thread, &QThread::finished, m_worker, [worker = m_worker] { delete worker; },
        Qt::DirectConnection);
    connect(m_worker, &TracerWorker::changed, this, &TracerThread::take, Qt::QueuedConnection);
    m_thread.setObjectName(QStringLiteral("tracer"));
}

/// The only place that waits, for no more than the piece of work that the thread is at.
TracerThread::~TracerThread()
{
    if (!m_thread.isRunning()) {
        delete m_worker;
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

void TracerThread::start(const Request &request, const ClientProfile &profile,
                         const TraceOptions &options)
{
    ++m_generation;
    m_isRunning = true;
    m_paused.reset();
    m_resumedAfter = -1;
    m_trace = {};
    if (!m_thread.isRunning()) {
        m_thread.start();
    }
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, generation = m_generation, request, profile, options] {
            worker->start(generation, request, profile, options);
        },
        Qt::QueuedConnection);
}

void TracerThread::stop()
{
    QMetaObject::invokeMethod(m_worker, &TracerWorker::stop, Qt::QueuedConnection);
}

void TracerThread::forget()
{
    ++m_generation;
    m_isRunning = false;
    m_paused.reset();
    stop();
}

void TracerThread::resume(const StepChoice &choice)
{
    if (!m_paused) {
        return;
    }
    m_resumedAfter = m_paused->hop;
    m_paused.reset();
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, generation = m_generation, hop = m_resumedAfter, choice] {
            worker->resume(generation, hop, choice);
        },
        Qt::QueuedConnection);
}

void TracerThread::setStepping(bool everyHop)
{
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, generation = m_generation, everyHop] {
            worker->setStepping(generation, everyHop);
        },
        Qt::QueuedConnection);
}

void TracerThread::take(const TraceChange &change)
{
    if (change.generation != m_generation) {
        return;
    }
    QList<Hop> hops = std::exchange(m_trace.hops, {});
    hops.resize(change.firstChanged);
    hops.append(change.trace.hops);
    m_trace = change.trace;
    m_trace.hops = std::move(hops);
    m_isRunning = !m_trace.outcome;
    // A message from before the user went on says what is over.
    const bool isNews = change.paused && change.paused->hop > m_resumedAfter;
    m_paused = isNews ? change.paused : std::nullopt;

    const QPointer<TracerThread> self(this);
    emit updated(change.firstChanged);
    if (self.isNull() || change.generation != m_generation) {
        return;
    }
    QMetaObject::invokeMethod(m_worker, &TracerWorker::takeReceipt, Qt::QueuedConnection);
    if (!m_isRunning) {
        emit finished();
    }
}

} // namespace hoplens
