// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/jsonfields.h"
#include "core/trace/trace.h"

namespace hoplens {

/// A body of the trace file; "decoded" stands in it only when the body carries decoded content.
QJsonObject bodyToJson(const Body &body);
/// Mistakes are kept by the reader.
Body bodyFromJson(ObjectReader object);

/// Octets that its text may take at most, also of decoded content; sizes and hash stay.
void shortenBody(Body &body, qsizetype limit);

} // namespace hoplens
