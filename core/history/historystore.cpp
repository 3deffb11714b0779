// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/history/historystore.h"

#include "core/formats/redaction.h"
#include "core/formats/tracefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSet>

namespace hoplens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::HistoryStore)
};

// Of file names, after the id.
constexpr const char *ordinary = ".hoplens";
constexpr const char *pinnedOne = ".pinned.hoplens";
constexpr const char *removedOne = ".removed";

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr qint64 indexLimit = qint64(256) << 20; // octets
constexpr qint64 remainsStay = 86'400; // seconds, a day; long enough for another window's Undo

QString indexPath(const QString &folder)
{
    return folder + QStringLiteral("/index.jsonl");
}

Error gone()
{
    return {Error::Code::Unwritable,
            Words::tr("This trace is no longer in the history; another window may have deleted "
                      "it.")};
}

Result<void> renamed(const QString &from, const QString &to)
{
    if (!QFile::exists(from)) {
        return gone();
    }
    QFile file(from);
    return file.rename(to)
        ? Result<void>()
        : Error{Error::Code::Unwritable,
                Words::tr("The history could not be changed (%1).").arg(file.errorString())};
}

} // namespace

HistoryStore::HistoryStore(const QString &folder, const HistoryBounds &bounds)
    : m_folder(folder)
    , m_bounds(bounds)
{
}

QString HistoryStore::fileOf(const QString &id, const char *ending) const
{
    Q_ASSERT(isHistoryId(id));
    return m_folder + u'/' + id + QLatin1String(ending);
}

Result<void> HistoryStore::prepareFolder() const
{
    constexpr auto ownerFolder = ownerOnly | QFileDevice::ExeOwner;
    const QFileInfo info(m_folder);
    // Others must not see it even for the moment between making and closing it.
    const bool isThere =
        info.isDir() || (QDir().mkpath(info.absolutePath()) && QDir().mkdir(m_folder, ownerFolder));
    if (!isThere || !QFile::setPermissions(m_folder, ownerFolder)) {
        return Error{
            Error::Code::Unwritable,
            Words::tr("The history cannot be kept in “%1”; check that folder.").arg(m_folder)};
    }
    return {};
}

HistoryStore::Listed HistoryStore::listFiles() const
{
    Listed listed;
    QDirIterator files(m_folder, QDir::Files | QDir::NoSymLinks | QDir::Hidden);
    while (files.hasNext()) {
        files.next();
        const QString name = files.fileName();
        const QString id = name.section(u'.', 0, 0);
        const QString ending = name.mid(id.size());
        if (!isHistoryId(id)) {
            continue;
        }
        if (ending == QLatin1String(ordinary) || ending == QLatin1String(pinnedOne)) {
            listed.files.append({id, ending == QLatin1String(pinnedOne), files.fileInfo().size()});
        } else if (ending == QLatin1String(removedOne)) {
            listed.removed.append(id);
        }
    }
    return listed;
}

QList<HistoryEntry> HistoryStore::readIndex() const
{
    QList<HistoryEntry> entries;
    QFile file(indexPath(m_folder));
    // A pipe would block, and one that large is not ours: the traces themselves tell as much.
    if (!QFileInfo(file).isFile() || file.size() > indexLimit || !file.open(QIODevice::ReadOnly)) {
        return entries;
    }
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(8 * historyUrlLimit).trimmed();
        if (const Result<HistoryEntry> entry = historyEntryFromLine(line)) {
            entries.append(*entry);
        }
    }
    return entries;
}

/// One write at the end of the file, which other programs cannot come between.
void HistoryStore::appendToIndex(const HistoryEntry &entry) const
{
    QFile file(indexPath(m_folder));
    // A line before it may have been torn by a crash: this one must not be glued to that.
    const QByteArray line = '\n' + historyEntryToLine(entry) + '\n';
    if ((file.exists() && !QFileInfo(file).isFile())
        || !file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered, ownerOnly)
        || file.write(line) != line.size()) {
        // The next load finds the trace without it.
        return;
    }
}

void HistoryStore::rewriteIndex(const QList<HistoryEntry> &entries) const
{
    QByteArray lines;
    for (const HistoryEntry &entry : entries) {
        lines += historyEntryToLine(entry) + '\n';
    }
    // Should it fail, the old one is as true as before.
    static_cast<void>(saveFile(indexPath(m_folder), lines));
}

