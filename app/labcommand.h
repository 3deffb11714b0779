// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace hoplens {

/// "hoplens lab": serves until interrupted. Port 0: two free ports. Returns the exit code.
int runLab(quint16 port);

} // namespace hoplens
