// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/redaction.h"
#include "ui/request/draftjson.h"
#include "ui/request/requestdraft.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace hoplens;

namespace {

/// A draft in which nothing is as in a new one.
RequestDraft fullDraft()
{
    RequestDraft draft;
    draft.method = "BAD METHOD";
    draft.address = u"https://me:pass-in-url@a.test/x?token=query-secret&a=1"_qs;
    draft.client = u"curl"_qs;
    draft.headers = {{true, {"X-One", "1"}},
                     {false, {"Authorization", "Bearer header-secret"}},
                     {true, {"bad name", "caf\xe9", SetBy::Option}},
                     {true, {"X-Echo", "I know query-secret"}}};
    draft.body.kind = BodyKind::Multipart;
    draft.body.text = bodyOf(R"({"password":"body-secret","b":"header-secret"})");
    draft.body.textType = "application/json";
    draft.body.fields = {{true, "a b", "1&2"}, {false, "password", "field-secret"}};
    draft.body.parts = {{true, "p", false, "text", {}, {}, "text/x"},
                        {false, "f", true, {}, u"/tmp/no such file"_qs, "name.txt", {}},
                        {true, "api_key", false, "part-secret", {}, {}, {}}};
    draft.body.file = u"/tmp/other"_qs;
    draft.body.fileType = "image/png";
    draft.auth = {AuthKind::Basic, "me", "auth-password", "auth-token", "X-Key", "auth-value"};
    draft.cookies = {"sid=cookie-secret", u"/tmp/cookies.txt"_qs};
    draft.options.maxHops = 3;
    draft.options.timeout = std::chrono::milliseconds(1);
    draft.options.connectTimeout = std::chrono::milliseconds(2);
    draft.options.tlsTimeout = std::chrono::milliseconds(0);
    draft.options.firstByteTimeout = std::chrono::milliseconds(3);
    draft.options.idleTimeout = std::chrono::milliseconds(4);
    draft.options.followRefresh = true;
    draft.options.freshConnections = true;
    draft.options.resends = false;
    draft.options.stack = NetworkStack::Qt;
    draft.options.trust = TlsTrust::OwnAuthority;
    draft.options.authorityFile = u"/tmp/ca.pem"_qs;
    draft.options.proxy = ProxyUse::Address;
    draft.options.proxyAddress = u"http://p:proxy-secret@proxy.test:3128"_qs;
    draft.options.resolve = u"a.test:443:127.0.0.1\nnot yet"_qs;
    return draft;
}

RequestDraft throughJson(const RequestDraft &draft, Secrets secrets)
{
    const QByteArray text = QJsonDocument(draftToJson(draft, secrets)).toJson();
    return draftFromJson(QJsonDocument::fromJson(text).object());
}

} // namespace

class TestRequestDraft : public QObject {
    Q_OBJECT

private slots:
    void everythingComesBack_data();
    void everythingComesBack();
    void noSecretStaysInARedactedDraft();
    void redactedDraftIsAValueThatStays();
    void forgottenSecretHasToBeTyped();
    void damagedJsonGivesWhatCanBeRead();
};

void TestRequestDraft::everythingComesBack_data()
{
    QTest::addColumn<RequestDraft>("draft");

    QTest::newRow("new") << RequestDraft();
    QTest::newRow("full") << fullDraft();
    RequestDraft draft;
    draft.method.clear();
    draft.body.kind = BodyKind::Text;
    draft.body.text = bodyOf(QByteArray("\x00\xff", 2));
    draft.body.textType.clear();
    QTest::newRow("octets without a type") << draft;
    for (const AuthKind kind : {AuthKind::None, AuthKind::Bearer, AuthKind::Custom}) {
        draft.auth.kind = kind;
        QTest::addRow("auth %d", static_cast<int>(kind)) << draft;
    }
}

void TestRequestDraft::everythingComesBack()
{
    QFETCH(RequestDraft, draft);
    const RequestDraft back = throughJson(draft, Secrets::Show);
    QVERIFY(back.headers == draft.headers);
    QVERIFY(back.body == draft.body);
    QVERIFY(back.auth == draft.auth);
    QVERIFY(back.cookies == draft.cookies);
    QVERIFY(back.options == draft.options);
    QVERIFY(back == draft);
}

void TestRequestDraft::noSecretStaysInARedactedDraft()
{
    const QByteArray text = QJsonDocument(draftToJson(fullDraft(), Secrets::Redact)).toJson();
    for (const char *secret : {"pass-in-url", "query-secret", "header-secret", "body-secret",
                               "field-secret", "part-secret", "auth-password", "auth-token",
                               "auth-value", "cookie-secret", "proxy-secret"}) {
        QVERIFY2(!text.contains(secret), secret);
    }
    const RequestDraft draft = draftFromJson(QJsonDocument::fromJson(text).object());
    QVERIFY(draft.address.startsWith(u"https://"_qs));
    QVERIFY(draft.address.endsWith(u"&a=1"_qs));
    QCOMPARE(draft.body.parts.at(0).text, "text");
    QCOMPARE(draft.body.fields.at(0).value, "1&2");
    QCOMPARE(draft.headers.at(0).field.value, "1");
    QVERIFY(draft.options.proxyAddress.endsWith(u"@proxy.test:3128"_qs)
            || draft.options.proxyAddress.contains(u"@proxy.test:3128"_qs));
    QVERIFY(draft.body.text.redacted);
}

void TestRequestDraft::redactedDraftIsAValueThatStays()
{
    const RequestDraft once = redactedDraft(fullDraft());
    QVERIFY(redactedDraft(once) == once);
    RequestDraft harmless;
    harmless.address = u"a.test/x?y=1"_qs;
    harmless.headers = {{true, {"Accept", "*/*"}}};
    harmless.body.kind = BodyKind::Text;
    harmless.body.text = bodyOf("hello");
    QVERIFY(redactedDraft(harmless) == harmless);
}

void TestRequestDraft::forgottenSecretHasToBeTyped()
{
    RequestDraft draft;
    draft.auth = {AuthKind::Bearer, {}, {}, "token", {}, {}};
    QVERIFY(authProblem(draft.auth).isEmpty());
    const AuthDraft kept = throughJson(draft, Secrets::Redact).auth;
    QVERIFY(kept.forgotten);
    QVERIFY(kept.token.isEmpty());
    QVERIFY(authProblem(kept).contains(u"again"_qs));
}

void TestRequestDraft::damagedJsonGivesWhatCanBeRead()
{
    QVERIFY(draftFromJson({}) == RequestDraft());
    QJsonObject object = draftToJson(fullDraft(), Secrets::Show);
    object.insert(u"auth"_qs, 7);
    object.insert(u"method"_qs, QJsonArray());
    QJsonObject body = object.value(u"body"_qs).toObject();
    body.insert(u"kind"_qs, u"of a newer version"_qs);
    object.insert(u"body"_qs, body);
    object.insert(u"more"_qs, 1);
    const RequestDraft draft = draftFromJson(object);
    QCOMPARE(draft.method, "GET");
    QVERIFY(draft.auth == AuthDraft());
    QCOMPARE(draft.body.kind, BodyKind::None);
    QCOMPARE(draft.body.parts.size(), 3);
    QCOMPARE(draft.headers.size(), 4);
    QCOMPARE(draft.options.maxHops, 3);
}

QTEST_MAIN(TestRequestDraft)
#include "tst_requestdraft.moc"
