// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"
#include "core/url/origin.h"

#include <QList>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QStringList>

#include <chrono>
#include <optional>

namespace hoplens {

/// "Connect there instead": host and port of the URL, and the addresses to use.
struct ResolveEntry {
    QByteArray host;
    quint16 port = 0;
    QStringList addresses; ///< at least one; a proxy is asked for the first

    bool operator==(const ResolveEntry &) const = default;
};

/// A certificate that the user trusts for one host, whatever is wrong with it.
struct AcceptedCertificate {
    QByteArray host; ///< as in the URL
    quint16 port = 0;
    QByteArray sha256; ///< 32 octets, of the certificate's DER form

    bool operator==(const AcceptedCertificate &) const = default;
};

/// Whose sockets: our own, which show every byte, or QNetworkAccessManager's, which can do HTTP/2.
enum class NetworkStack { Own, Qt };

/// How hops are sent. Defaults are what the window and the command line use. Times: 0 = no limit.
struct SendOptions {
    NetworkStack stack = NetworkStack::Own;
    std::chrono::milliseconds connectTimeout{15'000}; ///< DNS, TCP and TLS together
    std::chrono::milliseconds tlsTimeout{10'000}; ///< the handshake alone
    std::chrono::milliseconds firstByteTimeout{60'000}; ///< from the end of the request
    std::chrono::milliseconds idleTimeout{60'000}; ///< nothing sent or received meanwhile
    bool freshConnections = false; ///< one connection a request
    /// A request that may be repeated (RFC 9110 §9.2.2) goes out a second time when a kept
    /// connection turns out to be closed. Visible in the trace.
    bool resendsOnDeadConnection = true;
    QList<ResolveEntry> resolve;
    bool verifyTls = true;
    QList<QSslCertificate> extraAuthorities; ///< trusted besides the system's
    QList<AcceptedCertificate> accepted;
    std::optional<QNetworkProxy> proxy; ///< absent: the environment's, loopback excepted
    qint64 statusLineLimit = 8 * 1024LL; ///< octets
    qint64 headLimit = 256 * 1024LL; ///< octets
    int fieldLimit = 1000;
    int interimLimit = 32;
    qint64 previewLimit = 1024LL * 1024LL; ///< octets of a body that are kept, before SendHints
    qint64 bodyLimit = 64 * 1024LL * 1024LL; ///< octets of a body that are read at most

    bool operator==(const SendOptions &) const = default;
};

} // namespace hoplens
