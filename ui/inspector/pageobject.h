// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspector/page.h"

#include <QObject>
#include <QTextCharFormat>
#include <QTextObjectInterface>

namespace hoplens {

/// Draws what stands in a page but is no text: bars and pictures. Both are one character to the
/// document, and none to whoever copies or hears it.
class PageObject final : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    static constexpr int type = QTextFormat::UserObject + 1;
    static constexpr QChar character = QChar::ObjectReplacementCharacter;

    using QObject::QObject;
    void setTheme(const Theme &theme) { m_theme = theme; }

    /// What is inserted; the font of a bar's format says how high its line is.
    static QTextCharFormat formatOf(const PageBar &bar, QTextCharFormat format);
    static QTextCharFormat formatOf(const QImage &picture);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
                    const QTextFormat &format) override;

private:
    void drawBar(QPainter *painter, const QRectF &rect, const QTextFormat &format) const;
    void drawPicture(QPainter *painter, const QRectF &rect, const QImage &picture) const;

    Theme m_theme;
};

} // namespace hoplens
