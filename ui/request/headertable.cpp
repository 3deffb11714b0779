// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/headertable.h"

#include "core/http/displaytext.h"
#include "ui/request/headercompletion.h"

#include <algorithm>

namespace hoplens {

HeaderModel::HeaderModel()
    : RowList({{tr("Header"), tr("Value")},
               tr("Add a header"),
               tr("Not sent, not even if the client would add it itself.")})
{
}

Headers HeaderModel::sentFields() const
{
    Headers fields;
    for (const HeaderRow &row : rows()) {
        if (row.sent && !row.field.name.isEmpty()) {
            fields.append(row.field);
        }
    }
    return fields;
}

QString HeaderModel::problemOf(int row) const
{
    return headerProblem(at(row));
}

int HeaderModel::problemColumn(int row) const
{
    return isToken(at(row).field.name) ? Value : Name;
}

bool HeaderModel::isBlankAt(int row) const
{
    return isBlank(at(row));
}

QString HeaderModel::textAt(int row, int column) const
{
    const Field &field = at(row).field;
    return decodedText(column == Name ? field.name : field.value);
}

void HeaderModel::setTextAt(int row, int column, const QString &text)
{
    Field &field = at(row).field;
    // RFC 9110 §5.5: "A field value does not include leading or trailing whitespace."
    (column == Name ? field.name : field.value) = text.trimmed().toUtf8();
    field.setBy = SetBy::User;
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
