// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"
#include "core/lab/scenarios.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/request/requesteditor.h"
#include "ui/theme.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>
#include <QTimer>

#include <functional>
#include <memory>

using namespace hoplens;

/// Every action of the menus and of the context menu, tried in the window. An action that nobody
/// tries here is a failure: add it to the table in actionTests().
class TestActions : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void tableNamesEveryAction();
    void everyActionDoesWhatItSays_data();
    void everyActionDoesWhatItSays();
    void themesAreChosen();
    void conditionsAreChosen();
    void labFillsTheEditor();
    void recentFileOpens();
    void mnemonicsAndKeysAreUnambiguous();

public slots:
    void takeUrl(const QUrl &url) { m_opened = url; }

private:
    using Try = void (TestActions::*)();
    static const QMap<QString, Try> &actionTests();

    // File
    void newRequest();
    void openTrace();
    void newTab();
    void closeTab();
    void reopenTab();
    void nextTab();
    void previousTab();
    void saveTrace();
    void saveTraceAs();
    void exportPicture();
    void printPicture();
    void quit();
    // Edit
    void copyUrl();
    void copyLocation();
    void copyTrace();
    void copyHopAsCurl();
    void copyHopAsText();
    void copyPicture();
    void copyRequestAsCurl();
    void pasteRequest();
    void goToAddress();
    void editRequest();
    void findInInspector();
    void findNext();
    void findPrevious();
    // Trace
    void send();
    void stop();
    void again();
    void resendHop();
    void step();
    void runOn();
    void keepMethod();
    void changeToGet();
    void editNext();
    void stopHere();
    void previousHop();
    void nextHop();
    // View, Lab, Help
    void showInspector();
    void showHistory();
    void showSecrets();
    void wrapLines();
    void zoomIn();
    void zoomOut();
    void zoomReset();
    void presentation();
    void copyLabAddress();
    void shortcuts();
    void about();

    template <typename T> T *find(const char *name) const
    {
        T *found = m_window->findChild<T *>(QLatin1String(name));
        Q_ASSERT(found != nullptr);
        return found;
    }
    QAction *action(const QString &name) const { return m_window->findChild<QAction *>(name); }
    TimelineView *timeline() const { return m_window->findChild<TimelineView *>(); }
    int hops() const { return timeline()->hopCount(); }
    int currentHop() const { return find<TracePane>("tracePane")->currentHop(); }
    double zoom() const { return find<TracePane>("tracePane")->zoom(); }
    int tabs() const { return m_window->findChild<OpenTraces *>()->count(); }
    int currentTab() const { return m_window->findChild<OpenTraces *>()->currentIndex(); }
    bool isIdle() const { return find<QPushButton>("sendButton")->text() == u"Send"_qs; }
    QString address() const { return find<QLineEdit>("address")->text(); }
    static QString clipboard() { return QApplication::clipboard()->text(); }
    void run(const QString &path);
    void waitForTheEnd() const { QTRY_VERIFY_WITH_TIMEOUT(hops() > 0 && isIdle(), 10'000); }
    void saveTo(const QString &path);
    void standStillAt(const QString &path);
    QString lastRequest();
    bool isChoice(const QAction *action) const;
    QStringList namesInMenus() const;
    QStringList namesInContextMenu();
    void pressInContextMenu(const QString &name);

    /// Chooses the action that is tried, in the way that is tried.
    std::function<void()> m_press;
    QTemporaryDir m_directory;
    QUrl m_opened;
    QString m_lab;
    std::unique_ptr<MainWindow> m_window;
};

namespace {

/// Calls `attempt` again and again, inside whatever event loop runs, until it says that it is done.
void soon(const std::function<bool()> &attempt)
{
    auto *timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, attempt] {
        if (attempt()) {
            timer->stop();
            timer->deleteLater();
        }
    });
    timer->start(5);
}

