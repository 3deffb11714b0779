// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace hoplens {

/// The URL standard's "ends in a number checker": such a host must be an IPv4 address.
bool endsInNumber(const QByteArray &host);
/// "0x7f.1" as "127.0.0.1"; nothing when it is no IPv4 address.
std::optional<QByteArray> normalizedIpv4(const QByteArray &host);
/// "0:0::1" (without brackets) as "::1"; nothing when it is no IPv6 address. Zones are refused.
std::optional<QByteArray> normalizedIpv6(QByteArrayView text);
/// For a host as the parser leaves it: "127.0.0.1", "[::1]".
bool isIpAddress(const QByteArray &host);

} // namespace hoplens
