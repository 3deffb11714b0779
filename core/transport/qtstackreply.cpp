// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/qtstackreply.h"

#include "core/http/fieldlines.h"
#include "core/http/persistence.h"
#include "core/transport/deadlines.h"
#include "core/transport/proxychoice.h"
#include "core/transport/qtanswer.h"
#include "core/transport/qtrequest.h"
#include "core/transport/replyerror.h"
#include "core/transport/route.h"
#include "core/transport/tlsfacts.h"
#include "core/transport/uploadonce.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslError>

#include <utility>

namespace hoplens {

namespace {

// Read at a time, and what Qt may hold before it is read.
constexpr qint64 pieceSize = 64 * 1024LL;
constexpr qint64 readBuffer = 256 * 1024LL;

// Qt takes chunks and lengths apart, so what is left for us lasts until Qt says that it is over.
BodyReader bodyReaderFor(const Envelope &envelope)
{
    Framing framing;
    framing.kind = Framing::Kind::UntilClose;
    BodyLimits limits;
    limits.preview = envelope.hints.previewLimit;
    limits.body = envelope.options->bodyLimit;
    return {framing, limits};
}

// There was no connection to send on.
bool isBeforeSending(const Failure &failure)
{
    switch (failure.code) {
    case FailureCode::HostNotFound:
    case FailureCode::ConnectionRefused:
    case FailureCode::Unreachable:
    case FailureCode::ProxyFailed:
    case FailureCode::TlsHandshake:
    case FailureCode::CertificateRejected:
        return true;
    default:
        return false;
    }
}

} // namespace

QtStackReply::QtStackReply(Envelope envelope, std::shared_ptr<QtStack> stack, Watchdog &watchdog,
                           QObject *parent)
    : TracedReply(parent)
    , m_envelope(std::move(envelope))
    , m_stack(std::move(stack))
    , m_watchdog(watchdog)
    , m_body(bodyReaderFor(m_envelope))
{
    m_exchange.request = m_envelope.request;
    m_exchange.qtStack = QtStackNotes{};
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

QtStackReply::~QtStackReply()
{
    m_watchdog.forget(this);
    if (!m_inner.isNull()) {
        m_inner->disconnect(this);
        m_inner->abort();
        m_inner->deleteLater();
    }
}

void QtStackReply::start()
{
    m_exchange.times.start = now();
    m_lastActivity = now();
    const Request &request = m_envelope.request;
    const QNetworkProxy proxy = proxyFor(request.url, plainHost(request.url), *m_envelope.options);
    const Result<QtRequest> made = qtRequestOf(request, proxy, *m_envelope.options);
    if (!made) {
        stop({FailureKind::Protocol, FailureCode::Other, made.error().detail});
        return;
    }
    hand(*made, proxy);
    listen();
    m_watchdog.watch(this);
}

void QtStackReply::hand(const QtRequest &made, const QNetworkProxy &proxy)
{
    m_exchange.request = made.asSent;
    m_exchange.qtStack->added = made.added;
    QNetworkRequest network = made.network;
    if (m_exchange.request.url.scheme == "https") {
        network.setSslConfiguration(tlsConfiguration(*m_envelope.options));
    }
    QNetworkAccessManager &manager = m_stack->manager();
    if (m_envelope.options->freshConnections || m_envelope.hints.freshConnection) {
        manager.clearConnectionCache();
    }
    QNetworkProxy own = proxy;
    m_isTunnelled =
        proxy.type() == QNetworkProxy::HttpProxy && !isForwarding(proxy, m_exchange.request.url);
    if (proxy.type() != QNetworkProxy::NoProxy) {
        m_exchange.connection.proxy = proxyName(proxy);
    }
    if (isForwarding(proxy, m_exchange.request.url)) {
        // Its credentials are a field of the request, sent at once and not after a 407.
        own.setUser({});
        own.setPassword({});
    }
    manager.setProxy(own);
    const Request &request = m_exchange.request;
    const QByteArray &method = request.method;
    if (method == "HEAD") {
        m_inner = manager.head(network); // as a custom method it would wait for the body
    } else if (request.body || contains(request.headers, "Content-Length")) {
        auto *upload = new UploadOnce(request.body ? request.body->bytes : QByteArray(), nullptr);
        m_inner = manager.sendCustomRequest(network, method, upload);
        upload->setParent(m_inner);
        m_upload = upload;
    } else {
        m_inner = manager.sendCustomRequest(network, method);
    }
    m_inner->setReadBufferSize(readBuffer);
}

void QtStackReply::listen()
{
    const QNetworkReply *inner = m_inner;
    connect(inner, &QNetworkReply::socketStartedConnecting, this, &QtStackReply::takeConnecting);
    connect(inner, &QNetworkReply::encrypted, this, &QtStackReply::takeEncrypted);
    connect(inner, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        if (sent > 0) {
            noteConnected();
        }
    });
    connect(inner, &QNetworkReply::requestSent, this, &QtStackReply::takeSent);
    connect(inner, &QNetworkReply::sslErrors, this, &QtStackReply::takeTlsErrors);
    connect(inner, &QNetworkReply::metaDataChanged, this, &QtStackReply::takeHead);
    connect(inner, &QNetworkReply::readyRead, this, &QtStackReply::takeBody);
    connect(inner, &QNetworkReply::finished, this, &QtStackReply::takeEnd);
}

void QtStackReply::takeConnecting()
{
    m_lastActivity = now();
    m_opened = true;
    const bool isName = QHostAddress(plainHost(m_exchange.request.url)).isNull();
    if (isName && !m_exchange.connection.proxy && !m_exchange.times.dns) {
        m_exchange.times.dns = now();
    }
}

void QtStackReply::noteConnected()
{
    m_lastActivity = now();
    m_isConnected = true;
}

// Once for each connection that Qt opens; of a closed one it forgets the cipher.
void QtStackReply::takeEncrypted()
{
    m_exchange.times.tls = now();
    noteConnected();
    m_exchange.connection.tls.reset();
    noteTls();
}

// Qt sends again by itself, with no way to forbid it to a request without a body.
void QtStackReply::takeSent()
{
    noteConnected();
    m_exchange.times.sent = now();
    const int count = ++m_exchange.qtStack->timesSent;
    const bool unwanted =
        !m_envelope.options->resendsOnDeadConnection || !isIdempotent(m_exchange.request.method);
    if (count > 1 && unwanted) {
        stop(closedInHead());
    }
}

void QtStackReply::takeTlsErrors(const QList<QSslError> &errors)
{
    m_tlsErrors.clear(); // of the attempt before
    for (const QSslError &error : errors) {
        m_tlsErrors.append(error.errorString());
    }
    const QSslCertificate certificate = m_inner->sslConfiguration().peerCertificate();
    const SendOptions &options = *m_envelope.options;
    if (!options.verifyTls || isAccepted(certificate, m_exchange.request.url, options)) {
        m_inner->ignoreSslErrors();
    }
}

// A connection that is used again tells of its handshake no more.
void QtStackReply::noteTls()
{
    if (m_exchange.request.url.scheme != "https" || m_exchange.connection.tls) {
        return;
    }
    TlsInfo facts = tlsFactsOf(m_inner->sslConfiguration());
    if (facts.version.isEmpty() && facts.chain.isEmpty()) {
        return; // it never came to a handshake
    }
    TlsInfo &known = m_stack->handshakes()[serializeOrigin(m_exchange.request.url)];
    if (facts.chain.isEmpty()) {
        facts.resumed = m_opened;
        facts.chain = known.chain;
    }
    facts.errors = m_opened ? m_tlsErrors : known.errors;
    facts.accepted = !facts.errors.isEmpty() && !facts.version.isEmpty();
    known = facts;
    m_exchange.connection.tls = facts;
}

void QtStackReply::noteHttp2()
{
    const bool agreed = m_exchange.connection.tls && m_exchange.connection.tls->alpn == u"h2";
    const QVariant used = m_inner->attribute(QNetworkRequest::Http2WasUsedAttribute);
    if (!m_isHttp2 && (used.toBool() || agreed)) {
        m_isHttp2 = true;
        m_exchange.request =
            asSentOverHttp2(std::move(m_exchange.request), m_exchange.qtStack->leftOut);
        for (const QByteArray &name : m_exchange.qtStack->leftOut) {
            m_exchange.qtStack->added.removeAll(name);
        }
    }
}

void QtStackReply::takeHead()
{
    const QVariant status = m_inner->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid() || m_exchange.response) {
        return;
    }
    noteConnected();
    if (!m_upload.isNull()) {
        m_upload->allowRewind();
    }
    m_exchange.connection.reused = !m_opened;
    noteTls();
    noteHttp2();
    m_exchange.response = responseOf(*m_inner, m_isHttp2);
    if (const std::optional<Failure> failure = failureInHead(*m_exchange.response)) {
        stop(*failure);
        return;
    }
    m_exchange.times.head = now();
    // Nobody is called from within Qt's own signals: they may end this, and its manager with it.
    QMetaObject::invokeMethod(this, &QtStackReply::announceHead, Qt::QueuedConnection);
}

