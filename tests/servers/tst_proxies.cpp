// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/servers/authority.h"
#include "tests/servers/nginxserver.h"
#include "tests/servers/reservedport.h"
#include "tests/servers/runtrace.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace hoplens;

namespace {

const QByteArrayList servers{"PLAIN",      "MODERN",  "OLD",      "KEEPING",
                             "FORGETTING", "CLOSING", "STRANGER", "ELSEWHERE"};
constexpr int plainServer = 0;
constexpr int modernServer = 1;

enum Proxy { openTinyproxy, closedTinyproxy, openMicrosocks, closedMicrosocks };

const QString properUser = QStringLiteral("ada");
const QString properPassword = QStringLiteral("l0velace");
const QString profile = QStringLiteral("browser-fetch");

/// A proxy that somebody else wrote, on a port of its own.
struct ProxyServer {
    ReservedPort port;
    ServerProcess process{0};
};

bool isMicrosocks(int proxy)
{
    return proxy == openMicrosocks || proxy == closedMicrosocks;
}

bool wantsCredentials(int proxy)
{
    return proxy == closedTinyproxy || proxy == closedMicrosocks;
}

/// The request goes to the proxy itself, in absolute form, and not through a tunnel.
bool isForwarded(int proxy, const Request &request)
{
    return !isMicrosocks(proxy) && request.url.scheme == "http";
}

QByteArray hostAndPort(const Url &url)
{
    return *url.host + ':' + QByteArray::number(effectivePort(url));
}

/// lens.test is a name that only the proxies know, and nobody asks a name server for.
QProcessEnvironment knowingNames(const QString &hosts)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral("libnss_wrapper.so"));
    environment.insert(QStringLiteral("NSS_WRAPPER_HOSTS"), hosts);
    return environment;
}

const Exchange &lastExchange(const Trace &trace)
{
    return trace.hops.last().exchange;
}

} // namespace

/// Traces through real proxies must say what the proxy and the server behind it saw.
class TestProxies : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void through_data();
    void through();
    void credentialsRefused_data();
    void credentialsRefused();
    void nobodyBehind_data();
    void nobodyBehind();
    void proxyGone_data();
    void proxyGone();

private:
    void startTinyproxy(ProxyServer &proxy, const QByteArray &credentials);
    void startMicrosocks(ProxyServer &proxy, const QStringList &credentials);
    QByteArray urlOf(int server, const QByteArray &path) const;
    TraceOptions options(int proxy, const QString &user, const QString &password) const;
    QString nameOf(int proxy) const;
    QByteArrayList askedOf(int proxy);
    void compareWithOrigin(const Trace &trace, int proxy);
    void compareWithProxy(const Trace &trace, int proxy, qsizetype askedBefore);

    NginxServer m_origin{servers};
    QSslCertificate m_root;
    std::array<ProxyServer, 4> m_proxies;
};

void TestProxies::initTestCase()
{
    const QString folder = m_origin.filePath(QString());
    Authority known(folder, QStringLiteral("hops"));
    QCOMPARE(known.make(), QString());
    for (const char *server : {"lens", "elsewhere", "stranger"}) {
        QCOMPARE(known.issue(QString::fromLatin1(server), QStringLiteral("DNS:lens.test")),
                 QString());
    }
    m_root = known.root();
    QCOMPARE(m_origin.start(QStringLiteral("tlsservers.conf")), QString());

    QFile hosts(m_origin.filePath(QStringLiteral("hosts")));
    QVERIFY(hosts.open(QIODevice::WriteOnly));
    QVERIFY(hosts.write("127.0.0.1 lens.test\n") > 0);
    hosts.close();
    const QByteArray credentials =
        "BasicAuth " + properUser.toUtf8() + ' ' + properPassword.toUtf8();
    startTinyproxy(m_proxies.at(openTinyproxy), {});
    startTinyproxy(m_proxies.at(closedTinyproxy), credentials);
    startMicrosocks(m_proxies.at(openMicrosocks), {});
    startMicrosocks(m_proxies.at(closedMicrosocks),
                    {QStringLiteral("-u"), properUser, QStringLiteral("-P"), properPassword});
    for (ProxyServer &proxy : m_proxies) {
        QTRY_VERIFY2(proxy.port.isAnswered() || !proxy.process.isRunning(), "nobody listens");
        QVERIFY2(proxy.process.isRunning(), proxy.process.errors().constData());
    }
}

void TestProxies::init()
{
    m_origin.forgetLog();
    QVERIFY2(m_origin.isRunning(), m_origin.errors().constData());
    for (ProxyServer &proxy : m_proxies) {
        QVERIFY2(proxy.process.isRunning(), proxy.process.errors().constData());
    }
}

