// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// What a careful colleague would say about the trace so far, worst first within a hop. Pure.
QList<Finding> findings(const Trace &trace);

} // namespace hoplens
