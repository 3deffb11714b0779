// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

namespace hoplens {

/// The contract's exit codes.
enum ExitCode { Handed = 0, NotHanded = 1, WrongUsage = 2, FileTrouble = 3, FindingFound = 4 };

/// To standard output, whole. Errors: Unwritable (a full disk, a closed pipe).
Result<void> printOut(const QByteArray &bytes);
/// One sentence on standard error; returns the exit code that goes with it.
int complain(const Error &error);
/// Whether standard output is a terminal that may be coloured (https://no-color.org).
bool wantsColor();

} // namespace hoplens
