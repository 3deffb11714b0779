// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/historystore.h"

#include <QObject>
#include <QSet>

namespace hoplens {

class OrderedWorker;

/// The kept traces for a window: a list that is always at hand, and a store that reads and writes
/// in the worker's thread. Whatever fails there is said in a sentence.
class History final : public QObject {
    Q_OBJECT
public:
    /// The worker must live longer.
    History(const QString &folder, OrderedWorker *worker, const HistoryBounds &bounds = {},
            QObject *parent = nullptr);
    /// Waits for what is being written.
    ~History() override;

    /// Reads the folder, also once more; reset() follows.
    void load();
    bool isLoaded() const { return m_isLoaded; }
    const QList<HistoryEntry> &entries() const { return m_entries; } ///< newest first

    bool isKeeping() const { return m_isKeeping; }
    void setKeeping(bool keeping) { m_isKeeping = keeping; }
    /// Keeps a trace, if that is switched on; saved() or failed() follows. Its id, or nothing.
    QString add(const Trace &trace);
    /// Whether it is kept, or is just being written.
    bool holds(const QString &id) const;
    /// The file of a kept trace; empty when there is none.
    QString pathOf(const QString &id) const { return m_store.pathOf(id); }
    /// Errors: those of loadTraceFile. Blocks for the reading of the file.
    Result<Trace> open(const QString &id) const;

    void setPinned(const QString &id, bool pinned);
    /// putBack() brings back the one that was removed last.
    void remove(const QString &id);
    void putBack();
    void clear(HistoryStore::Pinned pinned);

signals:
    void reset(); ///< all entries may be others
    void inserted(int row);
    void removed(int row);
    void changed(int row);
    void saved(const QString &id); ///< it is on the disk
    void failed(const QString &sentence);

private:
    template <typename Work, typename Take> void inBackground(Work work, Take take);
    int rowOf(const QString &id) const;
    void insert(const HistoryEntry &entry);
    std::optional<HistoryEntry> take(const QString &id);
    void take(const HistoryListing &listing);
    void indexUnknown(const QStringList &ids, int unreadable);
    void sayOnce(const Error &error);

    HistoryStore m_store; ///< used in the worker's thread; here only to look for a file
    OrderedWorker *m_worker = nullptr;
    QList<HistoryEntry> m_entries;
    QSet<QString> m_pending; ///< being written
    std::optional<HistoryEntry> m_removed; ///< can be put back
    QString m_lastId;
    QString m_said; ///< the failure that was told last
    bool m_isKeeping = true;
    bool m_isLoaded = false;
};

} // namespace hoplens
