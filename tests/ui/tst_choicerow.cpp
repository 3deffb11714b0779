// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/choicerow.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace hoplens;

namespace {

/// A row between two fields, where Tab comes from and goes to.
class Form : public QWidget {
public:
    Form()
        : before(new QLineEdit)
        , row(new ChoiceRow(u"What if"_qs))
        , after(new QLineEdit)
    {
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(before);
        layout->addWidget(row);
        layout->addWidget(after);
        row->setObjectName(u"row"_qs);
        row->setChoices(
            {{1, u"One"_qs, {}}, {2, u"Two"_qs, u"The second"_qs}, {3, u"Three"_qs, {}}});
        row->setChosen(2);
    }
    QPushButton *button(int id) const { return findChild<QPushButton *>(u"row%1"_qs.arg(id)); }

    QLineEdit *before;
    ChoiceRow *row;
    QLineEdit *after;
};

} // namespace

class TestChoiceRow final : public QObject {
    Q_OBJECT
private slots:
    void tellsRadioButtons();
    void tabComesToTheChosenOne();
    void tabComesToTheFirstWhenNoneIsChosen();
    void arrowsChoose();
    void actionIsAStopOfItsOwn();
    void otherChoicesKeepTheKeyboard();
};

void TestChoiceRow::tellsRadioButtons()
{
    Form form;
    const QAccessibleInterface *row = QAccessible::queryAccessibleInterface(form.row);
    QCOMPARE(row->role(), QAccessible::Grouping);
    QCOMPARE(row->text(QAccessible::Name), u"What if"_qs);
    for (const int id : {1, 2, 3}) {
        const QAccessibleInterface *button = QAccessible::queryAccessibleInterface(form.button(id));
        QCOMPARE(button->role(), QAccessible::RadioButton);
        QCOMPARE(bool(button->state().checked), id == 2);
    }
    form.button(3)->click();
    QVERIFY(!QAccessible::queryAccessibleInterface(form.button(2))->state().checked);
    QVERIFY(QAccessible::queryAccessibleInterface(form.button(3))->state().checked);
}

void TestChoiceRow::tabComesToTheChosenOne()
{
    Form form;
    form.show();
    QVERIFY(QTest::qWaitForWindowActive(&form));
    form.before->setFocus();
    QTest::keyClick(form.before, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), form.button(2));
    QTest::keyClick(form.button(2), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), form.after);
    form.row->setChosen(3);
    QCOMPARE(QApplication::focusWidget(), form.after); // nobody is called away
    QTest::keyClick(form.after, Qt::Key_Backtab);
    QCOMPARE(QApplication::focusWidget(), form.button(3));
    QTest::keyClick(form.button(3), Qt::Key_Backtab);
    QCOMPARE(QApplication::focusWidget(), form.before);
    form.button(1)->click(); // as a screen reader does it: the keyboard stays
    QTest::keyClick(form.before, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), form.button(1));
}

void TestChoiceRow::tabComesToTheFirstWhenNoneIsChosen()
{
    Form form;
    form.row->setChoices({{7, u"Seven"_qs, {}}, {8, u"Eight"_qs, {}}});
    form.show();
    QVERIFY(QTest::qWaitForWindowActive(&form));
    form.before->setFocus();
    QTest::keyClick(form.before, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), form.button(7));
    QTest::keyClick(form.button(7), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), form.after);
}

void TestChoiceRow::arrowsChoose()
{
    Form form;
    form.show();
    QVERIFY(QTest::qWaitForWindowActive(&form));
    const QSignalSpy chosen(form.row, &ChoiceRow::chosen);
    form.button(2)->setFocus();
    QTest::keyClick(form.button(2), Qt::Key_Right);
    QCOMPARE(QApplication::focusWidget(), form.button(3));
    QVERIFY(form.button(3)->isChecked());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.constLast().constFirst().toInt(), 3);
    QTest::keyClick(form.button(3), Qt::Key_Left);
    QTest::keyClick(form.button(2), Qt::Key_Left);
    QVERIFY(form.button(1)->isChecked());
    QTest::keyClick(form.button(1), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), form.after);
}

void TestChoiceRow::actionIsAStopOfItsOwn()
{
    Form form;
    QToolButton *action = form.row->addAction(u"Show All"_qs, u"all"_qs);
    action->show();
    form.show();
    QVERIFY(QTest::qWaitForWindowActive(&form));
    QCOMPARE(QAccessible::queryAccessibleInterface(action)->role(), QAccessible::Button);
    form.before->setFocus();
    QTest::keyClick(form.before, Qt::Key_Tab);
    QTest::keyClick(form.button(2), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), action);
    form.row->setChosen(1);
    QCOMPARE(QApplication::focusWidget(), action);
}

/// The next hop has other statuses; whoever went there by shortcut is still in the row.
void TestChoiceRow::otherChoicesKeepTheKeyboard()
{
    Form form;
    form.show();
    QVERIFY(QTest::qWaitForWindowActive(&form));
    form.button(2)->setFocus();
    form.row->setChoices({{1, u"One"_qs, {}}, {4, u"Four"_qs, {}}, {5, u"Five"_qs, {}}});
    form.row->setChosen(4);
    QCOMPARE(QApplication::focusWidget(), form.button(4));
    form.button(5)->setFocus();
    form.row->setChoices({{6, u"Six"_qs, {}}, {7, u"Seven"_qs, {}}});
    form.row->setChosen(7);
    QCOMPARE(QApplication::focusWidget(), form.button(7));
    QCOMPARE(form.row->findChildren<QPushButton *>().size(), 3);
    QVERIFY(!form.button(5)->isVisible());
}

QTEST_MAIN(TestChoiceRow)
#include "tst_choicerow.moc"
