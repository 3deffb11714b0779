// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

class QAction;
class QLabel;
class QMainWindow;

namespace hoplens {

struct MainWindowActions;
class Inspector;
class RequestEditor;
class TracePane;

/// The window on a projector: the whole screen, large type with a size of its own, and in place of
/// menus, editor, tabs and status line one line with method and URL. Every key of the menus works
/// on.
class Presentation final : public QObject {
    Q_OBJECT
public:
    /// Switched by `actions.presentation`. Everything must live as long as `window`, which owns
    /// this; its central widget must have been built.
    Presentation(QMainWindow *window, const MainWindowActions &actions, RequestEditor *editor,
                 QWidget *tabs, TracePane *pane, Inspector *inspector);

    bool isOn() const { return m_isOn; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setOn(bool on);
    void enter();
    void leave();
    void showRequest();
    void resize();
    void showHint();
    void placeHint();

    QMainWindow *m_window = nullptr;
    QAction *m_switch = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_leave = nullptr;
    RequestEditor *m_editor = nullptr;
    QWidget *m_tabs = nullptr;
    TracePane *m_pane = nullptr;
    Inspector *m_inspector = nullptr;
    QLabel *m_request = nullptr;
    QLabel *m_hint = nullptr;
    QTimer m_hintTime;
    QList<QAction *> m_borrowed; ///< of the menus, whose keys work only while they can be seen
    Qt::WindowStates m_stateBefore;
    double m_zoomBefore = 1;
    bool m_isOn = false;
};

} // namespace hoplens
