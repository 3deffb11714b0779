// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QString>

namespace hoplens {

struct TextOptions {
    bool color = false; ///< ANSI colours, for a terminal
};

/// The trace as aligned plain text, good enough to paste into a ticket. Control characters from the
/// network are shown escaped. Redact the trace before, if secrets must not show.
QString traceText(const Trace &trace, const TextOptions &options = {});

/// The lines of one hop (0-based), as they stand in traceText.
QString hopText(const Trace &trace, int hop, const TextOptions &options = {});

} // namespace hoplens
