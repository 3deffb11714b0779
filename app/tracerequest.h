// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/traceoptions.h"
#include "core/tracer.h"

namespace hoplens {

/// The request the arguments describe; reads the body's files (at most 1 GiB each, "-" is standard
/// input). `labBase`: base URL of the lab, for --lab. Errors: InvalidInput, Unreadable.
Result<Request> requestOf(const TraceArguments &arguments, const QByteArray &labBase);

/// How it is to be sent; reads --cacert. Errors: Unreadable.
Result<TraceOptions> optionsOf(const TraceArguments &arguments);

/// Sends it and waits for the end. The request must pass checkRequest.
Trace sendTrace(const Request &request, const ClientProfile &profile, const TraceOptions &options);

} // namespace hoplens
