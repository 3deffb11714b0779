// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "tests/ui/samples.h"
#include "ui/timeline/headlinebar.h"
#include "ui/timeline/mirror.h"
#include "ui/timeline/timelineview.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

using namespace hoplens;

namespace {

Trace brokenOff()
{
    SampleTrace sample;
    sample.request("PUT", "/a", "hello").answer(302, "Found", "b").decide("GET", false, "/b");
    sample.request("GET", "/b");
    sample.last().exchange.failure = Failure{FailureKind::Network, FailureCode::Reset, {}};
    return sample.end(OutcomeKind::Network, u"The connection was reset."_qs).trace();
}

/// Every rectangle there is, in a fixed order.
QList<QRect> rectsOf(const TimelineLayout &layout)
{
    QList<QRect> all;
    const auto addTexts = [&all](const QList<TextBox> &texts) {
        for (const TextBox &text : texts) {
            all += text.rect;
        }
    };
    const auto addChip = [&all](const ChipBox &chip) {
        all += {chip.rect, chip.symbolRect, chip.label.rect};
    };
    for (const Section &section : layout.sections()) {
        all += {section.card.rect, section.card.track, section.card.progress};
        addTexts(section.card.texts);
        for (const ChipBox &chip : section.card.chips) {
            addChip(chip);
        }
        for (const MarkBox &mark : section.card.marks) {
            all += mark.rect;
        }
        for (const CopySpot &spot : section.card.copies) {
            all += spot.rect;
        }
        for (const PhaseBar &bar : layout.phases(section.card.hop)) {
            all += bar.rect;
        }
        for (const DecisionRow &row : section.decisions) {
            all += row.rect;
            addChip(row.chip);
            addTexts(row.texts);
        }
    }
    if (layout.outcome()) {
        all += {layout.outcome()->rect, layout.outcome()->mark.rect};
        addTexts(layout.outcome()->texts);
    }
    return all;
}

/// Every x that is a line's or a centre's.
QList<int> columnsOf(const TimelineLayout &layout)
{
    QList<int> all;
    for (const Section &section : layout.sections()) {
        all += section.card.node.center.x();
        for (const LaneSegment &segment : section.lanes.segments) {
            all += segment.x;
        }
        for (const Leader &leader : section.lanes.leaders) {
            all += {leader.from.x(), leader.to.x()};
        }
    }
    if (layout.outcome()) {
        all += layout.outcome()->node.center.x();
        for (const LaneSegment &segment : layout.outcome()->lanes) {
            all += segment.x;
        }
    }
    return all;
}

QList<TextBox> textsOf(const TimelineLayout &layout)
{
    QList<TextBox> all;
    for (const Section &section : layout.sections()) {
        all += section.card.texts;
        for (const DecisionRow &row : section.decisions) {
            all += row.texts;
        }
    }
    return all;
}

} // namespace

class TestTimelineMirrored final : public QObject {
    Q_OBJECT
private slots:
    void everythingIsOnTheOtherSide_data();
    void everythingIsOnTheOtherSide();
    void updateKeepsTheSide();
    void arrowsPointTheOtherWay();
    void addressesRunFromTheLeft();
    void wordsRunTheirOwnWay();
    void lanesAheadAreOnTheOtherSide();
    void headlineIsOnTheOtherSide();
    void viewFollowsTheDirection();
    void lanesArePaintedAtTheRight();
};

void TestTimelineMirrored::everythingIsOnTheOtherSide_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::newRow("everything") << everything();
    QTest::newRow("body eaten") << eatenBody();
    QTest::newRow("broken off") << brokenOff();
    QTest::newRow("forty headers") << strippedHeaders(40);
}

