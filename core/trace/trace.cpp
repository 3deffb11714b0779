// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/trace.h"

#include <QCryptographicHash>

namespace hoplens {

Body bodyOf(const QByteArray &bytes)
{
    Body body;
    body.bytes = bytes;
    body.size = bytes.size();
    return body;
}

QByteArray sha256Of(const Body &body)
{
    const bool isWhole = !body.truncated && !body.redacted && body.bytes.size() == body.size;
    return body.sha256.isEmpty() && isWhole
        ? QCryptographicHash::hash(body.bytes, QCryptographicHash::Sha256)
        : body.sha256;
}

const Url &nextUrl(const Redirect &redirect)
{
    Q_ASSERT(redirect.resolved);
    return redirect.byUser && redirect.byUser->url ? *redirect.byUser->url : *redirect.resolved;
}

bool sameRequest(const Request &a, const Request &b)
{
    // What differs first in a chain stands first: long chains are compared hop by hop.
    const bool sameUrl = a.url.path == b.url.path && a.url.query == b.url.query
        && a.url.host == b.url.host && a.url.port == b.url.port && a.url.scheme == b.url.scheme;
    return a.method == b.method && sameUrl && a.headers == b.headers && a.body == b.body;
}

bool isRedirectClass(int status)
{
    // RFC 9110 §15.4.5: 304 leads to the stored answer, not to another address.
    return status >= 300 && status <= 399 && status != 304;
}

} // namespace hoplens
