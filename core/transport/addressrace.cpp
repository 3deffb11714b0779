// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/addressrace.h"

#include <QTcpSocket>
#include <QTimerEvent>

#include <algorithm>
#include <utility>

namespace hoplens {

// RFC 8305 §4: "the client SHOULD modify the ordered list to interleave address families. Whichever
// address family is first in the list should be followed by an address of the other address
// family".
QStringList interleaved(const QStringList &addresses)
{
    const auto isIpv6 = [](const QString &address) { return address.contains(u':'); };
    QStringList first;
    QStringList second;
    for (const QString &address : addresses) {
        const bool isFirst = isIpv6(address) == isIpv6(addresses.constFirst());
        (isFirst ? first : second).append(address);
    }
    QStringList order;
    while (!first.isEmpty()) {
        order.append(first.takeFirst());
        if (!second.isEmpty()) {
            order.append(second.takeFirst());
        }
    }
    return order + second;
}

void discard(QTcpSocket *socket)
{
    socket->disconnect();
    socket->abort();
    socket->setParent(nullptr);
    socket->deleteLater();
}

AddressRace::AddressRace(const QStringList &addresses, quint16 port, QIODevice::OpenMode mode,
                         Maker maker)
    : m_waiting(interleaved(addresses))
    , m_port(port)
    , m_mode(mode)
    , m_maker(std::move(maker))
{
}

AddressRace::~AddressRace()
{
    discardRunners();
}

void AddressRace::start()
{
    Q_ASSERT(!m_waiting.isEmpty() && m_runners.empty());
    startNext();
}

// RFC 8305 §5: "a client implementation SHOULD NOT start a new connection attempt to the next
// address until" the "Connection Attempt Delay" is over; "a recommended value for a default delay
// is 250 milliseconds".
void AddressRace::startNext()
{
    const QString address = m_waiting.takeFirst();
    if (m_waiting.isEmpty()) {
        m_timer.stop();
    } else {
        m_timer.start(delay, Qt::PreciseTimer, this);
    }
    QTcpSocket *socket = m_maker();
    m_runners.push_back({socket, address});
    connect(socket, &QTcpSocket::connected, this, [this, socket] { takeWinner(socket); });
    connect(socket, &QTcpSocket::errorOccurred, this,
            [this, socket](QAbstractSocket::SocketError error) { takeLoser(socket, error); });
    socket->connectToHost(address, m_port, m_mode); // may end the race before it returns
}

void AddressRace::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId()) {
        startNext();
    }
}

void AddressRace::takeWinner(QTcpSocket *socket)
{
    std::erase_if(m_runners, [socket](const Runner &runner) { return runner.socket == socket; });
    socket->disconnect(this);
    discardRunners();
    emit won(socket);
}

void AddressRace::takeLoser(QTcpSocket *socket, QAbstractSocket::SocketError error)
{
    const auto runner =
        std::find_if(m_runners.begin(), m_runners.end(),
                     [socket](const Runner &candidate) { return candidate.socket == socket; });
    m_words.append(QStringLiteral("%1 (%2)").arg(runner->address, socket->errorString()));
    // Somebody is there who refuses: that says more than silence elsewhere.
    if (m_words.size() == 1 || error == QAbstractSocket::ConnectionRefusedError) {
        m_error = error;
    }
    m_runners.erase(runner);
    discard(socket);
    if (!m_waiting.isEmpty()) {
        startNext();
    } else if (m_runners.empty()) {
        emit lost(m_error, m_words.join(QStringLiteral(", ")));
    }
}

void AddressRace::discardRunners()
{
    m_timer.stop();
    for (const Runner &runner : std::exchange(m_runners, {})) {
        discard(runner.socket);
    }
}

} // namespace hoplens
