// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/messageparser.h"

#include <QTest>

using namespace hoplens;
using State = HeadParser::State;

namespace {

using Oddities = QList<Oddity>;

struct Parsed {
    State state = State::NeedsMore;
    qsizetype used = 0;
    std::optional<Response> response;
    std::optional<FailureCode> failure;
    Oddities oddities;
};

Parsed parsed(const QList<QByteArray> &pieces, const HeadLimits &limits = {})
{
    HeadParser parser(limits);
    Parsed result;
    for (const QByteArray &piece : pieces) {
        result.used += parser.feed(piece);
    }
    result.state = parser.state();
    result.response = parser.response();
    if (parser.failure()) {
        result.failure = parser.failure()->code;
    }
    result.oddities = parser.oddities();
    return result;
}

QList<QByteArray> singleBytes(const QByteArray &bytes)
{
    QList<QByteArray> pieces;
    for (const char c : bytes) {
        pieces.append(QByteArray(1, c));
    }
    return pieces;
}

/// "Name=value|Name=value", so that a whole list is compared at once.
QByteArray shown(const Headers &headers)
{
    QByteArrayList lines;
    for (const Field &field : headers) {
        lines.append(field.name + '=' + field.value);
    }
    return lines.join('|');
}

} // namespace

class TestMessageParser : public QObject {
    Q_OBJECT

private slots:
    void readsHeads_data();
    void readsHeads();
    void refuses_data();
    void refuses();
    void closedEarly_data();
    void closedEarly();
    void acceptsEveryStatus();
    void leavesTheBody();
    void staysWithinLimits_data();
    void staysWithinLimits();
};

void TestMessageParser::readsHeads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<Oddities>("oddities");
    const auto row = [](const char *name, const QByteArray &lines, const QByteArray &fields,
                        const Oddities &oddities = {}) {
        QTest::newRow(name) << "HTTP/1.1 302 Found\r\n" + lines + "\r\n" << fields << oddities;
    };
    row("no field", "", "");
    row("order, case and duplicates stay", "b: 1\r\nA: 2\r\nB: 3\r\n", "b=1|A=2|B=3");
    row("two Locations", "Location: /a\r\nLocation: /b\r\n", "Location=/a|Location=/b");
    row("two cookies", "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n", "Set-Cookie=a=1|Set-Cookie=b=2");
    row("empty values", "A:\r\nB: \r\nC: \t \r\n", "A=|B=|C=");
    row("blanks around a value", "A: \t x y \t\r\n", "A=x y");
    row("colons in a value", "Location: http://a:1/\r\n", "Location=http://a:1/");
    row("no blank after the colon", "A:x\r\n", "A=x");
    row("other octets", "A: \xe9\xff\x01\x7f\r\n", "A=\xe9\xff\x01\x7f");
    row("a CR inside a value", "A: x\ry\r\n", "A=x\ry", {Oddity::ControlInHead});
    row("a NUL inside a value", QByteArray("A: x\0y\r\n", 8), QByteArray("A=x\0y", 5),
        {Oddity::ControlInHead});
    row("odd names", "A B: 1\r\n\xc3\xa9: 2\r\n", "A B=1|\xc3\xa9=2", {Oddity::InvalidFieldName});
    row("space before the colon", "Location : /x\r\n", "Location=/x", {Oddity::SpaceBeforeColon});
    row("line without colon", "Location: /x\r\nnonsense\r\nB: 1\r\n", "Location=/x|B=1",
        {Oddity::LineWithoutColon});
    row("empty name", ": x\r\nLocation: /x\r\n", "Location=/x", {Oddity::LineWithoutColon});
    row("folding", "Location: /a\r\n  b\r\n\tc\r\nB: 1\r\n", "Location=/a b c|B=1",
        {Oddity::ObsoleteFolding});
    row("folding after an empty value", "Location:\r\n /a\r\n", "Location=/a",
        {Oddity::ObsoleteFolding});
    row("an empty folded line", "A: x\r\n \r\nB: y\r\n", "A=x|B=y", {Oddity::ObsoleteFolding});
    row("folding with nothing before it", " Location: /a\r\nB: 1\r\n", "B=1",
        {Oddity::ObsoleteFolding});
    row("folding of a skipped line", "A: 1\r\nnonsense\r\n more\r\n", "A=1",
        {Oddity::LineWithoutColon, Oddity::ObsoleteFolding});
    QTest::newRow("a NUL in the status line")
        << QByteArray("HTTP/1.1 302 Found\r\n\r\n").replace("Fou", QByteArray("Fou\0", 4))
        << QByteArray() << Oddities{Oddity::ControlInHead};
    QTest::newRow("bare line feeds") << QByteArray("HTTP/1.1 302 Found\nLocation: /x\n\n")
                                     << QByteArray("Location=/x") << Oddities{Oddity::BareLineFeed};
    QTest::newRow("HTTP/1.0") << QByteArray("HTTP/1.0 302 Found\r\nLocation: /x\r\n\r\n")
                              << QByteArray("Location=/x") << Oddities{Oddity::OldVersion};
}

