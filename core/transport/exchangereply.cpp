// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/exchangereply.h"

#include "core/http/persistence.h"
#include "core/http/requesthead.h"
#include "core/transport/channelpool.h"
#include "core/transport/deadlines.h"
#include "core/transport/headlimits.h"
#include "core/transport/proxychoice.h"
#include "core/transport/replyerror.h"

#include <QPointer>
#include <QSslSocket>

#include <algorithm>
#include <array>
#include <utility>

namespace hoplens {

namespace {

// Read and written at a time. A large body is never in memory twice.
constexpr qint64 pieceSize = 64 * 1024LL;

// Up to this size a body goes out in one write with its head.
constexpr qint64 smallBody = 16 * 1024LL;

ReadLimits limitsOf(const Envelope &envelope)
{
    const SendOptions &options = *envelope.options;
    ReadLimits limits = headLimitsOf(options);
    limits.body = {envelope.hints.previewLimit, options.bodyLimit, options.headLimit};
    return limits;
}

qint64 waitingIn(const QTcpSocket &socket)
{
    const auto *tlsSocket = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (tlsSocket != nullptr ? tlsSocket->encryptedBytesToWrite() : 0);
}

// What Qt's own manager makes of several fields of one name. Never null, which would mean "no
// field".
QByteArray joinedValue(const Headers &headers, const QByteArray &name)
{
    const QList<QByteArray> values = valuesOf(headers, name);
    return QByteArray("") + values.join(sameFieldName(name, "Set-Cookie") ? "\n" : ", ");
}

} // namespace

ExchangeReply::ExchangeReply(QNetworkAccessManager::Operation operation,
                             const QNetworkRequest &request, Envelope envelope, ChannelPool &pool,
                             Watchdog &watchdog, QObject *parent)
    : TracedReply(parent)
    , m_envelope(std::move(envelope))
    , m_pool(pool)
    , m_watchdog(watchdog)
    , m_reader(m_envelope.request.method, limitsOf(m_envelope))
{
    setOperation(operation);
    if (m_envelope.fillsReply) {
        setRequest(request);
        setUrl(request.url());
    }
    m_exchange.request = std::move(m_envelope.request);
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

ExchangeReply::~ExchangeReply()
{
    m_watchdog.forget(this);
}

void ExchangeReply::start()
{
    m_exchange.times.start = m_envelope.stopwatch.elapsed();
    const Url &url = m_exchange.request.url;
    if (!isHttp(url) || url.host.value_or(QByteArray()).isEmpty()) {
        m_refusal = ProtocolUnknownError;
        finish(Failure{FailureKind::Protocol, FailureCode::Other,
                       tr("Only http and https addresses are opened.")});
    } else if (!isSendable(m_exchange.request)) {
        m_refusal = ProtocolInvalidOperationError;
        finish(Failure{FailureKind::Protocol, FailureCode::Other,
                       tr("The request cannot be written as HTTP.")});
    } else {
        m_watchdog.watch(this);
        openChannel();
    }
    m_isStarted = true;
}

void ExchangeReply::openChannel()
{
    const Url &url = m_exchange.request.url;
    if (!m_envelope.options->freshConnections && !m_envelope.hints.freshConnection) {
        m_channel = m_pool.take(url, m_envelope.options);
    }
    if (m_channel) {
        m_exchange.connection = m_channel->connection();
        m_exchange.connection.reused = true;
        m_exchange.connection.tunnel = nullptr; // an earlier hop's story
        m_reader.expect(m_channel->lastTexts());
        m_channel->setUser(this);
        startSending();
    } else {
        m_channel = m_pool.create(url, m_envelope.options);
        m_channel->open(this);
    }
}

void ExchangeReply::stop(const Failure &failure)
{
    finish(failure);
}

Exchange ExchangeReply::exchange() const
{
    Exchange exchange = m_exchange;
    exchange.response = m_reader.response();
    exchange.oddities = m_reader.oddities();
    return exchange;
}

Exchange ExchangeReply::takeExchange()
{
    m_exchange.response = m_reader.takeResponse();
    m_exchange.oddities = m_reader.oddities();
    return std::move(m_exchange);
}

void ExchangeReply::channelResolved()
{
    m_exchange.times.dns = m_envelope.stopwatch.elapsed();
}

void ExchangeReply::channelConnected()
{
    m_exchange.times.connect = m_envelope.stopwatch.elapsed();
    m_exchange.connection = m_channel->connection();
}

void ExchangeReply::channelReady()
{
    if (m_channel->isTls()) {
        m_exchange.times.tls = m_envelope.stopwatch.elapsed();
    }
    m_exchange.connection = m_channel->connection();
    startSending();
}

void ExchangeReply::channelFailed(const Failure &failure)
{
    finish(failure);
}

QByteArray ExchangeReply::userAgent() const
{
    return firstValue(m_exchange.request.headers, "User-Agent").value_or(QByteArray());
}

void ExchangeReply::startSending()
{
    Request &request = m_exchange.request;
    if (m_channel->isForwarded()) {
        request = forwarded(std::move(request), m_channel->forwarder());
    }
    m_lastActivity = m_envelope.stopwatch.elapsed();
    QByteArray start = requestHead(request);
    if (request.body && request.body->bytes.size() <= smallBody) {
        start += request.body->bytes;
        m_bodyHanded = request.body->bytes.size();
    }
    const QPointer<ExchangeReply> self(this);
    if (write(start.constData(), start.size())) {
        m_channel->socket()->flush(); // without waiting for the event loop to find it writable
        if (!self.isNull()) {
            sendMore();
        }
    }
}

// Without a buffer, Qt tells a failure by the result of QIODevice::write() alone, in no signal.
// False: the exchange is over, and a receiver may have deleted it.
bool ExchangeReply::write(const char *bytes, qint64 size)
{
    if (m_channel->socket()->write(bytes, size) == size) {
        return true;
    }
    channelEnded();
    return false;
}

void ExchangeReply::sendMore()
{
    if (m_over || m_exchange.times.sent) {
        return;
    }
    QTcpSocket *socket = m_channel->socket();
    const Boxed<Body> &body = m_exchange.request.body;
    const qint64 bodySize = body ? body->bytes.size() : 0;
    while (m_bodyHanded < bodySize && waitingIn(*socket) < pieceSize) {
        const qint64 size = std::min(pieceSize, bodySize - m_bodyHanded);
        if (!write(body->bytes.constData() + m_bodyHanded, size)) {
            return;
        }
        m_bodyHanded += size;
    }
    if (m_bodyHanded == bodySize && waitingIn(*socket) == 0) {
        m_exchange.times.sent = m_envelope.stopwatch.elapsed();
    }
}

void ExchangeReply::channelWritten()
{
    if (!m_exchange.times.sent) {
        m_lastActivity = m_envelope.stopwatch.elapsed();
        sendMore();
    }
}

void ExchangeReply::channelReadable()
{
    const QPointer<ExchangeReply> self(this);
    readMore();
    // An unbuffered socket that finds its end while being read says so in no signal.
    if (!self.isNull() && !m_over
        && m_channel->socket()->state() != QAbstractSocket::ConnectedState) {
        channelEnded();
    }
}

void ExchangeReply::readMore()
{
    std::array<char, pieceSize> piece; // NOLINT(*-member-init): written before it is read
    qint64 size = pieceSize;
    while (size == pieceSize && !m_over) {
        size = m_channel->socket()->read(piece.data(), pieceSize);
        if (size <= 0) {
            return;
        }
        take(QByteArrayView(piece.data(), size));
        if (!announceProgress()) {
            return;
        }
    }
}

// The connection is over, for reading or for writing. A server may answer and close while the
// request is still going out (RFC 9112 §9.5: "A client sending a message body SHOULD monitor the
// open connection for an error response while it is transmitting the request"), so the answer is
// looked for first.
void ExchangeReply::channelEnded()
{
    const QPointer<ExchangeReply> self(this);
    readMore();
    while (!self.isNull() && !m_over && !m_channel->isTls()) {
        const QByteArray rest = m_channel->spare().read(pieceSize);
        if (rest.isEmpty()) {
            break;
        }
        take(rest);
        announceProgress();
    }
    if (self.isNull() || m_over) {
        return;
    }
    // A server that closes without having read the request body resets the connection after a
    // complete answer. There a reset says nothing about the response body.
    ConnectionEnd end = m_channel->end();
    if (end == ConnectionEnd::Broken && m_exchange.request.body
        && m_reader.stage() == ResponseReader::Stage::Body) {
        end = m_channel->isTls() ? ConnectionEnd::Unconfirmed : ConnectionEnd::InOrder;
    }
    m_reader.close(end);
    announceProgress();
}

void ExchangeReply::take(QByteArrayView bytes)
{
    const double now = m_envelope.stopwatch.elapsed();
    m_lastActivity = now;
    if (!m_exchange.times.firstByte) {
        m_exchange.times.firstByte = now;
    }
    m_reader.feed(bytes);
    if (m_reader.hasFinalHead() && !m_exchange.times.head) {
        m_exchange.times.head = now;
    }
}

// False when nothing more is to be done: the exchange is over, or a receiver deleted it.
bool ExchangeReply::announceProgress()
{
    const QPointer<ExchangeReply> self(this);
    const bool ends = m_reader.isOver();
    if (ends) {
        conclude(m_reader.failure());
    }
    if (m_reader.hasFinalHead() && !m_headAnnounced) {
        m_headAnnounced = true;
        if (m_envelope.fillsReply) {
            fillMetaData();
        }
        announceHead();
    }
    if (!self.isNull() && m_reader.preview().size() > m_announced) {
        m_announced = m_reader.preview().size();
        emit readyRead();
    }
    if (!self.isNull() && ends) {
        if (m_isStarted) {
            announceEnd();
        } else {
            announceEndLater();
        }
        return false;
    }
    return !self.isNull();
}

void ExchangeReply::fillMetaData()
{
    const Response response = *m_reader.response();
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, response.status);
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QString::fromLatin1(response.reason));
    setAttribute(QNetworkRequest::ConnectionEncryptedAttribute,
                 m_exchange.connection.tls.has_value());
    for (const Field &field : response.headers) {
        if (!hasRawHeader(field.name)) {
            setRawHeader(field.name, joinedValue(response.headers, field.name));
        }
    }
}

