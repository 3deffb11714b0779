// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"

#include "core/formats/bodyjson.h"
#include "core/formats/connectionjson.h"
#include "core/formats/cookiesjson.h"
#include "core/formats/headjson.h"
#include "core/formats/redaction.h"
#include "core/formats/redirectjson.h"
#include "core/http/displaytext.h"
#include "core/trace/bodycontent.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

struct TraceFile {
    Q_DECLARE_TR_FUNCTIONS(TraceFile)
};

QJsonValue urlToJson(const Url &url)
{
    return bytesToJson(serializeUrl(url));
}

/// The fields set by `setBy`, by name. A field that shares its name with one by somebody else is
/// given by its place, counted from 0, so that nothing is mixed up when reading.
QJsonArray fieldsSetBy(const Headers &headers, SetBy setBy)
{
    QSet<QByteArray> others;
    for (const Field &field : headers) {
        if (field.setBy != setBy) {
            others.insert(field.name);
        }
    }
    QSet<QByteArray> written;
    QJsonArray fields;
    for (qsizetype index = 0; index < headers.size(); ++index) {
        const Field &field = headers.at(index);
        if (field.setBy != setBy || written.contains(field.name)) {
            continue;
        }
        if (others.contains(field.name)) {
            fields.append(index);
        } else {
            fields.append(bytesToJson(field.name));
            written.insert(field.name);
        }
    }
    return fields;
}

QJsonObject requestToJson(const Request &request)
{
    QJsonObject object =
        merged(request.unknown,
               {
                   {"method"_L1, bytesToJson(request.method)},
                   {"url"_L1, urlToJson(request.url)},
                   {"target"_L1, bytesToJson(request.target)},
                   {"version"_L1, bytesToJson(request.version)},
                   {"headers"_L1, headersToJson(request.headers)},
                   {"generated"_L1, fieldsSetBy(request.headers, SetBy::Client)},
                   {"options"_L1, fieldsSetBy(request.headers, SetBy::Option)},
                   {"withoutDefaults"_L1, listOf(request.withoutDefaults, bytesToJson)},
                   {"body"_L1, request.body ? QJsonValue(bodyToJson(*request.body)) : QJsonValue()},
               });
    object.remove("proxyHeaders"_L1);
    if (!request.proxyFields.isEmpty()) {
        object.insert("proxyHeaders"_L1, headersToJson(request.proxyFields));
    }
    return object;
}

QJsonObject responseToJson(const Response &response)
{
    QJsonObject object = merged(response.unknown,
                                {
                                    {"version"_L1, bytesToJson(response.version)},
                                    {"status"_L1, response.status},
                                    {"reason"_L1, bytesToJson(response.reason)},
                                    {"headers"_L1, headersToJson(response.headers)},
                                    {"interim"_L1, listOf(response.interim, responseToJson)},
                                    {"body"_L1, bodyToJson(response.body)},
                                });
    addHeadParts(object, response);
    return object;
}

QJsonObject withTunnel(const Connection &connection)
{
    QJsonObject object = connectionToJson(connection);
    object.remove("tunnel"_L1);
    if (const Tunnel *tunnel = connection.tunnel.get()) {
        const QJsonValue response =
            tunnel->response ? QJsonValue(responseToJson(*tunnel->response)) : QJsonValue();
        object.insert(
            "tunnel"_L1,
            QJsonObject{{"request"_L1, requestToJson(tunnel->request)}, {"response"_L1, response}});
    }
    return object;
}

QJsonObject attemptToJson(const Attempt &attempt)
{
    return {
        {"connection"_L1, withTunnel(attempt.connection)},
        {"times"_L1, timesToJson(attempt.times)},
        {"failure"_L1, failureToJson(attempt.failure)},
    };
}

QJsonObject reasonToJson(const Reason &reason)
{
    return {
        {"rule"_L1, reason.rule},     {"about"_L1, idOf(aboutIds, reason.about)},
        {"text"_L1, reason.text},     {"quote"_L1, reason.quote},
        {"source"_L1, reason.source},
    };
}

