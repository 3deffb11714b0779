// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QObject>

class QTcpServer;
class QTcpSocket;

namespace hoplens {

/// A request exactly as the lab received it.
struct LabRequest {
    QByteArray head; ///< request line and fields, as received, with the empty line
    QByteArray body; ///< the first 8 MiB, as on the wire (chunk framing included)
    quint16 port = 0; ///< which of the two origins
};

/// The local teaching server: HTTP/1.1 on loopback, two ports (two origins). The path is the
/// script; the page at "/" explains it. Lives in the event loop of its thread and never blocks. At
/// most 256 connections at a time; one that stands still for a minute is closed.
class LabServer final : public QObject {
    Q_OBJECT
public:
    explicit LabServer(QObject *parent = nullptr);
    ~LabServer() override;

    /// Listens on 127.0.0.1. Port 0: two free ports; otherwise `port` and `port` + 1.
    /// Errors: Unreadable when a port is taken; then it listens on none.
    Result<void> start(quint16 port = 0);

    /// "http://127.0.0.1:8307", without a slash at the end; the second one is the other origin.
    /// Empty before start.
    QByteArray baseUrl() const;
    QByteArray otherBaseUrl() const;

    /// Every complete request since start, oldest first (the newest 1,000, and 64 MiB of them).
    const QList<LabRequest> &received() const;

signals:
    /// The newest request is in received(); its answer follows.
    void requestReceived();

private:
    void accept(QTcpServer &server);
    void serve(QTcpSocket &socket);
    void record(const LabRequest &request);

    QTcpServer *m_first;
    QTcpServer *m_second;
    int m_connections = 0;
    QList<LabRequest> m_received;
    qint64 m_receivedSize = 0; ///< octets in m_received
};

} // namespace hoplens
