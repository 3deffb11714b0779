// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "tests/ui/samples.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/request/requesteditor.h"
#include "ui/timeline/hopmenu.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace hoplens;

class TestHopMenu final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void otherStatusesApplyToRedirectsOnly_data();
    void otherStatusesApplyToRedirectsOnly();
    void whatIfIsOfferedToListenersOnly();
    void addedActionsAreInTheMenu();
    void keyboardOpensItAtTheHop();
    void eachCopyCopies();
    void decisionIsCopied();
    void outcomeHasAMenuOfItsOwn();
    void resendStartsAtTheHop();
    void resendKeepsSecrets();
    void resendOfAnOpenedTraceAsksFirst();
    void resendSaysWhatItCannotSend();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    TimelineView *timeline() const { return m_window->findChild<TimelineView *>(); }
    TraceSession *session() const { return m_window->findChild<OpenTraces *>()->session(); }
    bool isIdle() const { return find<QPushButton>(u"sendButton"_qs)->text() == u"Send"_qs; }
    void send(const QString &method, const QString &path);
    QMenu *menuAt(const QPoint &place);
    QMenu *menuByKey();

    QString m_labBase;
    std::unique_ptr<MainWindow> m_window;
};

void TestHopMenu::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-hopmenu-test"_qs);
}

void TestHopMenu::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    const QString address = find<QLineEdit>(u"address"_qs)->text();
    m_labBase = address.left(address.indexOf(u'/', 8));
}

void TestHopMenu::cleanup()
{
    while (QWidget *popup = QApplication::activePopupWidget()) {
        popup->close();
    }
    m_window.reset();
}

void TestHopMenu::send(const QString &method, const QString &path)
{
    find<QComboBox>(u"method"_qs)->setCurrentText(method);
    find<QLineEdit>(u"address"_qs)->setText(m_labBase + path);
    find<QAction>(u"send"_qs)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 10'000);
}

QMenu *TestHopMenu::menuAt(const QPoint &place)
{
    TimelineView *view = timeline();
    QTest::mouseClick(view->viewport(), Qt::RightButton, {}, place);
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, view->viewport()->mapToGlobal(place));
    QApplication::sendEvent(view->viewport(), &event);
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

QMenu *TestHopMenu::menuByKey()
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {0, 0}, {0, 0});
    QApplication::sendEvent(timeline()->viewport(), &event);
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

void TestHopMenu::otherStatusesApplyToRedirectsOnly_data()
{
    QTest::addColumn<Hop>("hop");
    QTest::addColumn<QList<int>>("statuses");
    const auto answered = [](int status, const QByteArray &location) {
        SampleTrace sample;
        sample.request("POST", "/a", "hello").answer(status, "", location);
        if (!location.isNull()) {
            sample.decide("GET", false, "/b");
        }
        return sample.trace().hops.first();
    };
    QTest::newRow("302") << answered(302, "/b") << QList<int>{301, 303, 307, 308};
    QTest::newRow("308") << answered(308, "/b") << QList<int>{301, 302, 303, 307};
    QTest::newRow("300") << answered(300, "/b") << QList<int>{301, 302, 303, 307, 308};
    QTest::newRow("200") << answered(200, {}) << QList<int>{};
    QTest::newRow("no answer") << SampleTrace().request("GET", "/").trace().hops.first()
                               << QList<int>{};
    Hop nowhere = answered(302, "/b");
    nowhere.redirect->locations.clear();
    QTest::newRow("no Location") << nowhere << QList<int>{};
}

void TestHopMenu::otherStatusesApplyToRedirectsOnly()
{
    QFETCH(Hop, hop);
    QFETCH(QList<int>, statuses);
    QCOMPARE(otherStatuses(hop), statuses);
}

