// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/proxychoice.h"

#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"
#include "core/url/host.h"
#include "core/url/url.h"

#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>

namespace hoplens {

namespace {

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

// RFC 7617 §2. Only the proxy gets to see them.
Headers credentialsFor(const QNetworkProxy &proxy)
{
    if (proxy.user().isEmpty()) {
        return {};
    }
    const QString credentials = proxy.user() + u':' + proxy.password();
    return {{"Proxy-Authorization", "Basic " + credentials.toUtf8().toBase64(), SetBy::Client}};
}

} // namespace

QNetworkProxy proxyFor(const Url &url, const QString &target, const SendOptions &options)
{
    if (options.proxy) {
        return tunnelling(*options.proxy);
    }
    if (isThisMachine(target.toLatin1())) {
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
    request.proxyFields = credentialsFor(proxy);
    return request;
}

// RFC 9112 §3.2.3: "a client MUST send only the host and port of the tunnel destination as the
// request-target." Host says the same, as browsers and curl write it.
Request tunnelRequest(const Url &url, const QByteArray &target, const QNetworkProxy &proxy,
                      const QByteArray &userAgent)
{
    Request request;
    request.method = "CONNECT";
    request.url.scheme = url.scheme;
    request.url.host = url.host;
    request.url.port = url.port;
    request.url.path = "/";
    request.target = target;
    request.headers = {{"Host", target, SetBy::Client}};
    if (!userAgent.isNull()) {
        request.headers.append({"User-Agent", userAgent, SetBy::Client});
    }
    request.proxyFields = credentialsFor(proxy);
    return request;
}

} // namespace hoplens
