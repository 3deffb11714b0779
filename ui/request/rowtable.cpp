// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/rowtable.h"

#include "ui/request/rowmodel.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QToolButton>

namespace hoplens {

RowTable::RowTable(RowModel *model, QWidget *parent)
    : QTableView(parent)
    , m_rows(model)
{
    model->setParent(this);
    setModel(model);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(DoubleClicked | SelectedClicked | EditKeyPressed | AnyKeyPressed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    fixSizes();

    addRowAction(tr("Remove"), QKeySequence::Delete, &RowTable::removeSelected);
    addRowAction(tr("Move Up"), Qt::ALT | Qt::SHIFT | Qt::Key_Up, &RowTable::moveUp);
    addRowAction(tr("Move Down"), Qt::ALT | Qt::SHIFT | Qt::Key_Down, &RowTable::moveDown);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void RowTable::addRowAction(const QString &text, const QKeySequence &keys, void (RowTable::*slot)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
}

void RowTable::fixSizes()
{
    const QFont mono = textFaces(QApplication::font()).mono;
    if (font() != mono) {
        setFont(mono);
    }
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setFont(QApplication::font());
}

void RowTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange) {
        fixSizes();
    }
}

QToolButton *RowTable::createRemoveButton(const QString &name, const QString &toolTip) const
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(tr("Remove"));
    button->setToolTip(toolTip);
    button->setAutoRaise(true);
    connect(button, &QToolButton::clicked, this, &RowTable::removeSelected);
    return button;
}

void RowTable::finishEditing()
{
    QWidget *editor = QApplication::focusWidget();
    if (state() == EditingState && editor != nullptr && viewport()->isAncestorOf(editor)) {
        commitData(editor);
        closeEditor(editor, QAbstractItemDelegate::NoHint);
    }
}

void RowTable::showProblem()
{
    if (const int row = m_rows->firstProblem(); row >= 0) {
        setCurrentIndex(m_rows->index(row, m_rows->problemColumn(row)));
        setFocus();
    }
}

void RowTable::removeSelected()
{
    m_rows->removeRow(currentIndex().row());
}

void RowTable::moveUp()
{
    moveSelected(-1);
}

void RowTable::moveDown()
{
    moveSelected(1);
}

void RowTable::moveSelected(int by)
{
    m_rows->move(currentIndex().row(), currentIndex().row() + by);
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && event->modifiers() == Qt::NoModifier && currentIndex().isValid()
        && state() != EditingState) {
        edit(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace hoplens
