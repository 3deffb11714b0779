// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/session/sessionkeeper.h"

#include "core/history/history.h"
#include "core/history/orderedworker.h"
#include "ui/opentraces.h"
#include "ui/tracesession.h"

#include <QFileInfo>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <utility>

namespace hoplens {

namespace {

using namespace std::chrono_literals;

constexpr auto atMostEvery = 1s;
constexpr auto soon = 20ms; // what changes together is saved together
constexpr qint64 readAtOnce = qint64(1) << 20; // octets; longer files come after the first paint

} // namespace

SessionKeeper::SessionKeeper(const QString &folder, OpenTraces *traces, History *history,
                             OrderedWorker *worker, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_traces(traces)
    , m_history(history)
    , m_worker(worker)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &SessionKeeper::save);
    for (const auto signal : {&OpenTraces::added, &OpenTraces::removed, &OpenTraces::changed}) {
        connect(traces, signal, this, &SessionKeeper::noteChange);
    }
    connect(traces, &OpenTraces::moved, this, &SessionKeeper::noteChange);
    connect(traces, &OpenTraces::currentChanged, this, &SessionKeeper::noteChange);
}

SessionKeeper::~SessionKeeper()
{
    m_worker->flush();
}

bool SessionKeeper::isUnsaved(const OpenTrace &open) const
{
    return !open.session->trace().hops.isEmpty() && open.document.path.isEmpty()
        && !m_history->holds(open.historyId);
}

/// The file to read its trace from; empty when there is none any more.
QString SessionKeeper::sourceOf(const OpenTrace &open) const
{
    if (!open.document.path.isEmpty() && QFileInfo(open.document.path).isFile()) {
        return open.document.path;
    }
    if (QString kept = m_history->pathOf(open.historyId); !kept.isEmpty()) {
        return kept;
    }
    const QString backup = open.backupId.isEmpty() ? QString() : m_folder.backupPath(open.backupId);
    return QFileInfo(backup).isFile() ? backup : QString();
}

SessionKeeper::Restored SessionKeeper::restore()
{
    const SessionFolder::Found found = m_folder.take();
    Restored restored{.crashed = found.crashed, .problems = found.problems};
    const int before = m_traces->count();
    for (qsizetype i = 0; i < found.state.tabs.size(); ++i) {
        const SessionTab &tab = found.state.tabs.at(i);
        OpenTrace open;
        open.document = tab.document;
        open.historyId = tab.historyId;
        open.backupId = tab.backupId;
        open.draft = tab.draft;
        open.hop = tab.hop;
        const QString source = sourceOf(open);
        restored.traces += source.isEmpty() ? 0 : 1;
        restored.missing += source.isEmpty() && tab.holdsTrace() ? 1 : 0;
        const bool atOnce = i == found.state.current && QFileInfo(source).size() < readAtOnce;
        const Result<Trace> trace = atOnce && !source.isEmpty() ? loadTraceFile(source) : Trace();
        if (!trace) {
            --restored.traces;
            ++restored.missing;
        }
        const int index = m_traces->restore(open, trace ? *trace : Trace());
        if (!source.isEmpty() && !atOnce) {
            loadLater(m_traces->at(index), source);
        }
    }
    if (!found.state.tabs.isEmpty()) {
        m_traces->setCurrentIndex(before + found.state.current);
        for (int i = 0; i < before; ++i) {
            m_traces->close(0);
        }
    }
    save(); // from now on, an end without a word is a crash
    return restored;
}

/// In the order of the tabs, while the window is up already.
void SessionKeeper::loadLater(const OpenTrace &open, const QString &source)
{
    // Where one tab was, another one may be by then.
    m_worker->post(
        [this, source, session = QPointer<const TraceSession>(open.session), hop = open.hop] {
            const Result<Trace> trace = loadTraceFile(source);
            QMetaObject::invokeMethod(
                this,
                [this, trace, session, hop] {
                    if (trace && session != nullptr) {
                        showLoaded(session, *trace, hop);
                    } else if (!trace) {
                        emit failed(trace.error().detail);
                    }
                },
                Qt::QueuedConnection);
        });
}

/// Unless the tab was closed, or the user sent something there, in the meantime.
void SessionKeeper::showLoaded(const TraceSession *session, const Trace &trace, int hop)
{
    for (int index = 0; index < m_traces->count(); ++index) {
        if (m_traces->at(index).session != session || !m_traces->isBlank(index)) {
            continue;
        }
        m_traces->at(index).session->setTrace(trace);
        if (index == m_traces->currentIndex()) {
            m_traces->collect();
            m_traces->current().hop = hop;
            m_traces->refresh();
        }
    }
}

void SessionKeeper::noteChange()
{
    if (!m_pause.isActive() && !m_hasEnded) {
        const auto wait = m_lastSave.isValid()
            ? atMostEvery - std::chrono::milliseconds(m_lastSave.elapsed())
            : soon;
        m_pause.start(std::max<std::chrono::milliseconds>(wait, soon));
    }
}

/// A trace that is nowhere else, because the history is switched off, must not die with the
/// program.
void SessionKeeper::backUp()
{
    for (int index = 0; index < m_traces->count(); ++index) {
        OpenTrace &open = m_traces->at(index);
        if (!open.document.path.isEmpty() || m_history->holds(open.historyId)) {
            open.backupId.clear();
        } else if (open.backupId.isEmpty() && isUnsaved(open) && !open.session->isRunning()) {
            open.backupId =
                historyId(QDateTime::currentDateTimeUtc(), QRandomGenerator::global()->generate());
            const QString path = m_folder.backupPath(open.backupId);
            m_worker->post([path, trace = open.session->trace()] {
                // On a failure there is nobody to ask; the next change of the session says it.
                static_cast<void>(saveFile(path, writeTrace(trace)));
            });
        }
    }
}

SessionState SessionKeeper::state() const
{
    SessionState state;
    m_traces->collect();
    state.current = m_traces->currentIndex();
    for (int index = 0; index < m_traces->count(); ++index) {
        const OpenTrace &open = m_traces->at(index);
        state.tabs.append({open.draft, open.document, open.historyId, open.backupId, open.hop});
    }
    return state;
}

void SessionKeeper::save()
{
    if (!m_folder.isOwner()) {
        return;
    }
    backUp();
    m_worker->post([this, state = state()] {
        if (const Result<void> saved = m_folder.save(state); !saved) {
            QMetaObject::invokeMethod(
                this, [this, error = saved.error()] { say(error); }, Qt::QueuedConnection);
        }
    });
    m_lastSave.start();
    m_pause.stop(); // what was collected just now may count as a change
}

/// A full disk fails again and again; one sentence is enough.
void SessionKeeper::say(const Error &error)
{
    if (std::exchange(m_said, error.detail) != error.detail) {
        emit failed(error.detail);
    }
}

void SessionKeeper::end()
{
    m_pause.stop();
    m_hasEnded = true;
    if (m_folder.isOwner()) {
        m_worker->post([this, state = state()] { static_cast<void>(m_folder.end(state)); });
    }
    m_worker->flush();
}

} // namespace hoplens
