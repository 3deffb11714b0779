// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/document.h"
#include "ui/request/requestdraft.h"

#include <QObject>

#include <vector>

namespace hoplens {

class TraceSession;

/// What differs from one open trace to the next. The panes exist once: they hold draft and hop of
/// the current one, until OpenTraces::collect() puts them here.
struct OpenTrace {
    TraceSession *session = nullptr; ///< never null in the list
    Document document;
    QString historyId; ///< of the entry that holds the trace; empty when there is none
    QString backupId; ///< of the session's own copy of the trace; empty when there is none
    RequestDraft draft;
    int hop = -1; ///< 0-based; -1: none chosen
    std::optional<RequestDraft> nextDraft; ///< of the next request, where the trace stands still
};

/// Method and URL that an open trace is known by, without secrets. Empty when it has neither.
struct TraceName {
    QByteArray method;
    QByteArray url;
};

/// The open traces, in the order of their tabs; there is always one, and one is the current one.
/// The others run on by themselves.
class OpenTraces final : public QObject {
    Q_OBJECT
public:
    static constexpr int closedLimit = 10; ///< closed ones that can come back

    explicit OpenTraces(QObject *parent = nullptr);
    ~OpenTraces() override;

    int count() const { return static_cast<int>(m_traces.size()); }
    int currentIndex() const { return m_current; }
    /// Valid until one is added, closed or moved.
    OpenTrace &current() { return m_traces[static_cast<size_t>(m_current)]; }
    OpenTrace &at(int index) { return m_traces[static_cast<size_t>(index)]; }
    const OpenTrace &at(int index) const { return m_traces[static_cast<size_t>(index)]; }
    /// Of the current one.
    TraceSession *session() const { return at(m_current).session; }
    TraceName nameOf(int index) const;
    /// Holds no trace, and none is on its way.
    bool isBlank(int index) const;
    int indexOfFile(const QString &absolutePath) const; ///< -1 when it is not open
    int indexOfEntry(const QString &historyId) const; ///< -1 when it is not open

    /// Opens a blank one after the current one and goes there.
    void addBlank();
    /// Makes the current one blank enough for a trace to be shown: a new one, if it holds a trace.
    void makeRoom();
    /// Adds what was open earlier, at the end, without going there. Its session is a new one.
    int restore(const OpenTrace &wanted, const Trace &trace = {});
    /// Puts into current() what the panes hold of it.
    void collect() { emit collecting(); }
    /// Shows the current one anew, after it was changed from outside.
    void refresh() { emit currentChanged(); }
    void setCurrentIndex(int index);
    /// Closes for good or until reopen(); what runs there ends. In place of the last one comes a
    /// blank one.
    void close(int index);
    bool canReopen() const { return !m_closed.empty(); }
    /// Brings back the one that was closed last.
    void reopen();
    void move(int from, int to);
    void setSecretsShown(bool shown);
    /// Of all that are sent from now on, in any of them.
    void setBreakConditions(const BreakConditions &conditions);
    /// The trace there is, or is about to be, another one: in no file and not in the history.
    void forgetOrigin(int index);
    /// What is known of it, other than its trace, was changed by somebody.
    void noteChange(int index) { emit changed(index); }

signals:
    void collecting(); ///< what the panes hold of the current one is to be put into current()
    void currentChanged();
    void added(int index);
    void removed(int index);
    void moved(int from, int to);
    void changed(int index); ///< trace, state or file of any of them
    void ended(int index); ///< the trace that ran there has its outcome

    // Of the current one's session:
    void replaced();
    void updated(int firstChanged);
    void finished();
    void stepChanged();

private:
    struct Closed {
        OpenTrace open; ///< without a session
        Trace trace;
    };

    int indexOf(const TraceSession *session) const;
    int insert(int index, OpenTrace open);
    void show(int index);

    std::vector<OpenTrace> m_traces;
    std::vector<Closed> m_closed; ///< the last one closed last
    int m_current = 0;
    bool m_secretsShown = false;
    BreakConditions m_breaks;
};

} // namespace hoplens
