// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace hoplens {

/// Octets as text: UTF-8 where valid, otherwise Latin-1. Nothing is lost, nothing is made harmless:
/// for text that is edited or copied.
QString decodedText(const QByteArray &bytes);

/// Text made harmless to look at: control characters and everything that reorders or hides text
/// (bidi overrides, separators, zero-width marks) are spelled out, as "\x1b", "\u202e".
QString visibleText(const QString &text);

/// Octets from the network for people to look at: visibleText of decodedText.
QString displayText(const QByteArray &bytes);

} // namespace hoplens
