// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Several open traces: each tab has its own trace, request, hop and file, and runs on unseen.

#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/request/headertable.h"
#include "ui/request/requesteditor.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"
#include "ui/tracetabs.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace hoplens;

class TestOpenTraces : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void oneTraceHasNoTabs();
    void eachTabKeepsItsOwn();
    void whatRunsUnseenGoesOn();
    void tabsSayWhatTheyHold();
    void keysGoRound_data();
    void keysGoRound();
    void closedTabComesBack();
    void theLastTabBecomesBlank();
    void closedOnesAreBounded();
    void middleClickCloses();
    void tabsAreMoved();
    void openFileIsFoundAgain();
    void fileGetsATabOfItsOwn();
    void sendingAgainLeavesTheFile();
    void secretsShowInAllTabs();
    void manyTabsFitIntoASmallWindow();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    OpenTraces *traces() const { return m_window->findChild<OpenTraces *>(); }
    TraceTabs *tabs() const { return find<TraceTabs>(u"tabs"_qs); }
    TracePane *pane() const { return find<TracePane>(u"tracePane"_qs); }
    QString address() const { return find<QLineEdit>(u"address"_qs)->text(); }
    int hops() const { return m_window->findChild<TimelineView *>()->hopCount(); }
    bool isIdle() const { return find<QPushButton>(u"sendButton"_qs)->text() == u"Send"_qs; }
    void trigger(const QString &action) { find<QAction>(action)->trigger(); }
    void start(const QString &path, const QString &method = u"GET"_qs);
    void send(const QString &path, const QString &method = u"GET"_qs);

    QTemporaryDir m_directory;
    QString m_labBase;
    std::unique_ptr<MainWindow> m_window;
};

void TestOpenTraces::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-tabs-test"_qs);
    QVERIFY(m_directory.isValid());
}

void TestOpenTraces::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_labBase = address().left(address().indexOf(u'/', 8));
}

void TestOpenTraces::start(const QString &path, const QString &method)
{
    find<QComboBox>(u"method"_qs)->setCurrentText(method);
    find<QLineEdit>(u"address"_qs)->setText(m_labBase + path);
    trigger(u"send"_qs);
}

void TestOpenTraces::send(const QString &path, const QString &method)
{
    start(path, method);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 10'000);
}

void TestOpenTraces::oneTraceHasNoTabs()
{
    QVERIFY(!tabs()->isVisible());
    send(u"/302/echo"_qs);
    QVERIFY(!tabs()->isVisible());
    trigger(u"newTab"_qs);
    QVERIFY(tabs()->isVisible());
    QCOMPARE(tabs()->count(), 2);
    QCOMPARE(tabs()->currentIndex(), 1);
    QCOMPARE(hops(), 0);
    QCOMPARE(address(), QString());
    QVERIFY(find<QLineEdit>(u"address"_qs)->hasFocus());
    trigger(u"closeTab"_qs);
    QVERIFY(!tabs()->isVisible());
    QCOMPARE(hops(), 2);
}

void TestOpenTraces::eachTabKeepsItsOwn()
{
    auto *headers = find<HeaderTable>(u"headerTable"_qs)->headers();
    headers->setRows({{true, {"X-First", "1"}}});
    send(u"/302/303/echo"_qs, u"PUT"_qs);
    pane()->setCurrentHop(2);
    find<QLineEdit>(u"address"_qs)->setText(u"http://half.typed/"_qs);

    trigger(u"newTab"_qs);
    QVERIFY(headers->rows().isEmpty());
    send(u"/307/echo"_qs, u"DELETE"_qs);
    pane()->setCurrentHop(1);

    tabs()->setCurrentIndex(0);
    QCOMPARE(hops(), 3);
    QCOMPARE(pane()->currentHop(), 2);
    QCOMPARE(address(), u"http://half.typed/"_qs);
    QCOMPARE(find<QComboBox>(u"method"_qs)->currentText(), u"PUT"_qs);
    QCOMPARE(headers->rows().size(), 1);

    tabs()->setCurrentIndex(1);
    QCOMPARE(hops(), 2);
    QCOMPARE(pane()->currentHop(), 1);
    QCOMPARE(address(), m_labBase + u"/307/echo"_qs);
    QVERIFY(headers->rows().isEmpty());
}

