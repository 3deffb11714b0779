// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/requestreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

constexpr qsizetype headLimit = 65'536; // octets
constexpr qsizetype chunkLineLimit = 4096; // octets
constexpr qint64 bodyLimit = 100'000'000; // octets
constexpr qint64 keptLimit = 8'388'608; // octets

struct Lab {
    Q_DECLARE_TR_FUNCTIONS(Lab)
};

QByteArray withoutLineEnd(QByteArray line)
{
    if (line.endsWith('\n')) {
        line.chop(1);
    }
    if (line.endsWith('\r')) {
        line.chop(1);
    }
    return line;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

QByteArray trimmedValue(const QByteArray &value)
{
    qsizetype begin = 0;
    qsizetype end = value.size();
    while (begin < end && isBlank(value[begin])) {
        ++begin;
    }
    while (end > begin && isBlank(value[end - 1])) {
        --end;
    }
    return value.sliced(begin, end - begin);
}

/// Just behind the empty line, or -1. RFC 9112 §2.2: "a recipient MAY recognize a single LF as a
/// line terminator and ignore any preceding CR."
qsizetype endOfHead(const QByteArray &buffer, qsizetype from)
{
    for (qsizetype at = buffer.indexOf('\n', from); at >= 0; at = buffer.indexOf('\n', at + 1)) {
        const QByteArray next =
            buffer.sliced(at + 1, std::min<qsizetype>(2, buffer.size() - at - 1));
        if (next.startsWith('\n')) {
            return at + 2;
        }
        if (next == "\r\n") {
            return at + 3;
        }
    }
    return -1;
}

bool isPrintable(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
}

struct Version {
    int major = 0;
    int minor = 0;
};

std::optional<Version> versionOf(const QByteArray &text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    // RFC 9112 §2.3: HTTP-version = HTTP-name "/" DIGIT "." DIGIT
    if (text.size() != 8 || !text.startsWith("HTTP/") || !digit(text[5]) || text[6] != '.'
        || !digit(text[7])) {
        return std::nullopt;
    }
    return Version{text[5] - '0', text[7] - '0'};
}

/// Every value of a list field, comma-separated or not.
QList<QByteArray> listOf(const Headers &headers, const QByteArray &name)
{
    QList<QByteArray> members;
    for (const QByteArray &value : valuesOf(headers, name)) {
        for (const QByteArray &member : value.split(',')) {
            members.append(trimmedValue(member));
        }
    }
    return members;
}

std::optional<qint64> contentLength(const QList<QByteArray> &values)
{
    const QByteArray &value = values.first();
    const bool digits = !value.isEmpty() && value.size() <= 18
        && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && values.count(value) == values.size() ? std::optional(value.toLongLong())
                                                          : std::nullopt;
}

/// The size in a chunk's first line; extensions are passed over.
std::optional<qint64> chunkSize(const QByteArray &line)
{
    const QByteArray digits = trimmedValue(line.split(';').first());
    const bool good = !digits.isEmpty() && digits.size() <= 15
        && std::all_of(digits.begin(), digits.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
           });
    return good ? std::optional(digits.toLongLong(nullptr, 16)) : std::nullopt;
}

Result<void> readRequestLine(IncomingRequest &request, const QByteArray &line, int &status)
{
    status = 400;
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || parts[1].isEmpty() || !isPrintable(parts[1])) {
        return Error{Error::Code::InvalidInput,
                     Lab::tr("The first line is not METHOD TARGET HTTP/1.1, with single spaces.")};
    }
    const std::optional<Version> version = versionOf(parts[2]);
    if (!version) {
        return Error{Error::Code::InvalidInput,
                     Lab::tr("The first line does not end with a version such as HTTP/1.1.")};
    }
    if (version->major != 1) {
        status = 505;
        return Error{Error::Code::InvalidInput, Lab::tr("The lab speaks HTTP/1.1 only.")};
    }
    request.method = parts[0];
    request.target = parts[1];
    request.oldVersion = version->minor == 0;
    return {};
}

} // namespace

RequestReader::RequestReader(quint16 port)
    : m_port(port)
{
    m_request.received.port = port;
}

