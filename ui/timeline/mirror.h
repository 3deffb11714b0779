// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/timelineitems.h"

namespace hoplens {

// Geometry for languages that are read from the right. Everything is laid out from the left and
// then moved to the other side of a sheet `width` pixels wide, so that both directions have the
// same rows, and whoever asks where something lies gets the same answer. Texts keep their own
// direction: a URL runs from left to right in every language.

QRect mirrored(const QRect &rect, int width); ///< null stays null
Symbol mirrored(Symbol symbol); ///< an arrow points the other way
void mirror(TextBox &box, int width);
void mirror(ChipBox &chip, int width);
void mirror(Lanes &lanes, int width);
void mirror(Section &section, int width);
void mirror(OutcomeCard &card, int width);

} // namespace hoplens