void TestOpenTraces::whatRunsUnseenGoesOn()
{
    start(u"/302/200;delay=300"_qs);
    QVERIFY(!isIdle());
    QSignalSpy updated(traces(), &OpenTraces::updated);
    QSignalSpy ended(traces(), &OpenTraces::ended);
    trigger(u"newTab"_qs);
    updated.clear();
    QVERIFY(isIdle());
    QVERIFY(find<QAction>(u"send"_qs)->isEnabled());
    QCOMPARE(hops(), 0);
    QVERIFY(ended.wait());
    QCOMPARE(ended.constFirst().constFirst().toInt(), 0);
    QCOMPARE(hops(), 0); // nobody showed it here
    QVERIFY(updated.isEmpty());
    QVERIFY(isIdle());
    trigger(u"previousTab"_qs);
    QCOMPARE(hops(), 2);
    QVERIFY(traces()->session()->trace().outcome);

    // Stop belongs to the tab that is looked at.
    start(u"/200;delay=50000"_qs);
    trigger(u"nextTab"_qs);
    start(u"/200;delay=50000"_qs);
    QTRY_COMPARE(hops(), 1);
    trigger(u"stop"_qs);
    QTRY_VERIFY(isIdle());
    QVERIFY(traces()->at(0).session->isRunning());
    trigger(u"previousTab"_qs);
    QVERIFY(!isIdle());
}

void TestOpenTraces::tabsSayWhatTheyHold()
{
    send(u"/302/echo?a=1&b=2&token=abracadabra"_qs, u"POST"_qs);
    trigger(u"newTab"_qs);
    QCOMPARE(tabs()->tabText(0), u"POST /302/echo?a=1&&b=2&&token=REDACTED"_qs);
    QCOMPARE(tabs()->accessibleTabName(0), u"POST /302/echo?a=1&b=2&token=REDACTED, 200"_qs);
    QVERIFY(!tabs()->tabToolTip(0).contains(u"abracadabra"_qs));
    QCOMPARE(tabs()->tabText(1), u"New request"_qs);
    start(u"/200;delay=50000"_qs);
    QTRY_COMPARE(tabs()->accessibleTabName(1), u"GET /200;delay=50000, running"_qs);
    trigger(u"stop"_qs);
    QTRY_COMPARE(tabs()->accessibleTabName(1), u"GET /200;delay=50000, stopped"_qs);
    for (int tab = 0; tab < tabs()->count(); ++tab) {
        const auto *button =
            qobject_cast<QAbstractButton *>(tabs()->tabButton(tab, QTabBar::RightSide));
        QVERIFY(button != nullptr && button->accessibleName().startsWith(u"Close "_qs));
    }
}

void TestOpenTraces::keysGoRound_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<int>("by");
    const Qt::KeyboardModifiers control = Qt::ControlModifier;
    QTest::newRow("Ctrl+Tab") << int(Qt::Key_Tab) << control << 1;
    QTest::newRow("Ctrl+Page Down") << int(Qt::Key_PageDown) << control << 1;
    QTest::newRow("Ctrl+Shift+Tab") << int(Qt::Key_Backtab) << (control | Qt::ShiftModifier) << -1;
    QTest::newRow("Ctrl+Page Up") << int(Qt::Key_PageUp) << control << -1;
}

void TestOpenTraces::keysGoRound()
{
    QFETCH(int, key);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(int, by);
    QVERIFY(!find<QAction>(u"nextTab"_qs)->isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(tabs()->count(), 3);
    QCOMPARE(tabs()->currentIndex(), 2);
    int expected = 2;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
        expected = (expected + by + 3) % 3;
        QCOMPARE(tabs()->currentIndex(), expected);
        QCOMPARE(traces()->currentIndex(), expected);
    }
}

void TestOpenTraces::closedTabComesBack()
{
    send(u"/302/303/echo"_qs, u"PATCH"_qs);
    pane()->setCurrentHop(1);
    trigger(u"newTab"_qs);
    QVERIFY(!find<QAction>(u"reopenTab"_qs)->isEnabled());
    traces()->close(0);
    QCOMPARE(traces()->count(), 1);
    QCOMPARE(hops(), 0);
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(traces()->count(), 2);
    QCOMPARE(hops(), 3);
    QCOMPARE(pane()->currentHop(), 1);
    QCOMPARE(find<QComboBox>(u"method"_qs)->currentText(), u"PATCH"_qs);
    QVERIFY(!find<QAction>(u"reopenTab"_qs)->isEnabled());
}

