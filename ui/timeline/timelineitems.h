// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/timeline/phases.h"

#include <QList>
#include <QPoint>
#include <QRect>
#include <QString>

#include <optional>

namespace hoplens {

// What a timeline consists of, in pixels of its own plane. Rectangles of one item do not overlap.

enum class Part {
    Number,
    Method,
    Url,
    Duration,
    Status,
    Reason,
    Chip,
    Waiting,
    LocationLabel,
    Location,
    Resolved,
    Note,
    Text,
    Source,
    Title,
    Label,
};

/// One line of text, already elided or wrapped. Never rich text.
struct TextBox {
    Part part = Part::Text;
    QRect rect; ///< advance by row height
    int baseline = 0;
    QString text;
    QString whole; ///< what `text` was elided or wrapped from
    Face face = Face::Normal;
    Ink ink = Ink::Text;
    /// The text's own, never its neighbours': addresses and codes run from the left everywhere.
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

/// A small label on a rounded surface; `filled` takes the ink's colour for the surface.
struct ChipBox {
    QRect rect;
    std::optional<Symbol> symbol;
    QRect symbolRect;
    TextBox label;
    Ink ink = Ink::Text;
    bool filled = false;
};

struct MarkBox {
    QRect rect;
    Symbol symbol = Symbol::Arrow;
    Ink ink = Ink::Muted;
};

/// Copies `text` with one click.
struct CopySpot {
    QRect rect;
    QString text;
};

/// The ring on the method lane beside a card.
struct Node {
    QPoint center;
    int radius = 0;
    int thickness = 4;
    Ink ink = Ink::Muted;
    std::optional<Symbol> symbol; ///< for an outcome without an answer
};

/// One exchange.
struct Card {
    int hop = -1; ///< 0-based
    QRect rect;
    QList<TextBox> texts;
    QList<ChipBox> chips;
    QList<MarkBox> marks;
    QList<CopySpot> copies;
    QRect track; ///< where the waterfall bar lies; null when there is no room
    QRect progress; ///< pulsing dot; null unless running
    Node node;
    QString sentence; ///< the card for a screen reader
};

/// One decision, between two cards.
struct DecisionRow {
    int hop = -1; ///< of the card above
    About about = About::Method;
    QRect rect;
    ChipBox chip;
    QList<TextBox> texts;
    QString sentence; ///< the row for a screen reader, and in the tooltip
};

enum class Lane { Method, Body };

/// A piece of a lane. The method lane is recoloured while the method is not the first one.
struct LaneSegment {
    enum class Kind {
        Kept, ///< goes on
        Changed, ///< broken, beside the decision that broke it
        Dropped, ///< still there, but about to end
        EndStop, ///< the cut; y `from` equals `to`
        Dot, ///< where a body starts or has arrived
    };
    Lane lane = Lane::Method;
    Kind kind = Kind::Kept;
    int x = 0;
    int from = 0;
    int to = 0;
    int thickness = 4;
    bool recoloured = false;
    bool isAhead = false; ///< as decided, but not sent yet
};

/// A thin line from what happens on a lane to the row that says it.
struct Leader {
    QPoint from;
    QPoint to;
    Ink ink = Ink::Muted;
};

/// What leads from one card to the next.
struct Lanes {
    QList<LaneSegment> segments;
    QList<Leader> leaders;
};

/// The last card of a trace that did not end with an answer.
struct OutcomeCard {
    QRect rect;
    QList<TextBox> texts;
    MarkBox mark;
    Node node;
    Ink ink = Ink::Error;
    QList<LaneSegment> lanes;
    QString sentence;
};

/// A card, the decisions below it, and the lanes that come in from the section before.
struct Section {
    int top = 0;
    int bottom = 0;
    Card card;
    QList<DecisionRow> decisions;
    Lanes lanes;
    int firstEntry = 0; ///< in reading order
};

/// A phase of an exchange on its waterfall bar. Its height differs too, so that no phase is told by
/// its colour alone.
struct PhaseBar {
    Phase phase = Phase::Wait;
    QRect rect;
};

/// The direction that a text runs in by itself.
Qt::LayoutDirection directionOf(Part part, const QString &whole);

} // namespace hoplens
