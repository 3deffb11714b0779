// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/setcookie.h"

#include "core/url/ascii.h"

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

/// Of a field that is void, this much of its name is kept.
constexpr qsizetype nameShown = 64;

bool isWhiteSpace(char c)
{
    return c == ' ' || c == '\t';
}

/// "Remove any leading or trailing WSP characters": SP and HTAB only.
QByteArray trimmedWhiteSpace(const QByteArray &text)
{
    qsizetype begin = 0;
    qsizetype end = text.size();
    while (begin < end && isWhiteSpace(text.at(begin))) {
        ++begin;
    }
    while (end > begin && isWhiteSpace(text.at(end - 1))) {
        --end;
    }
    return text.mid(begin, end - begin);
}

/// "a %x00-08 / %x0A-1F / %x7F character (CTL characters excluding HTAB)"
bool isForbiddenControl(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return (octet < 0x20 && octet != '\t') || octet == 0x7f;
}

struct Pair {
    QByteArray name;
    QByteArray value;
    bool hasEquals = false;
};

Pair splitAtEquals(const QByteArray &text)
{
    const qsizetype equals = text.indexOf('=');
    if (equals < 0) {
        return {trimmedWhiteSpace(text), {}, false};
    }
    return {trimmedWhiteSpace(text.left(equals)), trimmedWhiteSpace(text.mid(equals + 1)), true};
}

bool isWord(const QByteArray &text, const char *word)
{
    return text.compare(word, Qt::CaseInsensitive) == 0;
}

/// §5.6.2. Longer numbers than fit are still numbers, so only their sign counts.
std::optional<qint64> parseMaxAge(const QByteArray &value)
{
    const bool negative = value.startsWith('-');
    const QByteArray digits = value.mid(negative ? 1 : 0);
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), isAsciiDigit)) {
        return std::nullopt;
    }
    bool fits = false;
    const qint64 seconds = digits.toLongLong(&fits);
    if (negative || (fits && seconds == 0)) {
        return 0;
    }
    // "Set delta-seconds to the smaller of its present value and cookie-age-limit."
    return fits ? std::min(seconds, cookieAgeLimit) : cookieAgeLimit;
}

SameSite parseSameSite(const QByteArray &value)
{
    if (isWord(value, "None")) {
        return SameSite::None;
    }
    if (isWord(value, "Lax")) {
        return SameSite::Lax;
    }
    return isWord(value, "Strict") ? SameSite::Strict : SameSite::Default;
}

/// Later attributes win, since the storage model takes "the last attribute in the list".
void readAttribute(SetCookie &cookie, const Pair &attribute)
{
    const QByteArray &name = attribute.name;
    const QByteArray &value = attribute.value;
    // "If the attribute-value is longer than 1024 octets, ignore the cookie-av string"
    if (value.size() > cookieAttributeLimit) {
        return;
    }
    if (isWord(name, "Expires")) {
        if (const std::optional<QDateTime> date = parseCookieDate(value)) {
            cookie.expires = date;
        }
    } else if (isWord(name, "Max-Age")) {
        if (const std::optional<qint64> age = parseMaxAge(value)) {
            cookie.maxAge = age;
        }
    } else if (isWord(name, "Domain")) {
        cookie.domain = value.mid(value.startsWith('.') ? 1 : 0).toLower();
    } else if (isWord(name, "Path")) {
        cookie.path = value;
    } else if (isWord(name, "Secure")) {
        cookie.secure = true;
    } else if (isWord(name, "HttpOnly")) {
        cookie.httpOnly = true;
    } else if (isWord(name, "SameSite")) {
        cookie.sameSite = parseSameSite(value);
    }
}

/// 1*2DIGIT or 2*4DIGIT at the beginning, and no digit behind it.
std::optional<int> leadingNumber(const QByteArray &token, int shortest, int longest)
{
    int digits = 0;
    int number = 0;
    while (digits < token.size() && isAsciiDigit(token.at(digits))) {
        if (++digits > longest) {
            return std::nullopt;
        }
        number = number * 10 + (token.at(digits - 1) - '0');
    }
    return digits >= shortest ? std::optional(number) : std::nullopt;
}

