// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/origin.h"

#include "core/url/ipaddress.h"
#include "core/url/scheme.h"

namespace hoplens {

namespace {

/// "x.a.test" under "a.test". The dot is asked for, so "notunder.test" is not under "under.test".
bool isUnder(const QByteArray &name, const QByteArray &parent)
{
    return name.size() > parent.size() + 1 && !parent.isEmpty() && name.endsWith('.' + parent);
}

} // namespace

Origin originOf(const Url &url)
{
    return {url.scheme, url.host.value_or(QByteArray()), effectivePort(url)};
}

bool isSameOrigin(const Url &a, const Url &b)
{
    return a.scheme == b.scheme && (a.port == b.port || effectivePort(a) == effectivePort(b))
        && (a.host == b.host || a.host.value_or(QByteArray()) == b.host.value_or(QByteArray()));
}

QByteArray serializeOrigin(const Url &url)
{
    // URL standard §4.7: only special schemes other than file have a "tuple origin".
    if (!url.host || !defaultPort(url.scheme)) {
        return "null";
    }
    return url.scheme + "://" + hostField(url);
}

OriginChange originChange(const Url &from, const Url &to)
{
    const Origin before = originOf(from);
    const Origin after = originOf(to);
    if (before.host != after.host) {
        return OriginChange::Host;
    }
    if (before.scheme != after.scheme) {
        return OriginChange::Scheme;
    }
    return before.port != after.port ? OriginChange::Port : OriginChange::Same;
}

OriginRelation originRelation(const Url &from, const Url &to)
{
    const Origin before = originOf(from);
    const Origin after = originOf(to);
    OriginRelation relation;
    relation.sameOrigin = before == after;
    relation.sameHost = before.host == after.host;
    relation.samePort = before.port == after.port;
    relation.upgrade = before.scheme == "http" && after.scheme == "https";
    relation.downgrade = before.scheme == "https" && after.scheme == "http";
    relation.defaultPorts =
        defaultPort(before.scheme) == before.port && defaultPort(after.scheme) == after.port;
    if (!relation.sameHost) {
        const bool fromAddress = isIpAddress(before.host);
        const bool toAddress = isIpAddress(after.host);
        const bool names = !fromAddress && !toAddress;
        relation.toSubdomain = names && isUnder(after.host, before.host);
        relation.toParent = names && isUnder(before.host, after.host);
        relation.toAddress = !fromAddress && toAddress;
    }
    return relation;
}

} // namespace hoplens
