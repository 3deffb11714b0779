// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curlcommand.h"
#include "core/formats/curltext.h"
#include "tests/core/randommessages.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/request/headertable.h"
#include "ui/request/requestdraft.h"
#include "ui/request/requesteditor.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>

using namespace hoplens;

class TestPaste : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void curlCommandFillsTheEditor_data();
    void curlCommandFillsTheEditor();
    void rawRequestFillsTheEditor();
    void addressPastesAsEver_data();
    void addressPastesAsEver();
    void undoBringsBackWhatStoodThere();
    void brokenCommandLeavesEverything_data();
    void brokenCommandLeavesEverything();
    void whatIsNotTakenIsSaid();
    void menuPastes();
    void dropFillsTheEditor();
    void contextMenuPastes();
    void copiedRequestPastesTheSame();
    void hopIsCopiedAsItIsShown();
    void whatCannotBeCopiedIsSaid();

private:
    template <typename T> T *find(const char *name) const
    {
        T *found = m_window->findChild<T *>(QLatin1String(name));
        Q_ASSERT(found != nullptr);
        return found;
    }
    RequestEditor *editor() const { return find<RequestEditor>("requestEditor"); }
    QString message() const { return find<QLabel>("messageText")->text(); }
    bool isMessageShown() const { return find<MessageBar>("messageBar")->isVisible(); }
    QString address() const { return find<QLineEdit>("address")->text(); }
    void pasteByKeyboard(const QString &text);

    std::unique_ptr<MainWindow> m_window;
};

namespace {

const auto command = QStringLiteral("curl 'https://a.test/api?x=1' \\\n  -X 'PUT' \\\n"
                                    "  -H 'content-type: application/json' -H 'X-A: 1' \\\n"
                                    "  --data-raw $'{\\n  \"a\": 1\\n}' --max-redirs 3 -m 2.5");

QString clipboardText()
{
    return QApplication::clipboard()->text();
}

} // namespace

void TestPaste::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-paste-test"_qs);
}

void TestPaste::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestPaste::cleanup()
{
    m_window.reset();
}

void TestPaste::pasteByKeyboard(const QString &text)
{
    QApplication::clipboard()->setText(text);
    editor()->focusAddress();
    QTest::keyClick(find<QLineEdit>("address"), Qt::Key_V, Qt::ControlModifier);
}

void TestPaste::curlCommandFillsTheEditor_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("bash") << command;
    QTest::newRow("cmd") << QStringLiteral(
        "curl ^\"https://a.test/api?x=1^\" ^\r\n  -X ^\"PUT^\" ^\r\n"
        "  -H ^\"content-type: application/json^\" -H ^\"X-A: 1^\" ^\r\n"
        "  --data-raw ^\"^{^\n\n  ^\\^\"a^\\^\": 1^\n\n^}^\" --max-redirs 3 -m 2.5");
}

void TestPaste::curlCommandFillsTheEditor()
{
    QFETCH(QString, text);
    QVERIFY(!editor()->isExpanded());
    pasteByKeyboard(text);
    QCOMPARE(address(), u"https://a.test/api?x=1"_qs);
    QCOMPARE(find<QComboBox>("method")->currentText(), u"PUT"_qs);
    QCOMPARE(find<QPlainTextEdit>("bodyText")->toPlainText(), u"{\n  \"a\": 1\n}"_qs);
    QVERIFY(editor()->isExpanded());
    QVERIFY(find<QPlainTextEdit>("bodyText")->isVisible());
    QCOMPARE(find<QSpinBox>("maxHops")->value(), 3);
    QCOMPARE(find<QSpinBox>("timeout")->value(), 3); // whole seconds, rounded up
    const Result<Request> request = editor()->request();
    QVERIFY(request);
    QCOMPARE(request->headers, Headers({{"content-type", "application/json"}, {"X-A", "1"}}));
    QVERIFY(isMessageShown());
    QCOMPARE(message(), u"The request was pasted."_qs);
}

