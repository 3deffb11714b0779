// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"

#include <optional>

namespace hoplens {

/// Redirects that are followed at most, whatever a profile or the user says: a trace must end.
inline constexpr int redirectCeiling = 1000;

// Rules that come from no client: Hoplens' own, and what the user wishes for one trace.

/// Whatever a profile says, nothing but http and https is ever opened.
RuleText onlyHttpRule();
RuleText redirectCeilingRule();
RuleText userLimitRule(int redirects);
RuleText userRefreshRule();
/// The client under the user's limit on followed redirects, if there is one, and following soft
/// redirects if the user wishes so.
ClientProfile underUserRules(ClientProfile profile, std::optional<int> maxHops, bool followRefresh);

// Where a trace stood still before the next request.
MethodRule userKeepRule();
MethodRule userGetRule();
RuleText userEditRule();
RuleText userStopRule();
RuleText breakRule();

} // namespace hoplens
