// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "core/redirect/explain.h"
#include "tests/ui/samples.h"
#include "ui/timeline/textruler.h"
#include "ui/timeline/timelinelayout.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace hoplens;

namespace {

using Kind = LaneSegment::Kind;

TextFaces facesOf(int points)
{
    QFont font = QApplication::font();
    font.setPointSize(points);
    return textFaces(font);
}

Trace failed(OutcomeKind kind, FailureCode code)
{
    SampleTrace sample;
    sample.request("PUT", "/a", "hello")
        .answer(307, "Temporary Redirect", "/b")
        .decide("PUT", true, "/b");
    sample.request("PUT", "/b", "hello");
    sample.last().exchange.failure =
        Failure{FailureKind::Network, code, u"in the system's own words"_qs};
    return sample.end(kind, QString(u"what happened "_qs).repeated(30)).trace();
}

QList<QRect> partsOf(const Card &card)
{
    QList<QRect> parts;
    for (const TextBox &text : card.texts) {
        parts += text.rect;
    }
    for (const ChipBox &chip : card.chips) {
        parts += chip.rect;
    }
    for (const MarkBox &mark : card.marks) {
        parts += mark.rect;
    }
    for (const CopySpot &spot : card.copies) {
        parts += spot.rect;
    }
    for (const QRect &rect : {card.track, card.progress}) {
        if (!rect.isNull()) {
            parts += rect;
        }
    }
    return parts;
}

QList<QRect> partsOf(const DecisionRow &row)
{
    QList<QRect> parts{row.chip.rect};
    for (const TextBox &text : row.texts) {
        parts += text.rect;
    }
    return parts;
}

QString described(const QRect &rect)
{
    return u"%1,%2 %3x%4"_qs.arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

/// Empty when the parts lie in the frame and apart from each other, or the sentence to fail with.
QString complaint(const QRect &frame, const QList<QRect> &parts)
{
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (!frame.contains(parts.at(i))) {
            return u"%1 leaves %2"_qs.arg(described(parts.at(i)), described(frame));
        }
        for (qsizetype j = 0; j < i; ++j) {
            if (parts.at(i).intersects(parts.at(j))) {
                return u"%1 overlaps %2"_qs.arg(described(parts.at(i)), described(parts.at(j)));
            }
        }
    }
    return {};
}

QString complaint(const TextFaces &faces, const QList<TextBox> &texts)
{
    for (const TextBox &text : texts) {
        if (QFontMetricsF(faces.of(text.face)).horizontalAdvance(text.text) > text.rect.width()) {
            return u"\"%1\" is wider than its place"_qs.arg(text.text);
        }
        if (text.baseline <= text.rect.top() || text.baseline > text.rect.bottom()) {
            return u"\"%1\" stands outside its row"_qs.arg(text.text);
        }
    }
    return {};
}

QString complaint(const ChipBox &chip)
{
    QList<QRect> inside{chip.label.rect};
    if (chip.symbol) {
        inside += chip.symbolRect;
    }
    return complaint(chip.rect, inside);
}

/// The geometry of a section as one comparable value; what moves when anything moves.
QList<QRect> places(const Section &section)
{
    QList<QRect> all{section.card.rect};
    all += partsOf(section.card);
    all += QRect(section.card.node.center, QSize(section.card.node.radius, 1));
    for (const DecisionRow &row : section.decisions) {
        all += row.rect;
        all += partsOf(row);
    }
    for (const LaneSegment &lane : section.lanes.segments) {
        all +=
            QRect(QPoint(lane.x, lane.from), QPoint(lane.x + static_cast<int>(lane.kind), lane.to));
    }
    for (const Leader &leader : section.lanes.leaders) {
        all += QRect(leader.from, leader.to);
    }
    return all;
}

QList<QRect> places(const TimelineLayout &layout)
{
    QList<QRect> all;
    for (const Section &section : layout.sections()) {
        all += places(section);
    }
    return all;
}

QList<LaneSegment> lane(const Section &section, Lane which, Kind kind)
{
    QList<LaneSegment> found;
    for (const LaneSegment &segment : section.lanes.segments) {
        if (segment.lane == which && segment.kind == kind) {
            found += segment;
        }
    }
    return found;
}

} // namespace

