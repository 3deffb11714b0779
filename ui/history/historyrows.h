// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/historyentry.h"

namespace hoplens {

/// A row of the list: a day, or an entry under it.
struct HistoryRow {
    int entry = -1; ///< index of the entry; -1: a title
    QString title;
};

/// The entries that the question asks for: pinned ones first, then the others by day. Both lists
/// are parallel; `today` is a local date.
QList<HistoryRow> historyRows(const QList<HistoryEntry> &entries, const QStringList &searchTexts,
                              const QString &question, const QDate &today);

/// "Today", "Yesterday", or the date as it is written here.
QString dayTitle(const QDate &day, const QDate &today);

/// Everything about an entry in one line, for a screen reader and a tooltip.
QString historySentence(const HistoryEntry &entry);

/// "14:02" as it is written here, local time.
QString timeOfDay(const HistoryEntry &entry);

} // namespace hoplens
