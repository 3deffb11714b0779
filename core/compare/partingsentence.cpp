// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// One sentence for each place where clients part.

#include "core/compare/comparisonwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

using Kind = ComparisonCell::Kind;
using End = ComparisonEnd::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::compare", text);
}

/// What is said of one client and of several.
struct Verb {
    QString one;
    QString many;

    bool operator==(const Verb &) const = default;
};

Verb filledIn(const Verb &verb, const QString &a)
{
    return {verb.one.arg(a), verb.many.arg(a)};
}

Verb filledIn(const Verb &verb, const QString &a, const QString &b)
{
    return {verb.one.arg(a, b), verb.many.arg(a, b)};
}

/// What became of method and body since the hop before.
Verb followVerb(const ComparisonCell &before, const ComparisonCell &now)
{
    const QString from = displayText(before.method);
    const QString to = displayText(now.method);
    const bool had = before.bodySize > 0;
    const bool has = now.bodySize > 0;
    const bool empty = had && now.body == BodyFate::Empty;
    if (before.method != now.method) {
        const Verb turned = empty ? Verb{tr("turns %1 into %2 with an empty body"),
                                         tr("turn %1 into %2 with an empty body")}
            : had && has
            ? Verb{tr("turns %1 into %2 with its body"), tr("turn %1 into %2 with its body")}
            : has ? Verb{tr("turns %1 into %2 and sends the body again"),
                         tr("turn %1 into %2 and send the body again")}
                  : Verb{tr("turns %1 into %2"), tr("turn %1 into %2")};
        return filledIn(turned, from, to);
    }
    const Verb kept = had && has ? Verb{tr("keeps %1 with its body"), tr("keep %1 with its body")}
        : empty ? Verb{tr("keeps %1 but sends it empty"), tr("keep %1 but send it empty")}
        : had   ? Verb{tr("keeps %1 without its body"), tr("keep %1 without its body")}
        : has ? Verb{tr("keeps %1 and sends the body again"), tr("keep %1 and send the body again")}
              : Verb{tr("keeps %1"), tr("keep %1")};
    return filledIn(kept, to);
}

Verb stopVerb(const ComparisonEnd &end)
{
    switch (end.outcome) {
    case OutcomeKind::Final:
        return filledIn(Verb{tr("hands the %1 over"), tr("hand the %1 over")},
                        QString::number(end.status.value_or(0)));
    case OutcomeKind::Loop:
        return Verb{tr("ends it as a loop"), tr("end it as a loop")};
    case OutcomeKind::Limit:
        return Verb{tr("stops at its limit"), tr("stop at their limit")};
    case OutcomeKind::Refused:
        return Verb{tr("refuses to go there"), tr("refuse to go there")};
    case OutcomeKind::Network:
    case OutcomeKind::Tls:
    case OutcomeKind::Timeout:
    case OutcomeKind::Protocol:
        return Verb{tr("gets no whole answer"), tr("get no whole answer")};
    case OutcomeKind::Cancelled:
    case OutcomeKind::Stopped:
        return Verb{tr("is stopped"), tr("are stopped")};
    }
    Q_UNREACHABLE();
}

/// What one client does at one row.
struct Act {
    bool follows = false;
    Verb verb;
    QByteArray address;
    QByteArray method;
    QString extras; ///< ", without Authorization"

    bool operator==(const Act &) const = default;
};

QString named(const QList<QByteArray> &names)
{
    QStringList shown;
    for (const QByteArray &name : names) {
        shown.append(displayText(name));
    }
    return clientList(shown);
}

/// Names that not every client sends: with what this one goes on, and without what.
QString withAndWithout(const QList<QByteArray> &sent, const QList<QByteArray> &contested)
{
    QList<QByteArray> with;
    QList<QByteArray> without;
    for (const QByteArray &name : contested) {
        (sent.contains(name) ? with : without).append(name);
    }
    QString text = with.isEmpty() ? QString() : tr(", with %1").arg(named(with));
    return without.isEmpty() ? text : text + tr(", without %1").arg(named(without));
}

