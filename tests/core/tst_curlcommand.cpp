// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curlcommand.h"
#include "core/formats/curltext.h"
#include "core/formats/pastedrequest.h"
#include "core/redirect/ownrules.h"
#include "core/tracer.h"
#include "tests/core/randommessages.h"

#include <QTest>

#include <array>
#include <random>

using namespace hoplens;

namespace {

/// "POST http://a.test/|Name:value|-Accept||body": fields by options have "~" before them, names
/// that were taken away "-".
QByteArray shown(const Request &request)
{
    QByteArray text = request.method + ' ' + serializeUrl(request.url);
    for (const Field &field : request.headers) {
        text += (field.setBy == SetBy::Option ? "|~" : "|") + field.name + ':' + field.value;
    }
    for (const QByteArray &name : request.withoutDefaults) {
        text += "|-" + name;
    }
    return request.body ? text + "||" + request.body->bytes : text;
}

const QByteArray form = "|~Content-Type:application/x-www-form-urlencoded";

} // namespace

class TestCurlCommand : public QObject {
    Q_OBJECT

private slots:
    void typed_data();
    void typed();
    void browsers_data();
    void browsers();
    void forms();
    void refuses_data();
    void refuses();
    void lists_data();
    void lists();
    void sending();
    void limits();
    void writes_data();
    void writes();
    void cannotWrite();
    void randomRequestsComeBack();
    void mutatedCommandsAreReadOrRefused();
    void longTextIsReadOrRefused_data();
    void longTextIsReadOrRefused();
    void script();
};

