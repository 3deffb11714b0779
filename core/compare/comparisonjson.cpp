// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/comparisonfile.h"

#include "core/formats/jsonfields.h"
#include "core/formats/traceids.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <iterator>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array bodyFateIds{
    EnumId<BodyFate>{BodyFate::None, "none"},   EnumId<BodyFate>{BodyFate::Whole, "whole"},
    EnumId<BodyFate>{BodyFate::Empty, "empty"}, EnumId<BodyFate>{BodyFate::Dropped, "dropped"},
    EnumId<BodyFate>{BodyFate::Other, "other"},
};

constexpr std::array wayIds{
    EnumId<ComparedClient::Way>{ComparedClient::Way::Predicted, "predicted"},
    EnumId<ComparedClient::Way>{ComparedClient::Way::Sent, "sent"},
};

constexpr std::array endIds{
    EnumId<ComparisonEnd::Kind>{ComparisonEnd::Kind::Ended, "ended"},
    EnumId<ComparisonEnd::Kind>{ComparisonEnd::Kind::Unknown, "unknown"},
    EnumId<ComparisonEnd::Kind>{ComparisonEnd::Kind::NotSent, "not-sent"},
};

QJsonValue statusOf(const std::optional<int> &status)
{
    return status ? QJsonValue(*status) : QJsonValue();
}

QJsonObject reasonToJson(const Reason &reason)
{
    return {{"rule"_L1, reason.rule},
            {"about"_L1, idOf(aboutIds, reason.about)},
            {"text"_L1, reason.text},
            {"source"_L1, reason.source}};
}

QJsonValue bodyToJson(const ComparisonCell &cell, const Request &request)
{
    const QByteArray hash =
        request.body && request.body->size > 0 ? sha256Of(*request.body) : QByteArray();
    return QJsonObject{
        {"fate"_L1, idOf(bodyFateIds, cell.body)},
        {"size"_L1, cell.bodySize},
        {"sha256"_L1, hash.isEmpty() ? QJsonValue() : QString::fromLatin1(hash.toHex())}};
}

QJsonObject hopToJson(const ComparisonCell &cell, const Hop &hop)
{
    QJsonObject object{{"method"_L1, bytesToJson(cell.method)},
                       {"url"_L1, bytesToJson(cell.address)},
                       {"target"_L1, bytesToJson(hop.exchange.request.target)},
                       {"body"_L1, bodyToJson(cell, hop.exchange.request)},
                       {"credentials"_L1, listOf(cell.credentials, bytesToJson)},
                       {"cookies"_L1, listOf(cell.cookies, bytesToJson)},
                       {"fields"_L1, listOf(cell.fields, bytesToJson)},
                       {"answerKnown"_L1, cell.answerKnown},
                       {"status"_L1, statusOf(cell.status)},
                       {"follows"_L1, QJsonValue()},
                       {"why"_L1, QJsonArray()}};
    if (hop.redirect) {
        object["follows"_L1] = hop.redirect->follow;
        object["why"_L1] = listOf(hop.redirect->why, reasonToJson);
    }
    return object;
}

QJsonObject endToJson(const ComparisonEnd &end)
{
    const bool ended = end.kind == ComparisonEnd::Kind::Ended;
    return {{"kind"_L1, idOf(endIds, end.kind)},
            {"outcome"_L1, ended ? QJsonValue(idOf(outcomeIds, end.outcome)) : QJsonValue()},
            {"hop"_L1, end.hop},
            {"status"_L1, statusOf(end.status)},
            {"text"_L1, end.text}};
}

QJsonObject differenceToJson(const RequestDifference &difference)
{
    return {{"method"_L1, difference.method},
            {"address"_L1, difference.address},
            {"body"_L1, difference.body},
            {"fields"_L1, listOf(difference.fields, bytesToJson)}};
}

QJsonObject clientToJson(const Comparison &comparison, int client)
{
    const ComparedClient &compared = comparison.clients.at(client);
    const Prediction &story = compared.story;
    QJsonArray hops;
    for (qsizetype i = 0; i < story.trace.hops.size(); ++i) {
        hops.append(hopToJson(comparison.rows.at(i).cells.at(client), story.trace.hops.at(i)));
    }
    const ClientName &name = story.trace.client;
    return {{"id"_L1, name.id},
            {"name"_L1, name.name},
            {"version"_L1, name.version},
            {"way"_L1, idOf(wayIds, compared.way)},
            {"hops"_L1, hops},
            {"end"_L1, endToJson(comparison.ends.at(client))},
            {"differs"_L1,
             story.unknown && story.unknown->difference.counts()
                 ? QJsonValue(differenceToJson(story.unknown->difference))
                 : QJsonValue()},
            {"habits"_L1, listOf(story.habits, bytesToJson)},
            {"cookiesAssumed"_L1, story.cookiesAssumed},
            {"fromRedacted"_L1, story.fromRedacted}};
}

/// Ids of the clients that do the same, group by group.
template <typename Same> QJsonArray groupsOf(const Comparison &comparison, const Same &same)
{
    QList<QJsonArray> groups;
    QList<int> firsts;
    for (int client = 0; client < comparison.clients.size(); ++client) {
        const QString &id = comparison.clients.at(client).story.trace.client.id;
        const auto known = std::find_if(firsts.begin(), firsts.end(),
                                        [&](int first) { return same(first, client); });
        if (known == firsts.end()) {
            firsts.append(client);
            groups.append(QJsonArray{id});
        } else {
            groups[std::distance(firsts.begin(), known)].append(id);
        }
    }
    QJsonArray list;
    for (const QJsonArray &group : groups) {
        list.append(group);
    }
    return list;
}

QJsonObject rowToJson(const Comparison &comparison, int row)
{
    const ComparisonRow &made = comparison.rows.at(row);
    return {{"hop"_L1, row + 1},
            {"parts"_L1, made.parts},
            {"sentence"_L1, made.sentence},
            {"groups"_L1, groupsOf(comparison, [&](int a, int b) {
                 return made.cells.at(a) == made.cells.at(b);
             })}};
}

} // namespace

QByteArray comparisonJson(const Comparison &comparison)
{
    QJsonArray clients;
    for (int client = 0; client < comparison.clients.size(); ++client) {
        clients.append(clientToJson(comparison, client));
    }
    QJsonArray rows;
    for (int row = 0; row < comparison.rows.size(); ++row) {
        rows.append(rowToJson(comparison, row));
    }
    const QJsonObject end{{"parts"_L1, comparison.endsPart},
                          {"sentence"_L1, comparison.endSentence},
                          {"groups"_L1, groupsOf(comparison, [&](int a, int b) {
                               return comparison.ends.at(a).isLike(comparison.ends.at(b));
                           })}};
    const bool redacted =
        std::any_of(comparison.clients.begin(), comparison.clients.end(),
                    [](const ComparedClient &client) { return client.story.trace.redacted; });
    return QJsonDocument(QJsonObject{{"format"_L1, "hoplens-comparison"_L1},
                                     {"version"_L1, 1},
                                     {"generator"_L1, QStringLiteral("Hoplens " HOPLENS_VERSION)},
                                     {"redacted"_L1, redacted},
                                     {"clients"_L1, clients},
                                     {"rows"_L1, rows},
                                     {"end"_L1, end}})
        .toJson();
}

} // namespace hoplens
