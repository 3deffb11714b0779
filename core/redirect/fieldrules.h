// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/situation.h"

#include <QHash>

#include <span>

namespace hoplens {

/// The user's fields of the next request, and the rule behind each.
struct FieldOutcome {
    Headers fields; ///< without the client's own, which prepareRequest makes anew
    QHash<QByteArray, const RuleText *> ruleFor; ///< by lower-case name; absent: no rule names it
};

/// Applies the profile's field rules to the previous request's fields, in their order; fields of
/// the first request that a rule lets come back, and fields the client adds, follow at the end.
FieldOutcome nextFields(const Exchange &exchange, std::span<const Hop> hops, const Url &target,
                        const Situation &situation, const ClientProfile &profile);

} // namespace hoplens
