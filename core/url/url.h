// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/boxed.h"
#include "core/result.h"

#include <QByteArray>

#include <optional>

namespace hoplens {

/// A URL record of the URL standard. Every part is serialised ASCII, exactly as it goes on the
/// wire.
struct Url {
    QByteArray scheme; ///< lower case, without ":"
    QByteArray username;
    QByteArray password;
    Boxed<QByteArray> host; ///< "a.test", "127.0.0.1", "[::1]"; absent for a null host
    std::optional<quint16> port; ///< absent when it is the scheme's default
    QByteArray path; ///< "/a/b", or the opaque path of "mailto:x"
    bool hasOpaquePath = false;
    Boxed<QByteArray> query; ///< without "?"
    Boxed<QByteArray> fragment; ///< without "#"

    bool operator==(const Url &) const = default;
};

/// The URL standard's basic URL parser, over raw bytes (a Location value as received).
/// Octets from 0x80 up are percent-encoded as they are; in a host they are read as UTF-8.
/// Schemes other than http and https parse too, so that they can be named and refused.
/// Errors: InvalidInput, with the reason a browser would fail for.
Result<Url> parseUrl(const QByteArray &input, const Url *base = nullptr);

/// What a person typed: parseUrl, after "http://" is put before a text without a scheme
/// ("localhost:8080/x", "a.test"). Errors: not http or https, no host, unusable.
Result<Url> parseTypedAddress(const QString &text);

enum class Fragment { Include, Exclude };
/// The URL standard's serialiser.
QByteArray serializeUrl(const Url &url, Fragment fragment = Fragment::Include);

/// Origin form of the request target, RFC 9112 §3.2.1: path and query, never the fragment.
QByteArray requestTarget(const Url &url);

/// host[:port], the value of the Host field (RFC 9110 §7.2).
QByteArray hostField(const Url &url);

/// http and https only: these are the schemes Hoplens opens.
bool isHttp(const Url &url);
bool hasUserinfo(const Url &url);
/// The URL without user name and password.
Url withoutUserinfo(Url url);
/// Explicit port, or the scheme's default (80, 443); 0 for schemes without one.
quint16 effectivePort(const Url &url);

/// Percent-decoding, URL standard §1.3; "%zz" stays as it is.
QByteArray percentDecoded(const QByteArray &input);

} // namespace hoplens
