// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/session/sessionfolder.h"

#include "core/history/historyentry.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <utility>
#include <vector>

namespace hoplens {

namespace {

constexpr int mostWindows = 32;
constexpr auto ownerFolder =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

const QString traceEnding = QStringLiteral(".hoplens");

QString statePath(const QString &folder)
{
    return folder + u"/session.json"_qs;
}

QString tracePath(const QString &folder, const QString &id)
{
    return folder + u'/' + id + traceEnding;
}

/// Never by its age: a window may stay open for weeks.
std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + u"/lock"_qs);
    lock->setStaleLockTime(0);
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

void removeTracesBut(const QSet<QString> &ids, const QString &folder)
{
    const QStringList files = QDir(folder).entryList({u'*' + traceEnding}, QDir::Files);
    for (const QString &name : files) {
        const QString id = name.chopped(traceEnding.size());
        if (isHistoryId(id) && !ids.contains(id)) {
            QFile::remove(tracePath(folder, id));
        }
    }
}

} // namespace

SessionFolder::SessionFolder(const QString &folder)
    : m_root(folder)
{
    for (int number = 1; number <= mostWindows && !lock(number); ++number) { }
}

QString SessionFolder::numbered(int number) const
{
    return m_root + u'/' + QString::number(number);
}

bool SessionFolder::lock(int number)
{
    const QString folder = numbered(number);
    QDir().mkpath(m_root);
    QFile::setPermissions(m_root, ownerFolder);
    QDir().mkdir(folder, ownerFolder);
    m_lock = lockOf(folder);
    if (m_lock == nullptr) {
        return false;
    }
    m_own = folder;
    m_number = number;
    return true;
}

QString SessionFolder::backupPath(const QString &id) const
{
    Q_ASSERT(isHistoryId(id));
    return tracePath(m_own, id);
}

/// Adds the tabs of one folder. Copies of traces come along.
void SessionFolder::takeFrom(const QString &folder, Found &found) const
{
    QFile file(statePath(folder));
    if (!file.open(QIODevice::ReadOnly)) {
        return; // there was none yet
    }
    const Result<SessionState> state = readSession(file.read(sessionFileLimit));
    file.close();
    if (!state) {
        const QString aside = folder + u"/session.broken.json"_qs;
        QFile::remove(aside);
        QFile::rename(statePath(folder), aside);
        found.problems.append(state.error().detail);
        return;
    }
    if (found.state.tabs.isEmpty()) {
        found.state.current = state->current;
    }
    found.crashed = found.crashed || !state->ended;
    for (const SessionTab &tab : state->tabs) {
        if (folder != m_own && !tab.backupId.isEmpty()) {
            QFile::copy(tracePath(folder, tab.backupId), backupPath(tab.backupId));
        }
        found.state.tabs.append(tab);
    }
}

/// Takes over what windows that are no more left behind.
void SessionFolder::adoptOthers(Found &found)
{
    struct Abandoned {
        QString folder;
        std::unique_ptr<QLockFile> lock; ///< until nothing is left there
    };
    std::vector<Abandoned> abandoned;
    for (int number = 1; number <= mostWindows; ++number) {
        const QString folder = numbered(number);
        if (number == m_number || !QFile::exists(statePath(folder))) {
            continue;
        }
        if (auto lock = lockOf(folder)) {
            takeFrom(folder, found);
            abandoned.push_back({folder, std::move(lock)});
        }
    }
    found.state.tabs = found.state.tabs.mid(0, sessionTabLimit);
    // It stands here before it goes there: killed in between, tabs come back twice, but none is
    // lost.
    if (abandoned.empty() || found.state.tabs.isEmpty() || !save(found.state)) {
        return;
    }
    for (const Abandoned &other : abandoned) {
        QFile::remove(statePath(other.folder));
        removeTracesBut({}, other.folder);
    }
}

SessionFolder::Found SessionFolder::take()
{
    Found found;
    if (isOwner()) {
        takeFrom(m_own, found);
        adoptOthers(found);
    }
    return found;
}

Result<void> SessionFolder::save(const SessionState &state)
{
    const QByteArray bytes = writeSession(state);
    if (bytes == m_written) {
        return {};
    }
    Result<void> saved = saveFile(statePath(m_own), bytes);
    if (!saved) {
        return saved;
    }
    m_written = bytes;
    QSet<QString> named;
    for (const SessionTab &tab : state.tabs) {
        named.insert(tab.backupId);
    }
    removeTracesBut(named, m_own);
    return {};
}

Result<void> SessionFolder::end(SessionState state)
{
    state.ended = true;
    // Traces that nobody wanted to keep are not to come back, and only the first session stays.
    for (SessionTab &tab : state.tabs) {
        tab.backupId.clear();
    }
    Result<void> saved = save(state);
    if (m_number > 1) {
        QFile::remove(statePath(m_own));
    }
    return saved;
}

} // namespace hoplens
