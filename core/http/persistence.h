// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// Whether both sides keep the connection for another request, RFC 9112 §9.3. Says nothing about
/// whether the body's end was found.
bool keepsConnection(const Request &request, const Response &response);

/// RFC 9110 §9.2.2: "the PUT, DELETE, and safe request methods are idempotent."
bool isIdempotent(const QByteArray &method);

} // namespace hoplens
