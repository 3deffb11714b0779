// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/timelinelayout.h"

class QPainter;

namespace hoplens {

class TextCache;

/// What changes without moving anything.
struct PaintState {
    int currentHop = -1;
    int hoveredHop = -1;
    int focusedHop = -1; ///< gets the focus ring
    double pulse = 1; ///< of the running hop's dot, 0 to 1
    TextCache *texts = nullptr; ///< null: glyphs are chosen anew, and text stays text in a file
};

/// Paints what lies within `visible`, in the layout's own pixels. Computes no geometry: whatever
/// has a place has it from the layout.
void paintTimeline(QPainter &painter, const TimelineLayout &layout, const Theme &theme,
                   const TextFaces &faces, const QRect &visible, const PaintState &state);

/// A piece of a lane, for the page that teaches how to read one.
void paintLane(QPainter &painter, const LaneSegment &segment, const Theme &theme);

/// A chip as the timeline has it, for the headline bar.
void paintChip(QPainter &painter, const ChipBox &chip, const Theme &theme, const TextFaces &faces,
               TextCache *texts = nullptr);
void paintText(QPainter &painter, const TextBox &box, const Theme &theme, const TextFaces &faces,
               TextCache *texts = nullptr);

} // namespace hoplens
