// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// A copied command, run by the real bash and the real curl, makes a server receive what the trace
// shows. HOPLENS_SEED=n repeats a run.

#include "core/formats/curlcommand.h"
#include "core/formats/curltext.h"
#include "core/http/requesthead.h"
#include "core/redirect/prepare.h"
#include "tests/core/randommessages.h"
#include "tests/core/scriptedserver.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hoplens;

namespace {

constexpr int requestCount = 300;

Script emptyAnswer()
{
    return {{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"}};
}

/// What an argument of a command can hold: no NUL, not too much.
Request withWritableBody(Request request)
{
    if (request.body) {
        QByteArray bytes = request.body->bytes;
        bytes.truncate(100'000);
        request.body = bodyOf(bytes.replace('\0', "0"));
    }
    return request;
}

} // namespace

class TestCurl : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void copiedCommandsSendWhatTheTraceShows();
    void typedCommandsAreReadAsCurlReadsThem_data();
    void typedCommandsAreReadAsCurlReadsThem();

private:
    /// Runs a script to its end. The server is in this thread, so the wait must let it work.
    bool run(const QString &script);

    QTemporaryDir m_home;
    QByteArray m_errors;
};

void TestCurl::initTestCase()
{
    QVERIFY(m_home.isValid());
    QVERIFY2(run(QStringLiteral("curl --version")), m_errors.constData());
}

bool TestCurl::run(const QString &script)
{
    QProcess bash;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), m_home.path()); // no .curlrc
    environment.insert(QStringLiteral("no_proxy"), QStringLiteral("*"));
    bash.setProcessEnvironment(environment);
    QSignalSpy finished(&bash, &QProcess::finished);
    bash.start(QStringLiteral("bash"), {QStringLiteral("-s")});
    bash.write(script.toUtf8());
    bash.closeWriteChannel();
    const bool ended = !finished.isEmpty() || finished.wait(30'000);
    m_errors = bash.readAllStandardError();
    return ended && bash.exitStatus() == QProcess::NormalExit && bash.exitCode() == 0;
}

void TestCurl::copiedCommandsSendWhatTheTraceShows()
{
    RandomMessages random(seedOfThisRun());
    ScriptedServer server(emptyAnswer());
    const ClientProfile &profile = *findProfile(QStringLiteral("rfc9110"));
    const QByteArray base = server.url({});
    qint64 octets = 0;
    for (int i = 0; i < requestCount; ++i) {
        const Request wish = withWritableBody(random.request(base));
        const Request sent = prepareRequest(wish, profile);
        const Result<QString> command = curlCommandOf(sent);
        QVERIFY2(command, command ? "" : qPrintable(command.error().detail));
        QVERIFY2(run(*command + QStringLiteral(" -s -S\n")),
                 qPrintable(QString::fromUtf8(m_errors) + *command));
        QCOMPARE(server.connections(), i + 1);
        const QByteArray body = sent.body ? sent.body->bytes : QByteArray();
        const QByteArray expected = requestHead(sent) + body;
        QVERIFY2(server.received().last() == expected,
                 qPrintable(*command + u'\n' + displayText(server.received().last().left(3000))
                            + u'\n' + displayText(expected.left(3000))));
        octets += expected.size();
    }
    qInfo("%d requests, %lld octets, the same from curl as in the trace", requestCount, octets);
}

void TestCurl::typedCommandsAreReadAsCurlReadsThem_data()
{
    QTest::addColumn<QString>("options");

    const auto row = [](const char *options) {
        QTest::newRow(options) << QString::fromUtf8(options);
    };
    row("-d a=1 -d b=2 --data-raw @c");
    row("-d '' -d b");
    row("--data-urlencode 'a b+c~*' --data-urlencode 'n=v w' --data-urlencode '=x y'");
    row("--json '{\"a\":' --json '1}'");
    row("-G -d a=1 -d b=2");
    row("-G -d ''");
    row("-G --data-urlencode 'q=a b&c'"); // beyond ASCII curl 7.88 writes %c3, not %C3, here
    row("--url-query 'a=b c' --url-query '+d%20e'");
    row("-u me:pw");
    row("-u me");
    row("--oauth2-bearer tok");
    row("-A agent -e 'http://r.test/;auto' -b a=1 -b c=2 -r 0-9 --compressed");
    row("-A ''");
    row("-H 'A: 1' -H 'a:2' -H 'B;' -H 'A:  3 '");
    row("-H 'Accept:' -H 'User-Agent:'");
    row("-X PUT -d x -H 'Content-Type: text/plain'");
    row("-d x -H 'Content-Type:'");
    row("-I");
    row("-XPROPFIND");
    row("--head --get --data x=1");
    row("-d $'\\xff\\u00fc\\n'");
    row("-H 'Host: b.test'");
}

// The same fields and body, whatever their order; curl's own fields apart.
void TestCurl::typedCommandsAreReadAsCurlReadsThem()
{
    QFETCH(QString, options);
    ScriptedServer server(emptyAnswer());
    const QString command =
        QStringLiteral("curl -s -S ") + options + u' ' + QString::fromLatin1(server.url("/x?y"));
    QVERIFY2(run(command), m_errors.constData());
    const Result<CurlCommand> read = readCurlCommand(command);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    Request request = read->request;
    ClientProfile curl; // what it adds by itself
    curl.sends = {{"User-Agent", "curl/7.88.1", SetBy::Client}, {"Accept", "*/*", SetBy::Client}};
    request = prepareRequest(request, curl);

    const QByteArray wire = server.received().value(0);
    const qsizetype end = wire.indexOf("\r\n\r\n");
    QByteArrayList received = wire.left(end).split('\n');
    QByteArrayList expected = requestHead(request).chopped(4).split('\n');
    const auto normalize = [](QByteArrayList &lines) {
        for (QByteArray &line : lines) {
            line = line.trimmed().startsWith("User-Agent: curl/") ? "User-Agent: curl"
                                                                  : line.trimmed();
            line.replace("a:2", "a: 2").replace("A:  3", "A: 3");
        }
        std::sort(lines.begin(), lines.end());
    };
    normalize(received);
    normalize(expected);
    QCOMPARE(received, expected);
    QCOMPARE(wire.mid(end + 4), request.body ? request.body->bytes : QByteArray());
}

QTEST_GUILESS_MAIN(TestCurl)
#include "tst_curl.moc"
