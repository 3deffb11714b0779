// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/redaction.h"

#include "core/formats/multipart.h"
#include "core/formats/tracefile.h"
#include "tests/core/sampletrace.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace hoplens;

namespace {

Hop hopWith(const Headers &headers, const QByteArray &url = "http://a.test/")
{
    Hop hop;
    hop.exchange.request.method = "GET";
    hop.exchange.request.url = sampleUrl(url);
    hop.exchange.request.target = requestTarget(hop.exchange.request.url);
    hop.exchange.request.headers = headers;
    hop.exchange.response = Response();
    hop.exchange.response->status = 200;
    return hop;
}

Trace traceOf(const QList<Hop> &hops)
{
    Trace trace;
    trace.hops = hops;
    return trace;
}

/// What becomes of a response body of this type when the request carried `headers`.
Body bodyAfter(const QByteArray &type, const QByteArray &bytes, const Headers &headers = {})
{
    Hop hop = hopWith(headers);
    hop.exchange.response->headers = {{"Content-Type", type, SetBy::User}};
    hop.exchange.response->body = bodyOf(bytes);
    return redactedTrace(traceOf({hop})).hops.at(0).exchange.response->body;
}

QByteArray percentEncodedWholly(const QByteArray &text)
{
    QByteArray encoded;
    for (const char c : text) {
        encoded += '%' + QByteArray(1, c).toHex();
    }
    return encoded;
}

/// The trace without what redaction may change, to show that all else stays.
Trace skeleton(Trace trace)
{
    for (Hop &hop : trace.hops) {
        Exchange &exchange = hop.exchange;
        for (Field &field : exchange.request.headers) {
            field.value.clear();
        }
        exchange.request.target.clear();
        exchange.request.url = Url();
        if (exchange.request.body) {
            exchange.request.body->bytes.clear();
            exchange.request.body->sha256.clear();
            exchange.request.body->redacted = false;
        }
        for (Field &field : exchange.response->headers) {
            field.value.clear();
        }
        exchange.response->body.bytes.clear();
        exchange.response->body.sha256.clear();
        exchange.response->body.redacted = false;
        exchange.response->reason.clear();
        exchange.response->unknown = {};
        exchange.response->interim.clear();
        exchange.response->rawHead.clear();
        for (Field &field : exchange.response->trailers) {
            field.value.clear();
        }
        exchange.connection.unknown = {};
        exchange.connection.tunnel.reset();
        for (Attempt &attempt : exchange.earlier) {
            attempt.connection.unknown = {};
            attempt.connection.tunnel.reset();
        }
        exchange.failure.reset();
        hop.redirect.reset();
        hop.cookies.clear();
        hop.cookiesSet.clear();
        hop.soft.reset();
        hop.unknown = {};
    }
    trace.findings.clear();
    trace.outcome.reset();
    trace.unknown = {};
    trace.redacted = true;
    return trace;
}

/// How a secret can get into a trace by its name, so that it is known to be one.
using Place = std::function<void(Hop &, const QByteArray &)>;
const QList<std::pair<const char *, Place>> &places()
{
    const auto field = [](const char *name, const char *before, const char *after) {
        return [=](Hop &hop, const QByteArray &secret) {
            hop.exchange.request.headers.append({name, before + secret + after, SetBy::User});
        };
    };
    const auto answer = [](const char *name, const char *before, const char *after) {
        return [=](Hop &hop, const QByteArray &secret) {
            hop.exchange.response->headers.append({name, before + secret + after, SetBy::User});
        };
    };
    const auto url = [](const char *before, const char *after) {
        return [=](Hop &hop, const QByteArray &secret) {
            hop.exchange.request.url = sampleUrl(before + secret.toPercentEncoding() + after);
            hop.exchange.request.target = requestTarget(hop.exchange.request.url);
        };
    };
    static const QList<std::pair<const char *, Place>> list{
        {"Bearer", field("Authorization", "Bearer ", "")},
        {"no scheme", field("authorization", "", "")},
        {"Token token=", field("Authorization", R"(Token token=")", R"(", x="y")")},
        {"Basic",
         [](Hop &hop, const QByteArray &secret) {
             hop.exchange.request.headers.append(
                 {"Authorization", "Basic " + ("ann:" + secret).toBase64(), SetBy::Option});
         }},
        {"Basic user",
         [](Hop &hop, const QByteArray &secret) {
             hop.exchange.request.headers.append(
                 {"Proxy-Authorization", "basic " + (secret + ":pw").toBase64(), SetBy::Option});
         }},
        {"Proxy-Authorization of a tunnel",
         [](Hop &hop, const QByteArray &secret) {
             Tunnel tunnel = *sampleTunnel();
             tunnel.request.proxyFields = {
                 {"Proxy-Authorization", "Basic " + ("ann:" + secret).toBase64(), SetBy::Client}};
             hop.exchange.connection.tunnel = std::make_shared<const Tunnel>(tunnel);
         }},
        {"Proxy-Authorization of an earlier attempt",
         [](Hop &hop, const QByteArray &secret) {
             Tunnel tunnel = *sampleTunnel();
             tunnel.request.proxyFields = {
                 {"Proxy-Authorization", "Basic " + ("ann:" + secret).toBase64(), SetBy::Client}};
             hop.exchange.earlier = {Attempt()};
             hop.exchange.earlier[0].connection.tunnel = std::make_shared<const Tunnel>(tunnel);
         }},
        {"Cookie", field("Cookie", "a=b; sid=", "; c=d")},
        {"nameless cookie", field("Cookie", "", "")},
        {"Set-Cookie", answer("Set-Cookie", "sid=", "; Path=/; HttpOnly")},
        {"X-Api-Key", field("X-Api-Key", "", "")},
        {"X-Auth-Token with a scheme", field("X-Auth-Token", "Bearer ", "")},
        {"field of the answer", answer("X-CSRF-Token", "", "")},
        {"user name", url("http://", "@a.test/")},
        {"password", url("http://ann:", "@a.test/")},
        {"query", url("http://a.test/x?a=1&access_token=", "&b=2")},
        {"fragment", url("http://a.test/x#token_type=bearer&id_token=", "")},
        {"code and state", url("http://a.test/cb?code=", "&state=1")},
        {"path parameter", url("http://a.test/x;jsessionid=", "/y")},
        {"query in a fragment", url("http://a.test/#/cb?token=", "")},
        {"encoded name", url("http://a.test/?api%5Fk%65y=", "")},
        {"relative Location", answer("Location", "/next?token=", "")},
        {"Location with userinfo",
         [](Hop &hop, const QByteArray &secret) {
             hop.exchange.response->headers.append(
                 {"Location", "http:\\\\ann:" + secret.toPercentEncoding() + "@b.test/",
                  SetBy::User});
         }},
        {"encoded URL in a Location",
         [](Hop &hop, const QByteArray &secret) {
             const QByteArray inner = "https://b.test/?sig=" + secret.toPercentEncoding();
             hop.exchange.response->headers.append(
                 {"Location", "/login?next=" + inner.toPercentEncoding(), SetBy::User});
         }},
        {"Refresh", answer("Refresh", "0; url=http://b.test/?key=", "")},
        {"Link", answer("Link", "<http://b.test/?key=", ">; rel=next")},
        {"form",
         [](Hop &hop, const QByteArray &secret) {
             hop.exchange.request.headers.append(
                 {"Content-Type", "application/x-www-form-urlencoded; charset=utf-8",
                  SetBy::Option});
             hop.exchange.request.body =
                 bodyOf("user=ann&password=" + secret.toPercentEncoding() + "&x=1");
         }},
        {"JSON",
         [](Hop &hop, const QByteArray &secret) {
             const QJsonObject object{{QStringLiteral("a"), 1},
                                      {QStringLiteral("access_token"), QString::fromUtf8(secret)}};
             hop.exchange.response->body = bodyOf(QJsonDocument(object).toJson());
         }},
    };
    return list;
}

/// The secret, as it came with `place`, again in every other place and spelling.
Trace echoedEverywhere(const QByteArray &secret, const Place &place)
{
    Hop known = hopWith({});
    place(known, secret);

    Hop hop = sampleTrace().hops.at(0);
    Exchange &exchange = hop.exchange;
    exchange.request.url =
        sampleUrl("http://a.test/" + secret.toPercentEncoding() + "?q=" + secret.toPercentEncoding()
                  + '#' + secret.toPercentEncoding());
    exchange.request.target = requestTarget(exchange.request.url);
    exchange.request.headers = {{"X-Plain", "a " + secret + " b", SetBy::User},
                                {"X-" + secret.toHex(), "hex stays", SetBy::User}};
    exchange.request.body = bodyOf("plain " + secret + " text");
    const QByteArray json = QJsonDocument(QJsonArray{QString::fromUtf8(secret)}).toJson();
    exchange.response->body =
        bodyOf("\xFF" + secret + '|' + secret.toPercentEncoding() + '|'
               + percentEncodedWholly(secret) + '|' + json + '|' + secret + secret);
    exchange.response->reason = "No " + secret;
    exchange.response->interim[0].headers[0].value = secret;
    exchange.response->unknown = {{QStringLiteral("x"), QJsonArray{QString::fromUtf8(secret)}}};
    exchange.failure->detail = QStringLiteral("failed for ") + QString::fromUtf8(secret);
    exchange.connection.unknown = {{QStringLiteral("x"), QString::fromUtf8(secret)}};
    exchange.earlier[0].connection.unknown = exchange.connection.unknown;
    Tunnel tunnel = *exchange.connection.tunnel;
    tunnel.response->reason = "No " + secret;
    tunnel.response->headers = {{"X-Plain", secret, SetBy::User}};
    tunnel.response->rawHead = "HTTP/1.0 403 No " + secret + "\r\nX-Plain: " + secret + "\r\n\r\n";
    exchange.connection.tunnel = std::make_shared<const Tunnel>(tunnel);
    exchange.earlier[0].connection.tunnel = exchange.connection.tunnel;
    hop.redirect->locations = {"/" + secret, "http://a.test/?q=" + secret};
    hop.redirect->location = "/" + secret;
    hop.redirect->resolved = sampleUrl("http://a.test/?q=" + secret.toPercentEncoding());
    hop.redirect->why[0].text = QString::fromUtf8(secret);
    const QString key = secret.size() < 8 ? QString() : QString::fromUtf8(secret);
    hop.cookies[0].name = key.toUtf8();
    hop.cookies[1].path = "/" + secret;
    hop.cookiesSet[0].path = "/x/" + secret + "/y";
    hop.cookiesSet[1].name = hop.cookiesSet[1].domain = key.toUtf8();
    hop.unknown.insert(QStringLiteral("x"), QJsonObject{{key, QString::fromUtf8(secret)}});

    Trace trace = sampleTrace();
    trace.redacted = false;
    trace.hops = {hop, known};
    trace.findings[0].text = QStringLiteral("It says ") + QString::fromUtf8(secret);
    trace.outcome->detail = QString::fromUtf8(secret);
    trace.unknown = {{QStringLiteral("x"), QString::fromUtf8(secret)}};
    return trace;
}

} // namespace