/// Answers the file dialog that comes up next.
void answerFileDialog(const QString &path)
{
    soon([path] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (dialog == nullptr || !dialog->isActiveWindow()) {
            return false;
        }
        auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_qs);
        name->setFocus(); // or what is selected in the list counts for more
        name->setText(path);
        static_cast<QDialog *>(dialog)->accept();
        return true;
    });
}

QDialog *openDialog(const QString &title)
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        auto *dialog = qobject_cast<QDialog *>(window);
        if (dialog != nullptr && dialog->isVisible() && dialog->windowTitle() == title) {
            return dialog;
        }
    }
    return nullptr;
}

/// The actions of a menu and of the menus in it.
void collect(const QList<QAction *> &actions, QList<QAction *> &all)
{
    for (QAction *action : actions) {
        if (action->menu() != nullptr) {
            collect(action->menu()->actions(), all);
        } else if (!action->isSeparator()) {
            all.append(action);
        }
    }
}

QString mnemonicOf(const QString &text)
{
    return QKeySequence::mnemonic(text).toString();
}

} // namespace

const QMap<QString, TestActions::Try> &TestActions::actionTests()
{
    static const QMap<QString, Try> tests{
        {u"newRequest"_qs, &TestActions::newRequest},
        {u"openTrace"_qs, &TestActions::openTrace},
        {u"newTab"_qs, &TestActions::newTab},
        {u"closeTab"_qs, &TestActions::closeTab},
        {u"reopenTab"_qs, &TestActions::reopenTab},
        {u"nextTab"_qs, &TestActions::nextTab},
        {u"previousTab"_qs, &TestActions::previousTab},
        {u"saveTrace"_qs, &TestActions::saveTrace},
        {u"saveTraceAs"_qs, &TestActions::saveTraceAs},
        {u"exportPicture"_qs, &TestActions::exportPicture},
        {u"printPicture"_qs, &TestActions::printPicture},
        {u"quit"_qs, &TestActions::quit},
        {u"copyUrl"_qs, &TestActions::copyUrl},
        {u"copyLocation"_qs, &TestActions::copyLocation},
        {u"copyTrace"_qs, &TestActions::copyTrace},
        {u"copyHopAsCurl"_qs, &TestActions::copyHopAsCurl},
        {u"copyHopAsText"_qs, &TestActions::copyHopAsText},
        {u"copyPicture"_qs, &TestActions::copyPicture},
        {u"copyRequestAsCurl"_qs, &TestActions::copyRequestAsCurl},
        {u"pasteRequest"_qs, &TestActions::pasteRequest},
        {u"goToAddress"_qs, &TestActions::goToAddress},
        {u"editRequest"_qs, &TestActions::editRequest},
        {u"find"_qs, &TestActions::findInInspector},
        {u"findNext"_qs, &TestActions::findNext},
        {u"findPrevious"_qs, &TestActions::findPrevious},
        {u"send"_qs, &TestActions::send},
        {u"stop"_qs, &TestActions::stop},
        {u"again"_qs, &TestActions::again},
        {u"resendHop"_qs, &TestActions::resendHop},
        {u"step"_qs, &TestActions::step},
        {u"runOn"_qs, &TestActions::runOn},
        {u"keepMethod"_qs, &TestActions::keepMethod},
        {u"changeToGet"_qs, &TestActions::changeToGet},
        {u"editNext"_qs, &TestActions::editNext},
        {u"stopHere"_qs, &TestActions::stopHere},
        {u"previousHop"_qs, &TestActions::previousHop},
        {u"nextHop"_qs, &TestActions::nextHop},
        {u"showInspector"_qs, &TestActions::showInspector},
        {u"showHistory"_qs, &TestActions::showHistory},
        {u"showSecrets"_qs, &TestActions::showSecrets},
        {u"wrapLines"_qs, &TestActions::wrapLines},
        {u"zoomIn"_qs, &TestActions::zoomIn},
        {u"zoomOut"_qs, &TestActions::zoomOut},
        {u"zoomReset"_qs, &TestActions::zoomReset},
        {u"presentation"_qs, &TestActions::presentation},
        {u"copyLabAddress"_qs, &TestActions::copyLabAddress},
        {u"shortcuts"_qs, &TestActions::shortcuts},
        {u"about"_qs, &TestActions::about},
    };
    return tests;
}

