// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/requestcookies.h"

#include <span>
#include <variant>

namespace hoplens {

/// The client goes on: the complete next request, and every change to it with its reason.
struct Follow {
    Request next; ///< prepared, ready to be sent
    Redirect redirect;
    RequestCookies cookies; ///< those of `next`
    std::optional<SoftRedirect> soft; ///< what is followed, when it is no redirect status
};

/// The client goes no further.
struct Stop {
    OutcomeKind kind = OutcomeKind::Final;
    std::optional<Redirect> redirect; ///< absent when the response is no redirect
    std::optional<SoftRedirect> soft; ///< not followed
};

using Decision = std::variant<Follow, Stop>;

/// What the client does with this response. Pure. `hopsSoFar` are the hops before `exchange`.
/// The next request derives from the exchange's own request: what was dropped stays dropped.
/// `byUser` decides about method and body in place of the profile's rules, whatever its condition;
/// then no loop is looked for, either: the user has seen where it goes.
Decision decideRedirect(const Exchange &exchange, const ClientProfile &profile,
                        std::span<const Hop> hopsSoFar, const CookieState &cookies = {},
                        const MethodRule *byUser = nullptr);

/// The same exchange, had the server answered with another redirect status.
Exchange withStatus(Exchange exchange, int status);

} // namespace hoplens
