// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/curlcommand.h"
#include "core/formats/curloptions.h"

namespace hoplens {

/// An option about connections or limits, put into the command. One whose value cannot be read is
/// listed as not taken.
void takeCurlSending(const CurlArgument &argument, CurlCommand &command);

} // namespace hoplens
