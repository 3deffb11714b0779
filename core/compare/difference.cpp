// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/difference.h"

#include "core/redirect/explain.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::compare", text);
}

/// Count whoever set them.
bool countsAlways(const QByteArray &name)
{
    static constexpr std::array names{"Authorization",       "Cookie", "Expect", "Origin", "Prefer",
                                      "Proxy-Authorization", "Range"};
    const auto startsWith = [&](const char *prefix) {
        return name.left(static_cast<qsizetype>(qstrlen(prefix)))
                   .compare(prefix, Qt::CaseInsensitive)
            == 0;
    };
    return startsWith("Content-") || startsWith("If-")
        || std::any_of(names.begin(), names.end(),
                       [&](const char *known) { return sameFieldName(name, known); });
}

/// Follow from address and body, which are compared themselves.
bool followsFromTheRest(const QByteArray &name)
{
    return sameFieldName(name, "Host") || sameFieldName(name, "Content-Length");
}

/// The same octets after the head. Bodies of one chain mostly share their memory.
bool hasSameOctets(const Boxed<Body> &a, const Boxed<Body> &b)
{
    const qint64 sizeOfA = a ? a->size : 0;
    const qint64 sizeOfB = b ? b->size : 0;
    if (sizeOfA != sizeOfB || sizeOfA == 0) {
        return sizeOfA == sizeOfB;
    }
    const bool hashed = !a->sha256.isEmpty() && !b->sha256.isEmpty();
    const bool shared = a->bytes.constData() == b->bytes.constData();
    return (shared || a->bytes == b->bytes) && (!hashed || a->sha256 == b->sha256);
}

/// Of two messages without a body, one may say Content-Length: 0, and some servers mind (411).
bool isSameBody(const Request &a, const Request &b)
{
    return hasSameOctets(a.body, b.body)
        && ((a.body && a.body->size > 0)
            || contains(a.headers, "Content-Length") == contains(b.headers, "Content-Length"));
}

QString bodyText(const Request &request)
{
    const qint64 size = request.body ? request.body->size : 0;
    return size > 0 ? tr("a body of %1").arg(sizeText(size)) : tr("no body");
}

QString fieldSentence(const QByteArray &name, const Request &request, const Request &recorded)
{
    const QString shown = displayText(name);
    if (!contains(recorded.headers, name)) {
        return tr("It would send %1, which was not sent when this was recorded.").arg(shown);
    }
    return contains(request.headers, name)
        ? tr("It would send another %1 than was recorded.").arg(shown)
        : tr("It would not send %1, which was sent when this was recorded.").arg(shown);
}

} // namespace

bool isSameAddress(const Url &a, const Url &b)
{
    return a.path == b.path && a.query == b.query && a.host == b.host && a.port == b.port
        && a.scheme == b.scheme;
}

bool fieldCounts(const QByteArray &name, const Request &first)
{
    if (followsFromTheRest(name)) {
        return false;
    }
    return countsAlways(name)
        || std::any_of(first.headers.begin(), first.headers.end(), [&](const Field &field) {
               return field.setBy != SetBy::Client && isNamed(field, name);
           });
}

RequestDifference differenceOf(const Request &request, const Request &recorded,
                               const Request &first)
{
    RequestDifference difference;
    difference.method = request.method != recorded.method;
    difference.address = !isSameAddress(request.url, recorded.url);
    difference.body = !isSameBody(request, recorded);
    QList<QByteArray> seen;
    for (const Headers *headers : {&request.headers, &recorded.headers}) {
        for (const Field &field : *headers) {
            const bool isSeen = std::any_of(seen.begin(), seen.end(), [&](const QByteArray &name) {
                return isNamed(field, name);
            });
            if (isSeen || followsFromTheRest(field.name)) {
                continue;
            }
            seen.append(field.name);
            if (valuesOf(request.headers, field.name) != valuesOf(recorded.headers, field.name)) {
                (fieldCounts(field.name, first) ? difference.fields : difference.habits)
                    .append(field.name);
            }
        }
    }
    return difference;
}

QString differenceSentence(const RequestDifference &difference, const Request &request,
                           const Request &recorded)
{
    if (difference.method) {
        return tr("It would send %1 where %2 was recorded.")
            .arg(displayText(request.method), displayText(recorded.method));
    }
    if (difference.address) {
        // Where, stands in the request; a sentence with an address would have to be redacted.
        return tr("It would ask for another address than was recorded.");
    }
    if (difference.body && bodyText(request) != bodyText(recorded)) {
        return tr("It would send %1 where %2 was recorded.")
            .arg(bodyText(request), bodyText(recorded));
    }
    if (difference.body) {
        return tr("It would send another body than was recorded.");
    }
    return difference.fields.isEmpty()
        ? QString()
        : fieldSentence(difference.fields.constFirst(), request, recorded);
}

} // namespace hoplens
