// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/cookiejar.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <iterator>

namespace hoplens {

namespace {

/// Answers that the first line with "*" in front stands for: more cookies than a domain may have.
constexpr int flood = cookiesPerDomain / cookiesPerAnswer + 1;

bool isControl(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7f;
}

/// RFC 6265bis lets HTAB stand within names and values; a field value may have it, too.
bool isClean(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return isControl(c) && c != '\t'; });
}

bool isTrimmed(const QByteArray &text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    return text.isEmpty() || (!isSpace(text.front()) && !isSpace(text.back()));
}

bool beginsWith(const QByteArray &text, QByteArrayView lowerCasePrefix)
{
    return text.toLower().startsWith(lowerCasePrefix);
}

Url someUrl()
{
    return *parseUrl("https://www.example.co.uk/a/b");
}

void requireSound(const SetCookie &cookie, const QByteArray &field)
{
    require(parseSetCookie(field) == cookie, "reading again gives the same");
    require(cookie.name.size() + cookie.value.size() <= cookieSizeLimit, "limit of a cookie");
    require(!cookie.name.contains(';') && !cookie.name.contains('=') && !cookie.value.contains(';'),
            "a cookie is one pair");
    require(isTrimmed(cookie.name) && isTrimmed(cookie.value), "no white space around");
    if (cookie.refusal) {
        require(cookie.value.isEmpty() && cookie.name.size() <= 64 && !cookie.domain && !cookie.path
                    && !cookie.maxAge && !cookie.expires,
                "of a field that is void only the name is there");
        return;
    }
    require(isClean(field), "a control character makes the field void");
    require(cookie.domain.value_or("").size() <= cookieAttributeLimit
                && cookie.path.value_or("").size() <= cookieAttributeLimit,
            "limit of an attribute");
    require(!cookie.maxAge || (*cookie.maxAge >= 0 && *cookie.maxAge <= cookieAgeLimit),
            "limit of the age");
    require(!cookie.expires
                || (cookie.expires->isValid() && cookie.expires->timeSpec() == Qt::UTC
                    && cookie.expires->date().year() >= 1601
                    && cookie.expires->date().year() <= 9999),
            "a date is one");
}

/// RFC 6265bis §5.1.3 in other words: the host, or what follows one of its dots.
bool isWithin(const QByteArray &host, const QByteArray &domain)
{
    return host == domain || host.endsWith('.' + domain);
}

/// What holds for each cookie of the jar, whoever set it.
void requireSound(const Cookie &cookie, const QDateTime &now)
{
    require(isClean(cookie.name) && isClean(cookie.value), "no control characters in the jar");
    require(isTrimmed(cookie.name) && isTrimmed(cookie.value), "no white space around");
    require(cookie.name.size() + cookie.value.size() <= cookieSizeLimit, "limit of a cookie");
    require(cookie.removed || !cookie.name.isEmpty() || !cookie.value.isEmpty(), "not empty");
    require(cookie.path.startsWith('/') && isClean(cookie.path), "a path is one");
    require(std::all_of(cookie.domain.begin(), cookie.domain.end(),
                        [](char c) { return c > ' ' && c <= '~'; }),
            "a domain is a part of a host");
    require(cookie.expires.value_or(now) <= now.addSecs(cookieAgeLimit), "limit of the age");
    require(cookie.sameSite != SameSite::None || cookie.secure, "SameSite=None is Secure");
    require(!beginsWith(cookie.name, "__secure-") || cookie.secure, "__Secure- is Secure");
    require(!beginsWith(cookie.name, "__host-")
                || (cookie.secure && cookie.hostOnly && cookie.path == "/"),
            "__Host- is of its host alone");
}

void requireAllowed(const CookieSetting &setting, const Url &url)
{
    require(setting.refusal.has_value() == (setting.result == CookieResult::Refused),
            "a refusal has its reason");
    if (setting.refusal) {
        return;
    }
    const QByteArray host = url.host.value_or("");
    require(setting.hostOnly ? setting.domain == host : isWithin(host, setting.domain),
            "nobody sets cookies for others");
    QByteArray labels = setting.domain;
    while (labels.endsWith('.')) {
        labels.chop(1);
    }
    require(setting.hostOnly || labels.contains('.'), "nobody sets cookies for a top-level domain");
    require(!setting.secure || url.scheme == "https", "Secure comes over https");
}

void requireUnique(const CookieJar &jar)
{
    const auto keyOf = [](const Cookie &cookie) {
        return QList<QByteArray>{cookie.name, cookie.domain, cookie.path,
                                 cookie.hostOnly ? "host" : "domain"};
    };
    QList<QList<QByteArray>> keys;
    std::transform(jar.cookies().begin(), jar.cookies().end(), std::back_inserter(keys), keyOf);
    std::sort(keys.begin(), keys.end());
    require(std::adjacent_find(keys.begin(), keys.end()) == keys.end(), "no cookie is there twice");
}

