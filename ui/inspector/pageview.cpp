// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/pageview.h"

#include "ui/inspector/pageobject.h"
#include "ui/inspector/pagewriter.h"

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int margin = 16;

void copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

PageView::PageView(QWidget *parent)
    : QTextEdit(parent)
    , m_theme(themeFor(palette()))
    , m_faces(textFaces(font()))
    , m_objects(new PageObject(this))
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
    m_objects->setTheme(m_theme);
    render();
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PageView::markVisibleHits);
}

void PageView::setPage(const Page &page, Place place)
{
    if (page == m_page) {
        return;
    }
    m_page = page;
    render();
    if (place == Place::Top) {
        moveCursor(QTextCursor::Start);
    }
}

void PageView::showLastBlock()
{
    const int last = static_cast<int>(m_page.size()) - 1;
    QTextBlock block = document()->begin();
    while (block.isValid() && block.userState() != LineState{last, false}.packed()) {
        block = block.next();
    }
    if (block.isValid()) {
        const double top = document()->documentLayout()->blockBoundingRect(block).top();
        document()->documentLayout()->hitTest(QPointF(0, top + viewport()->height()),
                                              Qt::FuzzyHit); // lays out what will be in sight
        verticalScrollBar()->setValue(static_cast<int>(top) - margin / 2);
    }
}

void PageView::setZoom(double zoom)
{
    if (zoom != m_zoom) {
        m_zoom = zoom;
        applyLook();
    }
}

void PageView::setCodeWrapped(bool wrapped)
{
    if (wrapped != m_codeWrapped) {
        m_codeWrapped = wrapped;
        setHorizontalScrollBarPolicy(wrapped ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
        render();
    }
}

void PageView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    const QEvent::Type what = event->type();
    if (what == QEvent::PaletteChange || what == QEvent::FontChange
        || what == QEvent::LayoutDirectionChange) {
        applyLook();
    }
}

void PageView::applyLook()
{
    m_theme = themeFor(palette());
    m_faces = textFaces(font(), m_zoom);
    m_objects->setTheme(m_theme);
    render();
}

void PageView::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    markVisibleHits();
}

QMimeData *PageView::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    auto *copied = new QMimeData;
    copied->setText(plainText(*document(), cursor.selectionStart(), cursor.selectionEnd()));
    return copied;
}

void PageView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const int index = blockAt(byKeyboard ? cursorRect().center() : event->pos());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copyAction = menu->addAction(tr("&Copy"), this, &QTextEdit::copy);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setEnabled(textCursor().hasSelection());
    QAction *copyBlock = menu->addAction(tr("Copy &Block as Text"), this, [this, index] {
        copyText(plainText(m_page.value(index)));
    });
    copyBlock->setEnabled(index >= 0);
    QAction *copyPage =
        menu->addAction(tr("Copy &Page as Text"), this, [this] { copyText(plainText(m_page)); });
    copyPage->setEnabled(!m_page.isEmpty());
    menu->addSeparator();
    QAction *selectAllAction = menu->addAction(tr("Select &All"), this, &QTextEdit::selectAll);
    selectAllAction->setShortcut(QKeySequence::SelectAll);
    menu->popup(byKeyboard ? viewport()->mapToGlobal(cursorRect().bottomLeft())
                           : event->globalPos());
}

/// The block of the page at a place of the viewport; -1 when the page is empty.
int PageView::blockAt(const QPoint &place) const
{
    QTextBlock block = cursorForPosition(place).block();
    while (block.isValid() && block.userState() < 0) {
        block = block.previous();
    }
    return block.isValid() ? LineState::unpacked(block.userState()).block : -1;
}

