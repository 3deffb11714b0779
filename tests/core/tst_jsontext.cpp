// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/jsontext.h"

#include <QTest>

using namespace hoplens;

class TestJsonText : public QObject {
    Q_OBJECT

private slots:
    void problems_data();
    void problems();
    void validTexts_data();
    void validTexts();
    void formats_data();
    void formats();
    void columnsCountCharacters();
    void depthIsBounded();
};

void TestJsonText::problems_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");

    const auto row = [](const char *text, int line) {
        QTest::newRow(text) << QString::fromUtf8(text) << line;
    };
    row("", 1);
    row(" \n ", 2);
    row("{", 1);
    row("{\n\"a\": 1,\n}", 3);
    row("{\n\"a\" 1\n}", 2);
    row("[1,\n2,\n'x']", 3);
    row("[1 2]", 1);
    row("\"unclosed", 1);
    row("{} x", 1);
    row("1,2", 1);
    row("\"a,b\", 2", 1);
    row("tru", 1);
    row("trueish", 1);
    row("[01]", 1);
    row("[1.]", 1);
    row("[.5]", 1);
    row("[1e]", 1);
    row("[-]", 1);
    row("[+1]", 1);
    row("[\"a\nb\"]", 1);
    row("[\"\\u12g4\"]", 1);
    row("{a: 1}", 1);
    row("[1,]", 1);
    row("[}", 1);
    row("[\"\\x\"]", 1);
}

void TestJsonText::problems()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    const std::optional<JsonProblem> problem = jsonProblem(text);
    QVERIFY(problem);
    QCOMPARE(problem->line, line);
    QVERIFY(problem->column >= 1);
    QVERIFY(problem->detail.contains(
        QStringLiteral("line %1, column %2").arg(line).arg(problem->column)));
    QVERIFY(problem->detail.endsWith(QLatin1Char('.')));
}

void TestJsonText::validTexts_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"{}", "[]", " {\"a\":[1,2.50,true,null,\"\\u00fc\\\"\"]} ", "3",
                             "-1e5", "\"text, with a comma\"", "true", "null"}) {
        QTest::newRow(text) << QString::fromUtf8(text);
    }
}

void TestJsonText::validTexts()
{
    QFETCH(QString, text);
    QVERIFY(!jsonProblem(text));
    const QString formatted = formattedJson(text);
    QVERIFY(!jsonProblem(formatted));
    QCOMPARE(formattedJson(formatted), formatted);
}

void TestJsonText::formats_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("formatted");

    const auto row = [](const char *text, const char *formatted) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(formatted);
    };
    row("{\"b\":1.50,\"a\":[]}", "{\n  \"b\": 1.50,\n  \"a\": []\n}");
    row("[ { } , [ \n ] ]", "[\n  {},\n  []\n]");
    row("{\"a\":{\"x y\":\"{[,:\\\"\"}}", "{\n  \"a\": {\n    \"x y\": \"{[,:\\\"\"\n  }\n}");
    row("12345678901234567890", "12345678901234567890");
}

void TestJsonText::formats()
{
    QFETCH(QString, text);
    QFETCH(QString, formatted);
    QCOMPARE(formattedJson(text), formatted);
}

void TestJsonText::columnsCountCharacters()
{
    const auto problem = jsonProblem(QString::fromUtf8("[1,\n\"\xf0\x9f\x98\x80\", x]"));
    QVERIFY(problem);
    QCOMPARE(problem->line, 2);
    QCOMPARE(problem->column, 6);
}

void TestJsonText::depthIsBounded()
{
    QVERIFY(!jsonProblem(QString(500, u'[') + QString(500, u']')));
    QVERIFY(jsonProblem(QString(100'000, u'[')));
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
