// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/channelpool.h"

#include "core/transport/tlsfacts.h"

#include <algorithm>

namespace hoplens {

namespace {

// Sessions of a trace with more origins than this are not all resumed.
constexpr qsizetype sessionLimit = 64;

} // namespace

std::unique_ptr<Channel> ChannelPool::take(const Url &url, const Channel::Options &options)
{
    std::erase_if(m_idle, [&](const std::unique_ptr<Channel> &channel) {
        return !channel->isUsable() || !channel->belongsTo(options);
    });
    const auto found = std::find_if(m_idle.begin(), m_idle.end(), [&](const auto &channel) {
        return channel->serves(url, options);
    });
    if (found == m_idle.end()) {
        return nullptr;
    }
    std::unique_ptr<Channel> channel = std::move(*found);
    m_idle.erase(found);
    return channel;
}

void ChannelPool::give(std::unique_ptr<Channel> channel)
{
    channel->setUser(nullptr);
    if (m_idle.size() == capacity) {
        m_idle.erase(m_idle.begin());
    }
    m_idle.push_back(std::move(channel));
}

void ChannelPool::clear()
{
    m_idle.clear();
    m_sessions.clear();
}

std::unique_ptr<Channel> ChannelPool::create(const Url &url, const Channel::Options &options)
{
    auto channel = std::make_unique<Channel>(url, options);
    if (channel->isTls()) {
        const auto session = m_sessions.constFind(serializeOrigin(url));
        if (session != m_sessions.constEnd() && session->options == options) {
            channel->resume(session->configuration, session->facts);
        }
    }
    return channel;
}

void ChannelPool::rememberSession(const Channel &channel, const Url &url,
                                  const Channel::Options &options)
{
    // A certificate that was let pass is to be looked at again each time.
    if (!channel.isTls() || !channel.connection().tls
        || !channel.connection().tls->errors.isEmpty()) {
        return;
    }
    const QSslConfiguration configuration = channel.tlsSession();
    if (configuration.sessionTicket().isEmpty()) {
        return;
    }
    if (m_sessions.size() >= sessionLimit) {
        m_sessions.clear();
    }
    m_sessions.insert(serializeOrigin(url), {options, configuration, *channel.connection().tls});
}

} // namespace hoplens
