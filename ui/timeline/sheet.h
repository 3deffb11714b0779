// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/textruler.h"
#include "ui/timeline/timelineitems.h"

namespace hoplens {

/// What all rows of a timeline share: columns, spacing, text measures.
struct Sheet {
    Sheet(int sheetWidth, const TextFaces &faces);

    TextRuler ruler;
    Spacing spacing;
    int width = 0;
    int methodLane = 0; ///< x of the lanes' middles
    int bodyLane = 0;
    int left = 0; ///< of cards
    int right = 0; ///< of cards; exclusive
    int pad = 0; ///< inside cards
    int copyRoom = 0; ///< for a copy symbol with its gap; 0 where text needs each pixel

    int innerLeft() const { return left + pad; }
    int innerRight() const { return right - pad; }
};

/// Writes text and chips from left to right, into rows of equal height.
class RowPen {
public:
    RowPen(const Sheet &sheet, int left, int right, int top);

    int x() const { return m_x; }
    int y() const { return m_y; }
    int room() const { return m_right - m_x; }
    int rowBottom() const;
    bool atStart() const { return m_x == m_left; }
    void setLeft(int left); ///< for this row and the ones that follow
    void skip(int pixels) { m_x += pixels; }
    void newRow(int gap);

    /// `text` must fit.
    TextBox write(Part part, Face face, Ink ink, const QString &text, const QString &whole = {});
    TextBox writeRight(Part part, Face face, Ink ink, const QString &text, int right) const;
    /// Writes in several rows when it has to; the pen stays after the last one.
    QList<TextBox> writeWrapped(Part part, Face face, Ink ink, const QString &whole, int maxRows);
    /// Elided to the row; begins another row when the chip does not fit here.
    ChipBox writeChip(const QString &label, Ink ink, std::optional<Symbol> symbol, int rowGap);
    MarkBox writeMark(Symbol symbol, Ink ink);

private:
    const Sheet &m_sheet;
    int m_left;
    int m_right;
    int m_x;
    int m_y;
};

/// Width a chip takes for this label.
int chipWidth(const Sheet &sheet, const QString &label, bool symbol);

} // namespace hoplens
