// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/bodyjson.h"

#include <QCoreApplication>

#include <utility>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sizeLimit = qint64(1) << 53;
constexpr qsizetype codingLimit = 100;

struct TraceReader {
    Q_DECLARE_TR_FUNCTIONS(TraceReader)
};

QJsonObject decodedToJson(const DecodedContent &content)
{
    QJsonArray codings;
    for (const QByteArray &coding : content.codings) {
        codings.append(bytesToJson(coding));
    }
    QJsonObject object{
        {"codings"_L1, codings},
        {"size"_L1, content.size},
        {"text"_L1, bytesToJson(content.bytes)},
        {"state"_L1, idOf(decodingStateIds, content.state)},
    };
    if (content.rawDeflate) {
        object.insert("rawDeflate"_L1, true);
    }
    return object;
}

DecodedContent decodedFromJson(ObjectReader object)
{
    DecodedContent content;
    object.each(
        "codings"_L1,
        [&](const QJsonValue &value, const QString &path) {
            const std::optional<QByteArray> coding = bytesFromJson(value);
            if (!coding) {
                object.fail(path, TraceReader::tr("must be a text"));
            }
            content.codings.append(coding.value_or(QByteArray()));
        },
        codingLimit);
    content.bytes = object.bytes("text"_L1);
    content.size = object.integer("size"_L1, 0, sizeLimit).value_or(content.bytes.size());
    content.state = object.id("state"_L1, decodingStateIds);
    content.rawDeflate = object.flag("rawDeflate"_L1);
    return content;
}

} // namespace

QJsonObject bodyToJson(const Body &body)
{
    QJsonObject object{
        {"size"_L1, body.size},
        {"sha256"_L1, QJsonValue::Null},
        {"text"_L1, bytesToJson(body.bytes)},
        {"truncated"_L1, body.truncated},
        {"redacted"_L1, body.redacted},
    };
    if (const QByteArray hash = sha256Of(body); !hash.isEmpty()) {
        object.insert("sha256"_L1, QString::fromLatin1(hash.toHex()));
    }
    if (!body.replayable) {
        object.insert("replayable"_L1, false);
    }
    if (body.decoded) {
        object.insert("decoded"_L1, decodedToJson(*body.decoded));
    }
    return object;
}

Body bodyFromJson(ObjectReader object)
{
    Body body;
    body.bytes = object.bytes("text"_L1);
    body.size = object.integer("size"_L1, 0, sizeLimit).value_or(body.bytes.size());
    body.sha256 = object.sha256("sha256"_L1);
    body.truncated = object.flag("truncated"_L1);
    body.replayable = object.flag("replayable"_L1, true);
    body.redacted = object.flag("redacted"_L1);
    if (const QByteArray stored = std::exchange(body.sha256, {}); stored != sha256Of(body)) {
        body.sha256 = stored;
    }
    if (const auto decoded = object.optionalObject("decoded"_L1)) {
        body.decoded = decodedFromJson(*decoded);
    }
    return body;
}

void shortenBody(Body &body, qsizetype limit)
{
    if (body.bytes.size() > limit) {
        body.sha256 = sha256Of(body);
        body.bytes.truncate(limit);
        body.truncated = true;
    }
    if (body.decoded && body.decoded->bytes.size() > limit) {
        body.decoded->bytes.truncate(limit);
    }
}

} // namespace hoplens
