// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/cheatsheet.h"

namespace hoplens {

/// The cheat sheet of one client as plain text of 80 characters a line, UTF-8.
QByteArray cheatSheetText(const ClientProfile &profile);
/// The same as JSON, each cell with its reasons.
QByteArray cheatSheetJson(const ClientProfile &profile);

/// "same", "GET", "empty", "-": a cell, in at most 7 characters. `method` is the one that was
/// redirected.
QString cheatWord(const CheatResult &result, const QByteArray &method);
/// What a relation is called above a column, in at most 5 characters, and in a sentence.
QString relationWord(CheatRelation relation);
QString relationSentence(CheatRelation relation);
/// "kept", "gone", "other", "-"
QString fateWord(const FieldFate &fate);

} // namespace hoplens
