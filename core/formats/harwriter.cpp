// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/har.h"
#include "core/formats/jsonfields.h"
#include "core/redirect/explain.h"
#include "core/trace/bodycontent.h"

#include <QJsonDocument>

#include <algorithm>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QByteArray &bytes)
{
    return decodedText(bytes);
}

QJsonObject pair(const QByteArray &name, const QByteArray &value)
{
    return {{"name"_L1, textOf(name)}, {"value"_L1, textOf(value)}};
}

QJsonObject splitPair(const QByteArray &text)
{
    const qsizetype equals = text.indexOf('=');
    return pair(text.left(equals).trimmed(),
                equals < 0 ? QByteArray() : text.mid(equals + 1).trimmed());
}

QJsonArray fieldsOf(const Headers &headers)
{
    return listOf(headers, [](const Field &field) { return pair(field.name, field.value); });
}

QJsonArray queryOf(const Url &url)
{
    QJsonArray list;
    const QByteArrayList parts = url.query.value_or(QByteArray()).split('&');
    for (const QByteArray &part : parts) {
        if (!part.isEmpty()) {
            list.append(splitPair(part));
        }
    }
    return list;
}

QJsonArray sentCookies(const Headers &headers)
{
    QJsonArray list;
    for (const QByteArray &value : valuesOf(headers, "Cookie")) {
        for (const QByteArray &cookie : value.split(';')) {
            list.append(splitPair(cookie));
        }
    }
    return list;
}

QJsonArray setCookies(const Headers &headers)
{
    QJsonArray list;
    for (const QByteArray &value : valuesOf(headers, "Set-Cookie")) {
        list.append(splitPair(value.left(value.indexOf(';'))));
    }
    return list;
}

/// "text", and where that is no UTF-8 the name of its encoding under `encodingKey`.
QJsonObject contentOf(const QByteArray &bytes, QLatin1String encodingKey)
{
    const QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() == bytes) {
        return {{"text"_L1, text}};
    }
    return {{"text"_L1, QString::fromLatin1(bytes.toBase64())}, {encodingKey, "base64"_L1}};
}

QString typeOf(const Headers &headers)
{
    return textOf(firstValue(headers, "Content-Type").value_or(QByteArray()));
}

QJsonObject requestToHar(const Request &request)
{
    QJsonObject object{
        {"method"_L1, textOf(request.method)},
        {"url"_L1, textOf(serializeUrl(request.url))},
        {"httpVersion"_L1, textOf(request.version)},
        {"cookies"_L1, sentCookies(request.headers)},
        {"headers"_L1, fieldsOf(request.headers)},
        {"queryString"_L1, queryOf(request.url)},
        {"headersSize"_L1, -1},
        {"bodySize"_L1, request.body ? request.body->size : 0},
    };
    if (request.body) {
        // HAR knows no encoding here, so other readers see it for what it is: an addition.
        QJsonObject data = contentOf(request.body->bytes, "_encoding"_L1);
        data.insert("mimeType"_L1, typeOf(request.headers));
        data.insert("params"_L1, QJsonArray());
        object.insert("postData"_L1, data);
    }
    return object;
}

QJsonObject responseToHar(const Hop &hop)
{
    const Exchange &exchange = hop.exchange;
    const Response response = exchange.response.value_or(Response{});
    const std::optional<DecodedContent> decoded =
        hoplens::contentOf(response.body, response.headers);
    QJsonObject content = contentOf(decoded ? decoded->bytes : response.body.bytes, "encoding"_L1);
    const qint64 size = decoded ? decoded->size : response.body.size;
    content.insert("size"_L1, size);
    content.insert("mimeType"_L1, typeOf(response.headers));
    if (decoded) {
        content.insert("compression"_L1, size - response.body.size);
    }
    const QByteArray redirectUrl = hop.redirect && hop.redirect->resolved
        ? serializeUrl(*hop.redirect->resolved)
        : QByteArray();
    QJsonObject object{
        {"status"_L1, response.status},
        {"statusText"_L1, textOf(response.reason)},
        {"httpVersion"_L1, textOf(response.version)},
        {"cookies"_L1, setCookies(response.headers)},
        {"headers"_L1, fieldsOf(response.headers)},
        {"content"_L1, content},
        {"redirectURL"_L1, textOf(redirectUrl)},
        {"headersSize"_L1, response.rawHead.isEmpty() ? -1 : response.rawHead.size()},
        {"bodySize"_L1, exchange.response ? response.body.size : -1},
    };
    if (exchange.failure) {
        object.insert("_error"_L1, failureSentence(exchange));
    }
    return object;
}

