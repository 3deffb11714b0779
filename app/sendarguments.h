// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/transport/sendoptions.h"

#include <optional>

class QCommandLineParser;

namespace hoplens {

/// Declares the options about connections, deadlines and limits, with curl's names where curl has
/// one.
void addSendOptions(QCommandLineParser &parser);

/// Those options. Errors: the option, what is wrong with it, what it wants. Files are not read.
Result<SendOptions> readSendOptions(const QCommandLineParser &parser);

/// The value of an option that was given.
std::optional<QString> optionalValue(const QCommandLineParser &parser, const char *name);

} // namespace hoplens
