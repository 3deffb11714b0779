// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>

#include <array>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hoplens {

/// An address of loopback that does not answer whoever connects: its queue is full, and the system
/// drops what does not fit.
class Blackhole {
public:
    /// `port` 0: any free one.
    explicit Blackhole(const QHostAddress &address, quint16 port = 0)
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_port = htons(port);
        name.sin_addr.s_addr = htonl(address.toIPv4Address());
        auto *bound = reinterpret_cast<sockaddr *>(&name);
        socklen_t size = sizeof name;
        m_isReady = ::bind(m_listener, bound, size) == 0 && ::listen(m_listener, 0) == 0
            && ::getsockname(m_listener, bound, &size) == 0;
        m_port = ntohs(name.sin_port);
        for (int &filler : m_fillers) {
            filler = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
            static_cast<void>(::connect(filler, bound, size)); // in progress
        }
    }
    ~Blackhole()
    {
        for (const int filler : m_fillers) {
            ::close(filler);
        }
        ::close(m_listener);
    }
    Blackhole(const Blackhole &) = delete;
    Blackhole &operator=(const Blackhole &) = delete;

    bool isReady() const { return m_isReady; }
    quint16 port() const { return m_port; }

private:
    int m_listener;
    std::array<int, 4> m_fillers{};
    quint16 m_port = 0;
    bool m_isReady = false;
};

} // namespace hoplens
