// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/page.h"

#include <QStringList>

#include <algorithm>

namespace hoplens {

QString plainText(QString line)
{
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
        lines.append(PageLine{PageLine::Style::Code,
                              label.leftJustified(width, u'\u00a0') + u"  "_qs + value});
    }
    return lines;
}

} // namespace hoplens
