// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// What is worth saying about the cookies of one hop. `index` is 0-based.
QList<Finding> cookieFindings(const Trace &trace, qsizetype index);

} // namespace hoplens
