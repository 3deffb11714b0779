// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/servers/reservedport.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hoplens {

ReservedPort::ReservedPort()
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const int on = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    // The one cast that the socket calls ask for.
    auto *general = reinterpret_cast<sockaddr *>(&address);
    if (::setsockopt(m_descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0
        || ::bind(m_descriptor, general, size) != 0
        || ::getsockname(m_descriptor, general, &size) != 0) {
        qFatal("no free port on 127.0.0.1");
    }
    m_number = ntohs(address.sin_port);
}

ReservedPort::~ReservedPort()
{
    ::close(m_descriptor);
}

bool ReservedPort::isAnswered() const
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QHostAddress::LocalHost, m_number);
    return socket.waitForConnected(1000);
}

} // namespace hoplens
