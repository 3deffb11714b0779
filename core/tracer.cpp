// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/tracer.h"

#include "core/redirect/explain.h"
#include "core/redirect/prepare.h"
#include "core/redirect/rules.h"
#include "core/trace/findings.h"
#include "core/transport/manager.h"

#include <QCoreApplication>

#include <algorithm>
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

RuleText userRefresh()
{
    return {QStringLiteral("user-refresh"),
            QCoreApplication::translate("hoplens::Tracer",
                                        "You chose to follow soft redirects, as a page does."),
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

/// A redirect counts once its head was read to the end: RFC 9112 §8, of a head that was cut off the
/// client "cannot assume that meaning has been conveyed". What happens to its body does not matter.
bool hasWholeHead(const Exchange &exchange)
{
    if (!exchange.response) {
        return false;
    }
    if (!exchange.failure) {
        return true;
    }
    switch (exchange.failure->code) {
    case FailureCode::ClosedInBody:
    case FailureCode::BadFraming:
        return true;
    case FailureCode::TraceDeadline:
    case FailureCode::Stopped:
        return exchange.times.head.has_value();
    default:
        return false;
    }
}

/// The user's stop and the end of the time end the trace, whatever was read.
bool isOver(const Failure &failure)
{
    return failure.kind == FailureKind::Cancelled || failure.kind == FailureKind::Timeout;
}

/// Octets of bodies that are kept over all hops of a trace, and those that every hop may keep.
constexpr qint64 previewBudget = 16LL * 1024 * 1024;
constexpr qint64 leastPreview = 4LL * 1024;

/// How long the rest of a redirect's body is waited for; browsers do not wait at all.
constexpr std::chrono::milliseconds bodyPatience{1000};

} // namespace

Tracer::Tracer(QObject *parent)
    : QObject(parent)
    , m_manager(new Manager(this))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        end({FailureKind::Timeout, FailureCode::TraceDeadline, {}});
    });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Tracer::leaveBody);
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
    if (options.followRefresh && !profile.followsRefresh) {
        m_profile.followsRefresh = true;
        m_profile.refreshRule = userRefresh();
    }
    m_patience.stop();
    m_bodyLeft = false;
    m_previewLeft = previewBudget;
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
        considerBody();
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

/// A redirect whose body does not end is followed all the same, as browsers do.
void Tracer::considerBody()
{
    const Exchange &exchange = m_trace.hops.last().exchange;
    if (!exchange.response) {
        return;
    }
    const QList<Hop> before = m_trace.hops.mid(0, m_trace.hops.size() - 1);
    if (std::holds_alternative<Follow>(decideRedirect(exchange, m_profile, before))) {
        m_patience.start(bodyPatience);
    }
}

void Tracer::leaveBody()
{
    m_bodyLeft = true;
    abortExchange(m_reply, {FailureKind::Network, FailureCode::ClosedInBody, {}});
}

OutcomeKind Tracer::decideHop(Hop &hop, int index)
{
    Decision decision = decideRedirect(hop.exchange, m_profile, m_trace.hops.mid(0, index));
    auto *follow = std::get_if<Follow>(&decision);
    if (follow == nullptr) {
        hop.redirect = std::move(std::get<Stop>(decision).redirect);
        hop.soft = std::move(std::get<Stop>(decision).soft);
        return std::get<Stop>(decision).kind;
    }
    hop.redirect = std::move(follow->redirect);
    hop.soft = std::move(follow->soft);
    if (index >= redirectCeiling) {
        hop.redirect->follow = false;
        hop.redirect->why.append(ceilingReason());
        return OutcomeKind::Limit;
    }
    m_pending = std::move(follow->next);
    return OutcomeKind::Final;
}

void Tracer::finishHop()
{
    m_patience.stop();
    updateLastHop();
    m_reply->deleteLater();
    m_reply = nullptr;

    Hop &hop = m_trace.hops.last();
    const int index = static_cast<int>(m_trace.hops.size()) - 1;
    if (std::exchange(m_bodyLeft, false)) {
        hop.exchange.failure.reset();
        hop.exchange.response->body.truncated = true;
    }
    keepToBudget(hop);
    OutcomeKind kind = OutcomeKind::Final;
    if (hasWholeHead(hop.exchange)) {
        kind = decideHop(hop, index);
    }
    if (hop.exchange.failure && isOver(*hop.exchange.failure)) {
        m_pending.reset();
        kind = outcomeOf(hop.exchange.failure->kind);
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

/// A trace of many large answers must fit in memory and in a file: what is kept for preview is
/// counted over all hops, and the rest of the allowance is what the next hop gets.
void Tracer::keepToBudget(const Hop &hop)
{
    if (hop.exchange.response) {
        m_options.send.previewLimit = std::min(
            m_options.send.previewLimit,
            std::max(leastPreview, m_previewLeft -= hop.exchange.response->body.bytes.size()));
    }
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
