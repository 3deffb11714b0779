// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/comparison.h"

#include "core/compare/comparisonwords.h"
#include "core/trace/credentials.h"

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

using Kind = ComparisonCell::Kind;

constexpr qsizetype cookiesShown = 50;

void appendOnce(QList<QByteArray> &names, const QByteArray &name)
{
    const bool known = std::any_of(names.begin(), names.end(), [&](const QByteArray &other) {
        return sameFieldName(other, name);
    });
    if (!known) {
        names.append(name);
    }
}

bool isUsersOwn(const QByteArray &name, const Request &first)
{
    return std::any_of(first.headers.begin(), first.headers.end(), [&](const Field &field) {
        return field.setBy != SetBy::Client && isNamed(field, name);
    });
}

QList<QByteArray> cookieNames(const Request &request)
{
    QList<QByteArray> names;
    for (const QByteArray &value : valuesOf(request.headers, "Cookie")) {
        for (const QByteArray &piece : value.split(';')) {
            const QByteArray pair = piece.trimmed();
            if (names.size() < cookiesShown && !pair.isEmpty()) {
                names.append(pair.left(pair.indexOf('=')));
            }
        }
    }
    return names;
}

BodyFate bodyFate(const Request &request, const Request &first)
{
    if (request.body && request.body->size > 0) {
        const bool isFirst = first.body && first.body->size == request.body->size
            && (first.body->bytes.constData() == request.body->bytes.constData()
                || first.body->bytes == request.body->bytes);
        return isFirst ? BodyFate::Whole : BodyFate::Other;
    }
    if (!first.body || first.body->size == 0) {
        return BodyFate::None;
    }
    return contains(request.headers, "Content-Length") ? BodyFate::Empty : BodyFate::Dropped;
}

/// Fields whose value alone makes the request another one than was recorded.
QList<QByteArray> otherValues(const Request &request, const RequestDifference &difference)
{
    if (difference.method || difference.address || difference.body) {
        return {};
    }
    QList<QByteArray> names = difference.fields;
    names.removeIf([&](const QByteArray &name) { return !contains(request.headers, name); });
    return names;
}

ComparisonCell cellOf(const ComparedClient &client, int row)
{
    const Prediction &story = client.story;
    ComparisonCell cell;
    if (row >= story.trace.hops.size()) {
        cell.kind = story.unknown ? Kind::Unknown : Kind::Over;
        return cell;
    }
    const Request &first = story.trace.hops.constFirst().exchange.request;
    const Exchange &exchange = story.trace.hops.at(row).exchange;
    const Request &request = exchange.request;
    cell.kind = Kind::Request;
    cell.method = request.method;
    cell.address = serializeUrl(request.url, Fragment::Exclude);
    cell.body = bodyFate(request, first);
    cell.bodySize = request.body ? request.body->size : 0;
    cell.cookies = cookieNames(request);
    for (const Field &field : request.headers) {
        if (isCredential(field.name)) {
            appendOnce(cell.credentials, field.name);
        } else if (isUsersOwn(field.name, first) && field.setBy != SetBy::Client) {
            appendOnce(cell.fields, field.name);
        }
    }
    cell.answerKnown = !story.unknown || story.unknown->hop != row + 1;
    if (!cell.answerKnown) {
        cell.otherwise = otherValues(request, story.unknown->difference);
    } else if (exchange.response) {
        cell.status = exchange.response->status;
    }
    return cell;
}

ComparisonEnd endOf(const ComparedClient &client)
{
    using End = ComparisonEnd::Kind;
    const Prediction &story = client.story;
    ComparisonEnd end;
    if (!story.notSent.isEmpty()) {
        end.kind = End::NotSent;
        end.text = story.notSent;
    } else if (story.unknown) {
        end.kind = End::Unknown;
        end.hop = story.unknown->hop;
        end.text = story.unknown->why;
    } else if (story.trace.outcome) {
        end.outcome = story.trace.outcome->kind;
        end.hop = story.trace.outcome->hop;
        end.text = story.trace.outcome->detail;
        const auto &response = story.trace.hops.constLast().exchange.response;
        end.status = response ? std::optional(response->status) : std::nullopt;
    } else {
        end.kind = End::Unknown;
    }
    return end;
}

