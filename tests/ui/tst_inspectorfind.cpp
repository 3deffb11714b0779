// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/findbar.h"

#include "inspectorfixture.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

using namespace hoplens;

/// What a reader does with the text of the pages: finds and copies.
class TestInspectorFind : public InspectorFixture {
    Q_OBJECT

private slots:
    void init() { start(); }
    void cleanup() { end(); }

    void hitsAreCounted_data();
    void hitsAreCounted();
    void hitsGoRoundTheEnds();
    void aBrokenLineIsSearchedAsOne();
    void termStaysOnOtherPagesAndHops();
    void escapeGivesTheFocusBack();
    void caseCanMatter();
    void onlyWhatIsSeenIsMarked();

    void samePageKeepsTheSelection();
    void copyEqualsThePage();
    void aPartIsCopied();
    void contextMenuCopiesBlockAndPage();

private:
    void type(const QString &term);
    QString count() const { return find<QLabel>(u"findCount"_qs)->text(); }
};

void TestInspectorFind::type(const QString &term)
{
    m_inspector->find();
    auto *text = find<QLineEdit>(u"findText"_qs);
    text->clear();
    QTest::keyClicks(text, term);
}

void TestInspectorFind::hitsAreCounted_data()
{
    QTest::addColumn<QString>("term");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing asked") << QString() << QString();
    QTest::newRow("not there") << u"no such words"_qs << u"Not on this page"_qs;
    QTest::newRow("several, whatever the case") << u"echo"_qs << u"1 of 3"_qs;
    QTest::newRow("never over each other") << u"aa"_qs << u"1 of 2"_qs;
    QTest::newRow("an aligning space is a space") << u"label  value"_qs << u"1 of 1"_qs;
    QTest::newRow("not across lines") << u"one two"_qs << u"Not on this page"_qs;
    QTest::newRow("no pattern") << u".*"_qs << u"1 of 1"_qs;
}

void TestInspectorFind::hitsAreCounted()
{
    QFETCH(QString, term);
    QFETCH(QString, expected);
    page(u"whyPage"_qs)
        ->setPage(
            {{{},
              {{PageLine::Style::Text, u"echo Echo"_qs}, {PageLine::Style::Code, u"aaaaa .*"_qs}}},
             {Ink::Kept,
              {{PageLine::Style::Strong, u"ECHO one"_qs}, {PageLine::Style::Text, u"two"_qs}}},
             {{}, {{PageLine::Style::Code, u"label\u00a0\u00a0value"_qs}}}});
    type(term);
    QCOMPARE(count(), expected);
}

void TestInspectorFind::hitsGoRoundTheEnds()
{
    page(u"whyPage"_qs)->setPage({{{}, {{PageLine::Style::Text, u"x x x"_qs}}}});
    type(u"x"_qs);
    auto *text = find<QLineEdit>(u"findText"_qs);
    QCOMPARE(count(), u"1 of 3"_qs);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(count(), u"2 of 3"_qs);
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count(), u"3 of 3"_qs);
    m_inspector->findNext(false);
    QCOMPARE(count(), u"1 of 3"_qs);
    m_inspector->findNext(true);
    QCOMPARE(count(), u"3 of 3"_qs);
    choose(u"findNext"_qs);
    QCOMPARE(count(), u"1 of 3"_qs);
}

void TestInspectorFind::aBrokenLineIsSearchedAsOne()
{
    auto *view = page(u"whyPage"_qs);
    const QString line =
        QString(4'090, u'a') + u"needle across"_qs + QString(9'000, u'b') + u"needle"_qs;
    view->setPage({{{}, {{PageLine::Style::Code, line}}}});
    type(u"needle"_qs);
    QCOMPARE(count(), u"1 of 2"_qs);
    m_inspector->findNext(false);
    view->endFind();
    view->copy();
    QCOMPARE(QApplication::clipboard()->text(), u"needle"_qs);
    view->selectAll();
    view->copy();
    QCOMPARE(QApplication::clipboard()->text(), line); // no line break that was not there
}

void TestInspectorFind::termStaysOnOtherPagesAndHops()
{
    auto *tabs = find<QTabWidget>(u"inspectorTabs"_qs);
    tabs->setCurrentIndex(1);
    type(u"text/plain"_qs);
    QCOMPARE(count(), u"1 of 1"_qs);
    show(1);
    QCOMPARE(count(), u"1 of 1"_qs); // struck out, but there
    tabs->setCurrentIndex(3);
    QCOMPARE(count(), u"Not on this page"_qs);
    tabs->setCurrentIndex(1);
    QCOMPARE(count(), u"1 of 1"_qs);
    QCOMPARE(find<QLineEdit>(u"findText"_qs)->text(), u"text/plain"_qs);
    show(-1);
    QCOMPARE(count(), u"Not on this page"_qs);
}

