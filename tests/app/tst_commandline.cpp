// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/commandline.h"
#include "app/startup.h"
#include "app/tracerequest.h"
#include "core/redirect/clientprofile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hoplens;

class TestCommandLine : public QObject {
    Q_OBJECT

private slots:
    void verbs_data();
    void verbs();
    void wrongUsage_data();
    void wrongUsage();
    void traceOptions();
    void sendOptions();
    void request_data();
    void request();
    void bodyFiles();
    void qtKeepsItsOwnOptions_data();
    void qtKeepsItsOwnOptions();
    void compareOptions();
    void formatFollowsTheName_data();
    void formatFollowsTheName();
};

namespace {

/// "a|b c" -> { "a", "b c" }
QStringList words(const QString &text)
{
    return text.isEmpty() ? QStringList() : text.split(u'|');
}

QStringList words(const char *text)
{
    return words(QString::fromUtf8(text));
}

/// "GET http://a.test/", then the user's fields, then the body: what the arguments ask for.
QString summary(const Request &request)
{
    QString text = displayText(request.method) + u' ' + displayText(serializeUrl(request.url));
    for (const Field &field : request.headers) {
        text += u'|' + displayText(field.name) + u'=' + displayText(field.value);
    }
    for (const QByteArray &name : request.withoutDefaults) {
        text += QStringLiteral("|no ") + displayText(name);
    }
    return request.body ? text + QStringLiteral("|body ") + displayText(request.body->bytes) : text;
}

} // namespace

void TestCommandLine::verbs_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("verb");
    QTest::addColumn<bool>("windowless");
    using Verb = CommandLine::Verb;
    const auto row = [](const char *arguments, Verb verb, bool windowless) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << static_cast<int>(verb)
                                 << windowless;
    };
    row("", Verb::Window, false);
    row("file.hoplens", Verb::Window, false);
    row("http://a.test/", Verb::Window, false);
    row("trace|a.test", Verb::Trace, true);
    row("lab", Verb::Lab, true);
    row("lab|--port|8307", Verb::Lab, true);
    row("clients", Verb::Clients, true);
    row("clients|--json", Verb::Clients, true);
    row("clients|rfc9110|--json", Verb::Clients, true);
    row("compare|a.test", Verb::Compare, true);
    row("compare|--help", Verb::Help, true);
    row("--version", Verb::Version, true);
    row("--help", Verb::Help, true);
    row("-h", Verb::Help, true);
    row("trace|--help", Verb::Help, true);
    row("lab|--help", Verb::Help, true);
    row("clients|--help", Verb::Help, true);
}

void TestCommandLine::verbs()
{
    QFETCH(QString, arguments);
    QFETCH(int, verb);
    QFETCH(bool, windowless);
    const Result<CommandLine> line = parseCommandLine(words(arguments));
    QVERIFY2(line, line ? "" : qPrintable(line.error().detail));
    QCOMPARE(static_cast<int>(line->verb), verb);
    QCOMPARE(isWindowless(words(arguments)), windowless);
    QCOMPARE(line->help.isEmpty(), line->verb != CommandLine::Verb::Help);
}

