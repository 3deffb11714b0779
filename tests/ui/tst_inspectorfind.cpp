// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/supposition.h"
#include "ui/inspector/findbar.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/pageview.h"

#include "inspectorsamples.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace hoplens;

/// What a reader does on the pages: finds, copies, supposes, chooses another view.
class TestInspectorFind : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void hitsAreCounted_data();
    void hitsAreCounted();
    void hitsGoRoundTheEnds();
    void aBrokenLineIsSearchedAsOne();
    void termStaysOnOtherPagesAndHops();
    void escapeGivesTheFocusBack();
    void caseCanMatter();
    void onlyWhatIsSeenIsMarked();

    void samePageKeepsTheSelection();
    void newsOfTheSameHopKeepThePlace();
    void copyEqualsThePage();
    void aPartIsCopied();
    void contextMenuCopiesBlockAndPage();
    void unwrappedLinesScrollTheirPageOnly();

    void whatIfShowsEveryStatus_data();
    void whatIfShowsEveryStatus();
    void whatIfEndsWithTheHop();
    void whatIfIsClosed();
    void requestViewsAreRemembered();
    void bodyViewsAreRemembered();
    void theWholeBodyIsShownOnDemand();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_inspector->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    PageView *page(const QString &name) const { return find<PageView>(name); }
    void show(int hop);
    void choose(const QString &button) { find<QAbstractButton>(button)->click(); }
    void type(const QString &term);
    QString count() const { return find<QLabel>(u"findCount"_qs)->text(); }

    std::unique_ptr<Inspector> m_inspector;
    Trace m_trace;
    int m_hop = 0;
};

void TestInspectorFind::init()
{
    m_trace = lostBody();
    m_inspector = std::make_unique<Inspector>();
    m_inspector->resize(400, 500);
    connect(m_inspector.get(), &Inspector::viewChanged, this, [this] { show(m_hop); });
    show(0);
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
}

void TestInspectorFind::cleanup()
{
    m_inspector.reset();
}

void TestInspectorFind::show(int hop)
{
    m_hop = hop;
    m_inspector->showHop(m_trace, hop);
}

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