void TestCurlCommand::typed_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("request");

    const auto row = [](const char *command, const QByteArray &request) {
        QTest::newRow(command) << QString::fromUtf8(command) << request;
    };
    row("curl a.test", "GET http://a.test/");
    row("curl https://a.test/x?y#z", "GET https://a.test/x?y#z");
    row("curl --url a.test", "GET http://a.test/");
    row("curl --url=a.test", "GET http://a.test/");
    row("curl -- a.test", "GET http://a.test/");
    row("curl -X PUT a.test", "PUT http://a.test/");
    row("curl -XPATCH a.test", "PATCH http://a.test/");
    row("curl --request DELETE a.test", "DELETE http://a.test/");
    row("curl --request=DELETE a.test", "DELETE http://a.test/");
    row("curl --url-q x a.test", "GET http://a.test/?x");
    row("curl -sSLkXPOST a.test", "POST http://a.test/");
    row("curl -X POST -X PUT a.test", "PUT http://a.test/");
    row("curl -I a.test", "HEAD http://a.test/");
    row("curl --head a.test", "HEAD http://a.test/");
    row("curl -I -X GET a.test", "GET http://a.test/");
    row("curl -d x a.test", "POST http://a.test/" + form + "||x");
    row("curl -dx a.test", "POST http://a.test/" + form + "||x");
    row("curl -d a=1 -d b=2 --data-raw @c --data-binary d --data-ascii e a.test",
        "POST http://a.test/" + form + "||a=1&b=2&@c&d&e");
    row("curl -d '' a.test", "POST http://a.test/" + form + "||");
    row("curl -d '' -d b a.test", "POST http://a.test/" + form + "||&b");
    row("curl -X PUT -d x a.test", "PUT http://a.test/" + form + "||x");
    row("curl -d x -H 'Content-Type: text/plain' a.test",
        "POST http://a.test/|Content-Type:text/plain||x");
    row("curl -A ' b ' a.test", "GET http://a.test/|~User-Agent:b");
    row("curl -d x -H 'content-type:' a.test", "POST http://a.test/||x");
    row("curl --data-urlencode 'a b+c~*' --data-urlencode 'n=v w' --data-urlencode '=x y' a.test",
        "POST http://a.test/" + form + "||a+b%2Bc~%2A&n=v+w&x+y"); // measured on curl 7.88.1
    row("curl --json '{\"a\":' --json '1}' a.test",
        "POST http://a.test/|~Accept:application/json|~Content-Type:application/json||{\"a\":1}");
    row("curl --json x -H 'Accept: y' a.test",
        "POST http://a.test/|Accept:y|~Content-Type:application/json||x");
    row("curl -G -d a=1 -d b=2 a.test/x?y", "GET http://a.test/x?y&a=1&b=2");
    row("curl -G -d a=1 a.test#z", "GET http://a.test/?a=1#z");
    row("curl -G --data-urlencode 'q=a b&c' a.test", "GET http://a.test/?q=a+b%26c");
    row("curl -I -G -d a=1 a.test", "HEAD http://a.test/?a=1");
    row("curl -G -d 'a=#' a.test", "GET http://a.test/?a=%23");
    row("curl --url-query 'a=b c' --url-query +d#e a.test/?x", "GET http://a.test/?x&a=b+c&d%23e");
    row("curl -u me:pw a.test", "GET http://a.test/|~Authorization:Basic bWU6cHc=");
    row("curl -u me a.test", "GET http://a.test/|~Authorization:Basic bWU6");
    row("curl -u me:pw --basic a.test", "GET http://a.test/|~Authorization:Basic bWU6cHc=");
    row("curl -u me:pw -H 'Authorization: x' a.test", "GET http://a.test/|Authorization:x");
    row("curl --oauth2-bearer tok a.test", "GET http://a.test/|~Authorization:Bearer tok");
    row("curl http://me:pw@a.test/", "GET http://me:pw@a.test/");
    row("curl -A agent a.test", "GET http://a.test/|~User-Agent:agent");
    row("curl -A '' a.test", "GET http://a.test/|-User-Agent");
    row("curl -e 'http://r.test/;auto' a.test", "GET http://a.test/|~Referer:http://r.test/");
    row("curl -b a=1 -b c=2 a.test", "GET http://a.test/|~Cookie:a=1;c=2");
    row("curl -r 0-9 a.test", "GET http://a.test/|~Range:bytes=0-9");
    row("curl --compressed a.test", "GET http://a.test/|~Accept-Encoding:deflate, gzip, br, zstd");
    row("curl --compressed -H 'accept-encoding: br' a.test",
        "GET http://a.test/|accept-encoding:br");
    row("curl --no-compressed a.test", "GET http://a.test/");
    row("curl -H 'A: 1' -H 'a:2' -H 'B;' -H 'A:  3 ' a.test", "GET http://a.test/|A:1|a:2|B:|A:3");
    row("curl -H 'Accept:' -H'User-Agent:' a.test", "GET http://a.test/|-Accept|-User-Agent");
    row("curl -H 'Host: b.test' a.test", "GET http://a.test/|Host:b.test");
    row("curl -g 'http://[::1]:81/[1-3]' -s", "GET http://[::1]:81/[1-3]");
    row("curl -s -S -v -i -f -N -# -O -J -R -o out -w '%{http_code}' -D h -c jar --http1.1 "
        "--retry 3 --trace-ascii t --no-progress-meter --stderr e a.test",
        "GET http://a.test/");
    row("curl -Lo /dev/null a.test", "GET http://a.test/");
    row("curl a.test | jq .", "GET http://a.test/");
    row("curl a.test > out.json", "GET http://a.test/");
    row("curl a.test 2>/dev/null", "GET http://a.test/");
    row("curl a.test > out 2>&1", "GET http://a.test/");
    row("curl a.test;", "GET http://a.test/");
    row("curl a.test &", "GET http://a.test/");
    row("$ curl a.test", "GET http://a.test/");
    row("# get it\n# now\ncurl a.test", "GET http://a.test/");
    row("/usr/bin/curl a.test", "GET http://a.test/");
    row("curl.exe \"a.test\"", "GET http://a.test/");
    row("curl --request-target /x a.test/x", "GET http://a.test/x");
    row("curl --path-as-is a.test/x", "GET http://a.test/x");
}

void TestCurlCommand::typed()
{
    QFETCH(QString, command);
    QFETCH(QByteArray, request);
    const Result<CurlCommand> read = readCurlCommand(command);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(shown(read->request), request);
    QCOMPARE(read->notTaken, QStringList());
}

