// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/step/buttonrows.h"

#include <QAbstractButton>
#include <QEvent>
#include <QGridLayout>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int gap = 8; // pixels

} // namespace

ButtonRows::ButtonRows(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setSpacing(gap);
}

void ButtonRows::add(QAbstractButton *button)
{
    // The row may get narrower than its buttons: then it becomes two.
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_buttons.append(button);
    m_columns = 0;
}

/// Rows of equal length, each column as wide as the widest button.
void ButtonRows::arrange()
{
    const int count = static_cast<int>(m_buttons.size());
    int widest = 1;
    for (const QAbstractButton *button : m_buttons) {
        widest = std::max(widest, button->sizeHint().width());
    }
    const int fitting = std::clamp((width() + gap) / (widest + gap), 1, count);
    const int rows = (count + fitting - 1) / fitting;
    const int columns = (count + rows - 1) / rows;
    if (columns == m_columns) {
        return;
    }
    for (int column = 0; column < m_columns; ++column) {
        m_grid->setColumnStretch(column, 0);
    }
    m_columns = columns;
    for (int i = 0; i < count; ++i) {
        m_grid->addWidget(m_buttons.at(i), i / columns, i % columns);
        m_grid->setColumnStretch(i % columns, 1);
    }
    updateGeometry();
}

void ButtonRows::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_columns = 0;
        arrange();
    }
}

void ButtonRows::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ButtonRows::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    arrange();
}

} // namespace hoplens