class TestRedaction : public QObject {
    Q_OBJECT
private slots:
    void fieldValues_data();
    void fieldValues();
    void fieldNames_data();
    void fieldNames();
    void urls_data();
    void urls();
    void bodies_data();
    void bodies();
    void boundariesTellNothing();
    void authorizationUnderItsOwnName();
    void changedBodiesLoseTheirHash();
    void secretAppearsNowhere_data();
    void secretAppearsNowhere();
    void basicAppearsNowhere();
    void encodedEchoAppearsNowhere();
    void showKeepsEverything();
    void hasNoEffectTwice_data();
    void hasNoEffectTwice();
    void ordinaryTraceStays();
    void commonWordsStay();
    void pathsStayPaths();
    void marksAreNoSecrets();
    void cutOffSecretGoes();
    void hostsStay();
    void manySecretsAreQuick_data();
    void manySecretsAreQuick();
};

void TestRedaction::fieldValues_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *value, const char *expected) {
        QTest::addRow("%s: %s", name, value)
            << QByteArray(name) << QByteArray(value) << QByteArray(expected);
    };
    row("Authorization", "Bearer abc.def", "Bearer REDACTED");
    row("Authorization", "Basic dXNlcjpwYXNz", "Basic REDACTED");
    row("authorization", "abcdef", "REDACTED");
    row("Authorization", R"(Digest username="a", response="b")", "Digest REDACTED");
    row("Authorization", "AWS4-HMAC-SHA256 Credential=AK/x, Signature=fe",
        "AWS4-HMAC-SHA256 REDACTED");
    row("Authorization", "(odd) abc", "REDACTED");
    row("Authorization", "", "");
    row("Proxy-Authorization", "Basic eA==", "Basic REDACTED");
    row("X-Forwarded-Authorization", "Bearer x", "Bearer REDACTED");
    row("Cookie", "sid=abc; b=c", "sid=REDACTED; b=REDACTED");
    row("Cookie", "sid=abc;b=c;", "sid=REDACTED;b=REDACTED;");
    row("Cookie", "abc", "REDACTED");
    row("Cookie", "a=; b=x=y", "a=; b=REDACTED");
    row("Cookie", "a=\"quoted\"", "a=\"REDACTED\"");
    row("Cookie", "", "");
    row("Set-Cookie", "sid=abc; Path=/; HttpOnly", "sid=REDACTED; Path=/; HttpOnly");
    row("Set-Cookie", "sid=; Max-Age=0", "sid=; Max-Age=0");
    row("Set-Cookie", "abc; Secure", "REDACTED; Secure");
    row("X-Api-Key", "abc", "REDACTED");
    row("x-amz-security-token", "abc", "REDACTED");
    row("WWW-Authenticate", "Basic realm=\"x\"", "Basic realm=\"x\"");
    row("WWW-Authenticate", "Bearer error=\"invalid_token\"", "Bearer error=\"invalid_token\"");
    row("Accept", "text/html;q=0.9", "text/html;q=0.9");
    row("Location", "/x?token=abc#y", "/x?token=REDACTED#y");
    row("Location", "https://u:p@h/x", "https://REDACTED:REDACTED@h/x");
    row("Location", "//u@h/x", "//REDACTED@h/x");
    row("Location", "http://u:p@q@h/", "http://REDACTED:REDACTED@h/");
    row("Location", "http:u:p@h", "http:REDACTED:REDACTED@h");
    row("Location", R"(HTTP:\\u:p@h\x)", R"(HTTP:\\REDACTED:REDACTED@h\x)");
    row("Location", "http://u:p w\"x@h/", "http://REDACTED:REDACTED@h/");
    row("Location", "/@ann/posts", "/@ann/posts");
    row("Location", "mailto:ann@a.test", "mailto:ann@a.test");
    row("Location", "/?mail=ann@a.test", "/?mail=ann@a.test");
    row("Location", "/cb#access_token=a?b&x=1", "/cb#access_token=REDACTED&x=1");
    row("Location", "?token=a b\"c", "?token=REDACTED");
    row("Location", "\xFF?token=\xFE", "\xFF?token=REDACTED");
    row("Location", "/l?next=https%3A%2F%2Fb%2F%3Ftoken%3Dabcd",
        "/l?next=https%3A%2F%2Fb%2F%3Ftoken%3DREDACTED");
    row("Content-Location", "/x?sig=abc", "/x?sig=REDACTED");
    row("Referer", "http://a.test/?password=x&y=z", "http://a.test/?password=REDACTED&y=z");
    row("Refresh", "5; url=http://u:p@h/?key=abc",
        "5; url=http://REDACTED:REDACTED@h/?key=REDACTED");
    row("Refresh", "0;url=\"/?key=abc\"", "0;url=\"/?key=REDACTED\"");
    row("Link", "</a?token=x>; rel=\"next\", </b?token=y>",
        "</a?token=REDACTED>; rel=\"next\", </b?token=REDACTED>");
    row("X-Anything", "see http://h/?token=abc now", "see http://h/?token=REDACTED now");
}

