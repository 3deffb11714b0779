// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace hoplens {

struct MainWindowActions;
class OpenTraces;
class RequestEditor;
class TracePane;
class TraceTabs;

/// Opens, closes and changes tabs, and carries draft and hop between the panes and the open trace
/// they belong to.
class TabActions final : public QObject {
    Q_OBJECT
public:
    /// All must live as long as `tabs`, which owns this.
    TabActions(const MainWindowActions &actions, OpenTraces *traces, TraceTabs *tabs,
               RequestEditor *editor, TracePane *pane);

signals:
    /// The user wants it closed; whether something is lost is for the receiver to find out.
    void closeRequested(int index);
    /// The panes are to show the current one; draft and client stand in the editor already.
    void shown(int hop);

private:
    void keep();
    void show();
    void step(int by);

    OpenTraces *m_traces = nullptr;
    RequestEditor *m_editor = nullptr;
    TracePane *m_pane = nullptr;
};

} // namespace hoplens
