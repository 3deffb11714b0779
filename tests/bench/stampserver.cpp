// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/bench/stampserver.h"

#include <array>
#include <chrono>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <random>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace hoplens::bench {

namespace {

QByteArray answerTo(const QByteArray &request)
{
    const QByteArray target = request.mid(5, request.indexOf(' ', 5) - 5); // behind "GET /"
    const int number = target.toInt();
    return number < StampServer::hops
        ? "HTTP/1.1 302 Found\r\nLocation: /" + QByteArray::number(number + 1)
            + "\r\nContent-Length: 0\r\n\r\n"
        : QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend");
}

/// Empty at the end of the connection. Clients here send the next request after the answer.
QByteArray readRequest(int connection)
{
    QByteArray request;
    std::array<char, 4096> piece{};
    while (!request.endsWith("\r\n\r\n")) {
        const ssize_t size = ::recv(connection, piece.data(), piece.size(), 0);
        if (size <= 0) {
            return {};
        }
        request.append(piece.data(), size);
    }
    return request;
}

} // namespace

double steadyNow()
{
    return std::chrono::duration<double, std::milli>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

StampServer::StampServer()
    : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *any = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_listener, any, size) != 0 || ::listen(m_listener, 16) != 0
        || ::getsockname(m_listener, any, &size) != 0) {
        qFatal("no free port on loopback");
    }
    m_port = ntohs(address.sin_port);
    m_thread = std::thread(&StampServer::acceptAll, this);
}

/// Only when no client is connected any more.
StampServer::~StampServer()
{
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    ::close(m_listener);
}

QByteArray StampServer::url() const
{
    return "http://127.0.0.1:" + QByteArray::number(m_port) + "/1";
}

std::vector<Stamps> StampServer::takeStamps()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_stamps, {});
}

void StampServer::acceptAll()
{
    for (;;) {
        const int connection = ::accept(m_listener, nullptr, nullptr);
        if (connection < 0) {
            return;
        }
        const int yes = 1;
        ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        serve(connection);
        ::close(connection);
    }
}

void StampServer::serve(int connection)
{
    std::minstd_rand random(static_cast<unsigned>(connection)); // NOLINT(*-msc51-cpp): no secret
    std::uniform_int_distribution<int> thinking(500, 7000); // microseconds
    for (;;) {
        const QByteArray request = readRequest(connection);
        if (request.isEmpty()) {
            return;
        }
        Stamps stamps;
        stamps.read = steadyNow();
        std::this_thread::sleep_for(std::chrono::microseconds(thinking(random)));
        const QByteArray answer = answerTo(request);
        // Under the lock: who has the answer finds its stamps.
        const std::scoped_lock lock(m_mutex);
        ::send(connection, answer.constData(), static_cast<std::size_t>(answer.size()),
               MSG_NOSIGNAL);
        stamps.written = steadyNow();
        m_stamps.push_back(stamps);
    }
}

} // namespace hoplens::bench
