// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"

#include <chrono>
#include <optional>

namespace hoplens {

/// What a command says, as far as Hoplens has something like it.
struct CurlCommand {
    Request request;
    std::optional<int> maxHops; ///< --max-redirs
    std::optional<std::chrono::milliseconds> timeout; ///< -m
    SendOptions send; ///< -k, -x, --resolve, --connect-timeout
    QString authorityFile; ///< --cacert; named, not read
    QStringList sendOptions; ///< the options behind `send` and `authorityFile`, as written
    QStringList notTaken; ///< as written: options without a counterpart, shell variables
};

/// A command as it is typed, or as browsers copy it, for bash or for cmd. Reads no file. Errors:
/// no command, several of them, no address, a file whose content would be needed.
Result<CurlCommand> readCurlCommand(const QString &text);

} // namespace hoplens
