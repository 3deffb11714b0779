// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

// Words about what Qt's network stack hides and does, the same wherever they are read.

/// What it hides, as part of a list: "trailers".
QString unseenText(Unseen unseen);

/// Everything that could not be seen of an exchange, or of a whole trace, in one sentence. Empty
/// when nothing is listed.
QString unseenSentence(const QList<Unseen> &list);

/// What it did by itself, a sentence each.
QStringList qtStackSentences(const Exchange &exchange);

} // namespace hoplens
