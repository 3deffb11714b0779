// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

namespace hoplens {

/// The comparison as words in cells, for whoever lays out a table. Clients that do the same from
/// the beginning to the end share a column.
struct ComparisonTable {
    struct Column {
        QStringList ids;
        QStringList names; ///< "curl 7.88.1"
        QString way; ///< "predicted", "sent", or both
    };
    struct Line {
        QString title; ///< "1", or "end"
        /// The addresses that are asked for, each once, with the columns (as indexes) that do.
        QList<std::pair<QString, QList<int>>> addresses;
        QStringList cells; ///< one for each column: "POST, 18 B, Authorization → 302"
        bool parts = false;
        QString sentence;
    };
    QString title; ///< "POST http://a.test/, 18 B: 3 clients compared"
    QStringList notes; ///< what is to be known about all of it, one sentence each
    QList<Column> columns;
    QList<Line> lines;
};

enum class Columns { Alike, Each };
ComparisonTable comparisonTable(const Comparison &comparison, Columns columns = Columns::Alike);

} // namespace hoplens
