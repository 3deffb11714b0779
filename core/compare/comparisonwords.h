// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

namespace hoplens {

// What is said about clients that part. Plain text through tr(); addresses are shown as they stand.

/// "curl keeps PUT but sends it empty; requests and aiohttp turn PUT into GET." Clients whose chain
/// was over or unknown before are left out.
QString partingSentence(const Comparison &comparison, int row);
/// "curl ends with 200 at hop 3; go stops at its limit at hop 2; how node ends is not known."
QString endSentence(const Comparison &comparison);

/// Names of fields (and "the cookie sid") that some clients send at this hop and others do not,
/// but those that come and go with the body they describe.
QList<QByteArray> contestedNames(const ComparisonRow &row);

/// "curl", "curl and wget", "curl, wget, go and 12 others".
QString clientList(const QStringList &ids);

/// "18 B", "no body" when it was dropped, "empty body"; nothing where there never was one.
QString bodyFateText(const ComparisonCell &cell);
/// "POST, 18 B": the request alone.
QString requestText(const ComparisonCell &cell);
/// The answer's status, "no answer", or "?" when it is not known.
QString answerText(const ComparisonCell &cell);
/// "200", "limit", "unknown", "not sent": how it ends, in a word or two.
QString endText(const ComparisonEnd &end);
/// "predicted" or "sent".
QString wayText(ComparedClient::Way way);

} // namespace hoplens
