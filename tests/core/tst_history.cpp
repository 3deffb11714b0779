// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Kept traces: what is said to be saved is there, whatever else lies in the folder.

#include "core/formats/tracefile.h"
#include "core/history/history.h"
#include "core/history/orderedworker.h"
#include "tests/core/sampletrace.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <sys/stat.h>

using namespace hoplens;

namespace {

Trace traceTo(const QByteArray &url, const QByteArray &method = "GET")
{
    Trace trace;
    trace.started = QDateTime(QDate(2026, 11, 22), QTime(14, 2), Qt::UTC);
    trace.client = {QStringLiteral("curl"), QStringLiteral("curl"), QStringLiteral("8")};
    Hop hop;
    hop.exchange.request.method = method;
    hop.exchange.request.url = sampleUrl(url);
    hop.exchange.request.headers = {{"Authorization", "Bearer abracadabra", SetBy::User}};
    hop.exchange.response = Response();
    hop.exchange.response->version = "HTTP/1.1";
    hop.exchange.response->status = 204;
    trace.hops = {hop};
    trace.outcome = Outcome{OutcomeKind::Final, 1, {}};
    return trace;
}

QString id(int second, quint32 random = 1)
{
    return historyId(QDateTime(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC).addSecs(second), random);
}

QStringList idsOf(const QList<HistoryEntry> &entries)
{
    QStringList ids;
    for (const HistoryEntry &entry : entries) {
        ids.append(entry.id);
    }
    return ids;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A worker and a history on it, as a window has them.
struct Window {
    explicit Window(const QString &folder, const HistoryBounds &bounds = {})
        : history(std::make_unique<History>(folder, &worker, bounds))
    {
    }

    OrderedWorker worker;
    std::unique_ptr<History> history;
};

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private slots:
    void init();

    void idsSortByTime();
    void othersAreNoIds_data();
    void othersAreNoIds();
    void entryComesBackFromItsLine();
    void brokenLinesAreRefused_data();
    void brokenLinesAreRefused();
    void searches_data();
    void searches();
    void addressesAreKnownOnce();
    void surplusGoes_data();
    void surplusGoes();
    void filesAreTheTruth_data();
    void filesAreTheTruth();

    void keptTraceIsThere();
    void nothingIsReadableByOthers();
    void noSecretsAreKept();
    void boundsHold();
    void damagedFilesAreSkipped_data();
    void damagedFilesAreSkipped();
    void damagedIndexCostsNothing_data();
    void damagedIndexCostsNothing();
    void strangeIndexCostsNothing_data();
    void strangeIndexCostsNothing();
    void staleIndexIsRewritten();
    void foreignFilesStay();
    void unusableFolderIsSaid();

    void workIsDoneInOrderAndToTheEnd();
    void listFollows();
    void removedOneComesBack();
    void removedOneGoesForGood();
    void clears();
    void switchedOffKeepsNothing();
    void failureIsSaidOnce();
    void twoWindowsShareAFolder();
    void anotherWindowsDeletionIsSaid();

private:
    QString path(const QString &name) const { return m_folder + u'/' + name; }
    QStringList loadedIds() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_folder;
};

void TestHistory::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_folder = m_directory->filePath(QStringLiteral("data/history"));
}

QStringList TestHistory::loadedIds() const
{
    HistoryStore store(m_folder);
    const Result<HistoryListing> listing = store.load();
    return listing ? idsOf(listing->entries) : QStringList{QStringLiteral("failed")};
}

void TestHistory::idsSortByTime()
{
    QCOMPARE(historyId(QDateTime(QDate(2026, 11, 28), QTime(13, 30, 12, 123), Qt::UTC), 0x8f3a2c),
             QStringLiteral("20261128T133012123-008f3a2c"));
    QVERIFY(id(1, 0xffffffff) < id(2, 0));
    QVERIFY(isHistoryId(id(0, 0)) && isHistoryId(id(0, 0xffffffff)));
    QCOMPARE(timeOfHistoryId(id(7)), QDateTime(QDate(2026, 11, 22), QTime(14, 0, 7), Qt::UTC));
}

