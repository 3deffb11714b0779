// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/routes.h"
#include "core/lab/scenarios.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hoplens;

namespace {

constexpr LabPorts ports{8307, 8308};

/// A request as the reader gives it.
IncomingRequest requestFor(const QByteArray &target, const QByteArray &method = "GET",
                           const Headers &more = {})
{
    QByteArray head = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:8307\r\n";
    for (const Field &field : more) {
        head += field.name + ": " + field.value + "\r\n";
    }
    RequestReader reader(ports.own);
    reader.feed(head + "\r\n");
    Q_ASSERT(reader.state() == RequestReader::State::Complete);
    return reader.take();
}

IncomingRequest oldRequestFor(const QByteArray &target)
{
    RequestReader reader(ports.own);
    reader.feed("GET " + target + " HTTP/1.0\r\n\r\n");
    return reader.take();
}

/// Everything the actions write.
QByteArray written(const QList<LabAction> &actions)
{
    QByteArray bytes;
    for (const LabAction &action : actions) {
        if (const auto *write = std::get_if<WriteBytes>(&action)) {
            bytes += write->bytes;
        } else if (const auto *text = std::get_if<WriteText>(&action)) {
            bytes += text->chunked ? chunkOf(labText(0, text->size)) : labText(0, text->size);
        }
    }
    return bytes;
}

QByteArray answerFor(const QByteArray &target)
{
    return written(answerTo(requestFor(target), ports));
}

QByteArray headPart(const QByteArray &answer)
{
    return answer.first(answer.indexOf("\r\n\r\n") + 2);
}

QByteArray bodyPart(const QByteArray &answer)
{
    return answer.sliced(answer.indexOf("\r\n\r\n") + 4);
}

/// The values of a field as they stand on the line.
QList<QByteArray> valuesIn(const QByteArray &answer, const QByteArray &name)
{
    QList<QByteArray> values;
    for (const QByteArray &line : headPart(answer).split('\n')) {
        if (line.startsWith(name + ": ")) {
            values.append(line.sliced(name.size() + 2).chopped(1));
        }
    }
    return values;
}

QByteArray firstLine(const QByteArray &answer)
{
    return answer.first(answer.indexOf("\r\n"));
}

} // namespace

class TestLabRoutes : public QObject {
    Q_OBJECT

private slots:
    void wholeAnswer();
    void everyStatus();
    void fields_data();
    void fields();
    void summaries_data();
    void summaries();
    void echo();
    void json();
    void jsonOfOddOctets();
    void tooLargeToRepeat();
    void login();
    void hang();
    void cut();
    void bodies();
    void delayAndEarly();
    void oldVersion();
    void closing_data();
    void closing();
    void headHasNoBody();
    void meta();
    void metaIsEscaped();
    void page();
    void wrongPath();
    void refusal();
    void text();
    void noScenarioBreaksTheFrame();
};

void TestLabRoutes::wholeAnswer()
{
    QCOMPARE(answerFor("/302/echo"),
             "HTTP/1.1 302 Found\r\nServer: Hoplens-Lab\r\nLocation: /echo\r\n"
             "Cache-Control: no-store\r\nContent-Type: text/plain; charset=utf-8\r\n"
             "X-Content-Type-Options: nosniff\r\nContent-Length: 21\r\n\r\n"
             "302 Found: see /echo\n");
}

