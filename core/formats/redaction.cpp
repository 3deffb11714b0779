// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/redaction.h"

#include "core/formats/headjson.h"
#include "core/formats/secretfinder.h"
#include "core/formats/secretplaces.h"
#include "core/trace/bodycontent.h"

#include <QJsonArray>

namespace hoplens {

namespace {

/// Names are structure: they go only where a find cannot be chance, such as "accept" from a cookie.
constexpr qsizetype shortestInName = 8;

// First all secrets are blotted out where they are known to stand...

void blotFields(Headers &headers, SecretPlaces &places)
{
    for (Field &field : headers) {
        field.value = places.fieldValue(field);
    }
}

void blotRequest(Request &request, SecretPlaces &places)
{
    request.url = places.url(request.url);
    request.target = places.urlText(request.target);
    if (request.body) {
        request.body = places.body(*request.body, request.headers);
    }
    blotFields(request.headers, places);
    blotFields(request.proxyFields, places);
}

void blotResponse(Response &response, SecretPlaces &places)
{
    for (Response &interim : response.interim) {
        blotResponse(interim, places);
    }
    response.body = places.body(response.body, response.headers);
    blotFields(response.headers, places);
    blotFields(response.trailers, places);
}

/// A copy of the tunnel that `change` worked on: what is shared stays as it is.
template <typename Change> void changeTunnel(Connection &connection, const Change &change)
{
    if (connection.tunnel) {
        auto tunnel = std::make_shared<Tunnel>(*connection.tunnel);
        change(*tunnel);
        connection.tunnel = std::move(tunnel);
    }
}

template <typename Change> void changeTunnels(Exchange &exchange, const Change &change)
{
    changeTunnel(exchange.connection, change);
    for (Attempt &attempt : exchange.earlier) {
        changeTunnel(attempt.connection, change);
    }
}

void blotRedirect(Redirect &redirect, SecretPlaces &places)
{
    for (QByteArray &location : redirect.locations) {
        location = places.urlText(location);
    }
    redirect.location = places.urlText(redirect.location);
    if (redirect.resolved) {
        redirect.resolved = places.url(*redirect.resolved);
    }
    if (redirect.byUser && redirect.byUser->url) {
        redirect.byUser->url = places.url(*redirect.byUser->url);
    }
}

void blotSoftRedirect(SoftRedirect &soft, SecretPlaces &places)
{
    soft.value = places.fieldValue("Refresh", soft.value);
    soft.reference = places.urlText(soft.reference);
    soft.url = places.url(soft.url);
}

// ...then what was learned that way is looked for everywhere else.

void hunt(QByteArray &bytes, const SecretFinder &finder)
{
    bytes = finder.blotted(bytes);
}

void hunt(QString &text, const SecretFinder &finder)
{
    text = finder.blotted(text);
}

QJsonValue hunted(const QJsonValue &value, const SecretFinder &finder)
{
    if (value.isString()) {
        return finder.blotted(value.toString());
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue entry : value.toArray()) {
            array.append(hunted(entry, finder));
        }
        return array;
    }
    if (value.isObject()) {
        const QJsonObject members = value.toObject();
        QJsonObject object;
        for (auto member = members.begin(); member != members.end(); ++member) {
            const QByteArray name = member.key().toUtf8();
            object.insert(
                QString::fromUtf8(finder.blotted(name, SecretFinder::End::Whole, shortestInName)),
                hunted(member.value(), finder));
        }
        return object;
    }
    return value;
}

void hunt(QJsonObject &unknown, const SecretFinder &finder)
{
    unknown = hunted(unknown, finder).toObject();
}

void huntName(QByteArray &name, const SecretFinder &finder)
{
    name = finder.blotted(name, SecretFinder::End::Whole, shortestInName);
}

void hunt(Headers &headers, const SecretFinder &finder)
{
    for (Field &field : headers) {
        huntName(field.name, finder);
        // Host says again what the URL's host says, which is no place for secrets.
        if (!isNamed(field, "Host")) {
            hunt(field.value, finder);
        }
    }
}

/// Keeps the slash that makes it a path, also when a cookie's value was a path.
void huntPath(QByteArray &path, const SecretFinder &finder)
{
    const bool isAbsolute = path.startsWith('/');
    hunt(path, finder);
    if (isAbsolute && !path.startsWith('/')) {
        path.prepend('/');
    }
}

void hunt(Url &url, const SecretFinder &finder)
{
    huntPath(url.path, finder);
    for (Boxed<QByteArray> *part : {&url.query, &url.fragment}) {
        if (*part) {
            hunt(**part, finder);
        }
    }
}

/// Coded octets stay only if all that they decode to was looked through.
void huntDecoded(Body &body, const SecretFinder &finder)
{
    const DecodedContent &content = *body.decoded;
    const bool whole =
        content.state == DecodingState::Complete && content.bytes.size() == content.size;
    const QByteArray clean =
        finder.blotted(content.bytes, whole ? SecretFinder::End::Whole : SecretFinder::End::CutOff);
    if (clean != content.bytes || (!whole && !body.bytes.isEmpty())) {
        redactBody(body, clean);
    }
}

void hunt(Body &body, const SecretFinder &finder)
{
    if (body.decoded) {
        huntDecoded(body, finder);
    }
    const auto end = body.truncated ? SecretFinder::End::CutOff : SecretFinder::End::Whole;
    const QByteArray clean = finder.blotted(body.bytes, end);
    if (clean != body.bytes && body.decoded) {
        redactBody(body, body.decoded->bytes);
    } else if (clean != body.bytes) {
        redactBody(body, clean);
    }
}

void hunt(Request &request, const SecretFinder &finder)
{
    hunt(request.url, finder);
    huntPath(request.target, finder);
    hunt(request.headers, finder);
    hunt(request.proxyFields, finder);
    for (QByteArray &name : request.withoutDefaults) {
        huntName(name, finder);
    }
    if (request.body) {
        hunt(*request.body, finder);
    }
    hunt(request.unknown, finder);
}

void hunt(Response &response, const SecretFinder &finder)
{
    hunt(response.reason, finder);
    hunt(response.headers, finder);
    hunt(response.trailers, finder);
    for (Response &interim : response.interim) {
        hunt(interim, finder);
    }
    hunt(response.body, finder);
    hunt(response.unknown, finder);
}

void hunt(Connection &connection, const SecretFinder &finder)
{
    changeTunnel(connection, [&finder](Tunnel &tunnel) {
        hunt(tunnel.request, finder);
        if (tunnel.response) {
            hunt(*tunnel.response, finder);
        }
    });
    hunt(connection.unknown, finder);
}

/// A reason's rule, quote and source are the profile's own and hold nothing of the trace.
void hunt(Redirect &redirect, const SecretFinder &finder)
{
    for (QByteArray &location : redirect.locations) {
        hunt(location, finder);
    }
    hunt(redirect.location, finder);
    if (redirect.resolved) {
        hunt(*redirect.resolved, finder);
    }
    if (redirect.byUser) {
        if (redirect.byUser->url) {
            hunt(*redirect.byUser->url, finder);
        }
        hunt(redirect.byUser->unknown, finder);
    }
    for (HeaderChange &change : redirect.headers) {
        huntName(change.name, finder);
    }
    for (Reason &reason : redirect.why) {
        hunt(reason.text, finder);
    }
    hunt(redirect.unknown, finder);
}

/// Values are not in these lists, but a server can write one into a name or a path as well.
template <typename Cookie> void hunt(QList<Cookie> &cookies, const SecretFinder &finder)
{
    for (Cookie &cookie : cookies) {
        huntName(cookie.name, finder);
        huntName(cookie.domain, finder);
        huntPath(cookie.path, finder);
    }
}

void hunt(Hop &hop, const SecretFinder &finder)
{
    hunt(hop.exchange.request, finder);
    if (hop.exchange.response) {
        hunt(*hop.exchange.response, finder);
    }
    for (Attempt &attempt : hop.exchange.earlier) {
        hunt(attempt.failure.detail, finder);
        hunt(attempt.connection, finder);
    }
    if (hop.exchange.failure) {
        hunt(hop.exchange.failure->detail, finder);
    }
    hunt(hop.exchange.connection, finder);
    if (hop.redirect) {
        hunt(*hop.redirect, finder);
    }
    hunt(hop.cookies, finder);
    hunt(hop.cookiesSet, finder);
    if (hop.soft) {
        hunt(hop.soft->value, finder);
        hunt(hop.soft->reference, finder);
        hunt(hop.soft->url, finder);
    }
    hunt(hop.unknown, finder);
}

/// Requests before answers: the user's own secrets are known first, whatever a server sends.
void blotPlaces(Trace &trace, SecretPlaces &places)
{
    for (Hop &hop : trace.hops) {
        blotRequest(hop.exchange.request, places);
        changeTunnels(hop.exchange,
                      [&places](Tunnel &tunnel) { blotRequest(tunnel.request, places); });
    }
    for (Hop &hop : trace.hops) {
        if (hop.exchange.response) {
            blotResponse(*hop.exchange.response, places);
        }
        changeTunnels(hop.exchange, [&places](Tunnel &tunnel) {
            if (tunnel.response) {
                blotResponse(*tunnel.response, places);
            }
        });
        if (Boxed<Failure> &failure = hop.exchange.failure) {
            failure->detail = places.failureDetail(failure->detail);
        }
        if (hop.redirect) {
            blotRedirect(*hop.redirect, places);
        }
        if (hop.soft) {
            blotSoftRedirect(*hop.soft, places);
        }
    }
}

void hunt(Trace &trace, const SecretFinder &finder)
{
    if (finder.isEmpty()) {
        return;
    }
    for (Hop &hop : trace.hops) {
        hunt(hop, finder);
    }
    if (trace.outcome) {
        hunt(trace.outcome->detail, finder);
    }
    for (Finding &finding : trace.findings) {
        hunt(finding.text, finder);
    }
    hunt(trace.unknown, finder);
}

void withholdTunnelHeads(Connection &redacted, const Connection &original)
{
    changeTunnel(redacted, [&original](Tunnel &tunnel) {
        if (tunnel.response) {
            withholdRawHeads(*tunnel.response, *original.tunnel->response);
        }
    });
}

} // namespace

