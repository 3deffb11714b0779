// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

namespace hoplens {

// The comparison in files and on terminals. All UTF-8; everything that servers and clients sent is
// escaped as the format needs it. Redact the traces before, if secrets must not show.

/// Aligned plain text that fits `width` characters, whatever the number of clients: those that do
/// the same share a column, and columns that do not fit go below.
QByteArray comparisonText(const Comparison &comparison, int width = 80);
/// One GitHub-style table, and the sentences about where they part.
QByteArray comparisonMarkdown(const Comparison &comparison);
/// A column for each client, a row for each hop (RFC 4180). A cell that a spreadsheet would take
/// for a formula begins with an apostrophe.
QByteArray comparisonCsv(const Comparison &comparison);
/// A page of its own that loads nothing.
QByteArray comparisonHtml(const Comparison &comparison);
/// resources/schema/hoplens-comparison.schema.json
QByteArray comparisonJson(const Comparison &comparison);

} // namespace hoplens
