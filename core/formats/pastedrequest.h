// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/curlcommand.h"

namespace hoplens {

/// Whether a text is a whole request and not just an address: a curl command, or a request line.
bool isWholeRequest(const QString &text);

/// Either of the two. Errors: those of readCurlCommand and readRawRequest.
Result<CurlCommand> readPastedRequest(const QString &text);

} // namespace hoplens
