// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/bodyreader.h"
#include "core/transport/tracedreply.h"
#include "core/transport/watchdog.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QPointer>

#include <memory>
#include <optional>

class QSslError;

namespace hoplens {

class UploadOnce;
struct QtRequest;

/// A stock QNetworkAccessManager for the requests of one options object, and what its connections
/// told of TLS.
class QtStack final {
public:
    explicit QtStack(Channel::Options options)
        : m_options(std::move(options))
    {
    }

    const Channel::Options &options() const { return m_options; }
    QNetworkAccessManager &manager() { return m_manager; }
    /// The handshake of the connection to that origin which was opened last.
    QHash<QByteArray, TlsInfo> &handshakes() { return m_handshakes; }

private:
    Channel::Options m_options;
    QNetworkAccessManager m_manager;
    QHash<QByteArray, TlsInfo> m_handshakes;
};

/// One request through Qt's own network stack, which can do HTTP/2, under guard: it follows,
/// decodes, remembers and answers challenges for nobody. Its exchange says what could not be seen.
/// Deadlines are kept as far as Qt's signals allow: TLS counts as connecting, and the first byte is
/// taken for late when the whole head is. Of a head's size Qt knows no limit; the deadlines end it.
class QtStackReply final : public TracedReply, private Watched {
    Q_OBJECT
public:
    QtStackReply(Envelope envelope, std::shared_ptr<QtStack> stack, Watchdog &watchdog,
                 QObject *parent);
    ~QtStackReply() override;

    /// Sends, or refuses what Qt's stack would send in another way. finished() comes later.
    void start();

    Exchange exchange() const override;
    Exchange takeExchange() override;
    bool isOver() const override { return m_over; }
    void stop(const Failure &failure) override;

private:
    QByteArray preview() const override { return m_body.kept(); }
    void lookAtClock() override;

    void hand(const QtRequest &made, const QNetworkProxy &proxy);
    void listen();
    void takeConnecting();
    void takeEncrypted();
    void takeSent();
    void takeTlsErrors(const QList<QSslError> &errors);
    void takeHead();
    void takeBody();
    void takeEnd();
    void noteConnected();
    void noteTls();
    void noteHttp2();
    /// Of an empty body Qt never says that it was sent, so nothing tells connecting from waiting.
    bool saysNothing() const;
    bool mayHaveBeenSent() const;
    QList<Unseen> unseen() const;
    std::optional<Failure> failureAtEnd();
    std::optional<Failure> missedDeadline() const;
    void conclude(const std::optional<Failure> &failure);
    void announceEnd();
    double now() const { return m_envelope.stopwatch.elapsed(); }

    Envelope m_envelope;
    std::shared_ptr<QtStack> m_stack;
    Watchdog &m_watchdog;
    Exchange m_exchange; // without the body of the response
    BodyReader m_body;
    QPointer<QNetworkReply> m_inner;
    QPointer<UploadOnce> m_upload;
    QStringList m_tlsErrors;
    double m_lastActivity = 0; // Qt told of something (milliseconds)
    bool m_opened = false; // a connection, for this request
    bool m_isConnected = false;
    bool m_isTunnelled = false; // an http proxy is asked for CONNECT
    bool m_isHttp2 = false;
    bool m_over = false;
};

} // namespace hoplens
