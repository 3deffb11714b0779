// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/manager.h"

#include "tests/core/scriptedserver.h"
#include "tests/core/sending.h"

#include <QRandomGenerator>

#include <algorithm>
#include <chrono>

using namespace hoplens;
using End = Script::End;

namespace {

using Oddities = QList<Oddity>;

const QByteArray found = "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 2\r\n\r\nok";

} // namespace

class TestTransport : public QObject {
    Q_OBJECT

private slots:
    void sendsExactly_data();
    void sendsExactly();
    void answersOnce_data();
    void answersOnce();
    void endsWithinLimits_data();
    void endsWithinLimits();
    void bodies_data();
    void bodies();
    void earlyAnswer_data();
    void earlyAnswer();
    void uploadsWhole();
    void closesAtTheEndOfTheBody();
    void timesAreThoseOfTheWallClock();
};

void TestTransport::sendsExactly_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Headers>("fields");
    QTest::addColumn<std::optional<QByteArray>>("body");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &target,
                        const Headers &fields, const std::optional<QByteArray> &body,
                        const QByteArray &expected) {
        QTest::newRow(name) << method << target << fields << body << expected;
    };
    const auto target = [&](const char *odd) {
        row(odd, "GET", odd, {{"Host", "a"}}, std::nullopt,
            QByteArray("GET ") + odd + " HTTP/1.1\r\nHost: a\r\n\r\n");
    };
    target("/%41");
    target("//s//x");
    target("/%zz");
    target("/a|b?c^d`{}\"");
    target("/\xc3\xa9");
    target("http://a/b");
    target("*");
    row("no field", "GET", "/", {}, std::nullopt, "GET / HTTP/1.1\r\n\r\n");
    row("duplicates, case, empty values", "GET", "/",
        {{"hOsT", "a"}, {"X", "1"}, {"x", "2"}, {"X", ""}, {"Y", "\xe9\xff"}}, std::nullopt,
        "GET / HTTP/1.1\r\nhOsT: a\r\nX: 1\r\nx: 2\r\nX:\r\nY: \xe9\xff\r\n\r\n");
    row("a body", "POST", "/", {{"Content-Length", "5"}}, "hello",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
    row("an empty body", "PUT", "/", {{"Content-Length", "0"}}, "",
        "PUT / HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
    row("a body with GET", "GET", "/", {{"Content-Length", "2"}}, QByteArray("\0\n", 2),
        QByteArray("GET / HTTP/1.1\r\nContent-Length: 2\r\n\r\n\0\n", 39));
    row("odd methods", "foo-BAR", "/", {}, std::nullopt, "foo-BAR / HTTP/1.1\r\n\r\n");
}

void TestTransport::sendsExactly()
{
    ScriptedServer server({{found}});
    QFETCH(const QByteArray, method);
    Request request = preparedRequest(method, server.url());
    QFETCH(const QByteArray, target);
    request.target = target;
    QFETCH(const Headers, fields);
    request.headers = fields;
    QFETCH(const std::optional<QByteArray>, body);
    if (body) {
        request.body = bodyOf(*body);
    }
    QFETCH(const QByteArray, expected);
    Manager manager;
    const Exchange exchange = exchanged(manager, request);
    QCOMPARE(codeOf(exchange), -1);
    QCOMPARE(server.received(), QByteArrayList{expected});
    QCOMPARE(exchange.request, request);
    QCOMPARE(exchange.response->status, 302);
    QCOMPARE(exchange.response->body, bodyOf("ok"));
}

void TestTransport::answersOnce_data()
{
    QTest::addColumn<QByteArrayList>("answer");
    QTest::addColumn<End>("end");
    QTest::addColumn<int>("code"); // -1: none
    QTest::addColumn<int>("status"); // 0: no response
    QTest::addColumn<Oddities>("oddities");
    const auto row = [](const char *name, const QByteArrayList &answer, End end, int code,
                        int status, const Oddities &oddities = {}) {
        QTest::newRow(name) << answer << end << code << status << oddities;
    };
    constexpr int none = -1;
    row("no answer", {}, End::Close, number(FailureCode::ClosedBeforeAnswer), 0);
#ifdef Q_OS_LINUX
    row("reset", {}, End::Reset, number(FailureCode::Reset), 0);
#else
    row("reset", {}, End::Reset, number(FailureCode::ClosedBeforeAnswer), 0);
#endif
    row("cut in the status line", {"HTTP/1.1 3"}, End::Close, number(FailureCode::ClosedInHead), 0);
    row("cut in the head", {"HTTP/1.1 302 Found\r\nLocation: /x\r\n"}, End::Close,
        number(FailureCode::ClosedInHead), 302);
    row("cut in the body", {found.chopped(1)}, End::Close, number(FailureCode::ClosedInBody), 302,
        {Oddity::BodyShort});
    row("cut in a chunk", {"HTTP/1.1 302 Found\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"},
        End::Close, number(FailureCode::ClosedInBody), 302, {Oddity::BodyShort});
    row("ICY", {"ICY 200 OK\r\n\r\n"}, End::StayOpen, number(FailureCode::NotHttp), 0);
    row("HTTP/2", {"HTTP/2 302\r\nlocation: /x\r\n\r\n"}, End::StayOpen,
        number(FailureCode::NotHttp), 0);
    row("garbage", {QByteArray(1000, '\x80')}, End::StayOpen, number(FailureCode::NotHttp), 0);
    row("a status of two digits", {"HTTP/1.1 30 x\r\n"}, End::StayOpen,
        number(FailureCode::BadHead), 0);
    row("switching protocols", {"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"}, End::StayOpen,
        number(FailureCode::SwitchedProtocols), 101);
    row("two lengths", {"HTTP/1.1 302 Found\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
        End::StayOpen, number(FailureCode::BadFraming), 302);
    row("bad chunk", {"HTTP/1.1 302 Found\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"},
        End::StayOpen, number(FailureCode::BadFraming), 302);
    row("a length", {found}, End::StayOpen, none, 302);
    row("in many pieces",
        {"HTTP/1.", "1 302 Fo", "und\r", "\nContent-Le", "ngth: 2\r\n\r", "\no", "k"},
        End::StayOpen, none, 302);
    row("until close", {"HTTP/1.1 200 OK\r\n\r\nok"}, End::Close, none, 200);
    row("bytes after the end", {found + "more"}, End::StayOpen, none, 302, {Oddity::ExcessBytes});
    row("HTTP/1.0", {"HTTP/1.0 302 Found\r\n\r\n"}, End::Close, none, 302, {Oddity::OldVersion});
    row("line without colon",
        {"HTTP/1.1 302 Found\r\nnonsense\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"},
        End::StayOpen, none, 302, {Oddity::LineWithoutColon});
    row("103 before", {"HTTP/1.1 103 Hints\r\n\r\n", found}, End::StayOpen, none, 302);
    row("100 before", {"HTTP/1.1 100 Continue\r\n\r\n" + found}, End::StayOpen, none, 302);
    row("cut after 103", {"HTTP/1.1 103 Hints\r\n\r\n"}, End::Close,
        number(FailureCode::ClosedInHead), 103);
}

void TestTransport::answersOnce()
{
    QFETCH(const QByteArrayList, answer);
    QFETCH(const End, end);
    for (const QByteArray &method : {QByteArray("GET"), QByteArray("POST")}) {
        ScriptedServer server({answer, end});
        const bool posts = method == "POST";
        const Request request = preparedRequest(
            method, server.url(), posts ? std::optional<QByteArray>("hello") : std::nullopt);
        Manager manager;
        const Exchange exchange = exchanged(manager, request);
        QTEST(codeOf(exchange), "code");
        QTEST(exchange.response ? exchange.response->status : 0, "status");
        QTEST(exchange.oddities, "oddities");
        QCOMPARE(server.connections(), 1);
        QCOMPARE(server.received().constFirst().count("HTTP/1.1\r\n"), 1);
        QCOMPARE(server.received().constFirst().count("hello"), posts ? 1 : 0);
        QVERIFY(exchange.connection.peer->endsWith(u':' + QString::number(server.serverPort())));
        QVERIFY(exchange.connection.local->startsWith(QStringLiteral("127.0.0.1:")));
    }
}

void TestTransport::endsWithinLimits_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("endless");
    QTest::addColumn<int>("code");
    const QByteArray head = "HTTP/1.1 302 Found\r\n";
    QTest::newRow("status line") << QByteArray("HTTP/1.1 302 ") << QByteArray("a")
                                 << number(FailureCode::HeadTooLarge);
    QTest::newRow("one field") << head + "A: " << QByteArray("a")
                               << number(FailureCode::HeadTooLarge);
    QTest::newRow("many fields") << head << QByteArray("A: a\r\n")
                                 << number(FailureCode::TooManyFields);
    QTest::newRow("interim answers") << QByteArray() << QByteArray("HTTP/1.1 103 Hints\r\n\r\n")
                                     << number(FailureCode::TooManyInterim);
    QTest::newRow("chunk extension") << head + "Transfer-Encoding: chunked\r\n\r\n1;"
                                     << QByteArray("a") << number(FailureCode::BadFraming);
    QTest::newRow("trailer") << head + "Transfer-Encoding: chunked\r\n\r\n0\r\nA: "
                             << QByteArray("a") << number(FailureCode::HeadTooLarge);
    QTest::newRow("body") << head + "\r\n" << QByteArray("a") << -1;
    QTest::newRow("chunks") << head + "Transfer-Encoding: chunked\r\n\r\n"
                            << QByteArray("1\r\na\r\n") << -1;
}

void TestTransport::endsWithinLimits()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, endless);
    QFETCH(const int, code);
    Script script{{start}, End::StayOpen};
    script.endless = endless;
    ScriptedServer server(script);
    SendOptions options;
    options.bodyLimit = 1'000'000;
    options.previewLimit = 1000;
    Manager manager;
    const Exchange exchange = exchanged(manager, preparedRequest("GET", server.url()), options);
    QCOMPARE(codeOf(exchange), code);
    QVERIFY(exchange.response);
    if (code == -1) {
        QCOMPARE(exchange.oddities, Oddities{Oddity::BodyLimit});
        QCOMPARE(exchange.response->body.size, 1'000'000);
        QCOMPARE(exchange.response->body.bytes, QByteArray(1000, 'a'));
        QVERIFY(exchange.response->body.truncated);
        QCOMPARE(sha256Of(exchange.response->body), sha256Of(bodyOf(QByteArray(1'000'000, 'a'))));
    }
}

