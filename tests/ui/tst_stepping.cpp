// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/labserver.h"
#include "core/lab/scenarios.h"
#include "core/step/breakconditions.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/request/headertable.h"
#include "ui/step/steppane.h"
#include "ui/theme.h"
#include "ui/timeline/headlinebar.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

#include <algorithm>
#include <array>

using namespace hoplens;

namespace {

const QString body = QStringLiteral("name=Ada");

void type(QPlainTextEdit *field, const QString &text)
{
    field->selectAll();
    field->insertPlainText(text);
}

} // namespace

class TestStepping : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void stepsThroughByKeyboard();
    void stepsThroughByMouse();
    void returnFollows();
    void runsOn();
    void everyScenarioCanBeSteppedThrough_data();
    void everyScenarioCanBeSteppedThrough();
    void keepsMethodAndBody();
    void changesToGet();
    void offersOnlyWhatWouldDiffer();
    void edits();
    void untouchedFormIsTheProposal();
    void badEditIsSaid();
    void escapeEndsEditingFirst();
    void escapeStops();
    void newSendWhilePaused();
    void closesWhilePaused();
    void stepWhileRunning();

    void stopsAt_data();
    void stopsAt();
    void conditionsHoldWhileRunningOn();
    void conditionsAreShownAndRemembered();
    void nowhereClearsThem();
    void stopHereNextTime();

    void secretsAreHiddenAndSent();
    void otherTabGoesOnWaiting();
    void twentyFieldsInASmallWindow();
    void buttonsFitAtAnyWidth_data();
    void buttonsFitAtAnyWidth();
    void followIsTheThingToDo();
    void everythingBeginsAtOneEdge_data();
    void everythingBeginsAtOneEdge();
    void everyControlHasAName();
    void nothingJumpsBetweenSteps();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    QAction *action(const QString &name) const { return find<QAction>(name); }
    QPushButton *button(const QString &name) const { return find<QPushButton>(name); }
    StepPane *pane() const { return m_window->findChild<StepPane *>(); }
    TraceSession *session() const { return m_window->findChild<OpenTraces *>()->session(); }
    const Trace &trace() const { return session()->trace(); }
    QString page() const { return find<QTextEdit>(u"stepPage"_qs)->toPlainText(); }
    QString headline() const { return m_window->findChild<HeadlineBar *>()->accessibleName(); }
    /// The trace stands still after that hop (0-based), and the pane says so.
    bool pausedAfter(int hop) const
    {
        return session()->pausedStep() != nullptr && session()->pausedStep()->hop == hop
            && pane()->isVisible();
    }
    bool isOver() const { return !session()->isRunning() && trace().outcome; }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void fill(const QString &path, const QString &method = u"GET"_qs, const QString &text = {},
              const QString &header = {}, const QString &value = {});
    void setCondition(const QString &id);
    Request sent(int hop) const { return trace().hops.at(hop).exchange.request; }

    QString m_labBase;
    std::unique_ptr<MainWindow> m_window;
};

void TestStepping::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-test-stepping"_qs);
}

void TestStepping::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    const QString address = find<QLineEdit>(u"address"_qs)->text();
    m_labBase = address.left(address.indexOf(u'/', 8));
}

void TestStepping::cleanup()
{
    m_window.reset();
}

void TestStepping::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focused = QApplication::focusWidget();
    QTest::keyClick(focused != nullptr ? focused : m_window.get(), key, modifiers);
}

void TestStepping::fill(const QString &path, const QString &method, const QString &text,
                        const QString &header, const QString &value)
{
    find<QComboBox>(u"method"_qs)->setCurrentText(method);
    find<QLineEdit>(u"address"_qs)->setText(m_labBase + path);
    QList<HeaderRow> rows;
    if (!header.isEmpty()) {
        rows.append(HeaderRow{true, {header.toLatin1(), value.toLatin1(), SetBy::User}});
    }
    find<HeaderTable>(u"headerTable"_qs)->headers()->setRows(rows);
    type(find<QPlainTextEdit>(u"bodyText"_qs), text);
}

