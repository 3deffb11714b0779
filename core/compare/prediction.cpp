// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/prediction.h"

#include "core/redirect/explain.h"
#include "core/redirect/ownrules.h"
#include "core/redirect/prepare.h"
#include "core/redirect/rules.h"
#include "core/trace/failureoutcome.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::compare", text);
}

/// Only an answer whose head came whole is decided about. Recordings of others (HAR) tell no times.
bool hasWholeHead(const Exchange &exchange)
{
    return exchange.response && (!exchange.failure || exchange.times.head);
}

/// When the answer was there, for cookies that expire.
QDateTime momentOf(const Trace &recorded, const Times &times)
{
    const double after = times.head.value_or(times.end.value_or(0));
    return recorded.started.addMSecs(static_cast<qint64>(after));
}

bool isJarCookie(const Field &field)
{
    return field.setBy == SetBy::Client && isNamed(field, "Cookie");
}

const Field *jarCookieOf(const Request &request)
{
    const auto found = std::find_if(request.headers.begin(), request.headers.end(), isJarCookie);
    return found == request.headers.end() ? nullptr : &*found;
}

/// Whether the user's own cookies stand in the field that the client made at the first hop: then it
/// holds more of them than the jar gave.
bool holdsCookiesByHand(const Hop &first)
{
    const Field *field = jarCookieOf(first.exchange.request);
    const auto fromJar = std::count_if(first.cookies.begin(), first.cookies.end(),
                                       [](const CookieUse &use) { return use.sent(); });
    return field != nullptr && field->value.count(';') + 1 > fromJar + first.cookiesNotListed;
}

/// Plays the recorded answers to one client.
class Player {
public:
    Player(const Trace &recorded, const ClientProfile &profile)
        : m_recorded(recorded)
        , m_profile(profile)
    {
        m_prediction.trace.started = recorded.started;
        m_prediction.trace.generator = recorded.generator;
        m_prediction.trace.client = {profile.id, profile.name, profile.version};
        m_prediction.trace.redacted = recorded.redacted;
        m_prediction.fromRedacted = recorded.redacted;
        m_prediction.trace.hops.reserve(recorded.hops.size() + 1);
    }

    Prediction play();

private:
    bool begin();
    bool ask();
    bool answer();
    bool decide();
    bool goesOn(Follow follow);
    void end(OutcomeKind kind);
    void endUnknown(const QString &why, const RequestDifference &difference = {});
    void takeOldCookies();

    Hop &last() { return m_prediction.trace.hops.last(); }
    qsizetype index() const { return m_prediction.trace.hops.size() - 1; }
    /// Only where the last hop was recorded.
    const Hop &seen() const { return m_recorded.hops.at(index()); }

    const Trace &m_recorded;
    const ClientProfile &m_profile;
    Prediction m_prediction;
    CookieJar m_jar;
    Request m_next;
    RequestCookies m_cookies; ///< of m_next
};

Prediction Player::play()
{
    if (begin()) {
        while (ask() && answer() && decide()) { }
    }
    return std::move(m_prediction);
}

bool Player::begin()
{
    if (m_recorded.hops.isEmpty()) {
        endUnknown(tr("Nothing was recorded."));
        return false;
    }
    const Hop &first = m_recorded.hops.constFirst();
    const Request &wish = first.exchange.request;
    if (m_profile.refusedMethods.contains(wish.method.toUpper())) {
        m_prediction.notSent = checkRequest(wish, m_profile).error().detail;
        return false;
    }
    m_prediction.cookiesAssumed =
        m_profile.cookies.jar && (!first.cookies.isEmpty() || first.cookiesNotListed > 0);
    CookieRequest made =
        withCookies(prepareRequest(wish, m_profile), m_profile.cookies, m_jar, m_recorded.started);
    m_next = std::move(made.request);
    m_cookies = std::move(made.cookies);
    return true;
}

