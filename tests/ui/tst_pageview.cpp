// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/pages.h"
#include "ui/inspector/pageview.h"
#include "ui/isolation.h"

#include "inspectorsamples.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QClipboard>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QTextTable>

#include <algorithm>

using namespace hoplens;

namespace {

const QString shalom = u"\u05e9\u05dc\u05d5\u05dd"_qs;

QTextBlock blockWith(const PageView &view, const QString &text)
{
    QTextBlock block = view.document()->begin();
    while (block.isValid() && !block.text().contains(text)) {
        block = block.next();
    }
    return block;
}

/// How far in each line of a block begins, in pixels of the page.
QList<double> beginnings(const PageView &view, const QTextBlock &block)
{
    view.document()->documentLayout()->blockBoundingRect(block); // is laid out now
    QList<double> places;
    for (int i = 0; i < block.layout()->lineCount(); ++i) {
        places.append(block.layout()->lineAt(i).x());
    }
    return places;
}

PageLine code(const QString &text)
{
    return {PageLine::Style::Code, text};
}

} // namespace

/// How a page is laid out: directions, columns, and what is copied and found all the same.
class TestPageView final : public QObject {
    Q_OBJECT
private slots:
    void serversDoNotTurnTheTitle();
    void fieldsKeepTheirOrder();
    void layoutMarksAreNotCopiedAndNotInTheWay();
    void mirroredPagesStartAtTheRight();
    void valuesGoOnBelowThemselves();
    void schemesAreNotTornFromTheirHosts();
    void urlsInTitlesStartBehindTheirMethod();
    void barsLeaveRoomForTheirPhase();
    void longUrlsAreShortInTitles();
};

void TestPageView::serversDoNotTurnTheTitle()
{
    Trace trace = lostBody();
    trace.hops.first().exchange.response->reason = shalom.toUtf8();
    PageView view;
    view.setPage(whyPage(trace, 0, nullptr));
    const QTextBlock title = view.document()->begin();
    QCOMPARE(plainText(title.text()), u"302 %1 → POST became GET"_qs.arg(shalom));
    QCOMPARE(title.text().count(QChar(0x2068)), 1);
    QCOMPARE(title.textDirection(), Qt::LeftToRight);
    QCOMPARE(title.blockFormat().alignment(), Qt::AlignLeft | Qt::AlignAbsolute);

    trace.hops.first().exchange.response->reason = "\xe2\x80\xaeok"; // an override
    view.setPage(whyPage(trace, 0, nullptr));
    QVERIFY(view.document()->begin().text().startsWith(u"302 \\u202eok →"_qs));
}

void TestPageView::fieldsKeepTheirOrder()
{
    Trace trace = lostBody();
    const Field field{shalom.toUtf8(), shalom.toUtf8()};
    trace.hops.first().exchange.request.headers.append(field);
    trace.hops.first().exchange.response->headers.append(field);
    const QString expected = u"\u2068%1\u2069: \u2068%1\u2069"_qs.arg(shalom);
    for (const Page &page : {requestPage(trace, 0), responsePage(trace, 0, std::nullopt)}) {
        PageView view;
        view.setPage(page);
        QVERIFY(blockWith(view, expected).isValid());
        QVERIFY(plainText(page).contains(u"%1: %1"_qs.arg(shalom)));
    }
}

void TestPageView::layoutMarksAreNotCopiedAndNotInTheWay()
{
    const QString url = u"http://a.test/"_qs + shalom + u"/x/y"_qs;
    PageBlock block{{}, tableLines({{u"url"_qs, url}, {u"longer"_qs, u"value of it"_qs}})};
    block.lines.append({PageLine::Style::Text, u"302 %1 → kept"_qs.arg(shalom)});
    PageView view;
    view.setPage({block});
    const QString text = u"url     %1\nlonger  value of it\n302 %2 → kept"_qs.arg(url, shalom);
    QCOMPARE(plainText(view.page()), text);
    view.selectAll();
    view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
    for (const QString &wanted : {url, u"of it"_qs, u"302 %1 → kept"_qs.arg(shalom)}) {
        view.setFindTerm({wanted, true});
        QCOMPARE(view.hitCount(), 1);
        view.endFind();
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), wanted);
    }
}

