// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/situation.h"

#include <span>

namespace hoplens {

/// The user's fields of the next request, and the rule behind each.
struct FieldOutcome {
    Headers fields; ///< without the client's own, which prepareRequest makes anew

    /// Null: no rule names the field.
    const RuleText *ruleFor(const QByteArray &name) const;
    /// The last one that is set for a name counts.
    void setRule(const QByteArray &name, const RuleText &rule);

private:
    struct Named {
        QByteArray name;
        const RuleText *rule = nullptr;
    };
    QList<Named> m_rules;
};

/// Applies the profile's field rules to the previous request's fields, in their order; fields of
/// the first request that a rule lets come back, and fields the client adds, follow at the end.
/// `previous`: the fields of the exchange's request, but with the user's Cookie field.
FieldOutcome nextFields(const Exchange &exchange, const Headers &previous,
                        std::span<const Hop> hops, const Url &target, const Situation &situation,
                        const ClientProfile &profile);

} // namespace hoplens
