// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"
#include "core/trace/trace.h"

#include <span>

namespace hoplens {

/// Everything a rule's condition may ask about one redirect.
struct Situation {
    int status = 0;
    QByteArray method;
    bool hasBody = false;
    bool oneShotBody = false;
    bool methodChanged = false;
    bool bodyDropped = false;
    bool locationHasUserinfo = false;
    bool beenElsewhere = false;
    bool originTainted = false;
    OriginRelation fromPrevious;
    OriginRelation fromFirst;
    bool hostWrittenAlike = true; ///< Location names the host with the very bytes of the URL before
};

/// Situation before method and body are decided. `hops` are those before `exchange`.
Situation situationOf(const Exchange &exchange, std::span<const Hop> hops,
                      const QByteArray &location, const Url &target);

/// Whether the condition holds. Who set a field is asked separately: see fieldrules.
bool holds(const When &when, const Situation &situation);

/// The first rule of the list whose condition holds, or null.
template <typename Rule>
const Rule *firstThatHolds(const QList<Rule> &rules, const Situation &situation)
{
    for (const Rule &rule : rules) {
        if (holds(rule.when, situation)) {
            return &rule;
        }
    }
    return nullptr;
}

/// The request that started the chain.
const Request &firstRequest(const Exchange &exchange, std::span<const Hop> hops);

} // namespace hoplens
