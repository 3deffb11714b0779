// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/formmodels.h"
#include "ui/request/headertable.h"
#include "ui/request/noteline.h"
#include "ui/request/requestdraft.h"
#include "ui/request/requesteditor.h"
#include "ui/request/summarybar.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace hoplens;

class TestRequestBody : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void contentTypeFollowsTheBody();
    void kindsKeepTheirContent();
    void formByKeyboard();
    void multipartByKeyboard();
    void jsonIsCheckedWhileTyping();
    void jsonIsFormatted();
    void missingBoundaryIsSaid();
    void modelsAreSound();
    void partOfABodyIsSaid();

private:
    template <typename T> T *find(const char *name) const
    {
        T *found = m_editor->findChild<T *>(QLatin1String(name));
        Q_ASSERT(found != nullptr);
        return found;
    }
    QString value(const char *name) const { return find<SummaryButton>(name)->value(); }
    QString note(const char *name) const { return find<NoteLine>(name)->note(); }
    void setBody(BodyKind kind)
    {
        find<QComboBox>("bodyKind")->setCurrentIndex(static_cast<int>(kind));
    }
    /// Types into the cell that is being edited.
    void typeInCell(const QString &text, Qt::Key end)
    {
        QWidget *cell = QApplication::focusWidget();
        QVERIFY(qobject_cast<QLineEdit *>(cell) != nullptr);
        QTest::keyClicks(cell, text);
        QTest::keyClick(cell, end);
    }

    std::unique_ptr<RequestEditor> m_editor;
};

void TestRequestBody::init()
{
    m_editor = std::make_unique<RequestEditor>();
    m_editor->resize(900, 500);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    m_editor->setAddress(u"http://a.test/"_qs);
}

void TestRequestBody::cleanup()
{
    m_editor.reset();
}

void TestRequestBody::contentTypeFollowsTheBody()
{
    QVERIFY(m_editor->request()->headers.isEmpty());
    m_editor->setExpanded(true);
    QVERIFY(!find<QPlainTextEdit>("bodyText")->isVisible());
    find<QComboBox>("bodyKind")->setCurrentIndex(static_cast<int>(BodyKind::Text));
    QTest::keyClicks(find<QPlainTextEdit>("bodyText"), u"hello"_qs);
    const Field plain{"Content-Type", "text/plain", SetBy::Option};
    QCOMPARE(m_editor->request()->headers.size(), 1);
    QVERIFY(m_editor->request()->headers.constFirst() == plain);
    QCOMPARE(m_editor->request()->body->bytes, "hello");
    find<QComboBox>("contentType")->setCurrentText(u"application/json"_qs);
    QCOMPARE(m_editor->request()->headers.constFirst().value, "application/json");
    find<QComboBox>("contentType")->setCurrentText({});
    QVERIFY(m_editor->request()->headers.isEmpty());
}

void TestRequestBody::kindsKeepTheirContent()
{
    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Text);
    QTest::keyClicks(find<QPlainTextEdit>("bodyText"), u"kept"_qs);
    const BodyDraft before = m_editor->draft().body;
    for (const BodyKind kind :
         {BodyKind::Form, BodyKind::Multipart, BodyKind::File, BodyKind::None, BodyKind::Text}) {
        setBody(kind);
    }
    QVERIFY(m_editor->draft().body == before);
    QCOMPARE(m_editor->request()->body->bytes, "kept");
}

void TestRequestBody::formByKeyboard()
{
    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Form);
    auto *table = find<RowTable>("formTable");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    typeInCell(u"a b"_qs, Qt::Key_Tab);
    typeInCell(u"1&2"_qs, Qt::Key_Return);
    QTRY_COMPARE(m_editor->request()->body->bytes, "a+b=1%262");
    QVERIFY(m_editor->request()->headers.contains(
        {"Content-Type", "application/x-www-form-urlencoded", SetBy::Option}));
    QCOMPARE(value("bodySummary"), u"9 B · application/x-www-form-urlencoded"_qs);
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(m_editor->request()->body->bytes, "");
}

