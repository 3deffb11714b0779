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

bool isRecoloured(const Trace &trace, int hop)
{
    return methodOf(trace, hop) != methodOf(trace, 0);
}

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
void addLeader(const Sheet &sheet, Section &section, const Event &event, int x, Ink ink)
{
    if (event.row != nullptr) {
        section.leaders += {QPoint(x, event.y), QPoint(sheet.innerLeft(), event.y), ink};
    }
}

void layoutMethodLane(const Sheet &sheet, const Trace &trace, int hop, const Section &before,
                      Section &section)
{
    const int x = sheet.methodLane;
    const int thick = sheet.spacing.unit;
    const int from = before.card.node.center.y();
    const int to = section.card.node.center.y();
    const bool wasRecoloured = isRecoloured(trace, hop - 1);
    if (methodOf(trace, hop - 1) == methodOf(trace, hop)) {
        section.lanes += {Lane::Method, Kind::Kept, x, from, to, thick, wasRecoloured};
        return;
    }
    const Event event = eventOn(before, About::Method, (before.card.rect.bottom() + to) / 2);
    const int half = sheet.spacing.row / 2;
    section.lanes += {Lane::Method, Kind::Kept, x, from, event.y - half, thick, wasRecoloured};
    section.lanes += {Lane::Method, Kind::Changed, x, event.y - half, event.y + half, thick, true};
    section.lanes +=
        {Lane::Method, Kind::Kept, x, event.y + half, to, thick, isRecoloured(trace, hop)};
    addLeader(sheet, section, event, x, Ink::Changed);
}

void layoutBodyLane(const Sheet &sheet, const Trace &trace, int hop, const Section &before,
                    Section &section)
{
    if (!carriesBody(trace, hop - 1)) {
        return;
    }
    const int x = sheet.bodyLane;
    const int thick = sheet.spacing.unit;
    const int from = before.card.node.center.y();
    if (carriesBody(trace, hop)) {
        section.lanes +=
            {Lane::Body, Kind::Kept, x, from, section.card.node.center.y(), thick, false};
        return;
    }
    const int edge = before.card.rect.bottom() + 1;
    const Event event = eventOn(before, About::Body, (edge + section.card.rect.top()) / 2);
    section.lanes += {Lane::Body, Kind::Kept, x, from, edge, thick, false};
    section.lanes += {Lane::Body, Kind::Dropped, x, edge, event.y, thick, false};
    section.lanes += {Lane::Body, Kind::EndStop, x, event.y, event.y, thick, false};
    addLeader(sheet, section, event, x, Ink::Dropped);
}

} // namespace

void layoutLanes(const Sheet &sheet, const Trace &trace, int hop, const Section *before,
                 Section &section)
{
    if (before != nullptr) {
        layoutMethodLane(sheet, trace, hop, *before, section);
        layoutBodyLane(sheet, trace, hop, *before, section);
    }
    if (carriesBody(trace, hop)) {
        const int y = section.card.node.center.y();
        section.lanes += {Lane::Body, Kind::Dot, sheet.bodyLane, y, y, sheet.spacing.unit, false};
    }
}

QList<LaneSegment> lanesToOutcome(const Sheet &sheet, const Trace &trace, const Section &last,
                                  const OutcomeCard &outcome)
{
    const int hop = last.card.hop;
    const int from = last.card.node.center.y();
    const int to = outcome.node.center.y();
    const int thick = sheet.spacing.unit;
    QList<LaneSegment> lanes{
        {Lane::Method, Kind::Kept, sheet.methodLane, from, to, thick, isRecoloured(trace, hop)}};
    if (carriesBody(trace, hop)) {
        lanes += {Lane::Body, Kind::Kept, sheet.bodyLane, from, to, thick, false};
        lanes += {Lane::Body, Kind::EndStop, sheet.bodyLane, to, to, thick, false};
    }
    return lanes;
}

} // namespace hoplens