void TestTransport::bodies_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("HEAD with a length")
        << QByteArray("HEAD") << QByteArray("HTTP/1.1 302 Found\r\nContent-Length: 9\r\n\r\n")
        << QByteArray();
    QTest::newRow("304 with a length")
        << QByteArray("GET") << QByteArray("HTTP/1.1 304 Same\r\nContent-Length: 9\r\n\r\n")
        << QByteArray();
    QTest::newRow("204") << QByteArray("GET") << QByteArray("HTTP/1.1 204 None\r\n\r\n")
                         << QByteArray();
    QTest::newRow("chunks") << QByteArray("GET")
                            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nA: b\r\n\r\n")
                            << QByteArray("hello world");
}

void TestTransport::bodies()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, answer);
    ScriptedServer server({{answer}, End::StayOpen});
    Manager manager;
    const Exchange exchange = exchanged(manager, preparedRequest(method, server.url()));
    QCOMPARE(codeOf(exchange), -1);
    QTEST(exchange.response->body.bytes, "body");
    QVERIFY(exchange.oddities.isEmpty());
}

void TestTransport::earlyAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<End>("end");
    QTest::addColumn<bool>("readsOn");
    const QByteArray untilClose = "HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\nok";
    // Closing with unread bytes makes the system send a reset right behind the answer.
    QTest::newRow("closed, with a length") << found << End::Close << false;
    QTest::newRow("closed, until close") << untilClose << End::Close << false;
    QTest::newRow("open, reads on") << found << End::StayOpen << true;
    QTest::newRow("open, reads no more") << found << End::StayOpen << false;
}

