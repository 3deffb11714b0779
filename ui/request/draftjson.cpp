// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/draftjson.h"

#include "core/formats/bodyjson.h"
#include "ui/request/requestdraft.h"

#include <algorithm>
#include <array>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

// The words of a session file: add, but never rename.
constexpr std::array bodyKindIds{
    EnumId<BodyKind>{BodyKind::None, "none"}, EnumId<BodyKind>{BodyKind::Text, "text"},
    EnumId<BodyKind>{BodyKind::Form, "form"}, EnumId<BodyKind>{BodyKind::Multipart, "multipart"},
    EnumId<BodyKind>{BodyKind::File, "file"},
};
constexpr std::array authKindIds{
    EnumId<AuthKind>{AuthKind::None, "none"},
    EnumId<AuthKind>{AuthKind::Basic, "basic"},
    EnumId<AuthKind>{AuthKind::Bearer, "bearer"},
    EnumId<AuthKind>{AuthKind::Custom, "custom"},
};
constexpr std::array trustIds{
    EnumId<TlsTrust>{TlsTrust::System, "system"},
    EnumId<TlsTrust>{TlsTrust::OwnAuthority, "own"},
    EnumId<TlsTrust>{TlsTrust::Anything, "anything"},
};
constexpr std::array proxyIds{
    EnumId<ProxyUse>{ProxyUse::Environment, "environment"},
    EnumId<ProxyUse>{ProxyUse::None, "none"},
    EnumId<ProxyUse>{ProxyUse::Address, "address"},
};
constexpr std::array stackIds{
    EnumId<NetworkStack>{NetworkStack::Own, "own"},
    EnumId<NetworkStack>{NetworkStack::Qt, "qt"},
};
constexpr std::array setByIds{
    EnumId<SetBy>{SetBy::User, "user"},
    EnumId<SetBy>{SetBy::Option, "option"},
    EnumId<SetBy>{SetBy::Client, "client"},
};

constexpr qint64 longestDeadline = 24LL * 3600 * 1000;

struct Deadline {
    QLatin1String key;
    std::chrono::milliseconds OptionsDraft::*time;
};
constexpr std::array deadlines{
    Deadline{"timeout"_L1, &OptionsDraft::timeout},
    Deadline{"connect"_L1, &OptionsDraft::connectTimeout},
    Deadline{"tls"_L1, &OptionsDraft::tlsTimeout},
    Deadline{"firstByte"_L1, &OptionsDraft::firstByteTimeout},
    Deadline{"idle"_L1, &OptionsDraft::idleTimeout},
};

QJsonObject headerToJson(const HeaderRow &row)
{
    return {{"sent"_L1, row.sent},
            {"name"_L1, bytesToJson(row.field.name)},
            {"value"_L1, bytesToJson(row.field.value)},
            {"by"_L1, idOf(setByIds, row.field.setBy)}};
}

HeaderRow headerFromJson(ObjectReader object)
{
    return {object.flag("sent"_L1, true),
            {object.bytes("name"_L1), object.bytes("value"_L1),
             object.id("by"_L1, setByIds, ObjectReader::Need::Optional)}};
}

QJsonObject fieldToJson(const FormField &field)
{
    return {{"sent"_L1, field.sent},
            {"name"_L1, bytesToJson(field.name)},
            {"value"_L1, bytesToJson(field.value)}};
}

FormField fieldFromJson(ObjectReader object)
{
    return {object.flag("sent"_L1, true), object.bytes("name"_L1), object.bytes("value"_L1)};
}

QJsonObject partToJson(const PartRow &part)
{
    return {{"sent"_L1, part.sent},
            {"name"_L1, bytesToJson(part.name)},
            {"isFile"_L1, part.isFile},
            {"text"_L1, bytesToJson(part.text)},
            {"file"_L1, part.file},
            {"fileName"_L1, bytesToJson(part.fileName)},
            {"type"_L1, bytesToJson(part.type)}};
}

PartRow partFromJson(ObjectReader object)
{
    return {object.flag("sent"_L1, true), object.bytes("name"_L1), object.flag("isFile"_L1),
            object.bytes("text"_L1),      object.text("file"_L1),  object.bytes("fileName"_L1),
            object.bytes("type"_L1)};
}

/// What cannot be read is as in a new draft, so nobody is told of it.
template <typename Value, typename Read> Value readFrom(const QJsonValue &value, Read read)
{
    QString ignored;
    return value.isObject() ? read(ObjectReader(value, {}, &ignored)) : Value();
}

template <typename Row, typename Read> QList<Row> rowsFrom(const QJsonValue &value, Read read)
{
    QList<Row> rows;
    const QJsonArray entries = value.toArray();
    for (const QJsonValue entry : entries) {
        rows.append(readFrom<Row>(entry, read));
    }
    return rows;
}

QJsonObject bodyDraftToJson(const BodyDraft &body)
{
    return {{"kind"_L1, idOf(bodyKindIds, body.kind)},
            {"text"_L1, bodyToJson(body.text)},
            {"textType"_L1, bytesToJson(body.textType)},
            {"fields"_L1, listOf(body.fields, fieldToJson)},
            {"parts"_L1, listOf(body.parts, partToJson)},
            {"file"_L1, body.file},
            {"fileType"_L1, bytesToJson(body.fileType)}};
}