void TestCurlCommand::browsers_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("request");

    const auto row = [](const char *name, const char *command, const QByteArray &request) {
        QTest::newRow(name) << QString::fromUtf8(command) << request;
    };
    row("Chromium, bash", R"(curl 'https://a.test/api?x=1&y=2' \
  -H 'accept: */*' \
  -H 'accept-language: en-US,en;q=0.9' \
  -H 'cookie: sid=1; theme=dark' \
  -H 'sec-ch-ua: "Chromium";v="120", "Not?A_Brand";v="8"' \
  -H 'sec-ch-ua-mobile: ?0' \
  -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64)' \
  --compressed)",
        "GET https://a.test/api?x=1&y=2|accept:*/*|accept-language:en-US,en;q=0.9"
        "|cookie:sid=1; theme=dark|sec-ch-ua:\"Chromium\";v=\"120\", \"Not?A_Brand\";v=\"8\""
        "|sec-ch-ua-mobile:?0|user-agent:Mozilla/5.0 (X11; Linux x86_64)"
        "|~Accept-Encoding:deflate, gzip, br, zstd");
    row("Chromium, bash, JSON", R"(curl 'https://a.test/api' \
  -X 'PUT' \
  -H 'content-type: application/json' \
  --data-raw $'{"text":"it\'s\u0021","line":"a\\nb"}')",
        "PUT https://a.test/api|content-type:application/json"
        "||{\"text\":\"it's!\",\"line\":\"a\\nb\"}");
    row("Chromium, bash, multipart", R"(curl 'https://a.test/up' \
  -H 'content-type: multipart/form-data; boundary=----WebKitFormBoundaryX' \
  --data-raw $'------WebKitFormBoundaryX\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n------WebKitFormBoundaryX--\r\n')",
        "POST https://a.test/up|content-type:multipart/form-data; boundary=----WebKitFormBoundaryX"
        "||------WebKitFormBoundaryX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
        "------WebKitFormBoundaryX--\r\n");
    row("Chromium, bash, empty header", "curl 'https://a.test/' \\\n  -H 'x-empty;' ;",
        "GET https://a.test/|x-empty:");
    row("Chromium, bash, insecure and globbing",
        "curl -g 'https://a.test/?q={1,2}' -X 'OPTIONS' -H 'origin: null' --insecure",
        "OPTIONS https://a.test/?q={1,2}|origin:null");
    row("Chromium, old bash",
        "curl 'https://a.test/' -H 'authority: a.test' -H 'pragma: no-cache' "
        "--data-binary '{\"a\":1}' --compressed",
        "POST https://a.test/|authority:a.test|pragma:no-cache"
        "|~Accept-Encoding:deflate, gzip, br, zstd"
            + form + "||{\"a\":1}");
    row("Chromium, cmd",
        "curl ^\"https://a.test/api?x=1^&y=2^\" ^\r\n  -H ^\"accept: */*^\" ^\r\n"
        "  -H ^\"sec-ch-ua: ^\\^\"Chromium^\\^\";v=^\\^\"120^\\^\"^\" ^\r\n"
        "  --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"50^%^ ^\\^\\n^\\^\"^}^\"",
        "POST https://a.test/api?x=1&y=2|accept:*/*|sec-ch-ua:\"Chromium\";v=\"120\"" + form
            + "||{\"a\":\"50% \\n\"}");
    row("Chromium, cmd, percent",
        "curl ^\"https://a.test/a^%^20b?c=^%^C3^%^BC^\" ^\n -X ^\"POST^\"",
        "POST https://a.test/a%20b?c=%C3%BC");
    row("Chromium, cmd, two lines", "curl ^\"https://a.test/^\" ^\n  --data-raw ^\"one^\n\ntwo^\"",
        "POST https://a.test/" + form + "||one\ntwo");
    row("Chromium, older cmd",
        "curl \"https://a.test/api?x=1&y=2\" ^\n  -H \"accept: */*\" ^\n"
        "  -H \"sec-ch-ua: ^\\^\"A^\\^\";v=^\\^\"1^\\^\"\" ^\n  --data-raw \"^{^\\^\"a^\\^\":1^}\" "
        "^\n"
        "  --compressed",
        "POST https://a.test/api?x=1&y=2|accept:*/*|sec-ch-ua:\"A\";v=\"1\""
        "|~Accept-Encoding:deflate, gzip, br, zstd"
            + form + "||{\"a\":1}");
    row("Firefox, bash",
        "curl 'https://a.test/x' --compressed -X POST -H 'User-Agent: Mozilla/5.0 (rv:121.0)' "
        "-H 'Accept: text/html,*/*;q=0.8' -H 'Referer: https://a.test/' -H 'DNT: 1' "
        "-H 'Connection: keep-alive' --data-raw 'a=1&b=2'",
        "POST https://a.test/x|User-Agent:Mozilla/5.0 (rv:121.0)|Accept:text/html,*/*;q=0.8"
        "|Referer:https://a.test/|DNT:1|Connection:keep-alive"
        "|~Accept-Encoding:deflate, gzip, br, zstd"
            + form + "||a=1&b=2");
    row("Firefox, bash, escapes",
        R"(curl 'https://a.test/x' --data-raw $'it\'s\041 \\ \xe2\x82\xac\n\x09')",
        "POST https://a.test/x" + form + "||it's! \\ €\n\t");
    row("Firefox, bash, beyond the BMP", R"(curl 'https://a.test/' -H $'X-A: \ud83d\ude00')",
        "GET https://a.test/|X-A:😀");
    row("Firefox, cmd",
        "curl ^\"https://a.test/x^\" --compressed -X POST ^\n -H ^\"Accept: */*^\" ^\n"
        " --data-raw ^\"^{^\\^\"a^\\^\":1^}^\"",
        "POST https://a.test/x|Accept:*/*|~Accept-Encoding:deflate, gzip, br, zstd" + form
            + "||{\"a\":1}");
    row("Firefox, older cmd",
        "curl \"https://a.test/x\" -H \"User-Agent: Mozilla/5.0\" -H \"Accept: */*\" "
        "--data \"{\"\"a\"\":\"\"b\"\"}\"",
        "POST https://a.test/x|User-Agent:Mozilla/5.0|Accept:*/*" + form + "||{\"a\":\"b\"}");
    row("Firefox, older cmd, lines", "curl \"https://a.test/x\" --data-raw \"one\"^\n\n\"two\"",
        "POST https://a.test/x" + form + "||one\ntwo");
    row("Safari",
        "curl 'https://a.test/x' \\\n-X 'POST' \\\n-H 'Accept: */*' \\\n"
        "-H 'Content-Type: text/plain' \\\n--data-binary 'hello'",
        "POST https://a.test/x|Accept:*/*|Content-Type:text/plain||hello");
    row("Postman",
        "curl --location --request PATCH 'https://a.test/x' \\\n"
        "--header 'Content-Type: application/json' \\\n"
        "--header 'Authorization: Bearer tok' \\\n--data '{\n    \"a\": 1\n}'",
        "PATCH https://a.test/x|Content-Type:application/json|Authorization:Bearer tok"
        "||{\n    \"a\": 1\n}");
    row("Insomnia",
        "curl --request GET \\\n  --url 'http://a.test:8080/x?y=z' \\\n"
        "  --header 'User-Agent: insomnia/8.4'",
        "GET http://a.test:8080/x?y=z|User-Agent:insomnia/8.4");
}

