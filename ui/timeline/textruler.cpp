// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/textruler.h"

#include "ui/formatting.h"

#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace hoplens {

TextRuler::TextRuler(const TextFaces &faces)
    : m_faces(faces)
    , m_normal(faces.normal)
    , m_strong(faces.strong)
    , m_small(faces.small)
    , m_mono(faces.mono)
    , m_large(faces.large)
{
}

const QFontMetricsF &TextRuler::metrics(Face face) const
{
    switch (face) {
    case Face::Normal:
        return m_normal;
    case Face::Strong:
        return m_strong;
    case Face::Small:
        return m_small;
    case Face::Mono:
        return m_mono;
    case Face::Large:
        return m_large;
    }
    Q_UNREACHABLE();
}

int TextRuler::width(Face face, const QString &text) const
{
    constexpr qsizetype longestKnown = 40;
    if (text.size() > longestKnown) {
        return static_cast<int>(std::ceil(metrics(face).horizontalAdvance(text)));
    }
    auto &widths = m_widths.at(static_cast<size_t>(face));
    const auto known = widths.constFind(text);
    return known != widths.constEnd()
        ? *known
        : *widths.insert(text, static_cast<int>(std::ceil(metrics(face).horizontalAdvance(text))));
}

int TextRuler::ascent(Face face) const
{
    return static_cast<int>(std::ceil(metrics(face).ascent()));
}

int TextRuler::height(Face face) const
{
    return static_cast<int>(std::ceil(metrics(face).height()));
}

QString TextRuler::elided(Face face, const QString &text, int width) const
{
    // Shaping text that no screen can show would cost time a server decides about.
    QString head = text.left(std::max(width, 1));
    if (head.size() < text.size()) {
        head += QChar(0x2026);
    }
    // What is left may be a pixel or two wider by itself than within the whole.
    for (int room = width; room > width / 2 && this->width(face, head) > width; --room) {
        head = metrics(face).elidedText(head, Qt::ElideRight, room);
    }
    return head;
}

QString TextRuler::elidedUrl(Face face, const QString &url, int width) const
{
    return hoplens::elidedUrl(url, metrics(face), width);
}

QStringList TextRuler::wrapped(Face face, const QString &text, int width, int maxLines) const
{
    const QString bounded = text.left(static_cast<qsizetype>(std::max(width, 1)) * maxLines);
    if (this->width(face, bounded) <= width) {
        return {bounded};
    }
    QTextOption option(Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(bounded, m_faces.of(face));
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList lines;
    while (lines.size() < maxLines) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        const bool last = lines.size() == maxLines - 1;
        const QString rest = bounded.mid(line.textStart());
        // A piece by itself may be a pixel or two wider than within its paragraph.
        QString piece;
        for (int room = width; room > width / 2; --room) {
            line.setLineWidth(room);
            piece = rest.first(line.textLength()).trimmed();
            if (this->width(face, piece) <= width) {
                break;
            }
        }
        lines += last ? elided(face, rest, width) : piece;
    }
    layout.endLayout();
    return lines;
}

int onGrid(int pixels)
{
    return (pixels + 3) / 4 * 4;
}

Spacing spacingFor(const TextRuler &ruler)
{
    const int height = ruler.height(Face::Normal);
    Spacing spacing;
    spacing.scale = std::max(1.0, height / 17.0);
    spacing.em = height;
    spacing.row = onGrid(std::max(height, ruler.height(Face::Mono)) + 2);
    return spacing;
}

} // namespace hoplens
