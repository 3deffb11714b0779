// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// In what a request differs from one that was recorded.
struct RequestDifference {
    bool method = false;
    bool address = false; ///< what is asked for, or where
    bool body = false; ///< other octets, or Content-Length: 0 in place of no length
    QList<QByteArray> fields; ///< names of fields that count and differ, in order of the request
    QList<QByteArray> habits; ///< names of fields that differ and do not count

    /// Whether the server may answer the one in another way than the other.
    bool counts() const { return method || address || body || !fields.isEmpty(); }
};

/// Whether both lead to the same place, fragments aside.
bool isSameAddress(const Url &a, const Url &b);

/// Whether a field may change the answer: `first` is the request that began the chain. Fields that
/// the user set count, and so does what carries credentials, describes the body, or makes a request
/// conditional, whoever set it. What a client says of its own accord about itself and its page does
/// not: every client has another User-Agent, Accept, Accept-Encoding, Connection or Referer, and a
/// prediction that stopped at those would never say anything. Nor do Host and Content-Length, which
/// follow from address and body.
bool fieldCounts(const QByteArray &name, const Request &first);

/// `first` is the request that began the chain. Fragments are never sent and are no difference.
RequestDifference differenceOf(const Request &request, const Request &recorded,
                               const Request &first);

/// "It would send GET where POST was recorded.": the most telling difference that counts, through
/// tr(); plain text. Empty when nothing counts.
QString differenceSentence(const RequestDifference &difference, const Request &request,
                           const Request &recorded);

} // namespace hoplens
