// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/tracer.h"

#include "core/http/persistence.h"
#include "core/redirect/explain.h"
#include "core/redirect/ownrules.h"
#include "core/redirect/prepare.h"
#include "core/redirect/rules.h"
#include "core/standstill.h"
#include "core/trace/failureoutcome.h"
#include "core/trace/findings.h"
#include "core/transport/manager.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

/// A redirect counts once its head was read to the end: RFC 9112 §8, of a head that was cut off the
/// client "cannot assume that meaning has been conveyed". What happens to its body does not matter.
bool hasWholeHead(const Exchange &exchange)
{
    return exchange.response && exchange.times.head;
}

/// RFC 9112 §9.3.1: "When an inbound connection is closed prematurely, a client MAY open a new
/// connection and automatically retransmit an aborted sequence of requests if all of those requests
/// have idempotent methods".
bool mayBeSentAgain(const Exchange &exchange)
{
    const Request &request = exchange.request;
    return exchange.connection.reused && !exchange.qtStack && !exchange.times.firstByte
        && exchange.failure
        && (exchange.failure->code == FailureCode::ClosedBeforeAnswer
            || exchange.failure->code == FailureCode::Reset)
        && isIdempotent(request.method) && (!request.body || request.body->replayable);
}

/// Octets of bodies that are kept over all hops of a trace, and those that every hop may keep.
constexpr qint64 previewBudget = 16LL * 1024 * 1024;
constexpr qint64 leastPreview = 4LL * 1024;

/// Room for these from the start: a list that grows moves every hop. What is left over is given
/// back.
constexpr qsizetype usualHops = 12;

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

Tracer::~Tracer()
{
    if (m_reply != nullptr) {
        setReplyUser(m_reply, nullptr);
    }
}

void Tracer::start(const Request &request, const ClientProfile &profile,
                   const TraceOptions &options)
{
    Q_ASSERT(checkRequest(request, profile));
    if (m_reply != nullptr) {
        setReplyUser(m_reply, nullptr);
        m_reply->abort();
        m_reply->deleteLater();
    }
    m_pending.reset();
    m_still.reset();
    m_patience.stop();
    m_bodyLeft = false;
    m_answerUntold = false;
    m_ending.reset();
    setUp(profile, options);
    m_trace = {};
    m_trace.hops.reserve(usualHops);
    m_trace.started = QDateTime::currentDateTimeUtc();
    m_clock = m_trace.started;
    m_trace.generator = QStringLiteral("Hoplens " HOPLENS_VERSION);
    m_trace.client = {profile.id, profile.name, profile.version};
    m_deadline.stop();
    if (options.timeout.count() > 0) {
        m_deadline.start(options.timeout);
    }
    m_jar = options.cookies;
    CookieRequest first =
        withCookies(prepareRequest(request, m_profile), m_profile.cookies, m_jar, m_trace.started);
    m_cookies = std::move(first.cookies);
    beginHop(std::move(first.request));
}

void Tracer::setUp(const ClientProfile &profile, const TraceOptions &options)
{
    m_profile = underUserRules(profile, options.maxHops, options.followRefresh);
    m_options = options;
    if (options.send.freshConnections) {
        m_profile.sends.append({"Connection", "close", SetBy::Client});
    }
    m_previewLeft = previewBudget;
    m_previewLimit = options.send.previewLimit;
    if (!options.keepsConnections || !m_sendOptions || *m_sendOptions != options.send) {
        m_sendOptions = std::make_shared<const SendOptions>(options.send);
    }
}

void Tracer::stop()
{
    if (m_still) {
        endBeforeNext(userStopRule());
        return;
    }
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
    m_patience.stop();
    if (m_reply != nullptr) {
        m_ending = failure; // a reply that is over, though it has not said so, takes no failure
        abortExchange(m_reply, failure);
    } else if (m_pending) {
        m_pending.reset();
        finish(outcomeOf(failure.kind),
               failureSentence(failure, m_trace.hops.last().exchange.request));
    }
}

void Tracer::beginHop(Request request)
{
    Hop &hop = m_trace.hops.emplaceBack();
    hop.exchange.request = std::move(request);
    hop.cookies = m_cookies.uses;
    hop.cookiesNotListed = m_cookies.notListed;
    send(hop.exchange.request, false);
    emit hopStarted(static_cast<int>(m_trace.hops.size()) - 1);
}

void Tracer::send(const Request &request, bool freshConnection)
{
    m_reply = m_manager->send(request, m_sendOptions, m_clock, {m_previewLimit, freshConnection});
    setReplyUser(m_reply, this);
    // The reply that ended may be emitting still, so it goes when the next one has been sent:
    // deleteLater() would cost each hop two more turns of the event loop. And while the server is
    // busy with the request, there is time for it.
    delete std::exchange(m_spent, std::exchange(m_ended, nullptr));
}

void Tracer::replyAnswered()
{
    if (isExchangeOver(m_reply)) {
        m_answerUntold = true; // the whole answer came at once; replyEnded() follows at once
        return;
    }
    updateLastHop(exchangeOf(m_reply));
    considerBody();
    emit hopAnswered(static_cast<int>(m_trace.hops.size()) - 1);
}

void Tracer::replyEnded()
{
    updateLastHop(takeExchange(m_reply));
    m_ended = std::exchange(m_reply, nullptr);
    if (sendsAgain()) {
        return;
    }
    const QPointer<Tracer> self(this);
    if (std::exchange(m_answerUntold, false)) {
        emit hopAnswered(static_cast<int>(m_trace.hops.size()) - 1);
    }
    if (!self.isNull()) {
        finishHop();
    }
}

