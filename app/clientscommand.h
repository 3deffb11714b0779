// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hoplens {

/// "hoplens clients": id, name and version of every profile. Returns the exit code.
int runClients(bool asJson);
/// "hoplens clients NAME": the cheat sheet of a client that there is. Returns the exit code.
int runClient(const QString &id, bool asJson);

} // namespace hoplens
