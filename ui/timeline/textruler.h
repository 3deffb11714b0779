// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QFontMetricsF>
#include <QHash>
#include <QString>
#include <QStringList>

#include <array>

namespace hoplens {

/// Measures, elides and wraps single pieces of text in whole pixels.
class TextRuler {
public:
    explicit TextRuler(const TextFaces &faces);

    /// Advance, rounded up.
    int width(Face face, const QString &text) const;
    int ascent(Face face) const;
    int height(Face face) const;
    /// Lines no wider than `width`, broken between words where that is possible and anywhere where
    /// it is not; the last of `maxLines` ends in an ellipsis if there is more.
    QStringList wrapped(Face face, const QString &text, int width, int maxLines) const;
    QString elided(Face face, const QString &text, int width) const;
    QString elidedUrl(Face face, const QString &url, int width) const;

private:
    const QFontMetricsF &metrics(Face face) const;

    mutable std::array<QHash<QString, int>, 5>
        m_widths; ///< by face; short texts come again and again
    TextFaces m_faces;
    QFontMetricsF m_normal;
    QFontMetricsF m_strong;
    QFontMetricsF m_small;
    QFontMetricsF m_mono;
    QFontMetricsF m_large;
};

/// Spacing in pixels, all on the 4-pixel grid, growing with the text.
struct Spacing {
    double scale = 1; ///< of the text; at least 1
    int row = 20; ///< height of a row of text
    int em = 16; ///< height of a line of normal text

    int of(int steps) const { return qRound(steps * scale) * 4; }
    int stroke() const { return qRound(4 * scale); } ///< width of a lane, off the grid
};
Spacing spacingFor(const TextRuler &ruler);
int onGrid(int pixels); ///< rounded up to a multiple of 4

} // namespace hoplens
