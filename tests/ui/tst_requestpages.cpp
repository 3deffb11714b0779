// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/formmodels.h"
#include "ui/request/headertable.h"
#include "ui/request/noteline.h"
#include "ui/request/requestdraft.h"
#include "ui/request/requesteditor.h"
#include "ui/request/secondsbox.h"
#include "ui/request/secretfield.h"
#include "ui/request/summarybar.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hoplens;

Q_DECLARE_METATYPE(hoplens::EditorPage)

class TestRequestPages : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void wordsOpenAndCloseTheirPages();
    void pagesAreOpenedByKeyboard_data();
    void pagesAreOpenedByKeyboard();
    void heightIsTheSameOnAllPages();
    void pagesLeaveRoomForTheTrace();
    void fitsIntoASmallWindow_data();
    void fitsIntoASmallWindow();
    void draftComesBack();
    void everyEditIsAnnounced();

    void headersAreEditedAsText();
    void headerNamesAreCompleted();
    void rowsAreMovedByKeyboard();

    void kindsKeepTheirContent();
    void formByKeyboard();
    void multipartByKeyboard();
    void jsonIsCheckedWhileTyping();
    void jsonIsFormatted();
    void missingBoundaryIsSaid();

    void authShowsTheFieldThatResults();
    void headerByHandWinsOverAuth();
    void cookieFileNeedsAClientThatKeepsCookies();
    void certificateWarningIsThere();
    void optionsComeBackWithTheStack();
    void summarySaysEverything();

    void badInputIsOneSentenceInTheRightPlace_data();
    void badInputIsOneSentenceInTheRightPlace();
    void http2RefusesBeforeSending();
    void userNameInTheAddressIsSentAsBasic();

private:
    template <typename T> T *find(const char *name) const
    {
        T *found = m_editor->findChild<T *>(QLatin1String(name));
        Q_ASSERT(found != nullptr);
        return found;
    }
    QString value(const char *name) const { return find<SummaryButton>(name)->value(); }
    QString note(const char *name) const { return find<NoteLine>(name)->note(); }
    void setBody(BodyKind kind)
    {
        find<QComboBox>("bodyKind")->setCurrentIndex(static_cast<int>(kind));
    }
    /// Types into the cell that is being edited.
    void typeInCell(const QString &text, Qt::Key end)
    {
        QWidget *cell = QApplication::focusWidget();
        QVERIFY(qobject_cast<QLineEdit *>(cell) != nullptr);
        QTest::keyClicks(cell, text);
        QTest::keyClick(cell, end);
    }

    std::unique_ptr<RequestEditor> m_editor;
};

void TestRequestPages::init()
{
    m_editor = std::make_unique<RequestEditor>();
    m_editor->resize(900, 500);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    m_editor->setAddress(u"http://a.test/"_qs);
}

void TestRequestPages::cleanup()
{
    m_editor.reset();
}

void TestRequestPages::wordsOpenAndCloseTheirPages()
{
    QSignalSpy expanded(m_editor.get(), &RequestEditor::expandedChanged);
    QTest::mouseClick(find<SummaryButton>("authSummary"), Qt::LeftButton);
    QVERIFY(m_editor->isExpanded());
    QVERIFY(find<QComboBox>("authKind")->isVisible());
    QVERIFY(find<SummaryButton>("authSummary")->isChecked());
    QTest::mouseClick(find<SummaryButton>("bodySummary"), Qt::LeftButton);
    QVERIFY(find<QComboBox>("bodyKind")->isVisible());
    QVERIFY(!find<SummaryButton>("authSummary")->isChecked());
    QTest::mouseClick(find<SummaryButton>("bodySummary"), Qt::LeftButton);
    QVERIFY(!m_editor->isExpanded());
    QVERIFY(!find<SummaryButton>("bodySummary")->isChecked());
    QCOMPARE(expanded.size(), 2);
}

void TestRequestPages::pagesAreOpenedByKeyboard_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("first");

    QTest::newRow("body") << int(Qt::Key_B) << u"bodyKind"_qs;
    QTest::newRow("headers") << int(Qt::Key_D) << u"headersAsText"_qs;
    QTest::newRow("auth") << int(Qt::Key_A) << u"authKind"_qs;
    QTest::newRow("cookies") << int(Qt::Key_C) << u"cookieField"_qs;
    QTest::newRow("options") << int(Qt::Key_O) << u"maxHops"_qs;
}

