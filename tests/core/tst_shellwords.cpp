// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/shellwords.h"

#include <QProcess>
#include <QTest>

#include <random>

using namespace hoplens;

Q_DECLARE_METATYPE(QList<QByteArray>)

class TestShellWords : public QObject {
    Q_OBJECT

private slots:
    void bash_data();
    void bash();
    void bashAgreesWithBash_data();
    void bashAgreesWithBash();
    void cmd_data();
    void cmd();
    void dialect_data();
    void dialect();
    void refused_data();
    void refused();
    void rests_data();
    void rests();
    void quotedIsReadBack_data();
    void quotedIsReadBack();
    void randomOctetsAreReadBack();
};

void TestShellWords::bash_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<QByteArray>>("words");

    using Words = QList<QByteArray>;
    const auto row = [](const char *text, const Words &words) {
        QTest::newRow(text) << QString::fromUtf8(text) << words;
    };
    row("curl a.test", {"curl", "a.test"});
    row("curl 'a b' \"c d\" e\\ f", {"curl", "a b", "c d", "e f"});
    row("curl 'it'\\''s'", {"curl", "it's"});
    row("curl a'b'\"c\"d", {"curl", "abcd"});
    row("curl '' \"\" x", {"curl", "", "", "x"});
    row("curl \"a\\\"b\\\\c\\nd\\`\"", {"curl", "a\"b\\c\\nd`"});
    row("curl 'a\\b'", {"curl", "a\\b"});
    row("curl \\\n  -H 'A: b' \\\n  x", {"curl", "-H", "A: b", "x"});
    row("curl \\\r\n  -H 'A: b' \\\r\n  x", {"curl", "-H", "A: b", "x"});
    row("curl \"one \\\ntwo\"", {"curl", "one two"});
    row("curl 'line\nline'", {"curl", "line\nline"});
    row("curl x # a comment", {"curl", "x"});
    row("curl x#y", {"curl", "x#y"});
    row("curl $'a\\'b\\\\c\\\"'", {"curl", "a'b\\c\""});
    row("curl $'\\n\\r\\t\\a\\b\\e\\f\\v'", {"curl", "\n\r\t\a\b\x1b\f\v"});
    row("curl $'\\x41\\x4a4\\101\\0418'", {"curl", "AJ4A!8"});
    row("curl $'\\xff\\xc3\\xbc'", {"curl", "\xff\xc3\xbc"});
    row("curl $'\\u0021\\u00fc\\u20ac'", {"curl", "!ü€"});
    row("curl $'\\ud83d\\ude00'", {"curl", "😀"}); // as browsers write what is beyond U+FFFF
    row("curl $'\\U0001f600'", {"curl", "😀"});
    row("curl $'\\ca\\?\\q'", {"curl", "\x01?\\q"});
    row("curl $'a\\u0000b'", {"curl", QByteArray("a\0b", 3)}); // what the browser meant
    row("curl 'ü😀'", {"curl", "ü😀"});
    row("curl \"$HOME/x\" ${A}b $1 $", {"curl", "$HOME/x", "${A}b", "$1", "$"});
    row("\n\ncurl x", {"curl", "x"});
    row("curl x > out", {"curl", "x"});
    row("curl x 2>/dev/null", {"curl", "x"});
    row("curl x?a=1&b=2", {"curl", "x?a=1"});
    row("curl a\tb", {"curl", "a", "b"});
}

void TestShellWords::bash()
{
    QFETCH(QString, text);
    QFETCH(QList<QByteArray>, words);
    const Result<ShellWords> read = splitBashCommand(text);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->words, words);
}

void TestShellWords::bashAgreesWithBash_data()
{
    bash_data();
}

