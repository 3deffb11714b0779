// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// One line of the difference between two requests.
struct LedgerLine {
    enum class Mark { Same, Removed, Added };
    enum class Part { RequestLine, Field, Body };
    Mark mark = Mark::Same;
    Part part = Part::Field;
    QByteArray name; ///< field name; empty for the request line and the body
    QByteArray text; ///< "POST /x HTTP/1.1", the field's value, or the body's summary

    bool operator==(const LedgerLine &) const = default;
};

/// What changed between two requests as sent, in wire order. Without `before`, all lines are Same.
QList<LedgerLine> ledger(const Request *before, const Request &after);

} // namespace hoplens
