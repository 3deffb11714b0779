// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"

#include <optional>

namespace hoplens {

/// What an exchange waits for.
enum class Waiting {
    Connection, ///< TLS included
    FirstByte, ///< the request is sent
    More, ///< to send or to read
};

/// The deadline that has passed at `now`, if any; it names itself. `lastActivity` and `now` in
/// milliseconds, as Times.
std::optional<Failure> missedDeadline(const SendOptions &options, const Times &times,
                                      Waiting waiting, double lastActivity, double now);

} // namespace hoplens