void QtStackReply::takeBody()
{
    while (!m_over && !m_inner.isNull() && m_exchange.response) {
        const QByteArray piece = m_inner->read(pieceSize);
        if (piece.isEmpty()) {
            return;
        }
        m_lastActivity = now();
        m_body.feed(piece);
        if (m_body.state() != BodyReader::State::NeedsMore) {
            conclude(std::nullopt); // the limit, which is no failure
        }
    }
}

void QtStackReply::takeEnd()
{
    if (m_over) {
        return;
    }
    takeHead();
    takeBody();
    if (m_over) {
        return;
    }
    noteTls();
    noteHttp2();
    const std::optional<Failure> failure = failureAtEnd();
    const bool isCut = failure && failure->code == FailureCode::ClosedInBody;
    if (m_exchange.response && (isCut || !failure)) {
        m_body.close(isCut ? ConnectionEnd::Broken : ConnectionEnd::InOrder);
    }
    conclude(failure);
}

std::optional<Failure> QtStackReply::failureAtEnd()
{
    const TlsInfo tls = m_exchange.connection.tls.value_or(TlsInfo());
    if (m_inner->error() != NoError && !m_tlsErrors.isEmpty() && tls.version.isEmpty()) {
        return Failure{FailureKind::Tls, FailureCode::CertificateRejected, m_tlsErrors.join(u"; ")};
    }
    return failureOf(*m_inner, m_exchange.response ? m_exchange.response->status : 0);
}

