// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QString>

namespace hoplens {

/// What the last card says about a trace that did not end with an answer.
struct OutcomeWords {
    QString title; ///< "No answer", "Loop"
    QString tried; ///< the request that was last
    QString cameBack; ///< one sentence: what happened
    QString advice; ///< one sentence: what to do
};

/// The trace must have an outcome other than Final.
OutcomeWords outcomeWords(const Trace &trace);

} // namespace hoplens
