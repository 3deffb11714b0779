// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Killed at random moments while it sends and saves, the program has lost nothing of what it said
// was saved, and starts again with its session.

#include "core/formats/tracefile.h"
#include "core/history/historystore.h"
#include "ui/session/sessionstate.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <random>

using namespace hoplens;

namespace {

constexpr int kills = 50;
constexpr unsigned seed = 20261128;

/// What stands on the disk before a start.
struct Left {
    bool hasSession = false;
    SessionState session;
};

} // namespace

class TestCrash : public QObject {
    Q_OBJECT

private slots:
    void init();
    void nothingSavedIsLost();

private:
    void start();
    void killAfter(int lines, std::chrono::milliseconds later);
    Left look() const;
    void checkStart(const Left &left);
    void checkSaved();
    void checkRealProgram();
    QString sessionFile() const { return m_folder + u"/sessions/1/session.json"_qs; }

    QTemporaryDir m_directory;
    QString m_folder;
    QProcess m_process;
    QByteArrayList m_lines; ///< of this life
    QSet<QString> m_kept; ///< of all
    QSet<QString> m_saved;
    QSet<QString> m_checked; ///< kept ones that were read already; they never change
};

void TestCrash::init()
{
    QVERIFY(m_directory.isValid());
    // The folder that the program itself takes below this XDG_DATA_HOME.
    m_folder = m_directory.filePath(u"data/hoplens/hoplens"_qs);
    QVERIFY(QDir().mkpath(m_folder));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_qs, u"offscreen"_qs);
    environment.insert(u"XDG_DATA_HOME"_qs, m_directory.filePath(u"data"_qs));
    environment.insert(u"XDG_CONFIG_HOME"_qs, m_directory.filePath(u"config"_qs));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

void TestCrash::start()
{
    m_lines.clear();
    m_process.start(QStringLiteral(CRASH_VICTIM), {m_folder});
    QVERIFY(m_process.waitForStarted());
}

/// SIGKILL, some time after so many lines were read.
void TestCrash::killAfter(int lines, std::chrono::milliseconds later)
{
    const auto read = [this] {
        while (m_process.canReadLine()) {
            m_lines.append(m_process.readLine().trimmed());
        }
        return m_lines.size();
    };
    QTRY_VERIFY_WITH_TIMEOUT(read() >= lines, 30'000);
    bool isOver = false;
    QTimer::singleShot(later, Qt::PreciseTimer, this, [this, &isOver] {
        m_process.kill();
        isOver = true;
    });
    QTRY_VERIFY(isOver);
    QVERIFY(m_process.state() == QProcess::NotRunning || m_process.waitForFinished());
    QCOMPARE(m_process.exitStatus(), QProcess::CrashExit);
    read();
    for (const QByteArray &line : std::as_const(m_lines)) {
        const QString rest = QString::fromUtf8(line.mid(line.indexOf(' ') + 1));
        if (line.startsWith("kept ")) {
            m_kept.insert(rest);
        } else if (line.startsWith("saved ")) {
            m_saved.insert(rest);
        }
    }
}

Left TestCrash::look() const
{
    QFile file(sessionFile());
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const Result<SessionState> state = readSession(file.readAll());
    return {true, state ? *state : SessionState()};
}

/// All tabs and all traces that the session named are there again.
void TestCrash::checkStart(const Left &left)
{
    if (m_lines.isEmpty() || !left.hasSession) {
        return; // it was killed before it could say anything
    }
    qsizetype traces = 0;
    for (const SessionTab &tab : left.session.tabs) {
        traces += tab.holdsTrace() ? 1 : 0;
    }
    const QByteArray expected = "started " + QByteArray::number(left.session.tabs.size()) + ' '
        + QByteArray::number(traces);
    QCOMPARE(m_lines.constFirst(), expected);
}

void TestCrash::checkSaved()
{
    HistoryStore store(m_folder + u"/history"_qs);
    const Result<HistoryListing> listing = store.load();
    QVERIFY2(listing, listing ? "" : qPrintable(listing.error().detail));
    QSet<QString> found(listing->unknown.begin(), listing->unknown.end());
    for (const HistoryEntry &entry : listing->entries) {
        found.insert(entry.id);
    }
    for (const QString &id : std::as_const(m_kept)) {
        QVERIFY2(found.contains(id), qPrintable(id));
        if (!m_checked.contains(id)) {
            const Result<Trace> trace = loadTraceFile(store.pathOf(id));
            QVERIFY2(trace && trace->hops.size() == 3, qPrintable(id));
            m_checked.insert(id);
        }
    }
    for (const QString &path : std::as_const(m_saved)) {
        const Result<Trace> trace = loadTraceFile(path);
        QVERIFY2(trace && trace->hops.size() == 3, qPrintable(path));
    }
}

/// The program itself, not its stand-in, opens the same session.
void TestCrash::checkRealProgram()
{
    const Left before = look();
    QVERIFY(before.hasSession);
    m_process.start(QStringLiteral(HOPLENS_PROGRAM), QStringList());
    QVERIFY(m_process.waitForStarted());
    const auto isOwner = [this] {
        QLockFile lock(QFileInfo(sessionFile()).path() + u"/lock"_qs);
        qint64 pid = 0;
        QString host;
        QString program;
        return lock.getLockInfo(&pid, &host, &program) && pid == m_process.processId();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOwner(), 30'000);
    m_process.kill();
    QVERIFY(m_process.waitForFinished());
    const Left after = look();
    QCOMPARE(after.session.tabs.size(), before.session.tabs.size());
}

void TestCrash::nothingSavedIsLost()
{
    std::mt19937 random(seed);
    const auto upTo = [&random](int most) {
        return std::uniform_int_distribution<int>(0, most)(random);
    };
    qsizetype withSession = 0;
    for (int kill = 1; kill <= kills; ++kill) {
        // Some die while they start, most while they work, some after the session was saved again,
        // which happens once a second.
        const int lines = kill % 5 == 0 ? 0 : 1 + upTo(12);
        const std::chrono::milliseconds later(kill % 5 == 0       ? upTo(300)
                                                  : kill % 5 == 1 ? 1000 + upTo(400)
                                                                  : upTo(30));
        const QString where = u"kill %1 of seed %2: %3 ms after line %4"_qs.arg(
            QString::number(kill), QString::number(seed), QString::number(later.count()),
            QString::number(lines));
        const Left left = look();
        withSession += left.session.tabs.size() > 1 ? 1 : 0;
        if (left.hasSession) {
            QVERIFY2(!left.session.tabs.isEmpty(), qPrintable(where));
        }
        start();
        killAfter(lines, later);
        checkStart(left);
        checkSaved();
        if (QTest::currentTestFailed()) {
            QFAIL(qPrintable(where));
        }
    }
    QVERIFY2(m_kept.size() > kills && m_saved.size() == 2, "it did not get to work");
    QVERIFY2(withSession > kills / 2, "there was hardly a session to bring back");
    checkRealProgram();
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
