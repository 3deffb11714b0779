// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/timelineitems.h"

#include <QGlyphRun>
#include <QHash>

#include <utility>

namespace hoplens {

/// Texts whose glyphs have been chosen and placed, which is most of what painting a text costs.
/// Scrolling shows the same ones again and again. For screens: a picture keeps its text as text.
class TextCache {
public:
    /// Glyphs around an origin on the baseline. Everything that was known goes when the faces are
    /// others.
    const QList<QGlyphRun> &glyphsOf(const TextBox &box, const TextFaces &faces);

private:
    using Key = std::pair<int, QString>; ///< face and direction; the text

    TextFaces m_faces;
    QHash<Key, QList<QGlyphRun>> m_glyphs;
};

} // namespace hoplens
