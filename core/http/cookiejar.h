// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"
#include "core/http/setcookie.h"
#include "core/url/url.h"

namespace hoplens {

// RFC 6265bis §6.1 asks for at least 50 cookies a domain and 3000 in all. What a hostile server can
// make of a trace of 1000 hops is bounded by the other limits.

/// Set-Cookie fields of one answer that are read.
inline constexpr qsizetype cookiesPerAnswer = 50;
inline constexpr qsizetype cookiesPerDomain = 180;
inline constexpr qsizetype cookiesInJar = 3000;
/// Octets of a Cookie field that the jar makes: servers refuse heads far smaller.
inline constexpr qsizetype cookieFieldLimit = 32 * 1024LL;
/// Cookies of the jar that are listed with one request; what was sent comes first.
inline constexpr qsizetype cookiesListed = 200;

/// What counts as the "secure" connection that Secure cookies need. RFC 6265bis leaves it to the
/// client; Fetch §3.1.1 says: "If request's current URL's scheme is "https", then set isSecure to
/// true." Browsers as built, and curl, take http to the own machine (localhost, 127.0.0.0/8, ::1)
/// for secure, too. The standard's way is the default; a profile can say the other.
enum class SecureBy { Https, HttpsOrLoopback };

/// A cookie in the jar.
struct Cookie {
    QByteArray name;
    QByteArray value;
    QByteArray domain;
    QByteArray path;
    bool hostOnly = true;
    bool secure = false;
    bool httpOnly = false;
    SameSite sameSite = SameSite::Default;
    std::optional<QDateTime> expires; ///< UTC; absent: at the end of the session
    bool removed = false; ///< by the server; kept so that the trace can say so
    qint64 created = 0; ///< order of creation
    int setAt = 0; ///< 1-based hop; 0: there before the trace

    bool operator==(const Cookie &) const = default;
};

/// What the jar gives for one request.
struct CookieSelection {
    QByteArray field; ///< value of the Cookie field; empty: no field
    QList<CookieUse> uses; ///< at most cookiesListed
    qsizetype notListed = 0; ///< the others, and all that were there before for other hosts
};

/// The cookies of one trace, RFC 6265bis §5.7 and §5.8: a value that knows no clock and no network.
/// SameSite is kept and shown, but stops nothing: §5.2, "If request's client is null, return
/// same-site. Note that this is the case for navigation triggered by the user directly", and nobody
/// but the user begins a trace.
class CookieJar {
public:
    /// Takes the Set-Cookie fields of a final response (RFC 6265bis §5.7) and says what became of
    /// each, in order. `hop` is the 1-based number of the hop, `now` the time of the response.
    QList<CookieSetting> store(const Headers &response, const Url &url, int hop,
                               const QDateTime &now, SecureBy secureBy = SecureBy::Https);

    /// Puts in a cookie that no answer set, as it is; one of the same name, domain and path goes.
    /// False when there is no room for it. Its order of creation is the order of the calls.
    bool add(Cookie cookie);

    /// RFC 6265bis §5.8.3: which cookies go with a request to this address, and why others do not.
    CookieSelection forRequest(const Url &url, const QDateTime &now,
                               SecureBy secureBy = SecureBy::Https) const;

    /// Whether a server has set or removed a cookie of that name that concerns this address.
    bool hasHad(const QByteArray &name, const Url &url) const;

    bool isEmpty() const { return m_cookies.isEmpty(); }
    const QList<Cookie> &cookies() const { return m_cookies; }
    bool operator==(const CookieJar &) const = default;

private:
    CookieSetting storeOne(const SetCookie &received, const Url &url, int hop, const QDateTime &now,
                           bool secureConnection);
    std::optional<CookieRefusal> refusalOf(const SetCookie &received, const Cookie &cookie,
                                           const QDateTime &now, bool secureConnection) const;
    bool overlaysSecure(const Cookie &cookie, const QDateTime &now) const;
    void insert(const Cookie &cookie, const QDateTime &now);
    void evict(const QByteArray &domain, const QDateTime &now);

    QList<Cookie> m_cookies; ///< in order of creation
    qint64 m_created = 0;
};

/// The same verdicts for a client that keeps no cookies: every field is refused as NoJar.
QList<CookieSetting> cookiesWithoutJar(const Headers &response, const Url &url);

/// RFC 6265bis §5.1.3, §5.1.4.
bool domainMatches(const QByteArray &host, const QByteArray &domain);
bool pathMatches(const QByteArray &path, const QByteArray &cookiePath);
QByteArray defaultCookiePath(const Url &url);

} // namespace hoplens
