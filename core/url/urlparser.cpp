// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/urlparser.h"

#include "core/url/ascii.h"
#include "core/url/host.h"
#include "core/url/percent.h"
#include "core/url/scheme.h"
#include "core/url/urlerror.h"
#include "core/url/urlpath.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Url", text);
}

Error missingHost()
{
    return urlError(tr("The address has no host."));
}

/// "Remove any leading and trailing C0 control or space from input" and then "Remove all ASCII tab
/// or newline from input."
QByteArray cleaned(const QByteArray &input)
{
    const auto isKept = [](char c) { return static_cast<unsigned char>(c) > 0x20; };
    const auto *const begin = std::find_if(input.begin(), input.end(), isKept);
    const auto *const end = std::find_if(input.rbegin(), input.rend(), isKept).base();
    const auto isRemoved = [](char c) { return c == '\t' || c == '\n' || c == '\r'; };
    if (begin == input.begin() && end == input.end() && std::none_of(begin, end, isRemoved)) {
        return input; // the usual case costs no copy
    }
    QByteArray output;
    if (begin < end) {
        output = QByteArray(begin, end - begin);
    }
    output.removeIf(isRemoved);
    return output;
}

} // namespace

UrlParser::UrlParser(const QByteArray &input, const Url *base)
    : m_input(cleaned(input))
    , m_base(base)
{
}

Result<Url> UrlParser::parse()
{
    const Result<void> result = schemeStart();
    if (!result) {
        return result.error();
    }
    if (m_url.path == m_input) {
        m_url.path = m_input; // a Location that is a path: the trace keeps its text once
    }
    return std::move(m_url);
}

QByteArrayView UrlParser::upToSlash() const
{
    const QByteArrayView rest = remaining();
    const auto *const end = std::find_if(
        rest.begin(), rest.end(), [this](char c) { return isSlash(c) || c == '?' || c == '#'; });
    return rest.first(end - rest.begin());
}

void UrlParser::setScheme(const QByteArray &scheme)
{
    m_url.scheme = scheme;
    m_special = isSpecialScheme(scheme);
}

void UrlParser::takeAuthorityOfBase()
{
    m_url.username = m_base->username;
    m_url.password = m_base->password;
    m_url.host = m_base->host;
    m_url.port = m_base->port;
}

/// "scheme start state" and "scheme state".
Result<void> UrlParser::schemeStart()
{
    const qsizetype length = schemeLength(m_input);
    if (length == 0) {
        return noScheme();
    }
    setScheme(m_input.first(length).toLower());
    m_pointer = length + 1;
    if (m_url.scheme == "file") {
        return file();
    }
    if (m_special) {
        // "special relative or authority state": with the base's own scheme, only "//" makes it
        // absolute; "http:x" is relative then. Otherwise "special authority slashes state".
        const bool ofBase = m_base != nullptr && m_base->scheme == m_url.scheme;
        return ofBase && !remaining().startsWith("//") ? relative()
                                                       : specialAuthorityIgnoreSlashes();
    }
    if (at('/')) {
        ++m_pointer;
        return pathOrAuthority();
    }
    return opaquePath();
}

Result<void> UrlParser::noScheme()
{
    if (m_base == nullptr) {
        return urlError(tr("The address has no scheme, such as http:, and nothing to start from."));
    }
    if (m_base->hasOpaquePath) {
        if (!at('#')) {
            return urlError(
                tr("The address is relative, but %1: addresses have no path to start from.")
                    .arg(excerpt(m_base->scheme)));
        }
        m_url = *m_base;
        return queryAndFragment();
    }
    return baseIsFile() ? file() : relative();
}

Result<void> UrlParser::pathOrAuthority()
{
    if (at('/')) {
        ++m_pointer;
        return authority();
    }
    return path();
}

Result<void> UrlParser::relative()
{
    setScheme(m_base->scheme);
    if (atSlash()) {
        ++m_pointer;
        return relativeSlash();
    }
    takeAuthorityOfBase();
    m_url.path = m_base->path;
    m_url.query = m_base->query;
    if (atPathEnd()) {
        return queryAndFragment();
    }
    m_url.query.reset();
    shortenPath(m_url);
    return path();
}

Result<void> UrlParser::relativeSlash()
{
    if (m_special && atSlash()) {
        ++m_pointer;
        return specialAuthorityIgnoreSlashes();
    }
    if (at('/')) {
        ++m_pointer;
        return authority();
    }
    takeAuthorityOfBase();
    return path();
}

Result<void> UrlParser::specialAuthorityIgnoreSlashes()
{
    while (atSlash()) {
        ++m_pointer;
    }
    return authority();
}

Result<void> UrlParser::authority()
{
    const QByteArrayView all = upToSlash();
    m_pointer += all.size();
    // Each further "@" sends what is before it to the userinfo: so the last one splits.
    const qsizetype atSign = all.lastIndexOf('@');
    if (atSign >= 0) {
        const QByteArrayView userinfo = all.first(atSign);
        const qsizetype colon = userinfo.indexOf(':');
        m_url.username =
            percentEncoded(colon < 0 ? userinfo : userinfo.first(colon), EncodeSet::Userinfo);
        if (colon >= 0) {
            m_url.password = percentEncoded(userinfo.sliced(colon + 1), EncodeSet::Userinfo);
        }
        // "If atSignSeen is true and buffer is the empty string, host-missing validation error,
        // return failure."
        if (atSign + 1 == all.size()) {
            return missingHost();
        }
    }
    return host(all.sliced(atSign + 1).toByteArray());
}

