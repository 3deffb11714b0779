// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/messageparser.h"

#include "core/http/commontext.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace hoplens {

namespace {

constexpr QByteArrayView versionStart("HTTP/1.");
constexpr qsizetype shownBytes = 64;

// What is set aside for a head before its length is known, in octets.
constexpr qsizetype usualHead = 4096;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Up to the empty line, so that no more is set aside than is kept; all of it when there is none.
qsizetype headSize(QByteArrayView bytes)
{
    constexpr std::string_view end("\r\n\r\n");
    const std::size_t found =
        std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())).find(end);
    return found == std::string_view::npos ? bytes.size()
                                           : static_cast<qsizetype>(found + end.size());
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

// RFC 9112 §4: "status-line = HTTP-version SP status-code SP [ reason-phrase ]", and "recipients
// MAY instead parse on whitespace-delimited word boundaries".
std::optional<Response> parseStatusLine(QByteArrayView line)
{
    const qsizetype versionSize = versionStart.size() + 1;
    if (line.size() <= versionSize || !isDigit(line[versionSize - 1])
        || !isBlank(line[versionSize])) {
        return std::nullopt;
    }
    Response response;
    response.version = commonText(line.first(versionSize));
    const QByteArrayView rest = trimmedBlanks(line.sliced(versionSize));
    // RFC 9110 §15: "The status code of a response is a three-digit integer code".
    if (rest.size() < 3 || !std::all_of(rest.begin(), rest.begin() + 3, isDigit) || rest[0] == '0'
        || (rest.size() > 3 && !isBlank(rest[3]))) {
        return std::nullopt;
    }
    response.status = rest.first(3).toInt();
    response.reason = commonText(trimmedBlanks(rest.sliced(3)));
    return response;
}

} // namespace

HeadParser::HeadParser(const HeadLimits &limits)
    : m_limits(limits)
    , m_fields(limits.fields)
{
}

qsizetype HeadParser::feed(QByteArrayView bytes)
{
    if (m_raw.isEmpty()) {
        m_raw.reserve(std::min(headSize(bytes), usualHead));
    }
    qsizetype used = 0;
    while (m_state == State::NeedsMore && used < bytes.size()) {
        const qsizetype limit =
            m_response ? m_limits.head : std::min(m_limits.statusLine, m_limits.head);
        // One byte more than allowed is enough to know that it is too long.
        const qsizetype room = limit + 1 - m_raw.size();
        const QByteArrayView piece = bytes.sliced(used, std::min(room, bytes.size() - used));
        const qsizetype lineFeed = piece.indexOf('\n');
        const qsizetype taken = lineFeed < 0 ? piece.size() : lineFeed + 1;
        m_raw.append(piece.first(taken));
        used += taken;
        checkStart();
        if (m_state == State::NeedsMore) {
            checkLimits();
        }
        if (m_state == State::NeedsMore && lineFeed >= 0) {
            takeLine(QByteArrayView(m_raw).sliced(std::exchange(m_lineStart, m_raw.size())));
        }
    }
    return used;
}

void HeadParser::close()
{
    if (m_state == State::NeedsMore) {
        fail(m_raw.isEmpty() ? FailureCode::ClosedBeforeAnswer : FailureCode::ClosedInHead);
    }
}

// Something that is not HTTP need not contain a line end, so it is found out at its first bytes.
void HeadParser::checkStart()
{
    if (m_response) {
        return;
    }
    const QByteArrayView start =
        QByteArrayView(m_raw).first(std::min(m_raw.size(), versionStart.size()));
    if (start != versionStart.first(start.size())) {
        fail(FailureCode::NotHttp, displayText(m_raw.left(shownBytes).trimmed()));
    }
}

void HeadParser::checkLimits()
{
    if (!m_response && m_raw.size() > m_limits.statusLine) {
        m_response = parseStatusLine(QByteArrayView(m_raw).first(m_limits.statusLine));
        fail(FailureCode::HeadTooLarge);
    } else if (m_raw.size() > m_limits.head) {
        fail(FailureCode::HeadTooLarge);
    }
}

void HeadParser::takeLine(QByteArrayView line)
{
    line.chop(1);
    // RFC 9112 §2.2: "a recipient MAY recognize a single LF as a line terminator and ignore any
    // preceding CR."
    if (line.endsWith('\r')) {
        line.chop(1);
    } else {
        noteOddity(m_oddities, Oddity::BareLineFeed);
    }
    if (!m_response) {
        readStatusLine(line);
    } else if (line.isEmpty()) {
        m_state = State::Done;
    } else if (!m_fields.take(line, m_oddities)) {
        fail(FailureCode::TooManyFields);
    }
}

void HeadParser::readStatusLine(QByteArrayView line)
{
    m_response = parseStatusLine(line);
    if (!isFieldValue(line)) {
        noteOddity(m_oddities, Oddity::ControlInHead);
    }
    if (!m_response) {
        fail(FailureCode::BadHead,
             displayText(line.first(std::min(line.size(), shownBytes)).trimmed().toByteArray()));
    } else if (m_response->version != "HTTP/1.1") {
        noteOddity(m_oddities, Oddity::OldVersion);
    }
}

std::optional<Response> HeadParser::response() const
{
    std::optional<Response> response = m_response;
    if (response) {
        response->headers = m_fields.fields();
        response->rawHead = m_raw;
    }
    return response;
}

Response HeadParser::takeResponse()
{
    Q_ASSERT(m_state == State::Done);
    m_raw.squeeze();
    m_response->headers = m_fields.takeFields();
    m_response->rawHead = std::move(m_raw);
    return *std::move(m_response);
}

void HeadParser::fail(FailureCode code, const QString &detail)
{
    const bool closed =
        code == FailureCode::ClosedBeforeAnswer || code == FailureCode::ClosedInHead;
    m_failure = Failure{closed ? FailureKind::Network : FailureKind::Protocol, code, detail};
    m_state = State::Failed;
}

} // namespace hoplens
