// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/trace/trace.h"

namespace hoplens {

/// A request as text, and the fields that are left to the client that sends it.
struct RawRequest {
    Request request;
    QStringList notTaken; ///< "Transfer-Encoding"
};

/// Whether the first line is a request line: "POST /x HTTP/1.1".
bool isRawRequest(const QString &text);

/// A request as it goes over the wire, with LF or CRLF. The address is the target, or Host and
/// target: https with port 443, with HTTP/2 and later, or when Origin or Referer say so of the same
/// host; http otherwise. Host, if it says the same, and Content-Length are made anew. Errors: which
/// line is wrong, no Host, a target that is no address.
Result<RawRequest> readRawRequest(const QString &text);

} // namespace hoplens
