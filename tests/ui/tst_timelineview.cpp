// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "core/redirect/explain.h"
#include "tests/ui/samples.h"
#include "ui/timeline/headlinebar.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"

#include <QAbstractEventDispatcher>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QLabel>
#include <QProxyStyle>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStyleFactory>
#include <QTest>
#include <QToolTip>

using namespace hoplens;

namespace {

/// A style of somebody who asked for less motion.
class StillStyle final : public QProxyStyle {
public:
    StillStyle()
        : QProxyStyle(QStyleFactory::create(u"fusion"_qs))
    {
    }
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration
            ? 0
            : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

class MovingStyle final : public QProxyStyle {
public:
    MovingStyle()
        : QProxyStyle(QStyleFactory::create(u"fusion"_qs))
    {
    }
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration
            ? 200
            : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

Trace runningTrace(int hops)
{
    Trace trace = longChain(hops + 1);
    trace.outcome.reset();
    trace.hops.last().exchange.response.reset();
    trace.hops.last().exchange.times.end.reset();
    return trace;
}

void show(QWidget &widget, int width = 600, int height = 500)
{
    widget.resize(width, height);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    widget.activateWindow();
    widget.setFocus();
    QTRY_VERIFY(widget.hasFocus() || widget.focusProxy() != nullptr || !widget.isActiveWindow());
}

QPoint centerOfHop(const TimelineView &view, int hop)
{
    return view.toViewport(view.timelineLayout().sections().at(hop).card.rect).center();
}

qsizetype timersOf(TimelineView &view)
{
    return QAbstractEventDispatcher::instance()->registeredTimers(&view).size();
}

QList<int> announcedChildren; // filled by a plain function, as QAccessible wants it

void recordFocus(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Focus
        && qobject_cast<TimelineView *>(event->object()) != nullptr) {
        announcedChildren += event->child();
    }
}

} // namespace

class TestTimelineView final : public QObject {
    Q_OBJECT
private slots:
    void keysMoveTheCurrentHop();
    void pageKeysMoveByWhatFits();
    void enterActivates();
    void emptyViewIgnoresKeys();
    void clickSelectsAndDoubleClickActivates();
    void oneClickCopies();
    void copyKeyCopiesTheUrl();
    void toolTipHasTheWholeUrl();
    void contextMenuComesByMouseAndKeyboard();
    void anotherTraceStartsAtItsFirstHop();
    void newHopScrollsOnlyAtTheEnd();
    void chosenHopStaysInSight();
    void currentHopIsScrolledIntoSight();
    void neverScrollsSideways();
    void zoomStaysInBounds();
    void wheelZoomsWithControl();
    void pulsesOnlyWhileSomethingRuns();
    void standsStillForThoseWhoAskedForIt();
    void followsThePalette();
    void everyStateCanBePainted_data();
    void everyStateCanBePainted();
    void screenReaderReadsTheStory();
    void screenReaderFollowsTheFocus();
    void screenReaderCanAct();
    void headlineFitsEveryWidth();
    void headlineTellsScreenReaders();
    void lowPaneIsForTheCards();
    void lanesAheadAreDashed();
    void paneTeachesBeforeTheFirstTrace();
    void paneShowsTheTrace();
    void panePassesSignalsOn();
};

void TestTimelineView::keysMoveTheCurrentHop()
{
    TimelineView view;
    show(view);
    view.setTrace(longChain(5));
    QCOMPARE(view.currentHop(), 0);
    const QSignalSpy changed(&view, &TimelineView::currentHopChanged);
    const QList<std::pair<Qt::Key, int>> steps{
        {Qt::Key_Up, 0},  {Qt::Key_Down, 1}, {Qt::Key_Down, 2}, {Qt::Key_Up, 1},
        {Qt::Key_End, 4}, {Qt::Key_Down, 4}, {Qt::Key_Home, 0}};
    for (const auto &[key, hop] : steps) {
        QTest::keyClick(&view, key);
        QCOMPARE(view.currentHop(), hop);
    }
    QCOMPARE(changed.size(), 5); // not when nothing changed
    QCOMPARE(changed.last().first().toInt(), 0);
}

void TestTimelineView::pageKeysMoveByWhatFits()
{
    TimelineView view;
    show(view);
    view.setTrace(longChain(40));
    QTest::keyClick(&view, Qt::Key_PageDown);
    const int page = view.currentHop();
    QVERIFY(page > 1);
    QVERIFY(page < 10);
    QTest::keyClick(&view, Qt::Key_PageUp);
    QCOMPARE(view.currentHop(), 0);
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(&view, Qt::Key_PageDown);
    }
    QCOMPARE(view.currentHop(), 39);
    view.resize(600, 40); // no hop fits: still one on
    QTest::keyClick(&view, Qt::Key_PageUp);
    QCOMPARE(view.currentHop(), 38);
}