void TestCommandLine::wrongUsage_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *arguments, const char *names) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << QString::fromLatin1(names);
    };
    row("--nonsense", "--nonsense");
    row("a|b", "one file");
    row("trace", "no address");
    row("trace|a.test|b.test", "more than one");
    row("trace|--nonsense|a.test", "nonsense");
    row("trace|a.test|-X", "-X");
    row("trace|--as|mosaic|a.test", "mosaic");
    row("trace|--max-hops|x|a.test", "--max-hops");
    row("trace|--max-hops|-1|a.test", "--max-hops");
    row("trace|--max-hops|1001|a.test", "--max-hops");
    row("trace|--stop-at|sometimes|a.test", "--stop-at");
    row("trace|--stop-at|302,hop:1|a.test", "hop:1");
    row("trace|--timeout|soon|a.test", "--timeout");
    row("trace|--timeout|-1|a.test", "--timeout");
    row("trace|--connect-timeout|nan|a.test", "--connect-timeout");
    row("trace|--idle-timeout|-2|a.test", "--idle-timeout");
    row("trace|--limit|body|a.test", "--limit");
    row("trace|--limit|body=0|a.test", "--limit");
    row("trace|--limit|body=12X|a.test", "--limit");
    row("trace|--limit|body=9999999G|a.test", "--limit");
    row("trace|--limit|moon=1|a.test", "moon");
    row("trace|--http2|--resolve|a.test:80:127.0.0.1|a.test", "--resolve");
    row("trace|--http2|--tls-timeout|1|a.test", "--tls-timeout");
    row("trace|--no-resend|--http2|a.test", "--no-resend");
    for (const char *name : {"status-line", "head", "fields", "interim"}) {
        const QByteArray arguments = QByteArray("trace|--http2|--limit|") + name + "=9|a.test";
        row(arguments.constData(), name);
    }
    row("trace|--accept-cert|a.test|a.test", "--accept-cert");
    row("trace|--accept-cert|a.test=abc|a.test", "--accept-cert");
    row("trace|--accept-cert|=0000|a.test", "--accept-cert");
    row("trace|--resolve|a.test:80|a.test", "--resolve");
    row("trace|--as|rfc9110|--cookies|jar.txt|a.test", "--cookies");
    row("trace|--cookies||a.test", "--cookies wants the name of a file");
    row("trace|--cookies|jar.txt|--cookies|other.txt|a.test", "--cookies can be given once");
    row("trace|--cookies||--cookies|jar.txt|a.test", "--cookies can be given once");
    row("trace|--resolve|a.test:0:127.0.0.1|a.test", "--resolve");
    row("trace|--resolve|a.test:80:nowhere|a.test", "--resolve");
    row("trace|--resolve|a.test:80:127.0.0.1,|a.test", "--resolve");
    row("trace|--proxy|ftp://a.test|a.test", "--proxy");
    row("trace|--proxy|https://a.test|a.test", "https");
    row("trace|--format|xml|a.test", "xml");
    row("trace|--format|html|a.test", "html");
    row("trace|-o|out.png|a.test", "png");
    row("trace|--fail-on|disaster|a.test", "disaster");
    row("lab|--port|70000", "--port");
    row("lab|--port|x", "--port");
    row("lab|extra", "no address");
    row("clients|extra", "extra");
    row("clients|rfc9110|browser-fetch", "one name");
    row("compare", "no address");
    row("compare|a.test|b.test", "more than one");
    row("compare|--as|rfc9110,mosaic|a.test", "mosaic");
    row("compare|--format|svg|a.test", "svg");
    row("compare|--at-once|17|--send|a.test", "17");
    row("compare|--at-once|2|a.test", "--send");
    row("compare|--cookies|a|--cookies|b|a.test", "--cookies");
    row("compare|--cookies|a|--as|rfc9110,browser-fetch|a.test", "--cookies");
    row("compare|--cookies|a|--as|rfc9110|--send|a.test", "--cookies");
}

void TestCommandLine::wrongUsage()
{
    QFETCH(QString, arguments);
    QFETCH(QString, names);
    const Result<CommandLine> line = parseCommandLine(words(arguments));
    QVERIFY(!line);
    QCOMPARE(line.error().code, Error::Code::InvalidInput);
    QVERIFY2(line.error().detail.contains(names), qPrintable(line.error().detail));
    QVERIFY2(line.error().detail.endsWith(u'.'), qPrintable(line.error().detail));
    QVERIFY(!line.error().detail.contains(u'\n'));
}