void TestMessageParser::readsHeads()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, fields);
    QFETCH(const Oddities, oddities);

    QList<QList<QByteArray>> ways{{head}, singleBytes(head)};
    for (qsizetype cut = 1; cut < head.size(); ++cut) {
        ways.append(QList<QByteArray>{head.left(cut), head.mid(cut)});
    }
    for (const QList<QByteArray> &pieces : std::as_const(ways)) {
        const Parsed result = parsed(pieces);
        QCOMPARE(result.state, State::Done);
        QCOMPARE(result.used, head.size());
        QCOMPARE(result.response->status, 302);
        QCOMPARE(QByteArray(result.response->reason).replace('\0', ""), "Found");
        QCOMPARE(result.response->rawHead, head);
        QCOMPARE(result.response->version, head.left(8));
        QCOMPARE(shown(result.response->headers), fields);
        QCOMPARE(result.oddities, oddities);
    }
}

void TestMessageParser::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FailureCode>("code");
    const auto row = [](const QByteArray &bytes, FailureCode code) {
        QTest::newRow(bytes.toPercentEncoding(" /.").constData()) << bytes << code;
    };
    row("ICY 200 OK\r\n", FailureCode::NotHttp);
    row("HTTP/2 302\r\n", FailureCode::NotHttp);
    row("HTTP/2.0 302 Found\r\n", FailureCode::NotHttp);
    row("HTTP/0.9 200 OK\r\n", FailureCode::NotHttp);
    row("http/1.1 200 OK\r\n", FailureCode::NotHttp);
    row("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", FailureCode::NotHttp);
    row(QByteArray("\0\0\x12\x04\0", 5), FailureCode::NotHttp);
    row("\r\nHTTP/1.1 200 OK\r\n", FailureCode::NotHttp);
    row("<html>", FailureCode::NotHttp);
    row("\x16\x03\x01", FailureCode::NotHttp);
    row("HTTP/1.1\r\n", FailureCode::BadHead);
    row("HTTP/1.1 \r\n", FailureCode::BadHead);
    row("HTTP/1.x 200 OK\r\n", FailureCode::BadHead);
    row("HTTP/1.10 200 OK\r\n", FailureCode::BadHead);
    row("HTTP/1.1 20 OK\r\n", FailureCode::BadHead);
    row("HTTP/1.1 2000 OK\r\n", FailureCode::BadHead);
    row("HTTP/1.1 099 Low\r\n", FailureCode::BadHead);
    row("HTTP/1.1 -20 OK\r\n", FailureCode::BadHead);
    row("HTTP/1.1 302Found\r\n", FailureCode::BadHead);
    row("HTTP/1.1 abc OK\r\n", FailureCode::BadHead);
}

void TestMessageParser::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const FailureCode, code);
    for (const QList<QByteArray> &pieces : {QList<QByteArray>{bytes}, singleBytes(bytes)}) {
        const Parsed result = parsed(pieces);
        QCOMPARE(result.state, State::Failed);
        QCOMPARE(result.failure, code);
        QVERIFY(!result.response);
    }
}

