// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/sparedescriptor.h"

#include <utility>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#endif

namespace hoplens {

SpareDescriptor::SpareDescriptor([[maybe_unused]] qintptr descriptor)
{
#ifdef Q_OS_UNIX
    if (descriptor >= 0) {
        m_descriptor = ::fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0);
    }
#endif
}

SpareDescriptor::~SpareDescriptor()
{
    close();
}

SpareDescriptor::SpareDescriptor(SpareDescriptor &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

SpareDescriptor &SpareDescriptor::operator=(SpareDescriptor &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

void SpareDescriptor::close()
{
#ifdef Q_OS_UNIX
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
#endif
    m_descriptor = -1;
}

QByteArray SpareDescriptor::read([[maybe_unused]] qsizetype limit) const
{
    QByteArray bytes;
#ifdef Q_OS_UNIX
    if (m_descriptor >= 0) {
        bytes.resize(limit);
        const ssize_t size =
            ::recv(m_descriptor, bytes.data(), static_cast<size_t>(limit), MSG_DONTWAIT);
        bytes.resize(size > 0 ? size : 0);
    }
#endif
    return bytes;
}

bool SpareDescriptor::isQuiet() const
{
#ifdef Q_OS_UNIX
    char octet = 0;
    return m_descriptor < 0
        || (::recv(m_descriptor, &octet, 1, MSG_PEEK | MSG_DONTWAIT) < 0
            && (errno == EAGAIN || errno == EWOULDBLOCK));
#else
    return true;
#endif
}

bool SpareDescriptor::wasReset() const
{
#ifdef Q_OS_LINUX
    // After a FIN a socket waits for its own close; only a reset (or a time-out) leaves it closed.
    tcp_info info{};
    socklen_t size = sizeof info;
    return m_descriptor >= 0 && ::getsockopt(m_descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0
        && info.tcpi_state == TCP_CLOSE;
#else
    return false;
#endif
}

} // namespace hoplens
