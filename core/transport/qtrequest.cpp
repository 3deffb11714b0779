// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/qtrequest.h"

#include "core/http/requesthead.h"
#include "core/transport/proxychoice.h"
#include "core/transport/route.h"
#include "core/transport/sendoptions.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

struct QtStackWords {
    Q_DECLARE_TR_FUNCTIONS(QtStackWords)
};

// What QNetworkAccessManager sends whether it is asked to or not, each with the least telling
// value. An Accept-Encoding of its own would make it decode the answer, so that what was on the
// wire were lost.
struct Automatic {
    const char *name;
    const char *value;
};
constexpr std::array automatic{
    Automatic{"Connection", "Keep-Alive"},
    Automatic{"Accept-Encoding", "identity"},
    Automatic{"Accept-Language", "*"},
    Automatic{"User-Agent", "Hoplens/" HOPLENS_VERSION},
};

bool isAutomatic(const QByteArray &name)
{
    return sameFieldName(name, "Host")
        || std::any_of(automatic.begin(), automatic.end(),
                       [&](const Automatic &field) { return sameFieldName(name, field.name); });
}

Error refused(const QString &clause)
{
    return {Error::Code::InvalidInput, clause};
}

// Qt reads addresses in its own way; it gets only those that it takes for the same host and port.
std::optional<QUrl> qtUrl(const Url &url)
{
    const QUrl read = QUrl::fromEncoded(serializeUrl(withoutUserinfo(url), Fragment::Exclude));
    const QString host = plainHost(url);
    const QString readHost = read.host(QUrl::FullyEncoded);
    const bool isSameHost = readHost == host
        || (!QHostAddress(host).isNull() && QHostAddress(host) == QHostAddress(readHost));
    const int ownPort = url.scheme == "https" ? 443 : 80;
    return read.isValid() && isSameHost && read.scheme() == QLatin1String(url.scheme)
            && read.port(ownPort) == effectivePort(url)
        ? std::optional(read)
        : std::nullopt;
}

// As QHttpNetworkRequest::uri() of Qt 6 writes it.
QByteArray targetByQt(QUrl url, bool absolute)
{
    QUrl::FormattingOptions format(QUrl::RemoveFragment | QUrl::RemoveUserInfo
                                   | QUrl::FullyEncoded);
    if (!absolute) {
        format |= QUrl::RemoveScheme | QUrl::RemoveAuthority;
    }
    if (url.path().isEmpty()) {
        url.setPath(QStringLiteral("/"));
    } else {
        format |= QUrl::NormalizePathSegments;
    }
    return url.toEncoded(format);
}

std::optional<QString> fieldTrouble(const Request &request)
{
    for (const Field &field : request.headers) {
        if (valuesOf(request.headers, field.name).size() > 1) {
            return QtStackWords::tr("Qt's network stack cannot send the field %1 twice; put its "
                                    "values into one, or send without HTTP/2")
                .arg(displayText(field.name));
        }
        if (field.value.isEmpty() && isAutomatic(field.name)) {
            return QtStackWords::tr("Qt's network stack cannot send %1 without a value; give it "
                                    "one, or send without HTTP/2")
                .arg(displayText(field.name));
        }
    }
    const QByteArray host = firstValue(request.headers, "Host").value_or(QByteArray());
    if (request.url.scheme == "https" && !host.isEmpty() && host != hostField(request.url)) {
        return QtStackWords::tr("HTTP/2 takes the host from the address; remove the header Host, "
                                "or send without HTTP/2");
    }
    return std::nullopt;
}