class TestTimelineLayout final : public QObject {
    Q_OBJECT
private slots:
    void nothingOverlapsOrLeaves_data();
    void nothingOverlapsOrLeaves();
    void outcomeFits_data();
    void outcomeFits();
    void narrowWidthsWrapInsteadOfClipping();
    void growingMovesNothing();
    void answersMoveNothingAbove();
    void updateEqualsANewLayout();
    void cardsStandOnTheGrid();
    void keptLanesGoOn();
    void changedMethodBreaksItsLane();
    void droppedBodyEndsAtAStop();
    void bodyCanComeBack();
    void lanesEndAtTheOutcome();
    void lanesLeadOnWhileNothingIsSent();
    void noLanesWhereNothingFollows();
    void wideScreenIsShared();
    void hitTestFindsWhatIsThere();
    void visibleSectionsAreFound();
    void entriesAreInReadingOrder();
    void barsLieOnTheirTrack();
    void timeScaleGrowsInSteps();
    void runningHopShowsIt();
    void longTextIsKeptWhole();
    void thousandHops();
};

void TestTimelineLayout::nothingOverlapsOrLeaves_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("points");
    const QList<std::pair<const char *, Trace>> traces{{"everything", everything()},
                                                       {"eaten body", eatenBody()},
                                                       {"forty headers", strippedHeaders(40)},
                                                       {"one hop", longChain(1)},
                                                       {"20 hops", longChain(20)}};
    for (const auto &[name, trace] : traces) {
        for (const int points : {8, 9, 10, 12, 14, 18, 24}) {
            for (const int width : {240, 300, 375, 430, 570, 800, 1280, 3840}) {
                QTest::addRow("%s, %d px, %d pt", name, width, points) << trace << width << points;
            }
        }
    }
}

void TestTimelineLayout::nothingOverlapsOrLeaves()
{
    QFETCH(Trace, trace);
    QFETCH(int, width);
    QFETCH(int, points);
    const TextFaces faces = facesOf(points);
    const TimelineLayout layout(trace, width, faces);
    QCOMPARE(layout.width(), width);
    QCOMPARE(layout.sections().size(), trace.hops.size());
    int bottom = 0;
    for (const Section &section : layout.sections()) {
        QVERIFY(section.card.rect.top() >= bottom);
        const QRect page(0, section.top, width, section.bottom - section.top);
        QList<QRect> rows{section.card.rect};
        for (const DecisionRow &row : section.decisions) {
            rows += row.rect;
            QCOMPARE(complaint(row.rect, partsOf(row)), QString());
            QCOMPARE(complaint(row.chip), QString());
            QCOMPARE(complaint(faces, row.texts), QString());
        }
        QCOMPARE(complaint(page, rows), QString());
        QCOMPARE(complaint(section.card.rect, partsOf(section.card)), QString());
        QCOMPARE(complaint(faces, section.card.texts), QString());
        for (const ChipBox &chip : section.card.chips) {
            QCOMPARE(complaint(chip), QString());
        }
        for (const LaneSegment &segment : section.lanes.segments) {
            QVERIFY(segment.x > 0 && segment.x < section.card.rect.left());
            QVERIFY(segment.from <= segment.to);
        }
        QVERIFY(section.card.node.center.x() - section.card.node.radius > 0);
        bottom = section.bottom;
    }
    QVERIFY(layout.height() > bottom);
}

