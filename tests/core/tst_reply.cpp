// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/manager.h"

#include "tests/core/scriptedserver.h"
#include "tests/core/sending.h"

#include <QBuffer>
#include <QPointer>
#include <QRandomGenerator>

using namespace hoplens;
using End = Script::End;

namespace {

const QByteArray found = "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 2\r\n\r\nok";

} // namespace

class TestReply : public QObject {
    Q_OBJECT

private slots:
    void fillsTheReply();
    void worksAsPlainManager_data();
    void worksAsPlainManager();
    void refusesOtherSchemes_data();
    void refusesOtherSchemes();
    void refusesToBreakLines();
    void aborts_data();
    void aborts();
    void deletedInItsOwnSignals_data();
    void deletedInItsOwnSignals();
    void startsAndStopsAtRandom();
};

void TestReply::fillsTheReply()
{
    ScriptedServer server({{"HTTP/1.1 404 No\xe9\r\nA: 1\r\na: 2\r\nEmpty:\r\nSet-Cookie: x=1\r\n"
                            "Set-Cookie: y=2\r\nContent-Length: 5\r\n\r\nhello"}});
    Manager manager;
    QSignalSpy announced(&manager, &QNetworkAccessManager::finished);
    QNetworkReply *reply =
        manager.get(QNetworkRequest(QUrl(QString::fromLatin1(server.url("/a?b")))));
    QSignalSpy metaData(reply, &QNetworkReply::metaDataChanged);
    QSignalSpy errors(reply, &QNetworkReply::errorOccurred);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QByteArray read;
    connect(reply, &QNetworkReply::readyRead, this, [&] { read += reply->read(2); });
    QVERIFY(reply->isRunning());
    QVERIFY(finished.wait(5000));
    QCOMPARE(metaData.size(), 1);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(announced.size(), 1);
    QVERIFY(!reply->isRunning());
    QCOMPARE(reply->error(), QNetworkReply::ContentNotFoundError);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 404);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString(),
             QString::fromLatin1("No\xe9"));
    QCOMPARE(reply->url(), QUrl(QString::fromLatin1(server.url("/a?b"))));
    QCOMPARE(reply->rawHeader("A"), "1, 2");
    QCOMPARE(reply->rawHeader("Set-Cookie"), "x=1\ny=2");
    QVERIFY(reply->hasRawHeader("Empty"));
    QCOMPARE(reply->bytesAvailable(), 5 - read.size());
    QCOMPARE(read + reply->readAll(), "hello");
    QVERIFY(reply->atEnd());
    QCOMPARE(reply->read(1), "");
    const Headers headers = exchangeOf(reply).response->headers;
    QCOMPARE(headers.size(), 6);
    QCOMPARE(valuesOf(headers, "A"), (QList<QByteArray>{"1", "2"}));
    delete reply;
}

void TestReply::worksAsPlainManager_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    for (const char *method : {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"}) {
        QTest::newRow(method) << QByteArray(method)
                              << (method[0] == 'P' ? QByteArray("hello") : QByteArray());
    }
}

void TestReply::worksAsPlainManager()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);
    ScriptedServer server({{method == "HEAD" ? found.chopped(2) : found}});
    Manager manager;
    QNetworkRequest request(QUrl(QString::fromLatin1(server.url("/a?b#c"))));
    request.setRawHeader("X", "1");
    request.setRawHeader("User-Agent", "me");
    QBuffer device;
    device.setData(body);
    QVERIFY(device.open(QIODevice::ReadOnly));
    QNetworkReply *reply = method == "GET" ? manager.get(request)
        : method == "HEAD"                 ? manager.head(request)
        : method == "POST"                 ? manager.post(request, body)
        : method == "PUT"                  ? manager.put(request, &device)
        : method == "DELETE"               ? manager.deleteResource(request)
                                           : manager.sendCustomRequest(request, method, body);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QVERIFY(finished.wait(5000));
    const QByteArray length = body.isEmpty() ? "" : "Content-Length: 5\r\n";
    QCOMPARE(server.received(),
             QByteArrayList{method + " /a?b HTTP/1.1\r\nHost: 127.0.0.1:"
                            + QByteArray::number(server.serverPort())
                            + "\r\nX: 1\r\nUser-Agent: me\r\n" + length
                            + "Connection: close\r\n\r\n" + body});
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), method == "HEAD" ? "" : "ok");
    delete reply;
}