QJsonObject headerChangeToJson(const HeaderChange &change)
{
    return {
        {"name"_L1, bytesToJson(change.name)},
        {"change"_L1, idOf(fieldChangeIds, change.change)},
        {"rule"_L1, change.rule},
    };
}

QJsonObject redirectToJson(const Hop &hop)
{
    const Redirect &redirect = *hop.redirect;
    const bool hasLocation = !redirect.locations.isEmpty() || !redirect.location.isEmpty();
    const QJsonObject method{
        {"from"_L1, bytesToJson(redirect.methodFrom)},
        {"to"_L1, bytesToJson(redirect.methodTo)},
        {"kept"_L1, redirect.methodKept()},
    };
    const QJsonObject body{
        {"had"_L1, redirect.bodyHad.value_or(0)},
        {"kept"_L1, redirect.bodyKept || !redirect.bodyHad}, // nothing can be lost of nothing
    };
    QJsonObject object = merged(
        redirect.unknown,
        {
            {"locations"_L1, listOf(redirect.locations, bytesToJson)},
            {"location"_L1, hasLocation ? bytesToJson(redirect.location) : QJsonValue()},
            {"resolved"_L1, redirect.resolved ? urlToJson(*redirect.resolved) : QJsonValue()},
            {"action"_L1, redirect.follow ? "follow"_L1 : "stop"_L1},
            {"method"_L1, method},
            {"body"_L1, body},
            {"headers"_L1, listOf(redirect.headers, headerChangeToJson)},
            {"origin"_L1,
             redirect.resolved ? QJsonValue(idOf(originChangeIds, redirect.origin)) : QJsonValue()},
            {"why"_L1, listOf(redirect.why, reasonToJson)},
            {"anatomy"_L1, anatomyToJson(hop)},
        });
    object.remove("byUser"_L1);
    if (redirect.byUser) {
        object.insert("byUser"_L1, userStepToJson(*redirect.byUser));
    }
    return object;
}

QJsonObject hopToJson(const Hop &hop)
{
    const Exchange &exchange = hop.exchange;
    QJsonObject object = merged(
        hop.unknown,
        {
            {"request"_L1, requestToJson(exchange.request)},
            {"response"_L1,
             exchange.response ? QJsonValue(responseToJson(*exchange.response)) : QJsonValue()},
            {"oddities"_L1,
             listOf(exchange.oddities, [](Oddity oddity) { return idOf(oddityIds, oddity); })},
            {"connection"_L1, withTunnel(exchange.connection)},
            {"times"_L1, timesToJson(exchange.times)},
        });
    object.remove("redirect"_L1);
    object.remove("failure"_L1);
    object.remove("attempts"_L1);
    if (!exchange.earlier.isEmpty()) {
        object.insert("attempts"_L1, listOf(exchange.earlier, attemptToJson));
    }
    writeQtStack(exchange.qtStack, object);
    writeCookies(hop, object);
    object.remove("softRedirect"_L1);
    if (hop.soft) {
        object.insert("softRedirect"_L1, softRedirectToJson(*hop.soft));
    }
    if (hop.redirect) {
        object.insert("redirect"_L1, redirectToJson(hop));
    }
    if (exchange.failure) {
        object.insert("failure"_L1, failureToJson(*exchange.failure));
    }
    return object;
}

QJsonValue outcomeToJson(const std::optional<Outcome> &outcome)
{
    if (!outcome) {
        return QJsonValue::Null;
    }
    return QJsonObject{
        {"kind"_L1, idOf(outcomeIds, outcome->kind)},
        {"hop"_L1, outcome->hop},
        {"detail"_L1, outcome->detail},
    };
}

QJsonObject findingToJson(const Finding &finding)
{
    return {
        {"id"_L1, finding.id},         {"level"_L1, idOf(levelIds, finding.level)},
        {"hop"_L1, finding.hop},       {"text"_L1, finding.text},
        {"source"_L1, finding.source},
    };
}