void TestPageView::mirroredPagesStartAtTheRight()
{
    Page page = whyPage(lostBody(), 0, nullptr);
    page.append(PageBlock{{}, {code(u"Name: value"_qs)}});
    PageView view;
    view.setPage(page);
    view.setLayoutDirection(Qt::RightToLeft);
    const QTextBlock title = view.document()->begin();
    QCOMPARE(title.blockFormat().alignment(), Qt::AlignRight | Qt::AlignAbsolute);
    QCOMPARE(title.textDirection(), Qt::LeftToRight); // that of our language
    QCOMPARE(blockWith(view, u"Name: value"_qs).blockFormat().alignment(),
             Qt::AlignLeft | Qt::AlignAbsolute);
    const auto *card =
        qobject_cast<QTextTable *>(view.document()->rootFrame()->childFrames().constFirst());
    QVERIFY(card != nullptr);
    const QTextTableCellFormat cell = card->cellAt(0, 0).format().toTableCellFormat();
    QVERIFY(cell.rightBorder() > 0);
    QCOMPARE(cell.leftBorder(), 0.0);
}

void TestPageView::valuesGoOnBelowThemselves()
{
    PageView view;
    view.resize(300, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QString path = QString(30, u'a') + u"/b-c?d e"_qs + QString(60, u'f');
    view.setPage({PageBlock{{}, tableLines({{u"base"_qs, u"http://a.test/"_qs + path}})}});
    const QTextBlock block = blockWith(view, u"base"_qs);
    const QList<double> starts = beginnings(view, block);
    QVERIFY(starts.size() >= 3);
    const QTextLine first = block.layout()->lineAt(0);
    const double value = first.cursorToX(6); // behind "base" and two spaces
    for (const double start : starts.mid(1)) {
        QVERIFY2(std::abs(start - value) < 1, qPrintable(QString::number(start)));
    }
    // As much as there is room for, in each line but the last.
    const double widest = view.viewport()->width() - 2 * view.document()->documentMargin();
    const double character =
        QFontMetricsF(block.begin().fragment().charFormat().font()).horizontalAdvance(u'a');
    for (int i = 0; i + 1 < starts.size(); ++i) {
        const QTextLine line = block.layout()->lineAt(i);
        QVERIFY(line.x() + line.naturalTextWidth() > widest - 2 * character);
    }
}

void TestPageView::schemesAreNotTornFromTheirHosts()
{
    PageView view;
    view.resize(300, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setPage({PageBlock{{}, {code(u"Location: http://a.test/"_qs + QString(90, u'a'))}}});
    const QTextBlock block = blockWith(view, u"Location"_qs);
    QVERIFY(beginnings(view, block).size() >= 2);
    for (int i = 0; i < block.layout()->lineCount(); ++i) {
        const QTextLine line = block.layout()->lineAt(i);
        const QString text = block.text().mid(line.textStart(), line.textLength());
        QVERIFY2(!plainText(text).endsWith(u"://"_qs), qPrintable(text));
    }
}

void TestPageView::urlsInTitlesStartBehindTheirMethod()
{
    Trace trace = lostBody();
    trace.hops.first().exchange.request = requestTo("http://a.test/" + QByteArray(80, 'a'), "POST");
    PageView view;
    view.resize(300, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setPage(requestPage(trace, 0));
    const QTextBlock title = view.document()->begin();
    QVERIFY(beginnings(view, title).size() >= 2);
    QVERIFY(title.layout()->lineAt(0).textLength() > 20);
}

void TestPageView::barsLeaveRoomForTheirPhase()
{
    Trace trace = lostBody();
    trace.hops.first().exchange.times = {0.0, 10.0, 30.0, 70.0, 170.5, 195.0, 195.5, 400.0};
    PageView view;
    QFont large = view.font();
    large.setPointSize(24);
    view.setFont(large);
    view.resize(520, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setPage(connectionPage(trace, 0));
    for (const QString &phase : {u"waiting"_qs, u"receiving"_qs, u"in all"_qs}) {
        const QTextBlock block = blockWith(view, u"  "_qs + phase);
        QVERIFY(block.isValid());
        QCOMPARE(beginnings(view, block).size(), 1);
    }
}

void TestPageView::longUrlsAreShortInTitles()
{
    Trace trace = lostBody();
    const QByteArray path = "/start" + QByteArray(2000, 'x') + "end";
    trace.hops.first().exchange.request = requestTo("http://a.test" + path, "POST");
    trace.hops.first().redirect->resolved = *parseUrl("http://a.test/done");
    const Page page = requestPage(trace, 0);
    const QString title = page.constFirst().lines.constFirst().text;
    QVERIFY2(title.startsWith(u"POST http://a.test/start"_qs), qPrintable(title));
    QVERIFY(title.endsWith(u"end"_qs));
    QVERIFY(title.contains(u'\u2026'));
    QVERIFY(title.size() <= 110);
    QVERIFY(lineWith(page, QString::fromLatin1(path)) != nullptr); // the whole, below
    trace.hops.first().exchange.request = requestTo("http://a.test/form", "POST");
    QCOMPARE(requestPage(trace, 0).constFirst().lines.constFirst().text,
             u"POST http://a.test/form"_qs);
}

QTEST_MAIN(TestPageView)
#include "tst_pageview.moc"
