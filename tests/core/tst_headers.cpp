// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/commontext.h"
#include "core/http/headers.h"

#include <QTest>

using namespace hoplens;

class TestHeaders : public QObject {
    Q_OBJECT

private slots:
    void lookUp();
    void setField();
    void isToken_data();
    void isToken();
    void isFieldValue_data();
    void isFieldValue();
    void displayText_data();
    void displayText();
    void commonText();
};

void TestHeaders::lookUp()
{
    Headers headers{{"Set-Cookie", "a=1"}, {"X", ""}, {"set-cookie", "b=2"}};
    QCOMPARE(valuesOf(headers, "SET-COOKIE"), (QList<QByteArray>{"a=1", "b=2"}));
    QCOMPARE(firstValue(headers, "x"), QByteArray());
    QVERIFY(!firstValue(headers, "Y"));
    QVERIFY(contains(headers, "x") && !contains(headers, "xx"));
    removeFields(headers, "set-Cookie");
    QCOMPARE(headers, (Headers{{"X", ""}}));
}

void TestHeaders::setField()
{
    Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}};
    hoplens::setField(headers, {"A", "9"});
    QCOMPARE(headers, (Headers{{"A", "9"}, {"B", "2"}}));
    hoplens::setField(headers, {"C", "4"});
    QCOMPARE(headers.last(), (Field{"C", "4"}));
}

void TestHeaders::isToken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("token");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("method") << QByteArray("PROPFIND") << true;
    // RFC 9110 §5.6.2, every octet alone.
    const QByteArray allowed =
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (int octet = 0; octet < 256; ++octet) {
        const auto c = static_cast<char>(octet);
        QTest::addRow("octet %d", octet) << QByteArray(1, c) << allowed.contains(c);
    }
}

void TestHeaders::isToken()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, token);
    QCOMPARE(hoplens::isToken(text), token);
}

void TestHeaders::isFieldValue_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("fine");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("octets over 127") << QByteArray("\xE2\x98\x83\xFF") << true;
    QTest::newRow("CR") << QByteArray("a\rb") << false;
    QTest::newRow("LF") << QByteArray("a\nb") << false;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << false;
}

void TestHeaders::isFieldValue()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, fine);
    QCOMPARE(hoplens::isFieldValue(value), fine);
}

void TestHeaders::displayText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *tag, const QByteArray &bytes, const QString &shown) {
        QTest::newRow(tag) << bytes << shown;
    };
    row("plain", "<b>Found</b>", QStringLiteral("<b>Found</b>"));
    row("UTF-8", "\xE2\x98\x83", QStringLiteral("\u2603"));
    row("not UTF-8: Latin-1", "\xE9\xFF", QStringLiteral("\u00e9\u00ff"));
    row("escape sequence", "\x1b[31mred", QStringLiteral("\\x1b[31mred"));
    row("line break", "a\r\nb", QStringLiteral("a\\x0d\\x0ab"));
    row("NUL", QByteArray("a\0b", 3), QStringLiteral("a\\x00b"));
    row("C1 control as Latin-1", "\x9b\x31m\xff", QStringLiteral("\\x9b1m\u00ff"));
    row("right-to-left override",
        "\xE2\x80\xAE"
        "fdp.exe",
        QStringLiteral("\\u202efdp.exe"));
    row("zero width space",
        "a\xE2\x80\x8B"
        "b",
        QStringLiteral("a\\u200bb"));
    row("Arabic stays", "\xD9\x85\xD8\xB1", QStringLiteral("\u0645\u0631"));
}

void TestHeaders::displayText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, shown);
    QCOMPARE(hoplens::displayText(bytes), shown);
}

void TestHeaders::commonText()
{
    const QByteArray longName(10'000, 'x');
    const QList<QByteArray> texts{
        "", "Location", "location", "Locatioo", "HTTP/1.1", "0", QByteArray("\0\xff", 2), longName};
    for (const QByteArray &text : texts) {
        QCOMPARE(hoplens::commonText(text), text);
    }
    QByteArray changed = hoplens::commonText("Location");
    changed += 'x';
    QCOMPARE(hoplens::commonText("Location"), "Location");
}

QTEST_GUILESS_MAIN(TestHeaders)
#include "tst_headers.moc"