void TestHopMenu::whatIfIsOfferedToListenersOnly()
{
    HopMenu menu({}, m_window.get());
    const TimelineLayout::Hit first{TimelineLayout::Hit::Kind::Card, 0, -1, {}, {}};
    menu.popUp(eatenBody(), first, {100, 100});
    auto *shown = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(shown != nullptr);
    QVERIFY(shown->findChild<QMenu *>(u"whatIfMenu"_qs) == nullptr);
    shown->close();

    const QSignalSpy asked(&menu, &HopMenu::whatIfRequested);
    menu.popUp(eatenBody(), first, {100, 100});
    shown = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    const auto *others = shown->findChild<QMenu *>(u"whatIfMenu"_qs);
    QVERIFY(others != nullptr);
    QCOMPARE(others->actions().size(), 4);
    others->actions().at(2)->trigger();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first(), (QVariantList{0, 307}));
    shown->close();

    menu.popUp(eatenBody(), {TimelineLayout::Hit::Kind::Card, 2, -1, {}, {}}, {100, 100});
    shown = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(shown->findChild<QMenu *>(u"whatIfMenu"_qs) == nullptr); // 200 is no redirect
}

void TestHopMenu::addedActionsAreInTheMenu()
{
    QAction copy(u"copy"_qs);
    QAction resend(u"resend"_qs);
    QAction stop(u"stop"_qs);
    HopMenu menu({{&copy}, {&resend}, {}}, m_window.get());
    menu.addSending(&stop);
    menu.popUp(eatenBody(), {TimelineLayout::Hit::Kind::Card, 0, -1, {}, {}}, {100, 100});
    const QList<QAction *> actions =
        qobject_cast<QMenu *>(QApplication::activePopupWidget())->actions();
    QVERIFY(actions.contains(&copy));
    QCOMPARE(actions.indexOf(&stop), actions.indexOf(&resend) + 1);
}

void TestHopMenu::keyboardOpensItAtTheHop()
{
    send(u"POST"_qs, u"/302/303/echo"_qs);
    timeline()->setCurrentHop(1);
    QVERIFY(menuByKey() != nullptr);
    QApplication::activePopupWidget()->close();
    timeline()->setFocus();
    QTest::keyClick(timeline(), Qt::Key_F10, Qt::ShiftModifier);
    const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    const QRect card =
        timeline()->toViewport(timeline()->timelineLayout().sections().at(1).card.rect);
    const QRect onScreen(timeline()->viewport()->mapToGlobal(card.topLeft()), card.size());
    QVERIFY(onScreen.contains(menu->pos()) || menu->geometry().intersects(onScreen));
}

void TestHopMenu::eachCopyCopies()
{
    send(u"POST"_qs, u"/302/303/echo"_qs);
    timeline()->setCurrentHop(0);
    const QHash<QString, QString> expected{{u"copyUrl"_qs, u"/302/303/echo"_qs},
                                           {u"copyLocation"_qs, u"/303/echo"_qs},
                                           {u"copyHopAsCurl"_qs, u"curl "_qs},
                                           {u"copyHopAsText"_qs, u" 1  POST http://"_qs}};
    const QMenu *menu = menuByKey();
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        auto *action = find<QAction>(it.key());
        QVERIFY(menu->actions().contains(action));
        QVERIFY(action->isEnabled());
        QGuiApplication::clipboard()->clear();
        action->trigger();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains(it.value()), qPrintable(copied));
    }
    find<QAction>(u"copyHopAsText"_qs)->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(u"302 Found"_qs));
    QVERIFY(!text.contains(u"\n 2 "_qs)); // this hop alone
}

void TestHopMenu::decisionIsCopied()
{
    send(u"POST"_qs, u"/302/echo"_qs);
    timeline()->verticalScrollBar()->setValue(0);
    const DecisionRow row = timeline()->timelineLayout().sections().at(0).decisions.first();
    const QMenu *menu = menuAt(timeline()->toViewport(row.rect).center());
    QVERIFY(menu != nullptr);
    auto *copy = menu->findChild<QAction *>(u"copyDecision"_qs);
    QVERIFY(copy != nullptr);
    copy->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), row.sentence);
    QVERIFY(row.sentence.contains(u"POST became GET"_qs));
}

void TestHopMenu::outcomeHasAMenuOfItsOwn()
{
    SampleTrace sample;
    sample.request("GET", "/");
    session()->setTrace(sample.end(OutcomeKind::Timeout, u"No answer in time."_qs).trace());
    const OutcomeCard outcome = *timeline()->timelineLayout().outcome();
    const QMenu *menu = menuAt(timeline()->toViewport(outcome.rect).center());
    QVERIFY(menu != nullptr);
    QVERIFY(!menu->actions().contains(find<QAction>(u"copyLocation"_qs)));
    QVERIFY(menu->actions().contains(find<QAction>(u"copyTrace"_qs)));
    menu->findChild<QAction *>(u"copyOutcome"_qs)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), outcome.sentence);
}

