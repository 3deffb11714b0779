// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/origin.h"
#include "tests/core/urltest.h"

#include <QtTest>

#include <array>
#include <utility>

using namespace hoplens;
using namespace hoplens::urltest;

namespace {

/// What is true of a pair, as words.
QByteArray words(const OriginRelation &relation)
{
    const std::array<std::pair<bool, const char *>, 9> facts{{
        {relation.sameOrigin, "same-origin"},
        {relation.sameHost, "same-host"},
        {relation.samePort, "same-port"},
        {relation.upgrade, "upgrade"},
        {relation.downgrade, "downgrade"},
        {relation.toSubdomain, "to-subdomain"},
        {relation.toParent, "to-parent"},
        {relation.defaultPorts, "default-ports"},
        {relation.toAddress, "to-address"},
    }};
    QByteArrayList holding;
    for (const auto &[holds, word] : facts) {
        if (holds) {
            holding.append(word);
        }
    }
    return holding.join(' ');
}

} // namespace

class TestOrigin : public QObject {
    Q_OBJECT

private slots:
    void serializes_data();
    void serializes();
    void fillsInDefaultPort();
    void relates_data();
    void relates();
    void agreesForEveryPair();
};

void TestOrigin::serializes_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *url, const char *expected) {
        QTest::newRow(url) << QByteArray(url) << QByteArray(expected);
    };
    row("http://A.test/x?y#z", "http://a.test");
    row("http://a.test:80/", "http://a.test");
    row("https://a.test:443/", "https://a.test");
    row("https://a.test:8443/", "https://a.test:8443");
    row("http://u:p@a.test:443/", "http://a.test:443");
    row("http://[::1]:81/", "http://[::1]:81");
    row("ftp://a.test/", "ftp://a.test");
    row("ws://a.test/", "ws://a.test");
    row("file:///x", "null");
    row("mailto:x", "null");
    row("foo://a.test/", "null");
}

void TestOrigin::serializes()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, expected);
    QCOMPARE(serializeOrigin(parsed(url)), expected);
}

void TestOrigin::fillsInDefaultPort()
{
    const Origin web{"http", "a.test", 80};
    QVERIFY(originOf(parsed("http://u:p@a.test/x")) == web);
    const Origin secure{"https", "a.test", 443};
    QVERIFY(originOf(parsed("https://a.test/")) == secure);
    const Origin other{"https", "a.test", 80};
    QVERIFY(originOf(parsed("https://a.test:80/")) == other);
    const Origin none{"mailto", "", 0};
    QVERIFY(originOf(parsed("mailto:x")) == none);
}

void TestOrigin::relates_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<OriginChange>("change");
    QTest::addColumn<QByteArray>("relation");
    const auto row = [](const char *from, const char *to, OriginChange change,
                        const char *relation) {
        QTest::addRow("%s to %s", from, to)
            << QByteArray(from) << QByteArray(to) << change << QByteArray(relation);
    };
    const auto same = OriginChange::Same;
    const auto port = OriginChange::Port;
    const auto scheme = OriginChange::Scheme;
    const auto host = OriginChange::Host;
    row("http://a.test/x", "http://a.test/y", same,
        "same-origin same-host same-port default-ports");
    row("http://a.test", "http://u:p@A.test:80", same,
        "same-origin same-host same-port default-ports");
    row("http://a.test:81", "http://a.test:81", same, "same-origin same-host same-port");
    row("http://a.test", "http://a.test:81", port, "same-host");
    row("http://a.test:81", "http://a.test:82", port, "same-host");
    row("http://a.test", "https://a.test", scheme, "same-host upgrade default-ports");
    row("https://a.test", "http://a.test", scheme, "same-host downgrade default-ports");
    row("http://a.test:81", "https://a.test:81", scheme, "same-host same-port upgrade");
    row("http://a.test:443", "https://a.test", scheme, "same-host same-port upgrade");
    row("http://a.test", "https://a.test:80", scheme, "same-host same-port upgrade");
    row("http://a.test", "https://a.test:8443", scheme, "same-host upgrade");
    row("http://a.test", "http://b.test", host, "same-port default-ports");
    row("http://a.test", "https://b.test:81", host, "upgrade");
    row("http://a.test", "http://x.a.test", host, "same-port to-subdomain default-ports");
    row("http://a.test", "http://y.x.a.test", host, "same-port to-subdomain default-ports");
    row("http://a.test", "https://x.a.test:1", host, "upgrade to-subdomain");
    row("http://x.a.test", "http://a.test", host, "same-port to-parent default-ports");
    row("http://a.test", "http://test", host, "same-port to-parent default-ports");
    row("http://x.a.test", "http://y.a.test", host, "same-port default-ports");
    row("http://a.test", "http://xa.test", host, "same-port default-ports");
    row("http://a.test", "http://.a.test", host, "same-port default-ports");
    row("http://a.test", "http://a.test.", host, "same-port default-ports");
    row("http://a.test", "http://a.test.evil.example", host, "same-port default-ports");
    row("http://a.test", "http://127.0.0.1", host, "same-port default-ports to-address");
    row("http://a.test", "http://[::1]", host, "same-port default-ports to-address");
    row("http://127.0.0.1", "http://a.test", host, "same-port default-ports");
    row("http://127.0.0.1", "http://[::1]", host, "same-port default-ports");
    row("http://0.0.0.1", "http://1", same, "same-origin same-host same-port default-ports");
    row("http://1.2.3.4", "http://9.1.2.3", host, "same-port default-ports");
    row("http://a.test", "ftp://a.test", scheme, "same-host default-ports");
    row("http://a.test", "mailto:x", host, "");
    row("file:///x", "file:///y", same, "same-origin same-host same-port");
}

void TestOrigin::relates()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(OriginChange, change);
    QFETCH(QByteArray, relation);
    QCOMPARE(originChange(parsed(from), parsed(to)), change);
    QCOMPARE(words(originRelation(parsed(from), parsed(to))), relation);
}

void TestOrigin::agreesForEveryPair()
{
    QList<Url> urls;
    for (const char *scheme : {"http", "https"}) {
        for (const char *host :
             {"a.test", "x.a.test", "y.x.a.test", "b.test", "1.2.3.4", "[::1]"}) {
            for (const char *port : {"", ":80", ":443", ":81"}) {
                urls.append(parsed(QByteArray(scheme) + "://" + host + port + '/'));
            }
        }
    }
    for (const Url &from : urls) {
        for (const Url &to : urls) {
            const OriginRelation there = originRelation(from, to);
            const OriginRelation back = originRelation(to, from);
            const OriginChange change = originChange(from, to);
            QCOMPARE(change, originChange(to, from));
            QCOMPARE(there.sameOrigin, change == OriginChange::Same);
            QCOMPARE(there.sameOrigin, serializeOrigin(from) == serializeOrigin(to));
            QCOMPARE(there.sameHost, change != OriginChange::Host);
            QCOMPARE(there.samePort, effectivePort(from) == effectivePort(to));
            QCOMPARE(there.upgrade, back.downgrade);
            QCOMPARE(there.upgrade || there.downgrade, from.scheme != to.scheme);
            QCOMPARE(there.toSubdomain, back.toParent);
            QVERIFY(!(there.toSubdomain && there.toParent));
            QVERIFY(!(there.toAddress && back.toAddress));
            QCOMPARE(there.defaultPorts, !from.port && !to.port);
            QCOMPARE(there.defaultPorts, back.defaultPorts);
        }
    }
}

QTEST_GUILESS_MAIN(TestOrigin)
#include "tst_origin.moc"
