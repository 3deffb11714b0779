// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The one place where a redirect is decided. Nothing here knows a client: each "when ... then ..."
// with its sentence and source stands in resources/clients/*.json; this file gives the order of the
// questions, which is the order of Fetch §4.5 (HTTP-redirect fetch).

#include "core/redirect/rules.h"

#include "core/redirect/fieldrules.h"
#include "core/redirect/headerchanges.h"
#include "core/redirect/location.h"
#include "core/redirect/metarefresh.h"
#include "core/redirect/ownrules.h"
#include "core/redirect/prepare.h"
#include "core/redirect/situation.h"

#include <algorithm>

namespace hoplens {

namespace {

Reason reasonOf(const RuleText &rule, About about)
{
    return {rule.id, about, rule.text, rule.quote, rule.source};
}

/// The hops of a chain often say the same; then they hold the same memory, which is half of what a
/// kept trace costs.
template <typename List> void shareIfEqual(List &list, const List &earlier)
{
    if (list == earlier) {
        list = earlier;
    }
}

/// Decides one redirect step by step; each step either ends it or adds to what is known.
class Judgement {
public:
    Judgement(const Exchange &exchange, const ClientProfile &profile, std::span<const Hop> hops,
              const CookieState &cookies, const MethodRule *byUser)
        : m_exchange(exchange)
        , m_profile(profile)
        , m_hops(hops)
        , m_cookies(cookies)
        , m_byUser(byUser)
    {
        const Request &request = exchange.request;
        m_redirect.why.reserve(2); // one for the status, one for the method
        m_redirect.methodFrom = request.method;
        m_redirect.methodTo = request.method;
        m_redirect.bodyKept = request.body.has_value();
        if (request.body) {
            m_redirect.bodyHad = request.body->size;
        }
    }

    Decision decide();

private:
    Decision followRefresh();
    Decision goTo();
    Decision stop(Verdict verdict, OutcomeKind error, const RuleText &rule, About about);
    Stop noRedirect();
    void readTarget();
    const RefuseRule *refusedScheme() const;
    const RefuseRule *refusedOtherwise() const;
    bool limitReached() const;
    bool loops(const Request &next) const;
    Request nextRequest();
    Request withJarCookies(Request next, FieldOutcome &fields);
    void decideMethodAndBody(Request &next);
    void noteHeaderChanges(const Request &next, const FieldOutcome &fields);

