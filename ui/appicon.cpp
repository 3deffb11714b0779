// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/appicon.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace hoplens {

namespace {

constexpr double canvas = 64; // units of the drawing
constexpr QColor ground(0x24, 0x66, 0xd8);
constexpr QColor rail(0x9d, 0xbd, 0xf6);

QPen stroke(const QColor &color, double width)
{
    return {color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

QPixmap iconOf(int size)
{
    constexpr double railHeight = 47;
    const QPointF start(14, railHeight);
    const QPointF jumped(32, railHeight);
    const QPointF end(50, railHeight);

    QPainterPath jump(start);
    jump.cubicTo(14, 9, 50, 9, 50, 34);
    QPainterPath head(QPointF(43, 29));
    head.lineTo(50, 36);
    head.lineTo(57, 29);

    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / canvas, size / canvas);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(2, 2, 60, 60), 14, 14);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(stroke(rail, 4));
    painter.drawLine(start, end);
    painter.setPen(stroke(Qt::white, 5));
    painter.drawPath(jump);
    painter.drawPath(head);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawEllipse(start, 5.5, 5.5);
    painter.drawEllipse(end, 5.5, 5.5);
    painter.setPen(stroke(rail, 3));
    painter.setBrush(ground);
    painter.drawEllipse(jumped, 5, 5);
    return pixmap;
}

} // namespace

QIcon appIcon()
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64, 128, 256}) {
        icon.addPixmap(iconOf(size));
    }
    return icon;
}

} // namespace hoplens
