// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/jsontext.h"

#include <QElapsedTimer>
#include <QTest>

using namespace hoplens;

class TestIndentedJson : public QObject {
    Q_OBJECT

private slots:
    void tokensStayAndSpaceChanges_data();
    void tokensStayAndSpaceChanges();
    void whatIsNoJsonIsLeftAlone_data();
    void whatIsNoJsonIsLeftAlone();
    void deepNestingIsBounded();
};

void TestIndentedJson::tokensStayAndSpaceChanges_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("object") << QByteArray(R"({"b":1,"a":[true,null]})")
                            << QByteArray(
                                   "{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null\n  ]\n}");
    QTest::newRow("empty ones stay short")
        << QByteArray("[ { } , [ ] ]") << QByteArray("[\n  {},\n  []\n]");
    QTest::newRow("repeated names and exact numbers")
        << QByteArray(R"({"a":1.10,"a":12345678901234567890})")
        << QByteArray("{\n  \"a\": 1.10,\n  \"a\": 12345678901234567890\n}");
    QTest::newRow("structure within strings is text")
        << QByteArray(R"(["a,{}:[]\"\\"])") << QByteArray("[\n  \"a,{}:[]\\\"\\\\\"\n]");
    QTest::newRow("already indented")
        << QByteArray("{\r\n\t\"a\" : 1 }\n") << QByteArray("{\n  \"a\": 1\n}");
    QTest::newRow("escapes stay escapes")
        << QByteArray(R"(["\u202e\n"])") << QByteArray("[\n  \"\\u202e\\n\"\n]");
}

void TestIndentedJson::tokensStayAndSpaceChanges()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    const std::optional<QByteArray> indented = indentedJson(json);
    QVERIFY(indented);
    QCOMPARE(*indented, expected);
    QCOMPARE(indentedJson(*indented), indented);
}

void TestIndentedJson::whatIsNoJsonIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"a":"b)");
    QTest::newRow("lone value") << QByteArray("12");
    QTest::newRow("two documents") << QByteArray("{}{}");
    QTest::newRow("trailing comma") << QByteArray("[1,]");
    QTest::newRow("invalid UTF-8") << QByteArray("[\"\xff\"]");
    QTest::newRow("NUL") << QByteArray("[1\0]", 4);
    QTest::newRow("brackets alone") << QByteArray("[}");
    QTest::newRow("text") << QByteArray("[section]\nkey=value");
    QTest::newRow("an escape at the end") << QByteArray("[\"a\\");
}

void TestIndentedJson::whatIsNoJsonIsLeftAlone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!indentedJson(text));
}

void TestIndentedJson::deepNestingIsBounded()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!indentedJson(QByteArray(100'000, '[') + QByteArray(100'000, ']')));
    QVERIFY(!indentedJson(QByteArray(1'000'000, '[')));
    const std::optional<QByteArray> deep =
        indentedJson(QByteArray(500, '[') + QByteArray(500, ']'));
    QVERIFY(deep);
    QVERIFY(deep->size() < 80'000);
    QVERIFY(timer.elapsed() < 5'000);
}

QTEST_APPLESS_MAIN(TestIndentedJson)
#include "tst_indentedjson.moc"
