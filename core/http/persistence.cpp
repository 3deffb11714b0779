// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/persistence.h"

#include <algorithm>

namespace hoplens {

namespace {

// RFC 9110 §7.6.1: "Connection = [ connection-option *( OWS "," OWS connection-option ) ]",
// "connection options are case-insensitive".
bool lists(QByteArrayView value, QByteArrayView option)
{
    while (true) {
        const qsizetype comma = value.indexOf(',');
        if (sameFieldName(value.first(comma < 0 ? value.size() : comma).trimmed(), option)) {
            return true;
        }
        if (comma < 0) {
            return false;
        }
        value = value.sliced(comma + 1);
    }
}

bool hasOption(const Headers &headers, QByteArrayView option)
{
    return std::any_of(headers.begin(), headers.end(), [&](const Field &field) {
        return isNamed(field, "Connection") && lists(field.value, option);
    });
}

} // namespace

bool keepsConnection(const Request &request, const Response &response)
{
    // RFC 9112 §9.3: "If the "close" connection option is present (Section 9.6), the connection
    // will not persist after the current response; else, if the received protocol is HTTP/1.1 (or
    // later), the connection will persist after the current response; else, if the received
    // protocol is HTTP/1.0, the "keep-alive" connection option is present, [...] the connection
    // will persist".
    if (hasOption(request.headers, "close") || hasOption(response.headers, "close")
        || request.version != "HTTP/1.1" || request.method == "CONNECT") {
        return false;
    }
    return response.version == "HTTP/1.0" ? hasOption(response.headers, "keep-alive")
                                          : response.version.startsWith("HTTP/1.");
}

bool isIdempotent(const QByteArray &method)
{
    static const QList<QByteArray> methods{"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"};
    return methods.contains(method);
}

} // namespace hoplens
