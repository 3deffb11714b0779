// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace hoplens {

// Cookies as they stand in a trace. "RFC 6265bis" is draft-ietf-httpbis-rfc6265bis, and its section
// numbers are those of version 15 and later.

/// Default: the attribute was absent or said something else (§5.6.7).
enum class SameSite { Default, None, Lax, Strict };

/// What became of one Set-Cookie field.
enum class CookieResult {
    Stored,
    Replaced, ///< one with the same name, domain and path was there
    Removed, ///< such a one was there, and this one expires in the past
    Expired, ///< expires in the past, and there was nothing to remove
    Refused,
};

/// Why a Set-Cookie field was refused.
enum class CookieRefusal {
    NoJar, ///< the client keeps no cookies
    ControlCharacter,
    TooLong, ///< name and value together
    Empty, ///< neither name nor value
    DomainNotAscii,
    PublicSuffix, ///< Domain names a suffix such as "co.uk"
    OtherDomain, ///< the host is not within Domain
    SecureOverHttp,
    OverlaysSecure, ///< would hide a cookie that only https may set
    NoneNotSecure, ///< SameSite=None without Secure
    SecurePrefix, ///< "__Secure-" without Secure
    HostPrefix, ///< "__Host-" without Secure and Path=/, or with Domain
    NamelessPrefix, ///< no name, and a value that looks like a prefixed name
    TooMany, ///< Hoplens reads no more of them in one answer
};

/// One Set-Cookie field of a hop's final response. The value is in the response's fields only.
struct CookieSetting {
    QByteArray name; ///< may be empty
    QByteArray domain; ///< of the cookie, or, when it was refused, as asked for
    QByteArray path;
    bool hostOnly = true;
    bool secure = false;
    bool httpOnly = false;
    SameSite sameSite = SameSite::Default;
    std::optional<QDateTime> expires; ///< UTC; absent: at the end of the session
    CookieResult result = CookieResult::Stored;
    std::optional<CookieRefusal> refusal; ///< present when refused

    bool operator==(const CookieSetting &) const = default;
};

/// Why a cookie of the jar did not go with a request.
enum class CookieAbsence {
    OtherHost,
    OtherPath,
    SecureOverHttp,
    Expired,
    Removed, ///< by a later Set-Cookie
    ByHand, ///< the user set or removed the Cookie field, and the client leaves it at that
    FieldFull, ///< the Cookie field would become longer than Hoplens sends
};

/// A cookie of the jar, as far as one hop's request is concerned.
struct CookieUse {
    QByteArray name;
    QByteArray domain;
    QByteArray path;
    int setAt = 0; ///< 1-based hop whose answer set it; 0: it was there before the trace
    std::optional<CookieAbsence> absence; ///< absent: it was sent

    bool sent() const { return !absence; }
    bool operator==(const CookieUse &) const = default;
};

} // namespace hoplens
