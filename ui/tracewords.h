// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/icons.h"
#include "ui/theme.h"

namespace hoplens {

/// How a trace ended, for a row or a tab: a shape, its colour and a word that say the same.
struct OutcomeMark {
    Symbol symbol = Symbol::Check;
    Ink ink = Ink::Muted;
    QString word; ///< "200", "loop", "no answer"
};
/// `status` is that of the last answer; 0: there was none.
OutcomeMark outcomeMark(OutcomeKind kind, int status);

/// Status of the last answer; 0: there was none.
int lastStatus(const Trace &trace);

/// What tells one address from the next in a narrow place: the path with its query, or the host
/// where the path is "/".
QString shortAddress(const QByteArray &url);

} // namespace hoplens
