// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/pages.h"

#include "inspectorsamples.h"

#include <QTest>

using namespace hoplens;

class TestConnectionPage : public QObject {
    Q_OBJECT

private slots:
    void anEndBeforeTheAnswerIsNoReceiving_data();
    void anEndBeforeTheAnswerIsNoReceiving();
    void phasesFollowEachOther();
    void whatWasNotSeenIsNotShown();
    void timesOutOfOrderStayInTheBar();
    void addressesAndReuse();
    void tunnelIsToldAndShown();
    void tlsSaysWhatIsTrusted();
    void manyNamesAreBounded();
    void earlierAttemptsComeFirst();
    void responseNoLongerTellsOfIt();
};

namespace {

QList<PageBar> barsOf(const Page &page)
{
    QList<PageBar> bars;
    for (const PageBlock &block : page) {
        for (const PageLine &line : block.lines) {
            if (line.bar) {
                bars.append(*line.bar);
            }
        }
    }
    return bars;
}

Trace overTls()
{
    Trace trace = lostBody();
    Exchange &exchange = trace.hops.first().exchange;
    exchange.times = {0.0, 10.0, 30.0, 70.0, 70.5, 95.0, 95.5, 100.0};
    exchange.connection.local = u"127.0.0.1:40000"_qs;
    exchange.connection.peer = u"127.0.0.1:443"_qs;
    const QDateTime start(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    exchange.connection.tls =
        TlsInfo{u"TLSv1.3"_qs,
                u"TLS_AES_256_GCM_SHA384"_qs,
                u"http/1.1"_qs,
                true,
                {Certificate{u"CN=a.test"_qs,
                             u"CN=CA"_qs,
                             {u"a.test"_qs},
                             QByteArray(32, '\x5a'),
                             start,
                             start.addYears(1)},
                 Certificate{u"CN=CA"_qs, u"CN=CA"_qs, {}, {}, start, start.addYears(9)}},
                {},
                false};
    return trace;
}

} // namespace

void TestConnectionPage::anEndBeforeTheAnswerIsNoReceiving_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<Times>("times");
    QTest::addColumn<QString>("title");
    const Moment never;
    const auto times = [&](Moment connect, Moment tls, Moment sent) {
        return Times{0.0, never, connect, tls, sent, never, never, 100.0};
    };
    QTest::newRow("no connection")
        << QByteArray("http://a.test/") << times(never, never, never) << u"100.0 ms"_qs;
    QTest::newRow("no TLS") << QByteArray("https://a.test/") << times(1.0, never, never)
                            << u"100.0 ms, most of it TLS"_qs;
    QTest::newRow("not sent") << QByteArray("http://a.test/") << times(1.0, never, never)
                              << u"100.0 ms, most of it sending"_qs;
    QTest::newRow("no answer") << QByteArray("https://a.test/") << times(1.0, 2.0, 3.0)
                               << u"100.0 ms, most of it waiting"_qs;
}

void TestConnectionPage::anEndBeforeTheAnswerIsNoReceiving()
{
    QFETCH(QByteArray, url);
    QFETCH(Times, times);
    QFETCH(QString, title);
    Trace trace = lostBody();
    Exchange &exchange = trace.hops.first().exchange;
    exchange.request = requestTo(url, "GET");
    exchange.times = times;
    exchange.response.reset();
    exchange.failure = Failure{FailureKind::Network, FailureCode::Other, {}};
    const Page page = connectionPage(trace, 0);
    QCOMPARE(page.first().lines.first().text, title);
    QVERIFY(!plainText(page).contains(u"receiving"_qs));
}

void TestConnectionPage::phasesFollowEachOther()
{
    const Page page = connectionPage(overTls(), 0);
    QCOMPARE(page.first().lines.first().text, u"100.0 ms, most of it TLS, over TLSv1.3"_qs);
    const QString text = plainText(page);
    for (const QString &expected :
         {u"10.0 ms  DNS"_qs, u"20.0 ms  TCP"_qs, u"40.0 ms  TLS"_qs, u"ms  sending"_qs,
          u"ms  waiting"_qs, u"ms  receiving"_qs, u"100.0 ms  in all"_qs}) {
        QVERIFY2(text.contains(expected), qPrintable(expected + u'\n' + text));
    }
    const QList<PageBar> bars = barsOf(page);
    QCOMPARE(bars.size(), 7);
    for (qsizetype i = 1; i < 6; ++i) {
        QCOMPARE(bars.at(i).from, bars.at(i - 1).to);
    }
    QCOMPARE(bars.at(0).from, 0.0);
    QCOMPARE(bars.at(5).to, 1.0);
    QCOMPARE(bars.at(2).to, 0.7);
}

void TestConnectionPage::whatWasNotSeenIsNotShown()
{
    const QString text = plainText(connectionPage(lostBody(), 0));
    QVERIFY(text.contains(u"3.1 ms"_qs));
    QVERIFY(!text.contains(u"DNS"_qs));
    QVERIFY(!text.contains(u"TLS"_qs));
    QVERIFY(!text.contains(u"connected"_qs));
    QVERIFY(!text.contains(u"tunnel"_qs));
    const Page none = connectionPage(lostBody(), 1);
    QCOMPARE(none.size(), 1);
    QCOMPARE(none.first().lines.first().text, u"No times were seen"_qs);
}

