// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/formatting.h"
#include "ui/isolation.h"
#include "ui/request/headertable.h"
#include "ui/request/requestdraft.h"
#include "ui/request/requesteditor.h"
#include "ui/request/secondsbox.h"
#include "ui/request/summarybar.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace hoplens;

namespace {

Request requestTo(const QByteArray &url, const QByteArray &method = "GET")
{
    Request request;
    request.method = method;
    request.url = *parseUrl(url);
    return request;
}

} // namespace

class TestRequestEditor : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void roundTrip_data();
    void roundTrip();
    void clientFieldsAreNotFilledIn();
    void emptyTableHasOneRowToTypeIn();

    void malformed_data();
    void malformed();
    void malformedSendsNothingAndPutsTheCursorThere();
    void problemGoesWhenItIsMended();

    void contentTypeByTheUserWins();
    void touchedBodyBecomesUtf8();

    void headersByKeyboard();
    void untickedHeaderIsLeftOut();
    void whatIsBeingTypedIsSent();
    void optionsAreRead();
    void summarySaysWhatIsSent();
    void summaryIsWholeAtEverySize();
    void summaryValuesKeepTheirDirection();
    void clientNameKeepsItsDirection();
    void sendAndStopKeepTheirPlace();
    void returnInTheAddressSends();
    void modelIsSound();

private:
    template <typename T> T *find(const char *name) const
    {
        T *found = m_editor->findChild<T *>(QLatin1String(name));
        Q_ASSERT(found != nullptr);
        return found;
    }
    HeaderModel *headers() const { return find<HeaderTable>("headerTable")->headers(); }

    std::unique_ptr<RequestEditor> m_editor;
};

void TestRequestEditor::init()
{
    m_editor = std::make_unique<RequestEditor>();
    m_editor->resize(900, 300);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
}

void TestRequestEditor::cleanup()
{
    m_editor.reset();
}

void TestRequestEditor::roundTrip_data()
{
    QTest::addColumn<Request>("request");

    QTest::newRow("GET without anything") << requestTo("http://a.test/x?y#z");
    Request request = requestTo("https://user:secret@a.test:8443/", "POST");
    request.headers = {{"Content-Type", "text/html"}, {"X-Twice", "1"}, {"x-twice", ""}};
    request.body = bodyOf("name=1\r\nother=2\n");
    QTest::newRow("fields twice, in order, with their case; CR LF in the body") << request;
    request.headers = {{"Accept", "*/*"}, {"Content-Type", "application/json", SetBy::Option}};
    request.body = bodyOf("{}");
    QTest::newRow("Content-Type by an option") << request;
    request.headers.clear();
    request.body = bodyOf(QByteArray("\x00\xff\x0d\x01", 4));
    QTest::newRow("binary body without Content-Type") << request;
    request.body = bodyOf({});
    QTest::newRow("empty body, which is not the same as none") << request;
    request.body.reset();
    request.withoutDefaults = {"User-Agent"};
    QTest::newRow("a client's field taken away") << request;
    request = requestTo("http://a.test/", "X-custom");
    request.headers = {{"X-Latin", "caf\xe9"}, {"Authorization", "Basic x", SetBy::Option}};
    QTest::newRow("method with its case, value that is no UTF-8, field by an option") << request;
}

void TestRequestEditor::roundTrip()
{
    QFETCH(Request, request);
    m_editor->setRequest(requestTo("http://before.test/", "PUT"));
    m_editor->setRequest(request);
    const Result<Request> read = m_editor->request();
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->method, request.method);
    QCOMPARE(serializeUrl(read->url), serializeUrl(request.url));
    QCOMPARE(read->headers.size(), request.headers.size());
    QVERIFY(*read == request);
}

void TestRequestEditor::clientFieldsAreNotFilledIn()
{
    Request request = requestTo("http://a.test/");
    request.headers = {{"Host", "a.test", SetBy::Client}, {"X-Mine", "1"}};
    m_editor->setRequest(request);
    QCOMPARE(headers()->rows().size(), 1);
    QCOMPARE(headers()->rows().constFirst().field.name, "X-Mine");
}

void TestRequestEditor::emptyTableHasOneRowToTypeIn()
{
    QCOMPARE(headers()->rowCount(), 1);
    QVERIFY(m_editor->request().error().detail.size() > 10); // no address yet
}

