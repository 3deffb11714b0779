// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/compareoptions.h"

namespace hoplens {

/// "hoplens compare": what several clients do, predicted or sent. Returns the exit code: 0 they are
/// compared; 1 no client got an answer; 2 and 3 as elsewhere.
int runCompare(const CompareArguments &arguments);

} // namespace hoplens
