// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/timelinelayout.h"

#include "ui/timeline/cardlayout.h"
#include "ui/timeline/lanelayout.h"
#include "ui/timeline/mirror.h"

#include <algorithm>
#include <cmath>

namespace hoplens {

namespace {

double lastOf(const QList<PhaseSpan> &phases)
{
    return phases.isEmpty() ? 0 : phases.last().end;
}

/// Thin, half, full: a phase looks different without colours, too.
int barHeight(Phase phase, int whole)
{
    switch (phase) {
    case Phase::Dns:
        return whole / 4;
    case Phase::Connect:
    case Phase::Tls:
        return whole / 2;
    case Phase::Send:
        return whole * 3 / 4;
    case Phase::Wait:
    case Phase::Receive:
        return whole;
    }
    Q_UNREACHABLE();
}

/// The next step of 1, 1.5, 2, 3, 5, 7 times a power of ten, in milliseconds.
double steppedSpan(double milliseconds)
{
    static constexpr std::array steps{1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0};
    const double least = std::max(milliseconds, 0.001);
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double step : steps) {
        if (step * power >= least) {
            return step * power;
        }
    }
    return 10.0 * power;
}

template <typename Boxes> const typename Boxes::value_type *boxAt(const Boxes &boxes, QPoint point)
{
    const auto found = std::find_if(boxes.begin(), boxes.end(),
                                    [point](const auto &box) { return box.rect.contains(point); });
    return found == boxes.end() ? nullptr : &*found;
}

TimelineLayout::Hit hitOnCard(const Card &card, QPoint point)
{
    using Hit = TimelineLayout::Hit;
    if (const CopySpot *spot = boxAt(card.copies, point)) {
        return {Hit::Kind::Copy, card.hop, -1, spot->text, {}};
    }
    Hit hit{Hit::Kind::Card, card.hop, -1, {}, {}};
    const QRect barAndRow = card.track.adjusted(0, -card.track.height(), 0, card.track.height());
    if (!card.track.isNull() && barAndRow.contains(point)) {
        hit.kind = Hit::Kind::Waterfall;
    } else if (const TextBox *text = boxAt(card.texts, point)) {
        hit.kind = text->part == Part::Duration ? Hit::Kind::Waterfall : hit.kind;
        hit.whole = text->whole;
    } else if (const ChipBox *chip = boxAt(card.chips, point)) {
        hit.whole = chip->label.whole;
    }
    return hit;
}

} // namespace

TimelineLayout::TimelineLayout(const Trace &trace, int width, const TextFaces &faces,
                               Qt::LayoutDirection direction)
    : m_width(std::max(width, minimumWidth))
    , m_faces(faces)
    , m_direction(direction)
{
    update(trace, 0);
}

void TimelineLayout::update(const Trace &trace, int firstChanged)
{
    const Sheet sheet(m_width, m_faces);
    const auto kept =
        std::clamp<qsizetype>(firstChanged, 0, std::min(m_sections.size(), trace.hops.size()));
    m_sections.resize(kept);
    m_phases.resize(kept);
    const int margin = sheet.spacing.of(4);
    for (int hop = static_cast<int>(kept); hop < trace.hops.size(); ++hop) {
        const Section *before = hop > 0 ? &m_sections.at(hop - 1) : nullptr;
        Section section;
        section.top = before != nullptr ? before->bottom : 0;
        section.firstEntry = before != nullptr
            ? before->firstEntry + 1 + static_cast<int>(before->decisions.size())
            : 0;
        section.card = layoutCard(sheet, trace, hop, section.top + margin);
        const int below = section.card.rect.bottom() + 1;
        section.decisions =
            layoutDecisions(sheet, trace.hops.at(hop), hop, below + sheet.spacing.of(3));
        section.bottom =
            section.decisions.isEmpty() ? below : section.decisions.last().rect.bottom() + 1;
        section.lanes = lanesToHop(sheet, trace, hop, before, section.card);
        if (m_direction == Qt::RightToLeft) {
            mirror(section, m_width);
        }
        m_sections += std::move(section);
        m_phases += phasesOf(trace.hops.at(hop).exchange.times);
    }
    double last = 0;
    for (const QList<PhaseSpan> &phases : std::as_const(m_phases)) {
        last = std::max(last, lastOf(phases));
    }
    m_timeSpan = steppedSpan(last);
    m_ahead = m_sections.isEmpty() ? Lanes() : lanesAhead(sheet, trace, m_sections.last());
    if (m_direction == Qt::RightToLeft) {
        mirror(m_ahead, m_width);
    }
    updateOutcome(trace, sheet);
}

