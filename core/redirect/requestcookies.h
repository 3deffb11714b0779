// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"
#include "core/trace/trace.h"

namespace hoplens {

/// The cookies of one request.
struct RequestCookies {
    QList<CookieUse> uses;
    qint64 notListed = 0;
    /// The user's own Cookie field, when the client sent another in its place.
    std::optional<Field> byHand;
};

/// What a decision needs to know about cookies; as empty as it is, the client has none.
struct CookieState {
    CookieJar jar; ///< with those that the response set
    std::optional<Field> byHand; ///< of the request that was sent
    QDateTime now;
};

struct CookieRequest {
    Request request;
    RequestCookies cookies;
    bool madeByClient = false; ///< the Cookie field is the client's work, also if it went
};

/// A prepared request with the Cookie field that the client makes of the jar and of what the user
/// set by hand. Two Cookie fields by hand go as they are, and alone.
CookieRequest withCookies(Request prepared, const CookieRules &rules, const CookieJar &jar,
                          const QDateTime &now);

/// The fields as they were before withCookies, so that field rules see what the user set.
Headers withoutJarCookies(Headers sent, const std::optional<Field> &byHand);

/// Puts the response's cookies into the jar, if this client has one. `hop` is 1-based.
QList<CookieSetting> storeCookies(CookieJar &jar, const Exchange &exchange, int hop,
                                  const CookieRules &rules, const QDateTime &now);

} // namespace hoplens
