// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/url/origin.h"

#include <QString>

namespace hoplens {

/// Whether `text` is a conjunction that profiles may use: words joined by "+", each with an
/// optional
/// "!": same-origin, same-host, same-port, upgrade, downgrade, to-subdomain, to-parent,
/// default-ports, to-address.
bool isRelation(const QString &text);

/// Whether the conjunction holds for these two URLs.
bool relationHolds(const QString &text, const OriginRelation &relation);

} // namespace hoplens
