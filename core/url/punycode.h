// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>
#include <string>

namespace hoplens {

// RFC 3492, without the "xn--" prefix. Both are quadratic at worst: bound the input.

/// Nothing when a delta overflows, which no label of bounded length can do.
std::optional<QByteArray> punycodeEncoded(const std::u32string &label);
/// Nothing when the text is no Punycode.
std::optional<std::u32string> punycodeDecoded(QByteArrayView text);

} // namespace hoplens