// What would be sent in another way than asked for, or to another place.
std::optional<QString> troubleOf(const Request &request, const QNetworkProxy &proxy,
                                 const SendOptions &options)
{
    // Asked for NTLM or the like, Qt goes on asking for the tunnel, without an end.
    const bool isTunnel =
        proxy.type() == QNetworkProxy::HttpProxy && !isForwarding(proxy, request.url);
    if (isTunnel && !(proxy.user().isEmpty() && proxy.password().isEmpty())) {
        return QtStackWords::tr("Qt's network stack would talk to the proxy out of sight; leave "
                                "out --http2 or the proxy's credentials");
    }
    const bool elsewhere =
        std::any_of(options.resolve.begin(), options.resolve.end(), [&](const ResolveEntry &entry) {
            return entry.port == effectivePort(request.url)
                && entry.host.compare(request.url.host.value_or(QByteArray()), Qt::CaseInsensitive)
                == 0;
        });
    if (elsewhere) {
        return QtStackWords::tr("Qt's network stack connects only where the address says; leave "
                                "out --resolve, or send without HTTP/2");
    }
    if (request.method == "HEAD" && request.body && request.body->size > 0) {
        return QtStackWords::tr("Qt's network stack cannot send a body with HEAD; remove it, or "
                                "send without HTTP/2");
    }
    return fieldTrouble(request);
}

// QNetworkAccessManager's comfort, each of which hides requests, fields or answers.
void setGuards(QNetworkRequest &network)
{
    using Network = QNetworkRequest;
    network.setAttribute(Network::RedirectPolicyAttribute, Network::ManualRedirectPolicy);
    network.setAttribute(Network::Http2AllowedAttribute, true);
    network.setAttribute(Network::Http2DirectAttribute, false);
    network.setAttribute(Network::Http2CleartextAllowedAttribute, false);
    network.setAttribute(Network::AuthenticationReuseAttribute, Network::Manual);
    network.setAttribute(Network::CookieLoadControlAttribute, Network::Manual);
    network.setAttribute(Network::CookieSaveControlAttribute, Network::Manual);
    network.setAttribute(Network::HttpPipeliningAllowedAttribute, false);
}

void addFields(QtRequest &made)
{
    const auto add = [&made](const QByteArray &name, const QByteArray &value) {
        if (!contains(made.asSent.headers, name)) {
            made.asSent.headers.append({name, value, SetBy::Client});
            made.added.append(name);
        }
    };
    add("Host", hostField(made.asSent.url));
    if (made.asSent.body) {
        add("Content-Length", QByteArray::number(made.asSent.body->size));
    }
    for (const Automatic &field : automatic) {
        add(field.name, field.value);
    }
}

} // namespace

bool isForwarding(const QNetworkProxy &proxy, const Url &url)
{
    return proxy.type() == QNetworkProxy::HttpProxy && url.scheme == "http";
}

Result<QtRequest> qtRequestOf(const Request &request, const QNetworkProxy &proxy,
                              const SendOptions &options)
{
    if (!isHttp(request.url) || request.url.host.value_or(QByteArray()).isEmpty()) {
        return refused(QtStackWords::tr("only http and https addresses are opened"));
    }
    if (!isSendable(request)) {
        return refused(QtStackWords::tr("the request cannot be written as HTTP"));
    }
    if (const std::optional<QString> trouble = troubleOf(request, proxy, options)) {
        return refused(*trouble);
    }
    const std::optional<QUrl> url = qtUrl(request.url);
    if (!url) {
        return refused(QtStackWords::tr(
            "Qt's network stack reads this address in another way; send without HTTP/2"));
    }
    QtRequest made;
    made.network.setUrl(*url);
    setGuards(made.network);
    made.asSent = request;
    addFields(made);
    if (isForwarding(proxy, request.url)) {
        made.asSent = forwarded(std::move(made.asSent), proxy);
    }
    made.asSent.target = targetByQt(*url, isForwarding(proxy, request.url));
    for (const Headers &fields : {made.asSent.headers, made.asSent.proxyFields}) {
        for (const Field &field : fields) {
            // A null value would remove the field.
            made.network.setRawHeader(field.name, QByteArray("") + field.value);
        }
    }
    return made;
}

Request asSentOverHttp2(Request request, QList<QByteArray> &leftOut)
{
    request.version = "HTTP/2";
    // RFC 9113 §8.2.2: "An endpoint MUST NOT generate an HTTP/2 message containing
    // connection-specific header fields." §8.3.1: "Clients that generate HTTP/2 requests directly
    // MUST use the ":authority" pseudo-header field to convey authority information".
    for (const char *name :
         {"Host", "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding"}) {
        if (contains(request.headers, name)) {
            leftOut.append(name);
            removeFields(request.headers, name);
        }
    }
    return request;
}

} // namespace hoplens