void TestStepping::setCondition(const QString &id)
{
    find<QAction>(u"stopAt-"_qs + id)->trigger();
}

void TestStepping::stepsThroughByKeyboard()
{
    fill(u"/302/307/echo"_qs);
    QVERIFY(!pane()->isVisible());
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    QCOMPARE(find<QLabel>(u"stepTitle"_qs)->text(), u"Paused before hop 2"_qs);
    QVERIFY(page().contains(u"GET /307/echo HTTP/1.1"_qs));
    QVERIFY(button(u"stepFollow"_qs)->hasFocus());
    QCOMPARE(trace().hops.size(), 1);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(1));
    QCOMPARE(trace().hops.size(), 2);
    QCOMPARE(find<TracePane>(u"tracePane"_qs)->currentHop(), 1);
    press(Qt::Key_F10);
    QTRY_VERIFY(isOver());
    QVERIFY(!pane()->isVisible());
    QCOMPARE(trace().hops.size(), 3);
    QCOMPARE(trace().outcome->kind, OutcomeKind::Final);
}

void TestStepping::stepsThroughByMouse()
{
    fill(u"/302/echo"_qs);
    QTest::mouseClick(button(u"stepButton"_qs), Qt::LeftButton);
    QTRY_VERIFY(pausedAfter(0));
    QTest::mouseClick(button(u"stepFollow"_qs), Qt::LeftButton);
    QTRY_VERIFY(isOver());
    QCOMPARE(trace().hops.size(), 2);
}

void TestStepping::returnFollows()
{
    fill(u"/302/echo"_qs);
    press(Qt::Key_L, Qt::ControlModifier);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    press(Qt::Key_Return);
    QTRY_VERIFY(isOver());
    QCOMPARE(trace().hops.size(), 2);
}