Result<void> UrlParser::host(const QByteArray &hostAndPort)
{
    bool insideBrackets = false;
    const auto *const colon =
        std::find_if(hostAndPort.begin(), hostAndPort.end(), [&insideBrackets](char c) {
            insideBrackets = c == '[' || (insideBrackets && c != ']');
            return c == ':' && !insideBrackets;
        });
    const qsizetype length = colon - hostAndPort.begin();
    const bool hasPort = length < hostAndPort.size();
    // A scheme that is not special may have an empty host, but not with a port.
    if (length == 0 && (m_special || hasPort)) {
        return missingHost();
    }
    const Result<QByteArray> parsed =
        parseHost(hostAndPort.first(length), m_special ? HostKind::Domain : HostKind::Opaque);
    if (!parsed) {
        return parsed.error();
    }
    m_url.host = *parsed;
    return hasPort ? port(hostAndPort.sliced(length + 1)) : pathStart();
}

Result<void> UrlParser::port(const QByteArray &digits)
{
    constexpr int largest = 65535;
    if (!std::all_of(digits.begin(), digits.end(), isAsciiDigit)) {
        return urlError(tr("The port %1 is not a number.").arg(excerpt(digits)));
    }
    int number = 0;
    for (const char digit : digits) {
        number = std::min(number * 10 + hexValue(digit), largest + 1);
    }
    if (number > largest) {
        return urlError(tr("The port %1 is larger than 65535.").arg(excerpt(digits)));
    }
    const auto value = static_cast<quint16>(number);
    if (!digits.isEmpty() && value != defaultPort(m_url.scheme)) {
        m_url.port = value;
    }
    return pathStart();
}

Result<void> UrlParser::file()
{
    setScheme("file");
    m_url.host = QByteArray("");
    if (atSlash()) {
        ++m_pointer;
        return fileSlash();
    }
    if (!baseIsFile()) {
        return path();
    }
    m_url.host = m_base->host;
    m_url.path = m_base->path;
    m_url.query = m_base->query;
    if (atPathEnd()) {
        return queryAndFragment();
    }
    m_url.query.reset();
    // "This is a (platform-independent) Windows drive letter quirk."
    if (startsWithWindowsDriveLetter(remaining())) {
        m_url.path.clear();
    } else {
        shortenPath(m_url);
    }
    return path();
}

Result<void> UrlParser::fileSlash()
{
    if (atSlash()) {
        ++m_pointer;
        return fileHost();
    }
    if (baseIsFile()) {
        m_url.host = m_base->host;
        const std::optional<QByteArray> drive = driveLetterOf(m_base->path);
        if (drive && !startsWithWindowsDriveLetter(remaining())) {
            m_url.path = '/' + *drive;
        }
    }
    return path();
}

Result<void> UrlParser::fileHost()
{
    const QByteArrayView buffer = upToSlash();
    if (isWindowsDriveLetter(buffer)) {
        // "buffer is not reset here and instead used in the path state": the letter is read again.
        return path();
    }
    m_pointer += buffer.size();
    if (!buffer.isEmpty()) {
        const Result<QByteArray> parsed = parseHost(buffer.toByteArray(), HostKind::Domain);
        if (!parsed) {
            return parsed.error();
        }
        m_url.host = *parsed == "localhost" ? QByteArray("") : *parsed;
    }
    return pathStart();
}

Result<void> UrlParser::pathStart()
{
    // Only a scheme that is not special can do without a path.
    if (!m_special && atPathEnd()) {
        return queryAndFragment();
    }
    if (atSlash()) {
        ++m_pointer;
    }
    return path();
}

Result<void> UrlParser::path()
{
    bool isLast = false;
    while (!isLast) {
        const QByteArrayView segment = upToSlash();
        m_pointer += segment.size();
        isLast = !atSlash();
        appendSegment(m_url, segment, isLast);
        if (!isLast) {
            ++m_pointer;
        }
    }
    return queryAndFragment();
}

Result<void> UrlParser::opaquePath()
{
    m_url.hasOpaquePath = true;
    const QByteArrayView rest = remaining();
    const auto *const end =
        std::find_if(rest.begin(), rest.end(), [](char c) { return c == '?' || c == '#'; });
    const QByteArrayView text = rest.first(end - rest.begin());
    m_url.path = percentEncoded(text, EncodeSet::C0Control);
    m_pointer += text.size();
    // A space stays, but "If remaining starts with U+003F (?) or U+0023 (#), then append "%20"".
    if (!atEnd() && m_url.path.endsWith(' ')) {
        m_url.path.chop(1);
        m_url.path += "%20";
    }
    return queryAndFragment();
}

/// "query state" and "fragment state".
Result<void> UrlParser::queryAndFragment()
{
    const QByteArrayView rest = remaining();
    const qsizetype hash = rest.indexOf('#');
    if (at('?')) {
        const QByteArrayView query = rest.sliced(1, (hash < 0 ? rest.size() : hash) - 1);
        m_url.query = percentEncoded(query, m_special ? EncodeSet::SpecialQuery : EncodeSet::Query);
    }
    m_url.fragment.reset();
    if (hash >= 0) {
        m_url.fragment = percentEncoded(rest.sliced(hash + 1), EncodeSet::Fragment);
    }
    m_pointer = m_input.size();
    return {};
}

} // namespace hoplens
