// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/ipaddress.h"

#include "core/url/ascii.h"

#include <QList>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

/// The standard counts without bound; beyond this every use is a failure anyway.
constexpr quint64 tooLarge = quint64{1} << 32U;

/// "IPv4 number parser": decimal, "0x" hexadecimal or "0" octal.
std::optional<quint64> ipv4Number(QByteArrayView text)
{
    if (text.isEmpty()) {
        return std::nullopt;
    }
    int radix = 10;
    if (text.size() >= 2 && text.at(0) == '0' && (text.at(1) == 'x' || text.at(1) == 'X')) {
        // "If input is the empty string, then return (0, true)": so "0x" is 0.
        text = text.sliced(2);
        radix = 16;
    } else if (text.size() >= 2 && text.at(0) == '0') {
        text = text.sliced(1);
        radix = 8;
    }
    quint64 value = 0;
    for (const char c : text) {
        const int digit = hexValue(c);
        if (digit < 0 || digit >= radix) {
            return std::nullopt;
        }
        value =
            std::min(value * static_cast<quint64>(radix) + static_cast<quint64>(digit), tooLarge);
    }
    return value;
}

QByteArray serializedIpv4(quint64 address)
{
    QByteArray output;
    for (int shift = 24; shift >= 0; shift -= 8) {
        output += QByteArray::number((address >> static_cast<unsigned>(shift)) & 0xFFU);
        if (shift > 0) {
            output += '.';
        }
    }
    return output;
}

using Pieces = std::array<quint16, 8>;

/// The URL standard's IPv6 parser; the members are its variables.
class Ipv6Parser {
public:
    explicit Ipv6Parser(QByteArrayView input)
        : m_input(input)
    {
    }

    std::optional<Pieces> parse();

private:
    bool atEnd() const { return m_pointer >= m_input.size(); }
    bool at(char c) const { return !atEnd() && m_input.at(m_pointer) == c; }
    bool readLeadingCompression();
    bool readPieces();
    bool readPiece();
    bool readEmbeddedIpv4();
    std::optional<int> readIpv4Piece();
    bool expand();

    QByteArrayView m_input;
    qsizetype m_pointer = 0;
    Pieces m_address{};
    std::size_t m_pieceIndex = 0;
    std::optional<std::size_t> m_compress;
    bool m_ipv4Read = false;
};

std::optional<Pieces> Ipv6Parser::parse()
{
    if (!readLeadingCompression() || !readPieces() || !expand()) {
        return std::nullopt;
    }
    return m_address;
}

bool Ipv6Parser::readLeadingCompression()
{
    if (!at(':')) {
        return true;
    }
    if (!m_input.startsWith("::")) {
        return false;
    }
    m_pointer = 2;
    m_pieceIndex = 1;
    m_compress = m_pieceIndex;
    return true;
}

bool Ipv6Parser::readPieces()
{
    while (!atEnd() && !m_ipv4Read) {
        if (m_pieceIndex == m_address.size()) {
            return false;
        }
        if (at(':')) {
            if (m_compress) {
                return false;
            }
            ++m_pointer;
            m_compress = ++m_pieceIndex;
        } else if (!readPiece()) {
            return false;
        }
    }
    return true;
}

bool Ipv6Parser::readPiece()
{
    const qsizetype start = m_pointer;
    int value = 0;
    while (m_pointer < start + 4 && !atEnd() && hexValue(m_input.at(m_pointer)) >= 0) {
        value = value * 0x10 + hexValue(m_input.at(m_pointer));
        ++m_pointer;
    }
    if (at('.')) {
        if (m_pointer == start) {
            return false;
        }
        m_pointer = start;
        return readEmbeddedIpv4();
    }
    if (at(':')) {
        ++m_pointer;
        if (atEnd()) {
            return false;
        }
    } else if (!atEnd()) {
        return false;
    }
    m_address.at(m_pieceIndex) = static_cast<quint16>(value);
    ++m_pieceIndex;
    return true;
}

