// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hoplens {

/// Name and value of each field.
QJsonArray headersToJson(const Headers &headers);

/// "trailers" when there are any, "rawHead" when status line and fields do not give it again.
void addHeadParts(QJsonObject &response, const Response &from);

/// Leaves the raw head out of a redacted response unless nothing in its head was redacted and all
/// it has besides the fields is white space.
void withholdRawHeads(Response &redacted, const Response &original);

} // namespace hoplens
