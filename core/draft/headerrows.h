// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"

#include <QString>

namespace hoplens {

/// A line of the header table. Not sent: it is left out even if the client would add it itself.
struct HeaderRow {
    bool sent = true;
    Field field;

    bool operator==(const HeaderRow &) const = default;
};

/// Neither a name nor a value: a row that is not there yet.
bool isBlank(const HeaderRow &row);

/// What is wrong with a row, as one sentence; empty when it can go out as it is.
QString headerProblem(const HeaderRow &row);

/// The rows as lines "Name: value", with "# " in front of those that are not sent.
QString headerText(const QList<HeaderRow> &rows);

/// The way back. A line that stands as headerText wrote it for one of `before` is that row again,
/// octet for octet. Empty lines are no rows. Never fails: a line without a colon is a name.
QList<HeaderRow> readHeaderText(const QString &text, const QList<HeaderRow> &before);

} // namespace hoplens