void TimelineLayout::updateOutcome(const Trace &trace, const Sheet &sheet)
{
    const int margin = sheet.spacing.of(4);
    const int bottom = m_sections.isEmpty() ? 0 : m_sections.last().bottom;
    m_outcome.reset();
    m_height = bottom + margin;
    if (!trace.outcome || trace.outcome->kind == OutcomeKind::Final) {
        return;
    }
    OutcomeCard card = layoutOutcome(sheet, trace, bottom + margin);
    if (!m_sections.isEmpty()) {
        card.lanes = lanesToOutcome(sheet, trace, m_sections.last(), card);
    }
    if (m_direction == Qt::RightToLeft) {
        mirror(card, m_width);
    }
    m_outcome = std::move(card);
    m_height = m_outcome->rect.bottom() + 1 + margin;
}

QList<PhaseBar> TimelineLayout::phases(int hop) const
{
    const QRect track = m_sections.at(hop).card.track;
    QList<PhaseBar> bars;
    if (track.isNull()) {
        return bars;
    }
    const auto x = [&](double time) {
        const double share = std::clamp(time / m_timeSpan, 0.0, 1.0);
        return track.left() + qRound(share * track.width());
    };
    for (const PhaseSpan &span : m_phases.at(hop)) {
        // A phase too short to see is still there: 2 pixels.
        const int left = std::min(x(span.begin), track.right() - 1);
        const int width = std::max(2, x(span.end) - left);
        const int height = barHeight(span.phase, track.height());
        QRect rect(left, track.top() + (track.height() - height) / 2, width, height);
        if (m_direction == Qt::RightToLeft) {
            rect.moveLeft(track.left() + track.right() + 1 - rect.left() - rect.width());
        }
        bars += PhaseBar{span.phase, rect};
    }
    return bars;
}

int TimelineLayout::hopOnePageFrom(int hop, int direction, int pageHeight) const
{
    const int here = std::max(hop, 0);
    int there = here + direction;
    while (there + direction >= 0 && there + direction < m_sections.size()
           && std::abs(m_sections.at(there + direction).top - m_sections.at(here).top)
               < pageHeight) {
        there += direction;
    }
    return there;
}

TimelineLayout::Range TimelineLayout::sectionsBetween(int top, int bottom) const
{
    const auto first =
        std::upper_bound(m_sections.begin(), m_sections.end(), top,
                         [](int y, const Section &section) { return y < section.bottom; });
    const auto end =
        std::lower_bound(first, m_sections.end(), bottom,
                         [](const Section &section, int y) { return section.top < y; });
    return {static_cast<int>(first - m_sections.begin()),
            static_cast<int>(end - m_sections.begin())};
}

TimelineLayout::Hit TimelineLayout::hitTest(QPoint point) const
{
    const Range range = sectionsBetween(point.y(), point.y() + 1);
    for (int i = range.first; i < range.end; ++i) {
        const Section &section = m_sections.at(i);
        if (section.card.rect.contains(point)) {
            return hitOnCard(section.card, point);
        }
        if (const DecisionRow *row = boxAt(section.decisions, point)) {
            const auto index = static_cast<int>(row - section.decisions.constData());
            return {Hit::Kind::DecisionRow, i, index, row->sentence, row->sentence};
        }
    }
    if (m_outcome && m_outcome->rect.contains(point)) {
        const TextBox *text = boxAt(m_outcome->texts, point);
        return {Hit::Kind::Outcome, static_cast<int>(m_sections.size()) - 1, -1,
                text != nullptr ? text->whole : QString(), m_outcome->sentence};
    }
    return {};
}

int TimelineLayout::entryCount() const
{
    int count = m_outcome ? 1 : 0;
    if (!m_sections.isEmpty()) {
        count +=
            m_sections.last().firstEntry + 1 + static_cast<int>(m_sections.last().decisions.size());
    }
    return count;
}

TimelineLayout::Entry TimelineLayout::entry(int index) const
{
    const auto next =
        std::upper_bound(m_sections.begin(), m_sections.end(), index,
                         [](int i, const Section &section) { return i < section.firstEntry; });
    if (next != m_sections.begin()) {
        const Section &section = *(next - 1);
        const int row = index - section.firstEntry - 1;
        if (row < 0) {
            return {Entry::Kind::Card, section.card.hop, -1, section.card.rect,
                    section.card.sentence};
        }
        if (row < section.decisions.size()) {
            const DecisionRow &decision = section.decisions.at(row);
            return {Entry::Kind::DecisionRow, section.card.hop, row, decision.rect,
                    decision.sentence};
        }
    }
    Q_ASSERT(m_outcome);
    return {Entry::Kind::Outcome, static_cast<int>(m_sections.size()) - 1, -1, m_outcome->rect,
            m_outcome->sentence};
}

} // namespace hoplens