void TestCommandLine::traceOptions()
{
    const Result<CommandLine> line = parseCommandLine(
        words("trace|--as|rfc9110|--max-hops|7|--stop-at|302,hop:4|--stop-at|other-origin|--"
              "timeout|2.5|--connect-timeout|0.25|--resolve|"
              "a.test:80:127.0.0.1|--resolve|[::1]:443:[::2],127.0.0.2|-k|-x|socks5://"
              "me:pw@p.test:9|--lab|-o|x.txt|"
              "--show-secrets|--fail-on|warning|--follow-refresh|/302"));
    QVERIFY(line);
    const TraceArguments &trace = line->trace;
    QCOMPARE(trace.client, QStringLiteral("rfc9110"));
    QCOMPARE(trace.maxHops, 7);
    QCOMPARE(breakIds(trace.stopAt),
             (QStringList{QStringLiteral("other-origin"), QStringLiteral("302"),
                          QStringLiteral("hop:4")}));
    QCOMPARE(trace.timeout.count(), 2500);
    QCOMPARE(trace.send.connectTimeout.count(), 250);
    QCOMPARE(trace.send.resolve.size(), 2);
    QCOMPARE(trace.send.resolve.at(0).host, QByteArray("a.test"));
    QCOMPARE(trace.send.resolve.at(0).port, 80);
    QCOMPARE(trace.send.resolve.at(1).host, QByteArray("[::1]"));
    const QStringList addresses{QStringLiteral("::2"), QStringLiteral("127.0.0.2")};
    QCOMPARE(trace.send.resolve.at(1).addresses, addresses);
    QVERIFY(!trace.send.verifyTls && trace.lab && trace.showSecrets && trace.followRefresh);
    QCOMPARE(trace.send.proxy->type(), QNetworkProxy::Socks5Proxy);
    QCOMPARE(trace.send.proxy->hostName(), QStringLiteral("p.test"));
    QCOMPARE(trace.send.proxy->port(), 9);
    QCOMPARE(trace.send.proxy->user(), QStringLiteral("me"));
    QCOMPARE(trace.failOn, Level::Warning);
    QCOMPARE(trace.format, OutputFormat::Text);
    const Result<CommandLine> plain = parseCommandLine(words("trace|a.test"));
    QCOMPARE(plain->trace.client, QStringLiteral("browser-fetch"));
    QVERIFY(!plain->trace.maxHops && !plain->trace.send.proxy && !plain->trace.failOn);
    QVERIFY(!plain->trace.followRefresh);
    QCOMPARE(plain->trace.send, SendOptions());
}

void TestCommandLine::sendOptions()
{
    const QString fingerprint = QString(QStringLiteral("AB:")).repeated(31) + QStringLiteral("cd");
    const Result<CommandLine> line =
        parseCommandLine(words("trace|--tls-timeout|1|--first-byte-timeout|0|--idle-timeout|0.5|"
                               "--fresh-connections|--no-resend|--limit|status-line=1k|--limit|"
                               "head=2|--limit|fields=3|--limit|interim=4|--limit|preview=5M|"
                               "--limit|body=6G|a.test")
                         + QStringList{QStringLiteral("--accept-cert"),
                                       QStringLiteral("A.test:8443=") + fingerprint});
    QVERIFY2(line, line ? "" : qPrintable(line.error().detail));
    const SendOptions &send = line->trace.send;
    QCOMPARE(send.tlsTimeout.count(), 1000);
    QCOMPARE(send.firstByteTimeout.count(), 0);
    QCOMPARE(send.idleTimeout.count(), 500);
    QVERIFY(send.freshConnections && !send.resendsOnDeadConnection);
    QCOMPARE(send.statusLineLimit, 1024);
    QCOMPARE(send.headLimit, 2);
    QCOMPARE(send.fieldLimit, 3);
    QCOMPARE(send.interimLimit, 4);
    QCOMPARE(send.previewLimit, 5LL << 20);
    QCOMPARE(send.bodyLimit, 6LL << 30);
    QCOMPARE(send.stack, NetworkStack::Own);
    const Result<CommandLine> http2 = parseCommandLine(words(
        "trace|--http2|--limit|body=1M|--limit|preview=1K|--connect-timeout|1|--idle-timeout|1|"
        "--first-byte-timeout|1|--fresh-connections|a.test"));
    QVERIFY2(http2, http2 ? "" : qPrintable(http2.error().detail));
    QCOMPARE(http2->trace.send.stack, NetworkStack::Qt);
    const AcceptedCertificate expected{"a.test", 8443, QByteArray(31, '\xab') + '\xcd'};
    QCOMPARE(send.accepted, QList{expected});
}

