// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QSslConfiguration>

class QSslSocket;

namespace hoplens {

struct SendOptions;

/// HTTP/1.1 over TLS that trusts the system's authorities and the extra ones.
QSslConfiguration tlsConfiguration(const SendOptions &options);

/// What is known of the connection so far; `errors` is left empty. After a failed handshake there
/// is a chain but no version.
TlsInfo tlsFactsOf(const QSslSocket &socket);
TlsInfo tlsFactsOf(const QSslConfiguration &session);

/// Whether the user accepted this certificate for that URL's host and port.
bool isAccepted(const QSslCertificate &certificate, const Url &url, const SendOptions &options);

} // namespace hoplens
