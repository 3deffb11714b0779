// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/url.h"
#include "tests/core/urltest.h"

#include <QtTest>

using namespace hoplens;
using namespace hoplens::urltest;

/// What a person types into the address field.
class TestTypedAddress : public QObject {
    Q_OBJECT

private slots:
    void readsTypedAddress_data();
    void readsTypedAddress();
    void refusesTypedAddress_data();
    void refusesTypedAddress();
};

void TestTypedAddress::readsTypedAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const QString &text, const char *expected) {
        QTest::newRow(qPrintable(text)) << text << QByteArray(expected);
    };
    row(u"a.test"_qs, "http://a.test/");
    row(u"localhost"_qs, "http://localhost/");
    row(u"localhost:8080"_qs, "http://localhost:8080/");
    row(u"localhost:8080/x"_qs, "http://localhost:8080/x");
    row(u"localhost:8080?q"_qs, "http://localhost:8080/?q");
    row(u"localhost:8080#f"_qs, "http://localhost:8080/#f");
    row(u"localhost:"_qs, "http://localhost/");
    row(u"LOCALHOST:80/"_qs, "http://localhost/");
    row(u"127.0.0.1:80"_qs, "http://127.0.0.1/");
    row(u"127.0.0.1:8080/x"_qs, "http://127.0.0.1:8080/x");
    row(u"[::1]:8080/"_qs, "http://[::1]:8080/");
    row(u"[::1]"_qs, "http://[::1]/");
    row(u"a.test/path?q"_qs, "http://a.test/path?q");
    row(u"a.test/path?u=http://b.test/"_qs, "http://a.test/path?u=http://b.test/");
    row(u"a.test:81/x"_qs, "http://a.test:81/x");
    row(u"//a.test/x"_qs, "http://a.test/x");
    row(u"\\\\a.test\\x"_qs, "http://a.test/x");
    row(u"user:pass@a.test"_qs, "http://user:pass@a.test/");
    row(u"user@a.test"_qs, "http://user@a.test/");
    row(u"user:8080@a.test"_qs, "http://user:8080@a.test/");
    row(u"first.last:pass@a.test"_qs, "http://first.last:pass@a.test/");
    row(u"  a.test  "_qs, "http://a.test/");
    row(u"\u00a0http://a.test/\n"_qs, "http://a.test/");
    row(u"HTTP://A.test"_qs, "http://a.test/");
    row(u"https://a.test"_qs, "https://a.test/");
    row(u"https:a.test"_qs, "https://a.test/");
    row(u"http:/a.test"_qs, "http://a.test/");
    row(u"b\u00fccher.test"_qs, "http://xn--bcher-kva.test/");
    row(u"b\u00fccher.test:8080/\u00fc"_qs, "http://xn--bcher-kva.test:8080/%C3%BC");
    row(u"a.test/a b"_qs, "http://a.test/a%20b");
    row(u"a_b"_qs, "http://a_b/");
}

void TestTypedAddress::readsTypedAddress()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, expected);
    const Result<Url> url = parseTypedAddress(text);
    QVERIFY2(url, qPrintable(url ? QString() : url.error().detail));
    QCOMPARE(serializeUrl(*url), expected);
}

void TestTypedAddress::refusesTypedAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QString &text, const QString &sentence) {
        QTest::newRow(text.isEmpty() ? "(empty)" : qPrintable(text)) << text << sentence;
    };
    const auto onlyWeb = [](const QString &scheme) {
        return u"Hoplens opens only http and https addresses, not %1."_qs.arg(scheme);
    };
    for (const auto &[text, scheme] : std::initializer_list<std::pair<QString, QString>>{
             {u"ftp://x"_qs, u"ftp"_qs},
             {u"javascript:alert(1)"_qs, u"javascript"_qs},
             {u"javascript:alert('a@b')"_qs, u"javascript"_qs},
             {u"mailto:x"_qs, u"mailto"_qs},
             {u"mailto:x@a.test"_qs, u"mailto"_qs},
             {u"file:///etc/passwd"_qs, u"file"_qs},
             {u"FILE:/etc/passwd"_qs, u"file"_qs},
             {u"data:text/html,x"_qs, u"data"_qs},
             {u"about:blank"_qs, u"about"_qs},
             {u"ws://a.test/"_qs, u"ws"_qs},
             {u"httpx://a.test/"_qs, u"httpx"_qs},
             {u"view-source:http://u@a.test/"_qs, u"view-source"_qs},
             {u"ssh://u@a.test/"_qs, u"ssh"_qs},
             {u"C:\\x"_qs, u"c"_qs},
         }) {
        row(text, onlyWeb(scheme));
    }
    const QString typeOne = u"Type an address, such as http://localhost:8080/."_qs;
    row({}, typeOne);
    row(u" \t "_qs, typeOne);
    const QString noHost = u"The address has no host."_qs;
    for (const QString &text : {u"http://"_qs, u"http:"_qs, u"//"_qs, u"/"_qs, u"/x"_qs, u"\\x"_qs,
                                u"?q"_qs, u"#f"_qs, u":80"_qs, u":80/x"_qs, u"@"_qs, u"user@"_qs}) {
        row(text, noHost);
    }
    row(u"a test"_qs, u"The host contains a space, which is not allowed."_qs);
    row(u"localhost:99999"_qs, u"The port 99999 is larger than 65535."_qs);
    row(u"a.test:x"_qs, u"The port x is not a number."_qs);
    row(u"localhost:x"_qs, u"The port x is not a number."_qs);
}

void TestTypedAddress::refusesTypedAddress()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const Result<Url> url = parseTypedAddress(text);
    QVERIFY(!url);
    QCOMPARE(url.error().detail, sentence);
}

QTEST_GUILESS_MAIN(TestTypedAddress)
#include "tst_typedaddress.moc"
