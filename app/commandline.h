// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/compareoptions.h"
#include "core/result.h"

#include <QStringList>

#include <optional>

namespace hoplens {

/// What the program was asked to do.
struct CommandLine {
    enum class Verb { Window, Trace, Compare, Lab, Clients, Help, Version };
    Verb verb = Verb::Window;
    QString help; ///< for Help: the text
    QString windowArgument; ///< a trace file or a URL to open
    TraceArguments trace;
    CompareArguments compare;
    quint16 labPort = 0; ///< 0: two free ports
    bool clientsAsJson = false;
    QString clientName; ///< for Clients: the one whose cheat sheet is asked for; empty: the list
};

/// argv without the program's name -> struct. Pure: opens nothing. Errors: what is wrong and what
/// to do.
Result<CommandLine> parseCommandLine(const QStringList &arguments);

/// Whether these arguments ask for something without a window, so that no display is needed.
bool isWindowless(const QStringList &arguments);

} // namespace hoplens
