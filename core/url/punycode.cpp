// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/punycode.h"

#include "core/url/ascii.h"

#include <algorithm>
#include <limits>

namespace hoplens {

namespace {

// Parameters of RFC 3492 §5.
constexpr quint32 base = 36;
constexpr quint32 tMin = 1;
constexpr quint32 tMax = 26;
constexpr quint32 skew = 38;
constexpr quint32 damp = 700;
constexpr quint32 initialBias = 72;
constexpr quint32 initialCodePoint = 0x80;
constexpr quint32 largest = std::numeric_limits<quint32>::max();

/// RFC 3492 §6.1
quint32 adapted(quint32 delta, quint32 points, bool first)
{
    delta = first ? delta / damp : delta / 2;
    delta += delta / points;
    quint32 k = 0;
    while (delta > ((base - tMin) * tMax) / 2) {
        delta /= base - tMin;
        k += base;
    }
    return k + (base - tMin + 1) * delta / (delta + skew);
}

quint32 threshold(quint32 k, quint32 bias)
{
    return k <= bias ? tMin : std::min(tMax, k - bias);
}

char digitOf(quint32 value)
{
    return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26));
}

quint32 valueOf(char digit)
{
    if (isAsciiDigit(digit)) {
        return static_cast<quint32>(digit - '0') + 26;
    }
    if (isAsciiAlpha(digit)) {
        return static_cast<quint32>(digit | 0x20) - 'a';
    }
    return base;
}

/// One delta as a generalized variable-length integer, RFC 3492 §3.3.
void appendDelta(QByteArray &output, quint32 delta, quint32 bias)
{
    for (quint32 k = base;; k += base) {
        const quint32 t = threshold(k, bias);
        if (delta < t) {
            break;
        }
        output += digitOf(t + (delta - t) % (base - t));
        delta = (delta - t) / (base - t);
    }
    output += digitOf(delta);
}

std::optional<quint32> readDelta(QByteArrayView text, qsizetype &position, quint32 bias)
{
    quint64 delta = 0;
    quint64 weight = 1;
    for (quint32 k = base;; k += base) {
        if (position >= text.size()) {
            return std::nullopt;
        }
        const quint32 digit = valueOf(text.at(position++));
        delta += digit * weight;
        if (digit >= base || delta > largest) {
            return std::nullopt;
        }
        const quint32 t = threshold(k, bias);
        if (digit < t) {
            return static_cast<quint32>(delta);
        }
        weight *= base - t;
        if (weight > largest) {
            return std::nullopt;
        }
    }
}

} // namespace

std::optional<QByteArray> punycodeEncoded(const std::u32string &label)
{
    QByteArray output;
    for (const char32_t c : label) {
        if (c < initialCodePoint) {
            output += static_cast<char>(c);
        }
    }
    const auto basic = static_cast<quint32>(output.size());
    if (basic > 0) {
        output += '-';
    }
    quint32 bias = initialBias;
    quint32 next = initialCodePoint;
    quint64 delta = 0;
    for (quint32 handled = basic; handled < label.size();) {
        quint32 smallest = largest;
        for (const char32_t c : label) {
            smallest = c >= next ? std::min<quint32>(smallest, c) : smallest;
        }
        delta += quint64{smallest - next} * (handled + 1);
        next = smallest;
        for (const char32_t c : label) {
            delta += c < next ? 1 : 0;
            if (delta > largest) {
                return std::nullopt;
            }
            if (c == next) {
                appendDelta(output, static_cast<quint32>(delta), bias);
                bias = adapted(static_cast<quint32>(delta), handled + 1, handled == basic);
                delta = 0;
                ++handled;
            }
        }
        ++delta;
        ++next;
    }
    return output;
}

std::optional<std::u32string> punycodeDecoded(QByteArrayView text)
{
    const qsizetype basic = std::max<qsizetype>(text.lastIndexOf('-'), 0);
    std::u32string output;
    for (const char c : text.first(basic)) {
        if (static_cast<unsigned char>(c) >= initialCodePoint) {
            return std::nullopt;
        }
        output += static_cast<char32_t>(c);
    }
    quint32 bias = initialBias;
    quint64 codePoint = initialCodePoint;
    quint64 index = 0;
    for (qsizetype position = basic > 0 ? basic + 1 : 0; position < text.size();) {
        const std::optional<quint32> delta = readDelta(text, position, bias);
        if (!delta) {
            return std::nullopt;
        }
        const auto points = static_cast<quint32>(output.size()) + 1;
        index += *delta;
        codePoint += index / points;
        index %= points;
        if (codePoint > 0x10FFFF) {
            return std::nullopt;
        }
        bias = adapted(*delta, points, points == static_cast<quint32>(basic) + 1);
        output.insert(index, 1, static_cast<char32_t>(codePoint));
        ++index;
    }
    return output;
}

} // namespace hoplens