bool Ipv6Parser::readEmbeddedIpv4()
{
    if (m_pieceIndex > 6) {
        return false;
    }
    for (int number = 0; number < 4; ++number) {
        if (number > 0) {
            if (!at('.')) {
                return false;
            }
            ++m_pointer;
        }
        const std::optional<int> value = readIpv4Piece();
        if (!value) {
            return false;
        }
        quint16 &piece = m_address.at(m_pieceIndex);
        piece = static_cast<quint16>(piece * 0x100 + *value);
        if (number % 2 == 1) {
            ++m_pieceIndex;
        }
    }
    m_ipv4Read = true;
    return atEnd();
}

std::optional<int> Ipv6Parser::readIpv4Piece()
{
    std::optional<int> value;
    while (!atEnd() && isAsciiDigit(m_input.at(m_pointer))) {
        // "Otherwise, if ipv4Piece is 0, ... return failure": no leading zeros here.
        if (value == 0) {
            return std::nullopt;
        }
        value = value.value_or(0) * 10 + hexValue(m_input.at(m_pointer));
        if (*value > 255) {
            return std::nullopt;
        }
        ++m_pointer;
    }
    return value;
}

/// Moves the pieces after "::" to the end.
bool Ipv6Parser::expand()
{
    if (!m_compress) {
        return m_pieceIndex == m_address.size();
    }
    auto *const compress = m_address.begin() + *m_compress;
    std::rotate(compress, m_address.begin() + m_pieceIndex, m_address.end());
    return true;
}

/// "find the IPv6 address compressed piece index": the first longest run of at least two zeros.
struct ZeroRun {
    std::size_t start = 0;
    std::size_t size = 0;
};
ZeroRun longestZeroRun(const Pieces &address)
{
    ZeroRun longest{0, 1};
    ZeroRun found;
    for (std::size_t index = 0; index < address.size(); ++index) {
        found =
            address.at(index) == 0 ? ZeroRun{found.start, found.size + 1} : ZeroRun{index + 1, 0};
        if (found.size > longest.size) {
            longest = found;
        }
    }
    return longest.size > 1 ? longest : ZeroRun{};
}

QByteArray serializedIpv6(const Pieces &address)
{
    const ZeroRun run = longestZeroRun(address);
    QByteArray output;
    for (std::size_t index = 0; index < address.size(); ++index) {
        if (run.size > 0 && index == run.start) {
            output += index == 0 ? "::" : ":";
            index += run.size - 1;
            continue;
        }
        output += QByteArray::number(address.at(index), 16);
        if (index + 1 < address.size()) {
            output += ':';
        }
    }
    return output;
}

} // namespace

bool endsInNumber(const QByteArray &host)
{
    QByteArrayView last(host);
    if (last.endsWith('.')) {
        last.chop(1);
    }
    last = last.sliced(last.lastIndexOf('.') + 1);
    const bool digitsOnly = std::all_of(last.begin(), last.end(), isAsciiDigit);
    // All digits first: "The erroneous input "09" will be caught by the IPv4 parser at a later
    // stage."
    return (!last.isEmpty() && digitsOnly) || ipv4Number(last);
}

std::optional<QByteArray> normalizedIpv4(const QByteArray &host)
{
    if (host.count('.') > 4) {
        return std::nullopt;
    }
    QList<QByteArray> parts = host.split('.');
    if (parts.size() > 1 && parts.last().isEmpty()) {
        parts.removeLast();
    }
    if (parts.size() > 4) {
        return std::nullopt;
    }
    // "If the last item in numbers is greater than or equal to 256^(5 - numbers's size), then
    // return failure": the last part fills all octets that are left.
    const qsizetype lastIndex = parts.size() - 1;
    quint64 address = 0;
    for (qsizetype index = 0; index <= lastIndex; ++index) {
        const std::optional<quint64> number = ipv4Number(parts.at(index));
        const qsizetype octets = index < lastIndex ? 1 : 4 - lastIndex;
        if (!number || *number >> static_cast<unsigned>(8 * octets) != 0) {
            return std::nullopt;
        }
        address = (address << static_cast<unsigned>(8 * octets)) | *number;
    }
    return serializedIpv4(address);
}

std::optional<QByteArray> normalizedIpv6(QByteArrayView text)
{
    const std::optional<Pieces> address = Ipv6Parser(text).parse();
    return address ? std::optional(serializedIpv6(*address)) : std::nullopt;
}

bool isIpAddress(const QByteArray &host)
{
    return host.startsWith('[') || endsInNumber(host);
}

} // namespace hoplens