void TestActions::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-test-actions"_qs);
    QVERIFY(m_directory.isValid());
}

/// A window with the trace of POST /302/echo.
void TestActions::init()
{
    QSettings().clear();
    QApplication::clipboard()->clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_lab = address().left(address().indexOf(u'/', 8));
    action(u"send"_qs)->trigger();
    waitForTheEnd();
}

void TestActions::cleanup()
{
    m_window.reset();
}

void TestActions::run(const QString &path)
{
    find<QLineEdit>("address")->setText(m_lab + path);
    action(u"send"_qs)->trigger();
    waitForTheEnd();
}

void TestActions::saveTo(const QString &path)
{
    QFile::remove(path);
    QVERIFY(m_window->saveTrace(path, Secrets::Redact));
}

/// After the first answer, before the next request is sent.
void TestActions::standStillAt(const QString &path)
{
    find<QLineEdit>("address")->setText(m_lab + path);
    action(u"step"_qs)->trigger();
    QTRY_VERIFY(action(u"runOn"_qs)->isEnabled());
    QCOMPARE(hops(), 1);
}

/// What the lab says to have received last; the trace must have ended at /echo.
QString TestActions::lastRequest()
{
    waitForTheEnd();
    find<TracePane>("tracePane")->setCurrentHop(hops() - 1);
    return find<QTextEdit>("responsePage")->toPlainText();
}

/// One of many that are alike and made from data, each without a name of its own.
bool TestActions::isChoice(const QAction *action) const
{
    const auto isIn = [action](const QMenu *menu) {
        return menu->actions().contains(const_cast<QAction *>(action));
    };
    if (action->objectName().startsWith(u"stopAt"_qs)) {
        return true; // conditionsAreChosen() tries them
    }
    return action->objectName().isEmpty()
        && (isIn(find<QMenu>("themeMenu")) || isIn(find<QMenu>("recentMenu"))
            || isIn(find<QMenu>("labMenu")));
}

QStringList TestActions::namesInMenus() const
{
    QList<QAction *> actions;
    collect(m_window->menuBar()->actions(), actions);
    QStringList names;
    for (const QAction *action : std::as_const(actions)) {
        if (!isChoice(action)) {
            names.append(action->objectName());
        }
    }
    return names;
}

QStringList TestActions::namesInContextMenu()
{
    QStringList names;
    soon([&names] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (menu == nullptr) {
            return false;
        }
        const QList<QAction *> actions = menu->actions();
        for (const QAction *action : actions) {
            if (!action->isSeparator() && action->menu() == nullptr) {
                names.append(action->objectName());
            }
        }
        menu->close();
        return true;
    });
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(timeline()->viewport(), &event);
    [&] { QTRY_VERIFY(!names.isEmpty()); }(); // whether the menu has a loop of its own or not
    return names;
}

/// By the mouse, at the current hop.
void TestActions::pressInContextMenu(const QString &name)
{
    bool pressed = false;
    soon([&pressed, name] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (menu == nullptr) {
            return false;
        }
        const QList<QAction *> actions = menu->actions();
        for (QAction *action : actions) {
            if (action->objectName() == name) {
                pressed = true;
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                return true;
            }
        }
        menu->close();
        return true;
    });
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(timeline()->viewport(), &event);
    QTRY_VERIFY2(pressed, qPrintable(name));
}

void TestActions::tableNamesEveryAction()
{
    QStringList names = namesInMenus() + namesInContextMenu();
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        QVERIFY2(!name.isEmpty(), "an action without an object name");
        QVERIFY2(actionTests().contains(name), qPrintable(name + u" is tried by nobody"_qs));
    }
    names.sort();
    QCOMPARE(names, actionTests().keys()); // and nothing is tried that is not there
}