void TestTimelineMirrored::everythingIsOnTheOtherSide()
{
    QFETCH(Trace, trace);
    const TextFaces faces = textFaces(QApplication::font());
    for (const int width : {240, 301, 800, 1280, 3840}) {
        const TimelineLayout left(trace, width, faces);
        const TimelineLayout right(trace, width, faces, Qt::RightToLeft);
        QCOMPARE(right.height(), left.height());
        const QList<QRect> expected = rectsOf(left);
        const QList<QRect> actual = rectsOf(right);
        QCOMPARE(actual.size(), expected.size());
        for (qsizetype i = 0; i < actual.size(); ++i) {
            // Bars are rounded to whole pixels from the side where they begin: never more than one.
            QCOMPARE(actual.at(i), mirrored(expected.at(i), width));
            QVERIFY(actual.at(i).isNull()
                    || QRect(0, 0, width, left.height()).contains(actual.at(i)));
        }
        const QList<int> before = columnsOf(left);
        const QList<int> after = columnsOf(right);
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < after.size(); ++i) {
            QCOMPARE(after.at(i), width - before.at(i));
        }
    }
}

void TestTimelineMirrored::updateKeepsTheSide()
{
    const Trace whole = eatenBody();
    const TextFaces faces = textFaces(QApplication::font());
    Trace sofar = whole;
    sofar.outcome.reset();
    sofar.hops.clear();
    TimelineLayout layout(sofar, 700, faces, Qt::RightToLeft);
    for (int hop = 0; hop < whole.hops.size(); ++hop) {
        sofar.hops += whole.hops.at(hop);
        layout.update(sofar, std::max(0, hop - 1));
    }
    layout.update(whole, 2);
    const TimelineLayout fresh(whole, 700, faces, Qt::RightToLeft);
    QCOMPARE(rectsOf(layout), rectsOf(fresh));
    QCOMPARE(columnsOf(layout), columnsOf(fresh));
}

void TestTimelineMirrored::arrowsPointTheOtherWay()
{
    const TextFaces faces = textFaces(QApplication::font());
    const auto arrows = [&faces](Qt::LayoutDirection direction, Symbol symbol) {
        int count = 0;
        const TimelineLayout layout(eatenBody(), 900, faces, direction);
        for (const Section &section : layout.sections()) {
            for (const MarkBox &mark : section.card.marks) {
                count += mark.symbol == symbol ? 1 : 0;
            }
            for (const DecisionRow &row : section.decisions) {
                count += row.chip.symbol == symbol ? 1 : 0;
            }
        }
        return count;
    };
    const int usual = arrows(Qt::LeftToRight, Symbol::Arrow);
    QVERIFY(usual > 1);
    QCOMPARE(arrows(Qt::RightToLeft, Symbol::ArrowLeft), usual);
    QCOMPARE(arrows(Qt::RightToLeft, Symbol::Arrow), 0);
    QCOMPARE(arrows(Qt::LeftToRight, Symbol::ArrowLeft), 0);
}

void TestTimelineMirrored::addressesRunFromTheLeft()
{
    const QByteArray path = QStringLiteral("/الصفحة/الرئيسية").toUtf8();
    SampleTrace sample;
    sample.request("GET", path).answer(301, "Moved", path).decide("GET", false, "/" + path);
    sample.request("GET", path).answer(200, "OK");
    const Trace trace = sample.end(OutcomeKind::Final).trace();
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        const TimelineLayout layout(trace, 900, textFaces(QApplication::font()), direction);
        int addresses = 0;
        for (const TextBox &text : textsOf(layout)) {
            if (text.part == Part::Url || text.part == Part::Location
                || text.part == Part::Resolved) {
                QCOMPARE(text.direction, Qt::LeftToRight);
                ++addresses;
            }
        }
        QVERIFY(addresses >= 4);
    }
}

void TestTimelineMirrored::wordsRunTheirOwnWay()
{
    SampleTrace sample;
    sample.request("GET", "/").answer(200, QStringLiteral("تم النقل (ok)").toUtf8());
    const TimelineLayout layout(sample.end(OutcomeKind::Final).trace(), 900,
                                textFaces(QApplication::font()));
    int reasons = 0;
    for (const TextBox &text : textsOf(layout)) {
        if (text.part == Part::Reason) {
            QCOMPARE(text.direction, Qt::RightToLeft);
            ++reasons;
        } else {
            QCOMPARE(text.direction, Qt::LeftToRight); // whatever its neighbour does
        }
    }
    QCOMPARE(reasons, 1);
}