RequestReader::State RequestReader::feed(const QByteArray &bytes)
{
    if (m_state == State::Refused) {
        return m_state;
    }
    m_buffer += bytes;
    if (m_state == State::Head) {
        readHead();
    }
    if (m_state == State::Body) {
        m_chunked ? readChunks() : readBody();
    }
    return m_state;
}

bool RequestReader::takeContinue()
{
    return std::exchange(m_continueDue, false) && m_state == State::Body && m_request.bodySize == 0;
}

IncomingRequest RequestReader::take()
{
    Q_ASSERT(m_state == State::Complete);
    IncomingRequest done = std::exchange(m_request, {});
    if (!m_chunked) {
        done.content = done.received.body;
    }
    m_request.received.port = m_port;
    m_state = State::Head;
    m_scanned = 0;
    m_lineChecked = false;
    return done;
}

void RequestReader::readHead()
{
    // RFC 9112 §2.2: "a server that is expecting to receive and parse a request-line SHOULD ignore
    // at least one empty line (CRLF) received prior to the request-line."
    while (!m_lineChecked && (m_buffer.startsWith('\n') || m_buffer.startsWith("\r\n"))) {
        m_buffer.remove(0, m_buffer.startsWith('\n') ? 1 : 2);
    }
    // A TLS greeting has no line ends to wait for.
    if (!m_buffer.isEmpty() && m_buffer.front() != '\r' && !isToken(m_buffer.first(1))) {
        refuse(400, Lab::tr("This is not an HTTP request. The lab speaks http, not https."));
        return;
    }
    const qsizetype firstLine = m_buffer.indexOf('\n');
    if (!m_lineChecked && firstLine >= 0) {
        int status = 400;
        const Result<void> read =
            readRequestLine(m_request, withoutLineEnd(m_buffer.first(firstLine)), status);
        if (!read) {
            refuse(status, read.error().detail);
            return;
        }
        m_lineChecked = true;
    }
    const qsizetype end = endOfHead(m_buffer, m_scanned);
    if (end > headLimit || (end < 0 && m_buffer.size() > headLimit)) {
        refuse(431, Lab::tr("The request line and header fields are longer than 64 KiB."));
        return;
    }
    if (end < 0) {
        m_scanned = std::max<qsizetype>(0, m_buffer.size() - 2);
        return;
    }
    m_request.received.head = m_buffer.first(end);
    m_buffer.remove(0, end);
    QList<QByteArray> lines = m_request.received.head.split('\n');
    lines.removeFirst();
    lines.resize(lines.size() - 2); // the empty line, and what split() sees behind it
    readFields(lines);
}

void RequestReader::readFields(const QList<QByteArray> &lines)
{
    for (const QByteArray &ended : lines) {
        const QByteArray line = withoutLineEnd(ended);
        const qsizetype colon = line.indexOf(':');
        // RFC 9112 §5.1: "A server MUST reject, with a response status code of 400 (Bad Request),
        // any received request message that contains whitespace between a header field name and
        // colon." A name that is no token covers that, and folded lines (§5.2) too.
        if (colon < 1 || !isToken(line.first(colon))) {
            refuse(400, Lab::tr("A header line is not NAME: VALUE."));
            return;
        }
        const QByteArray value = trimmedValue(line.sliced(colon + 1));
        if (!isFieldValue(value)) {
            refuse(400,
                   Lab::tr("A header field has a NUL or a lone carriage return in its value."));
            return;
        }
        m_request.headers.append(Field{line.first(colon), value});
    }
    // RFC 9112 §3.2: "A server MUST respond with a 400 (Bad Request) status code to any HTTP/1.1
    // request message that lacks a Host header field and to any request message that contains more
    // than one"
    const qsizetype hosts = valuesOf(m_request.headers, "Host").size();
    if (hosts > 1 || (hosts == 0 && !m_request.oldVersion)) {
        refuse(400, Lab::tr("A request needs exactly one Host field."));
        return;
    }
    readFraming();
}

