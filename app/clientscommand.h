// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

namespace hoplens {

/// "hoplens clients": id, name and version of every profile. Returns the exit code.
int runClients(bool asJson);

} // namespace hoplens
