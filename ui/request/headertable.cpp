// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/headertable.h"

#include "ui/formatting.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace hoplens {

void HeaderModel::setRows(const QList<HeaderRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
    emit edited();
}

Headers HeaderModel::sentFields() const
{
    Headers fields;
    for (const HeaderRow &row : m_rows) {
        if (row.sent && !row.field.name.isEmpty()) {
            fields.append(row.field);
        }
    }
    return fields;
}

bool HeaderModel::names(QByteArrayView name) const
{
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [&](const HeaderRow &row) { return isNamed(row.field, name); });
}

int HeaderModel::firstProblem() const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (!headerProblem(m_rows.at(row)).isEmpty()) {
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

HeaderRow HeaderModel::rowAt(int row) const
{
    return row < m_rows.size() ? m_rows.at(row) : HeaderRow{};
}

QString HeaderModel::textOf(const QModelIndex &index) const
{
    const Field field = rowAt(index.row()).field;
    return decodedText(index.column() == Name ? field.name : field.value);
}

QVariant HeaderModel::toolTip(const HeaderRow &row) const
{
    if (isBlank(row)) {
        return tr("Type here to add a header.");
    }
    if (const QString problem = headerProblem(row); !problem.isEmpty()) {
        return toolTipText(problem);
    }
    return row.sent ? QVariant() : tr("Not sent, not even if the client would add it itself.");
}

QVariant HeaderModel::data(const QModelIndex &index, int role) const
{
    const HeaderRow row = rowAt(index.row());
    const bool isName = index.column() == Name;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return isBlank(row) && isName ? tr("Add a header") : visibleText(textOf(index));
    case Qt::EditRole:
        return textOf(index);
    case Qt::CheckStateRole:
        return isName && !isBlank(row) ? QVariant(row.sent ? Qt::Checked : Qt::Unchecked)
                                       : QVariant();
    case Qt::ForegroundRole:
        if (isBlank(row) || !row.sent) {
            return themeFor(QGuiApplication::palette()).mutedText;
        }
        return headerProblem(row).isEmpty() ? QVariant()
                                            : themeFor(QGuiApplication::palette()).error;
    case Qt::ToolTipRole:
        return toolTip(row);
    default:
        return {};
    }
}

bool HeaderModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const int row = index.row();
    if (role == Qt::CheckStateRole && !isBlank(rowAt(row))) {
        m_rows[row].sent = value.toInt() == Qt::Checked;
    } else if (role == Qt::EditRole && value.toString() != textOf(index)) {
        if (row >= m_rows.size()) {
            // The row that was typed into stays where it is; a new one to type in comes below.
            beginInsertRows({}, row + 1, row + 1);
            m_rows.append(HeaderRow{});
            endInsertRows();
        }
        // RFC 9110 §5.5: "A field value does not include leading or trailing whitespace."
        const QByteArray text = value.toString().trimmed().toUtf8();
        Field &field = m_rows[row].field;
        (index.column() == Name ? field.name : field.value) = text;
        field.setBy = SetBy::User;
    } else {
        return false;
    }
    emit dataChanged(this->index(row, 0), this->index(row, ColumnCount - 1));
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
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
    if (index.column() == Name && !isBlank(rowAt(index.row()))) {
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
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setFont(QApplication::font());
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
    if (isReturn && event->modifiers() == Qt::NoModifier && currentIndex().isValid()
        && state() != EditingState) {
        edit(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace hoplens