void TestCommandLine::request_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("wanted"); // "!" and a word: refused with a sentence that has it
    const auto row = [](const char *arguments, const char *wanted) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << QString::fromUtf8(wanted);
    };
    const char *const form = "Content-Type=application/x-www-form-urlencoded";
    row("a.test", "GET http://a.test/");
    row("https://a.test/x?y#z", "GET https://a.test/x?y#z");
    row("-X|PUT|a.test", "PUT http://a.test/");
    row("-d|a=1|a.test",
        qPrintable(QStringLiteral("POST http://a.test/|%1|body a=1").arg(QLatin1String(form))));
    row("-d|a=1|--data|b=2|a.test",
        qPrintable(QStringLiteral("POST http://a.test/|%1|body a=1&b=2").arg(QLatin1String(form))));
    row("-d||a.test",
        qPrintable(QStringLiteral("POST http://a.test/|%1|body ").arg(QLatin1String(form))));
    row("--data-binary|x|-d|y|a.test",
        qPrintable(QStringLiteral("POST http://a.test/|%1|body x&y").arg(QLatin1String(form))));
    row("-X|GET|-d|q|a.test",
        qPrintable(QStringLiteral("GET http://a.test/|%1|body q").arg(QLatin1String(form))));
    row("-H|content-type: a/b|-d|q|a.test", "POST http://a.test/|content-type=a/b|body q");
    row("--json|{}|a.test",
        "POST http://a.test/|Content-Type=application/json|Accept=application/json|body {}");
    row("-H|A: 1|-H|b:2|-H|A:  3 |a.test", "GET http://a.test/|A=1|b=2|A=3");
    row("-H|Empty;|a.test", "GET http://a.test/|Empty=");
    row("-H|Accept:|a.test", "GET http://a.test/|no Accept");
    row("-H|X: a:b;c|a.test", "GET http://a.test/|X=a:b;c");
    row("-u|me:pw|a.test", "GET http://a.test/|Authorization=Basic bWU6cHc=");
    row("-u|me|a.test", "GET http://a.test/|Authorization=Basic bWU6");
    row("me:pw@a.test", "GET http://a.test/|Authorization=Basic bWU6cHc=");
    row("-A|ua|-e|http://r.test/|-b|s=1|a.test",
        "GET http://a.test/|User-Agent=ua|Referer=http://r.test/|Cookie=s=1");
    row("--lab|/302/echo", "GET http://127.0.0.1:1/302/echo");
    row("--lab|302/echo", "GET http://127.0.0.1:1/302/echo");
    row("--lab|http://a.test/", "!--lab");
    row("-H|no colon|a.test", "!colon");
    row("-d|x|-H|Content-Type:|a.test", "POST http://a.test/|no Content-Type|body x");
    row("-H|: x|a.test", "!name");
    row("-b|cookies.txt|a.test", "!-b");
    row("ftp://a.test/", "!ftp");
    row("http://", "!");
    row("-d|@/nowhere/at/all|a.test", "!/nowhere/at/all");
}

void TestCommandLine::request()
{
    QFETCH(QString, arguments);
    QFETCH(QString, wanted);
    const Result<CommandLine> line =
        parseCommandLine(QStringList{QStringLiteral("trace")} + words(arguments));
    QVERIFY2(line, line ? "" : qPrintable(line.error().detail));
    const Result<Request> request = requestOf(line->trace, "http://127.0.0.1:1");
    if (wanted.startsWith(u'!')) {
        QVERIFY(!request);
        QVERIFY2(request.error().detail.contains(wanted.mid(1)),
                 qPrintable(request.error().detail));
        QCOMPARE(request.error().code == Error::Code::Unreadable,
                 wanted.contains(QStringLiteral("nowhere")));
        return;
    }
    QVERIFY2(request, request ? "" : qPrintable(request.error().detail));
    QCOMPARE(summary(*request), wanted);
}

void TestCommandLine::bodyFiles()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("body")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray bytes("a\r\nb\0\xFF\n", 7);
    file.write(bytes);
    file.close();
    const auto body = [&](const QString &option) {
        const Result<CommandLine> line = parseCommandLine(
            {QStringLiteral("trace"), option, u'@' + file.fileName(), QStringLiteral("a.test")});
        return requestOf(line->trace, {})->body->bytes;
    };
    QCOMPARE(body(QStringLiteral("--data-binary")), bytes);
    QCOMPARE(body(QStringLiteral("-d")), QByteArray("ab\xFF")); // as curl: no line breaks, no NUL
}