void TestLabRoutes::everyStatus()
{
    for (int status = 200; status <= 599; ++status) {
        const QByteArray answer = answerFor('/' + QByteArray::number(status));
        QCOMPARE(firstLine(answer),
                 "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status));
        QCOMPARE(valuesIn(answer, "Location").size(), status >= 300 && status <= 399 ? 1 : 0);
        const bool bare = status == 204 || status == 304;
        const QByteArray length = QByteArray::number(bodyPart(answer).size());
        QCOMPARE(valuesIn(answer, "Content-Length"),
                 bare ? QList<QByteArray>() : QList<QByteArray>{length});
        QCOMPARE(bodyPart(answer).isEmpty(), bare || status == 205);
    }
}

void TestLabRoutes::fields_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QList<QByteArray>>("values");
    const auto row = [](const char *target, const char *name, const QList<QByteArray> &values) {
        QTest::addRow("%s: %s", target, name) << QByteArray(target) << QByteArray(name) << values;
    };
    row("/200;cookie=a;cookie=b=c/200", "Set-Cookie", {"a=1; Path=/", "b=c; Path=/"});
    row("/302;refresh=3/200", "Refresh", {"3; url=/200"});
    row("/302;refresh=3/200", "Location", {"/200"});
    row("/200;refresh=3", "Refresh", {"3; url=/echo"});
    row("/200;refresh=0;to=other/200", "Refresh", {"0; url=http://127.0.0.1:8308/200"});
    row("/302;refresh=0;loc=none/200", "Refresh", {"0; url=/200"});
    row("/302;refresh=0;loc=empty/200", "Refresh", {"0; url=/200"});
    row("/302;refresh=0;loc=odd/200", "Refresh", {"0; url=/200"});
    row("/302;refresh=0;loc=two/200", "Refresh", {"0; url=/200"});
    row("/200;field=X-A:%20%3Cb%3E", "X-A", {" <b>"});
    row("/200;field=X-A:1;field=X-A:2", "X-A", {"1", "2"});
    row("/200;field=content-type:text%2Fhtml", "content-type", {"text/html"});
    row("/200;field=content-type:text%2Fhtml", "Content-Type", {});
    row("/200;field=Cache-Control:max-age=9", "Cache-Control", {"max-age=9"});
    row("/302;field=Location:%2Fb/200", "Location", {"/200", "/b"});
    row("/login", "WWW-Authenticate", {"Basic realm=\"lab\""});
    row("/401", "WWW-Authenticate", {});
    row("/200", "Server", {"Hoplens-Lab"});
    row("/200", "Date", {});
    row("/200", "Connection", {});
    row("/200", "X-Content-Type-Options", {"nosniff"});
}

void TestLabRoutes::fields()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, name);
    QTEST(valuesIn(answerFor(target), name), "values");
}

void TestLabRoutes::summaries_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *target, const char *line, const QByteArray &body) {
        QTest::newRow(target) << QByteArray(target) << QByteArray(line) + '\n' + body + '\n';
    };
    row("/307/200", "HTTP/1.1 307 Temporary Redirect", "307 Temporary Redirect: see /200");
    row("/302;loc=none", "HTTP/1.1 302 Found", "302 Found, without a Location");
    row("/302;loc=empty", "HTTP/1.1 302 Found", "302 Found, with an empty Location");
    row("/302;loc=two/200", "HTTP/1.1 302 Found", "302 Found: see /200, /echo?second");
    row("/302;odd=latin1/200", "HTTP/1.1 302 Found", "302 Found: see /200?name=Zo\xc3\xbf");
    row("/404", "HTTP/1.1 404 Not Found", "404 Not Found");
    row("/299", "HTTP/1.1 299 ", "299");
    row("/200;reason=%3Cb%3Ehi", "HTTP/1.1 200 <b>hi", "200 OK");
    row("/200;reason=", "HTTP/1.1 200 ", "200 OK");
    row("/200;reason=Zo%FF", "HTTP/1.1 200 Zo\xff", "200 OK");
}

void TestLabRoutes::summaries()
{
    QFETCH(QByteArray, target);
    const QByteArray got = answerFor(target);
    QTEST(firstLine(got) + '\n' + bodyPart(got), "answer");
}

void TestLabRoutes::echo()
{
    RequestReader reader(ports.own);
    const QByteArray bytes = "PoST /echo?\xff HTTP/1.1\nhost:a\nHOST-X:  1 \r\nhost-x: \xe9\r\n"
                             "Content-Length: 4\r\n\r\n"
        + QByteArray("a\0\r\n", 4);
    QCOMPARE(reader.feed(bytes), RequestReader::State::Complete);
    const QByteArray answer = written(answerTo(reader.take(), ports));
    QCOMPARE(firstLine(answer), "HTTP/1.1 200 OK");
    QCOMPARE(bodyPart(answer), bytes);
    QCOMPARE(valuesIn(answer, "Content-Type"), QList<QByteArray>{"text/plain; charset=utf-8"});
}

void TestLabRoutes::json()
{
    RequestReader reader(ports.own);
    reader.feed("POST /json?a HTTP/1.1\r\nHost: a\r\nX: 1\r\nx: \xc3\xab\r\n"
                "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
    const QByteArray answer = written(answerTo(reader.take(), ports));
    QCOMPARE(valuesIn(answer, "Content-Type"), QList<QByteArray>{"application/json"});
    const auto expected = QJsonDocument::fromJson(R"({"method": "POST", "target": "/json?a",
        "version": "HTTP/1.1", "port": 8307, "body": "hi",
        "headers": [["Host", "a"], ["X", "1"], ["x", "ë"], ["Transfer-Encoding", "chunked"]]})");
    QVERIFY(expected.isObject());
    QCOMPARE(QJsonDocument::fromJson(bodyPart(answer)), expected);
}

