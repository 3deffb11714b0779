// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/ledger.h"
#include "ui/inspector/page.h"

namespace hoplens {

struct ClientProfile;

// Pure. `hop` is 0-based and in the trace. Values are shown as they are: whoever wants no secrets
// on the screen hands in a redactedTrace.

/// What the client did after this hop, and why; what another status would have done; what is odd.
/// Without a profile nothing is said about other statuses.
Page whyPage(const Trace &trace, int hop, const ClientProfile *profile);

/// How the Location of a redirect is written and read, with what is odd about it.
std::optional<PageBlock> locationBlock(const Hop &hop);
/// What the page itself asks for: Refresh or meta refresh.
std::optional<PageBlock> softRedirectBlock(const Hop &hop);

/// A line of the difference between two requests: the mark as a sign, too, never as colour alone.
PageLine diffLine(const LedgerLine &line);
/// The request as sent, as a difference to the one before.
Page requestPage(const Trace &trace, int hop);

/// The answer, the connection it came over, and when.
Page responsePage(const Trace &trace, int hop);

/// The cookies of the jar, sent and not sent and why, and what became of those the answer set.
Page cookiesPage(const Trace &trace, int hop);

/// A body to be read: as text, or in hexadecimal when it is none; the first part of a long one.
/// With `content`, what it decodes to is shown in its place.
PageBlock bodyBlock(const Body &body, const QString &title,
                    const std::optional<DecodedContent> &content = {});

} // namespace hoplens