void QtStackReply::stop(const Failure &failure)
{
    if (!m_over) {
        conclude(failure);
    }
}

void QtStackReply::conclude(const std::optional<Failure> &failure)
{
    m_over = true;
    m_watchdog.forget(this);
    m_exchange.failure = failure;
    m_exchange.times.end = now();
    m_exchange.connection.reused = m_isConnected && !m_opened;
    m_exchange.qtStack->unseen = unseen();
    if (!mayHaveBeenSent()) {
        m_exchange.qtStack->added.clear();
    }
    for (const Oddity oddity : m_body.oddities()) {
        noteOddity(m_exchange.oddities, oddity);
    }
    if (!m_inner.isNull()) {
        m_inner->disconnect(this);
        if (m_inner->isRunning()) {
            m_inner->abort();
        }
        m_inner->deleteLater();
        m_inner.clear();
    }
    QMetaObject::invokeMethod(this, &QtStackReply::announceEnd, Qt::QueuedConnection);
}

bool QtStackReply::saysNothing() const
{
    return !m_upload.isNull() && m_upload->size() == 0 && !m_isConnected;
}

bool QtStackReply::mayHaveBeenSent() const
{
    if (m_isConnected || !saysNothing() || !m_opened) {
        return m_isConnected;
    }
    return !m_exchange.failure || !isBeforeSending(*m_exchange.failure);
}

QList<Unseen> QtStackReply::unseen() const
{
    QList<Unseen> list;
    if (!m_opened && !m_isConnected) {
        return list; // nothing happened that could be seen
    }
    list << Unseen::Addresses << Unseen::ConnectTimes;
    if (m_opened && m_isTunnelled) {
        list << Unseen::Tunnel;
    }
    if (mayHaveBeenSent()) {
        list << Unseen::RequestBytes << Unseen::RawHead << Unseen::Interim;
    }
    if (m_exchange.response) {
        if (!m_isHttp2) {
            list << Unseen::ResponseVersion;
        }
        list << (m_exchange.response->headers.isEmpty() ? Unseen::AllFields : Unseen::FieldLines)
             << Unseen::Framing << Unseen::Trailers;
    }
    return list;
}

void QtStackReply::announceEnd()
{
    TracedReply::announceEnd(
        networkErrorOf(m_exchange.failure, m_exchange.response ? m_exchange.response->status : 0),
        m_exchange.failure ? m_exchange.failure->detail : QString());
}

Exchange QtStackReply::exchange() const
{
    Exchange exchange = m_exchange;
    if (exchange.response) {
        exchange.response->body = m_body.body();
    }
    return exchange;
}

Exchange QtStackReply::takeExchange()
{
    return exchange();
}

void QtStackReply::lookAtClock()
{
    if (const std::optional<Failure> failure = missedDeadline()) {
        stop(*failure);
    }
}

std::optional<Failure> QtStackReply::missedDeadline() const
{
    const SendOptions &options = *m_envelope.options;
    const Times &times = m_exchange.times;
    if (saysNothing()) {
        const auto both = options.connectTimeout + options.firstByteTimeout;
        const bool limited =
            options.connectTimeout.count() > 0 && options.firstByteTimeout.count() > 0;
        return limited && now() - times.start.value_or(0) > static_cast<double>(both.count())
            ? std::optional(Failure{FailureKind::Timeout, FailureCode::FirstByteDeadline, {}})
            : std::nullopt;
    }
    const Waiting answer = times.sent && !times.head ? Waiting::FirstByte : Waiting::More;
    return hoplens::missedDeadline(options, times, m_isConnected ? answer : Waiting::Connection,
                                   m_lastActivity, now());
}

} // namespace hoplens
