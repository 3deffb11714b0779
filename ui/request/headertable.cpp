// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/headertable.h"

#include "core/http/displaytext.h"
#include "ui/request/headercompletion.h"

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

QString HeaderModel::problemOf(int row) const
{
    return headerProblem(m_rows.at(row));
}

int HeaderModel::problemColumn(int row) const
{
    return isToken(m_rows.at(row).field.name) ? Value : Name;
}

int HeaderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Name ? tr("Header") : tr("Value");
}

bool HeaderModel::isBlankAt(int row) const
{
    return isBlank(m_rows.at(row));
}

bool HeaderModel::isSent(int row) const
{
    return m_rows.at(row).sent;
}

void HeaderModel::setSent(int row, bool sent)
{
    m_rows[row].sent = sent;
}

QString HeaderModel::textAt(int row, int column) const
{
    const Field &field = m_rows.at(row).field;
    return decodedText(column == Name ? field.name : field.value);
}

void HeaderModel::setTextAt(int row, int column, const QString &text)
{
    Field &field = m_rows[row].field;
    // RFC 9110 §5.5: "A field value does not include leading or trailing whitespace."
    (column == Name ? field.name : field.value) = text.trimmed().toUtf8();
    field.setBy = SetBy::User;
}

void HeaderModel::appendBlank()
{
    m_rows.append(HeaderRow{});
}

void HeaderModel::removeAt(int row)
{
    m_rows.removeAt(row);
}

void HeaderModel::moveAt(int from, int to)
{
    m_rows.move(from, to);
}

QString HeaderModel::invitation() const
{
    return tr("Add a header");
}

QString HeaderModel::unsentHint() const
{
    return tr("Not sent, not even if the client would add it itself.");
}

HeaderTable::HeaderTable(QWidget *parent)
    : HeaderTable(new HeaderModel, parent)
{
}

HeaderTable::HeaderTable(HeaderModel *model, QWidget *parent)
    : RowTable(model, parent)
    , m_model(model)
{
    setAccessibleName(tr("Headers"));
    setItemDelegate(new HeaderDelegate(this));
}

} // namespace hoplens
