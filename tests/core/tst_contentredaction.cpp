// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Secrets where they are not plain to see: in coded bodies, raw heads, trailers, soft redirects.
// And that what the trace file says about these comes back.

#include "core/formats/redaction.h"
#include "core/formats/tracefile.h"
#include "core/http/fieldlines.h"
#include "core/redirect/metarefresh.h"
#include "core/trace/bodycontent.h"
#include "tests/core/chain.h"
#include "tests/core/compressed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hoplens;

class TestContentRedaction : public QObject {
    Q_OBJECT

private slots:
    void codedBodies_data();
    void codedBodies();
    void codedBodyWithoutSecretsStays();
    void whatCannotBeLookedThroughGoes_data();
    void whatCannotBeLookedThroughGoes();
    void requestBodies();
    void trailersAndSoftRedirects();
    void rawHeads_data();
    void rawHeads();
    void rawHeadIsWrittenOnlyWhereItSaysMore();
    void hugeDecodedBodiesFit();
};

namespace {

const QByteArray secret = "s3cr3t-t0k3n-value";

Trace traceWith(const Response &response, const Headers &sent = {{"Authorization", secret}})
{
    Hop hop;
    hop.exchange.request = requestTo("GET", "http://a.test/", sent);
    hop.exchange.response = response;
    hop.soft = softRedirectOf(hop.exchange);
    Trace trace;
    trace.hops = {hop};
    return trace;
}

Response coded(const QByteArray &bytes, const QByteArray &type = "text/plain")
{
    Response response = answer(200, {{"Content-Encoding", "gzip"}, {"Content-Type", type}});
    response.body = bodyOf(bytes);
    return response;
}

/// Saving, opening and saving again, redacted and not: nothing changes.
void checkRoundTrip(const Trace &trace)
{
    for (const Secrets secrets : {Secrets::Redact, Secrets::Show}) {
        const QByteArray file = writeTrace(trace, secrets);
        const Result<Trace> read = readTrace(file);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(writeTrace(*read, secrets), file);
    }
    const QByteArray redacted = writeTrace(trace);
    QCOMPARE(writeTrace(redactedTrace(*readTrace(redacted)), Secrets::Redact), redacted);
}

const Body &bodyIn(const Trace &trace)
{
    return trace.hops.first().exchange.response->body;
}

} // namespace

void TestContentRedaction::codedBodies_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("clean");
    QTest::newRow("an echoed token") << "you sent " + secret + "!" << QByteArray("text/plain")
                                     << QByteArray("you sent REDACTED!");
    QTest::newRow("a JSON member with a telling name")
        << QByteArray(R"({"access_token": "quite-new"})") << QByteArray("application/json")
        << QByteArray(R"({"access_token": "REDACTED"})");
}

void TestContentRedaction::codedBodies()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, clean);
    for (const int level : {Z_NO_COMPRESSION, Z_BEST_COMPRESSION}) {
        const QByteArray wire = gzip(text, level);
        const Trace trace = traceWith(coded(wire, type));
        const Body body = bodyIn(redactedTrace(trace));
        QVERIFY(body.bytes.isEmpty());
        QVERIFY(body.redacted && body.truncated && body.sha256.isEmpty());
        QCOMPARE(body.size, wire.size());
        QCOMPARE(body.decoded->bytes, clean);
        QCOMPARE(body.decoded->size, text.size());
        const QByteArray file = writeTrace(trace);
        QVERIFY(!file.contains(wire.toBase64()));
        QVERIFY(!file.contains(secret));
        QVERIFY(writeTrace(trace, Secrets::Show).contains(wire.toBase64()));
        checkRoundTrip(trace);
    }
}

void TestContentRedaction::codedBodyWithoutSecretsStays()
{
    const QByteArray wire = gzip("nothing to see here");
    const Trace trace = traceWith(coded(wire));
    const Body body = bodyIn(redactedTrace(trace));
    QCOMPARE(body.bytes, wire);
    QVERIFY(!body.redacted);
    checkRoundTrip(trace);
    const QJsonObject file = QJsonDocument::fromJson(writeTrace(trace)).object();
    const QJsonValue decoded = file[u"hops"][0][u"response"][u"body"][u"decoded"];
    QCOMPARE(decoded[u"codings"][0].toString(), u"gzip"_qs);
    QCOMPARE(decoded[u"text"].toString(), u"nothing to see here"_qs);
    QCOMPARE(decoded[u"state"].toString(), u"complete"_qs);
    QCOMPARE(decoded[u"size"].toInt(), 19);
    Response plain = answer(200);
    plain.body = bodyOf("text");
    QVERIFY(!writeTrace(traceWith(plain)).contains("decoded"));
}

void TestContentRedaction::whatCannotBeLookedThroughGoes_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("wire");
    const QByteArray wire = gzip(QByteArray(2000, 'x') + secret);
    QTest::newRow("cut off") << QByteArray("gzip") << wire.left(wire.size() / 2);
    QTest::newRow("unknown coding") << QByteArray("exi") << wire;
    QTest::newRow("too many layers") << QByteArray("gzip,gzip,gzip,gzip,gzip") << wire;
    QTest::newRow("not coded so") << QByteArray("br") << wire;
    QTest::newRow("more than the preview")
        << QByteArray("gzip") << gzip(QByteArray(2 << 20, 'x') + secret);
}

