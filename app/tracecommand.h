// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/traceoptions.h"

namespace hoplens {

/// "hoplens trace": one trace without a window. Returns the exit code of the contract.
int runTrace(const TraceArguments &arguments);

} // namespace hoplens
