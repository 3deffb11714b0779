// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace hoplens {

/// A JSON object or array with line breaks and indentation put between its tokens. Nothing else
/// changes: order, repeated names and the digits of numbers stay as written. Absent: it is no valid
/// JSON in UTF-8, it is a lone value, or it is nested more than 512 deep.
std::optional<QByteArray> indentedJson(const QByteArray &json);

} // namespace hoplens
