// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QNetworkProxy>

namespace hoplens {

struct Request;
struct SendOptions;
struct Url;

/// The proxy for a connection to `target` (name or address, without brackets): the one of the
/// options, otherwise the environment's, but never that for this machine itself. Always an explicit
/// type, so that a socket does not fall back to the application's proxy.
QNetworkProxy proxyFor(const Url &url, const QString &target, const SendOptions &options);

/// "socks5://127.0.0.1:1080", never with credentials.
QString proxyName(const QNetworkProxy &proxy);

/// The request as a forwarding proxy wants it, RFC 9112 §3.2.2: "a client MUST send the target URI
/// in absolute-form as the request-target". Credentials for the proxy become Request::proxyFields.
Request forwarded(Request request, const QNetworkProxy &proxy);

/// What asks a proxy for a tunnel to `target` (host and port), RFC 9110 §9.3.6. Credentials are for
/// the proxy, and sent at once: it would ask for them anyway. A null `userAgent` is not sent.
Request tunnelRequest(const Url &url, const QByteArray &target, const QNetworkProxy &proxy,
                      const QByteArray &userAgent);

} // namespace hoplens
