// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/routes.h"

#include "core/lab/labpage.h"
#include "core/lab/script.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>

#include <algorithm>

namespace hoplens {

namespace {

using Kind = LabStep::Kind;

struct Lab {
    Q_DECLARE_TR_FUNCTIONS(Lab)
};

LabManner mannerOf(const IncomingRequest &request)
{
    bool close = request.oldVersion;
    for (const QByteArray &value : valuesOf(request.headers, "Connection")) {
        for (const QByteArray &option : value.split(',')) {
            close = close || sameFieldName(option.trimmed(), "close");
        }
    }
    return {request.method == "HEAD", close, request.oldVersion};
}

/// Octets in JSON: text where they are UTF-8, otherwise {"base64": "..."}.
QJsonValue jsonText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    if (!decoder.hasError()) {
        return text;
    }
    return QJsonObject{{u"base64"_qs, QString::fromLatin1(bytes.toBase64())}};
}

QByteArray jsonOf(const IncomingRequest &request)
{
    QJsonArray headers;
    for (const Field &field : request.headers) {
        headers.append(QJsonArray{jsonText(field.name), jsonText(field.value)});
    }
    const QJsonObject object{
        {u"method"_qs, jsonText(request.method)},
        {u"target"_qs, jsonText(request.target)},
        {u"version"_qs, request.oldVersion ? u"HTTP/1.0"_qs : u"HTTP/1.1"_qs},
        {u"port"_qs, request.received.port},
        {u"headers"_qs, headers},
        {u"body"_qs, jsonText(request.content)},
    };
    return QJsonDocument(object).toJson();
}

/// "302 Found: see /echo"
QString summary(const LabStep &step, const QList<QByteArray> &locations)
{
    const QString status =
        QString::number(step.status) + u' ' + QLatin1StringView(reasonPhrase(step.status));
    if (!redirects(step)) {
        return status.trimmed();
    }
    if (locations.isEmpty()) {
        return Lab::tr("%1, without a Location").arg(status);
    }
    const QString shown = displayText(locations.join(", "));
    return shown.isEmpty() ? Lab::tr("%1, with an empty Location").arg(status)
                           : Lab::tr("%1: see %2").arg(status, shown);
}

QByteArray refreshPage(int seconds, const QByteArray &target)
{
    const QString shown = displayText(target).toHtmlEscaped();
    const QString page =
        u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"refresh\" content=\"%1; url=%2\">\n"
        "<title>%3</title></head>\n<body><p>%4 <a href=\"%2\">%2</a></p></body></html>\n"_qs;
    return page
        .arg(QString::number(seconds), shown, Lab::tr("Meta refresh").toHtmlEscaped(),
             Lab::tr("This page leads to").toHtmlEscaped())
        .toUtf8();
}

/// HTML that can run and load nothing, whatever a script has put into it.
void becomePage(LabAnswer &answer, const QByteArray &html)
{
    answer.type = "text/html; charset=utf-8";
    answer.fields.append(Field{"Content-Security-Policy",
                               "default-src 'none'; style-src 'unsafe-inline'; img-src data:"});
    answer.body = html;
}

void writeBody(LabAnswer &answer, const LabStep &step, const IncomingRequest &request,
               const QList<QByteArray> &locations)
{
    if (step.kind == Kind::Echo) {
        answer.body = request.received.head + request.received.body;
    } else if (step.kind == Kind::Json) {
        answer.type = "application/json";
        answer.body = jsonOf(request);
    } else if (step.status != 205) {
        // RFC 9110 §15.3.6: "a server MUST NOT generate content in a 205 response."
        answer.body = summary(step, locations).toUtf8() + '\n';
        answer.textSize = step.bodySize;
    }
}

LabAnswer answerOf(const LabStep &step, const IncomingRequest &request, const LabPorts &ports)
{
    LabAnswer answer;
    answer.status = step.status;
    answer.reason = step.reason;
    answer.chunked = step.chunked;
    const QList<QByteArray> locations =
        redirects(step) ? locationsOf(step, request, ports) : QList<QByteArray>();
    for (const QByteArray &location : locations) {
        answer.fields.append(Field{"Location", location});
    }
    const QByteArray target = refreshTarget(step, request, ports);
    if (step.refresh) {
        answer.fields.append(
            Field{"Refresh", QByteArray::number(*step.refresh) + "; url=" + target});
    }
    for (const QByteArray &cookie : step.cookies) {
        answer.fields.append(Field{"Set-Cookie", cookie + "; Path=/"});
    }
    if (step.kind == Kind::Login) {
        answer.fields.append(Field{"WWW-Authenticate", "Basic realm=\"lab\""});
    }
    answer.fields += step.fields;
    writeBody(answer, step, request, locations);
    if (step.meta) {
        becomePage(answer, refreshPage(*step.meta, target));
    }
    return answer;
}

QList<LabAction> cutAnswer(const LabStep &step)
{
    using CutAt = LabStep::CutAt;
    QList<LabAction> actions;
    if (step.delay.count() > 0) {
        actions.append(Pause{step.delay});
    }
    if (step.cut == CutAt::Status) {
        actions.append(WriteBytes{"HTTP/1.1 20"});
    } else if (step.cut == CutAt::Head) {
        actions.append(WriteBytes{"HTTP/1.1 200 OK\r\nServer: Hoplens-Lab\r\nContent-Ty"});
    } else if (step.cut == CutAt::Body) {
        LabAnswer answer;
        answer.textSize = 1000;
        actions.append(WriteBytes{headOf(answer, {}) + labText(0, 500)});
    }
    actions.append(CloseConnection{});
    return actions;
}

QList<LabAction> stepAnswer(const LabStep &step, const IncomingRequest &request,
                            const LabPorts &ports)
{
    const LabManner manner = mannerOf(request);
    if (step.kind == Kind::Hang) {
        return {StaySilent{}};
    }
    if (step.kind == Kind::Cut) {
        return cutAnswer(step);
    }
    const bool repeats = step.kind == Kind::Echo || step.kind == Kind::Json;
    if (repeats && request.received.body.size() < request.bodySize) {
        return actionsOf(sentenceAnswer(413,
                                        Lab::tr("The lab repeats bodies of up to 8 MiB; this one "
                                                "arrived, with %1 octets.")
                                            .arg(request.bodySize)),
                         manner);
    }
    QList<LabAction> actions;
    // RFC 9110 §15.2: "a server MUST NOT send a 1xx response to an HTTP/1.0 client."
    if (step.early && !manner.oldVersion) {
        actions.append(WriteBytes{statusLine(103, reasonPhrase(103))
                                  + "Link: </200>; rel=preload; as=style\r\n\r\n"});
    }
    if (step.delay.count() > 0) {
        actions.append(Pause{step.delay});
    }
    return actions + actionsOf(answerOf(step, request, ports), manner);
}

LabAnswer pageAnswer(const LabPorts &ports)
{
    LabAnswer answer;
    becomePage(answer, labPage(ports));
    return answer;
}

bool isPage(const QByteArray &path)
{
    return path == "/" || (path.startsWith("/?") && !path.startsWith("/?next="));
}

} // namespace

QList<LabAction> answerTo(const IncomingRequest &request, const LabPorts &ports)
{
    const QByteArray target = originForm(request.target);
    const LabManner manner = mannerOf(request);
    if (isPage(target)) {
        return actionsOf(pageAnswer(ports), manner);
    }
    if (target == "/favicon.ico") {
        return actionsOf(sentenceAnswer(404, Lab::tr("The lab has no icon.")), manner);
    }
    const Result<LabScript> script = readScript(target);
    if (!script) {
        return actionsOf(sentenceAnswer(400, script.error().detail), manner);
    }
    // Who has logged in gets what comes behind the login.
    const bool loggedIn = contains(request.headers, "Authorization");
    for (const LabStep &step : script->steps) {
        if (step.kind != Kind::Login || !loggedIn) {
            return stepAnswer(step, request, ports);
        }
    }
    return script->steps.last().rest == "/"
        ? actionsOf(pageAnswer(ports), manner)
        : actionsOf(sentenceAnswer(200, Lab::tr("200 OK")), manner);
}

QList<LabAction> answerTo(const Refusal &refusal)
{
    return actionsOf(sentenceAnswer(refusal.status, refusal.sentence), {.close = true});
}

} // namespace hoplens