void TestRequestBody::multipartByKeyboard()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"f.json"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("{}") == 2);
    file.close();

    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Multipart);
    auto *table = find<RowTable>("partTable");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, PartModel::Name));
    QTest::keyClick(table, Qt::Key_Return);
    typeInCell(u"f"_qs, Qt::Key_Return);
    QTRY_COMPARE(m_editor->draft().body.parts.size(), 1);
    table->setCurrentIndex(table->model()->index(0, PartModel::Kind));
    QTest::keyClick(table, Qt::Key_Return);
    auto *kind = qobject_cast<QComboBox *>(QApplication::focusWidget());
    QVERIFY(kind != nullptr);
    QTest::keyClick(kind, Qt::Key_Down);
    QTest::keyClick(kind, Qt::Key_Return);
    QTRY_VERIFY(m_editor->draft().body.parts.at(0).isFile);
    QVERIFY(note("partNote").contains(u"Choose the file"_qs));
    QVERIFY(table->model()->setData(table->model()->index(0, PartModel::Value), file.fileName(),
                                    Qt::EditRole));
    const Result<Request> request = m_editor->request();
    QVERIFY2(request, request ? "" : qPrintable(request.error().detail));
    QVERIFY(request->body->bytes.contains(
        "Content-Disposition: form-data; name=\"f\"; filename=\"f.json\"\r\n"
        "Content-Type: application/json\r\n\r\n{}\r\n"));
    QVERIFY(value("bodySummary").startsWith(u"%1 B"_qs.arg(request->body->size)));
}

void TestRequestBody::jsonIsCheckedWhileTyping()
{
    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Text);
    auto *text = find<QPlainTextEdit>("bodyText");
    QTest::keyClicks(text, u"{\"a\": }"_qs);
    QCOMPARE(note("bodyNote"), QString()); // plain text may be anything
    find<QComboBox>("contentType")->setCurrentText(u"application/json"_qs);
    QTRY_VERIFY(note("bodyNote").contains(u"line 1, column"_qs));
    QVERIFY(find<QWidget>("formatJson")->isVisible());
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    QTest::keyClick(text, Qt::Key_Backspace);
    QTest::keyClicks(text, u"1}"_qs);
    QTRY_COMPARE(note("bodyNote"), u"This is JSON."_qs);
    QVERIFY(m_editor->request()); // what is no JSON could be sent, too
}

void TestRequestBody::jsonIsFormatted()
{
    m_editor->showPage(EditorPage::Body);
    setBody(BodyKind::Text);
    find<QComboBox>("contentType")->setCurrentText(u"application/problem+json"_qs);
    auto *text = find<QPlainTextEdit>("bodyText");
    QTest::keyClicks(text, u"{\"b\":1.0,\"a\":[]}"_qs);
    find<QAbstractButton>("formatJson")->click();
    QCOMPARE(text->toPlainText(), u"{\n  \"b\": 1.0,\n  \"a\": []\n}"_qs);
    text->undo();
    QCOMPARE(text->toPlainText(), u"{\"b\":1.0,\"a\":[]}"_qs);
    text->moveCursor(QTextCursor::Start);
    text->insertPlainText(u"[\n"_qs);
    find<QAbstractButton>("formatJson")->click();
    QVERIFY(text->toPlainText().startsWith(u"[\n{\"b\""_qs));
    QVERIFY(text->hasFocus());
}

void TestRequestBody::missingBoundaryIsSaid()
{
    setBody(BodyKind::Multipart);
    QVERIFY(!note("partNote").contains(u"boundary"_qs));
    find<HeaderTable>("headerTable")->headers()->setRows({{true, {"Content-Type", "a/b"}}});
    QVERIFY(note("partNote").contains(u"boundary"_qs));
}

void TestRequestBody::modelsAreSound()
{
    using Tester = QAbstractItemModelTester;
    FormModel fields;
    const Tester fieldTester(&fields, Tester::FailureReportingMode::QtTest);
    QVERIFY(fields.setData(fields.index(0, 1), u"value"_qs, Qt::EditRole));
    fields.setRows({{true, "a", "1"}, {true, "b", "2"}});
    QVERIFY(fields.move(1, 0));
    QVERIFY(fields.removeRow(1));
    QVERIFY(!fields.removeRow(1)); // the row to type in stays
    PartModel parts;
    const Tester partTester(&parts, Tester::FailureReportingMode::QtTest);
    parts.append({true, "a", true, {}, u"/nowhere"_qs, {}, {}});
    QCOMPARE(parts.firstProblem(), 0);
    QCOMPARE(parts.problemColumn(0), int(PartModel::Value));
    QVERIFY(parts.setData(parts.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(parts.firstProblem(), -1);
    QVERIFY(parts.removeRow(0));
    QCOMPARE(parts.rowCount(), 1);
}

void TestRequestBody::partOfABodyIsSaid()
{
    Request request = *m_editor->request();
    request.body = bodyOf("0123");
    request.body->size = 100;
    request.body->truncated = true;
    m_editor->setRequest(request);
    QVERIFY(note("bodyNote").contains(u"first 4"_qs));
    QCOMPARE(value("bodySummary"), u"4 B"_qs);
    QCOMPARE(m_editor->request()->body->size, 4);
}

QTEST_MAIN(TestRequestBody)
#include "tst_requestbody.moc"
