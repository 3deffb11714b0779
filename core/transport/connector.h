// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"
#include "core/transport/sparedescriptor.h"

#include <QAbstractSocket>
#include <QObject>
#include <QTimer>

#include <optional>

class QHostInfo;
class QSslSocket;
class QTcpSocket;

namespace hoplens {

/// Opens one connection to the server of an http or https URL: name lookup, TCP (one address after
/// the other), TLS. Never blocks. Deleting it closes the connection at once.
class Connector final : public QObject {
    Q_OBJECT
public:
    Connector(const Url &url, const SendOptions &options, QObject *parent = nullptr);
    ~Connector() override;

    void start();
    /// Closes everything at once; no signal follows.
    void stop();

    /// The socket from ready() to stop(), otherwise null or not yet usable.
    QTcpSocket *socket() const { return m_socket; }
    const SpareDescriptor &spare() const { return m_spare; }
    /// Addresses and certificates, as far as they are known; also after stop().
    const Connection &connection() const { return m_connection; }
    bool isTls() const;

signals:
    void
    resolved(); ///< the name is looked up; not emitted for an address, or where a proxy does it
    void connected(); ///< TCP is there, through the proxy if any
    void ready(); ///< TLS too, if any: the request may be sent
    void failed(const hoplens::Failure &failure); ///< instead of ready()

private:
    void takeAddresses(const QHostInfo &info);
    void tryNextTarget();
    QTcpSocket *createSocket();
    QSslSocket *createTlsSocket();
    void takeConnected();
    void takeEncrypted(QSslSocket *socket);
    void takeError(QAbstractSocket::SocketError error);
    void dropSocket();
    void fail(const Failure &failure);

    Url m_url;
    SendOptions m_options;
    QNetworkProxy m_proxy;
    QTimer m_deadline;
    std::optional<int> m_lookup;
    QStringList m_targets;
    QTcpSocket *m_socket = nullptr;
    bool m_isConnected = false; // TCP
    SpareDescriptor m_spare;
    Connection m_connection;
    QStringList m_tlsErrors;
};

} // namespace hoplens
