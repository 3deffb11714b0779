// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/secretfield.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace hoplens {

EyeButton::EyeButton(QWidget *parent)
    : QToolButton(parent)
{
    setCheckable(true);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
}

void EyeButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double size = std::min(width(), height()) * 0.6;
    painter.translate(QRectF(rect()).center());
    painter.scale(size / 16, size / 16); // drawn on 16 by 16
    painter.setPen(QPen(palette().color(QPalette::ButtonText), 1.4, Qt::SolidLine, Qt::RoundCap));
    QPainterPath lids(QPointF(-7, 0));
    lids.quadTo(0, -9, 7, 0);
    lids.quadTo(0, 9, -7, 0);
    painter.drawPath(lids);
    painter.setBrush(palette().color(QPalette::ButtonText));
    painter.drawEllipse(QPointF(0, 0), 1.8, 1.8);
    if (!isChecked()) {
        painter.drawLine(QPointF(-6, 6), QPointF(6, -6));
    }
}

SecretField::SecretField(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit)
    , m_eye(new EyeButton)
{
    m_line->setObjectName(name);
    m_line->setAccessibleName(title);
    m_line->setEchoMode(QLineEdit::Password);
    m_eye->setObjectName(name + u"Eye"_qs);
    m_eye->setAccessibleName(tr("Show: %1").arg(title));
    m_eye->setToolTip(tr("Shows what is typed here"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_eye);
    setFocusProxy(m_line);
    connect(m_eye, &QToolButton::toggled, this, [this](bool shown) {
        m_line->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        emit shownChanged();
    });
}

} // namespace hoplens
