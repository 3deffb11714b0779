// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/timeline/sheet.h"

namespace hoplens {

/// The lanes that come into the section of `hop` from `before`, the section above; and what happens
/// on them there. Null for the first hop, which has only the dot where its body starts.
void layoutLanes(const Sheet &sheet, const Trace &trace, int hop, const Section *before,
                 Section &section);

/// The lanes that end at the outcome card.
QList<LaneSegment> lanesToOutcome(const Sheet &sheet, const Trace &trace, const Section &last,
                                  const OutcomeCard &outcome);

} // namespace hoplens
