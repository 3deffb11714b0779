// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/shellwords.h"

namespace hoplens {

/// Whether a text begins like a command: "curl ", "$ curl ", "/usr/bin/curl ", after comments.
bool isCurlCommand(const QString &text);

/// Its words, by the quoting it is written in; the rest is empty when it is only about the output
/// ("> file", "| jq ."). Errors: no command, several of them, too long (4 MiB, 10'000 words), those
/// of the shells.
Result<ShellWords> curlWords(const QString &text);

} // namespace hoplens