void TestHistory::othersAreNoIds_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *text) { QTest::newRow(text) << QString::fromLatin1(text); };
    row("");
    row("..");
    row("../../20261128T133012123-008f3a2c");
    row("20261128T133012123-008f3a2");
    row("20261128T133012123-008f3a2c0");
    row("20261128T133012123-008F3A2C");
    row("20261128T133012123_008f3a2c");
    row("20261328T133012123-008f3a2c");
    row("20261128T133012123-008f/a2c");
}

void TestHistory::othersAreNoIds()
{
    QFETCH(QString, text);
    QVERIFY(!isHistoryId(text));
    QCOMPARE(HistoryStore(m_folder).pathOf(text), QString());
}

void TestHistory::entryComesBackFromItsLine()
{
    for (const Trace &trace : {sampleTrace(), traceTo("http://a.test/?q=%22%0A"), Trace()}) {
        const HistoryEntry entry = historyEntryOf(id(3), trace);
        const QByteArray line = historyEntryToLine(entry);
        QVERIFY(!line.contains('\n'));
        const Result<HistoryEntry> back = historyEntryFromLine(line);
        QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
        QCOMPARE(*back, entry);
    }
    const HistoryEntry entry = historyEntryOf(id(3), sampleTrace());
    QCOMPARE(entry.method, QByteArray("POST"));
    QCOMPARE(entry.hops, 2);
    QCOMPARE(entry.outcome, OutcomeKind::Network);
    QCOMPARE(entry.status, 0);
    QVERIFY(!entry.headline.isEmpty());

    const QByteArray longUrl = "http://a.test/" + QByteArray(3 * historyUrlLimit, 'x');
    QCOMPARE(historyEntryOf(id(3), traceTo(longUrl)).url.size(), historyUrlLimit);
}

void TestHistory::brokenLinesAreRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    const QByteArray whole = historyEntryToLine(historyEntryOf(id(3), traceTo("http://a.test/")));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("torn") << whole.chopped(10);
    QTest::newRow("two in one") << whole + whole;
    QTest::newRow("zeros") << QByteArray(200, '\0');
    QTest::newRow("nested") << QByteArray(5000, '[');
    QTest::newRow("other outcome") << QByteArray(whole).replace("\"final\"", "\"eaten\"");
    QTest::newRow("status of a string") << QByteArray(whole).replace(":204", ":\"204\"");
    QTest::newRow("hops below zero") << QByteArray(whole).replace("\"hops\":1", "\"hops\":-1");
    QTest::newRow("no time") << QByteArray(whole).replace("\"2026-", "\"soon-");
    QTest::newRow("an id that leads elsewhere")
        << QByteArray(whole).replace(id(3).toLatin1(), "../../../x");
    QTest::newRow("endless") << QByteArray(whole).replace("http://a.test/",
                                                          QByteArray(1 << 20, 'x'));
}

void TestHistory::brokenLinesAreRefused()
{
    QFETCH(QByteArray, line);
    QVERIFY(!historyEntryFromLine(line));
}

void TestHistory::searches_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *question, bool found) {
        QTest::newRow(question) << QString::fromUtf8(question) << found;
    };
    row("", true);
    row("  ", true);
    row("upload", true);
    row("UPLOAD", true);
    row("post upload", true);
    row("upload post", true);
    row("upload get", false);
    row("a.test:8080", true);
    row("café", true);
    row("caf%C3%A9", true);
    row("curl", true);
    row("204", true);
    row("final", true);
    row("download", false);
}

void TestHistory::searches()
{
    QFETCH(QString, question);
    QFETCH(bool, found);
    const HistoryEntry entry =
        historyEntryOf(id(1), traceTo("http://a.test:8080/upload/caf%C3%A9", "POST"));
    QCOMPARE(matchesSearch(searchText(entry), searchWords(question)), found);
}

void TestHistory::addressesAreKnownOnce()
{
    QList<HistoryEntry> entries;
    for (const QByteArray &url :
         {QByteArray("http://b.test/"), QByteArray("http://a.test/"), QByteArray("http://b.test/"),
          QByteArray("http://a.test/") + QByteArray(historyUrlLimit, 'x')}) {
        entries.append(historyEntryOf(id(1), traceTo(url)));
    }
    entries.append(HistoryEntry());
    QCOMPARE(knownAddresses(entries),
             (QStringList{QStringLiteral("http://b.test/"), QStringLiteral("http://a.test/")}));
}

