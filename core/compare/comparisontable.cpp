// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/comparisontable.h"

#include "core/compare/comparisonwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

using Way = ComparedClient::Way;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::compare", text);
}

QList<QList<int>> eachAlone(qsizetype count)
{
    QList<QList<int>> groups;
    for (int i = 0; i < count; ++i) {
        groups.append(QList<int>{i});
    }
    return groups;
}

ComparisonTable::Column columnOf(const Comparison &comparison, const QList<int> &clients)
{
    ComparisonTable::Column column;
    QStringList ways;
    for (const int client : clients) {
        const ComparedClient &compared = comparison.clients.at(client);
        const ClientName &name = compared.story.trace.client;
        column.ids.append(name.id);
        column.names.append(name.version.isEmpty() ? name.name
                                                   : tr("%1 (%2)").arg(name.name, name.version));
        const QString way = wayText(compared.way);
        if (!ways.contains(way)) {
            ways.append(way);
        }
    }
    column.way = ways.join(tr(", "));
    return column;
}

/// Fields that are no credentials are worth a word only where they are `contested`.
QString cellText(const ComparisonCell &cell, const QList<QByteArray> &contested)
{
    QString text = requestText(cell);
    if (cell.kind != ComparisonCell::Kind::Request) {
        return text;
    }
    for (const QByteArray &name : cell.credentials) {
        text += tr(", ") + displayText(name);
    }
    for (const QByteArray &name : cell.fields) {
        text += contested.contains(name) ? tr(", ") + displayText(name) : QString();
    }
    return tr("%1 → %2").arg(text, answerText(cell));
}

ComparisonTable::Line hopLine(const Comparison &comparison, int row,
                              const QList<QList<int>> &groups)
{
    const ComparisonRow &from = comparison.rows.at(row);
    const QList<QByteArray> contested = contestedNames(from);
    ComparisonTable::Line line{QString::number(row + 1), {}, {}, from.parts, from.sentence};
    for (int column = 0; column < groups.size(); ++column) {
        const ComparisonCell &cell = from.cells.at(groups.at(column).constFirst());
        line.cells.append(cellText(cell, contested));
        if (cell.kind != ComparisonCell::Kind::Request) {
            continue;
        }
        const QString address = displayText(cell.address);
        const auto known = std::find_if(line.addresses.begin(), line.addresses.end(),
                                        [&](const auto &entry) { return entry.first == address; });
        if (known == line.addresses.end()) {
            line.addresses.append({address, {column}});
        } else {
            known->second.append(column);
        }
    }
    return line;
}

QString endCell(const ComparisonEnd &end)
{
    switch (end.kind) {
    case ComparisonEnd::Kind::NotSent:
        return endText(end);
    case ComparisonEnd::Kind::Unknown:
        return tr("unknown from hop %1 on").arg(end.hop);
    case ComparisonEnd::Kind::Ended:
        return tr("%1 at hop %2").arg(endText(end)).arg(end.hop);
    }
    Q_UNREACHABLE();
}

QString titleOf(const Comparison &comparison)
{
    const qsizetype count = comparison.clients.size();
    QString clients = count == 1 ? tr("1 client") : tr("%1 clients").arg(count);
    for (const ComparedClient &client : comparison.clients) {
        if (!comparison.rows.isEmpty() && !client.story.trace.hops.isEmpty()) {
            const qsizetype index = &client - comparison.clients.constData();
            const ComparisonCell &cell = comparison.rows.constFirst().cells.at(index);
            const QString request = displayText(cell.method) + u' ' + displayText(cell.address);
            const QString body = bodyFateText(cell);
            return body.isEmpty() ? tr("%1: %2").arg(request, clients)
                                  : tr("%1 with %2: %3").arg(request, body, clients);
        }
    }
    return clients;
}

QStringList notesOf(const Comparison &comparison)
{
    QStringList sent;
    QStringList habits;
    bool cookiesAssumed = false;
    bool fromRedacted = false;
    for (const ComparedClient &client : comparison.clients) {
        const Prediction &story = client.story;
        if (client.way == Way::Sent) {
            sent.append(story.trace.client.id);
        }
        for (const QByteArray &habit : story.habits) {
            if (!habits.contains(displayText(habit))) {
                habits.append(displayText(habit));
            }
        }
        cookiesAssumed = cookiesAssumed || story.cookiesAssumed;
        fromRedacted = fromRedacted || story.fromRedacted;
    }
    QStringList notes;
    if (sent.size() == comparison.clients.size()) {
        notes.append(tr("Sent: each client's own requests went out."));
    } else {
        notes.append(sent.isEmpty() ? tr("Predicted from one trace; nothing was sent.")
                                    : tr("Sent as %1; the others are predicted from that trace.")
                                          .arg(clientList(sent)));
        notes.append(tr("A prediction ends where a client would send something else than was "
                        "recorded: \"?\" stands for an answer that nobody saw."));
    }
    if (!habits.isEmpty()) {
        notes.append(tr("Taken not to matter, since every client has its own: %1.")
                         .arg(habits.join(tr(", "))));
    }
    if (cookiesAssumed) {
        notes.append(tr("Cookies from before the trace are taken to go where they went in it."));
    }
    if (fromRedacted) {
        notes.append(tr("Secrets were blotted out of the recording, so different ones look "
                        "alike."));
    }
    return notes;
}

} // namespace

ComparisonTable comparisonTable(const Comparison &comparison, Columns columns)
{
    const QList<QList<int>> groups =
        columns == Columns::Alike ? clientsAlike(comparison) : eachAlone(comparison.clients.size());
    ComparisonTable table;
    table.title = titleOf(comparison);
    table.notes = notesOf(comparison);
    for (const QList<int> &group : groups) {
        table.columns.append(columnOf(comparison, group));
    }
    for (int row = 0; row < comparison.rows.size(); ++row) {
        table.lines.append(hopLine(comparison, row, groups));
    }
    ComparisonTable::Line end{tr("end"), {}, {}, comparison.endsPart, comparison.endSentence};
    for (const QList<int> &group : groups) {
        end.cells.append(endCell(comparison.ends.at(group.constFirst())));
    }
    table.lines.append(end);
    return table;
}

} // namespace hoplens
