// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/harentry.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

/// Milliseconds of one phase: more is a broken clock, and sums stay far from any limit.
constexpr double phaseLimit = 1e7;
constexpr double sizeLimit = 1e15; // octets
constexpr int statusLimit = 999; // three digits, RFC 9110 §15

QByteArray bytesOf(const QJsonValue &value)
{
    return value.toString().toUtf8();
}

/// A size or a time; -1 and everything else that is none is absent.
std::optional<double> amountOf(const QJsonValue &value, double limit)
{
    const double number = value.toDouble(-1);
    return number >= 0 && number <= limit ? std::optional(number) : std::nullopt;
}

std::optional<qint64> sizeOf(const QJsonValue &value)
{
    const std::optional<double> size = amountOf(value, sizeLimit);
    return size ? std::optional(static_cast<qint64>(*size)) : std::nullopt;
}

/// "HTTP/2" of "http/2.0" and "h2"; empty of "unknown".
QByteArray versionOf(const QJsonValue &value)
{
    const QByteArray version = bytesOf(value).toUpper();
    if (version == "H2" || version == "HTTP/2.0") {
        return "HTTP/2";
    }
    if (version == "H3" || version == "HTTP/3.0") {
        return "HTTP/3";
    }
    return version.startsWith("HTTP/") ? version : QByteArray();
}

/// Fields that clients make for each request by themselves. Cookies come from the jar, which knows
/// where they may go.
bool isMadeByClient(const QByteArray &name)
{
    static constexpr std::array names{
        "Host",   "Connection",      "Content-Length", "Transfer-Encoding",
        "Cookie", "Accept-Encoding", "User-Agent",     "Upgrade-Insecure-Requests",
        "Te",     "Priority"};
    return name.toLower().startsWith("sec-")
        || std::any_of(names.begin(), names.end(),
                       [&name](const char *known) { return sameFieldName(name, known); });
}

Headers headersOf(const QJsonValue &list)
{
    Headers headers;
    const QJsonArray entries = list.toArray();
    for (const auto &entry : entries) {
        const QByteArray name = bytesOf(entry["name"_L1]);
        if (name.isEmpty() || name.startsWith(':')) {
            continue; // ":authority" and the like are no fields
        }
        // Chromium writes repeated fields as one, with line feeds between the values.
        const QByteArrayList values = bytesOf(entry["value"_L1]).split('\n');
        for (const QByteArray &value : values) {
            headers.append({name, value.trimmed(), SetBy::User});
        }
    }
    return headers;
}

QByteArray textOf(const QJsonValue &content)
{
    const QByteArray text = bytesOf(content["text"_L1]);
    const bool coded = content["encoding"_L1].toString() == "base64"_L1
        || content["_encoding"_L1].toString() == "base64"_L1;
    return coded ? QByteArray::fromBase64(text) : text;
}

/// A form as it is sent, made from the names and values where the file has no text.
QByteArray formOf(const QJsonArray &params)
{
    QByteArrayList pairs;
    for (const auto &param : params) {
        pairs.append(bytesOf(param["name"_L1]).toPercentEncoding() + '='
                     + bytesOf(param["value"_L1]).toPercentEncoding());
    }
    return pairs.join('&');
}

std::optional<Body> requestBodyOf(const QJsonValue &request, const Headers &headers)
{
    const QJsonValue data = request["postData"_L1];
    QByteArray bytes = textOf(data);
    const bool isForm = data["mimeType"_L1].toString().startsWith(
        "application/x-www-form-urlencoded"_L1, Qt::CaseInsensitive);
    if (bytes.isEmpty() && isForm) {
        bytes = formOf(data["params"_L1].toArray());
    }
    const qint64 size = sizeOf(request["bodySize"_L1]).value_or(0);
    const bool isNamed = firstValue(headers, "Content-Length").has_value();
    if (bytes.isEmpty() && size == 0 && !isNamed) {
        return std::nullopt;
    }
    Body body = bodyOf(bytes);
    if (bytes.isEmpty()) {
        const qint64 named = firstValue(headers, "Content-Length").value_or("0").toLongLong();
        body.size = std::max({size, named, qint64(0)});
        body.truncated = body.size > 0;
    }
    return body;
}

