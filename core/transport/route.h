// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QNetworkProxy>
#include <QString>
#include <QStringList>

#include <optional>

namespace hoplens {

struct SendOptions;
struct Url;

/// Where the first packet of a connection goes, and through what.
struct Route {
    QStringList targets; ///< where the socket connects: one name, or addresses
    quint16 port = 0;
    QNetworkProxy socketProxy{QNetworkProxy::NoProxy}; ///< SOCKS5, which looks names up itself
    QNetworkProxy httpProxy{QNetworkProxy::NoProxy}; ///< the target itself, with its credentials
    bool isForwarded = false; ///< requests go to that proxy as they are
    QByteArray tunnel; ///< host and port that it is asked for; empty: nothing
    std::optional<QString> proxyName; ///< "socks5://127.0.0.1:1080", without credentials

    bool isDirect() const { return !proxyName; }
    bool hasSocketProxy() const { return socketProxy.type() != QNetworkProxy::NoProxy; }
};

/// The URL must have a host.
Route routeTo(const Url &url, const SendOptions &options);

/// "[::1]" in a URL is "::1" everywhere else.
QString plainHost(const Url &url);

/// "127.0.0.1:80", "[::1]:80"
QString endpoint(const QString &host, quint16 port);

} // namespace hoplens