void TestCurlCommand::browsers()
{
    typed();
}

void TestCurlCommand::forms()
{
    const Result<CurlCommand> read =
        readCurlCommand(QStringLiteral("curl -F a=1 -F 'b=x;y;type=text/x; charset=utf-8' -F "
                                       "'c=\"q;\\\"r\"' -F 'f=z;filename=f.txt' "
                                       "--form-string d=@e a.test"));
    QVERIFY(read);
    const Request &request = read->request;
    QCOMPARE(request.method, "POST");
    const QByteArray type = firstValue(request.headers, "Content-Type").value();
    const QByteArray prefix = "multipart/form-data; boundary=";
    QVERIFY(type.startsWith(prefix));
    const QByteArray line = "--" + type.mid(prefix.size());
    const QByteArray field = line + "\r\nContent-Disposition: form-data; name=";
    QCOMPARE(request.body->bytes,
             field + "\"a\"\r\n\r\n1\r\n" + field
                 + "\"b\"\r\nContent-Type: text/x; charset=utf-8\r\n\r\nx;y\r\n" + field
                 + "\"c\"\r\n\r\nq;\"r\r\n" + field + "\"f\"; filename=\"f.txt\"\r\n\r\nz\r\n"
                 + field + "\"d\"\r\n\r\n@e\r\n" + line + "--\r\n");

    const Result<CurlCommand> typed =
        readCurlCommand(QStringLiteral("curl -F a=1 -H 'Content-Type: multipart/mixed' a.test"));
    QVERIFY(typed);
    const QByteArray own = firstValue(typed->request.headers, "Content-Type").value();
    QVERIFY(own.startsWith("multipart/mixed; boundary="));
    QVERIFY(typed->request.body->bytes.startsWith("--" + own.mid(own.indexOf('=') + 1)));
}

