// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "core/transport/channel.h"
#include "core/transport/replyuser.h"
#include "core/transport/sendhints.h"
#include "core/transport/stopwatch.h"

#include <QNetworkReply>

namespace hoplens {

/// What goes out, and how.
struct Envelope {
    Request request;
    Channel::Options options;
    Stopwatch stopwatch;
    SendHints hints;
    bool fillsReply =
        false; ///< url(), attributes and header fields are for a caller who knows Qt only
};

/// A reply that tells the whole exchange, whichever stack carries it.
class TracedReply : public QNetworkReply {
    Q_OBJECT
public:
    using QNetworkReply::QNetworkReply;

    /// Null: nobody but receivers of the signals.
    void setUser(ReplyUser *user) { m_user = user; }
    /// What is known so far.
    virtual Exchange exchange() const = 0;
    /// The same, moved out. Once only, and when it is over.
    virtual Exchange takeExchange() = 0;
    /// Nothing more will come; finished() was or will be emitted.
    virtual bool isOver() const = 0;
    /// Ends it with that failure, unless it is over. The connection is closed at once, finished()
    /// follows.
    virtual void stop(const Failure &failure) = 0;

    void abort() override;
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;

    /// The part of the response's body that is kept, so far.
    virtual QByteArray preview() const = 0;
    /// Says that the head is there; a receiver may delete the reply.
    void announceHead();
    /// Emits what a QNetworkReply says at its end; a receiver may delete it. `detail` goes with an
    /// error.
    void announceEnd(NetworkError error, const QString &detail);

private:
    ReplyUser *m_user = nullptr;
    qint64 m_readPosition = 0; // in preview()
};

} // namespace hoplens
