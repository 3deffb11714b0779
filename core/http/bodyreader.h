// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/fieldlines.h"
#include "core/trace/trace.h"

#include <QByteArrayView>
#include <QCryptographicHash>

#include <optional>

namespace hoplens {

/// Where a body ends, RFC 9112 §6.3.
struct Framing {
    enum class Kind { None, Chunked, Length, UntilClose };
    Kind kind = Kind::None;
    qint64 length = 0; ///< octets, for Length
    QList<Oddity> oddities;
    std::optional<Failure> failure; ///< BadFraming: where the body ends cannot be known
};

/// What the head of a response says about its body.
Framing framingOf(const QByteArray &requestMethod, const Response &response);

/// How a connection ended, as far as it says so itself.
enum class ConnectionEnd {
    InOrder,
    Unconfirmed, ///< TLS without close_notify: whoever cuts the connection can end it so
    Broken, ///< a reset
};

/// How much of a body is kept and read.
struct BodyLimits {
    qint64 preview = 1024LL * 1024LL; ///< octets kept
    qint64 body = 64 * 1024LL * 1024LL; ///< octets read
    qint64 overhead = 256 * 1024LL; ///< octets of chunk extensions, and of trailers
    int trailers = 1000; ///< trailer fields
};

/// Reads one body from bytes in any pieces, and takes the chunks apart. Pure.
class BodyReader {
public:
    /// Ended: complete, or its limit is reached (oddity BodyLimit).
    enum class State { NeedsMore, Ended, Failed };

    BodyReader(const Framing &framing, const BodyLimits &limits);

    /// Before feed(): a body that is likely to come.
    void expect(const QByteArray &known) { m_known = known; }
    /// Bytes after the end are noted as Oddity::ExcessBytes and otherwise ignored.
    void feed(QByteArrayView bytes);
    /// The peer will send no more.
    void close(ConnectionEnd end = ConnectionEnd::InOrder);

    State state() const { return m_state; }
    /// Complete, its end known before the connection's, and nothing behind it.
    bool endedInOrder() const;
    /// The body so far; its sha256 only if it is larger than what is kept, and reading is over.
    Body body() const;
    /// Its first octets, at most BodyLimits::preview.
    const QByteArray &kept() const { return m_body.bytes; }
    /// Trailer fields so far. RFC 9110 §6.5.1: they are never merged into the header fields.
    const Headers &trailers() const { return m_trailers.fields(); }
    const std::optional<Failure> &failure() const { return m_failure; }
    const QList<Oddity> &oddities() const { return m_oddities; }

private:
    enum class Part { Data, ChunkSize, ChunkEnd, Trailer };

    qsizetype takeData(QByteArrayView bytes);
    qsizetype takeLine(QByteArrayView bytes);
    void readChunkSize(QByteArrayView line);
    void readTrailer(QByteArrayView line);
    void endData();
    void keep(QByteArrayView bytes);
    void fail(FailureCode code, const QString &detail);

    Framing::Kind m_kind;
    BodyLimits m_limits;
    State m_state = State::NeedsMore;
    Part m_part = Part::Data;
    qint64 m_left = 0; // octets of data before the next part, unless the body lasts until close
    qint64 m_overhead = 0;
    QByteArray m_line;
    FieldLines m_trailers;
    QByteArray m_known;
    Body m_body;
    std::optional<QCryptographicHash> m_hash; // of a body larger than what is kept
    std::optional<Failure> m_failure;
    QList<Oddity> m_oddities;
};

} // namespace hoplens
