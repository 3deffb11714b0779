// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

class QTextDocument;

namespace hoplens {

/// What is looked for on a page.
struct FindTerm {
    QString text; ///< empty: nothing
    bool caseSensitive = false;

    bool operator==(const FindTerm &) const = default;
};

/// Where it stands: characters of the document, from and to.
struct FindHit {
    int from = 0;
    int to = 0;

    bool operator==(const FindHit &) const = default;
};

inline constexpr qsizetype mostHits = 100'000;

/// Every hit within a line, in order, none over another; at most mostHits. Lines that the renderer
/// broke into pieces are one line here.
QList<FindHit> findHits(const QTextDocument &document, const FindTerm &term);

/// How a page is laid into a document: which of its blocks a line belongs to, and whether it goes
/// on from the line before. Kept as QTextBlock::userState; what is no line of the page has -1.
struct LineState {
    int block = 0;
    bool continues = false;

    int packed() const { return block * 2 + (continues ? 1 : 0); }
    static LineState unpacked(int state) { return {state / 2, state % 2 == 1}; }
};

/// The part of the document between two positions as plain text, as plainText(page) would write it.
QString plainText(const QTextDocument &document, int from, int to);

} // namespace hoplens
