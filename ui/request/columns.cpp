// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/columns.h"

#include <QEvent>
#include <QGridLayout>
#include <QScrollBar>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int gap = 24; // pixels between columns

} // namespace

Columns::Columns(const QList<QWidget *> &groups, QWidget *parent)
    : QScrollArea(parent)
    , m_groups(groups)
{
    auto *content = new QWidget;
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(gap);
    m_grid->setVerticalSpacing(8);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    content->installEventFilter(this);
    setWidget(content);
    // The page behind shows through.
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    arrange();
}

/// Wide enough for each group by itself, so that nothing scrolls sideways.
QSize Columns::minimumSizeHint() const
{
    int width = 0;
    for (const QWidget *group : m_groups) {
        width = std::max(width, group->minimumSizeHint().width());
    }
    return {width + verticalScrollBar()->sizeHint().width(),
            QScrollArea::minimumSizeHint().height()};
}

int Columns::columnsFor(int width) const
{
    int columns = static_cast<int>(m_groups.size());
    const auto fits = [&](int count) {
        QList<int> widths(count, 0);
        for (qsizetype i = 0; i < m_groups.size(); ++i) {
            int &column = widths[i % count];
            column = std::max(column, m_groups.at(i)->minimumSizeHint().width());
        }
        int all = (count - 1) * gap;
        for (const int column : std::as_const(widths)) {
            all += column;
        }
        return all <= width;
    };
    while (columns > 1 && !fits(columns)) {
        --columns;
    }
    return columns;
}

void Columns::arrange()
{
    const int columns = columnsFor(viewport()->width());
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    const int count = static_cast<int>(m_groups.size());
    for (int i = 0; i < count; ++i) {
        m_grid->addWidget(m_groups.at(i), i / columns, i % columns, Qt::AlignTop);
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
        m_grid->setRowStretch(i, 0);
    }
    m_grid->setRowStretch((count - 1) / columns + 1, 1);
}

void Columns::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

bool Columns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) {
        arrange(); // fonts or words have changed
        updateGeometry();
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace hoplens
