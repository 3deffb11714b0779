// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/lab/answer.h"
#include "core/lab/locations.h"
#include "core/lab/requestreader.h"

#include <QList>

namespace hoplens {

/// The scripted answer. A path that is no script gets status 400 and a sentence about the wrong
/// step. Pure: the same request gives the same octets.
QList<LabAction> answerTo(const IncomingRequest &request, const LabPorts &ports);

/// The answer to what is no request; the connection is closed after it.
QList<LabAction> answerTo(const Refusal &refusal);

} // namespace hoplens
