// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/fieldrules.h"

#include "core/redirect/referrer.h"

#include <algorithm>

namespace hoplens {

namespace {

bool names(const FieldRule &rule, const QByteArray &name)
{
    return rule.names.isEmpty()
        || std::any_of(rule.names.begin(), rule.names.end(),
                       [&](const QByteArray &candidate) { return sameFieldName(candidate, name); });
}

class FieldJudge {
public:
    FieldJudge(const Exchange &exchange, std::span<const Hop> hops, const Url &target,
               const Situation &situation, const ClientProfile &profile)
        : m_exchange(exchange)
        , m_hops(hops)
        , m_target(target)
        , m_situation(situation)
        , m_profile(profile)
    {
    }

    const FieldRule *ruleFor(const Field &field) const
    {
        for (const FieldRule &rule : m_profile.fields) {
            if (names(rule, field.name) && (!rule.when.setBy || *rule.when.setBy == field.setBy)
                && holds(rule.when, m_situation)) {
                return &rule;
            }
        }
        return nullptr;
    }

    /// Whether a field that an earlier hop lost may return when its rule no longer holds.
    bool mayComeBack(const Field &field) const
    {
        return std::any_of(
            m_profile.fields.begin(), m_profile.fields.end(),
            [&](const FieldRule &rule) { return rule.comesBack && names(rule, field.name); });
    }

    /// The field as it goes on; absent: it is removed.
    std::optional<Field> applied(const FieldRule *rule, Field field) const
    {
        if (rule == nullptr || rule->action == FieldAction::Keep) {
            return field;
        }
        switch (rule->action) {
        case FieldAction::Remove:
            return std::nullopt;
        case FieldAction::Set:
            field.value = rule->value;
            return field;
        case FieldAction::ReferrerPolicy:
            return underReferrerPolicy(std::move(field));
        case FieldAction::Keep:
            return field;
        }
        Q_UNREACHABLE();
    }

    Field added(const AddRule &rule) const
    {
        const Url &first = firstRequest(m_exchange, m_hops).url;
        const Url &previous = m_exchange.request.url;
        const auto address = [](const Url &url) {
            return serializeUrl(withoutUserinfo(url), Fragment::Exclude);
        };
        QByteArray value = rule.literal;
        switch (rule.value) {
        case AddRule::Value::Literal:
            break;
        case AddRule::Value::PreviousUrl:
            value = address(previous);
            break;
        case AddRule::Value::PreviousOrigin:
            value = serializeOrigin(previous);
            break;
        case AddRule::Value::FirstUrl:
            value = address(first);
            break;
        case AddRule::Value::FirstOrigin:
            value = serializeOrigin(first);
            break;
        }
        return {rule.name, value, SetBy::Option};
    }

private:
    /// The Referer set by hand stands for the page. Fetch §4.1: "If request's referrer is not
    /// "no-referrer", then set request's referrer to the result of invoking determine request's
    /// referrer", at every hop, so what was cut off once does not come back.
    std::optional<Field> underReferrerPolicy(Field field) const
    {
        const Result<Url> url = parseUrl(field.value);
        if (!url || !isHttp(*url)) {
            return field;
        }
        QList<Headers> responses;
        for (const Hop &hop : m_hops) {
            responses.append(hop.exchange.response ? hop.exchange.response->headers : Headers{});
        }
        responses.append(m_exchange.response->headers);
        const QByteArray policy = referrerPolicyAfter(responses, m_profile.referrerPolicy);
        const std::optional<QByteArray> value = refererFor(policy, *url, m_target);
        if (!value) {
            return std::nullopt;
        }
        field.value = *value;
        return field;
    }

    const Exchange &m_exchange;
    std::span<const Hop> m_hops;
    const Url &m_target;
    const Situation &m_situation;
    const ClientProfile &m_profile;
};

} // namespace

const RuleText *FieldOutcome::ruleFor(const QByteArray &name) const
{
    const auto last = std::find_if(m_rules.rbegin(), m_rules.rend(), [&](const Named &named) {
        return sameFieldName(named.name, name);
    });
    return last != m_rules.rend() ? last->rule : nullptr;
}

void FieldOutcome::setRule(const QByteArray &name, const RuleText &rule)
{
    m_rules.append({name, &rule});
}

FieldOutcome nextFields(const Exchange &exchange, const Headers &previous,
                        std::span<const Hop> hops, const Url &target, const Situation &situation,
                        const ClientProfile &profile)
{
    const FieldJudge judge(exchange, hops, target, situation, profile);
    FieldOutcome outcome;
    const auto carry = [&](const Field &field) {
        const FieldRule *rule = judge.ruleFor(field);
        if (rule != nullptr) {
            outcome.setRule(field.name, rule->rule);
        }
        if (const std::optional<Field> next = judge.applied(rule, field)) {
            outcome.fields.append(*next);
        }
    };
    for (const Field &field : previous) {
        if (field.setBy != SetBy::Client) {
            carry(field);
        }
    }
    for (const Field &field : firstRequest(exchange, hops).headers) {
        if (field.setBy != SetBy::Client && !contains(previous, field.name)
            && judge.mayComeBack(field)) {
            carry(field);
        }
    }
    for (const AddRule &rule : profile.adds) {
        if (holds(rule.when, situation)) {
            setField(outcome.fields, judge.added(rule));
            outcome.setRule(rule.name, rule.rule);
        }
    }
    return outcome;
}

} // namespace hoplens
