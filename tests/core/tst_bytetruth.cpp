// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What the trace says was sent is what a server received, and what it says was received is what
// the server sent, byte for byte, for messages nobody thought of. HOPLENS_SEED=n repeats a run.

#include "core/formats/tracefile.h"
#include "core/http/requesthead.h"
#include "core/http/responsereader.h"
#include "core/redirect/prepare.h"
#include "core/tracer.h"
#include "tests/core/randommessages.h"
#include "tests/core/requestsize.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <random>

using namespace hoplens;

namespace {

constexpr int messageCount = 2000;

/// Records each request as it came, and answers it with the segments it was given. Serves one
/// request after the other on a connection, and several connections.
class CapturingServer : public QTcpServer {
public:
    CapturingServer()
    {
        if (!listen(QHostAddress::LocalHost)) {
            qFatal("no free port on loopback");
        }
    }

    QByteArray url() const { return "http://127.0.0.1:" + QByteArray::number(serverPort()); }

    QByteArrayList requests; ///< as received
    QByteArrayList segments; ///< of the answer
    bool closes = true; ///< after the answer

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(
            socket, &QTcpSocket::readyRead, this, [this, socket, bytes = QByteArray()]() mutable {
                bytes += socket->readAll();
                for (qsizetype size = requestSize(bytes); size >= 0; size = requestSize(bytes)) {
                    requests.append(bytes.left(size));
                    bytes.remove(0, size);
                    answer(socket, segments);
                }
            });
    }

private:
    // The next segment goes out once the kernel has the one before, so that they stay apart.
    void answer(QTcpSocket *socket, QByteArrayList rest)
    {
        if (rest.isEmpty()) {
            if (closes) {
                socket->disconnectFromHost();
            }
            return;
        }
        socket->write(rest.takeFirst());
        socket->flush();
        QMetaObject::invokeMethod(
            socket, [this, socket, rest] { answer(socket, rest); }, Qt::QueuedConnection);
    }
};

Trace traced(Tracer &tracer, const Request &request)
{
    TraceOptions options;
    options.maxHops = 0; // a random answer may well be a redirect
    options.timeout = std::chrono::seconds(20);
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start(request, *findProfile(QStringLiteral("rfc9110")), options);
    if (finished.isEmpty()) {
        finished.wait(30'000);
    }
    return tracer.trace();
}

QByteArray shown(const Response &response)
{
    QByteArray text =
        response.version + ' ' + QByteArray::number(response.status) + ' ' + response.reason + '\n';
    for (const Field &field : response.headers) {
        text += field.name + ": " + field.value + '\n';
    }
    return text;
}

/// The same message but for one octet: another case, another octet, one less or one more.
QByteArray nearly(QByteArray wire, std::mt19937 &engine)
{
    if (wire.isEmpty()) {
        return wire;
    }
    const auto below = [&](qsizetype limit) {
        return std::uniform_int_distribution<qsizetype>(0, limit - 1)(engine);
    };
    const qsizetype at = below(wire.size());
    switch (below(4)) {
    case 0:
        wire[at] = static_cast<char>(wire.at(at) ^ 0x20);
        break;
    case 1:
        wire[at] = static_cast<char>(below(256));
        break;
    case 2:
        wire.remove(at, 1);
        break;
    default:
        wire.insert(at, wire.at(at));
    }
    return wire;
}

/// All that a reader found, as a trace file says it.
QByteArray readBy(ResponseReader &reader, const QByteArrayList &pieces)
{
    for (const QByteArray &piece : pieces) {
        reader.feed(piece);
    }
    if (!reader.isOver()) {
        reader.close();
    }
    Trace trace;
    trace.hops.append(Hop());
    Exchange &exchange = trace.hops.first().exchange;
    exchange.response = reader.response();
    exchange.oddities = reader.oddities();
    if (reader.failure()) {
        exchange.failure = *reader.failure();
    }
    return writeTrace(trace, Secrets::Show);
}

} // namespace

class TestByteTruth : public QObject {
    Q_OBJECT

private slots:
    void requestsAreWhatTheServerReceived();
    void responsesAreWhatTheServerSent();
    void earlierAnswersLeaveNothingBehind();
};

