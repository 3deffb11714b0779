// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/servers/authority.h"
#include "tests/servers/nginxserver.h"
#include "tests/servers/runtrace.h"

#include <QTest>
#include <QTimeZone>

using namespace hoplens;

namespace {

enum Server {
    plainServer,
    modernServer,
    oldServer,
    keepingServer,
    forgettingServer,
    closingServer,
    strangerServer,
    elsewhereServer,
};

const QByteArrayList servers{"PLAIN",      "MODERN",  "OLD",      "KEEPING",
                             "FORGETTING", "CLOSING", "STRANGER", "ELSEWHERE"};
const QString profile = QStringLiteral("browser-fetch");

const Exchange &lastExchange(const Trace &trace)
{
    return trace.hops.last().exchange;
}

/// "TLS 1.3" as nginx writes it.
QByteArray nginxName(const QString &version)
{
    return version.toLatin1().replace(" 1.", "v1.");
}

QDateTime timeOf(const QByteArray &words)
{
    QDateTime time =
        QDateTime::fromString(QString::fromLatin1(words), QStringLiteral("yyyy-MM-dd HH:mm:ssZ"));
    time.setTimeZone(QTimeZone::utc());
    return time;
}

} // namespace

/// What a trace says of TLS must be what nginx' log and openssl say.
class TestTlsNginx : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void upgrades_data();
    void upgrades();
    void chains_data();
    void chains();
    void postGoesAlong();
    void certificates_data();
    void certificates();
    void rejected_data();
    void rejected();
    void accepted_data();
    void accepted();
    void plainRequestToTls();
    void tlsRequestToPlain();

private:
    QByteArray urlOf(Server server, const QByteArray &path) const;
    TraceOptions options() const;
    void compareWithLog(const Trace &trace);
    void compareTls(const QJsonObject &entry, const Connection &connection);

    NginxServer m_server{servers};
    QSslCertificate m_root;
};

void TestTlsNginx::initTestCase()
{
    const QString folder = m_server.filePath(QString());
    Authority known(folder, QStringLiteral("hops"));
    Authority unknown(folder, QStringLiteral("nobody"));
    QCOMPARE(known.make(), QString());
    QCOMPARE(unknown.make(), QString());
    const QString names = QStringLiteral("DNS:lens.test,DNS:*.lens.test,IP:127.0.0.1");
    QCOMPARE(known.issue(QStringLiteral("lens"), names), QString());
    QCOMPARE(known.issue(QStringLiteral("elsewhere"), QStringLiteral("DNS:elsewhere.test")),
             QString());
    QCOMPARE(unknown.issue(QStringLiteral("stranger"), names), QString());
    m_root = known.root();
    QVERIFY(!m_root.isNull());
    QCOMPARE(m_server.start(QStringLiteral("tlsservers.conf")), QString());
}

void TestTlsNginx::init()
{
    m_server.forgetLog();
    QVERIFY2(m_server.isRunning(), m_server.errors().constData());
}

QByteArray TestTlsNginx::urlOf(Server server, const QByteArray &path) const
{
    return (server == plainServer ? "http" : "https") + QByteArray("://lens.test:")
        + QByteArray::number(m_server.port(server)) + path;
}

TraceOptions TestTlsNginx::options() const
{
    TraceOptions options;
    options.send.extraAuthorities = {m_root};
    for (int index = 0; index < servers.size(); ++index) {
        options.send.resolve.append(
            {"lens.test", m_server.port(index), {QStringLiteral("127.0.0.1")}});
    }
    return options;
}