void TestTimelineLayout::outcomeFits_data()
{
    QTest::addColumn<OutcomeKind>("kind");
    QTest::addColumn<int>("width");
    for (const int width : {240, 300, 500, 1400}) {
        QTest::addRow("network, %d px", width) << OutcomeKind::Network << width;
        QTest::addRow("loop, %d px", width) << OutcomeKind::Loop << width;
        QTest::addRow("limit, %d px", width) << OutcomeKind::Limit << width;
        QTest::addRow("refused, %d px", width) << OutcomeKind::Refused << width;
        QTest::addRow("TLS, %d px", width) << OutcomeKind::Tls << width;
        QTest::addRow("timeout, %d px", width) << OutcomeKind::Timeout << width;
        QTest::addRow("protocol, %d px", width) << OutcomeKind::Protocol << width;
        QTest::addRow("cancelled, %d px", width) << OutcomeKind::Cancelled << width;
        QTest::addRow("stopped, %d px", width) << OutcomeKind::Stopped << width;
    }
}

void TestTimelineLayout::outcomeFits()
{
    QFETCH(OutcomeKind, kind);
    QFETCH(int, width);
    for (const int points : {8, 10, 24}) {
        const TextFaces faces = facesOf(points);
        const TimelineLayout layout(failed(kind, FailureCode::ConnectionRefused), width, faces);
        QVERIFY(layout.outcome());
        const OutcomeCard &outcome = *layout.outcome();
        QList<QRect> parts{outcome.mark.rect};
        for (const TextBox &text : outcome.texts) {
            parts += text.rect;
        }
        QCOMPARE(complaint(outcome.rect, parts), QString());
        QCOMPARE(complaint(faces, outcome.texts), QString());
        QVERIFY(outcome.rect.top() > layout.sections().last().bottom);
        QVERIFY(QRect(0, 0, width, layout.height()).contains(outcome.rect));
        // What was tried, what came back, what to do.
        const auto labels =
            std::count_if(outcome.texts.begin(), outcome.texts.end(),
                          [](const TextBox &box) { return box.part == Part::Label; });
        QCOMPARE(labels, 3);
    }
    QVERIFY(!TimelineLayout(eatenBody(), width, facesOf(10)).outcome());
}

void TestTimelineLayout::narrowWidthsWrapInsteadOfClipping()
{
    const Trace trace = eatenBody();
    const TextFaces faces = facesOf(10);
    const Card wide = TimelineLayout(trace, 1000, faces).sections().first().card;
    const Card narrow = TimelineLayout(trace, 300, faces).sections().first().card;
    QVERIFY(!wide.track.isNull());
    QVERIFY(narrow.track.isNull()); // the bar goes first
    QVERIFY(narrow.rect.height() > wide.rect.height());
    const auto holds = [](const Card &card, Part part) {
        return std::any_of(card.texts.begin(), card.texts.end(),
                           [part](const TextBox &text) { return text.part == part; });
    };
    for (const Part part :
         {Part::Number, Part::Method, Part::Url, Part::Reason, Part::Location, Part::Resolved}) {
        QVERIFY(holds(wide, part));
        QVERIFY(holds(narrow, part));
    }
    // The source of a decision is there at any width.
    for (int width = 300; width < 1200; width += 19) {
        const TimelineLayout layout(trace, width, faces);
        for (const DecisionRow &row : layout.sections().first().decisions) {
            QCOMPARE(complaint(row.rect, partsOf(row)), QString());
        }
    }
}

void TestTimelineLayout::growingMovesNothing()
{
    const Trace whole = longChain(30);
    const TextFaces faces = facesOf(10);
    Trace sofar = whole;
    sofar.hops.clear();
    sofar.outcome.reset();
    TimelineLayout layout(sofar, 700, faces);
    QList<QRect> before;
    for (int hop = 0; hop < whole.hops.size(); ++hop) {
        sofar.hops += whole.hops.at(hop);
        layout.update(sofar, hop);
        const QList<QRect> now = places(layout);
        QCOMPARE(now.first(before.size()), before);
        QVERIFY(now.size() > before.size());
        before = now;
    }
}