/// Durations of the phases; -1 for what did not happen or was not seen, as HAR wants it.
QJsonObject timingsOf(const Times &times)
{
    double last = times.start.value_or(0);
    const auto until = [&last](const std::optional<double> &moment) {
        const double passed = moment ? std::max(0.0, *moment - last) : -1;
        last = moment.value_or(last);
        return passed;
    };
    QJsonObject timings{{"blocked"_L1, -1}};
    timings.insert("dns"_L1, until(times.dns));
    const double tcp = until(times.connect);
    const double tls = until(times.tls);
    timings.insert("connect"_L1,
                   std::max(0.0, tcp) + std::max(0.0, tls) > 0
                       ? std::max(0.0, tcp) + std::max(0.0, tls)
                       : tcp);
    timings.insert("ssl"_L1, tls);
    // These three are not optional in HAR.
    timings.insert("send"_L1, std::max(0.0, until(times.sent)));
    timings.insert("wait"_L1, std::max(0.0, until(times.firstByte)));
    timings.insert("receive"_L1, std::max(0.0, until(times.end)));
    return timings;
}

double wholeTime(const QJsonObject &timings)
{
    double sum = 0;
    for (const QLatin1String phase : {"dns"_L1, "connect"_L1, "send"_L1, "wait"_L1, "receive"_L1}) {
        sum += std::max(0.0, timings[phase].toDouble());
    }
    return sum;
}

/// HAR has a field for the address and none for the port.
QString addressOf(const QString &peer)
{
    const bool hasPort = peer.startsWith(u'[') || peer.count(u':') == 1;
    QString address = hasPort ? peer.section(u':', 0, -2) : peer;
    return address.remove(u'[').remove(u']');
}

QJsonObject entryOf(const Hop &hop, const QDateTime &started, QJsonObject extras)
{
    const Exchange &exchange = hop.exchange;
    const QJsonObject timings = timingsOf(exchange.times);
    extras.remove("request"_L1); // stand beside, as HAR has them
    extras.remove("response"_L1);
    QJsonObject entry{
        {"pageref"_L1, "trace"_L1},
        {"startedDateTime"_L1,
         timeToJson(started.addMSecs(qRound64(exchange.times.start.value_or(0))))},
        {"time"_L1, wholeTime(timings)},
        {"request"_L1, requestToHar(exchange.request)},
        {"response"_L1, responseToHar(hop)},
        {"cache"_L1, QJsonObject()},
        {"timings"_L1, timings},
        {"_hoplens"_L1, extras},
    };
    if (exchange.connection.peer) {
        entry.insert("serverIPAddress"_L1, addressOf(*exchange.connection.peer));
    }
    if (exchange.connection.local) {
        entry.insert("connection"_L1, *exchange.connection.local);
    }
    return entry;
}

} // namespace

QByteArray writeHar(const Trace &trace, Secrets secrets)
{
    // Made from the trace file, so that both blot out the same and neither grows too large.
    QJsonObject document = QJsonDocument::fromJson(writeTrace(trace, secrets)).object();
    const Result<Trace> shown = readTrace(document);
    Q_ASSERT(shown);
    const QJsonArray extras = document.take("hops"_L1).toArray();
    const QDateTime started =
        trace.started.isValid() ? trace.started : QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    QJsonArray entries;
    for (qsizetype i = 0; i < shown->hops.size(); ++i) {
        entries.append(entryOf(shown->hops.at(i), started, extras.at(i).toObject()));
    }
    const QByteArray title = shown->hops.isEmpty()
        ? QByteArray()
        : serializeUrl(shown->hops.constFirst().exchange.request.url);
    const QJsonObject page{{"startedDateTime"_L1, timeToJson(started)},
                           {"id"_L1, "trace"_L1},
                           {"title"_L1, textOf(title)},
                           {"pageTimings"_L1, QJsonObject()}};
    const QJsonObject log{
        {"version"_L1, "1.2"_L1},
        {"creator"_L1,
         QJsonObject{{"name"_L1, "Hoplens"_L1}, {"version"_L1, QLatin1String(HOPLENS_VERSION)}}},
        {"browser"_L1,
         QJsonObject{{"name"_L1, trace.client.name}, {"version"_L1, trace.client.version}}},
        {"pages"_L1, QJsonArray{page}},
        {"entries"_L1, entries},
        {"_hoplens"_L1, document},
    };
    return QJsonDocument(QJsonObject{{"log"_L1, log}}).toJson(QJsonDocument::Indented);
}

} // namespace hoplens