void TestCommandLine::qtKeepsItsOwnOptions_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("rest");
    const auto row = [](const char *arguments, const char *rest) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << QString::fromLatin1(rest);
    };
    row("-reverse|a.har", "a.har");
    row("a.har|-style|fusion", "a.har");
    row("--style=fusion|a.har", "a.har");
    row("-platform|offscreen", "");
    row("-r|a.har", "-r|a.har");
}

void TestCommandLine::qtKeepsItsOwnOptions()
{
    QFETCH(QString, arguments);
    QFETCH(QString, rest);
    QCOMPARE(withoutQtOptions(words(arguments)).join(u'|'), rest);
}

void TestCommandLine::compareOptions()
{
    const Result<CommandLine> line = parseCommandLine(
        words("compare|--as|rfc9110|--as|browser-fetch,rfc9110|--send|--at-once|16|-X|PUT|-d|x|"
              "--max-hops|3|--follow-refresh|-o|x.md|--show-secrets|a.test"));
    QVERIFY2(line, line ? "" : qPrintable(line.error().detail));
    const CompareArguments &compare = line->compare;
    QCOMPARE(compare.clients, (QStringList{u"rfc9110"_qs, u"browser-fetch"_qs}));
    QCOMPARE(compare.trace.client, u"rfc9110"_qs);
    QCOMPARE(compare.trace.address, u"a.test"_qs);
    QCOMPARE(compare.trace.method, u"PUT"_qs);
    QCOMPARE(compare.trace.maxHops, 3);
    QVERIFY(compare.trace.followRefresh && compare.send && compare.showSecrets);
    QCOMPARE(compare.atOnce, 16);
    QCOMPARE(compare.outputFile, u"x.md"_qs);
    QCOMPARE(compare.format, CompareFormat::Markdown);
    QCOMPARE(compare.requestOptions, (QStringList{u"--request"_qs, u"--data"_qs}));
    const Result<CommandLine> plain = parseCommandLine(words("compare|t.hoplens"));
    QCOMPARE(plain->compare.clients.size(), clientProfiles().size());
    QVERIFY(!plain->compare.send && plain->compare.requestOptions.isEmpty());
    QCOMPARE(plain->compare.format, CompareFormat::Text);
    for (const char *useful : {"compare|--cookies|a|--as|browser-fetch,rfc9110|a.test",
                               "compare|--cookies|a|--as|rfc9110,browser-fetch|--send|a.test"}) {
        QVERIFY(parseCommandLine(words(useful)));
    }
    const Result<CommandLine> json = parseCommandLine(words("compare|-o|x.md|--format|json|a"));
    QCOMPARE(json->compare.format, CompareFormat::Json);
}

void TestCommandLine::formatFollowsTheName_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("format");
    const auto row = [](const char *arguments, OutputFormat format) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << static_cast<int>(format);
    };
    row("a.test", OutputFormat::Text);
    row("--format|json|a.test", OutputFormat::Json);
    row("--format|curl|a.test", OutputFormat::Curl);
    row("-o|x.sh|a.test", OutputFormat::Curl);
    row("-o|x.hoplens|a.test", OutputFormat::Json);
    row("-o|x.json|a.test", OutputFormat::Json);
    row("-o|x|a.test", OutputFormat::Json);
    row("-o|x.TXT|a.test", OutputFormat::Text);
    row("-o|x.json|--format|text|a.test", OutputFormat::Text);
}

void TestCommandLine::formatFollowsTheName()
{
    QFETCH(QString, arguments);
    QFETCH(int, format);
    const Result<CommandLine> line =
        parseCommandLine(QStringList{QStringLiteral("trace")} + words(arguments));
    QVERIFY2(line, line ? "" : qPrintable(line.error().detail));
    QCOMPARE(static_cast<int>(line->trace.format), format);
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
