// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/inspector.h"
#include "ui/inspector/pageview.h"
#include "ui/mainwindow.h"
#include "ui/timeline/tracepane.h"

#include "samples.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>

using namespace hoplens;

/// What the menus of the window do with the inspector.
class TestInspectorActions : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void findsFromAnywhere();
    void findBringsTheInspectorBack();
    void escapeInTheBarStopsNothing();
    void wrappingIsRemembered();
    void whatIfIsShownAtOnce();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    void open();
    void send(const QString &path);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    std::unique_ptr<MainWindow> m_window;
};

void TestInspectorActions::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-test-inspector"_qs);
}

void TestInspectorActions::init()
{
    QSettings().clear();
    open();
}

void TestInspectorActions::cleanup()
{
    m_window.reset();
}

void TestInspectorActions::open()
{
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestInspectorActions::send(const QString &path)
{
    auto *address = find<QLineEdit>(u"address"_qs);
    const QString lab = address->text().left(address->text().indexOf(u'/', 8));
    address->setText(lab + path);
    find<QAction>(u"send"_qs)->trigger();
}

void TestInspectorActions::findsFromAnywhere()
{
    send(u"/302/echo"_qs);
    QTRY_VERIFY(find<QAction>(u"send"_qs)->isEnabled());
    auto *address = find<QLineEdit>(u"address"_qs);
    address->setFocus();
    press(Qt::Key_F, Qt::ControlModifier);
    auto *text = find<QLineEdit>(u"findText"_qs);
    QVERIFY(text->hasFocus());
    QTest::keyClicks(text, u"location"_qs);
    QVERIFY(find<QLabel>(u"findCount"_qs)->text().startsWith(u"1 of "_qs));
    find<TracePane>(u"tracePane"_qs)->setFocus();
    press(Qt::Key_F3);
    QVERIFY(find<QLabel>(u"findCount"_qs)->text().startsWith(u"2 of "_qs));
    press(Qt::Key_F3, Qt::ShiftModifier);
    QVERIFY(find<QLabel>(u"findCount"_qs)->text().startsWith(u"1 of "_qs));
    press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(text->hasFocus());
    press(Qt::Key_Escape);
    QVERIFY(!text->isVisible());
}

void TestInspectorActions::findBringsTheInspectorBack()
{
    send(u"/302/echo"_qs);
    QTRY_VERIFY(find<QAction>(u"send"_qs)->isEnabled());
    find<QAction>(u"showInspector"_qs)->setChecked(false);
    QVERIFY(!find<Inspector>(u"inspector"_qs)->isVisible());
    find<QAction>(u"find"_qs)->trigger();
    QVERIFY(find<QLineEdit>(u"findText"_qs)->isVisible());
    QVERIFY(find<QLineEdit>(u"findText"_qs)->hasFocus());
}

void TestInspectorActions::escapeInTheBarStopsNothing()
{
    send(u"/302/200;delay=50000"_qs);
    auto *stop = find<QAction>(u"stop"_qs);
    QTRY_VERIFY(stop->isEnabled() && find<Inspector>(u"inspector"_qs)->isVisible());
    find<QAction>(u"find"_qs)->trigger();
    QTest::keyClick(find<QLineEdit>(u"findText"_qs), Qt::Key_Escape);
    QVERIFY(!find<QLineEdit>(u"findText"_qs)->isVisible());
    QVERIFY(stop->isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_Escape); // and now it does
    QTRY_VERIFY(!stop->isEnabled());
}

void TestInspectorActions::wrappingIsRemembered()
{
    auto *wrap = find<QAction>(u"wrapLines"_qs);
    QVERIFY(wrap->isChecked());
    const auto policy = [this] {
        return find<PageView>(u"responsePage"_qs)->horizontalScrollBarPolicy();
    };
    QCOMPARE(policy(), Qt::ScrollBarAlwaysOff);
    wrap->trigger();
    QCOMPARE(policy(), Qt::ScrollBarAsNeeded);
    m_window.reset();
    open();
    QVERIFY(!find<QAction>(u"wrapLines"_qs)->isChecked());
    QCOMPARE(policy(), Qt::ScrollBarAsNeeded);
}

void TestInspectorActions::whatIfIsShownAtOnce()
{
    send(u"/302/echo"_qs);
    QTRY_VERIFY(find<QAction>(u"send"_qs)->isEnabled());
    find<Inspector>(u"inspector"_qs)->showWhatIf(0, 307);
    QVERIFY(find<PageView>(u"whyPage"_qs)->toPlainText().startsWith(u"Supposition: hop 1"_qs));
}

QTEST_MAIN(TestInspectorActions)
#include "tst_inspectoractions.moc"
