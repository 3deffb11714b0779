// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/url/url.h"

namespace hoplens {

/// Scheme, host and port, RFC 9110 §4.3.1; default ports are filled in.
struct Origin {
    QByteArray scheme;
    QByteArray host;
    quint16 port = 0;

    bool operator==(const Origin &) const = default;
};

Origin originOf(const Url &url);
/// originOf() of both is equal.
bool isSameOrigin(const Url &a, const Url &b);
/// "https://a.test:8443"; the default port is left out.
QByteArray serializeOrigin(const Url &url);

/// The most telling difference of two origins, in the order host, scheme, port.
enum class OriginChange { Same, Port, Scheme, Host };
OriginChange originChange(const Url &from, const Url &to);

/// Everything that profiles may ask about two URLs.
struct OriginRelation {
    bool sameOrigin = false;
    bool sameHost = false;
    bool samePort = false; ///< effective ports
    bool upgrade = false; ///< http to https
    bool downgrade = false; ///< https to http
    bool toSubdomain = false; ///< "a.test" to "x.a.test"
    bool toParent = false; ///< "x.a.test" to "a.test"
    bool defaultPorts = false; ///< both sides on their scheme's default port
    bool toAddress = false; ///< from a name to an IP address
};
OriginRelation originRelation(const Url &from, const Url &to);

} // namespace hoplens
