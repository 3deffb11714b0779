// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QList>
#include <QString>

#include <optional>

namespace hoplens {

// What a page of the inspector says, before fonts and pixels: made by pure functions, shown by
// PageView.

struct PageLine {
    enum class Style {
        Title, ///< the page's one sentence
        Heading,
        Strong, ///< first line of a block
        Text,
        Muted,
        Code, ///< fixed pitch, wrapped with a hanging indent
    };
    Style style = Style::Text;
    QString text; ///< plain; control characters already made visible
    Ink ink = Ink::Text;
    bool struckOut = false;

    bool operator==(const PageLine &) const = default;
};

/// Lines that belong together; with a bar they stand on a card with a coloured edge.
struct PageBlock {
    std::optional<Ink> bar;
    QList<PageLine> lines;

    bool operator==(const PageBlock &) const = default;
};

using Page = QList<PageBlock>;

} // namespace hoplens
