// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Step mode: the tracer stands still between two hops.

#include "core/redirect/explain.h"
#include "core/redirect/ownrules.h"
#include "core/redirect/prepare.h"
#include "core/standstill.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace hoplens {

const PausedStep *Tracer::pausedStep() const
{
    return m_still ? &m_still->step : nullptr;
}

/// The deadline is for servers, not for the user who thinks.
void Tracer::considerPause(const Exchange &exchange, const Follow &follow,
                           const CookieState &cookies)
{
    const int next = static_cast<int>(m_trace.hops.size()) + 1;
    QList<BreakReason> reasons =
        breakReasons(m_options.step.breaks, exchange, follow.redirect, follow.next, next);
    if (m_options.step.everyHop) {
        reasons.prepend(BreakReason::Step);
    }
    if (reasons.isEmpty()) {
        return;
    }
    const StepBasis basis{exchange, m_profile, hopsBefore(), cookies};
    m_still = std::make_unique<Standstill>(Standstill{
        offeredStep(follow, basis, reasons), follow, cookies, QDateTime::currentDateTimeUtc(), {}});
    if (m_deadline.isActive()) {
        m_still->deadlineLeft = m_deadline.remainingTime();
        m_deadline.stop();
    }
}

void Tracer::resume(int hop, const StepChoice &choice)
{
    if (!m_still || m_still->step.hop != hop) {
        return;
    }
    Q_ASSERT(choice.kind != StepKind::Edited || checkRequest(choice.edited, m_profile));
    const std::unique_ptr<const Standstill> kept = std::move(m_still);
    const Standstill &still = *kept;
    // Both moments are cut to milliseconds: one less, so that no time of the next hop comes before
    // one of this hop.
    const qint64 paused =
        std::max<qint64>(0, still.since.msecsTo(QDateTime::currentDateTimeUtc()) - 1);
    Hop &last = m_trace.hops.last();
    Follow chosen = chosenFollow(choice, still.proposed,
                                 {last.exchange, m_profile, hopsBefore(), still.cookies},
                                 static_cast<double>(paused));
    last.redirect = std::move(chosen.redirect);
    m_cookies = std::move(chosen.cookies);
    m_pending = std::move(chosen.next);
    m_options.step.everyHop = !choice.goesOn;
    m_clock = m_clock.addMSecs(paused);
    if (still.deadlineLeft) {
        m_deadline.start(*still.deadlineLeft);
    }
    const QPointer<Tracer> self(this);
    emit resumed(hop);
    if (!self.isNull() && !m_still) {
        sendPending();
    }
}

/// What was decided is not done, so the decision says that it is not.
void Tracer::endBeforeNext(const RuleText &rule)
{
    m_still.reset();
    m_pending.reset();
    Redirect &redirect = *m_trace.hops.last().redirect;
    redirect.follow = false;
    redirect.why.append({rule.id, About::Location, rule.text, rule.quote, rule.source});
    finish(OutcomeKind::Stopped, outcomeSentence(OutcomeKind::Stopped, m_trace.hops));
}

} // namespace hoplens