void TestTimelineLayout::answersMoveNothingAbove()
{
    SampleTrace sample;
    sample.request("POST", "/a", "hello").answer(302, "Found", "/b").decide("GET", false, "/b");
    sample.request("GET", "/b");
    TimelineLayout layout(sample.trace(), 700, facesOf(10));
    const QList<QRect> first = places(layout.sections().first());
    const Card waiting = layout.sections().last().card;
    sample.answer(302, "Found", "/c");
    layout.update(sample.trace(), 1);
    QCOMPARE(places(layout.sections().first()), first);
    const Card answered = layout.sections().last().card;
    QCOMPARE(answered.rect.topLeft(), waiting.rect.topLeft());
    QCOMPARE(answered.node.center, waiting.node.center);
    sample.decide("GET", false, "/c");
    layout.update(sample.trace(), 1);
    QCOMPARE(places(layout.sections().first()), first);
    QVERIFY(!layout.sections().last().decisions.isEmpty());
}

void TestTimelineLayout::updateEqualsANewLayout()
{
    const Trace whole = everything();
    const TextFaces faces = facesOf(12);
    const TimelineLayout fresh(whole, 640, faces);
    for (int from = 0; from <= whole.hops.size(); ++from) {
        TimelineLayout layout(longChain(from), 640, faces);
        Trace start = whole;
        start.hops = whole.hops.first(from);
        layout = TimelineLayout(start, 640, faces);
        // The hop before may have been laid out as the running one.
        layout.update(whole, std::max(0, from - 1));
        QCOMPARE(places(layout), places(fresh));
        QCOMPARE(layout.height(), fresh.height());
        QCOMPARE(layout.entryCount(), fresh.entryCount());
    }
    TimelineLayout shrinking(longChain(9), 640, faces);
    shrinking.update(whole, 0);
    QCOMPARE(places(shrinking), places(fresh));
}

void TestTimelineLayout::cardsStandOnTheGrid()
{
    for (const int points : {8, 10, 13, 24}) {
        const TimelineLayout layout(everything(), 900, facesOf(points));
        const int left = layout.sections().first().card.rect.left();
        for (const Section &section : layout.sections()) {
            QCOMPARE(section.card.rect.top() % 4, 0);
            QCOMPARE(section.card.rect.height() % 4, 0);
            QCOMPARE(section.card.rect.left(), left);
            for (const DecisionRow &row : section.decisions) {
                QCOMPARE(row.rect.top() % 4, 0);
            }
        }
        QCOMPARE(left % 4, 0);
    }
}

void TestTimelineLayout::keptLanesGoOn()
{
    const TimelineLayout layout(longChain(5), 700, facesOf(10));
    for (int hop = 1; hop < 5; ++hop) {
        const Section &before = layout.sections().at(hop - 1);
        const Section &section = layout.sections().at(hop);
        for (const Lane which : {Lane::Method, Lane::Body}) {
            const QList<LaneSegment> kept = lane(section, which, Kind::Kept);
            QCOMPARE(kept.size(), 1);
            QCOMPARE(kept.first().from, before.card.node.center.y());
            QCOMPARE(kept.first().to, section.card.node.center.y());
            QVERIFY(!kept.first().recoloured);
            QVERIFY(lane(section, which, Kind::EndStop).isEmpty());
            QVERIFY(lane(section, which, Kind::Changed).isEmpty());
        }
        QCOMPARE(lane(section, Lane::Body, Kind::Dot).size(), 1);
    }
}

