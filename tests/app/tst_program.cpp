// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The program as scripts see it: exit codes, clean standard output, one sentence on standard error.

#include "core/formats/tracefile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace hoplens;

class TestProgram : public QObject {
    Q_OBJECT

private slots:
    void exitCodes_data();
    void exitCodes();
    void traceFileOfTheContract_data();
    void traceFileOfTheContract();
    void fileAndStandardOutputAreTheSame();
    void savedOpenedAndSavedAgain();
    void secretsStayOutOfEveryOutput();
    void eachHopIsACurlCommand();
    void lab();
    void clients();
    void cheatSheetOfAClient();
    void comparesByPredicting();
    void comparesByReallySending();
    void comparesAFile();
    void secretsStayOutOfEveryComparison();
    void compareExitCodes_data();
    void compareExitCodes();
    void noDisplay();
    void unusableDisplay_data();
    void unusableDisplay();
    void argumentsAreUtf8();
    void writesToPipesAndDevices();
};

namespace {

struct Run {
    int code = -1;
    QByteArray out;
    QByteArray error;
};

Run run(const QStringList &arguments, const QStringList &removedFromEnvironment = {},
        const QString &variable = {}, const QString &value = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : removedFromEnvironment) {
        environment.remove(name);
    }
    if (!variable.isEmpty()) {
        environment.insert(variable, value);
    }
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(HOPLENS_PROGRAM), arguments);
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

Run runWords(const QString &words)
{
    return run(words.split(u'|'));
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

void TestProgram::exitCodes_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("code");
    const auto row = [](const char *arguments, int code) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << code;
    };
    row("trace|--lab|/302/200", 0);
    row("trace|--lab|--stop-at|method-change|/302/200", 0);
    row("trace|--lab|--stop-at|method-change|-d|x|/302/200", 1);
    row("trace|--lab|/404", 0); // handed over, whatever it says
    row("trace|--lab|/301;loc=none", 0);
    row("trace|--lab|/loop", 1);
    row("trace|--lab|--as|rfc9110|/loop", 1);
    row("trace|--lab|/endless", 1);
    row("trace|--lab|/302;scheme=file/200", 1);
    row("trace|--lab|/cut", 1);
    row("trace|--lab|--timeout|0.1|/hang", 1);
    row("trace|--resolve|a.test:1:127.0.0.1|http://a.test:1/", 1);
    row("trace", 2);
    row("trace|--as|mosaic|a.test", 2);
    row("trace|http://a b/", 2);
    row("trace|javascript:alert(1)", 2);
    row("trace|-H|broken|a.test", 2);
    row("trace|-H|a b: c|a.test", 2);
    row("trace|-X|A B|a.test", 2);
    row("trace|-d|@/nowhere/at/all|a.test", 3);
    row("trace|--cacert|/nowhere/at/all|a.test", 3);
    row("trace|--cookies|/nowhere/at/all|a.test", 3);
    row("trace|--lab|-o|/nowhere/at/all.json|/200", 3);
    row("trace|--lab|--fail-on|problem|-d|x|/302/200", 4);
    row("trace|--lab|--fail-on|note|-d|x|/301/200", 4);
    row("trace|--lab|--fail-on|problem|/302/200", 0);
    row("--nonsense", 2);
}

void TestProgram::exitCodes()
{
    QFETCH(QString, arguments);
    QFETCH(int, code);
    const Run result = runWords(arguments);
    QCOMPARE(result.code, code);
    if (code == 2 || code == 3) {
        QCOMPARE(result.out, QByteArray());
        QCOMPARE(result.error.count('\n'), 1);
        QVERIFY(result.error.startsWith("hoplens: "));
    } else {
        QCOMPARE(result.error, QByteArray());
        QVERIFY(!result.out.isEmpty());
        QVERIFY(!result.out.contains('\x1b')); // no colour where no terminal is
    }
}

void TestProgram::traceFileOfTheContract_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("kept");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d", status) << status << (status >= 307);
    }
}

