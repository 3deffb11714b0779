// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/step/breakconditions.h"

namespace hoplens {

// Words about step mode that users read. All through tr(); plain text only.

/// "You kept POST with its 18 B"; empty when the user changed nothing. No full stop.
QString userStepText(const Redirect &redirect);
/// "the client would have sent GET without a body"; empty when method and body are the client's.
QString proposalText(const Redirect &redirect);

/// "the method changes": what a condition is called where it is set and shown.
QString breakName(BreakReason reason);
/// "another origin, 302, hop 3"
QString breakNames(const BreakConditions &conditions);
/// "POST becomes GET.": why it stands still here, before `next` is sent as hop `number` (1-based).
QString breakSentence(BreakReason reason, const Hop &answered, const Request &next, int number);

} // namespace hoplens