void TestTimelineView::enterActivates()
{
    TimelineView view;
    show(view);
    view.setTrace(longChain(3));
    view.setCurrentHop(1);
    const QSignalSpy activated(&view, &TimelineView::hopActivated);
    QTest::keyClick(&view, Qt::Key_Return);
    QTest::keyClick(&view, Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(activated.size(), 2);
    QCOMPARE(activated.first().first().toInt(), 1);
    QTest::keyClick(&view, Qt::Key_Return, Qt::ControlModifier); // sends, in the window
    QCOMPARE(activated.size(), 2);
}

void TestTimelineView::emptyViewIgnoresKeys()
{
    TimelineView view;
    show(view);
    const QSignalSpy changed(&view, &TimelineView::currentHopChanged);
    const QSignalSpy activated(&view, &TimelineView::hopActivated);
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_End, Qt::Key_PageDown, Qt::Key_Return}) {
        QTest::keyClick(&view, key);
    }
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {100, 100});
    QCOMPARE(view.currentHop(), -1);
    QVERIFY(changed.isEmpty());
    QVERIFY(activated.isEmpty());
}

void TestTimelineView::clickSelectsAndDoubleClickActivates()
{
    TimelineView view;
    show(view, 600, 800);
    view.setTrace(eatenBody());
    const QSignalSpy activated(&view, &TimelineView::hopActivated);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, centerOfHop(view, 2));
    QCOMPARE(view.currentHop(), 2);
    const QRect decision = view.timelineLayout().sections().at(1).decisions.first().rect;
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.toViewport(decision).center());
    QCOMPARE(view.currentHop(), 1); // a decision belongs to the hop above
    QVERIFY(activated.isEmpty());
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, centerOfHop(view, 0));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toInt(), 0);
}

void TestTimelineView::oneClickCopies()
{
    TimelineView view;
    show(view, 600, 800);
    view.setTrace(eatenBody());
    const QSignalSpy copied(&view, &TimelineView::copyRequested);
    const CopySpot spot = view.timelineLayout().sections().at(1).card.copies.first();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.toViewport(spot.rect).center());
    QCOMPARE(copied.size(), 1);
    QCOMPARE(copied.first().first().toString(), u"http://127.0.0.1:8307/files/42"_qs);
}

void TestTimelineView::copyKeyCopiesTheUrl()
{
    TimelineView view;
    show(view);
    view.setTrace(eatenBody());
    const QSignalSpy copied(&view, &TimelineView::copyRequested);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copied.size(), 1);
    QCOMPARE(copied.first().first().toString(), u"http://127.0.0.1:8307/legacy/upload"_qs);
}

void TestTimelineView::toolTipHasTheWholeUrl()
{
    SampleTrace sample;
    sample.request("GET", "/" + QByteArray(300, 'a') + "/<b>end</b>");
    TimelineView view;
    show(view);
    view.setTrace(sample.end(OutcomeKind::Cancelled).trace());
    const Card &card = view.timelineLayout().sections().first().card;
    const auto url = std::find_if(card.texts.begin(), card.texts.end(),
                                  [](const TextBox &text) { return text.part == Part::Url; });
    QVERIFY(url->text.contains(QChar(0x2026)));
    const QPoint position = view.toViewport(url->rect).center();
    QHelpEvent help(QEvent::ToolTip, position, view.viewport()->mapToGlobal(position));
    QApplication::sendEvent(view.viewport(), &help);
    const QString shown = QToolTip::text();
    QVERIFY(shown.contains(QString(90, u'a')));
    QVERIFY(shown.contains(u"&lt;b&gt;end"_qs)); // plain, although QToolTip reads HTML
    QToolTip::hideText();
}

