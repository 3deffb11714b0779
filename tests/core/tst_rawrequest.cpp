// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/pastedrequest.h"
#include "core/formats/rawrequest.h"

#include <QTest>

using namespace hoplens;

namespace {

QByteArray shown(const Request &request)
{
    QByteArray text = request.method + ' ' + serializeUrl(request.url);
    for (const Field &field : request.headers) {
        text += '|' + field.name + ':' + field.value;
    }
    return request.body ? text + "||" + request.body->bytes : text;
}

} // namespace

class TestRawRequest : public QObject {
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void tells_data();
    void tells();
    void isBounded();
};

void TestRawRequest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("request");

    const auto row = [](const char *text, const QByteArray &request) {
        QTest::newRow(text) << QString::fromUtf8(text) << request;
    };
    row("GET /x HTTP/1.1\nHost: a.test\n\n", "GET http://a.test/x");
    row("GET /x HTTP/1.1\r\nHost: a.test\r\n\r\n", "GET http://a.test/x");
    row("GET /x HTTP/1.1\nHost: a.test", "GET http://a.test/x");
    row("\n  GET /x?y=1 HTTP/1.1\nhost: a.test:8080\n", "GET http://a.test:8080/x?y=1");
    row("GET http://a.test/x HTTP/1.1\nAccept: */*\n\n", "GET http://a.test/x|Accept:*/*");
    row("GET https://a.test/x HTTP/1.1", "GET https://a.test/x");
    row("GET http://a.test/x HTTP/1.1\nHost: other.test\n\n",
        "GET http://a.test/x|Host:other.test");
    row("GET / HTTP/1.1\nHost: a.test:443\n\n", "GET https://a.test/|Host:a.test:443");
    row("GET / HTTP/2\nHost: a.test\n\n", "GET https://a.test/");
    row("POST / HTTP/1.1\nHost: a.test\nOrigin: https://a.test\n\nx",
        "POST https://a.test/|Origin:https://a.test||x");
    row("GET / HTTP/1.1\nHost: a.test\nReferer: https://a.test/from\n\n",
        "GET https://a.test/|Referer:https://a.test/from");
    row("GET / HTTP/1.1\nHost: a.test\nReferer: https://b.test/from\n\n",
        "GET http://a.test/|Referer:https://b.test/from");
    row("GET / HTTP/1.1\nHost: a.test\nReferer: https://a.test:8443/from\n\n",
        "GET http://a.test/|Referer:https://a.test:8443/from");
    row("POST /x HTTP/1.1\nHost: a.test\nContent-Length: 5\n\nhello\n",
        "POST http://a.test/x||hello");
    row("POST /x HTTP/1.1\nHost: a.test\nContent-Length: 99\n\nhello",
        "POST http://a.test/x||hello");
    row("POST /x HTTP/1.1\nHost: a.test\n\na\r\nb\n", "POST http://a.test/x||a\r\nb\n");
    row("POST /x HTTP/1.1\nHost: a.test\nContent-Length: 0\n\n", "POST http://a.test/x||");
    row("PUT /x HTTP/1.1\nHost: a.test\nX-A: 1\nx-a: 2\nX-A:\n\n",
        "PUT http://a.test/x|X-A:1|x-a:2|X-A:");
    row("GET /x HTTP/1.1\nHost: a.test\nX-Long: one\n two\n\tthree\n\n",
        "GET http://a.test/x|X-Long:one two three");
    row("M-SEARCH /x HTTP/1.0\nHost: [::1]:81\n\n", "M-SEARCH http://[::1]:81/x");
    row("POST /x HTTP/1.1\nHost: a.test\n\nü", "POST http://a.test/x||ü");
    row("GET //b.test/x HTTP/1.1\nHost: a.test\n\n", "GET http://a.test//b.test/x");
}

void TestRawRequest::reads()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, request);
    QVERIFY(isRawRequest(text));
    QVERIFY(isWholeRequest(text));
    const Result<RawRequest> read = readRawRequest(text);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(shown(read->request), request);
    QVERIFY(read->notTaken.isEmpty());
    QVERIFY(readPastedRequest(text)->request == read->request);
}

void TestRawRequest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
    };
    row("GET /x HTTP/1.1\nAccept: */*\n\n", "Host");
    row("GET /x HTTP/1.1\nHost: a.test\nno colon here\n\n", "no colon here");
    row("GET /x HTTP/1.1\nHost: a.test\n: no name\n\n", "no name");
    row("GET /x HTTP/1.1\nHost: a.test\nBad name: x\n\n", "Bad name");
    row("OPTIONS * HTTP/1.1\nHost: a.test\n\n", "*");
    row("CONNECT a.test:443 HTTP/1.1\nHost: a.test\n\n", "a.test:443");
    row("GET ftp://a.test/ HTTP/1.1\n\n", "ftp");
    row("GET /x HTTP/1.1\nHost: a b\n\n", "space");
}

void TestRawRequest::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Result<RawRequest> read = readRawRequest(text);
    QVERIFY(!read);
    QVERIFY2(read.error().detail.contains(says), qPrintable(read.error().detail));
    QVERIFY(read.error().detail.endsWith(u'.'));
    QVERIFY(!readPastedRequest(text));
}

void TestRawRequest::tells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("whole");

    const auto row = [](const char *text, bool whole) {
        QTest::newRow(text) << QString::fromUtf8(text) << whole;
    };
    row("", false);
    row("http://a.test/", false);
    row("a.test/GET / HTTP/1.1", false);
    row("GET /x", false);
    row("curl", false);
    row("curl.test/x", false);
    row("curl:8080", false);
    row("the curl command", false);
    row("curl a.test", true);
    row("  curl\ta.test", true);
    row("$ curl a.test", true);
    row("# hop 1\ncurl a.test", true);
    row("/usr/bin/curl a.test", true);
    row("curl.exe a.test", true);
    row("CURL.EXE a.test", true);
    row("GET /x HTTP/1.1", true);
    row("GET /x HTTP/1.1\r\n", true);
}

void TestRawRequest::tells()
{
    QFETCH(QString, text);
    QFETCH(bool, whole);
    QCOMPARE(isWholeRequest(text), whole);
}

void TestRawRequest::isBounded()
{
    const auto head = QStringLiteral("POST /x HTTP/1.1\nHost: a.test\n");
    QVERIFY(!readRawRequest(head + u'\n' + QString(4LL * 1024 * 1024, u'x')));
    QVERIFY(!readRawRequest(head + QStringLiteral("A: b\n").repeated(1000)));
    QVERIFY(readRawRequest(head + QStringLiteral("A: b\n").repeated(999)));
    const Result<RawRequest> chunked =
        readRawRequest(head + QStringLiteral("Transfer-Encoding: chunked\n\nx"));
    QVERIFY(chunked);
    QCOMPARE(chunked->notTaken, QStringList{QStringLiteral("Transfer-Encoding")});
    QVERIFY(!contains(chunked->request.headers, "Transfer-Encoding"));
}

QTEST_GUILESS_MAIN(TestRawRequest)
#include "tst_rawrequest.moc"
