// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/jsonfields.h"
#include "core/trace/trace.h"

namespace hoplens {

/// The "anatomy" of a redirect: made from the hop whenever it is written, passed over when read.
/// null without a Location.
QJsonValue anatomyToJson(const Hop &hop);

/// The user's part in a decision.
QJsonObject userStepToJson(const UserStep &step);
/// Mistakes are kept by the reader.
UserStep userStepFromJson(ObjectReader object);

QJsonObject softRedirectToJson(const SoftRedirect &soft);
/// Mistakes are kept by the reader.
SoftRedirect softRedirectFromJson(ObjectReader object);

} // namespace hoplens
