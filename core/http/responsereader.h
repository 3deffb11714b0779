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

    /// Before feed(): what the answer is likely to say.
    void expect(const KnownTexts &known);
    void feed(QByteArrayView bytes);
    /// The peer will send no more.
    void close(ConnectionEnd end = ConnectionEnd::InOrder);

    Stage stage() const { return m_stage; }
    bool isOver() const { return m_stage == Stage::Ended || m_stage == Stage::Failed; }
    /// Complete, its end known before the connection's, and nothing behind it.
    bool endedInOrder() const;
    bool hasFinalHead() const { return m_body.has_value(); }
    /// For the next answer of the same server; a large body is left out. Only with hasFinalHead().
    KnownTexts texts() const;
    /// The part of the body that is kept, so far.
    QByteArray preview() const { return m_body ? m_body->kept() : QByteArray(); }
    /// With the body so far once hasFinalHead(); before, and after a failure, what could be read,
    /// which may be an interim response or a part of a head.
    std::optional<Response> response() const;
    /// The same, moved out; the reader is of no use afterwards.
    std::optional<Response> takeResponse();
    /// Of the final head; 0 before.
    int status() const { return hasFinalHead() ? m_response->status : 0; }
    /// The final head, without body. Only with hasFinalHead().
    const Response &head() const { return *m_response; }
    const std::optional<Failure> &failure() const { return m_failure; }
    QList<Oddity> oddities() const;

private:
    void takeHead();
    void startBody(Response head);
    void followBody();
    void failHead(const Failure &failure);
    std::optional<Response> partial() const;

    QByteArray m_method;
    ReadLimits m_limits;
    KnownTexts m_known;
    Stage m_stage = Stage::Head;
    HeadParser m_head;
    QList<Response> m_interim;
    std::optional<Response> m_response;
    std::optional<BodyReader> m_body;
    std::optional<Failure> m_failure;
    QList<Oddity> m_oddities; // of the interim heads
};

} // namespace hoplens