void TestOpenTraces::theLastTabBecomesBlank()
{
    QVERIFY(!find<QAction>(u"closeTab"_qs)->isEnabled());
    send(u"/302/echo"_qs);
    QVERIFY(find<QAction>(u"closeTab"_qs)->isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(traces()->count(), 1);
    QCOMPARE(tabs()->count(), 1);
    QCOMPARE(hops(), 0);
    QCOMPARE(address(), QString());
    QVERIFY(isIdle());
}

void TestOpenTraces::closedOnesAreBounded()
{
    Trace trace;
    trace.hops.append(Hop());
    for (int i = 0; i < OpenTraces::closedLimit + 3; ++i) {
        traces()->close(traces()->restore({}, trace));
    }
    int back = 0;
    while (traces()->canReopen()) {
        traces()->reopen();
        ++back;
    }
    QCOMPARE(back, OpenTraces::closedLimit);
    QCOMPARE(tabs()->count(), traces()->count());
}

void TestOpenTraces::middleClickCloses()
{
    send(u"/302/echo"_qs);
    trigger(u"newTab"_qs);
    const QPoint first = tabs()->tabRect(0).center();
    const QPoint second = tabs()->tabRect(1).center();
    QTest::mousePress(tabs(), Qt::MiddleButton, {}, first);
    QTest::mouseRelease(tabs(), Qt::MiddleButton, {}, second); // thought better of it
    QCOMPARE(tabs()->count(), 2);
    QTest::mouseClick(tabs(), Qt::MiddleButton, {}, first);
    QCOMPARE(tabs()->count(), 1);
    QCOMPARE(hops(), 0);
}

void TestOpenTraces::tabsAreMoved()
{
    send(u"/302/303/echo"_qs);
    trigger(u"newTab"_qs);
    send(u"/302/echo"_qs);
    trigger(u"newTab"_qs);
    tabs()->moveTab(0, 2);
    QCOMPARE(traces()->currentIndex(), 1);
    QCOMPARE(tabs()->currentIndex(), 1);
    QCOMPARE(hops(), 0);
    tabs()->setCurrentIndex(2);
    QCOMPARE(hops(), 3);
    tabs()->setCurrentIndex(0);
    QCOMPARE(hops(), 2);
    QVERIFY(tabs()->tabText(0).contains(u"/302/echo"_qs));
}

void TestOpenTraces::openFileIsFoundAgain()
{
    send(u"/302/echo"_qs);
    const QString path = m_directory.filePath(u"open.hoplens"_qs);
    QVERIFY(m_window->saveTrace(path, Secrets::Redact));
    trigger(u"newTab"_qs);
    send(u"/302/303/echo"_qs);
    QVERIFY(m_window->openTrace(path));
    QCOMPARE(tabs()->count(), 2);
    QCOMPARE(tabs()->currentIndex(), 0);
    QCOMPARE(m_window->windowTitle(), u"open.hoplens – Hoplens"_qs);
    trigger(u"nextTab"_qs);
    QCOMPARE(m_window->windowTitle(), u"Hoplens"_qs);
}

void TestOpenTraces::fileGetsATabOfItsOwn()
{
    send(u"/302/echo"_qs);
    const QString path = m_directory.filePath(u"own.hoplens"_qs);
    QVERIFY(m_window->saveTrace(path, Secrets::Redact));
    send(u"/302/303/echo"_qs);
    QVERIFY(!m_window->openTrace(m_directory.filePath(u"none.hoplens"_qs)));
    QCOMPARE(tabs()->count(), 1);
    QVERIFY(m_window->openTrace(path));
    QCOMPARE(tabs()->count(), 2);
    QCOMPARE(hops(), 2);
    trigger(u"previousTab"_qs);
    QCOMPARE(hops(), 3);

    trigger(u"newTab"_qs); // a blank one is as good
    traces()->close(2);
    QCOMPARE(traces()->indexOfFile(path), -1);
    QVERIFY(m_window->openTrace(path));
    QCOMPARE(tabs()->count(), 2);
}

void TestOpenTraces::sendingAgainLeavesTheFile()
{
    send(u"/302/echo"_qs);
    QVERIFY(m_window->saveTrace(m_directory.filePath(u"again.hoplens"_qs), Secrets::Redact));
    trigger(u"again"_qs);
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_window->windowTitle(), u"Hoplens"_qs);
    QVERIFY(traces()->current().document.path.isEmpty());
}

void TestOpenTraces::secretsShowInAllTabs()
{
    send(u"/302/echo?token=abracadabra"_qs);
    trigger(u"newTab"_qs);
    trigger(u"showSecrets"_qs);
    trigger(u"previousTab"_qs);
    const auto shown = [this] {
        return traces()->session()->shown().hops.constFirst().exchange.request.url.query;
    };
    QCOMPARE(shown(), QByteArray("token=abracadabra"));
    trigger(u"showSecrets"_qs);
    QCOMPARE(shown(), QByteArray("token=REDACTED"));
}

void TestOpenTraces::manyTabsFitIntoASmallWindow()
{
    for (int i = 0; i < 30; ++i) {
        trigger(u"newTab"_qs);
        find<QLineEdit>(u"address"_qs)->setText(m_labBase + u'/' + QString(300, u'x'));
    }
    m_window->resize(800, 600);
    QTRY_COMPARE(m_window->size(), QSize(800, 600));
    QVERIFY(tabs()->width() <= 800);
    QVERIFY(tabs()->rect().contains(tabs()->tabRect(tabs()->currentIndex()).center()));
}

QTEST_MAIN(TestOpenTraces)
#include "tst_opentraces.moc"
