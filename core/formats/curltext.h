// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/trace/trace.h"

namespace hoplens {

/// The request as a curl command for bash. A prepared one is sent by it octet for octet, only Host
/// goes first and is spelled so; of one that is a wish, curl makes its own fields. Errors: a field
/// that is none, a body with a NUL, longer than an argument may be, or not known whole.
Result<QString> curlCommandOf(const Request &request);

/// One command a hop, in order, as a script; a comment in place of one that cannot be written.
/// Redact the trace before, if secrets must not show.
QString curlScript(const Trace &trace);

} // namespace hoplens
