// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tracerthread.h"

#include <QObject>

namespace hoplens {

/// The hop (0-based) that should be looked at first: the first problem, else where the trace broke
/// off, else the first.
int tellingHop(const Trace &trace);

/// The trace on the screen and where it came from: sent now, or opened. Keeps secrets off the
/// screen unless they are asked for.
class TraceSession final : public QObject {
    Q_OBJECT
public:
    explicit TraceSession(QObject *parent = nullptr);

    const Trace &trace() const { return m_trace; } ///< as it happened, with secrets
    const Trace &shown() const { return m_shown; } ///< what the screen shows and copies
    bool isRunning() const { return m_tracer.isRunning(); }

    void send(const Request &request, const ClientProfile &profile, const TraceOptions &options);
    /// Sends what was sent last, whatever has been edited since.
    void sendAgain();
    bool canSendAgain() const { return m_wish.has_value(); }
    /// How the trace was sent; nothing when it was opened.
    std::optional<TraceOptions> sentOptions() const
    {
        return m_wish ? std::optional(m_wish->options) : std::nullopt;
    }
    /// The certificate that ended the trace, while it could be accepted.
    std::optional<AcceptedCertificate> rejectedCertificate() const;
    /// Sends again what was sent last, trusting that one certificate for that one host.
    void sendAccepting(const AcceptedCertificate &certificate);
    void stop();

    /// Where the trace stands still, with secrets; null when it does not.
    const PausedStep *pausedStep() const { return m_tracer.pausedStep(); }
    /// The proposed request as the screen shows it. Only while it stands still.
    const Request &shownNext() const { return m_shownNext; }
    /// Goes on from there. Errors: an edited request that cannot be sent; nothing happens then.
    Result<void> resume(const StepChoice &choice);
    /// Whether the running trace stops before each next request.
    bool isStepping() const { return isRunning() && m_isStepping; }
    void stepFromNowOn();
    /// Whether the next trace that is sent, and that one alone, is gone through step by step.
    void setStepsNext(bool steps) { m_stepsNext = steps; }
    /// Of all traces that are sent from now on.
    void setBreakConditions(const BreakConditions &conditions) { m_breaks = conditions; }

    /// Shows a trace that was not made now. A running one is stopped.
    void setTrace(const Trace &trace);
    void clear();
    void setSecretsShown(bool shown);

signals:
    void replaced(); ///< another trace, or the same in other words
    void updated(int firstChanged); ///< hops before this one (0-based) are as they were
    void finished(); ///< the running trace ended
    void stepChanged(); ///< it stands still, or goes on; told after updated() and replaced()

private:
    void showProgress(int firstChanged);
    void replace();
    void updateShown();

    struct Wish {
        Request request;
        ClientProfile profile;
        TraceOptions options;
    };

    TracerThread m_tracer; ///< painting must not shift the times it measures
    Trace m_trace;
    Trace m_shown;
    Request m_shownNext;
    std::optional<Wish> m_wish;
    BreakConditions m_breaks;
    bool m_isStepping = false;
    bool m_stepsNext = false;
    bool m_secretsShown = false;
};

} // namespace hoplens
