// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/addresscompletion.h"
#include "ui/request/requesteditor.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace hoplens;

class TestAddressCompletion : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void matches_data();
    void matches();
    void newestComesFirstAndOnce();
    void typingOpensAListUnderTheLine();
    void arrowsAndReturnSend();
    void escapeClosesTheListOnly();
    void downOpensTheList();
    void sentAddressesAreRemembered();
    void nothingToOfferOpensNothing();

private:
    QLineEdit *line() const { return m_editor->findChild<QLineEdit *>(u"address"_qs); }
    QAbstractItemView *list() const { return line()->completer()->popup(); }
    QString row(int row) const { return list()->model()->index(row, 0).data().toString(); }

    std::unique_ptr<RequestEditor> m_editor;
};

void TestAddressCompletion::init()
{
    m_editor = std::make_unique<RequestEditor>();
    m_editor->resize(900, 300);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    m_editor->setKnownAddresses(
        {u"https://a.test/login"_qs, u"http://b.test/x/login?next=1"_qs, u"http://c.test/"_qs});
    m_editor->focusAddress();
}

void TestAddressCompletion::cleanup()
{
    m_editor.reset();
}

void TestAddressCompletion::matches_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("found");

    const QString one = u"https://me:pw@A.test:8443/Path/x?secret=query"_qs;
    const QString two = u"b.test/path"_qs;
    QTest::newRow("host") << u"a.te"_qs << QStringList{one};
    QTest::newRow("path, without case") << u"PATH"_qs << QStringList{one, two};
    QTest::newRow("two words in any order") << u"x a.test"_qs << QStringList{one};
    QTest::newRow("scheme as typed") << u"http://b."_qs << QStringList{two};
    QTest::newRow("port") << u":8443"_qs << QStringList{one};
    QTest::newRow("not the query") << u"query"_qs << QStringList();
    QTest::newRow("not the user") << u"me"_qs << QStringList();
    QTest::newRow("nothing typed") << QString() << QStringList{one, two};
}

void TestAddressCompletion::matches()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, found);
    AddressBook book;
    book.setAddresses({u"https://me:pw@A.test:8443/Path/x?secret=query"_qs, u"b.test/path"_qs});
    QCOMPARE(book.matching(typed, 10), found);
}

void TestAddressCompletion::newestComesFirstAndOnce()
{
    AddressBook book;
    book.setAddresses({u"a.test/1"_qs, u"a.test/2"_qs, u"a.test/1"_qs, QString()});
    QCOMPARE(book.matching({}, 10), QStringList({u"a.test/1"_qs, u"a.test/2"_qs}));
    book.add(u"a.test/2"_qs);
    QCOMPARE(book.matching({}, 10), QStringList({u"a.test/2"_qs, u"a.test/1"_qs}));
    QCOMPARE(book.matching(u"a.test"_qs, 1), QStringList({u"a.test/2"_qs}));
}

void TestAddressCompletion::typingOpensAListUnderTheLine()
{
    QTest::keyClicks(line(), u"login"_qs);
    QVERIFY(list()->isVisible());
    QCOMPARE(list()->model()->rowCount(), 2);
    QCOMPARE(row(0), u"https://a.test/login"_qs);
    const QPoint place = list()->pos();
    QVERIFY(place.y() >= line()->mapToGlobal(QPoint(0, line()->height() - 4)).y());
    QTest::keyClick(list(), Qt::Key_Backspace);
    QTest::keyClick(list(), Qt::Key_Backspace);
    QCOMPARE(line()->text(), u"log"_qs);
    QCOMPARE(list()->pos(), place);
    QTest::keyClicks(list(), u"gy"_qs);
    QVERIFY(!list()->isVisible());
}

void TestAddressCompletion::arrowsAndReturnSend()
{
    QSignalSpy sent(m_editor.get(), &RequestEditor::sendRequested);
    QTest::keyClicks(line(), u"login"_qs);
    QTest::keyClick(list(), Qt::Key_Down);
    QTest::keyClick(list(), Qt::Key_Down);
    QCOMPARE(line()->text(), u"http://b.test/x/login?next=1"_qs);
    QTest::keyClick(list(), Qt::Key_Return);
    QTRY_COMPARE(sent.size(), 1);
    QCOMPARE(serializeUrl(sent.at(0).at(0).value<Request>().url), "http://b.test/x/login?next=1");
    QVERIFY(!list()->isVisible());
}

void TestAddressCompletion::escapeClosesTheListOnly()
{
    QSignalSpy stopped(m_editor.get(), &RequestEditor::stopRequested);
    QTest::keyClicks(line(), u"c.te"_qs);
    QVERIFY(list()->isVisible());
    QTest::keyClick(list(), Qt::Key_Escape);
    QVERIFY(!list()->isVisible());
    QCOMPARE(line()->text(), u"c.te"_qs);
    QCOMPARE(stopped.size(), 0);
}

void TestAddressCompletion::downOpensTheList()
{
    line()->clear();
    QTest::keyClick(line(), Qt::Key_Down);
    QVERIFY(list()->isVisible());
    QCOMPARE(list()->model()->rowCount(), 3);
}

void TestAddressCompletion::sentAddressesAreRemembered()
{
    QTest::keyClicks(line(), u"http://new.test/login"_qs);
    m_editor->submit();
    line()->clear();
    QTest::keyClicks(line(), u"login"_qs);
    QCOMPARE(row(0), u"http://new.test/login"_qs);
    QCOMPARE(list()->model()->rowCount(), 3);
}

void TestAddressCompletion::nothingToOfferOpensNothing()
{
    QTest::keyClicks(line(), u"zzz"_qs);
    QVERIFY(!list()->isVisible());
    line()->clear();
    QTest::keyClicks(line(), u"http://c.test/"_qs);
    QVERIFY(!list()->isVisible()); // the only one is what stands there
}

QTEST_MAIN(TestAddressCompletion)
#include "tst_addresscompletion.moc"