void TestReply::refusesOtherSchemes_data()
{
    QTest::addColumn<QByteArray>("url");
    for (const char *url :
         {"file:///etc/hostname", "qrc:/x", "data:,hello", "ftp://127.0.0.1/", "javascript:1",
          "preconnect-http://127.0.0.1/", "ws://127.0.0.1/", "http:", "http:///", ""}) {
        QTest::newRow(url) << QByteArray(url);
    }
}

void TestReply::refusesOtherSchemes()
{
    QFETCH(const QByteArray, url);
    Manager manager;
    QNetworkReply *foreign = manager.get(QNetworkRequest(QUrl(QString::fromLatin1(url))));
    QSignalSpy finished(foreign, &QNetworkReply::finished);
    QVERIFY(finished.wait(5000));
    QCOMPARE(foreign->error(), QNetworkReply::ProtocolUnknownError);
    QVERIFY(foreign->readAll().isEmpty());
    delete foreign;

    Request request = preparedRequest("GET", "http://127.0.0.1/");
    request.url = urlOf(url == "http:///" ? "http:" : url);
    const Exchange exchange = exchanged(manager, request);
    QCOMPARE(codeOf(exchange), number(FailureCode::Other));
    QVERIFY(!exchange.response && !exchange.connection.peer && !exchange.times.connect);
}

void TestReply::refusesToBreakLines()
{
    ScriptedServer server({{found}});
    const Request good = preparedRequest("GET", server.url());
    QList<Request> bad(7, good);
    bad[0].method = "GET / HTTP/1.1\r\nX:";
    bad[1].target = "/ HTTP/1.1\r\nX: y";
    bad[2].headers.append(Field{"X", "y\r\nZ: 1"});
    bad[3].headers.append(Field{"X\nY", "y"});
    bad[4].headers.append(Field{"X:", "y"});
    bad[5].headers.append(Field{"", "y"});
    bad[6].target = "";
    Manager manager;
    for (const Request &request : std::as_const(bad)) {
        QCOMPARE(codeOf(exchanged(manager, request)), number(FailureCode::Other));
    }
    QCOMPARE(server.connections(), 0);
}

void TestReply::aborts_data()
{
    QTest::addColumn<QByteArrayList>("answer");
    QTest::addColumn<bool>("hasResponse");
    QTest::newRow("before an answer") << QByteArrayList() << false;
    QTest::newRow("in the head") << QByteArrayList{"HTTP/1.1 302 Found\r\nLoc"} << true;
    QTest::newRow("in the body") << QByteArrayList{found.chopped(1)} << true;
}

void TestReply::aborts()
{
    QFETCH(const QByteArrayList, answer);
    QFETCH(const bool, hasResponse);
    for (const bool plainly : {true, false}) {
        ScriptedServer server({answer, End::StayOpen});
        Manager manager;
        QNetworkReply *reply =
            manager.send(preparedRequest("GET", server.url()), {}, QDateTime::currentDateTimeUtc());
        QSignalSpy finished(reply, &QNetworkReply::finished);
        QTRY_VERIFY_WITH_TIMEOUT(exchangeOf(reply).times.sent, 5000);
        if (!answer.isEmpty()) {
            QTRY_VERIFY_WITH_TIMEOUT(exchangeOf(reply).times.firstByte, 5000);
        }
        if (plainly) {
            reply->abort();
        } else {
            abortExchange(reply, {FailureKind::Timeout, FailureCode::TraceDeadline, {}});
        }
        QVERIFY(finished.isEmpty());
        reply->abort();
        QVERIFY(finished.wait(5000));
        const Exchange exchange = exchangeOf(reply);
        QCOMPARE(codeOf(exchange),
                 number(plainly ? FailureCode::Stopped : FailureCode::TraceDeadline));
        QCOMPARE(reply->error(),
                 plainly ? QNetworkReply::OperationCanceledError : QNetworkReply::TimeoutError);
        QCOMPARE(exchange.response.has_value(), hasResponse);
        QVERIFY(exchange.times.end);
        QTRY_VERIFY_WITH_TIMEOUT(server.findChildren<QTcpSocket *>().isEmpty(), 5000);
        QCOMPARE(finished.size(), 1);
        delete reply;
    }
}

