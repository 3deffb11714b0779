// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/redirectjson.h"

#include "core/redirect/locationanatomy.h"

#include <QCoreApplication>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondsLimit = 86'400;

constexpr qint64 sizeLimit = qint64(1) << 53;

/// What the user changed by hand; the address says so by being there.
struct ChangedPart {
    const char *id;
    bool UserStep::*flag;
};
constexpr std::array changedParts{
    ChangedPart{"method", &UserStep::methodChanged},
    ChangedPart{"headers", &UserStep::fieldsChanged},
    ChangedPart{"body", &UserStep::bodyChanged},
};

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

QJsonObject userStepToJson(const UserStep &step)
{
    const auto octets = [](const std::optional<qint64> &size) {
        return size ? QJsonValue(*size) : QJsonValue(QJsonValue::Null);
    };
    QJsonArray changed;
    for (const ChangedPart &part : changedParts) {
        if (step.*part.flag) {
            changed.append(QLatin1String(part.id));
        }
    }
    QJsonObject known{
        {"choice"_L1, idOf(stepKindIds, step.kind)},
        {"changed"_L1, changed},
        {"proposed"_L1,
         QJsonObject{{"method"_L1, bytesToJson(step.proposedMethod)},
                     {"body"_L1, octets(step.proposedBody)}}},
        {"body"_L1, octets(step.sentBody)},
        {"paused"_L1, step.paused},
    };
    if (step.url) {
        known.insert("url"_L1, bytesToJson(serializeUrl(*step.url)));
    }
    return merged(step.unknown, known);
}

UserStep userStepFromJson(ObjectReader object)
{
    UserStep step;
    step.kind = object.id("choice"_L1, stepKindIds);
    object.each("changed"_L1, [&](const QJsonValue &value, const QString &path) {
        const auto *part =
            std::find_if(changedParts.begin(), changedParts.end(), [&](const ChangedPart &known) {
                return value.toString() == QLatin1String(known.id);
            });
        if (part == changedParts.end()) {
            object.fail(path, TraceReader::tr("must be a word that this version knows"));
            return;
        }
        step.*part->flag = true;
    });
    ObjectReader proposed = object.object("proposed"_L1);
    step.proposedMethod = proposed.bytes("method"_L1);
    step.proposedBody = proposed.integer("body"_L1, 0, sizeLimit);
    step.sentBody = object.integer("body"_L1, 0, sizeLimit);
    step.paused = object.milliseconds("paused"_L1).value_or(0);
    if (const std::optional<QByteArray> text = object.optionalBytes("url"_L1)) {
        const Result<Url> url = parseUrl(*text);
        if (url) {
            step.url = *url;
        } else {
            object.fail(object.pathOf("url"_L1),
                        TraceReader::tr("must be a URL (%1)").arg(url.error().detail));
        }
    }
    step.unknown = object.rest();
    return step;
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
