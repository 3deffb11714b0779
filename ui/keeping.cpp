// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/keeping.h"

#include "core/redirect/explain.h"
#include "core/trace/findings.h"
#include "ui/documents.h"
#include "ui/formatting.h"
#include "ui/history/historypanel.h"
#include "ui/messagebar.h"
#include "ui/opentraces.h"
#include "ui/request/requesteditor.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"
#include "ui/unsavedquestion.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSettings>
#include <QWidget>

#include <algorithm>

namespace hoplens {

namespace {

const QString keepKey = QStringLiteral("keepHistory");

/// A trace that is cut off by the end of the program, as if it had been stopped.
Trace stopped(Trace trace)
{
    Exchange &last = trace.hops.last().exchange;
    if (!last.response && !last.failure) {
        last.failure = Failure{FailureKind::Cancelled, FailureCode::Stopped, {}};
    }
    trace.outcome = Outcome{OutcomeKind::Cancelled, static_cast<int>(trace.hops.size()),
                            outcomeSentence(OutcomeKind::Cancelled, trace.hops)};
    trace.findings = findings(trace);
    return trace;
}

} // namespace

Keeping::Keeping(const QString &folder, const KeepingParts &parts)
    : QObject(parts.window)
    , m_parts(parts)
    , m_history(folder + u"/history"_qs, &m_worker)
    , m_session(folder + u"/sessions"_qs, parts.traces, &m_history, &m_worker)
{
    m_history.setKeeping(QSettings().value(keepKey, true).toBool());
    m_addresses.setSingleShot(true);
    m_addresses.setInterval(0);
    connect(&m_addresses, &QTimer::timeout, this,
            [this] { emit addressesKnown(knownAddresses(m_history.entries())); });
    connect(&m_history, &History::reset, &m_addresses, qOverload<>(&QTimer::start));
    connect(&m_history, &History::inserted, &m_addresses, qOverload<>(&QTimer::start));
    connect(&m_history, &History::removed, &m_addresses, qOverload<>(&QTimer::start));
    connect(&m_history, &History::failed, parts.messages, &MessageBar::showMessage);
    connect(&m_session, &SessionKeeper::failed, parts.messages, &MessageBar::showMessage);
    connectTraces();
    connectPanel();
    m_history.load();
}

void Keeping::connectTraces()
{
    connect(m_parts.traces, &OpenTraces::ended, this, [this](int index) {
        OpenTrace &open = m_parts.traces->at(index);
        open.historyId = m_history.add(open.session->trace());
    });
    connect(m_parts.editor, &RequestEditor::edited, &m_session, &SessionKeeper::noteChange);
    connect(m_parts.pane, &TracePane::currentHopChanged, &m_session, &SessionKeeper::noteChange);
    connect(m_parts.documents, &Documents::changed, &m_session, &SessionKeeper::noteChange);
    connect(&m_history, &History::saved, &m_session, &SessionKeeper::noteChange);
    connect(&m_history, &History::removed, &m_session, &SessionKeeper::noteChange);
}

void Keeping::connectPanel()
{
    m_parts.panel->setHistory(&m_history);
    connect(m_parts.panel, &HistoryPanel::openRequested, this, &Keeping::open);
    connect(m_parts.panel, &HistoryPanel::copyRequested, this, [this](const QString &url) {
        QGuiApplication::clipboard()->setText(url);
        emit notice(tr("URL copied"));
    });
    connect(m_parts.panel, &HistoryPanel::keepingChanged, this,
            [](bool keeping) { QSettings().setValue(keepKey, keeping); });
    connect(m_parts.panel, &HistoryPanel::removed, this, [this] {
        m_parts.messages->offer(
            tr("Deleted from the history."), tr("Undo"), [this] { m_history.putBack(); },
            MessageBar::Tone::Note);
    });
}

void Keeping::open(const QString &id, bool inNewTab)
{
    OpenTraces *traces = m_parts.traces;
    if (const int index = traces->indexOfEntry(id); index >= 0) {
        traces->setCurrentIndex(index);
        return;
    }
    const Result<Trace> trace = m_history.open(id);
    if (!trace) {
        m_parts.messages->showMessage(trace.error().detail);
        m_history.load();
        return;
    }
    const bool wouldLose = traces->session()->isRunning() || m_session.isUnsaved(traces->current());
    if (inNewTab || wouldLose) {
        traces->makeRoom();
    }
    emit opened(*trace);
    traces->current().historyId = id;
    traces->noteChange(traces->currentIndex());
}

void Keeping::restore()
{
    const SessionKeeper::Restored restored = m_session.restore();
    QStringList sentences = restored.problems;
    if (restored.crashed && restored.traces > 0) {
        sentences.append(
            restored.traces == 1
                ? tr("Hoplens ended unexpectedly; one trace came back.")
                : tr("Hoplens ended unexpectedly; %1 traces came back.").arg(restored.traces));
    }
    if (restored.missing > 0) {
        sentences.append(restored.missing == 1
                             ? tr("The file of one open trace is gone.")
                             : tr("The files of %1 open traces are gone.").arg(restored.missing));
    }
    if (sentences.isEmpty()) {
        return;
    }
    if (restored.problems.isEmpty() && restored.missing == 0) {
        m_parts.messages->note(sentences.join(u' '));
    } else {
        m_parts.messages->showMessage(sentences.join(u' '));
    }
}

/// With the history on, a trace that is under way is no reason for a question.
void Keeping::keepRunning(int index)
{
    OpenTrace &open = m_parts.traces->at(index);
    if (open.session->isRunning() && !open.session->trace().hops.isEmpty()) {
        open.historyId = m_history.add(stopped(open.session->trace()));
    }
}

int Keeping::indexOf(const TraceSession *session) const
{
    int index = m_parts.traces->count() - 1;
    while (index >= 0 && m_parts.traces->at(index).session != session) {
        --index;
    }
    return index;
}

QString Keeping::nameOf(int index) const
{
    const TraceName name = m_parts.traces->nameOf(index);
    return visibleText(name.method + ' ' + name.url);
}

void Keeping::closeTab(int index)
{
    keepRunning(index);
    const TraceSession *session = m_parts.traces->at(index).session;
    if (!m_session.isUnsaved(m_parts.traces->at(index))) {
        m_parts.traces->close(index);
        return;
    }
    ask({session}, [this, session] {
        if (const int now = indexOf(session); now >= 0) {
            m_parts.traces->close(now);
        }
    });
}

bool Keeping::end()
{
    QList<const TraceSession *> unsaved;
    for (int index = 0; index < m_parts.traces->count() && !m_mayEnd; ++index) {
        keepRunning(index);
        if (m_session.isUnsaved(m_parts.traces->at(index))) {
            unsaved.append(m_parts.traces->at(index).session);
        }
    }
    if (unsaved.isEmpty()) {
        m_session.end();
        return true;
    }
    ask(unsaved, [this] {
        m_mayEnd = true;
        m_parts.window->close();
    });
    return false;
}

void Keeping::ask(const QList<const TraceSession *> &unsaved, const std::function<void()> &goOn)
{
    if (m_isAsking) {
        return;
    }
    m_isAsking = true;
    QStringList names;
    for (const TraceSession *session : unsaved) {
        names.append(nameOf(indexOf(session)));
    }
    askAboutUnsaved(m_parts.window, names, [this, unsaved, goOn](UnsavedAnswer answer) {
        m_isAsking = false;
        const bool isDone =
            answer == UnsavedAnswer::Discard || (answer == UnsavedAnswer::Save && saveAll(unsaved));
        if (isDone) {
            goOn();
        }
    });
}

/// False when the user thought better of it at one of them.
bool Keeping::saveAll(const QList<const TraceSession *> &unsaved)
{
    return std::all_of(unsaved.begin(), unsaved.end(), [this](const TraceSession *session) {
        const int index = indexOf(session);
        if (index < 0) {
            return true; // closed in the meantime
        }
        m_parts.traces->setCurrentIndex(index);
        m_parts.documents->askAndSave(session->trace());
        return !m_session.isUnsaved(m_parts.traces->current());
    });
}

} // namespace hoplens
