// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace hoplens {

/// One command as its program would see it, without running anything.
struct ShellWords {
    QList<QByteArray> words; ///< the program's name first; UTF-8 unless escapes made other octets
    QStringList variables; ///< "$TOKEN", "%PATH%": left in the words as they stand
    QString rest; ///< from the operator that ends the command: "| jq .", "> file", "; ls"
};

/// bash: '..', "..", \, $'..' with its escapes, a backslash at a line's end, comments.
/// Errors: a quote without its end, a substitution ("$(..)", "`..`"), which would have to be run.
Result<ShellWords> splitBashCommand(const QString &text);

/// The prompt of Windows as browsers write for it: ^ escapes, also the end of a line, "..", "" and
/// \" within quotes. Errors: a quote without its end.
Result<ShellWords> splitCmdCommand(const QString &text);

/// Which of the two a command was written for, by its quotes and the ends of its lines.
bool isCmdCommand(const QString &text);

/// A word that bash reads back octet for octet, by itself harmless to look at and to paste: what
/// could control a terminal or hide is escaped. It must not contain NUL.
QString bashQuoted(const QByteArray &word);

} // namespace hoplens
