// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/connectionjson.h"

#include <cmath>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sendLimit = 1000; // of one request; Qt gives up after a few

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

QList<QByteArray> names(ObjectReader &object, QLatin1String key)
{
    QList<QByteArray> names;
    object.each(key, [&](const QJsonValue &value, const QString &path) {
        const std::optional<QByteArray> name = bytesFromJson(value);
        if (!name) {
            object.fail(path, ConnectionJson::tr("must be a text"));
        }
        names.append(name.value_or(QByteArray()));
    });
    return names;
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

void writeQtStack(const std::optional<QtStackNotes> &notes, QJsonObject &hop)
{
    hop.remove("unseen"_L1);
    hop.remove("networkStack"_L1);
    if (!notes) {
        return;
    }
    const auto idOfUnseen = [](Unseen unseen) { return idOf(unseenIds, unseen); };
    hop.insert("unseen"_L1, listOf(notes->unseen, idOfUnseen));
    hop.insert("networkStack"_L1,
               QJsonObject{
                   {"name"_L1, "qt"_L1},
                   {"added"_L1, listOf(notes->added, bytesToJson)},
                   {"leftOut"_L1, listOf(notes->leftOut, bytesToJson)},
                   {"timesSent"_L1, notes->timesSent},
               });
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

std::optional<QtStackNotes> readQtStack(ObjectReader &hop)
{
    std::optional<ObjectReader> stack = hop.optionalObject("networkStack"_L1);
    if (!stack) {
        return std::nullopt;
    }
    QtStackNotes notes;
    hop.each("unseen"_L1, [&](const QJsonValue &value, const QString &path) {
        const std::optional<Unseen> unseen = valueOf(unseenIds, value.toString());
        if (!unseen) {
            hop.fail(path, ConnectionJson::tr("must be a word that this version knows"));
            return;
        }
        notes.unseen.append(*unseen);
    });
    if (stack->text("name"_L1) != "qt"_L1) {
        stack->fail(stack->pathOf("name"_L1),
                    ConnectionJson::tr("must be a word that this version knows"));
    }
    notes.added = names(*stack, "added"_L1);
    notes.leftOut = names(*stack, "leftOut"_L1);
    notes.timesSent = static_cast<int>(stack->integer("timesSent"_L1, 0, sendLimit).value_or(0));
    return notes;
}

} // namespace hoplens
