// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/measurement.h"

namespace hoplens::bench {

/// Traces with Tracer, and keeps every Trace.
Measurement runTracer(const Load &load);

} // namespace hoplens::bench
