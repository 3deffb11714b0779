// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/exchangereply.h"

#include "core/http/requesthead.h"
#include "core/transport/connector.h"
#include "core/transport/replyerror.h"

#include <QPointer>
#include <QSslSocket>

#include <algorithm>
#include <cstring>

namespace hoplens {

namespace {

// Read and written at a time. A large body is never in memory twice.
constexpr qint64 pieceSize = 64 * 1024LL;

ReadLimits limitsOf(const SendOptions &options)
{
    ReadLimits limits;
    limits.head = {options.statusLineLimit, options.headLimit, options.fieldLimit};
    limits.body = {options.previewLimit, options.bodyLimit, options.headLimit};
    limits.interim = options.interimLimit;
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
                             const QNetworkRequest &request, const Envelope &envelope,
                             QObject *parent)
    : QNetworkReply(parent)
    , m_envelope(envelope)
    , m_reader(envelope.request.method, limitsOf(envelope.options))
{
    setRequest(request);
    setOperation(operation);
    setUrl(request.url());
    m_exchange.request = envelope.request;
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

ExchangeReply::~ExchangeReply() = default;

void ExchangeReply::start()
{
    m_exchange.times.start = m_envelope.stopwatch.elapsed();
    const Url &url = m_envelope.request.url;
    if (!isHttp(url) || url.host.value_or(QByteArray()).isEmpty()) {
        m_refusal = ProtocolUnknownError;
        finish(Failure{FailureKind::Protocol, FailureCode::Other,
                       tr("Only http and https addresses are opened.")});
    } else if (!isSendable(m_envelope.request)) {
        m_refusal = ProtocolInvalidOperationError;
        finish(Failure{FailureKind::Protocol, FailureCode::Other,
                       tr("The request cannot be written as HTTP.")});
    } else {
        connectToServer();
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
    if (m_connector != nullptr) {
        exchange.connection = m_connector->connection();
    }
    return exchange;
}

void ExchangeReply::abort()
{
    stop({FailureKind::Cancelled, FailureCode::Stopped, {}});
}

qint64 ExchangeReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + m_reader.preview().size() - m_readPosition;
}

qint64 ExchangeReply::readData(char *data, qint64 maxSize)
{
    const QByteArray preview = m_reader.preview();
    const qint64 size = std::min<qint64>(maxSize, preview.size() - m_readPosition);
    if (size <= 0) {
        return m_over ? -1 : 0;
    }
    std::memcpy(data, preview.constData() + m_readPosition, static_cast<size_t>(size));
    m_readPosition += size;
    return size;
}

void ExchangeReply::connectToServer()
{
    Times &times = m_exchange.times;
    m_connector = new Connector(m_envelope.request.url, m_envelope.options, this);
    connect(m_connector, &Connector::resolved, this,
            [this, &times] { times.dns = m_envelope.stopwatch.elapsed(); });
    connect(m_connector, &Connector::connected, this,
            [this, &times] { times.connect = m_envelope.stopwatch.elapsed(); });
    connect(m_connector, &Connector::ready, this, &ExchangeReply::startSending);
    connect(m_connector, &Connector::failed, this, &ExchangeReply::stop);
    m_connector->start();
}

void ExchangeReply::startSending()
{
    if (m_connector->isTls()) {
        m_exchange.times.tls = m_envelope.stopwatch.elapsed();
    }
    QTcpSocket *socket = m_connector->socket();
    connect(socket, &QTcpSocket::readyRead, this, &ExchangeReply::readMore);
    connect(socket, &QTcpSocket::errorOccurred, this, &ExchangeReply::takeEnd);
    connect(socket, &QTcpSocket::disconnected, this, &ExchangeReply::takeEnd);
    connect(socket, &QTcpSocket::bytesWritten, this, &ExchangeReply::sendMore);
    if (auto *tlsSocket = qobject_cast<QSslSocket *>(socket)) {
        connect(tlsSocket, &QSslSocket::encryptedBytesWritten, this, &ExchangeReply::sendMore);
    }
    socket->write(requestHead(m_envelope.request));
    sendMore();
}

void ExchangeReply::sendMore()
{
    if (m_over || m_exchange.times.sent) {
        return;
    }
    QTcpSocket *socket = m_connector->socket();
    const std::optional<Body> &body = m_envelope.request.body;
    const qint64 bodySize = body ? body->bytes.size() : 0;
    while (m_bodyHanded < bodySize && waitingIn(*socket) < pieceSize) {
        const qint64 size = std::min(pieceSize, bodySize - m_bodyHanded);
        const qint64 written = socket->write(body->bytes.constData() + m_bodyHanded, size);
        if (written <= 0) {
            return; // the socket's own error follows
        }
        m_bodyHanded += written;
    }
    if (m_bodyHanded == bodySize && waitingIn(*socket) == 0) {
        m_exchange.times.sent = m_envelope.stopwatch.elapsed();
    }
}

void ExchangeReply::readMore()
{
    while (!m_over && m_connector->socket()->bytesAvailable() > 0) {
        take(m_connector->socket()->read(pieceSize));
        if (!announceProgress()) {
            return;
        }
    }
}

// The connection is over, for reading or for writing. A server may answer and close while the
// request is still going out (RFC 9112 §9.5: "A client sending a message body SHOULD monitor the
// open connection for an error response while it is transmitting the request"), so the answer is
// looked for first.
void ExchangeReply::takeEnd()
{
    const QPointer<ExchangeReply> self(this);
    readMore();
    while (!self.isNull() && !m_over && !m_connector->isTls()) {
        const QByteArray rest = m_connector->spare().read(pieceSize);
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
    // complete answer; and TLS has its own end. There a reset says nothing about the response body.
    const bool inBody = m_reader.stage() == ResponseReader::Stage::Body;
    const bool excused = inBody && (m_envelope.request.body || m_connector->isTls());
    m_reader.close(m_connector->spare().wasReset() && !excused);
    announceProgress();
}

void ExchangeReply::take(QByteArrayView bytes)
{
    const double now = m_envelope.stopwatch.elapsed();
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
    if (m_reader.isOver()) {
        finish(m_reader.failure());
    }
    if (m_reader.hasFinalHead() && !m_headAnnounced) {
        m_headAnnounced = true;
        fillMetaData();
        emit metaDataChanged();
    }
    if (!self.isNull() && m_reader.preview().size() > m_announced) {
        m_announced = m_reader.preview().size();
        emit readyRead();
    }
    return !self.isNull() && !m_over;
}

void ExchangeReply::fillMetaData()
{
    const Response response = *m_reader.response();
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, response.status);
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QString::fromLatin1(response.reason));
    setAttribute(QNetworkRequest::ConnectionEncryptedAttribute, m_connector->isTls());
    for (const Field &field : response.headers) {
        if (!hasRawHeader(field.name)) {
            setRawHeader(field.name, joinedValue(response.headers, field.name));
        }
    }
}

void ExchangeReply::finish(const std::optional<Failure> &failure)
{
    if (m_over) {
        return;
    }
    m_over = true;
    m_exchange.failure = failure;
    m_exchange.times.end = m_envelope.stopwatch.elapsed();
    if (m_connector != nullptr) {
        m_connector->stop();
    }
    QMetaObject::invokeMethod(this, &ExchangeReply::announceEnd, Qt::QueuedConnection);
}

void ExchangeReply::announceEnd()
{
    const QPointer<ExchangeReply> self(this);
    const NetworkError error = m_refusal.value_or(networkErrorOf(exchange()));
    setFinished(true);
    if (error != NoError) {
        setError(error,
                 m_exchange.failure ? m_exchange.failure->detail
                                    : QString::fromLatin1(m_reader.response()->reason));
        emit errorOccurred(error);
    }
    if (!self.isNull()) {
        emit readChannelFinished();
    }
    if (!self.isNull()) {
        emit finished();
    }
}

} // namespace hoplens