void TestRedaction::fieldValues()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QTEST(redactedFieldValue(name, value), "expected");
    QTEST(redactedFieldValue(name, redactedFieldValue(name, value)), "expected");
}

void TestRedaction::fieldNames_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *name : {"Authorization",
                             "proxy-authorization",
                             "Cookie",
                             "Set-Cookie",
                             "Set-Cookie2",
                             "X-Api-Key",
                             "Api-Key",
                             "ApiKey",
                             "X-Auth-Token",
                             "X-CSRF-Token",
                             "X-XSRF-TOKEN",
                             "X-Amz-Security-Token",
                             "X-Gitlab-Token",
                             "Private-Token",
                             "X-Client-Secret",
                             "X-Password",
                             "X-Auth-Key",
                             "X-Access-Key",
                             "Ocp-Apim-Subscription-Key",
                             "X-Session-Id",
                             "X-Hub-Signature-256",
                             "Signature",
                             "x_api_key",
                             "X-Goog-Api-Key",
                             "X-Functions-Key"}) {
        QTest::newRow(name) << true;
    }
    for (const char *name : {"Host",
                             "Accept",
                             "WWW-Authenticate",
                             "Proxy-Authenticate",
                             "Authentication-Info",
                             "Sec-WebSocket-Key",
                             "Sec-WebSocket-Accept",
                             "Content-Type",
                             "ETag",
                             "Idempotency-Key",
                             "Public-Key-Pins",
                             "Location",
                             "Access-Control-Allow-Headers",
                             "Access-Control-Allow-Credentials",
                             "Signature-Input",
                             "Accept-Signature",
                             "Keep-Alive",
                             "Surrogate-Key",
                             "X-Request-Id",
                             "Origin",
                             "",
                             "Author"}) {
        QTest::newRow(name) << false;
    }
}

