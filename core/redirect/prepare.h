// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"
#include "core/trace/trace.h"

namespace hoplens {

/// The request as this client sends it: target, Host, the client's own fields unless the user set
/// or removed them, then the user's in order, then Content-Length. Fields by Client are made anew.
/// Idempotent; only the jar's cookies are added later (see withCookies), and then this is what goes
/// on the wire.
Request prepareRequest(Request request, const ClientProfile &profile);

/// User name and password of an address the user typed, as Basic credentials (RFC 7617), which is
/// what curl and most libraries make of them; a header Authorization set by hand wins.
Request withUserinfoAsCredentials(Request request);

/// Checks method, URL and fields before anything is opened. Errors: what is malformed and where, or
/// that this client does not send such a method.
Result<void> checkRequest(const Request &request, const ClientProfile &profile);

} // namespace hoplens