void TestCurlCommand::refuses_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *command, const char *says) {
        QTest::newRow(command) << QString::fromUtf8(command) << QString::fromUtf8(says);
    };
    row("wget a.test", "curl");
    row("curl -s", "no address");
    row("curl a.test b.test", "2 addresses");
    row("curl ftp://a.test/", "ftp");
    row("curl a.test -X", "-X");
    row("curl a.test --data", "--data");
    row("curl -d @body.json a.test", "body.json");
    row("curl --data-binary @- a.test", "--data-binary");
    row("curl --json @x.json a.test", "x.json");
    row("curl --data-urlencode name@x a.test", "file x");
    row("curl --data-urlencode @x a.test", "file x");
    row("curl -F f=@- a.test", "-F");
    row("curl -F 'f=<text' a.test", "-F");
    row("curl -F novalue a.test", "name=value");
    row("curl -T - a.test", "-T");
    row("curl --data-binary @a --data-binary @b a.test", "file b");
    row("curl --data-binary @a -d x=1 a.test", "file a");
    row("curl -H @headers a.test", "headers");
    row("curl a.test --next b.test", "several requests");
    row("curl a.test; curl b.test", "several commands");
    row("curl a.test\ncurl b.test", "several commands");
    row("curl 'a.test", "'");
    row("curl -H \"A: $(date)\" a.test", "$(date)");
}

void TestCurlCommand::refuses()
{
    QFETCH(QString, command);
    QFETCH(QString, says);
    const Result<CurlCommand> read = readCurlCommand(command);
    QVERIFY(!read);
    QVERIFY2(read.error().detail.contains(says), qPrintable(read.error().detail));
}

void TestCurlCommand::lists_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("notTaken");

    const auto row = [](const char *command, const char *notTaken) {
        QTest::newRow(command) << QString::fromUtf8(command)
                               << QString::fromUtf8(notTaken).split(u'|');
    };
    row("curl --foo a.test", "--foo");
    row("curl --foo bar a.test", "--foo");
    row("curl --foo http://a.test", "--foo");
    row("curl --foo=bar a.test", "--foo=bar");
    row("curl -s~ a.test", "-~");
    row("curl --http3 -4 a.test", "--http3|-4");
    row("curl --noproxy a.test a.test", "--noproxy");
    row("curl --location-trusted a.test", "--location-trusted");
    row("curl --digest -u me:pw a.test", "--digest");
    row("curl --cert c.pem --key k.pem a.test", "--cert|--key");
    row("curl --connect-to a:b:c:d a.test", "--connect-to");
    row("curl -H Nothing a.test", "-H Nothing");
    row("curl -H 'X: $A' -H \"Authorization: Bearer $TOKEN\" a.test", "$TOKEN");
    row("curl a.test/?x=1&y=2", "&y=2");
    row("curl a.test && ls", "&& ls");
    row("curl --max-redirs many a.test", "--max-redirs");
    row("curl -m soon a.test", "-m");
    row("curl -x ftp://p a.test", "-x");
    row("curl --resolve nonsense a.test", "--resolve");
    row("curl --path-as-is a.test/x/../y", "--path-as-is");
    row("curl --request-target '*' -X OPTIONS a.test", "--request-target");
}

