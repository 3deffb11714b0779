// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/ledger.h"

#include <QElapsedTimer>
#include <QTest>

using namespace hoplens;

namespace {

Request request(const QByteArray &line, const QList<QByteArray> &fields = {})
{
    const QList<QByteArray> words = line.split(' ');
    Request request;
    request.method = words.at(0);
    request.target = words.at(1);
    for (const QByteArray &field : fields) {
        const qsizetype colon = field.indexOf(": ");
        request.headers.append({field.left(colon), field.mid(colon + 2), SetBy::User});
    }
    return request;
}

/// "  Host: a", "- POST / HTTP/1.1", "+ [18 bytes]"
QStringList shown(const QList<LedgerLine> &lines)
{
    QStringList texts;
    for (const LedgerLine &line : lines) {
        const QString mark = line.mark == LedgerLine::Mark::Same ? QStringLiteral("  ")
            : line.mark == LedgerLine::Mark::Removed             ? QStringLiteral("- ")
                                                                 : QStringLiteral("+ ");
        const QString text = QString::fromUtf8(line.text);
        texts.append(mark
                     + (line.part == LedgerLine::Part::RequestLine ? text
                            : line.part == LedgerLine::Part::Body
                            ? u'[' + text + u']'
                            : QString::fromUtf8(line.name) + QStringLiteral(": ") + text));
    }
    return texts;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u'|', Qt::SkipEmptyParts);
}

QList<QByteArray> fieldList(const char *text)
{
    QList<QByteArray> fields;
    for (const QString &field : words(text)) {
        fields.append(field.toLatin1());
    }
    return fields;
}

} // namespace

class TestLedger : public QObject {
    Q_OBJECT
private slots:
    void fields_data();
    void fields();
    void requestLine_data();
    void requestLine();
    void bodies_data();
    void bodies();
    void withoutBeforeAllIsSame();
    void manyFieldsAreQuick();
};

void TestLedger::fields_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *before, const char *after,
                        const char *lines) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(lines);
    };
    row("none", "", "", "");
    row("equal", "A: 1|B: 2", "A: 1|B: 2", "  A: 1|  B: 2");
    row("removed in the middle", "A: 1|B: 2|C: 3", "A: 1|C: 3", "  A: 1|- B: 2|  C: 3");
    row("added at the end", "A: 1", "A: 1|B: 2", "  A: 1|+ B: 2");
    row("added in front", "A: 1", "B: 2|A: 1", "+ B: 2|  A: 1");
    row("changed stays in its place", "Host: a|Accept: x|B: 1", "Host: b|Accept: x|B: 1",
        "- Host: a|+ Host: b|  Accept: x|  B: 1");
    row("two changed side by side", "A: 1|B: 1", "A: 2|B: 2", "- A: 1|+ A: 2|- B: 1|+ B: 2");
    row("changed beside removed", "A: 1|Cookie: x|B: 1", "A: 2|B: 1",
        "- A: 1|+ A: 2|- Cookie: x|  B: 1");
    row("the name's case alone", "accept: x", "Accept: x", "- accept: x|+ Accept: x");
    row("duplicates, the first one goes", "X: 1|X: 2", "X: 2", "- X: 1|  X: 2");
    row("duplicates, the last one goes", "X: 1|X: 2", "X: 1", "  X: 1|- X: 2");
    row("duplicates move on", "X: 1|X: 2", "X: 2|X: 3", "- X: 1|  X: 2|+ X: 3");
    row("equal duplicates, one less", "X: 1|X: 1|X: 1", "X: 1|X: 1", "  X: 1|  X: 1|- X: 1");
    row("duplicates, the second one changes", "X: 1|X: 2", "X: 1|X: 3", "  X: 1|- X: 2|+ X: 3");
    row("order changes", "A: 1|B: 2", "B: 2|A: 1", "- A: 1|  B: 2|+ A: 1");
    row("all new", "A: 1", "B: 1", "- A: 1|+ B: 1");
    row("empty value", "A: ", "A: 1", "- A: |+ A: 1");
}

