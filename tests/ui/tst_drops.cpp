// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/drops.h"

#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMainWindow>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace hoplens;

class TestDrops : public QObject {
    Q_OBJECT

private slots:
    void everythingDroppedIsNamed_data();
    void everythingDroppedIsNamed();
    void manyFilesAreBounded();
    void filesAreTakenOverFieldsToo();
    void textStaysWithItsField();
    void hintShowsOnlyWhileDragging();
    void uselessTextIsSaid();

private:
    static bool drag(QWidget *over, const QMimeData &data);
    static void drop(QWidget *on, const QMimeData &data);
};

bool TestDrops::drag(QWidget *over, const QMimeData &data)
{
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(over, &enter);
    return enter.isAccepted();
}

void TestDrops::drop(QWidget *on, const QMimeData &data)
{
    drag(on, data);
    QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(on, &event);
}

void TestDrops::everythingDroppedIsNamed_data()
{
    using Kind = Dropped::Kind;
    QTest::addColumn<QStringList>("urls");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("taken");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QStringList &urls, const QString &text, Kind kind,
                        const QString &taken, const QString &problem = {}) {
        QTest::newRow(name) << urls << text << kind << taken << problem;
    };
    row("nothing", {}, {}, Kind::Nothing, {});
    row("a file", {u"file:///tmp/a%20b.har"_qs}, {}, Kind::Files, u"/tmp/a b.har"_qs);
    row("files", {u"file:///a.har"_qs, u"file:///b.hoplens"_qs}, {}, Kind::Files,
        u"/a.har|/b.hoplens"_qs);
    row("a link", {u"https://a.test/x?y=%20"_qs}, u"a title"_qs, Kind::Address,
        u"https://a.test/x?y=%20"_qs);
    row("links", {u"https://a.test/"_qs, u"https://b.test/"_qs}, {}, Kind::Address,
        u"https://a.test/"_qs, u"first of 2"_qs);
    row("another scheme", {u"ftp://a.test/"_qs}, {}, Kind::Nothing, {}, u"ftp:"_qs);
    row("an address as text", {}, u" HTTP://a.test/x \n"_qs, Kind::Address, u"HTTP://a.test/x"_qs);
    row("a command", {}, u"curl -d x https://a.test/"_qs, Kind::Request,
        u"curl -d x https://a.test/"_qs);
    row("a request", {}, u"GET /x HTTP/1.1\nHost: a.test\n"_qs, Kind::Request,
        u"GET /x HTTP/1.1\nHost: a.test"_qs);
    row("prose", {}, u"Hello, world"_qs, Kind::Nothing, {}, u"no address"_qs);
    row("prose with an address", {}, u"http://a.test/\nand more"_qs, Kind::Nothing, {},
        u"no address"_qs);
}

void TestDrops::everythingDroppedIsNamed()
{
    QFETCH(QStringList, urls);
    QFETCH(QString, text);
    QFETCH(Dropped::Kind, kind);
    QFETCH(QString, taken);
    QFETCH(QString, problem);
    QMimeData data;
    if (!text.isEmpty()) {
        data.setText(text);
    }
    if (!urls.isEmpty()) {
        data.setData(u"text/uri-list"_qs, urls.join(u"\r\n"_qs).toUtf8());
    }
    const Dropped dropped = droppedIn(data);
    QCOMPARE(dropped.kind, kind);
    QCOMPARE(kind == Dropped::Kind::Files ? dropped.files.join(u'|') : dropped.text, taken);
    QCOMPARE(dropped.problem.isEmpty(), problem.isEmpty());
    QVERIFY2(dropped.problem.contains(problem), qPrintable(dropped.problem));
}

void TestDrops::manyFilesAreBounded()
{
    QMimeData data;
    data.setUrls(QList<QUrl>(1000, QUrl::fromLocalFile(u"/tmp/x.har"_qs)));
    const Dropped dropped = droppedIn(data);
    QCOMPARE(dropped.files.size(), Dropped::filesLimit);
    QVERIFY(!dropped.problem.isEmpty());
}

void TestDrops::filesAreTakenOverFieldsToo()
{
    QMainWindow window;
    auto *field = new QLineEdit;
    window.setCentralWidget(field);
    Drops drops(&window);
    QSignalSpy files(&drops, &Drops::filesDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/tmp/x.har"_qs)});
    drop(field, data);
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.constFirst().constFirst().toStringList(), QStringList{u"/tmp/x.har"_qs});
    QVERIFY(field->text().isEmpty());

    QMainWindow other; // another window's drags are none of ours
    drag(&other, data);
    QCOMPARE(files.size(), 1);
}

void TestDrops::textStaysWithItsField()
{
    QMainWindow window;
    auto *field = new QLineEdit;
    window.setCentralWidget(field);
    const Drops drops(&window);
    QMimeData data;
    data.setText(u"a word"_qs);
    drop(field, data);
    QCOMPARE(field->text(), u"a word"_qs);
}

void TestDrops::hintShowsOnlyWhileDragging()
{
    QMainWindow window;
    window.resize(800, 600);
    const Drops drops(&window);
    window.show();
    auto *hint = window.findChild<QWidget *>(u"dropHint"_qs);
    QVERIFY(hint != nullptr && !hint->isVisible());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/tmp/x.har"_qs)});
    QVERIFY(drag(&window, data));
    QVERIFY(hint->isVisible());
    QCOMPARE(hint->size(), window.size());
    QVERIFY(hint->accessibleName().contains(u"x.har"_qs));
    QDragLeaveEvent leave;
    QApplication::sendEvent(&window, &leave);
    QVERIFY(drag(hint, data)); // from the window to the hint that now lies over it
    QVERIFY(hint->isVisible());
    QDragLeaveEvent away;
    QApplication::sendEvent(hint, &away);
    QTRY_VERIFY(!hint->isVisible());
}

void TestDrops::uselessTextIsSaid()
{
    QMainWindow window;
    Drops drops(&window);
    QSignalSpy refused(&drops, &Drops::refused);
    QMimeData data;
    data.setText(u"Hello, world"_qs);
    drop(&window, data);
    QCOMPARE(refused.size(), 1);
    QVERIFY(window.findChild<QWidget *>(u"dropHint"_qs)->isHidden());
}

QTEST_MAIN(TestDrops)
#include "tst_drops.moc"
