// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/codeeditor.h"

#include "ui/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

constexpr int roomAroundNumber = 8; // pixels, on each side

} // namespace

CodeEditor::CodeEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_margin(new QWidget(this))
{
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_margin->installEventFilter(this);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEditor::makeRoom);
    connect(this, &QPlainTextEdit::updateRequest, m_margin, [this] { m_margin->update(); });
    fixFont();
    makeRoom();
}

void CodeEditor::goTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    QTextCursor cursor = textCursor();
    // A column counts characters, a position what UTF-16 makes of them.
    QList<uint> characters = block.text().toUcs4();
    characters.resize(std::clamp<qsizetype>(column - 1, 0, characters.size()));
    qsizetype units = 0;
    for (const uint character : std::as_const(characters)) {
        units += QChar::requiresSurrogates(character) ? 2 : 1;
    }
    cursor.setPosition(block.position() + static_cast<int>(units));
    setTextCursor(cursor);
    centerCursor();
}

void CodeEditor::fixFont()
{
    const QFont mono = textFaces(QApplication::font()).mono;
    if (font() != mono) {
        setFont(mono);
    }
}

int CodeEditor::marginWidth() const
{
    const QString widest(std::max<qsizetype>(2, QString::number(blockCount()).size()), u'9');
    return fontMetrics().horizontalAdvance(widest) + 2 * roomAroundNumber;
}

void CodeEditor::makeRoom()
{
    const bool fromRight = layoutDirection() == Qt::RightToLeft;
    setViewportMargins(fromRight ? 0 : marginWidth(), 0, fromRight ? marginWidth() : 0, 0);
    placeMargin();
}

void CodeEditor::placeMargin()
{
    const QRect inside = contentsRect();
    const int x =
        layoutDirection() == Qt::RightToLeft ? inside.right() - marginWidth() + 1 : inside.left();
    m_margin->setGeometry(x, inside.top(), marginWidth(), inside.height());
}

void CodeEditor::paintMargin()
{
    const Theme theme = themeFor(palette());
    QPainter painter(m_margin);
    painter.fillRect(m_margin->rect(), theme.chip);
    painter.setFont(font());
    painter.setPen(theme.mutedText);
    const QRect numbers = m_margin->rect().adjusted(roomAroundNumber, 0, -roomAroundNumber, 0);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > m_margin->height()) {
            break;
        }
        painter.drawText(QRect(numbers.left(), static_cast<int>(place.top()), numbers.width(),
                               fontMetrics().height()),
                         Qt::AlignRight, QString::number(block.blockNumber() + 1));
    }
}

void CodeEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange) {
        fixFont();
    }
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange) {
        makeRoom();
    }
}

void CodeEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeMargin();
}

bool CodeEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_margin && event->type() == QEvent::Paint) {
        paintMargin();
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

} // namespace hoplens
