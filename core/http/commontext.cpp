// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/commontext.h"

#include <QList>

#include <array>
#include <cstring>

namespace hoplens {

namespace {

constexpr auto texts = std::to_array<QByteArrayView>({
    "0",
    "HTTP/1.0",
    "HTTP/1.1",
    // Reasons, RFC 9110 §15.
    "OK",
    "Moved Permanently",
    "Moved Temporarily",
    "Found",
    "See Other",
    "Temporary Redirect",
    "Permanent Redirect",
    "Not Found",
    // Field names as most servers write them.
    "Accept-Ranges",
    "Age",
    "Alt-Svc",
    "Cache-Control",
    "Connection",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Security-Policy",
    "Content-Type",
    "Date",
    "ETag",
    "Expires",
    "Keep-Alive",
    "Last-Modified",
    "Location",
    "Pragma",
    "Referrer-Policy",
    "Server",
    "Set-Cookie",
    "Strict-Transport-Security",
    "Transfer-Encoding",
    "Vary",
    "Via",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "X-Powered-By",
    "X-XSS-Protection",
    // Values.
    "Accept-Encoding",
    "application/json",
    "bytes",
    "chunked",
    "close",
    "keep-alive",
    "no-cache",
    "no-store",
    "nosniff",
    "text/html",
    "text/html; charset=utf-8",
    "text/plain",
});

constexpr std::size_t longest = 32;

using Shelves = std::array<QList<QByteArray>, longest>; // by length

Shelves shelves()
{
    Shelves made;
    for (const QByteArrayView text : texts) {
        made.at(static_cast<std::size_t>(text.size()))
            .append(QByteArray::fromRawData(text.data(), text.size()));
    }
    return made;
}

} // namespace

QByteArray commonText(QByteArrayView text)
{
    static const Shelves all = shelves();
    const auto size = static_cast<std::size_t>(text.size());
    if (size < longest) {
        for (const QByteArray &candidate : all[size]) {
            if (std::memcmp(candidate.constData(), text.data(), size) == 0) {
                return candidate;
            }
        }
    }
    return text.toByteArray();
}

} // namespace hoplens
