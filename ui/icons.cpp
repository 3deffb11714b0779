// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/icons.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace hoplens {

namespace {

/// Strokes of a symbol in a square of 12 by 12.
QPainterPath strokes(Symbol symbol)
{
    QPainterPath path;
    switch (symbol) {
    case Symbol::Check:
        path.moveTo(2, 6.5);
        path.lineTo(4.8, 9.4);
        path.lineTo(10, 2.8);
        break;
    case Symbol::Arrow:
        path.moveTo(1.5, 6);
        path.lineTo(10.5, 6);
        path.moveTo(7, 2.5);
        path.lineTo(10.5, 6);
        path.lineTo(7, 9.5);
        break;
    case Symbol::ArrowLeft:
        path.moveTo(10.5, 6);
        path.lineTo(1.5, 6);
        path.moveTo(5, 2.5);
        path.lineTo(1.5, 6);
        path.lineTo(5, 9.5);
        break;
    case Symbol::Cross:
        path.moveTo(2.5, 2.5);
        path.lineTo(9.5, 9.5);
        path.moveTo(9.5, 2.5);
        path.lineTo(2.5, 9.5);
        break;
    case Symbol::Minus:
        path.moveTo(2, 6);
        path.lineTo(10, 6);
        break;
    case Symbol::Plus:
        path.moveTo(2, 6);
        path.lineTo(10, 6);
        path.moveTo(6, 2);
        path.lineTo(6, 10);
        break;
    case Symbol::Bang:
        path.moveTo(6, 1.5);
        path.lineTo(6, 7);
        path.moveTo(6, 10.2);
        path.lineTo(6, 10.4);
        break;
    case Symbol::Stop:
        path.addRect(2.5, 2.5, 7, 7);
        break;
    case Symbol::Info:
        path.moveTo(6, 5);
        path.lineTo(6, 10.5);
        path.moveTo(6, 1.6);
        path.lineTo(6, 1.8);
        break;
    case Symbol::Copy:
        path.addRoundedRect(4.2, 4.2, 6.6, 6.6, 1.2, 1.2);
        path.moveTo(7.8, 1.4);
        path.lineTo(2.6, 1.4);
        path.quadTo(1.4, 1.4, 1.4, 2.6);
        path.lineTo(1.4, 7.8);
        break;
    case Symbol::Pause:
        path.moveTo(4, 2.5);
        path.lineTo(4, 9.5);
        path.moveTo(8, 2.5);
        path.lineTo(8, 9.5);
        break;
    case Symbol::Person:
        path.addEllipse(3.9, 1.2, 4.2, 4.2);
        path.moveTo(1.6, 10.8);
        path.cubicTo(1.6, 6.6, 10.4, 6.6, 10.4, 10.8);
        break;
    case Symbol::Down:
        path.moveTo(2.5, 4.5);
        path.lineTo(6, 8);
        path.lineTo(9.5, 4.5);
        break;
    case Symbol::Up:
        path.moveTo(2.5, 7.5);
        path.lineTo(6, 4);
        path.lineTo(9.5, 7.5);
        break;
    case Symbol::Pin:
        path.addEllipse(QPointF(6, 4), 2.6, 2.6);
        path.moveTo(6, 6.6);
        path.lineTo(6, 11);
        break;
    }
    return path;
}

} // namespace

void paintSymbol(QPainter &painter, Symbol symbol, const QRectF &box, const QColor &color)
{
    constexpr double side = 12;
    const double scale = std::min(box.width(), box.height()) / side;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center());
    painter.scale(scale, scale);
    painter.translate(-side / 2, -side / 2);
    const double stroke = symbol == Symbol::Copy ? 1.2 : 1.9;
    painter.setPen(QPen(color, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(symbol == Symbol::Stop ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawPath(strokes(symbol));
    painter.restore();
}

QPixmap symbolPicture(Symbol symbol, const QSize &size, double pixelRatio, const QColor &color)
{
    QPixmap picture(size * pixelRatio);
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintSymbol(painter, symbol, QRectF(QPointF(), QSizeF(size)).adjusted(2, 2, -2, -2), color);
    return picture;
}

} // namespace hoplens
