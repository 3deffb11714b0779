// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace hoplens {

/// "special scheme" of the URL standard §4.2: http, https, ws, wss, ftp, file. Expects lower case.
bool isSpecialScheme(const QByteArray &scheme);

/// The default port of a special scheme; file and all others have none.
std::optional<quint16> defaultPort(const QByteArray &scheme);

/// Octets of the scheme that the text starts with, without ":"; 0 when there is none.
qsizetype schemeLength(QByteArrayView text);

} // namespace hoplens
