// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"
#include "core/trace/trace.h"

#include <optional>

namespace hoplens {

/// What a client makes of the Location fields of a response.
struct LocationReading {
    QList<QByteArray> values; ///< every field as received
    QByteArray taken; ///< the one the client takes
    std::optional<Url> resolved; ///< absent when there is none or it cannot be read
    bool fragmentInherited = false;
    std::optional<Verdict> ends; ///< the client stops here, by the rule of the last reason
    QList<Reason> why;
};

/// Chooses, decodes and resolves Location against the URL that was asked (RFC 9110 §10.2.2).
LocationReading readLocation(const Headers &response, const Url &asked, const LocationRules &rules);

} // namespace hoplens
