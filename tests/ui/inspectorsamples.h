// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"
#include "core/trace/trace.h"
#include "ui/inspector/page.h"

namespace hoplens {

inline Request requestTo(const QByteArray &url, const QByteArray &method)
{
    Request request;
    request.method = method;
    request.url = *parseUrl(url);
    request.target = requestTarget(request.url);
    request.headers = {{"Host", hostField(request.url), SetBy::Client},
                       {"Accept", "*/*", SetBy::Client}};
    return request;
}

inline Response responseOf(int status, const QByteArray &reason)
{
    Response response;
    response.version = "HTTP/1.1";
    response.status = status;
    response.reason = reason;
    return response;
}

/// A 302 that eats a POST body, and the 200 behind it.
inline Trace lostBody()
{
    Hop first;
    first.exchange.request = requestTo("http://a.test/form", "POST");
    first.exchange.request.headers.append(Field{"Content-Type", "text/plain"});
    first.exchange.request.body = bodyOf("hello");
    first.exchange.response = responseOf(302, "Found");
    first.exchange.response->headers = {{"Location", "/done"}, {"X-Html", "<b>bold</b> & more"}};
    first.exchange.times.start = 0.0;
    first.exchange.times.end = 3.14;
    Redirect redirect;
    redirect.location = "/done";
    redirect.follow = true;
    redirect.methodFrom = "POST";
    redirect.methodTo = "GET";
    redirect.bodyHad = 5;
    redirect.headers = {{"Content-Type", FieldChange::Removed, u"content"_qs}};
    redirect.why = {
        {u"where"_qs,
         About::Location,
         u"This status is a redirect."_qs,
         {},
         u"RFC 9110 §15.4.3"_qs},
        {u"method"_qs, About::Method, u"302 lets a client turn POST into GET."_qs,
         u"a user agent MAY change the request method"_qs, u"RFC 9110 §15.4.3"_qs},
        {u"method"_qs, About::Body, u"302 lets a client turn POST into GET."_qs,
         u"a user agent MAY change the request method"_qs, u"RFC 9110 §15.4.3"_qs},
        {u"content"_qs,
         About::Header,
         u"Without a body its description goes."_qs,
         {},
         u"RFC 9110 §15.4"_qs},
    };
    first.redirect = redirect;

    Hop second;
    second.exchange.request = requestTo("http://a.test/done", "GET");
    second.exchange.response = responseOf(200, "OK");
    second.exchange.response->body = bodyOf("thanks\n");

    Trace trace;
    trace.client.id = clientProfiles().constFirst().id;
    trace.hops = {first, second};
    trace.outcome = {OutcomeKind::Final, 2, {}};
    trace.findings = {
        {u"body-dropped"_qs, Level::Problem, 1, u"The body got lost."_qs, u"RFC 9110"_qs}};
    return trace;
}

/// Null when no line of the page holds it.
inline const PageLine *lineWith(const Page &page, const QString &text)
{
    for (const PageBlock &block : page) {
        for (const PageLine &line : block.lines) {
            if (line.text.contains(text)) {
                return &line;
            }
        }
    }
    return nullptr;
}

} // namespace hoplens