Request requestOf(const QJsonValue &object, const Url &url)
{
    Request request;
    request.method = bytesOf(object["method"_L1]);
    request.url = url;
    request.target = requestTarget(url);
    request.version = versionOf(object["httpVersion"_L1]);
    request.headers = headersOf(object["headers"_L1]);
    for (Field &field : request.headers) {
        field.setBy = isMadeByClient(field.name) ? SetBy::Client : SetBy::User;
    }
    request.body = requestBodyOf(object, request.headers);
    return request;
}

/// A HAR holds the content without its codings, and the size that it had with them.
Body responseBodyOf(const QJsonValue &response, const Headers &headers)
{
    const QJsonValue content = response["content"_L1];
    const QByteArray text = textOf(content);
    const qint64 size = std::max<qint64>(sizeOf(content["size"_L1]).value_or(0), text.size());
    const QList<QByteArray> codings = contentCodings(valuesOf(headers, "Content-Encoding"));
    if (codings.isEmpty() || size == 0) {
        Body body = bodyOf(text);
        body.size = size;
        body.truncated = text.size() < size;
        return body;
    }
    Body body;
    const qint64 saved = sizeOf(content["compression"_L1]).value_or(0);
    body.size = sizeOf(response["bodySize"_L1]).value_or(std::max<qint64>(0, size - saved));
    body.truncated = body.size > 0;
    body.decoded = DecodedContent{codings, text, size, DecodingState::Complete, false};
    return body;
}

Response responseOf(const QJsonValue &object, int status)
{
    Response response;
    response.version = versionOf(object["httpVersion"_L1]);
    response.status = status;
    response.reason = bytesOf(object["statusText"_L1]);
    response.headers = headersOf(object["headers"_L1]);
    response.body = responseBodyOf(object, response.headers);
    return response;
}

/// Chromium names its network errors; of others the words are kept.
Failure failureOf(const QJsonObject &entry)
{
    struct Known {
        const char *name;
        FailureKind kind;
        FailureCode code;
    };
    static constexpr std::array errors{
        Known{"NAME_NOT_RESOLVED", FailureKind::Network, FailureCode::HostNotFound},
        Known{"CONNECTION_REFUSED", FailureKind::Network, FailureCode::ConnectionRefused},
        Known{"ADDRESS_UNREACHABLE", FailureKind::Network, FailureCode::Unreachable},
        Known{"CONNECTION_RESET", FailureKind::Network, FailureCode::Reset},
        Known{"EMPTY_RESPONSE", FailureKind::Network, FailureCode::ClosedBeforeAnswer},
        Known{"ERR_CERT_", FailureKind::Tls, FailureCode::CertificateRejected},
        Known{"ERR_SSL_", FailureKind::Tls, FailureCode::TlsHandshake},
        Known{"CONNECTION_TIMED_OUT", FailureKind::Timeout, FailureCode::ConnectDeadline},
    };
    constexpr qsizetype longest = 200;
    QString text = entry["response"_L1]["_error"_L1].toString();
    if (text.isEmpty()) {
        text = entry["_error"_L1].toString(entry["response"_L1]["statusText"_L1].toString());
    }
    const auto *const known = std::find_if(errors.begin(), errors.end(), [&](const Known &error) {
        return text.contains(QLatin1String(error.name));
    });
    const QString detail = displayText(text.left(longest).toUtf8());
    return known == errors.end() ? Failure{FailureKind::Network, FailureCode::Other, detail}
                                 : Failure{known->kind, known->code, detail};
}

