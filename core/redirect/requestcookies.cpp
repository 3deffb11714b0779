// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/requestcookies.h"

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

constexpr const char *cookieName = "Cookie";

bool takenAway(const Request &request)
{
    return std::any_of(request.withoutDefaults.begin(), request.withoutDefaults.end(),
                       [](const QByteArray &name) { return sameFieldName(name, cookieName); });
}

/// The user's cookies but those whose namesake a server of this trace has set or removed.
QByteArray withoutNamesakes(const QByteArray &byHand, const CookieJar &jar, const Url &url)
{
    QByteArray kept;
    bool dropped = false;
    for (const QByteArray &piece : byHand.split(';')) {
        const QByteArray pair = piece.trimmed();
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? QByteArray() : pair.left(equals).trimmed();
        if (jar.hasHad(name, url)) {
            dropped = true;
        } else if (!pair.isEmpty()) {
            kept += kept.isEmpty() ? pair : "; " + pair;
        }
    }
    return dropped ? kept : byHand; // as written, if nothing is to go
}

QByteArray joined(const QByteArray &first, const QByteArray &second)
{
    return first.isEmpty() || second.isEmpty() ? first + second : first + "; " + second;
}

} // namespace

CookieRequest withCookies(Request prepared, const CookieRules &rules, const CookieJar &jar,
                          const QDateTime &now)
{
    using ByHand = CookieRules::ByHand;
    CookieRequest made{std::move(prepared), {}, false};
    if (!rules.jar || jar.isEmpty()) {
        return made;
    }
    CookieSelection selection = jar.forRequest(made.request.url, now, rules.secureBy);
    made.cookies = {selection.uses, selection.notListed, std::nullopt};
    Headers byHand = made.request.headers;
    byHand.removeIf([](const Field &field) { return !isNamed(field, cookieName); });
    const bool alone = byHand.size() > 1 || (!byHand.isEmpty() && rules.byHand == ByHand::Alone);
    if (alone || takenAway(made.request)) {
        for (CookieUse &use : made.cookies.uses) {
            use.absence = use.absence.value_or(CookieAbsence::ByHand);
        }
        return made;
    }
    const QByteArray given = byHand.isEmpty() ? QByteArray() : byHand.first().value;
    const QByteArray kept = rules.jarWins ? withoutNamesakes(given, jar, made.request.url) : given;
    if (selection.field.isEmpty() && kept == given) {
        return made; // whatever the user set, it goes as it is
    }
    // RFC 6265bis §5.8.1: "the user agent MUST NOT attach more than one Cookie header field."
    const QByteArray value = rules.byHand == ByHand::AfterJar ? joined(selection.field, kept)
                                                              : joined(kept, selection.field);
    if (!byHand.isEmpty()) {
        made.cookies.byHand = byHand.first();
    }
    made.madeByClient = true;
    if (value.isEmpty()) {
        removeFields(made.request.headers, cookieName);
    } else {
        setField(made.request.headers, {cookieName, value, SetBy::Client});
    }
    return made;
}

Headers withoutJarCookies(Headers sent, const std::optional<Field> &byHand)
{
    if (byHand) {
        setField(sent, *byHand);
    } else {
        sent.removeIf([](const Field &field) {
            return field.setBy == SetBy::Client && isNamed(field, cookieName);
        });
    }
    return sent;
}

QList<CookieSetting> storeCookies(CookieJar &jar, const Exchange &exchange, int hop,
                                  const CookieRules &rules, const QDateTime &now)
{
    // Of the final response only; RFC 6265bis §5.3: "User agents MAY ignore Set-Cookie header
    // fields contained in responses with 100-level status codes".
    const Headers &headers = exchange.response->headers;
    const Url &url = exchange.request.url;
    return rules.jar ? jar.store(headers, url, hop, now, rules.secureBy)
                     : cookiesWithoutJar(headers, url);
}

} // namespace hoplens
