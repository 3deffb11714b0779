// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// What became of each field of the exchange's request in the next one: in wire order, each name
/// once, without a rule. What Qt's network stack does to every request is left out: it is no doing
/// of the client.
QList<HeaderChange> headerChanges(const Exchange &exchange, const Headers &next);

/// The rule of a change that no rule of the client made.
QString ruleOfNobody(FieldChange change);

} // namespace hoplens
