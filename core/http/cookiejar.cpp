// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/cookiejar.h"

#include "core/http/publicsuffix.h"
#include "core/url/ipaddress.h"

#include <algorithm>

namespace hoplens {

namespace {

QByteArray hostOf(const Url &url)
{
    return url.host.value_or(QByteArray());
}

bool isLoopback(const QByteArray &host)
{
    return host == "localhost" || host.endsWith(".localhost") || host == "[::1]"
        || (host.startsWith("127.") && isIpAddress(host));
}

bool isSecure(const Url &url, SecureBy secureBy)
{
    return url.scheme == "https"
        || (secureBy == SecureBy::HttpsOrLoopback && isLoopback(hostOf(url)));
}

bool hasPrefix(const QByteArray &text, const char *prefix)
{
    return text.left(static_cast<qsizetype>(qstrlen(prefix))).compare(prefix, Qt::CaseInsensitive)
        == 0;
}

bool isGone(const Cookie &cookie, const QDateTime &now)
{
    return cookie.removed || (cookie.expires && *cookie.expires <= now);
}

bool isAtHost(const Cookie &cookie, const QByteArray &host)
{
    return cookie.hostOnly ? host == cookie.domain : domainMatches(host, cookie.domain);
}

/// Of another site, and there before the trace: a trace that is passed on must not tell which sites
/// somebody visits.
bool isForeign(const Cookie &cookie, const QByteArray &host)
{
    return cookie.setAt == 0 && !isAtHost(cookie, host);
}

/// "a cookie with the same name, domain, host-only-flag, and path"
bool isSameCookie(const Cookie &a, const Cookie &b)
{
    return a.name == b.name && a.domain == b.domain && a.hostOnly == b.hostOnly && a.path == b.path;
}

/// §5.6.1 and §5.6.2: when it ends, never later than the age limit.
std::optional<QDateTime> expiryOf(const SetCookie &received, const QDateTime &now)
{
    if (received.maxAge) {
        return *received.maxAge > 0 ? now.addSecs(*received.maxAge)
                                    : QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    }
    return received.expires
        ? std::optional(std::min(*received.expires, now.addSecs(cookieAgeLimit)))
        : std::nullopt;
}

Cookie cookieOf(const SetCookie &received, const Url &url)
{
    Cookie cookie;
    cookie.name = received.name;
    cookie.value = received.value;
    cookie.hostOnly = received.domain.value_or(QByteArray()).isEmpty();
    cookie.domain = cookie.hostOnly ? hostOf(url) : *received.domain;
    const bool hasPath = received.path && received.path->startsWith('/');
    cookie.path = hasPath ? *received.path : defaultCookiePath(url);
    cookie.secure = received.secure;
    cookie.httpOnly = received.httpOnly;
    cookie.sameSite = received.sameSite;
    return cookie;
}

CookieSetting settingOf(const Cookie &cookie)
{
    return {cookie.name,     cookie.domain,   cookie.path,    cookie.hostOnly,      cookie.secure,
            cookie.httpOnly, cookie.sameSite, cookie.expires, CookieResult::Stored, std::nullopt};
}

CookieSetting refused(const Cookie &cookie, CookieRefusal refusal)
{
    CookieSetting setting = settingOf(cookie);
    setting.result = CookieResult::Refused;
    setting.refusal = refusal;
    return setting;
}

/// §5.7, the steps about the Domain attribute. Makes a suffix that is the host itself host-only.
std::optional<CookieRefusal> domainRefusal(Cookie &cookie, const QByteArray &host)
{
    if (cookie.hostOnly) {
        return std::nullopt;
    }
    if (std::any_of(cookie.domain.begin(), cookie.domain.end(),
                    [](char c) { return static_cast<unsigned char>(c) > 0x7f; })) {
        return CookieRefusal::DomainNotAscii;
    }
    // "If the domain-attribute is identical to the canonicalized request-host: Let the
    // domain-attribute be the empty string. Otherwise: Abort these steps"
    if (isPublicSuffix(cookie.domain)) {
        if (cookie.domain != host) {
            return domainMatches(host, cookie.domain) ? CookieRefusal::PublicSuffix
                                                      : CookieRefusal::OtherDomain;
        }
        cookie.hostOnly = true;
    }
    return domainMatches(host, cookie.domain) ? std::nullopt
                                              : std::optional(CookieRefusal::OtherDomain);
}

std::optional<CookieAbsence> absenceOf(const Cookie &cookie, const Url &url, const QDateTime &now,
                                       SecureBy secureBy)
{
    if (cookie.removed) {
        return CookieAbsence::Removed;
    }
    if (isGone(cookie, now)) {
        return CookieAbsence::Expired;
    }
    if (!isAtHost(cookie, hostOf(url))) {
        return CookieAbsence::OtherHost;
    }
    if (!pathMatches(url.path, cookie.path)) {
        return CookieAbsence::OtherPath;
    }
    return cookie.secure && !isSecure(url, secureBy) ? std::optional(CookieAbsence::SecureOverHttp)
                                                     : std::nullopt;
}

QByteArray pairOf(const Cookie &cookie)
{
    // "If the cookies' name is not empty, output the cookie's name followed by the %x3D ("=")
    // character."
    return cookie.name.isEmpty() ? cookie.value : cookie.name + '=' + cookie.value;
}

} // namespace

bool domainMatches(const QByteArray &host, const QByteArray &domain)
{
    return host == domain
        || (host.size() > domain.size() && host.endsWith(domain)
            && host.at(host.size() - domain.size() - 1) == '.' && !isIpAddress(host));
}

bool pathMatches(const QByteArray &path, const QByteArray &cookiePath)
{
    return path == cookiePath
        || (path.startsWith(cookiePath)
            && (cookiePath.endsWith('/') || path.at(cookiePath.size()) == '/'));
}

QByteArray defaultCookiePath(const Url &url)
{
    const qsizetype last = url.path.lastIndexOf('/');
    return last > 0 && url.path.startsWith('/') ? url.path.left(last) : QByteArray("/");
}

QList<CookieSetting> CookieJar::store(const Headers &response, const Url &url, int hop,
                                      const QDateTime &now, SecureBy secureBy)
{
    QList<CookieSetting> settings;
    const bool secureConnection = isSecure(url, secureBy);
    for (const QByteArray &field : valuesOf(response, "Set-Cookie")) {
        if (settings.size() == cookiesPerAnswer) {
            // One more entry says that there were more.
            settings.append(refused(Cookie(), CookieRefusal::TooMany));
            break;
        }
        settings.append(storeOne(parseSetCookie(field), url, hop, now, secureConnection));
    }
    return settings;
}

CookieSetting CookieJar::storeOne(const SetCookie &received, const Url &url, int hop,
                                  const QDateTime &now, bool secureConnection)
{
    Cookie cookie = cookieOf(received, url);
    if (received.refusal) {
        return refused(cookie, *received.refusal);
    }
    if (received.name.isEmpty() && received.value.isEmpty()) {
        return refused(cookie, CookieRefusal::Empty);
    }
    cookie.expires = expiryOf(received, now);
    cookie.setAt = hop;
    if (const std::optional<CookieRefusal> refusal = domainRefusal(cookie, hostOf(url))) {
        return refused(cookie, *refusal);
    }
    if (const std::optional<CookieRefusal> refusal =
            refusalOf(received, cookie, now, secureConnection)) {
        return refused(cookie, *refusal);
    }
    CookieSetting setting = settingOf(cookie);
    const auto old = std::find_if(m_cookies.begin(), m_cookies.end(), [&](const Cookie &candidate) {
        return isSameCookie(candidate, cookie);
    });
    const bool wasThere = old != m_cookies.end() && !isGone(*old, now);
    if (isGone(cookie, now)) {
        setting.result = wasThere ? CookieResult::Removed : CookieResult::Expired;
        // Also where nothing was: a cookie of that name which the user gave by hand is gone, too.
        cookie.removed = true;
        cookie.value.clear();
    } else if (wasThere) {
        setting.result = CookieResult::Replaced;
    }
    if (old != m_cookies.end()) {
        // "Update the creation-time of the newly-created cookie to match the creation-time of the
        // old-cookie." One that had expired was evicted long ago, so its time is not taken.
        cookie.created = wasThere ? old->created : ++m_created;
        m_cookies.erase(old);
    } else {
        cookie.created = ++m_created;
    }
    insert(cookie, now);
    return setting;
}

bool CookieJar::add(Cookie cookie)
{
    m_cookies.removeIf([&](const Cookie &other) { return isSameCookie(other, cookie); });
    const auto sharing = std::count_if(m_cookies.begin(), m_cookies.end(), [&](const Cookie &one) {
        return one.domain == cookie.domain;
    });
    if (sharing >= cookiesPerDomain || m_cookies.size() >= cookiesInJar) {
        return false;
    }
    cookie.created = ++m_created;
    m_cookies.append(cookie);
    return true;
}

/// §5.7, the steps behind those about the domain, in their order.
std::optional<CookieRefusal> CookieJar::refusalOf(const SetCookie &received, const Cookie &cookie,
                                                  const QDateTime &now, bool secureConnection) const
{
    if (cookie.secure && !secureConnection) {
        return CookieRefusal::SecureOverHttp;
    }
    if (!cookie.secure && !secureConnection && overlaysSecure(cookie, now)) {
        return CookieRefusal::OverlaysSecure;
    }
    if (cookie.sameSite == SameSite::None && !cookie.secure) {
        return CookieRefusal::NoneNotSecure;
    }
    if (hasPrefix(cookie.name, "__Secure-") && !cookie.secure) {
        return CookieRefusal::SecurePrefix;
    }
    // "The cookie-attribute-list contains an attribute with an attribute-name of "Path", and the
    // cookie's path is /."
    const bool asHostPrefixAsks =
        cookie.secure && cookie.hostOnly && received.path && cookie.path == "/";
    if (hasPrefix(cookie.name, "__Host-") && !asHostPrefixAsks) {
        return CookieRefusal::HostPrefix;
    }
    if (cookie.name.isEmpty()
        && (hasPrefix(cookie.value, "__Secure-") || hasPrefix(cookie.value, "__Host-"))) {
        return CookieRefusal::NamelessPrefix;
    }
    return std::nullopt;
}

/// "Leave Secure Cookies Alone": over http, no cookie may stand in the way of a Secure one.
bool CookieJar::overlaysSecure(const Cookie &cookie, const QDateTime &now) const
{
    return std::any_of(m_cookies.begin(), m_cookies.end(), [&](const Cookie &other) {
        return other.name == cookie.name && other.secure && !isGone(other, now)
            && (domainMatches(other.domain, cookie.domain)
                || domainMatches(cookie.domain, other.domain))
            && pathMatches(cookie.path, other.path);
    });
}

void CookieJar::insert(const Cookie &cookie, const QDateTime &now)
{
    const auto sharing = std::count_if(m_cookies.begin(), m_cookies.end(), [&](const Cookie &one) {
        return one.domain == cookie.domain;
    });
    if (sharing >= cookiesPerDomain) {
        evict(cookie.domain, now);
    } else if (m_cookies.size() >= cookiesInJar) {
        evict({}, now);
    }
    const auto place =
        std::upper_bound(m_cookies.begin(), m_cookies.end(), cookie,
                         [](const Cookie &a, const Cookie &b) { return a.created < b.created; });
    m_cookies.insert(place, cookie);
}

/// §5.7, "remove excess cookies": expired ones first, then those without Secure, then all; of
/// equals the oldest. `domain` empty: of any domain.
void CookieJar::evict(const QByteArray &domain, const QDateTime &now)
{
    const auto rank = [&](const Cookie &cookie) {
        return isGone(cookie, now) ? 0 : !cookie.secure && !domain.isEmpty() ? 1 : 2;
    };
    auto first = m_cookies.end();
    for (auto it = m_cookies.begin(); it != m_cookies.end(); ++it) {
        const bool concerned = domain.isEmpty() || it->domain == domain;
        if (concerned && (first == m_cookies.end() || rank(*it) < rank(*first))) {
            first = it;
        }
    }
    m_cookies.erase(first);
}

CookieSelection CookieJar::forRequest(const Url &url, const QDateTime &now, SecureBy secureBy) const
{
    QList<Cookie> chosen;
    QList<CookieUse> others;
    const auto useOf = [](const Cookie &cookie, std::optional<CookieAbsence> absence) {
        return CookieUse{cookie.name, cookie.domain, cookie.path, cookie.setAt, absence};
    };
    qsizetype foreign = 0;
    for (const Cookie &cookie : m_cookies) {
        if (isForeign(cookie, hostOf(url))) {
            ++foreign;
        } else if (const auto absence = absenceOf(cookie, url, now, secureBy)) {
            others.append(useOf(cookie, absence));
        } else {
            chosen.append(cookie);
        }
    }
    // "Cookies with longer paths are listed before cookies with shorter paths. Among cookies that
    // have equal-length path fields, cookies with earlier creation-times are listed before"
    std::stable_sort(chosen.begin(), chosen.end(), [](const Cookie &a, const Cookie &b) {
        return a.path.size() > b.path.size();
    });
    CookieSelection selection;
    for (const Cookie &cookie : chosen) {
        const QByteArray pair = pairOf(cookie);
        const QByteArray separator = selection.field.isEmpty() ? QByteArray() : QByteArray("; ");
        if (selection.field.size() + separator.size() + pair.size() > cookieFieldLimit) {
            others.prepend(useOf(cookie, CookieAbsence::FieldFull));
            continue;
        }
        selection.field += separator + pair;
        selection.uses.append(useOf(cookie, std::nullopt));
    }
    selection.uses += others;
    selection.notListed = std::max<qsizetype>(0, selection.uses.size() - cookiesListed);
    selection.uses.resize(selection.uses.size() - selection.notListed);
    selection.notListed += foreign;
    return selection;
}

bool CookieJar::hasHad(const QByteArray &name, const Url &url) const
{
    return std::any_of(m_cookies.begin(), m_cookies.end(), [&](const Cookie &cookie) {
        return cookie.name == name && isAtHost(cookie, hostOf(url))
            && pathMatches(url.path, cookie.path);
    });
}

QList<CookieSetting> cookiesWithoutJar(const Headers &response, const Url &url)
{
    QList<CookieSetting> settings;
    for (const QByteArray &field : valuesOf(response, "Set-Cookie")) {
        if (settings.size() == cookiesPerAnswer) {
            break;
        }
        settings.append(refused(cookieOf(parseSetCookie(field), url), CookieRefusal::NoJar));
    }
    return settings;
}

} // namespace hoplens
