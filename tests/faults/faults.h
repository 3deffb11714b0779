// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "tests/faults/faultserver.h"

#include <chrono>
#include <optional>

namespace hoplens {

/// What a trace must say about a fault, and what the server must have seen.
struct Expected {
    OutcomeKind outcome = OutcomeKind::Final;
    // Of the first hop, which is where the fault is:
    std::optional<FailureCode> failure = std::nullopt;
    int status = 0; ///< 0: no response
    QList<Oddity> oddities = {};
    std::optional<QByteArray> body = std::nullopt; ///< absent: not compared
    QByteArray location = {}; ///< that the client takes; empty: none
    // Of the whole:
    QByteArray lastBody = "ok"; ///< of the last hop, where there are several
    qsizetype hops = 1;
    qsizetype requests = 1; ///< that came to the server, those of which only the head came included
    qsizetype connections = 1;
    std::chrono::milliseconds least{0};
    std::chrono::milliseconds most{10'000};
    qint64 memory = 0; ///< MiB that the program may grow by at its peak; 0: not measured
    /// A reset may overtake what is said before it: the other code that is right.
    std::optional<FailureCode> orFailure = std::nullopt;
};

struct Fault {
    QByteArray name;
    QList<Script> scripts; ///< of the first connection, the second, and so on
    Expected expected;
    QByteArray method = "GET";
    std::optional<qsizetype> upload = std::nullopt; ///< octets of the request's body
    bool https = false;
    bool listens = true;
    std::chrono::milliseconds deadline{20'000}; ///< of the trace
    std::chrono::milliseconds connectDeadline{20'000};
    std::chrono::milliseconds firstByteDeadline{20'000};
    std::chrono::milliseconds idleDeadline{20'000};
};

/// Bodies are read and kept up to here in this test, so that endless ones end soon.
inline constexpr qint64 bodyLimit = 1024 * 1024LL;
inline constexpr qint64 previewLimit = 256 * 1024LL;

/// A head that means "go to /next", without the empty line.
inline const QByteArray foundHead = "HTTP/1.1 302 Found\r\nLocation: /next\r\n";
inline const QByteArray okHead = "HTTP/1.1 200 OK\r\n";
inline const QByteArray okAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// Answers "ok".
Script wellBehaved();
/// Its server answers the first request so and closes; further ones get wellBehaved().
Fault answered(const QByteArray &name, const QByteArray &answer, const Expected &expected);
/// The same with this script after the request was read.
Fault scripted(const QByteArray &name, const Script &afterRequest, const Expected &expected);
/// The same whose deadline ends it.
Fault timesOut(const QByteArray &name, const Script &afterRequest, int status = 0);
/// With that deadline a short one, which ends it.
Fault endedBy(Fault fault, std::chrono::milliseconds Fault::*deadline);

/// Outcome Final.
Expected reads(int status, const QList<Oddity> &oddities = {});
/// The outcome that belongs to the failure.
Expected fails(FailureCode code, int status = 0, const QList<Oddity> &oddities = {});
/// A 302 that is followed, to an answer in order.
Expected follows(const QByteArray &location = "/next", const QList<Oddity> &oddities = {});
Expected within(Expected expected, qint64 mebibytes);

QList<Fault> connectionFaults();
QList<Fault> headFaults();
QList<Fault> framingFaults();
QList<Fault> tlsFaults();
/// All of them; each has a name of its own.
QList<Fault> allFaults();

} // namespace hoplens
