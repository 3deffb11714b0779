// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/ascii.h"
#include "core/url/scheme.h"
#include "core/url/url.h"
#include "core/url/urlerror.h"

#include <QCoreApplication>
#include <QString>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Url", text);
}

Error refusedScheme(const QByteArray &scheme)
{
    return urlError(
        tr("Hoplens opens only http and https addresses, not %1.").arg(excerpt(scheme)));
}

bool isSlash(char c)
{
    return c == '/' || c == '\\';
}

/// Schemes whose addresses look like "user:password@host".
bool isMailLike(const QByteArray &scheme)
{
    static constexpr std::array schemes{"mailto", "sip",  "sips",       "xmpp", "acct",
                                        "im",     "data", "javascript", "news", "view-source"};
    return std::any_of(schemes.begin(), schemes.end(),
                       [&scheme](const char *known) { return scheme == known; });
}

/// "localhost:8080/x" and "user:pass@a.test" have the form of a scheme and its path. They are taken
/// for a host or a user when digits and then the end of an authority follow, or when an "@" comes
/// before any slash; and so is everything with a dot before the colon, which no scheme in use has.
bool isHostOrUser(const QByteArray &scheme, QByteArrayView afterColon)
{
    const auto *const authorityEnd = std::find_if(afterColon.begin(), afterColon.end(), [](char c) {
        return isSlash(c) || c == '?' || c == '#';
    });
    const QByteArrayView authority = afterColon.first(authorityEnd - afterColon.begin());
    const bool digits = std::all_of(authority.begin(), authority.end(), isAsciiDigit);
    return scheme == "localhost" || scheme.contains('.') || (digits && !authority.isEmpty())
        || (authority.contains('@') && !isMailLike(scheme));
}

} // namespace

Result<Url> parseTypedAddress(const QString &text)
{
    QByteArray input = text.trimmed().toUtf8();
    if (input.isEmpty()) {
        return urlError(tr("Type an address, such as http://localhost:8080/."));
    }
    const qsizetype length = schemeLength(input);
    const QByteArray scheme = input.first(length).toLower();
    const bool isWeb = scheme == "http" || scheme == "https";
    if (length > 0 && !isWeb && !isHostOrUser(scheme, QByteArrayView(input).sliced(length + 1))) {
        return refusedScheme(scheme);
    }
    if (input.size() > 1 && isSlash(input.at(0)) && isSlash(input.at(1))) {
        input.prepend("http:");
    } else if (isSlash(input.at(0))) {
        // The parser would skip the slash and take the first segment for the host.
        return urlError(tr("The address has no host."));
    } else if (!isWeb) {
        input.prepend("http://");
    }
    return parseUrl(input);
}

} // namespace hoplens