void TestInspectorFind::newsOfTheSameHopKeepThePlace()
{
    m_trace.hops.first().exchange.response->body = bodyOf(QByteArray("line\n").repeated(500));
    show(0);
    find<QTabWidget>(u"inspectorTabs"_qs)->setCurrentIndex(2);
    auto *scrolled = page(u"responsePage"_qs)->verticalScrollBar();
    QTRY_VERIFY(scrolled->maximum() > 1'000);
    scrolled->setValue(900);
    m_trace.hops.first().exchange.response->body = bodyOf(QByteArray("line\n").repeated(600));
    show(0);
    QCOMPARE(scrolled->value(), 900);
    show(1);
    QCOMPARE(scrolled->value(), 0);
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

void TestInspectorFind::unwrappedLinesScrollTheirPageOnly()
{
    m_trace.hops.first().exchange.response->headers.append(
        Field{"X-Long", QByteArray("word ").repeated(300)});
    show(0);
    find<QTabWidget>(u"inspectorTabs"_qs)->setCurrentIndex(2);
    auto *response = page(u"responsePage"_qs);
    QCOMPARE(response->horizontalScrollBar()->maximum(), 0);
    m_inspector->setWrapped(false);
    QTRY_VERIFY(response->horizontalScrollBar()->maximum() > 1'000);
    find<QTabWidget>(u"inspectorTabs"_qs)->setCurrentIndex(0);
    auto *why = page(u"whyPage"_qs);
    QTRY_COMPARE(why->horizontalScrollBar()->maximum(), 0); // sentences wrap all the same
    m_inspector->setWrapped(true);
    QTRY_COMPARE(response->horizontalScrollBar()->maximum(), 0);
}

void TestInspectorFind::whatIfShowsEveryStatus_data()
{
    QTest::addColumn<int>("status");
    for (const int status : supposableStatuses) {
        QTest::addRow("%d", status) << status;
    }
}

void TestInspectorFind::whatIfShowsEveryStatus()
{
    QFETCH(int, status);
    find<QTabWidget>(u"inspectorTabs"_qs)->setCurrentIndex(2);
    m_inspector->showWhatIf(0, status);
    QCOMPARE(find<QTabWidget>(u"inspectorTabs"_qs)->currentIndex(), 0);
    const QString text = plainText(page(u"whyPage"_qs)->page());
    if (status == 302) { // what really came
        QVERIFY(text.startsWith(u"302 Found"_qs));
        return;
    }
    QVERIFY2(
        text.startsWith(
            u"Supposition: hop 1 answers %1 in place of 302\n\nIt would have gone on with "_qs.arg(
                status)),
        qPrintable(text));
    const std::optional<Supposition> supposition =
        suppose(m_trace, 0, status, *findProfile(m_trace.client.id));
    const Request &next = std::get<Follow>(supposition->decision).next;
    QVERIFY(text.contains(
        u"gone on with %1 http://a.test/done"_qs.arg(QString::fromLatin1(next.method))));
    const bool keepsBody = status == 307 || status == 308;
    QCOMPARE(next.body.has_value(), keepsBody);
    QCOMPARE(text.contains(u"+ POST /done HTTP/1.1"_qs), keepsBody);
    QCOMPARE(text.contains(u"+ Body: 5 bytes"_qs), keepsBody);
    for (const Reason &reason : std::get<Follow>(supposition->decision).redirect.why) {
        QVERIFY2(text.contains(reason.text), qPrintable(reason.text));
    }
    QVERIFY(find<QAbstractButton>(u"whatIf%1"_qs.arg(status))->isChecked());
}

void TestInspectorFind::whatIfEndsWithTheHop()
{
    m_inspector->showWhatIf(0, 307);
    const auto supposes = [this] {
        return page(u"whyPage"_qs)->toPlainText().startsWith(u"Supposition"_qs);
    };
    QVERIFY(supposes());
    show(0); // news of the same hop
    QVERIFY(supposes());
    show(1);
    QVERIFY(!supposes());
    show(0);
    QVERIFY(!supposes());
    m_inspector->showWhatIf(1, 303); // the hop is chosen afterwards
    show(1);
    QVERIFY(supposes());
    QVERIFY(page(u"whyPage"_qs)->toPlainText().contains(u"303 in place of 200"_qs));
    m_trace.started = QDateTime(QDate(2026, 1, 1), QTime(1, 0), Qt::UTC);
    show(1); // of another trace
    QVERIFY(!supposes());
}

void TestInspectorFind::whatIfIsClosed()
{
    choose(u"whatIf307"_qs);
    QVERIFY(page(u"whyPage"_qs)->toPlainText().startsWith(u"Supposition"_qs));
    choose(u"whatIf0"_qs);
    QVERIFY(page(u"whyPage"_qs)->toPlainText().startsWith(u"302 Found"_qs));
}

void TestInspectorFind::requestViewsAreRemembered()
{
    m_trace.hops.first().exchange.request.headers.append(Field{"X-Tab", "a\tb"});
    choose(u"requestForm1"_qs);
    QString text = page(u"requestPage"_qs)->toPlainText();
    QVERIFY(text.contains(u"As sent\nPOST /form HTTP/1.1\n"_qs));
    show(1);
    text = page(u"requestPage"_qs)->toPlainText();
    QVERIFY(text.contains(u"As sent\nGET /done HTTP/1.1\nHost: a.test"_qs));
    QVERIFY(!text.contains(u"\u2212"_qs));
    choose(u"requestForm2"_qs);
    show(0);
    text = page(u"requestPage"_qs)->toPlainText();
    QVERIFY2(text.contains(u"POST /form HTTP/1.1\\x0d\\x0a\nHost: a.test\\x0d\\x0a\n"_qs),
             qPrintable(text));
    QVERIFY(text.contains(u"X-Tab: a\\x09b\\x0d\\x0a\n\\x0d\\x0a\n"_qs));
    QVERIFY(text.contains(u"octet by octet · 5 B\nhello"_qs));
    choose(u"requestForm0"_qs);
    QVERIFY(page(u"requestPage"_qs)->toPlainText().contains(u"\u2007 Host: a.test"_qs));
}

void TestInspectorFind::bodyViewsAreRemembered()
{
    m_trace.hops.first().exchange.response->body = bodyOf("{\"a\":1}");
    show(0);
    auto *response = page(u"responsePage"_qs);
    QVERIFY(response->toPlainText().contains(u"  \"a\": 1"_qs));
    QVERIFY(find<QAbstractButton>(u"bodyForm100"_qs)->isChecked()); // automatic
    choose(u"bodyForm%1"_qs.arg(static_cast<int>(BodyForm::Hex)));
    QVERIFY(response->toPlainText().contains(u"7b 22 61 22"_qs));
    show(1);
    QVERIFY(response->toPlainText().contains(u"74 68 61 6e 6b 73"_qs));
    choose(u"bodyForm100"_qs);
    QVERIFY(response->toPlainText().contains(u"thanks"_qs));
}

void TestInspectorFind::theWholeBodyIsShownOnDemand()
{
    m_trace.hops.first().exchange.response->body = bodyOf(QByteArray(100'000, 'x') + "end");
    show(0);
    find<QTabWidget>(u"inspectorTabs"_qs)->setCurrentIndex(2);
    auto *response = page(u"responsePage"_qs);
    auto *all = find<QAbstractButton>(u"showWholeBody"_qs);
    QVERIFY(all->isVisible());
    QVERIFY(!plainText(response->page()).contains(u"xend"_qs));
    all->click();
    QVERIFY(plainText(response->page()).contains(u"xend"_qs));
    QVERIFY(!all->isVisible());
    show(1);
    QVERIFY(!all->isVisible());
    show(0); // every hop begins with the beginning
    QVERIFY(all->isVisible());
}

QTEST_MAIN(TestInspectorFind)
#include "tst_inspectorfind.moc"
