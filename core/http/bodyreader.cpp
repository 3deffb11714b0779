// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/bodyreader.h"

#include <algorithm>
#include <limits>

namespace hoplens {

namespace {

// RFC 9110 §8.6: "Content-Length = 1*DIGIT". Eighteen digits fit into qint64 and are a million
// terabytes.
std::optional<qint64> parseLength(QByteArrayView text)
{
    const bool valid = !text.isEmpty() && text.size() <= 18
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return valid ? std::optional(text.toLongLong()) : std::nullopt;
}

// RFC 9112 §6.3, rule 5: "If a message is received without Transfer-Encoding and with an invalid
// Content-Length header field, then the message framing is invalid [...] unless the field value can
// be successfully parsed as a comma-separated list, all values in the list are valid, and all
// values in the list are the same".
Framing lengthFraming(const QList<QByteArray> &values)
{
    Framing framing;
    framing.kind = Framing::Kind::Length;
    const QByteArray joined = values.join(", ");
    const QList<QByteArray> elements = joined.split(',');
    std::optional<qint64> length;
    for (const QByteArray &element : elements) {
        const std::optional<qint64> value = parseLength(element.trimmed());
        if (!value || (length && *length != *value)) {
            framing.failure =
                Failure{FailureKind::Protocol, FailureCode::BadFraming,
                        QStringLiteral("Content-Length: ") + displayText(joined.left(64))};
            return framing;
        }
        length = value;
    }
    framing.length = *length;
    if (elements.size() > 1) {
        framing.oddities.append(Oddity::RepeatedContentLength);
    }
    return framing;
}

// RFC 9112 §6.3, rule 4: "If a Transfer-Encoding header field is present in a response and the
// chunked transfer coding is not the final encoding, the message body length is determined by
// reading the connection until it is closed by the server."
bool endsInChunked(const QList<QByteArray> &transferEncodings)
{
    QByteArray last;
    for (const QByteArray &element : transferEncodings.join(',').split(',')) {
        const QByteArray coding = element.split(';').constFirst().trimmed();
        last = coding.isEmpty() ? last : coding;
    }
    return sameFieldName(last, "chunked");
}

/// The usual case, of one valid Content-Length and nothing else, costs no list.
std::optional<qint64> onlyLength(const Headers &headers)
{
    const Field *length = nullptr;
    for (const Field &field : headers) {
        const bool isLength = isNamed(field, "Content-Length");
        if ((isLength && length != nullptr) || isNamed(field, "Transfer-Encoding")) {
            return std::nullopt;
        }
        length = isLength ? &field : length;
    }
    return length != nullptr ? parseLength(length->value) : std::nullopt;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

} // namespace

Framing framingOf(const QByteArray &requestMethod, const Response &response)
{
    // RFC 9112 §6.3, rule 1: "Any response to a HEAD request and any response with a 1xx
    // (Informational), 204 (No Content), or 304 (Not Modified) status code is always terminated by
    // the first empty line after the header fields". Rule 2: "Any 2xx (Successful) response to a
    // CONNECT request implies that the connection will become a tunnel immediately".
    const int status = response.status;
    if (requestMethod == "HEAD" || status < 200 || status == 204 || status == 304
        || (requestMethod == "CONNECT" && status < 300)) {
        return {};
    }
    if (const std::optional<qint64> length = onlyLength(response.headers)) {
        return {Framing::Kind::Length, *length, {}, {}};
    }
    const QList<QByteArray> encodings = valuesOf(response.headers, "Transfer-Encoding");
    const QList<QByteArray> lengths = valuesOf(response.headers, "Content-Length");
    if (!encodings.isEmpty()) {
        // Rule 3: "If a message is received with both a Transfer-Encoding and a Content-Length
        // header field, the Transfer-Encoding overrides the Content-Length."
        Framing framing;
        framing.kind =
            endsInChunked(encodings) ? Framing::Kind::Chunked : Framing::Kind::UntilClose;
        if (!lengths.isEmpty()) {
            framing.oddities.append(Oddity::LengthAndChunked);
        }
        return framing;
    }
    if (!lengths.isEmpty()) {
        return lengthFraming(lengths);
    }
    // Rule 8: "this is a response message without a declared message body length, so the message
    // body length is determined by the number of octets received prior to the server closing the
    // connection."
    Framing framing;
    framing.kind = Framing::Kind::UntilClose;
    return framing;
}

BodyReader::BodyReader(const Framing &framing, const BodyLimits &limits)
    : m_kind(framing.kind)
    , m_limits(limits)
    , m_trailers(limits.trailers)
    , m_oddities(framing.oddities)
{
    switch (m_kind) {
    case Framing::Kind::None:
        m_state = State::Ended;
        break;
    case Framing::Kind::Length:
        m_left = framing.length;
        if (m_left == 0) {
            m_state = State::Ended;
        }
        break;
    case Framing::Kind::UntilClose:
        m_left = std::numeric_limits<qint64>::max();
        break;
    case Framing::Kind::Chunked:
        m_part = Part::ChunkSize;
        break;
    }
    if (framing.failure) {
        m_failure = framing.failure;
        m_state = State::Failed;
    }
}

void BodyReader::feed(QByteArrayView bytes)
{
    while (m_state == State::NeedsMore && !bytes.isEmpty()) {
        const qsizetype used = m_part == Part::Data ? takeData(bytes) : takeLine(bytes);
        bytes = bytes.sliced(used);
    }
    if (m_state == State::Ended && !bytes.isEmpty() && !m_oddities.contains(Oddity::BodyLimit)) {
        noteOddity(m_oddities, Oddity::ExcessBytes);
    }
}

void BodyReader::close(ConnectionEnd end)
{
    if (m_state != State::NeedsMore) {
        return;
    }
    // RFC 9112 §8: a response that lasts until close "is considered complete unless an error was
    // indicated by the underlying connection". §9.8, of TLS: "A response that has neither chunked
    // transfer coding nor Content-Length is complete only if a valid closure alert has been
    // received." But many servers send none, and browsers and curl take such bodies for whole, so
    // it is told and no failure.
    if (m_kind == Framing::Kind::UntilClose && end != ConnectionEnd::Broken) {
        if (end == ConnectionEnd::Unconfirmed) {
            noteOddity(m_oddities, Oddity::EndUnconfirmed);
        }
        m_state = State::Ended;
        return;
    }
    noteOddity(m_oddities, Oddity::BodyShort);
    fail(FailureCode::ClosedInBody, {});
}

// RFC 9112 §6.3, rule 3, of a message with two kinds of length: "the server MUST close the
// connection after responding"; a client does well not to trust such a one further either.
bool BodyReader::endedInOrder() const
{
    const auto spoils = [this](Oddity oddity) { return m_oddities.contains(oddity); };
    return m_state == State::Ended && m_kind != Framing::Kind::UntilClose
        && !spoils(Oddity::LengthAndChunked) && !spoils(Oddity::RepeatedContentLength)
        && !spoils(Oddity::ExcessBytes) && !spoils(Oddity::BodyLimit);
}

Body BodyReader::body() const
{
    Body body = m_body;
    body.truncated = body.bytes.size() < body.size || m_oddities.contains(Oddity::BodyLimit);
    if (m_state != State::NeedsMore && m_hash) {
        body.sha256 = m_hash->result();
    }
    return body;
}

qsizetype BodyReader::takeData(QByteArrayView bytes)
{
    const qint64 allowed = std::min(m_left, m_limits.body - m_body.size);
    const QByteArrayView piece = bytes.first(std::min<qsizetype>(bytes.size(), allowed));
    keep(piece);
    m_left -= piece.size();
    if (m_left == 0) {
        endData();
    } else if (m_body.size >= m_limits.body
               && (m_kind != Framing::Kind::UntilClose || piece.size() < bytes.size())) {
        // More is announced or there, and it will not be read.
        noteOddity(m_oddities, Oddity::BodyLimit);
        m_state = State::Ended;
    }
    return piece.size();
}

void BodyReader::endData()
{
    if (m_kind == Framing::Kind::Chunked) {
        m_part = Part::ChunkEnd;
    } else {
        m_state = State::Ended;
    }
}

void BodyReader::keep(QByteArrayView bytes)
{
    const qsizetype room = std::max<qint64>(0, m_limits.preview - m_body.bytes.size());
    if (bytes.size() > room && !m_hash) {
        m_hash.emplace(QCryptographicHash::Sha256);
        m_hash->addData(m_body.bytes);
    }
    if (m_hash) {
        m_hash->addData(bytes);
    }
    m_body.size += bytes.size();
    const QByteArrayView kept = bytes.first(std::min(bytes.size(), room));
    if (m_body.bytes.isEmpty()) {
        // Exactly as large: most bodies come in one piece.
        m_body.bytes = m_known == kept ? m_known : kept.toByteArray();
    } else {
        m_body.bytes.append(kept);
    }
}

// The lines between the data: chunk sizes, the line end after each chunk, trailers.
qsizetype BodyReader::takeLine(QByteArrayView bytes)
{
    const qsizetype lineFeed = bytes.indexOf('\n');
    const qsizetype room = m_limits.overhead + 64 - m_line.size();
    const qsizetype used = std::min(lineFeed < 0 ? bytes.size() : lineFeed + 1, room);
    m_line.append(bytes.first(used));
    if (m_part == Part::ChunkEnd && m_line != "\r" && m_line != "\r\n" && m_line != "\n") {
        // A chunk that is longer than announced need not contain a line end. Found out before the
        // line is looked at, so that where the segments end makes no difference.
        fail(FailureCode::BadFraming, displayText(m_line.left(64)));
    } else if (m_line.endsWith('\n')) {
        QByteArray line = m_line.chopped(1);
        m_line.clear();
        if (line.endsWith('\r')) {
            line.chop(1);
        } else {
            noteOddity(m_oddities, Oddity::BareLineFeed);
        }
        if (m_part == Part::ChunkSize) {
            readChunkSize(line);
        } else if (m_part == Part::ChunkEnd) {
            m_part = Part::ChunkSize;
        } else if (line.isEmpty()) {
            m_state = State::Ended;
        } else {
            readTrailer(line);
        }
    }
    if (m_state == State::NeedsMore
        && (m_overhead > m_limits.overhead || m_line.size() >= m_limits.overhead + 64)) {
        fail(m_part == Part::Trailer ? FailureCode::HeadTooLarge : FailureCode::BadFraming, {});
    }
    return used;
}

// RFC 9112 §7.1: "chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF", "chunk-size = 1*HEXDIG",
// and "recipients MUST anticipate potentially large hexadecimal numerals and prevent parsing errors
// due to integer conversion overflows".
void BodyReader::readChunkSize(QByteArrayView line)
{
    const auto *const end =
        std::find_if(line.begin(), line.end(), [](char c) { return hexDigit(c) < 0; });
    const qsizetype digits = end - line.begin();
    const QByteArrayView rest = line.sliced(digits).trimmed();
    if (digits == 0 || digits > 15 || !(rest.isEmpty() || rest.startsWith(';'))) {
        fail(FailureCode::BadFraming,
             displayText(line.first(std::min<qsizetype>(line.size(), 64)).toByteArray()));
        return;
    }
    // RFC 9112 §7.1.1: "A recipient MUST ignore unrecognized chunk extensions." and "ought to limit
    // the total length of chunk extensions received".
    m_overhead += line.size() - digits;
    m_left = 0;
    for (const char c : line.first(digits)) {
        m_left = m_left * 16 + hexDigit(c);
    }
    m_part = m_left == 0 ? Part::Trailer : Part::Data;
    if (m_left == 0) {
        m_overhead = 0;
    } else if (m_body.size >= m_limits.body) {
        noteOddity(m_oddities, Oddity::BodyLimit);
        m_state = State::Ended;
    }
}

// RFC 9110 §6.5: "Trailer fields ought to be processed and stored separately from the fields in the
// header section to avoid contradicting message semantics known at the time the header section was
// complete."
void BodyReader::readTrailer(QByteArrayView line)
{
    m_overhead += line.size();
    if (!m_trailers.take(line, m_oddities)) {
        fail(FailureCode::TooManyFields, {});
    }
}

void BodyReader::fail(FailureCode code, const QString &detail)
{
    const bool closed = code == FailureCode::ClosedInBody;
    m_failure = Failure{closed ? FailureKind::Network : FailureKind::Protocol, code, detail};
    m_state = State::Failed;
}

} // namespace hoplens
