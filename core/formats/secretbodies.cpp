// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Secrets in the content of messages: forms, multipart forms and JSON.

#include "core/formats/secretplaces.h"

#include "core/formats/multipart.h"
#include "core/formats/redaction.h"
#include "core/formats/secretnames.h"

#include <algorithm>

namespace hoplens {

namespace {

bool isOneOf(char c, QByteArrayView set)
{
    return set.contains(c);
}

/// Index of the first octet from `from` on that is one of `ends`, or the text's size.
template <typename IsEnd> qsizetype endFrom(const QByteArray &text, qsizetype from, IsEnd isEnd)
{
    return std::distance(text.begin(), std::find_if(text.begin() + from, text.end(), isEnd));
}

bool isJson(const QByteArray &bytes, const QByteArray &type)
{
    const QByteArray start = bytes.left(64).trimmed();
    return type.contains("json") || start.startsWith('{') || start.startsWith('[');
}

/// Index of the quote that ends the string which begins at `from`, or the text's size.
qsizetype stringEnd(const QByteArray &text, qsizetype from)
{
    qsizetype at = from;
    while (at < text.size() && text.at(at) != '"') {
        at += text.at(at) == '\\' ? 2 : 1;
    }
    return std::min(at, text.size());
}

/// The value of a parameter such as boundary=x or name="x" (RFC 9110 §5.6.6); empty: none.
QByteArray parameterOf(const QByteArray &value, const QByteArray &name)
{
    const QByteArray lower = value.toLower();
    const auto isBefore = [](char c) { return isOneOf(c, "; \t"); };
    for (qsizetype at = lower.indexOf(name + '='); at >= 0;
         at = lower.indexOf(name + '=', at + 1)) {
        if (at > 0 && !isBefore(value.at(at - 1))) {
            continue; // "filename" is no "name"
        }
        const qsizetype begin = at + name.size() + 1;
        return value.mid(begin, 1) == "\""
            ? value.mid(begin + 1, stringEnd(value, begin + 1) - begin - 1)
            : value.mid(begin, endFrom(value, begin, isBefore) - begin);
    }
    return {};
}

} // namespace

Body SecretPlaces::body(Body body, const Headers &headers)
{
    const QByteArray type = firstValue(headers, "Content-Type").value_or(QByteArray());
    const QByteArray &text = body.decoded ? body.decoded->bytes : body.bytes;
    const QByteArray bytes = content(text, type);
    if (bytes != text) {
        redactBody(body, bytes);
    }
    return body;
}

QByteArray SecretPlaces::content(const QByteArray &text, const QByteArray &type)
{
    const QByteArray kind = type.toLower();
    if (kind.startsWith("application/x-www-form-urlencoded")) {
        return parameters(text, Text::Form);
    }
    if (const QByteArray boundary = parameterOf(type, "boundary");
        kind.startsWith("multipart/") && !boundary.isEmpty()) {
        return multipart(text, boundary);
    }
    return isJson(text, kind) ? blotted(text, jsonSpans(text)) : text;
}

QByteArray SecretPlaces::formValue(const QByteArray &name, const QByteArray &value,
                                   const QByteArray &type)
{
    if (isSecretParameter(name)) {
        return blotted(value, {{0, value.size()}});
    }
    const QByteArray clean = content(value, type);
    return type.isEmpty() ? parameters(clean, Text::Prose) : clean;
}

/// RFC 2046 §5.1.1: a line "--boundary" before each part; RFC 7578 §4.2: its name stands in
/// Content-Disposition. Of a body that was cut off, as far as it goes.
QByteArray SecretPlaces::multipart(const QByteArray &text, const QByteArray &boundary)
{
    const QByteArray delimiter = "--" + boundary;
    qsizetype at = text.indexOf(delimiter);
    QByteArray result = at < 0 ? text : text.left(at);
    while (at >= 0) {
        const qsizetype next = text.indexOf(delimiter, at + delimiter.size());
        result += part(text.mid(at, next < 0 ? -1 : next - at));
        at = next;
    }
    if (result != text && boundary.startsWith(boundaryStart)) {
        // Our own is made of a hash over the parts, which is as good as a short secret.
        m_secrets.add(boundary.mid(qstrlen(boundaryStart)));
    }
    return result;
}

/// From its delimiter to the next one.
QByteArray SecretPlaces::part(const QByteArray &text)
{
    const qsizetype ordinary = text.indexOf("\r\n\r\n");
    const qsizetype sloppy = text.indexOf("\n\n");
    const bool isOrdinary = ordinary >= 0 && (sloppy < 0 || ordinary < sloppy);
    if (!isOrdinary && sloppy < 0) {
        return text;
    }
    const qsizetype begin = isOrdinary ? ordinary + 4 : sloppy + 2;
    QByteArray name;
    QByteArray type;
    bool isFile = false;
    const QList<QByteArray> lines = text.left(begin).split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray lower = line.toLower();
        if (lower.startsWith("content-disposition:")) {
            name = parameterOf(line.trimmed(), "name");
            isFile = !parameterOf(line.trimmed(), "filename").isEmpty();
        } else if (lower.startsWith("content-type:")) {
            type = line.mid(line.indexOf(':') + 1).trimmed();
        }
    }
    qsizetype end = text.size();
    for (const char c : {'\n', '\r'}) {
        end -= end > begin && text.at(end - 1) == c ? 1 : 0;
    }
    // Forms within forms are not looked into, and files are not read as prose.
    if ((isFile && type.isEmpty()) || type.toLower().startsWith("multipart/")) {
        type = "application/octet-stream";
    }
    return text.left(begin) + formValue(name, text.mid(begin, end - begin), type) + text.mid(end);
}

void redactBody(Body &body, const QByteArray &clean)
{
    if (body.decoded) {
        body.decoded->bytes = clean;
        // Who has these octets unpacks the secret again.
        body.bytes.clear();
        body.truncated = true;
    } else {
        body.bytes = clean;
    }
    body.redacted = true;
    body.sha256.clear(); // the hash of a short secret is as good as the secret
}

/// The strings and numbers of members with telling names. Reads tokens only, so that a body that
/// was cut off is read as far as it goes.
SecretPlaces::Spans SecretPlaces::jsonSpans(const QByteArray &text)
{
    const auto skipSpace = [&](qsizetype from) {
        return endFrom(text, from, [](char c) { return !isOneOf(c, " \t\r\n"); });
    };
    Spans spans;
    qsizetype at = text.indexOf('"');
    while (at >= 0 && at < text.size()) {
        const qsizetype nameEnd = stringEnd(text, at + 1);
        const qsizetype colon = skipSpace(std::min(nameEnd + 1, text.size()));
        const bool isName = colon < text.size() && text.at(colon) == ':';
        if (isName && isSecretParameter(text.mid(at + 1, nameEnd - at - 1), Inside::Json)) {
            const qsizetype begin = skipSpace(colon + 1);
            const bool isString = begin < text.size() && text.at(begin) == '"';
            const bool isNumber = begin < text.size() && isOneOf(text.at(begin), "-0123456789");
            if (isString) {
                spans.append({begin + 1, stringEnd(text, begin + 1)});
            } else if (isNumber) {
                spans.append(
                    {begin, endFrom(text, begin, [](char c) { return isOneOf(c, ",}] \t\r\n"); })});
            }
            const qsizetype after = isString ? spans.last().end + 1 : begin;
            at = text.indexOf('"', std::min(after, text.size()));
        } else {
            at = text.indexOf('"', std::min(nameEnd + 1, text.size()));
        }
    }
    return spans;
}

} // namespace hoplens
