// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/clientprofile.h"
#include "ui/messagebar.h"
#include "ui/request/requestdraft.h"
#include "ui/request/requesteditor.h"
#include "ui/request/requestpaste.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hoplens;

namespace {

/// What cannot be told apart by anybody who gets the request.
bool isSameOnTheWire(Request a, Request b)
{
    for (Request *request : {&a, &b}) {
        for (Field &field : request->headers) {
            field.setBy = SetBy::User;
        }
    }
    return a == b;
}

} // namespace

/// What stands in the editor goes into a curl command and comes back from it.
class TestRequestCurl : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void wishComesBack_data();
    void wishComesBack();
    void optionsOfACommandLandInTheirFields();
    void connectionIsWhatTheCommandSays();
    void filesOfACommandAreNamed_data();
    void filesOfACommandAreNamed();
    void undoBringsEverythingBack();

private:
    RequestDraft pasted(const QString &command)
    {
        emit m_editor->requestPasted(command);
        return m_editor->draft();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<RequestEditor> m_editor;
    std::unique_ptr<MessageBar> m_messages;
};

void TestRequestCurl::init()
{
    m_editor = std::make_unique<RequestEditor>();
    m_messages = std::make_unique<MessageBar>();
    new RequestPaste(m_editor.get(), m_messages.get());
    m_editor->show();
    QFile file(m_folder.filePath(u"photo \"1\".png"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(QByteArray("\x89PNG\0\r\n", 7)) == 7);
}

void TestRequestCurl::cleanup()
{
    m_editor.reset();
    m_messages.reset();
}

void TestRequestCurl::wishComesBack_data()
{
    QTest::addColumn<RequestDraft>("draft");
    QTest::addColumn<bool>("isWholeDraftBack");

    const QString file = m_folder.filePath(u"photo \"1\".png"_qs);
    RequestDraft plain;
    plain.address = u"https://a.test/x?y"_qs;
    plain.client = u"curl"_qs;
    QTest::newRow("GET") << plain << true;
    RequestDraft draft = plain;
    draft.headers = {{true, {"X-A", "1"}}, {true, {"x-a", ""}}, {false, {"Accept", ""}}};
    QTest::newRow("headers, one of the client's taken away") << draft << true;

    draft.method = "POST";
    draft.body.kind = BodyKind::Text;
    draft.body.text = bodyOf("it's \"quoted\"\n@x");
    QTest::newRow("text") << draft << false; // its type comes back as a header
    draft.body.textType = "application/json";
    QTest::newRow("JSON") << draft << false;
    draft.body.textType.clear();
    QTest::newRow("text without a type") << draft << true;
    draft.body = {};
    draft.body.kind = BodyKind::Form;
    draft.body.fields = {{true, "a b", "1&2"}, {true, "c", ""}};
    QTest::newRow("form") << draft << true;
    draft.body = {};
    draft.body.kind = BodyKind::Multipart;
    draft.body.parts = {{true, "a", false, "@b;c=\"d\"", {}, {}, {}},
                        {true, "t", false, "\"x\\y\";z", {}, {}, "text/x; charset=utf-8"},
                        {true, "n", false, "x", {}, "name \"1\".txt", {}},
                        {true, "f", true, {}, file, "own;name", "image/png"}};
    QTest::newRow("multipart") << draft << true;
    draft.body.parts = {{true, "f", true, {}, file, {}, {}},
                        {false, "g", false, "off", {}, {}, {}}};
    QTest::newRow("file by the type of its name") << draft << false;
    draft.body.parts = {{true, "a=b", false, "x", {}, {}, {}}};
    QTest::newRow("part that curl cannot name") << draft << false;
    draft.body = {};
    draft.body.kind = BodyKind::File;
    draft.body.file = file;
    QTest::newRow("file") << draft << false;
    draft.body.fileType = "application/x-www-form-urlencoded";
    QTest::newRow("file with curl's own type") << draft << true;

    draft = plain;
    draft.auth = {AuthKind::Basic, "me", "p:w'\"", {}, AuthDraft().fieldName, {}};
    QTest::newRow("Basic") << draft << true;
    draft.auth = {AuthKind::Bearer, {}, {}, "a.b-c", AuthDraft().fieldName, {}};
    QTest::newRow("Bearer") << draft << true;
    draft.auth = {AuthKind::Custom, {}, {}, {}, "X-Key", "secret"};
    QTest::newRow("field of one's own") << draft << false;
    draft = plain;
    draft.cookies = {"sid=1; b=2", {}};
    draft.auth = {AuthKind::Basic, "me", "pw", {}, AuthDraft().fieldName, {}};
    QTest::newRow("cookies and credentials") << draft << true;
    draft = plain;
    draft.client = u"browser-navigation"_qs;
    draft.options.maxHops = 3;
    draft.options.timeout = std::chrono::milliseconds(2500);
    draft.options.connectTimeout = std::chrono::milliseconds(1001);
    draft.options.trust = TlsTrust::Anything;
    draft.options.proxy = ProxyUse::Address;
    draft.options.proxyAddress = u"http://me:pw@proxy.test:3128"_qs;
    draft.options.resolve = u"a.test:443:127.0.0.1,::1\nb.test:80:127.0.0.2"_qs;
    QTest::newRow("connection") << draft << true;
    draft.options = {};
    draft.options.proxy = ProxyUse::None;
    draft.options.stack = NetworkStack::Qt;
    QTest::newRow("no proxy, HTTP/2") << draft << true;
}

void TestRequestCurl::wishComesBack()
{
    QFETCH(RequestDraft, draft);
    QFETCH(bool, isWholeDraftBack);
    m_editor->setDraft(draft);
    draft.client = m_editor->client().id;
    QVERIFY(m_editor->draft() == draft);
    const Result<Request> request = m_editor->request();
    QVERIFY2(request, request ? "" : qPrintable(request.error().detail));
    const Result<QString> command = m_editor->curlCommand();
    QVERIFY2(command, command ? "" : qPrintable(command.error().detail));

    RequestDraft other;
    other.client = draft.client;
    m_editor->setDraft(other);
    const RequestDraft back = pasted(*command);
    const Result<Request> again = m_editor->request();
    QVERIFY2(again, qPrintable(*command + (again ? QString() : again.error().detail)));
    QVERIFY2(isSameOnTheWire(*again, *request), qPrintable(*command));
    QVERIFY2(back.options == draft.options, qPrintable(*command));
    QVERIFY2(!isWholeDraftBack || back == draft, qPrintable(*command));
}

void TestRequestCurl::optionsOfACommandLandInTheirFields()
{
    const RequestDraft draft =
        pasted(u"curl -k --cacert /tmp/ca.pem -x socks5://p.test:1 --resolve a.test:443:127.0.0.1 "
               "--connect-timeout 2.5 -b /tmp/cookies.txt --max-redirs 7 https://a.test/"_qs);
    QCOMPARE(draft.options.trust, TlsTrust::Anything);
    QCOMPARE(draft.options.authorityFile, u"/tmp/ca.pem"_qs);
    QCOMPARE(draft.options.proxy, ProxyUse::Address);
    QCOMPARE(draft.options.proxyAddress, u"socks5://p.test:1"_qs);
    QCOMPARE(draft.options.resolve, u"a.test:443:127.0.0.1"_qs);
    QCOMPARE(draft.options.connectTimeout, std::chrono::milliseconds(2500));
    QCOMPARE(draft.options.maxHops, 7);
    QCOMPARE(draft.cookies.file, u"/tmp/cookies.txt"_qs);
    QCOMPARE(m_messages->findChild<QLabel *>(u"messageText"_qs)->text(),
             u"The request was pasted."_qs);
    QCOMPARE(pasted(u"curl --cacert /tmp/ca.pem https://a.test/"_qs).options.trust,
             TlsTrust::OwnAuthority);
}

void TestRequestCurl::connectionIsWhatTheCommandSays()
{
    RequestDraft before;
    before.options.trust = TlsTrust::Anything;
    before.options.proxy = ProxyUse::None;
    before.options.resolve = u"a.test:80:127.0.0.1"_qs;
    before.options.maxHops = 4;
    before.options.idleTimeout = std::chrono::milliseconds(5);
    m_editor->setDraft(before);
    const RequestDraft draft = pasted(u"curl https://a.test/"_qs);
    QCOMPARE(draft.options.trust, TlsTrust::System);
    QCOMPARE(draft.options.proxy, ProxyUse::Environment);
    QVERIFY(draft.options.resolve.isEmpty());
    QCOMPARE(draft.options.maxHops, 4);
    QCOMPARE(draft.options.idleTimeout, std::chrono::milliseconds(5));
}

void TestRequestCurl::filesOfACommandAreNamed_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("file");

    QTest::newRow("-F") << u"curl -F 'f=@\"/no/a b.jpg\";type=image/x' a.test"_qs << u"POST"_qs
                        << u"/no/a b.jpg"_qs;
    QTest::newRow("--data-binary")
        << u"curl --data-binary @/no/x a.test"_qs << u"POST"_qs << u"/no/x"_qs;
    QTest::newRow("-T") << u"curl -T /no/y a.test/dir/"_qs << u"PUT"_qs << u"/no/y"_qs;
}

