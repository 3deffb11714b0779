// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/harentry.h"

namespace hoplens {

/// Entries by time, put together where one's redirect leads to the other: each inner list is a
/// chain. An entry is in one chain only.
QList<QList<HarEntry>> harChains(QList<HarEntry> entries);

/// One chain as a trace. What happened between two hops is told as it was observed in `client`.
Trace traceOfChain(const QList<HarEntry> &chain, const ClientName &client);

} // namespace hoplens