void TestActions::everyActionDoesWhatItSays_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("inContextMenu");
    for (const QString &name : actionTests().keys()) {
        QTest::addRow("%s", qPrintable(name)) << name << false;
    }
    init();
    for (const QString &name : namesInContextMenu()) {
        QTest::addRow("%s, context menu", qPrintable(name)) << name << true;
    }
    cleanup();
}

void TestActions::everyActionDoesWhatItSays()
{
    QFETCH(QString, name);
    QFETCH(bool, inContextMenu);
    QAction *tried = action(name);
    m_press = inContextMenu ? std::function<void()>([this, name] { pressInContextMenu(name); })
                            : std::function<void()>([tried] {
                                  QVERIFY2(tried->isEnabled(), qPrintable(tried->objectName()));
                                  tried->trigger();
                              });
    const Try test = actionTests().value(name);
    QVERIFY(test != nullptr);
    (this->*test)();
}

void TestActions::newRequest()
{
    m_press();
    QCOMPARE(hops(), 0);
    QVERIFY(address().isEmpty());
    QVERIFY(find<QLineEdit>("address")->hasFocus());
    QVERIFY(!action(u"saveTrace"_qs)->isEnabled());
}

void TestActions::openTrace()
{
    const QString path = m_directory.filePath(u"open me.hoplens"_qs);
    saveTo(path);
    run(u"/200"_qs);
    QCOMPARE(hops(), 1);
    answerFileDialog(path);
    m_press();
    QTRY_COMPARE(hops(), 2);
    QVERIFY(m_window->windowTitle().startsWith(u"open me.hoplens"_qs));
}

void TestActions::newTab()
{
    m_press();
    QCOMPARE(tabs(), 2);
    QCOMPARE(hops(), 0);
    QVERIFY(find<QLineEdit>("address")->hasFocus());
}

void TestActions::closeTab()
{
    action(u"newTab"_qs)->trigger();
    m_press();
    QCOMPARE(tabs(), 1);
    QCOMPARE(hops(), 2);
}

void TestActions::reopenTab()
{
    action(u"newTab"_qs)->trigger();
    run(u"/200"_qs);
    action(u"closeTab"_qs)->trigger();
    QCOMPARE(hops(), 2);
    m_press();
    QCOMPARE(tabs(), 2);
    QCOMPARE(hops(), 1);
}

void TestActions::nextTab()
{
    action(u"newTab"_qs)->trigger();
    QCOMPARE(currentTab(), 1);
    m_press();
    QCOMPARE(currentTab(), 0);
    QCOMPARE(hops(), 2);
    m_press();
    QCOMPARE(currentTab(), 1);
}

void TestActions::previousTab()
{
    action(u"newTab"_qs)->trigger();
    m_press();
    QCOMPARE(currentTab(), 0);
    QCOMPARE(hops(), 2);
}

void TestActions::saveTrace()
{
    const QString path = m_directory.filePath(u"saved.hoplens"_qs);
    QFile::remove(path);
    answerFileDialog(path); // asked, for there is no file yet
    m_press();
    QTRY_VERIFY(QFile::exists(path));
    QCOMPARE(loadTraceFile(path)->hops.size(), 2);
    QVERIFY(QFile::remove(path));
    m_press(); // not asked again
    QVERIFY(QFile::exists(path));
}

void TestActions::saveTraceAs()
{
    const QString path = m_directory.filePath(u"another.hoplens"_qs);
    saveTo(m_directory.filePath(u"first.hoplens"_qs));
    QFile::remove(path);
    answerFileDialog(path);
    m_press();
    QTRY_VERIFY(QFile::exists(path));
    QVERIFY(m_window->windowTitle().startsWith(u"another.hoplens"_qs));
}

void TestActions::exportPicture()
{
    const QString path = m_directory.filePath(u"picture.png"_qs);
    QFile::remove(path);
    answerFileDialog(path);
    m_press();
    QTRY_VERIFY(QFile::exists(path));
    QVERIFY(!QImage(path).isNull());
}