/// The next request, and whether its answer was recorded.
bool Player::ask()
{
    Hop &hop = m_prediction.trace.hops.emplaceBack();
    const bool isRecorded = index() < m_recorded.hops.size();
    if (isRecorded && m_prediction.cookiesAssumed) {
        takeOldCookies();
    }
    hop.exchange.request = std::move(m_next);
    hop.cookies = m_cookies.uses;
    hop.cookiesNotListed = m_cookies.notListed;
    if (!isRecorded) {
        endUnknown(tr("It goes on from here, and the recording does not."));
        return false;
    }
    const Hop &first = m_recorded.hops.constFirst();
    if (index() == 0 && m_recorded.client.id != m_profile.id && holdsCookiesByHand(first)) {
        endUnknown(tr("The cookies set by hand and those from before the trace went in one field, "
                      "which nobody can take apart."));
        return false;
    }
    const Request &recorded = seen().exchange.request;
    const RequestDifference difference =
        differenceOf(hop.exchange.request, recorded, first.exchange.request);
    for (const QByteArray &name : difference.habits) {
        if (!m_prediction.habits.contains(name)) {
            m_prediction.habits.append(name);
        }
    }
    if (difference.counts()) {
        endUnknown(differenceSentence(difference, hop.exchange.request, recorded), difference);
        return false;
    }
    return true;
}

/// Takes what the jar gave when it was recorded: the same request goes to the same address after
/// the same answers, and nothing else chooses cookies.
void Player::takeOldCookies()
{
    const Hop &recorded = seen();
    if (!isSameAddress(m_next.url, recorded.exchange.request.url)) {
        return;
    }
    m_next.headers.removeIf(isJarCookie);
    if (const Field *cookie = jarCookieOf(recorded.exchange.request)) {
        setField(m_next.headers, *cookie);
    }
    m_cookies.uses = recorded.cookies;
    m_cookies.notListed = recorded.cookiesNotListed;
}

/// Takes the recorded answer; false when there was none to decide about.
bool Player::answer()
{
    const Exchange &recorded = seen().exchange;
    Exchange &exchange = last().exchange;
    exchange.response = recorded.response;
    exchange.failure = recorded.failure;
    exchange.oddities = recorded.oddities;
    if (recorded.failure && recorded.failure->kind == FailureKind::Cancelled) {
        endUnknown(tr("The recording was stopped here, in the middle of the answer."));
        return false;
    }
    if (hasWholeHead(recorded)) {
        return true;
    }
    if (recorded.failure) {
        end(outcomeOf(recorded.failure->kind));
    } else {
        endUnknown(tr("The answer had not come yet."));
    }
    return false;
}

bool Player::decide()
{
    Hop &hop = last();
    const QDateTime now = momentOf(m_recorded, seen().exchange.times);
    const QList<Hop> &hops = m_prediction.trace.hops;
    hop.cookiesSet =
        storeCookies(m_jar, hop.exchange, static_cast<int>(hops.size()), m_profile.cookies, now);
    Decision decision = decideRedirect(
        hop.exchange, m_profile, {hops.constData(), static_cast<std::size_t>(hops.size() - 1)},
        {m_jar, m_cookies.byHand, now});
    if (auto *follow = std::get_if<Follow>(&decision)) {
        return goesOn(std::move(*follow));
    }
    Stop &stop = std::get<Stop>(decision);
    hop.redirect = std::move(stop.redirect);
    hop.soft = std::move(stop.soft);
    const bool isCut = hop.exchange.failure && stop.kind == OutcomeKind::Final;
    end(isCut ? outcomeOf(hop.exchange.failure->kind) : stop.kind);
    return false;
}

bool Player::goesOn(Follow follow)
{
    Hop &hop = last();
    hop.redirect = std::move(follow.redirect);
    hop.soft = std::move(follow.soft);
    if (index() >= redirectCeiling) {
        hop.redirect->follow = false;
        const RuleText rule = redirectCeilingRule();
        hop.redirect->why.append({rule.id, About::Limit, rule.text, rule.quote, rule.source});
        end(OutcomeKind::Limit);
        return false;
    }
    m_next = std::move(follow.next);
    m_cookies = std::move(follow.cookies);
    return true;
}

void Player::end(OutcomeKind kind)
{
    const QList<Hop> &hops = m_prediction.trace.hops;
    const std::optional<Outcome> &recorded = m_recorded.outcome;
    const bool isRecorded = recorded && recorded->kind == kind
        && recorded->hop == static_cast<int>(hops.size()) && hops.last().exchange.failure;
    // What the recorder said about a failure, such as which deadline it was, is better.
    m_prediction.trace.outcome =
        Outcome{kind, static_cast<int>(hops.size()),
                isRecorded ? recorded->detail : outcomeSentence(kind, hops)};
}

void Player::endUnknown(const QString &why, const RequestDifference &difference)
{
    m_prediction.unknown =
        Unknown{static_cast<int>(m_prediction.trace.hops.size()), difference, why};
}

} // namespace

Prediction predict(const Trace &recorded, const ClientProfile &profile)
{
    return Player(recorded, profile).play();
}

} // namespace hoplens
