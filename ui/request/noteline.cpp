// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/noteline.h"

#include "ui/formatting.h"
#include "ui/theme.h"

#include <QEvent>

namespace hoplens {

NoteLine::NoteLine(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    applyColor();
}

void NoteLine::setNote(const QString &sentence, Tone tone)
{
    if (sentence != m_note || tone != m_tone) {
        m_note = sentence;
        m_tone = tone;
        setAccessibleName(sentence);
        applyColor();
        elide();
    }
}

QSize NoteLine::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_note), fontMetrics().height()};
}

QSize NoteLine::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

void NoteLine::elide()
{
    // Never by colour alone.
    const QString mark = m_tone == Tone::Problem && !m_note.isEmpty() ? u"\u2715 "_qs : QString();
    const QString all = mark + m_note;
    const QString shown = fontMetrics().elidedText(all, Qt::ElideRight, width());
    setText(shown);
    setToolTip(shown == all ? QString() : toolTipText(m_note));
}

void NoteLine::applyColor()
{
    const Theme theme = themeFor(palette());
    QPalette colored = palette();
    const QColor color = m_tone == Tone::Problem ? theme.error : theme.mutedText;
    if (colored.color(QPalette::WindowText) != color) {
        colored.setColor(QPalette::WindowText, color);
        setPalette(colored);
    }
}

void NoteLine::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyColor();
    } else if (event->type() == QEvent::FontChange) {
        elide();
    }
}

void NoteLine::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    elide();
}

} // namespace hoplens
