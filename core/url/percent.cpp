// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/percent.h"

#include "core/url/ascii.h"
#include "core/url/url.h"

#include <array>
#include <string_view>

namespace hoplens {

namespace {

/// What a set has beyond the C0 control percent-encode set.
constexpr std::string_view additions(EncodeSet set)
{
    switch (set) {
    case EncodeSet::C0Control:
        break;
    case EncodeSet::Fragment:
        return " \"<>`";
    case EncodeSet::Query:
        return " \"#<>";
    case EncodeSet::SpecialQuery:
        return " \"#<>'";
    case EncodeSet::Path:
        return " \"#<>?^`{}";
    case EncodeSet::Userinfo:
        return " \"#<>?^`{}/:;=@[\\]|";
    }
    return {};
}

using Octets = std::array<bool, 256>;

constexpr Octets octetsOf(EncodeSet set)
{
    Octets octets{};
    // "consisting of C0 controls and all code points greater than U+007E (~)"
    for (std::size_t octet = 0; octet < octets.size(); ++octet) {
        octets.at(octet) = octet < 0x20 || octet > 0x7E;
    }
    for (const char c : additions(set)) {
        octets.at(static_cast<unsigned char>(c)) = true;
    }
    return octets;
}

constexpr std::array octetsBySet{
    octetsOf(EncodeSet::C0Control),    octetsOf(EncodeSet::Fragment), octetsOf(EncodeSet::Query),
    octetsOf(EncodeSet::SpecialQuery), octetsOf(EncodeSet::Path),     octetsOf(EncodeSet::Userinfo),
};

} // namespace

void appendPercentEncoded(QByteArray &output, QByteArrayView input, EncodeSet set)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    const Octets &encoded = octetsBySet.at(static_cast<std::size_t>(set));
    output.reserve(output.size() + input.size());
    for (const char c : input) {
        const auto octet = static_cast<unsigned char>(c);
        if (encoded.at(octet)) {
            output += '%';
            output += digits[octet >> 4U];
            output += digits[octet & 0x0FU];
        } else {
            output += c;
        }
    }
}

QByteArray percentEncoded(QByteArrayView input, EncodeSet set)
{
    QByteArray output;
    appendPercentEncoded(output, input, set);
    return output;
}

QByteArray percentDecoded(const QByteArray &input)
{
    QByteArray output;
    output.reserve(input.size());
    for (qsizetype i = 0; i < input.size(); ++i) {
        const int high = i + 2 < input.size() ? hexValue(input.at(i + 1)) : -1;
        const int low = i + 2 < input.size() ? hexValue(input.at(i + 2)) : -1;
        if (input.at(i) == '%' && high >= 0 && low >= 0) {
            output += static_cast<char>((high << 4) | low);
            i += 2;
        } else {
            output += input.at(i);
        }
    }
    return output;
}

} // namespace hoplens
