// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>

namespace hoplens {

/// Which of the host parser's branches: opaque for schemes that are not special.
enum class HostKind { Domain, Opaque };

/// The URL standard's host parser and serialiser in one, over raw bytes: "A.test" is "a.test",
/// "0x7f.1" is "127.0.0.1". A domain must not be empty. Errors: what is wrong with the host.
Result<QByteArray> parseHost(const QByteArray &input, HostKind kind);

/// A name that always means the machine itself, or an address of its loopback: "localhost",
/// "a.localhost.", "127.0.0.2", "::1", "[::1]".
bool isThisMachine(const QByteArray &host);

} // namespace hoplens
