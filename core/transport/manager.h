// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"
#include "core/transport/stopwatch.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace hoplens {

/// A QNetworkAccessManager that hides nothing: http and https go out over sockets of our own,
/// exactly once, with exactly the bytes of the Request; redirects are never followed. Other schemes
/// are refused. Use it from one thread; it never blocks.
class Manager final : public QNetworkAccessManager {
    Q_OBJECT
public:
    explicit Manager(QObject *parent = nullptr);

    /// Sends a prepared request. Times count from `started`. The reply is the caller's;
    /// metaDataChanged() when the head is there, finished() always once at the end.
    QNetworkReply *send(const Request &request, const SendOptions &options,
                        const QDateTime &started);

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoingData) override;

private:
    Stopwatch m_stopwatch; ///< of the trace that sent last
};

/// What is known of the exchange so far. `reply` must come from Manager::send.
Exchange exchangeOf(const QNetworkReply *reply);

/// Ends a running exchange with that failure; finished() follows.
void abortExchange(QNetworkReply *reply, const Failure &failure);

} // namespace hoplens
