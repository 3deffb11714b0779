// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAction;
class QStatusBar;
class QToolButton;

namespace hoplens {

struct MainWindowActions;
class OpenTraces;
class RequestEditor;
class StepPane;
class StopAtMenu;
class TracePane;

/// Step mode in the window: its menu, its button, the pane under the timeline, the conditions. What
/// stands still is the session's to know.
class StepActions final : public QObject {
    Q_OBJECT
public:
    /// All must live as long as `parent`.
    StepActions(const MainWindowActions &actions, OpenTraces *traces, TracePane *pane,
                RequestEditor *editor, QStatusBar *statusBar, QObject *parent);
    ~StepActions() override;

private:
    void connectActions(const MainWindowActions &actions);
    void step();
    void update();
    void showTab();
    void showConditions();
    void prepareStopHere(int hop);
    void stopBefore(bool stops);

    OpenTraces *m_traces = nullptr;
    TracePane *m_tracePane = nullptr;
    RequestEditor *m_editor = nullptr;
    StopAtMenu *m_stopAt = nullptr;
    StepPane *m_pane = nullptr;
    QToolButton *m_active = nullptr; ///< says in the status bar that traces are stopped
    QAction *m_step = nullptr;
    QAction *m_stopHere = nullptr;
    QList<QAction *> m_whileStanding;
    QAction *m_keep = nullptr;
    QAction *m_get = nullptr;
    int m_hop = -1; ///< 0-based: whose menu is open
};

} // namespace hoplens
