// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "core/redirect/explain.h"
#include "tests/ui/samples.h"
#include "ui/screenreader.h"
#include "ui/timeline/announcer.h"
#include "ui/timeline/headlinebar.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

using namespace hoplens;

namespace {

TimelineLayout layoutOf(const Trace &trace)
{
    return {trace, 700, textFaces(QApplication::font())};
}

/// The trace as it was when so many hops had begun.
Trace startOf(const Trace &whole, int hops)
{
    Trace trace = whole;
    trace.outcome.reset();
    trace.hops = whole.hops.first(hops);
    return trace;
}

} // namespace

class TestAnnouncer final : public QObject {
    Q_OBJECT
private slots:
    void eachHopIsToldOnceItIsOver();
    void manyHopsAreCounted();
    void theEndIsTheHeadline();
    void foreignWordsDoNotTurnTheHeadline();
    void openedTraceIsNoNews();
    void hopsWithinMillisecondsAreAllTold();
    void notificationTakesNoRoom();
    void entriesSayTheirPlace();
};

void TestAnnouncer::eachHopIsToldOnceItIsOver()
{
    const Trace whole = eatenBody();
    int firstUntold = 0;
    const auto news = [&](const Trace &trace) {
        return newsOf(trace, layoutOf(trace), firstUntold);
    };
    QCOMPARE(news(startOf(whole, 0)), QString());
    QCOMPARE(news(startOf(whole, 1)), QString()); // may still be running
    const QString first = news(startOf(whole, 2));
    QVERIFY(first.startsWith(u"Hop 1: POST "_qs));
    QVERIFY(first.contains(u"302 Found"_qs));
    QVERIFY(first.contains(u"Location /files/42"_qs));
    QVERIFY(first.contains(u"After hop 1: "_qs)); // what was decided
    QVERIFY(!first.contains(u"Hop 2"_qs));
    QCOMPARE(news(startOf(whole, 2)), QString()); // not again
    QVERIFY(news(startOf(whole, 3)).startsWith(u"Hop 2: "_qs));
}

void TestAnnouncer::manyHopsAreCounted()
{
    const Trace whole = longChain(500);
    int firstUntold = 3;
    const Trace now = startOf(whole, 400);
    const QString news = newsOf(now, layoutOf(now), firstUntold);
    QVERIFY(news.startsWith(u"396 more hops. Hop 399: "_qs));
    QVERIFY(news.size() < 1000);
    QCOMPARE(firstUntold, 399);
}

void TestAnnouncer::theEndIsTheHeadline()
{
    const Trace whole = eatenBody();
    int firstUntold = 2;
    const QString news = newsOf(whole, layoutOf(whole), firstUntold);
    QVERIFY(news.startsWith(u"Hop 3: "_qs));
    QVERIFY(news.endsWith(headline(whole) + u'.'));
}

void TestAnnouncer::foreignWordsDoNotTurnTheHeadline()
{
    Trace trace = eatenBody();
    const QString foreign = u"\u05e9\u05dc\u05d5\u05dd"_qs;
    for (Hop &hop : trace.hops) {
        hop.redirect.reset();
    }
    trace.outcome = {OutcomeKind::Network, 2, foreign + u" 1."_qs};
    const QString expected = u"\u2068"_qs + foreign + u"\u2069 1"_qs;
    TracePane pane;
    pane.setTrace(trace);
    const auto *bar = pane.findChild<HeadlineBar *>();
    QVERIFY2(bar->accessibleName().endsWith(expected), qPrintable(bar->accessibleName()));
    int firstUntold = 0;
    const QString news = newsOf(trace, layoutOf(trace), firstUntold);
    QVERIFY2(news.endsWith(expected + u'.'), qPrintable(news));

    const HeadlineLayout layout =
        layoutHeadline(foreign + u" became GET, and the body was dropped"_qs, {}, 250,
                       textFaces(QApplication::font()));
    QVERIFY(layout.sentence.size() > 1);
    QVERIFY(layout.sentence.constFirst().text.startsWith(u'\u2068'));
    for (const TextBox &line : layout.sentence) {
        QCOMPARE(line.direction, Qt::LeftToRight);
    }
}

void TestAnnouncer::openedTraceIsNoNews()
{
    SpokenNotice notice;
    Announcer announcer(&notice, nullptr);
    const Trace whole = eatenBody();
    announcer.restart(whole);
    announcer.follow(whole, layoutOf(whole));
    QCOMPARE(notice.accessibleName(), QString());
    announcer.restart(startOf(whole, 0));
    announcer.follow(startOf(whole, 2), layoutOf(startOf(whole, 2)));
    QVERIFY(notice.accessibleName().startsWith(u"Hop 1: "_qs));
    announcer.follow(whole, layoutOf(whole));
    QTRY_VERIFY(notice.accessibleName().endsWith(headline(whole) + u'.'));
    const QString last = notice.accessibleName();
    announcer.follow(whole, layoutOf(whole)); // the findings come once more: no news
    QCOMPARE(notice.accessibleName(), last);
}

/// Readers ask for the words some time after they heard of the notification.
void TestAnnouncer::hopsWithinMillisecondsAreAllTold()
{
    SpokenNotice notice;
    Announcer announcer(&notice, nullptr);
    const Trace whole = eatenBody();
    announcer.restart(startOf(whole, 0));
    announcer.follow(startOf(whole, 2), layoutOf(startOf(whole, 2)));
    const QString first = notice.accessibleName();
    announcer.follow(startOf(whole, 3), layoutOf(startOf(whole, 3)));
    announcer.follow(whole, layoutOf(whole));
    QCOMPARE(notice.accessibleName(), first); // not replaced before anybody could ask
    QTRY_VERIFY(notice.accessibleName().startsWith(u"Hop 2: "_qs));
    QVERIFY(notice.accessibleName().contains(u"Hop 3: "_qs));
    QVERIFY(notice.accessibleName().endsWith(headline(whole) + u'.'));
}

void TestAnnouncer::notificationTakesNoRoom()
{
    TracePane pane;
    pane.resize(600, 400);
    pane.setTrace(startOf(eatenBody(), 1));
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    pane.updateTrace(startOf(eatenBody(), 2), 0);
    auto *notice = pane.findChild<SpokenNotice *>();
    QVERIFY(notice->isVisible()); // or a screen reader would not be told
    QVERIFY(notice->size().isEmpty());
    QVERIFY(notice->accessibleName().startsWith(u"Hop 1: "_qs));
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(notice);
    QCOMPARE(seen->role(), QAccessible::Notification);
    QCOMPARE(seen->text(QAccessible::Name), notice->accessibleName());
}

void TestAnnouncer::entriesSayTheirPlace()
{
    TimelineView view;
    view.setTrace(eatenBody());
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
    const int count = list->childCount();
    QVERIFY(count > 5);
    QCOMPARE(list->child(0)->text(QAccessible::Description), u"1 of %1"_qs.arg(count));
    QCOMPARE(list->child(count - 1)->text(QAccessible::Description), u"%1 of %1"_qs.arg(count));
}

QTEST_MAIN(TestAnnouncer)
#include "tst_announcer.moc"
