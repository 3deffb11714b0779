// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/formmodels.h"

#include "core/http/displaytext.h"

#include <QComboBox>
#include <QFileInfo>

namespace hoplens {

void FormModel::setFields(const QList<FormField> &fields)
{
    beginResetModel();
    m_fields = fields;
    endResetModel();
    emit edited();
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

int FormModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FormModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Name ? tr("Field") : tr("Value");
}

bool FormModel::isBlankAt(int row) const
{
    return m_fields.at(row).name.isEmpty() && m_fields.at(row).value.isEmpty();
}

bool FormModel::isSent(int row) const
{
    return m_fields.at(row).sent;
}

void FormModel::setSent(int row, bool sent)
{
    m_fields[row].sent = sent;
}

QString FormModel::textAt(int row, int column) const
{
    return decodedText(column == Name ? m_fields.at(row).name : m_fields.at(row).value);
}

void FormModel::setTextAt(int row, int column, const QString &text)
{
    (column == Name ? m_fields[row].name : m_fields[row].value) = text.toUtf8();
}

void FormModel::appendBlank()
{
    m_fields.append(FormField{});
}

void FormModel::removeAt(int row)
{
    m_fields.removeAt(row);
}

void FormModel::moveAt(int from, int to)
{
    m_fields.move(from, to);
}

QString FormModel::invitation() const
{
    return tr("Add a field");
}

QString FormModel::unsentHint() const
{
    return tr("Not sent.");
}

void PartModel::setParts(const QList<PartRow> &parts)
{
    beginResetModel();
    m_parts = parts;
    endResetModel();
    emit edited();
}

void PartModel::append(const PartRow &part)
{
    beginInsertRows({}, size(), size());
    m_parts.append(part);
    endInsertRows();
    emit edited();
}

QStringList PartModel::kinds()
{
    return {tr("Text"), tr("File")};
}

QString PartModel::problemOf(int row) const
{
    return partProblem(m_parts.at(row));
}

int PartModel::problemColumn(int row) const
{
    const PartRow &part = m_parts.at(row);
    return part.name.isEmpty() ? Name : isFieldValue(part.type) ? Value : Type;
}

int PartModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PartModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return tr("Field");
    case Kind:
        return tr("Kind");
    case Value:
        return tr("Text, or path of the file");
    case FileName:
        return tr("File name");
    default:
        return tr("Type");
    }
}

bool PartModel::isBlankAt(int row) const
{
    const PartRow &part = m_parts.at(row);
    return part.name.isEmpty() && part.text.isEmpty() && part.file.isEmpty() && !part.isFile;
}

bool PartModel::isSent(int row) const
{
    return m_parts.at(row).sent;
}

void PartModel::setSent(int row, bool sent)
{
    m_parts[row].sent = sent;
}

QString PartModel::textAt(int row, int column) const
{
    const PartRow &part = m_parts.at(row);
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
    PartRow &part = m_parts[row];
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

void PartModel::appendBlank()
{
    m_parts.append(PartRow{});
}

void PartModel::removeAt(int row)
{
    m_parts.removeAt(row);
}

void PartModel::moveAt(int from, int to)
{
    m_parts.move(from, to);
}

QString PartModel::invitation() const
{
    return tr("Add a field");
}

QString PartModel::unsentHint() const
{
    return tr("Not sent.");
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