// RFC 9112 §9.3: the connection persists only if the message says so, and if its end was found
// where the message says it is.
bool ExchangeReply::canKeepChannel() const
{
    return !m_envelope.options->freshConnections && m_channel && m_exchange.times.sent
        && m_reader.endedInOrder() && keepsConnection(m_exchange.request, m_reader.head());
}

// The exchange is over; what is to be told is told later.
void ExchangeReply::conclude(const std::optional<Failure> &failure)
{
    m_over = true;
    m_exchange.failure = failure;
    m_exchange.times.end = m_envelope.stopwatch.elapsed();
    m_watchdog.forget(this);
    if (m_channel) {
        if (!m_channel->isReady()) {
            m_exchange.connection = m_channel->connectionSoFar();
        }
        m_pool.rememberSession(*m_channel, m_exchange.request.url, m_envelope.options);
    }
    if (canKeepChannel()) {
        m_channel->setLastTexts(m_reader.texts());
        m_pool.give(std::move(m_channel));
    }
    m_channel.reset();
}

// For ends that do not come from the connection: whoever asked for it does not expect to hear of it
// at once.
void ExchangeReply::finish(const std::optional<Failure> &failure)
{
    if (!m_over) {
        conclude(failure);
        announceEndLater();
    }
}

void ExchangeReply::announceEndLater()
{
    QMetaObject::invokeMethod(this, &ExchangeReply::announceEnd, Qt::QueuedConnection);
}

void ExchangeReply::announceEnd()
{
    TracedReply::announceEnd(
        m_refusal.value_or(networkErrorOf(m_exchange.failure, m_reader.status())),
        m_exchange.failure ? m_exchange.failure->detail : QString());
}

void ExchangeReply::lookAtClock()
{
    const Times &times = m_exchange.times;
    const Waiting answer = times.sent && !times.firstByte ? Waiting::FirstByte : Waiting::More;
    const std::optional<Failure> failure = missedDeadline(
        *m_envelope.options, times, m_channel->isReady() ? answer : Waiting::Connection,
        m_lastActivity, m_envelope.stopwatch.elapsed());
    if (failure) {
        finish(failure);
    }
}

} // namespace hoplens