void TestContentRedaction::whatCannotBeLookedThroughGoes()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, wire);
    Response response = coded(wire);
    setField(response.headers, {"Content-Encoding", coding});
    const Trace trace = traceWith(response);
    QVERIFY(bodyIn(redactedTrace(trace)).bytes.isEmpty());
    checkRoundTrip(trace);
    // Where the trace has no secret at all, nothing is to be hidden.
    QCOMPARE(bodyIn(redactedTrace(traceWith(response, {}))).bytes, wire);
}

void TestContentRedaction::requestBodies()
{
    Trace trace = traceWith(answer(200));
    Request &request = trace.hops.first().exchange.request;
    request.headers.append(Field{"Content-Encoding", "gzip"});
    request.body = bodyOf(gzip("token " + secret));
    const Trace redacted = redactedTrace(trace);
    QVERIFY(redacted.hops.first().exchange.request.body->bytes.isEmpty());
    checkRoundTrip(trace);
}

void TestContentRedaction::trailersAndSoftRedirects()
{
    Response response = answer(200, {{"Refresh", "5; url=/next?token=" + secret}});
    response.trailers = {{"X-Echo", "Bearer " + secret}, {"Set-Cookie", "sid=other-secret"}};
    const Trace trace = traceWith(response);
    QVERIFY(trace.hops.first().soft);
    const QByteArray file = writeTrace(trace);
    QVERIFY(!file.contains(secret));
    QVERIFY(!file.contains("other-secret"));
    QVERIFY(file.contains("5; url=/next?token=REDACTED"));
    checkRoundTrip(trace);
    const Hop read = readTrace(writeTrace(trace, Secrets::Show))->hops.first();
    QCOMPARE(read.soft, trace.hops.first().soft);
    QCOMPARE(read.exchange.response->trailers, response.trailers);
}

void TestContentRedaction::rawHeads_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<bool>("stays");
    QTest::newRow("white space alone")
        << QByteArray("HTTP/1.1 200 OK\nA:1\n\n") << Headers{{"A", "1"}} << true;
    QTest::newRow("folding") << QByteArray("HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\n\r\n")
                             << Headers{{"A", "1 2"}} << true;
    QTest::newRow("a line that is no field")
        << QByteArray("HTTP/1.1 200 OK\r\nX-Api-Key other-secret\r\n\r\n") << Headers{} << false;
    QTest::newRow("an echoed secret") << "HTTP/1.1 200 OK\nX-Echo: " + secret + "\n\n"
                                      << Headers{{"X-Echo", secret}} << false;
    QTest::newRow("a folded secret")
        << QByteArray("HTTP/1.1 200 OK\nSet-Cookie: a=other\n -secret\n\n")
        << Headers{{"Set-Cookie", "a=other -secret"}} << false;
}

void TestContentRedaction::rawHeads()
{
    QFETCH(QByteArray, raw);
    QFETCH(Headers, headers);
    QFETCH(bool, stays);
    Response response = answer(200, headers);
    response.reason = "OK";
    response.rawHead = raw;
    response.interim = {response};
    const Trace trace = traceWith(response);
    const Response redacted = *redactedTrace(trace).hops.first().exchange.response;
    QCOMPARE(redacted.rawHead, stays ? raw : QByteArray());
    QCOMPARE(redacted.interim.first().rawHead, redacted.rawHead);
    QVERIFY(!writeTrace(trace).contains("other"));
    checkRoundTrip(trace);
    QCOMPARE(readTrace(writeTrace(trace, Secrets::Show))->hops.first().exchange.response->rawHead,
             raw);
}

void TestContentRedaction::rawHeadIsWrittenOnlyWhereItSaysMore()
{
    Response response = answer(200, {{"A", "1"}});
    response.reason = "OK";
    response.rawHead = "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n";
    QCOMPARE(rebuiltHead(response), response.rawHead);
    QVERIFY(!writeTrace(traceWith(response)).contains("rawHead"));
    response.rawHead.replace("A: 1", "A:1");
    QVERIFY(writeTrace(traceWith(response)).contains("rawHead"));
    QCOMPARE(responseHead(response), response.rawHead);
    response.rawHead.clear();
    QCOMPARE(responseHead(response), rebuiltHead(response));
}

void TestContentRedaction::hugeDecodedBodiesFit()
{
    Trace trace = traceWith(coded(gzip(QByteArray(1 << 20, '\x01'))));
    for (int i = 0; i < 100; ++i) {
        trace.hops.append(trace.hops.first());
    }
    const QByteArray file = writeTrace(trace, Secrets::Show);
    QVERIFY(file.size() <= traceFileLimit);
    const Result<Trace> read = readTrace(file);
    QVERIFY(read);
    QCOMPARE(read->hops.last().exchange.response->body.decoded->size, 1 << 20);
}

QTEST_GUILESS_MAIN(TestContentRedaction)
#include "tst_contentredaction.moc"
