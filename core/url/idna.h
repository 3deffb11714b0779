// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace hoplens {

/// Unicode ToASCII (UTS 46) as the URL standard calls it with beStrict false: non-transitional,
/// CheckBidi and CheckJoiners; no check of hyphens, of STD3 characters, of DNS lengths.
/// Nothing when the standard says failure, or beyond 2048 characters. May be empty.
std::optional<QByteArray> domainToAscii(const QString &domain);

} // namespace hoplens
