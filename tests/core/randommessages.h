// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QByteArrayList>

#include <random>

namespace hoplens {

/// A valid response, as bytes and as what a reader must make of them.
struct RandomResponse {
    QByteArray wire;
    Response response;
    bool toHead = false; ///< the answer to a HEAD
    bool hasBody = false; ///< a body was framed, perhaps an empty one
    bool lastsUntilClose = false;
};

/// Valid messages without rhyme or reason, the same for the same seed.
class RandomMessages {
public:
    explicit RandomMessages(unsigned seed)
        : m_engine(seed)
    {
    }

    /// As a user might write it, to a path of that server.
    Request request(const QByteArray &serverUrl);
    RandomResponse response();
    /// The same bytes in pieces, from one to one an octet.
    QByteArrayList cut(const QByteArray &bytes);

private:
    int number(int least, int most);
    bool oneIn(int times) { return number(1, times) == 1; }
    QByteArray characters(const QByteArray &alphabet, int most);
    QByteArray token();
    QByteArray anyCase(QByteArray text);
    QByteArray fieldValue();
    QByteArray octets(int most);
    Field field();
    QByteArray optionalSpace();
    /// Status line and field lines; the fields are also put into `response`.
    QByteArray head(Response &response, const Headers &framing);
    QByteArray chunked(const QByteArray &body);

    std::mt19937 m_engine;
};

/// HOPLENS_SEED, or a fixed one; it is printed.
unsigned seedOfThisRun();

} // namespace hoplens
