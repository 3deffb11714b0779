// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/tracefile.h"
#include "ui/mainwindowactions.h"

#include <QMainWindow>

namespace hoplens {

class CopyActions;
class Documents;
class HistoryPanel;
class Inspector;
class Keeping;
class LabMenu;
class MessageBar;
class OpenTraces;
class PaneArrangement;
class PictureActions;
class RequestEditor;
class StatusLine;
class TabActions;
class TracePane;
class TraceSession;
class TraceTabs;

/// Builds the panes and wires them: a wish goes from the editor to the tracer, its trace to
/// timeline and inspector. Starts with the first lab scenario filled in.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget *parent = nullptr);

    /// Keeps history and session in this folder, and brings back what was open last. Without it
    /// nothing is kept. Once, before anything is opened.
    void keepIn(const QString &folder);

    /// False when it failed: a message says why, and the open trace stays.
    bool openTrace(const QString &path);
    bool saveTrace(const QString &path, Secrets secrets);
    /// From the command line: a trace file is opened, a URL is traced with GET.
    void openArgument(const QString &argument);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildPanes();
    void connectFileActions();
    void connectEditActions();
    void connectTraceActions();
    void connectViewActions();
    void connectTraces();
    void connectHistory();
    void connectLab();

    TraceSession *session() const; ///< of the current tab

    void newRequest();
    void showTrace();
    void followTrace(int firstChanged);
    void showTab(int hop);
    void finishTrace();
    void offerCertificate();
    void acceptCertificate();
    void showHop();
    void updateActions();
    void setZoom(double zoom);

    void showOpened(const Trace &trace);
    void noticeSaved(Secrets secrets);

    OpenTraces *m_traces = nullptr;
    Documents *m_documents = nullptr;
    MainWindowActions m_actions;
    LabMenu *m_lab = nullptr;
    RequestEditor *m_requestEditor = nullptr;
    MessageBar *m_messageBar = nullptr;
    TracePane *m_tracePane = nullptr;
    Inspector *m_inspector = nullptr;
    TraceTabs *m_tabs = nullptr;
    TabActions *m_tabActions = nullptr;
    HistoryPanel *m_historyPanel = nullptr;
    PaneArrangement *m_panes = nullptr;
    Keeping *m_keeping = nullptr; ///< null: nothing is kept
    StatusLine *m_statusLine = nullptr;
    CopyActions *m_copies = nullptr;
    PictureActions *m_pictures = nullptr;
};

} // namespace hoplens
