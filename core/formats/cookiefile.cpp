// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/cookiefile.h"

#include "core/http/publicsuffix.h"
#include "core/url/host.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

struct CookieFile {
    Q_DECLARE_TR_FUNCTIONS(CookieFile)
};

const QByteArray httpOnlyMark = "#HttpOnly_";
const QByteArray byteOrderMark = "\xEF\xBB\xBF";
constexpr qint64 lastSecond = 253'402'300'799; // of the year 9999

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

std::optional<bool> flagOf(const QByteArray &text)
{
    if (text.compare("TRUE", Qt::CaseInsensitive) == 0) {
        return true;
    }
    return text.compare("FALSE", Qt::CaseInsensitive) == 0 ? std::optional(false) : std::nullopt;
}

bool areDigits(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Whole seconds; some exporters write decimals, or a negative number for "long ago".
std::optional<qint64> secondsOf(const QByteArray &text)
{
    const qsizetype point = text.indexOf('.');
    bool isNumber = false;
    const qint64 seconds = (point < 0 ? text : text.left(point)).toLongLong(&isNumber);
    const QByteArray decimals = point < 0 ? QByteArray("0") : text.mid(point + 1);
    return isNumber && !decimals.isEmpty() && areDigits(decimals) ? std::optional(seconds)
                                                                  : std::nullopt;
}

bool hasControls(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return octet < 0x20 || octet == 0x7f;
    });
}

// RFC 6265bis §5.7, as far as a cookie without the answer that set it can tell.
bool hasBrokenPrefix(const Cookie &cookie)
{
    const auto begins = [&cookie](const char *prefix) {
        return cookie.name.toLower().startsWith(prefix);
    };
    return (begins("__secure-") && !cookie.secure)
        || (begins("__host-") && !(cookie.secure && cookie.hostOnly && cookie.path == "/"));
}

// What is wrong with the line, as half a sentence; nothing: the cookie is read.
QString readDomain(QByteArray text, bool withSubdomains, Cookie &cookie)
{
    if (text.startsWith('.')) {
        text.remove(0, 1);
    }
    const Result<QByteArray> host = parseHost(text, HostKind::Domain);
    if (!host) {
        return CookieFile::tr("its domain is no host");
    }
    cookie.domain = *host;
    // RFC 6265bis §5.7, of a Domain attribute that is a public suffix: "If the domain-attribute is
    // identical to the canonicalized request-host: Let the domain-attribute be the empty string."
    cookie.hostOnly = !withSubdomains || isPublicSuffix(*host);
    return {};
}

QString readLine(const QByteArray &line, Cookie &cookie)
{
    cookie.httpOnly = line.startsWith(httpOnlyMark);
    QList<QByteArray> fields = line.mid(cookie.httpOnly ? httpOnlyMark.size() : 0).split('\t');
    if (fields.size() == 6) {
        fields.append(QByteArray()); // curl, too, takes a missing value for an empty one
    }
    if (fields.size() != 7) {
        return CookieFile::tr("it does not have seven fields with tabs between them");
    }
    const std::optional<bool> withSubdomains = flagOf(fields.at(1));
    const std::optional<bool> secure = flagOf(fields.at(3));
    if (!withSubdomains || !secure) {
        return CookieFile::tr("its second and fourth fields must be TRUE or FALSE");
    }
    const std::optional<qint64> expiry = secondsOf(fields.at(4));
    if (!expiry) {
        return CookieFile::tr("its expiry must be a number of seconds since 1970, or 0");
    }
    cookie.path = fields.at(2);
    cookie.secure = *secure;
    cookie.name = fields.at(5);
    cookie.value = fields.at(6);
    if (*expiry != 0) {
        cookie.expires =
            QDateTime::fromSecsSinceEpoch(std::clamp<qint64>(*expiry, 0, lastSecond), Qt::UTC);
    }
    if (!cookie.path.startsWith('/') || cookie.path.size() > cookieAttributeLimit) {
        return CookieFile::tr("its path must begin with / and have at most %1 bytes")
            .arg(cookieAttributeLimit);
    }
    if (hasControls(cookie.name + cookie.value + cookie.path)) {
        return CookieFile::tr("it holds a control character");
    }
    // A server cannot set such a one, and a Cookie field would be read as something else.
    if (cookie.name.contains('=') || (cookie.name + cookie.value).contains(';')) {
        return CookieFile::tr("its name holds a = or it holds a semicolon");
    }
    if (cookie.name.isEmpty() && cookie.value.isEmpty()) {
        return CookieFile::tr("it has neither a name nor a value");
    }
    if (cookie.name.size() + cookie.value.size() > cookieSizeLimit) {
        return CookieFile::tr("name and value have more than %1 bytes").arg(cookieSizeLimit);
    }
    QString problem = readDomain(fields.at(0), *withSubdomains, cookie);
    if (problem.isEmpty() && hasBrokenPrefix(cookie)) {
        return CookieFile::tr("its name has a prefix that promises more than the cookie keeps");
    }
    return problem;
}

} // namespace

Result<CookieJar> readCookieFile(const QByteArray &bytes)
{
    if (bytes.size() > cookieFileLimit) {
        return wrong(CookieFile::tr("The cookie file is larger than %1 MB, which is more than "
                                    "Hoplens reads; give a smaller one.")
                         .arg(cookieFileLimit >> 20));
    }
    CookieJar jar;
    qsizetype number = 0;
    const qsizetype mark = bytes.startsWith(byteOrderMark) ? byteOrderMark.size() : 0;
    for (qsizetype start = mark; start < bytes.size(); ++number) {
        const qsizetype lineFeed = bytes.indexOf('\n', start);
        const qsizetype end = lineFeed < 0 ? bytes.size() : lineFeed;
        QByteArray line = bytes.mid(start, end - start);
        start = end + 1;
        if (line.endsWith('\r')) {
            line.chop(1);
        }
        if (line.trimmed().isEmpty() || (line.startsWith('#') && !line.startsWith(httpOnlyMark))) {
            continue;
        }
        Cookie cookie;
        QString problem = readLine(line, cookie);
        if (problem.isEmpty() && !jar.add(cookie)) {
            problem = CookieFile::tr("there are more than %1 cookies for its domain, or %2 in all")
                          .arg(cookiesPerDomain)
                          .arg(cookiesInJar);
        }
        if (!problem.isEmpty()) {
            return wrong(CookieFile::tr("Line %1 of the cookie file cannot be used: %2.")
                             .arg(number + 1)
                             .arg(problem));
        }
    }
    return jar;
}

} // namespace hoplens
