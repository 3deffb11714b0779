// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>

namespace hoplens {

/// Rows that are edited by hand, each with a tick in its first column that says whether it is sent,
/// and after them one blank row in which the next one is typed.
class RowModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    virtual int size() const = 0;
    /// What is wrong with a row, as one sentence; empty when it can go out as it is.
    virtual QString problemOf(int row) const = 0;
    /// The column that is wrong in a row with a problem.
    virtual int problemColumn(int row) const = 0;
    /// The first row that cannot be sent, or -1.
    int firstProblem() const;
    /// False at either end.
    bool move(int from, int to);

    int rowCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role) const final;
    bool setData(const QModelIndex &index, const QVariant &value, int role) final;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) final;

signals:
    void edited();

protected:
    // All of these take rows that are there.
    virtual bool isBlankAt(int row) const = 0;
    virtual bool isSent(int row) const = 0;
    virtual void setSent(int row, bool sent) = 0;
    virtual QString textAt(int row, int column) const = 0;
    virtual void setTextAt(int row, int column, const QString &text) = 0;
    virtual void appendBlank() = 0;
    virtual void removeAt(int row) = 0;
    virtual void moveAt(int from, int to) = 0;

    virtual QString invitation() const = 0; ///< in the blank row: "Add a header"
    virtual QString unsentHint() const = 0; ///< tooltip of a row that is not ticked

private:
    bool isBlankRow(int row) const { return row >= size() || isBlankAt(row); }
    QVariant toolTip(int row) const;
};

} // namespace hoplens