void TestRequestCurl::filesOfACommandAreNamed()
{
    QFETCH(QString, command);
    QFETCH(QString, method);
    QFETCH(QString, file);
    const RequestDraft draft = pasted(command);
    QCOMPARE(QString::fromLatin1(draft.method), method);
    QCOMPARE(draft.body.kind == BodyKind::File ? draft.body.file : draft.body.parts.at(0).file,
             file);
    QSignalSpy sent(m_editor.get(), &RequestEditor::sendRequested);
    m_editor->submit();
    QCOMPARE(sent.size(), 0);
    const QString problem = m_editor->findChild<QLabel *>(u"problem"_qs)->text();
    QVERIFY2(problem.contains(file) && problem.contains(u"not there"_qs), qPrintable(problem));
    if (method == u"PUT"_qs) {
        QVERIFY(draft.address.endsWith(u"/dir/y"_qs));
    }
}

void TestRequestCurl::undoBringsEverythingBack()
{
    RequestDraft before;
    before.method = "NOT A METHOD";
    before.address = u"no: address"_qs;
    before.client = m_editor->client().id;
    before.headers = {{false, {"bad name", "x"}}};
    before.body.kind = BodyKind::Multipart;
    before.body.text = bodyOf("kept");
    before.body.parts = {{true, {}, true, {}, u"/nowhere"_qs, {}, {}}};
    before.body.fields = {{true, "a", "b"}};
    before.auth = {AuthKind::Custom, "u", "p", "t", "bad name", "v"};
    before.cookies = {"no cookie", u"/nowhere"_qs};
    before.options.proxy = ProxyUse::Address;
    before.options.proxyAddress = u"no proxy"_qs;
    before.options.resolve = u"nothing"_qs;
    m_editor->setDraft(before);
    QVERIFY(m_editor->draft() == before);
    pasted(u"curl -d x -u a:b -b c=d -k https://a.test/"_qs);
    QVERIFY(!(m_editor->draft() == before));
    m_messages->findChild<QAbstractButton *>(u"accept"_qs)->click();
    QVERIFY(m_editor->draft() == before);
}

QTEST_MAIN(TestRequestCurl)
#include "tst_requestcurl.moc"
