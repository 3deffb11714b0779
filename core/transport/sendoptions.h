// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"
#include "core/url/origin.h"

#include <QList>
#include <QNetworkProxy>
#include <QSslCertificate>

#include <chrono>
#include <optional>

namespace hoplens {

/// "Connect there instead": host and port of the URL, and the address to use.
struct ResolveEntry {
    QByteArray host;
    quint16 port = 0;
    QString address;
};

/// How hops are sent. Defaults are what the window and the command line use.
struct SendOptions {
    std::chrono::milliseconds connectTimeout{15'000}; ///< DNS, TCP and TLS together; 0 = none
    QList<ResolveEntry> resolve;
    bool verifyTls = true;
    QList<QSslCertificate> extraAuthorities; ///< trusted besides the system's
    std::optional<QNetworkProxy> proxy; ///< absent: the environment's, loopback excepted
    qint64 statusLineLimit = 8 * 1024LL; ///< octets
    qint64 headLimit = 256 * 1024LL; ///< octets
    int fieldLimit = 1000;
    int interimLimit = 32;
    qint64 previewLimit = 1024LL * 1024LL; ///< octets of a body that are kept
    qint64 bodyLimit = 64 * 1024LL * 1024LL; ///< octets of a body that are read at most
};

} // namespace hoplens
