// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/step/steps.h"

#include "core/redirect/headerchanges.h"
#include "core/redirect/ownrules.h"
#include "core/redirect/prepare.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hoplens {

namespace {

bool isSameField(const Field &a, const Field &b)
{
    return a.name == b.name && a.value == b.value;
}

bool areSameFields(const Request &a, const Request &b)
{
    return a.withoutDefaults == b.withoutDefaults
        && std::equal(a.headers.begin(), a.headers.end(), b.headers.begin(), b.headers.end(),
                      isSameField);
}

/// The prepared request as a wish: what prepareRequest and withCookies would make is taken out.
Request asWish(const Follow &follow)
{
    Request wish = follow.next;
    wish.headers = withoutJarCookies(wish.headers, follow.cookies.byHand);
    wish.headers.removeIf([](const Field &field) { return field.setBy == SetBy::Client; });
    wish.target.clear();
    return wish;
}

/// Decided again, with the user's rule about method and body. Nothing else of the situation
/// differs, so what let the client go on before does so again.
Follow decidedByUser(const MethodRule &rule, const Follow &proposed, const StepBasis &basis)
{
    Decision decision =
        decideRedirect(basis.exchange, basis.profile, basis.hopsBefore, basis.cookies, &rule);
    auto *follow = std::get_if<Follow>(&decision);
    Q_ASSERT(follow != nullptr);
    if (follow == nullptr) {
        return proposed;
    }
    return std::move(*follow);
}

bool canBeKept(const Exchange &exchange)
{
    return !exchange.request.body || exchange.request.body->replayable;
}

bool isDefaultTakenAway(const Request &request, const QByteArray &name)
{
    return std::any_of(request.withoutDefaults.begin(), request.withoutDefaults.end(),
                       [&name](const QByteArray &other) { return sameFieldName(other, name); });
}

/// A request by hand, and what it makes of the decision.
class ByHand {
public:
    ByHand(const Request &wish, const Follow &proposed, const StepBasis &basis)
        : m_wish(wish)
        , m_proposed(proposed)
        , m_basis(basis)
    {
    }

    Follow follow(const UserStep &step) const
    {
        CookieRequest made =
            withCookies(prepareRequest(m_wish, m_basis.profile), m_basis.profile.cookies,
                        m_basis.cookies.jar, m_basis.cookies.now);
        made.request.unknown = {};
        Follow result{made.request, m_proposed.redirect, made.cookies, m_proposed.soft};
        Redirect &redirect = result.redirect;
        const Request &before = m_basis.exchange.request;
        redirect.methodTo = result.next.method;
        redirect.bodyKept = before.body.has_value() && before.body == result.next.body;
        redirect.origin = originChange(before.url, result.next.url);
        redirect.headers = headerChanges(m_basis.exchange, result.next.headers);
        for (HeaderChange &change : redirect.headers) {
            change.rule = ruleOf(change, result.next, made.madeByClient);
        }
        reason(redirect, step, made.madeByClient);
        return result;
    }

private:
    QString ruleOf(const HeaderChange &change, const Request &next, bool jarCookie) const
    {
        const Headers &proposed = m_proposed.next.headers;
        const QList<HeaderChange> &before = m_proposed.redirect.headers;
        if (valuesOf(next.headers, change.name) == valuesOf(proposed, change.name)) {
            const auto same =
                std::find_if(before.begin(), before.end(), [&](const HeaderChange &other) {
                    return sameFieldName(other.name, change.name);
                });
            return same != before.end() ? same->rule : ruleOfNobody(change.change);
        }
        if (jarCookie && sameFieldName(change.name, "Cookie")) {
            return m_basis.profile.cookies.rule.id;
        }
        const auto isByHand = [&change](const Field &field) {
            return isNamed(field, change.name) && field.setBy != SetBy::Client;
        };
        const bool byHand = std::any_of(next.headers.begin(), next.headers.end(), isByHand)
            || std::any_of(proposed.begin(), proposed.end(), isByHand)
            || isDefaultTakenAway(next, change.name);
        return byHand ? userEditRule().id : ruleOfNobody(change.change);
    }