void TestProxies::startTinyproxy(ProxyServer &proxy, const QByteArray &credentials)
{
    QFile pattern(QStringLiteral(TEST_SERVERS "/tinyproxy.conf"));
    QVERIFY(pattern.open(QIODevice::ReadOnly));
    QByteArray text = pattern.readAll();
    text.replace("@PORT@", QByteArray::number(proxy.port.number()));
    text.replace("@CREDENTIALS@", credentials);
    QFile file(m_origin.filePath(QStringLiteral("tinyproxy%1.conf").arg(proxy.port.number())));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
    file.close();
    QVERIFY2(proxy.process.start(QStringLiteral("tinyproxy"),
                                 {QStringLiteral("-d"), QStringLiteral("-c"), file.fileName()},
                                 knowingNames(m_origin.filePath(QStringLiteral("hosts")))),
             "tinyproxy is missing; tests/run installs it");
}

void TestProxies::startMicrosocks(ProxyServer &proxy, const QStringList &credentials)
{
    QVERIFY2(
        proxy.process.start(QStringLiteral("microsocks"),
                            QStringList{QStringLiteral("-i"), QStringLiteral("127.0.0.1"),
                                        QStringLiteral("-p"), QString::number(proxy.port.number())}
                                + credentials,
                            knowingNames(m_origin.filePath(QStringLiteral("hosts")))),
        "microsocks is missing; tests/run installs it");
}

QByteArray TestProxies::urlOf(int server, const QByteArray &path) const
{
    return (server == plainServer ? "http" : "https") + QByteArray("://lens.test:")
        + QByteArray::number(m_origin.port(server)) + path;
}

TraceOptions TestProxies::options(int proxy, const QString &user, const QString &password) const
{
    TraceOptions options;
    options.send.extraAuthorities = {m_root};
    options.send.proxy = QNetworkProxy(
        isMicrosocks(proxy) ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
        QStringLiteral("127.0.0.1"), m_proxies.at(proxy).port.number(), user, password);
    return options;
}

/// As a trace is to write it.
QString TestProxies::nameOf(int proxy) const
{
    return QStringLiteral("%1://127.0.0.1:%2")
        .arg(isMicrosocks(proxy) ? u"socks5" : u"http")
        .arg(m_proxies.at(proxy).port.number());
}

/// What the proxy says it was asked for: request lines, or names and ports.
QByteArrayList TestProxies::askedOf(int proxy)
{
    ServerProcess &process = m_proxies.at(proxy).process;
    const QString log = QString::fromLatin1(process.output() + process.errors());
    static const QRegularExpression line(
        QStringLiteral(R"((?:Request \(file descriptor \d+\): |: connected to )([^\r\n]+)\r?\n)"));
    QByteArrayList asked;
    for (const QRegularExpressionMatch &match : line.globalMatch(log)) {
        asked.append(match.captured(1).toLatin1());
    }
    return asked;
}

void TestProxies::compareWithOrigin(const Trace &trace, int proxy)
{
    QTRY_COMPARE(m_origin.log().size(), trace.hops.size());
    const QList<QJsonObject> entries = m_origin.log();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QJsonObject &entry = entries.at(i);
        const Exchange &exchange = trace.hops.at(i).exchange;
        const Request &request = exchange.request;
        const bool forwarded = isForwarded(proxy, request);
        QCOMPARE(logged(entry, "line"),
                 request.method + ' ' + requestTarget(request.url) + ' ' + request.version);
        QCOMPARE(logged(entry, "port"), QByteArray::number(effectivePort(request.url)));
        QVERIFY(exchange.response);
        QCOMPARE(logged(entry, "status"), QByteArray::number(exchange.response->status));
        for (const char *name : loggedFields) {
            // tinyproxy says for itself that it keeps no connection.
            if (!forwarded || qstrcmp(name, "Connection") != 0) {
                QCOMPARE(logged(entry, name),
                         firstValue(request.headers, name).value_or(QByteArray()));
            }
        }
        QCOMPARE(logged(entry, "Proxy-Authorization"), QByteArray());
        QCOMPARE(logged(entry, "Via").contains("tinyproxy"), forwarded);
        QCOMPARE(logged(entry, "tls").isEmpty(), !exchange.connection.tls.has_value());
        if (exchange.connection.tls) {
            QCOMPARE(exchange.connection.tls->resumed, logged(entry, "resumed") == "r");
            QCOMPARE(exchange.connection.tls->chain.size(), 2);
        }
    }
}

