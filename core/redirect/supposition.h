// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/rules.h"

#include <array>
#include <optional>

namespace hoplens {

/// The redirect statuses that people compare, in their order.
inline constexpr std::array supposableStatuses{301, 302, 303, 307, 308};

/// What would have followed, had one hop been answered with another status and nothing else.
struct Supposition {
    int really = 0; ///< the status that came
    Decision decision;
    bool cookiesKnown = true; ///< false: the next request's cookies are those of no known jar
};

/// `hop` is 0-based. Absent: there is no such hop, or it has no answer. Pure: the rules of
/// `profile` decide as they do for a real answer. The trace keeps no jar, so cookies are taken
/// from the request that really followed where it went to the same URL, since nothing but the URL
/// chooses them.
std::optional<Supposition> suppose(const Trace &trace, int hop, int status,
                                   const ClientProfile &profile);

} // namespace hoplens