void TestRedaction::fieldNames()
{
    QTEST(isSecretField(QTest::currentDataTag()), "secret");
}

void TestRedaction::urls_data()
{
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *url, const char *expected) {
        QTest::newRow(url) << QByteArray(expected);
    };
    row("http://a.test/x?y=z#f", "http://a.test/x?y=z#f");
    row("http://u:p@a.test/", "http://REDACTED:REDACTED@a.test/");
    row("http://u@a.test/", "http://REDACTED@a.test/");
    row("http://:p@a.test/", "http://:REDACTED@a.test/");
    for (const char *name : {"token",
                             "access_token",
                             "id_token",
                             "refresh_token",
                             "api_key",
                             "apikey",
                             "key",
                             "sig",
                             "signature",
                             "password",
                             "passwd",
                             "pwd",
                             "secret",
                             "client_secret",
                             "auth",
                             "session",
                             "sid",
                             "jwt",
                             "X-Amz-Signature",
                             "X-Amz-Credential",
                             "X-Amz-Security-Token",
                             "accessToken",
                             "ACCESS%5FTOKEN",
                             "%74oken",
                             "user[password]",
                             "csrfmiddlewaretoken",
                             "oauth_signature",
                             "SAMLResponse",
                             "client_assertion",
                             "ticket",
                             "code_verifier"}) {
        const QByteArray before = QByteArray("http://a.test/?a=b&") + name + '=';
        QTest::newRow((before + "x&c=d").constData()) << before + "REDACTED&c=d";
        const QByteArray fragment = QByteArray("http://a.test/#") + name + '=';
        QTest::newRow((fragment + "x").constData()) << fragment + "REDACTED";
    }
    for (const char *name : {"token_type", "monkey", "keyword", "author", "design", "page",
                             "bypass", "status", "tokens", "expires_in", "utm_source", "state"}) {
        const QByteArray url = QByteArray("http://a.test/?") + name + "=value";
        QTest::newRow(url.constData()) << url;
    }
    row("http://a.test/?code=abc", "http://a.test/?code=abc");
    row("http://a.test/?code=abc&state=x", "http://a.test/?code=REDACTED&state=x");
    row("http://a.test/?state=x&code=abc", "http://a.test/?state=x&code=REDACTED");
    row("http://a.test/?zipcode=abc&state=x", "http://a.test/?zipcode=abc&state=x");
    row("http://a.test/?token=", "http://a.test/?token=");
    row("http://a.test/?token", "http://a.test/?token");
    row("http://a.test/?token=a=b;c/d", "http://a.test/?token=REDACTED");
    row("http://a.test/?next=/x?token=abc", "http://a.test/?next=/x?token=REDACTED");
    row("http://a.test/x;jsessionid=A1.b?c", "http://a.test/x;jsessionid=REDACTED?c");
    row("http://a.test/a;sid=x/b;v=1", "http://a.test/a;sid=REDACTED/b;v=1");
    row("http://a.test/#/route?token=x", "http://a.test/#/route?token=REDACTED");
    row("http://a.test/?u=http://x:y@b/", "http://a.test/?u=http://REDACTED:REDACTED@b/");
    row("http://a.test/?token=%zz%", "http://a.test/?token=REDACTED");
    row("http://a.test/?token=REDACTED", "http://a.test/?token=REDACTED");
    row("javascript:token=abc", "javascript:token=REDACTED");
}