void TestTimelineLayout::changedMethodBreaksItsLane()
{
    const TimelineLayout layout(eatenBody(), 700, facesOf(10));
    const Section &before = layout.sections().at(0);
    const Section &after = layout.sections().at(1);
    const QList<LaneSegment> kept = lane(after, Lane::Method, Kind::Kept);
    const QList<LaneSegment> broken = lane(after, Lane::Method, Kind::Changed);
    QCOMPARE(kept.size(), 2);
    QCOMPARE(broken.size(), 1);
    // Without a gap: node, lane, break, lane, node.
    QCOMPARE(kept.first().from, before.card.node.center.y());
    QCOMPARE(kept.first().to, broken.first().from);
    QCOMPARE(broken.first().to, kept.last().from);
    QCOMPARE(kept.last().to, after.card.node.center.y());
    QVERIFY(!kept.first().recoloured);
    QVERIFY(kept.last().recoloured);
    // Beside the row that says it.
    const int y = (broken.first().from + broken.first().to) / 2;
    QVERIFY(y > before.card.rect.bottom());
    const auto row = std::find_if(before.decisions.begin(), before.decisions.end(),
                                  [](const DecisionRow &r) { return r.about == About::Method; });
    QVERIFY(row != before.decisions.end());
    QVERIFY(std::abs(row->chip.rect.center().y() - y) <= 1);
    // It stays another method's lane.
    QVERIFY(lane(layout.sections().at(2), Lane::Method, Kind::Kept).first().recoloured);
}

void TestTimelineLayout::droppedBodyEndsAtAStop()
{
    const TimelineLayout layout(eatenBody(), 700, facesOf(10));
    const Section &before = layout.sections().at(0);
    const Section &after = layout.sections().at(1);
    QCOMPARE(lane(before, Lane::Body, Kind::Dot).size(), 1);
    QCOMPARE(lane(after, Lane::Body, Kind::Dot).size(), 0);
    const QList<LaneSegment> stop = lane(after, Lane::Body, Kind::EndStop);
    const QList<LaneSegment> dropped = lane(after, Lane::Body, Kind::Dropped);
    QCOMPARE(stop.size(), 1);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().to, stop.first().from);
    QVERIFY(stop.first().from > before.card.rect.bottom());
    QVERIFY(stop.first().from < after.card.rect.top());
    for (const LaneSegment &segment : layout.sections().at(2).lanes.segments) {
        QCOMPARE(segment.lane, Lane::Method);
    }
}

void TestTimelineLayout::bodyCanComeBack()
{
    SampleTrace sample;
    sample.request("POST", "/a", "hello").answer(302, "Found", "/b").decide("GET", false, "/b");
    sample.request("GET", "/b").answer(302, "Found", "/c").decide("POST", true, "/c");
    sample.request("POST", "/c", "hello").answer(200, "OK");
    const TimelineLayout layout(sample.end(OutcomeKind::Final).trace(), 700, facesOf(10));
    const Section &last = layout.sections().last();
    QCOMPARE(lane(last, Lane::Body, Kind::Dot).size(), 1);
    QVERIFY(lane(last, Lane::Body, Kind::Kept).isEmpty());
    // The first method is itself again.
    QVERIFY(!lane(last, Lane::Method, Kind::Kept).last().recoloured);
}

void TestTimelineLayout::lanesEndAtTheOutcome()
{
    const TimelineLayout layout(failed(OutcomeKind::Network, FailureCode::Reset), 700, facesOf(10));
    const OutcomeCard &outcome = *layout.outcome();
    const int from = layout.sections().last().card.node.center.y();
    QCOMPARE(outcome.lanes.first().from, from);
    QCOMPARE(outcome.lanes.first().to, outcome.node.center.y());
    QVERIFY(std::any_of(outcome.lanes.begin(), outcome.lanes.end(), [](const LaneSegment &segment) {
        return segment.lane == Lane::Body && segment.kind == Kind::EndStop;
    }));
}

