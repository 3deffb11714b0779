// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/rules.h"
#include "core/step/breakconditions.h"

namespace hoplens {

/// What the user wants to be done where a trace stands still.
struct StepChoice {
    StepKind kind = StepKind::Proposed;
    Request edited; ///< for Edited: not yet prepared; must pass checkRequest
    bool goesOn = false; ///< does not stop before the request after this one
};

/// Where a trace stands still: what was decided, and what can be sent in its place. Nothing of it
/// has been sent.
struct PausedStep {
    int hop = 0; ///< 0-based: the one that was answered last
    QList<BreakReason> reasons; ///< never empty
    Request proposed; ///< as the client would send it
    Request editable; ///< the same as a wish: without what the client makes by itself
    std::optional<Request> kept; ///< with method and body kept; absent: not another, or impossible
    std::optional<Request> get; ///< as a GET without a body; absent: not another
};

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
