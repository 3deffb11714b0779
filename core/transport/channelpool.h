// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/transport/channel.h"

#include <QHash>

#include <memory>
#include <vector>

namespace hoplens {

/// Connections that wait for their next request, and TLS sessions that can be resumed. Shared only
/// by exchanges with the very same SendOptions object, which is what makes two of them one trace.
class ChannelPool {
public:
    /// Kept at most; the oldest goes first.
    static constexpr std::size_t capacity = 16;

    /// A usable connection to the URL's origin, or null. Those found closed are dropped.
    std::unique_ptr<Channel> take(const Url &url, const Channel::Options &options);
    /// Keeps a channel that has no user any more.
    void give(std::unique_ptr<Channel> channel);

    /// Closes what waits, and forgets the sessions.
    void clear();

    /// A new connection, not yet open, that resumes the origin's TLS session where there is one.
    std::unique_ptr<Channel> create(const Url &url, const Channel::Options &options);
    /// Keeps what is needed to resume this channel's TLS session. Cheap for others.
    void rememberSession(const Channel &channel, const Url &url, const Channel::Options &options);

private:
    struct Session {
        Channel::Options options;
        QSslConfiguration configuration;
        TlsInfo facts;
    };

    std::vector<std::unique_ptr<Channel>> m_idle; // oldest first
    QHash<QByteArray, Session> m_sessions; // by origin
};

} // namespace hoplens
