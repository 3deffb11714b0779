// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/headerrows.h"
#include "ui/request/rowmodel.h"
#include "ui/request/rowtable.h"

namespace hoplens {

/// Header fields by hand. Blank rows are not sent.
class HeaderModel final : public RowModel {
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };

    using RowModel::RowModel;

    const QList<HeaderRow> &rows() const { return m_rows; }
    void setRows(const QList<HeaderRow> &rows);
    /// The rows that have a name and are sent.
    Headers sentFields() const;

    int size() const override { return static_cast<int>(m_rows.size()); }
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
    QList<HeaderRow> m_rows;
};

/// Completes names, and the values that are common for a name.
class HeaderTable final : public RowTable {
    Q_OBJECT
public:
    explicit HeaderTable(QWidget *parent = nullptr);

    HeaderModel *headers() const { return m_model; }

private:
    explicit HeaderTable(HeaderModel *model, QWidget *parent);

    HeaderModel *m_model = nullptr;
};

} // namespace hoplens
