// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/situation.h"

#include "core/redirect/relation.h"

#include <algorithm>

namespace hoplens {

namespace {

/// Fetch §2.2.5, redirect-taint: "If url's origin is not same origin with lastURL's origin and
/// request's origin is not same origin with lastURL's origin, then set taint".
bool isTainted(const Exchange &exchange, std::span<const Hop> hops, const Url &target)
{
    const Request &first = firstRequest(exchange, hops);
    Url page = first.url;
    if (const std::optional<QByteArray> field = firstValue(first.headers, "Origin")) {
        const Result<Url> url = parseUrl(*field);
        page = url ? *url : Url{};
    }
    const Url *last = &first.url;
    const auto taints = [&](const Url &url) {
        const bool crosses = !isSameOrigin(url, *last) && !isSameOrigin(page, *last);
        last = &url;
        return crosses;
    };
    return std::any_of(hops.begin(), hops.end(),
                       [&](const Hop &hop) { return taints(hop.exchange.request.url); })
        || taints(exchange.request.url) || taints(target);
}

/// The host between "//" and the next "/", "?", "#" or port, as it is written; empty: not written.
QByteArray writtenHost(const QByteArray &location)
{
    const qsizetype start = location.indexOf("//");
    if (start < 0) {
        return {};
    }
    QByteArray authority = location.mid(start + 2);
    auto *const end = std::find_if(authority.begin(), authority.end(), [](char c) {
        return c == '/' || c == '?' || c == '#' || c == '\\';
    });
    authority.truncate(std::distance(authority.begin(), end));
    authority = authority.mid(authority.lastIndexOf('@') + 1);
    const qsizetype colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.left(colon) : authority;
}

template <typename T> bool agrees(const std::optional<T> &asked, const T &actual)
{
    return !asked || *asked == actual;
}

} // namespace

const Request &firstRequest(const Exchange &exchange, std::span<const Hop> hops)
{
    return hops.empty() ? exchange.request : hops.front().exchange.request;
}

Situation situationOf(const Exchange &exchange, std::span<const Hop> hops,
                      const QByteArray &location, const Url &target)
{
    const Request &request = exchange.request;
    Situation situation;
    situation.status = exchange.response ? exchange.response->status : 0;
    situation.method = request.method;
    situation.hasBody = request.body.has_value();
    situation.oneShotBody = request.body && !request.body->replayable;
    situation.locationHasUserinfo = hasUserinfo(target);
    const Url &home = firstRequest(exchange, hops).url;
    situation.beenElsewhere = !isSameOrigin(request.url, home)
        || std::any_of(hops.begin(), hops.end(), [&](const Hop &hop) {
               return !isSameOrigin(hop.exchange.request.url, home);
           });
    situation.originTainted = isTainted(exchange, hops, target);
    situation.fromPrevious = originRelation(request.url, target);
    situation.fromFirst = originRelation(home, target);
    const QByteArray written = writtenHost(location);
    situation.hostWrittenAlike =
        written.isEmpty() || written == request.url.host.value_or(QByteArray());
    return situation;
}

bool holds(const When &when, const Situation &situation)
{
    OriginRelation relation = when.comparesWithFirst ? situation.fromFirst : situation.fromPrevious;
    if (when.hostsAsBytes && !situation.hostWrittenAlike) {
        relation.sameHost = false;
        relation.sameOrigin = false;
    }
    return (when.statuses.isEmpty() || when.statuses.contains(situation.status))
        && (when.methods.isEmpty() || when.methods.contains(situation.method))
        && !when.notMethods.contains(situation.method) && agrees(when.hasBody, situation.hasBody)
        && agrees(when.oneShotBody, situation.oneShotBody)
        && agrees(when.methodChanged, situation.methodChanged)
        && agrees(when.bodyDropped, situation.bodyDropped)
        && agrees(when.locationHasUserinfo, situation.locationHasUserinfo)
        && agrees(when.beenElsewhere, situation.beenElsewhere)
        && agrees(when.originTainted, situation.originTainted)
        && (when.relations.isEmpty()
            || std::any_of(when.relations.begin(), when.relations.end(),
                           [&](const QString &text) { return relationHolds(text, relation); }));
}

} // namespace hoplens
