// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/clientprofile.h"
#include "ui/request/headertable.h"
#include "ui/request/noteline.h"
#include "ui/request/requestdraft.h"
#include "ui/request/requesteditor.h"
#include "ui/request/summarybar.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hoplens;

/// What cannot be sent, and what wins over what.
class TestRequestProblems : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void badInputIsOneSentenceInTheRightPlace_data();
    void badInputIsOneSentenceInTheRightPlace();
    void http2RefusesBeforeSending();
    void userNameInTheAddressIsSentAsBasic();
    void headerByHandWinsOverAuth();
    void cookieFileNeedsAClientThatKeepsCookies();

private:
    template <typename T> T *find(const char *name) const
    {
        T *found = m_editor->findChild<T *>(QLatin1String(name));
        Q_ASSERT(found != nullptr);
        return found;
    }
    QString value(const char *name) const { return find<SummaryButton>(name)->value(); }
    QString note(const char *name) const { return find<NoteLine>(name)->note(); }

    std::unique_ptr<RequestEditor> m_editor;
};

void TestRequestProblems::init()
{
    m_editor = std::make_unique<RequestEditor>();
    m_editor->resize(900, 500);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    m_editor->setAddress(u"http://a.test/"_qs);
}

void TestRequestProblems::cleanup()
{
    m_editor.reset();
}

void TestRequestProblems::badInputIsOneSentenceInTheRightPlace_data()
{
    QTest::addColumn<RequestDraft>("draft");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("focus");

    RequestDraft good;
    good.address = u"http://a.test/"_qs;
    const auto row = [&](const char *name, const char *says, const char *focus, auto &&spoil) {
        RequestDraft draft = good;
        spoil(draft);
        QTest::newRow(name) << draft << QString::fromLatin1(says) << QString::fromLatin1(focus);
    };
    row("missing body file", "not there", "bodyFile", [](RequestDraft &draft) {
        draft.body.kind = BodyKind::File;
        draft.body.file = u"/nowhere"_qs;
    });
    row("missing part file", "not there", "partTable", [](RequestDraft &draft) {
        draft.body.kind = BodyKind::Multipart;
        draft.body.parts = {{true, "f", true, {}, u"/nowhere"_qs, {}, {}}};
    });
    row("no token", "token", "authToken",
        [](RequestDraft &draft) { draft.auth.kind = AuthKind::Bearer; });
    row("colon in a user name", "colon", "authUser",
        [](RequestDraft &draft) { draft.auth = {AuthKind::Basic, "a:b", "c", {}, {}, {}}; });
    row("forgotten password", "again", "authPassword", [](RequestDraft &draft) {
        draft.auth = {AuthKind::Basic, "a", {}, {}, {}, {}};
        draft.auth.forgotten = true;
    });
    row("bad custom field", "X Y", "authFieldName",
        [](RequestDraft &draft) { draft.auth = {AuthKind::Custom, {}, {}, {}, "X Y", "v"}; });
    row("no cookie", "name=value", "cookieField",
        [](RequestDraft &draft) { draft.cookies.field = "x"; });
    row("bad proxy", "http://host:3128", "proxyAddress", [](RequestDraft &draft) {
        draft.options.proxy = ProxyUse::Address;
        draft.options.proxyAddress = u"ftp://x"_qs;
    });
    row("bad address to connect to", "HOST:PORT:ADDRESS", "resolve",
        [](RequestDraft &draft) { draft.options.resolve = u"a.test"_qs; });
    row("missing authority", "/nowhere", "authorityFile", [](RequestDraft &draft) {
        draft.options.trust = TlsTrust::OwnAuthority;
        draft.options.authorityFile = u"/nowhere"_qs;
    });
    row("HTTP/2 with a time for TLS", "HTTP/2", "tlsTimeout", [](RequestDraft &draft) {
        draft.options.stack = NetworkStack::Qt;
        draft.options.tlsTimeout = std::chrono::milliseconds(1);
    });
    row("header that cannot be sent", "Transfer-Encoding", "headerTable", [](RequestDraft &draft) {
        draft.headers = {{true, {"Transfer-Encoding", "chunked"}}};
    });
}

