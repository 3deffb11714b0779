// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/responsereader.h"

namespace hoplens {

/// Asking an http proxy for a tunnel, RFC 9110 §9.3.6: one request, the head of one answer. Pure.
class TunnelTalk {
public:
    /// `limits` are those of answers; the body of a refusal is not read.
    TunnelTalk(Request request, ReadLimits limits);

    /// To be written as it is.
    QByteArray requestBytes() const;
    void feed(QByteArrayView bytes);
    /// The proxy will send no more.
    void close();

    /// TLS may begin, and nothing came that belongs to it.
    bool isOpen() const;
    /// Why there is no tunnel: what the proxy answered, or what was wrong with the answer.
    std::optional<QString> refusal() const;
    /// Both heads, as far as they are there.
    Tunnel tunnel() const;

private:
    Request m_request;
    ResponseReader m_reader;
    bool m_closed = false;
};

} // namespace hoplens
