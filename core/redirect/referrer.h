// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <optional>

namespace hoplens {

/// Referer value for a request to `target` under a referrer policy (Referrer Policy §8.3); absent:
/// none is sent. `referrer` is the page's whole address. An unknown policy counts as the web's
/// default, strict-origin-when-cross-origin.
std::optional<QByteArray> refererFor(const QByteArray &policy, const Url &referrer,
                                     const Url &target);

/// The policy in force after these responses: the last valid token of the last Referrer-Policy
/// field that has one (Referrer Policy §8.1, §8.2), otherwise `policy`.
QByteArray referrerPolicyAfter(const QList<Headers> &responses, QByteArray policy);

} // namespace hoplens
