// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/rowmodel.h"

#include "core/http/displaytext.h"
#include "ui/formatting.h"
#include "ui/theme.h"

#include <QGuiApplication>

namespace hoplens {

int RowModel::firstProblem() const
{
    for (int row = 0; row < size(); ++row) {
        if (!problemOf(row).isEmpty()) {
            return row;
        }
    }
    return -1;
}

bool RowModel::move(int from, int to)
{
    if (from < 0 || to < 0 || from >= size() || to >= size() || from == to) {
        return false;
    }
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    moveAt(from, to);
    endMoveRows();
    emit edited();
    return true;
}

int RowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : size() + 1;
}

int RowModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_words.titles.size());
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole
        ? QVariant(m_words.titles.value(section))
        : QVariant();
}

QVariant RowModel::toolTip(int row) const
{
    if (isBlankRow(row)) {
        return tr("Type here to add a row.");
    }
    if (const QString problem = problemOf(row); !problem.isEmpty()) {
        return toolTipText(problem);
    }
    return isSent(row) ? QVariant() : QVariant(m_words.unsentHint);
}

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    const int row = index.row();
    const bool isBlank = isBlankRow(row);
    const QString text = row < size() ? textAt(row, index.column()) : QString();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return isBlank && index.column() == 0 ? m_words.invitation : visibleText(text);
    case Qt::EditRole:
        return text;
    case Qt::CheckStateRole:
        return index.column() == 0 && !isBlank ? QVariant(isSent(row) ? Qt::Checked : Qt::Unchecked)
                                               : QVariant();
    case Qt::ForegroundRole:
        if (isBlank || !isSent(row)) {
            return themeFor(QGuiApplication::palette()).mutedText;
        }
        return problemOf(row).isEmpty() ? QVariant() : themeFor(QGuiApplication::palette()).error;
    case Qt::ToolTipRole:
        return toolTip(row);
    default:
        return {};
    }
}

bool RowModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const int row = index.row();
    if (role == Qt::CheckStateRole && !isBlankRow(row)) {
        setSent(row, value.toInt() == Qt::Checked);
    } else if (role == Qt::EditRole && value.toString() != data(index, Qt::EditRole).toString()) {
        if (row >= size()) {
            // The row that was typed into stays where it is; a new one to type in comes below.
            beginInsertRows({}, row + 1, row + 1);
            appendBlank();
            endInsertRows();
        }
        setTextAt(row, index.column(), value.toString());
    } else {
        return false;
    }
    emit dataChanged(this->index(row, 0), this->index(row, columnCount() - 1));
    emit edited();
    return true;
}

Qt::ItemFlags RowModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
    if (index.column() == 0 && !isBlankRow(index.row())) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

bool RowModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > size()) {
        return false;
    }
    beginRemoveRows({}, row, row + count - 1);
    for (int i = 0; i < count; ++i) {
        removeAt(row);
    }
    endRemoveRows();
    emit edited();
    return true;
}

} // namespace hoplens
