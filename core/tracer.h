// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/requestcookies.h"
#include "core/step/pausedstep.h"
#include "core/trace/trace.h"
#include "core/transport/replyuser.h"
#include "core/transport/sendoptions.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <span>

class QNetworkReply;

namespace hoplens {

class Manager;
struct Follow;

struct TraceOptions {
    SendOptions send;
    std::optional<int> maxHops; ///< overrides the profile's limit on followed redirects
    std::chrono::milliseconds timeout{0}; ///< whole trace, without standing still; 0 = none
    /// Goes on with the connections of this Tracer's trace before, if that was sent in the same way
    /// and kept them, too. Otherwise they are closed when the trace has ended.
    bool keepsConnections = false;
    CookieJar cookies; ///< the jar to begin with, for a client that has one
    bool followRefresh = false; ///< soft redirects too, whatever the profile says
    StepOptions step;
};

/// A fold over decideRedirect: send, record the hop, decide, repeat. Looks at no status code.
class Tracer final : public QObject, private ReplyUser {
    Q_OBJECT
public:
    explicit Tracer(QObject *parent = nullptr);
    ~Tracer() override;

    /// Starts a trace; a running one is stopped first. The request must pass checkRequest.
    void start(const Request &request, const ClientProfile &profile, const TraceOptions &options);
    /// Ends the running trace at once, with outcome Cancelled, or, when it stands still, Stopped.
    /// Does nothing when none runs.
    void stop();

    /// Where the running trace stands still, before the next request is sent; null when it does
    /// not. No clock of the trace runs until resume(): neither its deadline nor its times.
    const PausedStep *pausedStep() const;
    /// Goes on from there. Does nothing when it does not stand still after that hop (0-based). An
    /// edited request must pass checkRequest.
    void resume(int hop, const StepChoice &choice);
    /// From now on the running trace stands still before every next request, or no longer does.
    void setStepping(bool everyHop) { m_options.step.everyHop = everyHop; }

    bool isRunning() const;
    /// The trace so far. While running, the last hop may still lack its response.
    const Trace &trace() const;

signals:
    void hopStarted(int index); ///< the hop is in the trace, its request prepared
    void hopAnswered(int index); ///< its response head is there
    void hopFinished(int index); ///< its body is read, its redirect decided
    void paused(int index); ///< after this hop; follows hopFinished()
    void resumed(int index); ///< its redirect may be another, by the user's wish
    void finished(); ///< trace().outcome is there

private:
    struct Standstill;

    void setUp(const ClientProfile &profile, const TraceOptions &options);
    void beginHop(Request request);
    void send(const Request &request, bool freshConnection);
    void replyAnswered() override;
    void replyEnded() override;
    bool sendsAgain();
    void updateLastHop(Exchange exchange);
    std::span<const Hop> hopsBefore() const;
    void considerBody();
    void leaveBody();
    CookieState takeCookies(Hop &hop, CookieJar &jar) const;
    OutcomeKind decideHop(Hop &hop, int index);
    void keepToBudget(const Hop &hop);
    void finishHop();
    void goOn(int index);
    void sendPending();
    void considerPause(const Exchange &exchange, const Follow &follow, const CookieState &cookies);
    void endBeforeNext(const RuleText &rule);
    void end(const Failure &failure);
    void finish(OutcomeKind kind, const QString &detail);

    Manager *m_manager = nullptr;
    QNetworkReply *m_reply = nullptr;
    QNetworkReply *m_ended = nullptr; ///< is over, but may be emitting still
    QNetworkReply *m_spent = nullptr; ///< the one before
    CookieJar m_jar;
    RequestCookies m_cookies; ///< of the request that is running or pending
    std::optional<Request> m_pending; ///< decided, not yet sent
    std::unique_ptr<Standstill> m_still;
    QDateTime m_clock; ///< what times count from: the start, moved on by each standstill
    QTimer m_deadline;
    QTimer m_patience; ///< for the body of a redirect
    std::optional<Failure> m_ending; ///< the user or the deadline ends the trace with this hop
    bool m_answerUntold = false; ///< hopAnswered() is still to come
    bool m_bodyLeft = false; ///< the running body was given up for the next hop
    qint64 m_previewLimit = 0; ///< octets of the next body that are kept
    qint64 m_previewLeft = 0; ///< octets of bodies that may still be kept
    Trace m_trace;
    ClientProfile m_profile;
    TraceOptions m_options;
    std::shared_ptr<const SendOptions> m_sendOptions;
};

} // namespace hoplens
