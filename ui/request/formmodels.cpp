// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/formmodels.h"

#include "core/http/displaytext.h"

#include <QComboBox>
#include <QFileInfo>

namespace hoplens {

FormModel::FormModel()
    : RowList({{tr("Field"), tr("Value")}, tr("Add a field"), tr("Not sent.")})
{
}

/// Any octets can stand in a form.
QString FormModel::problemOf(int) const
{
    return {};
}

int FormModel::problemColumn(int) const
{
    return Name;
}

bool FormModel::isBlankAt(int row) const
{
    return at(row).name.isEmpty() && at(row).value.isEmpty();
}

QString FormModel::textAt(int row, int column) const
{
    return decodedText(column == Name ? at(row).name : at(row).value);
}

void FormModel::setTextAt(int row, int column, const QString &text)
{
    (column == Name ? at(row).name : at(row).value) = text.toUtf8();
}

PartModel::PartModel()
    : RowList(
        {{tr("Field"), tr("Kind"), tr("Text, or path of the file"), tr("File name"), tr("Type")},
         tr("Add a field"),
         tr("Not sent.")})
{
}

QStringList PartModel::kinds()
{
    return {tr("Text"), tr("File")};
}

QString PartModel::problemOf(int row) const
{
    return partProblem(at(row));
}

int PartModel::problemColumn(int row) const
{
    const PartRow &part = at(row);
    return part.name.isEmpty() ? Name : isFieldValue(part.type) ? Value : Type;
}

bool PartModel::isBlankAt(int row) const
{
    const PartRow &part = at(row);
    return part.name.isEmpty() && part.text.isEmpty() && part.file.isEmpty() && !part.isFile;
}

QString PartModel::textAt(int row, int column) const
{
    const PartRow &part = at(row);
    switch (column) {
    case Name:
        return decodedText(part.name);
    case Kind:
        return kinds().at(part.isFile ? 1 : 0);
    case Value:
        return part.isFile ? part.file : decodedText(part.text);
    case FileName:
        return decodedText(part.isFile && part.fileName.isEmpty()
                               ? QFileInfo(part.file).fileName().toUtf8()
                               : part.fileName);
    default:
        return decodedText(part.isFile && part.type.isEmpty() && !part.file.isEmpty()
                               ? typeOfFile(part.file)
                               : part.type);
    }
}

void PartModel::setTextAt(int row, int column, const QString &text)
{
    PartRow &part = at(row);
    switch (column) {
    case Name:
        part.name = text.toUtf8();
        break;
    case Kind:
        part.isFile = text == kinds().at(1);
        break;
    case Value:
        if (part.isFile) {
            part.file = text;
        } else {
            part.text = text.toUtf8();
        }
        break;
    case FileName:
        part.fileName = text.toUtf8();
        break;
    default:
        part.type = text.trimmed().toUtf8();
        break;
    }
}

QWidget *PartDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    if (index.column() != PartModel::Kind) {
        return QStyledItemDelegate::createEditor(parent, option, index);
    }
    auto *choice = new QComboBox(parent);
    choice->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    choice->addItems(PartModel::kinds());
    return choice;
}

void PartDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *choice = qobject_cast<QComboBox *>(editor)) {
        choice->setCurrentText(index.data(Qt::EditRole).toString());
    } else {
        QStyledItemDelegate::setEditorData(editor, index);
    }
}

void PartDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                const QModelIndex &index) const
{
    if (const auto *choice = qobject_cast<QComboBox *>(editor)) {
        model->setData(index, choice->currentText(), Qt::EditRole);
    } else {
        QStyledItemDelegate::setModelData(editor, model, index);
    }
}

} // namespace hoplens
