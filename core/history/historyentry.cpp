// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/history/historyentry.h"

#include "core/formats/jsonfields.h"
#include "core/formats/traceids.h"
#include "core/http/displaytext.h"
#include "core/redirect/explain.h"

#include <QHash>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype methodLimit = 64; // octets
constexpr qsizetype headlineLimit = 300; // characters
constexpr qsizetype lineLimit = 4 * historyUrlLimit; // octets
constexpr qsizetype timeLength = 18; // of "20261128T133012123"
constexpr qsizetype idLength = timeLength + 1 + 8;

const QString timeFormat = QStringLiteral("yyyyMMdd'T'HHmmsszzz");

} // namespace

QString historyId(const QDateTime &kept, quint32 random)
{
    return kept.toUTC().toString(timeFormat) + u'-'
        + QString::number(random, 16).rightJustified(8, u'0');
}

bool isHistoryId(const QString &text)
{
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.size() == idLength && text.at(timeLength) == u'-'
        && std::all_of(text.begin() + timeLength + 1, text.end(), isHex)
        && timeOfHistoryId(text).isValid();
}

QDateTime timeOfHistoryId(const QString &id)
{
    QDateTime time = QDateTime::fromString(id.left(timeLength), timeFormat);
    time.setTimeSpec(Qt::UTC);
    return time;
}

HistoryEntry historyEntryOf(const QString &id, const Trace &redacted)
{
    HistoryEntry entry;
    entry.id = id;
    entry.started = redacted.started.isValid() ? redacted.started.toUTC() : timeOfHistoryId(id);
    entry.client = redacted.client.name.left(headlineLimit);
    entry.headline = headline(redacted).left(headlineLimit);
    entry.hops = static_cast<int>(redacted.hops.size());
    if (redacted.outcome) {
        entry.outcome = redacted.outcome->kind;
    }
    if (!redacted.hops.isEmpty()) {
        const Request &first = redacted.hops.constFirst().exchange.request;
        entry.method = first.method.left(methodLimit);
        entry.url = serializeUrl(first.url).left(historyUrlLimit);
        const std::optional<Response> &last = redacted.hops.constLast().exchange.response;
        entry.status = last ? last->status : 0;
    }
    return entry;
}

QByteArray historyEntryToLine(const HistoryEntry &entry)
{
    const QJsonObject object{
        {"id"_L1, entry.id},
        {"started"_L1, timeToJson(entry.started)},
        {"method"_L1, bytesToJson(entry.method)},
        {"url"_L1, bytesToJson(entry.url)},
        {"client"_L1, entry.client},
        {"headline"_L1, entry.headline},
        {"outcome"_L1, idOf(outcomeIds, entry.outcome)},
        {"status"_L1, entry.status},
        {"hops"_L1, entry.hops},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<HistoryEntry> historyEntryFromLine(const QByteArray &line)
{
    if (line.size() > lineLimit) {
        return Error{Error::Code::InvalidInput, QStringLiteral("too long")};
    }
    const Result<QJsonObject> json = parseJsonObject(line);
    if (!json) {
        return json.error();
    }
    QString problem;
    ObjectReader object(*json, QString(), &problem);
    HistoryEntry entry;
    entry.id = object.text("id"_L1, ObjectReader::Need::Required);
    entry.started = object.time("started"_L1);
    entry.method = object.bytes("method"_L1);
    entry.url = object.bytes("url"_L1);
    entry.client = object.text("client"_L1);
    entry.headline = object.text("headline"_L1);
    entry.outcome = object.id("outcome"_L1, outcomeIds);
    entry.status = static_cast<int>(object.integer("status"_L1, 0, 999).value_or(0));
    entry.hops =
        static_cast<int>(object.integer("hops"_L1, 0, std::numeric_limits<int>::max()).value_or(0));
    if (problem.isEmpty() && (!isHistoryId(entry.id) || !entry.started.isValid())) {
        problem = QStringLiteral("no entry of a history");
    }
    return problem.isEmpty() ? Result<HistoryEntry>(entry)
                             : Error{Error::Code::InvalidInput, problem};
}

bool isNewer(const HistoryEntry &a, const HistoryEntry &b)
{
    return a.started != b.started ? a.started > b.started : a.id > b.id;
}

QString searchText(const HistoryEntry &entry)
{
    const QStringList parts{
        QString::fromLatin1(entry.method),
        QString::fromLatin1(entry.url),
        decodedText(percentDecoded(entry.url)), // as it would be typed
        entry.client,
        entry.headline,
        idOf(outcomeIds, entry.outcome),
        QString::number(entry.status),
    };
    return parts.join(u'\n').toLower();
}

QStringList searchWords(const QString &question)
{
    return question.toLower().split(u' ', Qt::SkipEmptyParts);
}

bool matchesSearch(const QString &searchText, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(),
                       [&](const QString &word) { return searchText.contains(word); });
}

QStringList knownAddresses(const QList<HistoryEntry> &entries)
{
    QStringList addresses;
    QSet<QByteArray> seen;
    for (const HistoryEntry &entry : entries) {
        const bool isWhole = !entry.url.isEmpty() && entry.url.size() < historyUrlLimit;
        if (isWhole && !seen.contains(entry.url)) {
            seen.insert(entry.url);
            addresses.append(QString::fromLatin1(entry.url));
        }
    }
    return addresses;
}

QStringList historySurplus(QList<HistoryFile> files, const HistoryBounds &bounds)
{
    std::sort(files.begin(), files.end(),
              [](const HistoryFile &a, const HistoryFile &b) { return a.id > b.id; });
    QStringList surplus;
    int count = 0;
    qint64 octets = 0;
    for (const HistoryFile &file : files) {
        if (file.pinned) {
            continue;
        }
        ++count;
        octets += file.size;
        if (count > 1 && (count > bounds.count || octets > bounds.octets)) {
            surplus.prepend(file.id);
        }
    }
    return surplus;
}

HistoryListing historyListing(const QList<HistoryFile> &files, const QList<HistoryEntry> &index)
{
    QHash<QString, const HistoryEntry *> known;
    known.reserve(index.size());
    for (const HistoryEntry &entry : index) {
        known.insert(entry.id, &entry);
    }
    HistoryListing listing;
    listing.entries.reserve(files.size());
    for (const HistoryFile &file : files) {
        if (const HistoryEntry *entry = known.value(file.id)) {
            listing.entries.append(*entry);
            listing.entries.last().pinned = file.pinned;
        } else {
            listing.unknown.append(file.id);
        }
    }
    listing.stale = static_cast<int>(index.size() - listing.entries.size());
    std::sort(listing.entries.begin(), listing.entries.end(), isNewer);
    std::sort(listing.unknown.begin(), listing.unknown.end(), std::greater<>());
    return listing;
}

} // namespace hoplens