void TestReply::deletedInItsOwnSignals_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("metaDataChanged") << 0;
    QTest::newRow("readyRead") << 1;
    QTest::newRow("errorOccurred") << 2;
    QTest::newRow("finished") << 3;
}

void TestReply::deletedInItsOwnSignals()
{
    QFETCH(const int, which);
    for (const bool later : {false, true}) {
        ScriptedServer server({{"HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\n", "o", "k"}});
        Manager manager;
        QPointer<QNetworkReply> reply =
            manager.send(preparedRequest("GET", server.url()), {}, QDateTime::currentDateTimeUtc());
        const auto remove = [&reply, later] {
            if (later) {
                reply->deleteLater();
            } else {
                delete reply.data();
            }
        };
        switch (which) {
        case 0:
            connect(reply, &QNetworkReply::metaDataChanged, this, remove);
            break;
        case 1:
            connect(reply, &QNetworkReply::readyRead, this, remove);
            break;
        case 2:
            connect(reply, &QNetworkReply::errorOccurred, this, remove);
            break;
        default:
            connect(reply, &QNetworkReply::finished, this, remove);
            break;
        }
        QTRY_VERIFY_WITH_TIMEOUT(reply.isNull(), 5000);
        QTRY_VERIFY_WITH_TIMEOUT(server.findChildren<QTcpSocket *>().isEmpty(), 5000);
    }
}

// Sockets, replies and descriptors must be gone whatever the moment of the stop was.
void TestReply::startsAndStopsAtRandom()
{
    Script script{{"HTTP/1.1 103 Hints\r\n\r\n", "HTTP/1.1 302 Found\r\nConte",
                   "nt-Length: 2\r\n\r\no", "k"}};
    ScriptedServer server(script);
    Manager manager;
    QRandomGenerator random(7);
    const QByteArray body(300'000, 'b');
    for (int hop = 0; hop < 200; ++hop) {
        const bool posts = hop % 3 == 0;
        QPointer<QNetworkReply> reply =
            manager.send(preparedRequest(posts ? "POST" : "GET", server.url(),
                                         posts ? std::optional(body) : std::nullopt),
                         {}, QDateTime::currentDateTimeUtc());
        const quint32 turns = random.bounded(20U);
        for (quint32 turn = 0; turn < turns; ++turn) {
            QCoreApplication::processEvents();
        }
        switch (random.bounded(3)) {
        case 0:
            reply->abort();
            reply->deleteLater();
            break;
        case 1:
            delete reply.data();
            break;
        default:
            if (reply->isFinished()) {
                delete reply.data();
            } else {
                connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
                reply->abort();
            }
            break;
        }
    }
    QTRY_VERIFY_WITH_TIMEOUT(manager.findChildren<QNetworkReply *>().isEmpty(), 5000);
    QTRY_VERIFY_WITH_TIMEOUT(server.findChildren<QTcpSocket *>().isEmpty(), 5000);
    QCOMPARE(codeOf(exchanged(manager, preparedRequest("GET", server.url()))), -1);
}

QTEST_GUILESS_MAIN(TestReply)
#include "tst_reply.moc"
