// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/scenarios.h"
#include "tests/core/tlsidentity.h"
#include "ui/documents.h"
#include "ui/mainwindow.h"
#include "ui/request/headertable.h"
#include "ui/request/requesteditor.h"
#include "ui/request/summarybar.h"
#include "ui/timeline/headlinebar.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

using namespace hoplens;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void firstStartTeachesWithOneClick();
    void typedAddressIsSentByKeyboard();
    void hopsAreSelectedByKeyboardAndMouse();
    void runningTraceIsStopped_data();
    void runningTraceIsStopped();
    void closesWhileATraceRuns();
    void againSendsWhatWasSent();
    void nextTraceReplacesTheRunningOne();

    void savedTraceOpensTheSame();
    void secretsStayOffTheScreenAndOutOfFiles();
    void badFileLeavesEverything_data();
    void badFileLeavesEverything();
    void unwritableFileIsSaid();
    void badWishLeavesEverything_data();
    void badWishLeavesEverything();
    void recentFilesAreBounded();
    void argumentIsOpened();
    void droppedFileIsOpened();

    void labScenariosAreFilledIn();
    void copies();
    void hostileAnswerStaysText();
    void errorIsAHop();
    void oneCertificateCanBeAccepted();
    void longTraceIsLookedAtNowAndThen();
    void sizes_data();
    void sizes();
    void everyControlHasAName();
    void themeAndZoomAreRemembered();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    QString labAddress(const QString &path) const;
    QString text(const QString &page) const { return find<QTextEdit>(page)->toPlainText(); }
    QString headline() const;
    int hops() const { return m_window->findChild<TimelineView *>()->hopCount(); }
    int currentHop() const { return find<TracePane>(u"tracePane"_qs)->currentHop(); }
    bool isIdle() const { return find<QPushButton>(u"sendButton"_qs)->text() == u"Send"_qs; }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void send(const QString &address, const QString &method = u"GET"_qs);
    void checkSizes(const QWidget *widget) const;

    QTemporaryDir m_directory;
    QString m_labBase;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-test"_qs);
    QVERIFY(m_directory.isValid());
}

void TestMainWindow::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    const QString address = find<QLineEdit>(u"address"_qs)->text();
    m_labBase = address.left(address.indexOf(u'/', 8));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
}

QString TestMainWindow::labAddress(const QString &path) const
{
    return m_labBase + path;
}

QString TestMainWindow::headline() const
{
    return m_window->findChild<HeadlineBar *>()->accessibleName();
}

void TestMainWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget()
                                                           : m_window.get(),
                    key, modifiers);
}

/// From the keyboard alone, and to the end of the trace.
void TestMainWindow::send(const QString &address, const QString &method)
{
    find<QComboBox>(u"method"_qs)->setCurrentText(method);
    press(Qt::Key_L, Qt::ControlModifier);
    QTest::keyClicks(find<QLineEdit>(u"address"_qs), address);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 10'000);
}

void TestMainWindow::firstStartTeachesWithOneClick()
{
    QCOMPARE(find<QComboBox>(u"method"_qs)->currentText(), u"POST"_qs);
    QVERIFY(find<QLineEdit>(u"address"_qs)->text().startsWith(u"http://127.0.0.1:"_qs));
    QVERIFY(find<SummaryButton>(u"bodySummary"_qs)->value().contains(u" B"_qs));
    QVERIFY(find<QLabel>(u"labStatus"_qs)->text().startsWith(u"Lab on 127.0.0.1:"_qs));
    QVERIFY(find<QPushButton>(u"sendButton"_qs)->hasFocus());

    QTest::mouseClick(find<QPushButton>(u"sendButton"_qs), Qt::LeftButton);
    QTRY_VERIFY(hops() == 2 && isIdle());
    QCOMPARE(headline(), u"POST became GET at hop 1, and the body was dropped"_qs);
    QCOMPARE(currentHop(), 0);
    QVERIFY(text(u"whyPage"_qs).startsWith(u"302 Found → POST became GET"_qs));
    QVERIFY(find<QLabel>(u"traceStatus"_qs)->text().startsWith(u"2 hops · "_qs));
}

