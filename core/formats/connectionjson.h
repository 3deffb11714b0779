// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/jsonfields.h"
#include "core/trace/trace.h"

namespace hoplens {

// How a hop was carried, in the trace file: connection, TLS, times, failure, earlier attempts. A
// connection's tunnel holds messages, which are written and read where messages are.

QJsonObject connectionToJson(const Connection &connection);
QJsonObject timesToJson(const Times &times);
QJsonObject failureToJson(const Failure &failure);
QJsonObject attemptToJson(const Attempt &attempt);

Connection connectionFromJson(ObjectReader object);
Times timesFromJson(ObjectReader object);
Failure failureFromJson(ObjectReader object);
Attempt attemptFromJson(ObjectReader object);

} // namespace hoplens