void TestProgram::traceFileOfTheContract()
{
    QFETCH(int, status);
    QFETCH(bool, kept);
    const Run result = run({QStringLiteral("trace"), QStringLiteral("--lab"), QStringLiteral("-d"),
                            QStringLiteral("hello"), QStringLiteral("-X"), QStringLiteral("POST"),
                            QStringLiteral("/%1/echo").arg(status), QStringLiteral("--format"),
                            QStringLiteral("json")});
    QCOMPARE(result.code, 0);
    const QJsonDocument file = QJsonDocument::fromJson(result.out);
    QCOMPARE(file[u"format"].toString(), QStringLiteral("hoplens-trace"));
    QCOMPARE(file[u"version"].toInt(), 1);
    QVERIFY(QDateTime::fromString(file[u"started"].toString(), Qt::ISODateWithMs).isValid());
    QCOMPARE(file[u"client"][u"id"].toString(), QStringLiteral("browser-fetch"));
    QCOMPARE(file[u"redacted"].toBool(), true);
    QCOMPARE(file[u"outcome"][u"kind"].toString(), QStringLiteral("final"));
    QCOMPARE(file[u"outcome"][u"hop"].toInt(), 2);
    QCOMPARE(file[u"hops"].toArray().size(), 2);
    const QJsonValue first = file[u"hops"][0];
    QCOMPARE(first[u"request"][u"method"].toString(), QStringLiteral("POST"));
    QCOMPARE(first[u"request"][u"target"].toString(), QStringLiteral("/%1/echo").arg(status));
    QCOMPARE(first[u"request"][u"headers"][0][0].toString(), QStringLiteral("Host"));
    QCOMPARE(first[u"request"][u"body"][u"size"].toInt(), 5);
    QCOMPARE(first[u"request"][u"body"][u"text"].toString(), QStringLiteral("hello"));
    QCOMPARE(first[u"response"][u"status"].toInt(), status);
    QCOMPARE(first[u"response"][u"version"].toString(), QStringLiteral("HTTP/1.1"));
    const QJsonValue redirect = first[u"redirect"];
    QCOMPARE(redirect[u"location"].toString(), QStringLiteral("/echo"));
    QVERIFY(redirect[u"resolved"].toString().endsWith(QStringLiteral("/echo")));
    QCOMPARE(redirect[u"action"].toString(), QStringLiteral("follow"));
    QCOMPARE(redirect[u"method"][u"from"].toString(), QStringLiteral("POST"));
    QCOMPARE(redirect[u"method"][u"to"].toString(),
             kept ? QStringLiteral("POST") : QStringLiteral("GET"));
    QCOMPARE(redirect[u"method"][u"kept"].toBool(), kept);
    QCOMPARE(redirect[u"body"][u"had"].toInt(), 5);
    QCOMPARE(redirect[u"body"][u"kept"].toBool(), kept);
    QCOMPARE(redirect[u"origin"].toString(), QStringLiteral("same"));
    const QJsonArray why = redirect[u"why"].toArray();
    for (const auto &reason : why) {
        QVERIFY(!reason[u"rule"].toString().isEmpty() && !reason[u"source"].toString().isEmpty());
    }
    QVERIFY(first[u"connection"][u"tls"].isNull());
    QVERIFY(first[u"connection"][u"peer"].toString().startsWith(QStringLiteral("127.0.0.1:")));
    QVERIFY(first[u"times"][u"dns"].isNull()
            && first[u"times"][u"tls"].isNull()); // not seen: never 0
    QVERIFY(first[u"times"][u"end"].toDouble() > first[u"times"][u"firstByte"].toDouble() * 0.999);
    const QJsonValue last = file[u"hops"][1];
    QVERIFY(!last.toObject().contains(QStringLiteral("redirect")));
    // The echo is what the server received, and it is what the trace says was sent.
    const QString echo = last[u"response"][u"body"][u"text"].toString();
    QVERIFY(echo.startsWith(kept ? QStringLiteral("POST /echo HTTP/1.1\r\n")
                                 : QStringLiteral("GET /echo HTTP/1.1\r\n")));
    QCOMPARE(echo.endsWith(QStringLiteral("\r\n\r\nhello")), kept);
    QCOMPARE(file[u"findings"].toArray().isEmpty(), kept);
}

void TestProgram::fileAndStandardOutputAreTheSame()
{
    // Times and ports differ from run to run; the shape does not.
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("t.hoplens"));
    const Run result = run({QStringLiteral("trace"), QStringLiteral("--lab"), QStringLiteral("-o"),
                            path, QStringLiteral("/302/200")});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out, QByteArray());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject saved = objectOf(file.readAll());
    const QJsonObject printed =
        objectOf(runWords(QStringLiteral("trace|--lab|--format|json|/302/200")).out);
    QCOMPARE(saved.keys(), printed.keys());
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestProgram::savedOpenedAndSavedAgain()
{
    const QByteArray bytes =
        runWords(QStringLiteral("trace|--lab|--format|json|-d|x|/307;to=other/302/echo")).out;
    const Result<Trace> trace = readTrace(bytes);
    QVERIFY2(trace, trace ? "" : qPrintable(trace.error().detail));
    QCOMPARE(writeTrace(*trace), bytes);
}