void TestRequestEditor::malformed_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("saysOneOf");
    QTest::addColumn<QString>("focus");

    const auto row = [](const char *name, const char *method, const char *address,
                        const QList<QByteArray> &header, const char *says, const char *focus) {
        QTest::newRow(name) << QString::fromUtf8(method) << QString::fromUtf8(address)
                            << QString::fromUtf8(header.value(0))
                            << QString::fromUtf8(header.value(1)) << QString::fromUtf8(says)
                            << QString::fromUtf8(focus);
    };
    const char *good = "http://a.test/";
    row("method with a space", "GE T", good, {}, "GE T", "method");
    row("no method", "", good, {}, "method", "method");
    row("method with umlaut", "L\u00d6SCHE", good, {}, "L\u00d6SCHE", "method");
    row("method that the client refuses", "TRACE", good, {}, "TRACE", "method");
    row("no address", "GET", "", {}, "address", "address");
    row("address with a bad port", "GET", "http://a.test:99999/", {}, "port", "address");
    row("ftp address", "GET", "ftp://a.test/", {}, "ftp", "address");
    row("name with a space", "GET", good, {"X Y", "1"}, "X Y", "headerTable");
    row("name with a colon", "GET", good, {"X:", "1"}, "X:", "headerTable");
    row("value without a name", "GET", good, {"", "1"}, "name", "headerTable");
    row("value with a line break", "GET", good, {"X", "a\r\nEvil: 1"}, "line break", "headerTable");
}

void TestRequestEditor::malformed()
{
    QFETCH(QString, method);
    QFETCH(QString, address);
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, saysOneOf);
    QFETCH(QString, focus);
    find<QComboBox>("method")->setCurrentText(method);
    find<QLineEdit>("address")->setText(address);
    if (!name.isEmpty() || !value.isEmpty()) {
        headers()->setRows({{true, {name.toUtf8(), value.toUtf8()}}});
    }

    const Result<Request> read = m_editor->request();
    QVERIFY(!read);
    QVERIFY2(read.error().detail.contains(saysOneOf, Qt::CaseInsensitive),
             qPrintable(read.error().detail));

    QSignalSpy sent(m_editor.get(), &RequestEditor::sendRequested);
    m_editor->submit();
    QCOMPARE(sent.size(), 0);
    QVERIFY(find<QLabel>("problem")->isVisible());
    QVERIFY(find<QLabel>("problem")->text().endsWith(read.error().detail));
    const auto *where = find<QWidget>(qPrintable(focus));
    QVERIFY(where->hasFocus());
}

void TestRequestEditor::malformedSendsNothingAndPutsTheCursorThere()
{
    m_editor->setRequest(requestTo("http://a.test/"));
    headers()->setRows({{true, {"Fine", "1"}}, {true, {"Not fine", "2"}}});
    QVERIFY(!m_editor->isExpanded());
    m_editor->submit();
    QVERIFY(m_editor->isExpanded());
    QCOMPARE(find<HeaderTable>("headerTable")->currentIndex().row(), 1);
    QVERIFY(!headers()->data(headers()->index(1, 0), Qt::ToolTipRole).toString().isEmpty());
}

void TestRequestEditor::problemGoesWhenItIsMended()
{
    find<QLineEdit>("address")->setText(u"http://"_qs);
    m_editor->submit();
    QVERIFY(find<QLabel>("problem")->isVisible());
    QTest::keyClicks(find<QLineEdit>("address"), u"a.test"_qs);
    QVERIFY(!find<QLabel>("problem")->isVisible());
    QSignalSpy sent(m_editor.get(), &RequestEditor::sendRequested);
    m_editor->submit();
    QCOMPARE(sent.size(), 1);
}

void TestRequestEditor::contentTypeByTheUserWins()
{
    Request request = requestTo("http://a.test/", "POST");
    request.headers = {{"content-type", "text/html"}};
    request.body = bodyOf("<p>");
    m_editor->setRequest(request);
    QCOMPARE(m_editor->request()->headers, request.headers);
    QVERIFY(!find<QComboBox>("contentType")->isEnabled());
    headers()->removeRow(0);
    QVERIFY(find<QComboBox>("contentType")->isEnabled());
    QCOMPARE(m_editor->request()->headers.constFirst().value, "text/plain");
}

