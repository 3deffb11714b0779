// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/timeline/timelineitems.h"

#include <optional>

namespace hoplens {

struct Sheet;

/// Where everything of a timeline lies: the one value that painting, hit testing, keyboard,
/// tooltips, accessibility and pictures ask. Pure geometry from a trace, a width and text faces
/// (which carry the zoom). What is above a hop never moves when the hop changes or others follow.
class TimelineLayout {
public:
    TimelineLayout() = default;
    /// `width` in pixels; below minimumWidth it is laid out for minimumWidth. O(hops).
    TimelineLayout(const Trace &trace, int width, const TextFaces &faces,
                   Qt::LayoutDirection direction = Qt::LeftToRight);

    static constexpr int minimumWidth = 240;

    /// The same trace later: hops before `firstChanged` (0-based) are as they were.
    void update(const Trace &trace, int firstChanged);

    int width() const { return m_width; }
    int height() const { return m_height; }
    Qt::LayoutDirection direction() const { return m_direction; }
    const QList<Section> &sections() const { return m_sections; }
    const std::optional<OutcomeCard> &outcome() const { return m_outcome; }
    /// While the next request is not sent: where the lanes will lead, below the last card.
    const Lanes &ahead() const { return m_ahead; }
    /// Milliseconds that the waterfall bars span. Grows in steps, so that bars seldom rescale.
    double timeSpan() const { return m_timeSpan; }
    QList<PhaseBar> phases(int hop) const;

    /// The last hop that still fits on a page with `hop`, down (1) or up (-1), or its neighbour.
    int hopOnePageFrom(int hop, int direction, int pageHeight) const;
    /// True while a hop shows progress; it is the last one.
    bool isRunning() const
    {
        return !m_sections.isEmpty() && !m_sections.last().card.progress.isNull();
    }

    /// Sections with anything between two heights: the first one and the one after the last. O(log
    /// n).
    struct Range {
        int first = 0;
        int end = 0;
    };
    Range sectionsBetween(int top, int bottom) const;

    struct Hit {
        enum class Kind { Nothing, Card, Copy, Waterfall, DecisionRow, Outcome };
        Kind kind = Kind::Nothing;
        int hop = -1; ///< the card's, or of the card above
        int row = -1; ///< of a decision
        QString whole; ///< full text of what is there: a tooltip, or what to copy
        QString sentence; ///< all of a decision or of the outcome
    };
    Hit hitTest(QPoint point) const;

    /// Everything that can be read, in reading order: cards, the decisions below each, the outcome.
    struct Entry {
        enum class Kind { Card, DecisionRow, Outcome };
        Kind kind = Kind::Card;
        int hop = -1;
        int row = -1;
        QRect rect;
        QString sentence;
    };
    int entryCount() const;
    Entry entry(int index) const;
    int entryOfHop(int hop) const { return m_sections.at(hop).firstEntry; }

private:
    void updateOutcome(const Trace &trace, const Sheet &sheet);

    int m_width = 0;
    int m_height = 0;
    TextFaces m_faces;
    QList<Section> m_sections;
    QList<QList<PhaseSpan>> m_phases; ///< by hop
    std::optional<OutcomeCard> m_outcome;
    Lanes m_ahead;
    double m_timeSpan = 0;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
};

} // namespace hoplens