void TestPaste::rawRequestFillsTheEditor()
{
    pasteByKeyboard(
        u"POST /x HTTP/1.1\r\nHost: a.test\r\nX-A: 1\r\nContent-Length: 5\r\n\r\nhello"_qs);
    const Result<Request> request = editor()->request();
    QVERIFY(request);
    QCOMPARE(request->method, "POST");
    QCOMPARE(serializeUrl(request->url), "http://a.test/x");
    QCOMPARE(request->headers, Headers({{"X-A", "1"}}));
    QCOMPARE(request->body->bytes, "hello");
    QVERIFY(editor()->isExpanded());
}

void TestPaste::addressPastesAsEver_data()
{
    QTest::addColumn<QString>("text");

    for (const char *text : {"http://b.test/x?y", "localhost:8080/x", "curl.test/x", "curl"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
}

void TestPaste::addressPastesAsEver()
{
    QFETCH(QString, text);
    const RequestDraft before = editor()->draft();
    pasteByKeyboard(text);
    QCOMPARE(address(), text);
    const RequestDraft after = editor()->draft();
    QCOMPARE(after.method, before.method);
    QCOMPARE(after.headers, before.headers);
    QVERIFY(after.body == before.body);
    QVERIFY(!isMessageShown());
}

void TestPaste::undoBringsBackWhatStoodThere()
{
    find<QLineEdit>("address")->setText(u"not yet: an address"_qs);
    find<QComboBox>("method")->setCurrentText(u"WE IRD"_qs);
    find<HeaderTable>("headerTable")
        ->headers()
        ->setRows({{false, {"X-Off", "1"}}, {true, {"", "x"}}});
    find<QPlainTextEdit>("bodyText")->selectAll();
    find<QPlainTextEdit>("bodyText")->insertPlainText(u"typed"_qs);
    find<QSpinBox>("maxHops")->setValue(7);
    const RequestDraft before = editor()->draft();
    pasteByKeyboard(command);
    QCOMPARE(address(), u"https://a.test/api?x=1"_qs);
    auto *undo = find<QPushButton>("accept");
    QCOMPARE(undo->text(), u"Undo"_qs);
    QTest::mouseClick(undo, Qt::LeftButton);
    const RequestDraft after = editor()->draft();
    QCOMPARE(after.address, before.address);
    QCOMPARE(after.method, before.method);
    QCOMPARE(after.headers, before.headers);
    QCOMPARE(after.body.text.bytes, "typed");
    QCOMPARE(after.body.textType, before.body.textType);
    QCOMPARE(after.options.maxHops, 7);
    QCOMPARE(after.options.timeout, before.options.timeout);
    QVERIFY(!isMessageShown());
}

void TestPaste::brokenCommandLeavesEverything_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");

    QTest::newRow("file") << u"curl -d @secret.txt http://a.test/"_qs << u"secret.txt"_qs;
    QTest::newRow("quote") << u"curl 'http://a.test/"_qs << u"without its end"_qs;
    QTest::newRow("two") << u"curl a.test b.test"_qs << u"2 addresses"_qs;
    QTest::newRow("no host") << u"GET /x HTTP/1.1\nA: b\n\n"_qs << u"Host"_qs;
    QTest::newRow("markup") << u"curl 'http://a b/<b>x</b>'"_qs << u"host"_qs;
}

void TestPaste::brokenCommandLeavesEverything()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const RequestDraft before = editor()->draft();
    pasteByKeyboard(text);
    QVERIFY(isMessageShown());
    QVERIFY2(message().contains(says), qPrintable(message()));
    QCOMPARE(find<QLabel>("messageText")->textFormat(), Qt::PlainText);
    const RequestDraft after = editor()->draft();
    QCOMPARE(after.address, before.address);
    QCOMPARE(after.method, before.method);
    QCOMPARE(after.headers, before.headers);
    QVERIFY(after.body == before.body);
    QVERIFY(find<QPushButton>("accept")->isHidden());
}

void TestPaste::whatIsNotTakenIsSaid()
{
    pasteByKeyboard(u"curl -k --http2 -H \"X-A: $TOKEN\" https://a.test/"_qs);
    QCOMPARE(message(), u"The request was pasted. Not taken over: --http2, $TOKEN, -k."_qs);
}