void RequestReader::readFraming()
{
    const QList<QByteArray> lengths = listOf(m_request.headers, "Content-Length");
    const QList<QByteArray> codings = listOf(m_request.headers, "Transfer-Encoding");
    if (!lengths.isEmpty() && !codings.isEmpty()) {
        // RFC 9112 §6.3: "such a message might indicate an attempt to perform request smuggling"
        refuse(400, Lab::tr("Content-Length and Transfer-Encoding do not go together."));
        return;
    }
    m_chunked = !codings.isEmpty();
    m_part = ChunkPart::Size;
    m_left = 0;
    if (m_chunked && (codings.size() != 1 || !sameFieldName(codings.first(), "chunked"))) {
        refuse(501, Lab::tr("The lab knows no Transfer-Encoding but chunked."));
        return;
    }
    if (m_chunked && m_request.oldVersion) {
        refuse(400, Lab::tr("HTTP/1.0 has no Transfer-Encoding."));
        return;
    }
    if (!lengths.isEmpty()) {
        const std::optional<qint64> length = contentLength(lengths);
        if (!length) {
            refuse(400, Lab::tr("Content-Length is not one number."));
            return;
        }
        if (*length > bodyLimit) {
            refuse(413, Lab::tr("The body is larger than 100 MB."));
            return;
        }
        m_left = *length;
    }
    m_state = m_chunked || m_left > 0 ? State::Body : State::Complete;
    // RFC 9110 §10.1.1: "A server that receives a 100-continue expectation in an HTTP/1.0 request
    // MUST ignore that expectation."
    const QByteArray expectation = firstValue(m_request.headers, "Expect").value_or(QByteArray());
    m_continueDue = sameFieldName(expectation, "100-continue") && !m_request.oldVersion;
}

void RequestReader::readBody()
{
    const QByteArray bytes = consume(std::min<qint64>(m_left, m_buffer.size()));
    m_left -= bytes.size();
    if (m_left == 0) {
        m_state = State::Complete;
    }
}

void RequestReader::readChunks()
{
    while (m_state == State::Body && !m_buffer.isEmpty()) {
        if (m_part != ChunkPart::Data) {
            if (!readChunkLine()) {
                return;
            }
            continue;
        }
        const QByteArray bytes = consume(std::min<qint64>(m_left, m_buffer.size()));
        QByteArray &kept = m_request.content;
        kept += bytes.first(std::min<qint64>(bytes.size(), keptLimit - kept.size()));
        m_left -= bytes.size();
        m_part = m_left == 0 ? ChunkPart::DataEnd : ChunkPart::Data;
    }
}

bool RequestReader::readChunkLine()
{
    const qsizetype end = m_buffer.indexOf('\n');
    if (end > chunkLineLimit || (end < 0 && m_buffer.size() > chunkLineLimit)) {
        refuse(400, Lab::tr("A line between the chunks of the body is longer than 4 KiB."));
        return false;
    }
    if (end < 0) {
        return false;
    }
    takeChunkLine(withoutLineEnd(consume(end + 1)));
    return true;
}

void RequestReader::takeChunkLine(const QByteArray &line)
{
    if (m_state == State::Refused) {
        return;
    }
    if (m_part == ChunkPart::Trailer) {
        m_state = line.isEmpty() ? State::Complete : State::Body;
        return;
    }
    if (m_part == ChunkPart::DataEnd) {
        m_part = ChunkPart::Size;
        if (!line.isEmpty()) {
            refuse(400, Lab::tr("A chunk of the body is longer than it says."));
        }
        return;
    }
    const std::optional<qint64> size = chunkSize(line);
    if (!size) {
        refuse(400, Lab::tr("A chunk of the body does not start with its size."));
        return;
    }
    m_left = *size;
    m_part = *size == 0 ? ChunkPart::Trailer : ChunkPart::Data;
}

QByteArray RequestReader::consume(qsizetype octets)
{
    QByteArray bytes = m_buffer.first(octets);
    m_buffer.remove(0, octets);
    m_request.bodySize += octets;
    QByteArray &kept = m_request.received.body;
    kept += bytes.first(std::min<qint64>(octets, keptLimit - kept.size()));
    if (m_request.bodySize > bodyLimit) {
        refuse(413, Lab::tr("The body is larger than 100 MB."));
    }
    return bytes;
}

void RequestReader::refuse(int status, const QString &sentence)
{
    m_state = State::Refused;
    m_refusal = {status, sentence};
    m_buffer.clear();
}

} // namespace hoplens