/// A kept connection may be closed by the server just when a request goes out on it.
bool Tracer::sendsAgain()
{
    Exchange &exchange = m_trace.hops.last().exchange;
    if (m_ending || !m_sendOptions->resendsOnDeadConnection || !exchange.earlier.isEmpty()
        || !mayBeSentAgain(exchange)) {
        return false;
    }
    exchange.earlier.append({exchange.connection, exchange.times, *exchange.failure});
    exchange.failure.reset();
    send(exchange.request, true);
    return true;
}

void Tracer::updateLastHop(Exchange exchange)
{
    Exchange &last = m_trace.hops.last().exchange;
    exchange.earlier = std::move(last.earlier);
    last = std::move(exchange);
}

/// A redirect whose body does not end is followed all the same, as browsers do.
void Tracer::considerBody()
{
    Hop hop = m_trace.hops.last(); // it is not over, so nothing is stored yet
    CookieJar jar = m_jar;
    if (!hop.exchange.response) {
        return;
    }
    const CookieState cookies = takeCookies(hop, jar);
    if (std::holds_alternative<Follow>(
            decideRedirect(hop.exchange, m_profile, hopsBefore(), cookies))) {
        m_patience.start(bodyPatience);
    }
}

/// All but the running one. A view, because a copy of the list for each hop would make long traces
/// quadratic.
std::span<const Hop> Tracer::hopsBefore() const
{
    return {m_trace.hops.constData(), static_cast<std::size_t>(m_trace.hops.size() - 1)};
}

void Tracer::leaveBody()
{
    if (m_reply == nullptr || isExchangeOver(m_reply)) {
        return;
    }
    m_bodyLeft = true;
    abortExchange(m_reply, {FailureKind::Network, FailureCode::ClosedInBody, {}});
}

/// Stores what the answer set, which comes before the next request is made.
CookieState Tracer::takeCookies(Hop &hop, CookieJar &jar) const
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const int number = static_cast<int>(m_trace.hops.size());
    hop.cookiesSet = storeCookies(jar, hop.exchange, number, m_profile.cookies, now);
    return {jar, m_cookies.byHand, now};
}

OutcomeKind Tracer::decideHop(Hop &hop, int index)
{
    const CookieState cookies = takeCookies(hop, m_jar);
    Decision decision = decideRedirect(hop.exchange, m_profile, hopsBefore(), cookies);
    auto *follow = std::get_if<Follow>(&decision);
    if (follow != nullptr && index < redirectCeiling) {
        considerPause(hop.exchange, *follow, cookies);
    }
    if (follow == nullptr) {
        hop.redirect = std::move(std::get<Stop>(decision).redirect);
        hop.soft = std::move(std::get<Stop>(decision).soft);
        return std::get<Stop>(decision).kind;
    }
    hop.redirect = std::move(follow->redirect);
    hop.soft = std::move(follow->soft);
    if (index >= redirectCeiling) {
        hop.redirect->follow = false;
        const RuleText rule = redirectCeilingRule();
        hop.redirect->why.append({rule.id, About::Limit, rule.text, rule.quote, rule.source});
        return OutcomeKind::Limit;
    }
    m_pending = std::move(follow->next);
    m_cookies = std::move(follow->cookies);
    return OutcomeKind::Final;
}

void Tracer::finishHop()
{
    if (m_patience.isActive()) {
        m_patience.stop();
    }
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
    if (const std::optional<Failure> ending = std::exchange(m_ending, std::nullopt)) {
        m_pending.reset();
        m_still.reset();
        kind = outcomeOf(ending->kind);
        const bool inTime = hop.exchange.failure && hop.exchange.failure->code == ending->code;
        finish(kind,
               inTime ? outcomeSentence(kind, m_trace.hops)
                      : failureSentence(*ending, hop.exchange.request));
        return;
    }
    if (m_pending) {
        goOn(index);
        return;
    }
    if (hop.exchange.failure && kind == OutcomeKind::Final) {
        kind = outcomeOf(hop.exchange.failure->kind);
    }
    finish(kind, outcomeSentence(kind, m_trace.hops));
}

/// Whoever hears of the hop can stop before the next one, or delete the tracer.
void Tracer::goOn(int index)
{
    if (m_still && m_options.step.endsThere) {
        endBeforeNext(breakRule());
        return;
    }
    const QPointer<Tracer> self(this);
    emit hopFinished(index);
    if (!self.isNull() && m_still) {
        emit paused(index);
    } else if (!self.isNull()) {
        sendPending();
    }
}

void Tracer::sendPending()
{
    if (m_pending) {
        Request next = *std::move(m_pending);
        m_pending.reset();
        beginHop(std::move(next));
    }
}

/// A trace of many large answers must fit in memory and in a file: what is kept for preview is
/// counted over all hops, and the rest of the allowance is what the next hop gets.
void Tracer::keepToBudget(const Hop &hop)
{
    if (hop.exchange.response) {
        m_previewLeft -= hop.exchange.response->body.bytes.size();
        m_previewLimit = std::min(m_previewLimit, std::max(leastPreview, m_previewLeft));
    }
}

void Tracer::finish(OutcomeKind kind, const QString &detail)
{
    m_deadline.stop();
    if (!m_options.keepsConnections) {
        m_manager->closeIdle();
    }
    const int index = static_cast<int>(m_trace.hops.size()) - 1;
    m_trace.outcome = {kind, index + 1, detail};
    m_trace.findings = findings(m_trace);
    m_trace.hops.squeeze(); // it may be kept for long
    emit hopFinished(index);
    emit finished();
}

} // namespace hoplens