    const Exchange &m_exchange;
    const ClientProfile &m_profile;
    std::span<const Hop> m_hops;
    const CookieState &m_cookies;
    const MethodRule *m_byUser; ///< in place of the profile's
    RequestCookies m_nextCookies;
    LocationReading m_location;
    Situation m_situation;
    Redirect m_redirect;
    std::optional<SoftRedirect> m_soft; ///< looked for only where no redirect is followed
};

Decision Judgement::decide()
{
    const Response &response = *m_exchange.response;
    m_situation.status = response.status;
    m_situation.method = m_exchange.request.method;
    m_situation.hasBody = m_exchange.request.body.has_value();
    const FollowRule *followRule = firstThatHolds(m_profile.follow, m_situation);
    const bool follows = followRule != nullptr && followRule->verdict == Verdict::Follow;
    readTarget();
    if (!follows || m_location.ends) {
        m_soft = softRedirectOf(m_exchange);
    }
    if (!follows && m_profile.followsRefresh && m_soft) {
        return followRefresh();
    }
    if (!follows && (!isRedirectClass(response.status) || m_location.values.isEmpty())) {
        return noRedirect();
    }
    if (!follows) {
        const FollowRule rule = followRule != nullptr ? *followRule : FollowRule{};
        return stop(rule.verdict, OutcomeKind::Refused, rule.rule, About::Location);
    }
    if (followRule->as) {
        m_situation.status = *followRule->as;
    }
    m_redirect.why.append(reasonOf(followRule->rule, About::Location));
    m_redirect.why.append(m_location.why);
    if (m_location.ends) {
        m_redirect.why.removeLast(); // stop() names the rule that ended it
        const Reason &last = m_location.why.last();
        return stop(*m_location.ends, OutcomeKind::Refused,
                    {last.rule, last.text, last.quote, last.source}, About::Location);
    }
    return goTo();
}

/// HTML: a refresh is a navigation of its own, so it is decided as 303 decides: a GET without a
/// body.
Decision Judgement::followRefresh()
{
    m_redirect.why.append(reasonOf(m_profile.refreshRule, About::Location));
    m_redirect.location = m_soft->reference;
    m_redirect.resolved = m_soft->url;
    m_redirect.origin = originChange(m_exchange.request.url, m_soft->url);
    m_situation = situationOf(m_exchange, m_hops, m_soft->reference, m_soft->url);
    m_situation.status = 303;
    return goTo();
}

/// The target is known; what may still end it, and the next request.
Decision Judgement::goTo()
{
    if (const RefuseRule *rule = refusedScheme()) {
        return stop(rule->verdict, OutcomeKind::Refused, rule->rule, About::Location);
    }
    if (!isHttp(*m_redirect.resolved)) {
        return stop(Verdict::Error, OutcomeKind::Refused, onlyHttpRule(), About::Location);
    }
    if (limitReached()) {
        return stop(m_profile.limit.then, OutcomeKind::Limit, m_profile.limit.rule, About::Limit);
    }
    if (const RefuseRule *rule = refusedOtherwise()) {
        return stop(rule->verdict, OutcomeKind::Refused, rule->rule, About::Location);
    }
    Request next = nextRequest();
    if (m_byUser == nullptr && loops(next)) {
        return stop(m_profile.loop.then, OutcomeKind::Loop, m_profile.loop.rule, About::Limit);
    }
    m_redirect.follow = true;
    if (!m_hops.empty() && m_hops.back().redirect) {
        shareIfEqual(m_redirect.headers, m_hops.back().redirect->headers);
        shareIfEqual(m_redirect.why, m_hops.back().redirect->why);
    }
    return Follow{std::move(next), std::move(m_redirect), std::move(m_nextCookies),
                  std::move(m_soft)};
}

Decision Judgement::stop(Verdict verdict, OutcomeKind error, const RuleText &rule, About about)
{
    if (!rule.id.isEmpty()) {
        m_redirect.why.append(reasonOf(rule, about));
    }
    m_redirect.follow = false;
    return Stop{verdict == Verdict::Error ? error : OutcomeKind::Final, std::move(m_redirect),
                std::move(m_soft)};
}

Stop Judgement::noRedirect()
{
    return {OutcomeKind::Final, std::nullopt, std::move(m_soft)};
}

void Judgement::readTarget()
{
    const Url &asked = m_exchange.request.url;
    m_location = readLocation(m_exchange.response->headers, asked, m_profile.location);
    m_redirect.locations = m_location.values;
    m_redirect.location = m_location.taken;
    m_redirect.resolved = m_location.resolved;
    if (m_location.resolved) {
        m_redirect.origin = originChange(asked, *m_location.resolved);
        m_situation = situationOf(m_exchange, m_hops, m_location.taken, *m_location.resolved);
    }
}

const RefuseRule *Judgement::refusedScheme() const
{
    const QByteArray &scheme = m_redirect.resolved->scheme;
    for (const RefuseRule &rule : m_profile.refuse) {
        const bool named = rule.schemes.contains(scheme)
            || (!rule.exceptSchemes.isEmpty() && !rule.exceptSchemes.contains(scheme));
        if (named && holds(rule.when, m_situation)) {
            return &rule;
        }
    }
    return nullptr;
}

const RefuseRule *Judgement::refusedOtherwise() const
{
    for (const RefuseRule &rule : m_profile.refuse) {
        if (rule.schemes.isEmpty() && rule.exceptSchemes.isEmpty()
            && holds(rule.when, m_situation)) {
            return &rule;
        }
    }
    return nullptr;
}

/// Every hop before this one was followed, so the list itself is the count.
bool Judgement::limitReached() const
{
    if (!m_profile.limit.redirects) {
        return false;
    }
    const auto withoutFragment = [](const Url &url) {
        return serializeUrl(url, Fragment::Exclude);
    };
    qsizetype count = 0;
    switch (m_profile.limit.per) {
    case LimitRule::Per::Chain:
        count = static_cast<qsizetype>(m_hops.size());
        break;
    case LimitRule::Per::Status:
        count = std::count_if(m_hops.begin(), m_hops.end(), [&](const Hop &hop) {
            return hop.exchange.response
                && hop.exchange.response->status == m_exchange.response->status;
        });
        break;
    case LimitRule::Per::Url:
        count = std::count_if(m_hops.begin(), m_hops.end(),
                              [&, target = withoutFragment(*m_redirect.resolved)](const Hop &hop) {
                                  return withoutFragment(hop.exchange.request.url) == target;
                              });
        break;
    }
    return count >= *m_profile.limit.redirects;
}

bool Judgement::loops(const Request &next) const
{
    if (!m_profile.loop.repeats) {
        return false;
    }
    const auto comesBack = [&](const Request &earlier) {
        return m_profile.loop.same == LoopRule::Same::Request
            ? sameRequest(earlier, next)
            : serializeUrl(earlier.url, Fragment::Exclude)
                == serializeUrl(next.url, Fragment::Exclude);
    };
    const auto seen = std::count_if(m_hops.begin(), m_hops.end(), [&](const Hop &hop) {
        return comesBack(hop.exchange.request);
    });
    return seen + (comesBack(m_exchange.request) ? 1 : 0) > *m_profile.loop.repeats;
}

Request Judgement::nextRequest()
{
    Request next = m_exchange.request;
    next.url = *m_redirect.resolved;
    next.unknown = {};
    decideMethodAndBody(next);

    FieldOutcome fields =
        nextFields(m_exchange, withoutJarCookies(m_exchange.request.headers, m_cookies.byHand),
                   m_hops, next.url, m_situation, m_profile);
    next.headers = fields.fields;
    // A length that the user gave for a body that changed would cut or stall the message.
    const std::optional<QByteArray> length = firstValue(next.headers, "Content-Length");
    if (length && *length != QByteArray::number(next.body ? next.body->size : 0)) {
        removeFields(next.headers, "Content-Length");
    }
    if (hasUserinfo(next.url)) {
        m_redirect.why.append(reasonOf(m_profile.location.userinfoRule, About::Location));
        if (m_profile.location.userinfo == LocationRules::Userinfo::SendBasic) {
            next = withUserinfoAsCredentials(std::move(next));
            fields.setRule("Authorization", m_profile.location.userinfoRule);
        }
    }
    next = withJarCookies(prepareRequest(std::move(next), m_profile), fields);
    noteHeaderChanges(next, fields);
    shareIfEqual(next.headers, m_exchange.request.headers);
    return next;
}

/// RFC 9110 §15.4: fields "automatically generated by the implementation" are replaced by "updated
/// values as appropriate to the new request. This includes: [...] Cookie."
Request Judgement::withJarCookies(Request next, FieldOutcome &fields)
{
    const auto byClient = [](const Field &field) {
        return field.setBy == SetBy::Client && isNamed(field, "Cookie");
    };
    const Headers &before = m_exchange.request.headers;
    CookieRequest made =
        withCookies(std::move(next), m_profile.cookies, m_cookies.jar, m_cookies.now);
    if (made.madeByClient || std::any_of(before.begin(), before.end(), byClient)) {
        fields.setRule("Cookie", m_profile.cookies.rule);
    }
    m_nextCookies = std::move(made.cookies);
    return std::move(made.request);
}

void Judgement::decideMethodAndBody(Request &next)
{
    const Request &first = firstRequest(m_exchange, m_hops);
    const MethodRule *rule =
        m_byUser != nullptr ? m_byUser : firstThatHolds(m_profile.method, m_situation);
    if (rule != nullptr) {
        if (rule->methodFromFirst) {
            next.method = first.method;
        }
        if (rule->bodyFromFirst) {
            next.body = first.body;
        }
        if (!rule->method.isEmpty()) {
            next.method = rule->method;
        }
        if (rule->body == BodyAction::Drop) {
            next.body.reset();
        } else if (rule->body == BodyAction::Empty) {
            next.body = bodyOf({});
        }
    }
    const qint64 had = m_redirect.bodyHad.value_or(0);
    m_redirect.methodTo = next.method;
    m_redirect.bodyKept = m_redirect.bodyHad && next.body && next.body->size == had;
    m_situation.methodChanged = !m_redirect.methodKept();
    m_situation.bodyDropped = m_redirect.bodyHad && !m_redirect.bodyKept;
    if (rule != nullptr) {
        m_redirect.why.append(reasonOf(rule->rule, About::Method));
        if (m_redirect.bodyHad || next.body) {
            m_redirect.why.append(reasonOf(rule->rule, About::Body));
        }
    }
}

void Judgement::noteHeaderChanges(const Request &next, const FieldOutcome &fields)
{
    QStringList told;
    m_redirect.headers = headerChanges(m_exchange, next.headers);
    for (HeaderChange &change : m_redirect.headers) {
        const RuleText *rule = fields.ruleFor(change.name);
        change.rule = rule != nullptr ? rule->id : ruleOfNobody(change.change);
        if (rule != nullptr && !told.contains(rule->id)) {
            told.append(rule->id);
            m_redirect.why.append(reasonOf(*rule, About::Header));
        }
    }
}

} // namespace

Decision decideRedirect(const Exchange &exchange, const ClientProfile &profile,
                        std::span<const Hop> hopsSoFar, const CookieState &cookies,
                        const MethodRule *byUser)
{
    Q_ASSERT(exchange.response);
    return Judgement(exchange, profile, hopsSoFar, cookies, byUser).decide();
}

Exchange withStatus(Exchange exchange, int status)
{
    Q_ASSERT(exchange.response);
    exchange.response->status = status;
    return exchange;
}

} // namespace hoplens
