// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/cookiesjson.h"

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr auto Required = ObjectReader::Need::Required;
constexpr qsizetype listLimit = 10'000; ///< entries of one list
constexpr qint64 countLimit = 1'000'000;
constexpr qint64 hopLimit = 10'000;

template <typename Enum, std::size_t size>
QJsonValue idOrNull(const std::array<EnumId<Enum>, size> &table, const std::optional<Enum> &value)
{
    return value ? QJsonValue(idOf(table, *value)) : QJsonValue(QJsonValue::Null);
}

/// Null or absent, or a word of the table.
template <typename Enum, std::size_t size>
std::optional<Enum> optionalId(ObjectReader &object, QLatin1String key,
                               const std::array<EnumId<Enum>, size> &table)
{
    const std::optional<QString> word = object.optionalText(key);
    if (!word) {
        return std::nullopt;
    }
    const std::optional<Enum> value = valueOf(table, *word);
    if (!value) {
        object.fail(object.pathOf(key), ObjectReader::tr("must be a word that this version knows"));
    }
    return value;
}

QJsonObject useToJson(const CookieUse &use)
{
    return {
        {"name"_L1, bytesToJson(use.name)},
        {"domain"_L1, bytesToJson(use.domain)},
        {"path"_L1, bytesToJson(use.path)},
        {"setAt"_L1, use.setAt},
        {"sent"_L1, use.sent()},
        {"why"_L1, idOrNull(cookieAbsenceIds, use.absence)},
    };
}

QJsonObject settingToJson(const CookieSetting &setting)
{
    return {
        {"name"_L1, bytesToJson(setting.name)},
        {"domain"_L1, bytesToJson(setting.domain)},
        {"path"_L1, bytesToJson(setting.path)},
        {"hostOnly"_L1, setting.hostOnly},
        {"secure"_L1, setting.secure},
        {"httpOnly"_L1, setting.httpOnly},
        {"sameSite"_L1, idOf(sameSiteIds, setting.sameSite)},
        {"expires"_L1, timeToJson(setting.expires.value_or(QDateTime()))},
        {"result"_L1, idOf(cookieResultIds, setting.result)},
        {"why"_L1, idOrNull(cookieRefusalIds, setting.refusal)},
    };
}

template <typename T, typename Convert>
void insertList(QJsonObject &object, QLatin1String key, const QList<T> &values, Convert convert)
{
    object.remove(key);
    if (values.isEmpty()) {
        return;
    }
    QJsonArray list;
    for (const T &value : values) {
        list.append(convert(value));
    }
    object.insert(key, list);
}

CookieUse useFrom(ObjectReader object)
{
    CookieUse use;
    use.name = object.bytes("name"_L1, Required);
    use.domain = object.bytes("domain"_L1);
    use.path = object.bytes("path"_L1);
    use.setAt = static_cast<int>(object.integer("setAt"_L1, 0, hopLimit).value_or(0));
    use.absence = optionalId(object, "why"_L1, cookieAbsenceIds);
    if (object.flag("sent"_L1, use.sent()) != use.sent()) {
        object.fail(object.pathOf("sent"_L1),
                    ObjectReader::tr("must be true without a reason, and false with one"));
    }
    return use;
}

CookieSetting settingFrom(ObjectReader object)
{
    CookieSetting setting;
    setting.name = object.bytes("name"_L1, Required);
    setting.domain = object.bytes("domain"_L1);
    setting.path = object.bytes("path"_L1);
    setting.hostOnly = object.flag("hostOnly"_L1, true);
    setting.secure = object.flag("secure"_L1);
    setting.httpOnly = object.flag("httpOnly"_L1);
    setting.sameSite = object.id("sameSite"_L1, sameSiteIds, ObjectReader::Need::Optional);
    if (const QDateTime expires = object.time("expires"_L1); expires.isValid()) {
        setting.expires = expires;
    }
    setting.result = object.id("result"_L1, cookieResultIds);
    setting.refusal = optionalId(object, "why"_L1, cookieRefusalIds);
    if (setting.refusal.has_value() != (setting.result == CookieResult::Refused)) {
        object.fail(object.pathOf("why"_L1),
                    ObjectReader::tr("must be there when the cookie was refused, and only then"));
    }
    return setting;
}

} // namespace

void writeCookies(const Hop &hop, QJsonObject &object)
{
    insertList(object, "cookies"_L1, hop.cookies, useToJson);
    insertList(object, "cookiesSet"_L1, hop.cookiesSet, settingToJson);
    object.remove("cookiesNotListed"_L1);
    if (hop.cookiesNotListed > 0) {
        object.insert("cookiesNotListed"_L1, hop.cookiesNotListed);
    }
}

void readCookies(Hop &hop, ObjectReader &object, QString *problem)
{
    object.each(
        "cookies"_L1,
        [&](const QJsonValue &value, const QString &path) {
            hop.cookies.append(useFrom({value, path, problem}));
        },
        listLimit);
    object.each(
        "cookiesSet"_L1,
        [&](const QJsonValue &value, const QString &path) {
            hop.cookiesSet.append(settingFrom({value, path, problem}));
        },
        listLimit);
    hop.cookiesNotListed = object.integer("cookiesNotListed"_L1, 0, countLimit).value_or(0);
}

} // namespace hoplens