void TestHistory::surplusGoes_data()
{
    QTest::addColumn<QList<HistoryFile>>("files");
    QTest::addColumn<HistoryBounds>("bounds");
    QTest::addColumn<QStringList>("surplus");
    const QString a = id(1);
    const QString b = id(2);
    const QString c = id(3);
    const auto row = [](const char *name, const QList<HistoryFile> &files, int count, qint64 octets,
                        const QStringList &surplus) {
        QTest::newRow(name) << files << HistoryBounds{count, octets} << surplus;
    };
    row("none", {}, 2, 100, {});
    row("within", {{a, false, 50}, {b, false, 50}}, 2, 100, {});
    row("one too many", {{c, false, 1}, {a, false, 1}, {b, false, 1}}, 2, 100, {a});
    row("too large", {{a, false, 1}, {b, false, 50}, {c, false, 51}}, 9, 100, {a, b});
    row("the newest stays", {{a, false, 1}, {b, false, 500}}, 9, 100, {a});
    row("not even one", {{a, false, 1}, {b, false, 1}}, 0, 0, {a});
    row("pinned stays", {{a, true, 1}, {b, false, 1}, {c, false, 1}}, 1, 100, {b});
    row("pinned does not count", {{a, true, 500}, {b, true, 500}, {c, false, 1}}, 1, 100, {});
}

void TestHistory::surplusGoes()
{
    QFETCH(QList<HistoryFile>, files);
    QFETCH(HistoryBounds, bounds);
    QFETCH(QStringList, surplus);
    QCOMPARE(historySurplus(files, bounds), surplus);
}

void TestHistory::filesAreTheTruth_data()
{
    QTest::addColumn<QList<HistoryFile>>("files");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QStringList>("entries");
    QTest::addColumn<QStringList>("unknown");
    QTest::addColumn<int>("stale");
    const QString a = id(1);
    const QString b = id(2);
    const QString c = id(3);
    const QStringList none;
    QTest::newRow("nothing") << QList<HistoryFile>() << none << none << none << 0;
    QTest::newRow("all known") << QList<HistoryFile>{{a, false, 1}, {b, true, 1}}
                               << QStringList{a, b} << QStringList{b, a} << none << 0;
    QTest::newRow("index lost") << QList<HistoryFile>{{a, false, 1}, {b, false, 1}} << none << none
                                << QStringList{b, a} << 0;
    QTest::newRow("files gone") << QList<HistoryFile>{{c, false, 1}} << QStringList{a, b, c}
                                << QStringList{c} << none << 2;
    QTest::newRow("written twice")
        << QList<HistoryFile>{{a, false, 1}} << QStringList{a, a} << QStringList{a} << none << 1;
}

void TestHistory::filesAreTheTruth()
{
    QFETCH(QList<HistoryFile>, files);
    QFETCH(QStringList, lines);
    QFETCH(QStringList, entries);
    QFETCH(QStringList, unknown);
    QFETCH(int, stale);
    QList<HistoryEntry> index;
    for (const QString &line : lines) {
        index.append(historyEntryOf(line, traceTo("http://a.test/")));
    }
    const HistoryListing listing = historyListing(files, index);
    QCOMPARE(idsOf(listing.entries), entries);
    QCOMPARE(listing.unknown, unknown);
    QCOMPARE(listing.stale, stale);
    for (const HistoryFile &file : files) {
        for (const HistoryEntry &entry : listing.entries) {
            QVERIFY(entry.id != file.id || entry.pinned == file.pinned);
        }
    }
}

void TestHistory::keptTraceIsThere()
{
    HistoryStore store(m_folder);
    QVERIFY(store.load());
    const Result<HistoryStore::Added> added = store.add(id(1), traceTo("http://a.test/x"));
    QVERIFY(added);
    QCOMPARE(added->entry.url, QByteArray("http://a.test/x"));
    QVERIFY(added->surplus.isEmpty());
    QVERIFY(store.setPinned(id(1), true));
    QVERIFY(store.setPinned(id(1), true));

    HistoryStore later(m_folder);
    const Result<HistoryListing> listing = later.load();
    QVERIFY(listing);
    QVERIFY(listing->unknown.isEmpty());
    QCOMPARE(listing->entries.size(), 1);
    QVERIFY(listing->entries.constFirst().pinned);
    QCOMPARE(listing->entries.constFirst().url, QByteArray("http://a.test/x"));
    const Result<Trace> trace = loadTraceFile(later.pathOf(id(1)));
    QVERIFY(trace);
    QCOMPARE(trace->hops.size(), 1);
    QVERIFY(later.setPinned(id(1), false));
    QVERIFY(!later.load()->entries.constFirst().pinned);
    QVERIFY(!later.setPinned(id(2), true));
}