BodyDraft bodyDraftFromJson(ObjectReader object)
{
    BodyDraft body;
    body.kind = object.id("kind"_L1, bodyKindIds, ObjectReader::Need::Optional);
    body.text = readFrom<Body>(object.take("text"_L1), bodyFromJson);
    body.textType = object.optionalBytes("textType"_L1).value_or(body.textType);
    body.fields = rowsFrom<FormField>(object.take("fields"_L1), fieldFromJson);
    body.parts = rowsFrom<PartRow>(object.take("parts"_L1), partFromJson);
    body.file = object.text("file"_L1);
    body.fileType = object.bytes("fileType"_L1);
    return body;
}

QJsonObject authToJson(const AuthDraft &auth)
{
    return {{"kind"_L1, idOf(authKindIds, auth.kind)},
            {"user"_L1, bytesToJson(auth.user)},
            {"password"_L1, bytesToJson(auth.password)},
            {"token"_L1, bytesToJson(auth.token)},
            {"fieldName"_L1, bytesToJson(auth.fieldName)},
            {"fieldValue"_L1, bytesToJson(auth.fieldValue)},
            {"forgotten"_L1, auth.forgotten}};
}

AuthDraft authFromJson(ObjectReader object)
{
    AuthDraft auth;
    auth.kind = object.id("kind"_L1, authKindIds, ObjectReader::Need::Optional);
    auth.user = object.bytes("user"_L1);
    auth.password = object.bytes("password"_L1);
    auth.token = object.bytes("token"_L1);
    auth.fieldName = object.optionalBytes("fieldName"_L1).value_or(auth.fieldName);
    auth.fieldValue = object.bytes("fieldValue"_L1);
    auth.forgotten = object.flag("forgotten"_L1);
    return auth;
}

CookieDraft cookiesFromJson(ObjectReader object)
{
    return {object.bytes("field"_L1), object.text("file"_L1)};
}

QJsonObject optionsToJson(const OptionsDraft &options)
{
    QJsonObject object{
        {"maxHops"_L1, options.maxHops ? QJsonValue(*options.maxHops) : QJsonValue::Null},
        {"followRefresh"_L1, options.followRefresh},
        {"freshConnections"_L1, options.freshConnections},
        {"resends"_L1, options.resends},
        {"stack"_L1, idOf(stackIds, options.stack)},
        {"trust"_L1, idOf(trustIds, options.trust)},
        {"authorityFile"_L1, options.authorityFile},
        {"proxy"_L1, idOf(proxyIds, options.proxy)},
        {"proxyAddress"_L1, options.proxyAddress},
        {"resolve"_L1, options.resolve},
    };
    for (const Deadline &deadline : deadlines) {
        object.insert(deadline.key, qint64((options.*deadline.time).count()));
    }
    return object;
}

OptionsDraft optionsFromJson(ObjectReader object)
{
    constexpr auto optional = ObjectReader::Need::Optional;
    OptionsDraft options;
    if (const auto hops = object.integer("maxHops"_L1, 0, 1'000'000)) {
        options.maxHops = static_cast<int>(*hops);
    }
    options.followRefresh = object.flag("followRefresh"_L1);
    options.freshConnections = object.flag("freshConnections"_L1);
    options.resends = object.flag("resends"_L1, true);
    options.stack = object.id("stack"_L1, stackIds, optional);
    options.trust = object.id("trust"_L1, trustIds, optional);
    options.authorityFile = object.text("authorityFile"_L1);
    options.proxy = object.id("proxy"_L1, proxyIds, optional);
    options.proxyAddress = object.text("proxyAddress"_L1);
    options.resolve = object.text("resolve"_L1);
    for (const Deadline &deadline : deadlines) {
        if (const auto time = object.integer(deadline.key, 0, longestDeadline)) {
            options.*deadline.time = std::chrono::milliseconds(*time);
        }
    }
    return options;
}

} // namespace

QJsonObject draftToJson(const RequestDraft &draft, Secrets secrets)
{
    const RequestDraft kept = secrets == Secrets::Redact ? redactedDraft(draft) : draft;
    return {{"method"_L1, bytesToJson(kept.method)},
            {"address"_L1, kept.address},
            {"client"_L1, kept.client},
            {"headers"_L1, listOf(kept.headers, headerToJson)},
            {"body"_L1, bodyDraftToJson(kept.body)},
            {"auth"_L1, authToJson(kept.auth)},
            {"cookies"_L1,
             QJsonObject{{"field"_L1, bytesToJson(kept.cookies.field)},
                         {"file"_L1, kept.cookies.file}}},
            {"options"_L1, optionsToJson(kept.options)}};
}

RequestDraft draftFromJson(const QJsonObject &object)
{
    return readFrom<RequestDraft>(object, [](ObjectReader reader) {
        RequestDraft draft;
        draft.method = reader.optionalBytes("method"_L1).value_or(draft.method);
        draft.address = reader.text("address"_L1);
        draft.client = reader.text("client"_L1);
        draft.headers = rowsFrom<HeaderRow>(reader.take("headers"_L1), headerFromJson);
        draft.body = readFrom<BodyDraft>(reader.take("body"_L1), bodyDraftFromJson);
        draft.auth = readFrom<AuthDraft>(reader.take("auth"_L1), authFromJson);
        draft.cookies = readFrom<CookieDraft>(reader.take("cookies"_L1), cookiesFromJson);
        draft.options = readFrom<OptionsDraft>(reader.take("options"_L1), optionsFromJson);
        return draft;
    });
}

} // namespace hoplens
