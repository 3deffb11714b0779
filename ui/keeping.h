// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history.h"
#include "core/history/orderedworker.h"
#include "ui/session/sessionkeeper.h"

#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace hoplens {

class Documents;
class HistoryPanel;
class MessageBar;
class OpenTraces;
class RequestEditor;
class TracePane;
class TraceSession;

/// The parts of a window that have to do with what is kept.
struct KeepingParts {
    QWidget *window = nullptr;
    OpenTraces *traces = nullptr;
    Documents *documents = nullptr;
    RequestEditor *editor = nullptr;
    TracePane *pane = nullptr;
    HistoryPanel *panel = nullptr;
    MessageBar *messages = nullptr;
};

/// Lets nothing get lost: finished traces go into the history, open ones into the session, and what
/// is in neither is asked about before it goes.
class Keeping final : public QObject {
    Q_OBJECT
public:
    /// Keeps in `folder`, which it makes. The window owns this and all parts.
    Keeping(const QString &folder, const KeepingParts &parts);

    History *history() { return &m_history; }
    /// Opens what was open when the program ended, and says so if it did not end by itself.
    void restore();
    /// Looks again for what other windows kept.
    void refresh() { m_history.load(); }

    /// Closes a tab, if need be after a question.
    void closeTab(int index);
    /// The window is about to close. False when it must not yet: the user is being asked, and it is
    /// closed later.
    bool end();

signals:
    void opened(const hoplens::Trace &trace); ///< to be shown in the current tab
    void notice(const QString &text);
    void addressesKnown(const QStringList &addresses); ///< newest first

private:
    void connectTraces();
    void connectPanel();
    void open(const QString &id, bool inNewTab);
    void keepRunning(int index);
    QString nameOf(int index) const;
    void ask(const QList<const TraceSession *> &unsaved, const std::function<void()> &goOn);
    bool saveAll(const QList<const TraceSession *> &unsaved);
    int indexOf(const TraceSession *session) const;

    KeepingParts m_parts;
    OrderedWorker m_worker; ///< ends after those that give it work
    History m_history;
    SessionKeeper m_session;
    QTimer m_addresses; ///< many entries may come at once
    bool m_isAsking = false;
    bool m_mayEnd = false; ///< the user has decided
};

} // namespace hoplens