/// The system's viewer is this test.
void TestActions::printPicture()
{
    QDesktopServices::setUrlHandler(u"file"_qs, this, "takeUrl");
    m_opened.clear();
    m_press();
    QDesktopServices::unsetUrlHandler(u"file"_qs);
    QFile file(m_opened.toLocalFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF-"));
}

void TestActions::quit()
{
    m_press();
    QTRY_VERIFY(!m_window->isVisible());
}

void TestActions::copyUrl()
{
    m_press();
    QTRY_COMPARE(clipboard(), m_lab + u"/302/echo"_qs);
}

void TestActions::copyLocation()
{
    m_press();
    QTRY_COMPARE(clipboard(), u"/echo"_qs);
}

void TestActions::copyTrace()
{
    m_press();
    QTRY_VERIFY(clipboard().startsWith(u"POST became GET at hop 1"_qs));
    QVERIFY(clipboard().contains(u"302 Found"_qs));
}

void TestActions::copyHopAsCurl()
{
    m_press();
    QTRY_VERIFY(clipboard().startsWith(u"curl "_qs));
    QVERIFY(clipboard().contains(m_lab + u"/302/echo"_qs));
    QVERIFY(clipboard().contains(u"name=Ada"_qs));
}

void TestActions::copyHopAsText()
{
    m_press();
    QTRY_VERIFY(clipboard().contains(u"302 Found"_qs));
    QVERIFY(clipboard().contains(m_lab + u"/302/echo"_qs));
    QVERIFY(!clipboard().contains(u"200 OK"_qs)); // which is the next hop's
}

void TestActions::copyPicture()
{
    m_press();
    const QMimeData *data = QApplication::clipboard()->mimeData();
    QVERIFY(data->hasImage());
    QVERIFY(data->data(u"image/svg+xml"_qs).contains("<svg"));
}

void TestActions::copyRequestAsCurl()
{
    find<QLineEdit>("address")->setText(m_lab + u"/307/edited"_qs);
    m_press();
    QTRY_VERIFY(clipboard().startsWith(u"curl "_qs));
    QVERIFY(clipboard().contains(m_lab + u"/307/edited"_qs));
}

void TestActions::pasteRequest()
{
    QApplication::clipboard()->setText(u"curl -X DELETE http://pasted.test/thing"_qs);
    m_press();
    QCOMPARE(address(), u"http://pasted.test/thing"_qs);
    QCOMPARE(find<QComboBox>("method")->currentText(), u"DELETE"_qs);
}

void TestActions::goToAddress()
{
    timeline()->setFocus();
    m_press();
    QVERIFY(find<QLineEdit>("address")->hasFocus());
    QCOMPARE(find<QLineEdit>("address")->selectedText(), address());
}

void TestActions::editRequest()
{
    QVERIFY(!find<QWidget>("details")->isVisible());
    m_press();
    QVERIFY(find<QWidget>("details")->isVisible());
    m_press();
    QVERIFY(!find<QWidget>("details")->isVisible());
}

void TestActions::findInInspector()
{
    QVERIFY(!find<QWidget>("findBar")->isVisible());
    m_press();
    QVERIFY(find<QLineEdit>("findText")->hasFocus());
    QTest::keyClicks(find<QLineEdit>("findText"), u"POST"_qs);
    QVERIFY(find<QLabel>("findCount")->text().contains(QRegularExpression(u"[1-9]"_qs)));
}

void TestActions::findNext()
{
    action(u"find"_qs)->trigger();
    QTest::keyClicks(find<QLineEdit>("findText"), u"e"_qs);
    const QString first = find<QLabel>("findCount")->text();
    m_press();
    QVERIFY(find<QLabel>("findCount")->text() != first);
}

void TestActions::findPrevious()
{
    action(u"find"_qs)->trigger();
    QTest::keyClicks(find<QLineEdit>("findText"), u"e"_qs);
    const QString first = find<QLabel>("findCount")->text();
    action(u"findNext"_qs)->trigger();
    m_press();
    QCOMPARE(find<QLabel>("findCount")->text(), first);
}

void TestActions::send()
{
    find<QLineEdit>("address")->setText(m_lab + u"/307/307/echo"_qs);
    m_press();
    waitForTheEnd();
    QCOMPARE(hops(), 3);
}

void TestActions::stop()
{
    QVERIFY(!action(u"stop"_qs)->isEnabled());
    find<QLineEdit>("address")->setText(m_lab + u"/302/200;delay=50000"_qs);
    action(u"send"_qs)->trigger();
    QTRY_VERIFY(!isIdle() && hops() == 2);
    m_press();
    QTRY_VERIFY(isIdle());
    QCOMPARE(hops(), 2);
}

void TestActions::again()
{
    find<QLineEdit>("address")->setText(u"http://elsewhere.invalid/"_qs);
    const QPointer<TimelineView> view = timeline();
    m_press();
    waitForTheEnd();
    QCOMPARE(hops(), 2);
    QVERIFY(find<QTextEdit>("requestPage")->toPlainText().contains(u"/302/echo"_qs));
}

void TestActions::step()
{
    find<QLineEdit>("address")->setText(m_lab + u"/307/302/echo"_qs);
    m_press();
    QTRY_VERIFY(action(u"runOn"_qs)->isEnabled());
    QCOMPARE(hops(), 1);
    QVERIFY(find<QWidget>("stepPane")->isVisible());
    m_press();
    QTRY_VERIFY(hops() == 2 && action(u"runOn"_qs)->isEnabled());
    m_press();
    waitForTheEnd();
    QCOMPARE(hops(), 3);
    QVERIFY(!find<QWidget>("stepPane")->isVisible());
}

void TestActions::runOn()
{
    standStillAt(u"/307/302/echo"_qs);
    m_press();
    waitForTheEnd();
    QCOMPARE(hops(), 3);
}

void TestActions::keepMethod()
{
    standStillAt(u"/302/echo"_qs);
    m_press();
    QVERIFY(lastRequest().contains(u"POST /echo"_qs));
    QVERIFY(lastRequest().contains(u"name=Ada"_qs));
}

void TestActions::changeToGet()
{
    standStillAt(u"/307/echo"_qs);
    m_press();
    QVERIFY(lastRequest().contains(u"GET /echo"_qs));
    QVERIFY(!lastRequest().contains(u"name=Ada"_qs));
}

void TestActions::editNext()
{
    standStillAt(u"/302/echo"_qs);
    m_press();
    QTRY_VERIFY(find<QWidget>("stepForm")->isVisible());
    find<QLineEdit>("nextAddress")->setText(m_lab + u"/echo?edited"_qs);
    action(u"step"_qs)->trigger();
    QVERIFY(lastRequest().contains(u"GET /echo?edited"_qs));
}

/// Only in the context menu; there for hop 2.
void TestActions::stopHere()
{
    find<TracePane>("tracePane")->setCurrentHop(1);
    pressInContextMenu(u"stopHere"_qs);
    action(u"again"_qs)->trigger();
    QTRY_VERIFY(action(u"runOn"_qs)->isEnabled());
    QCOMPARE(hops(), 1);
    action(u"runOn"_qs)->trigger();
    waitForTheEnd();
    QCOMPARE(hops(), 2);
}

void TestActions::resendHop()
{
    find<TracePane>("tracePane")->setCurrentHop(1);
    m_press();
    waitForTheEnd();
    QTRY_COMPARE(hops(), 1);
    QVERIFY(find<QTextEdit>("requestPage")->toPlainText().contains(u"GET /echo"_qs));
}

void TestActions::previousHop()
{
    find<TracePane>("tracePane")->setCurrentHop(1);
    m_press();
    QCOMPARE(currentHop(), 0);
    m_press();
    QCOMPARE(currentHop(), 0);
}

void TestActions::nextHop()
{
    m_press();
    QCOMPARE(currentHop(), 1);
    m_press();
    QCOMPARE(currentHop(), 1);
}

void TestActions::showInspector()
{
    QVERIFY(find<QWidget>("inspector")->isVisible());
    m_press();
    QVERIFY(!find<QWidget>("inspector")->isVisible());
    m_press();
    QVERIFY(find<QWidget>("inspector")->isVisible());
}

void TestActions::showHistory()
{
    m_press();
    QTRY_VERIFY(find<QWidget>("closeHistory")->isVisible());
    m_press();
    QTRY_VERIFY(!find<QWidget>("closeHistory")->isVisible());
}

void TestActions::showSecrets()
{
    run(u"/302/echo?token=abracadabra"_qs);
    const auto shown = [this] { return find<QTextEdit>("requestPage")->toPlainText(); };
    QVERIFY(!shown().contains(u"abracadabra"_qs));
    m_press();
    QVERIFY(shown().contains(u"abracadabra"_qs));
    m_press();
    QVERIFY(!shown().contains(u"abracadabra"_qs));
}

void TestActions::wrapLines()
{
    run(u"/200?"_qs + QString(400, u'x'));
    find<QTabWidget>("inspectorTabs")->setCurrentIndex(1);
    auto *page = find<QTextEdit>("requestPage");
    const auto isWide = [page] { return page->horizontalScrollBar()->maximum() > 0; };
    QTRY_VERIFY(!isWide());
    m_press();
    QTRY_VERIFY(isWide());
    m_press();
    QTRY_VERIFY(!isWide());
}

void TestActions::zoomIn()
{
    m_press();
    QVERIFY(zoom() > 1.05);
}

void TestActions::zoomOut()
{
    m_press();
    QVERIFY(zoom() < 0.95);
}

void TestActions::zoomReset()
{
    action(u"zoomIn"_qs)->trigger();
    m_press();
    QCOMPARE(zoom(), 1.0);
}

void TestActions::presentation()
{
    m_press();
    QTRY_VERIFY(!m_window->menuBar()->isVisible());
    QVERIFY(!find<QWidget>("requestEditor")->isVisible());
    QVERIFY(zoom() > 1.2);
    m_press();
    QTRY_VERIFY(m_window->menuBar()->isVisible());
    QVERIFY(find<QWidget>("requestEditor")->isVisible());
    QCOMPARE(zoom(), 1.0);
}

void TestActions::copyLabAddress()
{
    m_press();
    QCOMPARE(clipboard(), m_lab + u'/');
}

void TestActions::shortcuts()
{
    m_press();
    QDialog *dialog = openDialog(u"Keyboard Shortcuts"_qs);
    QVERIFY(dialog != nullptr);
    QStringList words;
    const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        words.append(label->text());
    }
    // Every action that has a key stands there.
    QList<QAction *> actions;
    collect(m_window->menuBar()->actions(), actions);
    for (const QAction *one : std::as_const(actions)) {
        QString text = one->text();
        text.remove(u'&').remove(u'…');
        QVERIFY2(one->shortcut().isEmpty() || words.contains(text), qPrintable(text));
    }
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestActions::about()
{
    m_press();
    QDialog *dialog = openDialog(u"About Hoplens"_qs);
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->findChild<QLabel *>()->text().contains(QStringLiteral(HOPLENS_VERSION)));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestActions::themesAreChosen()
{
    const QList<QAction *> themes = find<QMenu>("themeMenu")->actions();
    QCOMPARE(themes.size(), 3);
    const auto isDark = [] {
        return QApplication::palette().color(QPalette::Window).lightness() < 128;
    };
    themes.at(2)->trigger();
    QVERIFY(isDark() && themes.at(2)->isChecked());
    themes.at(1)->trigger();
    QVERIFY(!isDark() && themes.at(1)->isChecked() && !themes.at(2)->isChecked());
    themes.at(0)->trigger();
    QVERIFY(themes.at(0)->isChecked());
}

/// Each one is set, said in the status bar, and taken back.
void TestActions::conditionsAreChosen()
{
    const auto conditions = [this] {
        QList<QAction *> all;
        collect(find<QMenu>("stopAtMenu")->actions(), all);
        QStringList names;
        for (const QAction *one : std::as_const(all)) {
            if (one->isCheckable()) {
                names.append(one->objectName());
            }
        }
        return names;
    };
    const auto *said = find<QWidget>("stopsAt");
    QVERIFY(conditions().size() > 15);
    for (const QString &name : conditions()) {
        action(name)->trigger();
        QVERIFY2(action(name)->isChecked() && said->isVisible(), qPrintable(name));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // of the hops before
        action(u"stopAtNowhere"_qs)->trigger();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY2(!action(name)->isChecked() && !said->isVisible(), qPrintable(name));
    }
    action(u"stopAt-302"_qs)->trigger();
    action(u"again"_qs)->trigger();
    QTRY_VERIFY(action(u"runOn"_qs)->isEnabled());
    QCOMPARE(hops(), 1);
}

void TestActions::labFillsTheEditor()
{
    const QList<QAction *> actions = find<QMenu>("labMenu")->actions();
    for (const LabScenario &scenario : labScenarios()) {
        const auto entry = std::find_if(actions.begin(), actions.end(), [&](const QAction *one) {
            return one->text() == scenario.title;
        });
        QVERIFY2(entry != actions.end(), qPrintable(scenario.title));
        QVERIFY((*entry)->toolTip().contains(scenario.teaches.left(20).toHtmlEscaped()));
        (*entry)->trigger();
        QVERIFY(find<RequestEditor>("requestEditor")->request());
        QCOMPARE(find<QComboBox>("method")->currentText(), QString::fromLatin1(scenario.method));
    }
}

void TestActions::recentFileOpens()
{
    saveTo(m_directory.filePath(u"recent.hoplens"_qs));
    run(u"/200"_qs);
    auto *menu = find<QMenu>("recentMenu");
    emit menu->aboutToShow();
    QCOMPARE(menu->actions().constFirst()->text(), u"recent.hoplens"_qs);
    menu->actions().constFirst()->trigger();
    QCOMPARE(hops(), 2);
}

/// No two entries of a menu have the same letter, and no two actions that can be chosen the same
/// key.
void TestActions::mnemonicsAndKeysAreUnambiguous()
{
    QList<QAction *> all;
    collect(m_window->menuBar()->actions(), all);
    all.removeIf([](const QAction *one) { return !one->isEnabled(); });
    QHash<QKeySequence, QString> keys;
    for (const QAction *one : std::as_const(all)) {
        const QList<QKeySequence> shortcuts = one->shortcuts();
        for (const QKeySequence &key : shortcuts) {
            QVERIFY2(!keys.contains(key), qPrintable(one->text() + u" and "_qs + keys.value(key)));
            keys.insert(key, one->text());
        }
    }
    QList<QMenu *> menus = m_window->menuBar()->findChildren<QMenu *>();
    menus.removeOne(find<QMenu>("labMenu")); // its entries are many, and sentences
    menus.removeOne(find<QMenu>("recentMenu"));
    menus.removeIf([](const QMenu *menu) { return menu->objectName().startsWith(u"stopAt"_qs); });
    for (const QMenu *menu : std::as_const(menus)) {
        QSet<QString> letters;
        const QList<QAction *> actions = menu->actions();
        for (const QAction *one : actions) {
            if (one->isSeparator()) {
                continue;
            }
            const QString letter = mnemonicOf(one->text());
            QVERIFY2(!letter.isEmpty(), qPrintable(one->text()));
            QVERIFY2(!letters.contains(letter), qPrintable(menu->title() + one->text()));
            letters.insert(letter);
        }
    }
}

QTEST_MAIN(TestActions)
#include "tst_actions.moc"
