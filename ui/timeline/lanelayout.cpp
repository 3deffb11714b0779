// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/lanelayout.h"

#include <algorithm>

namespace hoplens {

namespace {

using Kind = LaneSegment::Kind;

bool carriesBody(const Trace &trace, int hop)
{
    const auto &body = trace.hops.at(hop).exchange.request.body;
    return body && body->size > 0;
}

const QByteArray &methodOf(const Trace &trace, int hop)
{
    return trace.hops.at(hop).exchange.request.method;
}

/// What the lanes go through between two cards.
struct Passage {
    const Section &before;
    QByteArray methodBefore;
    QByteArray methodAfter;
    bool bodyBefore = false;
    bool bodyAfter = false;
    int edge = 0; ///< y where the next card begins
    int to = 0; ///< y where the lanes end
    bool isAhead = false;
};

/// Where something happens to a lane: beside the row that says it, or halfway when no row does.
struct Event {
    int y = 0;
    const DecisionRow *row = nullptr;
};

Event eventOn(const Section &before, About about, int halfway)
{
    const auto &rows = before.decisions;
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [about](const DecisionRow &row) { return row.about == about; });
    return found == rows.end() ? Event{halfway, nullptr}
                               : Event{found->chip.rect.center().y(), &*found};
}

/// To the edge where every chip of a decision begins; the section above may be mirrored already.
void addLeader(const Sheet &sheet, Lanes &lanes, const Event &event, int x, Ink ink)
{
    if (event.row != nullptr) {
        lanes.leaders += {QPoint(x, event.y), QPoint(sheet.innerLeft(), event.y), ink};
    }
}

void layoutMethodLane(const Sheet &sheet, const QByteArray &firstMethod, const Passage &passage,
                      Lanes &lanes)
{
    const int from = passage.before.card.node.center.y();
    const auto add = [&](Kind kind, int top, int bottom, bool recoloured) {
        lanes.segments += {Lane::Method,           kind,       sheet.methodLane, top, bottom,
                           sheet.spacing.stroke(), recoloured, passage.isAhead};
    };
    const bool wasRecoloured = passage.methodBefore != firstMethod;
    if (passage.methodBefore == passage.methodAfter) {
        add(Kind::Kept, from, passage.to, wasRecoloured);
        return;
    }
    const Event event = eventOn(passage.before, About::Method,
                                (passage.before.card.rect.bottom() + passage.to) / 2);
    const int half = sheet.spacing.row / 2;
    add(Kind::Kept, from, event.y - half, wasRecoloured);
    add(Kind::Changed, event.y - half, event.y + half, true);
    add(Kind::Kept, event.y + half, passage.to, passage.methodAfter != firstMethod);
    addLeader(sheet, lanes, event, sheet.methodLane, Ink::Changed);
}

void layoutBodyLane(const Sheet &sheet, const Passage &passage, Lanes &lanes)
{
    if (!passage.bodyBefore) {
        return;
    }
    const int from = passage.before.card.node.center.y();
    const auto add = [&](Kind kind, int top, int bottom) {
        lanes.segments +=
            {Lane::Body, kind,           sheet.bodyLane, top, bottom, sheet.spacing.stroke(),
             false,      passage.isAhead};
    };
    if (passage.bodyAfter) {
        add(Kind::Kept, from, passage.to);
        return;
    }
    const int edge = passage.before.card.rect.bottom() + 1;
    const Event event = eventOn(passage.before, About::Body, (edge + passage.edge) / 2);
    add(Kind::Kept, from, edge);
    add(Kind::Dropped, edge, event.y);
    add(Kind::EndStop, event.y, event.y);
    addLeader(sheet, lanes, event, sheet.bodyLane, Ink::Dropped);
}

Lanes lanesThrough(const Sheet &sheet, const Trace &trace, const Passage &passage)
{
    Lanes lanes;
    layoutMethodLane(sheet, methodOf(trace, 0), passage, lanes);
    layoutBodyLane(sheet, passage, lanes);
    return lanes;
}

} // namespace

Lanes lanesToHop(const Sheet &sheet, const Trace &trace, int hop, const Section *before,
                 const Card &card)
{
    const int y = card.node.center.y();
    const bool carries = carriesBody(trace, hop);
    Lanes lanes;
    if (before != nullptr) {
        lanes = lanesThrough(sheet, trace,
                             {*before, methodOf(trace, hop - 1), methodOf(trace, hop),
                              carriesBody(trace, hop - 1), carries, card.rect.top(), y, false});
    }
    if (carries) {
        lanes.segments +=
            {Lane::Body, Kind::Dot, sheet.bodyLane, y, y, sheet.spacing.stroke(), false, false};
    }
    return lanes;
}

Lanes lanesAhead(const Sheet &sheet, const Trace &trace, const Section &last)
{
    const int hop = last.card.hop;
    const std::optional<Redirect> &redirect = trace.hops.at(hop).redirect;
    if (trace.outcome || !redirect || !redirect->follow) {
        return {};
    }
    const int end = last.bottom + sheet.spacing.of(2);
    const bool carries = carriesBody(trace, hop);
    return lanesThrough(sheet, trace,
                        {last, redirect->methodFrom, redirect->methodTo, carries,
                         carries && redirect->bodyKept, end, end, true});
}

QList<LaneSegment> lanesToOutcome(const Sheet &sheet, const Trace &trace, const Section &last,
                                  const OutcomeCard &outcome)
{
    const int hop = last.card.hop;
    const int from = last.card.node.center.y();
    const int to = outcome.node.center.y();
    const int thick = sheet.spacing.stroke();
    QList<LaneSegment> lanes{{Lane::Method, Kind::Kept, sheet.methodLane, from, to, thick,
                              methodOf(trace, hop) != methodOf(trace, 0), false}};
    if (carriesBody(trace, hop)) {
        lanes += {Lane::Body, Kind::Kept, sheet.bodyLane, from, to, thick, false, false};
        lanes += {Lane::Body, Kind::EndStop, sheet.bodyLane, to, to, thick, false, false};
    }
    return lanes;
}

} // namespace hoplens
