// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/timeline/sheet.h"

namespace hoplens {

/// The card of one hop (0-based), its upper edge at `top`.
Card layoutCard(const Sheet &sheet, const Trace &trace, int hop, int top);

/// The decisions below a card, from `top` down.
QList<DecisionRow> layoutDecisions(const Sheet &sheet, const Hop &hop, int number, int top);

/// The last card; the trace must have an outcome other than Final.
OutcomeCard layoutOutcome(const Sheet &sheet, const Trace &trace, int top);

/// True while the last hop waits for its answer or its end.
bool isRunning(const Trace &trace, int hop);

} // namespace hoplens