void TestProxies::compareWithProxy(const Trace &trace, int proxy, qsizetype askedBefore)
{
    QByteArrayList expected;
    for (const Hop &hop : trace.hops) {
        const Request &request = hop.exchange.request;
        if (isForwarded(proxy, request)) {
            expected.append(requestLine(request));
        } else if (!hop.exchange.connection.reused) {
            const QByteArray target = hostAndPort(request.url);
            expected.append(isMicrosocks(proxy) ? target : "CONNECT " + target + " HTTP/1.1");
        }
    }
    QTRY_COMPARE(askedOf(proxy).size() - askedBefore, expected.size());
    QCOMPARE(askedOf(proxy).mid(askedBefore), expected);
}

void TestProxies::through_data()
{
    QTest::addColumn<int>("proxy");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("hops");
    QTest::addColumn<bool>("fresh");
    const std::array names{"tinyproxy", "tinyproxy with credentials", "microsocks",
                           "microsocks with credentials"};
    for (int proxy = openTinyproxy; proxy <= closedMicrosocks; ++proxy) {
        for (const bool fresh : {false, true}) {
            const auto row = [&](const char *method, const char *path, int hops) {
                QTest::addRow("%s, %s %s, %s", names.at(proxy), method, path,
                              fresh ? "fresh" : "kept")
                    << proxy << QByteArray(method) << QByteArray(path) << hops << fresh;
            };
            row("GET", "/1", 2); // http alone
            row("GET", "/modern", 5); // on to https
            row("POST", "/old", 5);
        }
    }
}

void TestProxies::through()
{
    QFETCH(int, proxy);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, hops);
    QFETCH(bool, fresh);
    const bool credentials = wantsCredentials(proxy);
    TraceOptions sending = options(proxy, credentials ? properUser : QString(),
                                   credentials ? properPassword : QString());
    sending.send.freshConnections = fresh;
    const QByteArray body = method == "POST" ? QByteArray("name=Ada") : QByteArray();
    const qsizetype askedBefore = askedOf(proxy).size();

    const Trace trace = runTrace(wish(method, urlOf(plainServer, path), {{"X-Ticket", "42"}}, body),
                                 profile, sending);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), hops);
    for (const Hop &hop : trace.hops) {
        const Exchange &exchange = hop.exchange;
        const bool forwarded = isForwarded(proxy, exchange.request);
        QVERIFY(!exchange.failure);
        QCOMPARE(exchange.connection.proxy.value_or(QString()), nameOf(proxy));
        QCOMPARE(exchange.request.target,
                 forwarded ? serializeUrl(exchange.request.url)
                           : requestTarget(exchange.request.url));
        const Headers forProxy = forwarded && credentials
            ? Headers{{"Proxy-Authorization",
                       "Basic " + (properUser + u':' + properPassword).toUtf8().toBase64(),
                       SetBy::Client}}
            : Headers{};
        QCOMPARE(exchange.request.proxyFields, forProxy);
        QVERIFY(!contains(exchange.request.headers, "Proxy-Authorization"));
        // Names are looked up by the proxy, whose own connection is not ours to see.
        QVERIFY(!exchange.times.dns);
        QCOMPARE(exchange.connection.peer.value_or(QString()),
                 forwarded ? QStringLiteral("127.0.0.1:%1").arg(m_proxies.at(proxy).port.number())
                           : QString());
        QCOMPARE(exchange.connection.local.has_value(), !isMicrosocks(proxy));
        QVERIFY(isMicrosocks(proxy) || exchange.connection.local->startsWith(u"127.0.0.1:"));
        QVERIFY(!fresh || !exchange.connection.reused);
        QVERIFY(exchange.connection.reused || exchange.times.connect);
        const bool asked = !isMicrosocks(proxy) && !forwarded && !exchange.connection.reused;
        QCOMPARE(exchange.connection.tunnel != nullptr, asked);
        if (asked) {
            QCOMPARE(exchange.connection.tunnel->response->status, 200);
            QCOMPARE(exchange.connection.tunnel->request.proxyFields.size(), credentials ? 1 : 0);
        }
    }
    QCOMPARE(lastExchange(trace).response->body.bytes, QByteArray("arrived\n"));
    compareWithOrigin(trace, proxy);
    compareWithProxy(trace, proxy, askedBefore);
}

void TestProxies::credentialsRefused_data()
{
    QTest::addColumn<int>("proxy");
    QTest::addColumn<int>("server");
    QTest::addColumn<QString>("password");
    for (const QString &given : {QString(), QStringLiteral("wr0ng-pass")}) {
        const char *kind = given.isEmpty() ? "no password" : "wrong password";
        QTest::addRow("http through tinyproxy, %s", kind)
            << int(closedTinyproxy) << plainServer << given;
        QTest::addRow("https through tinyproxy, %s", kind)
            << int(closedTinyproxy) << modernServer << given;
        QTest::addRow("http through microsocks, %s", kind)
            << int(closedMicrosocks) << plainServer << given;
        QTest::addRow("https through microsocks, %s", kind)
            << int(closedMicrosocks) << modernServer << given;
    }
}