/// hms-time = time-field ":" time-field ":" time-field, each 1*2DIGIT
std::optional<std::array<int, 3>> parseTime(const QByteArray &token)
{
    const QList<QByteArray> fields = token.split(':');
    if (fields.size() < 3) {
        return std::nullopt;
    }
    std::array<int, 3> time{};
    for (std::size_t i = 0; i < time.size(); ++i) {
        const QByteArray &field = fields.at(static_cast<qsizetype>(i));
        const std::optional<int> number = leadingNumber(field, 1, 2);
        // Only behind the seconds may more follow: [ non-digit *OCTET ].
        const bool isLast = i + 1 == time.size();
        if (!number || (!isLast && !std::all_of(field.begin(), field.end(), isAsciiDigit))) {
            return std::nullopt;
        }
        time.at(i) = *number;
    }
    return time;
}

std::optional<int> parseMonth(const QByteArray &token)
{
    static const QByteArray months = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (token.size() < 3) {
        return std::nullopt;
    }
    const qsizetype at = months.indexOf(token.left(3).toLower());
    return at >= 0 && at % 3 == 0 ? std::optional(static_cast<int>(at / 3) + 1) : std::nullopt;
}

/// delimiter = %x09 / %x20-2F / %x3B-40 / %x5B-60 / %x7B-7E
bool isDateDelimiter(char c)
{
    return c == '\t' || (c >= 0x20 && c <= 0x2f) || (c >= 0x3b && c <= 0x40)
        || (c >= 0x5b && c <= 0x60) || (c >= 0x7b && c <= 0x7e);
}

QList<QByteArray> dateTokens(const QByteArray &text)
{
    QList<QByteArray> tokens;
    const auto *at = text.begin();
    while (at != text.end()) {
        const auto *const begin = std::find_if_not(at, text.end(), isDateDelimiter);
        at = std::find_if(begin, text.end(), isDateDelimiter);
        if (begin != at) {
            tokens.append(QByteArray(begin, std::distance(begin, at)));
        }
    }
    return tokens;
}

} // namespace

SetCookie parseSetCookie(const QByteArray &field)
{
    SetCookie cookie;
    const qsizetype semicolon = field.indexOf(';');
    const QByteArray pair = semicolon < 0 ? field : field.left(semicolon);
    const Pair split = splitAtEquals(pair);
    // "If the name-value-pair string lacks a %x3D ("=") character, then the name string is empty,
    // and the value string is the value of name-value-pair."
    cookie.name = split.hasEquals ? split.name : QByteArray();
    cookie.value = split.hasEquals ? split.value : split.name;
    if (std::any_of(field.begin(), field.end(), isForbiddenControl)) {
        cookie.refusal = CookieRefusal::ControlCharacter;
    } else if (cookie.name.size() + cookie.value.size() > cookieSizeLimit) {
        cookie.refusal = CookieRefusal::TooLong;
    }
    if (cookie.refusal) {
        cookie.name = trimmedWhiteSpace(cookie.name.left(nameShown));
        cookie.value.clear();
        return cookie;
    }
    for (qsizetype begin = semicolon; begin >= 0;) {
        const qsizetype end = field.indexOf(';', begin + 1);
        readAttribute(cookie, splitAtEquals(field.mid(begin + 1, end < 0 ? -1 : end - begin - 1)));
        begin = end;
    }
    return cookie;
}

std::optional<QDateTime> parseCookieDate(const QByteArray &text)
{
    std::optional<std::array<int, 3>> time;
    std::optional<int> day;
    std::optional<int> month;
    std::optional<int> year;
    for (const QByteArray &token : dateTokens(text)) {
        if (!time && (time = parseTime(token))) {
            continue;
        }
        if (!day && (day = leadingNumber(token, 1, 2))) {
            continue;
        }
        if (!month && (month = parseMonth(token))) {
            continue;
        }
        if (!year) {
            year = leadingNumber(token, 2, 4);
        }
    }
    if (!time || !day || !month || !year) {
        return std::nullopt;
    }
    if (*year >= 70 && *year <= 99) {
        *year += 1900;
    } else if (*year <= 69) {
        *year += 2000;
    }
    const auto [hour, minute, second] = *time;
    const QDate date(*year, *month, *day); // "If no such date exists, [...] fail"
    if (!date.isValid() || *year < 1601 || hour > 23 || minute > 59 || second > 59) {
        return std::nullopt;
    }
    return QDateTime(date, QTime(hour, minute, second), Qt::UTC);
}

} // namespace hoplens
