// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

class QAction;
class QActionGroup;
class QMainWindow;

namespace hoplens {

/// Place, theme and zoom of the window, as they were last time.
/// Returns the zoom; applies the theme and ticks it.
double readWindowSettings(QMainWindow *window, QActionGroup *themes);
void writeWindowSettings(const QMainWindow *window, const QActionGroup *themes, double zoom);

/// From now on a switch is as it was last time; its object name is its key.
void rememberSwitch(QAction *action);

} // namespace hoplens
