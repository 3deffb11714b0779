// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/core/randommessages.h"

#include <algorithm>

namespace hoplens {

namespace {

const QByteArray tokenCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                   "!#$%&'*+-.^_`|~";
const QByteArray pathCharacters = "abcXYZ019/.-_~!$&'()*+,;=:@?%#\" <>[]{}|\\^`\x7f\xc3\xbc\xff";

// Fields that decide how a message is framed; a random name must not be one of them by chance.
bool isReserved(const QByteArray &name)
{
    static const QByteArrayList reserved{"host",       "content-length", "transfer-encoding",
                                         "connection", "trailer",        "upgrade"};
    return reserved.contains(name.toLower());
}

} // namespace

int RandomMessages::number(int least, int most)
{
    // Not std::uniform_int_distribution: every library would draw other numbers from one seed.
    return least + static_cast<int>(m_engine() % static_cast<unsigned>(most - least + 1));
}

QByteArray RandomMessages::characters(const QByteArray &alphabet, int most)
{
    QByteArray text(number(0, most), Qt::Uninitialized);
    std::generate(text.begin(), text.end(),
                  [&] { return alphabet.at(number(0, static_cast<int>(alphabet.size()) - 1)); });
    return text;
}

QByteArray RandomMessages::token()
{
    return characters(tokenCharacters, 12) + tokenCharacters.at(number(0, 61));
}

QByteArray RandomMessages::anyCase(QByteArray text)
{
    for (char &c : text) {
        if (oneIn(3)) {
            const bool upper = c >= 'A' && c <= 'Z';
            const bool letter = upper || (c >= 'a' && c <= 'z');
            c = letter ? static_cast<char>(c ^ 0x20) : c;
        }
    }
    return text;
}

// RFC 9110 §5.5: field-vchar = VCHAR / obs-text, with SP and HTAB between.
QByteArray RandomMessages::fieldValue()
{
    QByteArray value = octets(40);
    value.removeIf([](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; });
    while (value.startsWith(' ') || value.startsWith('\t')) {
        value.remove(0, 1);
    }
    while (value.endsWith(' ') || value.endsWith('\t')) {
        value.chop(1);
    }
    return value;
}

QByteArray RandomMessages::octets(int most)
{
    QByteArray bytes(number(0, most), Qt::Uninitialized);
    std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(number(0, 255)); });
    return bytes;
}

Field RandomMessages::field()
{
    static const QByteArrayList usual{"Accept",       "Cookie",        "X-A",
                                      "x-a",          "Set-Cookie",    "Date",
                                      "Content-Type", "Authorization", "Location"};
    const QByteArray name =
        oneIn(2) ? usual.at(number(0, static_cast<int>(usual.size()) - 1)) : token();
    return {isReserved(name) ? "X-" + name : name, oneIn(6) ? QByteArray() : fieldValue()};
}

