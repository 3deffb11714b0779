// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/timeline/sheet.h"

namespace hoplens {

/// The lanes that come to the card of `hop` from `before`, the section above; and what happens on
/// them there. Null for the first hop, which has only the dot where its body starts.
Lanes lanesToHop(const Sheet &sheet, const Trace &trace, int hop, const Section *before,
                 const Card &card);

/// The lanes through the decisions below the last card while the next request is not sent: where
/// they will lead. None when nothing follows.
Lanes lanesAhead(const Sheet &sheet, const Trace &trace, const Section &last);

/// The lanes that end at the outcome card.
QList<LaneSegment> lanesToOutcome(const Sheet &sheet, const Trace &trace, const Section &last,
                                  const OutcomeCard &outcome);

} // namespace hoplens
