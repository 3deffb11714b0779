// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "core/tracer.h"

#include <array>

namespace hoplens {

/// A request as a user would write it; a body of `body` unless that is null.
Request wish(const QByteArray &method, const QByteArray &url, const Headers &headers = {},
             const QByteArray &body = {});

/// Traces to the end, through the real Tracer. Without an outcome when that took too long.
Trace runTrace(const Request &request, const QString &profileId, const TraceOptions &options = {});

/// The name and value lines of a request as sent, in order.
QList<QPair<QByteArray, QByteArray>> fieldLines(const Headers &headers);

/// 301, 302, 303, 307, 308: the statuses that lead elsewhere.
inline constexpr std::array redirectStatuses{301, 302, 303, 307, 308};

/// The method after a redirect. What the Fetch standard demands and RFC 9110 recommends agree
/// for GET, POST and PUT.
QByteArray methodAfter(int status, const QByteArray &method);

} // namespace hoplens