    /// The client's reasons for what the user left alone, then the user's.
    void reason(Redirect &redirect, const UserStep &step, bool jarCookie) const
    {
        const auto isUsed = [&redirect](const QString &rule) {
            return std::any_of(redirect.headers.begin(), redirect.headers.end(),
                               [&rule](const HeaderChange &change) { return change.rule == rule; });
        };
        redirect.why.removeIf([&](const Reason &reason) {
            return (reason.about == About::Method && step.methodChanged)
                || (reason.about == About::Body && step.bodyChanged)
                || (reason.about == About::Header && !isUsed(reason.rule));
        });
        const auto add = [&redirect](const RuleText &rule, About about) {
            redirect.why.append({rule.id, about, rule.text, rule.quote, rule.source});
        };
        const RuleText &cookies = m_basis.profile.cookies.rule;
        const bool told =
            std::any_of(redirect.why.begin(), redirect.why.end(),
                        [&cookies](const Reason &reason) { return reason.rule == cookies.id; });
        if (jarCookie && isUsed(cookies.id) && !told) {
            add(cookies, About::Header);
        }
        const RuleText byUser = userEditRule();
        const std::array parts{std::pair(step.url.has_value(), About::Location),
                               std::pair(step.methodChanged, About::Method),
                               std::pair(step.bodyChanged, About::Body),
                               std::pair(isUsed(byUser.id), About::Header)};
        for (const auto &[changed, about] : parts) {
            if (changed) {
                add(byUser, about);
            }
        }
    }

    const Request &m_wish;
    const Follow &m_proposed;
    const StepBasis &m_basis;
};

std::optional<qint64> sizeOf(const std::optional<Body> &body)
{
    return body ? std::optional(body->size) : std::nullopt;
}

/// How `next` differs from what the client would have sent, as far as method and body go.
UserStep stepTo(const Request &next, const Request &proposed, double paused)
{
    UserStep step;
    step.proposedMethod = proposed.method;
    step.proposedBody = sizeOf(proposed.body);
    step.sentBody = sizeOf(next.body);
    step.methodChanged = next.method != proposed.method;
    step.bodyChanged = next.body != proposed.body;
    step.paused = paused;
    return step;
}

Follow asProposed(Follow proposed, double paused)
{
    proposed.redirect.byUser = stepTo(proposed.next, proposed.next, paused);
    return proposed;
}

Follow chosenMethod(StepKind kind, const Follow &proposed, const StepBasis &basis, double paused)
{
    if (kind == StepKind::Kept && !canBeKept(basis.exchange)) {
        return asProposed(proposed, paused);
    }
    Follow chosen =
        decidedByUser(kind == StepKind::Kept ? userKeepRule() : userGetRule(), proposed, basis);
    UserStep step = stepTo(chosen.next, proposed.next, paused);
    if (!step.isChanged()) {
        return asProposed(proposed, paused);
    }
    step.kind = kind;
    chosen.redirect.byUser = step;
    return chosen;
}

/// As for an address that was typed; but what a client ignored in Location stays ignored.
Request withTypedUserinfo(Request wish, const Url &proposed)
{
    const bool isTyped =
        wish.url.username != proposed.username || wish.url.password != proposed.password;
    return isTyped ? withUserinfoAsCredentials(std::move(wish)) : wish;
}

Follow writtenByHand(const Request &text, const Follow &proposed, const StepBasis &basis,
                     double paused)
{
    const Request wish = withTypedUserinfo(text, proposed.next.url);
    const Request prepared = prepareRequest(wish, basis.profile); // the method in its own spelling
    UserStep step = stepTo(prepared, proposed.next, paused);
    step.fieldsChanged = !areSameFields(wish, asWish(proposed));
    if (serializeUrl(wish.url) != serializeUrl(proposed.next.url)) {
        step.url = wish.url;
    }
    if (!step.isChanged()) {
        return asProposed(proposed, paused);
    }
    step.kind = StepKind::Edited;
    Follow chosen = ByHand(wish, proposed, basis).follow(step);
    chosen.redirect.byUser = step;
    return chosen;
}

} // namespace

PausedStep offeredStep(const Follow &proposed, const StepBasis &basis,
                       const QList<BreakReason> &reasons)
{
    Q_ASSERT(!reasons.isEmpty());
    PausedStep step;
    step.hop = static_cast<int>(basis.hopsBefore.size());
    step.reasons = reasons;
    step.proposed = proposed.next;
    step.editable = asWish(proposed);
    const auto offer = [&](StepKind kind) -> std::optional<Request> {
        const Follow chosen = chosenMethod(kind, proposed, basis, 0);
        return chosen.redirect.byUser->isChanged() ? std::optional(chosen.next) : std::nullopt;
    };
    step.kept = offer(StepKind::Kept);
    step.get = offer(StepKind::Get);
    return step;
}

Follow chosenFollow(const StepChoice &choice, const Follow &proposed, const StepBasis &basis,
                    double paused)
{
    switch (choice.kind) {
    case StepKind::Proposed:
        return asProposed(proposed, paused);
    case StepKind::Kept:
    case StepKind::Get:
        return chosenMethod(choice.kind, proposed, basis, paused);
    case StepKind::Edited:
        return writtenByHand(choice.edited, proposed, basis, paused);
    }
    Q_UNREACHABLE();
}

} // namespace hoplens
