// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/sessionfolder.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace hoplens {

class History;
class OpenTraces;
class OrderedWorker;
class TraceSession;
struct OpenTrace;

/// Remembers the open traces from one start to the next, also when the program dies: what changed
/// is on the disk a second later.
class SessionKeeper final : public QObject {
    Q_OBJECT
public:
    /// All must live longer.
    SessionKeeper(const QString &folder, OpenTraces *traces, History *history,
                  OrderedWorker *worker, QObject *parent = nullptr);
    /// Waits for what is being written.
    ~SessionKeeper() override;

    struct Restored {
        int traces = 0; ///< tabs with a trace
        int missing = 0; ///< traces whose files are gone or damaged
        bool crashed = false;
        QStringList problems; ///< sentences
    };
    /// Opens what was open in place of the blank one there is now. Traces of other tabs than the
    /// current one follow a moment later. Once.
    Restored restore();
    /// Whether the trace in a tab is in no file and not in the history.
    bool isUnsaved(const OpenTrace &open) const;
    /// Something of the session changed.
    void noteChange();
    /// The program ends as it should.
    void end();

signals:
    void failed(const QString &sentence);

private:
    QString sourceOf(const OpenTrace &open) const;
    void loadLater(const OpenTrace &open, const QString &source);
    void showLoaded(const TraceSession *session, const Trace &trace, int hop);
    void backUp();
    SessionState state() const;
    void save();
    void say(const Error &error);

    SessionFolder m_folder;
    OpenTraces *m_traces = nullptr;
    History *m_history = nullptr;
    OrderedWorker *m_worker = nullptr;
    QTimer m_pause;
    QElapsedTimer m_lastSave;
    QString m_said; ///< the failure that was told last
    bool m_hasEnded = false;
};

} // namespace hoplens
