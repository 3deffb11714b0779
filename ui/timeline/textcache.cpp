// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/textcache.h"

#include <QTextLayout>

namespace hoplens {

namespace {

constexpr qsizetype mostTexts = 4096; // a screen shows some hundred

} // namespace

const QList<QGlyphRun> &TextCache::glyphsOf(const TextBox &box, const TextFaces &faces)
{
    if (m_faces != faces || m_glyphs.size() >= mostTexts) {
        m_faces = faces;
        m_glyphs.clear();
    }
    const int look = static_cast<int>(box.face) * 2 + (box.direction == Qt::RightToLeft ? 1 : 0);
    const Key key(look, box.text);
    const auto known = m_glyphs.constFind(key);
    if (known != m_glyphs.constEnd()) {
        return *known;
    }
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(box.direction);
    option.setWrapMode(QTextOption::NoWrap);
    QTextLayout layout(box.text, faces.of(box.face));
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid()) {
        line.setLineWidth(line.naturalTextWidth());
        line.setPosition(QPointF(0, -line.ascent()));
    }
    layout.endLayout();
    return *m_glyphs.insert(key, layout.glyphRuns());
}

} // namespace hoplens
