// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/cheatsheetfile.h"

#include "core/formats/jsonfields.h"
#include "core/formats/traceids.h"

#include <QJsonDocument>

#include <array>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

using Kind = CheatResult::Kind;
using Carried = CheatResult::Body;

constexpr std::array kindIds{
    EnumId<Kind>{Kind::Follows, "follows"},
    EnumId<Kind>{Kind::HandsOver, "hands-over"},
    EnumId<Kind>{Kind::Fails, "fails"},
    EnumId<Kind>{Kind::NotSent, "not-sent"},
};

constexpr std::array bodyIds{
    EnumId<Carried>{Carried::None, "none"},
    EnumId<Carried>{Carried::Kept, "kept"},
    EnumId<Carried>{Carried::Empty, "empty"},
    EnumId<Carried>{Carried::Dropped, "dropped"},
};

constexpr std::array fateIds{
    EnumId<FieldFate::Kind>{FieldFate::Kind::Kept, "kept"},
    EnumId<FieldFate::Kind>{FieldFate::Kind::Removed, "removed"},
    EnumId<FieldFate::Kind>{FieldFate::Kind::Changed, "changed"},
    EnumId<FieldFate::Kind>{FieldFate::Kind::NoRequest, "no-request"},
};

constexpr std::array relationIds{
    EnumId<CheatRelation>{CheatRelation::SameOrigin, "same-origin"},
    EnumId<CheatRelation>{CheatRelation::Capitals, "capitals"},
    EnumId<CheatRelation>{CheatRelation::Port, "port"},
    EnumId<CheatRelation>{CheatRelation::Host, "host"},
    EnumId<CheatRelation>{CheatRelation::Subdomain, "subdomain"},
    EnumId<CheatRelation>{CheatRelation::Parent, "parent"},
    EnumId<CheatRelation>{CheatRelation::Upgrade, "upgrade"},
    EnumId<CheatRelation>{CheatRelation::Downgrade, "downgrade"},
    EnumId<CheatRelation>{CheatRelation::Back, "back"},
};

QJsonArray reasonsToJson(const CheatResult &result)
{
    return listOf(result.redirect.value_or(Redirect()).why, [](const Reason &reason) {
        return QJsonObject{{"rule"_L1, reason.rule},
                           {"about"_L1, idOf(aboutIds, reason.about)},
                           {"text"_L1, reason.text},
                           {"source"_L1, reason.source}};
    });
}

QJsonObject resultToJson(const CheatResult &result, int status)
{
    const bool follows = result.kind == Kind::Follows;
    return {{"status"_L1, status},
            {"kind"_L1, idOf(kindIds, result.kind)},
            {"method"_L1, follows ? bytesToJson(result.method) : QJsonValue()},
            {"body"_L1, follows ? QJsonValue(idOf(bodyIds, result.body)) : QJsonValue()},
            {"why"_L1, reasonsToJson(result)}};
}

QJsonObject fateToJson(const FieldFate &fate)
{
    const bool changed = fate.kind == FieldFate::Kind::Changed;
    return {{"kind"_L1, idOf(fateIds, fate.kind)},
            {"value"_L1, changed ? bytesToJson(fate.value) : QJsonValue()},
            {"rule"_L1, fate.why.rule},
            {"text"_L1, fate.why.text},
            {"source"_L1, fate.why.source}};
}

QJsonArray methodsToJson(const ClientProfile &profile)
{
    return listOf(cheatSheet(profile).rows, [](const CheatSheet::Row &line) {
        QJsonArray results;
        for (qsizetype i = 0; i < line.results.size(); ++i) {
            results.append(
                resultToJson(line.results.at(i), cheatStatuses.at(static_cast<std::size_t>(i))));
        }
        return QJsonObject{{"method"_L1, bytesToJson(line.method)},
                           {"hasBody"_L1, line.hasBody},
                           {"results"_L1, results}};
    });
}

QJsonArray relationsToJson(const FieldSheet &sheet)
{
    return listOf(sheet.byRelation, [](const FieldSheet::Row &line) {
        QJsonObject fates;
        for (qsizetype i = 0; i < line.fates.size(); ++i) {
            fates.insert(idOf(relationIds, cheatRelations.at(static_cast<std::size_t>(i))),
                         fateToJson(line.fates.at(i)));
        }
        return QJsonObject{{"name"_L1, bytesToJson(line.name)}, {"byRelation"_L1, fates}};
    });
}

QJsonArray bodyFieldsToJson(const FieldSheet &sheet)
{
    return listOf(sheet.ofBody, [&sheet](const FieldSheet::Row &line) {
        QJsonObject fates;
        for (qsizetype i = 0; i < line.fates.size(); ++i) {
            fates.insert(QString::number(sheet.bodyCases.at(i).status),
                         fateToJson(line.fates.at(i)));
        }
        return QJsonObject{{"name"_L1, bytesToJson(line.name)}, {"byStatus"_L1, fates}};
    });
}

} // namespace

QByteArray cheatSheetJson(const ClientProfile &profile)
{
    const FieldSheet sheet = fieldSheet(profile);
    QJsonObject added;
    for (qsizetype i = 0; i < sheet.added.size(); ++i) {
        added.insert(idOf(relationIds, cheatRelations.at(static_cast<std::size_t>(i))),
                     listOf(sheet.added.at(i), bytesToJson));
    }
    return QJsonDocument(
               QJsonObject{{"id"_L1, profile.id},
                           {"name"_L1, profile.name},
                           {"version"_L1, profile.version},
                           {"summary"_L1, profile.summary},
                           {"differences"_L1, QJsonArray::fromStringList(profile.differences)},
                           {"methods"_L1, methodsToJson(profile)},
                           {"fields"_L1, relationsToJson(sheet)},
                           {"bodyFields"_L1, bodyFieldsToJson(sheet)},
                           {"added"_L1, added}})
        .toJson();
}

} // namespace hoplens