void TestCurlCommand::lists()
{
    QFETCH(QString, command);
    QFETCH(QStringList, notTaken);
    const Result<CurlCommand> read = readCurlCommand(command);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->notTaken, notTaken);
    QCOMPARE(*read->request.url.host, "a.test");
    if (command.contains(QLatin1String("--digest"))) {
        QVERIFY(read->request.headers.isEmpty());
    }
}

void TestCurlCommand::sending()
{
    const Result<CurlCommand> read = readCurlCommand(QStringLiteral(
        "curl -k --cacert ca.pem -x http://p.test:3128 --resolve +a.test:443:127.0.0.1 "
        "--connect-timeout 2.5 https://a.test/"));
    QVERIFY(read);
    QVERIFY(!read->send.verifyTls);
    QCOMPARE(read->authorityFile, QStringLiteral("ca.pem"));
    QCOMPARE(read->send.proxy->hostName(), QStringLiteral("p.test"));
    QCOMPARE(read->send.resolve,
             QList<ResolveEntry>({{"a.test", 443, {QStringLiteral("127.0.0.1")}}}));
    QCOMPARE(read->send.connectTimeout, std::chrono::milliseconds(2500));
    QCOMPARE(read->sendOptions,
             QStringList({QStringLiteral("-k"), QStringLiteral("--cacert"), QStringLiteral("-x"),
                          QStringLiteral("--resolve"), QStringLiteral("--connect-timeout")}));
    QVERIFY(read->notTaken.isEmpty());

    const Result<CurlCommand> socks =
        readCurlCommand(QStringLiteral("curl --socks5-hostname p.test:1081 a.test"));
    QVERIFY(socks);
    QCOMPARE(socks->send.proxy->type(), QNetworkProxy::Socks5Proxy);
    QCOMPARE(socks->send.proxy->port(), quint16(1081));
}

void TestCurlCommand::limits()
{
    const auto read = [](const char *text) { return readCurlCommand(QString::fromLatin1(text)); };
    QVERIFY(!read("curl a.test")->maxHops);
    QVERIFY(!read("curl a.test")->timeout);
    QCOMPARE(read("curl --max-redirs 0 a.test")->maxHops, 0);
    QCOMPARE(read("curl --max-redirs -1 a.test")->maxHops, redirectCeiling);
    QCOMPARE(read("curl --max-redirs 9999 a.test")->maxHops, redirectCeiling);
    QCOMPARE(read("curl -m 1.5 a.test")->timeout, std::chrono::milliseconds(1500));
    QCOMPARE(read("curl -m2 a.test")->timeout, std::chrono::milliseconds(2000));
    QVERIFY(!readCurlCommand(u"curl "_qs + QString(4LL * 1024 * 1024, u'x')));
}

void TestCurlCommand::writes_data()
{
    QTest::addColumn<Request>("request");
    QTest::addColumn<QString>("command");

    const auto made = [](const char *url, const char *method = "GET") {
        Request request;
        request.method = method;
        request.url = *parseUrl(url);
        return request;
    };
    Request request = made("http://a.test/x?y#z");
    QTest::newRow("GET") << request << u"curl 'http://a.test/x?y#z'"_qs;
    request = made("http://a.test/", "HEAD");
    QTest::newRow("HEAD") << request << u"curl 'http://a.test/' \\\n  -I"_qs;
    request = made("http://[::1]/", "X'Y");
    QTest::newRow("odd method") << request << u"curl 'http://[::1]/' \\\n  -g \\\n  -X $'X\\'Y'"_qs;
    request = made("http://a.test/", "POST");
    request.headers = {{"A", "1"}, {"B", ""}};
    request.withoutDefaults = {"Accept"};
    request.body = bodyOf("it's @x");
    QTest::newRow("POST") << request
                          << QStringLiteral("curl 'http://a.test/' \\\n  -H 'A: 1' \\\n  -H 'B;' "
                                            "\\\n  -H 'Accept:' \\\n  -H 'Content-Type:' \\\n  "
                                            "--data-raw $'it\\'s @x'");
    request.headers = {{"Content-Type", "text/plain"}, {"Content-Length", "99"}};
    request.withoutDefaults.clear();
    request.method = "PUT";
    QTest::newRow("a length from before blotting out")
        << request
        << QStringLiteral("curl 'http://a.test/' \\\n  -X PUT \\\n  -H 'Content-Type: text/plain' "
                          "\\\n  --data-raw $'it\\'s @x'");
    request = made("https://a.test/");
    request.target = "/";
    request.headers = {{"Host", "a.test", SetBy::Client}, {"User-Agent", "x", SetBy::Client}};
    QTest::newRow("as sent") << request
                             << QStringLiteral("curl 'https://a.test/' \\\n  --http1.1 \\\n  -H "
                                               "'Host: a.test' \\\n  -H 'User-Agent: x' \\\n  -H "
                                               "'Accept:'");
}

