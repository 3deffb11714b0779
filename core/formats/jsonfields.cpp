// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/jsonfields.h"

#include <QJsonDocument>

#include <cmath>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String base64Key("base64");
/// Doubles hold every whole number up to here.
constexpr double largestWhole = 9007199254740992.0;
/// Thirty years in milliseconds: no trace is longer, and pixels are still computed from it.
constexpr double longestTrace = 1e12;

struct JsonFields {
    Q_DECLARE_TR_FUNCTIONS(JsonFields)
};

Error invalid(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// Depth and number of values, counted without building anything. Strings are skipped.
Result<void> checkSize(const QByteArray &bytes)
{
    int depth = 0;
    qint64 values = 0;
    bool inString = false;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const char c = bytes.at(at);
        if (inString) {
            at += c == '\\' ? 1 : 0;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            ++depth;
            ++values;
        } else if (c == ']' || c == '}') {
            --depth;
        } else if (c == ',') {
            ++values;
        }
        if (depth > jsonDepthLimit) {
            return invalid(
                JsonFields::tr("The file is nested deeper than %1 levels, which no file of "
                               "this kind is; ask for another copy.")
                    .arg(jsonDepthLimit));
        }
        if (values > jsonValueLimit) {
            return invalid(JsonFields::tr("The file holds more than %1 values, which is more than "
                                          "Hoplens opens; save a shorter trace.")
                               .arg(jsonValueLimit));
        }
    }
    return {};
}

} // namespace

QJsonValue bytesToJson(const QByteArray &bytes)
{
    // Not what is valid counts but what comes back: readers drop a byte order mark in front, too.
    const QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() == bytes) {
        return text;
    }
    return QJsonObject{{base64Key, QString::fromLatin1(bytes.toBase64())}};
}

std::optional<QByteArray> bytesFromJson(const QJsonValue &value)
{
    if (value.isString()) {
        return value.toString().toUtf8();
    }
    const QJsonValue base64 = value[base64Key];
    if (!base64.isString()) {
        return std::nullopt;
    }
    const auto decoded = QByteArray::fromBase64Encoding(base64.toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs))
                          : QJsonValue(QJsonValue::Null);
}

QJsonObject merged(QJsonObject unknown, const QJsonObject &known)
{
    for (auto entry = known.begin(); entry != known.end(); ++entry) {
        unknown.insert(entry.key(), entry.value());
    }
    return unknown;
}

Result<QJsonObject> parseJsonObject(const QByteArray &bytes)
{
    if (bytes.isEmpty()) {
        return invalid(JsonFields::tr("The file is empty; nothing was saved in it."));
    }
    if (const Result<void> size = checkSize(bytes); !size) {
        return size.error();
    }
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        const bool startsLikeJson = bytes.trimmed().startsWith('{');
        if (startsLikeJson && error.offset >= bytes.trimmed().size()) {
            return invalid(JsonFields::tr("The file ends too early, as if it had been cut off; "
                                          "copy or save it again."));
        }
        return invalid(
            JsonFields::tr("The file is not valid JSON (at byte %1: %2); choose another file.")
                .arg(error.offset)
                .arg(error.errorString()));
    }
    if (!document.isObject()) {
        return invalid(
            JsonFields::tr("The file is JSON, but no Hoplens trace; choose another file."));
    }
    return document.object();
}

ObjectReader::ObjectReader(const QJsonValue &value, const QString &path, QString *problem)
    : m_object(value.toObject())
    , m_path(path)
    , m_problem(problem)
{
    if (!value.isObject() && !value.isNull()) {
        fail(m_path, tr("must be an object"));
    }
}

QJsonValue ObjectReader::take(QLatin1String key, Need need)
{
    QJsonValue value = m_object.take(key);
    if (!value.isUndefined() && !value.isNull()) {
        return value;
    }
    if (need == Need::Required) {
        fail(pathOf(key), tr("is missing"));
    }
    return QJsonValue::Null;
}

QString ObjectReader::text(QLatin1String key, Need need)
{
    const QJsonValue value = take(key, need);
    if (!value.isString() && !value.isNull()) {
        fail(pathOf(key), tr("must be a text"));
    }
    return value.toString();
}

std::optional<QString> ObjectReader::optionalText(QLatin1String key)
{
    const bool present = m_object.value(key).isString();
    const QString written = text(key);
    return present ? std::optional(written) : std::nullopt;
}

