// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tracer.h"

#include <QObject>
#include <QThread>

namespace hoplens {

struct TraceChange;
class TracerWorker;

/// A Tracer in a thread of its own: however busy the owner's thread is, the trace goes on and its
/// times are right. Lives in the owner's thread and never blocks it; everything is told from the
/// event loop, late when that is busy. The thread begins with the first trace.
class TracerThread final : public QObject {
    Q_OBJECT
public:
    explicit TracerThread(QObject *parent = nullptr);
    /// A running trace ends at once, unseen.
    ~TracerThread() override;

    /// Starts a trace; a running one is forgotten. The request must pass checkRequest.
    void start(const Request &request, const ClientProfile &profile, const TraceOptions &options);
    /// Ends the running trace with outcome Cancelled; finished() follows. Does nothing when none
    /// runs.
    void stop();
    /// Ends the running trace; nothing more is told of it.
    void forget();

    bool isRunning() const { return m_isRunning; }
    /// Where the running trace stands still, as it was told last; null when it does not.
    const PausedStep *pausedStep() const { return m_paused ? &*m_paused : nullptr; }
    /// Goes on from there; from now on it does not stand still, whatever is still under way. Does
    /// nothing when it does not stand still.
    void resume(const StepChoice &choice);
    /// From now on the running trace stands still before every next request.
    void setStepping(bool everyHop);
    /// As it was told last; no hops until the first updated(). While running, the last hop may
    /// still lack its response, and there are no findings.
    const Trace &trace() const { return m_trace; }

signals:
    void updated(int firstChanged); ///< hops before this one (0-based) are as they were
    void finished(); ///< trace().outcome is there; comes right after the last updated()

private:
    void take(const TraceChange &change);

    QThread m_thread;
    TracerWorker *m_worker; ///< lives in m_thread, which deletes it
    Trace m_trace;
    quint64 m_generation = 0; ///< what is told of an earlier one comes too late
    bool m_isRunning = false;
    std::optional<PausedStep> m_paused;
    int m_resumedAfter = -1; ///< the hop that the trace last went on from
};

} // namespace hoplens
