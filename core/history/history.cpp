// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/history/history.h"

#include "core/formats/tracefile.h"
#include "core/history/orderedworker.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

constexpr qsizetype indexedAtOnce = 20; // files; other work comes in between

} // namespace

History::History(const QString &folder, OrderedWorker *worker, const HistoryBounds &bounds,
                 QObject *parent)
    : QObject(parent)
    , m_store(folder, bounds)
    , m_worker(worker)
{
}

History::~History()
{
    if (m_removed) {
        m_worker->post([this, id = m_removed->id] { m_store.discard(id); });
    }
    m_worker->flush();
}

/// `work` in the worker's thread, then `take` with what it returned, here.
template <typename Work, typename Take> void History::inBackground(Work work, Take take)
{
    m_worker->post([this, work = std::move(work), take = std::move(take)] {
        QMetaObject::invokeMethod(
            this, [result = work(), take] { take(result); }, Qt::QueuedConnection);
    });
}

/// A full disk fails again and again; one sentence is enough.
void History::sayOnce(const Error &error)
{
    if (std::exchange(m_said, error.detail) != error.detail) {
        emit failed(error.detail);
    }
}

int History::rowOf(const QString &id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const HistoryEntry &entry) { return entry.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void History::insert(const HistoryEntry &entry)
{
    if (rowOf(entry.id) >= 0) {
        return;
    }
    const auto place = std::lower_bound(m_entries.begin(), m_entries.end(), entry, isNewer);
    const int row = static_cast<int>(place - m_entries.begin());
    m_entries.insert(row, entry);
    emit inserted(row);
}

std::optional<HistoryEntry> History::take(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0) {
        return std::nullopt;
    }
    HistoryEntry entry = m_entries.takeAt(row);
    emit removed(row);
    return entry;
}

void History::load()
{
    inBackground([this] { return m_store.load(); },
                 [this](const Result<HistoryListing> &listing) {
                     if (listing) {
                         take(*listing);
                     } else {
                         sayOnce(listing.error());
                     }
                 });
}

void History::take(const HistoryListing &listing)
{
    m_entries = listing.entries;
    m_isLoaded = true;
    emit reset();
    indexUnknown(listing.unknown, 0);
}

/// Reads the files that the index does not know: a few of another window, or all after it was lost.
void History::indexUnknown(const QStringList &ids, int unreadable)
{
    if (ids.isEmpty()) {
        if (unreadable > 0) {
            emit failed(unreadable == 1
                            ? tr("A trace of the history cannot be read and was left out.")
                            : tr("%1 traces of the history cannot be read and were left out.")
                                  .arg(unreadable));
        }
        return;
    }
    const auto read = [this, some = ids.mid(0, indexedAtOnce)] {
        QList<HistoryEntry> entries;
        for (const QString &id : some) {
            if (const Result<HistoryEntry> entry = m_store.index(id)) {
                entries.append(*entry);
            }
        }
        return entries;
    };
    inBackground(read, [this, ids, unreadable](const QList<HistoryEntry> &entries) {
        for (const HistoryEntry &entry : entries) {
            insert(entry);
        }
        const auto tried = std::min(indexedAtOnce, ids.size());
        indexUnknown(ids.mid(tried), unreadable + static_cast<int>(tried - entries.size()));
    });
}

QString History::add(const Trace &trace)
{
    if (!m_isKeeping) {
        return {};
    }
    QDateTime now = QDateTime::currentDateTimeUtc();
    if (const QDateTime last = timeOfHistoryId(m_lastId); last.isValid() && now <= last) {
        now = last.addMSecs(1); // ids sort by the order of their making
    }
    m_lastId = historyId(now, QRandomGenerator::global()->generate());
    m_pending.insert(m_lastId);
    inBackground([this, id = m_lastId, trace] { return m_store.add(id, trace); },
                 [this, id = m_lastId](const Result<HistoryStore::Added> &added) {
                     m_pending.remove(id);
                     if (!added) {
                         sayOnce(added.error());
                         return;
                     }
                     m_said.clear();
                     for (const QString &surplus : added->surplus) {
                         take(surplus);
                     }
                     insert(added->entry);
                     emit saved(id);
                 });
    return m_lastId;
}

bool History::holds(const QString &id) const
{
    return m_pending.contains(id) || !m_store.pathOf(id).isEmpty();
}

Result<Trace> History::open(const QString &id) const
{
    if (m_pending.contains(id)) {
        m_worker->flush();
    }
    const QString path = m_store.pathOf(id);
    return path.isEmpty() ? Error{Error::Code::Unreadable,
                                  tr("This trace is no longer in the history; another window may "
                                     "have deleted it.")}
                          : loadTraceFile(path);
}

void History::setPinned(const QString &id, bool pinned)
{
    const int row = rowOf(id);
    if (row < 0 || m_entries.at(row).pinned == pinned) {
        return;
    }
    m_entries[row].pinned = pinned;
    emit changed(row);
    inBackground([this, id, pinned] { return m_store.setPinned(id, pinned); },
                 [this](const Result<void> &done) {
                     if (!done) {
                         emit failed(done.error().detail);
                         load(); // what is true now
                     }
                 });
}

void History::remove(const QString &id)
{
    std::optional<HistoryEntry> entry = take(id);
    if (!entry) {
        return;
    }
    const QString earlier = m_removed ? m_removed->id : QString();
    m_removed = std::move(entry);
    const auto work = [this, id, earlier]() -> Result<void> {
        if (!earlier.isEmpty()) {
            m_store.discard(earlier);
        }
        // Gone already is as good.
        return m_store.pathOf(id).isEmpty() ? Result<void>() : m_store.remove(id);
    };
    inBackground(work, [this](const Result<void> &done) {
        if (!done) {
            emit failed(done.error().detail);
            load();
        }
    });
}

void History::putBack()
{
    if (!m_removed) {
        return;
    }
    const HistoryEntry entry = *std::exchange(m_removed, std::nullopt);
    const auto work = [this, entry] {
        const Result<void> back = m_store.putBack(entry.id);
        return back ? m_store.setPinned(entry.id, entry.pinned) : back;
    };
    inBackground(work, [this, entry](const Result<void> &done) {
        if (done) {
            insert(entry);
        } else {
            emit failed(done.error().detail);
        }
    });
}

void History::clear(HistoryStore::Pinned pinned)
{
    m_removed.reset();
    inBackground([this, pinned] { return m_store.clear(pinned); },
                 [this](const Result<void> &done) {
                     if (!done) {
                         emit failed(done.error().detail);
                     }
                 });
    load();
}

} // namespace hoplens
