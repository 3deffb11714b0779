// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/prediction.h"

#include <QStringList>

namespace hoplens {

/// What one client did, or would have done.
struct ComparedClient {
    enum class Way { Predicted, Sent };
    Way way = Way::Predicted;
    Prediction story; ///< of what was sent: the trace alone, or why it was not sent
};

/// What is left of the body that the chain began with.
enum class BodyFate {
    None, ///< there never was one, and there is none
    Whole, ///< the same octets
    Empty, ///< Content-Length: 0
    Dropped,
    Other, ///< some other body
};

/// One client's request at one hop, and the status that came back.
struct ComparisonCell {
    enum class Kind {
        Request,
        Over, ///< the client's chain has ended before
        Unknown, ///< nobody knows whether there is a request
    };
    Kind kind = Kind::Over;
    QByteArray method;
    QByteArray address; ///< without fragment
    BodyFate body = BodyFate::None;
    qint64 bodySize = 0; ///< octets that are sent
    QList<QByteArray> credentials; ///< names of fields that let somebody in, as sent
    QList<QByteArray> cookies; ///< names of cookies in the Cookie field, at most 50
    QList<QByteArray> fields; ///< names of the user's other fields that are still sent
    /// Names of fields with another value than was recorded, where nothing else differs.
    QList<QByteArray> otherwise;
    std::optional<int> status; ///< absent: no answer, or none that is known
    bool answerKnown = false;

    bool operator==(const ComparisonCell &) const = default;
};

/// One hop of all clients.
struct ComparisonRow {
    QList<ComparisonCell> cells; ///< one for each client
    bool parts = false; ///< clients that did the same so far do not here
    QString sentence; ///< what each does, where they part: "curl keeps PUT but sends it empty; ..."
};

/// How one client's chain ends.
struct ComparisonEnd {
    enum class Kind { Ended, Unknown, NotSent };
    Kind kind = Kind::Ended;
    OutcomeKind outcome = OutcomeKind::Final;
    int hop = 0; ///< 1-based; where it ends, or from where nothing is known
    std::optional<int> status; ///< of the last answer, when it ended
    QString text; ///< one sentence

    /// Whether both end alike, however that is said.
    bool isLike(const ComparisonEnd &other) const
    {
        return kind == other.kind && outcome == other.outcome && hop == other.hop
            && status == other.status;
    }
};

/// Clients side by side: a column each, a row for each hop.
struct Comparison {
    QList<ComparedClient> clients;
    QList<ComparisonRow> rows;
    QList<ComparisonEnd> ends; ///< one for each client
    bool endsPart = false;
    QString endSentence; ///< where the ends differ
};

/// Pure. Cells and sentences hold addresses: redact the traces before, if secrets must not show.
Comparison compare(const QList<ComparedClient> &clients);
/// The recorded trace as each of these clients would have gone through it.
Comparison compare(const Trace &recorded, const QList<const ClientProfile *> &profiles);
/// The predictions that the comparison is made of.
QList<ComparedClient> predictAll(const Trace &recorded,
                                 const QList<const ClientProfile *> &profiles);

/// The clients (as indexes) that do the same from the first hop to the end, in the order in which
/// the first of each group stands.
QList<QList<int>> clientsAlike(const Comparison &comparison);

} // namespace hoplens