/// Splits the classes of clients that did the same so far by what they do now; whether it split.
template <typename Same> bool split(QList<int> &classes, const Same &same)
{
    const QList<int> before = classes;
    for (int client = 0; client < classes.size(); ++client) {
        int first = 0;
        while (before.at(first) != before.at(client) || !same(first, client)) {
            ++first; // ends at the client itself
        }
        classes[client] = first;
    }
    return classes != before;
}

int hopsOfAll(const QList<ComparedClient> &clients)
{
    qsizetype most = 0;
    for (const ComparedClient &client : clients) {
        most = std::max(most, client.story.trace.hops.size());
    }
    return static_cast<int>(most);
}

bool endsAlike(const Comparison &comparison, int a, int b)
{
    return comparison.ends.at(a).isLike(comparison.ends.at(b));
}

/// Bodies that are equal share their memory afterwards, so that comparing them is quick.
Trace withSharedBodies(Trace trace)
{
    for (qsizetype i = 1; i < trace.hops.size(); ++i) {
        const Boxed<Body> before = std::as_const(trace).hops.at(i - 1).exchange.request.body;
        if (std::as_const(trace).hops.at(i).exchange.request.body == before && before) {
            trace.hops[i].exchange.request.body = before;
        }
    }
    return trace;
}

} // namespace

Comparison compare(const QList<ComparedClient> &clients)
{
    Comparison comparison{clients, {}, {}, false, {}};
    QList<int> classes(clients.size(), 0);
    const int hops = hopsOfAll(clients);
    for (int row = 0; row < hops; ++row) {
        ComparisonRow &made = comparison.rows.emplaceBack();
        for (const ComparedClient &client : clients) {
            made.cells.append(cellOf(client, row));
        }
        made.parts = split(classes, [&made](int a, int b) {
            return std::as_const(made).cells.at(a) == std::as_const(made).cells.at(b);
        });
    }
    for (const ComparedClient &client : clients) {
        comparison.ends.append(endOf(client));
    }
    for (int row = 0; row < hops; ++row) {
        if (std::as_const(comparison).rows.at(row).parts) {
            comparison.rows[row].sentence = partingSentence(comparison, row);
        }
    }
    for (int client = 1; client < clients.size(); ++client) {
        comparison.endsPart = comparison.endsPart || !endsAlike(comparison, 0, client);
    }
    if (comparison.endsPart) {
        comparison.endSentence = endSentence(comparison);
    }
    return comparison;
}

QList<ComparedClient> predictAll(const Trace &recorded,
                                 const QList<const ClientProfile *> &profiles)
{
    const Trace shared = withSharedBodies(recorded);
    QList<ComparedClient> clients;
    clients.reserve(profiles.size());
    for (const ClientProfile *profile : profiles) {
        clients.append({ComparedClient::Way::Predicted, predict(shared, *profile)});
    }
    return clients;
}

Comparison compare(const Trace &recorded, const QList<const ClientProfile *> &profiles)
{
    return compare(predictAll(recorded, profiles));
}

QList<QList<int>> clientsAlike(const Comparison &comparison)
{
    QList<int> classes(comparison.clients.size(), 0);
    for (const ComparisonRow &row : comparison.rows) {
        split(classes, [&row](int a, int b) { return row.cells.at(a) == row.cells.at(b); });
    }
    split(classes, [&comparison](int a, int b) { return endsAlike(comparison, a, b); });
    QList<QList<int>> groups;
    for (int client = 0; client < classes.size(); ++client) {
        if (classes.at(client) == client) {
            groups.append(QList<int>{client});
            continue;
        }
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const QList<int> &other) {
            return other.constFirst() == classes.at(client);
        });
        group->append(client);
    }
    return groups;
}

} // namespace hoplens