void TestTimelineView::contextMenuComesByMouseAndKeyboard()
{
    TimelineView view;
    show(view, 600, 800);
    view.setTrace(eatenBody());
    const QSignalSpy wanted(&view, &TimelineView::contextMenuRequested);
    const QPoint onSecond = centerOfHop(view, 1);
    QContextMenuEvent byMouse(QContextMenuEvent::Mouse, onSecond,
                              view.viewport()->mapToGlobal(onSecond));
    QApplication::sendEvent(view.viewport(), &byMouse);
    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, {0, 0}, {0, 0});
    QApplication::sendEvent(view.viewport(), &byKey);
    QContextMenuEvent beside(QContextMenuEvent::Mouse, {2, 2}, {2, 2});
    QApplication::sendEvent(view.viewport(), &beside);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.first().first().value<TimelineLayout::Hit>().hop, 1);
    QCOMPARE(wanted.last().first().value<TimelineLayout::Hit>().hop, view.currentHop());
    QCOMPARE(wanted.last().last().toPoint(),
             view.viewport()->mapToGlobal(centerOfHop(view, view.currentHop())));
}

void TestTimelineView::anotherTraceStartsAtItsFirstHop()
{
    TimelineView view;
    show(view, 600, 300);
    const QSignalSpy changed(&view, &TimelineView::currentHopChanged);
    view.setTrace(longChain(20));
    QTest::keyClick(&view, Qt::Key_End);
    QVERIFY(view.verticalScrollBar()->value() > 0);
    view.setTrace(eatenBody());
    QCOMPARE(view.currentHop(), 0);
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    view.setTrace(longChain(2)); // also when the number stays the same
    QCOMPARE(changed.size(), 4);
    view.setTrace({});
    QCOMPARE(view.currentHop(), -1);
    QCOMPARE(changed.last().first().toInt(), -1);
}

void TestTimelineView::newHopScrollsOnlyAtTheEnd()
{
    TimelineView view;
    show(view, 600, 400);
    view.setTrace(runningTrace(1));
    for (int hops = 2; hops < 12; ++hops) {
        view.updateTrace(runningTrace(hops), hops - 1);
        const QScrollBar *bar = view.verticalScrollBar();
        QCOMPARE(bar->value(), bar->maximum());
    }
    QCOMPARE(view.currentHop(), 0); // following is not choosing
    view.verticalScrollBar()->setValue(10);
    view.updateTrace(runningTrace(12), 11);
    QCOMPARE(view.verticalScrollBar()->value(), 10);
}

void TestTimelineView::chosenHopStaysInSight()
{
    TimelineView view;
    show(view, 600, 400);
    view.setTrace(runningTrace(2));
    QTest::keyClick(&view, Qt::Key_Down);
    const int scrolled = view.verticalScrollBar()->value();
    for (int hops = 3; hops < 12; ++hops) {
        view.updateTrace(runningTrace(hops), hops - 1);
        QCOMPARE(view.currentHop(), 1);
        QCOMPARE(view.verticalScrollBar()->value(), scrolled);
    }
}