void TestTimelineMirrored::lanesAheadAreOnTheOtherSide()
{
    Trace paused = eatenBody();
    paused.hops.resize(1);
    paused.outcome.reset();
    const TextFaces faces = textFaces(QApplication::font());
    const Lanes left = TimelineLayout(paused, 700, faces).ahead();
    const Lanes right = TimelineLayout(paused, 700, faces, Qt::RightToLeft).ahead();
    QVERIFY(!left.segments.isEmpty());
    QCOMPARE(right.segments.size(), left.segments.size());
    for (qsizetype i = 0; i < left.segments.size(); ++i) {
        QCOMPARE(right.segments.at(i).x, 700 - left.segments.at(i).x);
        QCOMPARE(right.segments.at(i).to, left.segments.at(i).to);
    }
    QCOMPARE(right.leaders.first().to.x(), 700 - left.leaders.first().to.x());
}

void TestTimelineMirrored::headlineIsOnTheOtherSide()
{
    const QList<Badge> badges{{u"method changed"_qs, Level::Problem}, {u"slow"_qs, Level::Note}};
    const TextFaces faces = textFaces(QApplication::font());
    const QString sentence = QString(u"POST became GET "_qs).repeated(6);
    for (const int width : {240, 500, 1400}) {
        const HeadlineLayout left = layoutHeadline(sentence, badges, width, faces);
        const HeadlineLayout right =
            layoutHeadline(sentence, badges, width, faces, Qt::RightToLeft);
        QCOMPARE(right.height, left.height);
        for (qsizetype i = 0; i < left.sentence.size(); ++i) {
            QCOMPARE(right.sentence.at(i).rect, mirrored(left.sentence.at(i).rect, width));
        }
        for (qsizetype i = 0; i < left.badges.size(); ++i) {
            QCOMPARE(right.badges.at(i).rect, mirrored(left.badges.at(i).rect, width));
            QCOMPARE(right.badges.at(i).label.rect, mirrored(left.badges.at(i).label.rect, width));
        }
    }
}

void TestTimelineMirrored::viewFollowsTheDirection()
{
    TimelineView view;
    view.resize(700, 600);
    view.setTrace(eatenBody());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCOMPARE(view.timelineLayout().direction(), Qt::LeftToRight);
    view.setLayoutDirection(Qt::RightToLeft);
    QCOMPARE(view.timelineLayout().direction(), Qt::RightToLeft);
    // Mouse and screen reader find the second card where it is painted.
    const QRect card = view.timelineLayout().sections().at(1).card.rect;
    QVERIFY(card.right() < 700 - 40);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.toViewport(card).center());
    QCOMPARE(view.currentHop(), 1);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
    const QRect onScreen = list->child(view.timelineLayout().entryOfHop(1))->rect();
    QCOMPARE(onScreen.topLeft(), view.viewport()->mapToGlobal(view.toViewport(card).topLeft()));
    view.setLayoutDirection(Qt::LeftToRight);
    QCOMPARE(view.timelineLayout().direction(), Qt::LeftToRight);
}

void TestTimelineMirrored::lanesArePaintedAtTheRight()
{
    TimelineView view;
    view.resize(700, 600);
    view.setLayoutDirection(Qt::RightToLeft);
    view.setTrace(longChain(3));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage picture = view.viewport()->grab().toImage();
    const Section &second = view.timelineLayout().sections().at(1);
    const int y = (view.timelineLayout().sections().at(0).card.rect.bottom() + second.top) / 2;
    const QColor background = themeFor(view.palette()).background;
    QVERIFY(picture.pixelColor(second.card.node.center.x(), y) != background);
    QCOMPARE(picture.pixelColor(picture.width() - second.card.node.center.x(), y), background);
}

QTEST_MAIN(TestTimelineMirrored)
#include "tst_timelinemirrored.moc"
