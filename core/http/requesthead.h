// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// Request line, field lines and the empty line, byte for byte as they go out. Nothing is added.
QByteArray requestHead(const Request &request);

/// False when the request line or a field would break out of its line. checkRequest says why to the
/// user; this only keeps such a request from a socket.
bool isSendable(const Request &request);

} // namespace hoplens
