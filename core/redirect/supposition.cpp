// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/supposition.h"

#include "core/redirect/explain.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::explain", text);
}

std::span<const Hop> hopsBefore(const Trace &trace, int hop)
{
    return {trace.hops.constData(), static_cast<std::size_t>(hop)};
}

bool isJarCookie(const Field &field)
{
    return field.setBy == SetBy::Client && isNamed(field, "Cookie");
}

bool hasJarCookies(const Trace &trace)
{
    return std::any_of(trace.hops.begin(), trace.hops.end(),
                       [](const Hop &hop) { return !hop.cookies.isEmpty(); });
}

/// The Cookie field of the request that really followed.
void takeCookiesOf(const Request &followed, Request &next)
{
    const auto cookie = std::find_if(followed.headers.begin(), followed.headers.end(), isJarCookie);
    if (cookie != followed.headers.end() && !contains(next.headers, "Cookie")) {
        next.headers.append(*cookie); // as withCookies does
    }
}

QString endOf(const Follow &follow)
{
    const Request &next = follow.next;
    const QString method = displayText(next.method);
    return next.body && next.body->size > 0
        ? tr("it would have arrived as %1 with its %2").arg(method, sizeText(next.body->size))
        : tr("it would have arrived as %1 without a body").arg(method);
}

/// What would have become of the request; empty when it is what became of it.
QString otherEnd(const Decision &decision, const Redirect &actual)
{
    const auto *follow = std::get_if<Follow>(&decision);
    if (follow == nullptr) {
        return actual.follow ? tr("the client would not have followed") : QString();
    }
    const bool same = actual.follow && follow->redirect.methodTo == actual.methodTo
        && follow->redirect.bodyKept == actual.bodyKept;
    return same ? QString() : endOf(*follow);
}

} // namespace

std::optional<Supposition> suppose(const Trace &trace, int hop, int status,
                                   const ClientProfile &profile)
{
    if (hop < 0 || hop >= trace.hops.size() || !trace.hops.at(hop).exchange.response) {
        return std::nullopt;
    }
    const Exchange &exchange = trace.hops.at(hop).exchange;
    Supposition supposition{
        exchange.response->status,
        decideRedirect(withStatus(exchange, status), profile, hopsBefore(trace, hop))};
    auto *follow = std::get_if<Follow>(&supposition.decision);
    if (follow == nullptr) {
        return supposition;
    }
    const Request *followed =
        hop + 1 < trace.hops.size() ? &trace.hops.at(hop + 1).exchange.request : nullptr;
    if (followed != nullptr && followed->url == follow->next.url) {
        takeCookiesOf(*followed, follow->next);
    } else {
        supposition.cookiesKnown = !profile.cookies.jar
            || (!hasJarCookies(trace) && trace.hops.at(hop).cookiesSet.isEmpty());
    }
    return supposition;
}

QStringList whatIf(const Trace &trace, int hopIndex, const ClientProfile &profile)
{
    if (hopIndex < 0 || hopIndex >= trace.hops.size() || !trace.hops.at(hopIndex).redirect) {
        return {};
    }
    const Redirect &actual = *trace.hops.at(hopIndex).redirect;
    QMap<QString, QStringList> statusesByEnd; // statuses with the same effect share a sentence
    QStringList order;
    for (const int status : supposableStatuses) {
        const std::optional<Supposition> supposition = suppose(trace, hopIndex, status, profile);
        if (!supposition || supposition->really == status) {
            continue;
        }
        const QString end = otherEnd(supposition->decision, actual);
        if (end.isEmpty()) {
            continue;
        }
        if (!statusesByEnd.contains(end)) {
            order.append(end);
        }
        statusesByEnd[end].append(QString::number(status));
    }
    QStringList sentences;
    for (const QString &end : order) {
        sentences.append(tr("With %1 %2.").arg(statusesByEnd.value(end).join(tr(" or ")), end));
    }
    return sentences;
}

} // namespace hoplens