void TestRequestPages::pagesAreOpenedByKeyboard()
{
    QFETCH(int, key);
    QFETCH(QString, first);
    QTest::keyClick(m_editor.get(), static_cast<Qt::Key>(key), Qt::AltModifier);
    auto *control = m_editor->findChild<QWidget *>(first);
    QTRY_VERIFY(control->isVisible()); // a button pressed by its letter is seen to go down
    // From the line of words, Tab leads into the page.
    int steps = 0;
    for (; steps < 12 && QApplication::focusWidget() != control; ++steps) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY2(QApplication::focusWidget() == control, qPrintable(first));
}

void TestRequestPages::heightIsTheSameOnAllPages()
{
    m_editor->setExpanded(true);
    const int height = find<QStackedWidget>("details")->height();
    for (const EditorPage page : {EditorPage::Body, EditorPage::HeaderFields, EditorPage::Auth,
                                  EditorPage::Cookies, EditorPage::Options}) {
        m_editor->showPage(page);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(find<QStackedWidget>("details")->height(), height);
    }
}

void TestRequestPages::pagesLeaveRoomForTheTrace()
{
    m_editor->setExpanded(true);
    m_editor->resize(800, 600);
    QTRY_VERIFY(find<QStackedWidget>("details")->height() <= 600 * 4 / 10);
    m_editor->resize(800, 1000);
    QTRY_VERIFY(find<QStackedWidget>("details")->height() >= 200);
}

void TestRequestPages::fitsIntoASmallWindow_data()
{
    QTest::addColumn<int>("points");
    for (const int points : {8, 12, 24}) {
        QTest::addRow("%d points", points) << points;
    }
}

void TestRequestPages::fitsIntoASmallWindow()
{
    QFETCH(int, points);
    const QFont usual = QApplication::font();
    QFont font = usual;
    font.setPointSize(points);
    QApplication::setFont(font);
    const RequestEditor editor;
    QApplication::setFont(usual);
    const QList<QWidget *> widgets = editor.findChildren<QWidget *>();
    QString widest;
    for (const QWidget *widget : widgets) {
        if (widget->minimumSizeHint().width() > 700) {
            widest += widget->objectName() + u' ' + QLatin1String(widget->metaObject()->className())
                + u", "_qs;
        }
    }
    QVERIFY2(editor.minimumSizeHint().width() <= 800, qPrintable(widest));
}

void TestRequestPages::draftComesBack()
{
    RequestDraft draft = m_editor->draft();
    draft.method = "PUT";
    draft.headers = {{false, {"bad name", "caf\xe9"}}, {true, {"X", "1", SetBy::Option}}};
    draft.body.kind = BodyKind::Multipart;
    draft.body.text = bodyOf(QByteArray("\0\xff", 2));
    draft.body.textType = "x/y";
    draft.body.fields = {{false, "a", "b"}};
    draft.body.parts = {{true, "p", true, "kept", u"/nowhere"_qs, "n", "t"}};
    draft.body.file = u"/nowhere/else"_qs;
    draft.body.fileType = "f/t";
    draft.auth = {AuthKind::Custom, "u", "p", "t", "n", "v"};
    draft.cookies = {"a=b", u"/no/cookies"_qs};
    draft.options.timeout = std::chrono::milliseconds(1234);
    draft.options.resolve = u"not\nyet"_qs;
    draft.options.proxyAddress = u"kept"_qs;
    draft.options.authorityFile = u"kept.pem"_qs;
    m_editor->setDraft(draft);
    QVERIFY(m_editor->draft() == draft);
    m_editor->setDraft(RequestDraft());
    RequestDraft empty;
    empty.client = m_editor->client().id;
    QVERIFY(m_editor->draft() == empty);
}

