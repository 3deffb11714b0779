// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/tracer.h"

#include "core/redirect/explain.h"
#include "core/redirect/prepare.h"
#include "core/redirect/rules.h"
#include "core/trace/findings.h"
#include "core/transport/manager.h"

#include <QCoreApplication>

#include <utility>

namespace hoplens {

namespace {

OutcomeKind outcomeOf(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Network:
        return OutcomeKind::Network;
    case FailureKind::Tls:
        return OutcomeKind::Tls;
    case FailureKind::Timeout:
        return OutcomeKind::Timeout;
    case FailureKind::Protocol:
        return OutcomeKind::Protocol;
    case FailureKind::Cancelled:
        return OutcomeKind::Cancelled;
    }
    Q_UNREACHABLE();
}

RuleText userLimit(int redirects)
{
    return {QStringLiteral("user-limit"),
            QCoreApplication::translate("hoplens::Tracer", "You set the limit to %1.")
                .arg(redirectsText(redirects)),
            {},
            QCoreApplication::translate("hoplens::Tracer", "your request")};
}

Reason ceilingReason()
{
    return {QStringLiteral("redirect-ceiling"),
            About::Limit,
            QCoreApplication::translate("hoplens::Tracer", "Hoplens follows at most %1.")
                .arg(redirectsText(redirectCeiling)),
            {},
            QStringLiteral("Hoplens")};
}

/// Only the user's stop and running out of time end a trace whose redirect was already read.
bool endsTrace(const Exchange &exchange)
{
    if (!exchange.failure) {
        return false;
    }
    const FailureKind kind = exchange.failure->kind;
    return !exchange.response || kind == FailureKind::Cancelled || kind == FailureKind::Timeout;
}

} // namespace

Tracer::Tracer(QObject *parent)
    : QObject(parent)
    , m_manager(new Manager(this))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        end({FailureKind::Timeout, FailureCode::TraceDeadline, {}});
    });
}

Tracer::~Tracer() = default;

void Tracer::start(const Request &request, const ClientProfile &profile,
                   const TraceOptions &options)
{
    Q_ASSERT(checkRequest(request, profile));
    if (m_reply != nullptr) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
    m_pending.reset();
    m_profile = profile;
    m_options = options;
    if (options.maxHops) {
        m_profile.limit = {userLimit(*options.maxHops), options.maxHops, LimitRule::Per::Chain,
                           Verdict::Error};
    }
    m_trace = {};
    m_trace.started = QDateTime::currentDateTimeUtc();
    m_trace.generator = QStringLiteral("Hoplens " HOPLENS_VERSION);
    m_trace.client = {profile.id, profile.name, profile.version};
    m_deadline.stop();
    if (options.timeout.count() > 0) {
        m_deadline.start(options.timeout);
    }
    send(prepareRequest(request, m_profile));
}

void Tracer::stop()
{
    end({FailureKind::Cancelled, FailureCode::Stopped, {}});
}

bool Tracer::isRunning() const
{
    return m_reply != nullptr || m_pending.has_value();
}

const Trace &Tracer::trace() const
{
    return m_trace;
}

void Tracer::end(const Failure &failure)
{
    if (m_reply != nullptr) {
        abortExchange(m_reply, failure);
    } else if (m_pending) {
        m_pending.reset();
        finish(outcomeOf(failure.kind),
               failureSentence(failure, m_trace.hops.last().exchange.request));
    }
}

void Tracer::send(const Request &request)
{
    Hop hop;
    hop.exchange.request = request;
    m_trace.hops.append(hop);
    const int index = static_cast<int>(m_trace.hops.size()) - 1;
    m_reply = m_manager->send(request, m_options.send, m_trace.started);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this, index] {
        updateLastHop();
        emit hopAnswered(index);
    });
    connect(m_reply, &QNetworkReply::finished, this, &Tracer::finishHop);
    emit hopStarted(index);
}

void Tracer::sendPending()
{
    if (m_pending) { // not stopped meanwhile
        send(*std::exchange(m_pending, std::nullopt));
    }
}

void Tracer::updateLastHop()
{
    m_trace.hops.last().exchange = exchangeOf(m_reply);
}

void Tracer::finishHop()
{
    updateLastHop();
    m_reply->deleteLater();
    m_reply = nullptr;

    Hop &hop = m_trace.hops.last();
    const int index = static_cast<int>(m_trace.hops.size()) - 1;
    OutcomeKind kind = OutcomeKind::Final;
    if (!endsTrace(hop.exchange)) {
        Decision decision = decideRedirect(hop.exchange, m_profile, m_trace.hops.mid(0, index));
        if (auto *follow = std::get_if<Follow>(&decision)) {
            hop.redirect = std::move(follow->redirect);
            m_pending = std::move(follow->next);
        } else {
            hop.redirect = std::move(std::get<Stop>(decision).redirect);
            kind = std::get<Stop>(decision).kind;
        }
    }
    if (m_pending && index >= redirectCeiling) {
        m_pending.reset();
        hop.redirect->follow = false;
        hop.redirect->why.append(ceilingReason());
        kind = OutcomeKind::Limit;
    }
    if (m_pending) {
        m_trace.findings = findings(m_trace);
        // Through the event loop, so that whoever hears of the hop can stop before the next one.
        QMetaObject::invokeMethod(this, &Tracer::sendPending, Qt::QueuedConnection);
        emit hopFinished(index);
        return;
    }
    if (hop.exchange.failure && kind == OutcomeKind::Final) {
        kind = outcomeOf(hop.exchange.failure->kind);
    }
    finish(kind, outcomeSentence(kind, m_trace.hops));
}

void Tracer::finish(OutcomeKind kind, const QString &detail)
{
    m_deadline.stop();
    const int index = static_cast<int>(m_trace.hops.size()) - 1;
    m_trace.outcome = {kind, index + 1, detail};
    m_trace.findings = findings(m_trace);
    emit hopFinished(index);
    emit finished();
}

} // namespace hoplens
