// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/route.h"

#include "core/transport/proxychoice.h"
#include "core/transport/sendoptions.h"
#include "core/url/host.h"
#include "core/url/url.h"

#include <QHostAddress>

#include <algorithm>

namespace hoplens {

namespace {

QString withoutBrackets(const QString &host)
{
    return host.startsWith(u'[') && host.endsWith(u']') ? host.sliced(1, host.size() - 2) : host;
}

// The URL's host, unless a --resolve entry names other addresses.
QStringList targetsOf(const Url &url, const QList<ResolveEntry> &entries)
{
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const ResolveEntry &candidate) {
            return candidate.port == effectivePort(url)
                && candidate.host.compare(*url.host, Qt::CaseInsensitive) == 0;
        });
    if (entry == entries.end()) {
        return {plainHost(url)};
    }
    QStringList targets;
    for (const QString &address : entry->addresses) {
        targets.append(withoutBrackets(address));
    }
    return targets;
}

// RFC 6761 §6.3: "Name resolution APIs and libraries SHOULD recognize localhost names as special
// and SHOULD always return the IP loopback address for address queries". As browsers and curl do;
// there are systems where nobody else knows the name.
QStringList withLocalhostKnown(const QStringList &targets)
{
    const QString &target = targets.constFirst();
    return isThisMachine(target.toLatin1()) && QHostAddress(target).isNull()
        ? QStringList{QStringLiteral("127.0.0.1"), QStringLiteral("::1")}
        : targets;
}

} // namespace

// An http proxy gets http requests as they are (RFC 9112 §3.2.2, the absolute form) and is asked
// for a tunnel only for https. Not by Qt, which keeps to itself what it asks and what it is
// answered.
Route routeTo(const Url &url, const SendOptions &options)
{
    Route route;
    route.targets = targetsOf(url, options.resolve);
    route.port = effectivePort(url);
    const QString target = route.targets.constFirst();
    const QNetworkProxy proxy = proxyFor(url, target, options);
    if (proxy.type() == QNetworkProxy::NoProxy) {
        route.targets = withLocalhostKnown(route.targets);
        return route;
    }
    route.proxyName = proxyName(proxy);
    if (proxy.type() == QNetworkProxy::HttpProxy) {
        route.isForwarded = url.scheme == "http";
        route.tunnel = route.isForwarded ? QByteArray() : endpoint(target, route.port).toLatin1();
        route.targets = withLocalhostKnown({proxy.hostName()});
        route.port = proxy.port();
        route.httpProxy = proxy;
    } else {
        route.targets = {target};
        route.socketProxy = proxy;
    }
    return route;
}

QString plainHost(const Url &url)
{
    return withoutBrackets(QString::fromLatin1(url.host.value_or(QByteArray())));
}

QString endpoint(const QString &host, quint16 port)
{
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

} // namespace hoplens