void TestRedaction::urls()
{
    const Url url = redactedUrl(sampleUrl(QTest::currentDataTag()));
    QTEST(serializeUrl(url), "expected");
    QTEST(serializeUrl(redactedUrl(url)), "expected");
    // The same in a trace: target and resolved URL say the same as the URL.
    Hop hop = hopWith({}, QTest::currentDataTag());
    hop.redirect = Redirect();
    hop.redirect->resolved = hop.exchange.request.url;
    const Hop redacted = redactedTrace(traceOf({hop})).hops.at(0);
    QCOMPARE(redacted.exchange.request.url, url);
    QCOMPARE(redacted.redirect->resolved, url);
    QCOMPARE(redacted.exchange.request.target, requestTarget(url));
}

void TestRedaction::bodies_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *type, const char *bytes, const char *expected) {
        QTest::newRow(bytes) << QByteArray(type) << QByteArray(bytes) << QByteArray(expected);
    };
    const char *form = "application/x-www-form-urlencoded";
    row(form, "user=ann&password=x%26y&z=1", "user=ann&password=REDACTED&z=1");
    row(form, "password=a b#c?d;e/f&z=1", "password=REDACTED&z=1");
    row(form, "grant_type=authorization_code&code=abc",
        "grant_type=authorization_code&code=REDACTED");
    row(form, "code=abc", "code=abc");
    row("text/plain", "password=x", "password=x");
    const char *json = "application/json";
    row(json, R"({"a": 1, "password" : "x\"y", "b": [true]})",
        R"({"a": 1, "password" : "REDACTED", "b": [true]})");
    row("text/plain", R"( {"token":"x","n":{"api_key":"y"}})",
        R"( {"token":"REDACTED","n":{"api_key":"REDACTED"}})");
    row("application/problem+json", R"({"secret":12345,"x":1})", R"({"secret":REDACTED,"x":1})");
    row(json, R"({"token":null,"auth":true,"session":{"sid":""}})",
        R"({"token":null,"auth":true,"session":{"sid":""}})");
    row(json, R"({"x":"token","password":"y"})", R"({"x":"token","password":"REDACTED"})");
    row(json, R"({"key":"color","code":"abc","state":"y"})",
        R"({"key":"color","code":"abc","state":"y"})");
    row(json, R"({"token":"cut of)", R"({"token":"REDACTED)");
    row(json, R"({"token":"cut\)", R"({"token":"REDACTED)");
    row(json, R"({"token":)", R"({"token":)");
    row(json, R"({"token)", R"({"token)");
    row(json, R"(["token","x"])", R"(["token","x"])");
    row("text/html", "<p>token=x</p>", "<p>token=x</p>");
    const char *multi = "multipart/form-data; boundary=\"a b\"";
    const QByteArray head = "--a b\r\nContent-Disposition: form-data; ";
    const auto part = [&](const QByteArray &lines, const QByteArray &value) {
        return head + lines + "\r\n\r\n" + value + "\r\n";
    };
    const auto parts = [&](const char *name, const QByteArray &bytes, const QByteArray &expected) {
        QTest::newRow(name) << QByteArray(multi) << bytes << expected;
    };
    parts("multipart",
          part("name=\"user\"", "ann") + part("name=\"password\"", "x\r\ny") + "--a b--",
          part("name=\"user\"", "ann") + part("name=\"password\"", "REDACTED") + "--a b--");
    parts("multipart, cut off", part("name=token", "secr").chopped(2),
          part("name=token", "REDACTED").chopped(2));
    parts("multipart, cut off in the head", head + "name=token", head + "name=token");
    parts("multipart with line feeds",
          "--a b\nContent-Disposition: form-data; name=pwd\n\nx\n--a b--",
          "--a b\nContent-Disposition: form-data; name=pwd\n\nREDACTED\n--a b--");
    parts("multipart, a text with an address", part("name=\"next\"", "http://a.test/?token=x y"),
          part("name=\"next\"", "http://a.test/?token=REDACTED y"));
    parts("multipart, a file's name is no name", part("filename=\"password\"", "x"),
          part("filename=\"password\"", "x"));
    parts("multipart, a file is no prose", part("name=a; filename=b", "token=x"),
          part("name=a; filename=b", "token=x"));
    parts("multipart, JSON", part("name=a\r\nContent-Type: application/json", R"({"token":"x"})"),
          part("name=a\r\nContent-Type: application/json", R"({"token":"REDACTED"})"));
    parts("multipart, empty", part("name=token", ""), part("name=token", ""));
    parts("multipart without its boundary", "password=x", "password=x");
    QTest::newRow("multipart without a boundary")
        << QByteArray("multipart/form-data") << QByteArray("password=x")
        << QByteArray("password=x");
}

void TestRedaction::bodies()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, expected);
    const Body body = bodyAfter(type, bytes);
    QCOMPARE(body.bytes, expected);
    QCOMPARE(body.redacted, bytes != expected);
    QCOMPARE(bodyAfter(type, expected).bytes, expected);
}