void TestProgram::secretsStayOutOfEveryOutput()
{
    const QString secret = QStringLiteral("s3cretValue");
    const QStringList arguments{QStringLiteral("trace"),
                                QStringLiteral("--lab"),
                                QStringLiteral("-H"),
                                QStringLiteral("Authorization: Bearer %1").arg(secret),
                                QStringLiteral("-b"),
                                QStringLiteral("sid=%1").arg(secret),
                                QStringLiteral("-H"),
                                QStringLiteral("X-Api-Key: %1").arg(secret),
                                QStringLiteral("/302/echo?access_token=%1").arg(secret)};
    for (const QString &format : {QStringLiteral("text"), QStringLiteral("json"),
                                  QStringLiteral("har"), QStringLiteral("curl")}) {
        const QStringList formatted = arguments + QStringList{QStringLiteral("--format"), format};
        QVERIFY(!run(formatted).out.contains(secret.toUtf8()));
        QVERIFY(run(formatted + QStringList{QStringLiteral("--show-secrets")})
                    .out.contains(secret.toUtf8()));
    }
}

void TestProgram::eachHopIsACurlCommand()
{
    const Run result = runWords(QStringLiteral("trace|--lab|--format|curl|-d|x=1|/307/302/echo"));
    QCOMPARE(result.code, 0);
    const QList<QByteArray> commands = result.out.split('#').mid(1);
    QCOMPARE(commands.size(), 3);
    for (int hop = 0; hop < 3; ++hop) {
        QVERIFY(
            commands.at(hop).startsWith(" hop " + QByteArray::number(hop + 1) + "\ncurl 'http://"));
        QCOMPARE(commands.at(hop).contains("--data-raw 'x=1'"), hop < 2);
        QVERIFY(!commands.at(hop).contains("-X"));
    }
}

