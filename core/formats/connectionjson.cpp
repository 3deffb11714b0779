// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/connectionjson.h"

#include <cmath>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

struct ConnectionJson {
    Q_DECLARE_TR_FUNCTIONS(ConnectionJson)
};

QJsonValue orNull(const std::optional<QString> &text)
{
    return text ? QJsonValue(*text) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(const std::optional<double> &number)
{
    return number && std::isfinite(*number) ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonObject certificateToJson(const Certificate &certificate)
{
    return {
        {"subject"_L1, certificate.subject},
        {"issuer"_L1, certificate.issuer},
        {"names"_L1, QJsonArray::fromStringList(certificate.names)},
        {"sha256"_L1,
         certificate.sha256.isEmpty() ? QJsonValue()
                                      : QString::fromLatin1(certificate.sha256.toHex())},
        {"notBefore"_L1, timeToJson(certificate.notBefore)},
        {"notAfter"_L1, timeToJson(certificate.notAfter)},
    };
}

QJsonObject tlsToJson(const TlsInfo &tls)
{
    return {
        {"version"_L1, tls.version},
        {"cipher"_L1, tls.cipher},
        {"alpn"_L1, tls.alpn},
        {"resumed"_L1, tls.resumed},
        {"chain"_L1, listOf(tls.chain, certificateToJson)},
        {"errors"_L1, QJsonArray::fromStringList(tls.errors)},
        {"accepted"_L1, tls.accepted},
    };
}

QStringList texts(ObjectReader &object, QLatin1String key)
{
    QStringList texts;
    object.each(key, [&](const QJsonValue &value, const QString &path) {
        if (!value.isString()) {
            object.fail(path, ConnectionJson::tr("must be a text"));
        }
        texts.append(value.toString());
    });
    return texts;
}

Certificate certificateFromJson(ObjectReader object)
{
    Certificate certificate;
    certificate.subject = object.text("subject"_L1);
    certificate.issuer = object.text("issuer"_L1);
    certificate.names = texts(object, "names"_L1);
    certificate.sha256 = object.sha256("sha256"_L1);
    certificate.notBefore = object.time("notBefore"_L1);
    certificate.notAfter = object.time("notAfter"_L1);
    return certificate;
}

TlsInfo tlsFromJson(ObjectReader object)
{
    TlsInfo tls;
    tls.version = object.text("version"_L1);
    tls.cipher = object.text("cipher"_L1);
    tls.alpn = object.text("alpn"_L1);
    tls.resumed = object.flag("resumed"_L1);
    object.each("chain"_L1, [&](const QJsonValue &value, const QString &path) {
        tls.chain.append(certificateFromJson(object.inside(value, path)));
    });
    tls.errors = texts(object, "errors"_L1);
    tls.accepted = object.flag("accepted"_L1);
    return tls;
}

} // namespace

QJsonObject connectionToJson(const Connection &connection)
{
    return merged(
        connection.unknown,
        {
            {"reused"_L1, connection.reused},
            {"proxy"_L1, orNull(connection.proxy)},
            {"local"_L1, orNull(connection.local)},
            {"peer"_L1, orNull(connection.peer)},
            {"tls"_L1, connection.tls ? QJsonValue(tlsToJson(*connection.tls)) : QJsonValue()},
        });
}

QJsonObject timesToJson(const Times &times)
{
    return {
        {"start"_L1, orNull(times.start)},     {"dns"_L1, orNull(times.dns)},
        {"connect"_L1, orNull(times.connect)}, {"tls"_L1, orNull(times.tls)},
        {"sent"_L1, orNull(times.sent)},       {"firstByte"_L1, orNull(times.firstByte)},
        {"head"_L1, orNull(times.head)},       {"end"_L1, orNull(times.end)},
    };
}

QJsonObject failureToJson(const Failure &failure)
{
    return {
        {"kind"_L1, idOf(failureKindIds, failure.kind)},
        {"code"_L1, idOf(failureCodeIds, failure.code)},
        {"detail"_L1, failure.detail},
    };
}

QJsonObject attemptToJson(const Attempt &attempt)
{
    return {
        {"connection"_L1, connectionToJson(attempt.connection)},
        {"times"_L1, timesToJson(attempt.times)},
        {"failure"_L1, failureToJson(attempt.failure)},
    };
}

Connection connectionFromJson(ObjectReader object)
{
    Connection connection;
    connection.reused = object.flag("reused"_L1);
    connection.proxy = object.optionalText("proxy"_L1);
    connection.local = object.optionalText("local"_L1);
    connection.peer = object.optionalText("peer"_L1);
    if (const auto secured = object.optionalObject("tls"_L1)) {
        connection.tls = tlsFromJson(*secured);
    }
    connection.unknown = object.rest();
    return connection;
}

Times timesFromJson(ObjectReader object)
{
    return {
        .start = object.milliseconds("start"_L1),
        .dns = object.milliseconds("dns"_L1),
        .connect = object.milliseconds("connect"_L1),
        .tls = object.milliseconds("tls"_L1),
        .sent = object.milliseconds("sent"_L1),
        .firstByte = object.milliseconds("firstByte"_L1),
        .head = object.milliseconds("head"_L1),
        .end = object.milliseconds("end"_L1),
    };
}

Failure failureFromJson(ObjectReader object)
{
    return {object.id("kind"_L1, failureKindIds), object.id("code"_L1, failureCodeIds),
            object.text("detail"_L1)};
}

Attempt attemptFromJson(ObjectReader object)
{
    return {connectionFromJson(object.object("connection"_L1)),
            timesFromJson(object.object("times"_L1)), failureFromJson(object.object("failure"_L1))};
}

} // namespace hoplens
