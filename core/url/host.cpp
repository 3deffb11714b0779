// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/host.h"

#include "core/url/idna.h"
#include "core/url/ipaddress.h"
#include "core/url/percent.h"
#include "core/url/url.h"
#include "core/url/urlerror.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Url", text);
}

/// "forbidden host code point"; the standard's list, NUL apart because it would end the literal.
bool isForbiddenInHost(char c)
{
    return c == '\0' || QByteArrayView("\t\n\r #/:<>?@[\\]^|").contains(c);
}

/// "A forbidden domain code point is a forbidden host code point, a C0 control, U+0025 (%), or
/// U+007F DELETE."
bool isForbiddenInDomain(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return isForbiddenInHost(c) || octet < 0x20 || c == '%' || octet == 0x7F;
}

Error forbiddenCharacter(char c)
{
    if (c == ' ') {
        return urlError(tr("The host contains a space, which is not allowed."));
    }
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x20 || octet == 0x7F) {
        return urlError(tr("The host contains a control character, which is not allowed."));
    }
    return urlError(
        tr("The host contains the character %1, which is not allowed.").arg(QLatin1Char(c)));
}

Result<QByteArray> parseIpv6Host(const QByteArray &input)
{
    if (!input.endsWith(']')) {
        return urlError(tr("The IPv6 address in the host has no closing bracket."));
    }
    if (input.contains('%')) {
        return urlError(
            tr("The IPv6 address %1 has a zone, which a URL cannot have.").arg(excerpt(input)));
    }
    const std::optional<QByteArray> address =
        normalizedIpv6(QByteArrayView(input).sliced(1, input.size() - 2));
    if (!address) {
        return urlError(tr("The host %1 is not a valid IPv6 address.").arg(excerpt(input)));
    }
    return '[' + *address + ']';
}

Result<QByteArray> parseOpaqueHost(const QByteArray &input)
{
    const auto *const forbidden = std::find_if(input.begin(), input.end(), isForbiddenInHost);
    if (forbidden != input.end()) {
        return forbiddenCharacter(*forbidden);
    }
    return percentEncoded(input, EncodeSet::C0Control);
}

bool isAscii(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The standard's "domain parser" with beStrict false.
Result<QByteArray> parseDomain(const QByteArray &domain)
{
    const Error invalidName = urlError(tr("%1 is not a valid host name.").arg(excerpt(domain)));
    QByteArray ascii;
    if (isAscii(domain)) {
        // "When beStrict is false and domain is an ASCII string, the algorithm returns domain
        // lowercased regardless of Unicode ToASCII's outcome, due to web compatibility."
        ascii = domain.toLower();
    } else {
        QStringDecoder decoder(QStringDecoder::Utf8,
                               QStringDecoder::Flag::Stateless
                                   | QStringDecoder::Flag::ConvertInitialBom);
        const QString text = decoder(domain);
        // "Alternatively UTF-8 decode without BOM or fail can be used [...] as the domain parser
        // fails on U+FFFD."
        const std::optional<QByteArray> converted =
            decoder.hasError() ? std::nullopt : domainToAscii(text);
        if (!converted) {
            return invalidName;
        }
        ascii = *converted;
    }
    if (ascii.isEmpty()) {
        return invalidName;
    }
    const auto *const forbidden = std::find_if(ascii.begin(), ascii.end(), isForbiddenInDomain);
    if (forbidden != ascii.end()) {
        return forbiddenCharacter(*forbidden);
    }
    return ascii;
}

} // namespace

Result<QByteArray> parseHost(const QByteArray &input, HostKind kind)
{
    if (input.startsWith('[')) {
        return parseIpv6Host(input);
    }
    if (kind == HostKind::Opaque) {
        return parseOpaqueHost(input);
    }
    Result<QByteArray> domain = parseDomain(percentDecoded(input));
    if (!domain || !endsInNumber(*domain)) {
        return domain;
    }
    const std::optional<QByteArray> address = normalizedIpv4(*domain);
    if (!address) {
        return urlError(
            tr("The host %1 ends in a number but is not an IPv4 address.").arg(excerpt(*domain)));
    }
    return *address;
}

// RFC 6761 §6.3: "The domain "localhost." and any names falling within ".localhost."". RFC 1122
// §3.2.1.3: "{ 127, <any> } Internal host loopback address." RFC 4291 §2.5.3: "The unicast address
// 0:0:0:0:0:0:0:1 is called the loopback address." §2.5.5.2 for IPv4 within IPv6.
bool isThisMachine(const QByteArray &host)
{
    const bool inBrackets = host.startsWith('[') && host.endsWith(']');
    const QByteArray plain = inBrackets ? host.sliced(1, host.size() - 2) : host;
    if (const std::optional<QByteArray> address = normalizedIpv6(plain)) {
        const bool isMapped = address->startsWith("::ffff:7f") && address->indexOf(':', 7) == 11;
        return *address == "::1" || isMapped;
    }
    const QByteArray name = (plain.endsWith('.') ? plain.chopped(1) : plain).toLower();
    return name == "localhost" || name.endsWith(".localhost")
        || (endsInNumber(name) && normalizedIpv4(name).value_or(QByteArray()).startsWith("127."));
}

} // namespace hoplens