Trace redactedTrace(const Trace &trace)
{
    // A secret that looks like what is around it ("sid=") can, once gone, leave a text that reads
    // differently. So until nothing is found any more; the second time is almost always the last.
    constexpr int rounds = 4;
    Trace result = withDecodedBodies(trace);
    result.redacted = true;
    for (int round = 0; round < rounds; ++round) {
        SecretPlaces places;
        blotPlaces(result, places);
        if (places.foundNothing()) {
            break;
        }
        hunt(result, SecretFinder(places.secrets()));
    }
    for (qsizetype i = 0; i < result.hops.size(); ++i) {
        const Exchange &original = trace.hops.at(i).exchange;
        if (std::optional<Response> &response = result.hops[i].exchange.response) {
            withholdRawHeads(*response, *original.response);
        }
        withholdTunnelHeads(result.hops[i].exchange.connection, original.connection);
        for (qsizetype j = 0; j < original.earlier.size(); ++j) {
            withholdTunnelHeads(result.hops[i].exchange.earlier[j].connection,
                                original.earlier.at(j).connection);
        }
    }
    return result;
}

QByteArray redactedFieldValue(const QByteArray &name, const QByteArray &value)
{
    SecretPlaces places;
    const QByteArray blotted = places.fieldValue(name, value);
    return SecretFinder(places.secrets()).blotted(blotted);
}

Url redactedUrl(Url url)
{
    SecretPlaces places;
    Url result = places.url(std::move(url));
    hunt(result, SecretFinder(places.secrets()));
    return result;
}

} // namespace hoplens