void requireLimits(const CookieJar &jar, const QDateTime &now)
{
    require(jar.cookies().size() <= cookiesInJar, "limit of the jar");
    for (const Cookie &cookie : jar.cookies()) {
        requireSound(cookie, now);
        const auto sharing =
            std::count_if(jar.cookies().begin(), jar.cookies().end(),
                          [&](const Cookie &other) { return other.domain == cookie.domain; });
        require(sharing <= cookiesPerDomain, "limit of a domain");
    }
    require(std::is_sorted(jar.cookies().begin(), jar.cookies().end(),
                           [](const Cookie &a, const Cookie &b) { return a.created < b.created; }),
            "the jar is in order of creation");
    requireUnique(jar);
}

void requireSent(const CookieJar &jar, const Url &url, const QDateTime &now, SecureBy secureBy)
{
    const CookieSelection selection = jar.forRequest(url, now, secureBy);
    require(isClean(selection.field), "the Cookie field is one line");
    require(selection.field.size() <= cookieFieldLimit, "limit of the Cookie field");
    require(selection.uses.size() <= cookiesListed, "limit of the list");
    require(selection.uses.size() + selection.notListed == jar.cookies().size(),
            "each cookie of the jar is accounted for");
    const auto sent = std::count_if(selection.uses.begin(), selection.uses.end(),
                                    [](const CookieUse &use) { return use.sent(); });
    require((sent > 0) == !selection.field.isEmpty(), "the field is what is sent");
    // Cookies that are sent come first, so all are listed if not all places are theirs.
    require(selection.field.count(';') == std::max<qsizetype>(0, sent - 1) || sent == cookiesListed,
            "no cookie makes itself two");
    const QByteArray host = url.host.value_or("");
    const auto mayGo = [&](const Cookie &cookie) {
        return !cookie.removed && cookie.expires.value_or(now.addSecs(1)) > now
            && (cookie.hostOnly ? host == cookie.domain : isWithin(host, cookie.domain))
            && url.path.startsWith(cookie.path)
            && (!cookie.secure || url.scheme == "https" || secureBy != SecureBy::Https);
    };
    for (const CookieUse &use : selection.uses) {
        require(!use.sent()
                    || std::any_of(jar.cookies().begin(), jar.cookies().end(),
                                   [&](const Cookie &cookie) {
                                       return cookie.name == use.name && cookie.domain == use.domain
                                           && cookie.path == use.path && mayGo(cookie);
                                   }),
                "cookies go where they belong");
    }
}

/// One field; of a line with "*" in front, more fields than are read, each with its own number.
Headers fieldsOf(const QByteArray &line, qsizetype answer)
{
    if (!line.startsWith('*')) {
        return {{"Set-Cookie", line}};
    }
    Headers fields;
    for (qsizetype i = 0; i <= cookiesPerAnswer; ++i) {
        fields.append(
            {"Set-Cookie", QByteArray::number(answer * cookiesPerAnswer + i) + line.mid(1)});
    }
    return fields;
}

void answer(CookieJar &jar, const Headers &fields, const Url &url, int hop, const QDateTime &now)
{
    CookieJar again = jar;
    const QList<CookieSetting> settings = jar.store(fields, url, hop, now);
    require(again.store(fields, url, hop, now) == settings && again == jar,
            "storing again gives the same");
    require(settings.size() == std::min(fields.size(), cookiesPerAnswer + 1),
            "each field has its verdict");
    for (const CookieSetting &setting : settings) {
        requireAllowed(setting, url);
    }
}

} // namespace

/// A line that begins with "http" is where the next answers come from, an hour later; each other
/// line is a Set-Cookie value, or with "*" in front many of them. Then every address gets what
/// belongs to it.
void fuzz(const QByteArray &input)
{
    requireSound(parseSetCookie(input), input);
    QDateTime now(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    QList<Url> urls{someUrl()};
    CookieJar jar;
    int hop = 1;
    answer(jar, {{"Set-Cookie", input}}, urls.last(), hop, now);
    int floods = 0;
    for (const QByteArray &line : input.split('\n').mid(0, 64)) {
        const Result<Url> url = line.startsWith("http") ? parseUrl(line) : Result<Url>(Error{});
        if (url && isHttp(*url)) {
            urls.append(*url);
            now = now.addSecs(60LL * 60);
            ++hop;
            continue;
        }
        requireSound(parseSetCookie(line), line);
        const int answers = line.startsWith('*') && floods++ == 0 ? flood : 1;
        for (int i = 0; i < answers; ++i) {
            answer(jar, fieldsOf(line, i), urls.last(), hop, now);
        }
    }
    requireLimits(jar, now);
    for (const Url &url : urls.mid(0, 8)) {
        for (const SecureBy secureBy : {SecureBy::Https, SecureBy::HttpsOrLoopback}) {
            requireSent(jar, url, now, secureBy);
        }
    }
}

} // namespace hoplens
