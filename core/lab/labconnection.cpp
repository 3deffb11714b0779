// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/labconnection.h"

#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

using namespace std::chrono_literals;

constexpr auto idleTime = 60s;
constexpr auto lingerTime = 300ms;
constexpr qint64 pieceSize = 65'536; // octets
constexpr qint64 unsentLimit = 262'144; // octets

} // namespace

LabConnection::LabConnection(QTcpSocket &socket, const LabPorts &ports, Record record,
                             QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_ports(ports)
    , m_record(std::move(record))
    , m_reader(ports.own)
{
    m_socket.setParent(this);
    m_socket.setReadBufferSize(pieceSize);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LabConnection::timeUp);
    connect(&m_socket, &QTcpSocket::readyRead, this, &LabConnection::advance);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &LabConnection::advance);
    connect(&m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    m_timer.start(idleTime);
    advance();
}

/// Goes as far as it can without waiting for the client.
void LabConnection::advance()
{
    if (m_state == State::Leaving) {
        m_socket.readAll();
        return;
    }
    if (m_state == State::Reading || m_state == State::Answering) {
        m_timer.start(idleTime);
    }
    bool goesOn = true;
    while (goesOn && m_socket.bytesToWrite() < unsentLimit) {
        if (m_state == State::Answering) {
            goesOn = act();
        } else {
            goesOn = m_state == State::Reading && readMore();
        }
    }
}

/// False when the request needs octets that are not there yet.
bool LabConnection::readMore()
{
    using ReaderState = RequestReader::State;
    const QByteArray bytes = m_socket.read(pieceSize);
    const ReaderState state = m_reader.feed(bytes);
    if (state == ReaderState::Complete || state == ReaderState::Refused) {
        answer();
        return true;
    }
    if (m_reader.takeContinue()) {
        m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    return !bytes.isEmpty();
}

void LabConnection::answer()
{
    m_state = State::Answering;
    if (m_reader.state() == RequestReader::State::Refused) {
        m_actions = answerTo(m_reader.refusal());
        return;
    }
    const IncomingRequest request = m_reader.take();
    m_actions = answerTo(request, m_ports);
    m_record(request.received);
}

/// Does the next thing of the answer. False when it has to be waited for.
bool LabConnection::act()
{
    if (m_actions.isEmpty()) {
        m_state = State::Reading;
        return true;
    }
    const LabAction action = m_actions.first();
    const bool done = std::visit([this](const auto &kind) { return perform(kind); }, action);
    if (done) {
        m_actions.removeFirst();
    }
    return m_state == State::Answering;
}

bool LabConnection::perform(const WriteBytes &action)
{
    m_socket.write(action.bytes);
    return true;
}

bool LabConnection::perform(const WriteText &action)
{
    const qint64 size = std::min(pieceSize, action.size - m_textWritten);
    if (size == 0) {
        m_textWritten = 0;
        return true;
    }
    const QByteArray piece = labText(m_textWritten, size);
    m_socket.write(action.chunked ? chunkOf(piece) : piece);
    m_textWritten += size;
    return false;
}

bool LabConnection::perform(const Pause &action)
{
    m_state = State::Pausing;
    m_timer.start(action.time);
    return true;
}

bool LabConnection::perform(const CloseConnection &)
{
    m_state = State::Leaving;
    // RFC 9112 §9.6: "If a server performs an immediate close of a TCP connection, there is a
    // significant risk that the client will not be able to read the last HTTP response."
    const bool unread = m_reader.state() == RequestReader::State::Refused || m_reader.hasLeftover()
        || m_socket.bytesAvailable() > 0;
    if (unread) {
        m_socket.readAll();
        m_timer.start(lingerTime);
    } else {
        m_timer.start(idleTime);
        m_socket.disconnectFromHost();
    }
    return true;
}

bool LabConnection::perform(const StaySilent &)
{
    m_state = State::Silent;
    m_timer.stop();
    return true;
}

void LabConnection::timeUp()
{
    if (m_state == State::Pausing) {
        m_state = State::Answering;
        advance();
    } else if (m_state == State::Leaving && m_socket.state() == QAbstractSocket::ConnectedState) {
        m_timer.start(idleTime);
        m_socket.disconnectFromHost();
    } else {
        m_socket.abort();
    }
}

} // namespace hoplens