/// Our own boundary is a hash over the parts: whoever has it can try passwords.
void TestRedaction::boundariesTellNothing()
{
    const QList<FormPart> parts{{"password", "hunter2", {}, {}}};
    const QByteArray boundary = boundaryFor(parts);
    Hop hop = hopWith({{"Content-Type", "multipart/form-data; boundary=" + boundary}});
    hop.exchange.request.body = bodyOf(multipartBody(parts, boundary));
    const Request clean = redactedTrace(traceOf({hop})).hops.at(0).exchange.request;
    const QByteArray blotted = QByteArray(boundaryStart) + "REDACTED";
    QCOMPARE(clean.headers.at(0).value, "multipart/form-data; boundary=" + blotted);
    QCOMPARE(clean.body->bytes, multipartBody({{"password", "REDACTED", {}, {}}}, blotted));
}

void TestRedaction::authorizationUnderItsOwnName()
{
    const Hop first = hopWith({{"X-Company", "hunter2", SetBy::Option},
                               {"User-Agent", "mine", SetBy::Option},
                               {"X-Company-Id", "seven", SetBy::User}});
    const Headers clean = redactedTrace(traceOf({first})).hops.at(0).exchange.request.headers;
    QCOMPARE(clean.at(0).value, "REDACTED");
    QCOMPARE(clean.at(1).value, "mine");
    QCOMPARE(clean.at(2).value, "seven");
}

void TestRedaction::changedBodiesLoseTheirHash()
{
    const Body plain = bodyOf("nothing here");
    QCOMPARE(bodyAfter("text/plain", plain.bytes), plain);
    const Body body =
        bodyAfter("text/plain", "you sent hunter2!", {{"X-Password", "hunter2", SetBy::User}});
    QCOMPARE(body.bytes, "you sent REDACTED!");
    QCOMPARE(body.size, 17); // what was on the wire
    QVERIFY(body.sha256.isEmpty());
    QVERIFY(body.redacted);
    QVERIFY(!body.truncated);
}

void TestRedaction::secretAppearsNowhere_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QByteArray>("secret");
    QRandomGenerator random(20261122); // the same secrets in every run
    const QByteArray letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-._~+/!*'";
    for (int place = 0; place < places().size(); ++place) {
        for (const int size : {4, 9, 33, 200}) {
            QByteArray secret;
            for (int index = 0; index < size; ++index) {
                // Letters at both ends, so that nothing trims or delimits it.
                const bool inside = index > 0 && index < size - 1;
                secret.append(letters.at(random.bounded(inside ? letters.size() : 40)));
            }
            QTest::addRow("%s, %d octets", places().at(place).first, size) << place << secret;
        }
        QTest::addRow("%s, spelled in many ways", places().at(place).first)
            << place << QByteArray("p\xC3\xA4ss!'word\xE2\x82\xAC");
    }
}

void TestRedaction::secretAppearsNowhere()
{
    QFETCH(const int, place);
    QFETCH(const QByteArray, secret);
    const Trace trace = echoedEverywhere(secret, places().at(place).second);
    const QByteArray shown = writeTrace(trace, Secrets::Show);
    const QByteArray file = writeTrace(trace);
    QVERIFY(shown.contains(secret));
    for (const QByteArray &spelling :
         {secret, secret.toPercentEncoding(), percentEncodedWholly(secret), secret.toBase64(),
          ("ann:" + secret).toBase64(), (secret + ":pw").toBase64()}) {
        QVERIFY2(!file.contains(spelling), qPrintable(QString::fromUtf8(spelling + "\n" + file)));
    }
    const Result<Trace> read = readTrace(file);
    QVERIFY(read);
    QVERIFY(read->redacted);
    // Octets that are no UTF-8 hide in Base64 in the file.
    QVERIFY(!read->hops.at(0).exchange.response->body.bytes.contains(secret));
    QVERIFY(read->hops.at(0).exchange.response->body.bytes.startsWith("\xFFREDACTED|"));
    QVERIFY(read->hops.at(0).exchange.response->body.redacted);
    QCOMPARE(writeTrace(skeleton(redactedTrace(trace))).size(), writeTrace(skeleton(trace)).size());
    QCOMPARE(writeTrace(*read), file);
}

