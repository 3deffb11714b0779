// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspector/page.h"

#include <QByteArray>

namespace hoplens {

// Octets as lines of fixed pitch. The callers bound how many.

/// No control characters but those that texts have.
bool looksLikeText(const QByteArray &bytes);

/// To be read: line ends end lines, and everything else that cannot be seen is spelled out.
QList<PageLine> textLines(const QByteArray &bytes);

/// To be looked at octet by octet: line ends are spelled out too ("\x0d\x0a"), and so is whatever
/// is no UTF-8, so that two different inputs never look the same.
QList<PageLine> octetLines(const QByteArray &bytes);

/// "00010  48 6f 70 6c 65 6e 73 2e  Hoplens.", 8 octets a line.
QList<PageLine> hexLines(const QByteArray &bytes);

} // namespace hoplens
