// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/secretnames.h"

#include "core/formats/redaction.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace hoplens {

namespace {

// All tables are in the form of plainName(): lower case, letters and digits only, so that
// "X-Api-Key", "api_key" and "apiKey" are one name.

/// Anywhere in the name of a field.
constexpr auto secretFieldParts = std::to_array<std::string_view>(
    {"authorization", "token", "secret", "password", "passwd", "passphrase", "apikey", "accesskey",
     "authkey", "privatekey", "secretkey", "subscriptionkey", "credential", "sessionid",
     "signature", "assertion", "functionskey"});

/// Fields with one of these parts whose value is no secret.
constexpr auto harmlessFields = std::to_array<std::string_view>({
    "signatureinput", // RFC 9421: what is signed, not the signature
    "acceptsignature", // RFC 9421
});

/// The whole name of a field.
constexpr auto secretFields =
    std::to_array<std::string_view>({"cookie2", "setcookie2", "xauth", "xkey", "xsession", "xjwt"});

/// What options of the command line, the editor and a client's profile make, but for secrets.
constexpr auto otherOptionFields = std::to_array<std::string_view>(
    {"accept", "acceptencoding", "acceptlanguage", "contenttype", "expect", "ifmodifiedsince",
     "ifnonematch", "origin", "range", "referer", "te", "useragent"});

/// The whole name of a parameter or a JSON member.
constexpr auto secretParameters = std::to_array<std::string_view>({"auth",
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
                                                                   "keypairid"});

/// The same in a URL or a form only; in JSON these are members like any other.
constexpr auto secretUrlParameters = std::to_array<std::string_view>({"key", "ticket"});

/// The end of a parameter's or a member's name: "access_token", "client_secret", "X-Amz-Signature".
constexpr auto secretEndings = std::to_array<std::string_view>(
    {"token", "secret", "password", "passwd", "passphrase", "apikey", "accesskey", "privatekey",
     "secretkey", "authkey", "signature", "credential", "assertion", "sessionkey", "userpass",
     "sessiontoken", "subscriptionkey"});

/// A field name or parameter name is longer than this only to annoy.
constexpr qsizetype longestName = 256;

/// Lower case, letters and digits only.
std::string plainName(const QByteArray &name)
{
    std::string plain;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            plain += c;
        } else if (c >= 'A' && c <= 'Z') {
            plain += static_cast<char>(c - 'A' + 'a');
        }
    }
    return plain;
}

std::string plainParameterName(const QByteArray &name)
{
    // Only the end tells; a name that long is cut there.
    const QByteArray end = name.right(longestName);
    return plainName(end.contains('%') ? percentDecoded(end) : end);
}

template <std::size_t size>
bool isOneOf(std::string_view name, const std::array<std::string_view, size> &table)
{
    return std::find(table.begin(), table.end(), name) != table.end();
}

} // namespace

Fields fieldKind(const QByteArray &name)
{
    const std::string plain = plainName(name);
    if (plain == "cookie") {
        return Fields::Cookies;
    }
    if (plain == "setcookie") {
        return Fields::SetCookie;
    }
    if (plain.find("authorization") != std::string::npos) {
        return Fields::Credentials;
    }
    // What CORS (Fetch §3.2) says about names and methods holds no values.
    if (isOneOf(plain, harmlessFields) || plain.starts_with("accesscontrol")) {
        return Fields::NoSecret;
    }
    const bool telling = isOneOf(plain, secretFields)
        || std::any_of(secretFieldParts.begin(), secretFieldParts.end(),
                       [&](std::string_view part) {
                           return plain.find(part) != std::string::npos;
                       });
    return telling ? Fields::WholeValue : Fields::NoSecret;
}

bool isSecretField(const QByteArray &name)
{
    return fieldKind(name) != Fields::NoSecret;
}

bool isFieldOfAuthorization(const Field &field)
{
    return field.setBy == SetBy::Option && !field.name.isEmpty()
        && !isOneOf(plainName(field.name), otherOptionFields) && !isSecretField(field.name);
}

bool isSecretParameter(const QByteArray &name, Inside inside)
{
    const std::string plain = plainParameterName(name);
    return isOneOf(plain, secretParameters)
        || (inside == Inside::UrlOrForm && isOneOf(plain, secretUrlParameters))
        || std::any_of(secretEndings.begin(), secretEndings.end(),
                       [&](std::string_view ending) { return plain.ends_with(ending); });
}

bool isCodeParameter(const QByteArray &name)
{
    return plainParameterName(name) == "code";
}

bool isCompanionOfCode(const QByteArray &name)
{
    const std::string plain = plainParameterName(name);
    return plain == "state" || plain == "granttype";
}

} // namespace hoplens