void TestTlsNginx::compareWithLog(const Trace &trace)
{
    // nginx writes the line after it has sent the response.
    QTRY_COMPARE(m_server.log().size(), trace.hops.size());
    const QList<QJsonObject> entries = m_server.log();
    QByteArray connectionBefore;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QJsonObject &entry = entries.at(i);
        const Exchange &exchange = trace.hops.at(i).exchange;
        const Request &request = exchange.request;
        QCOMPARE(logged(entry, "line"), requestLine(request));
        QCOMPARE(logged(entry, "port"), QByteArray::number(effectivePort(request.url)));
        QVERIFY(exchange.response);
        QVERIFY(!exchange.failure);
        QCOMPARE(logged(entry, "status"), QByteArray::number(exchange.response->status));
        for (const char *name : loggedFields) {
            QCOMPARE(logged(entry, name), firstValue(request.headers, name).value_or(QByteArray()));
        }
        QVERIFY(exchange.connection.local);
        QCOMPARE(logged(entry, "from"), exchange.connection.local->toLatin1());
        QVERIFY(exchange.connection.peer);
        QCOMPARE(*exchange.connection.peer,
                 QStringLiteral("127.0.0.1:%1").arg(effectivePort(request.url)));
        QCOMPARE(logged(entry, "connection") == connectionBefore, exchange.connection.reused);
        connectionBefore = logged(entry, "connection");
        QCOMPARE(exchange.times.tls.has_value(),
                 request.url.scheme == "https" && !exchange.connection.reused);
        compareTls(entry, exchange.connection);
    }
}

void TestTlsNginx::compareTls(const QJsonObject &entry, const Connection &connection)
{
    QCOMPARE(connection.tls.has_value(), !logged(entry, "tls").isEmpty());
    if (!connection.tls) {
        return;
    }
    const TlsInfo &tls = *connection.tls;
    QCOMPARE(nginxName(tls.version), logged(entry, "tls"));
    QCOMPARE(tls.cipher.toLatin1(), logged(entry, "cipher"));
    QCOMPARE(tls.alpn, QStringLiteral("http/1.1"));
    QCOMPARE(tls.alpn.toLatin1(), logged(entry, "alpn"));
    QCOMPARE(logged(entry, "name"), QByteArray("lens.test"));
    QCOMPARE(tls.resumed, logged(entry, "resumed") == "r");
    QCOMPARE(tls.chain.size(), 2); // also of a resumed session, which sends none
}

void TestTlsNginx::upgrades_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("version");
    QTest::addRow("TLS 1.3") << QByteArray("/modern") << QStringLiteral("TLS 1.3");
    QTest::addRow("TLS 1.2") << QByteArray("/old") << QStringLiteral("TLS 1.2");
}

void TestTlsNginx::upgrades()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, version);

    const Trace trace = runTrace(wish("GET", urlOf(plainServer, path)), profile, options());

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 5);
    QVERIFY(trace.hops.first().redirect);
    QCOMPARE(trace.hops.first().redirect->origin, OriginChange::Scheme);
    QVERIFY(!trace.hops.first().exchange.connection.tls);
    QVERIFY(lastExchange(trace).connection.tls);
    QCOMPARE(lastExchange(trace).connection.tls->version, version);
    QCOMPARE(lastExchange(trace).response->body.bytes, QByteArray("arrived\n"));
    compareWithLog(trace);
}

void TestTlsNginx::chains_data()
{
    QTest::addColumn<int>("server");
    QTest::addColumn<bool>("fresh");
    QTest::addColumn<QList<bool>>("reused");
    QTest::addColumn<QList<bool>>("resumed");
    const QList<bool> never{false, false, false, false};
    const QList<bool> afterFirst{false, true, true, true};
    const auto row = [](const char *name, Server server, bool fresh, const QList<bool> &reused,
                        const QList<bool> &resumed) {
        QTest::newRow(name) << int(server) << fresh << reused << resumed;
    };
    row("TLS 1.3, kept", modernServer, false, afterFirst, never);
    row("TLS 1.2, kept", oldServer, false, afterFirst, never);
    row("TLS 1.3, fresh", modernServer, true, never, afterFirst);
    row("TLS 1.2, fresh", oldServer, true, never, afterFirst);
    row("sessions kept by the server, fresh", keepingServer, true, never, afterFirst);
    row("sessions forgotten, fresh", forgettingServer, true, never, never);
    row("closed by the server", closingServer, false, never, afterFirst);
}