void TestLabRoutes::jsonOfOddOctets()
{
    RequestReader reader(ports.own);
    reader.feed("POST /json?\xff HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n\xfe\xff");
    const QByteArray answer = written(answerTo(reader.take(), ports));
    const QJsonObject object = QJsonDocument::fromJson(bodyPart(answer)).object();
    QCOMPARE(object[u"body"].toObject()[u"base64"].toString(), u"/v8="_qs);
    QCOMPARE(object[u"target"].toObject()[u"base64"].toString(), u"L2pzb24//w=="_qs);
}

void TestLabRoutes::tooLargeToRepeat()
{
    for (const char *target : {"/echo", "/json"}) {
        IncomingRequest request = requestFor(target, "POST");
        request.received.body = "a";
        request.bodySize = 2;
        const QByteArray answer = written(answerTo(request, ports));
        QCOMPARE(firstLine(answer), "HTTP/1.1 413 Content Too Large");
        QVERIFY(bodyPart(answer).contains("with 2 octets"));
    }
}

void TestLabRoutes::login()
{
    const auto lineFor = [](const QByteArray &target, bool authorized) {
        const Headers fields = authorized ? Headers{Field{"authorization", ""}} : Headers{};
        return firstLine(written(answerTo(requestFor(target, "GET", fields), ports)));
    };
    QCOMPARE(lineFor("/login", false), "HTTP/1.1 401 Unauthorized");
    QCOMPARE(lineFor("/login/302", false), "HTTP/1.1 401 Unauthorized");
    QCOMPARE(lineFor("/login", true), "HTTP/1.1 200 OK");
    QCOMPARE(lineFor("/login/404", true), "HTTP/1.1 404 Not Found");
    QCOMPARE(lineFor("/login/login/302/echo", true), "HTTP/1.1 302 Found");
    QCOMPARE(lineFor("/login;reason=no", false), "HTTP/1.1 401 no");
    const Headers fields{Field{"Authorization", "x"}};
    QVERIFY(written(answerTo(requestFor("/login/", "GET", fields), ports)).contains("<html>"));
}

void TestLabRoutes::hang()
{
    QCOMPARE(answerTo(requestFor("/hang"), ports), QList<LabAction>{StaySilent{}});
}

