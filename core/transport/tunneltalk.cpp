// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/tunneltalk.h"

#include "core/http/requesthead.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

struct TunnelWords {
    Q_DECLARE_TR_FUNCTIONS(TunnelTalk)
};

ReadLimits withoutBody(ReadLimits limits)
{
    limits.body.preview = 0;
    return limits;
}

// Half a sentence: it says why the proxy did not connect.
QString unreadable(FailureCode code)
{
    switch (code) {
    case FailureCode::ClosedBeforeAnswer:
    case FailureCode::Reset:
        return TunnelWords::tr("it closed the connection without an answer");
    case FailureCode::ClosedInHead:
        return TunnelWords::tr("it closed the connection in the middle of its answer");
    case FailureCode::NotHttp:
        return TunnelWords::tr("its answer is no HTTP");
    case FailureCode::HeadTooLarge:
    case FailureCode::TooManyFields:
    case FailureCode::TooManyInterim:
        return TunnelWords::tr("its answer is larger than the limit");
    default:
        return TunnelWords::tr("its answer cannot be read");
    }
}

} // namespace

TunnelTalk::TunnelTalk(Request request, ReadLimits limits)
    : m_request(std::move(request))
    , m_reader(m_request.method, withoutBody(limits))
{
}

QByteArray TunnelTalk::requestBytes() const
{
    return requestHead(m_request);
}

void TunnelTalk::feed(QByteArrayView bytes)
{
    m_reader.feed(bytes);
}

void TunnelTalk::close()
{
    m_closed = true;
    m_reader.close();
}

// RFC 9110 §9.3.6: "Any 2xx (Successful) response indicates that the sender (and all inbound
// proxies) will switch to tunnel mode immediately after the response header section; data received
// after that header section is from the server identified by the request target." A TLS server
// waits for the client, so whoever speaks now is not that server. "A client MUST ignore any
// Content-Length or Transfer-Encoding header fields received in a successful response to CONNECT."
bool TunnelTalk::isOpen() const
{
    return !m_closed && m_reader.stage() == ResponseReader::Stage::Ended
        && m_reader.status() / 100 == 2 && !m_reader.oddities().contains(Oddity::ExcessBytes);
}

std::optional<QString> TunnelTalk::refusal() const
{
    if (isOpen() || !(m_reader.hasFinalHead() || m_reader.isOver())) {
        return std::nullopt;
    }
    if (!m_reader.hasFinalHead()) {
        return unreadable(m_reader.failure()->code);
    }
    if (m_reader.status() / 100 == 2 && m_closed) {
        return TunnelWords::tr("it opened the tunnel and closed it at once");
    }
    if (m_reader.status() / 100 == 2) {
        return TunnelWords::tr("it sent more than its answer before the server could speak");
    }
    return (QString::number(m_reader.status()) + u' ' + displayText(m_reader.head().reason))
        .trimmed();
}

Tunnel TunnelTalk::tunnel() const
{
    Tunnel tunnel{m_request, m_reader.response()};
    if (tunnel.response) {
        tunnel.response->body = {};
        tunnel.response->trailers.clear();
    }
    return tunnel;
}

} // namespace hoplens