/// Four hops on one connection, or on four of which nginx resumes the first one's session.
void TestTlsNginx::chains()
{
    QFETCH(int, server);
    QFETCH(bool, fresh);
    QFETCH(QList<bool>, reused);
    QFETCH(QList<bool>, resumed);
    TraceOptions sending = options();
    sending.send.freshConnections = fresh;

    const Trace trace =
        runTrace(wish("GET", urlOf(static_cast<Server>(server), "/1")), profile, sending);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 4);
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Exchange &exchange = trace.hops.at(i).exchange;
        QCOMPARE(exchange.connection.reused, reused.at(i));
        QVERIFY(exchange.connection.tls);
        QCOMPARE(exchange.connection.tls->resumed, resumed.at(i));
        QVERIFY(exchange.connection.tls->errors.isEmpty());
        QVERIFY(!exchange.connection.tls->accepted);
        QVERIFY(exchange.earlier.isEmpty());
    }
    compareWithLog(trace);
}

/// A body that is sent twice, the second time over a resumed session.
void TestTlsNginx::postGoesAlong()
{
    TraceOptions sending = options();
    sending.send.freshConnections = true;
    const QByteArray body(200'000, 'b');

    const Trace trace = runTrace(
        wish("POST", urlOf(modernServer, "/2"), {{"Authorization", "Bearer s3cret"}}, body),
        profile, sending);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 3);
    QCOMPARE(trace.hops.at(1).exchange.request.method, QByteArray("POST"));
    QCOMPARE(trace.hops.at(1).exchange.request.body->bytes, body);
    QCOMPARE(trace.hops.at(2).exchange.request.method, QByteArray("GET"));
    compareWithLog(trace);
}

void TestTlsNginx::certificates_data()
{
    QTest::addColumn<int>("server");
    QTest::newRow("TLS 1.3") << int(modernServer);
    QTest::newRow("TLS 1.2") << int(oldServer);
}

void TestTlsNginx::certificates()
{
    QFETCH(int, server);
    TraceOptions sending = options();
    sending.send.freshConnections = true;
    const Authority known(m_server.filePath(QString()), QStringLiteral("hops"));

    const Trace trace =
        runTrace(wish("GET", urlOf(static_cast<Server>(server), "/3")), profile, sending);

    QCOMPARE(trace.hops.size(), 2);
    const QStringList files = known.chain(QStringLiteral("lens"));
    for (const Hop &hop : trace.hops) {
        const QList<Certificate> &chain = hop.exchange.connection.tls->chain;
        QCOMPARE(chain.size(), files.size());
        for (qsizetype i = 0; i < files.size(); ++i) {
            const CertificateWords words = certificateWords(files.at(i));
            QVERIFY(words.notBefore.size() == 20 && words.notAfter.size() == 20);
            const auto full = [](const QByteArray &commonName) {
                return QStringLiteral("CN=%1,O=Hops\\, Inc").arg(QString::fromUtf8(commonName));
            };
            QCOMPARE(chain.at(i).subject, full(words.commonName));
            QCOMPARE(chain.at(i).issuer, full(words.issuer));
            QCOMPARE(chain.at(i).sha256, words.sha256);
            QCOMPARE(chain.at(i).notBefore, timeOf(words.notBefore));
            QCOMPARE(chain.at(i).notAfter, timeOf(words.notAfter));
            QByteArrayList names;
            for (const QString &name : chain.at(i).names) {
                names.append(name.toLatin1());
            }
            // Qt sorts names of hosts and addresses its own way.
            QCOMPARE(QSet<QByteArray>(names.begin(), names.end()),
                     QSet<QByteArray>(words.names.begin(), words.names.end()));
            QCOMPARE(names.size(), words.names.size());
        }
        QCOMPARE(chain.first().subject, QStringLiteral("CN=lens,O=Hops\\, Inc"));
        QCOMPARE(chain.first().issuer, QStringLiteral("CN=hops issuer,O=Hops\\, Inc"));
    }
    compareWithLog(trace);
}

void TestTlsNginx::rejected_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<bool>("trusts");
    QTest::newRow("wrong name") << QByteArray("/elsewhere")
                                << QStringLiteral("CN=elsewhere,O=Hops\\, Inc") << true;
    QTest::newRow("unknown authority")
        << QByteArray("/stranger") << QStringLiteral("CN=stranger,O=Hops\\, Inc") << true;
    QTest::newRow("authority not told")
        << QByteArray("/modern") << QStringLiteral("CN=lens,O=Hops\\, Inc") << false;
}