void TestProgram::lab()
{
    QProcess lab;
    lab.start(QStringLiteral(HOPLENS_PROGRAM), {QStringLiteral("lab")});
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT(
        (lab.waitForReadyRead(50), out += lab.readAllStandardOutput()).count('\n') == 2, 20'000);
    const QList<QByteArray> urls = out.trimmed().split('\n');
    for (const QByteArray &url : urls) {
        QVERIFY(url.startsWith("http://127.0.0.1:"));
        const Run result = run({QStringLiteral("trace"),
                                QString::fromLatin1(url) + QStringLiteral("/302;to=other/200")});
        QCOMPARE(result.code, 0);
        QVERIFY(result.out.contains(url == urls.first() ? urls.last() : urls.first()));
    }
    lab.terminate();
    QVERIFY(lab.waitForFinished());
}

void TestProgram::clients()
{
    const Run table = runWords(QStringLiteral("clients"));
    QCOMPARE(table.code, 0);
    QVERIFY(table.out.startsWith("browser-fetch "));
    const QJsonArray list =
        QJsonDocument::fromJson(runWords(QStringLiteral("clients|--json")).out).array();
    QCOMPARE(list.size(), table.out.count('\n'));
    for (const auto &client : list) {
        for (const char *key : {"id", "name", "version"}) {
            QVERIFY(!client[QLatin1String(key)].toString().isEmpty());
        }
    }
}

void TestProgram::cheatSheetOfAClient()
{
    const Run text = runWords(QStringLiteral("clients|browser-fetch"));
    QCOMPARE(text.code, 0);
    QVERIFY(text.out.startsWith("browser-fetch: "));
    const QRegularExpression post(
        QStringLiteral("\nPOST +- +GET +GET +GET +- +- +- +same +same\n"));
    QVERIFY2(post.match(QString::fromUtf8(text.out)).hasMatch(), text.out.constData());
    const QStringList lines = QString::fromUtf8(text.out).split(u'\n');
    for (const QString &line : lines) {
        QVERIFY2(line.size() <= 80, qPrintable(line));
    }
    const QJsonObject json = objectOf(runWords(QStringLiteral("clients|--json|rfc9110")).out);
    QCOMPARE(json[u"id"].toString(), QStringLiteral("rfc9110"));
    QCOMPARE(json[u"methods"].toArray().size(), 14);
    QCOMPARE(json[u"methods"][0][u"results"].toArray().size(), 9);
}

void TestProgram::comparesByPredicting()
{
    const Run text = runWords(QStringLiteral("compare|--lab|--as|rfc9110,browser-fetch|/loop"));
    QCOMPARE(text.code, 0);
    QCOMPARE(text.error, QByteArray());
    QVERIFY2(text.out.contains("Sent as rfc9110; the others are predicted from that trace."),
             text.out.constData());
    QVERIFY(text.out.contains("rfc9110 ends it as a loop; browser-fetch goes on as GET."));
    const QJsonObject json = objectOf(
        runWords(QStringLiteral("compare|--lab|--as|rfc9110,browser-fetch|--format|json|/loop"))
            .out);
    QCOMPARE(json[u"format"].toString(), QStringLiteral("hoplens-comparison"));
    QCOMPARE(json[u"clients"][0][u"way"].toString(), QStringLiteral("sent"));
    QCOMPARE(json[u"clients"][1][u"way"].toString(), QStringLiteral("predicted"));
    QCOMPARE(json[u"clients"][0][u"end"][u"outcome"].toString(), QStringLiteral("loop"));
    QCOMPARE(json[u"clients"][1][u"end"][u"kind"].toString(), QStringLiteral("unknown"));
    // The user's limit holds for all of them.
    const QJsonObject limited =
        objectOf(runWords(QStringLiteral(
                              "compare|--lab|--as|rfc9110,browser-fetch|--max-hops|0|--format|json|"
                              "/302/200"))
                     .out);
    for (const QJsonValue client : limited[u"clients"].toArray()) {
        QCOMPARE(client[u"end"][u"outcome"].toString(), QStringLiteral("limit"));
    }
}

void TestProgram::comparesByReallySending()
{
    const Run result =
        runWords(QStringLiteral("compare|--lab|--as|browser-fetch,rfc9110|--send|--at-once|1|"
                                "--format|json|-d|hello|/loop"));
    QCOMPARE(result.code, 0);
    const QJsonObject json = objectOf(result.out);
    QCOMPARE(json[u"clients"].toArray().size(), 2);
    for (const QJsonValue client : json[u"clients"].toArray()) {
        QCOMPARE(client[u"way"].toString(), QStringLiteral("sent"));
        QCOMPARE(client[u"end"][u"kind"].toString(), QStringLiteral("ended"));
    }
    QCOMPARE(json[u"clients"][0][u"hops"].toArray().size(), 21);
}

void TestProgram::comparesAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("t.hoplens"));
    QCOMPARE(run({QStringLiteral("trace"), QStringLiteral("--lab"), QStringLiteral("-d"),
                  QStringLiteral("x"), QStringLiteral("--show-secrets"), QStringLiteral("-o"), path,
                  QStringLiteral("/302/200")})
                 .code,
             0);
    const Run result = run({QStringLiteral("compare"), path, QStringLiteral("--as"),
                            QStringLiteral("browser-fetch,rfc9110")});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.contains("Predicted from one trace; nothing was sent."),
             result.out.constData());
    QVERIFY(result.out.contains("All do the same."));
    const QString table = folder.filePath(QStringLiteral("t.csv"));
    QCOMPARE(run({QStringLiteral("compare"), path, QStringLiteral("-o"), table}).code, 0);
    QFile file(table);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("\"Hop\",\"They part\",\"Address\","));
    // The request stands in the file, and its lab is gone.
    QCOMPARE(run({QStringLiteral("compare"), path, QStringLiteral("-d"), QStringLiteral("y")}).code,
             2);
    QCOMPARE(run({QStringLiteral("compare"), path, QStringLiteral("--send")}).code, 1);
    QCOMPARE(run({QStringLiteral("trace"), QStringLiteral("--lab"), QStringLiteral("-o"), path,
                  QStringLiteral("/302/200")})
                 .code,
             0);
    const Run redacted = run({QStringLiteral("compare"), path, QStringLiteral("--send")});
    QCOMPARE(redacted.code, 2);
    QVERIFY(redacted.error.contains("blotted out"));
}

void TestProgram::secretsStayOutOfEveryComparison()
{
    const QStringList arguments{QStringLiteral("compare"), QStringLiteral("--lab"),
                                QStringLiteral("-b"), QStringLiteral("sid=s3cretValue"),
                                QStringLiteral("/302/echo?token=s3cretValue")};
    for (const QString &format :
         {QStringLiteral("text"), QStringLiteral("json"), QStringLiteral("markdown"),
          QStringLiteral("csv"), QStringLiteral("html")}) {
        for (const QStringList &way : {QStringList(), QStringList{QStringLiteral("--send")}}) {
            const QStringList formatted =
                arguments + QStringList{QStringLiteral("--format"), format};
            const Run result = run(formatted + way);
            QCOMPARE(result.code, 0);
            QVERIFY(!result.out.isEmpty() && !result.out.contains("s3cretValue"));
            QVERIFY(run(formatted + way + QStringList{QStringLiteral("--show-secrets")})
                        .out.contains("s3cretValue"));
        }
    }
}

