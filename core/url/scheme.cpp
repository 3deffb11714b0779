// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/scheme.h"

#include "core/url/ascii.h"

namespace hoplens {

bool isSpecialScheme(const QByteArray &scheme)
{
    return scheme == "file" || defaultPort(scheme);
}

std::optional<quint16> defaultPort(const QByteArray &scheme)
{
    if (scheme == "http" || scheme == "ws") {
        return quint16{80};
    }
    if (scheme == "https" || scheme == "wss") {
        return quint16{443};
    }
    if (scheme == "ftp") {
        return quint16{21};
    }
    return std::nullopt;
}

qsizetype schemeLength(QByteArrayView text)
{
    if (text.isEmpty() || !isAsciiAlpha(text.front())) {
        return 0;
    }
    for (qsizetype i = 1; i < text.size(); ++i) {
        const char c = text.at(i);
        if (c == ':') {
            return i;
        }
        if (!isAsciiAlpha(c) && !isAsciiDigit(c) && c != '+' && c != '-' && c != '.') {
            return 0;
        }
    }
    return 0;
}

} // namespace hoplens