void TestPaste::menuPastes()
{
    QApplication::clipboard()->setText(command);
    find<QAction>("pasteRequest")->trigger();
    QCOMPARE(address(), u"https://a.test/api?x=1"_qs);
    QApplication::clipboard()->setText(u"http://b.test/"_qs);
    find<QAction>("pasteRequest")->trigger();
    QCOMPARE(address(), u"https://a.test/api?x=1"_qs);
    QVERIFY(message().contains(u"no request to paste"_qs));
}

void TestPaste::dropFillsTheEditor()
{
    auto *field = find<QLineEdit>("address");
    QMimeData data;
    data.setText(command);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(field, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(field, &drop);
    QVERIFY(drop.isAccepted());
    QCOMPARE(address(), u"https://a.test/api?x=1"_qs);
    QVERIFY(editor()->isExpanded());
}

void TestPaste::contextMenuPastes()
{
    QApplication::clipboard()->setText(command);
    auto *field = find<QLineEdit>("address");
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5),
                            field->mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(field, &event);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    const QString paste =
        u"\t"_qs + QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText);
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions) {
        if (action->text().endsWith(paste)) {
            action->trigger();
        }
    }
    menu->close();
    QCOMPARE(address(), u"https://a.test/api?x=1"_qs);
}

void TestPaste::copiedRequestPastesTheSame()
{
    RandomMessages random(seedOfThisRun());
    int compared = 0;
    for (int i = 0; i < 200; ++i) {
        Request request = random.request("http://a.test");
        if (request.body) {
            QByteArray bytes = request.body->bytes.left(5000);
            request.body = bodyOf(bytes.replace('\0', "0"));
        }
        editor()->setRequest(request);
        const Result<Request> filled = editor()->request();
        if (!filled) {
            continue; // a method that the client does not send
        }
        find<QAction>("copyRequestAsCurl")->trigger();
        const QString copied = clipboardText();
        editor()->setAddress({});
        find<QAction>("pasteRequest")->trigger();
        const Result<Request> pasted = editor()->request();
        QVERIFY2(pasted, qPrintable(copied));
        QVERIFY2(*pasted == *filled, qPrintable(copied));
        ++compared;
    }
    QVERIFY(compared > 150);
}

void TestPaste::hopIsCopiedAsItIsShown()
{
    pasteByKeyboard(u"curl -u me:verysecret "_qs + address().section(u'/', 0, 2) + u"/302/echo"_qs);
    QSignalSpy finished(m_window->findChild<TraceSession *>(), &TraceSession::finished);
    find<QAction>("send")->trigger();
    QVERIFY(!finished.isEmpty() || finished.wait(20'000));
    find<TracePane>("tracePane")->setCurrentHop(0);
    auto *copy = find<QAction>("copyHopAsCurl");
    QVERIFY(copy->isEnabled());
    copy->trigger();
    const QString hidden = clipboardText();
    QVERIFY(hidden.startsWith(u"curl 'http://127.0.0.1:"_qs));
    QVERIFY(hidden.contains(u"-H 'Authorization: Basic REDACTED'"_qs));
    QVERIFY(readCurlCommand(hidden));
    find<QAction>("showSecrets")->setChecked(true);
    copy->trigger();
    QVERIFY(clipboardText().contains(u"Basic bWU6dmVyeXNlY3JldA=="_qs));
}

void TestPaste::whatCannotBeCopiedIsSaid()
{
    QApplication::clipboard()->setText(u"before"_qs);
    editor()->setAddress({});
    find<QAction>("copyRequestAsCurl")->trigger();
    QVERIFY(isMessageShown());
    QVERIFY(!find<QAction>("copyHopAsCurl")->isEnabled());
    Request request;
    request.method = "POST";
    request.url = *parseUrl("http://a.test/");
    request.body = bodyOf(QByteArray("a\0b", 3));
    editor()->setRequest(request);
    find<QAction>("copyRequestAsCurl")->trigger();
    QVERIFY(message().contains(u"NUL"_qs));
    QCOMPARE(clipboardText(), u"before"_qs);
}

QTEST_MAIN(TestPaste)
#include "tst_paste.moc"