void TestTimelineView::currentHopIsScrolledIntoSight()
{
    TimelineView view;
    show(view, 600, 400);
    view.setTrace(longChain(30));
    for (int i = 0; i < 29; ++i) {
        QTest::keyClick(&view, Qt::Key_Down);
        const QRect card =
            view.toViewport(view.timelineLayout().sections().at(view.currentHop()).card.rect);
        QVERIFY(view.viewport()->rect().contains(card));
    }
    for (int i = 0; i < 29; ++i) {
        QTest::keyClick(&view, Qt::Key_Up);
        const QRect card =
            view.toViewport(view.timelineLayout().sections().at(view.currentHop()).card.rect);
        QVERIFY(view.viewport()->rect().contains(card));
    }
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

void TestTimelineView::neverScrollsSideways()
{
    TimelineView view;
    show(view, 300, 400);
    view.setTrace(longChain(20));
    for (const int width : {300, 800, 2560, 320}) {
        view.resize(width, 400);
        QTRY_COMPARE(view.timelineLayout().width(), view.viewport()->width());
        QVERIFY(!view.horizontalScrollBar()->isVisible());
    }
}

void TestTimelineView::zoomStaysInBounds()
{
    TimelineView view;
    show(view);
    view.setTrace(longChain(20));
    const QSignalSpy zoomed(&view, &TimelineView::zoomChanged);
    const int height = view.timelineLayout().height();
    view.setZoom(2);
    QVERIFY(view.timelineLayout().height() > height);
    view.setZoom(2);
    QCOMPARE(zoomed.size(), 1);
    view.setZoom(1000);
    QCOMPARE(view.zoom(), 4.0);
    view.setZoom(0);
    QCOMPARE(view.zoom(), 0.5);
    view.setZoom(1);
    QCOMPARE(view.timelineLayout().height(), height);
}

void TestTimelineView::wheelZoomsWithControl()
{
    TimelineView view;
    show(view, 600, 300);
    view.setTrace(longChain(20));
    const auto turn = [&view](int delta, Qt::KeyboardModifiers modifiers) {
        const QPointF position(100, 100);
        QWheelEvent wheel(position, view.viewport()->mapToGlobal(position), {}, {0, delta},
                          Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &wheel);
    };
    turn(-120, Qt::NoModifier);
    QCOMPARE(view.zoom(), 1.0);
    QVERIFY(view.verticalScrollBar()->value() > 0);
    turn(120, Qt::ControlModifier);
    QVERIFY(view.zoom() > 1.05);
    turn(-120, Qt::ControlModifier);
    QVERIFY(qFuzzyCompare(view.zoom(), 1.0));
}

void TestTimelineView::pulsesOnlyWhileSomethingRuns()
{
    MovingStyle style;
    TimelineView view;
    view.setStyle(&style);
    show(view);
    QCOMPARE(timersOf(view), 0);
    view.setTrace(runningTrace(2));
    QCOMPARE(timersOf(view), 1);
    QVERIFY(QAbstractEventDispatcher::instance()->registeredTimers(&view).first().interval >= 100);
    view.hide();
    QCOMPARE(timersOf(view), 0);
    view.show();
    QCOMPARE(timersOf(view), 1);
    Trace ended = runningTrace(2);
    ended.outcome = Outcome{OutcomeKind::Cancelled, 3, {}};
    view.updateTrace(ended, 2);
    QCOMPARE(timersOf(view), 0);
}

void TestTimelineView::standsStillForThoseWhoAskedForIt()
{
    StillStyle style;
    TimelineView view;
    view.setStyle(&style);
    show(view);
    view.setTrace(runningTrace(2));
    QCOMPARE(timersOf(view), 0);
}

void TestTimelineView::followsThePalette()
{
    TimelineView view;
    show(view);
    view.setTrace(eatenBody());
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Light}) {
        view.setPalette(paletteOf(choice));
        const QImage picture = view.viewport()->grab().toImage();
        QCOMPARE(picture.pixelColor(1, 1), themeFor(paletteOf(choice)).background);
        const QRect card = view.toViewport(view.timelineLayout().sections().first().card.rect);
        QCOMPARE(picture.pixelColor(card.left() + 6, card.center().y()),
                 themeFor(paletteOf(choice)).card);
    }
}

void TestTimelineView::everyStateCanBePainted_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::newRow("nothing") << Trace();
    QTest::newRow("first request runs") << runningTrace(0);
    QTest::newRow("third request runs") << runningTrace(2);
    QTest::newRow("body eaten") << eatenBody();
    QTest::newRow("a thousand hops") << longChain(1000);
    Trace nowhere;
    nowhere.outcome = Outcome{OutcomeKind::Cancelled, 0, {}};
    QTest::newRow("stopped before the first hop") << nowhere;
    Trace failed = runningTrace(1);
    failed.hops.last().exchange.failure = Failure{FailureKind::Network, FailureCode::Reset, {}};
    failed.outcome = Outcome{OutcomeKind::Network, 2, u"reset"_qs};
    QTest::newRow("connection reset") << failed;
    failed.outcome->hop = 77;
    QTest::newRow("outcome of a hop that is not there") << failed;
}

void TestTimelineView::everyStateCanBePainted()
{
    QFETCH(Trace, trace);
    TimelineView view;
    show(view, 500, 600);
    view.setTrace(trace);
    const QImage top = view.viewport()->grab().toImage();
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    const QImage bottom = view.viewport()->grab().toImage();
    const QColor background = themeFor(view.palette()).background;
    const auto isBlank = [background](const QImage &image) {
        QImage blank(image.size(), image.format());
        blank.fill(background);
        return image == blank;
    };
    const bool empty = trace.hops.isEmpty() && !trace.outcome;
    QCOMPARE(isBlank(top), empty);
    QCOMPARE(isBlank(bottom), empty);
}

