// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/responsereader.h"

#include <utility>

namespace hoplens {

namespace {

constexpr int switchingProtocols = 101;

// Octets. Larger bodies are seldom equal, and are not held on to for that.
constexpr qsizetype smallBody = 4096;

} // namespace

ResponseReader::ResponseReader(const QByteArray &requestMethod, const ReadLimits &limits)
    : m_method(requestMethod)
    , m_limits(limits)
    , m_head(limits.head)
{
}

void ResponseReader::expect(const KnownTexts &known)
{
    m_known = known;
    m_head.expect(known.fields);
}

KnownTexts ResponseReader::texts() const
{
    const QByteArray &body = m_body->kept();
    return {m_response->headers, body.size() <= smallBody ? body : QByteArray()};
}

void ResponseReader::feed(QByteArrayView bytes)
{
    while (m_stage == Stage::Head && !bytes.isEmpty()) {
        bytes = bytes.sliced(m_head.feed(bytes));
        if (m_head.state() == HeadParser::State::Failed) {
            failHead(*m_head.failure());
        } else if (m_head.state() == HeadParser::State::Done) {
            takeHead();
        }
    }
    // Also when the body has ended already: bytes after the end are to be noted.
    if (m_body && !bytes.isEmpty()) {
        m_body->feed(bytes);
        followBody();
    }
}

void ResponseReader::close(ConnectionEnd end)
{
    if (m_stage == Stage::Head) {
        m_head.close();
        Failure failure = *m_head.failure();
        if (failure.code == FailureCode::ClosedBeforeAnswer && !m_interim.isEmpty()) {
            failure.code = FailureCode::ClosedInHead;
        } else if (failure.code == FailureCode::ClosedBeforeAnswer
                   && end == ConnectionEnd::Broken) {
            failure.code = FailureCode::Reset;
        }
        failHead(failure);
    } else if (m_stage == Stage::Body) {
        m_body->close(end);
        followBody();
    }
}

bool ResponseReader::endedInOrder() const
{
    return m_stage == Stage::Ended && m_body->endedInOrder();
}

std::optional<Response> ResponseReader::response() const
{
    if (m_stage == Stage::Head) {
        return partial();
    }
    std::optional<Response> response = m_response;
    if (response && m_body) {
        response->body = m_body->body();
        response->trailers = m_body->trailers();
    }
    return response;
}

std::optional<Response> ResponseReader::takeResponse()
{
    if (m_stage == Stage::Head) {
        return partial();
    }
    if (m_response && m_body) {
        m_response->body = m_body->body();
        m_response->trailers = m_body->trailers();
    }
    return std::move(m_response);
}

// The head as far as it was read, or the last interim response.
std::optional<Response> ResponseReader::partial() const
{
    QList<Response> interim = m_interim;
    std::optional<Response> response = m_head.response();
    if (!response && !interim.isEmpty()) {
        response = interim.takeLast();
    }
    if (response) {
        response->interim = interim;
    }
    return response;
}

QList<Oddity> ResponseReader::oddities() const
{
    QList<Oddity> all = m_oddities;
    for (const Oddity oddity : m_head.oddities()) {
        noteOddity(all, oddity);
    }
    if (m_body) {
        for (const Oddity oddity : m_body->oddities()) {
            noteOddity(all, oddity);
        }
    }
    return all;
}

// RFC 9110 §15.2: "A client MUST be able to parse one or more 1xx responses received prior to a
// final response, even if the client does not expect one. A user agent MAY ignore unexpected 1xx
// responses."
void ResponseReader::takeHead()
{
    if (m_head.status() >= 200) {
        startBody(m_head.takeResponse());
        return;
    }
    if (m_head.status() == switchingProtocols) {
        failHead({FailureKind::Protocol, FailureCode::SwitchedProtocols, {}});
        return;
    }
    if (m_interim.size() >= m_limits.interim) {
        failHead({FailureKind::Protocol, FailureCode::TooManyInterim, {}});
        return;
    }
    m_oddities = oddities();
    m_interim.append(m_head.takeResponse());
    m_head = HeadParser(m_limits.head);
    m_head.expect(m_known.fields);
}

void ResponseReader::startBody(Response head)
{
    m_body.emplace(framingOf(m_method, head), m_limits.body);
    m_body->expect(m_known.body);
    m_response = std::move(head);
    m_response->interim = m_interim;
    m_stage = Stage::Body;
    followBody();
}

void ResponseReader::followBody()
{
    if (m_body->state() == BodyReader::State::Ended) {
        m_stage = Stage::Ended;
    } else if (m_body->state() == BodyReader::State::Failed) {
        m_stage = Stage::Failed;
        m_failure = m_body->failure();
    }
}

void ResponseReader::failHead(const Failure &failure)
{
    m_stage = Stage::Failed;
    m_failure = failure;
    m_response = partial();
}

} // namespace hoplens
