// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"
#include "core/trace/trace.h"

namespace hoplens {

/// The wish that this client prepares as the request that was sent: what it would not make by
/// itself at the beginning of a trace (cookies of the jar, a Referer) becomes the user's own, and
/// what it would add but did not send is taken away. Only the order of fields may differ.
Request resendable(const Request &sent, const ClientProfile &profile);

} // namespace hoplens
