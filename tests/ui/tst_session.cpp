// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The open traces come back, after a quiet end and after a crash, and nothing is lost unasked.
// A window that is destroyed without having been closed leaves what a crash leaves.

#include "core/formats/tracefile.h"
#include "core/history/historyentry.h"
#include "ui/keeping.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/request/headertable.h"
#include "ui/session/sessionfolder.h"
#include "ui/session/sessionstate.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>
#include <sys/stat.h>

using namespace hoplens;

Q_DECLARE_METATYPE(std::function<bool(const QString &)>)

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

SessionTab tabTo(const QString &address)
{
    SessionTab tab;
    tab.draft.method = "PUT";
    tab.draft.address = address;
    tab.hop = 2;
    return tab;
}

const QString firstId = QStringLiteral("20261128T133012123-008f3a2c");
const QString secondId = QStringLiteral("20261128T133012124-008f3a2c");

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void stateComesBack();
    void brokenStateIsRefused_data();
    void brokenStateIsRefused();
    void idsLeadNowhereElse();
    void secretsStayOut();
    void foldersAreNotShared();
    void abandonedFoldersAreAdopted();
    void whatCannotBeTakenStaysThere();
    void tooMuchIsLeftOut();

    void firstStartHasNoSession();
    void tabsComeBackAfterACrash();
    void quietEndIsQuiet();
    void draftsComeBack();
    void filesComeBack();
    void missingFileIsSaid();
    void tracesOutsideTheHistoryComeBack();
    void discardedTracesStayAway();
    void argumentGetsItsTab();
    void brokenSessionIsPutAside();
    void brokenSessionLosesNoTrace_data();
    void brokenSessionLosesNoTrace();
    void cutSessionsStartTheProgram();
    void secondWindowHasItsOwn();

    void nothingIsAskedWhenNothingIsLost();
    void runningTraceIsKeptAtTheEnd();
    void unsavedTracesAreAskedAboutOnce();
    void unsavedTracesAreSaved();
    void closedTabIsAskedAbout();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    void open();
    void crash() { m_window.reset(); }
    void restart()
    {
        crash();
        open();
    }
    void start(const QString &path, const QString &method = u"GET"_qs);
    void send(const QString &path, const QString &method = u"GET"_qs);
    void trigger(const QString &action) { find<QAction>(action)->trigger(); }
    void switchHistoryOff() { find<QCheckBox>(u"keepHistory"_qs)->setChecked(false); }
    OpenTraces *traces() const { return m_window->findChild<OpenTraces *>(); }
    Keeping *keeping() const { return m_window->findChild<Keeping *>(); }
    QString path(const QString &name) const { return m_directory->filePath(name); }
    QString sessionFile() const { return path(u"data/sessions/1/session.json"_qs); }
    SessionState saved() const;
    QString message() const;
    int hops() const { return m_window->findChild<TimelineView *>()->hopCount(); }
    QMessageBox *question() const { return m_window->findChild<QMessageBox *>(); }
    void answer(const QString &button);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<MainWindow> m_window;
    QString m_labBase;
};

void TestSession::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-session-test"_qs);
}

void TestSession::init()
{
    QSettings().clear();
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    open();
}

void TestSession::open()
{
    m_window = std::make_unique<MainWindow>();
    const QString address = find<QLineEdit>(u"address"_qs)->text();
    m_labBase = address.left(address.indexOf(u'/', 8));
    m_window->keepIn(path(u"data"_qs));
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestSession::start(const QString &path, const QString &method)
{
    find<QComboBox>(u"method"_qs)->setCurrentText(method);
    find<QLineEdit>(u"address"_qs)->setText(m_labBase + path);
    trigger(u"send"_qs);
}

void TestSession::send(const QString &path, const QString &method)
{
    start(path, method);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"sendButton"_qs)->text() == u"Send"_qs, 10'000);
}

SessionState TestSession::saved() const
{
    const Result<SessionState> state = readSession(contentOf(sessionFile()));
    return state ? *state : SessionState();
}

