// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/step/breakconditions.h"

#include <optional>

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

} // namespace hoplens
