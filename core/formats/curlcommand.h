// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/bodydraft.h"
#include "core/result.h"
#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"

#include <chrono>
#include <optional>

namespace hoplens {

/// What a command says, as far as Hoplens has something like it.
struct CurlCommand {
    Request request; ///< without the body, if a file is a part of it
    std::optional<BodyDraft> body; ///< a form or a file; files are named, not read
    QString cookieFile; ///< -b FILE; named, not read
    std::optional<int> maxHops; ///< --max-redirs
    std::optional<std::chrono::milliseconds> timeout; ///< -m
    SendOptions send; ///< -k, -x, --noproxy '*', --resolve, --connect-timeout, --http2
    QString authorityFile; ///< --cacert; named, not read
    QStringList sendOptions; ///< the options behind `send` and `authorityFile`, as written
    QStringList notTaken; ///< as written: options without a counterpart, shell variables
};

/// A command as it is typed, or as browsers copy it, for bash or for cmd. Reads no file. Errors:
/// no command, several of them, no address, a file whose content would be needed here.
Result<CurlCommand> readCurlCommand(const QString &text);

} // namespace hoplens
