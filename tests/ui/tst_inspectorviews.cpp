// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/supposition.h"

#include "inspectorfixture.h"

#include <QApplication>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextBlock>

using namespace hoplens;

/// What a reader may choose about the pages: suppositions, and other views of the same.
class TestInspectorViews : public InspectorFixture {
    Q_OBJECT

private slots:
    void init() { start(); }
    void cleanup() { end(); }
    void newsOfTheSameHopKeepThePlace();
    void unwrappedLinesScrollTheirPageOnly();
    void whatIfShowsEveryStatus_data();
    void whatIfShowsEveryStatus();
    void whatIfEndsWithTheHop();
    void whatIfIsClosed();
    void requestViewsAreRemembered();
    void bodyViewsAreRemembered();
    void choosingABodyViewShowsTheBody();
    void theWholeBodyIsShownOnDemand();
    void tabGoesFromTheTabsOverTheRowToThePage();
    void whoReadsAPageReadsTheNext();
    void shortNamesOfPagesStayWhole();
};

void TestInspectorViews::newsOfTheSameHopKeepThePlace()
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

void TestInspectorViews::unwrappedLinesScrollTheirPageOnly()
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

void TestInspectorViews::whatIfShowsEveryStatus_data()
{
    QTest::addColumn<int>("status");
    for (const int status : supposableStatuses) {
        QTest::addRow("%d", status) << status;
    }
}

void TestInspectorViews::whatIfShowsEveryStatus()
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

void TestInspectorViews::whatIfEndsWithTheHop()
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

void TestInspectorViews::whatIfIsClosed()
{
    choose(u"whatIf307"_qs);
    QVERIFY(page(u"whyPage"_qs)->toPlainText().startsWith(u"Supposition"_qs));
    choose(u"whatIf0"_qs);
    QVERIFY(page(u"whyPage"_qs)->toPlainText().startsWith(u"302 Found"_qs));
}

void TestInspectorViews::requestViewsAreRemembered()
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

void TestInspectorViews::bodyViewsAreRemembered()
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

void TestInspectorViews::choosingABodyViewShowsTheBody()
{
    Response &response = *m_trace.hops.first().exchange.response;
    response.body = bodyOf(QByteArray("line\n").repeated(500));
    for (int i = 0; i < 60; ++i) {
        response.headers.append(Field{"X-" + QByteArray::number(i), "value"});
    }
    show(0);
    find<QTabWidget>(u"inspectorTabs"_qs)->setCurrentIndex(2);
    auto *view = page(u"responsePage"_qs);
    QCOMPARE(view->verticalScrollBar()->value(), 0);
    choose(u"bodyForm%1"_qs.arg(static_cast<int>(BodyForm::Hex)));
    const QTextCursor first = view->cursorForPosition(QPoint(100, 14));
    QVERIFY2(first.block().text().startsWith(u"Body · "_qs), qPrintable(first.block().text()));
}

void TestInspectorViews::theWholeBodyIsShownOnDemand()
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

void TestInspectorViews::tabGoesFromTheTabsOverTheRowToThePage()
{
    m_trace.hops.first().exchange.response->body = bodyOf(QByteArray(100'000, 'x'));
    show(0);
    auto *tabs = find<QTabWidget>(u"inspectorTabs"_qs);
    const auto namesFrom = [&](int page) {
        tabs->setCurrentIndex(page);
        tabs->tabBar()->setFocus();
        QStringList names;
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            names += QApplication::focusWidget()->objectName();
        }
        return names;
    };
    QCOMPARE(namesFrom(0).mid(0, 2), QStringList({u"whatIf0"_qs, u"whyPage"_qs}));
    QCOMPARE(namesFrom(1).mid(0, 2), QStringList({u"requestForm0"_qs, u"requestPage"_qs}));
    QCOMPARE(namesFrom(2).mid(0, 3),
             QStringList({u"bodyForm100"_qs, u"showWholeBody"_qs, u"responsePage"_qs}));
    show(1); // other statuses, other forms
    QCOMPARE(namesFrom(0).mid(0, 2), QStringList({u"whatIf0"_qs, u"whyPage"_qs}));
    QCOMPARE(namesFrom(2).mid(0, 2), QStringList({u"bodyForm100"_qs, u"responsePage"_qs}));
}

void TestInspectorViews::whoReadsAPageReadsTheNext()
{
    auto *tabs = find<QTabWidget>(u"inspectorTabs"_qs);
    page(u"whyPage"_qs)->setFocus();
    tabs->setCurrentIndex(1);
    QCOMPARE(QApplication::focusWidget(), page(u"requestPage"_qs)); // not the row above it
    tabs->tabBar()->setFocus();
    tabs->setCurrentIndex(2);
    QCOMPARE(QApplication::focusWidget(), tabs->tabBar());
}

void TestInspectorViews::shortNamesOfPagesStayWhole()
{
    auto *bar = find<QTabWidget>(u"inspectorTabs"_qs)->tabBar();
    const int whole = bar->tabRect(0).width();
    const int roomy = bar->tabRect(2).width();
    m_inspector->resize(320, 500);
    QTRY_VERIFY(bar->tabRect(2).width() < roomy); // cut, because there is no room
    QCOMPARE(bar->tabRect(0).width(), whole);
    QVERIFY2(bar->tabRect(4).right() <= bar->width(),
             qPrintable(QString::number(bar->tabRect(4).right())));
}

QTEST_MAIN(TestInspectorViews)
#include "tst_inspectorviews.moc"
