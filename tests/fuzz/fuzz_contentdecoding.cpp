// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/contentdecoding.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

namespace hoplens {

namespace {

// Small, so that small inputs reach them.
DecodingLimits smallLimits()
{
    DecodingLimits limits;
    limits.preview = 24;
    limits.counted = 200;
    limits.ratio = 4;
    limits.layers = 2;
    limits.windowLog = 12;
    return limits;
}

void requireLimits(const DecodedContent &content, const QByteArray &coded,
                   const DecodingLimits &limits)
{
    require(content.bytes.size() == std::min<qint64>(content.size, limits.preview),
            "the first octets are kept, and no more than fit");
    require(content.size <= limits.counted, "limit of what is decoded");
    require(content.size <= std::max<qint64>(limits.preview, coded.size() * limits.ratio),
            "limit of the ratio");
    require(content.codings.size() <= limits.layers + 1, "limit of the layers");
    require(content.codings.size() <= limits.layers
                || (content.state == DecodingState::LimitReached && content.size == 0),
            "too many layers are not begun");
    require(content.state != DecodingState::UnknownCoding || content.size == 0,
            "what is unknown is not decoded");
    for (const QByteArray &coding : content.codings) {
        require(!coding.isEmpty() && coding == coding.toLower() && coding == coding.trimmed()
                    && coding != "identity" && !coding.contains(','),
                "a coding has one name");
        require(content.size == 0 || isKnownCoding(coding), "what is decoded is known");
    }
    require(!content.rawDeflate || content.codings.contains("deflate"), "only deflate comes bare");
}

/// Whoever reads a part sees the beginning of what there is: never other octets.
void requireSameBeginning(const DecodedContent &a, const DecodedContent &b)
{
    const qsizetype common = std::min(a.bytes.size(), b.bytes.size());
    require(a.bytes.left(common) == b.bytes.left(common), "a part gives the same beginning");
}

void requireRead(const QList<QByteArray> &fields, const QByteArray &coded,
                 const DecodingLimits &limits)
{
    const std::optional<DecodedContent> content = decodeContent(fields, coded, limits);
    require(decodeContent(fields, coded, limits) == content, "decoding again gives the same");
    require(content.has_value() == (!coded.isEmpty() && !contentCodings(fields).isEmpty()),
            "what is coded is decoded");
    if (!content) {
        return;
    }
    requireLimits(*content, coded, limits);
    for (const qsizetype size : {coded.size() / 2, coded.size() - 1}) {
        const auto part = decodeContent(fields, coded.left(size), limits);
        if (part) {
            requireLimits(*part, coded.left(size), limits);
            requireSameBeginning(*part, *content);
        }
    }
}

/// The zlib format, without the length that Qt puts in front.
QByteArray zlibOf(const QByteArray &bytes)
{
    return qCompress(bytes).mid(4);
}

} // namespace

/// The first line is a Content-Encoding value, the rest is the content.
void fuzz(const QByteArray &input)
{
    const qsizetype end = input.indexOf('\n');
    const QList<QByteArray> fields{input.left(end)};
    const QByteArray coded = end < 0 ? QByteArray() : input.mid(end + 1);
    for (const DecodingLimits &limits : {DecodingLimits(), smallLimits()}) {
        requireRead(fields, coded, limits);
    }
    if (coded.isEmpty()) {
        return;
    }
    const auto twice = decodeContent({"deflate", "Deflate, identity"}, zlibOf(zlibOf(coded)));
    require(twice && twice->state == DecodingState::Complete && twice->bytes == coded
                && !twice->rawDeflate,
            "what was coded comes out whole");
}

} // namespace hoplens