QList<QByteArray> namesOf(const ComparisonCell &cell, bool withCookies = true)
{
    QList<QByteArray> names = cell.credentials + cell.fields;
    for (const QByteArray &cookie : withCookies ? cell.cookies : QList<QByteArray>()) {
        names.append(tr("the cookie %1").arg(displayText(cookie)).toUtf8());
    }
    return names;
}

bool goesWithBody(const QByteArray &name, const QList<const ComparisonCell *> &cells)
{
    return name.left(8).compare("Content-", Qt::CaseInsensitive) == 0
        && std::all_of(cells.begin(), cells.end(), [&](const ComparisonCell *cell) {
               const bool hasBody = cell->body != BodyFate::None && cell->body != BodyFate::Dropped;
               return cell->fields.contains(name) == hasBody;
           });
}

/// Names that some of the cells have and others have not. That a field which describes the body
/// stays and goes with it is no news.
QList<QByteArray> contestedNames(const QList<const ComparisonCell *> &cells)
{
    // Where one sends no Cookie at all, the single cookies are no news.
    const bool eachHasCookies =
        std::all_of(cells.begin(), cells.end(),
                    [](const ComparisonCell *cell) { return !cell->cookies.isEmpty(); });
    QList<QByteArray> all;
    for (const ComparisonCell *cell : cells) {
        for (const QByteArray &name : namesOf(*cell, eachHasCookies)) {
            if (!all.contains(name)) {
                all.append(name);
            }
        }
    }
    all.removeIf([&](const QByteArray &name) {
        return goesWithBody(name, cells)
            || std::all_of(cells.begin(), cells.end(), [&](const ComparisonCell *cell) {
                   return namesOf(*cell).contains(name);
               });
    });
    return all;
}

template <typename T, typename Value> bool differ(const QList<T> &items, const Value &value)
{
    return std::any_of(items.begin(), items.end(),
                       [&](const T &item) { return value(item) != value(items.constFirst()); });
}

/// Everything that the clients do at one row, grouped into a sentence.
class RowSentence {
public:
    RowSentence(const Comparison &comparison, int row)
        : m_comparison(comparison)
        , m_row(row)
        , m_cells(comparison.rows.at(row).cells)
    {
    }

    QString text();

private:
    bool acts(int client) const;
    Act actOf(int client) const;
    QString sentenceOf(const QList<Act> &all, const QList<int> &clients) const;

    const Comparison &m_comparison;
    int m_row;
    const QList<ComparisonCell> &m_cells;
    QList<QByteArray> m_contested;
    bool m_statusesDiffer = false;
};

/// Whether it is known what this client does, and it had not ended before.
bool RowSentence::acts(int client) const
{
    if (m_row == 0) {
        return true;
    }
    const ComparisonCell &before = m_comparison.rows.at(m_row - 1).cells.at(client);
    return before.kind == Kind::Request && before.answerKnown
        && m_cells.at(client).kind != Kind::Unknown;
}

Act RowSentence::actOf(int client) const
{
    const ComparisonCell &cell = m_cells.at(client);
    const ComparisonEnd &end = m_comparison.ends.at(client);
    if (cell.kind != Kind::Request) {
        return {false,
                end.kind == End::NotSent ? Verb{tr("does not send it"), tr("do not send it")}
                                         : stopVerb(end),
                {},
                {},
                {}};
    }
    Act act{true, {}, cell.address, cell.method, withAndWithout(namesOf(cell), m_contested)};
    act.verb = m_row > 0
        ? followVerb(m_comparison.rows.at(m_row - 1).cells.at(client), cell)
        : filledIn(Verb{tr("begins with %1"), tr("begin with %1")}, displayText(cell.method));
    QList<QByteArray> others = cell.otherwise;
    others.removeIf([&](const QByteArray &name) { return m_contested.contains(name); });
    if (!others.isEmpty()) {
        act.extras += tr(", with another %1").arg(named(others));
    }
    if (m_statusesDiffer && cell.answerKnown) {
        act.extras +=
            cell.status ? tr(", answered with %1").arg(*cell.status) : tr(", not answered");
    }
    return act;
}