/// While a trace stands still, the decisions below its last card are drawn as they will be.
void TestTimelineLayout::lanesLeadOnWhileNothingIsSent()
{
    Trace paused = eatenBody();
    paused.outcome.reset();
    const Trace later = paused;
    paused.hops.resize(1);
    TimelineLayout layout(paused, 700, facesOf(10));
    const Lanes ahead = layout.ahead();
    const auto onAhead = [&ahead](Lane which, Kind kind) {
        QList<LaneSegment> found;
        std::copy_if(ahead.segments.begin(), ahead.segments.end(), std::back_inserter(found),
                     [&](const LaneSegment &segment) {
                         return segment.lane == which && segment.kind == kind;
                     });
        return found;
    };
    QVERIFY(std::all_of(ahead.segments.begin(), ahead.segments.end(),
                        [](const LaneSegment &segment) { return segment.isAhead; }));
    QCOMPARE(onAhead(Lane::Method, Kind::Kept).size(), 2);
    QVERIFY(onAhead(Lane::Method, Kind::Kept).last().recoloured);
    QCOMPARE(onAhead(Lane::Body, Kind::EndStop).size(), 1);
    QCOMPARE(ahead.leaders.size(), 2);
    const Section last = layout.sections().last();
    QVERIFY(onAhead(Lane::Method, Kind::Kept).last().to > last.decisions.last().rect.bottom());
    QVERIFY(onAhead(Lane::Method, Kind::Kept).last().to <= layout.height());

    // When it is sent, nothing moves: only the dashes go.
    layout.update(later, 0);
    const Section &next = layout.sections().at(1);
    QCOMPARE(lane(next, Lane::Method, Kind::Changed).first().from,
             onAhead(Lane::Method, Kind::Changed).first().from);
    QCOMPARE(lane(next, Lane::Body, Kind::EndStop).first().from,
             onAhead(Lane::Body, Kind::EndStop).first().from);
    QVERIFY(!lane(next, Lane::Method, Kind::Changed).first().isAhead);
    QVERIFY(layout.ahead().segments.isEmpty()); // the last answer is no redirect
}

void TestTimelineLayout::noLanesWhereNothingFollows()
{
    QVERIFY(TimelineLayout(eatenBody(), 700, facesOf(10)).ahead().segments.isEmpty());
    Trace refused = eatenBody();
    refused.hops.resize(1);
    refused.outcome.reset();
    refused.hops.last().redirect->follow = false;
    QVERIFY(TimelineLayout(refused, 700, facesOf(10)).ahead().segments.isEmpty());
    Trace stopped = eatenBody();
    stopped.hops.resize(1);
    stopped.outcome->kind = OutcomeKind::Stopped; // its own lanes lead to the outcome
    const TimelineLayout layout(stopped, 700, facesOf(10));
    QVERIFY(layout.ahead().segments.isEmpty());
    QVERIFY(!layout.outcome()->lanes.isEmpty());
    QVERIFY(TimelineLayout(Trace(), 700, facesOf(10)).ahead().segments.isEmpty());
}

/// Cards do not grow without end, and what addresses do not need goes to the bar.
void TestTimelineLayout::wideScreenIsShared()
{
    const TextFaces faces = facesOf(10);
    const int em = TextRuler(faces).height(Face::Normal);
    const Card wide = TimelineLayout(longChain(3), em * 220, faces).sections().first().card;
    QVERIFY(wide.rect.width() <= em * 72);
    QVERIFY(wide.track.width() * 4 > wide.rect.width());
    int before = 0;
    for (int width = em * 34; width < em * 90; width += em / 2) {
        const Card card = TimelineLayout(longChain(2), width, faces).sections().first().card;
        QVERIFY(card.track.width() >= before); // grows with the window, without a jump
        QVERIFY(before == 0 || card.track.width() - before <= em);
        before = card.track.width();
    }
}