void TestRedaction::basicAppearsNowhere()
{
    const QByteArray basic = QByteArray("ann:hunter2?>").toBase64();
    for (const QByteArray &location :
         {QByteArray("https://ann:hunter2%3F%3E@b.test/"), QByteArray("/x")}) {
        Hop hop = hopWith({});
        if (location == "/x") {
            hop.exchange.request.headers = {{"Authorization", "Basic " + basic, SetBy::Option}};
        }
        hop.exchange.response->headers = {{"Location", location, SetBy::User}};
        hop.exchange.response->body =
            bodyOf(R"({"headers": {"X": "Basic )" + QByteArray(basic).replace('/', R"(\/)")
                   + R"(", "user": "hunter2?\u003e"}, "html": "hunter2?&gt;"})");
        const Body body = redactedTrace(traceOf({hop})).hops.at(0).exchange.response->body;
        QCOMPARE(body.bytes,
                 R"({"headers": {"X": "Basic REDACTED", "user": "REDACTED"}, "html": "REDACTED"})");
    }
}

void TestRedaction::encodedEchoAppearsNowhere()
{
    const QByteArray secret("c00kieVALUE12345");
    for (const QByteArray &around :
         {QByteArray(), QByteArray("a"), QByteArray("ab"), QByteArray("abc")}) {
        Hop hop = hopWith({{"Cookie", "sid=" + secret, SetBy::User}});
        const QByteArray echo = (around + secret + around).toBase64();
        hop.exchange.response->body = bodyOf("echo " + echo + " end");
        const Body body = redactedTrace(traceOf({hop})).hops.at(0).exchange.response->body;
        QVERIFY2(body.bytes.contains(redactedMark), body.bytes.constData());
        QVERIFY(!QByteArray::fromBase64(body.bytes.mid(5).chopped(4)).contains(secret));
    }
    // A password beyond the basic plane, as JSON writers escape it by default.
    Hop hop = hopWith({{"X-Api-Key", "p4ss\xF0\x9F\x98\x80w0rd", SetBy::User}});
    hop.exchange.response->body = bodyOf(R"({"echo": "p4ss\ud83d\ude00w0rd"})");
    QCOMPARE(redactedTrace(traceOf({hop})).hops.at(0).exchange.response->body.bytes,
             R"({"echo": "REDACTED"})");
}

void TestRedaction::showKeepsEverything()
{
    for (const auto &[name, place] : places()) {
        const Trace trace = echoedEverywhere("s3cret/Pass", place);
        const Result<Trace> read = readTrace(writeTrace(trace, Secrets::Show));
        QVERIFY2(read, name);
        QCOMPARE(read->redacted, false);
        QCOMPARE(writeTrace(*read, Secrets::Show), writeTrace(trace, Secrets::Show));
        QCOMPARE(read->hops.at(1).exchange.request, trace.hops.at(1).exchange.request);
        QCOMPARE(read->hops.at(0).exchange.response->body,
                 trace.hops.at(0).exchange.response->body);
    }
}

void TestRedaction::hasNoEffectTwice_data()
{
    QTest::addColumn<QByteArray>("secret");
    // Secrets that look like what is around them.
    for (const char *secret : {"hunter2", "REDACTED", "REDACT", "ACTED", "xREDACTEDy", "a&token",
                               "token", "ED&x=1", "; Path", "sid=", "://a", "%41%42", "&quot;",
                               R"(","password":")", R"(\u0041\)", "aaaa", "http://a"}) {
        QTest::newRow(secret) << QByteArray(secret);
    }
}

void TestRedaction::hasNoEffectTwice()
{
    QFETCH(const QByteArray, secret);
    for (const auto &[name, place] : places()) {
        Trace trace = echoedEverywhere("otherSecret", place);
        trace.hops[1].exchange.request.headers.append({"X-Secret", secret, SetBy::User});
        trace.hops[1].exchange.request.headers.append({"Cookie", "a=" + secret, SetBy::User});
        trace.hops[1].exchange.request.headers.append({"X-Echo", secret + secret, SetBy::User});
        const QByteArray once = writeTrace(trace);
        QCOMPARE(writeTrace(redactedTrace(redactedTrace(trace))), once);
    }
}

void TestRedaction::ordinaryTraceStays()
{
    Hop hop = hopWith({{"Host", "a.test", SetBy::Client}, {"Accept", "*/*", SetBy::Client}},
                      "http://a.test/302/echo?x=1#top");
    hop.exchange.response->headers = {{"Location", "/echo?x=1", SetBy::User},
                                      {"WWW-Authenticate", "Basic", SetBy::User}};
    hop.exchange.response->body = bodyOf(R"({"hello": "world"})");
    Trace trace = traceOf({hop});
    trace.redacted = true;
    QCOMPARE(writeTrace(trace, Secrets::Redact), writeTrace(trace, Secrets::Show));
}

