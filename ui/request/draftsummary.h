// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hoplens {

struct OptionsDraft;
struct RequestDraft;

// What each part of a draft stands at, in a few words. None of them holds a secret.

/// "18 B · text/plain"
QString bodySummary(const RequestDraft &draft);
/// How many are sent.
QString headerSummary(const RequestDraft &draft);
/// "Bearer"
QString authSummary(const RequestDraft &draft);
/// How many cookies the field has, and whether there is a file.
QString cookieSummary(const RequestDraft &draft);
/// What differs from the default; empty when nothing does.
QString optionsSummary(const OptionsDraft &draft);

} // namespace hoplens
