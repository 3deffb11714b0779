// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/bodydraft.h"
#include "ui/request/rowmodel.h"

#include <QStyledItemDelegate>

namespace hoplens {

/// Fields of an application/x-www-form-urlencoded body.
class FormModel final : public RowList<FormField> {
    Q_OBJECT
public:
    enum Column { Name, Value };

    FormModel();

    QString problemOf(int row) const override;
    int problemColumn(int row) const override;

protected:
    bool isBlankAt(int row) const override;
    QString textAt(int row, int column) const override;
    void setTextAt(int row, int column, const QString &text) override;
};

/// Parts of a multipart/form-data body: texts and files.
class PartModel final : public RowList<PartRow> {
    Q_OBJECT
public:
    enum Column { Name, Kind, Value, FileName, Type };

    PartModel();

    /// Words of the column Kind: text, file.
    static QStringList kinds();

    QString problemOf(int row) const override;
    int problemColumn(int row) const override;

protected:
    bool isBlankAt(int row) const override;
    QString textAt(int row, int column) const override;
    void setTextAt(int row, int column, const QString &text) override;
};

/// Offers the two kinds of a part where its kind is edited.
class PartDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;
};

} // namespace hoplens
