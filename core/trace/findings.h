// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// What a careful colleague would say about the trace so far, worst first within a hop. Pure.
QList<Finding> findings(const Trace &trace);

/// 1-based hop that sent the very request (method, URL without fragment, body, fields) that
/// `next` would be, or 0. RFC 9110 §15.4: a client SHOULD detect cyclical redirections.
int repeatedHop(const QList<Hop> &hops, const Request &next);

} // namespace hoplens
