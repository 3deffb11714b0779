// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// What stands where a secret stood. Plain letters, so that it is valid in a URL and a field.
inline constexpr const char *redactedMark = "REDACTED";

/// The trace with every secret blotted out: Authorization, Proxy-Authorization, Cookie and
/// Set-Cookie values, userinfo, fields and query parameters with telling names ("X-Api-Key",
/// "token"), and every other place where one of those values appears again (an echoed body, a
/// Location). Idempotent.
Trace redactedTrace(const Trace &trace);

/// Single values, for display: "Bearer REDACTED", "sid=REDACTED", or the value itself.
QByteArray redactedFieldValue(const QByteArray &name, const QByteArray &value);
Url redactedUrl(Url url);
/// Authorization, Cookie and other names whose value is a secret.
bool isSecretField(const QByteArray &name);

} // namespace hoplens
