// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/tracesession.h"

#include "core/formats/redaction.h"
#include "core/trace/findings.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace hoplens {

namespace {

/// Every look at a trace costs as much as it is long: a long one is looked at now and then.
constexpr qsizetype livelyHops = 30;
constexpr std::chrono::milliseconds pauseTime{100};

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
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &TraceSession::showProgress);
    connect(&m_tracer, &Tracer::hopStarted, this, &TraceSession::follow);
    connect(&m_tracer, &Tracer::hopAnswered, this, &TraceSession::follow);
    connect(&m_tracer, &Tracer::hopFinished, this, &TraceSession::follow);
    connect(&m_tracer, &Tracer::finished, this, [this] {
        if (!m_isFollowing) {
            return;
        }
        m_firstChanged =
            std::min(m_firstChanged, static_cast<int>(m_tracer.trace().hops.size()) - 1);
        showProgress();
        m_isFollowing = false;
        emit finished();
    });
}

void TraceSession::send(const Request &request, const ClientProfile &profile,
                        const TraceOptions &options)
{
    m_isFollowing = false; // a trace that still runs ends unseen
    m_tracer.stop();
    m_wish = Wish{request, profile, options};
    m_trace = Trace{};
    m_firstChanged = 0;
    m_pause.stop();
    m_trace.client = {profile.id, profile.name, profile.version};
    m_isFollowing = true;
    replace();
    m_tracer.start(request, profile, options);
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
    if (!m_wish || m_isFollowing || m_trace.hops.isEmpty()) {
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

void TraceSession::setTrace(const Trace &trace)
{
    m_isFollowing = false;
    m_pause.stop();
    m_tracer.stop();
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

void TraceSession::follow(int firstChanged)
{
    if (!m_isFollowing) {
        return;
    }
    m_firstChanged = std::min(m_firstChanged, firstChanged);
    if (m_tracer.trace().hops.size() <= livelyHops) {
        showProgress();
    } else if (!m_pause.isActive()) {
        m_pause.start(pauseTime);
    }
}

void TraceSession::showProgress()
{
    m_pause.stop();
    m_trace = m_tracer.trace();
    if (!m_trace.outcome) {
        m_trace.findings = findings(m_trace); // the tracer's own come at the end
    }
    updateShown();
    emit updated(std::exchange(m_firstChanged, std::numeric_limits<int>::max()));
}

void TraceSession::replace()
{
    updateShown();
    emit replaced();
}

void TraceSession::updateShown()
{
    m_shown = m_secretsShown ? m_trace : redactedTrace(m_trace);
}

} // namespace hoplens