void TestCurlCommand::writes()
{
    QFETCH(Request, request);
    QFETCH(QString, command);
    const Result<QString> written = curlCommandOf(request);
    QVERIFY(written);
    QCOMPARE(*written, command);
}

void TestCurlCommand::cannotWrite()
{
    Request request;
    request.method = "POST";
    request.url = *parseUrl("http://a.test/");
    request.body = bodyOf(QByteArray("a\0b", 3));
    QVERIFY(curlCommandOf(request).error().detail.contains(QLatin1String("NUL")));
    request.body = bodyOf(QByteArray(128LL * 1024, 'x'));
    QVERIFY(curlCommandOf(request).error().detail.contains(QLatin1String("128 KiB")));
    request.body = bodyOf(QByteArray(128 * 1024 - 1, 'x'));
    QVERIFY(curlCommandOf(request));
    request.body->truncated = true;
    QVERIFY(curlCommandOf(request).error().detail.contains(QLatin1String("first part")));
    request.body.reset();
    for (const Field &field : {Field{"A", "b\r\nC: d"}, Field{"A", QByteArray("b\0", 2)},
                               Field{"A:b\nC", "d"}, Field{"", "d"}}) {
        request.headers = {field};
        QVERIFY(curlCommandOf(request).error().detail.contains(QLatin1String("no valid field")));
    }
    request.headers.clear();
    request.withoutDefaults = {QByteArray("Accept\0", 7)};
    QVERIFY(curlCommandOf(request).error().detail.contains(QLatin1String("no valid field")));
    request.withoutDefaults.clear();
    request.method = "PUT\n";
    QVERIFY(curlCommandOf(request).error().detail.contains(QLatin1String("no valid one")));
}

// Copy as cURL and paste: the same request. SetBy is not in a command: all fields are the user's.
void TestCurlCommand::randomRequestsComeBack()
{
    RandomMessages random(seedOfThisRun());
    int withBody = 0;
    for (int i = 0; i < 3000; ++i) {
        Request request = random.request("http://a.test");
        if (request.body) {
            QByteArray bytes = request.body->bytes;
            QCOMPARE(bool(curlCommandOf(request)),
                     !bytes.contains('\0') && bytes.size() < 128LL * 1024);
            bytes.truncate(100'000);
            request.body = bodyOf(bytes.replace('\0', "0"));
            ++withBody;
        }
        const Result<QString> written = curlCommandOf(request);
        QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
        const Result<CurlCommand> read = readCurlCommand(*written);
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail + u'\n' + *written));
        QCOMPARE(shown(read->request), shown(request));
        QVERIFY(read->request == request);
        QVERIFY2(read->notTaken.isEmpty(), qPrintable(read->notTaken.join(u' ')));
    }
    QVERIFY(withBody > 1000);
}

