// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/proxychoice.h"

#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"
#include "core/url/url.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>

namespace hoplens {

namespace {

bool isThisMachine(const QString &target)
{
    return target.compare(u"localhost", Qt::CaseInsensitive) == 0
        || QHostAddress(target).isLoopback();
}

// A socket can only tunnel: what the environment names is asked for CONNECT.
QNetworkProxy tunnelling(QNetworkProxy proxy)
{
    switch (proxy.type()) {
    case QNetworkProxy::HttpCachingProxy:
        proxy.setType(QNetworkProxy::HttpProxy);
        return proxy;
    case QNetworkProxy::HttpProxy:
    case QNetworkProxy::Socks5Proxy:
        return proxy;
    default:
        return {QNetworkProxy::NoProxy};
    }
}

} // namespace

QNetworkProxy proxyFor(const Url &url, const QString &target, const SendOptions &options)
{
    if (options.proxy) {
        return tunnelling(*options.proxy);
    }
    if (isThisMachine(target)) {
        return {QNetworkProxy::NoProxy};
    }
    const QUrl asked = QUrl::fromEncoded(serializeUrl(withoutUserinfo(url), Fragment::Exclude));
    return tunnelling(
        QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(asked)).value(0));
}

QString proxyName(const QNetworkProxy &proxy)
{
    return QStringLiteral("%1://%2:%3")
        .arg(proxy.type() == QNetworkProxy::Socks5Proxy ? u"socks5" : u"http", proxy.hostName())
        .arg(proxy.port());
}

Request forwarded(Request request, const QNetworkProxy &proxy)
{
    request.target = serializeUrl(withoutUserinfo(request.url), Fragment::Exclude);
    request.proxyFields.clear();
    if (!proxy.user().isEmpty()) {
        const QString credentials = proxy.user() + u':' + proxy.password();
        request.proxyFields.append(
            {"Proxy-Authorization", "Basic " + credentials.toUtf8().toBase64(), SetBy::Client});
    }
    return request;
}

} // namespace hoplens