void TestRequestPages::everyEditIsAnnounced()
{
    QSignalSpy edited(m_editor.get(), &RequestEditor::edited);
    const auto isAnnounced = [&](auto &&edit) {
        edited.clear();
        edit();
        return !edited.isEmpty();
    };
    QVERIFY(isAnnounced([&] { find<QLineEdit>("address")->setText(u"b.test"_qs); }));
    QVERIFY(isAnnounced([&] { find<QComboBox>("method")->setCurrentText(u"PUT"_qs); }));
    QVERIFY(isAnnounced([&] { setBody(BodyKind::File); }));
    QVERIFY(isAnnounced([&] { find<QLineEdit>("bodyFile")->setText(u"x"_qs); }));
    QVERIFY(isAnnounced([&] { find<QComboBox>("authKind")->setCurrentIndex(1); }));
    QVERIFY(isAnnounced([&] { find<QLineEdit>("authPassword")->setText(u"x"_qs); }));
    QVERIFY(isAnnounced([&] { find<QLineEdit>("cookieField")->setText(u"a=b"_qs); }));
    QVERIFY(isAnnounced([&] { find<QPlainTextEdit>("resolve")->setPlainText(u"x"_qs); }));
    QVERIFY(isAnnounced([&] { find<SecondsBox>("idleTimeout")->setValue(1); }));
}

void TestRequestPages::headersAreEditedAsText()
{
    auto *headers = find<HeaderTable>("headerTable")->headers();
    const QList<HeaderRow> rows{{true, {"A", "caf\xe9"}}, {false, {"B", "2"}}, {true, {"A", "3"}}};
    headers->setRows(rows);
    m_editor->showPage(EditorPage::HeaderFields);
    auto *toggle = find<QToolButton>("headersAsText");
    auto *text = find<QPlainTextEdit>("headerText");
    toggle->click();
    QVERIFY(text->isVisible());
    QCOMPARE(text->toPlainText(), u"A: caf\u00e9\n# B: 2\nA: 3"_qs);
    toggle->click();
    QVERIFY(headers->rows() == rows);
    toggle->click();
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClicks(text, u"C: new"_qs);
    QCOMPARE(headers->rows().size(), 4);
    QVERIFY(headers->rows().at(0) == rows.at(0));
    QCOMPARE(headers->rows().at(3).field.value, "new");
    QCOMPARE(value("headerSummary"), u"3"_qs);

    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClicks(text, u"bad name: x"_qs);
    text->moveCursor(QTextCursor::Start);
    m_editor->submit();
    QVERIFY(find<QLabel>("problem")->text().contains(u"bad name"_qs));
    QVERIFY(text->hasFocus());
    QCOMPARE(text->textCursor().blockNumber(), 5);
}

void TestRequestPages::headerNamesAreCompleted()
{
    m_editor->showPage(EditorPage::HeaderFields);
    auto *table = find<HeaderTable>("headerTable");
    const auto completions = [&](int column, const QString &typed) {
        table->setFocus();
        table->setCurrentIndex(table->headers()->index(0, column));
        QTest::keyClick(table, Qt::Key_Return);
        auto *cell = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (cell == nullptr || cell->completer() == nullptr) {
            return QStringList();
        }
        cell->completer()->setCompletionPrefix(typed);
        QStringList words;
        for (int row = 0; row < cell->completer()->completionCount(); ++row) {
            cell->completer()->setCurrentRow(row);
            words.append(cell->completer()->currentCompletion());
        }
        QTest::keyClick(cell, Qt::Key_Escape);
        return words;
    };
    QVERIFY(completions(0, u"cache"_qs).contains(u"Cache-Control"_qs));
    table->headers()->setRows({{true, {"CONTENT-TYPE", ""}}});
    QVERIFY(completions(1, u"json"_qs).contains(u"application/json"_qs));
    table->headers()->setRows({{true, {"X-Unknown", ""}}});
    QCOMPARE(completions(1, u"a"_qs), QStringList());
}