void TestTimelineLayout::hitTestFindsWhatIsThere()
{
    using HitKind = TimelineLayout::Hit::Kind;
    for (const int width : {300, 700, 1400}) {
        const Trace trace = failed(OutcomeKind::Network, FailureCode::Reset);
        const TimelineLayout layout(trace, width, facesOf(10));
        for (int hop = 0; hop < layout.sections().size(); ++hop) {
            const Section &section = layout.sections().at(hop);
            const auto corner = layout.hitTest(section.card.rect.topLeft() + QPoint(2, 2));
            QCOMPARE(corner.kind, HitKind::Card);
            QCOMPARE(corner.hop, hop);
            for (const TextBox &text : section.card.texts) {
                const auto hit = layout.hitTest(text.rect.center());
                QCOMPARE(hit.kind,
                         text.part == Part::Duration ? HitKind::Waterfall : HitKind::Card);
                QCOMPARE(hit.whole, text.whole);
            }
            for (const CopySpot &spot : section.card.copies) {
                const auto hit = layout.hitTest(spot.rect.center());
                QCOMPARE(hit.kind, HitKind::Copy);
                QCOMPARE(hit.hop, hop);
                QCOMPARE(hit.whole, spot.text);
            }
            for (int row = 0; row < section.decisions.size(); ++row) {
                const auto hit = layout.hitTest(section.decisions.at(row).rect.center());
                QCOMPARE(hit.kind, HitKind::DecisionRow);
                QCOMPARE(hit.hop, hop);
                QCOMPARE(hit.row, row);
            }
            QCOMPARE(layout.hitTest(section.card.rect.bottomLeft() + QPoint(0, 2)).kind,
                     HitKind::Nothing);
        }
        QCOMPARE(layout.hitTest(layout.outcome()->rect.center()).kind, HitKind::Outcome);
        QCOMPARE(layout.hitTest(layout.outcome()->rect.center()).hop, 1);
        QCOMPARE(layout.hitTest({1, 1}).kind, HitKind::Nothing);
        QCOMPARE(layout.hitTest({-5, -5}).kind, HitKind::Nothing);
        QCOMPARE(layout.hitTest({100, layout.height() + 100}).kind, HitKind::Nothing);
    }
    QCOMPARE(TimelineLayout().hitTest({10, 10}).kind, HitKind::Nothing);
}

void TestTimelineLayout::visibleSectionsAreFound()
{
    const TimelineLayout layout(longChain(60), 500, facesOf(10));
    for (int top = -100; top < layout.height() + 100; top += 37) {
        const int bottom = top + 400;
        const auto range = layout.sectionsBetween(top, bottom);
        for (int i = 0; i < layout.sections().size(); ++i) {
            const Section &section = layout.sections().at(i);
            const bool visible = section.bottom > top && section.top < bottom;
            QCOMPARE(i >= range.first && i < range.end, visible);
        }
    }
}

void TestTimelineLayout::entriesAreInReadingOrder()
{
    using EntryKind = TimelineLayout::Entry::Kind;
    const Trace trace = failed(OutcomeKind::Network, FailureCode::Reset);
    const TimelineLayout layout(trace, 700, facesOf(10));
    const auto rows = decisionLines(trace.hops.first()).size();
    QCOMPARE(layout.entryCount(), 2 + rows + 1);
    int y = -1;
    for (int i = 0; i < layout.entryCount(); ++i) {
        const auto entry = layout.entry(i);
        QVERIFY(entry.rect.top() > y);
        QVERIFY(!entry.sentence.isEmpty());
        y = entry.rect.top();
    }
    QCOMPARE(layout.entry(0).kind, EntryKind::Card);
    QCOMPARE(layout.entry(1).kind, EntryKind::DecisionRow);
    QCOMPARE(layout.entry(1).hop, 0);
    QCOMPARE(layout.entry(layout.entryOfHop(1)).kind, EntryKind::Card);
    QCOMPARE(layout.entry(layout.entryOfHop(1)).hop, 1);
    QCOMPARE(layout.entry(layout.entryCount() - 1).kind, EntryKind::Outcome);
    QCOMPARE(TimelineLayout().entryCount(), 0);
}

