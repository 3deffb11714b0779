// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"

namespace hoplens {

/// What an earlier answer on the same connection said. The hops of a chain often say the same
/// (Server, Date, a body of two lines); what a reader finds equal then holds the same memory, which
/// is a fourth of what a kept hop costs.
struct KnownTexts {
    Headers fields;
    QByteArray body;
};

} // namespace hoplens
