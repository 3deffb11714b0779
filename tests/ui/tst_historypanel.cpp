// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The history at the side of the window: found, opened, pinned, removed and brought back.

#include "ui/history/historydelegate.h"
#include "ui/history/historymodel.h"
#include "ui/history/historypanel.h"
#include "ui/history/historyrows.h"
#include "ui/keeping.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

#include <algorithm>
#include <utility>

using namespace hoplens;

class TestHistoryPanel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void rowsGoByDay_data();
    void rowsGoByDay();
    void daysHaveTheirNames();

    void emptyHistoryTeaches();
    void finishedTracesAppear();
    void enterOpens();
    void shiftEnterOpensATab();
    void openEntryIsFoundAgain();
    void runningTraceIsNotReplaced();
    void searchNarrows();
    void deletionIsTakenBack();
    void pinsMoveUp();
    void menuDoesTheSame();
    void clearsAfterAQuestion();
    void switchedOffKeepsNothing();
    void damagedEntryIsSaid();
    void smallWindowIsNotSqueezed();
    void largeWindowShowsBoth();
    void controlsHaveNames();
    void rowsBeginAtTheRight();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    void trigger(const QString &action) { find<QAction>(action)->trigger(); }
    void send(const QString &path, const QString &method = u"GET"_qs);
    void select(int entry);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(list(), key, modifiers);
    }
    QListView *list() const { return find<QListView>(u"historyList"_qs); }
    OpenTraces *traces() const { return m_window->findChild<OpenTraces *>(); }
    History *history() const { return m_window->findChild<Keeping *>()->history(); }
    QStringList rows() const;
    QString message() const { return find<QLabel>(u"messageText"_qs)->text(); }
    int hops() const { return m_window->findChild<TimelineView *>()->hopCount(); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<MainWindow> m_window;
    QString m_labBase;
};

void TestHistoryPanel::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-history-test"_qs);
}

void TestHistoryPanel::init()
{
    QSettings().clear();
    m_directory = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>();
    const QString address = find<QLineEdit>(u"address"_qs)->text();
    m_labBase = address.left(address.indexOf(u'/', 8));
    m_window->keepIn(m_directory->path());
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_H, Qt::ControlModifier);
    QVERIFY(find<HistoryPanel>(u"historyPanel"_qs)->isVisible());
}

/// To the end, and until it stands in the list.
void TestHistoryPanel::send(const QString &path, const QString &method)
{
    const auto before = history()->entries().size();
    find<QComboBox>(u"method"_qs)->setCurrentText(method);
    find<QLineEdit>(u"address"_qs)->setText(m_labBase + path);
    trigger(u"send"_qs);
    QTRY_COMPARE_WITH_TIMEOUT(history()->entries().size(), before + 1, 10'000);
    const auto *model = qobject_cast<HistoryModel *>(list()->model());
    QTRY_COMPARE(model->entryCount(), int(before) + 1);
}

/// The entry of that place, days not counted.
void TestHistoryPanel::select(int entry)
{
    const auto *model = qobject_cast<HistoryModel *>(list()->model());
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->entryAt(model->index(row)) != nullptr && entry-- == 0) {
            list()->setCurrentIndex(model->index(row));
            list()->setFocus();
            return;
        }
    }
    QFAIL("no such entry");
}

/// "# Today", "GET /x": days and entries as they stand there.
QStringList TestHistoryPanel::rows() const
{
    const auto *model = qobject_cast<HistoryModel *>(list()->model());
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row) {
        const HistoryEntry *entry = model->entryAt(model->index(row));
        rows.append(entry == nullptr ? u"# "_qs + model->index(row).data().toString()
                                     : QString::fromLatin1(entry->method) + u' '
                            + QString::fromLatin1(entry->url).mid(m_labBase.size()));
    }
    return rows;
}