void PageView::render()
{
    const int scrolled = verticalScrollBar()->value();
    // A document that has been laid out lays out at once whatever is written into it; a new one
    // only what is seen, and the rest bit by bit.
    auto *text = new QTextDocument(this);
    text->setUndoRedoEnabled(false);
    text->setDocumentMargin(margin);
    text->setDefaultFont(font());
    PageWriter(m_theme, m_faces, m_codeWrapped, layoutDirection()).write(m_page, text);
    text->documentLayout()->registerHandler(PageObject::type, m_objects);
    setExtraSelections({}); // their cursors belong to the old one
    const QPointer<QTextDocument> old = document();
    setDocument(text);
    delete old;
    text->documentLayout()->hitTest(QPointF(0, scrolled + viewport()->height()), Qt::FuzzyHit);
    verticalScrollBar()->setValue(scrolled);
    findAgain();
}

void PageView::setFindTerm(const FindTerm &term)
{
    if (term == m_term) {
        return;
    }
    const int reader = m_currentHit >= 0 ? m_hits.at(m_currentHit).from : firstVisible();
    m_term = term;
    m_hits = findHits(*document(), m_term);
    const auto next = std::find_if(m_hits.begin(), m_hits.end(),
                                   [reader](const FindHit &hit) { return hit.from >= reader; });
    m_currentHit = m_hits.isEmpty() ? -1 : next == m_hits.end() ? 0 : next - m_hits.begin();
    showCurrentHit();
}

void PageView::findNext(bool backward)
{
    if (!m_hits.isEmpty()) {
        const qsizetype count = m_hits.size();
        m_currentHit = (m_currentHit + (backward ? count - 1 : 1)) % count;
        showCurrentHit();
    }
}

void PageView::endFind()
{
    if (m_currentHit >= 0) {
        QTextCursor cursor = textCursor();
        cursor.setPosition(m_hits.at(m_currentHit).from);
        cursor.setPosition(m_hits.at(m_currentHit).to, QTextCursor::KeepAnchor);
        setTextCursor(cursor);
    }
    m_term = {};
    findAgain();
}

/// The page is another one: the reader is left where he is.
void PageView::findAgain()
{
    m_hits = findHits(*document(), m_term);
    m_currentHit =
        m_hits.isEmpty() ? -1 : std::clamp<qsizetype>(m_currentHit, 0, m_hits.size() - 1);
    markVisibleHits();
    emit hitsChanged();
}

void PageView::showCurrentHit()
{
    if (m_currentHit >= 0) {
        QTextCursor cursor = textCursor();
        cursor.setPosition(m_hits.at(m_currentHit).to);
        setTextCursor(cursor);
        cursor.setPosition(m_hits.at(m_currentHit).from);
        setTextCursor(cursor);
    }
    markVisibleHits();
    emit hitsChanged();
}

/// Position of the first character in sight. Near the top that is the start, because Qt names any
/// place for a point above all text.
int PageView::firstVisible() const
{
    const bool isNearTop = verticalScrollBar()->value() < 3 * margin;
    return isNearTop ? 0 : cursorForPosition(QPoint(0, 0)).position();
}

/// Only those in sight, so that a page with many costs no more than one with few.
void PageView::markVisibleHits()
{
    QList<ExtraSelection> marks;
    const int top = m_hits.isEmpty() ? 0 : firstVisible();
    const int bottom = m_hits.isEmpty()
        ? -1
        : cursorForPosition(QPoint(viewport()->width(), viewport()->height())).position();
    auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), top,
                                [](const FindHit &other, int wanted) { return other.to < wanted; });
    for (; hit != m_hits.end() && hit->from <= bottom; ++hit) {
        const bool isCurrent = hit - m_hits.begin() == m_currentHit;
        ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(hit->from);
        mark.cursor.setPosition(hit->to, QTextCursor::KeepAnchor);
        mark.format.setBackground(isCurrent ? m_theme.accent
                                            : mixed(m_theme.card, m_theme.accent, 0.25));
        mark.format.setForeground(isCurrent ? m_theme.onColor : m_theme.text);
        mark.format.setFontUnderline(isCurrent); // not by colour alone
        marks.append(mark);
    }
    setExtraSelections(marks);
}

} // namespace hoplens
