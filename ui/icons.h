// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QPixmap>
#include <QRectF>

class QPainter;

namespace hoplens {

/// Small shapes drawn as paths: a font may lack the glyph, and shapes must not depend on it.
enum class Symbol {
    Check, ///< kept
    Arrow, ///< became
    ArrowLeft, ///< the same where text runs from the right
    Cross, ///< dropped, failed
    Minus, ///< removed
    Plus, ///< added
    Bang, ///< warning
    Stop, ///< goes no further
    Info,
    Copy,
    Person, ///< the user's doing
    Pause,
    Pin,
    Down, ///< opens below
    Up, ///< closes again
};

/// Draws the symbol centred in the largest square that fits into `box`, in logical pixels.
void paintSymbol(QPainter &painter, Symbol symbol, const QRectF &box, const QColor &color);

/// A transparent picture of `size` logical pixels, for icons; 2 pixels are left free around.
QPixmap symbolPicture(Symbol symbol, const QSize &size, double pixelRatio, const QColor &color);

} // namespace hoplens