void TestByteTruth::requestsAreWhatTheServerReceived()
{
    RandomMessages random(seedOfThisRun());
    CapturingServer server;
    server.segments = {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"};
    server.closes = false;
    Tracer tracer;
    qint64 octets = 0;
    for (int i = 0; i < messageCount; ++i) {
        const Request wish = random.request(server.url());
        const Result<void> checked = checkRequest(wish, *findProfile(QStringLiteral("rfc9110")));
        QVERIFY2(checked, checked ? "" : qPrintable(checked.error().detail));
        const Trace trace = traced(tracer, wish);
        QCOMPARE(trace.hops.size(), 1);
        const Exchange &exchange = trace.hops.first().exchange;
        QVERIFY2(!exchange.failure, qPrintable(trace.outcome->detail));
        QCOMPARE(server.requests.size(), i + 1); // once, and nothing else
        const Request &sent = exchange.request;
        const QByteArray body = sent.body ? sent.body->bytes : QByteArray();
        QCOMPARE(server.requests.last(), requestHead(sent) + body);
        // And that is what was wished: nothing of it is lost or rearranged on the way.
        QCOMPARE(sent.method, wish.method);
        QCOMPARE(sent.body, wish.body);
        Headers byUser = sent.headers;
        byUser.removeIf([](const Field &field) { return field.setBy == SetBy::Client; });
        QCOMPARE(byUser, wish.headers);
        octets += server.requests.last().size();
        server.requests.last().clear();
    }
    qInfo("%d requests, %lld octets, the same in the trace and at the server", messageCount,
          octets);
}

void TestByteTruth::responsesAreWhatTheServerSent()
{
    RandomMessages random(seedOfThisRun());
    CapturingServer server;
    Tracer tracer;
    qint64 octets = 0;
    qsizetype segments = 0;
    for (int i = 0; i < messageCount; ++i) {
        const RandomResponse sent = random.response();
        server.segments = random.cut(sent.wire);
        server.closes = sent.lastsUntilClose;
        Request request = random.request(server.url());
        request.method = sent.toHead ? "HEAD" : "GET";
        const Trace trace = traced(tracer, request);
        const Exchange &exchange = trace.hops.last().exchange;
        QVERIFY2(!exchange.failure,
                 qPrintable(trace.outcome->detail + QStringLiteral("\n")
                            + displayText(sent.wire.left(2000))));
        QVERIFY(exchange.response);
        const Response &received = *exchange.response;
        QCOMPARE(shown(received), shown(sent.response));
        QCOMPARE(received.headers, sent.response.headers);
        QCOMPARE(received.interim.size(), sent.response.interim.size());
        for (qsizetype k = 0; k < received.interim.size(); ++k) {
            QCOMPARE(shown(received.interim.at(k)), shown(sent.response.interim.at(k)));
        }
        QCOMPARE(received.body.bytes, sent.response.body.bytes);
        QCOMPARE(received.body.size, sent.response.body.size);
        if (sent.hasBody) {
            QCOMPARE(received.body.sha256, sent.response.body.sha256);
        }
        QVERIFY(!received.body.truncated);
        QVERIFY(exchange.oddities.isEmpty());
        octets += sent.wire.size();
        segments += server.segments.size();
    }
    QCOMPARE(server.requests.size(), messageCount);
    qInfo("%d responses, %lld octets in %lld segments, the same at the server and in the trace",
          messageCount, octets, static_cast<qint64>(segments));
}

/// Texts of the answer before are used again where they are the same, and nowhere else: what is
/// read on a kept connection is what a reader finds who has seen nothing.
void TestByteTruth::earlierAnswersLeaveNothingBehind()
{
    RandomMessages random(seedOfThisRun());
    std::mt19937 engine(seedOfThisRun());
    KnownTexts known;
    RandomResponse sent = random.response();
    int reused = 0;
    for (int i = 0; i < messageCount; ++i) {
        if (i % 8 == 0) {
            sent = random.response();
        } else {
            sent.wire = nearly(sent.wire, engine);
        }
        const QByteArrayList pieces = random.cut(sent.wire);
        const QByteArray method = sent.toHead ? "HEAD" : "GET";
        ResponseReader fresh(method, {});
        ResponseReader kept(method, {});
        kept.expect(known);
        QCOMPARE(readBy(kept, pieces), readBy(fresh, pieces));
        if (kept.hasFinalHead()) {
            known = kept.texts();
            ++reused;
        }
    }
    QVERIFY(reused > messageCount / 4); // most of the others are broken, as they should be
}

QTEST_GUILESS_MAIN(TestByteTruth)
#include "tst_bytetruth.moc"
