// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/tracefile.h"

#include <QJsonObject>

namespace hoplens {

struct RequestDraft;

/// A draft for a session file. Files are named, never read. With Secrets::Redact it is that of
/// redactedDraft().
QJsonObject draftToJson(const RequestDraft &draft, Secrets secrets);

/// The way back. What is missing or cannot be read is as in a new draft, unknown keys are passed
/// over: a session from another version still comes back as far as it can.
RequestDraft draftFromJson(const QJsonObject &object);

} // namespace hoplens