Result<HistoryListing> HistoryStore::load()
{
    if (const Result<void> ready = prepareFolder(); !ready) {
        return ready.error();
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    Listed listed = listFiles();
    for (const QString &id : listed.removed) {
        const QFileInfo remains(fileOf(id, removedOne));
        if (remains.metadataChangeTime().secsTo(now) > remainsStay) {
            discard(id);
        }
    }
    m_count = 0;
    m_octets = 0;
    for (const HistoryFile &file : listed.files) {
        m_count += file.pinned ? 0 : 1;
        m_octets += file.pinned ? 0 : file.size;
    }
    if (!trim().isEmpty()) {
        listed = listFiles();
    }
    HistoryListing listing = historyListing(listed.files, readIndex());
    constexpr int fewStale = 100;
    if (listing.stale > fewStale + listing.entries.size()) {
        rewriteIndex(listing.entries);
    }
    return listing;
}

Result<HistoryEntry> HistoryStore::index(const QString &id)
{
    const Result<Trace> trace = loadTraceFile(pathOf(id));
    if (!trace) {
        return trace.error();
    }
    // What stands there was redacted when it was written; another's file may not be.
    HistoryEntry entry = historyEntryOf(id, trace->redacted ? *trace : redactedTrace(*trace));
    entry.pinned = QFile::exists(fileOf(id, pinnedOne));
    appendToIndex(entry);
    return entry;
}

Result<HistoryStore::Added> HistoryStore::add(const QString &id, const Trace &trace)
{
    if (const Result<void> ready = prepareFolder(); !ready) {
        return ready.error();
    }
    const Trace redacted = redactedTrace(trace);
    const QByteArray bytes = writeTrace(redacted, Secrets::Show); // nothing is left to blot out
    const Result<void> saved = saveFile(fileOf(id, ordinary), bytes);
    if (!saved) {
        return saved.error();
    }
    Added added{historyEntryOf(id, redacted), {}};
    appendToIndex(added.entry);
    ++m_count;
    m_octets += bytes.size();
    added.surplus = trim();
    return added;
}

/// Looks at the folder only when the bounds seem to be reached.
QStringList HistoryStore::trim()
{
    if (m_count <= m_bounds.count && m_octets <= m_bounds.octets) {
        return {};
    }
    const QList<HistoryFile> files = listFiles().files;
    QStringList surplus = historySurplus(files, m_bounds);
    const QSet<QString> going(surplus.begin(), surplus.end());
    m_count = 0;
    m_octets = 0;
    for (const HistoryFile &file : files) {
        if (going.contains(file.id)) {
            QFile::remove(fileOf(file.id, ordinary));
        } else if (!file.pinned) {
            ++m_count;
            m_octets += file.size;
        }
    }
    return surplus;
}

QString HistoryStore::pathOf(const QString &id) const
{
    if (!isHistoryId(id)) {
        return {};
    }
    for (const char *ending : {ordinary, pinnedOne}) {
        if (QString path = fileOf(id, ending); QFile::exists(path)) {
            return path;
        }
    }
    return {};
}

Result<void> HistoryStore::setPinned(const QString &id, bool pinned)
{
    const QString path = pathOf(id);
    const QString wanted = fileOf(id, pinned ? pinnedOne : ordinary);
    return path == wanted ? Result<void>() : renamed(path, wanted);
}

Result<void> HistoryStore::remove(const QString &id)
{
    return renamed(pathOf(id), fileOf(id, removedOne));
}

Result<void> HistoryStore::putBack(const QString &id)
{
    return renamed(fileOf(id, removedOne), fileOf(id, ordinary));
}

void HistoryStore::discard(const QString &id)
{
    QFile::remove(fileOf(id, removedOne));
}

Result<void> HistoryStore::clear(Pinned pinned)
{
    const Listed listed = listFiles();
    for (const QString &id : listed.removed) {
        discard(id);
    }
    bool isDone = true;
    QList<HistoryFile> kept;
    for (const HistoryFile &file : listed.files) {
        if (file.pinned && pinned == Pinned::Keep) {
            kept.append(file);
        } else if (!QFile::remove(fileOf(file.id, file.pinned ? pinnedOne : ordinary))) {
            isDone = isDone && pathOf(file.id).isEmpty();
        }
    }
    rewriteIndex(historyListing(kept, readIndex()).entries);
    m_count = 0;
    m_octets = 0;
    return isDone ? Result<void>()
                  : Error{Error::Code::Unwritable,
                          Words::tr("Not everything could be deleted from “%1”; check that folder.")
                              .arg(m_folder)};
}

} // namespace hoplens
