// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/history/historydelegate.h"

#include "ui/formatting.h"
#include "ui/history/historymodel.h"
#include "ui/isolation.h"
#include "ui/tracewords.h"

#include <QMouseEvent>
#include <QPainter>

namespace hoplens {

namespace {

// Pixels, on the grid.
constexpr int margin = 12;
constexpr int gap = 8;
constexpr int above = 4;

const HistoryModel *modelOf(const QModelIndex &index)
{
    return static_cast<const HistoryModel *>(index.model());
}

struct Lines {
    QRect first;
    QRect second;
};

Lines linesOf(const QRect &row, const TextFaces &faces)
{
    const int normal = QFontMetrics(faces.normal).height();
    const int small = QFontMetrics(faces.small).height();
    return {QRect(row.left(), row.top() + above, row.width(), normal),
            QRect(row.left(), row.top() + above + normal, row.width(), small)};
}

/// Draws at the leading edge of what is left of `room`, and takes that away from it. Words have
/// the direction of their language; methods, addresses and hosts run from the left everywhere.
void drawLeading(QPainter *painter, const QStyleOptionViewItem &option, QRect *room,
                 const QString &text, Qt::LayoutDirection direction = Qt::LeftToRight)
{
    const int width = std::min(room->width(), painter->fontMetrics().horizontalAdvance(text) + gap);
    const QRect place = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                            QSize(width, room->height()), *room);
    painter->drawText(place, leadingLine(option.direction, direction), text);
    if (option.direction == Qt::RightToLeft) {
        room->setRight(place.left() - 1);
    } else {
        room->setLeft(place.right() + 1);
    }
}

} // namespace

QRect HistoryDelegate::pinRect(const QStyleOptionViewItem &option)
{
    const int side = QFontMetrics(option.font).height();
    const QRect inner = option.rect.adjusted(margin, 0, -gap, 0);
    return QStyle::alignedRect(option.direction, Qt::AlignRight | Qt::AlignVCenter,
                               QSize(side, side), inner);
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const TextFaces faces = textFaces(option.font);
    const int normal = QFontMetrics(faces.normal).height();
    const int small = QFontMetrics(faces.small).height();
    const bool isDay = modelOf(index)->entryAt(index) == nullptr;
    return {1, isDay ? small + 4 * above : normal + small + 2 * above};
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const HistoryEntry *entry = modelOf(index)->entryAt(index);
    const TextFaces faces = textFaces(option.font);
    const Theme theme = themeFor(option.palette);
    painter->save();
    if (entry == nullptr) {
        painter->setFont(faces.small);
        painter->setPen(theme.mutedText);
        const QString day = index.data().toString();
        const int height = painter->fontMetrics().height();
        painter->drawText(QRect(option.rect.left() + margin, option.rect.bottom() - above - height,
                                option.rect.width() - 2 * margin, height),
                          leadingLine(option.direction, directionOf(day)), day);
        painter->restore();
        return;
    }
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    if (isSelected || isHovered) {
        painter->fillRect(option.rect,
                          mixed(theme.background, theme.accent, isSelected ? 0.2 : 0.08));
    }
    const QRect pin = pinRect(option);
    if (entry->pinned || isSelected || isHovered) {
        paintSymbol(*painter, Symbol::Pin, pin, entry->pinned ? theme.accent : theme.mutedText);
    }
    QRect inner = option.rect.adjusted(margin, 0, -margin, 0);
    if (option.direction == Qt::RightToLeft) {
        inner.setLeft(pin.right() + gap);
    } else {
        inner.setRight(pin.left() - gap);
    }
    const Lines lines = linesOf(inner, faces);

    QRect room = lines.first;
    painter->setPen(theme.text);
    painter->setFont(faces.strong);
    drawLeading(painter, option, &room, visibleText(entry->method.left(20)));
    painter->setFont(faces.normal);
    const QString address = shortAddress(entry->url);
    painter->drawText(room, leadingLine(option.direction, Qt::LeftToRight),
                      painter->fontMetrics().elidedText(address, Qt::ElideMiddle, room.width()));

    const OutcomeMark mark = outcomeMark(entry->outcome, entry->status);
    room = lines.second;
    painter->setFont(faces.small);
    painter->setPen(theme.mutedText);
    const QString time = timeOfDay(*entry);
    drawLeading(painter, option, &room, time, directionOf(time));
    const QRect symbol = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                             QSize(room.height(), room.height()), room)
                             .adjusted(2, 2, -2, -2);
    paintSymbol(*painter, mark.symbol, symbol, inkColor(theme, mark.ink));
    if (option.direction == Qt::RightToLeft) {
        room.setRight(symbol.left() - 4);
    } else {
        room.setLeft(symbol.right() + 4);
    }
    painter->setPen(inkColor(theme, mark.ink));
    drawLeading(painter, option, &room, mark.word, directionOf(mark.word));
    painter->setPen(theme.mutedText);
    const Result<Url> url = parseUrl(entry->url);
    const QString host = url ? visibleText(hostField(*url)) : QString();
    painter->drawText(room, leadingLine(option.direction, Qt::LeftToRight),
                      painter->fontMetrics().elidedText(host, Qt::ElideLeft, room.width()));

    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

bool HistoryDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                  const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isClick = event->type() == QEvent::MouseButtonRelease;
    const auto *mouse = isClick ? static_cast<QMouseEvent *>(event) : nullptr;
    if (mouse != nullptr && mouse->button() == Qt::LeftButton
        && modelOf(index)->entryAt(index) != nullptr && pinRect(option).contains(mouse->pos())) {
        emit pinClicked(index);
        return true;
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace hoplens
