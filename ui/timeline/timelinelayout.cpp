// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/timelinelayout.h"

#include "ui/timeline/cardlayout.h"
#include "ui/timeline/lanelayout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hoplens {

namespace {

constexpr double unseen = std::numeric_limits<double>::quiet_NaN();

/// Start, request sent, first byte, end: what was not seen falls together with its neighbour.
std::array<double, 4> phaseTimes(const Times &times)
{
    const auto firstSeen = [](std::initializer_list<std::optional<double>> candidates) {
        for (const auto &time : candidates) {
            if (time && std::isfinite(*time)) {
                return *time;
            }
        }
        return unseen;
    };
    return {firstSeen({times.start}), firstSeen({times.sent, times.tls, times.connect}),
            firstSeen({times.firstByte, times.head}), firstSeen({times.end, times.head})};
}

double lastOf(const std::array<double, 4> &times)
{
    double last = 0;
    for (const double time : times) {
        last = time > last ? time : last; // false for NaN
    }
    return last;
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
        return {Hit::Kind::Copy, card.hop, -1, spot->text};
    }
    Hit hit{Hit::Kind::Card, card.hop, -1, {}};
    if (const TextBox *text = boxAt(card.texts, point)) {
        hit.whole = text->whole;
    } else if (const ChipBox *chip = boxAt(card.chips, point)) {
        hit.whole = chip->label.whole;
    }
    return hit;
}

} // namespace

TimelineLayout::TimelineLayout(const Trace &trace, int width, const TextFaces &faces)
    : m_width(std::max(width, minimumWidth))
    , m_faces(faces)
{
    update(trace, 0);
}

void TimelineLayout::update(const Trace &trace, int firstChanged)
{
    const Sheet sheet(m_width, m_faces);
    const auto kept =
        std::clamp<qsizetype>(firstChanged, 0, std::min(m_sections.size(), trace.hops.size()));
    m_sections.resize(kept);
    m_times.resize(kept);
    double last = 0;
    for (const PhaseTimes &times : m_times) {
        last = std::max(last, lastOf(times));
    }
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
        layoutLanes(sheet, trace, hop, before, section);
        m_sections += std::move(section);
        m_times += phaseTimes(trace.hops.at(hop).exchange.times);
        last = std::max(last, lastOf(m_times.last()));
    }
    m_timeSpan = steppedSpan(last);

    m_outcome.reset();
    if (trace.outcome && trace.outcome->kind != OutcomeKind::Final) {
        const int top = m_sections.isEmpty() ? 0 : m_sections.last().bottom;
        m_outcome = layoutOutcome(sheet, trace, top + margin);
        if (!m_sections.isEmpty()) {
            m_outcome->lanes = lanesToOutcome(sheet, trace, m_sections.last(), *m_outcome);
        }
    }
    m_height = (m_outcome ? m_outcome->rect.bottom() + 1
                          : (m_sections.isEmpty() ? 0 : m_sections.last().bottom))
        + margin;
}

QList<PhaseBar> TimelineLayout::phases(int hop) const
{
    using Phase = PhaseBar::Phase;
    const QRect track = m_sections.at(hop).card.track;
    const PhaseTimes &times = m_times.at(hop);
    QList<PhaseBar> bars;
    if (track.isNull()) {
        return bars;
    }
    const auto x = [&](double time) {
        const double share = std::clamp(time / m_timeSpan, 0.0, 1.0);
        return track.left() + qRound(share * track.width());
    };
    double begin = times[0];
    for (size_t i = 1; i < times.size(); ++i) {
        if (!(times.at(i) >= begin)) { // also when either was not seen
            continue;
        }
        // A phase too short to see is still there: 2 pixels.
        const int left = std::min(x(begin), track.right() - 1);
        const int width = std::max(2, x(times.at(i)) - left);
        static constexpr std::array phaseOf{Phase::Connect, Phase::Wait, Phase::Receive};
        bars += {phaseOf.at(i - 1), QRect(left, track.top(), width, track.height())};
        begin = times.at(i);
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
            return {Hit::Kind::Decision, i, index, row->sentence};
        }
    }
    if (m_outcome && m_outcome->rect.contains(point)) {
        const TextBox *text = boxAt(m_outcome->texts, point);
        return {Hit::Kind::Outcome, static_cast<int>(m_sections.size()) - 1, -1,
                text != nullptr ? text->whole : QString()};
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
            return {Entry::Kind::Decision, section.card.hop, row, decision.rect, decision.sentence};
        }
    }
    Q_ASSERT(m_outcome);
    return {Entry::Kind::Outcome, static_cast<int>(m_sections.size()) - 1, -1, m_outcome->rect,
            m_outcome->sentence};
}

} // namespace hoplens
