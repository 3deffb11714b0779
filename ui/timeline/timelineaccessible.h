// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

namespace hoplens {

class TimelineView;

/// Lets screen readers read a TimelineView as a list: each card and each decision is an item, in
/// reading order. Call once or often.
void installTimelineAccessibility();

/// Tells screen readers that everything is another list now.
void announceEntries(TimelineView &view);

/// Tells screen readers that items from `firstChanged` on read differently, and that those from
/// `firstNew` on have come.
void announceChanges(TimelineView &view, int firstChanged, int firstNew);

/// Tells screen readers that the current hop has the focus now, if the view has it.
void announceCurrentHop(TimelineView &view);

} // namespace hoplens
