// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// How a trace ends whose last exchange failed.
constexpr OutcomeKind outcomeOf(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Network:
        return OutcomeKind::Network;
    case FailureKind::Tls:
        return OutcomeKind::Tls;
    case FailureKind::Timeout:
        return OutcomeKind::Timeout;
    case FailureKind::Protocol:
        return OutcomeKind::Protocol;
    case FailureKind::Cancelled:
        break;
    }
    return OutcomeKind::Cancelled;
}

} // namespace hoplens