void TestLedger::fields()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QByteArray, expected);
    const Request former = request("GET /", fieldList(before.constData()));
    const QStringList lines =
        shown(ledger(&former, request("GET /", fieldList(after.constData()))));
    QCOMPARE(lines, QStringList{QStringLiteral("  GET / HTTP/1.1")} + words(expected.constData()));
}

void TestLedger::requestLine_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("equal") << QByteArray("GET /a") << QByteArray("GET /a")
                           << words("  GET /a HTTP/1.1");
    QTest::newRow("method") << QByteArray("POST /a") << QByteArray("GET /a")
                            << words("- POST /a HTTP/1.1|+ GET /a HTTP/1.1");
    QTest::newRow("target") << QByteArray("GET /a") << QByteArray("GET /b?c")
                            << words("- GET /a HTTP/1.1|+ GET /b?c HTTP/1.1");
}

void TestLedger::requestLine()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    const Request former = request(before);
    QTEST(shown(ledger(&former, request(after))), "expected");
}

void TestLedger::bodies_data()
{
    using MaybeBody = std::optional<Body>;
    QTest::addColumn<MaybeBody>("before");
    QTest::addColumn<MaybeBody>("after");
    QTest::addColumn<QStringList>("expected");
    const MaybeBody none;
    const MaybeBody hello = bodyOf("hello");
    const MaybeBody one = bodyOf("x");
    Body cut = bodyOf("hello world");
    cut.sha256 = sha256Of(cut);
    cut.bytes = "hello";
    cut.truncated = true;
    Body otherCut = cut;
    otherCut.sha256[0] = static_cast<char>(~cut.sha256.at(0));
    Body hidden = *hello;
    hidden.bytes = "REDACTED";
    hidden.redacted = true;
    QTest::newRow("none") << none << none << QStringList();
    QTest::newRow("kept") << hello << hello << words("  [5 bytes]");
    QTest::newRow("dropped") << hello << none << words("- [5 bytes]");
    QTest::newRow("new") << none << one << words("+ [1 byte]");
    QTest::newRow("emptied") << hello << MaybeBody(bodyOf({})) << words("- [5 bytes]|+ [0 bytes]");
    QTest::newRow("other bytes") << hello << MaybeBody(bodyOf("olleh"))
                                 << words("- [5 bytes]|+ [5 bytes]");
    QTest::newRow("the rest that is not kept differs")
        << MaybeBody(cut) << MaybeBody(otherCut) << words("- [11 bytes]|+ [11 bytes]");
    QTest::newRow("redacted twice")
        << MaybeBody(hidden) << MaybeBody(hidden) << words("  [5 bytes]");
}

void TestLedger::bodies()
{
    QFETCH(const std::optional<Body>, before);
    QFETCH(const std::optional<Body>, after);
    QFETCH(const QStringList, expected);
    Request former = request("POST /");
    Request next = former;
    former.body = before;
    next.body = after;
    QCOMPARE(shown(ledger(&former, next)), words("  POST / HTTP/1.1") + expected);
}

void TestLedger::withoutBeforeAllIsSame()
{
    Request next = request("POST /x", {"Host: a", "B: 1"});
    next.body = bodyOf("hello");
    QCOMPARE(shown(ledger(nullptr, next)),
             words("  POST /x HTTP/1.1|  Host: a|  B: 1|  [5 bytes]"));
}

void TestLedger::manyFieldsAreQuick()
{
    // A trace file may bring 100,000 fields; a table of their pairs would not fit into memory.
    Request before = request("GET /");
    Request after = before;
    for (int index = 0; index < 50'000; ++index) {
        before.headers.append({"A", QByteArray::number(index), SetBy::User});
        after.headers.append({"B", QByteArray::number(index), SetBy::User});
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(ledger(&before, after).size(), 100'001);
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
