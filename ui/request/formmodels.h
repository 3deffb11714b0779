// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/bodydraft.h"
#include "ui/request/rowmodel.h"

#include <QStyledItemDelegate>

namespace hoplens {

/// Fields of an application/x-www-form-urlencoded body.
class FormModel final : public RowModel {
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };

    using RowModel::RowModel;

    const QList<FormField> &fields() const { return m_fields; }
    void setFields(const QList<FormField> &fields);

    int size() const override { return static_cast<int>(m_fields.size()); }
    QString problemOf(int row) const override;
    int problemColumn(int row) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    bool isBlankAt(int row) const override;
    bool isSent(int row) const override;
    void setSent(int row, bool sent) override;
    QString textAt(int row, int column) const override;
    void setTextAt(int row, int column, const QString &text) override;
    void appendBlank() override;
    void removeAt(int row) override;
    void moveAt(int from, int to) override;
    QString invitation() const override;
    QString unsentHint() const override;

private:
    QList<FormField> m_fields;
};

/// Parts of a multipart/form-data body: texts and files.
class PartModel final : public RowModel {
    Q_OBJECT
public:
    enum Column { Name, Kind, Value, FileName, Type, ColumnCount };

    using RowModel::RowModel;

    const QList<PartRow> &parts() const { return m_parts; }
    void setParts(const QList<PartRow> &parts);
    void append(const PartRow &part);
    /// Words of the column Kind: text, file.
    static QStringList kinds();

    int size() const override { return static_cast<int>(m_parts.size()); }
    QString problemOf(int row) const override;
    int problemColumn(int row) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    bool isBlankAt(int row) const override;
    bool isSent(int row) const override;
    void setSent(int row, bool sent) override;
    QString textAt(int row, int column) const override;
    void setTextAt(int row, int column, const QString &text) override;
    void appendBlank() override;
    void removeAt(int row) override;
    void moveAt(int from, int to) override;
    QString invitation() const override;
    QString unsentHint() const override;

private:
    QList<PartRow> m_parts;
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
