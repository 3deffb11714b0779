// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"
#include "core/trace/trace.h"

namespace hoplens {

// Words that users read, made once for window and command line. All through tr(); plain text only.

/// One sentence that answers "what happened to my request?".
QString headline(const Trace &trace);

/// What became of one part of the request between two cards, ready to be shown beside a shape.
struct DecisionLine {
    enum class Tone { Kept, Changed, Dropped, Removed, Added, Stopped, ByUser };
    About about = About::Method;
    Tone tone = Tone::Kept;
    QString label; ///< "method", "body", "header", "location", "limit", "you"
    QString text; ///< "POST → GET"
    QString reason; ///< "302 lets a client turn POST into GET"
    QString source; ///< "Fetch §4.5"
};
QList<DecisionLine> decisionLines(const Hop &hop);

/// "With 307 it would have arrived as POST with its 18 bytes.", for each of supposableStatuses.
/// Empty when nothing would differ or the hop is no redirect.
QStringList whatIf(const Trace &trace, int hopIndex, const ClientProfile &profile);

/// Short badges for the headline: the worst findings, each once. ("method changed", Problem)
struct Badge {
    QString text;
    Level level = Level::Note;
};
QList<Badge> badges(const Trace &trace);

QString failureSentence(const Failure &failure, const Request &request);
/// Of an exchange with a failure; names the proxy when that is who kept the client waiting.
QString failureSentence(const Exchange &exchange);
/// What a proxy was asked for on the way to an https server, and what it said.
QString tunnelSentence(const Tunnel &tunnel);
QString outcomeSentence(OutcomeKind kind, const QList<Hop> &hops);
QString odditySentence(Oddity oddity);
QString levelName(Level level);
QString originChangeSentence(const Url &from, const Url &to);

/// "1 redirect", "20 redirects".
QString redirectsText(int count);

/// "18 B", "1.2 kB", "3.4 MB"; "3.1 ms", "2.4 s" in the given locale's manner.
QString sizeText(qint64 octets);
QString durationText(double milliseconds);

} // namespace hoplens
