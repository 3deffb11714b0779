// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/tracesession.h"

#include "core/formats/redaction.h"
#include "core/redirect/prepare.h"
#include "core/trace/findings.h"

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

/// With the same eyes as the trace that leads to it: a secret of an earlier hop is one here, too.
Request redactedNext(Trace trace, const Request &next)
{
    Hop hop;
    hop.exchange.request = next;
    trace.hops.append(hop);
    return redactedTrace(trace).hops.constLast().exchange.request;
}

} // namespace

int tellingHop(const Trace &trace)
{
    const auto problem =
        std::find_if(trace.findings.begin(), trace.findings.end(),
                     [](const Finding &finding) { return finding.level == Level::Problem; });
    if (problem != trace.findings.end() && problem->hop > 0) {
        return problem->hop - 1;
    }
    const bool brokeOff = trace.outcome && trace.outcome->kind != OutcomeKind::Final;
    return brokeOff ? std::max(0, static_cast<int>(trace.hops.size()) - 1) : 0;
}

TraceSession::TraceSession(QObject *parent)
    : QObject(parent)
{
    connect(&m_tracer, &TracerThread::updated, this, &TraceSession::showProgress);
    connect(&m_tracer, &TracerThread::finished, this, &TraceSession::finished);
}

void TraceSession::send(const Request &request, const ClientProfile &profile,
                        const TraceOptions &options)
{
    m_wish = Wish{request, profile, options};
    m_trace = Trace{};
    m_trace.client = {profile.id, profile.name, profile.version};
    m_isStepping = std::exchange(m_stepsNext, false);
    TraceOptions steps = options;
    steps.step.everyHop = m_isStepping;
    steps.step.breaks = m_breaks;
    m_tracer.start(request, profile, steps);
    replace();
}

void TraceSession::sendAgain()
{
    if (m_wish) {
        const Wish wish = *m_wish;
        send(wish.request, wish.profile, wish.options);
    }
}

std::optional<AcceptedCertificate> TraceSession::rejectedCertificate() const
{
    if (!m_wish || isRunning() || m_trace.hops.isEmpty()) {
        return std::nullopt;
    }
    const Exchange &last = m_trace.hops.constLast().exchange;
    const bool rejected = last.failure && last.failure->code == FailureCode::CertificateRejected
        && last.connection.tls && !last.connection.tls->chain.isEmpty();
    if (!rejected) {
        return std::nullopt;
    }
    const Url &url = last.request.url;
    return AcceptedCertificate{url.host.value_or(QByteArray()), effectivePort(url),
                               last.connection.tls->chain.constFirst().sha256};
}

void TraceSession::sendAccepting(const AcceptedCertificate &certificate)
{
    if (m_wish) {
        m_wish->options.send.accepted.append(certificate);
        sendAgain();
    }
}

void TraceSession::stop()
{
    m_tracer.stop();
}

Result<void> TraceSession::resume(const StepChoice &choice)
{
    if (choice.kind == StepKind::Edited && m_wish) {
        if (Result<void> sendable = checkRequest(choice.edited, m_wish->profile); !sendable) {
            return sendable;
        }
    }
    m_isStepping = !choice.goesOn;
    m_tracer.resume(choice);
    emit stepChanged();
    return {};
}

void TraceSession::stepFromNowOn()
{
    m_isStepping = true;
    m_tracer.setStepping(true);
}

void TraceSession::setTrace(const Trace &trace)
{
    m_tracer.forget();
    m_wish.reset();
    m_trace = trace;
    replace();
}

void TraceSession::clear()
{
    setTrace(Trace{});
}

void TraceSession::setSecretsShown(bool shown)
{
    m_secretsShown = shown;
    replace();
}

void TraceSession::showProgress(int firstChanged)
{
    m_trace = m_tracer.trace();
    if (!m_trace.outcome) {
        m_trace.findings = findings(m_trace); // the tracer's own come at the end
    }
    updateShown();
    emit updated(firstChanged);
    emit stepChanged();
}

void TraceSession::replace()
{
    updateShown();
    emit replaced();
    emit stepChanged();
}

void TraceSession::updateShown()
{
    m_shown = m_secretsShown ? m_trace : redactedTrace(m_trace);
    m_shownNext = {};
    if (const PausedStep *step = pausedStep()) {
        m_shownNext = m_secretsShown ? step->proposed : redactedNext(m_trace, step->proposed);
    }
}

} // namespace hoplens