QByteArray traceToJson(const Trace &trace)
{
    const QJsonObject client{
        {"id"_L1, trace.client.id},
        {"name"_L1, trace.client.name},
        {"version"_L1, trace.client.version},
    };
    const QJsonObject object = merged(trace.unknown,
                                      {
                                          {"format"_L1, "hoplens-trace"_L1},
                                          {"version"_L1, 1},
                                          {"generator"_L1, trace.generator},
                                          {"started"_L1, timeToJson(trace.started)},
                                          {"client"_L1, client},
                                          {"redacted"_L1, trace.redacted},
                                          {"outcome"_L1, outcomeToJson(trace.outcome)},
                                          {"hops"_L1, listOf(trace.hops, hopToJson)},
                                          {"findings"_L1, listOf(trace.findings, findingToJson)},
                                      });
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

/// The same trace with shorter previews of its bodies; their size and hash stay.
Trace withShorterBodies(Trace trace, qsizetype limit)
{
    for (Hop &hop : trace.hops) {
        if (hop.exchange.request.body) {
            shortenBody(*hop.exchange.request.body, limit);
        }
        if (hop.exchange.response) {
            shortenBody(hop.exchange.response->body, limit);
        }
    }
    return trace;
}

} // namespace

QByteArray writeTrace(const Trace &trace, Secrets secrets)
{
    const Trace shown =
        withDecodedBodies(secrets == Secrets::Redact ? redactedTrace(trace) : trace);
    QByteArray bytes = traceToJson(shown);
    if (bytes.size() > traceFileLimit) {
        // A file that cannot be opened again is worth nothing. A hop has two bodies, each perhaps
        // decoded as well, and JSON needs at most six octets for one (\u0001): bodies of this
        // length take no more than half of the limit.
        constexpr qint64 worstCase = 24;
        const qint64 share =
            traceFileLimit / 2 / worstCase / std::max<qint64>(1, shown.hops.size());
        bytes = traceToJson(withShorterBodies(shown, share));
    }
    return bytes;
}

Error unreadableFile(const QString &path, const QString &sentence)
{
    return {Error::Code::Unreadable,
            TraceFile::tr("“%1”: %2").arg(visibleText(QFileInfo(path).fileName()), sentence)};
}

Result<QByteArray> loadFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return unreadableFile(path, TraceFile::tr("There is no such file; check its name."));
    }
    // Pipes and devices would block or never end.
    if (!info.isFile()) {
        return unreadableFile(path,
                              TraceFile::tr("This is no ordinary file; choose a trace file."));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return unreadableFile(path,
                              TraceFile::tr("It cannot be opened (%1).").arg(file.errorString()));
    }
    if (file.size() > traceFileLimit) {
        return unreadableFile(
            path,
            TraceFile::tr("It is larger than %1 MB, which is more than Hoplens opens; "
                          "choose a smaller file.")
                .arg(traceFileLimit >> 20));
    }
    const QByteArray bytes = file.read(traceFileLimit);
    if (file.error() != QFileDevice::NoError) {
        return unreadableFile(path,
                              TraceFile::tr("It cannot be read (%1).").arg(file.errorString()));
    }
    return bytes;
}

Result<Trace> loadTraceFile(const QString &path)
{
    const Result<QByteArray> bytes = loadFile(path);
    if (!bytes) {
        return bytes.error();
    }
    Result<Trace> trace = readTrace(*bytes);
    return trace ? trace : unreadableFile(path, trace.error().detail);
}

namespace {

Error notSaved(const QString &path, const QString &reason)
{
    return {Error::Code::Unwritable,
            TraceFile::tr("“%1” could not be saved (%2); choose another place.")
                .arg(visibleText(path), reason)};
}

} // namespace

Result<void> saveFile(const QString &path, const QByteArray &bytes)
{
    // A pipe or a device is written to, not replaced.
    if (const QFileInfo there(path); there.exists() && !there.isFile() && !there.isDir()) {
        QFile device(path);
        if (device.open(QIODevice::WriteOnly) && device.write(bytes) == bytes.size()
            && device.flush()) {
            return {};
        }
        return notSaved(path, device.errorString());
    }
    QSaveFile file(path);
    // What a trace holds is nobody else's business. Set before the first octet is written.
    const bool saved = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(bytes) == bytes.size() && file.commit();
    if (!saved) {
        return notSaved(path, file.errorString());
    }
    return {};
}

} // namespace hoplens
