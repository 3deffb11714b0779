// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/mirror.h"

namespace hoplens {

namespace {

void mirror(QPoint &point, int width)
{
    point.setX(width - point.x());
}

void mirror(MarkBox &mark, int width)
{
    mark.rect = mirrored(mark.rect, width);
    mark.symbol = mirrored(mark.symbol);
}

void mirror(Node &node, int width)
{
    mirror(node.center, width);
}

void mirror(CopySpot &spot, int width)
{
    spot.rect = mirrored(spot.rect, width);
}

void mirror(LaneSegment &segment, int width)
{
    segment.x = width - segment.x;
}

void mirror(Leader &leader, int width)
{
    mirror(leader.from, width);
    mirror(leader.to, width);
}

void mirror(DecisionRow &row, int width);

template <typename Item> void mirrorAll(QList<Item> &items, int width)
{
    for (Item &item : items) {
        mirror(item, width);
    }
}

void mirror(Card &card, int width)
{
    card.rect = mirrored(card.rect, width);
    mirrorAll(card.texts, width);
    mirrorAll(card.chips, width);
    mirrorAll(card.marks, width);
    mirrorAll(card.copies, width);
    card.track = mirrored(card.track, width);
    card.progress = mirrored(card.progress, width);
    mirror(card.node, width);
}

void mirror(DecisionRow &row, int width)
{
    row.rect = mirrored(row.rect, width);
    mirror(row.chip, width);
    mirrorAll(row.texts, width);
}

} // namespace

QRect mirrored(const QRect &rect, int width)
{
    return rect.isNull()
        ? rect
        : QRect(width - rect.left() - rect.width(), rect.top(), rect.width(), rect.height());
}

Symbol mirrored(Symbol symbol)
{
    return symbol == Symbol::Arrow ? Symbol::ArrowLeft : symbol;
}

void mirror(TextBox &box, int width)
{
    box.rect = mirrored(box.rect, width);
}

void mirror(ChipBox &chip, int width)
{
    chip.rect = mirrored(chip.rect, width);
    chip.symbolRect = mirrored(chip.symbolRect, width);
    if (chip.symbol) {
        chip.symbol = mirrored(*chip.symbol);
    }
    mirror(chip.label, width);
}

void mirror(Lanes &lanes, int width)
{
    mirrorAll(lanes.segments, width);
    mirrorAll(lanes.leaders, width);
}

void mirror(Section &section, int width)
{
    mirror(section.card, width);
    mirrorAll(section.decisions, width);
    mirror(section.lanes, width);
}

void mirror(OutcomeCard &card, int width)
{
    card.rect = mirrored(card.rect, width);
    mirrorAll(card.texts, width);
    mirror(card.mark, width);
    mirror(card.node, width);
    mirrorAll(card.lanes, width);
}

} // namespace hoplens
