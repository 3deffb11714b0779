// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QList>
#include <QString>

namespace hoplens {

/// What an exchange spends its time with, in order.
enum class Phase { Dns, Connect, Tls, Send, Wait, Receive };

/// Milliseconds since the trace started; `end` is never before `begin`.
struct PhaseSpan {
    Phase phase = Phase::Wait;
    double begin = 0;
    double end = 0;
};

/// The phases that were seen, in order, without gaps. A moment that was not seen (a kept connection
/// has no name to look up) gives its time to the phase after it. Empty without a start.
QList<PhaseSpan> phasesOf(const Times &times);

/// "Name lookup", "TLS".
QString phaseName(Phase phase);

/// Rich text of our own words and numbers, for QToolTip: a phase a row, times aligned, their sum
/// last. Empty when nothing was seen.
QString phasesToolTip(const Times &times);

} // namespace hoplens
