// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/pagewriter.h"

#include "ui/inspector/pageobject.h"
#include "ui/isolation.h"

#include <QFontMetricsF>
#include <QTextBlock>
#include <QTextBoundaryFinder>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int hangingCharacters = 3; // further in than a sign of a difference
constexpr qsizetype signLength = 2; // of a line of a difference
// Qt lays out a block as a whole, so a line of a megabyte must not be one.
constexpr qsizetype pieceLength = 4'096;

Face faceOf(PageLine::Style style)
{
    switch (style) {
    case PageLine::Style::Title:
        return Face::Large;
    case PageLine::Style::Heading:
    case PageLine::Style::Strong:
        return Face::Strong;
    case PageLine::Style::Text:
    case PageLine::Style::Muted:
        return Face::Normal;
    case PageLine::Style::Code:
        return Face::Mono;
    }
    Q_UNREACHABLE();
}

/// Of a long line; no surrogate pair is cut.
QStringList piecesOf(const QString &text)
{
    QStringList pieces;
    qsizetype at = 0;
    do {
        qsizetype end = std::min(at + pieceLength, text.size());
        if (end < text.size() && text.at(end - 1).isHighSurrogate()) {
            ++end;
        }
        pieces.append(text.mid(at, end - at));
        at = end;
    } while (at < text.size());
    return pieces;
}

/// A line is broken where there is room for no more, not where a word ends; only thus values stand
/// in a column.
QString unbroken(QString text)
{
    text.replace(u' ', u'\u00a0');
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, text);
    QString result;
    qsizetype from = 0;
    for (qsizetype at = finder.toNextBoundary(); at > 0 && at < text.size();
         at = finder.toNextBoundary()) {
        result += text.mid(from, at - from) + wordJoiner;
        from = at;
    }
    return result + text.mid(from);
}

/// What stands in the document for a piece of a line.
QString laidOut(const PageLine &line, const QString &piece)
{
    const bool isCode = line.style == PageLine::Style::Code;
    QString text = line.label > 0 ? unbroken(piece) : piece;
    text = isCode ? inOrder(text, Qt::LeftToRight) : inOrder(text);
    return text.replace(u"://"_qs, u"://"_qs + wordJoiner); // no scheme alone
}

} // namespace

void PageWriter::write(const Page &page, QTextDocument *document) const
{
    QTextCursor cursor(document);
    for (int i = 0; i < page.size(); ++i) {
        const bool textFollows = i + 1 < page.size() && !page.at(i + 1).bar;
        writeBlock(cursor, page.at(i), i, textFollows);
    }
}

void PageWriter::writeBlock(QTextCursor &cursor, const PageBlock &block, int index,
                            bool textFollows) const
{
    QTextCursor inside = cursor;
    if (block.bar) {
        QTextTableFormat format;
        format.setBorder(0);
        format.setCellSpacing(0);
        format.setTopMargin(8);
        format.setBottomMargin(textFollows ? 16
                                           : 0); // the top margin of a text after a table is lost
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        format.setBorderCollapse(true);
        QTextTable *table = cursor.insertTable(1, 1, format);
        table->cellAt(0, 0).setFormat(cardFormat(*block.bar));
        inside = table->cellAt(0, 0).firstCursorPosition();
    }
    bool isFirst = true;
    for (const PageLine &line : block.lines) {
        writeLine(inside, line, {index, false}, isFirst);
        isFirst = false;
    }
    cursor.movePosition(QTextCursor::End);
}

/// Its edge is where lines begin.
QTextTableCellFormat PageWriter::cardFormat(Ink edge) const
{
    constexpr double edgeWidth = 3;
    constexpr double padding = 8;
    constexpr double paddingAtEdge = 12;
    QTextTableCellFormat cell;
    cell.setBackground(m_theme.chip);
    cell.setPadding(padding);
    if (m_direction == Qt::RightToLeft) {
        cell.setRightBorder(edgeWidth);
        cell.setRightBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        cell.setRightBorderBrush(inkColor(m_theme, edge));
        cell.setRightPadding(paddingAtEdge);
    } else {
        cell.setLeftBorder(edgeWidth);
        cell.setLeftBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        cell.setLeftBorderBrush(inkColor(m_theme, edge));
        cell.setLeftPadding(paddingAtEdge);
    }
    return cell;
}