void TestRedaction::commonWordsStay()
{
    const Body body = bodyAfter("text/plain", "{it is true that a user sees abc}",
                                {{"Cookie", "consent=true; x=user; y=abc", SetBy::User}});
    QCOMPARE(body.bytes, "{it is true that a user sees abc}");
    QVERIFY(!body.redacted);
}

void TestRedaction::pathsStayPaths()
{
    const Hop hop =
        hopWith({{"Cookie", "next=/login/home", SetBy::User}}, "http://a.test/login/home?x");
    const Trace trace = redactedTrace(traceOf({hop}));
    QCOMPARE(serializeUrl(trace.hops.at(0).exchange.request.url), "http://a.test/REDACTED?x");
    QCOMPARE(trace.hops.at(0).exchange.request.target, "/REDACTED?x");
}

void TestRedaction::marksAreNoSecrets()
{
    const Body body = bodyAfter("text/plain", "REDACTED, RED and ACTED",
                                {{"Cookie", "a=REDACTED; b=ACTED; c=REDACTE", SetBy::User}});
    QCOMPARE(body.bytes, "REDACTED, RED and ACTED");
}

void TestRedaction::cutOffSecretGoes()
{
    Hop hop = hopWith({{"Authorization", "Bearer abcdefghij", SetBy::User}});
    hop.exchange.response->body = bodyOf("you sent Bearer abcdef");
    QCOMPARE(redactedTrace(traceOf({hop})).hops.at(0).exchange.response->body.bytes,
             "you sent Bearer abcdef");
    hop.exchange.response->body.truncated = true;
    QCOMPARE(redactedTrace(traceOf({hop})).hops.at(0).exchange.response->body.bytes,
             "you sent Bearer REDACTED");
}

void TestRedaction::hostsStay()
{
    // Structure: method, status, names, host, and the Host field that repeats it.
    Hop hop = hopWith({{"Host", "example.test", SetBy::Client},
                       {"accept", "x", SetBy::User},
                       {"Cookie", "a=example; b=accept; c=POST", SetBy::User}},
                      "http://example.test/");
    hop.exchange.request.method = "POST";
    const Request request = redactedTrace(traceOf({hop})).hops.at(0).exchange.request;
    QCOMPARE(request.method, "POST");
    QCOMPARE(serializeUrl(request.url), "http://example.test/");
    QCOMPARE(request.headers.at(0).value, "example.test");
    QCOMPARE(request.headers.at(1).name, "accept");
    QCOMPARE(request.headers.at(2).value, "a=REDACTED; b=REDACTED; c=REDACTED");
}

void TestRedaction::manySecretsAreQuick_data()
{
    QTest::addColumn<QByteArray>("start"); // of every secret
    QTest::addColumn<QByteArray>("body");
    const qsizetype size = qsizetype(1) << 20;
    QTest::newRow("different secrets, none there") << QByteArray() << QByteArray(size, 'x');
    QTest::newRow("nearly equal secrets, nearly there")
        << QByteArray(200, 'a') << QByteArray(size, 'a');
    QTest::newRow("secrets everywhere") << QByteArray() << QByteArray("1234567").repeated(size / 7);
    QTest::newRow("JSON names and quotes")
        << QByteArray() << '[' + QByteArray("\"a\":").repeated(size / 4);
    QTest::newRow("equal signs") << QByteArray() << '[' + QByteArray("=").repeated(size);
    QTest::newRow("percent signs") << QByteArray() << QByteArray("%31%").repeated(size / 4);
    QTest::newRow("parts of a form") << QByteArray() << QByteArray("--b").repeated(size / 3);
    QTest::newRow("forms within forms")
        << QByteArray()
        << QByteArray("--b\nContent-Type: multipart/x; boundary=b\n\n").repeated(size / 43);
    QTest::newRow("backslashes") << QByteArray() << QByteArray("\\").repeated(size);
}

void TestRedaction::manySecretsAreQuick()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, body);
    Hop hop = hopWith({});
    for (int number = 0; number < 3000; ++number) {
        hop.exchange.response->headers.append(
            {"Set-Cookie", "a=" + start + QByteArray::number(1'234'567 + number), SetBy::User});
    }
    hop.exchange.response->headers.append(
        {"Content-Type", "multipart/form-data; boundary=b", SetBy::User});
    hop.exchange.response->headers.append(
        {"Location", QByteArray("?a=@/").repeated(50'000), SetBy::User});
    hop.exchange.response->body = bodyOf(body);
    QElapsedTimer timer;
    timer.start();
    const Trace trace = redactedTrace(traceOf({hop}));
    const qint64 elapsed = timer.elapsed();
    qInfo("1 MiB, 3,000 secrets: %lld ms", elapsed);
    QVERIFY2(elapsed < 60'000, qPrintable(QString::number(elapsed)));
    QCOMPARE(trace.hops.at(0).exchange.response->headers.at(2999).value, "a=REDACTED");
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
