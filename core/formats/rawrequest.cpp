// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/rawrequest.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

constexpr qsizetype textLimit = 4LL * 1024 * 1024;
constexpr qsizetype fieldLimit = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::RawRequest", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// RFC 9112 §3: "request-line = method SP request-target SP HTTP-version". HTTP/2 has no such line,
/// but browsers show one.
QRegularExpressionMatch requestLine(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\A\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+) +(\\S+) +(HTTP/[0-9](?:\\.[0-9])?)[ "
                       "\\t]*\\r?(?:\\n|\\z)"));
    return pattern.match(text);
}

/// Takes one line off the text.
QByteArray takeLine(const QByteArray &text, qsizetype &at)
{
    const qsizetype found = text.indexOf('\n', at);
    const qsizetype end = found < 0 ? text.size() : found;
    QByteArray line = text.mid(at, end - at);
    at = std::min(end + 1, text.size());
    if (line.endsWith('\r')) {
        line.chop(1);
    }
    return line;
}

/// The field lines up to the empty one.
Result<Headers> takeFields(const QByteArray &text, qsizetype &at)
{
    Headers headers;
    while (at < text.size()) {
        const QByteArray line = takeLine(text, at);
        if (line.trimmed().isEmpty()) {
            break;
        }
        // RFC 9112 §5.2: a user agent "MUST replace each received obs-fold with one or more SP".
        if ((line.startsWith(' ') || line.startsWith('\t')) && !headers.isEmpty()) {
            headers.last().value += ' ' + line.trimmed();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.left(colon))) {
            return wrong(
                tr("The line \"%1\" is no header; write it like \"Name: value\", and leave "
                   "an empty line before the body.")
                    .arg(displayText(line).left(60)));
        }
        if (headers.size() == fieldLimit) {
            return wrong(tr("The request has more than %1 headers; remove some.").arg(fieldLimit));
        }
        headers.append({line.left(colon), line.mid(colon + 1).trimmed(), SetBy::User});
    }
    return headers;
}

/// Whether Origin or Referer name the same host with https.
bool comesFromHttps(const Headers &headers, const QByteArray &host)
{
    const std::array<const char *, 2> names{"Origin", "Referer"};
    return std::any_of(names.begin(), names.end(), [&](const char *name) {
        const Result<Url> url = parseUrl(firstValue(headers, name).value_or(QByteArray()));
        return url && url->scheme == "https" && hostField(*url).toLower() == host.toLower();
    });
}

Result<Url> addressOf(const QByteArray &target, const QByteArray &version, const Headers &headers)
{
    if (target.contains("://")) {
        return parseTypedAddress(QString::fromUtf8(target));
    }
    if (!target.startsWith('/')) {
        return wrong(tr("The target \"%1\" is neither a path nor a whole address.")
                         .arg(displayText(target).left(60)));
    }
    const QByteArray host = firstValue(headers, "Host").value_or(QByteArray());
    if (host.isEmpty()) {
        return wrong(tr("The request has no Host, so nobody knows where it goes; add one, or write "
                        "the whole address in its first line."));
    }
    const bool https =
        host.endsWith(":443") || !version.startsWith("HTTP/1") || comesFromHttps(headers, host);
    return parseTypedAddress(QString::fromUtf8((https ? "https://" : "http://") + host + target));
}

/// What stands behind the head. A line break more than Content-Length says comes from the copying.
std::optional<Body> bodyIn(QByteArray bytes, const Headers &headers)
{
    const std::optional<QByteArray> length = firstValue(headers, "Content-Length");
    if (length) {
        const qlonglong size = length->toLongLong();
        if (size < bytes.size() && bytes.mid(size).trimmed().isEmpty()) {
            bytes.truncate(size);
        }
    }
    return bytes.isEmpty() && !length ? std::nullopt : std::optional(bodyOf(bytes));
}

} // namespace

bool isRawRequest(const QString &text)
{
    return requestLine(text).hasMatch();
}

Result<RawRequest> readRawRequest(const QString &text)
{
    if (text.size() > textLimit) {
        return wrong(tr("The request is longer than 4 MiB; paste its head alone."));
    }
    const QRegularExpressionMatch line = requestLine(text);
    if (!line.hasMatch()) {
        return wrong(tr("This is no request; its first line would look like \"GET / HTTP/1.1\"."));
    }
    const QByteArray rest = text.mid(line.capturedEnd()).toUtf8();
    qsizetype at = 0;
    const Result<Headers> headers = takeFields(rest, at);
    if (!headers) {
        return headers.error();
    }
    const Result<Url> url =
        addressOf(line.captured(2).toUtf8(), line.captured(3).toUtf8(), *headers);
    if (!url) {
        return url.error();
    }
    RawRequest raw;
    Request &request = raw.request;
    request.method = line.captured(1).toUtf8();
    request.url = *url;
    request.headers = *headers;
    request.body = bodyIn(rest.mid(at), *headers);
    removeFields(request.headers, "Content-Length");
    if (firstValue(request.headers, "Host") == hostField(*url)) {
        removeFields(request.headers, "Host");
    }
    if (contains(request.headers, "Transfer-Encoding")) {
        removeFields(request.headers, "Transfer-Encoding");
        raw.notTaken.append(QStringLiteral("Transfer-Encoding"));
    }
    return raw;
}

} // namespace hoplens
