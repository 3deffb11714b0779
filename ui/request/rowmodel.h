// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include <utility>

namespace hoplens {

/// Rows that are edited by hand, each with a tick in its first column that says whether it is sent,
/// and after them one blank row in which the next one is typed.
class RowModel : public QAbstractTableModel {
    Q_OBJECT
public:
    struct Words {
        QStringList titles; ///< one a column
        QString invitation; ///< in the blank row: "Add a header"
        QString unsentHint; ///< tooltip of a row that is not ticked
    };
    explicit RowModel(Words words)
        : m_words(std::move(words))
    {
    }

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
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const final;
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

private:
    bool isBlankRow(int row) const { return row >= size() || isBlankAt(row); }
    QVariant toolTip(int row) const;

    Words m_words;
};

/// What is the same for rows of any kind that can be ticked (a member `sent`).
template <typename Row> class RowList : public RowModel {
public:
    using RowModel::RowModel;

    const QList<Row> &rows() const { return m_rows; }
    void setRows(const QList<Row> &rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        emit edited();
    }
    void append(const Row &row)
    {
        beginInsertRows({}, size(), size());
        m_rows.append(row);
        endInsertRows();
        emit edited();
    }
    int size() const final { return static_cast<int>(m_rows.size()); }

protected:
    const Row &at(int row) const { return m_rows.at(row); }
    Row &at(int row) { return m_rows[row]; }

    bool isSent(int row) const final { return at(row).sent; }
    void setSent(int row, bool sent) final { at(row).sent = sent; }
    void appendBlank() final { m_rows.append(Row{}); }
    void removeAt(int row) final { m_rows.removeAt(row); }
    void moveAt(int from, int to) final { m_rows.move(from, to); }

private:
    QList<Row> m_rows;
};

} // namespace hoplens
