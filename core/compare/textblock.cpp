// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/textblock.h"

namespace hoplens {

QStringList wrapped(const QString &text, int width)
{
    QStringList lines;
    QString line;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &given : words) {
        QString word = given;
        if (!line.isEmpty() && line.size() + 1 + word.size() <= width) {
            line += u' ' + word;
            continue;
        }
        if (!line.isEmpty()) {
            lines.append(line);
        }
        for (; word.size() > width; word.remove(0, width)) {
            lines.append(word.left(width));
        }
        line = word;
    }
    if (!line.isEmpty() || lines.isEmpty()) {
        lines.append(line);
    }
    return lines;
}

QString indented(const QString &text, const QString &first, const QString &others, int width)
{
    QString all;
    const QStringList lines = wrapped(text, width - static_cast<int>(others.size()));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        all += (i == 0 ? first : others) + lines.at(i) + u'\n';
    }
    return all;
}

QString trimmedEnd(QString text)
{
    while (text.endsWith(u' ')) {
        text.chop(1);
    }
    return text;
}

} // namespace hoplens
