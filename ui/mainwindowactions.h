// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace hoplens {

/// The menus of the main window: names, keys and places. What they do is wired by the window.
struct MainWindowActions {
    QAction *newRequest = nullptr;
    QAction *openTrace = nullptr;
    QMenu *recentMenu = nullptr;
    QAction *saveTrace = nullptr;
    QAction *saveTraceAs = nullptr;
    QAction *exportPicture = nullptr;
    QAction *printPicture = nullptr;
    QAction *quit = nullptr;

    QAction *newTab = nullptr;
    QAction *closeTab = nullptr;
    QAction *reopenTab = nullptr;
    QAction *nextTab = nullptr;
    QAction *previousTab = nullptr;

    QAction *copyUrl = nullptr;
    QAction *copyLocation = nullptr;
    QAction *copyTrace = nullptr;
    QAction *copyHopAsCurl = nullptr;
    QAction *copyHopAsText = nullptr;
    QAction *copyPicture = nullptr;
    QAction *copyRequestAsCurl = nullptr;
    QAction *pasteRequest = nullptr;
    QAction *goToAddress = nullptr;

    QAction *find = nullptr;
    QAction *findNext = nullptr;
    QAction *findPrevious = nullptr;

    QAction *send = nullptr;
    QAction *stop = nullptr;
    QAction *again = nullptr;
    QAction *step = nullptr;
    QAction *runOn = nullptr;
    QAction *keepMethod = nullptr;
    QAction *changeToGet = nullptr;
    QAction *editNext = nullptr;
    QMenu *stopAtMenu = nullptr;
    QAction *stopHere = nullptr; ///< for the context menu of a hop
    QAction *resendHop = nullptr;
    QAction *previousHop = nullptr;
    QAction *nextHop = nullptr;

    QAction *editRequest = nullptr;
    QAction *showInspector = nullptr;
    QAction *showHistory = nullptr;
    QAction *showSecrets = nullptr;
    QAction *wrapLines = nullptr;
    QAction *zoomIn = nullptr;
    QAction *zoomOut = nullptr;
    QAction *zoomReset = nullptr;
    QAction *presentation = nullptr;
    QActionGroup *themes = nullptr; ///< data: ThemeChoice as int

    QMenu *labMenu = nullptr;
    QAction *copyLabAddress = nullptr;

    QAction *shortcuts = nullptr;
    QAction *about = nullptr;
};

/// Builds the menu bar; the window owns everything. Each action's object name is its member name.
MainWindowActions createMainWindowActions(QMainWindow *window);

} // namespace hoplens