void TestMainWindow::typedAddressIsSentByKeyboard()
{
    send(labAddress(u"/307/echo"_qs), u"DELETE"_qs);
    QCOMPARE(hops(), 2);
    QVERIFY(text(u"requestPage"_qs).contains(u"DELETE /307/echo HTTP/1.1"_qs));
    QVERIFY(text(u"whyPage"_qs).startsWith(u"307 Temporary Redirect → DELETE kept"_qs));
}

void TestMainWindow::hopsAreSelectedByKeyboardAndMouse()
{
    send(labAddress(u"/302/303/echo"_qs));
    QCOMPARE(hops(), 3);
    auto *timeline = m_window->findChild<TimelineView *>();
    timeline->setFocus();
    press(Qt::Key_End);
    QCOMPARE(currentHop(), 2);
    QVERIFY(text(u"responsePage"_qs).contains(u"200 OK"_qs));
    press(Qt::Key_Home);
    QCOMPARE(currentHop(), 0);
    press(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(currentHop(), 1);
    QVERIFY(text(u"responsePage"_qs).contains(u"303 See Other"_qs));
    press(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(currentHop(), 0);

    const TimelineLayout &layout = timeline->timelineLayout();
    const QRect second = timeline->toViewport(layout.entry(layout.entryOfHop(1)).rect);
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, second.topLeft() + QPoint(20, 10));
    QCOMPARE(currentHop(), 1);
    QVERIFY(text(u"requestPage"_qs).contains(u"/302/303/echo"_qs)
            || text(u"requestPage"_qs).contains(u"/303/echo"_qs));

    timeline->setFocus();
    press(Qt::Key_Return);
    QVERIFY(find<QTabWidget>(u"inspectorTabs"_qs)->isAncestorOf(QApplication::focusWidget()));
}

void TestMainWindow::runningTraceIsStopped_data()
{
    QTest::addColumn<bool>("byKeyboard");
    QTest::newRow("Esc") << true;
    QTest::newRow("the button") << false;
}

void TestMainWindow::runningTraceIsStopped()
{
    QFETCH(bool, byKeyboard);
    find<QComboBox>(u"method"_qs)->setCurrentText(u"GET"_qs);
    find<QLineEdit>(u"address"_qs)->setText(labAddress(u"/302/200;delay=50000"_qs));
    press(Qt::Key_Return, Qt::ControlModifier);
    auto *button = find<QPushButton>(u"sendButton"_qs);
    const QRect place = button->geometry();
    QCOMPARE(button->text(), u"Stop"_qs);
    QTRY_COMPARE(hops(), 2);
    QVERIFY(!find<QAction>(u"send"_qs)->isEnabled());

    QElapsedTimer clock;
    clock.start();
    if (byKeyboard) {
        press(Qt::Key_Escape);
    } else {
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(isIdle());
    QVERIFY(clock.elapsed() < 2000);
    QCOMPARE(button->geometry(), place);
    QCOMPARE(hops(), 2);
    QCOMPARE(currentHop(), 1); // where it broke off
    QVERIFY(text(u"whyPage"_qs).contains(u"Stopped by you."_qs));
    press(Qt::Key_Escape); // nothing runs: nothing happens
    QCOMPARE(hops(), 2);
}

void TestMainWindow::closesWhileATraceRuns()
{
    find<QComboBox>(u"method"_qs)->setCurrentText(u"GET"_qs);
    find<QLineEdit>(u"address"_qs)->setText(labAddress(u"/302/200;delay=50000"_qs));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(hops(), 2);
    QVERIFY(!isIdle());
    QElapsedTimer clock;
    clock.start();
    m_window->close();
    m_window.reset();
    QVERIFY(clock.elapsed() < 2000);
}

void TestMainWindow::againSendsWhatWasSent()
{
    QVERIFY(!find<QAction>(u"again"_qs)->isEnabled());
    send(labAddress(u"/302/echo"_qs), u"PUT"_qs);
    find<QLineEdit>(u"address"_qs)->setText(u"http://elsewhere.invalid/"_qs);
    press(Qt::Key_F5);
    QTRY_VERIFY(isIdle() && hops() == 2);
    QVERIFY(text(u"requestPage"_qs).contains(u"PUT /302/echo"_qs));
}

void TestMainWindow::nextTraceReplacesTheRunningOne()
{
    find<QLineEdit>(u"address"_qs)->setText(labAddress(u"/200;delay=50000"_qs));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(hops(), 1);
    find<QAction>(u"newRequest"_qs)->trigger();
    QVERIFY(isIdle());
    QCOMPARE(hops(), 0);
    QVERIFY(find<QLineEdit>(u"address"_qs)->text().isEmpty());
}

void TestMainWindow::savedTraceOpensTheSame()
{
    QTest::mouseClick(find<QPushButton>(u"sendButton"_qs), Qt::LeftButton);
    QTRY_VERIFY(hops() == 2 && isIdle());
    const QString path = m_directory.filePath(u"first.hoplens"_qs);
    QVERIFY(m_window->saveTrace(path, Secrets::Redact));
    QCOMPARE(m_window->windowTitle(), u"first.hoplens – Hoplens"_qs);
    const QString why = text(u"whyPage"_qs);
    const QString request = text(u"requestPage"_qs);
    const QString said = headline();

    send(labAddress(u"/200"_qs));
    QCOMPARE(m_window->windowTitle(), u"Hoplens"_qs);
    QVERIFY(m_window->openTrace(path));
    QCOMPARE(m_window->windowTitle(), u"first.hoplens – Hoplens"_qs);
    QCOMPARE(hops(), 2);
    QCOMPARE(headline(), said);
    QCOMPARE(text(u"whyPage"_qs), why);
    QCOMPARE(text(u"requestPage"_qs), request);
    QCOMPARE(find<QComboBox>(u"method"_qs)->currentText(), u"POST"_qs);
    QVERIFY(find<QLineEdit>(u"address"_qs)->text().endsWith(u"/302/echo"_qs));

    const QString again = m_directory.filePath(u"second.hoplens"_qs);
    QVERIFY(m_window->saveTrace(again, Secrets::Redact));
    QCOMPARE(contentOf(again), contentOf(path));
    press(Qt::Key_S, Qt::ControlModifier); // asks nothing, the file is known
    QCOMPARE(contentOf(again), contentOf(path));
}

void TestMainWindow::secretsStayOffTheScreenAndOutOfFiles()
{
    auto *headers = find<HeaderTable>(u"headerTable"_qs)->headers();
    headers->setRows({{true, {"Authorization", "Bearer abracadabra"}}});
    send(labAddress(u"/302/echo"_qs));
    QVERIFY(text(u"requestPage"_qs).contains(u"Authorization: Bearer REDACTED"_qs));
    press(Qt::Key_End);
    find<TracePane>(u"tracePane"_qs)->setCurrentHop(1);
    QVERIFY2(!text(u"responsePage"_qs).contains(u"abracadabra"_qs), "the echo tells it again");
    find<QAction>(u"showSecrets"_qs)->trigger();
    QCOMPARE(currentHop(), 1);
    QVERIFY(text(u"responsePage"_qs).contains(u"abracadabra"_qs));
    find<QAction>(u"showSecrets"_qs)->trigger();
    QVERIFY(!text(u"responsePage"_qs).contains(u"abracadabra"_qs));
    find<QAction>(u"copyTrace"_qs)->trigger();
    QVERIFY(!QApplication::clipboard()->text().contains(u"abracadabra"_qs));

    const QString path = m_directory.filePath(u"secrets.hoplens"_qs);
    QVERIFY(m_window->saveTrace(path, Secrets::Redact));
    QVERIFY(!contentOf(path).contains("abracadabra"));
    QVERIFY(m_window->saveTrace(path, Secrets::Show));
    QVERIFY(contentOf(path).contains("abracadabra"));
    // What was kept on purpose stays when the file is opened and saved again.
    const QByteArray kept = contentOf(path);
    QVERIFY(m_window->openTrace(path));
    press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(contentOf(path), kept);
}

void TestMainWindow::badFileLeavesEverything_data()
{
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("truncated") << QByteArray(R"({ "format": "hoplens-trace", "version": 1, "ho)");
    QTest::newRow("another format") << QByteArray(R"({ "log": { "version": "1.2" } })");
    QTest::newRow("a newer version")
        << QByteArray(R"({ "format": "hoplens-trace", "version": 99 })");
    QTest::newRow("zeros") << QByteArray(1'000'000, '\0');
    QTest::newRow("nested too deep") << QByteArray(10'000, '[');
    QTest::newRow("nested too deep, and closed")
        << QByteArray(10'000, '[') + QByteArray(10'000, ']');
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<html><b>not a trace</b></html>");
    QTest::newRow("missing") << QByteArray("missing");
}

void TestMainWindow::badFileLeavesEverything()
{
    QFETCH(QByteArray, content);
    QTest::mouseClick(find<QPushButton>(u"sendButton"_qs), Qt::LeftButton);
    QTRY_VERIFY(hops() == 2 && isIdle());
    const QString good = m_directory.filePath(u"good.hoplens"_qs);
    QVERIFY(m_window->saveTrace(good, Secrets::Redact));
    const QString why = text(u"whyPage"_qs);
    const QString address = find<QLineEdit>(u"address"_qs)->text();

    const QString bad = m_directory.filePath(u"bad.hoplens"_qs);
    QFile::remove(bad);
    if (content != "missing") {
        QFile file(bad);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QVERIFY(!m_window->openTrace(bad));
    const auto *message = find<QLabel>(u"messageText"_qs);
    QVERIFY(message->isVisible());
    QVERIFY(message->text().size() > 20);
    QCOMPARE(message->textFormat(), Qt::PlainText);
    QCOMPARE(hops(), 2);
    QCOMPARE(text(u"whyPage"_qs), why);
    QCOMPARE(find<QLineEdit>(u"address"_qs)->text(), address);
    QCOMPARE(m_window->windowTitle(), u"good.hoplens – Hoplens"_qs);

    QTest::mouseClick(find<QToolButton>(u"dismiss"_qs), Qt::LeftButton);
    QVERIFY(!message->isVisible());
}

void TestMainWindow::unwritableFileIsSaid()
{
    QTest::mouseClick(find<QPushButton>(u"sendButton"_qs), Qt::LeftButton);
    QTRY_VERIFY(hops() == 2 && isIdle());
    QVERIFY(!m_window->saveTrace(m_directory.filePath(u"no/such/folder/x.hoplens"_qs),
                                 Secrets::Redact));
    QVERIFY(find<QLabel>(u"messageText"_qs)->isVisible());
    QCOMPARE(m_window->windowTitle(), u"Hoplens"_qs);
}

void TestMainWindow::badWishLeavesEverything_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("focus");

    QTest::newRow("unusable address")
        << u"http://[::1"_qs << u"GET"_qs << QByteArray() << u"address"_qs;
    QTest::newRow("a file") << u"file:///etc/passwd"_qs << u"GET"_qs << QByteArray()
                            << u"address"_qs;
    QTest::newRow("malformed header")
        << u"http://127.0.0.1:9/"_qs << u"GET"_qs << QByteArray("Bad Name") << u"headerTable"_qs;
    QTest::newRow("method of odd characters")
        << u"http://127.0.0.1:9/"_qs << u"GET /"_qs << QByteArray() << u"method"_qs;
}

void TestMainWindow::badWishLeavesEverything()
{
    QFETCH(QString, address);
    QFETCH(QString, method);
    QFETCH(QByteArray, header);
    QFETCH(QString, focus);
    QTest::mouseClick(find<QPushButton>(u"sendButton"_qs), Qt::LeftButton);
    QTRY_VERIFY(hops() == 2 && isIdle());
    const QString why = text(u"whyPage"_qs);

    find<QLineEdit>(u"address"_qs)->setText(address);
    find<QComboBox>(u"method"_qs)->setCurrentText(method);
    if (!header.isEmpty()) {
        find<HeaderTable>(u"headerTable"_qs)->headers()->setRows({{true, {header, "x"}}});
    }
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(isIdle());
    QVERIFY(find<QLabel>(u"problem"_qs)->isVisible());
    QVERIFY(find<QWidget>(focus)->hasFocus());
    QCOMPARE(hops(), 2);
    QCOMPARE(text(u"whyPage"_qs), why);
}

void TestMainWindow::recentFilesAreBounded()
{
    QTest::mouseClick(find<QPushButton>(u"sendButton"_qs), Qt::LeftButton);
    QTRY_VERIFY(hops() == 2 && isIdle());
    for (int i = 0; i < Documents::recentLimit + 3; ++i) {
        QVERIFY(
            m_window->saveTrace(m_directory.filePath(u"%1.hoplens"_qs.arg(i)), Secrets::Redact));
    }
    auto *menu = find<QMenu>(u"recentMenu"_qs);
    emit menu->aboutToShow();
    QCOMPARE(menu->actions().size(), Documents::recentLimit);
    QCOMPARE(menu->actions().constFirst()->text(), u"10.hoplens"_qs);
    menu->actions().constLast()->trigger();
    QCOMPARE(m_window->windowTitle(), u"3.hoplens – Hoplens"_qs);
    emit menu->aboutToShow();
    QCOMPARE(menu->actions().constFirst()->text(), u"3.hoplens"_qs);
}

void TestMainWindow::argumentIsOpened()
{
    m_window->openArgument(labAddress(u"/301/echo"_qs));
    QTRY_VERIFY(hops() == 2 && isIdle());
    const QString path = m_directory.filePath(u"argument.hoplens"_qs);
    QVERIFY(m_window->saveTrace(path, Secrets::Redact));
    m_window->openArgument(u"http://"_qs);
    QVERIFY(find<QLabel>(u"problem"_qs)->isVisible());
    m_window->openArgument(path);
    QCOMPARE(m_window->windowTitle(), u"argument.hoplens – Hoplens"_qs);
    m_window->openArgument(m_directory.filePath(u"none.hoplens"_qs));
    QVERIFY(find<QLabel>(u"messageText"_qs)->isVisible());
}

void TestMainWindow::droppedFileIsOpened()
{
    QTest::mouseClick(find<QPushButton>(u"sendButton"_qs), Qt::LeftButton);
    QTRY_VERIFY(hops() == 2 && isIdle());
    const QString path = m_directory.filePath(u"dropped.hoplens"_qs);
    QVERIFY(m_window->saveTrace(path, Secrets::Redact));
    find<QAction>(u"newRequest"_qs)->trigger();
    QCOMPARE(hops(), 0);
    const auto drop = [this](const QMimeData &data) {
        QDragEnterEvent enter({400, 400}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QDropEvent end({400, 400}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &end);
        return enter.isAccepted();
    };
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QVERIFY(drop(data));
    QCOMPARE(hops(), 2);

    QFile picture(m_directory.filePath(u"picture.png"_qs));
    QVERIFY(picture.open(QIODevice::WriteOnly) && picture.write("\x89PNG") == 4);
    picture.close();
    data.setUrls({QUrl::fromLocalFile(picture.fileName())});
    QVERIFY(drop(data));
    QVERIFY(find<QLabel>(u"messageText"_qs)->text().contains(u"picture.png"_qs));
    QCOMPARE(hops(), 2);
}

void TestMainWindow::labScenariosAreFilledIn()
{
    const QList<QAction *> actions = find<QMenu>(u"labMenu"_qs)->actions();
    QVERIFY(actions.size() >= labScenarios().size());
    for (int i = 0; i < labScenarios().size(); ++i) {
        actions.at(i)->trigger();
        const LabScenario &scenario = labScenarios().at(i);
        QCOMPARE(find<QComboBox>(u"method"_qs)->currentText(),
                 QString::fromLatin1(scenario.method));
        const Result<Request> request = find<RequestEditor>(u"requestEditor"_qs)->request();
        QVERIFY2(request, qPrintable(scenario.title));
        QCOMPARE(request->headers, scenario.headers);
        QCOMPARE(request->body ? request->body->bytes : QByteArray(), scenario.body);
    }
}

void TestMainWindow::copies()
{
    send(labAddress(u"/302/echo"_qs));
    find<QAction>(u"copyUrl"_qs)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), labAddress(u"/302/echo"_qs));
    find<QAction>(u"copyLocation"_qs)->trigger();
    QVERIFY(QApplication::clipboard()->text().endsWith(u"/echo"_qs));
    find<QAction>(u"copyTrace"_qs)->trigger();
    QVERIFY(QApplication::clipboard()->text().contains(u"302 Found"_qs));
    find<QAction>(u"copyLabAddress"_qs)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), m_labBase + u'/');
    press(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(!find<QAction>(u"copyLocation"_qs)->isEnabled());
}

void TestMainWindow::hostileAnswerStaysText()
{
    send(labAddress(u"/302;reason=%3Cb%3EGone%3C%2Fb%3E/echo"_qs));
    QVERIFY(text(u"whyPage"_qs).contains(u"<b>Gone</b>"_qs));
    QVERIFY(text(u"responsePage"_qs).contains(u"302 <b>Gone</b>"_qs));
    const QList<QLabel *> labels = m_window->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        // Qt's own parts (tab bars, dialogs) may have labels; ours are plain.
        QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(),
                 qPrintable(label->objectName() + label->text()));
    }
}

void TestMainWindow::errorIsAHop()
{
    find<QAction>(u"newRequest"_qs)->trigger();
    send(u"http://127.0.0.1:1/"_qs);
    QCOMPARE(hops(), 1);
    QVERIFY(text(u"whyPage"_qs).contains(u"127.0.0.1:1"_qs));
    QVERIFY(!find<QLabel>(u"messageText"_qs)->isVisible());
}

void TestMainWindow::oneCertificateCanBeAccepted()
{
    TlsIdentity identity;
    identity.make();
    const auto server = identity.server({{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"}});
    send(QString::fromLatin1(server->url("/")));
    QTRY_VERIFY(hops() == 1 && isIdle());
    auto *accept = find<QPushButton>(u"accept"_qs);
    QVERIFY(accept->isVisible());
    QCOMPARE(find<QLabel>(u"messageText"_qs)->text(),
             u"You can accept this one certificate for this trace."_qs);
    QCOMPARE(m_window->findChild<HeadlineBar *>()->accessibleName(),
             u"No answer at hop 1: the certificate of 127.0.0.1 is not trusted"_qs);
    const int textWidth = accept->fontMetrics().horizontalAdvance(accept->text());
    QVERIFY(accept->width() >= textWidth + 24);
    QCOMPARE(server->received(), QByteArrayList{QByteArray()}); // nothing was sent
    QTest::mouseClick(accept, Qt::LeftButton);
    QVERIFY(!accept->isVisible());
    QTRY_VERIFY(hops() == 1 && isIdle() && server->received().size() == 2);
    QVERIFY(server->received().constLast().startsWith("GET / HTTP/1.1\r\n"));
    QVERIFY(text(u"connectionPage"_qs).contains(u"Accepted by you"_qs));
    // Another address is not covered by it.
    send(QString::fromLatin1(server->url("/again")));
    QTRY_VERIFY(hops() == 1 && isIdle());
    QVERIFY(accept->isVisible());
    send(u"http://127.0.0.1:9/"_qs);
    QTRY_VERIFY(isIdle());
    QVERIFY(!accept->isVisible());
}

void TestMainWindow::longTraceIsLookedAtNowAndThen()
{
    auto *session = m_window->findChild<TraceSession *>();
    QVERIFY(session != nullptr);
    QSignalSpy updated(session, &TraceSession::updated);
    find<QSpinBox>(u"maxHops"_qs)->setValue(200);
    send(labAddress(u"/endless"_qs));
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 30'000);
    QCOMPARE(hops(), 201);
    // At least two for each hop would be 402.
    QVERIFY2(updated.size() < 250, qPrintable(QString::number(updated.size())));
    QVERIFY(session->shown().outcome && session->shown().hops.constLast().exchange.response);
}

void TestMainWindow::sizes_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isExpanded");
    for (const QSize &size :
         {QSize(800, 600), QSize(899, 650), QSize(900, 650), QSize(1400, 900), QSize(2560, 1440)}) {
        for (const bool isExpanded : {false, true}) {
            QTest::addRow("%dx%d, editor %s", size.width(), size.height(),
                          isExpanded ? "open" : "closed")
                << size << isExpanded;
        }
    }
}

/// No visible control is smaller than it needs to be, and nothing scrolls sideways.
void TestMainWindow::checkSizes(const QWidget *widget) const
{
    if (!widget->isVisible()) {
        return;
    }
    const QByteArray name = (QLatin1String(widget->metaObject()->className()) + u' '
                             + widget->objectName() + u" in "_qs + widget->parent()->objectName())
                                .toUtf8();
    if (const auto *bar = qobject_cast<const QScrollBar *>(widget);
        bar != nullptr && bar->orientation() == Qt::Horizontal) {
        QFAIL(name.constData());
    }
    const bool isControl = qobject_cast<const QLabel *>(widget) != nullptr
        || qobject_cast<const QAbstractButton *>(widget) != nullptr
        || qobject_cast<const QComboBox *>(widget) != nullptr
        || qobject_cast<const QLineEdit *>(widget) != nullptr;
    // The field inside an editable combo box or a spin box takes the room that its owner gives it.
    if (isControl && widget->focusProxy() == nullptr) {
        const QSize least = widget->minimumSizeHint();
        QVERIFY2(widget->width() >= least.width() && widget->height() >= least.height(),
                 name.constData());
        const QRect place(widget->mapTo(m_window.get(), QPoint()), widget->size());
        QVERIFY2(m_window->rect().contains(place), name.constData());
    }
}

void TestMainWindow::sizes()
{
    QFETCH(QSize, size);
    QFETCH(bool, isExpanded);
    send(labAddress(u"/302/"_qs + QString(1500, u'x')));
    send(labAddress(u"/307/302/echo"_qs), u"POST"_qs);
    find<RequestEditor>(u"requestEditor"_qs)->setExpanded(isExpanded);
    m_window->resize(size);
    QTRY_COMPARE(m_window->size(), size);
    QCoreApplication::sendPostedEvents();
    auto *tabs = find<QTabWidget>(u"inspectorTabs"_qs);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            checkSizes(widget);
            if (QTest::currentTestFailed()) {
                return;
            }
        }
    }
    QVERIFY(m_window->findChild<TimelineView *>()->viewport()->height() >= 100);
    QVERIFY(find<QTextEdit>(u"responsePage"_qs)->viewport()->height() >= 60);
}

void TestMainWindow::everyControlHasAName()
{
    send(labAddress(u"/302/echo"_qs));
    find<RequestEditor>(u"requestEditor"_qs)->setExpanded(true);
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0
            || widget->focusProxy() != nullptr) {
            continue;
        }
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(interface != nullptr);
        const bool isNamed = !interface->text(QAccessible::Name).isEmpty();
        QVERIFY2(isNamed,
                 qPrintable(widget->objectName() + u' '
                            + QLatin1String(widget->metaObject()->className())));
    }
}

void TestMainWindow::themeAndZoomAreRemembered()
{
    find<QAction>(u"zoomIn"_qs)->trigger();
    find<QAction>(u"zoomIn"_qs)->trigger();
    find<QMenu>(u"themeMenu"_qs)->actions().at(2)->trigger();
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 100);
    m_window->close();
    m_window = std::make_unique<MainWindow>();
    QVERIFY(find<TracePane>(u"tracePane"_qs)->zoom() > 1.2);
    QVERIFY(find<QMenu>(u"themeMenu"_qs)->actions().at(2)->isChecked());
    find<QMenu>(u"themeMenu"_qs)->actions().at(0)->trigger();
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
