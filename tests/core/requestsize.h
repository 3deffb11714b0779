// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hoplens {

/// Octets of the request at the start of `bytes`, or -1 while it is not complete. Requests of the
/// program's own making end with their head or with Content-Length.
inline qsizetype requestSize(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0) {
        return -1;
    }
    const QByteArray head = bytes.left(end + 2).toLower();
    const qsizetype field = head.indexOf("\r\ncontent-length:");
    const QByteArray length = field < 0 ? "0" : head.mid(field + 17).split('\r').constFirst();
    const qsizetype size = end + 4 + length.trimmed().toLongLong();
    return bytes.size() < size ? -1 : size;
}

} // namespace hoplens
