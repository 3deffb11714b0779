// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/traceids.h"
#include "core/result.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <limits>
#include <optional>

namespace hoplens {

// Small pieces shared by the writers and readers of JSON files.

/// A byte string as JSON: a string when it is valid UTF-8 (and begins with no byte order mark),
/// otherwise {"base64": "..."}.
QJsonValue bytesToJson(const QByteArray &bytes);
/// The way back. Nothing when the value is neither.
std::optional<QByteArray> bytesFromJson(const QJsonValue &value);

/// "2026-11-22T14:02:11.120Z", or null for an invalid time.
QJsonValue timeToJson(const QDateTime &time);

/// Keys of a newer writer first, so that known keys win.
QJsonObject merged(QJsonObject unknown, const QJsonObject &known);

template <typename T, typename Convert> QJsonArray listOf(const QList<T> &values, Convert convert)
{
    QJsonArray list;
    for (const T &value : values) {
        list.append(convert(value));
    }
    return list;
}

/// Arrays and objects in one another, and values in all: more is no file of ours, and would cost
/// gigabytes once parsed.
inline constexpr int jsonDepthLimit = 128;
inline constexpr qint64 jsonValueLimit = 4'000'000;

/// Parses a document whose outermost value is an object.
/// Errors: empty, nested too deep, too many values, cut off, no JSON, no object.
Result<QJsonObject> parseJsonObject(const QByteArray &bytes);

/// Reads one object key by key. Mistakes do not stop the reading: it goes on with empty values, and
/// the first mistake is kept in `problem` with the way to it, such as "hops[2].response.status".
class ObjectReader {
    Q_DECLARE_TR_FUNCTIONS(ObjectReader)
public:
    enum class Need { Required, Optional };

    /// `problem` is shared by all readers of a document and must outlive them.
    ObjectReader(const QJsonValue &value, const QString &path, QString *problem);

    /// Takes the value of a key; null and absent are the same.
    QJsonValue take(QLatin1String key, Need need = Need::Optional);

    QString text(QLatin1String key, Need need = Need::Optional);
    std::optional<QString> optionalText(QLatin1String key);
    QByteArray bytes(QLatin1String key, Need need = Need::Optional);
    std::optional<QByteArray> optionalBytes(QLatin1String key, Need need = Need::Optional);
    bool flag(QLatin1String key, bool fallback = false);
    /// A whole number in that range; larger than 2^53 is never whole.
    std::optional<qint64> integer(QLatin1String key, qint64 smallest, qint64 largest,
                                  Need need = Need::Optional);
    std::optional<double> milliseconds(QLatin1String key);
    QDateTime time(QLatin1String key);
    /// 64 hexadecimal digits as 32 octets; empty when absent.
    QByteArray sha256(QLatin1String key);
    ObjectReader object(QLatin1String key);
    std::optional<ObjectReader> optionalObject(QLatin1String key);

    /// Calls visit(value, path) for each entry of a list.
    template <typename Visit>
    void each(QLatin1String key, Visit visit,
              qsizetype limit = std::numeric_limits<qsizetype>::max());

    /// The first value of the table for an absent word.
    template <typename Enum, std::size_t size>
    Enum id(QLatin1String key, const std::array<EnumId<Enum>, size> &table,
            Need need = Need::Required);

    /// A reader of something inside this object, which reports to the same `problem`.
    ObjectReader inside(const QJsonValue &value, const QString &path) const
    {
        return {value, path, m_problem};
    }

    /// What nobody took: keys of a newer writer.
    const QJsonObject &rest() const { return m_object; }
    QString pathOf(QLatin1String key) const;
    /// Keeps a sentence about that place, unless there is one already.
    void fail(const QString &path, const QString &expected);

private:
    QJsonArray list(QLatin1String key, qsizetype limit);

    QJsonObject m_object;
    QString m_path;
    QString *m_problem;
};

template <typename Visit> void ObjectReader::each(QLatin1String key, Visit visit, qsizetype limit)
{
    const QJsonArray entries = list(key, limit);
    const QString path = pathOf(key);
    for (qsizetype index = 0; index < entries.size() && m_problem->isEmpty(); ++index) {
        visit(entries.at(index), QStringLiteral("%1[%2]").arg(path).arg(index));
    }
}

template <typename Enum, std::size_t size>
Enum ObjectReader::id(QLatin1String key, const std::array<EnumId<Enum>, size> &table, Need need)
{
    const QString word = text(key, need);
    const std::optional<Enum> value = valueOf(table, word);
    if (!value && (need == Need::Required || !word.isEmpty())) {
        fail(pathOf(key), tr("must be a word that this version knows"));
    }
    return value.value_or(table.front().value);
}

} // namespace hoplens
