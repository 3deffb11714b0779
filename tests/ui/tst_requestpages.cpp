// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

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

    void authShowsTheFieldThatResults();
    void certificateWarningIsThere();
    void optionsComeBackWithTheStack();
    void summarySaysEverything();

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
    QTest::newRow("headers") << int(Qt::Key_D) << u"headerTable"_qs;
    QTest::newRow("auth") << int(Qt::Key_A) << u"authKind"_qs;
    QTest::newRow("cookies") << int(Qt::Key_S) << u"cookieField"_qs;
    QTest::newRow("options") << int(Qt::Key_O) << u"maxHops"_qs;
}

void TestRequestPages::pagesAreOpenedByKeyboard()
{
    QFETCH(int, key);
    QFETCH(QString, first);
    QTest::keyClick(m_editor.get(), static_cast<Qt::Key>(key), Qt::AltModifier);
    auto *control = m_editor->findChild<QWidget *>(first);
    QTRY_VERIFY(control->isVisible()); // a button pressed by its letter is seen to go down
    QVERIFY(control->hasFocus());
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

QTEST_MAIN(TestRequestPages)
#include "tst_requestpages.moc"
