// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// What the history shows of a kept trace without opening its file. No secrets.
struct HistoryEntry {
    QString id; ///< see historyId(); the file is named after it
    QDateTime started; ///< UTC
    QByteArray method;
    QByteArray url; ///< of the first request; cut off after historyUrlLimit
    QString client; ///< its name
    QString headline;
    OutcomeKind outcome = OutcomeKind::Final;
    int status = 0; ///< of the last answer; 0: there was none
    int hops = 0;
    bool pinned = false;

    bool operator==(const HistoryEntry &) const = default;
};

inline constexpr qsizetype historyUrlLimit = 8192; // octets

/// "20261128T133012123-8f3a2c01": names sort by the time when the trace was kept, and nothing that
/// a server sends is in them.
QString historyId(const QDateTime &kept, quint32 random);
bool isHistoryId(const QString &text);
/// The time in it, UTC; invalid for anything else.
QDateTime timeOfHistoryId(const QString &id);

/// Of a redacted trace.
HistoryEntry historyEntryOf(const QString &id, const Trace &redacted);

/// One line of the index, without a line break; pins stand elsewhere.
QByteArray historyEntryToLine(const HistoryEntry &entry);
/// Errors: InvalidInput, for a line that was not written whole or by somebody else.
Result<HistoryEntry> historyEntryFromLine(const QByteArray &line);

/// Newest first; among those of one moment the one that was kept last.
bool isNewer(const HistoryEntry &a, const HistoryEntry &b);

/// Everything of an entry that is searched, in lower case.
QString searchText(const HistoryEntry &entry);
/// The words of a question, in lower case.
QStringList searchWords(const QString &question);
/// Whether each of the words stands somewhere in it, in any order.
bool matchesSearch(const QString &searchText, const QStringList &words);

/// Addresses for completion, each once, in the order of the entries.
QStringList knownAddresses(const QList<HistoryEntry> &entries);

/// A trace file of the history, as its folder lists it.
struct HistoryFile {
    QString id;
    bool pinned = false;
    qint64 size = 0; ///< octets
};

struct HistoryBounds {
    int count = 10'000;
    qint64 octets = qint64(256) << 20;
};
/// The ids that go so that the others keep to the bounds: oldest first. Pinned ones stay and do not
/// count, and the newest one stays in any case.
QStringList historySurplus(QList<HistoryFile> files, const HistoryBounds &bounds);

/// What a folder and its index say together.
struct HistoryListing {
    QList<HistoryEntry> entries; ///< newest first
    QStringList unknown; ///< files without a line in the index, newest first
    int stale = 0; ///< lines of the index without a file
};
/// The files are the truth; the index only spares reading them.
HistoryListing historyListing(const QList<HistoryFile> &files, const QList<HistoryEntry> &index);

} // namespace hoplens
