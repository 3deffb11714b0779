// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/rules.h"
#include "core/step/pausedstep.h"

namespace hoplens {

/// What a decision was made of.
struct StepBasis {
    const Exchange &exchange;
    const ClientProfile &profile;
    std::span<const Hop> hopsBefore;
    const CookieState &cookies;
};

/// All that a user can be offered in place of `proposed`. Pure.
PausedStep offeredStep(const Follow &proposed, const StepBasis &basis,
                       const QList<BreakReason> &reasons);

/// What is sent, and the decision as it then stands in the trace, with the user's part in it. Field
/// and cookie rules are the client's, whatever the user chose about method and body; a request by
/// hand goes out as it is. `paused` in milliseconds. Pure.
Follow chosenFollow(const StepChoice &choice, const Follow &proposed, const StepBasis &basis,
                    double paused);

} // namespace hoplens
