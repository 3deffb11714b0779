// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/headjson.h"

#include "core/formats/jsonfields.h"
#include "core/http/fieldlines.h"

#include <algorithm>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

QByteArray withoutWhiteSpace(const QByteArray &text)
{
    QByteArray kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
                 [](char c) { return !QByteArrayView(" \t\r\n").contains(c); });
    return kept;
}

bool isSafe(const Response &redacted, const Response &original)
{
    return redacted.version == original.version && redacted.reason == original.reason
        && redacted.headers == original.headers
        && withoutWhiteSpace(original.rawHead) == withoutWhiteSpace(rebuiltHead(original));
}

} // namespace

QJsonArray headersToJson(const Headers &headers)
{
    QJsonArray list;
    for (const Field &field : headers) {
        list.append(QJsonArray{bytesToJson(field.name), bytesToJson(field.value)});
    }
    return list;
}

void addHeadParts(QJsonObject &response, const Response &from)
{
    response.remove("trailers"_L1);
    response.remove("rawHead"_L1);
    if (!from.trailers.isEmpty()) {
        response.insert("trailers"_L1, headersToJson(from.trailers));
    }
    if (!from.rawHead.isEmpty() && from.rawHead != rebuiltHead(from)) {
        response.insert("rawHead"_L1, bytesToJson(from.rawHead));
    }
}

void withholdRawHeads(Response &redacted, const Response &original)
{
    if (!isSafe(redacted, original)) {
        redacted.rawHead.clear();
    }
    for (qsizetype i = 0; i < redacted.interim.size(); ++i) {
        withholdRawHeads(redacted.interim[i], original.interim.at(i));
    }
}

} // namespace hoplens
