// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// A request field that lets somebody in: Authorization, Cookie, and others with telling names.
bool isCredential(const QByteArray &name);

/// A Cookie field of the client's own making, before or after: the jar knows where a cookie may go.
bool isFromJar(const HeaderChange &change, const Request &sent);

} // namespace hoplens