void TestStepping::runsOn()
{
    fill(u"/302/302/302/echo"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    press(Qt::Key_F5);
    QTRY_VERIFY(isOver());
    QVERIFY(!pane()->isVisible());
    QCOMPARE(trace().hops.size(), 4);
    action(u"again"_qs)->trigger(); // the same again, but not step by step
    QTRY_VERIFY(session()->isRunning());
    QTRY_VERIFY(isOver());
    QVERIFY(!trace().hops.first().redirect->byUser);
}

void TestStepping::everyScenarioCanBeSteppedThrough_data()
{
    QTest::addColumn<int>("scenario");
    for (int i = 0; i < labScenarios().size(); ++i) {
        QTest::newRow(qPrintable(labScenarios().at(i).title)) << i;
    }
}

void TestStepping::everyScenarioCanBeSteppedThrough()
{
    QFETCH(int, scenario);
    constexpr int steps = 25;
    find<QMenu>(u"labMenu"_qs)->actions().at(scenario)->trigger();
    press(Qt::Key_F10);
    for (int hop = 0; hop < steps && !isOver(); ++hop) {
        QTRY_VERIFY_WITH_TIMEOUT(pausedAfter(hop) || isOver(), 20'000);
        if (session()->pausedStep() != nullptr) {
            QCOMPARE(trace().hops.size(), hop + 1); // nothing was sent meanwhile
            press(Qt::Key_F10);
        }
    }
    if (!isOver()) {
        press(Qt::Key_Escape);
    }
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), 20'000);
    QVERIFY(!pane()->isVisible());
}

void TestStepping::keepsMethodAndBody()
{
    fill(u"/302/echo"_qs, u"POST"_qs, body);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    QTest::mouseClick(button(u"stepKeep"_qs), Qt::LeftButton);
    QTRY_VERIFY(isOver());
    QCOMPARE(sent(1).method, QByteArray("POST"));
    QCOMPARE(sent(1).body->bytes, body.toUtf8());
    QCOMPARE(
        headline(),
        u"You kept POST with its 8 B at hop 1; the client would have sent GET without a body"_qs);
    find<TracePane>(u"tracePane"_qs)->setCurrentHop(0);
    QVERIFY(find<QTextEdit>(u"whyPage"_qs)->toPlainText().contains(u"you, in step mode"_qs));
    const auto &rows =
        m_window->findChild<TimelineView *>()->timelineLayout().sections().first().decisions;
    QCOMPARE(rows.first().chip.label.text, u"you"_qs);
}

void TestStepping::changesToGet()
{
    fill(u"/307/echo"_qs, u"POST"_qs, body);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    press(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(isOver());
    QCOMPARE(sent(1).method, QByteArray("GET"));
    QVERIFY(!sent(1).body);
    QVERIFY(!contains(sent(1).headers, "Content-Type"));
}

void TestStepping::offersOnlyWhatWouldDiffer()
{
    fill(u"/307/302/echo"_qs, u"POST"_qs, body);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    QVERIFY(!button(u"stepKeep"_qs)->isEnabled());
    QVERIFY(!action(u"keepMethod"_qs)->isEnabled());
    QVERIFY(button(u"stepGet"_qs)->isEnabled());
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(1));
    QVERIFY(button(u"stepKeep"_qs)->isEnabled());
    QVERIFY(!button(u"stepGet"_qs)->isEnabled());
    press(Qt::Key_Escape);
    QTRY_VERIFY(isOver());
    for (const QString &name : {u"runOn"_qs, u"keepMethod"_qs, u"changeToGet"_qs, u"editNext"_qs}) {
        QVERIFY2(!action(name)->isEnabled(), qPrintable(name));
    }
    QVERIFY(action(u"step"_qs)->isEnabled());
}

void TestStepping::edits()
{
    fill(u"/302/echo"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(pane()->isEditing());
    QCOMPARE(button(u"stepFollow"_qs)->text(), u"Send Edited (F10)"_qs);
    find<QComboBox>(u"nextMethod"_qs)->setCurrentText(u"PUT"_qs);
    find<QLineEdit>(u"nextAddress"_qs)->setText(m_labBase + u"/200"_qs);
    HeaderModel *headers = find<HeaderTable>(u"nextHeaders"_qs)->headers();
    headers->setRows(headers->rows() + QList<HeaderRow>{{true, {"X-Mine", "1", SetBy::User}}});
    type(pane()->findChild<QPlainTextEdit *>(u"bodyText"_qs), u"text"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(isOver());
    QCOMPARE(sent(1).method, QByteArray("PUT"));
    QCOMPARE(sent(1).url.path, QByteArray("/200"));
    QCOMPARE(firstValue(sent(1).headers, "X-Mine"), QByteArray("1"));
    QCOMPARE(firstValue(sent(1).headers, "Content-Type"), QByteArray("text/plain"));
    QCOMPARE(sent(1).body->bytes, QByteArray("text"));
    QVERIFY(headline().startsWith(u"You edited the request: method, address, headers, body"_qs));
    QVERIFY(!pane()->isEditing());
}

void TestStepping::untouchedFormIsTheProposal()
{
    fill(u"/307/echo"_qs, u"POST"_qs, body, u"Authorization"_qs, u"Bearer geheim"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    const Request proposed = session()->pausedStep()->proposed;
    pane()->edit();
    press(Qt::Key_F10);
    QTRY_VERIFY(isOver());
    QCOMPARE(trace().hops.first().redirect->byUser->kind, StepKind::Proposed);
    QVERIFY(sameRequest(sent(1), proposed));
}

void TestStepping::badEditIsSaid()
{
    fill(u"/302/echo"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    pane()->edit();
    const auto isSaid = [this] {
        press(Qt::Key_F10);
        return pausedAfter(0) && find<QLabel>(u"stepProblem"_qs)->isVisible()
            && !find<QLabel>(u"stepProblem"_qs)->text().isEmpty();
    };
    find<QLineEdit>(u"nextAddress"_qs)->setText(u"http://"_qs);
    QVERIFY(isSaid());
    find<QLineEdit>(u"nextAddress"_qs)->setText(m_labBase + u"/echo"_qs);
    QVERIFY(!find<QLabel>(u"stepProblem"_qs)->isVisible());
    find<QComboBox>(u"nextMethod"_qs)->setCurrentText(u"NO METHOD"_qs);
    QVERIFY(isSaid());
    find<QComboBox>(u"nextMethod"_qs)->setCurrentText(u"GET"_qs);
    find<HeaderTable>(u"nextHeaders"_qs)
        ->headers()
        ->setRows({HeaderRow{true, {"no name", "1", SetBy::User}}});
    QVERIFY(isSaid());
    QCOMPARE(trace().hops.size(), 1);
}

void TestStepping::escapeEndsEditingFirst()
{
    fill(u"/302/echo"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    pane()->edit();
    find<QLineEdit>(u"nextAddress"_qs)->setFocus();
    press(Qt::Key_Escape);
    QVERIFY(!pane()->isEditing());
    QVERIFY(pausedAfter(0));
    press(Qt::Key_Escape);
    QTRY_VERIFY(isOver());
    QCOMPARE(trace().outcome->kind, OutcomeKind::Stopped);
}

void TestStepping::escapeStops()
{
    fill(u"/302/echo"_qs, u"POST"_qs, body);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    press(Qt::Key_Escape);
    QTRY_VERIFY(isOver());
    QVERIFY(!pane()->isVisible());
    QCOMPARE(trace().hops.size(), 1);
    QCOMPARE(trace().outcome->kind, OutcomeKind::Stopped);
    QCOMPARE(headline(), u"Stopped at hop 1"_qs);
    QVERIFY(!trace().hops.first().redirect->follow); // and nobody says that a method was changed
}

void TestStepping::newSendWhilePaused()
{
    fill(u"/302/echo"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    fill(u"/200"_qs);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(isOver());
    QVERIFY(!pane()->isVisible());
    QCOMPARE(trace().hops.size(), 1);
    QCOMPARE(sent(0).url.path, QByteArray("/200"));
}

void TestStepping::closesWhilePaused()
{
    fill(u"/302/echo"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    pane()->edit();
    QVERIFY(m_window->close());
    m_window.reset();
}

void TestStepping::stepWhileRunning()
{
    fill(u"/302;delay=300/302/302/echo"_qs);
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(session()->isRunning());
    press(Qt::Key_F10);
    QTRY_VERIFY(session()->pausedStep() != nullptr);
    QVERIFY(pane()->isVisible());
}

void TestStepping::stopsAt_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("hop");
    QTest::addColumn<QString>("said");
    QTest::newRow("other origin") << u"other-origin"_qs << u"/302/302;to=other/echo"_qs << 1
                                  << u"It goes to another origin: http://127.0.0.1:"_qs;
    QTest::newRow("method changes")
        << u"method-change"_qs << u"/307/302/echo"_qs << 1 << u"POST becomes GET."_qs;
    QTest::newRow("body again") << u"body-sent-again"_qs << u"/307/302/echo"_qs << 0
                                << u"The body of 8 B is sent again."_qs;
    QTest::newRow("credentials removed")
        << u"credentials-removed"_qs << u"/302/302;to=other/echo"_qs << 1
        << u"Credentials are removed: Authorization."_qs;
    QTest::newRow("credentials sent") << u"credentials-sent"_qs << u"/302/echo"_qs << 0
                                      << u"Credentials are sent: Authorization."_qs;
    QTest::newRow("status") << u"303"_qs << u"/302/303/echo"_qs << 1 << u"The answer is 303."_qs;
    QTest::newRow("hop") << u"hop:3"_qs << u"/302/302/302/echo"_qs << 1 << u"Hop 3 is next."_qs;
}

void TestStepping::stopsAt()
{
    QFETCH(QString, condition);
    QFETCH(QString, path);
    QFETCH(int, hop);
    QFETCH(QString, said);
    setCondition(condition);
    fill(path, u"POST"_qs, body, u"Authorization"_qs, u"Bearer geheim"_qs);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(pausedAfter(hop));
    const QString reasons = find<QLabel>(u"stepReasons"_qs)->text();
    QVERIFY2(reasons.startsWith(said), qPrintable(reasons));
    QVERIFY(pane()->accessibleName().contains(said));
    press(Qt::Key_F5);
    QTRY_VERIFY(isOver() || pausedAfter(hop + 1));
}

void TestStepping::conditionsHoldWhileRunningOn()
{
    setCondition(u"303"_qs);
    fill(u"/302/302/303/echo"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    press(Qt::Key_F5);
    QTRY_VERIFY(pausedAfter(2));
    press(Qt::Key_F5);
    QTRY_VERIFY(isOver());
}

void TestStepping::conditionsAreShownAndRemembered()
{
    auto *shown = find<QToolButton>(u"stopsAt"_qs);
    QVERIFY(!shown->isVisible());
    setCondition(u"https-to-http"_qs);
    QVERIFY(shown->isVisible());
    QCOMPARE(shown->text(), u"Stops at: https to http"_qs);
    setCondition(u"302"_qs);
    QCOMPARE(shown->text(), u"Stops at 2 conditions"_qs);
    QVERIFY(shown->accessibleName().contains(u"https to http, 302"_qs));

    m_window.reset();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(action(u"stopAt-https-to-http"_qs)->isChecked());
    QVERIFY(action(u"stopAt-302"_qs)->isChecked());
    QVERIFY(!action(u"stopAt-303"_qs)->isChecked());
    QVERIFY(find<QToolButton>(u"stopsAt"_qs)->isVisible());
    setCondition(u"302"_qs); // once more is off
    QCOMPARE(find<QToolButton>(u"stopsAt"_qs)->text(), u"Stops at: https to http"_qs);
}

void TestStepping::nowhereClearsThem()
{
    setCondition(u"302"_qs);
    setCondition(u"hop:2"_qs);
    action(u"stopAtNowhere"_qs)->trigger();
    QVERIFY(!find<QToolButton>(u"stopsAt"_qs)->isVisible());
    QVERIFY(!action(u"stopAt-302"_qs)->isChecked());
    fill(u"/302/echo"_qs);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(isOver());
}

void TestStepping::stopHereNextTime()
{
    fill(u"/302/302/echo"_qs);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(isOver());
    auto *tracePane = find<TracePane>(u"tracePane"_qs);
    QAction *stopHere = action(u"stopHere"_qs);
    const auto openMenu = [&](int hop) {
        QTimer::singleShot(0, m_window.get(), [] {
            if (QWidget *menu = QApplication::activePopupWidget()) {
                menu->close();
            }
        });
        TimelineLayout::Hit card;
        card.kind = TimelineLayout::Hit::Kind::Card;
        card.hop = hop;
        emit tracePane->contextMenuRequested(card, m_window->mapToGlobal(QPoint(10, 10)));
    };
    openMenu(0);
    QVERIFY(!stopHere->isEnabled()); // the first request is the user's own
    openMenu(2);
    QVERIFY(stopHere->isEnabled() && !stopHere->isChecked());
    stopHere->trigger();
    QCOMPARE(find<QToolButton>(u"stopsAt"_qs)->text(), u"Stops at: hop 3"_qs);
    action(u"again"_qs)->trigger();
    QTRY_VERIFY(pausedAfter(1));
    openMenu(2);
    QVERIFY(stopHere->isChecked());
}

void TestStepping::secretsAreHiddenAndSent()
{
    fill(u"/302/echo?token=geheim2"_qs, u"GET"_qs, {}, u"Authorization"_qs, u"Bearer geheim1"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    QVERIFY(page().contains(u"Authorization: Bearer REDACTED"_qs));
    QVERIFY(!page().contains(u"geheim"_qs));
    QVERIFY(!pane()->accessibleName().contains(u"geheim"_qs));
    action(u"showSecrets"_qs)->trigger();
    QVERIFY(page().contains(u"Bearer geheim1"_qs));
    action(u"showSecrets"_qs)->trigger();
    QVERIFY(!page().contains(u"geheim"_qs));

    pane()->edit();
    const QList<HeaderRow> rows = find<HeaderTable>(u"nextHeaders"_qs)->headers()->rows();
    QVERIFY(rows.contains(HeaderRow{true, {"Authorization", "Bearer geheim1", SetBy::User}}));
    find<QComboBox>(u"nextMethod"_qs)->setCurrentText(u"DELETE"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(isOver());
    QCOMPARE(firstValue(sent(1).headers, "Authorization"), QByteArray("Bearer geheim1"));
    QCOMPARE(sent(1).method, QByteArray("DELETE"));
}

void TestStepping::otherTabGoesOnWaiting()
{
    fill(u"/302/echo"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    pane()->edit();
    find<QLineEdit>(u"nextAddress"_qs)->setText(m_labBase + u"/200?mine"_qs);
    action(u"newTab"_qs)->trigger();
    QVERIFY(!pane()->isVisible());
    fill(u"/200"_qs);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(isOver());
    QVERIFY(!pane()->isVisible());
    action(u"previousTab"_qs)->trigger();
    QVERIFY(pausedAfter(0));
    QVERIFY(pane()->isEditing());
    QVERIFY(find<QLineEdit>(u"nextAddress"_qs)->text().endsWith(u"/200?mine"_qs));
    press(Qt::Key_F10);
    QTRY_VERIFY(isOver());
    QCOMPARE(sent(1).url.query.value_or(""), QByteArray("mine"));
}

void TestStepping::twentyFieldsInASmallWindow()
{
    m_window->resize(800, 600);
    QList<HeaderRow> rows;
    for (int i = 0; i < 20; ++i) {
        rows.append(HeaderRow{
            true, {"X-Field-" + QByteArray::number(i), QByteArray(60, 'x'), SetBy::User}});
    }
    fill(u"/302/echo"_qs);
    find<HeaderTable>(u"headerTable"_qs)->headers()->setRows(rows);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    const auto reachable = [this] {
        const QRect visible = m_window->rect();
        const std::array names{"stepFollow", "stepKeep",  "stepGet",
                               "stepEdit",   "stepRunOn", "stepStop"};
        return std::all_of(names.begin(), names.end(), [&](const char *name) {
            const QPushButton *each = button(QString::fromLatin1(name));
            const QRect where(each->mapTo(m_window.get(), QPoint()), each->size());
            return visible.contains(where) && each->width() >= each->sizeHint().width()
                && each->isVisible() && each->visibleRegion().boundingRect() == each->rect();
        });
    };
    QCOMPARE(m_window->size(), QSize(800, 600));
    QTRY_VERIFY(reachable());
    QVERIFY(find<QTextEdit>(u"stepPage"_qs)->viewport()->height()
            >= 3 * m_window->fontMetrics().height());
    pane()->edit();
    QTRY_VERIFY(reachable());
    QCOMPARE(m_window->size(), QSize(800, 600));
}

void TestStepping::buttonsFitAtAnyWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("points");
    for (const int width : {800, 1000, 1280, 3840}) {
        for (const int points : {8, 12, 24}) {
            QTest::addRow("%d pixels, %d points", width, points) << width << points;
        }
    }
}

void TestStepping::buttonsFitAtAnyWidth()
{
    QFETCH(int, width);
    QFETCH(int, points);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSize(points);
    QApplication::setFont(font);
    m_window->resize(width, 1000);
    fill(u"/302/echo"_qs, u"POST"_qs, body);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    const QList<QPushButton *> buttons = pane()->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 7);
    const auto fits = [&buttons] {
        return std::all_of(buttons.begin(), buttons.end(), [](const QPushButton *each) {
            return each->width() >= each->sizeHint().width();
        });
    };
    QTRY_VERIFY(fits());
    QApplication::setFont(before);
}

void TestStepping::followIsTheThingToDo()
{
    fill(u"/302/echo"_qs, u"POST"_qs, body);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    const auto filled = [this](const QString &name, const QColor &color) {
        QPushButton *one = button(name);
        // Beside the words, inside of the frame.
        return one->grab().toImage().pixelColor(5, one->height() / 2) == color;
    };
    const Theme theme = themeFor(pane()->palette());
    QVERIFY(filled(u"stepFollow"_qs, theme.accent));
    QVERIFY(!filled(u"stepKeep"_qs, theme.accent));
    QVERIFY(!button(u"stepGet"_qs)->isEnabled()); // it is proposed already
    QVERIFY(contrastRatio(button(u"stepGet"_qs)->palette().color(QPalette::ButtonText),
                          button(u"stepGet"_qs)->palette().color(QPalette::Button))
            >= 3);
}

void TestStepping::everythingBeginsAtOneEdge_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("from the left") << Qt::LeftToRight;
    QTest::newRow("from the right") << Qt::RightToLeft;
}

void TestStepping::everythingBeginsAtOneEdge()
{
    QFETCH(Qt::LayoutDirection, direction);
    m_window->setLayoutDirection(direction);
    fill(u"/302/echo"_qs, u"POST"_qs, body);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    QCoreApplication::sendPostedEvents();
    const auto edge = [this, direction](const QWidget *widget) {
        const QRect place(widget->mapTo(pane(), QPoint()), widget->size());
        return direction == Qt::LeftToRight ? place.left() : pane()->width() - 1 - place.right();
    };
    const int title = edge(find<QLabel>(u"stepTitle"_qs));
    QCOMPARE(title, 16);
    QCOMPARE(edge(button(u"stepFollow"_qs)), title);
    if (direction == Qt::LeftToRight) { // a difference runs from the left everywhere
        auto *text = find<QTextEdit>(u"stepPage"_qs);
        QCOMPARE(edge(text->viewport()) + text->cursorRect(QTextCursor(text->document())).left(),
                 title);
    }
    pane()->edit();
    QCoreApplication::sendPostedEvents();
    QTRY_COMPARE(edge(find<QComboBox>(u"nextMethod"_qs)), title);
}

void TestStepping::everyControlHasAName()
{
    fill(u"/302/echo"_qs, u"POST"_qs, body);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    QVERIFY(pane()->accessibleName().startsWith(u"Paused before hop 2. Next: GET http://"_qs));
    pane()->edit();
    const QList<QWidget *> widgets = pane()->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus
            || widget->objectName().startsWith(u"qt_"_qs)
            || qobject_cast<const QScrollArea *>(widget) != nullptr) {
            continue;
        }
        QAccessibleInterface *interface =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        const bool isPart = qobject_cast<const QLineEdit *>(widget) != nullptr
            && qobject_cast<const QComboBox *>(widget->parentWidget()) != nullptr;
        QVERIFY2(isPart || !interface->text(QAccessible::Name).isEmpty(),
                 qPrintable(widget->objectName() + u' '
                            + QString::fromLatin1(widget->metaObject()->className())));
    }
}

void TestStepping::nothingJumpsBetweenSteps()
{
    fill(u"/302/302;delay=200/302/echo"_qs);
    press(Qt::Key_F10);
    QTRY_VERIFY(pausedAfter(0));
    press(Qt::Key_F10);
    QVERIFY(session()->pausedStep() == nullptr);
    QVERIFY(pane()->isVisible()); // while hop 2 is waited for
    QVERIFY(!button(u"stepFollow"_qs)->isEnabled());
    QCOMPARE(find<QLabel>(u"stepTitle"_qs)->text(), u"Waiting for the answer"_qs);
    QTRY_VERIFY(pausedAfter(1));
    QVERIFY(button(u"stepFollow"_qs)->hasFocus());
}

QTEST_MAIN(TestStepping)
#include "tst_stepping.moc"