void TestHistory::nothingIsReadableByOthers()
{
    HistoryStore store(m_folder);
    QVERIFY(store.add(id(1), traceTo("http://a.test/x")));
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    const auto checkAll = [&] {
        QVERIFY((QFileInfo(m_folder).permissions() & others) == 0);
        const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files);
        QCOMPARE(files.size(), 2);
        for (const QFileInfo &file : files) {
            QVERIFY2((file.permissions() & others) == 0, qPrintable(file.fileName()));
        }
    };
    checkAll();
    // A folder that was opened to others is closed again.
    QVERIFY(QFile::setPermissions(m_folder, QFileDevice::Permissions(0x7755)));
    QVERIFY(store.load());
    checkAll();
}

void TestHistory::noSecretsAreKept()
{
    HistoryStore store(m_folder);
    QVERIFY(store.add(id(1), traceTo("http://ann:abracadabra@a.test/x?token=abracadabra")));
    const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files);
    for (const QFileInfo &file : files) {
        QVERIFY2(!contentOf(file.filePath()).contains("abracadabra"), qPrintable(file.fileName()));
    }
}

void TestHistory::boundsHold()
{
    HistoryStore store(m_folder, {3, 1 << 20});
    QVERIFY(store.load());
    QVERIFY(store.add(id(0), traceTo("http://a.test/pinned")));
    QVERIFY(store.setPinned(id(0), true));
    for (int i = 1; i <= 5; ++i) {
        const Result<HistoryStore::Added> added = store.add(id(i), traceTo("http://a.test/"));
        QVERIFY(added);
        // The pinned one counted while it was not pinned: the first look at the folder mends that.
        QCOMPARE(added->surplus, i > 3 ? QStringList{id(i - 3)} : QStringList());
    }
    QCOMPARE(loadedIds().size(), 4);
    // Smaller bounds hold from the start on.
    HistoryStore tighter(m_folder, {1, 1 << 20});
    QCOMPARE(idsOf(tighter.load()->entries), (QStringList{id(5), id(0)}));
    HistoryStore tiny(m_folder, {100, 10});
    QVERIFY(tiny.load());
    const Result<HistoryStore::Added> added = tiny.add(id(6), traceTo("http://a.test/"));
    QVERIFY(added);
    QCOMPARE(added->surplus, QStringList{id(5)});
}

void TestHistory::damagedFilesAreSkipped_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray whole = writeTrace(traceTo("http://a.test/"));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half") << whole.first(whole.size() / 2);
    QTest::newRow("zeros") << QByteArray(100'000, '\0');
    QTest::newRow("nested too deep") << QByteArray(10'000, '[');
    QTest::newRow("another format") << QByteArray(R"({"log": {"entries": []}})");
    QTest::newRow("a newer version")
        << QByteArray(whole).replace("\"version\": 1", "\"version\": 9");
}

void TestHistory::damagedFilesAreSkipped()
{
    QFETCH(QByteArray, content);
    {
        HistoryStore store(m_folder);
        QVERIFY(store.add(id(1), traceTo("http://a.test/good")));
    }
    write(path(id(2) + QStringLiteral(".hoplens")), content);
    Window window(m_folder);
    QSignalSpy failed(window.history.get(), &History::failed);
    window.history->load();
    QVERIFY(failed.wait());
    QVERIFY(failed.constFirst().constFirst().toString().contains(QStringLiteral("cannot be read")));
    QCOMPARE(idsOf(window.history->entries()), QStringList{id(1)});
    QVERIFY(!window.history->open(id(2)));
    QVERIFY(window.history->open(id(1)));
}

void TestHistory::damagedIndexCostsNothing_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("a torn line at the end") << QByteArray() << QByteArray(R"({"id":"2026112)");
    QTest::newRow("zeros") << QByteArray(5000, '\0') << QByteArray(5000, '\0');
    QTest::newRow("no line ends") << QByteArray(1 << 20, 'x') << QByteArray();
    QTest::newRow("other JSON") << QByteArray("[1,2]\n{}\nnull\n") << QByteArray();
}

void TestHistory::damagedIndexCostsNothing()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QString index = path(QStringLiteral("index.jsonl"));
    {
        HistoryStore store(m_folder);
        QVERIFY(store.add(id(1), traceTo("http://a.test/1")));
        write(index, before + contentOf(index) + after);
        QVERIFY(store.add(id(2), traceTo("http://a.test/2")));
    }
    Window window(m_folder);
    window.history->load();
    QTRY_COMPARE(idsOf(window.history->entries()), (QStringList{id(2), id(1)}));
    // Without any index it is the same, and the next load knows all again.
    QVERIFY(QFile::remove(index));
    QSignalSpy reset(window.history.get(), &History::reset);
    window.history->load();
    QVERIFY(reset.wait());
    QTRY_COMPARE(idsOf(window.history->entries()), (QStringList{id(2), id(1)}));
    window.worker.flush();
    HistoryStore store(m_folder);
    QVERIFY(store.load()->unknown.isEmpty());
}