void TestRequestEditor::touchedBodyBecomesUtf8()
{
    Request request = requestTo("http://a.test/", "POST");
    request.body = bodyOf("caf\xe9");
    m_editor->setRequest(request);
    auto *text = find<QPlainTextEdit>("bodyText");
    QCOMPARE(m_editor->request()->body->bytes, "caf\xe9");
    text->moveCursor(QTextCursor::End);
    text->insertPlainText(u"!"_qs);
    QCOMPARE(m_editor->request()->body->bytes, "caf\xc3\xa9!");
    text->selectAll();
    text->cut();
    QCOMPARE(m_editor->request()->body->size, 0); // empty, which is not the same as none
    find<QComboBox>("bodyKind")->setCurrentIndex(static_cast<int>(BodyKind::None));
    QVERIFY(!m_editor->request()->body);
}

void TestRequestEditor::headersByKeyboard()
{
    m_editor->setRequest(requestTo("http://a.test/"));
    m_editor->showPage(EditorPage::HeaderFields);
    auto *table = find<HeaderTable>("headerTable");
    table->setFocus();
    table->setCurrentIndex(headers()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    auto *cell = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(cell != nullptr);
    QTest::keyClicks(cell, u"X-One"_qs);
    QTest::keyClick(cell, Qt::Key_Tab);
    cell = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(cell != nullptr);
    QTest::keyClicks(cell, u" first "_qs);
    QTest::keyClick(cell, Qt::Key_Return);
    const Headers expected{{"X-One", "first"}};
    QTRY_COMPARE(headers()->rows().constFirst().field.value, "first");
    QCOMPARE(m_editor->request()->headers, expected);
    QCOMPARE(headers()->rowCount(), 2);

    // Without a window manager nobody gives the focus back when the list of names closes.
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    table->setCurrentIndex(headers()->index(0, 0));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    QVERIFY(m_editor->request()->headers.isEmpty());
    QCOMPARE(headers()->rowCount(), 1);
}

void TestRequestEditor::untickedHeaderIsLeftOut()
{
    Request request = requestTo("http://a.test/");
    request.headers = {{"Accept", "text/html"}};
    m_editor->setRequest(request);
    m_editor->showPage(EditorPage::HeaderFields);
    auto *table = find<HeaderTable>("headerTable");
    table->setCurrentIndex(headers()->index(0, 0));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Space);
    QVERIFY(m_editor->request()->headers.isEmpty());
    QCOMPARE(m_editor->request()->withoutDefaults, QList<QByteArray>{"Accept"});
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(m_editor->request()->headers, request.headers);
}

void TestRequestEditor::whatIsBeingTypedIsSent()
{
    m_editor->setRequest(requestTo("http://a.test/"));
    m_editor->showPage(EditorPage::HeaderFields);
    headers()->setRows({{true, {"X-One", "old"}}});
    auto *table = find<HeaderTable>("headerTable");
    table->setFocus();
    table->setCurrentIndex(headers()->index(0, 1));
    QTest::keyClick(table, Qt::Key_Return);
    auto *cell = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(cell != nullptr);
    cell->selectAll();
    QTest::keyClicks(cell, u"new"_qs);
    QSignalSpy sent(m_editor.get(), &RequestEditor::sendRequested);
    m_editor->submit();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.constFirst().constFirst().value<Request>().headers.constFirst().value, "new");
}

void TestRequestEditor::optionsAreRead()
{
    QVERIFY(!m_editor->options().maxHops);
    QCOMPARE(m_editor->options().timeout.count(), 0);
    find<QSpinBox>("maxHops")->setValue(0);
    find<SecondsBox>("timeout")->setValue(2.5);
    QCOMPARE(m_editor->options().maxHops, 0);
    QCOMPARE(m_editor->options().timeout, std::chrono::milliseconds(2500));
    QVERIFY(!m_editor->options().followRefresh);
    find<QCheckBox>("followRefresh")->setChecked(true);
    QVERIFY(m_editor->options().followRefresh);
    QCOMPARE(m_editor->options().send.stack, NetworkStack::Own);
    find<QCheckBox>("http2")->setChecked(true);
    QCOMPARE(m_editor->options().send.stack, NetworkStack::Qt);
    QVERIFY(find<SummaryButton>("optionSummary")->value().contains(u"HTTP/2"_qs));
}

