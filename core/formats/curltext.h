// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/bodydraft.h"
#include "core/draft/optionsdraft.h"
#include "core/result.h"
#include "core/trace/trace.h"

namespace hoplens {

/// The request as a curl command for bash. A prepared one is sent by it octet for octet, only Host
/// goes first and is spelled so; of one that is a wish, curl makes its own fields. Errors: a field
/// that is none, a body with a NUL, longer than an argument may be, or not known whole.
Result<QString> curlCommandOf(const Request &request);

/// How a wish is sent, and what its body is made of.
struct CurlWish {
    Request request; ///< not prepared
    BodyDraft body; ///< that `request` has its body from
    OptionsDraft options;
    QString cookieFile; ///< empty: none
};

/// The wish as a command with curl's own options for forms, files, credentials and connections, so
/// that pasting it gives the same wish. What curl has no option for is left out: the other
/// deadlines, fresh connections, resending, following refresh. Errors: those above, but not for
/// what stands in files.
Result<QString> curlCommandOf(const CurlWish &wish);

/// One command a hop, in order, as a script; a comment in place of one that cannot be written.
/// Redact the trace before, if secrets must not show.
QString curlScript(const Trace &trace);

} // namespace hoplens
