// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

class QActionGroup;
class QMainWindow;

namespace hoplens {

/// Place, theme and zoom of the window, as they were last time.
/// Returns the zoom; applies the theme and ticks it.
double readWindowSettings(QMainWindow *window, QActionGroup *themes);
void writeWindowSettings(const QMainWindow *window, const QActionGroup *themes, double zoom);

} // namespace hoplens