void TestInspectorFind::escapeGivesTheFocusBack()
{
    auto *view = page(u"whyPage"_qs);
    view->setFocus();
    type(u"GET"_qs);
    auto *bar = find<FindBar>(u"findBar"_qs);
    QVERIFY(bar->isVisible());
    QVERIFY(find<QLineEdit>(u"findText"_qs)->hasFocus());
    QTest::keyClick(find<QLineEdit>(u"findText"_qs), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(view->hasFocus());
    QCOMPARE(view->textCursor().selectedText(), u"GET"_qs); // where the reader was
    QVERIFY(view->extraSelections().isEmpty());

    m_inspector->find(); // with what is selected
    QCOMPARE(find<QLineEdit>(u"findText"_qs)->text(), u"GET"_qs);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(view->hasFocus());
}

void TestInspectorFind::caseCanMatter()
{
    page(u"whyPage"_qs)->setPage({{{}, {{PageLine::Style::Text, u"Host host HOST"_qs}}}});
    type(u"host"_qs);
    QCOMPARE(count(), u"1 of 3"_qs);
    choose(u"findCase"_qs);
    QCOMPARE(count(), u"1 of 1"_qs);
    choose(u"findCase"_qs);
    QCOMPARE(count(), u"2 of 3"_qs); // the same place
}

void TestInspectorFind::onlyWhatIsSeenIsMarked()
{
    auto *view = page(u"whyPage"_qs);
    PageBlock block;
    for (int i = 0; i < 2'000; ++i) {
        block.lines.append(PageLine{PageLine::Style::Code, u"hit %1"_qs.arg(i)});
    }
    view->setPage({block});
    type(u"hit"_qs);
    QCOMPARE(count(), u"1 of 2,000"_qs);
    const auto marked = [view] { return view->extraSelections().size(); };
    QVERIFY(marked() > 5);
    QVERIFY(marked() < 200);
    m_inspector->findNext(true);
    QCOMPARE(count(), u"2,000 of 2,000"_qs);
    QTRY_VERIFY(view->verticalScrollBar()->value() > 0);
    QTRY_VERIFY(marked() > 0
                && view->extraSelections().constLast().cursor.selectedText() == u"hit"_qs);
}

void TestInspectorFind::samePageKeepsTheSelection()
{
    PageView view;
    const Page page = requestPage(lostBody(), 0);
    view.setPage(page);
    view.selectAll();
    view.setPage(page);
    QVERIFY(view.textCursor().hasSelection());
    view.setPage(requestPage(lostBody(), 1));
    QVERIFY(!view.textCursor().hasSelection());
}

void TestInspectorFind::copyEqualsThePage()
{
    m_trace.hops.first().exchange.response->headers.append(Field{"X-Bidi",
                                                                 "a\xe2\x80\xae"
                                                                 "b"});
    m_trace.hops.first().exchange.times = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
    show(0);
    m_inspector->showWhatIf(0, 307);
    for (PageView *view : m_inspector->findChildren<PageView *>()) {
        QApplication::clipboard()->clear();
        view->selectAll();
        view->copy();
        const QMimeData *copied = QApplication::clipboard()->mimeData();
        QCOMPARE(copied->text(), plainText(view->page()));
        QVERIFY(!copied->hasHtml());
        QVERIFY(!copied->text().contains(QChar::ObjectReplacementCharacter));
        QVERIFY(!copied->text().contains(QChar(0x202e)));
    }
    QVERIFY(plainText(page(u"connectionPage"_qs)->page()).contains(u"ms  waiting"_qs));
}

void TestInspectorFind::aPartIsCopied()
{
    auto *view = page(u"whyPage"_qs);
    view->setPage({{{}, {{PageLine::Style::Text, u"first line"_qs}}},
                   {{}, {{PageLine::Style::Text, u"second line"_qs}}}});
    QTextCursor cursor = view->textCursor();
    cursor.setPosition(view->document()->find(u"first"_qs).selectionEnd() + 1);
    cursor.setPosition(view->document()->find(u"second"_qs).selectionEnd(),
                       QTextCursor::KeepAnchor);
    view->setTextCursor(cursor);
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"line\n\nsecond"_qs);
}

void TestInspectorFind::contextMenuCopiesBlockAndPage()
{
    auto *view = page(u"whyPage"_qs);
    view->setPage(
        {{{}, {{PageLine::Style::Text, u"first"_qs}}},
         {Ink::Kept, {{PageLine::Style::Strong, u"second"_qs}, {PageLine::Style::Text, u"x"_qs}}}});
    view->setTextCursor(view->document()->find(u"second"_qs));
    const auto trigger = [view](const QString &text) {
        const QPoint place = view->cursorRect().center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, place, view->mapToGlobal(place));
        QApplication::sendEvent(view->viewport(), &event);
        auto *menu = view->findChild<QMenu *>();
        QVERIFY(menu != nullptr);
        for (QAction *action : menu->actions()) {
            if (action->text() == text) {
                QVERIFY(action->isEnabled());
                action->trigger();
            }
        }
        delete menu;
    };
    trigger(u"Copy &Block as Text"_qs);
    QCOMPARE(QApplication::clipboard()->text(), u"second\nx"_qs);
    trigger(u"Copy &Page as Text"_qs);
    QCOMPARE(QApplication::clipboard()->text(), u"first\n\nsecond\nx"_qs);
    trigger(u"&Copy"_qs);
    QCOMPARE(QApplication::clipboard()->text(), u"second"_qs);
    trigger(u"Select &All"_qs);
    QVERIFY(view->textCursor().selectionEnd() > view->document()->find(u"x"_qs).position() - 1);
}

QTEST_MAIN(TestInspectorFind)
#include "tst_inspectorfind.moc"
