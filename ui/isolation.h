// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <Qt>

namespace hoplens {

// A server that answers in Arabic would turn our words around: letters that run the other way take
// digits, arrows and stops beside them along. So what others wrote is put between isolates (Unicode
// TR 9, FSI and PDI), which nobody sees, and whatever reorders text by itself is spelled out.

/// That of the language Hoplens speaks, whatever the layout of its windows.
Qt::LayoutDirection wordsDirection();

/// That of the first letter which has one; left to right where none has.
Qt::LayoutDirection directionOf(const QString &text);

/// Between isolates that keep `text` together and in its own direction, wherever it stands.
QString keptTogether(const QString &text);

/// What others wrote, as visibleText, ready to stand in a sentence or beside another such text.
/// Nothing is added to a text that runs in the direction of its surroundings.
QString isolated(const QString &foreign, Qt::LayoutDirection around = wordsDirection());
QString isolated(const QByteArray &octets, Qt::LayoutDirection around = wordsDirection());

/// A finished line, already visibleText: every stretch of it that runs against `around` and is not
/// isolated yet. The last step before it is shown, because visibleText would spell isolates out.
QString inOrder(const QString &line, Qt::LayoutDirection around = wordsDirection());

/// Ours, because those of others are spelled out; not part of the text that is copied or looked
/// for.
constexpr bool isIsolate(QChar c)
{
    return c.unicode() == 0x2068 || c.unicode() == 0x2069;
}

} // namespace hoplens