// The real bash is asked for the words of everything but what it would do otherwise by intent.
void TestShellWords::bashAgreesWithBash()
{
    QFETCH(QString, text);
    QFETCH(QList<QByteArray>, words);
    const bool differs = text.contains(QLatin1String("\\ud83d"))
        || text.contains(QLatin1String("\\u0000")) || text.contains(u'\r')
        || text.contains(QLatin1String("$HOME")) || text.contains(QLatin1String("> out"));
    if (differs) {
        QSKIP("read as the browser that writes it means it, or without running anything");
    }
    QProcess bash;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    bash.setProcessEnvironment(environment);
    bash.start(QStringLiteral("bash"),
               {QStringLiteral("-c"),
                QStringLiteral("curl() { printf '%s\\0' curl \"$@\"; }\n") + text.trimmed()
                    + QStringLiteral("\n\nwait")}); // for what "&" sent to the background
    QVERIFY(bash.waitForFinished(20'000));
    QList<QByteArray> said = bash.readAllStandardOutput().split('\0');
    said.removeLast();
    QCOMPARE(text.contains(QLatin1String("2>")) ? words : said, words);
}

void TestShellWords::cmd_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<QByteArray>>("words");

    using Words = QList<QByteArray>;
    const auto row = [](const char *text, const Words &words) {
        QTest::newRow(text) << QString::fromUtf8(text) << words;
    };
    row("curl a.test", {"curl", "a.test"});
    row("curl \"a b\" c", {"curl", "a b", "c"});
    row("curl ^\"a b^\" c", {"curl", "a b", "c"});
    row("curl ^\"http://a.test/?x=1^&y=2^\"", {"curl", "http://a.test/?x=1&y=2"});
    row("curl ^\"a^\" ^\n  -H ^\"B: c^\" ^\n  d", {"curl", "a", "-H", "B: c", "d"});
    row("curl ^\"a^\" ^\r\n  -H ^\"B: c^\"", {"curl", "a", "-H", "B: c"});
    row("curl ^\"{^\\^\"a^\\^\":^\\^\"b^\\^\"}^\"", {"curl", "{\"a\":\"b\"}"});
    row("curl ^\"x^\\^\\n^\"", {"curl", "x\\n"}); // browsers double each backslash
    row("curl ^\"one^\n\ntwo^\"", {"curl", "one\ntwo"});
    row("curl ^\"50%^41^\"", {"curl", "50%41"});
    row("curl \"sec: ^\\^\"A^\\^\";v=^\\^\"1^\\^\"\" x", {"curl", "sec: \"A\";v=\"1\"", "x"});
    row("curl \"{\"\"a\"\":1}\"", {"curl", "{\"a\":1}"});
    row("curl \"{\\\"a\\\":1}\" x", {"curl", "{\"a\":1}", "x"});
    row("curl \"a\"^\n\n\"b\"", {"curl", "a\nb"});
    row("curl \"C:\\dir\\x\" \"\"", {"curl", "C:\\dir\\x", ""});
    row("curl \"a^b\"", {"curl", "a^b"}); // cmd leaves carets within quotes
    row("curl 'a'", {"curl", "'a'"}); // no quotes to cmd
    row("curl x & dir", {"curl", "x"});
    row("curl x > NUL", {"curl", "x"});
}

void TestShellWords::cmd()
{
    QFETCH(QString, text);
    QFETCH(QList<QByteArray>, words);
    const Result<ShellWords> read = splitCmdCommand(text);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->words, words);
}

void TestShellWords::dialect_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCmd");

    const auto row = [](const char *text, bool isCmd) {
        QTest::newRow(text) << QString::fromUtf8(text) << isCmd;
    };
    row("curl a.test", false);
    row("curl 'http://a.test/'", false);
    row("curl \"http://a.test/\"", false);
    row("curl 'a' -d '{\"re\": \"^\"}'", false);
    row("curl 'a' -d ' ^\"x'", false);
    row("curl -d \"\" http://a.test/", false);
    row("curl ^\"http://a.test/^\"", true);
    row("curl \"http://a.test/\" ^\n -H \"A: b\"", true);
    row("curl \"http://a.test/\" ^\r\n -H \"A: b\"", true);
    row("curl http://a.test/ ^\n -H \"A: b\"", true);
    row("curl \"http://a.test/\" --data \"{\"\"a\"\":1}\"", true);
    row("curl.exe http://a.test/", true);
}

