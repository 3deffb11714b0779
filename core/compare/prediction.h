// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/difference.h"
#include "core/redirect/clientprofile.h"
#include "core/trace/trace.h"

namespace hoplens {

/// From where on nothing can be said, because nobody saw what the server would have answered.
struct Unknown {
    int hop = 0; ///< 1-based: its request is known, the answer to it is not
    RequestDifference difference; ///< from the recorded request; counts nothing where there is none
    QString why; ///< one sentence
};

/// What a client would have done.
struct Prediction {
    /// Hops as the client would have had them: its requests, its decisions with rule and source,
    /// its cookies; connection and times were nobody's and are empty, and so are the findings.
    /// Without an outcome when the end is not known.
    Trace trace;
    std::optional<Unknown> unknown;
    QString notSent; ///< the client does not send such a request at all: one sentence
    /// Fields of the client's own accord that differ from the recorded ones, somewhere in the
    /// chain, and are taken not to matter: see fieldCounts().
    QList<QByteArray> habits;
    /// The jar held cookies before the trace; they are taken to go where they went when it was
    /// recorded, since nothing but their names is kept.
    bool cookiesAssumed = false;
    bool fromRedacted = false; ///< the recording had its secrets blotted out: all look alike
};

/// What this client would have done with the recorded answers, hop by hop, beginning with the
/// recorded request as the user meant it: without the fields that the recording client added, and
/// with the method as it went out, since what was typed is not recorded. Pure.
/// It ends at the first request that differs in what counts, so nothing is claimed that was not
/// seen.
Prediction predict(const Trace &recorded, const ClientProfile &profile);

} // namespace hoplens
