// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/requestreader.h"

#include <QTest>

using namespace hoplens;
using State = RequestReader::State;

namespace {

constexpr qsizetype headLimit = 64 * 1024LL;
constexpr qsizetype keptLimit = 8 * 1024LL * 1024;

QByteArray withLineEnds(QByteArray text)
{
    return text.replace('\n', "\r\n");
}

/// The text as the tag of a row.
QByteArray tagOf(QByteArray text)
{
    return text.replace('\r', "\\r").replace('\n', "\\n");
}

QByteArray postWith(const QByteArray &framing)
{
    return "POST / HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n";
}

} // namespace

class TestLabRequests : public QObject {
    Q_OBJECT

private slots:
    void complete_data();
    void complete();
    void chunked_data();
    void chunked();
    void fieldValues();
    void pipelined();
    void emptyLinesBefore();
    void refused_data();
    void refused();
    void headLimitIsExact();
    void bigBody();
    void bodyLimit();
    void chunkLineLimit();
    void expectation_data();
    void expectation();
};

void TestLabRequests::complete_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *head, const QByteArray &body = {}) {
        QTest::newRow(tagOf(head).constData()) << withLineEnds(head) << body;
    };
    row("GET / HTTP/1.1\nHost: a\n\n");
    row("gEt /%41;x=y?z HTTP/1.1\nhOST:a\n\n");
    row("X!#$%&'*+-.^_`|~ * HTTP/1.1\nHost:\n\n");
    row("GET http://a.test/x HTTP/1.1\nHost: a.test\n\n");
    row("GET / HTTP/1.0\n\n");
    row("GET / HTTP/1.9\nHost: a\n\n");
    row("POST /a HTTP/1.1\nHost: a\nContent-Length: 5\n\n", QByteArray("a\r\n\0b", 5));
    row("POST /a HTTP/1.1\nHost: a\nContent-Length: 0\n\n");
    row("POST /a HTTP/1.1\nHost: a\nContent-Length: 2, 2\nContent-Length: 2\n\n", "ab");
    row("GET / HTTP/1.1\nHost: a\nX: 1\nx: 2\nX:\t 3 \t\nX:\n\n");
    QTest::newRow("raw octets") << QByteArray(
        "GET /\xff\xc3 HTTP/1.1\r\nHost: a\r\nX: \xe9\x01\x7f\r\n\r\n")
                                << QByteArray();
    QTest::newRow("bare line feeds") << QByteArray("GET / HTTP/1.1\nHost: a\n\n") << QByteArray();
    QTest::newRow("mixed line ends") << QByteArray("GET / HTTP/1.1\nHost: a\r\n\n") << QByteArray();
}

void TestLabRequests::complete()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    const QByteArray all = head + body;
    RequestReader whole(8307);
    QCOMPARE(whole.feed(all), State::Complete);
    const IncomingRequest request = whole.take();
    QCOMPARE(request.received.head, head);
    QCOMPARE(request.received.body, body);
    QCOMPARE(request.received.port, 8307);
    QCOMPARE(request.content, body);
    QCOMPARE(request.bodySize, body.size());
    QCOMPARE(request.method, head.split(' ').at(0));
    QCOMPARE(request.target, head.split(' ').at(1));
    QCOMPARE(request.oldVersion, head.contains("HTTP/1.0"));
    QVERIFY(!whole.hasLeftover());

    RequestReader slow(8307);
    for (qsizetype at = 0; at < all.size(); ++at) {
        QVERIFY(slow.state() == State::Head || slow.state() == State::Body);
        slow.feed(all.sliced(at, 1));
    }
    QCOMPARE(slow.state(), State::Complete);
    const IncomingRequest again = slow.take();
    QCOMPARE(again.received.head, head);
    QCOMPARE(again.received.body, body);
    QCOMPARE(again.headers, request.headers);
}

void TestLabRequests::chunked_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *body, const QByteArray &content) {
        QTest::newRow(tagOf(body).constData()) << withLineEnds(body) << content;
    };
    row("0\n\n", "");
    row("5\nhello\n0\n\n", "hello");
    row("3\nhel\n2\nlo\n0\n\n", "hello");
    row("00a;name=\"x\"\n0123456789\n000\n\n", "0123456789");
    row("A \n0123456789\n0;last\nTrailer: x\nOther: y\n\n", "0123456789");
}

void TestLabRequests::chunked()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, content);
    const QByteArray head = postWith("Transfer-Encoding: Chunked");
    RequestReader whole(1);
    QCOMPARE(whole.feed(head + body + "G"), State::Complete);
    const IncomingRequest request = whole.take();
    QCOMPARE(request.received.body, body);
    QCOMPARE(request.bodySize, body.size());
    QCOMPARE(request.content, content);
    QVERIFY(whole.hasLeftover());

    RequestReader slow(1);
    for (const char octet : head + body) {
        slow.feed(QByteArray(1, octet));
    }
    QCOMPARE(slow.state(), State::Complete);
    QCOMPARE(slow.take().content, content);
}

