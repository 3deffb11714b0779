// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/url.h"

#include "core/url/scheme.h"
#include "core/url/urlparser.h"

#include <array>
#include <charconv>

namespace hoplens {

Result<Url> parseUrl(const QByteArray &input, const Url *base)
{
    return UrlParser(input, base).parse();
}

QByteArray serializeUrl(const Url &url, Fragment fragment)
{
    QByteArray output = url.scheme + ':';
    if (url.host) {
        output += "//";
        if (hasUserinfo(url)) {
            output += url.username;
            if (!url.password.isEmpty()) {
                output += ':' + url.password;
            }
            output += '@';
        }
        output += hostField(url);
    } else if (!url.hasOpaquePath && url.path.startsWith("//")) {
        // "This prevents web+demo:/.//not-a-host/ [...] from ending up as web+demo://not-a-host/".
        output += "/.";
    }
    output += url.path;
    if (url.query) {
        output += '?' + *url.query;
    }
    if (url.fragment && fragment == Fragment::Include) {
        output += '#' + *url.fragment;
    }
    return output;
}

QByteArray requestTarget(const Url &url)
{
    // RFC 9112 §3.2.1: "If the target URI's path component is empty, the client MUST send "/" as
    // the path": the parser never leaves it empty for http and https.
    Q_ASSERT(!isHttp(url) || url.path.startsWith('/'));
    return url.query ? url.path + '?' + *url.query : url.path;
}

QByteArray hostField(const Url &url)
{
    if (!url.port) {
        return url.host.value_or(QByteArray());
    }
    std::array<char, 8> port{};
    const auto end = std::to_chars(port.data(), port.data() + port.size(), *url.port);
    QByteArray field;
    field.reserve((url.host ? url.host->size() : 0) + 1 + (end.ptr - port.data()));
    if (url.host) {
        field += *url.host;
    }
    field += ':';
    field.append(port.data(), end.ptr - port.data());
    return field;
}

bool isHttp(const Url &url)
{
    return url.scheme == "http" || url.scheme == "https";
}

bool hasUserinfo(const Url &url)
{
    return !url.username.isEmpty() || !url.password.isEmpty();
}

Url withoutUserinfo(Url url)
{
    url.username.clear();
    url.password.clear();
    return url;
}

quint16 effectivePort(const Url &url)
{
    return url.port ? *url.port : defaultPort(url.scheme).value_or(0);
}

} // namespace hoplens
