// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tracer.h"

#include <QObject>
#include <QTimer>

#include <limits>
#include <memory>

namespace hoplens {

/// What became of a running trace since it was last told of.
struct TraceChange {
    quint64 generation = 0; ///< the start that it belongs to
    int firstChanged = 0; ///< hops before this one (0-based) are as they were
    Trace trace; ///< so far, but of its hops only those from firstChanged on
    std::optional<PausedStep> paused; ///< where it stands still
};

/// The half of a TracerThread that lives in the thread: runs a Tracer and says in messages what
/// became of its trace. One message is under way at a time, so that a slow reader gets fewer of
/// them, not a queue; only the end does not wait.
class TracerWorker final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// As Tracer::start; what is told from now on bears that number.
    void start(quint64 generation, const Request &request, const ClientProfile &profile,
               const TraceOptions &options);
    void stop();
    /// As Tracer::resume and setStepping; nothing happens when that start is not the last one.
    void resume(quint64 generation, int hop, const StepChoice &choice);
    void setStepping(quint64 generation, bool everyHop);
    /// The reader is done with the last message.
    void takeReceipt();

signals:
    void changed(const hoplens::TraceChange &change);

private:
    void createTracer();
    void noteChange(int hop);
    void tell();

    static constexpr int nothing = std::numeric_limits<int>::max();

    std::unique_ptr<Tracer> m_tracer;
    QTimer m_pause{this}; ///< between a receipt and the next message
    quint64 m_generation = 0;
    int m_firstChanged = nothing; ///< hops before this one were told as they are
    bool m_isUnderWay = false; ///< a message that no receipt came for
};

} // namespace hoplens
