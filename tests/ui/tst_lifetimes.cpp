// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// A user who does everything at the wrong moment: closes what runs, quits what stands still, goes
// on with what is gone. Nothing may be used after its end, which the sanitizers see, and after all
// of it the window still does its work. The same for the same seed; HOPLENS_SEED=n tries another.

#include "core/formats/tracefile.h"
#include "tests/core/randommessages.h"
#include "ui/history/historypanel.h"
#include "ui/keeping.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/request/requesteditor.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <random>

using namespace hoplens;

class TestLifetimes : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { m_window.reset(); }

    void everythingAtTheWrongMoment_data();
    void everythingAtTheWrongMoment();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(m_engine); }
    OpenTraces *traces() const { return m_window->findChild<OpenTraces *>(); }
    void open();
    void trigger(const QString &name);
    void fill();
    void act();
    void pause();
    void answerQuestion();
    void endAndStartAgain();

    std::mt19937 m_engine;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<MainWindow> m_window;
    QString m_labBase;
};

void TestLifetimes::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-lifetimes-test"_qs);
}

void TestLifetimes::open()
{
    m_window = std::make_unique<MainWindow>();
    const QString address = find<QLineEdit>(u"address"_qs)->text();
    m_labBase = address.left(address.indexOf(u'/', 8));
    m_window->keepIn(m_directory->filePath(u"data"_qs));
    m_window->show();
}

/// As from the menu: what is greyed out cannot be chosen.
void TestLifetimes::trigger(const QString &name)
{
    if (auto *action = find<QAction>(name); action->isEnabled()) {
        action->trigger();
    }
}

/// A few milliseconds in which a user does nothing.
void TestLifetimes::pause()
{
    QEventLoop loop;
    QTimer::singleShot(below(8), &loop, &QEventLoop::quit);
    loop.exec();
}

void TestLifetimes::fill()
{
    static const QStringList paths{u"/302/303/echo"_qs,
                                   u"/307/307/307/200;delay=3"_qs,
                                   u"/302;delay=30/200"_qs,
                                   u"/hang"_qs,
                                   u"/302/hang"_qs,
                                   u"/loop"_qs,
                                   u"/cut"_qs,
                                   u"/302/cut"_qs,
                                   u"/200;delay=20"_qs,
                                   u"/301;delay=5/302/200"_qs};
    static const QStringList methods{u"GET"_qs, u"POST"_qs, u"PUT"_qs, u"HEAD"_qs};
    find<QComboBox>(u"method"_qs)
        ->setCurrentText(methods.at(below(static_cast<int>(methods.size()))));
    find<QLineEdit>(u"address"_qs)
        ->setText(m_labBase + paths.at(below(static_cast<int>(paths.size()))));
}

/// Never with a file dialog, which would wait for its user.
void TestLifetimes::answerQuestion()
{
    auto *question = m_window->findChild<QMessageBox *>();
    if (question == nullptr) {
        return;
    }
    const char *button = below(2) == 0 ? "discardUnsaved" : "cancelUnsaved";
    if (auto *choice = question->findChild<QPushButton *>(QLatin1String(button))) {
        choice->click();
    }
}

void TestLifetimes::endAndStartAgain()
{
    if (below(2) == 0) {
        m_window->close();
        pause();
        answerQuestion();
    }
    m_window.reset(); // without a word, too
    open();
}

void TestLifetimes::act()
{
    static const QStringList actions{
        u"newTab"_qs,      u"closeTab"_qs,      u"reopenTab"_qs,   u"nextTab"_qs,
        u"previousTab"_qs, u"step"_qs,          u"runOn"_qs,       u"editNext"_qs,
        u"keepMethod"_qs,  u"changeToGet"_qs,   u"stop"_qs,        u"again"_qs,
        u"newRequest"_qs,  u"showInspector"_qs, u"showSecrets"_qs, u"showHistory"_qs,
        u"previousHop"_qs, u"nextHop"_qs,       u"resendHop"_qs,   u"copyTrace"_qs,
        u"editRequest"_qs, u"copyHopAsCurl"_qs, u"stopHere"_qs,    u"copyPicture"_qs};
    const QString file = m_directory->filePath(u"saved.hoplens"_qs);
    switch (below(12)) {
    case 0:
    case 1:
    case 2:
        fill();
        trigger(below(3) == 0 ? u"step"_qs : u"send"_qs);
        break;
    case 3:
        m_window->openTrace(file);
        break;
    case 4:
        if (auto *client = find<QComboBox>(u"client"_qs); client->isEnabled()) {
            client->setCurrentIndex(below(client->count()));
        }
        break;
    case 5:
        if (below(4) == 0) {
            find<QCheckBox>(u"keepHistory"_qs)->toggle();
        } else if (traces()->count() > 1) {
            traces()->move(below(traces()->count()), below(traces()->count()));
        }
        break;
    case 6: {
        History *history = m_window->findChild<Keeping *>()->history();
        if (const auto entries = history->entries(); !entries.isEmpty()) {
            const QString id = entries.at(below(static_cast<int>(entries.size()))).id;
            if (below(3) == 0) {
                history->remove(id);
            } else {
                emit find<HistoryPanel>(u"historyPanel"_qs)->openRequested(id, below(2) == 0);
            }
        }
        break;
    }
    default:
        trigger(actions.at(below(static_cast<int>(actions.size()))));
    }
}

void TestLifetimes::everythingAtTheWrongMoment_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::newRow("of this run") << seedOfThisRun();
    QTest::newRow("another") << seedOfThisRun() + 1;
}

void TestLifetimes::everythingAtTheWrongMoment()
{
    QFETCH(unsigned, seed);
    constexpr int most = 300; // actions
    constexpr qint64 longest = 4'000; // milliseconds, also where everything is slow
    m_engine.seed(seed);
    QSettings().clear();
    m_directory = std::make_unique<QTemporaryDir>();
    Trace trace;
    trace.hops.append(Hop());
    QVERIFY(saveFile(m_directory->filePath(u"saved.hoplens"_qs), writeTrace(trace)));
    open();
    QElapsedTimer time;
    time.start();
    int done = 0;
    for (; done < most && time.elapsed() < longest; ++done) {
        act();
        if (below(3) > 0) {
            pause();
        }
        answerQuestion();
        if (below(40) == 0) {
            endAndStartAgain();
        }
        QVERIFY(traces()->count() >= 1);
        QVERIFY(traces()->currentIndex() >= 0 && traces()->currentIndex() < traces()->count());
        for (int index = 0; index < traces()->count(); ++index) {
            const TraceSession *session = traces()->at(index).session;
            QVERIFY(session->pausedStep() == nullptr || session->isRunning());
        }
    }
    qInfo("%d actions in %lld ms", done, time.elapsed());

    // And it still does what it is there for.
    trigger(u"newTab"_qs);
    find<QComboBox>(u"method"_qs)->setCurrentText(u"GET"_qs);
    find<QLineEdit>(u"address"_qs)->setText(m_labBase + u"/302/200"_qs);
    trigger(u"send"_qs);
    const TraceSession *session = traces()->session();
    for (int hop = 0; hop < 2 && session->isRunning(); ++hop) {
        QTRY_VERIFY(session->pausedStep() != nullptr || !session->isRunning());
        trigger(u"runOn"_qs); // where a condition stops it
    }
    QTRY_VERIFY(!session->isRunning());
    QCOMPARE(session->trace().hops.size(), 2);
}

QTEST_MAIN(TestLifetimes)
#include "tst_lifetimes.moc"