void TestTimelineView::screenReaderReadsTheStory()
{
    TimelineView view;
    show(view, 600, 800);
    view.setTrace(eatenBody());
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
    QVERIFY(list != nullptr);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), u"Timeline"_qs);
    QCOMPARE(list->childCount(), view.timelineLayout().entryCount());
    QCOMPARE(
        list->child(0)->text(QAccessible::Name),
        u"Hop 1: POST http://127.0.0.1:8307/legacy/upload answered 302 Found, redirect, Location /files/42"_qs);
    QVERIFY(list->child(1)->text(QAccessible::Name).startsWith(u"After hop 1: "_qs));
    QVERIFY(!list->child(1)->text(QAccessible::Name).contains(QChar(0x2192))); // the arrow
    QCOMPARE(list->child(-1), nullptr);
    QCOMPARE(list->child(list->childCount()), nullptr);
    for (int i = 0; i < list->childCount(); ++i) {
        QAccessibleInterface *child = list->child(i);
        QCOMPARE(child->role(), QAccessible::ListItem);
        QVERIFY(!child->text(QAccessible::Name).isEmpty());
        QCOMPARE(list->indexOfChild(child), i);
        QCOMPARE(child->parent(), list);
        const QRect onScreen = child->rect();
        QCOMPARE(onScreen.topLeft(),
                 view.viewport()->mapToGlobal(
                     view.toViewport(view.timelineLayout().entry(i).rect).topLeft()));
        QCOMPARE(list->childAt(onScreen.center().x(), onScreen.center().y()), child);
    }
    QAccessibleInterface *last = list->child(list->childCount() - 1);
    view.setTrace(longChain(1));
    QVERIFY(!last->isValid());
    QVERIFY(last->text(QAccessible::Name).isEmpty());
    QCOMPARE(list->childCount(), 1);
}

void TestTimelineView::screenReaderFollowsTheFocus()
{
    QAccessible::setActive(true);
    const auto before = QAccessible::installUpdateHandler(recordFocus);
    TimelineView view;
    show(view);
    if (!view.hasFocus()) {
        QSKIP("the platform gives no focus");
    }
    view.setTrace(eatenBody());
    announcedChildren.clear();
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_End);
    const TimelineLayout &layout = view.timelineLayout();
    if (QAccessible::isActive()) { // never on the offscreen platform
        QCOMPARE(announcedChildren, QList<int>({layout.entryOfHop(1), layout.entryOfHop(2)}));
    }
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
    QAccessibleInterface *current = list->child(layout.entryOfHop(2));
    QCOMPARE(list->focusChild(), current);
    QVERIFY(current->state().focused);
    QVERIFY(current->state().selected);
    QVERIFY(!list->child(0)->state().selected);
    QAccessible::installUpdateHandler(before);
}

void TestTimelineView::screenReaderCanAct()
{
    TimelineView view;
    show(view);
    view.setTrace(eatenBody());
    const QSignalSpy activated(&view, &TimelineView::hopActivated);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
    QAccessibleInterface *second = list->child(view.timelineLayout().entryOfHop(1));
    QVERIFY(second->actionInterface() != nullptr);
    second->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
    QCOMPARE(view.currentHop(), 1);
    second->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.size(), 1);
}

void TestTimelineView::headlineFitsEveryWidth()
{
    const QList<Badge> badges{
        {u"method changed"_qs, Level::Problem},
        {u"a badge that says much more than a badge should ever say"_qs, Level::Warning},
        {u"note"_qs, Level::Note}};
    const QStringList sentences{
        u"Kept"_qs, u"POST became GET at hop 1, and the body was dropped"_qs, QString(400, u'x')};
    for (const QString &sentence : sentences) {
        for (const int points : {8, 10, 24}) {
            QFont font = QApplication::font();
            font.setPointSize(points);
            const TextFaces faces = textFaces(font);
            for (int width = 300; width < 2000; width += 61) {
                const HeadlineLayout layout = layoutHeadline(sentence, badges, width, faces);
                QList<QRect> rects;
                for (const TextBox &line : layout.sentence) {
                    rects += line.rect;
                }
                for (const ChipBox &badge : layout.badges) {
                    rects += badge.rect;
                }
                QCOMPARE(layout.badges.size(), badges.size());
                for (qsizetype i = 0; i < rects.size(); ++i) {
                    QVERIFY(QRect(0, 0, width, layout.height).contains(rects.at(i)));
                    for (qsizetype j = 0; j < i; ++j) {
                        QVERIFY(!rects.at(i).intersects(rects.at(j)));
                    }
                }
            }
        }
    }
}

