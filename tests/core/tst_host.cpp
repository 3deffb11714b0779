// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/host.h"
#include "core/url/url.h"

#include "tests/core/urltest.h"

#include <QtTest>

using namespace hoplens;
using namespace hoplens::urltest;

/// What becomes of the host of an http URL.
class TestHost : public QObject {
    Q_OBJECT

private slots:
    void normalizesHost_data();
    void thisMachine_data();
    void thisMachine();
    void normalizesHost();
};

void TestHost::normalizesHost_data()
{
    addRows({
        {"A.Test", "a.test"},
        {"a.test.", "a.test."},
        {"-a.test", "-a.test"},
        {"a-.test", "a-.test"},
        {"a..b", "a..b"},
        {".a", ".a"},
        {"a_b", "a_b"},
        {"a!b", "a!b"},
        {"%61.test", "a.test"},
        {"%2e", "."},
        {"a%20b", refused},
        {"a%00b", refused},
        {"a%zz", refused},
        {"a%2fb", refused},
        {"a<b", refused},
        {"a^b", refused},
        {"a|b", refused},
        {"a b", refused},
        {"a%", refused},
        {"a%7f", refused},
        {"%ff", refused},
        {"\xff", refused},
        {"\xc3", refused},
        {"\xed\xa0\x80", refused},
        // IPv4
        {"127.0.0.1", "127.0.0.1"},
        {"127.0.0.1.", "127.0.0.1"},
        {"127.1", "127.0.0.1"},
        {"127.0.1", "127.0.0.1"},
        {"2130706433", "127.0.0.1"},
        {"0x7f000001", "127.0.0.1"},
        {"0x7f.1", "127.0.0.1"},
        {"0X7F.0.0.01", "127.0.0.1"},
        {"0177.0.0.1", "127.0.0.1"},
        {"%30x7f.1", "127.0.0.1"},
        {"0", "0.0.0.0"},
        {"0x", "0.0.0.0"},
        {"0x.0x.0", "0.0.0.0"},
        {"4294967295", "255.255.255.255"},
        {"1.16777215", "1.255.255.255"},
        {"1.2.65535", "1.2.255.255"},
        {"4294967296", refused},
        {"1.16777216", refused},
        {"1.2.65536", refused},
        {"1.2.3.256", refused},
        {"256.1.1.1", refused},
        {"1.2.3.4.5", refused},
        {"1..2.3", refused},
        {"a.1", refused},
        {"a.0x", refused},
        {"1.2.3.08", refused},
        {"09", refused},
        {"99999999999999999999999999", refused},
        {"1.2.3.4a", "1.2.3.4a"},
        {"0x7f.0x7g", "0x7f.0x7g"},
        {"a.1..", "a.1.."},
        {"\xef\xbc\x91.2.3.4", "1.2.3.4"},
        // IPv6
        {"[::1]", "[::1]"},
        {"[::]", "[::]"},
        {"[0:0:0:0:0:0:0:1]", "[::1]"},
        {"[2001:DB8::00ff]", "[2001:db8::ff]"},
        {"[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]"},
        {"[1:0:2:0:3:0:4:0]", "[1:0:2:0:3:0:4:0]"},
        {"[0:0:1:0:0:1:1:1]", "[::1:0:0:1:1:1]"},
        {"[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]"},
        {"[::127.0.0.1]", "[::7f00:1]"},
        {"[1:2:3:4:5:6:1.2.3.4]", "[1:2:3:4:5:6:102:304]"},
        {"[1::2::3]", refused},
        {"[1:2:3]", refused},
        {"[1:2:3:4:5:6:7:8:9]", refused},
        {"[:1]", refused},
        {"[1:]", refused},
        {"[::12345]", refused},
        {"[::g]", refused},
        {"[]", refused},
        {"[::1", refused},
        {"[::1]x", refused},
        {"[fe80::1%25eth0]", refused},
        {"[::1.2.3]", refused},
        {"[::1.2.3.4.5]", refused},
        {"[::1.2.3.256]", refused},
        {"[::01.2.3.4]", refused},
        {"[::1.2.3.]", refused},
        {"[::.1.2.3]", refused},
        {"[1:2:3:4:5:6:7:1.2.3.4]", refused},
        {"[::1.2.3.4:5]", refused},
        // IDNA
        {"bücher.test", "xn--bcher-kva.test"},
        {"BÜCHER.TEST", "xn--bcher-kva.test"},
        {"b%C3%BCcher.test", "xn--bcher-kva.test"},
        {"bu\u0308cher.test", "xn--bcher-kva.test"},
        {"faß.test", "xn--fa-hia.test"},
        {"FAẞ.test", "xn--fa-hia.test"},
        {"例。test", "xn--fsq.test"},
        {"😀.test", "xn--e28h.test"},
        {"a\u00adb", "ab"},
        {"\ufeffa", "a"},
        {"\u00ad", refused},
        {"a.\u00ad.ä", "a..xn--4ca"},
        // not checked: hyphens, STD3 characters, lengths
        {"-ä-", "xn-----via"},
        {"ä_b", "xn--_b-uia"},
        {"ä!", "xn--!-zfa"},
        {"a！－", "a!-"},
        {"a≠b", "xn--ab-miv"},
        {"ä..b", "xn--4ca..b"},
        {"-a.ä", "-a.xn--4ca"},
        {QByteArray(70, 'a') + ".ä", QByteArray(70, 'a') + ".xn--4ca"},
        // disallowed
        {"／", refused},
        {"％41", refused},
        {"⒈", refused},
        {"a․", refused},
        {"\ufffd", refused},
        {"\u0301", refused},
        // joiners
        {"a\u200db", refused},
        {"a\u200cb", refused},
        {"\u200c", refused},
        {"क्\u200d", "xn--11b6iy14e"},
        {"क्\u200cब", "xn--11b0c4eq27h"},
        {"ب\u200cب", "xn--ngba799q"},
        {"ب\u064b\u200c\u064bب", "xn--ngba8ha8704a"},
        {"ب\u200c", refused},
        // right to left
        {"א.test", "xn--4db.test"},
        {"א1", "xn--1-zhc"},
        {"1.א", refused},
        {"aא", refused},
        {"אa", refused},
        {"א1١", refused},
        {"א-", refused},
        {"a-.א", refused},
        {"-a.א", refused},
        {"1.xn--4db.ä", refused},
        // labels that came encoded
        {"xn--4ca", "xn--4ca"},
        {"XN--4CA.Test", "xn--4ca.test"},
        {"xn--", "xn--"},
        {"xn--a", "xn--a"},
        {"a.b.c.xn--pokxncvks", "a.b.c.xn--pokxncvks"},
        {"xn--8i7caa", "xn--8i7caa"},
        {"xn--4ca.ä", "xn--4ca.xn--4ca"},
        {"xn--a.ä", refused},
        {"xn--.ä", refused},
        {"xn--abc-.ä", refused},
        {"xn--8i7caa.ä", refused},
        {"xn--99999999.ä", refused},
        {"xn--a!b.ä", refused},
        {"xn--ä", refused},
    });
}

void TestHost::normalizesHost()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    const Result<Url> url = parseUrl("http://" + input + '/');
    QCOMPARE(url ? url->host.value_or(QByteArray("(null)")) : QByteArray(refused), expected);
}

void TestHost::thisMachine_data()
{
    QTest::addColumn<bool>("expected");
    for (const char *host : {"localhost", "LOCALHOST", "localhost.", "a.localhost",
                             "a.b.Localhost.", "127.0.0.1", "127.255.255.255", "127.1", "0x7f.1",
                             "::1", "[::1]", "0:0::1", "::ffff:127.0.0.1", "[::ffff:7f12:3]"}) {
        QTest::newRow(host) << true;
    }
    for (const char *host : {"", ".", "localhost.test", "notlocalhost", "localhost..", "128.0.0.1",
                             "12.7.0.1", "127.0.0.1.test", "1270.0.0.1", "::", "::2",
                             "::ffff:128.0.0.1", "::ffff:7f:1", "1::1", "[::1", "fe80::1"}) {
        QTest::newRow(host) << false;
    }
}

void TestHost::thisMachine()
{
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    QTEST(isThisMachine(tag.toLatin1()), "expected");
}

QTEST_GUILESS_MAIN(TestHost)
#include "tst_host.moc"