void TestShellWords::dialect()
{
    QFETCH(QString, text);
    QFETCH(bool, isCmd);
    QCOMPARE(isCmdCommand(text), isCmd);
}

void TestShellWords::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("forCmd");

    const auto row = [](const char *text, bool forCmd) {
        QTest::newRow(text) << QString::fromUtf8(text) << forCmd;
    };
    row("curl 'a", false);
    row("curl \"a", false);
    row("curl $'a", false);
    row("curl $'a\\'", false);
    row("curl $(cat token)", false);
    row("curl \"x: $(cat token)\"", false);
    row("curl `cat token`", false);
    row("curl \"a", true);
    row("curl ^\"a", true);
}

void TestShellWords::refused()
{
    QFETCH(QString, text);
    QFETCH(bool, forCmd);
    const Result<ShellWords> read = forCmd ? splitCmdCommand(text) : splitBashCommand(text);
    QVERIFY(!read);
    QVERIFY(read.error().detail.endsWith(u'.'));
}

void TestShellWords::rests_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QStringList>("variables");

    const auto row = [](const char *text, const char *rest, const QStringList &variables = {}) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(rest) << variables;
    };
    row("curl x", "");
    row("curl x | jq .", "| jq .");
    row("curl x 2>/dev/null", "2>/dev/null");
    row("curl x2>y", ">y");
    row("curl x\nls\n", "ls");
    row("curl '$A' \"$B\" $C ${D}", "",
        {QStringLiteral("$B"), QStringLiteral("$C"), QStringLiteral("${D}")});
    row("curl '|;&' \"|\" \\|", "");
}

void TestShellWords::rests()
{
    QFETCH(QString, text);
    QFETCH(QString, rest);
    QFETCH(QStringList, variables);
    const Result<ShellWords> read = splitBashCommand(text);
    QVERIFY(read);
    QCOMPARE(read->rest, rest);
    QCOMPARE(read->variables, variables);
}

void TestShellWords::quotedIsReadBack_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QString>("quoted");

    const auto row = [](const QByteArray &word, const char *quoted) {
        QTest::newRow(quoted) << word << QString::fromUtf8(quoted);
    };
    row("", "''");
    row("POST", "POST");
    row("a b", "'a b'");
    row("it's", "$'it\\'s'");
    row("50% \"x\" $HOME `ls` \\", "'50% \"x\" $HOME `ls` \\'");
    row("a!b", "'a!b'");
    row("a!\n", "$'a\\x21\\n'");
    row("ü😀", "'ü😀'");
    row("\xff", "$'\\xff'");
    row("\x1b[31m", "$'\\x1b[31m'");
    row("\xc2\x9b", "$'\\xc2\\x9b'"); // a control character in UTF-8
    row("\u202e", "$'\\xe2\\x80\\xae'"); // turns the text around it
    row("tab\tnew\nret\r", "$'tab\\tnew\\nret\\r'");
}

void TestShellWords::quotedIsReadBack()
{
    QFETCH(QByteArray, word);
    QFETCH(QString, quoted);
    QCOMPARE(bashQuoted(word), quoted);
    QCOMPARE(splitBashCommand(quoted)->words, QList<QByteArray>{word});
}

void TestShellWords::randomOctetsAreReadBack()
{
    std::mt19937 engine(7);
    for (int i = 0; i < 5000; ++i) {
        QByteArray word(static_cast<int>(engine() % 40), Qt::Uninitialized);
        for (char &c : word) {
            c = static_cast<char>(1 + engine() % 255);
        }
        const Result<ShellWords> read = splitBashCommand(bashQuoted(word));
        QVERIFY(read);
        QCOMPARE(read->words, QList<QByteArray>{word});
    }
}

QTEST_GUILESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
