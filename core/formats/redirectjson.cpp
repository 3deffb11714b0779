// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/redirectjson.h"

#include "core/redirect/locationanatomy.h"

#include <QCoreApplication>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondsLimit = 86'400;

struct TraceReader {
    Q_DECLARE_TR_FUNCTIONS(TraceReader)
};

} // namespace

QJsonValue anatomyToJson(const Hop &hop)
{
    const std::optional<LocationAnatomy> anatomy = locationAnatomy(hop);
    if (!anatomy) {
        return QJsonValue::Null;
    }
    const auto has = [&](LocationForm form) { return anatomy->notes.contains(form); };
    QJsonValue fragment;
    if (has(LocationForm::InheritedFragment)) {
        fragment = "inherited"_L1;
    } else if (has(LocationForm::OwnFragment) || has(LocationForm::EmptyFragment)) {
        fragment = "own"_L1;
    }
    QJsonArray notes;
    for (const LocationForm form : anatomy->notes) {
        notes.append(QJsonObject{{"id"_L1, idOf(locationFormIds, form)},
                                 {"text"_L1, locationNote(form, hop)}});
    }
    return QJsonObject{
        {"cleaned"_L1, bytesToJson(anatomy->cleaned)},
        {"base"_L1, bytesToJson(serializeUrl(anatomy->base))},
        {"fragment"_L1, fragment},
        {"notes"_L1, notes},
    };
}

QJsonObject softRedirectToJson(const SoftRedirect &soft)
{
    return {
        {"from"_L1, idOf(softRedirectIds, soft.from)},
        {"value"_L1, bytesToJson(soft.value)},
        {"seconds"_L1, soft.seconds},
        {"reference"_L1, bytesToJson(soft.reference)},
        {"url"_L1, bytesToJson(serializeUrl(soft.url))},
    };
}

SoftRedirect softRedirectFromJson(ObjectReader object)
{
    SoftRedirect soft;
    soft.from = object.id("from"_L1, softRedirectIds);
    soft.value = object.bytes("value"_L1);
    soft.seconds = static_cast<int>(object.integer("seconds"_L1, 0, secondsLimit).value_or(0));
    soft.reference = object.bytes("reference"_L1);
    const Result<Url> url = parseUrl(object.bytes("url"_L1, ObjectReader::Need::Required));
    if (!url) {
        object.fail(object.pathOf("url"_L1),
                    TraceReader::tr("must be a URL (%1)").arg(url.error().detail));
        return soft;
    }
    soft.url = *url;
    return soft;
}

} // namespace hoplens
