// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/headertable.h"

#include "ui/formatting.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace hoplens {

namespace {

bool isBlank(const HeaderRow &row)
{
    return row.field.name.isEmpty() && row.field.value.isEmpty();
}

} // namespace

QString HeaderModel::problemOf(const HeaderRow &row)
{
    if (isBlank(row)) {
        return {};
    }
    const QString name = visibleText(row.field.name);
    if (name.isEmpty()) {
        return tr("A header needs a name in front of its value: type one, or delete the row.");
    }
    if (!isToken(row.field.name)) {
        return tr("\u201c%1\u201d cannot be a header name: use letters, digits and hyphens, "
                          "without spaces or a colon.")
            .arg(name);
    }
    if (!isFieldValue(row.field.value)) {
        return tr("The value of %1 contains a line break, which would end the header: "
                          "remove it.")
            .arg(name);
    }
    return {};
}

void HeaderModel::setRows(const QList<HeaderRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
    emit edited();
}

int HeaderModel::firstProblem() const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (!problemOf(m_rows.at(row)).isEmpty()) {
            return row;
        }
    }
    return -1;
}

int HeaderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size()) + 1;
}

int HeaderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderModel::textOf(const QModelIndex &index, bool forEditing) const
{
    if (index.row() >= m_rows.size()) {
        const bool invites = !forEditing && index.column() == Name;
        return invites ? tr("Add a header") : QString();
    }
    const Field &field = m_rows.at(index.row()).field;
    const QString text = displayText(index.column() == Name ? field.name : field.value);
    return forEditing ? text : visibleText(text);
}

QVariant HeaderModel::data(const QModelIndex &index, int role) const
{
    const bool isEntry = index.row() >= m_rows.size();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(index, false);
    case Qt::EditRole:
        return textOf(index, true);
    case Qt::CheckStateRole:
        if (index.column() != Name || isEntry) {
            return {};
        }
        return m_rows.at(index.row()).sent ? Qt::Checked : Qt::Unchecked;
    case Qt::ForegroundRole:
        if (isEntry || !m_rows.at(index.row()).sent) {
            return themeFor(QGuiApplication::palette()).mutedText;
        }
        return problemOf(m_rows.at(index.row())).isEmpty()
            ? QVariant()
            : themeFor(QGuiApplication::palette()).error;
    case Qt::ToolTipRole:
        if (isEntry) {
            return tr("Type here to add a header.");
        }
        if (const QString problem = problemOf(m_rows.at(index.row())); !problem.isEmpty()) {
            return problem;
        }
        return m_rows.at(index.row()).sent
            ? QVariant()
            : tr("Not sent, not even if the client would add it itself.");
    case Qt::AccessibleTextRole:
        return isEntry ? tr("New header, %1").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString())
                       : textOf(index, false);
    default:
        return {};
    }
}

bool HeaderModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const bool isEntry = index.row() >= m_rows.size();
    if (role == Qt::CheckStateRole && !isEntry) {
        m_rows[index.row()].sent = value.toInt() == Qt::Checked;
    } else if (role == Qt::EditRole) {
        // RFC 9110 §5.5: a field value does not include leading or trailing whitespace.
        const QByteArray text = value.toString().trimmed().toUtf8();
        if (value == textOf(index, true) || (isEntry && text.isEmpty())) {
            return false;
        }
        if (isEntry) {
            const int row = static_cast<int>(m_rows.size());
            beginInsertRows({}, row, row);
            m_rows.append(HeaderRow {});
            endInsertRows();
        }
        Field &field = m_rows[index.row()].field;
        (index.column() == Name ? field.name : field.value) = text;
        field.setBy = SetBy::User;
    } else {
        return false;
    }
    emit dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    emit edited();
    return true;
}

QVariant HeaderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Name ? tr("Header") : tr("Value");
}

Qt::ItemFlags HeaderModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
    if (index.column() == Name && index.row() < m_rows.size()) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

bool HeaderModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > m_rows.size()) {
        return false;
    }
    beginRemoveRows({}, row, row + count - 1);
    m_rows.remove(row, count);
    endRemoveRows();
    emit edited();
    return true;
}

HeaderTable::HeaderTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new HeaderModel(this))
{
    setModel(m_model);
    setFont(textFaces(font()).mono);
    setAccessibleName(tr("Headers"));
    setTabKeyNavigation(false); // Tab leaves the table; arrows walk inside
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

    auto *remove = new QAction(tr("Remove Header"), this);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, this, &HeaderTable::removeSelected);
    addAction(remove);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void HeaderTable::finishEditing()
{
    QWidget *editor = QApplication::focusWidget();
    if (state() == EditingState && editor != nullptr && viewport()->isAncestorOf(editor)) {
        commitData(editor);
        closeEditor(editor, QAbstractItemDelegate::NoHint);
    }
}

void HeaderTable::showProblem()
{
    const int row = m_model->firstProblem();
    if (row < 0) {
        return;
    }
    const bool nameIsFine = isToken(m_model->rows().at(row).field.name);
    setCurrentIndex(m_model->index(row, nameIsFine ? HeaderModel::Value : HeaderModel::Name));
    setFocus();
}

void HeaderTable::removeSelected()
{
    m_model->removeRow(currentIndex().row());
}

void HeaderTable::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        edit(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace hoplens