QString TestSession::message() const
{
    const auto *label = find<QLabel>(u"messageText"_qs);
    return label->isVisible() ? label->text() : QString();
}

void TestSession::answer(const QString &button)
{
    QVERIFY(question() != nullptr);
    QTest::mouseClick(question()->findChild<QPushButton *>(button), Qt::LeftButton);
}

void TestSession::stateComesBack()
{
    SessionState state;
    SessionTab file = tabTo(u"http://a.test/"_qs);
    file.document = {u"/tmp/x.hoplens"_qs, Secrets::Show};
    file.historyId = firstId;
    file.backupId = secondId;
    state.tabs = {tabTo(u"half typed"_qs), file, SessionTab()};
    state.current = 1;
    state.ended = true;
    const Result<SessionState> back = readSession(writeSession(state));
    QVERIFY(back);
    QCOMPARE(back->tabs, state.tabs);
    QVERIFY(*back == state);
}

void TestSession::brokenStateIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    SessionState state;
    state.tabs = {tabTo(u"http://a.test/"_qs)};
    const QByteArray whole = writeSession(state);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half") << whole.first(whole.size() / 2);
    QTest::newRow("zeros") << QByteArray(5000, '\0');
    QTest::newRow("nested") << QByteArray(100'000, '[');
    QTest::newRow("a trace") << writeTrace(Trace());
    QTest::newRow("a newer version") << QByteArray(whole).replace("\"version\":1", "\"version\":2");
    QTest::newRow("no tabs") << writeSession(SessionState());
    QTest::newRow("current is a word")
        << QByteArray(whole).replace("\"current\":0", "\"current\":\"0\"");
    QTest::newRow("hop far off") << QByteArray(whole).replace("\"hop\":2", "\"hop\":2e30");
    QByteArray many = whole;
    const qsizetype begin = many.indexOf("[{") + 1;
    const QByteArray tab = many.mid(begin, many.lastIndexOf("}]") + 1 - begin);
    QTest::newRow("too many tabs")
        << many.replace(tab, (tab + ',').repeated(sessionTabLimit) + tab);
    QTest::newRow("tabs are an object") << QByteArray(whole).replace(tab, "").replace("[]", "{}");
    QTest::newRow("tab is a number") << QByteArray(whole).replace(tab, "1");
    QTest::newRow("key twice, the last one wrong")
        << QByteArray(whole).replace("\"version\":1", "\"version\":1,\"version\":3");
    QTest::newRow("not UTF-8") << QByteArray(whole).replace("http://a.test/", "\xff\xfe");
}

void TestSession::brokenStateIsRefused()
{
    QFETCH(QByteArray, bytes);
    const Result<SessionState> state = readSession(bytes);
    QVERIFY(!state);
    QVERIFY(state.error().detail.contains(u"put aside"_qs));
}

void TestSession::idsLeadNowhereElse()
{
    SessionState state;
    state.tabs = {tabTo(u"http://a.test/"_qs)};
    state.tabs.first().historyId = u"../../etc/passwd"_qs;
    state.tabs.first().backupId = u"../1/session.json"_qs;
    state.tabs.first().document.path = u"relative/path"_qs;
    state.current = 150;
    const Result<SessionState> back = readSession(writeSession(state));
    QVERIFY(back);
    QVERIFY(!back->tabs.constFirst().holdsTrace());
    QCOMPARE(back->current, 0);
}

void TestSession::secretsStayOut()
{
    SessionState state;
    state.tabs = {tabTo(u"http://ann:abracadabra@a.test/?token=abracadabra"_qs)};
    state.tabs.first().draft.headers = {{true, {"Authorization", "Bearer abracadabra"}}};
    QVERIFY(!writeSession(state).contains("abracadabra"));
}

void TestSession::foldersAreNotShared()
{
    const QString folder = path(u"sessions"_qs);
    SessionState state;
    state.tabs = {tabTo(u"http://first.test/"_qs)};
    auto first = std::make_unique<SessionFolder>(folder);
    QVERIFY(first->isOwner());
    QVERIFY(first->take().state.tabs.isEmpty());
    QVERIFY(first->save(state));
    {
        SessionFolder second(folder);
        QVERIFY(second.isOwner());
        QVERIFY(second.take().state.tabs.isEmpty());
        QVERIFY(second.backupPath(firstId) != first->backupPath(firstId));
        state.tabs = {tabTo(u"http://second.test/"_qs)};
        QVERIFY(second.end(state));
    }
    first.reset();
    SessionFolder next(folder);
    const SessionFolder::Found found = next.take();
    QCOMPARE(found.state.tabs, QList<SessionTab>{tabTo(u"http://first.test/"_qs)});
    QVERIFY(found.crashed);
    QVERIFY(found.problems.isEmpty());
}

void TestSession::abandonedFoldersAreAdopted()
{
    const QString folder = path(u"sessions"_qs);
    SessionState state;
    auto first = std::make_unique<SessionFolder>(folder);
    auto second = std::make_unique<SessionFolder>(folder);
    state.tabs = {tabTo(u"http://first.test/"_qs)};
    QVERIFY(first->end(state));
    state.tabs = {tabTo(u"http://second.test/"_qs)};
    state.tabs.first().backupId = firstId;
    write(second->backupPath(firstId), "trace");
    write(second->backupPath(secondId), "of a tab that was closed");
    QVERIFY(second->save(state));
    QVERIFY(!QFile::exists(second->backupPath(secondId)));
    first.reset();
    second.reset();

    for (int start = 0; start < 2; ++start) { // killed at once, it is all there again
        SessionFolder next(folder);
        const SessionFolder::Found found = next.take();
        QVERIFY(found.crashed);
        QCOMPARE(found.state.tabs.size(), 2);
        QCOMPARE(found.state.tabs.at(1).draft.address, u"http://second.test/"_qs);
        QCOMPARE(contentOf(next.backupPath(firstId)), QByteArray("trace"));
        QVERIFY(!QFile::exists(folder + u"/2/session.json"_qs));
    }
}

/// A copy that does not get through is not deleted where it is.
void TestSession::whatCannotBeTakenStaysThere()
{
    const QString folder = path(u"sessions"_qs);
    SessionState state;
    auto first = std::make_unique<SessionFolder>(folder);
    auto second = std::make_unique<SessionFolder>(folder);
    state.tabs = QList<SessionTab>(sessionTabLimit, tabTo(u"http://first.test/"_qs));
    QVERIFY(first->save(state));
    state.tabs = {tabTo(u"http://second.test/"_qs)};
    state.tabs.first().backupId = firstId;
    write(second->backupPath(firstId), "trace");
    QVERIFY(second->save(state));
    const QString copy = second->backupPath(firstId);
    first.reset();
    second.reset();

    auto next = std::make_unique<SessionFolder>(folder);
    QCOMPARE(next->take().state.tabs.size(), sessionTabLimit);
    QCOMPARE(contentOf(copy), QByteArray("trace"));
    QVERIFY(next->save(SessionState{{SessionTab()}}));
    next.reset();
    SessionFolder last(folder); // with room for it
    QCOMPARE(last.take().state.tabs.size(), 2);
    QCOMPARE(contentOf(last.backupPath(firstId)), QByteArray("trace"));
    QVERIFY(!QFile::exists(copy));
}

void TestSession::tooMuchIsLeftOut()
{
    SessionState state;
    state.tabs = QList<SessionTab>(sessionTabLimit + 1, tabTo(u"http://a.test/"_qs));
    state.current = sessionTabLimit;
    Result<SessionState> back = readSession(writeSession(state));
    QVERIFY(back);
    QCOMPARE(back->tabs.size(), sessionTabLimit);

    state.tabs = {tabTo(u"http://a.test/"_qs), tabTo(u"http://b.test/"_qs)};
    state.tabs.first().draft.body.text = bodyOf(QByteArray(30'000'000, '\x01'));
    state.tabs.last().draft.body.text = bodyOf("short");
    const QByteArray bytes = writeSession(state);
    QVERIFY(bytes.size() < sessionFileLimit);
    back = readSession(bytes);
    QVERIFY(back);
    QCOMPARE(back->tabs.first().draft.address, u"http://a.test/"_qs);
    QCOMPARE(back->tabs.last(), state.tabs.last());
}

void TestSession::firstStartHasNoSession()
{
    QCOMPARE(traces()->count(), 1);
    QVERIFY(find<QLineEdit>(u"address"_qs)->text().endsWith(u"/302/echo"_qs));
    QCOMPARE(message(), QString());
    QTRY_VERIFY(QFile::exists(sessionFile()));
    restart();
    QCOMPARE(message(), QString()); // no trace came back: nothing worth a word
    QVERIFY(find<QLineEdit>(u"address"_qs)->text().endsWith(u"/302/echo"_qs));
}

void TestSession::tabsComeBackAfterACrash()
{
    send(u"/302/303/echo"_qs, u"PUT"_qs);
    trigger(u"newTab"_qs);
    send(u"/302/echo"_qs, u"POST"_qs);
    trigger(u"newTab"_qs);
    find<QLineEdit>(u"address"_qs)->setText(u"http://half.typed/"_qs);
    trigger(u"previousTab"_qs);
    trigger(u"previousTab"_qs);
    find<TracePane>(u"tracePane"_qs)->setCurrentHop(2);
    QTRY_VERIFY(saved().tabs.size() == 3 && saved().current == 0
                && saved().tabs.constFirst().hop == 2);
    QVERIFY(!saved().ended);

    restart();
    QCOMPARE(message(), u"Hoplens ended unexpectedly; 2 traces came back."_qs);
    QCOMPARE(traces()->count(), 3);
    QCOMPARE(traces()->currentIndex(), 0);
    QCOMPARE(hops(), 3);
    QCOMPARE(find<TracePane>(u"tracePane"_qs)->currentHop(), 2);
    QCOMPARE(find<QComboBox>(u"method"_qs)->currentText(), u"PUT"_qs);
    QVERIFY(!find<QAction>(u"reopenTab"_qs)->isEnabled());
    trigger(u"nextTab"_qs);
    QTRY_COMPARE(hops(), 2);
    trigger(u"nextTab"_qs);
    QCOMPARE(hops(), 0);
    QCOMPARE(find<QLineEdit>(u"address"_qs)->text(), u"http://half.typed/"_qs);
    QVERIFY(!keeping()->history()->entries().isEmpty() || !keeping()->history()->isLoaded());
}

void TestSession::quietEndIsQuiet()
{
    send(u"/302/echo"_qs);
    QVERIFY(m_window->close());
    QVERIFY(saved().ended);
    restart();
    QCOMPARE(message(), QString());
    QCOMPARE(hops(), 2);
    QCOMPARE(traces()->count(), 1);
    QTRY_VERIFY(!saved().ended);
}

void TestSession::draftsComeBack()
{
    find<HeaderTable>(u"headerTable"_qs)
        ->headers()
        ->setRows({{true, {"X-One", "1"}}, {true, {"Authorization", "Bearer abracadabra"}}});
    find<QLineEdit>(u"address"_qs)->setText(u"http://a.test/?token=abracadabra"_qs);
    QTRY_VERIFY(saved().tabs.value(0).draft.headers.size() == 2);
    QTRY_VERIFY(contentOf(sessionFile()).contains("a.test"));
    QVERIFY(!contentOf(sessionFile()).contains("abracadabra"));
    restart();
    QCOMPARE(find<HeaderTable>(u"headerTable"_qs)->headers()->rows().size(), 2);
    QCOMPARE(find<QLineEdit>(u"address"_qs)->text(), u"http://a.test/?token=REDACTED"_qs);
}

void TestSession::filesComeBack()
{
    send(u"/302/echo"_qs);
    const QString file = path(u"mine.hoplens"_qs);
    QVERIFY(m_window->saveTrace(file, Secrets::Show));
    QTRY_COMPARE(saved().tabs.value(0).document.path, file);
    restart();
    QCOMPARE(m_window->windowTitle(), u"mine.hoplens – Hoplens"_qs);
    QCOMPARE(traces()->current().document.secrets, Secrets::Show);
    QCOMPARE(hops(), 2);
    // Sent again, the trace is another one: the file no longer counts.
    trigger(u"newRequest"_qs);
    send(u"/302/303/echo"_qs);
    QTRY_VERIFY(saved().tabs.value(0).document.path.isEmpty()
                && !saved().tabs.value(0).historyId.isEmpty());
    restart();
    QCOMPARE(hops(), 3);
}

void TestSession::missingFileIsSaid()
{
    find<QCheckBox>(u"keepHistory"_qs)->setChecked(false);
    send(u"/302/echo"_qs);
    const QString file = path(u"mine.hoplens"_qs);
    QVERIFY(m_window->saveTrace(file, Secrets::Redact));
    QTRY_COMPARE(saved().tabs.value(0).document.path, file);
    crash();
    write(file, "damaged");
    open();
    QVERIFY(message().contains(u"The file of one open trace is gone."_qs));
    QCOMPARE(traces()->count(), 1);
    QCOMPARE(hops(), 0);
    QVERIFY(find<QLineEdit>(u"address"_qs)->text().endsWith(u"/302/echo"_qs));
}

void TestSession::tracesOutsideTheHistoryComeBack()
{
    switchHistoryOff();
    send(u"/302/echo?token=abracadabra"_qs);
    QTRY_VERIFY(!saved().tabs.value(0).backupId.isEmpty());
    const QString backup =
        QFileInfo(sessionFile()).path() + u'/' + saved().tabs.at(0).backupId + u".hoplens"_qs;
    QTRY_VERIFY(QFile::exists(backup));
    QVERIFY(!contentOf(backup).contains("abracadabra"));
    restart();
    QCOMPARE(hops(), 2);
    QVERIFY(QDir(path(u"data/history"_qs)).entryList({u"2*"_qs}).isEmpty());
    // The copy goes with the trace.
    QVERIFY(QFile::exists(backup));
    trigger(u"newRequest"_qs);
    QTRY_VERIFY(!QFile::exists(backup));
}

void TestSession::discardedTracesStayAway()
{
    switchHistoryOff();
    send(u"/302/echo"_qs);
    m_window->close();
    answer(u"discardUnsaved"_qs);
    QTRY_VERIFY(!m_window->isVisible());
    restart();
    QCOMPARE(hops(), 0);
    QCOMPARE(message(), QString());
    QVERIFY(QDir(QFileInfo(sessionFile()).path()).entryList({u"*.hoplens"_qs}).isEmpty());
}

void TestSession::argumentGetsItsTab()
{
    send(u"/302/303/echo"_qs);
    const QString file = path(u"mine.hoplens"_qs);
    QVERIFY(m_window->saveTrace(file, Secrets::Redact));
    send(u"/302/echo"_qs);
    QTRY_VERIFY(!saved().tabs.value(0).historyId.isEmpty());
    restart();
    m_window->openArgument(file);
    QCOMPARE(traces()->count(), 2);
    QCOMPARE(hops(), 3);
    m_window->openArgument(m_labBase + u"/200"_qs);
    QCOMPARE(traces()->count(), 3);
    QTRY_COMPARE(hops(), 1);
}

void TestSession::brokenSessionIsPutAside()
{
    send(u"/302/echo"_qs);
    crash();
    write(sessionFile(), "{\"format\":\"hopl");
    open();
    QVERIFY(message().contains(u"damaged"_qs));
    QCOMPARE(traces()->count(), 1);
    QCOMPARE(contentOf(path(u"data/sessions/1/session.broken.json"_qs)),
             QByteArray("{\"format\":\"hopl"));
    // The trace itself is in the history, whatever became of the session.
    QTRY_COMPARE(keeping()->history()->entries().size(), 1);
    QTRY_VERIFY(QFile::exists(sessionFile()));
    restart();
    QCOMPARE(message(), QString());
}

void TestSession::brokenSessionLosesNoTrace_data()
{
    QTest::addColumn<std::function<bool(const QString &)>>("damage");
    const auto row = [](const char *name, const std::function<bool(const QString &)> &damage) {
        QTest::newRow(name) << damage;
    };
    const auto holding = [](const QByteArray &bytes) {
        return [bytes](const QString &path) {
            QFile file(path);
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
    };
    row("empty", holding({}));
    row("other bytes", holding(QByteArray(100, '\xff')));
    row("nested", holding(QByteArray(100'000, '[')));
    row("one too large to be read", [](const QString &path) {
        return QFile::resize(path, sessionFileLimit + 1); // takes no room on the disk
    });
    row("folder", [](const QString &path) { return QFile::remove(path) && QDir().mkpath(path); });
    row("pipe", [](const QString &path) {
        return QFile::remove(path) && mkfifo(QFile::encodeName(path).constData(), 0600) == 0;
    });
    row("link to a device", [](const QString &path) {
        return QFile::remove(path) && QFile::link(u"/dev/zero"_qs, path);
    });
}

/// Without the history a trace is only in the session's copy, which no list names any more.
void TestSession::brokenSessionLosesNoTrace()
{
    QFETCH(const std::function<bool(const QString &)>, damage);
    switchHistoryOff();
    send(u"/302/303/echo"_qs);
    QTRY_VERIFY(!saved().tabs.value(0).backupId.isEmpty());
    crash();
    QVERIFY(damage(sessionFile()));
    open();
    QVERIFY(message().contains(u"put aside"_qs));
    QVERIFY(message().contains(u"one trace came back"_qs));
    QCOMPARE(traces()->count(), 1);
    QCOMPARE(hops(), 3);
    QTRY_VERIFY(!saved().tabs.value(0).backupId.isEmpty());
    restart();
    QCOMPARE(hops(), 3);
    crash();
    QVERIFY(damage(sessionFile())); // and once more, with the first one still aside
    open();
    QCOMPARE(hops(), 3);
    QVERIFY(QFileInfo(path(u"data/sessions/1/session.broken.json"_qs)).exists()
            || QFileInfo(path(u"data/sessions/1/session.broken.json"_qs)).isSymLink());
    QVERIFY(QFileInfo(path(u"data/sessions/1/session.broken2.json"_qs)).exists());
}

/// Wherever a write was cut off, the program starts and says it.
void TestSession::cutSessionsStartTheProgram()
{
    send(u"/302/echo"_qs);
    QTRY_VERIFY(!saved().tabs.value(0).historyId.isEmpty());
    crash();
    const QByteArray whole = contentOf(sessionFile());
    const qsizetype step = std::max<qsizetype>(1, whole.size() / 40);
    for (qsizetype size = 0; size < whole.size(); size += step) {
        write(sessionFile(), whole.first(size));
        open();
        QVERIFY(message().contains(u"put aside"_qs));
        QCOMPARE(traces()->count(), 1);
        QTRY_COMPARE(keeping()->history()->entries().size(), 1);
        crash();
    }
}

void TestSession::secondWindowHasItsOwn()
{
    send(u"/302/303/echo"_qs);
    QTRY_VERIFY(!saved().tabs.value(0).historyId.isEmpty());
    {
        MainWindow other;
        other.keepIn(path(u"data"_qs));
        auto *others = other.findChild<OpenTraces *>();
        QCOMPARE(others->count(), 1);
        QVERIFY(others->isBlank(0));
        QTRY_COMPARE(other.findChild<Keeping *>()->history()->entries().size(), 1);
    }
    restart();
    QCOMPARE(hops(), 3);
}

void TestSession::nothingIsAskedWhenNothingIsLost()
{
    send(u"/302/echo"_qs);
    trigger(u"newTab"_qs);
    trigger(u"closeTab"_qs);
    QCOMPARE(question(), nullptr);
    trigger(u"closeTab"_qs);
    QCOMPARE(question(), nullptr);
    switchHistoryOff();
    send(u"/302/303/echo"_qs);
    QVERIFY(m_window->saveTrace(path(u"mine.hoplens"_qs), Secrets::Redact));
    QVERIFY(m_window->close());
    QCOMPARE(question(), nullptr);
}

void TestSession::runningTraceIsKeptAtTheEnd()
{
    start(u"/302/200;delay=50000"_qs);
    QTRY_COMPARE(hops(), 2);
    QVERIFY(m_window->close());
    crash();
    open();
    QTRY_COMPARE(keeping()->history()->entries().size(), 1);
    const HistoryEntry &entry = keeping()->history()->entries().constFirst();
    QCOMPARE(entry.outcome, OutcomeKind::Cancelled);
    QCOMPARE(entry.hops, 2);
    QCOMPARE(hops(), 2);
    QVERIFY(traces()->session()->trace().hops.constLast().exchange.failure);
}

void TestSession::unsavedTracesAreAskedAboutOnce()
{
    switchHistoryOff();
    send(u"/302/echo?token=abracadabra"_qs, u"POST"_qs);
    trigger(u"newTab"_qs);
    start(u"/302/200;delay=50000"_qs);
    QTRY_COMPARE(hops(), 2);
    trigger(u"newTab"_qs);
    QVERIFY(!m_window->close());
    QVERIFY(!m_window->close()); // the same question, not another
    QCOMPARE(m_window->findChildren<QMessageBox *>().size(), 1);
    QVERIFY(question()->text().startsWith(u"2 traces"_qs));
    QVERIFY(question()->informativeText().contains(u"/302/echo"_qs));
    QVERIFY(!question()->informativeText().contains(u"abracadabra"_qs));
    answer(u"cancelUnsaved"_qs);
    QTRY_COMPARE(question(), nullptr);
    QVERIFY(m_window->isVisible());
    QCOMPARE(traces()->count(), 3);
    QVERIFY(traces()->at(1).session->isRunning());

    QVERIFY(!m_window->close());
    answer(u"discardUnsaved"_qs);
    QTRY_VERIFY(!m_window->isVisible());
}

void TestSession::unsavedTracesAreSaved()
{
    switchHistoryOff();
    send(u"/302/echo"_qs);
    trigger(u"newTab"_qs);
    send(u"/302/303/echo"_qs);
    int asked = 0;
    QPointer<QFileDialog> last;
    QTimer accept;
    connect(&accept, &QTimer::timeout, this, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (dialog != nullptr && dialog->objectName() == u"saveDialog"_qs) {
            asked += dialog == last ? 0 : 1;
            last = dialog;
            // As it is typed: selectFile() is forgotten when the folder has not been read yet.
            dialog->findChild<QLineEdit *>(u"fileNameEdit"_qs)
                ->setText(path(u"%1.hoplens"_qs.arg(asked)));
            QMetaObject::invokeMethod(dialog, "accept");
        }
    });
    accept.start(20);
    QVERIFY(!m_window->close());
    answer(u"saveUnsaved"_qs);
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(asked, 2);
    QCOMPARE(loadTraceFile(path(u"1.hoplens"_qs))->hops.size(), 2);
    QCOMPARE(loadTraceFile(path(u"2.hoplens"_qs))->hops.size(), 3);
}

void TestSession::closedTabIsAskedAbout()
{
    switchHistoryOff();
    send(u"/302/echo"_qs);
    trigger(u"newTab"_qs);
    send(u"/302/303/echo"_qs);
    trigger(u"closeTab"_qs);
    QVERIFY(question()->text().startsWith(u"A trace"_qs));
    answer(u"cancelUnsaved"_qs);
    QTRY_COMPARE(question(), nullptr);
    QCOMPARE(traces()->count(), 2);
    trigger(u"closeTab"_qs);
    answer(u"discardUnsaved"_qs);
    QTRY_COMPARE(traces()->count(), 1);
    QCOMPARE(hops(), 2);
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"
