// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/history/historymodel.h"

#include "core/history/history.h"
#include "ui/formatting.h"

#include <QDate>

#include <algorithm>

namespace hoplens {

HistoryModel::HistoryModel(QObject *parent)
    : QAbstractListModel(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &HistoryModel::arrange);
}

void HistoryModel::setHistory(const History *history)
{
    m_history = history;
    // The texts follow at once, so that they fit the entries; the rows may come a moment later, but
    // must not point to what is gone.
    connect(history, &History::reset, this, &HistoryModel::readAll);
    connect(history, &History::inserted, this, [this](int row) {
        m_searchTexts.insert(row, searchText(m_history->entries().at(row)));
        for (HistoryRow &shown : m_rows) {
            shown.entry += shown.entry >= row ? 1 : 0;
        }
        m_soon.start();
    });
    connect(history, &History::removed, this, [this](int row) {
        m_searchTexts.removeAt(row);
        arrange();
    });
    connect(history, &History::changed, this, &HistoryModel::arrange);
    readAll();
}

void HistoryModel::readAll()
{
    m_searchTexts.clear();
    m_searchTexts.reserve(m_history->entries().size());
    for (const HistoryEntry &entry : m_history->entries()) {
        m_searchTexts.append(searchText(entry));
    }
    arrange();
}

void HistoryModel::setQuestion(const QString &question)
{
    m_question = question;
    arrange();
}

void HistoryModel::arrange()
{
    if (m_history == nullptr) {
        return;
    }
    m_soon.stop();
    emit aboutToArrange();
    beginResetModel();
    m_rows = historyRows(m_history->entries(), m_searchTexts, m_question, QDate::currentDate());
    endResetModel();
    emit arranged();
}

const HistoryEntry *HistoryModel::entryAt(const QModelIndex &index) const
{
    const int entry = index.isValid() ? m_rows.at(index.row()).entry : -1;
    return entry >= 0 && entry < m_history->entries().size() ? &m_history->entries().at(entry)
                                                             : nullptr;
}

QModelIndex HistoryModel::indexOf(const QString &id) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        const HistoryEntry *entry = entryAt(index(row));
        if (entry != nullptr && entry->id == id) {
            return index(row);
        }
    }
    return {};
}

int HistoryModel::entryCount() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [](const HistoryRow &row) { return row.entry >= 0; }));
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const HistoryEntry *entry = entryAt(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return entry == nullptr ? m_rows.at(index.row()).title : historySentence(*entry);
    case Qt::ToolTipRole:
        return entry == nullptr
            ? QVariant()
            : toolTipText(historySentence(*entry) + u'\n' + visibleText(entry->headline));
    default:
        return {};
    }
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex &index) const
{
    return entryAt(index) != nullptr
        ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
        : Qt::ItemNeverHasChildren;
}

} // namespace hoplens
