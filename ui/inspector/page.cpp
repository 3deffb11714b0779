// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/page.h"

#include "ui/isolation.h"

#include <QStringList>

#include <algorithm>

namespace hoplens {

bool isLayoutMark(QChar c)
{
    return isIsolate(c) || c == wordJoiner;
}

QString plainText(QString line)
{
    line.removeIf(isLayoutMark);
    return line.replace(u'\u00a0', u' ').replace(u'\u2007', u' ');
}

QString plainText(const PageBlock &block)
{
    QStringList lines;
    for (const PageLine &line : block.lines) {
        lines.append(plainText(line.text));
    }
    return lines.join(u'\n');
}

QString plainText(const Page &page)
{
    QStringList blocks;
    for (const PageBlock &block : page) {
        blocks.append(plainText(block));
    }
    return blocks.join(u"\n\n"_qs);
}

QList<PageLine> tableLines(const QList<std::pair<QString, QString>> &rows)
{
    qsizetype width = 0;
    for (const auto &[label, value] : rows) {
        width = std::max(width, label.size());
    }
    QList<PageLine> lines;
    for (const auto &[label, value] : rows) {
        PageLine line{PageLine::Style::Code,
                      label.leftJustified(width, u'\u00a0') + u"\u00a0\u00a0"_qs + value};
        line.label = width + 2;
        lines.append(line);
    }
    return lines;
}

} // namespace hoplens
