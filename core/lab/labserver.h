// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QObject>

class QTcpServer;

namespace hoplens {

/// A request exactly as the lab received it.
struct LabRequest {
    QByteArray head; ///< request line and fields, as received, with the empty line
    QByteArray body;
    quint16 port = 0; ///< which of the two origins
};

/// The local teaching server: HTTP/1.1 on loopback, two ports (two origins). The path is the script;
/// the page at "/" explains it. Lives in the event loop of its thread and never blocks.
class LabServer final : public QObject {
    Q_OBJECT
public:
    explicit LabServer(QObject *parent = nullptr);
    ~LabServer() override;

    /// Listens on 127.0.0.1. Port 0: two free ports; otherwise `port` and `port` + 1.
    /// Errors: Unreadable when a port is taken.
    Result<void> start(quint16 port = 0);

    /// "http://127.0.0.1:8307", without a slash at the end; the second one is the other origin.
    QByteArray baseUrl() const;
    QByteArray otherBaseUrl() const;

    /// Everything received since start, oldest first (the newest 1,000).
    const QList<LabRequest> &received() const;

signals:
    void requestReceived();
};

} // namespace hoplens