void TestLabRequests::fieldValues()
{
    RequestReader reader(1);
    reader.feed("GET / HTTP/1.1\r\nHost: a\r\nX:\t b  c \r\nx:\r\n\r\n");
    const Headers expected{Field{"Host", "a"}, Field{"X", "b  c"}, Field{"x", ""}};
    QCOMPARE(reader.take().headers, expected);
}

void TestLabRequests::pipelined()
{
    RequestReader reader(7);
    const QByteArray first = postWith("Transfer-Encoding: chunked") + "1\r\na\r\n0\r\n\r\n";
    const QByteArray second = postWith("Content-Length: 2") + "bc";
    const QByteArray third = "GET /3 HTTP/1.0\r\n\r\n";
    QCOMPARE(reader.feed(first + second + third), State::Complete);
    QCOMPARE(reader.take().content, "a");
    QCOMPARE(reader.feed({}), State::Complete);
    QCOMPARE(reader.take().content, "bc");
    QCOMPARE(reader.feed({}), State::Complete);
    const IncomingRequest last = reader.take();
    QCOMPARE(last.target, "/3");
    QCOMPARE(last.received.port, 7);
    QCOMPARE(last.bodySize, 0);
    QCOMPARE(reader.feed({}), State::Head);
}

void TestLabRequests::emptyLinesBefore()
{
    RequestReader reader(1);
    QCOMPARE(reader.feed("\r\n\n\r"), State::Head);
    QCOMPARE(reader.feed("\nGET / HTTP/1.0\r\n\r\n"), State::Complete);
    QCOMPARE(reader.take().received.head, "GET / HTTP/1.0\r\n\r\n");
}

void TestLabRequests::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *bytes, int status) {
        QTest::newRow(tagOf(bytes).constData()) << withLineEnds(bytes) << status;
    };
    // These are refused although no empty line has come yet.
    row("\x16\x03\x01", 400);
    row(" GET", 400);
    row("hello\n", 400);
    row("GET /\n", 400);
    row("GET / \n", 400);
    row("GET  / HTTP/1.1\n", 400);
    row("GET / HTTP/1.1 \n", 400);
    row("GET /a b HTTP/1.1\n", 400);
    row("GET /\ta HTTP/1.1\n", 400);
    row("G(T / HTTP/1.1\n", 400);
    row("GET / http/1.1\n", 400);
    row("GET / HTTP/1.10\n", 400);
    row("GET / HTTP/a.b\n", 400);
    row("PRI * HTTP/2.0\n", 505);
    row("GET / HTTP/0.9\n", 505);
    QTest::newRow("a lone CR in front") << QByteArray("\rGET / HTTP/1.1\n") << 400;
    QTest::newRow("a lone CR in the target") << QByteArray("GET /\ra HTTP/1.1\n") << 400;
    QTest::newRow("NUL in the target") << QByteArray("GET /\0 HTTP/1.1\n", 16) << 400;

    row("GET / HTTP/1.1\n\n", 400);
    row("GET / HTTP/1.1\nHost: a\nHost: a\n\n", 400);
    row("GET / HTTP/1.0\nHost: a\nhost: b\n\n", 400);
    row("GET / HTTP/1.1\nHost: a\nno colon\n\n", 400);
    row("GET / HTTP/1.1\nHost : a\n\n", 400);
    row("GET / HTTP/1.1\nHost: a\n: b\n\n", 400);
    row("GET / HTTP/1.1\nHost: a\n folded\n\n", 400);
    row("GET / HTTP/1.1\n Host: a\n\n", 400);
    QTest::newRow("a lone CR in a value") << QByteArray("GET / HTTP/1.1\nHost: a\rb\n\n") << 400;
    QTest::newRow("NUL in a value") << QByteArray("GET / HTTP/1.1\nHost: a\0b\n\n", 26) << 400;
    QTest::newRow("both framings")
        << postWith("Content-Length: 1\r\nTransfer-Encoding: chunked") << 400;
    QTest::newRow("two lengths") << postWith("Content-Length: 1\r\nContent-Length: 2") << 400;
    QTest::newRow("two lengths in a list") << postWith("Content-Length: 1, 2") << 400;
    for (const char *length : {"", "-1", "+1", "0x1", "1 1", "1.0", "99999999999999999999"}) {
        QTest::addRow("length %s", length)
            << postWith(QByteArray("Content-Length: ") + length) << 400;
    }
    QTest::newRow("large") << postWith("Content-Length: 100000001") << 413;
    for (const char *coding : {"", "gzip", "gzip, chunked", "chunked, chunked", "chunked;q=1"}) {
        QTest::addRow("coding %s", coding)
            << postWith(QByteArray("Transfer-Encoding: ") + coding) << 501;
    }
    row("POST / HTTP/1.0\nTransfer-Encoding: chunked\n\n", 400);
    for (const char *chunk :
         {"\r\n", "x\r\n", "-1\r\n", "0x1\r\n", "1\r\nab\r\n", " ;a\r\n", "1000000000000000\r\n"}) {
        QTest::addRow("chunk %s", tagOf(chunk).constData())
            << postWith("Transfer-Encoding: chunked") + chunk << 400;
    }
}

