// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/jsonfields.h"
#include "core/trace/trace.h"

namespace hoplens {

// How a hop was carried, in the trace file: connection, TLS, times, failure. A connection's tunnel
// holds messages, so it, and earlier attempts with it, are written and read where messages are.

QJsonObject connectionToJson(const Connection &connection);
QJsonObject timesToJson(const Times &times);
QJsonObject failureToJson(const Failure &failure);

/// Adds "unseen" and "networkStack" to a hop, or takes them away where there are no notes.
void writeQtStack(const std::optional<QtStackNotes> &notes, QJsonObject &hop);

Connection connectionFromJson(ObjectReader object);
Times timesFromJson(ObjectReader object);
Failure failureFromJson(ObjectReader object);
std::optional<QtStackNotes> readQtStack(ObjectReader &hop);

} // namespace hoplens