void TestRequestPages::rowsAreMovedByKeyboard()
{
    auto *table = find<HeaderTable>("headerTable");
    const QAbstractItemModelTester tester(table->headers(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    table->headers()->setRows({{true, {"A", "1"}}, {true, {"B", "2"}}, {true, {"A", "1"}}});
    m_editor->showPage(EditorPage::HeaderFields);
    table->setFocus();
    table->setCurrentIndex(table->headers()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(table->headers()->rows().at(0).field.name, "B");
    QCOMPARE(table->currentIndex().row(), 0);
    QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier); // is at the end
    QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(table->headers()->rows().at(2).field.name, "B");
    QCOMPARE(table->headers()->rows().size(), 3);
}

void TestRequestPages::kindsKeepTheirContent()
{
    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Text);
    QTest::keyClicks(find<QPlainTextEdit>("bodyText"), u"kept"_qs);
    const BodyDraft before = m_editor->draft().body;
    for (const BodyKind kind :
         {BodyKind::Form, BodyKind::Multipart, BodyKind::File, BodyKind::None, BodyKind::Text}) {
        setBody(kind);
    }
    QVERIFY(m_editor->draft().body == before);
    QCOMPARE(m_editor->request()->body->bytes, "kept");
}

void TestRequestPages::formByKeyboard()
{
    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Form);
    auto *table = find<RowTable>("formTable");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    typeInCell(u"a b"_qs, Qt::Key_Tab);
    typeInCell(u"1&2"_qs, Qt::Key_Return);
    QTRY_COMPARE(m_editor->request()->body->bytes, "a+b=1%262");
    QVERIFY(m_editor->request()->headers.contains(
        {"Content-Type", "application/x-www-form-urlencoded", SetBy::Option}));
    QCOMPARE(value("bodySummary"), u"9 B · application/x-www-form-urlencoded"_qs);
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(m_editor->request()->body->bytes, "");
}

void TestRequestPages::multipartByKeyboard()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"f.json"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("{}") == 2);
    file.close();

    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Multipart);
    auto *table = find<RowTable>("partTable");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, PartModel::Name));
    QTest::keyClick(table, Qt::Key_Return);
    typeInCell(u"f"_qs, Qt::Key_Return);
    QTRY_COMPARE(m_editor->draft().body.parts.size(), 1);
    table->setCurrentIndex(table->model()->index(0, PartModel::Kind));
    QTest::keyClick(table, Qt::Key_Return);
    auto *kind = qobject_cast<QComboBox *>(QApplication::focusWidget());
    QVERIFY(kind != nullptr);
    QTest::keyClick(kind, Qt::Key_Down);
    QTest::keyClick(kind, Qt::Key_Return);
    QTRY_VERIFY(m_editor->draft().body.parts.at(0).isFile);
    QVERIFY(note("partNote").contains(u"Choose the file"_qs));
    QVERIFY(table->model()->setData(table->model()->index(0, PartModel::Value), file.fileName(),
                                    Qt::EditRole));
    const Result<Request> request = m_editor->request();
    QVERIFY2(request, request ? "" : qPrintable(request.error().detail));
    QVERIFY(request->body->bytes.contains(
        "Content-Disposition: form-data; name=\"f\"; filename=\"f.json\"\r\n"
        "Content-Type: application/json\r\n\r\n{}\r\n"));
    QVERIFY(value("bodySummary").startsWith(u"%1 B"_qs.arg(request->body->size)));
}

void TestRequestPages::jsonIsCheckedWhileTyping()
{
    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Text);
    auto *text = find<QPlainTextEdit>("bodyText");
    QTest::keyClicks(text, u"{\"a\": }"_qs);
    QCOMPARE(note("bodyNote"), QString()); // plain text may be anything
    find<QComboBox>("contentType")->setCurrentText(u"application/json"_qs);
    QTRY_VERIFY(note("bodyNote").contains(u"line 1, column"_qs));
    QVERIFY(find<QWidget>("formatJson")->isVisible());
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    QTest::keyClick(text, Qt::Key_Backspace);
    QTest::keyClicks(text, u"1}"_qs);
    QTRY_COMPARE(note("bodyNote"), u"This is JSON."_qs);
    QVERIFY(m_editor->request()); // what is no JSON could be sent, too
}

void TestRequestPages::jsonIsFormatted()
{
    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Text);
    find<QComboBox>("contentType")->setCurrentText(u"application/problem+json"_qs);
    auto *text = find<QPlainTextEdit>("bodyText");
    QTest::keyClicks(text, u"{\"b\":1.0,\"a\":[]}"_qs);
    find<QAbstractButton>("formatJson")->click();
    QCOMPARE(text->toPlainText(), u"{\n    \"b\": 1.0,\n    \"a\": []\n}"_qs);
    text->undo();
    QCOMPARE(text->toPlainText(), u"{\"b\":1.0,\"a\":[]}"_qs);
    text->moveCursor(QTextCursor::Start);
    text->insertPlainText(u"[\n"_qs);
    find<QAbstractButton>("formatJson")->click();
    QVERIFY(text->toPlainText().startsWith(u"[\n{\"b\""_qs));
    QVERIFY(text->hasFocus());
}