void TestLabRequests::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    RequestReader reader(1);
    QCOMPARE(reader.feed(bytes), State::Refused);
    QCOMPARE(reader.refusal().status, status);
    QVERIFY(reader.refusal().sentence.endsWith(u'.'));
    // It stays refused, and holds nothing of what still comes.
    QCOMPARE(reader.feed("GET / HTTP/1.0\r\n\r\n"), State::Refused);
    QVERIFY(!reader.hasLeftover());
}

void TestLabRequests::headLimitIsExact()
{
    const QByteArray start = "GET / HTTP/1.0\r\nX: ";
    const QByteArray fits = start + QByteArray(headLimit - start.size() - 4, 'x') + "\r\n\r\n";
    RequestReader good(1);
    QCOMPARE(good.feed(fits), State::Complete);
    RequestReader bad(1);
    QCOMPARE(bad.feed(start + 'x' + fits.sliced(start.size())), State::Refused);
    QCOMPARE(bad.refusal().status, 431);
    // Without an end in sight, no more than the limit is waited for.
    RequestReader endless(1);
    QCOMPARE(endless.feed(QByteArray(headLimit, 'x')), State::Head);
    QCOMPARE(endless.feed("x"), State::Refused);
    QCOMPARE(endless.refusal().status, 431);
}

void TestLabRequests::bigBody()
{
    const qsizetype size = keptLimit + 1000;
    RequestReader reader(1);
    reader.feed(postWith("Content-Length: " + QByteArray::number(size)));
    reader.feed(QByteArray(keptLimit - 1, 'a') + "b");
    QCOMPARE(reader.feed(QByteArray(1000, 'c')), State::Complete);
    const IncomingRequest request = reader.take();
    QCOMPARE(request.bodySize, size);
    QCOMPARE(request.received.body.size(), keptLimit);
    QVERIFY(request.received.body.endsWith("ab"));
    QCOMPARE(request.content.size(), keptLimit);
}

void TestLabRequests::bodyLimit()
{
    const QByteArray piece(1'000'000, 'a');
    const QByteArray chunk = QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    RequestReader reader(1);
    reader.feed(postWith("Transfer-Encoding: chunked"));
    for (int i = 0; i < 99; ++i) {
        QCOMPARE(reader.feed(chunk), State::Body);
    }
    QCOMPARE(reader.feed(chunk), State::Refused); // the framing counts too
    QCOMPARE(reader.refusal().status, 413);

    RequestReader declared(1);
    QCOMPARE(declared.feed(postWith("Content-Length: 100000000")), State::Body);
}

void TestLabRequests::chunkLineLimit()
{
    RequestReader reader(1);
    reader.feed(postWith("Transfer-Encoding: chunked"));
    QCOMPARE(reader.feed("1;" + QByteArray(4000, 'x')), State::Body);
    QCOMPARE(reader.feed(QByteArray(100, 'x')), State::Refused);
    QCOMPARE(reader.refusal().status, 400);
}

void TestLabRequests::expectation_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("due");
    const QByteArray expect = "Expect: 100-Continue\r\n";
    QTest::newRow("body awaited") << postWith(expect + "Content-Length: 2") << true;
    QTest::newRow("chunks awaited") << postWith(expect + "Transfer-Encoding: chunked") << true;
    QTest::newRow("no body") << postWith(expect + "Content-Length: 0") << false;
    QTest::newRow("body begun") << postWith(expect + "Content-Length: 2") + 'a' << false;
    QTest::newRow("body there") << postWith(expect + "Content-Length: 1") + 'a' << false;
    QTest::newRow("not expected") << postWith("Content-Length: 2") << false;
    QTest::newRow("other") << postWith("Expect: more\r\nContent-Length: 2") << false;
    QTest::newRow("HTTP/1.0") << QByteArray("POST / HTTP/1.0\r\n" + expect
                                            + "Content-Length: 2\r\n\r\n")
                              << false;
}

void TestLabRequests::expectation()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, due);
    RequestReader reader(1);
    reader.feed(bytes);
    QCOMPARE(reader.takeContinue(), due);
    QVERIFY(!reader.takeContinue());
}

QTEST_GUILESS_MAIN(TestLabRequests)
#include "tst_labrequests.moc"
