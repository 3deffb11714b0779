// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/timelinepainter.h"

#include "ui/timeline/textcache.h"

#include <QPainter>
#include <QPen>

namespace hoplens {

namespace {

constexpr double cardRadius = 8;

class TimelinePainter {
public:
    TimelinePainter(QPainter &painter, const TimelineLayout &layout, const Theme &theme,
                    const TextFaces &faces, const PaintState &state)
        : m_painter(painter)
        , m_layout(layout)
        , m_theme(theme)
        , m_faces(faces)
        , m_state(state)
    {
    }

    void paintSections(const QRect &visible);
    void paintOutcome(const OutcomeCard &outcome);

private:
    void paintLanes(const QList<LaneSegment> &lanes);
    void paintLeaders(const QList<Leader> &leaders);
    void paintNode(const Node &node);
    void paintSurface(const QRect &rect, const QColor &border, double width);
    void paintCard(const Card &card);
    void paintBar(const Card &card);
    void paintPhase(const PhaseBar &bar);
    void paintProgress(const QRect &rect);
    void paintDecision(const DecisionRow &row);
    void paintTexts(const QList<TextBox> &texts);
    QColor ink(Ink ink) const { return inkColor(m_theme, ink); }

    QPainter &m_painter;
    const TimelineLayout &m_layout;
    const Theme &m_theme;
    const TextFaces &m_faces;
    const PaintState &m_state;
};

void TimelinePainter::paintSections(const QRect &visible)
{
    const auto &sections = m_layout.sections();
    const TimelineLayout::Range range =
        m_layout.sectionsBetween(visible.top(), visible.bottom() + 1);
    // Lanes belong to the section they lead into: the next one's begin beside the last card here.
    const int laneEnd = std::min(range.end + 1, static_cast<int>(sections.size()));
    paintLeaders(m_layout.ahead().leaders);
    paintLanes(m_layout.ahead().segments);
    for (int i = range.first; i < laneEnd; ++i) {
        paintLeaders(sections.at(i).lanes.leaders);
    }
    for (int i = range.first; i < laneEnd; ++i) {
        paintLanes(sections.at(i).lanes.segments);
    }
    if (m_layout.outcome()) {
        paintLanes(m_layout.outcome()->lanes);
    }
    for (int i = range.first; i < range.end; ++i) {
        const Section &section = sections.at(i);
        paintNode(section.card.node);
        paintCard(section.card);
        for (const DecisionRow &row : section.decisions) {
            paintDecision(row);
        }
    }
}

void TimelinePainter::paintLeaders(const QList<Leader> &leaders)
{
    for (const Leader &leader : leaders) {
        m_painter.setPen(QPen(ink(leader.ink), 1, Qt::DotLine));
        m_painter.drawLine(leader.from, leader.to);
    }
}

void TimelinePainter::paintLanes(const QList<LaneSegment> &lanes)
{
    for (const LaneSegment &segment : lanes) {
        paintLane(m_painter, segment, m_theme);
    }
}

void TimelinePainter::paintNode(const Node &node)
{
    m_painter.setPen(QPen(ink(node.ink), node.thickness));
    m_painter.setBrush(node.symbol ? ink(node.ink) : m_theme.background);
    m_painter.drawEllipse(QPointF(node.center), node.radius, node.radius);
    if (node.symbol) {
        const QRectF box(node.center.x() - node.radius * 0.75, node.center.y() - node.radius * 0.75,
                         node.radius * 1.5, node.radius * 1.5);
        paintSymbol(m_painter, *node.symbol, box, m_theme.onColor);
    }
}

void TimelinePainter::paintSurface(const QRect &rect, const QColor &border, double width)
{
    const double inset = width / 2;
    m_painter.setPen(QPen(border, width));
    m_painter.setBrush(m_theme.card);
    m_painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), cardRadius,
                              cardRadius);
}

void TimelinePainter::paintCard(const Card &card)
{
    if (card.hop == m_state.focusedHop) {
        QColor halo = m_theme.accent;
        halo.setAlphaF(0.35F);
        m_painter.setPen(QPen(halo, 3));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(QRectF(card.rect).adjusted(-2, -2, 2, 2), cardRadius + 2,
                                  cardRadius + 2);
    }
    const bool current = card.hop == m_state.currentHop;
    const bool hovered = card.hop == m_state.hoveredHop;
    const QColor border =
        current ? m_theme.accent : (hovered ? m_theme.mutedText : m_theme.cardBorder);
    paintSurface(card.rect, border, current ? 2 : 1);
    paintBar(card);
    paintTexts(card.texts);
    for (const ChipBox &chip : card.chips) {
        paintChip(m_painter, chip, m_theme, m_faces, m_state.texts);
    }
    for (const MarkBox &mark : card.marks) {
        paintSymbol(m_painter, mark.symbol, mark.rect, ink(mark.ink));
    }
    if (current || hovered) {
        for (const CopySpot &spot : card.copies) {
            paintSymbol(m_painter, Symbol::Copy, QRectF(spot.rect).adjusted(1, 1, -1, -1),
                        m_theme.mutedText);
        }
    }
    if (!card.progress.isNull()) {
        paintProgress(card.progress);
    }
}

void TimelinePainter::paintBar(const Card &card)
{
    if (card.track.isNull()) {
        return;
    }
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.track);
    m_painter.drawRect(card.track);
    for (const PhaseBar &bar : m_layout.phases(card.hop)) {
        paintPhase(bar);
    }
}