void TestTimelineView::headlineTellsScreenReaders()
{
    HeadlineBar bar;
    bar.setHeadline(u"Kept: still POST"_qs,
                    {{u"loop"_qs, Level::Problem}, {u"slow"_qs, Level::Note}});
    QCOMPARE(bar.accessibleName(), u"Kept: still POST"_qs);
    QCOMPARE(bar.accessibleDescription(), u"loop, slow"_qs);
    QVERIFY(bar.heightForWidth(300) >= bar.heightForWidth(1000));
}

void TestTimelineView::lowPaneIsForTheCards()
{
    TracePane pane;
    pane.setTrace(eatenBody());
    show(pane, 780, 600);
    const auto *bar = pane.findChild<HeadlineBar *>();
    const int usual = bar->height();
    pane.resize(780, 19 * pane.fontMetrics().height());
    QTRY_COMPARE(bar->height(), usual - 16);
    pane.resize(780, 600);
    QTRY_COMPARE(bar->height(), usual);
}

/// Told from what was sent by shape, not by colour alone.
void TestTimelineView::lanesAheadAreDashed()
{
    Trace paused = longChain(2);
    paused.hops.resize(1);
    paused.outcome.reset();
    TimelineView view;
    view.setTrace(paused);
    show(view, 700, 400);
    const LaneSegment lane = view.timelineLayout().ahead().segments.first();
    QCOMPARE(lane.kind, LaneSegment::Kind::Kept);
    const QImage picture = view.viewport()->grab().toImage();
    const QColor background = themeFor(view.palette()).background;
    int changes = 0;
    const int from = view.timelineLayout().sections().first().card.rect.bottom() + 1;
    for (int y = from + 1; y < lane.to; ++y) {
        changes += int((picture.pixelColor(lane.x, y) == background)
                       != (picture.pixelColor(lane.x, y - 1) == background));
    }
    QVERIFY(changes >= 4);
}

void TestTimelineView::paneTeachesBeforeTheFirstTrace()
{
    TracePane pane;
    show(pane);
    QVERIFY(!pane.timeline()->isVisible());
    QStringList words;
    for (const QLabel *label : pane.findChildren<QLabel *>()) {
        if (label->isVisible()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            words += label->text();
        }
    }
    QVERIFY(words.join(u' ').contains(u"Press Send"_qs));
    pane.setTrace(eatenBody());
    QVERIFY(pane.timeline()->isVisible());
    pane.clear();
    QVERIFY(!pane.timeline()->isVisible());
    QCOMPARE(pane.currentHop(), -1);
}

void TestTimelineView::paneShowsTheTrace()
{
    const Trace trace = eatenBody();
    TracePane pane;
    show(pane);
    Trace sofar = trace;
    sofar.hops.clear();
    sofar.outcome.reset();
    pane.setTrace(sofar);
    for (int hop = 0; hop < trace.hops.size(); ++hop) {
        sofar.hops += trace.hops.at(hop);
        pane.updateTrace(sofar, hop);
        QCOMPARE(pane.timeline()->hopCount(), hop + 1);
    }
    pane.updateTrace(trace, 2);
    QCOMPARE(pane.currentHop(), 0);
    QCOMPARE(pane.findChild<HeadlineBar *>()->accessibleName(), headline(trace));
}

void TestTimelineView::panePassesSignalsOn()
{
    TracePane pane;
    show(pane, 600, 800);
    const QSignalSpy current(&pane, &TracePane::currentHopChanged);
    const QSignalSpy activated(&pane, &TracePane::hopActivated);
    const QSignalSpy copied(&pane, &TracePane::copied);
    const QSignalSpy zoomed(&pane, &TracePane::zoomChanged);
    pane.setTrace(eatenBody());
    pane.setCurrentHop(1);
    QCOMPARE(current.size(), 2);
    QTest::keyClick(pane.timeline(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QTest::keyClick(pane.timeline(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copied.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8307/files/42"_qs);
    pane.setZoom(1.5);
    QCOMPARE(zoomed.size(), 1);
    QCOMPARE(pane.zoom(), 1.5);
}

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