void TestHopMenu::resendStartsAtTheHop()
{
    send(u"PUT"_qs, u"/307/302/echo"_qs);
    QCOMPARE(session()->trace().hops.size(), 3);
    const Request second = session()->trace().hops.at(1).exchange.request;
    QCOMPARE(second.method, QByteArray("PUT"));
    timeline()->setCurrentHop(1);
    QVERIFY(find<QAction>(u"resendHop"_qs)->isEnabled());
    const QSignalSpy replaced(session(), &TraceSession::replaced);
    find<QAction>(u"resendHop"_qs)->trigger();
    QVERIFY(!replaced.isEmpty());
    QVERIFY(!find<QAction>(u"resendHop"_qs)->isEnabled()); // while it runs
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 10'000);
    QCOMPARE(session()->trace().hops.size(), 2);
    const Request sent = session()->trace().hops.first().exchange.request;
    QCOMPARE(sent.method, second.method);
    QCOMPARE(sent.target, second.target);
    QVERIFY(sent.body && sent.body->bytes == second.body->bytes);
    QCOMPARE(find<QLineEdit>(u"address"_qs)->text(), m_labBase + u"/302/echo"_qs);
}

void TestHopMenu::resendKeepsSecrets()
{
    auto *editor = m_window->findChild<RequestEditor *>();
    Request wish;
    wish.method = "GET";
    wish.url = *parseUrl((m_labBase + u"/302/echo"_qs).toLatin1());
    wish.headers = {Field{"Authorization", "Bearer s3cret", SetBy::User}};
    editor->setRequest(wish);
    editor->submit();
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 10'000);
    timeline()->setCurrentHop(1);
    find<QAction>(u"resendHop"_qs)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 10'000);
    QCOMPARE(session()->trace().hops.size(), 1);
    QCOMPARE(firstValue(session()->trace().hops.first().exchange.request.headers, "Authorization"),
             QByteArray("Bearer s3cret"));
    QCOMPARE(firstValue(session()->shown().hops.first().exchange.request.headers, "Authorization"),
             QByteArray("Bearer REDACTED"));
}

void TestHopMenu::resendOfAnOpenedTraceAsksFirst()
{
    const QTemporaryDir directory;
    send(u"POST"_qs, u"/302/echo"_qs);
    const QString path = directory.filePath(u"a.hoplens"_qs);
    QVERIFY(m_window->saveTrace(path, Secrets::Redact));
    QVERIFY(m_window->openTrace(path));
    timeline()->setCurrentHop(1);
    const QSignalSpy replaced(session(), &TraceSession::replaced);
    find<QAction>(u"resendHop"_qs)->trigger();
    QVERIFY(replaced.isEmpty()); // nothing is sent yet
    QCOMPARE(find<QLineEdit>(u"address"_qs)->text(), m_labBase + u"/echo"_qs);
    const auto *message = find<QLabel>(u"messageText"_qs);
    QVERIFY(message->isVisible());
    QVERIFY(message->text().contains(u"REDACTED"_qs));
    const auto buttons = m_window->findChildren<QPushButton *>();
    const auto accept = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->isVisible() && button->text().contains(u"as it is"_qs);
    });
    QVERIFY(accept != buttons.end());
    QTest::mouseClick(*accept, Qt::LeftButton);
    QVERIFY(!replaced.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 10'000);
    QCOMPARE(session()->trace().hops.size(), 1);
}

void TestHopMenu::resendSaysWhatItCannotSend()
{
    SampleTrace sample;
    sample.request("PUT", "/a", "hello").answer(200, "OK");
    sample.last().exchange.request.body->bytes = "hel"; // the rest was not kept
    session()->setTrace(sample.end(OutcomeKind::Final).trace());
    timeline()->setCurrentHop(0);
    const QSignalSpy replaced(session(), &TraceSession::replaced);
    find<QAction>(u"resendHop"_qs)->trigger();
    QVERIFY(replaced.isEmpty());
    QVERIFY(find<QLabel>(u"messageText"_qs)->text().contains(u"not known whole"_qs));
}

QTEST_MAIN(TestHopMenu)
#include "tst_hopmenu.moc"