Request RandomMessages::request(const QByteArray &serverUrl)
{
    static const QByteArrayList methods{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};
    Request request;
    const Result<Url> url = parseUrl(serverUrl + '/' + characters(pathCharacters, 60));
    if (!url) {
        qFatal("%s", qPrintable(url.error().detail));
    }
    request.url = *url;
    request.method = oneIn(3) ? token() : methods.at(number(0, 6));
    const int fields = oneIn(20) ? number(100, 300) : number(0, 12);
    for (int i = 0; i < fields; ++i) {
        request.headers.append(field());
        if (oneIn(5)) {
            request.headers.append(
                {anyCase(request.headers.last().name), oneIn(2) ? QByteArray() : fieldValue()});
        }
    }
    if (oneIn(2)) {
        request.body = bodyOf(oneIn(50) ? octets(300'000) : octets(2000));
    }
    for (const char *name : {"Accept", "User-Agent", "accept-encoding"}) {
        if (oneIn(4)) {
            request.withoutDefaults.append(name);
        }
    }
    return request;
}

QByteArray RandomMessages::optionalSpace()
{
    return characters(" \t", oneIn(4) ? 3 : 1);
}

QByteArray RandomMessages::head(Response &response, const Headers &framing)
{
    response.version = "HTTP/1.1";
    response.reason = oneIn(5) ? QByteArray() : fieldValue();
    const int fields = oneIn(20) ? number(100, 900) : number(0, 12);
    for (int i = 0; i < fields; ++i) {
        response.headers.append(field());
    }
    for (const Field &one : framing) {
        response.headers.insert(number(0, static_cast<int>(response.headers.size())), one);
    }
    QByteArray wire = response.version + ' ' + QByteArray::number(response.status) + ' '
        + response.reason + "\r\n";
    for (const Field &one : std::as_const(response.headers)) {
        wire += one.name + ':' + optionalSpace() + one.value + optionalSpace() + "\r\n";
    }
    return wire + "\r\n";
}

// RFC 9112 §7.1, with everything it allows.
QByteArray RandomMessages::chunked(const QByteArray &body)
{
    QByteArray wire;
    for (qsizetype at = 0; at < body.size();) {
        const qsizetype size = std::min<qsizetype>(number(1, 600), body.size() - at);
        wire += QByteArray(number(0, 3), '0') + anyCase(QByteArray::number(size, 16));
        wire += oneIn(4) ? ";" + token() + "=\"" + token() + '"' : QByteArray();
        wire += "\r\n" + body.mid(at, size) + "\r\n";
        at += size;
    }
    wire += "0\r\n";
    for (int i = number(-3, 3); i > 0; --i) {
        wire += token() + ": " + fieldValue() + "\r\n";
    }
    return wire + "\r\n";
}

RandomResponse RandomMessages::response()
{
    RandomResponse made;
    for (int i = number(-4, 3); i > 0; --i) {
        Response interim;
        interim.status = oneIn(2) ? 100 : number(102, 199);
        made.wire += head(interim, {});
        made.response.interim.append(interim);
    }
    made.response.status = oneIn(3) ? 200 : number(200, 599);
    made.toHead = oneIn(10);
    const bool bodiless = made.toHead || made.response.status == 204 || made.response.status == 304;
    made.hasBody = !bodiless;
    const QByteArray body = oneIn(50) ? octets(300'000) : octets(2000);
    const Field length{"Content-Length", QByteArray::number(body.size())};
    const Field coding{anyCase("Transfer-Encoding"), anyCase("chunked")};
    const int framing = number(1, 3);
    if (framing == 1) {
        made.wire += head(made.response, {length});
        made.wire += bodiless ? QByteArray() : body;
    } else if (framing == 2) {
        made.wire += head(made.response, {coding});
        made.wire += bodiless ? QByteArray() : chunked(body);
    } else {
        made.lastsUntilClose = true;
        made.wire += head(made.response, {});
        made.wire += bodiless ? QByteArray() : body;
    }
    if (!bodiless) {
        made.response.body = bodyOf(body);
    }
    return made;
}

QByteArrayList RandomMessages::cut(const QByteArray &bytes)
{
    const int most = oneIn(30) ? 1 : oneIn(3) ? 40 : 2000;
    QByteArrayList pieces;
    qsizetype at = 0;
    while (at < bytes.size()) {
        // At most 150 pieces, so that large answers do not take their time octet by octet.
        const bool last = pieces.size() >= 150;
        const qsizetype size = last ? bytes.size() - at : number(1, most);
        pieces.append(bytes.mid(at, size));
        at += size;
    }
    return pieces;
}

unsigned seedOfThisRun()
{
    bool given = false;
    const unsigned wished = qEnvironmentVariable("HOPLENS_SEED").toUInt(&given);
    const unsigned seed = given ? wished : 20261123U;
    qInfo("HOPLENS_SEED=%u", seed);
    return seed;
}

} // namespace hoplens
