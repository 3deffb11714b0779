// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/prepare.h"
#include "core/redirect/rules.h"
#include "core/trace/trace.h"

namespace hoplens {

/// Plays scripted answers through decideRedirect, as the tracer would, without a network.
struct Chain {
    QList<Hop> hops;
    OutcomeKind outcome = OutcomeKind::Final;
    bool ranOut = false; ///< the client asked for more answers than the script has

    qsizetype followed() const { return hops.size() - 1; }
    const Request &lastRequest() const { return hops.last().exchange.request; }
};

/// When every scripted exchange happens.
inline QDateTime playTime()
{
    return {QDate(2026, 11, 22), QTime(14, 2, 11), Qt::UTC};
}

inline Chain play(const Request &first, const QList<Response> &answers,
                  const ClientProfile &profile, const CookieJar &jar = {})
{
    Chain chain;
    CookieState state{jar, std::nullopt, playTime()};
    CookieRequest made =
        withCookies(prepareRequest(first, profile), profile.cookies, jar, state.now);
    Request request = made.request;
    RequestCookies cookies = made.cookies;
    for (const Response &answer : answers) {
        Hop hop;
        hop.exchange.request = request;
        hop.exchange.response = answer;
        hop.cookies = cookies.uses;
        hop.cookiesNotListed = cookies.notListed;
        hop.cookiesSet =
            storeCookies(state.jar, hop.exchange, static_cast<int>(chain.hops.size()) + 1,
                         profile.cookies, state.now);
        state.byHand = cookies.byHand;
        Decision decision = decideRedirect(hop.exchange, profile, chain.hops, state);
        if (auto *follow = std::get_if<Follow>(&decision)) {
            hop.redirect = follow->redirect;
            hop.soft = follow->soft;
            chain.hops.append(hop);
            request = follow->next;
            cookies = follow->cookies;
            continue;
        }
        hop.redirect = std::get<Stop>(decision).redirect;
        hop.soft = std::get<Stop>(decision).soft;
        chain.hops.append(hop);
        chain.outcome = std::get<Stop>(decision).kind;
        return chain;
    }
    Hop hop;
    hop.exchange.request = request;
    hop.cookies = cookies.uses;
    hop.cookiesNotListed = cookies.notListed;
    chain.hops.append(hop);
    chain.ranOut = true;
    return chain;
}

inline Url urlOf(const QByteArray &text)
{
    const Result<Url> url = parseUrl(text);
    Q_ASSERT_X(url, "urlOf", text.constData());
    return *url;
}

inline Request requestTo(const QByteArray &method, const QByteArray &url,
                         const Headers &headers = {}, std::optional<QByteArray> body = {})
{
    Request request;
    request.method = method;
    request.url = urlOf(url);
    request.headers = headers;
    if (body) {
        request.body = bodyOf(*body);
    }
    return request;
}

inline Response answer(int status, const QByteArray &location)
{
    Response response;
    response.version = "HTTP/1.1";
    response.status = status;
    response.headers = {{"Location", location, SetBy::User}};
    return response;
}

inline Response answer(int status, const Headers &headers = {})
{
    Response response;
    response.version = "HTTP/1.1";
    response.status = status;
    response.headers = headers;
    return response;
}

} // namespace hoplens