void TestRequestEditor::summarySaysWhatIsSent()
{
    QCOMPARE(find<SummaryButton>("bodySummary")->value(), u"none"_qs);
    Request request = requestTo("http://a.test/", "POST");
    request.headers = {{"X-One", "1"}, {"Content-Type", "text/plain", SetBy::Option}};
    request.body = bodyOf("hello, hello, hello");
    m_editor->setRequest(request);
    QCOMPARE(find<SummaryButton>("bodySummary")->value(), u"19 B · text/plain"_qs);
    QCOMPARE(find<SummaryButton>("headerSummary")->value(), u"1"_qs);
    find<QSpinBox>("maxHops")->setValue(1);
    QCOMPARE(find<SummaryButton>("optionSummary")->value(), u"at most 1 redirect"_qs);
}

/// Half a pixel of a letter must not cost three of them.
void TestRequestEditor::summaryIsWholeAtEverySize()
{
    for (int points = 8; points <= 24; ++points) {
        for (const QString &value : {u"by your header"_qs, u"at most 1 redirect"_qs,
                                     u"19 B · application/x-www-form-urlencoded"_qs}) {
            SummaryButton button(u"Cookie&s"_qs);
            QFont font = button.font();
            font.setPointSize(points);
            button.setFont(font);
            button.setValue(value);
            button.resize(button.sizeHint());
            button.grab();
            QCOMPARE(button.toolTip(), QString()); // which tells what is cut
        }
    }
}

/// Size and media type are read from the left where all else is mirrored.
void TestRequestEditor::summaryValuesKeepTheirDirection()
{
    SummaryButton button(u"&Body"_qs);
    button.setValue(u"19 B · application/json"_qs);
    button.resize(button.sizeHint());
    const QImage plain = button.grab().toImage();
    button.setLayoutDirection(Qt::RightToLeft);
    const QImage mirrored = button.grab().toImage();
    const int word =
        static_cast<int>(std::ceil(QFontMetricsF(button.font()).horizontalAdvance(u"Body"_qs)));
    constexpr int margin = 4;
    const int value = plain.width() - word - 3 * margin;
    QCOMPARE(mirrored.copy(margin, 0, value, plain.height()),
             plain.copy(word + 2 * margin, 0, value, plain.height()));
}

void TestRequestEditor::clientNameKeepsItsDirection()
{
    const auto *client = find<QComboBox>("client");
    const QString item = client->itemText(client->findData(u"browser-fetch"_qs));
    QVERIFY2(item.contains(u"as "_qs + keptTogether(u"Browser, fetch()"_qs)), qPrintable(item));
    QCOMPARE(item, keptTogether(item.mid(1).chopped(1)));
}

void TestRequestEditor::sendAndStopKeepTheirPlace()
{
    auto *button = find<QPushButton>("sendButton");
    const QRect place = button->geometry();
    const QRect address = find<QLineEdit>("address")->geometry();
    QSignalSpy stopped(m_editor.get(), &RequestEditor::stopRequested);
    m_editor->setRunning(true);
    QCOMPARE(button->text(), u"Stop"_qs);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(button->geometry(), place);
    QCOMPARE(find<QLineEdit>("address")->geometry(), address);
    m_editor->setRunning(false);
    QCOMPARE(button->text(), u"Send"_qs);
}

void TestRequestEditor::returnInTheAddressSends()
{
    QSignalSpy sent(m_editor.get(), &RequestEditor::sendRequested);
    m_editor->focusAddress();
    QTest::keyClicks(find<QLineEdit>("address"), u"localhost:8080/x"_qs);
    QTest::keyClick(find<QLineEdit>("address"), Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
    const auto request = sent.constFirst().constFirst().value<Request>();
    QCOMPARE(serializeUrl(request.url), "http://localhost:8080/x");
    QCOMPARE(request.method, "GET");
}

void TestRequestEditor::modelIsSound()
{
    HeaderModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(model.setData(model.index(0, 0), u"X-One"_qs, Qt::EditRole));
    QVERIFY(model.setData(model.index(1, 1), u"value"_qs, Qt::EditRole));
    QVERIFY(!model.setData(model.index(2, 1), QString(), Qt::EditRole));
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.removeRow(0));
    QVERIFY(!model.removeRow(1)); // the row to type in stays
    model.setRows({});
    QCOMPARE(model.rowCount(), 1);
}

QTEST_MAIN(TestRequestEditor)
#include "tst_requesteditor.moc"
