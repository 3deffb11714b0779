// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/ledger.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

using Mark = LedgerLine::Mark;
using Part = LedgerLine::Part;

/// Cells of the comparison's table, 16 MB. Requests with more fields are not compared one by one.
constexpr qsizetype cellLimit = 4'000'000;

struct Ledger {
    Q_DECLARE_TR_FUNCTIONS(Ledger)
};

QByteArray requestLine(const Request &request)
{
    return request.method + ' ' + request.target + ' ' + request.version;
}

bool isSameLine(const Field &a, const Field &b)
{
    return a.name == b.name && a.value == b.value;
}

LedgerLine fieldLine(Mark mark, const Field &field)
{
    return {mark, Part::Field, field.name, field.value};
}

/// The best alignment of two lists of fields: as many equal lines as possible and, among those, as
/// many changed fields beside their former selves as possible. Longest common subsequence.
class Alignment {
public:
    Alignment(const Headers &before, const Headers &after)
        : m_before(before)
        , m_after(after)
        , m_columns(after.size() + 1)
        , m_best((before.size() + 1) * m_columns, 0)
    {
        for (qsizetype row = before.size() - 1; row >= 0; --row) {
            for (qsizetype column = after.size() - 1; column >= 0; --column) {
                m_best[row * m_columns + column] =
                    std::max({best(row + 1, column), best(row, column + 1),
                              best(row + 1, column + 1) + weight(row, column)});
            }
        }
    }

    void appendTo(QList<LedgerLine> &lines) const
    {
        qsizetype row = 0;
        qsizetype column = 0;
        while (row < m_before.size() && column < m_after.size()) {
            const int paired = weight(row, column);
            if (paired > 0 && best(row, column) == best(row + 1, column + 1) + paired) {
                appendPair(lines, m_before.at(row++), m_after.at(column++));
            } else if (best(row, column) == best(row + 1, column)) {
                lines.append(fieldLine(Mark::Removed, m_before.at(row++)));
            } else {
                lines.append(fieldLine(Mark::Added, m_after.at(column++)));
            }
        }
        appendAll(lines, Mark::Removed, m_before, row);
        appendAll(lines, Mark::Added, m_after, column);
    }

    static void appendAll(QList<LedgerLine> &lines, Mark mark, const Headers &fields,
                          qsizetype from)
    {
        for (qsizetype index = from; index < fields.size(); ++index) {
            lines.append(fieldLine(mark, fields.at(index)));
        }
    }

private:
    static void appendPair(QList<LedgerLine> &lines, const Field &before, const Field &after)
    {
        if (isSameLine(before, after)) {
            lines.append(fieldLine(Mark::Same, after));
            return;
        }
        lines.append(fieldLine(Mark::Removed, before));
        lines.append(fieldLine(Mark::Added, after));
    }

    int best(qsizetype row, qsizetype column) const { return m_best.at(row * m_columns + column); }

    int weight(qsizetype row, qsizetype column) const
    {
        // One equal line counts more than all changed ones together: a table of cellLimit has at
        // most 2,000 pairs.
        constexpr int equalWeight = 10'000;
        const Field &before = m_before.at(row);
        const Field &after = m_after.at(column);
        if (isSameLine(before, after)) {
            return equalWeight;
        }
        return sameFieldName(before.name, after.name) ? 1 : 0;
    }

    const Headers &m_before;
    const Headers &m_after;
    qsizetype m_columns;
    QList<int> m_best; ///< weight of the best alignment of the two rests
};

void appendFields(QList<LedgerLine> &lines, const Headers &before, const Headers &after)
{
    // Most requests begin and end alike; the table is for what lies between.
    qsizetype start = 0;
    while (start < std::min(before.size(), after.size())
           && isSameLine(before.at(start), after.at(start))) {
        lines.append(fieldLine(Mark::Same, after.at(start++)));
    }
    const Headers beforeRest = before.mid(start);
    const Headers afterRest = after.mid(start);
    if ((beforeRest.size() + 1) * (afterRest.size() + 1) > cellLimit) {
        Alignment::appendAll(lines, Mark::Removed, beforeRest, 0);
        Alignment::appendAll(lines, Mark::Added, afterRest, 0);
        return;
    }
    Alignment(beforeRest, afterRest).appendTo(lines);
}

LedgerLine bodyLine(Mark mark, const Body &body)
{
    const QString text =
        body.size == 1 ? Ledger::tr("1 byte") : Ledger::tr("%1 bytes").arg(body.size);
    return {mark, Part::Body, {}, text.toUtf8()};
}

bool isSameBody(const Body &a, const Body &b)
{
    const QByteArray hashOfA = sha256Of(a);
    const QByteArray hashOfB = sha256Of(b);
    const bool hashed = !hashOfA.isEmpty() && !hashOfB.isEmpty();
    return a.size == b.size && (hashed ? hashOfA == hashOfB : a.bytes == b.bytes);
}

void appendBody(QList<LedgerLine> &lines, const std::optional<Body> &before,
                const std::optional<Body> &after)
{
    if (before && after && isSameBody(*before, *after)) {
        lines.append(bodyLine(Mark::Same, *after));
        return;
    }
    if (before) {
        lines.append(bodyLine(Mark::Removed, *before));
    }
    if (after) {
        lines.append(bodyLine(Mark::Added, *after));
    }
}

} // namespace

QList<LedgerLine> ledger(const Request *before, const Request &after)
{
    const Request &former = before != nullptr ? *before : after;
    QList<LedgerLine> lines;
    if (requestLine(former) == requestLine(after)) {
        lines.append({Mark::Same, Part::RequestLine, {}, requestLine(after)});
    } else {
        lines.append({Mark::Removed, Part::RequestLine, {}, requestLine(former)});
        lines.append({Mark::Added, Part::RequestLine, {}, requestLine(after)});
    }
    appendFields(lines, former.headers, after.headers);
    appendBody(lines, former.body, after.body);
    return lines;
}

} // namespace hoplens