void TestRequestPages::missingBoundaryIsSaid()
{
    setBody(BodyKind::Multipart);
    QVERIFY(!note("partNote").contains(u"boundary"_qs));
    find<HeaderTable>("headerTable")->headers()->setRows({{true, {"Content-Type", "a/b"}}});
    QVERIFY(note("partNote").contains(u"boundary"_qs));
}

void TestRequestPages::authShowsTheFieldThatResults()
{
    m_editor->showPage(EditorPage::Auth);
    find<QComboBox>("authKind")->setCurrentIndex(static_cast<int>(AuthKind::Basic));
    auto *password = find<QLineEdit>("authPassword");
    QTest::keyClicks(find<QLineEdit>("authUser"), u"me"_qs);
    QTest::keyClicks(password, u"pw"_qs);
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    QVERIFY(note("authResult").startsWith(u"Sent: Authorization: Basic \u2022"_qs));
    auto *eye = find<EyeButton>("authPasswordEye");
    eye->setFocus();
    QTest::keyClick(eye, Qt::Key_Space);
    QCOMPARE(password->echoMode(), QLineEdit::Normal);
    QCOMPARE(note("authResult"), u"Sent: Authorization: Basic bWU6cHc="_qs);
    QCOMPARE(m_editor->request()->headers,
             Headers({{"Authorization", "Basic bWU6cHc=", SetBy::Option}}));
    QCOMPARE(value("authSummary"), u"Basic"_qs);
}

void TestRequestPages::headerByHandWinsOverAuth()
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

void TestRequestPages::cookieFileNeedsAClientThatKeepsCookies()
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

void TestRequestPages::certificateWarningIsThere()
{
    m_editor->showPage(EditorPage::Options);
    QCOMPARE(note("optionsNote"), QString());
    find<QComboBox>("tlsTrust")->setCurrentIndex(static_cast<int>(TlsTrust::Anything));
    QVERIFY(note("optionsNote").contains(u"any certificate"_qs));
    QVERIFY(!m_editor->options().send.verifyTls);
    QVERIFY(value("optionSummary").contains(u"any certificate"_qs));
}

void TestRequestPages::optionsComeBackWithTheStack()
{
    TraceOptions options;
    options.send.stack = NetworkStack::Qt;
    options.timeout = std::chrono::milliseconds(1500);
    options.send.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    m_editor->setOptions(options);
    QVERIFY(find<QCheckBox>("http2")->isChecked());
    QCOMPARE(m_editor->options().send, options.send);
    QCOMPARE(m_editor->options().timeout, options.timeout);
    m_editor->setOptions({});
    QVERIFY(!find<QCheckBox>("http2")->isChecked());
    QCOMPARE(m_editor->options().send, SendOptions());
}

void TestRequestPages::summarySaysEverything()
{
    QCOMPARE(value("authSummary"), u"none"_qs);
    QCOMPARE(value("cookieSummary"), u"none"_qs);
    QCOMPARE(value("optionSummary"), QString());
    find<QLineEdit>("cookieField")->setText(u"a=1; b=2"_qs);
    QCOMPARE(value("cookieSummary"), u"2"_qs);
    setBody(BodyKind::File);
    QCOMPARE(value("bodySummary"), u"not ready"_qs);
    find<QComboBox>("proxyUse")->setCurrentIndex(static_cast<int>(ProxyUse::None));
    QCOMPARE(value("optionSummary"), u"no proxy"_qs);
    QVERIFY(find<SummaryButton>("optionSummary")->accessibleName().contains(u"no proxy"_qs));
}

void TestRequestPages::badInputIsOneSentenceInTheRightPlace_data()
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

void TestRequestPages::badInputIsOneSentenceInTheRightPlace()
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

void TestRequestPages::http2RefusesBeforeSending()
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

void TestRequestPages::userNameInTheAddressIsSentAsBasic()
{
    QSignalSpy sent(m_editor.get(), &RequestEditor::sendRequested);
    m_editor->setAddress(u"http://me:pw@a.test/"_qs);
    m_editor->submit();
    QCOMPARE(sent.size(), 1);
    const auto request = sent.at(0).at(0).value<Request>();
    QCOMPARE(firstValue(request.headers, "Authorization"), "Basic bWU6cHc=");
    QCOMPARE(m_editor->draft().address, u"http://me:pw@a.test/"_qs);
}

QTEST_MAIN(TestRequestPages)
#include "tst_requestpages.moc"
