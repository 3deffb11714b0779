// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/lab/locations.h"

#include <QByteArray>

namespace hoplens {

/// The page at "/": the grammar with examples, and every scenario with a curl command. UTF-8 HTML
/// without scripts and without anything from elsewhere.
QByteArray labPage(const LabPorts &ports);

} // namespace hoplens
