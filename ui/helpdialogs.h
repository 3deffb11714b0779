// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

class QMainWindow;

namespace hoplens {

/// Every key of the window's menus and of the timeline, in a dialog that blocks nothing.
void showShortcuts(QMainWindow *window);

/// Name, version and licence, in a dialog that blocks nothing.
void showAbout(QMainWindow *window);

} // namespace hoplens