void PageWriter::startLine(QTextCursor &cursor, const QTextBlockFormat &format, int state,
                           bool isFirst)
{
    const bool startsInEmptyBlock = isFirst && cursor.block().length() == 1;
    if (startsInEmptyBlock) {
        cursor.setBlockFormat(format);
    } else {
        cursor.insertBlock(format);
    }
    cursor.block().setUserState(state);
}

void PageWriter::writeLine(QTextCursor &cursor, const PageLine &line, LineState state,
                           bool isFirst) const
{
    const QTextCharFormat look = charFormat(line);
    const QTextBlockFormat format = blockFormat(line, isFirst);
    if (!line.picture.isNull()) {
        startLine(cursor, format, -1, isFirst);
        cursor.insertText(QString(PageObject::character), PageObject::formatOf(line.picture));
        isFirst = false;
    }
    const QStringList pieces = piecesOf(line.text);
    startLine(cursor, format, state.packed(), isFirst);
    if (line.bar) {
        cursor.insertText(QString(PageObject::character), PageObject::formatOf(*line.bar, look));
    }
    const qsizetype sign = line.struckOut ? signLength : 0;
    QTextCharFormat signLook = look;
    signLook.setFontStrikeOut(false); // a line through a minus would hide it
    cursor.insertText(pieces.constFirst().left(sign), signLook);
    cursor.insertText(laidOut(line, pieces.constFirst().mid(sign)), look);
    for (const QString &piece : pieces.mid(1)) {
        QTextBlockFormat further = format;
        further.setTopMargin(0);
        state.continues = true;
        startLine(cursor, further, state.packed(), false);
        cursor.insertText(laidOut(line, piece), look);
    }
}

QTextCharFormat PageWriter::charFormat(const PageLine &line) const
{
    QTextCharFormat format;
    format.setFont(m_faces.of(faceOf(line.style)));
    const bool muted = line.ink == Ink::Text
        && (line.style == PageLine::Style::Muted || line.style == PageLine::Style::Heading);
    format.setForeground(inkColor(m_theme, muted ? Ink::Muted : line.ink));
    format.setFontStrikeOut(line.struckOut);
    return format;
}

/// Pixels by which the second line of code is further in than the first.
double PageWriter::indentBelow(const PageLine &line) const
{
    const QFontMetricsF metrics(m_faces.of(Face::Mono));
    return line.label > 0 ? metrics.horizontalAdvance(line.text.left(line.label))
                          : hangingCharacters * metrics.horizontalAdvance(u'0');
}

QTextBlockFormat PageWriter::blockFormat(const PageLine &line, bool isFirst) const
{
    QTextBlockFormat format;
    format.setLayoutDirection(wordsDirection());
    format.setAlignment(Qt::AlignAbsolute
                        | (m_direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft));
    switch (line.style) {
    case PageLine::Style::Heading:
        format.setTopMargin(16);
        format.setBottomMargin(4);
        break;
    case PageLine::Style::Code:
        format.setLeftMargin(indentBelow(line));
        format.setTextIndent(-indentBelow(line));
        format.setTopMargin(2);
        format.setNonBreakableLines(!m_codeWrapped);
        format.setLayoutDirection(Qt::LeftToRight); // columns stay columns, whatever is in them
        format.setAlignment(Qt::AlignAbsolute | Qt::AlignLeft);
        break;
    case PageLine::Style::Muted:
    case PageLine::Style::Text:
        format.setTopMargin(isFirst ? 0 : 4);
        break;
    case PageLine::Style::Title:
    case PageLine::Style::Strong:
        break;
    }
    return format;
}

} // namespace hoplens
