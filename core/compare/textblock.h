// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace hoplens {

/// Lines of at most `width` characters, broken at spaces, and within a word where it has to be.
QStringList wrapped(const QString &text, int width);

/// The same as one text of whole lines, each after `first` or, from the second on, `others`. Both
/// are equally long and part of `width`, but an empty `first`, which begins at the margin.
QString indented(const QString &text, const QString &first, const QString &others, int width);

/// Without the spaces at the end.
QString trimmedEnd(QString text);

} // namespace hoplens
