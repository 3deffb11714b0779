// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/step/buttonrows.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hoplens {

namespace {

constexpr int gap = 8; // pixels

} // namespace

ButtonRows::ButtonRows(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(gap);
}

void ButtonRows::add(QAbstractButton *button)
{
    button->setParent(this);
    button->setMinimumWidth(1); // the row may get narrower than its buttons: then it becomes two
    m_buttons.append(button);
    m_perRow.clear();
}

/// How many buttons each row takes, from the first on.
QList<int> ButtonRows::rowsFor(int width) const
{
    QList<int> rows;
    int left = 0;
    for (const QAbstractButton *button : m_buttons) {
        const int needed = button->sizeHint().width();
        if (rows.isEmpty() || left < gap + needed) {
            rows.append(0);
            left = width + gap;
        }
        ++rows.last();
        left -= gap + needed;
    }
    return rows;
}

void ButtonRows::arrange()
{
    const QList<int> rows = rowsFor(contentsRect().width());
    if (rows == m_perRow) {
        return;
    }
    m_perRow = rows;
    while (QLayoutItem *row = m_layout->takeAt(0)) {
        delete row; // not the buttons in it: they are this widget's
    }
    auto next = m_buttons.begin();
    for (const int count : rows) {
        auto *row = new QHBoxLayout;
        row->setSpacing(gap);
        for (int i = 0; i < count; ++i) {
            row->addWidget(*next++);
        }
        row->addStretch();
        m_layout->addLayout(row);
    }
    updateGeometry();
}

/// A button got another text.
bool ButtonRows::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) {
        arrange();
    }
    return QWidget::event(event);
}

void ButtonRows::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
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
