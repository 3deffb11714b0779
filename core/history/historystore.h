// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/historyentry.h"

namespace hoplens {

/// Kept traces in a folder that only the user can read: one trace file for each, named by its id,
/// and an index beside them that spares reading the files.
///
/// Several programs may use one folder at once, and each may die at any moment. Nothing is locked:
/// a trace file is complete before it has its name and never changes after, a pin is part of the
/// name, and the index only repeats what the files say. A line that is missing there, or was torn,
/// costs the reading of one file.
///
/// Blocks; belongs to one thread.
class HistoryStore {
public:
    explicit HistoryStore(const QString &folder, const HistoryBounds &bounds = {});

    /// Makes the folder where it is missing. Surplus traces and remains go. Errors: Unwritable,
    /// Unreadable.
    Result<HistoryListing> load();
    /// The entry of a file that the index does not know; it will know it from now on. Errors: those
    /// of loadTraceFile.
    Result<HistoryEntry> index(const QString &id);

    struct Added {
        HistoryEntry entry;
        QStringList surplus; ///< ids of traces that had to go for it
    };
    /// Keeps a trace, redacted. It is on the disk when this returns. Errors: Unwritable.
    Result<Added> add(const QString &id, const Trace &trace);

    /// The file of a kept trace; empty when it is gone.
    QString pathOf(const QString &id) const;
    /// Errors: Unwritable, also when it is gone.
    Result<void> setPinned(const QString &id, bool pinned);
    /// Takes it out of the history; until discard() it can be put back.
    Result<void> remove(const QString &id);
    Result<void> putBack(const QString &id);
    void discard(const QString &id);
    enum class Pinned { Keep, Remove };
    /// Deletes for good. Errors: Unwritable, when some could not be deleted.
    Result<void> clear(Pinned pinned);

private:
    struct Listed {
        QList<HistoryFile> files;
        QStringList removed; ///< ids that can be put back
    };
    QString fileOf(const QString &id, const char *ending) const;
    Result<void> prepareFolder() const;
    Listed listFiles() const;
    QList<HistoryEntry> readIndex() const;
    void appendToIndex(const HistoryEntry &entry) const;
    void rewriteIndex(const QList<HistoryEntry> &entries) const;
    QStringList trim();

    QString m_folder;
    HistoryBounds m_bounds;
    int m_count = 0; ///< as far as this program knows
    qint64 m_octets = 0;
};

} // namespace hoplens
