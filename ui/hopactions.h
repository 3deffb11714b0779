// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QWidget;

namespace hoplens {

class CopyActions;
class HopMenu;
class MessageBar;
class OpenTraces;
class RequestEditor;
class TracePane;
struct MainWindowActions;

/// What can be done with one hop: its context menu on the timeline, and sending again from there.
class HopActions final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        const OpenTraces *traces = nullptr;
        TracePane *pane = nullptr;
        RequestEditor *editor = nullptr;
        MessageBar *messages = nullptr;
        CopyActions *copies = nullptr;
    };

    /// The parts must live as long as `window`.
    HopActions(const MainWindowActions &actions, const Parts &parts, QWidget *window);

    HopMenu *menu() const { return m_menu; }

private:
    HopMenu *m_menu = nullptr;
};

} // namespace hoplens
