// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/pagefind.h"

#include "ui/inspector/page.h"
#include "ui/inspector/pageobject.h"

#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace hoplens {

namespace {

/// A line of the page, put together from its pieces.
struct Line {
    struct Piece {
        qsizetype start = 0; ///< within text
        int position = 0; ///< within the document
    };
    QString text;
    QList<Piece> pieces;

    int positionOf(qsizetype offset) const
    {
        const auto after = std::upper_bound(
            pieces.begin(), pieces.end(), offset,
            [](qsizetype wanted, const Piece &piece) { return wanted < piece.start; });
        const Piece &piece = *(after - 1);
        return piece.position + static_cast<int>(offset - piece.start);
    }
};

void appendHits(QList<FindHit> &hits, const Line &line, const FindTerm &term)
{
    const auto how = term.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
    qsizetype at = line.text.indexOf(term.text, 0, how);
    while (at >= 0 && hits.size() < mostHits) {
        const qsizetype last = at + term.text.size() - 1;
        hits.append({line.positionOf(at), line.positionOf(last) + 1});
        at = line.text.indexOf(term.text, last + 1, how);
    }
}

/// As it reads: layout marks are passed over, and an aligning space is found by an ordinary one.
void appendText(Line &line, const QString &text, int position)
{
    qsizetype from = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at == text.size() || isLayoutMark(text.at(at))) {
            line.pieces.append({line.text.size(), position + static_cast<int>(from)});
            line.text += plainText(text.mid(from, at - from));
            from = at + 1;
        }
    }
}

} // namespace

QList<FindHit> findHits(const QTextDocument &document, const FindTerm &term)
{
    QList<FindHit> hits;
    if (term.text.isEmpty()) {
        return hits;
    }
    Line line;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.userState() < 0) {
            continue;
        }
        if (!LineState::unpacked(block.userState()).continues) {
            appendHits(hits, line, term);
            line = {};
        }
        appendText(line, block.text(), block.position());
    }
    appendHits(hits, line, term);
    return hits;
}

QString plainText(const QTextDocument &document, int from, int to)
{
    QString text;
    int lastBlock = -1;
    for (QTextBlock block = document.findBlock(from); block.isValid() && block.position() < to;
         block = block.next()) {
        if (block.userState() < 0) {
            continue;
        }
        const LineState state = LineState::unpacked(block.userState());
        if (lastBlock >= 0 && !state.continues) {
            text += state.block == lastBlock ? u"\n"_qs : u"\n\n"_qs;
        }
        lastBlock = state.block;
        const int start = std::max(0, from - block.position());
        QString piece = block.text().mid(start, to - block.position() - start);
        const bool hasBar = block.begin() != block.end()
            && block.begin().fragment().charFormat().objectType() == PageObject::type;
        if (hasBar && start == 0) {
            piece.remove(0, 1);
        }
        text += plainText(std::move(piece));
    }
    return text;
}

} // namespace hoplens
