// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/sheet.h"
#include "ui/isolation.h"

#include <algorithm>

namespace hoplens {

namespace {

int symbolSide(const Sheet &sheet)
{
    return sheet.spacing.em * 5 / 8;
}

} // namespace

Sheet::Sheet(int sheetWidth, const TextFaces &faces)
    : ruler(faces)
    , spacing(spacingFor(ruler))
    , width(sheetWidth)
{
    // The narrower, the more of it belongs to the cards: first of the columns, then of the spacing.
    const bool narrow = width < spacing.em * 30;
    spacing.scale = width < spacing.em * 22 ? 1 : spacing.scale;
    methodLane = spacing.of(narrow ? 4 : 6);
    bodyLane = methodLane + spacing.of(5);
    left = bodyLane + spacing.of(narrow ? 3 : 6);
    // On a very wide screen the eye should not have to travel from the URL to its time.
    right = std::min(width - spacing.of(narrow ? 2 : 4), left + spacing.em * 72);
    pad = spacing.of(narrow ? 3 : 4);
    copyRoom = innerRight() - innerLeft() >= spacing.em * 10 ? spacing.em + spacing.of(2) : 0;
}

Qt::LayoutDirection directionOf(Part part, const QString &whole)
{
    switch (part) {
    case Part::Number:
    case Part::Method:
    case Part::Url:
    case Part::Status:
    case Part::Location:
    case Part::Resolved:
        return Qt::LeftToRight;
    default:
        return directionOf(whole);
    }
}

int chipWidth(const Sheet &sheet, const QString &label, bool symbol)
{
    return 2 * sheet.spacing.of(2) + sheet.ruler.width(Face::Small, label)
        + (symbol ? symbolSide(sheet) + sheet.spacing.of(1) : 0);
}

RowPen::RowPen(const Sheet &sheet, int left, int right, int top)
    : m_sheet(sheet)
    , m_left(left)
    , m_right(right)
    , m_x(left)
    , m_y(top)
{
}

int RowPen::rowBottom() const
{
    return m_y + m_sheet.spacing.row;
}

void RowPen::setLeft(int left)
{
    m_left = left;
    m_x = left;
}

void RowPen::newRow(int gap)
{
    m_x = m_left;
    m_y = rowBottom() + gap;
}

TextBox RowPen::write(Part part, Face face, Ink ink, const QString &text, const QString &whole)
{
    // One baseline a row, whatever the face.
    const TextRuler &ruler = m_sheet.ruler;
    const int row = m_sheet.spacing.row;
    const int baseline = m_y + (row - ruler.height(Face::Normal)) / 2 + ruler.ascent(Face::Normal);
    const QRect rect(m_x, m_y, std::max(1, ruler.width(face, text)), row);
    m_x += rect.width();
    const QString &source = whole.isEmpty() ? text : whole;
    return {part, rect, baseline, text, source, face, ink, directionOf(part, source)};
}

TextBox RowPen::writeRight(Part part, Face face, Ink ink, const QString &text, int right) const
{
    RowPen pen = *this;
    pen.m_x = right - std::max(1, m_sheet.ruler.width(face, text));
    return pen.write(part, face, ink, text);
}

QList<TextBox> RowPen::writeWrapped(Part part, Face face, Ink ink, const QString &whole,
                                    int maxRows)
{
    QList<TextBox> boxes;
    const QStringList rows = m_sheet.ruler.wrapped(face, whole, room(), maxRows);
    const int column = m_x;
    for (const QString &row : rows) {
        if (!boxes.isEmpty()) {
            newRow(0);
            m_x = column;
        }
        boxes += write(part, face, ink, row, whole);
    }
    return boxes;
}

ChipBox RowPen::writeChip(const QString &label, Ink ink, std::optional<Symbol> symbol, int rowGap)
{
    if (!atStart() && chipWidth(m_sheet, label, symbol.has_value()) > room()) {
        newRow(rowGap);
    }
    const int frame = chipWidth(m_sheet, QString(), symbol.has_value());
    ChipBox chip;
    chip.ink = ink;
    chip.symbol = symbol;
    const int start = m_x;
    m_x += m_sheet.spacing.of(2);
    if (symbol) {
        const int side = symbolSide(m_sheet);
        chip.symbolRect = QRect(m_x, m_y + (m_sheet.spacing.row - side) / 2, side, side);
        m_x += side + m_sheet.spacing.of(1);
    }
    const QString shown = m_sheet.ruler.elided(Face::Small, label, m_right - start - frame);
    chip.label = write(Part::Chip, Face::Small, ink, shown, label);
    m_x += m_sheet.spacing.of(2);
    chip.rect = QRect(start, m_y, m_x - start, m_sheet.spacing.row);
    return chip;
}

MarkBox RowPen::writeMark(Symbol symbol, Ink ink)
{
    const int side = symbolSide(m_sheet);
    const QRect rect(m_x, m_y + (m_sheet.spacing.row - side) / 2, side, side);
    m_x += side;
    return {rect, symbol, ink};
}

} // namespace hoplens