void TestMessageParser::closedEarly_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FailureCode>("code");
    QTest::addColumn<bool>("hasResponse");
    QTest::newRow("nothing") << QByteArray() << FailureCode::ClosedBeforeAnswer << false;
    const QByteArray head = "HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n";
    const qsizetype statusLine = head.indexOf('\n') + 1;
    for (qsizetype size = 1; size < head.size(); ++size) {
        QTest::addRow("after %d bytes", static_cast<int>(size))
            << head.left(size) << FailureCode::ClosedInHead << (size >= statusLine);
    }
}

void TestMessageParser::closedEarly()
{
    QFETCH(const QByteArray, bytes);
    HeadParser parser;
    parser.feed(bytes);
    parser.close();
    QCOMPARE(parser.state(), State::Failed);
    QTEST(parser.failure()->code, "code");
    QCOMPARE(parser.failure()->kind, FailureKind::Network);
    QTEST(parser.response().has_value(), "hasResponse");
}

void TestMessageParser::acceptsEveryStatus()
{
    for (int status = 0; status <= 999; ++status) {
        const QByteArray digits = QByteArray::number(status).rightJustified(3, '0');
        for (const QByteArray &rest : {QByteArray(), QByteArray(" "), QByteArray(" A B")}) {
            const Parsed result = parsed({"HTTP/1.1 " + digits + rest + "\r\n\r\n"});
            QCOMPARE(result.state, status >= 100 ? State::Done : State::Failed);
            if (status >= 100) {
                QCOMPARE(result.response->status, status);
                QCOMPARE(result.response->reason, rest.trimmed());
            }
        }
    }
}

void TestMessageParser::leavesTheBody()
{
    HeadParser parser;
    const QByteArray head = "HTTP/1.1 200 OK\r\n\r\n";
    QCOMPARE(parser.feed(head + "body\r\n"), head.size());
    QCOMPARE(parser.feed("more"), 0);
    QCOMPARE(parser.state(), State::Done);
    parser.close();
    QCOMPARE(parser.state(), State::Done);
}

void TestMessageParser::staysWithinLimits_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("endless");
    QTest::addColumn<FailureCode>("code");
    QTest::addColumn<qsizetype>("mostRead");
    QTest::addColumn<qsizetype>("fieldsKept");
    const QByteArray statusLine = "HTTP/1.1 302 Found\r\n";
    const QByteArray location = statusLine + "Location: /x\r\n";
    QTest::newRow("status line") << QByteArray("HTTP/1.1 302 ") << QByteArray("a")
                                 << FailureCode::HeadTooLarge << qsizetype(101) << qsizetype(0);
    QTest::newRow("field") << location + "A: " << QByteArray("a") << FailureCode::HeadTooLarge
                           << qsizetype(1001) << qsizetype(1);
    QTest::newRow("folding") << location << QByteArray(" a\r\n") << FailureCode::HeadTooLarge
                             << qsizetype(1001) << qsizetype(1);
    QTest::newRow("skipped lines") << location << QByteArray("a\r\n") << FailureCode::HeadTooLarge
                                   << qsizetype(1001) << qsizetype(1);
    QTest::newRow("fields") << location << QByteArray("a:\r\n") << FailureCode::TooManyFields
                            << qsizetype(200) << qsizetype(10);
}

void TestMessageParser::staysWithinLimits()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, endless);
    QFETCH(const qsizetype, mostRead);
    const HeadLimits limits{100, 1000, 10};
    const QByteArray bytes = start + endless.repeated(10'000);
    for (const QList<QByteArray> &pieces : {QList<QByteArray>{bytes}, singleBytes(bytes)}) {
        const Parsed result = parsed(pieces, limits);
        QCOMPARE(result.state, State::Failed);
        QTEST(*result.failure, "code");
        QVERIFY2(result.used <= mostRead, qPrintable(QString::number(result.used)));
        QCOMPARE(result.response->status, 302);
        QTEST(result.response->headers.size(), "fieldsKept");
    }
}

QTEST_GUILESS_MAIN(TestMessageParser)
#include "tst_messageparser.moc"
