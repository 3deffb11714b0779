// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QImage>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace hoplens {

// What a page of the inspector says, before fonts and pixels: made by pure functions, shown by
// PageView.

/// A stretch of a whole, drawn before the line's text; from and to are shares of it, 0 to 1.
struct PageBar {
    double from = 0;
    double to = 0;
    Ink ink = Ink::Muted;

    bool operator==(const PageBar &) const = default;
};

struct PageLine {
    enum class Style {
        Title, ///< the page's one sentence
        Heading,
        Strong, ///< first line of a block
        Text,
        Muted,
        Code, ///< fixed pitch, wrapped with a hanging indent, or not wrapped at all
    };
    Style style = Style::Text;
    QString text; ///< plain; control characters already made visible
    Ink ink = Ink::Text;
    bool struckOut = false; ///< after its first two characters, which are the sign
    std::optional<PageBar> bar = std::nullopt;
    QImage picture = {}; ///< shown above the text, which says what it is
    /// Characters of a label, whose value is broken anywhere and, in Code, goes on below itself.
    qsizetype label = 0;

    bool operator==(const PageLine &) const = default;
};

/// Lines that belong together; with a bar they stand on a card with a coloured edge.
struct PageBlock {
    std::optional<Ink> bar;
    QList<PageLine> lines;

    bool operator==(const PageBlock &) const = default;
};

using Page = QList<PageBlock>;

/// Characters that only steer how a line is laid out: isolates, and the ones that keep a line from
/// being broken. Those of a server are spelled out, so these are ours.
bool isLayoutMark(QChar c);
inline constexpr QChar wordJoiner = u'\u2060'; ///< no line is broken beside it

/// As it is copied: a line each, an empty line between blocks, and the spaces that align columns
/// as ordinary ones, without layout marks.
QString plainText(const PageBlock &block);
QString plainText(const Page &page);
QString plainText(QString line);

/// "label  value", the labels in one column of fixed pitch.
QList<PageLine> tableLines(const QList<std::pair<QString, QString>> &rows);

} // namespace hoplens