/// Durations one after another become moments since the start.
Times timesOf(const QJsonObject &entry)
{
    const QJsonValue timings = entry["timings"_L1];
    const auto phase = [&](QLatin1String name) { return amountOf(timings[name], phaseLimit); };
    Times times;
    times.start = 0.0;
    double now = phase("blocked"_L1).value_or(0);
    const auto momentAfter = [&](std::optional<double> duration) {
        now += duration.value_or(0);
        return duration ? std::optional(now) : std::nullopt;
    };
    const std::optional<double> dns = phase("dns"_L1);
    const std::optional<double> connect = phase("connect"_L1);
    const double tls = phase("ssl"_L1).value_or(0);
    const double sum = now + dns.value_or(0) + connect.value_or(0) + phase("send"_L1).value_or(0)
        + phase("wait"_L1).value_or(0) + phase("receive"_L1).value_or(0);
    const std::optional<double> whole = amountOf(entry["time"_L1], phaseLimit);
    // Of a kept connection some tools write 0 where others write -1.
    if (dns.value_or(0) + connect.value_or(0) + tls > 0) {
        times.dns = momentAfter(dns);
        // HAR 1.2 counts the handshake into "connect"; Firefox writes it beside.
        const bool isBeside = tls > connect.value_or(0)
            || (whole && std::abs(sum + tls - *whole) < std::abs(sum - *whole));
        if (connect) {
            times.connect = momentAfter(*connect - (isBeside ? 0 : tls));
        }
        if (tls > 0) {
            times.tls = momentAfter(tls);
        }
    }
    times.sent = momentAfter(phase("send"_L1));
    times.firstByte = momentAfter(phase("wait"_L1));
    times.end = momentAfter(phase("receive"_L1));
    if (!timings.isObject()) {
        times.end = whole;
    }
    return times;
}

/// Where a redirect status leads.
void readTarget(HarEntry &entry, const QJsonObject &object)
{
    if (!entry.exchange.response || !isRedirectClass(entry.exchange.response->status)) {
        return;
    }
    entry.redirectUrl = bytesOf(object["response"_L1]["redirectURL"_L1]);
    if (entry.redirectUrl.isEmpty()) {
        entry.redirectUrl =
            firstValue(entry.exchange.response->headers, "Location").value_or(QByteArray());
    }
    if (entry.redirectUrl.isEmpty()) {
        return;
    }
    if (const Result<Url> target = parseUrl(entry.redirectUrl, &entry.exchange.request.url)) {
        entry.target = *target;
    }
}

std::optional<QString> peerOf(const QJsonObject &entry)
{
    constexpr qsizetype longest = 64;
    const QString address = entry["serverIPAddress"_L1].toString();
    return address.isEmpty() || address.size() > longest
        ? std::nullopt
        : std::optional(displayText(address.toUtf8()));
}

} // namespace

std::optional<HarEntry> harEntryOf(const QJsonObject &object)
{
    const QJsonValue request = object["request"_L1];
    const Result<Url> url = parseUrl(bytesOf(request["url"_L1]));
    if (!url || !isHttp(*url) || bytesOf(request["method"_L1]).isEmpty()) {
        return std::nullopt;
    }
    HarEntry entry;
    Exchange &exchange = entry.exchange;
    exchange.request = requestOf(request, *url);
    const int status = object["response"_L1]["status"_L1].toInt();
    if (status > 0 && status <= statusLimit) {
        exchange.response = responseOf(object["response"_L1], status);
    } else {
        exchange.failure = failureOf(object);
    }
    exchange.times = timesOf(object);
    exchange.connection.peer = peerOf(object);
    entry.started =
        QDateTime::fromString(object["startedDateTime"_L1].toString(), Qt::ISODateWithMs).toUTC();
    entry.connection = object["connection"_L1].toString();
    readTarget(entry, object);
    entry.fields = exchange.request.headers.size()
        + (exchange.response ? exchange.response->headers.size() : 0);
    return entry;
}

} // namespace hoplens