void TestTimelineLayout::barsLieOnTheirTrack()
{
    Trace trace = longChain(12);
    trace.hops[3].exchange.times = {};
    trace.hops[4].exchange.times.sent.reset();
    trace.hops[5].exchange.times.end.reset();
    trace.hops[6].exchange.times.firstByte = std::nan("");
    trace.hops[7].exchange.times.end = -5;
    const TimelineLayout layout(trace, 1000, facesOf(10));
    for (int hop = 0; hop < 12; ++hop) {
        const QRect track = layout.sections().at(hop).card.track;
        int x = track.left();
        for (const PhaseBar &bar : layout.phases(hop)) {
            QVERIFY(track.contains(bar.rect));
            QVERIFY(bar.rect.width() >= 2);
            QVERIFY(bar.rect.left() >= x);
            x = bar.rect.left();
        }
    }
    QCOMPARE(layout.phases(0).size(), 3);
    QVERIFY(layout.phases(3).isEmpty());
    QVERIFY(TimelineLayout(trace, 300, facesOf(10)).phases(0).isEmpty());
}

void TestTimelineLayout::timeScaleGrowsInSteps()
{
    QSet<double> spans;
    const Trace whole = longChain(200);
    for (int hops = 1; hops <= 200; hops += 3) {
        Trace trace = whole;
        trace.hops = whole.hops.first(hops);
        const TimelineLayout layout(trace, 1000, facesOf(10));
        QVERIFY(layout.timeSpan() >= *trace.hops.last().exchange.times.end);
        spans += layout.timeSpan();
    }
    QVERIFY2(spans.size() <= 14, qPrintable(QString::number(spans.size())));
}

void TestTimelineLayout::runningHopShowsIt()
{
    SampleTrace sample;
    sample.request("GET", "/a");
    QVERIFY(!TimelineLayout(sample.trace(), 700, facesOf(10))
                 .sections()
                 .first()
                 .card.progress.isNull());
    sample.answer(302, "Found", "/b");
    sample.last().exchange.times.end.reset();
    QVERIFY(!TimelineLayout(sample.trace(), 700, facesOf(10))
                 .sections()
                 .first()
                 .card.progress.isNull());
    sample.last().exchange.times.end = 3;
    sample.decide("GET", false, "/b").request("GET", "/b");
    const TimelineLayout layout(sample.trace(), 700, facesOf(10));
    QVERIFY(layout.sections().first().card.progress.isNull());
    QVERIFY(!layout.sections().last().card.progress.isNull());
    sample.end(OutcomeKind::Cancelled);
    QVERIFY(
        TimelineLayout(sample.trace(), 700, facesOf(10)).sections().last().card.progress.isNull());
}

void TestTimelineLayout::longTextIsKeptWhole()
{
    const TimelineLayout layout(everything(), 500, facesOf(10));
    const Card &card = layout.sections().first().card;
    const auto url = std::find_if(card.texts.begin(), card.texts.end(),
                                  [](const TextBox &text) { return text.part == Part::Url; });
    QVERIFY(url != card.texts.end());
    QVERIFY(url->text.startsWith(u"http://127.0.0.1:8307/"_qs));
    QVERIFY(url->text.endsWith(u"x=1"_qs));
    QVERIFY(url->text.size() < 200);
    QCOMPARE(url->whole.size(), QString(u"http://127.0.0.1:8307/start//end?x=1"_qs).size() + 2000);
    QCOMPARE(card.copies.first().text, url->whole);
}

void TestTimelineLayout::thousandHops()
{
    const Trace trace = longChain(1000);
    const TextFaces faces = facesOf(10);
    QBENCHMARK_ONCE
    {
        const TimelineLayout layout(trace, 900, faces);
        QCOMPARE(layout.sections().size(), 1000);
        QVERIFY(layout.sections().last().bottom < layout.height());
        QCOMPARE(layout.hitTest(layout.sections().at(777).card.rect.center()).hop, 777);
    }
}

QTEST_MAIN(TestTimelineLayout)
#include "tst_timelinelayout.moc"
