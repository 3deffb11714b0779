// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/bodyreader.h"
#include "core/http/messageparser.h"

namespace hoplens {

struct ReadLimits {
    HeadLimits head; ///< of each head, interim ones included
    BodyLimits body;
    int interim = 32;
};

/// Reads everything a server answers to one request: interim heads, the final head, its body. Pure.
class ResponseReader {
public:
    enum class Stage { Head, Body, Ended, Failed };

    ResponseReader(const QByteArray &requestMethod, const ReadLimits &limits);

    void feed(QByteArrayView bytes);
    /// The peer will send no more. `broken`: the connection did not end in order (a reset).
    void close(bool broken = false);

    Stage stage() const { return m_stage; }
    bool isOver() const { return m_stage == Stage::Ended || m_stage == Stage::Failed; }
    bool hasFinalHead() const { return m_body.has_value(); }
    /// The part of the body that is kept, so far.
    QByteArray preview() const { return m_body ? m_body->kept() : QByteArray(); }
    /// Present as soon as the final head was read, with the body so far. After a failure: what
    /// could be read, which may be an interim response or a part of a head.
    std::optional<Response> response() const;
    const std::optional<Failure> &failure() const { return m_failure; }
    QList<Oddity> oddities() const;

private:
    void takeHead();
    void startBody(const Response &head);
    void followBody();
    void failHead(const Failure &failure);

    QByteArray m_method;
    ReadLimits m_limits;
    Stage m_stage = Stage::Head;
    HeadParser m_head;
    QList<Response> m_interim;
    std::optional<Response> m_response;
    std::optional<BodyReader> m_body;
    std::optional<Failure> m_failure;
    QList<Oddity> m_oddities; // of the interim heads
};

} // namespace hoplens
