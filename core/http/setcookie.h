// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/cookies.h"

namespace hoplens {

/// Octets of name and value together, RFC 6265bis §5.6 step 5.
inline constexpr qsizetype cookieSizeLimit = 4096;
/// Octets of one attribute's value, RFC 6265bis §5.6: longer ones are passed over.
inline constexpr qsizetype cookieAttributeLimit = 1024;
/// Longest life of a cookie in seconds, RFC 6265bis §5.5: 400 days.
inline constexpr qint64 cookieAgeLimit = 400LL * 24 * 60 * 60;

/// A Set-Cookie value as read, before it is known whether it may be stored.
struct SetCookie {
    QByteArray name;
    QByteArray value;
    std::optional<QByteArray> domain; ///< lower case, without its leading dot; may be empty
    std::optional<QByteArray> path; ///< as written; only one that begins with "/" is a path
    std::optional<qint64> maxAge; ///< seconds, at most cookieAgeLimit
    std::optional<QDateTime> expires; ///< UTC, not yet limited
    bool secure = false;
    bool httpOnly = false;
    SameSite sameSite = SameSite::Default;
    std::optional<CookieRefusal> refusal; ///< ControlCharacter or TooLong: only the name is there

    bool operator==(const SetCookie &) const = default;
};

/// RFC 6265bis §5.6. Reads anything; what makes the whole field void is in `refusal`.
SetCookie parseSetCookie(const QByteArray &field);

/// RFC 6265bis §5.1.1. Absent when the text is no date, however willingly it is read.
std::optional<QDateTime> parseCookieDate(const QByteArray &text);

} // namespace hoplens