void TestRequestProblems::badInputIsOneSentenceInTheRightPlace()
{
    QFETCH(RequestDraft, draft);
    QFETCH(QString, says);
    QFETCH(QString, focus);
    m_editor->setDraft(draft);
    QSignalSpy sent(m_editor.get(), &RequestEditor::sendRequested);
    m_editor->submit();
    QCOMPARE(sent.size(), 0);
    const QString problem = find<QLabel>("problem")->text();
    QVERIFY2(problem.contains(says), qPrintable(problem));
    QVERIFY2(problem.endsWith(u'.'), qPrintable(problem));
    auto *where = m_editor->findChild<QWidget *>(focus);
    QVERIFY(where->isVisible());
    QVERIFY2(where->hasFocus(), qPrintable(QApplication::focusWidget()->objectName()));
}

void TestRequestProblems::http2RefusesBeforeSending()
{
    RequestDraft draft = m_editor->draft();
    draft.options.stack = NetworkStack::Qt;
    m_editor->setDraft(draft);
    QVERIFY(m_editor->request());
    draft.headers = {{true, {"X-Twice", "1"}}, {true, {"X-Twice", "2"}}};
    m_editor->setDraft(draft);
    const Result<Request> request = m_editor->request();
    QVERIFY(!request);
    QVERIFY2(request.error().detail.contains(u"X-Twice"_qs), qPrintable(request.error().detail));
}

void TestRequestProblems::userNameInTheAddressIsSentAsBasic()
{
    QSignalSpy sent(m_editor.get(), &RequestEditor::sendRequested);
    m_editor->setAddress(u"http://me:pw@a.test/"_qs);
    m_editor->submit();
    QCOMPARE(sent.size(), 1);
    const auto request = sent.at(0).at(0).value<Request>();
    QCOMPARE(firstValue(request.headers, "Authorization"), "Basic bWU6cHc=");
    QCOMPARE(m_editor->draft().address, u"http://me:pw@a.test/"_qs);
}

void TestRequestProblems::headerByHandWinsOverAuth()
{
    find<QComboBox>("authKind")->setCurrentIndex(static_cast<int>(AuthKind::Bearer));
    find<QLineEdit>("authToken")->setText(u"t"_qs);
    auto *headers = find<HeaderTable>("headerTable")->headers();
    headers->setRows({{true, {"authorization", "Own x"}}});
    QCOMPARE(m_editor->request()->headers, Headers({{"authorization", "Own x"}}));
    QVERIFY(note("authResult").contains(u"decides"_qs));
    QCOMPARE(value("authSummary"), u"by your header"_qs);
    headers->setRows({});
    QCOMPARE(m_editor->request()->headers, Headers({{"Authorization", "Bearer t", SetBy::Option}}));
}

void TestRequestProblems::cookieFileNeedsAClientThatKeepsCookies()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"cookies.txt"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("a.test\tFALSE\t/\tFALSE\t0\tsid\t1\n") > 0);
    file.close();
    find<QLineEdit>("cookieFile")->setText(file.fileName());
    int withJar = 0;
    for (const ClientProfile &profile : clientProfiles()) {
        m_editor->setClient(profile.id);
        QCOMPARE(static_cast<bool>(m_editor->request()), profile.cookies.jar);
        QCOMPARE(m_editor->options().cookies.cookies().size(), profile.cookies.jar ? 1 : 0);
        QCOMPARE(note("cookieFileNote"),
                 profile.cookies.jar ? u"1 cookie."_qs : note("cookieFileNote"));
        withJar += profile.cookies.jar ? 1 : 0;
    }
    QVERIFY(withJar > 0);
    QCOMPARE(value("cookieSummary"), u"a file"_qs);
}

QTEST_MAIN(TestRequestProblems)
#include "tst_requestproblems.moc"
