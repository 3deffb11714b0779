// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/inspector/bodypreview.h"
#include "ui/inspector/page.h"

namespace hoplens {

struct ClientProfile;

// Pure. `hop` is 0-based and in the trace. Values are shown as they are: whoever wants no secrets
// on the screen hands in a redactedTrace.

/// What the client did after this hop, and why; what another status would have done; what is odd.
/// Without a profile nothing is said about other statuses.
Page whyPage(const Trace &trace, int hop, const ClientProfile *profile);

/// The decision, had the hop been answered with `status` in place of its own, and the next request
/// as a difference to what really followed. Empty: the hop has no answer, or that very status.
Page suppositionBlocks(const Trace &trace, int hop, int status, const ClientProfile &profile);

/// How the Location of a redirect is written and read, with what is odd about it.
std::optional<PageBlock> locationBlock(const Hop &hop);
/// What the page itself asks for: Refresh or meta refresh.
std::optional<PageBlock> softRedirectBlock(const Hop &hop);

/// Difference: to the request before. Raw: head and body octet by octet.
enum class RequestForm { Difference, AsSent, Raw };
Page requestPage(const Trace &trace, int hop, RequestForm form = RequestForm::Difference);

/// Lines of a difference, marked by sign, colour and a line through what is gone.
QList<PageLine> differenceLines(const Request *before, const Request &after);

/// The body of the answer; absent when there is none.
std::optional<BodyPreview> responseBody(const Trace &trace, int hop, const BodyChoice &choice = {});
/// The answer: what was odd about it, its head, and `body`.
Page responsePage(const Trace &trace, int hop, const std::optional<BodyPreview> &body);

/// The cookies of the jar, sent and not sent and why, and what became of those the answer set.
Page cookiesPage(const Trace &trace, int hop);

/// A certificate of a chain; `place` 0 is the server's own.
PageBlock certificateBlock(const Certificate &certificate, qsizetype place);
/// What is wrong with the server's certificate, and what is known of it, for an exchange that
/// failed for that.
PageBlock rejectionBlock(const Exchange &exchange);

/// When what happened, over which connection, and how far that is to be trusted.
Page connectionPage(const Trace &trace, int hop);

} // namespace hoplens
