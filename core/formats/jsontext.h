// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace hoplens {

/// Where a text stops being JSON (RFC 8259).
struct JsonProblem {
    int line = 1; ///< from 1
    int column = 1; ///< from 1, in characters as a person counts them
    QString detail; ///< one sentence that names both
};

/// The first thing that is wrong; nothing when the text is JSON. Empty text is not.
std::optional<JsonProblem> jsonProblem(const QString &text);

/// The same JSON with line breaks and four spaces a level: order of members, numbers and escapes
/// stay as they were written. The text must be JSON.
QString formattedJson(const QString &text);

} // namespace hoplens
