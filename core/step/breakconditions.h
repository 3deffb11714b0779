// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/trace/trace.h"

#include <QStringList>

namespace hoplens {

/// Why a trace stands still before the next request.
enum class BreakReason {
    Step, ///< the user goes hop by hop
    OtherOrigin,
    HttpsToHttp,
    MethodChange,
    BodySentAgain,
    CredentialsRemoved,
    CredentialsSent,
    Status,
    HopNumber,
};

/// When a trace that is not stepped through stands still, too. All of them look at the next
/// request, before it is sent.
struct BreakConditions {
    QList<BreakReason> when; ///< neither Step nor those with numbers; in the order of the enum
    QList<int> statuses; ///< of the answer; ascending
    QList<int> hops; ///< 1-based, from 2: before that hop is sent; ascending

    bool isEmpty() const { return when.isEmpty() && statuses.isEmpty() && hops.isEmpty(); }
    bool operator==(const BreakConditions &) const = default;
};

/// How a trace is gone through.
struct StepOptions {
    bool everyHop = false; ///< stands still before each next request
    BreakConditions breaks;
    bool endsThere = false; ///< nobody is there to go on: the trace ends as Stopped

    bool operator==(const StepOptions &) const = default;
};

inline constexpr int lastBreakHop = 1001; ///< one after as many redirects as are ever followed

/// The conditions with one of them added or taken away; each is there at most once.
BreakConditions withCondition(BreakConditions conditions, BreakReason reason, bool on);
BreakConditions withStatus(BreakConditions conditions, int status, bool on);
BreakConditions withHop(BreakConditions conditions, int hop, bool on);

/// Which of the conditions hold, in the order of the enum, where `answered` is about to be followed
/// and `next` would be sent as hop `number` (1-based).
QList<BreakReason> breakReasons(const BreakConditions &conditions, const Exchange &answered,
                                const Redirect &redirect, const Request &next, int number);

/// For settings and the command line: "https-to-http", "302", "hop:3".
QStringList breakIds(const BreakConditions &conditions);
/// Errors: the first word that is no condition, with those that there are.
Result<BreakConditions> breakConditionsOf(const QStringList &ids);

/// Every condition without a number, in the order in which they are offered.
const QList<BreakReason> &plainBreakReasons();

} // namespace hoplens
