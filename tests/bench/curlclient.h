// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/measurement.h"

namespace hoplens::bench {

/// Follows with libcurl by itself: one at a time with a reused easy handle, otherwise with multi.
Measurement runCurl(const Load &load);

} // namespace hoplens::bench
