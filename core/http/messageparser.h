// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/fieldlines.h"
#include "core/trace/trace.h"

#include <QByteArrayView>

#include <optional>

namespace hoplens {

/// How much of a head is read before it is given up.
struct HeadLimits {
    qint64 statusLine = 8 * 1024LL; ///< octets
    qint64 head = 256 * 1024LL; ///< octets, the status line included
    int fields = 1000;
};

/// Reads the head of one response from bytes in any pieces. Pure: opens nothing, knows no clock.
/// Sloppy but readable heads are read, and what was odd is noted; nothing is dropped silently.
class HeadParser {
public:
    enum class State { NeedsMore, Done, Failed };

    explicit HeadParser(const HeadLimits &limits = {});

    /// Before feed(): fields that are likely to come.
    void expect(const Headers &known) { m_fields.expect(known); }
    /// Returns how many of the bytes belong to the head; fewer than given only when it is over.
    qsizetype feed(QByteArrayView bytes);
    /// The peer will send no more. Fails, unless the head is done.
    void close();

    State state() const { return m_state; }
    /// Absent before the status line was read. After a failure: what was read until then.
    std::optional<Response> response() const;
    /// The same, moved out of a parser that is done, which is of no use afterwards.
    Response takeResponse();
    int status() const { return m_response ? m_response->status : 0; }
    const std::optional<Failure> &failure() const { return m_failure; }
    const QList<Oddity> &oddities() const { return m_oddities; }

private:
    void takeLine(QByteArrayView line);
    void readStatusLine(QByteArrayView line);
    void checkStart();
    void checkLimits();
    void fail(FailureCode code, const QString &detail = {});

    HeadLimits m_limits;
    State m_state = State::NeedsMore;
    QByteArray m_raw; // everything so far
    qsizetype m_lineStart = 0; // in m_raw, of the line that has no end yet
    FieldLines m_fields;
    std::optional<Response> m_response;
    std::optional<Failure> m_failure;
    QList<Oddity> m_oddities;
};

} // namespace hoplens