void TestHistoryPanel::rowsGoByDay_data()
{
    QTest::addColumn<QList<HistoryEntry>>("entries");
    QTest::addColumn<QString>("question");
    QTest::addColumn<QStringList>("rows");
    const auto entry = [](const QByteArray &url, int day, bool pinned = false) {
        HistoryEntry made;
        made.method = "GET";
        made.url = url;
        made.started = QDateTime(QDate(2026, 11, day), QTime(12, 0));
        made.pinned = pinned;
        return made;
    };
    const QList<HistoryEntry> several{entry("a", 28), entry("b", 28), entry("c", 27, true),
                                      entry("d", 27), entry("e", 3)};
    QTest::newRow("none") << QList<HistoryEntry>() << QString() << QStringList();
    QTest::newRow("several")
        << several << QString()
        << QStringList{u"Pinned"_qs, u"c"_qs,
                       u"Today"_qs,  u"a"_qs,
                       u"b"_qs,      u"Yesterday"_qs,
                       u"d"_qs,      QLocale().toString(QDate(2026, 11, 3), QLocale::LongFormat),
                       u"e"_qs};
    QTest::newRow("searched") << several << u"d"_qs << QStringList{u"Yesterday"_qs, u"d"_qs};
    QTest::newRow("not found") << several << u"zebra"_qs << QStringList();
}

void TestHistoryPanel::rowsGoByDay()
{
    QFETCH(QList<HistoryEntry>, entries);
    QFETCH(QString, question);
    QStringList texts;
    for (const HistoryEntry &entry : entries) {
        texts.append(QString::fromLatin1(entry.url)); // alone, so that words do not hit by chance
    }
    QStringList rows;
    for (const HistoryRow &row : historyRows(entries, texts, question, QDate(2026, 11, 28))) {
        rows.append(row.entry < 0 ? row.title : QString::fromLatin1(entries.at(row.entry).url));
    }
    QTEST(rows, "rows");
}

void TestHistoryPanel::daysHaveTheirNames()
{
    const QDate today(2026, 3, 1);
    QCOMPARE(dayTitle(today, today), u"Today"_qs);
    QCOMPARE(dayTitle(QDate(2026, 2, 28), today), u"Yesterday"_qs);
    QVERIFY(dayTitle(QDate(2025, 3, 1), today).contains(u"2025"_qs));
    QVERIFY(dayTitle(QDate(2026, 3, 2), today).contains(u"2026"_qs)); // a clock that was wrong
}

void TestHistoryPanel::emptyHistoryTeaches()
{
    QVERIFY(find<QLineEdit>(u"historySearch"_qs)->hasFocus());
    QVERIFY(find<QLabel>(u"historyEmpty"_qs)->isVisible());
    QVERIFY(find<QLabel>(u"historyEmpty"_qs)->text().contains(u"finished trace"_qs));
    QVERIFY(!find<QPushButton>(u"clearHistory"_qs)->isEnabled());
    QTest::keyClick(find<QLineEdit>(u"historySearch"_qs), Qt::Key_Escape);
    QVERIFY(!find<HistoryPanel>(u"historyPanel"_qs)->isVisible());
    QVERIFY(!find<QAction>(u"showHistory"_qs)->isChecked());
}

void TestHistoryPanel::finishedTracesAppear()
{
    send(u"/302/echo"_qs, u"POST"_qs);
    send(u"/404"_qs);
    QCOMPARE(rows(), (QStringList{u"# Today"_qs, u"GET /404"_qs, u"POST /302/echo"_qs}));
    const QString said = list()->model()->index(1, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY(said.contains(u"GET "_qs + m_labBase + u"/404, 404"_qs));
    QVERIFY(list()
                ->model()
                ->index(2, 0)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"POST became GET"_qs));
    // Also one that nobody looked at.
    find<QLineEdit>(u"address"_qs)->setText(m_labBase + u"/302/200;delay=200"_qs);
    trigger(u"send"_qs);
    trigger(u"newTab"_qs);
    QTRY_COMPARE(rows().size(), 4);
}