void TestProxies::credentialsRefused()
{
    QFETCH(int, proxy);
    QFETCH(int, server);
    QFETCH(QString, password);

    const Trace trace =
        runTrace(wish("GET", urlOf(server, "/1")), profile,
                 options(proxy, password.isEmpty() ? QString() : properUser, password));

    QVERIFY(trace.outcome);
    QCOMPARE(trace.hops.size(), 1);
    const Exchange &exchange = lastExchange(trace);
    QCOMPARE(exchange.connection.proxy.value_or(QString()), nameOf(proxy));
    if (isForwarded(proxy, exchange.request)) {
        // The proxy's answer is the answer.
        QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
        QVERIFY(exchange.response);
        // tinyproxy 1.11 says 401 to a wrong password.
        QCOMPARE(exchange.response->status, password.isEmpty() ? 407 : 401);
    } else {
        QCOMPARE(trace.outcome->kind, OutcomeKind::Network);
        QVERIFY(exchange.failure);
        QCOMPARE(exchange.failure->code, FailureCode::ProxyFailed);
        if (proxy == closedTinyproxy) {
            const int status = password.isEmpty() ? 407 : 401;
            QVERIFY(exchange.failure->detail.startsWith(QString::number(status)));
            QCOMPARE(exchange.connection.tunnel->response->status, status);
        } else {
            QVERIFY(exchange.failure->detail.contains(u"authentic", Qt::CaseInsensitive));
        }
        QVERIFY(password.isEmpty() || !trace.outcome->detail.contains(password));
        QVERIFY(!exchange.response);
    }
    QCOMPARE(m_origin.log().size(), 0);
}

void TestProxies::nobodyBehind_data()
{
    QTest::addColumn<int>("proxy");
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("http through tinyproxy") << int(openTinyproxy) << QByteArray("http://lens.test");
    QTest::newRow("https through tinyproxy")
        << int(openTinyproxy) << QByteArray("https://lens.test");
    QTest::newRow("http through microsocks")
        << int(openMicrosocks) << QByteArray("http://lens.test");
    QTest::newRow("https through microsocks")
        << int(openMicrosocks) << QByteArray("https://lens.test");
}

/// The proxy is there, the server is not.
void TestProxies::nobodyBehind()
{
    QFETCH(int, proxy);
    QFETCH(QByteArray, url);
    const ReservedPort nobody;

    const Trace trace = runTrace(wish("GET", url + ':' + QByteArray::number(nobody.number()) + '/'),
                                 profile, options(proxy, {}, {}));

    QVERIFY(trace.outcome);
    QCOMPARE(trace.hops.size(), 1);
    const Exchange &exchange = lastExchange(trace);
    if (isForwarded(proxy, exchange.request)) {
        QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
        QVERIFY(exchange.response);
        QCOMPARE(exchange.response->status, 500); // as tinyproxy says it
    } else {
        QCOMPARE(trace.outcome->kind, OutcomeKind::Network);
        QVERIFY(exchange.failure);
        QCOMPARE(exchange.failure->code, FailureCode::ProxyFailed);
        QVERIFY(!exchange.failure->detail.isEmpty());
        if (proxy == openTinyproxy) {
            QVERIFY(exchange.failure->detail.startsWith(u"500"));
            QCOMPARE(exchange.connection.tunnel->response->status, 500);
        }
    }
}

void TestProxies::proxyGone_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("server");
    for (const int server : {plainServer, modernServer}) {
        const char *scheme = server == plainServer ? "http" : "https";
        QTest::addRow("%s, HTTP proxy", scheme) << int(QNetworkProxy::HttpProxy) << server;
        QTest::addRow("%s, SOCKS5 proxy", scheme) << int(QNetworkProxy::Socks5Proxy) << server;
    }
}

void TestProxies::proxyGone()
{
    QFETCH(int, type);
    QFETCH(int, server);
    const ReservedPort nobody;
    TraceOptions sending = options(openTinyproxy, {}, {});
    sending.send.proxy = QNetworkProxy(static_cast<QNetworkProxy::ProxyType>(type),
                                       QStringLiteral("127.0.0.1"), nobody.number());

    const Trace trace = runTrace(wish("GET", urlOf(server, "/1")), profile, sending);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Network);
    QVERIFY(lastExchange(trace).failure);
    QCOMPARE(lastExchange(trace).failure->code, FailureCode::ProxyFailed);
    QVERIFY(!lastExchange(trace).failure->detail.isEmpty());
    QCOMPARE(m_origin.log().size(), 0);
}

QTEST_GUILESS_MAIN(TestProxies)
#include "tst_proxies.moc"
