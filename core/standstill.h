// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/step/steps.h"
#include "core/tracer.h"

namespace hoplens {

/// What a Tracer remembers while it stands still between two hops.
struct Tracer::Standstill {
    PausedStep step;
    Follow proposed;
    CookieState cookies;
    QDateTime since; ///< UTC
    std::optional<int> deadlineLeft; ///< milliseconds
};

} // namespace hoplens
