// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"
#include "core/lab/labserver.h"

#include <QByteArray>

#include <optional>

namespace hoplens {

/// A request to the lab, as received and as understood.
struct IncomingRequest {
    LabRequest received; ///< of the body only the first 8 MiB, chunk framing included
    QByteArray method;
    QByteArray target;
    bool oldVersion = false; ///< HTTP/1.0
    Headers headers;
    QByteArray content; ///< the body without chunk framing
    qint64 bodySize = 0; ///< octets of the whole body as on the wire
};

/// Why a request could not be read: the answer's status, and one sentence.
struct Refusal {
    int status = 400;
    QString sentence;
};

/// Cuts a stream of octets into requests (RFC 9112), pipelined ones too. Heads up to 64 KiB, bodies
/// up to 100 MB; what is wrong is found out as early as can be. Knows no socket.
class RequestReader {
public:
    enum class State { Head, Body, Complete, Refused };

    explicit RequestReader(quint16 port);

    /// Takes more octets. What follows a complete request waits until take() and the next feed().
    State feed(const QByteArray &bytes);
    State state() const { return m_state; }
    /// The client waits for "100 Continue" before it sends the body. True once for each request.
    bool takeContinue();
    /// Only when Complete. The reader is then at the next request.
    IncomingRequest take();
    /// Only when Refused, a state that stays.
    const Refusal &refusal() const { return m_refusal; }
    /// Octets are left over that belong to no complete request yet.
    bool hasLeftover() const { return !m_buffer.isEmpty(); }

private:
    enum class ChunkPart { Size, Data, DataEnd, Trailer };

    void readHead();
    void readFields(const QList<QByteArray> &lines);
    void readFraming();
    void readBody();
    void readChunks();
    bool readChunkLine();
    void takeChunkLine(const QByteArray &line);
    QByteArray consume(qsizetype octets);
    void refuse(int status, const QString &sentence);

    quint16 m_port;
    State m_state = State::Head;
    QByteArray m_buffer;
    qsizetype m_scanned = 0; ///< no end of the head begins before this
    bool m_lineChecked = false;
    IncomingRequest m_request;
    bool m_continueDue = false;
    bool m_chunked = false;
    ChunkPart m_part = ChunkPart::Size;
    qint64 m_left = 0; ///< octets of the body, or of the chunk
    Refusal m_refusal;
};

} // namespace hoplens