// Hostile clipboards: whatever is left of a command, it is read or refused in a sentence.
void TestCurlCommand::mutatedCommandsAreReadOrRefused()
{
    const std::array seeds{
        QStringLiteral(
            "curl 'https://a.test/x' -H $'A: \\x41\\u00fc' --data-raw $'a\\'b' -F 'a=b;type=c'"),
        QStringLiteral(
            "curl ^\"https://a.test/^\" ^\n -H ^\"A: ^\\^\"b^\\^\"^\" --data \"x\"\"y\""),
        QStringLiteral("POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 5\r\n\r\nhello"),
    };
    const QString alphabet = QStringLiteral("'\"\\^$`\n\r -@=;:&|<>#%{}()ux0a\u00fc");
    std::mt19937 engine(11);
    const auto below = [&](qsizetype limit) {
        return static_cast<qsizetype>(engine() % static_cast<unsigned>(limit));
    };
    for (std::size_t i = 0; i < 30'000; ++i) {
        QString text = seeds.at(i % seeds.size());
        for (qsizetype times = 1 + below(6); times > 0; --times) {
            const qsizetype at = below(text.size());
            if (below(2) == 0) {
                text.remove(at, 1 + below(3));
            } else {
                text.insert(at, alphabet.at(below(alphabet.size())));
            }
        }
        const Result<CurlCommand> read = readPastedRequest(text);
        QVERIFY2(read || read.error().detail.size() > 10, qPrintable(text));
        if (read) {
            QVERIFY2(!read->request.method.isEmpty() || text.contains(QLatin1String("-X")),
                     qPrintable(text));
            QVERIFY2(isHttp(read->request.url), qPrintable(text));
        }
    }
}

void TestCurlCommand::longTextIsReadOrRefused_data()
{
    QTest::addColumn<QString>("text");

    constexpr int size = 4'000'000;
    for (const char *piece :
         {"x", " ", "'", "''", "\\", "^", "^\n", "$'\\x41'", "# \n", "/", "-s ", "\n"}) {
        const QByteArray unit = piece;
        const QString text = QString::fromLatin1(unit.repeated(size / unit.size()));
        QTest::addRow("curl and %s", piece) << u"curl "_qs + text;
        QTest::addRow("%s", piece) << text;
        QTest::addRow("request and %s", piece) << u"GET /x HTTP/1.1\nHost: a.test\n"_qs + text;
    }
    QTest::newRow("many fields") << u"curl a.test"_qs + u" -H 'A: b'"_qs.repeated(100'000);
    QTest::newRow("many data") << u"curl a.test"_qs + u" -d a=b"_qs.repeated(100'000);
    QTest::newRow("many parts") << u"curl a.test"_qs + u" -F a=b"_qs.repeated(100'000);
    QTest::newRow("many queries") << u"curl a.test"_qs + u" --url-query a=b"_qs.repeated(100'000);
    QTest::newRow("many cookies") << u"curl a.test"_qs + u" -b a=b"_qs.repeated(100'000);
    QTest::newRow("many unknown") << u"curl a.test"_qs + u" --a=b"_qs.repeated(100'000);
    QTest::newRow("one form value") << u"curl a.test -F a="_qs + u";"_qs.repeated(1'000'000);
}

void TestCurlCommand::longTextIsReadOrRefused()
{
    QFETCH(QString, text);
    (void)isWholeRequest(text);
    const Result<CurlCommand> read = readPastedRequest(text);
    QVERIFY(read || !read.error().detail.isEmpty());
}

void TestCurlCommand::script()
{
    Trace trace;
    for (const char *url : {"http://a.test/1", "http://a.test/2", "http://a.test/3"}) {
        Hop hop;
        hop.exchange.request.method = "GET";
        hop.exchange.request.url = *parseUrl(url);
        trace.hops.append(hop);
    }
    trace.hops[1].exchange.request.body = bodyOf(QByteArray(1, '\0'));
    QCOMPARE(curlScript(trace),
             u"# hop 1\ncurl 'http://a.test/1'\n\n"
             "# hop 2: The body contains a NUL, which no command line can hold.\n\n"
             "# hop 3\ncurl 'http://a.test/3'\n"_qs);
    QVERIFY(readCurlCommand(curlScript(trace).section(u"\n\n"_qs, 2)));
}

QTEST_GUILESS_MAIN(TestCurlCommand)
#include "tst_curlcommand.moc"