QString RowSentence::text()
{
    QList<int> clients;
    QList<const ComparisonCell *> cells;
    QList<const ComparisonCell *> answered;
    for (int client = 0; client < m_cells.size(); ++client) {
        if (acts(client)) {
            clients.append(client);
            if (m_cells.at(client).kind == Kind::Request) {
                cells.append(&m_cells.at(client));
                if (m_cells.at(client).answerKnown) {
                    answered.append(cells.constLast());
                }
            }
        }
    }
    m_contested = contestedNames(cells);
    m_statusesDiffer = differ(answered, [](const ComparisonCell *cell) { return cell->status; });
    QList<Act> acts;
    for (const int client : clients) {
        acts.append(actOf(client));
    }
    return sentenceOf(acts, clients);
}

QString RowSentence::sentenceOf(const QList<Act> &all, const QList<int> &clients) const
{
    QList<Act> acts = all;
    QList<Act> follows = all;
    follows.removeIf([](const Act &act) { return !act.follows; });
    // Where all keep method and body alike, that is not the news.
    const bool verbsDiffer = differ(follows, [](const Act &act) { return act.verb.one; });
    const bool placesDiffer = differ(follows, [](const Act &act) { return act.address; });
    for (Act &act : acts) {
        if (act.follows && !verbsDiffer && m_row > 0) {
            act.verb =
                filledIn(Verb{tr("goes on as %1"), tr("go on as %1")}, displayText(act.method));
        }
        if (act.follows && placesDiffer) {
            act.extras += tr(", to %1").arg(displayText(act.address));
        }
        act.address.clear();
    }
    QStringList parts;
    for (qsizetype i = 0; i < acts.size(); ++i) {
        if (acts.indexOf(acts.at(i)) != i) {
            continue;
        }
        QStringList ids;
        for (qsizetype other = i; other < acts.size(); ++other) {
            if (acts.at(other) == acts.at(i)) {
                ids.append(m_comparison.clients.at(clients.at(other)).story.trace.client.id);
            }
        }
        const Verb &said = acts.at(i).verb;
        parts.append(tr("%1 %2").arg(clientList(ids), ids.size() == 1 ? said.one : said.many)
                     + acts.at(i).extras);
    }
    return parts.isEmpty() ? QString() : parts.join(tr("; ")) + u'.';
}

/// How some clients end, after their names.
Verb endVerb(const ComparisonEnd &end)
{
    const QString hop = QString::number(end.hop);
    if (end.kind == End::NotSent) {
        return Verb{tr("does not send it"), tr("do not send it")};
    }
    if (end.kind == End::Unknown) {
        return filledIn(Verb{tr("is not known from hop %1 on"), tr("are not known from hop %1 on")},
                        hop);
    }
    if (end.outcome == OutcomeKind::Final) {
        return filledIn(Verb{tr("ends with %1 at hop %2"), tr("end with %1 at hop %2")},
                        QString::number(end.status.value_or(0)), hop);
    }
    const Verb stops = stopVerb(end);
    return {tr("%1 at hop %2").arg(stops.one, hop), tr("%1 at hop %2").arg(stops.many, hop)};
}

} // namespace

QList<QByteArray> contestedNames(const ComparisonRow &row)
{
    QList<const ComparisonCell *> cells;
    for (const ComparisonCell &cell : row.cells) {
        if (cell.kind == Kind::Request) {
            cells.append(&cell);
        }
    }
    return contestedNames(cells);
}

QString partingSentence(const Comparison &comparison, int row)
{
    return RowSentence(comparison, row).text();
}

QString endSentence(const Comparison &comparison)
{
    QStringList parts;
    const QList<ComparisonEnd> &ends = comparison.ends;
    for (qsizetype i = 0; i < ends.size(); ++i) {
        const auto alike = [&](const ComparisonEnd &end) { return end.isLike(ends.at(i)); };
        if (std::any_of(ends.begin(), ends.begin() + i, alike)) {
            continue;
        }
        QStringList ids;
        for (qsizetype other = i; other < ends.size(); ++other) {
            if (alike(ends.at(other))) {
                ids.append(comparison.clients.at(other).story.trace.client.id);
            }
        }
        const Verb said = endVerb(ends.at(i));
        parts.append(tr("%1 %2").arg(clientList(ids), ids.size() == 1 ? said.one : said.many));
    }
    return parts.isEmpty() ? QString() : parts.join(tr("; ")) + u'.';
}

} // namespace hoplens
