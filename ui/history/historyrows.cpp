// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/history/historyrows.h"

#include "ui/formatting.h"
#include "ui/tracewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace hoplens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::HistoryRows)
};

} // namespace

QString dayTitle(const QDate &day, const QDate &today)
{
    if (day == today) {
        return Words::tr("Today");
    }
    if (day == today.addDays(-1)) {
        return Words::tr("Yesterday");
    }
    return QLocale().toString(day, QLocale::LongFormat);
}

QList<HistoryRow> historyRows(const QList<HistoryEntry> &entries, const QStringList &searchTexts,
                              const QString &question, const QDate &today)
{
    Q_ASSERT(entries.size() == searchTexts.size());
    QList<HistoryRow> pinned;
    QList<HistoryRow> others;
    const QStringList words = searchWords(question);
    QDateTime dayStart; // local time costs too much to be asked for each of 10,000 entries
    for (int i = 0; i < entries.size(); ++i) {
        if (!matchesSearch(searchTexts.at(i), words)) {
            continue;
        }
        const HistoryEntry &entry = entries.at(i);
        if (entry.pinned) {
            if (pinned.isEmpty()) {
                pinned.append(HistoryRow{-1, Words::tr("Pinned")});
            }
            pinned.append(HistoryRow{i, {}});
            continue;
        }
        if (!dayStart.isValid() || entry.started < dayStart) {
            const QDate day = entry.started.toLocalTime().date();
            dayStart = day.startOfDay().toUTC();
            others.append(HistoryRow{-1, dayTitle(day, today)});
        }
        others.append(HistoryRow{i, {}});
    }
    return pinned + others;
}

QString timeOfDay(const HistoryEntry &entry)
{
    return QLocale().toString(entry.started.toLocalTime().time(), QLocale::ShortFormat);
}

QString historySentence(const HistoryEntry &entry)
{
    const QString sentence =
        Words::tr("%1: %2 %3, %4", "time: method URL, outcome")
            .arg(timeOfDay(entry), visibleText(entry.method), visibleText(entry.url),
                 outcomeMark(entry.outcome, entry.status).word);
    return entry.pinned ? Words::tr("%1, pinned").arg(sentence) : sentence;
}

} // namespace hoplens
