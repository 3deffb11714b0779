// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/secretnames.h"

#include "core/formats/redaction.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

// All tables are in the form of plainName(): lower case, letters and digits only, so that
// "X-Api-Key", "api_key" and "apiKey" are one name.

/// Anywhere in the name of a field.
constexpr std::array secretFieldParts{
    "authorization", "token",     "secret",    "password",   "passwd",       "passphrase",
    "apikey",        "accesskey", "authkey",   "privatekey", "secretkey",    "subscriptionkey",
    "credential",    "sessionid", "signature", "assertion",  "functionskey",
};

/// Fields with one of these parts whose value is no secret.
constexpr std::array harmlessFields{
    "signatureinput", // RFC 9421: what is signed, not the signature
    "acceptsignature", // RFC 9421
};

/// The whole name of a field.
constexpr std::array secretFields{
    "cookie2", "setcookie2", "xauth", "xkey", "xsession", "xjwt",
};

/// The whole name of a parameter or a JSON member.
constexpr std::array secretParameters{
    "auth",
    "authorization",
    "jwt",
    "pass",
    "pwd",
    "session",
    "sessionid",
    "sid",
    "phpsessid",
    "jsessionid",
    "sig",
    "hmac",
    "otp",
    "passcode",
    "pin",
    "samlresponse",
    "oauthverifier",
    "codeverifier",
    "devicecode",
    "credentials",
    "xamzcredential",
    "csrf",
    "xsrf",
    "cookie",
    "awsaccesskeyid",
    "keypairid",
};

/// The same in a URL or a form only; in JSON these are members like any other.
constexpr std::array secretUrlParameters{"key", "ticket"};

/// The end of a parameter's or a member's name: "access_token", "client_secret", "X-Amz-Signature".
constexpr std::array secretEndings{
    "token",     "secret",     "password",  "passwd",       "passphrase",      "apikey",
    "accesskey", "privatekey", "secretkey", "authkey",      "signature",       "credential",
    "assertion", "sessionkey", "userpass",  "sessiontoken", "subscriptionkey",
};

/// A field name or parameter name is longer than this only to annoy.
constexpr qsizetype longestName = 256;

/// Lower case, letters and digits only.
QByteArray plainName(const QByteArray &name)
{
    QByteArray plain;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            plain.append(c);
        } else if (c >= 'A' && c <= 'Z') {
            plain.append(static_cast<char>(c - 'A' + 'a'));
        }
    }
    return plain;
}

QByteArray plainParameterName(const QByteArray &name)
{
    // Only the end tells; a name that long is cut there.
    return plainName(percentDecoded(name.right(longestName)));
}

template <std::size_t size>
bool isOneOf(const QByteArray &name, const std::array<const char *, size> &table)
{
    return std::any_of(table.begin(), table.end(),
                       [&](const char *entry) { return name == entry; });
}

} // namespace

Fields fieldKind(const QByteArray &name)
{
    const QByteArray plain = plainName(name);
    if (plain == "cookie") {
        return Fields::Cookies;
    }
    if (plain == "setcookie") {
        return Fields::SetCookie;
    }
    if (plain.contains("authorization")) {
        return Fields::Credentials;
    }
    // What CORS (Fetch §3.2) says about names and methods holds no values.
    if (isOneOf(plain, harmlessFields) || plain.startsWith("accesscontrol")) {
        return Fields::NoSecret;
    }
    const bool telling = isOneOf(plain, secretFields)
        || std::any_of(secretFieldParts.begin(), secretFieldParts.end(),
                       [&](const char *part) { return plain.contains(part); });
    return telling ? Fields::WholeValue : Fields::NoSecret;
}

bool isSecretField(const QByteArray &name)
{
    return fieldKind(name) != Fields::NoSecret;
}

bool isSecretParameter(const QByteArray &name, Inside inside)
{
    const QByteArray plain = plainParameterName(name);
    return isOneOf(plain, secretParameters)
        || (inside == Inside::UrlOrForm && isOneOf(plain, secretUrlParameters))
        || std::any_of(secretEndings.begin(), secretEndings.end(),
                       [&](const char *ending) { return plain.endsWith(ending); });
}

bool isCodeParameter(const QByteArray &name)
{
    return plainParameterName(name) == "code";
}

bool isCompanionOfCode(const QByteArray &name)
{
    const QByteArray plain = plainParameterName(name);
    return plain == "state" || plain == "granttype";
}

} // namespace hoplens
