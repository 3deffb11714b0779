// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/history/historyrows.h"

#include <QAbstractListModel>
#include <QTimer>

namespace hoplens {

class History;

/// The history as a list of days and entries, those that are searched for.
class HistoryModel final : public QAbstractListModel {
    Q_OBJECT
public:
    explicit HistoryModel(QObject *parent = nullptr);

    void setHistory(const History *history);
    void setQuestion(const QString &question);
    /// Null for a day.
    const HistoryEntry *entryAt(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &id) const;
    int entryCount() const; ///< of those that are searched for

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    /// Before and after the rows become others; what is selected is to be found again by its id.
    void aboutToArrange();
    void arranged();

private:
    void readAll();
    void arrange();

    const History *m_history = nullptr;
    QStringList m_searchTexts; ///< one for each entry
    QString m_question;
    QList<HistoryRow> m_rows;
    QTimer m_soon; ///< a folder that is read anew changes many at once
};

} // namespace hoplens
