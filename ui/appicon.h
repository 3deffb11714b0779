// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>

namespace hoplens {

/// The program's icon in the usual sizes, drawn, so that no image format has to be read for it. The
/// same as resources/icons/org.hoplens.Hoplens.svg, which the desktop shows.
QIcon appIcon();

} // namespace hoplens
