// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/pageview.h"

#include <QEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextCursor>
#include <QTextDocumentFragment>
#include <QTextTable>

namespace hoplens {

namespace {

constexpr int margin = 16;
constexpr int hangingIndent = 20;

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

} // namespace

PageView::PageView(QWidget *parent)
    : QTextEdit(parent)
    , m_theme(themeFor(palette()))
    , m_faces(textFaces(font()))
{
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setFrameShape(NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The caret by keyboard, so that text can be selected without a mouse.
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(margin);
}

void PageView::setPage(const Page &page)
{
    if (page == m_page) {
        return;
    }
    m_page = page;
    render();
    moveCursor(QTextCursor::Start);
}

void PageView::setZoom(double zoom)
{
    m_zoom = zoom;
    m_faces = textFaces(font(), m_zoom);
    render();
}

void PageView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    const bool newColors = event->type() == QEvent::PaletteChange;
    const bool newFont = event->type() == QEvent::FontChange;
    if (newColors || newFont) {
        m_theme = themeFor(palette());
        m_faces = textFaces(font(), m_zoom);
        render();
    }
}

QMimeData *PageView::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(textCursor().selection().toPlainText());
    return copied;
}

void PageView::render()
{
    const int scrolled = verticalScrollBar()->value();
    QTextDocument *text = document();
    text->clear();
    QTextCursor cursor(text);
    for (qsizetype i = 0; i < m_page.size(); ++i) {
        const bool textFollows = i + 1 < m_page.size() && !m_page.at(i + 1).bar;
        writeBlock(cursor, m_page.at(i), textFollows);
    }
    verticalScrollBar()->setValue(scrolled);
}

void PageView::writeBlock(QTextCursor &cursor, const PageBlock &block, bool textFollows)
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
        QTextTableCellFormat cell;
        cell.setBackground(m_theme.chip);
        cell.setLeftBorder(3);
        cell.setLeftBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        cell.setLeftBorderBrush(inkColor(m_theme, *block.bar));
        cell.setLeftPadding(12);
        cell.setRightPadding(8);
        cell.setTopPadding(8);
        cell.setBottomPadding(8);
        table->cellAt(0, 0).setFormat(cell);
        inside = table->cellAt(0, 0).firstCursorPosition();
    }
    bool isFirst = true;
    for (const PageLine &line : block.lines) {
        writeLine(inside, line, isFirst);
        isFirst = false;
    }
    cursor.movePosition(QTextCursor::End);
}

void PageView::writeLine(QTextCursor &cursor, const PageLine &line, bool isFirst)
{
    const bool startsInEmptyBlock = isFirst && cursor.block().length() == 1;
    if (startsInEmptyBlock) {
        cursor.setBlockFormat(blockFormat(line, isFirst));
    } else {
        cursor.insertBlock(blockFormat(line, isFirst));
    }
    cursor.insertText(line.text, charFormat(line));
}

QTextCharFormat PageView::charFormat(const PageLine &line) const
{
    QTextCharFormat format;
    format.setFont(m_faces.of(faceOf(line.style)));
    const bool muted = line.ink == Ink::Text
        && (line.style == PageLine::Style::Muted || line.style == PageLine::Style::Heading);
    format.setForeground(inkColor(m_theme, muted ? Ink::Muted : line.ink));
    format.setFontStrikeOut(line.struckOut);
    return format;
}

QTextBlockFormat PageView::blockFormat(const PageLine &line, bool isFirst) const
{
    QTextBlockFormat format;
    switch (line.style) {
    case PageLine::Style::Heading:
        format.setTopMargin(16);
        format.setBottomMargin(4);
        break;
    case PageLine::Style::Code:
        format.setLeftMargin(hangingIndent);
        format.setTextIndent(-hangingIndent);
        format.setTopMargin(2);
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