/// What leads to the connection is grey, what happens on it has the accent colour. The heights are
/// the layout's.
void TimelinePainter::paintPhase(const PhaseBar &bar)
{
    const QColor quiet = mixed(m_theme.track, m_theme.mutedText, 0.8);
    switch (bar.phase) {
    case Phase::Dns:
    case Phase::Connect:
        m_painter.fillRect(bar.rect, quiet);
        break;
    case Phase::Tls: // striped: connecting once more, in secret
        m_painter.fillRect(bar.rect, mixed(m_theme.track, m_theme.mutedText, 0.3));
        for (int x = bar.rect.left(); x <= bar.rect.right(); x += 4) {
            m_painter.fillRect(QRect(x, bar.rect.top(), 2, bar.rect.height()) & bar.rect, quiet);
        }
        break;
    case Phase::Wait:
        m_painter.fillRect(bar.rect, mixed(m_theme.track, m_theme.accent, 0.5));
        break;
    case Phase::Send:
    case Phase::Receive:
        m_painter.fillRect(bar.rect, m_theme.accent);
        break;
    }
}

void TimelinePainter::paintProgress(const QRect &rect)
{
    const QColor dot = mixed(m_theme.card, m_theme.accent, 0.35 + 0.65 * m_state.pulse);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(dot);
    m_painter.drawEllipse(rect);
}

void TimelinePainter::paintDecision(const DecisionRow &row)
{
    paintChip(m_painter, row.chip, m_theme, m_faces, m_state.texts);
    paintTexts(row.texts);
}

void TimelinePainter::paintTexts(const QList<TextBox> &texts)
{
    for (const TextBox &box : texts) {
        paintText(m_painter, box, m_theme, m_faces, m_state.texts);
    }
}

void TimelinePainter::paintOutcome(const OutcomeCard &outcome)
{
    paintNode(outcome.node);
    paintSurface(outcome.rect, ink(outcome.ink), 1);
    paintSymbol(m_painter, outcome.mark.symbol, outcome.mark.rect, ink(outcome.mark.ink));
    paintTexts(outcome.texts);
}

} // namespace

void paintLane(QPainter &painter, const LaneSegment &segment, const Theme &theme)
{
    using Kind = LaneSegment::Kind;
    const QColor lane = inkColor(theme, segment.recoloured ? Ink::Changed : Ink::Accent);
    const double thickness = segment.thickness;
    const auto linePen = [&](const QColor &color) {
        QPen pen(color, thickness, Qt::SolidLine, Qt::FlatCap);
        if (segment.isAhead) {
            pen.setDashPattern({2, 1});
        }
        return pen;
    };
    const QPointF from(segment.x, segment.from);
    const QPointF to(segment.x, segment.to);
    switch (segment.kind) {
    case Kind::Kept:
        painter.setPen(linePen(lane));
        painter.drawLine(from, to);
        break;
    case Kind::Changed: {
        QPen pen(lane, thickness, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({1, 1});
        pen.setDashOffset(1);
        painter.setPen(pen);
        painter.drawLine(from, to);
        break;
    }
    case Kind::Dropped:
        painter.setPen(linePen(inkColor(theme, Ink::Dropped)));
        painter.drawLine(from, to);
        break;
    case Kind::EndStop:
        painter.setPen(QPen(inkColor(theme, Ink::Dropped), thickness, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(from - QPointF(1.5 * thickness, 0), from + QPointF(1.5 * thickness, 0));
        break;
    case Kind::Dot:
        painter.setPen(Qt::NoPen);
        painter.setBrush(lane);
        painter.drawEllipse(from, 1.25 * thickness, 1.25 * thickness);
        break;
    }
}

void paintText(QPainter &painter, const TextBox &box, const Theme &theme, const TextFaces &faces,
               TextCache *texts)
{
    const QPoint origin(box.rect.left(), box.baseline);
    painter.setPen(inkColor(theme, box.ink));
    if (texts != nullptr) {
        for (const QGlyphRun &glyphs : texts->glyphsOf(box, faces)) {
            painter.drawGlyphRun(origin, glyphs);
        }
        return;
    }
    painter.setFont(faces.of(box.face));
    painter.setLayoutDirection(box.direction);
    painter.drawText(origin, box.text);
}

void paintChip(QPainter &painter, const ChipBox &chip, const Theme &theme, const TextFaces &faces,
               TextCache *texts)
{
    const QColor ink = inkColor(theme, chip.ink);
    const double radius = chip.filled ? 4 : chip.rect.height() / 2.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(chip.filled ? ink : theme.chip);
    painter.drawRoundedRect(chip.rect, radius, radius);
    if (chip.symbol) {
        paintSymbol(painter, *chip.symbol, chip.symbolRect, ink);
    }
    paintText(painter, chip.label, theme, faces, texts);
}

void paintTimeline(QPainter &painter, const TimelineLayout &layout, const Theme &theme,
                   const TextFaces &faces, const QRect &visible, const PaintState &state)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    TimelinePainter timeline(painter, layout, theme, faces, state);
    timeline.paintSections(visible);
    if (layout.outcome()) {
        timeline.paintOutcome(*layout.outcome());
    }
    painter.restore();
}

} // namespace hoplens