/// The second hop gets no request: nothing of it is in nginx' log.
void TestTlsNginx::rejected()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, subject);
    QFETCH(bool, trusts);
    TraceOptions sending = options();
    if (!trusts) {
        sending.send.extraAuthorities.clear();
    }

    const Trace trace = runTrace(wish("GET", urlOf(plainServer, path)), profile, sending);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Tls);
    QCOMPARE(trace.outcome->hop, 2);
    QVERIFY(!trace.outcome->detail.isEmpty());
    QCOMPARE(trace.hops.size(), 2);
    const Exchange &exchange = lastExchange(trace);
    QVERIFY(exchange.failure);
    QCOMPARE(exchange.failure->code, FailureCode::CertificateRejected);
    QVERIFY(!exchange.response);
    QVERIFY(!exchange.times.sent);
    QVERIFY(exchange.connection.tls);
    const TlsInfo &tls = *exchange.connection.tls;
    QVERIFY(!tls.errors.isEmpty());
    QVERIFY(!tls.accepted);
    QCOMPARE(tls.chain.size(), 2);
    QCOMPARE(tls.chain.first().subject, subject);
    QTRY_COMPARE(m_server.log().size(), 1);
    QCOMPARE(logged(m_server.log().constFirst(), "line"), "GET " + path + " HTTP/1.1");
}

void TestTlsNginx::accepted_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("server");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fresh");
    for (const bool fresh : {false, true}) {
        const char *kind = fresh ? "fresh" : "kept";
        QTest::addRow("wrong name, %s", kind) << QByteArray("/elsewhere") << int(elsewhereServer)
                                              << QStringLiteral("elsewhere") << fresh;
        QTest::addRow("unknown authority, %s", kind)
            << QByteArray("/stranger") << int(strangerServer) << QStringLiteral("stranger")
            << fresh;
    }
}

/// The user said yes to this certificate; it is looked at again with each new connection, so that
/// no session is resumed.
void TestTlsNginx::accepted()
{
    QFETCH(QByteArray, path);
    QFETCH(int, server);
    QFETCH(QString, name);
    QFETCH(bool, fresh);
    TraceOptions sending = options();
    sending.send.freshConnections = fresh;
    const QString file = m_server.filePath(name + QStringLiteral("-own.pem"));
    sending.send.accepted = {{"lens.test", m_server.port(server), certificateWords(file).sha256}};

    const Trace trace = runTrace(wish("GET", urlOf(plainServer, path)), profile, sending);

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 3);
    for (const Hop &hop : trace.hops.mid(1)) {
        QVERIFY(hop.exchange.connection.tls);
        QVERIFY(hop.exchange.connection.tls->accepted);
        QVERIFY(!hop.exchange.connection.tls->errors.isEmpty());
        QVERIFY(!hop.exchange.connection.tls->resumed);
    }
    QCOMPARE(lastExchange(trace).connection.reused, !fresh);
    compareWithLog(trace);
}

/// nginx says what is wrong, in an answer without TLS.
void TestTlsNginx::plainRequestToTls()
{
    QByteArray url = urlOf(modernServer, "/1");
    url.replace("https://", "http://");

    const Trace trace = runTrace(wish("GET", url), profile, options());

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 1);
    QCOMPARE(lastExchange(trace).response->status, 400);
    QVERIFY(lastExchange(trace).response->body.bytes.contains("plain HTTP request"));
    QVERIFY(!lastExchange(trace).connection.tls);
    compareWithLog(trace);
}

void TestTlsNginx::tlsRequestToPlain()
{
    QByteArray url = urlOf(plainServer, "/1");
    url.replace("http://", "https://");

    const Trace trace = runTrace(wish("GET", url), profile, options());

    QVERIFY(trace.outcome);
    QCOMPARE(trace.outcome->kind, OutcomeKind::Tls);
    QCOMPARE(trace.hops.size(), 1);
    QVERIFY(lastExchange(trace).failure);
    QCOMPARE(lastExchange(trace).failure->code, FailureCode::TlsHandshake);
    QVERIFY(lastExchange(trace).times.connect);
    QVERIFY(!lastExchange(trace).times.tls);
    QTRY_COMPARE(m_server.log().size(), 1);
}

QTEST_GUILESS_MAIN(TestTlsNginx)
#include "tst_tlsnginx.moc"
