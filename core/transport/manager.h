// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "core/transport/channelpool.h"
#include "core/transport/sendhints.h"
#include "core/transport/stopwatch.h"
#include "core/transport/watchdog.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <memory>

namespace hoplens {

class QtStack;
class ReplyUser;
struct Envelope;

/// A QNetworkAccessManager that hides nothing: http and https go out over sockets of our own,
/// exactly once, with exactly the bytes of the Request; redirects are never followed. Other schemes
/// are refused. With NetworkStack::Qt, hops go through a stock QNetworkAccessManager under guard,
/// and their exchanges say what that hid. Use it from one thread; it never blocks.
class Manager final : public QNetworkAccessManager {
    Q_OBJECT
public:
    explicit Manager(QObject *parent = nullptr);
    ~Manager() override;

    /// Sends a prepared request. Times count from `started`. The reply is the caller's;
    /// metaDataChanged() when the head is there, finished() always once at the end. Its url() and
    /// header fields are left empty for the sake of speed: exchangeOf() tells all of it.
    /// Connections are kept for requests with the same options object.
    QNetworkReply *send(const Request &request, const Channel::Options &options,
                        const QDateTime &started, const SendHints &hints);
    QNetworkReply *send(const Request &request, const SendOptions &options,
                        const QDateTime &started);

    /// Closes the connections that wait for another request.
    void closeIdle();

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoingData) override;

private:
    std::shared_ptr<QtStack> stackFor(const Channel::Options &options);

    ChannelPool m_pool;
    std::shared_ptr<QtStack> m_qtStack;
    Watchdog m_watchdog;
    Stopwatch m_stopwatch; ///< of the trace that sent last
    QNetworkRequest m_blank; ///< its own data is not needed for what send() sends
    Envelope *m_envelope = nullptr; ///< of the request that send() hands to createRequest()
};

/// What is known of the exchange so far. `reply` must come from Manager::send.
Exchange exchangeOf(const QNetworkReply *reply);

/// Who is told of the reply from now on besides the receivers of its signals; null: nobody.
void setReplyUser(QNetworkReply *reply, ReplyUser *user);
/// Everything that is known, moved out of a reply that is over. Once only.
Exchange takeExchange(QNetworkReply *reply);
/// Nothing more will come; finished() was or will be emitted.
bool isExchangeOver(const QNetworkReply *reply);

/// Ends a running exchange with that failure; finished() follows.
void abortExchange(QNetworkReply *reply, const Failure &failure);

} // namespace hoplens