void TestLabRoutes::cut()
{
    const auto actionsFor = [](const char *target) { return answerTo(requestFor(target), ports); };
    QCOMPARE(actionsFor("/cut"), QList<LabAction>{CloseConnection{}});
    QCOMPARE(actionsFor("/cut;at=start"), QList<LabAction>{CloseConnection{}});
    QCOMPARE(actionsFor("/cut;delay=9"),
             (QList<LabAction>{Pause{std::chrono::milliseconds(9)}, CloseConnection{}}));
    QCOMPARE(actionsFor("/cut;at=status"),
             (QList<LabAction>{WriteBytes{"HTTP/1.1 20"}, CloseConnection{}}));
    const QList<LabAction> head = actionsFor("/cut;at=head");
    QVERIFY(written(head).startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(!written(head).contains("\r\n\r\n"));
    QCOMPARE(head.last(), LabAction(CloseConnection{}));
    const QList<LabAction> body = actionsFor("/cut;at=body");
    QCOMPARE(valuesIn(written(body), "Content-Length"), QList<QByteArray>{"1000"});
    QCOMPARE(bodyPart(written(body)).size(), 500);
    QCOMPARE(body.last(), LabAction(CloseConnection{}));
}

void TestLabRoutes::bodies()
{
    const QByteArray sized = answerFor("/302;body=100/200");
    QCOMPARE(valuesIn(sized, "Content-Length"), QList<QByteArray>{"100"});
    QCOMPARE(bodyPart(sized), labText(0, 100));
    // The size costs nothing until it is written.
    const QList<LabAction> big = answerTo(requestFor("/200;body=100000000"), ports);
    QCOMPARE(big.size(), 2);
    QCOMPARE(big.last(), LabAction(WriteText{100'000'000, false}));

    const QByteArray chunked = answerFor("/200;chunked");
    QCOMPARE(valuesIn(chunked, "Transfer-Encoding"), QList<QByteArray>{"chunked"});
    QCOMPARE(valuesIn(chunked, "Content-Length"), QList<QByteArray>{});
    QCOMPARE(bodyPart(chunked), "7\r\n200 OK\n\r\n0\r\n\r\n");
    const QList<LabAction> text = answerTo(requestFor("/200;body=9;chunked"), ports);
    QCOMPARE(text.at(1), LabAction(WriteText{9, true}));
    QCOMPARE(text.at(2), LabAction(WriteBytes{"0\r\n\r\n"}));
}

void TestLabRoutes::delayAndEarly()
{
    const QList<LabAction> actions = answerTo(requestFor("/302;delay=5;early/200"), ports);
    QCOMPARE(actions.size(), 3);
    QCOMPARE(actions.at(0),
             LabAction(WriteBytes{
                 "HTTP/1.1 103 Early Hints\r\nLink: </200>; rel=preload; as=style\r\n\r\n"}));
    QCOMPARE(actions.at(1), LabAction(Pause{std::chrono::milliseconds(5)}));
    QVERIFY(std::get<WriteBytes>(actions.at(2)).bytes.startsWith("HTTP/1.1 302 Found\r\n"));
}

void TestLabRoutes::oldVersion()
{
    const QList<LabAction> actions = answerTo(oldRequestFor("/302;early;chunked/200"), ports);
    const QByteArray answer = written(actions);
    QVERIFY(answer.startsWith("HTTP/1.1 302 Found\r\n"));
    QCOMPARE(valuesIn(answer, "Content-Length"), QList<QByteArray>{"20"});
    QCOMPARE(valuesIn(answer, "Transfer-Encoding"), QList<QByteArray>{});
    QCOMPARE(actions.last(), LabAction(CloseConnection{}));
    QCOMPARE(valuesIn(written(answerTo(oldRequestFor("/302;loc=abs/200"), ports)), "Location"),
             QList<QByteArray>{"http://127.0.0.1:8307/200"});
}

void TestLabRoutes::closing_data()
{
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("closes");
    QTest::newRow("close") << QByteArray("close") << true;
    QTest::newRow("case and list") << QByteArray("Keep-Alive , CLOSE") << true;
    QTest::newRow("keep-alive") << QByteArray("keep-alive") << false;
    QTest::newRow("closer") << QByteArray("closer") << false;
}

void TestLabRoutes::closing()
{
    QFETCH(QByteArray, connection);
    QFETCH(bool, closes);
    for (const char *target : {"/", "/200", "/nonsense", "/favicon.ico", "/200;body=5;chunked"}) {
        const QList<LabAction> actions =
            answerTo(requestFor(target, "GET", {Field{"Connection", connection}}), ports);
        QCOMPARE(actions.last() == LabAction(CloseConnection{}), closes);
        QCOMPARE(valuesIn(written(actions), "Connection").size(), closes ? 1 : 0);
    }
}

void TestLabRoutes::headHasNoBody()
{
    for (const char *target : {"/", "/200", "/302/echo", "/json", "/200;body=5000", "/200;meta=0",
                               "/nonsense", "/200;body=5;chunked"}) {
        const QByteArray head = written(answerTo(requestFor(target, "HEAD"), ports));
        QVERIFY2(bodyPart(head).isEmpty(), target);
        if (QByteArray(target) != "/json") { // its body names the method
            QCOMPARE(headPart(head), headPart(answerFor(target)));
        }
    }
    const QByteArray echo = written(answerTo(requestFor("/echo", "HEAD"), ports));
    const QByteArray length = QByteArray::number(requestFor("/echo", "HEAD").received.head.size());
    QCOMPARE(valuesIn(echo, "Content-Length"), QList<QByteArray>{length});
}

void TestLabRoutes::meta()
{
    const QByteArray answer = answerFor("/200;meta=4/echo");
    QCOMPARE(valuesIn(answer, "Content-Type"), QList<QByteArray>{"text/html; charset=utf-8"});
    QVERIFY(bodyPart(answer).contains(R"(<meta http-equiv="refresh" content="4; url=/echo">)"));
    QCOMPARE(valuesIn(answerFor("/302;meta=4/echo"), "Location"), QList<QByteArray>{"/echo"});
}

void TestLabRoutes::metaIsEscaped()
{
    const QByteArray answer =
        answerFor("/200;meta=0;loc=url:%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    QVERIFY(!bodyPart(answer).contains("<script"));
    QVERIFY(bodyPart(answer).contains("&quot;&gt;&lt;script&gt;"));
    QVERIFY(valuesIn(answer, "Content-Security-Policy").first().contains("default-src 'none'"));
}

void TestLabRoutes::page()
{
    for (const char *target : {"/", "/?x=1", "http://127.0.0.1:8307/", "http://127.0.0.1:8307"}) {
        const QByteArray answer = answerFor(target);
        QCOMPARE(firstLine(answer), "HTTP/1.1 200 OK");
        const QByteArray html = bodyPart(answer);
        QVERIFY(html.startsWith("<!DOCTYPE html>"));
        QVERIFY(!html.contains("<script"));
        QVERIFY(!html.contains("src="));
        QVERIFY(html.contains("http://127.0.0.1:8308"));
        for (const LabScenario &scenario : labScenarios()) {
            const QString url = u"http://127.0.0.1:8307"_qs + QString::fromLatin1(scenario.path);
            QVERIFY2(html.contains(url.toHtmlEscaped().toUtf8()), scenario.path.constData());
            QVERIFY(html.contains(scenario.title.toHtmlEscaped().toUtf8()));
        }
    }
    const QString command =
        u"curl -i -L -H 'Content-Type: application/x-www-form-urlencoded' "
        "--data-binary 'name=Ada&note=hello' 'http://127.0.0.1:8307/302/echo'"_qs;
    QVERIFY(answerFor("/").contains(command.toHtmlEscaped().toUtf8()));
    QCOMPARE(firstLine(answerFor("/favicon.ico")), "HTTP/1.1 404 Not Found");
    QCOMPARE(firstLine(answerFor("/?next=/404")), "HTTP/1.1 404 Not Found");
}

void TestLabRoutes::wrongPath()
{
    const QByteArray answer = answerFor("/302/<b>/200");
    QCOMPARE(firstLine(answer), "HTTP/1.1 400 Bad Request");
    QCOMPARE(bodyPart(answer),
             "Step 2, \"<b>\": the lab knows no such step. The page at / explains the steps.\n");
    QCOMPARE(valuesIn(answer, "Content-Type"), QList<QByteArray>{"text/plain; charset=utf-8"});
    QCOMPARE(firstLine(answerFor("*")), "HTTP/1.1 400 Bad Request");
}

void TestLabRoutes::refusal()
{
    const QList<LabAction> actions = answerTo(Refusal{431, u"Too long."_qs});
    QCOMPARE(firstLine(written(actions)), "HTTP/1.1 431 Request Header Fields Too Large");
    QCOMPARE(bodyPart(written(actions)), "Too long.\n");
    QCOMPARE(valuesIn(written(actions), "Connection"), QList<QByteArray>{"close"});
    QCOMPARE(actions.last(), LabAction(CloseConnection{}));
}

void TestLabRoutes::text()
{
    const QByteArray whole = labText(0, 1000);
    QCOMPARE(whole.size(), 1000);
    for (qint64 offset = 0; offset < 200; ++offset) {
        QCOMPARE(labText(offset, 150), whole.sliced(offset, 150));
    }
    QCOMPARE(labText(99'999'999, 1), labText(63, 1));
    QCOMPARE(labText(5, 0), "");
    QCOMPARE(chunkOf(QByteArray(26, 'x')), "1a\r\n" + QByteArray(26, 'x') + "\r\n");
}

void TestLabRoutes::noScenarioBreaksTheFrame()
{
    for (const LabScenario &scenario : labScenarios()) {
        QByteArray answer =
            written(answerTo(requestFor(scenario.path, scenario.method, scenario.headers), ports));
        QVERIFY(!answer.startsWith("HTTP/1.1 400"));
        if (answer.startsWith("HTTP/1.1 103")) {
            answer = bodyPart(answer);
        }
        const QByteArray length = valuesIn(answer, "Content-Length").value(0);
        QVERIFY(length.toLongLong() > 0);
        QCOMPARE(bodyPart(answer).size(), scenario.method == "HEAD" ? 0 : length.toLongLong());
    }
}

QTEST_GUILESS_MAIN(TestLabRoutes)
#include "tst_labroutes.moc"
