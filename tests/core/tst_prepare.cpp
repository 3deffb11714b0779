// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/resend.h"
#include "tests/core/chain.h"

#include <QTest>

#include <algorithm>

using namespace hoplens;

class TestPrepare : public QObject {
    Q_OBJECT

private slots:
    void orderOfFields();
    void isIdempotent();
    void defaultsCanBeTakenAway();
    void methodsInCapitals();
    void lengthOfNothing_data();
    void lengthOfNothing();
    void userinfoBecomesBasic();
    void resendableIsSentTheSame_data();
    void resendableIsSentTheSame();
    void checkRequest_data();
    void checkRequest();
};

namespace {

const ClientProfile &fetch()
{
    return *findProfile(QStringLiteral("browser-fetch"));
}

QList<QByteArray> namesOf(const Request &request)
{
    QList<QByteArray> names;
    for (const Field &field : request.headers) {
        names.append(field.name);
    }
    return names;
}

} // namespace

void TestPrepare::orderOfFields()
{
    const Request request = prepareRequest(requestTo("POST", "http://a.test:8080/x?y#z",
                                                     {{"b", "1"}, {"A", "2"}, {"b", "3"}}, "hello"),
                                           fetch());
    QCOMPARE(namesOf(request),
             (QList<QByteArray>{"Host", "User-Agent", "Accept", "b", "A", "b", "Content-Length"}));
    QCOMPARE(firstValue(request.headers, "Host"), QByteArray("a.test:8080"));
    QCOMPARE(firstValue(request.headers, "User-Agent"), QByteArray("Hoplens/" HOPLENS_VERSION));
    QCOMPARE(request.target, QByteArray("/x?y"));
    // A Host by the user stands first as well, once.
    const Request other = prepareRequest(
        requestTo("GET", "http://a.test/", {{"X", "1"}, {"host", "b.test"}}), fetch());
    QCOMPARE(namesOf(other).first(), QByteArray("host"));
    QCOMPARE(valuesOf(other.headers, "Host"), QList<QByteArray>{"b.test"});
}

void TestPrepare::isIdempotent()
{
    const Request once =
        prepareRequest(requestTo("PUT", "http://a.test/", {{"Accept", "x"}}, "b"), fetch());
    QCOMPARE(prepareRequest(once, fetch()), once);
}

void TestPrepare::defaultsCanBeTakenAway()
{
    Request request = requestTo("GET", "http://a.test/");
    request.withoutDefaults = {"user-agent", "ACCEPT", "connection", "Host"};
    QVERIFY(prepareRequest(request, fetch()).headers.isEmpty());
}

void TestPrepare::methodsInCapitals()
{
    // Fetch §2.2.1, normalize: six methods only, byte by byte.
    const auto sent = [](const QByteArray &method) {
        return prepareRequest(requestTo(method, "http://a.test/"), fetch()).method;
    };
    for (const char *method : {"delete", "get", "head", "options", "post", "put"}) {
        QCOMPARE(sent(method), QByteArray(method).toUpper());
    }
    QCOMPARE(sent("patch"), QByteArray("patch"));
    const ClientProfile &rfc = *findProfile(QStringLiteral("rfc9110"));
    QCOMPARE(prepareRequest(requestTo("get", "http://a.test/"), rfc).method, QByteArray("get"));
}

void TestPrepare::lengthOfNothing_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("zero");
    QTest::newRow("GET") << QByteArray("GET") << false;
    QTest::newRow("POST") << QByteArray("POST") << true;
    QTest::newRow("PUT") << QByteArray("PUT") << true;
    QTest::newRow("DELETE") << QByteArray("DELETE") << false;
}

void TestPrepare::lengthOfNothing()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, zero);
    const Headers &headers = prepareRequest(requestTo(method, "http://a.test/"), fetch()).headers;
    QCOMPARE(firstValue(headers, "Content-Length").value_or("none"),
             zero ? QByteArray("0") : QByteArray("none"));
    const Headers &empty =
        prepareRequest(requestTo(method, "http://a.test/", {}, ""), fetch()).headers;
    QCOMPARE(firstValue(empty, "Content-Length"), QByteArray("0")); // an empty body is a body
}