void TestTransport::earlyAnswer()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const End, end);
    QFETCH(const bool, readsOn);
    Request request = preparedRequest("POST", "http://a.test/", QByteArray(5LL * 1024 * 1024, 'b'));
    // The moment at which the reset arrives is chance, so try different ones.
    for (int attempt = 0; attempt < 40; ++attempt) {
        Script script{{answer}, end};
        script.answerAfter = 100 + attempt * 50'000;
        script.stopsReading = !readsOn;
        ScriptedServer server(script);
        Manager manager;
        request.url = urlOf(server.url());
        const Exchange exchange = exchanged(manager, request);
        QCOMPARE(codeOf(exchange), -1);
        QCOMPARE(exchange.response->status, 302);
        QCOMPARE(exchange.response->body, bodyOf("ok"));
        QCOMPARE(server.connections(), 1);
    }
}

void TestTransport::uploadsWhole()
{
    QByteArray body(5LL * 1024 * 1024, Qt::Uninitialized);
    QRandomGenerator(1).fillRange(reinterpret_cast<quint32 *>(body.data()), body.size() / 4);
    ScriptedServer server({{found}});
    Manager manager;
    const Request request = preparedRequest("POST", server.url(), body);
    const Exchange exchange = exchanged(manager, request);
    QCOMPARE(codeOf(exchange), -1);
    QVERIFY(server.received().constFirst().endsWith("\r\n\r\n" + body));
    QVERIFY(exchange.times.sent);
}

void TestTransport::closesAtTheEndOfTheBody()
{
    ScriptedServer server({{found}, End::StayOpen});
    Manager manager;
    QCOMPARE(codeOf(exchanged(manager, preparedRequest("GET", server.url()))), -1);
    // The server would keep it open; the client does not.
    QTRY_VERIFY_WITH_TIMEOUT(server.findChildren<QTcpSocket *>().isEmpty(), 5000);
}

void TestTransport::timesAreThoseOfTheWallClock()
{
    ScriptedServer server({{"HTTP/1.1 103 Hints\r\n\r\n", found}});
    Manager manager;
    const QDateTime started = QDateTime::currentDateTimeUtc();
    const auto sinceStart = [&started] {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration<double, std::milli>(now).count()
            - static_cast<double>(started.toMSecsSinceEpoch());
    };
    double last = 0;
    for (int hop = 0; hop < 3; ++hop) {
        last = std::max(last, sinceStart() - 0.01); // what a double of that size cannot tell
        QNetworkReply *reply = manager.send(preparedRequest("GET", server.url()), {}, started);
        QSignalSpy finished(reply, &QNetworkReply::finished);
        QVERIFY(finished.wait(5000));
        const Times times = exchangeOf(reply).times;
        QVERIFY(!times.dns && !times.tls);
        for (const std::optional<double> time :
             {times.start, times.connect, times.sent, times.firstByte, times.head, times.end}) {
            QVERIFY(time && *time >= last);
            last = *time;
        }
        QVERIFY(last <= sinceStart() + 0.01);
        delete reply;
    }
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
