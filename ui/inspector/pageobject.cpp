// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/pageobject.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextDocument>

#include <algorithm>

namespace hoplens {

namespace {

enum Property {
    PictureProperty = QTextFormat::UserProperty + 1,
    FromProperty,
    ToProperty,
    InkProperty,
};

constexpr double gap = 8; // pixels after a bar
constexpr double aroundPicture = 64; // pixels of margins and card at its sides
constexpr double highest = 480; // pixels
constexpr double leastBar = 2; // pixels: what was short was there all the same

} // namespace

QTextCharFormat PageObject::formatOf(const PageBar &bar, QTextCharFormat format)
{
    format.setObjectType(type);
    format.setProperty(FromProperty, bar.from);
    format.setProperty(ToProperty, bar.to);
    format.setProperty(InkProperty, static_cast<int>(bar.ink));
    return format;
}

QTextCharFormat PageObject::formatOf(const QImage &picture)
{
    QTextCharFormat format;
    format.setObjectType(type);
    format.setProperty(PictureProperty, picture);
    return format;
}

QSizeF PageObject::intrinsicSize(QTextDocument *document, int /*position*/,
                                 const QTextFormat &format)
{
    const double room = document->pageSize().width() - 2 * document->documentMargin();
    if (!format.hasProperty(PictureProperty)) {
        constexpr double least = 40;
        constexpr double most = 160;
        constexpr int charactersBehind = 21; // "999.9 ms  receiving", on the same line
        const QFontMetricsF metrics(format.toCharFormat().font());
        const double left = room - gap - charactersBehind * metrics.horizontalAdvance(u'0');
        return {std::clamp(std::min(room * 0.3, left), least, most) + gap, metrics.ascent()};
    }
    const QSizeF natural = format.property(PictureProperty).value<QImage>().size();
    const QSizeF most(std::max(16.0, room - aroundPicture), highest);
    const bool fits = natural.width() <= most.width() && natural.height() <= most.height();
    const QSizeF size = fits ? natural : natural.scaled(most, Qt::KeepAspectRatio);
    return size.expandedTo({1, 1}) + QSizeF(2, 2); // its frame
}

void PageObject::drawObject(QPainter *painter, const QRectF &rect, QTextDocument * /*document*/,
                            int /*position*/, const QTextFormat &format)
{
    painter->save();
    if (format.hasProperty(PictureProperty)) {
        drawPicture(painter, rect, format.property(PictureProperty).value<QImage>());
    } else {
        drawBar(painter, rect, format);
    }
    painter->restore();
}

void PageObject::drawBar(QPainter *painter, const QRectF &rect, const QTextFormat &format) const
{
    constexpr double height = 8;
    const QRectF track(rect.left(), rect.center().y() - height / 2 + 1, rect.width() - gap, height);
    const double left = track.left() + track.width() * format.doubleProperty(FromProperty);
    const double right = track.left() + track.width() * format.doubleProperty(ToProperty);
    const double width = std::max(leastBar, right - left);
    const QRectF bar(std::min(left, track.right() - width), track.top(), width, height);
    painter->setPen(Qt::NoPen);
    painter->fillRect(track, m_theme.track);
    painter->fillRect(bar, inkColor(m_theme, static_cast<Ink>(format.intProperty(InkProperty))));
}

/// On squares as picture editors have them, because what is transparent may be black or white.
void PageObject::drawPicture(QPainter *painter, const QRectF &rect, const QImage &picture) const
{
    constexpr QColor light(0xff, 0xff, 0xff);
    constexpr QColor grey(0xd8, 0xd8, 0xd8);
    constexpr int square = 8;
    const QRectF inner = rect.adjusted(1, 1, -1, -1);
    painter->fillRect(rect, m_theme.cardBorder);
    painter->fillRect(inner, light);
    if (picture.hasAlphaChannel()) {
        painter->setClipRect(inner, Qt::IntersectClip);
        for (int row = 0; row * square < inner.height(); ++row) {
            for (int column = row % 2; column * square < inner.width(); column += 2) {
                painter->fillRect(QRectF(inner.left() + column * square, inner.top() + row * square,
                                         square, square),
                                  grey);
            }
        }
    }
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(inner, picture);
}

} // namespace hoplens