/// What is no file, or far too large to be ours, is as good as none.
void TestHistory::strangeIndexCostsNothing_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"pipe", "folder", "device", "huge"}) {
        QTest::newRow(kind) << QString::fromLatin1(kind);
    }
}

void TestHistory::strangeIndexCostsNothing()
{
    QFETCH(QString, kind);
    const QString index = path(QStringLiteral("index.jsonl"));
    {
        HistoryStore store(m_folder);
        QVERIFY(store.add(id(1), traceTo("http://a.test/1")));
        if (kind == QStringLiteral("huge")) {
            QVERIFY(QFile::resize(index, qint64(1) << 40)); // takes no room on the disk
        } else {
            QVERIFY(QFile::remove(index));
        }
        if (kind == QStringLiteral("pipe")) {
            QCOMPARE(mkfifo(QFile::encodeName(index).constData(), 0600), 0);
        } else if (kind == QStringLiteral("folder")) {
            QVERIFY(QDir().mkpath(index));
        } else if (kind == QStringLiteral("device")) {
            QVERIFY(QFile::link(QStringLiteral("/dev/zero"), index));
        }
        QVERIFY(store.add(id(2), traceTo("http://a.test/2")));
    }
    Window window(m_folder);
    window.history->load();
    QTRY_COMPARE(idsOf(window.history->entries()), (QStringList{id(2), id(1)}));
}

void TestHistory::staleIndexIsRewritten()
{
    HistoryStore store(m_folder);
    QVERIFY(store.add(id(1), traceTo("http://a.test/1")));
    const QString index = path(QStringLiteral("index.jsonl"));
    QByteArray lines = contentOf(index);
    for (int i = 0; i < 300; ++i) {
        lines += historyEntryToLine(historyEntryOf(id(i + 5), traceTo("http://gone.test/"))) + '\n';
    }
    write(index, lines);
    QCOMPARE(loadedIds(), QStringList{id(1)});
    QVERIFY(contentOf(index).count('\n') < 3);
    QCOMPARE(loadedIds(), QStringList{id(1)});
}

void TestHistory::foreignFilesStay()
{
    HistoryStore store(m_folder);
    QVERIFY(store.add(id(1), traceTo("http://a.test/1")));
    write(path(QStringLiteral("notes.txt")), "mine");
    write(path(QStringLiteral("holiday.hoplens")), "mine");
    const QString elsewhere = m_directory->filePath(QStringLiteral("elsewhere"));
    write(elsewhere, writeTrace(traceTo("http://b.test/")));
    QVERIFY(QFile::link(elsewhere, path(id(2) + QStringLiteral(".hoplens"))));
    QCOMPARE(loadedIds(), QStringList{id(1)});
    QVERIFY(store.clear(HistoryStore::Pinned::Remove));
    QVERIFY(loadedIds().isEmpty());
    QCOMPARE(contentOf(path(QStringLiteral("notes.txt"))), QByteArray("mine"));
    QCOMPARE(contentOf(path(QStringLiteral("holiday.hoplens"))), QByteArray("mine"));
    QVERIFY(QFile::exists(elsewhere));
}

