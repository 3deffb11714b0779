// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/session/sessionfolder.h"

#include "core/history/historyentry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <utility>
#include <vector>

namespace hoplens {

namespace {

constexpr int mostWindows = 32;
constexpr int mostAside = 9;
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

/// Of the copies that are in the folder, oldest first.
QStringList traceIds(const QString &folder)
{
    QStringList ids;
    const QStringList files = QDir(folder).entryList({u'*' + traceEnding}, QDir::Files, QDir::Name);
    for (const QString &name : files) {
        if (const QString id = name.chopped(traceEnding.size()); isHistoryId(id)) {
            ids.append(id);
        }
    }
    return ids;
}

void removeTracesBut(const QSet<QString> &wanted, const QString &folder)
{
    const QStringList ids = traceIds(folder);
    for (const QString &id : ids) {
        if (!wanted.contains(id)) {
            QFile::remove(tracePath(folder, id));
        }
    }
}

/// Empty, which is no session either, for what cannot be read. Pipes would block.
QByteArray contentOf(const QString &path)
{
    QFile file(path);
    const bool isReadable = QFileInfo(path).isFile() && file.size() <= sessionFileLimit
        && file.open(QIODevice::ReadOnly);
    return isReadable ? file.read(sessionFileLimit) : QByteArray();
}

/// Under a name that is free, as long as there are any: it may be the only copy of something.
void putAside(const QString &folder)
{
    QString aside = folder + u"/session.broken.json"_qs;
    for (int number = 2; QFile::exists(aside) && number <= mostAside; ++number) {
        aside = folder + u"/session.broken%1.json"_qs.arg(number);
    }
    QFile::remove(aside);
    QFile::rename(statePath(folder), aside);
}

/// Nothing tells any more what was open. What was kept nowhere else is here all the same.
SessionState stateOfCopies(const QString &folder)
{
    SessionState state;
    const QStringList ids = traceIds(folder);
    for (const QString &id : ids.mid(std::max<qsizetype>(0, ids.size() - sessionTabLimit))) {
        SessionTab tab;
        tab.backupId = id;
        state.tabs.append(tab);
    }
    return state;
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

/// Adds the tabs of one folder. Copies of traces come along. False: not everything could be taken,
/// so that it has to stay where it is.
bool SessionFolder::takeFrom(const QString &folder, Found &found) const
{
    if (!QFile::exists(statePath(folder))) {
        return true; // there was none yet
    }
    Result<SessionState> state = readSession(contentOf(statePath(folder)));
    if (!state) {
        putAside(folder);
        found.problems.append(state.error().detail);
        state = stateOfCopies(folder);
    }
    if (found.state.tabs.size() + state->tabs.size() > sessionTabLimit) {
        return false;
    }
    bool isWhole = true;
    for (const SessionTab &tab : std::as_const(state->tabs)) {
        if (folder != m_own && !tab.backupId.isEmpty()) {
            const QString copy = backupPath(tab.backupId);
            QFile::copy(tracePath(folder, tab.backupId), copy);
            isWhole =
                isWhole && (QFile::exists(copy) || !QFile::exists(tracePath(folder, tab.backupId)));
        }
    }
    if (!isWhole) {
        return false;
    }
    if (found.state.tabs.isEmpty()) {
        found.state.current = state->current;
    }
    found.crashed = found.crashed || !state->ended;
    found.state.tabs += state->tabs;
    return true;
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
            if (takeFrom(folder, found)) {
                abandoned.push_back({folder, std::move(lock)});
            }
        }
    }
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