QByteArray ObjectReader::bytes(QLatin1String key, Need need)
{
    return optionalBytes(key, need).value_or(QByteArray());
}

std::optional<QByteArray> ObjectReader::optionalBytes(QLatin1String key, Need need)
{
    const QJsonValue value = take(key, need);
    std::optional<QByteArray> bytes = bytesFromJson(value);
    if (!bytes && !value.isNull()) {
        fail(pathOf(key), tr(R"(must be a text or {"base64": "..."})"));
    }
    return bytes;
}

bool ObjectReader::flag(QLatin1String key, bool fallback)
{
    const QJsonValue value = take(key);
    if (!value.isBool() && !value.isNull()) {
        fail(pathOf(key), tr("must be true or false"));
    }
    return value.toBool(fallback);
}

std::optional<qint64> ObjectReader::integer(QLatin1String key, qint64 smallest, qint64 largest,
                                            Need need)
{
    const QJsonValue value = take(key, need);
    if (value.isNull()) {
        return std::nullopt;
    }
    const double number = value.toDouble(std::nan(""));
    // Compared as a double first: converting a number that does not fit is undefined.
    const bool whole = std::fabs(number) <= largestWhole && std::trunc(number) == number;
    const qint64 result = whole ? static_cast<qint64>(number) : smallest;
    if (!whole || result < smallest || result > largest) {
        fail(pathOf(key), tr("must be a whole number from %1 to %2").arg(smallest).arg(largest));
        return std::nullopt;
    }
    return result;
}

std::optional<double> ObjectReader::milliseconds(QLatin1String key)
{
    const QJsonValue value = take(key);
    if (value.isNull()) {
        return std::nullopt;
    }
    const double number = value.toDouble(std::nan(""));
    if (!(number >= 0.0 && number <= longestTrace)) {
        fail(pathOf(key), tr("must be milliseconds, from 0 up"));
        return std::nullopt;
    }
    return number + 0.0; // makes a plain 0 of -0
}

QDateTime ObjectReader::time(QLatin1String key)
{
    const QString written = text(key);
    QDateTime time = QDateTime::fromString(written, Qt::ISODateWithMs);
    if (!time.isValid() && !written.isEmpty()) {
        fail(pathOf(key), tr("must be a time such as 2026-11-22T14:02:11.120Z"));
    }
    if (time.timeSpec() == Qt::LocalTime) {
        // Without a zone it is UTC, so that a file means the same on every computer.
        time.setTimeSpec(Qt::UTC);
    }
    return time.isValid() ? time.toUTC() : QDateTime();
}

QByteArray ObjectReader::sha256(QLatin1String key)
{
    constexpr qsizetype octets = 32;
    const QByteArray digits = text(key).toLatin1();
    QByteArray hash = QByteArray::fromHex(digits);
    if (hash.toHex() != digits.toLower() || (!digits.isEmpty() && hash.size() != octets)) {
        fail(pathOf(key), tr("must be 64 hexadecimal digits"));
    }
    return hash;
}

ObjectReader ObjectReader::object(QLatin1String key)
{
    return {take(key), pathOf(key), m_problem};
}

std::optional<ObjectReader> ObjectReader::optionalObject(QLatin1String key)
{
    const QJsonValue value = take(key);
    if (value.isNull()) {
        return std::nullopt;
    }
    return ObjectReader(value, pathOf(key), m_problem);
}

QJsonArray ObjectReader::list(QLatin1String key, qsizetype limit)
{
    const QJsonValue value = take(key);
    if (!value.isArray() && !value.isNull()) {
        fail(pathOf(key), tr("must be a list"));
    }
    QJsonArray entries = value.toArray();
    if (entries.size() > limit) {
        fail(pathOf(key), tr("must have at most %1 entries").arg(limit));
        return {};
    }
    return entries;
}

QString ObjectReader::pathOf(QLatin1String key) const
{
    return m_path.isEmpty() ? QString(key) : m_path + u'.' + key;
}

void ObjectReader::fail(const QString &path, const QString &expected)
{
    if (m_problem->isEmpty()) {
        *m_problem = tr("The file is damaged or was changed by hand: %1 %2.").arg(path, expected);
    }
}

} // namespace hoplens