void TestPrepare::userinfoBecomesBasic()
{
    const Request request = withUserinfoAsCredentials(requestTo("GET", "http://me:p%40w@a.test/"));
    QCOMPARE(firstValue(request.headers, "Authorization"),
             "Basic " + QByteArray("me:p@w").toBase64());
    QCOMPARE(serializeUrl(request.url), QByteArray("http://a.test/"));
    const Request own = withUserinfoAsCredentials(
        requestTo("GET", "http://me@a.test/", {{"authorization", "mine"}}));
    QCOMPARE(valuesOf(own.headers, "Authorization"), QList<QByteArray>{"mine"});
}

void TestPrepare::resendableIsSentTheSame_data()
{
    QTest::addColumn<QString>("client");
    for (const ClientProfile &profile : clientProfiles()) {
        QTest::newRow(qPrintable(profile.id)) << profile.id;
    }
}

void TestPrepare::resendableIsSentTheSame()
{
    QFETCH(QString, client);
    const ClientProfile &profile = *findProfile(client);
    Request sent = prepareRequest(
        requestTo("POST", "http://a.test/x", {{"X-By-Hand", "1"}}, "hello"), profile);
    // What a client adds on the way: cookies of its jar and a Referer. What it did not send.
    sent.headers.append(Field{"Cookie", "sid=1", SetBy::Client});
    sent.headers.append(Field{"Referer", "http://b.test/", SetBy::Client});
    removeFields(sent.headers, "User-Agent");
    const Request wish = resendable(sent, profile);
    QCOMPARE(wish.body, sent.body);
    QCOMPARE(firstValue(wish.headers, "Cookie"), QByteArray("sid=1"));
    QVERIFY(!contains(wish.headers, "Host")); // follows the address, if that is edited
    const Request again = prepareRequest(wish, profile);
    const auto lines = [](const Headers &headers) {
        QList<QByteArray> all;
        for (const Field &field : headers) {
            all.append(field.name + ": " + field.value);
        }
        std::sort(all.begin(), all.end());
        return all;
    };
    QCOMPARE(lines(again.headers), lines(sent.headers));
    QCOMPARE(again.target, sent.target);
    QVERIFY(hoplens::checkRequest(wish, profile));
}

void TestPrepare::checkRequest_data()
{
    QTest::addColumn<Request>("request");
    QTest::addColumn<QString>("complaint"); // empty: fine
    const auto row = [](const char *tag, const Request &request, const char *complaint) {
        QTest::newRow(tag) << request << QString::fromLatin1(complaint);
    };
    row("fine", requestTo("PURGE", "http://a.test/", {{"X", "y"}}, "b"), "");
    row("method with a space", requestTo("GET /", "http://a.test/"), "method");
    row("method with a line break", requestTo("GET\r\nX", "http://a.test/"), "method");
    row("no method", requestTo("", "http://a.test/"), "method");
    row("method the client refuses", requestTo("trace", "http://a.test/"), "does not send trace");
    row("other scheme", requestTo("GET", "ftp://a.test/"), "ftp");
    row("file", requestTo("GET", "file:///etc/passwd"), "file");
    row("header name with a space", requestTo("GET", "http://a.test/", {{"X Y", "1"}}), "X Y");
    row("header without a name", requestTo("GET", "http://a.test/", {{"", "1"}}), "header name");
    row("value that ends its line", requestTo("GET", "http://a.test/", {{"X", "1\r\nY: 2"}}),
        "line break");
    row("Transfer-Encoding",
        requestTo("POST", "http://a.test/", {{"transfer-encoding", "chunked"}}, "b"),
        "Transfer-Encoding");
    row("length that fits", requestTo("POST", "http://a.test/", {{"Content-Length", "1"}}, "b"),
        "");
    row("length that does not", requestTo("POST", "http://a.test/", {{"Content-Length", "2"}}, "b"),
        "Content-Length");
    row("Host twice", requestTo("GET", "http://a.test/", {{"Host", "a.test"}, {"host", "b.test"}}),
        "only once");
    Request noLength = requestTo("POST", "http://a.test/", {}, "b");
    noLength.withoutDefaults = {"content-length"};
    row("body without a length", noLength, "Content-Length");
}

void TestPrepare::checkRequest()
{
    QFETCH(Request, request);
    QFETCH(QString, complaint);
    const Result<void> checked = hoplens::checkRequest(request, fetch());
    QCOMPARE(static_cast<bool>(checked), complaint.isEmpty());
    if (!checked) {
        QVERIFY2(checked.error().detail.contains(complaint), qPrintable(checked.error().detail));
        QVERIFY(checked.error().detail.endsWith(u'.'));
    }
}

QTEST_GUILESS_MAIN(TestPrepare)
#include "tst_prepare.moc"