void TestHistoryPanel::enterOpens()
{
    send(u"/302/303/echo"_qs, u"PUT"_qs);
    send(u"/302/echo"_qs);
    select(1);
    press(Qt::Key_Return);
    QCOMPARE(traces()->count(), 1);
    QCOMPARE(hops(), 3);
    QCOMPARE(find<QComboBox>(u"method"_qs)->currentText(), u"PUT"_qs);
    QCOMPARE(m_window->windowTitle(), u"Hoplens"_qs);
    QVERIFY(!find<QAction>(u"again"_qs)->isEnabled());
    QVERIFY(find<QAction>(u"saveTrace"_qs)->isEnabled());
    QVERIFY(find<HistoryPanel>(u"historyPanel"_qs)->isVisible());
}

void TestHistoryPanel::shiftEnterOpensATab()
{
    send(u"/302/303/echo"_qs);
    send(u"/302/echo"_qs);
    select(1);
    press(Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(traces()->count(), 2);
    QCOMPARE(hops(), 3);
}

void TestHistoryPanel::openEntryIsFoundAgain()
{
    send(u"/302/303/echo"_qs);
    trigger(u"newTab"_qs);
    send(u"/302/echo"_qs);
    select(1);
    press(Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(traces()->count(), 2);
    QCOMPARE(traces()->currentIndex(), 0);
}

void TestHistoryPanel::runningTraceIsNotReplaced()
{
    send(u"/302/303/echo"_qs);
    find<QLineEdit>(u"address"_qs)->setText(m_labBase + u"/200;delay=50000"_qs);
    trigger(u"send"_qs);
    select(0);
    press(Qt::Key_Return);
    QCOMPARE(traces()->count(), 2);
    QCOMPARE(hops(), 3);
}

void TestHistoryPanel::searchNarrows()
{
    send(u"/302/303/echo"_qs, u"PUT"_qs);
    send(u"/302/echo"_qs);
    auto *search = find<QLineEdit>(u"historySearch"_qs);
    search->setFocus();
    QTest::keyClicks(search, u"put 303"_qs);
    QCOMPARE(rows(), (QStringList{u"# Today"_qs, u"PUT /302/303/echo"_qs}));
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(list()->hasFocus());
    press(Qt::Key_Return);
    QCOMPARE(hops(), 3);
    search->setFocus();
    QTest::keyClicks(search, u" zebra"_qs);
    QVERIFY(find<QLabel>(u"historyEmpty"_qs)->isVisible());
    QVERIFY(find<QPushButton>(u"clearHistory"_qs)->isEnabled());
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(search->text(), QString());
    QCOMPARE(rows().size(), 3);
}

void TestHistoryPanel::deletionIsTakenBack()
{
    send(u"/302/303/echo"_qs);
    send(u"/302/echo"_qs);
    send(u"/200"_qs);
    select(1);
    press(Qt::Key_Delete);
    QCOMPARE(rows(), (QStringList{u"# Today"_qs, u"GET /200"_qs, u"GET /302/303/echo"_qs}));
    QCOMPARE(list()->currentIndex().row(), 2); // the one after it
    auto *undo = find<QPushButton>(u"accept"_qs);
    QVERIFY(undo->isVisible());
    QCOMPARE(message(), u"Deleted from the history."_qs);
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_COMPARE(
        rows(),
        (QStringList{u"# Today"_qs, u"GET /200"_qs, u"GET /302/echo"_qs, u"GET /302/303/echo"_qs}));
}

void TestHistoryPanel::pinsMoveUp()
{
    send(u"/302/303/echo"_qs);
    send(u"/302/echo"_qs);
    select(1);
    press(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(
        rows(),
        (QStringList{u"# Pinned"_qs, u"GET /302/303/echo"_qs, u"# Today"_qs, u"GET /302/echo"_qs}));
    QCOMPARE(list()->currentIndex().row(), 1); // the selection went along
    QVERIFY(list()->currentIndex().data(Qt::AccessibleTextRole).toString().endsWith(u"pinned"_qs));

    QStyleOptionViewItem option;
    option.initFrom(list());
    option.rect = list()->visualRect(list()->currentIndex());
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                      HistoryDelegate::pinRect(option).center());
    QCOMPARE(rows().constFirst(), u"# Today"_qs);
}

void TestHistoryPanel::menuDoesTheSame()
{
    send(u"/302/303/echo"_qs);
    send(u"/302/echo"_qs);
    select(1);
    const auto choose = [this](const QString &name) {
        emit list()->customContextMenuRequested(QPoint(20, 20));
        auto *menu = find<QMenu>(u"historyMenu"_qs);
        QVERIFY(menu->isVisible());
        menu->findChild<QAction *>(name)->trigger();
        menu->close();
        QTRY_COMPARE(m_window->findChild<QMenu *>(u"historyMenu"_qs), nullptr);
    };
    choose(u"copyEntryUrl"_qs);
    QCOMPARE(QApplication::clipboard()->text(), m_labBase + u"/302/303/echo"_qs);
    choose(u"pinEntry"_qs);
    QTRY_COMPARE(rows().constFirst(), u"# Pinned"_qs);
    choose(u"pinEntry"_qs);
    QTRY_COMPARE(rows().constFirst(), u"# Today"_qs);
    choose(u"openEntryInTab"_qs);
    QTRY_COMPARE(traces()->count(), 2);
    QTRY_COMPARE(hops(), 3);
    choose(u"openEntry"_qs);
    QCOMPARE(traces()->count(), 2);
    choose(u"removeEntry"_qs);
    QTRY_COMPARE(rows(), (QStringList{u"# Today"_qs, u"GET /302/echo"_qs}));
}

void TestHistoryPanel::clearsAfterAQuestion()
{
    send(u"/302/303/echo"_qs);
    send(u"/302/echo"_qs);
    select(0);
    press(Qt::Key_D, Qt::ControlModifier);
    const auto clear = [this](const QString &button, bool pinned) {
        QTest::mouseClick(find<QPushButton>(u"clearHistory"_qs), Qt::LeftButton);
        auto *question = find<QMessageBox>(u"clearQuestion"_qs);
        QVERIFY(question->text().contains(u"kept trace"_qs));
        question->checkBox()->setChecked(pinned);
        if (button.isEmpty()) {
            question->reject();
        } else {
            QTest::mouseClick(question->findChild<QPushButton *>(button), Qt::LeftButton);
        }
        QTRY_COMPARE(m_window->findChild<QMessageBox *>(u"clearQuestion"_qs), nullptr);
    };
    clear({}, true);
    QCOMPARE(rows().size(), 4);
    clear(u"clear"_qs, false);
    QTRY_COMPARE(rows(), (QStringList{u"# Pinned"_qs, u"GET /302/echo"_qs}));
    clear(u"clear"_qs, true);
    QTRY_VERIFY(rows().isEmpty());
    QVERIFY(QDir(m_directory->filePath(u"history"_qs)).entryList({u"2*"_qs}).isEmpty());
}

void TestHistoryPanel::switchedOffKeepsNothing()
{
    auto *keep = find<QCheckBox>(u"keepHistory"_qs);
    QVERIFY(keep->isChecked());
    QTest::mouseClick(keep, Qt::LeftButton, {}, QPoint(8, keep->height() / 2));
    QVERIFY(!keep->isChecked());
    QVERIFY(find<QLabel>(u"historyEmpty"_qs)->text().contains(u"switched off"_qs));
    find<QLineEdit>(u"address"_qs)->setText(m_labBase + u"/302/echo"_qs);
    trigger(u"send"_qs);
    QTRY_COMPARE(find<QPushButton>(u"sendButton"_qs)->text(), u"Send"_qs);
    QVERIFY(rows().isEmpty());
    m_window = std::make_unique<MainWindow>();
    m_window->keepIn(m_directory->path());
    QVERIFY(!find<QCheckBox>(u"keepHistory"_qs)->isChecked());
    QVERIFY(!history()->isKeeping());
}

void TestHistoryPanel::damagedEntryIsSaid()
{
    send(u"/302/303/echo"_qs);
    send(u"/302/echo"_qs);
    select(1);
    const QString path = history()->pathOf(history()->entries().at(1).id);
    QVERIFY(QFile::resize(path, 100));
    press(Qt::Key_Return);
    QVERIFY(find<QLabel>(u"messageText"_qs)->isVisible());
    QCOMPARE(hops(), 2);
    QCOMPARE(traces()->count(), 1);
    QVERIFY(QFile::remove(path));
    press(Qt::Key_Return);
    QVERIFY(message().contains(u"no longer in the history"_qs));
    QTRY_COMPARE(rows().size(), 2);
}

void TestHistoryPanel::smallWindowIsNotSqueezed()
{
    send(u"/302/303/echo"_qs);
    send(u"/302/echo"_qs);
    auto *panel = find<HistoryPanel>(u"historyPanel"_qs);
    auto *pane = find<TracePane>(u"tracePane"_qs);
    m_window->resize(800, 600);
    QTRY_COMPARE(m_window->size(), QSize(800, 600));
    QVERIFY(!panel->isVisible()); // the trace stays
    QVERIFY(!find<QAction>(u"showHistory"_qs)->isChecked());
    QVERIFY(pane->isVisible() && pane->width() >= 790);

    trigger(u"showHistory"_qs);
    QVERIFY(panel->isVisible() && !pane->isVisible());
    QVERIFY(panel->width() >= 790);
    select(1);
    press(Qt::Key_Return);
    QVERIFY(!panel->isVisible() && pane->isVisible());
    QCOMPARE(hops(), 3);
    trigger(u"showHistory"_qs);
    press(Qt::Key_Return); // it is open already
    QVERIFY(!panel->isVisible() && pane->isVisible());
    trigger(u"showHistory"_qs);
    m_window->resize(1280, 800); // room for both again
    QTRY_VERIFY(panel->isVisible() && pane->isVisible());
}

void TestHistoryPanel::largeWindowShowsBoth()
{
    auto *panel = find<HistoryPanel>(u"historyPanel"_qs);
    auto *pane = find<TracePane>(u"tracePane"_qs);
    QTRY_VERIFY(panel->width() >= 256 && panel->width() <= 320);
    QVERIFY(pane->isVisible());
    m_window->resize(2560, 1440);
    QTRY_VERIFY(m_window->width() == 2560 && panel->width() <= 320);
    m_window->setLayoutDirection(Qt::RightToLeft);
    QTRY_VERIFY(panel->mapTo(m_window.get(), QPoint()).x() > 2000);
    m_window->setLayoutDirection(Qt::LeftToRight);
}

void TestHistoryPanel::controlsHaveNames()
{
    send(u"/302/echo"_qs);
    const QList<QWidget *> widgets =
        find<HistoryPanel>(u"historyPanel"_qs)->findChildren<QWidget *>();
    int controls = 0;
    for (QWidget *widget : widgets) {
        const bool takesFocus = widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0;
        if (takesFocus) {
            ++controls;
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!interface->text(QAccessible::Name).isEmpty(),
                     qPrintable(widget->objectName()));
        }
    }
    QVERIFY(controls >= 4);
}

/// Where text runs from the right, and addresses still from the left.
void TestHistoryPanel::rowsBeginAtTheRight()
{
    send(u"/302/200"_qs);
    m_window->setLayoutDirection(Qt::RightToLeft);
    list()->setCurrentIndex({});
    QCoreApplication::sendPostedEvents();
    const QImage picture = list()->viewport()->grab().toImage();
    const QColor plain = picture.pixelColor(2, 2);
    const auto edges = [&](const QRect &row) {
        int left = picture.width();
        int right = 0;
        for (int y = row.top(); y <= row.bottom(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (picture.pixelColor(x, y) != plain) {
                    left = std::min(left, x);
                    right = std::max(right, x);
                }
            }
        }
        return std::pair(left, right);
    };
    const QAbstractItemModel *model = list()->model();
    for (int row = 0; row < 2; ++row) { // the day, then the trace
        const auto [left, right] = edges(list()->visualRect(model->index(row, 0)));
        QVERIFY2(right > picture.width() - 20, qPrintable(QString::number(right)));
        QVERIFY2(row > 0 || left > picture.width() / 2, qPrintable(QString::number(left)));
    }
}

QTEST_MAIN(TestHistoryPanel)
#include "tst_historypanel.moc"