void TestHistory::unusableFolderIsSaid()
{
    const QString file = m_directory->filePath(QStringLiteral("file"));
    write(file, "in the way");
    HistoryStore store(file);
    QVERIFY(!store.load());
    QVERIFY(!store.add(id(1), traceTo("http://a.test/")));
    HistoryStore inside(file + QStringLiteral("/history"));
    const Result<HistoryListing> listing = inside.load();
    QVERIFY(!listing);
    QVERIFY(listing.error().detail.contains(file));
    QCOMPARE(contentOf(file), QByteArray("in the way"));
}

void TestHistory::workIsDoneInOrderAndToTheEnd()
{
    QList<int> done;
    {
        OrderedWorker worker;
        for (int i = 0; i < 1000; ++i) {
            worker.post([&done, i] { done.append(i); });
        }
        worker.flush();
        QCOMPARE(done.size(), 1000);
        worker.post([&done] { done.append(1000); });
    }
    QCOMPARE(done.size(), 1001);
    QVERIFY(std::is_sorted(done.begin(), done.end()));
}

void TestHistory::listFollows()
{
    Window window(m_folder, {2, 1 << 20});
    History &history = *window.history;
    QSignalSpy reset(&history, &History::reset);
    QSignalSpy inserted(&history, &History::inserted);
    QSignalSpy removed(&history, &History::removed);
    QSignalSpy saved(&history, &History::saved);
    QVERIFY(!history.isLoaded());
    history.load();
    QVERIFY(reset.wait());
    QVERIFY(history.isLoaded());

    const QString first = history.add(traceTo("http://a.test/1"));
    QVERIFY(history.holds(first));
    const QString second = history.add(traceTo("http://a.test/2"));
    QVERIFY(second > first);
    QTRY_COMPARE(saved.size(), 2);
    QCOMPARE(idsOf(history.entries()), (QStringList{second, first}));
    QVERIFY(history.holds(first) && history.holds(second));
    QCOMPARE(history.open(second)->hops.size(), 1);

    const QString third = history.add(traceTo("http://a.test/3"));
    QCOMPARE(history.open(third)->hops.size(), 1); // at once
    QTRY_COMPARE(saved.size(), 3);
    QCOMPARE(idsOf(history.entries()), (QStringList{third, second}));
    QCOMPARE(removed.size(), 1);
    QVERIFY(!history.holds(first));
    QCOMPARE(inserted.size(), 3);

    history.setPinned(second, true);
    QVERIFY(history.entries().at(1).pinned);
    history.load();
    QVERIFY(reset.wait());
    QVERIFY(history.entries().at(1).pinned);
    QCOMPARE(idsOf(history.entries()), (QStringList{third, second}));
}

void TestHistory::removedOneComesBack()
{
    Window window(m_folder);
    History &history = *window.history;
    const QString first = history.add(traceTo("http://a.test/1"));
    const QString second = history.add(traceTo("http://a.test/2"));
    QTRY_COMPARE(history.entries().size(), 2);
    history.setPinned(first, true);
    history.remove(first);
    QCOMPARE(idsOf(history.entries()), QStringList{second});
    QTRY_VERIFY(!history.holds(first));
    history.putBack();
    QTRY_COMPARE(idsOf(history.entries()), (QStringList{second, first}));
    QVERIFY(history.entries().at(1).pinned);
    QVERIFY(history.holds(first));
    history.putBack(); // nothing is left to bring back
    window.worker.flush();
    QCOMPARE(loadedIds(), (QStringList{second, first}));
}

void TestHistory::removedOneGoesForGood()
{
    QString first;
    {
        Window window(m_folder);
        first = window.history->add(traceTo("http://a.test/1"));
        const QString second = window.history->add(traceTo("http://a.test/2"));
        QTRY_COMPARE(window.history->entries().size(), 2);
        window.history->remove(first);
        window.history->remove(second);
        window.worker.flush();
        QCOMPARE(QDir(m_folder).entryList({QStringLiteral("*.removed")}).size(), 1);
    }
    QVERIFY(QDir(m_folder).entryList({QStringLiteral("2*")}).isEmpty());
}

