// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/redirectjson.h"

#include "core/redirect/locationanatomy.h"

namespace hoplens {

using namespace Qt::StringLiterals;

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

} // namespace hoplens
