// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/bodycontent.h"

#include "core/redirect/explain.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::bodyContent", text);
}

/// Octets of decoded bodies that are kept over all hops of a trace, and those that each may keep.
constexpr qint64 decodedBudget = 16 * 1024LL * 1024LL;
constexpr qint64 leastDecoded = 4 * 1024LL;

void decode(Body &body, const Headers &headers, qint64 &left)
{
    if (!body.decoded) {
        body.decoded = contentOf(body, headers);
        if (body.decoded) {
            body.decoded->bytes.truncate(std::max(left, leastDecoded));
        }
    }
    left -= body.decoded ? body.decoded->bytes.size() : 0;
}

/// "gzip", "br, deflate (raw)".
QString codingsText(const DecodedContent &content)
{
    QStringList names;
    for (const QByteArray &coding : content.codings) {
        const bool raw = content.rawDeflate && coding == "deflate";
        const QString name = displayText(coding.left(40));
        names.append(raw ? tr("raw %1").arg(name) : name);
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

std::optional<DecodedContent> contentOf(const Body &body, const Headers &headers,
                                        const DecodingLimits &limits)
{
    if (body.decoded) {
        return body.decoded;
    }
    return decodeContent(valuesOf(headers, "Content-Encoding"), body.bytes, limits);
}

QByteArray readableOctets(const Body &body, const Headers &headers, const DecodingLimits &limits)
{
    const std::optional<DecodedContent> content = contentOf(body, headers, limits);
    return content ? content->bytes : body.bytes;
}

Trace withDecodedBodies(Trace trace)
{
    qint64 left = decodedBudget;
    for (Hop &hop : trace.hops) {
        if (hop.exchange.request.body) {
            decode(*hop.exchange.request.body, hop.exchange.request.headers, left);
        }
        if (hop.exchange.response) {
            decode(hop.exchange.response->body, hop.exchange.response->headers, left);
        }
    }
    return trace;
}

QString bodySizeText(const Body &body, const std::optional<DecodedContent> &content)
{
    if (!content) {
        return sizeText(body.size);
    }
    const QString codings = codingsText(*content);
    if (content->size == 0 && content->state != DecodingState::Complete) {
        return tr("%1 on the wire, not decoded (%2)").arg(sizeText(body.size), codings);
    }
    const QString pattern = content->state == DecodingState::Complete
        ? tr("%1 on the wire, %2 decoded (%3)")
        : tr("%1 on the wire, at least %2 decoded (%3)");
    return pattern.arg(sizeText(body.size), sizeText(content->size), codings);
}

QString decodingSentence(const Body &body, const DecodedContent &content)
{
    switch (content.state) {
    case DecodingState::Complete:
        return content.rawDeflate
            ? tr("The server sent bare deflate data, without the zlib format that the standard "
                 "wants.")
            : QString();
    case DecodingState::CutOff:
        return body.truncated ? tr("Decoded as far as the kept part of the body goes.")
                              : tr("The coded body ends too early.");
    case DecodingState::LimitReached:
        return tr("It decodes to more than Hoplens unpacks; decoding was ended.");
    case DecodingState::Damaged:
        return content.size == 0
            ? tr("The body is not coded as Content-Encoding says.")
            : tr("The coded body is damaged; this is what stands before that.");
    case DecodingState::UnknownCoding: {
        const auto unknown =
            std::find_if(content.codings.begin(), content.codings.end(),
                         [](const QByteArray &coding) { return !isKnownCoding(coding); });
        return tr("Hoplens does not know the coding %1; the body is shown as it came.")
            .arg(unknown == content.codings.end() ? QString() : displayText(unknown->left(40)));
    }
    }
    Q_UNREACHABLE();
}

} // namespace hoplens
