// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/trace/trace.h"

#include <QNetworkProxy>
#include <QNetworkRequest>

namespace hoplens {

struct SendOptions;

/// A request as Qt's own network stack is handed it, and what it makes of it.
struct QtRequest {
    QNetworkRequest network;
    Request asSent; ///< over HTTP/1.1, with the target that Qt writes and the fields it adds
    QList<QByteArray> added; ///< names of the fields that Qt cannot be kept from sending
};

/// Pure. `proxy` is the one of this hop. Errors: what Qt's stack would not send as it stands, one
/// clause without a full stop; nothing was sent.
Result<QtRequest> qtRequestOf(const Request &request, const QNetworkProxy &proxy,
                              const SendOptions &options);

/// The same request when HTTP/2 carried it: without the fields that it does not have, whose names
/// go to `leftOut`.
Request asSentOverHttp2(Request request, QList<QByteArray> &leftOut);

/// An http proxy that gets http requests as they are, without a tunnel.
bool isForwarding(const QNetworkProxy &proxy, const Url &url);

} // namespace hoplens