void TestHistory::clears()
{
    Window window(m_folder);
    History &history = *window.history;
    QSignalSpy reset(&history, &History::reset);
    const QString pinned = history.add(traceTo("http://a.test/1"));
    const QString undone = history.add(traceTo("http://a.test/2"));
    history.add(traceTo("http://a.test/3"));
    QTRY_COMPARE(history.entries().size(), 3);
    history.setPinned(pinned, true);
    history.remove(undone);
    history.clear(HistoryStore::Pinned::Keep);
    QVERIFY(reset.wait());
    QCOMPARE(idsOf(history.entries()), QStringList{pinned});
    QCOMPARE(QDir(m_folder).entryList({QStringLiteral("2*")}).size(), 1);
    history.putBack();
    QVERIFY(!contentOf(path(QStringLiteral("index.jsonl"))).contains("a.test/3"));
    history.clear(HistoryStore::Pinned::Remove);
    QVERIFY(reset.wait());
    QVERIFY(history.entries().isEmpty());
    QVERIFY(QDir(m_folder).entryList({QStringLiteral("2*")}).isEmpty());
}

void TestHistory::switchedOffKeepsNothing()
{
    Window window(m_folder);
    window.history->setKeeping(false);
    QCOMPARE(window.history->add(traceTo("http://a.test/1")), QString());
    window.worker.flush();
    QVERIFY(!QFile::exists(m_folder));
}

void TestHistory::failureIsSaidOnce()
{
    const QString file = m_directory->filePath(QStringLiteral("file"));
    write(file, "in the way");
    Window window(file);
    QSignalSpy failed(window.history.get(), &History::failed);
    const QString lost = window.history->add(traceTo("http://a.test/1"));
    window.history->add(traceTo("http://a.test/2"));
    window.worker.flush();
    QTRY_COMPARE(failed.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(failed.size(), 1);
    QVERIFY(!window.history->holds(lost));
}

void TestHistory::twoWindowsShareAFolder()
{
    Window one(m_folder, {50, 1 << 20});
    Window other(m_folder, {50, 1 << 20});
    one.history->load();
    other.history->load();
    QSignalSpy savedOne(one.history.get(), &History::saved);
    QSignalSpy savedOther(other.history.get(), &History::saved);
    for (int i = 0; i < 25; ++i) {
        one.history->add(traceTo("http://one.test/" + QByteArray::number(i)));
        other.history->add(traceTo("http://other.test/" + QByteArray::number(i)));
    }
    QTRY_COMPARE(savedOne.size(), 25);
    QTRY_COMPARE(savedOther.size(), 25);
    // Each index line was written whole, and each window sees the other's once it looks.
    HistoryStore store(m_folder);
    const Result<HistoryListing> listing = store.load();
    QVERIFY(listing->unknown.isEmpty());
    QCOMPARE(listing->stale, 0);
    QCOMPARE(listing->entries.size(), 50);
    QSignalSpy reset(one.history.get(), &History::reset);
    one.history->load();
    QVERIFY(reset.wait());
    QCOMPARE(one.history->entries().size(), 50);
    // Past the bound, either one lets the oldest go, whose ever it was.
    QSignalSpy removed(one.history.get(), &History::removed);
    one.history->add(traceTo("http://one.test/last"));
    QTRY_COMPARE(removed.size(), 1);
    QCOMPARE(one.history->entries().size(), 50);
    QCOMPARE(loadedIds().size(), 50);
}

void TestHistory::anotherWindowsDeletionIsSaid()
{
    Window one(m_folder);
    const QString only = one.history->add(traceTo("http://a.test/1"));
    QTRY_COMPARE(one.history->entries().size(), 1);
    QVERIFY(HistoryStore(m_folder).clear(HistoryStore::Pinned::Remove));
    const Result<Trace> opened = one.history->open(only);
    QVERIFY(!opened);
    QVERIFY(opened.error().detail.contains(QStringLiteral("no longer in the history")));
    QSignalSpy failed(one.history.get(), &History::failed);
    one.history->setPinned(only, true);
    QVERIFY(failed.wait());
    QTRY_VERIFY(one.history->entries().isEmpty()); // it looked again
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
