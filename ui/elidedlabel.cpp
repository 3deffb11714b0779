// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/elidedlabel.h"

#include "ui/formatting.h"
#include "ui/isolation.h"

#include <QEvent>
#include <QPainter>

namespace hoplens {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent)
{
    align();
}

/// At the leading edge of the window, in which direction ever the text runs.
void ElidedLabel::align()
{
    setAlignment((layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft)
                 | Qt::AlignAbsolute | Qt::AlignVCenter);
}

void ElidedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        align();
    }
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(u'…') + margins.left() + margins.right(),
            QLabel::minimumSizeHint().height()};
}

bool ElidedLabel::isCut() const
{
    return fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    if (!isCut()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), leadingLine(layoutDirection(), directionOf(text())),
                     fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    setToolTip(isCut() ? toolTipText(text()) : QString());
}

} // namespace hoplens
