// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/octets.h"

#include "ui/formatting.h"

#include <QStringDecoder>

#include <algorithm>

namespace hoplens {

namespace {

using Style = PageLine::Style;

constexpr qsizetype hexColumns = 8; // as many as a narrow inspector has room for

QString escapedOctet(char octet)
{
    return u"\\x"_qs
        + QString::number(static_cast<unsigned char>(octet), 16).rightJustified(2, u'0');
}

/// Octets of the UTF-8 sequence that starts at `at`; 0 when none does.
qsizetype sequenceLength(const QByteArray &bytes, qsizetype at)
{
    const auto first = static_cast<unsigned char>(bytes.at(at));
    const qsizetype length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(bytes.mid(at, length));
    return decoder.hasError() || decoded.isEmpty() ? 0 : length;
}

/// A backslash that could be taken for the start of an escape is escaped itself.
bool looksLikeEscape(const QByteArray &bytes, qsizetype at)
{
    return bytes.at(at) == '\\' && at + 1 < bytes.size()
        && (bytes.at(at + 1) == 'x' || bytes.at(at + 1) == 'u');
}

QString octetText(const QByteArray &bytes)
{
    const bool isPlain = std::all_of(bytes.begin(), bytes.end(),
                                     [](char c) { return c >= ' ' && c <= '~' && c != '\\'; });
    if (isPlain) {
        return QString::fromLatin1(bytes);
    }
    QString text;
    text.reserve(bytes.size() * 2);
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype length = sequenceLength(bytes, at);
        if (length == 0 || looksLikeEscape(bytes, at)) {
            text += escapedOctet(bytes.at(at));
            ++at;
        } else {
            text += visibleText(bytes.mid(at, length));
            at += length;
        }
    }
    return text;
}

} // namespace

bool looksLikeText(const QByteArray &bytes)
{
    // Unpaired control characters are what binary formats are full of and texts are not.
    return std::all_of(bytes.begin(), bytes.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return octet >= 0x20 || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\x1b';
    });
}

QList<PageLine> textLines(const QByteArray &bytes)
{
    QList<PageLine> lines;
    for (QByteArray line : bytes.split('\n')) {
        if (line.endsWith('\r')) {
            line.chop(1);
        }
        // A tab is as wide as it likes; nothing else hides in it.
        QStringList cells;
        for (const QByteArray &cell : line.split('\t')) {
            cells.append(visibleText(cell));
        }
        lines.append(PageLine{Style::Code, cells.join(u'\t')});
    }
    return lines;
}

QList<PageLine> octetLines(const QByteArray &bytes)
{
    QList<PageLine> lines;
    for (qsizetype start = 0; start < bytes.size();) {
        const qsizetype lineFeed = bytes.indexOf('\n', start);
        const qsizetype end = lineFeed < 0 ? bytes.size() : lineFeed + 1;
        lines.append(PageLine{Style::Code, octetText(bytes.mid(start, end - start))});
        start = end;
    }
    return lines;
}

QList<PageLine> hexLines(const QByteArray &bytes)
{
    QList<PageLine> lines;
    lines.reserve(bytes.size() / hexColumns + 1);
    for (qsizetype at = 0; at < bytes.size(); at += hexColumns) {
        const QByteArray row = bytes.mid(at, hexColumns);
        QByteArray printable = row;
        std::replace_if(
            printable.begin(), printable.end(), [](char c) { return c < ' ' || c > '~'; }, '.');
        const QString offset = QString::number(at, 16).rightJustified(5, u'0');
        const QString octets =
            QString::fromLatin1(row.toHex(' ')).leftJustified(hexColumns * 3 - 1, u'\u00a0');
        lines.append(PageLine{
            Style::Code, offset + u"  "_qs + octets + u"  "_qs + QString::fromLatin1(printable)});
    }
    return lines;
}

} // namespace hoplens
