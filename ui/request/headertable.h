// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/headerrows.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace hoplens {

/// The rows, and after them one blank row in which the next header is typed. Blank rows are not
/// sent.
class HeaderModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    const QList<HeaderRow> &rows() const { return m_rows; }
    void setRows(const QList<HeaderRow> &rows);
    /// The rows that have a name and are sent.
    Headers sentFields() const;
    /// Whether any row has this name, sent or not.
    bool names(QByteArrayView name) const;
    /// The first row that cannot be sent, or -1.
    int firstProblem() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;

signals:
    void edited();

private:
    HeaderRow rowAt(int row) const;
    QString textOf(const QModelIndex &index) const;
    QVariant toolTip(const HeaderRow &row) const;

    QList<HeaderRow> m_rows;
};

/// Header fields by hand. Space ticks, Return or typing edits, Delete removes.
class HeaderTable final : public QTableView {
    Q_OBJECT
public:
    explicit HeaderTable(QWidget *parent = nullptr);

    HeaderModel *headers() const { return m_model; }
    /// Takes over what is being typed in a cell right now.
    void finishEditing();
    void showProblem();

public slots:
    void removeSelected();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    HeaderModel *m_model = nullptr;
};

} // namespace hoplens
