// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <netinet/in.h>
#include <sys/socket.h>

namespace hoplens {

inline quint16 portOf(int descriptor, int (*name)(int, sockaddr *, socklen_t *))
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    const bool isSocket = name(descriptor, reinterpret_cast<sockaddr *>(&address), &size) == 0;
    return isSocket && address.sin_family == AF_INET ? ntohs(address.sin_port) : 0;
}

/// Nothing more can be written on this program's connections to that port: the next write is the
/// first to know, as when a reset arrives at the wrong moment.
inline int shutDownWritingTo(quint16 port)
{
    int found = 0;
    for (int descriptor = 3; descriptor < 1024; ++descriptor) {
        if (portOf(descriptor, ::getpeername) == port) {
            ::shutdown(descriptor, SHUT_WR);
            ++found;
        }
    }
    return found;
}

} // namespace hoplens