void TestProgram::compareExitCodes_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("code");
    const auto row = [](const char *arguments, int code) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << code;
    };
    row("compare|--lab|/404", 0);
    row("compare|--lab|/loop", 0); // that one stops is what was asked
    row("compare|--lab|--send|/cut", 1); // in the middle of the head
    row("compare|--resolve|a.test:1:127.0.0.1|http://a.test:1/", 1);
    row("compare|--send|--resolve|a.test:1:127.0.0.1|http://a.test:1/", 1);
    row("compare", 2);
    row("compare|a.test|b.test", 2);
    row("compare|--as|mosaic|a.test", 2);
    row("compare|--as||a.test", 2);
    row("compare|--at-once|0|--send|a.test", 2);
    row("compare|--at-once|2|a.test", 2);
    row("compare|--format|png|a.test", 2);
    row("compare|--stop-at|302|a.test", 2);
    row("compare|-H|broken|a.test", 2);
    row("compare|--as|browser-fetch|-X|CONNECT|a.test", 2);
    row("compare|--send|-X|A B|a.test", 2);
    row("compare|/nowhere/at/all.hoplens", 3);
    row("compare|--cacert|/nowhere/at/all|a.test", 3);
    row("compare|--lab|-o|/nowhere/at/all.json|/200", 3);
    row("clients|mosaic", 2);
    row("clients|rfc9110|browser-fetch", 2);
}

void TestProgram::compareExitCodes()
{
    QFETCH(QString, arguments);
    QFETCH(int, code);
    const Run result = runWords(arguments);
    QCOMPARE(result.code, code);
    const bool isRefused = code == 2 || code == 3;
    QCOMPARE(result.out.isEmpty(), isRefused);
    QCOMPARE(result.error.count('\n'), isRefused ? 1 : 0);
    QVERIFY(!isRefused || result.error.startsWith("hoplens: "));
}

void TestProgram::noDisplay()
{
    const Run result = run({},
                           {QStringLiteral("DISPLAY"), QStringLiteral("WAYLAND_DISPLAY"),
                            QStringLiteral("QT_QPA_PLATFORM")});
    QVERIFY(result.code > 0);
    QVERIFY2(result.error.contains("no display") && result.error.count('\n') == 1,
             result.error.constData());
}

void TestProgram::unusableDisplay_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *title, const char *name, const char *value) {
        QTest::newRow(title) << QString::fromLatin1(name) << QString::fromLatin1(value);
    };
    row("nobody there", "DISPLAY", ":7077");
    row("no display at all", "DISPLAY", "nonsense");
    row("no such platform", "QT_QPA_PLATFORM", "nonsense");
}

/// Qt would print several lines and abort.
void TestProgram::unusableDisplay()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const Run result = run(
        {}, {QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("WAYLAND_DISPLAY")}, name, value);
    QCOMPARE(result.code, 2);
    QCOMPARE(result.out, QByteArray());
    QCOMPARE(result.error.count('\n'), 1);
    QVERIFY2(result.error.startsWith("hoplens: ") && result.error.contains(value.toUtf8()),
             result.error.constData());
}

void TestProgram::argumentsAreUtf8()
{
    // QProcess would encode the argument, so a shell makes it.
    QProcess process;
    process.start(QStringLiteral("sh"),
                  {QStringLiteral("-c"),
                   QStringLiteral("\"$0\" trace \"$(printf 'a.test/\\377')\""),
                   QStringLiteral(HOPLENS_PROGRAM)});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray said = process.readAllStandardError();
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(said.contains("Argument 2 is not valid UTF-8") && said.count('\n') == 1,
             said.constData());
}

void TestProgram::writesToPipesAndDevices()
{
    const QStringList trace{QStringLiteral("trace"), QStringLiteral("--lab"),
                            QStringLiteral("/200"), QStringLiteral("-o")};
    QCOMPARE(run(trace + QStringList{QStringLiteral("/dev/null")}).code, 0);
    QVERIFY(!QFileInfo(QStringLiteral("/dev/null")).isFile()); // written to, not replaced
    const Run toStandardOutput = run(trace + QStringList{QStringLiteral("-")});
    QCOMPARE(toStandardOutput.code, 0);
    QVERIFY(!objectOf(toStandardOutput.out).isEmpty());
    QProcess full;
    full.setStandardOutputFile(QStringLiteral("/dev/full"));
    full.start(QStringLiteral(HOPLENS_PROGRAM), trace.first(3));
    QVERIFY(full.waitForFinished(60'000));
    QCOMPARE(full.exitCode(), 3);
    QCOMPARE(full.readAllStandardError().count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
