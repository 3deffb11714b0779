// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/step/pausedstep.h"
#include "ui/inspector/page.h"

namespace hoplens {

/// The next request as a difference to the one before. `shown` and `next` are as the screen shows
/// them. Pure.
Page stepPage(const Trace &shown, const PausedStep &step, const Request &next);

/// "POST becomes GET. Hop 3 is next.": the conditions that hold; empty for a step of its own.
QString stepReasons(const Trace &shown, const PausedStep &step, const Request &next);
/// "Paused before hop 3"
QString stepTitle(const PausedStep &step);
/// The same with all its reasons, to be read aloud.
QString stepSentence(const Trace &shown, const PausedStep &step, const Request &next);

} // namespace hoplens
