// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// The body with its content codings undone: the one it carries, or made now from its octets (some
/// milliseconds). Absent when the fields name no Content-Encoding or the body is empty.
std::optional<DecodedContent> contentOf(const Body &body, const Headers &headers,
                                        const DecodingLimits &limits = {});

/// What a reader of the body sees: `bytes`, or the decoded text where there is any.
QByteArray readableOctets(const Body &body, const Headers &headers,
                          const DecodingLimits &limits = {});

/// The trace with contentOf filled in for each body, as files and redaction need it. Octets kept
/// that way are bounded for the whole trace.
Trace withDecodedBodies(Trace trace);

// For people, through tr().

/// "7 B", or "1.2 kB on the wire, 8.4 kB decoded (gzip)".
QString bodySizeText(const Body &body, const std::optional<DecodedContent> &content);
/// Why not everything is decoded, or what was odd, in one sentence; empty when nothing is to be
/// said.
QString decodingSentence(const Body &body, const DecodedContent &content);

} // namespace hoplens