/// A file may say anything.
void TestConnectionPage::timesOutOfOrderStayInTheBar()
{
    Trace trace = lostBody();
    trace.hops.first().exchange.times = {50.0, 10.0, qQNaN(), qInf(), 70.0, -1e30, {}, 60.0};
    for (const double start : {50.0, qInf(), -qInf()}) {
        trace.hops.first().exchange.times.start = start;
        const QList<PageBar> bars = barsOf(connectionPage(trace, 0));
        QVERIFY(!bars.isEmpty());
        for (const PageBar &bar : bars) {
            QVERIFY(bar.from >= 0 && bar.from <= bar.to && bar.to <= 1);
        }
    }
}

void TestConnectionPage::addressesAndReuse()
{
    Trace trace = overTls();
    QString text = plainText(connectionPage(trace, 0));
    QVERIFY(text.contains(u"127.0.0.1:40000 → 127.0.0.1:443"_qs));
    QVERIFY(text.contains(u"Opened for this hop"_qs));
    trace.hops.first().exchange.connection.reused = true;
    trace.hops.first().exchange.connection.proxy = u"socks5://127.0.0.1:1080"_qs;
    text = plainText(connectionPage(trace, 0));
    QVERIFY(text.contains(u"Kept from an earlier hop"_qs));
    QVERIFY(text.contains(u"Through the proxy socks5://127.0.0.1:1080"_qs));
}

void TestConnectionPage::tunnelIsToldAndShown()
{
    Trace trace = lostBody();
    Tunnel tunnel;
    tunnel.request.method = "CONNECT";
    tunnel.request.target = "a.test:443";
    tunnel.request.proxyFields = {{"Proxy-Authorization", "Basic eDp5", SetBy::Client}};
    tunnel.response = responseOf(403, "Not <b>you</b>");
    Connection &connection = trace.hops.first().exchange.connection;
    connection.proxy = u"http://127.0.0.1:3128"_qs;
    connection.tunnel = std::make_shared<const Tunnel>(tunnel);
    const QString text = plainText(connectionPage(trace, 0));
    for (const QString &expected :
         {u"a tunnel to a.test:443 and answered 403 Not <b>you</b>."_qs,
          u"CONNECT a.test:443 HTTP/1.1"_qs, u"Proxy-Authorization: Basic eDp5"_qs,
          u"HTTP/1.1 403 Not <b>you</b>"_qs}) {
        QVERIFY2(text.contains(expected), qPrintable(expected));
    }
}

void TestConnectionPage::tlsSaysWhatIsTrusted()
{
    Trace trace = overTls();
    QString text = plainText(connectionPage(trace, 0));
    for (const QString &expected :
         {u"version  TLSv1.3"_qs, u"cipher   TLS_AES_256_GCM_SHA384"_qs, u"ALPN     http/1.1"_qs,
          u"session  resumed"_qs, u"CN=a.test"_qs, u"issued by CN=CA"_qs, u"for a.test"_qs,
          u"valid 2026-01-01T00:00:00Z to 2027-01-01T00:00:00Z"_qs, u"SHA-256 5A:5A"_qs,
          u"certificate 2 of the chain"_qs}) {
        QVERIFY2(text.contains(expected), qPrintable(expected + u'\n' + text));
    }
    QVERIFY(!text.contains(u"with errors"_qs));
    TlsInfo &tls = *trace.hops.first().exchange.connection.tls;
    tls.errors = {u"The certificate is self-signed\u202e"_qs};
    tls.accepted = true;
    text = plainText(connectionPage(trace, 0));
    QVERIFY(text.contains(u"TLS, with errors"_qs));
    QVERIFY(text.contains(u"The certificate is self-signed\\u202e"_qs));
    QVERIFY(text.contains(u"Accepted by you"_qs));
}

void TestConnectionPage::manyNamesAreBounded()
{
    Trace trace = overTls();
    QStringList names;
    for (int i = 0; i < 5'000; ++i) {
        names.append(u"host%1.test"_qs.arg(i));
    }
    trace.hops.first().exchange.connection.tls->chain.first().names = names;
    const QString text = plainText(connectionPage(trace, 0));
    QVERIFY(text.contains(u"host19.test and 4,980 more"_qs));
    QVERIFY(!text.contains(u"host20.test"_qs));
}

void TestConnectionPage::earlierAttemptsComeFirst()
{
    Trace trace = overTls();
    Exchange &exchange = trace.hops.first().exchange;
    exchange.earlier = {{exchange.connection, {}, {FailureKind::Network, FailureCode::Reset, {}}}};
    const QString text = plainText(connectionPage(trace, 0));
    QVERIFY(text.contains(u"a.test reset the connection."_qs));
    QVERIFY(text.indexOf(u"Sent twice"_qs) < text.indexOf(u"DNS"_qs));
}

void TestConnectionPage::responseNoLongerTellsOfIt()
{
    const Trace trace = overTls();
    const QString text = plainText(responsePage(trace, 0, responseBody(trace, 0)));
    QVERIFY(!text.contains(u"TLSv1.3"_qs));
    QVERIFY(!text.contains(u"127.0.0.1"_qs));
}

QTEST_MAIN(TestConnectionPage)
#include "tst_connectionpage.moc"
