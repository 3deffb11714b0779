// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// RFC 6265bis §5.6 and §5.1.1, row by row. Many rows ask what the http-state working group's own
// tests ask.

#include "core/http/setcookie.h"

#include <QTest>

#include <array>

using namespace hoplens;

class TestSetCookie : public QObject {
    Q_OBJECT

private slots:
    void pairs_data();
    void pairs();
    void attributes_data();
    void attributes();
    void maxAge_data();
    void maxAge();
    void limits();
    void dates_data();
    void dates();
    void anyOctetsAreRead();
};

void TestSetCookie::pairs_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const QByteArray &field, const QByteArray &name, const QByteArray &value) {
        QTest::newRow(field.isEmpty() ? "nothing" : field.constData()) << field << name << value;
    };
    row("foo=bar", "foo", "bar");
    row("foo", "", "foo"); // nameless
    row("=x", "", "x");
    row("=", "", "");
    row("", "", "");
    row("x=", "x", "");
    row("; bar", "", "");
    row("  A  = BC  ;foo;;;   bar", "A", "BC");
    row("  A=== BC  ;foo", "A", "== BC");
    row("\tA\t=\tB\t", "A", "B");
    row("z=y, a=b", "z", "y, a=b"); // a comma ends nothing
    row("aBc=\"zz;pp\" ; ;", "aBc", "\"zz"); // neither does a quote
    row("aBc=\"zzz \"   ;", "aBc", "\"zzz \""); // and it belongs to the value
    row("a b=c d", "a b", "c d");
    row("\xE6\x98\xA5=\xE5\xAE\xB6", "\xE6\x98\xA5", "\xE5\xAE\xB6");
}

void TestSetCookie::pairs()
{
    QFETCH(QByteArray, field);
    const SetCookie cookie = parseSetCookie(field);
    QTEST(cookie.name, "name");
    QTEST(cookie.value, "value");
    QVERIFY(!cookie.refusal);
}

void TestSetCookie::attributes_data()
{
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QByteArray>("wanted"); // what is there, in a fixed order
    const auto row = [](const QByteArray &attributes, const QByteArray &wanted) {
        QTest::newRow(attributes.constData()) << attributes << wanted;
    };
    row("Secure", "secure");
    row("seCURe", "secure");
    row("Secure=aaaa", "secure");
    row("Secure =aaaaa", "secure");
    row("   Secure     ", "secure");
    row("\"Secure\"", "");
    row("Secure qux", "");
    row("qux=\"aaa;bbb\"; Secure", "secure");
    row("HttpOnly", "httponly");
    row("httponly=no", "httponly");
    row("Domain=A.Test", "domain=a.test");
    row("Domain=.a.test", "domain=a.test");
    row("Domain=..a.test", "domain=.a.test");
    row("Domain=", "domain=");
    row("Domain", "domain=");
    row("Domain=a.test; Domain=b.test", "domain=b.test"); // the last one counts
    row("domain = a.test ", "domain=a.test");
    row("Path=/x", "path=/x");
    row("Path    =/x", "path=/x");
    row("Path=    /x      ; taz", "path=/x");
    row("Path=/x; Path=/", "path=/");
    row("Path=", "path=");
    row("Path=/x y", "path=/x y");
    row("SameSite=Lax", "lax");
    row("samesite=STRICT", "strict");
    row("SameSite=None", "none");
    row("SameSite", "");
    row("SameSite=Lax; SameSite=oops", ""); // an unknown one is "Default"
    row("SameSite=oops; SameSite=Lax", "lax");
    row("customvalue=1000; version=1", "");
}

void TestSetCookie::attributes()
{
    QFETCH(QByteArray, attributes);
    const SetCookie cookie = parseSetCookie("foo=bar; " + attributes);
    QList<QByteArray> found;
    if (cookie.domain) {
        found.append("domain=" + *cookie.domain);
    }
    if (cookie.path) {
        found.append("path=" + *cookie.path);
    }
    if (cookie.secure) {
        found.append("secure");
    }
    if (cookie.httpOnly) {
        found.append("httponly");
    }
    static const std::array<QByteArray, 4> sameSites{"", "none", "lax", "strict"};
    if (cookie.sameSite != SameSite::Default) {
        found.append(sameSites.at(static_cast<std::size_t>(cookie.sameSite)));
    }
    QTEST(found.join(' '), "wanted");
    QCOMPARE(cookie.value, QByteArray("bar"));
}

void TestSetCookie::maxAge_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds"); // -1: the attribute is passed over
    const auto row = [](const char *text, qint64 seconds) {
        QTest::newRow(text) << QByteArray(text) << seconds;
    };
    row("10000", 10000);
    row("0", 0);
    row("00060", 60);
    row("-1", 0);
    row("-0", 0);
    row("34560000", cookieAgeLimit);
    row("34560001", cookieAgeLimit);
    row("99999999999999999999999999", cookieAgeLimit);
    row("-99999999999999999999999999", 0);
    row("", -1);
    row("-", -1);
    row("+60", -1);
    row("50,399", -1);
    row("1e3", -1);
    row("60s", -1);
    row("\"60\"", -1);
}

void TestSetCookie::maxAge()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, seconds);
    const SetCookie cookie = parseSetCookie("foo=bar; max-age=" + text + ';');
    QCOMPARE(cookie.maxAge, seconds < 0 ? std::nullopt : std::optional(seconds));
    // What cannot be read does not undo what could.
    const SetCookie twice = parseSetCookie("foo=bar; Max-Age=7; Max-Age=" + text);
    QCOMPARE(twice.maxAge, std::optional<qint64>(seconds < 0 ? 7 : seconds));
}

void TestSetCookie::limits()
{
    const QByteArray name(96, 'n');
    QVERIFY(!parseSetCookie(name + '=' + QByteArray(4000, 'v')).refusal);
    const SetCookie tooLong = parseSetCookie(name + '=' + QByteArray(4001, 'v') + "; Secure");
    QCOMPARE(tooLong.refusal, std::optional(CookieRefusal::TooLong));
    QVERIFY(tooLong.value.isEmpty() && !tooLong.secure);
    QCOMPARE(tooLong.name, QByteArray(64, 'n'));
    const QByteArray spaced = QByteArray(60, 'n') + QByteArray(8, ' ') + QByteArray(5000, 'n');
    QCOMPARE(parseSetCookie(spaced + "=v").name, QByteArray(60, 'n'));
    QVERIFY(parseSetCookie("a=b; Path=/" + QByteArray(1023, 'p')).path);
    QVERIFY(!parseSetCookie("a=b; Path=/" + QByteArray(1024, 'p')).path);
    QCOMPARE(parseSetCookie("a=b; Path=/x; Path=/" + QByteArray(1024, 'p')).path,
             std::optional<QByteArray>("/x"));
    for (const char control : {'\x01', '\x08', '\x0a', '\x1f', '\x7f'}) {
        for (const QByteArray &field :
             {QByteArray("a") + control + "=b", QByteArray("a=b; Path=/") + control}) {
            QCOMPARE(parseSetCookie(field).refusal, std::optional(CookieRefusal::ControlCharacter));
        }
    }
    QVERIFY(!parseSetCookie("a=b\tc").refusal);
}

void TestSetCookie::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("wanted"); // empty: no date
    const auto row = [](const char *text, const char *wanted) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(wanted);
    };
    row("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z");
    row("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z");
    row("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z");
    row("Mon, 10-Dec-2007 17:02:24 GMT", "2007-12-10T17:02:24Z");
    row("Thu, 31 Dec 23:55:55 2037 GMT", "2037-12-31T23:55:55Z");
    row("Wed Dec 12 2007 08:44:07 GMT-0500 (EST)", "2007-12-12T08:44:07Z"); // no zones
    row("Wednesday, 01-Jan-10 0:0:00 GMT", "2010-01-01T00:00:00Z");
    row("1 jan 70 0:0:0", "1970-01-01T00:00:00Z");
    row("1 jan 69 0:0:0", "2069-01-01T00:00:00Z");
    row("1 jan 99 0:0:0", "1999-01-01T00:00:00Z");
    row("10 januarius 2030 1:2:3x", "2030-01-10T01:02:03Z");
    row("2030 10 feb 01:02:03", "2030-02-10T01:02:03Z");
    row("10th Feb 2030th 01:02:03", "2030-02-10T01:02:03Z");
    row("29 Feb 2028 00:00:00", "2028-02-29T00:00:00Z");
    row("10 Feb 12345 01:02:03", ""); // five digits are no year
    row("10 Feb 203 01:02:03", ""); // and 203 is before 1601
    row("29 Feb 2027 00:00:00", ""); // no such day
    row("32 Jan 2027 00:00:00", "");
    row("0 Jan 2027 00:00:00", "");
    row("10 Jan 2027 24:00:00", "");
    row("10 Jan 2027 00:60:00", "");
    row("10 Jan 2027 00:00:60", "");
    row("10 Jan 2027 00:00", "");
    row("10 Jan 2027 00: 00:00", "");
    row("10 Jan 1600 00:00:00", "");
    row("10 Jan 2027 0x0:00:00", "");
    row("10 Foo 2027 00:00:00", "");
    row("10 anf 2027 00:00:00", ""); // across two names of months
    row("Jan 2027 00:00:00", "");
    row("10 2027 00:00:00", "");
    row("10 Jan 2027", "");
    row("never", "");
    row("", "");
}

void TestSetCookie::dates()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, wanted);
    const std::optional<QDateTime> date = parseCookieDate(text);
    QCOMPARE(date ? date->toString(Qt::ISODate) : QString(), wanted);
    QCOMPARE(parseSetCookie("a=b; Expires=" + text).expires, date);
}

void TestSetCookie::anyOctetsAreRead()
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const QByteArray octets =
                QByteArray(1, static_cast<char>(first)) + static_cast<char>(second);
            const SetCookie cookie = parseSetCookie(octets + "=" + octets + ";" + octets);
            QVERIFY(cookie.name.size() <= octets.size());
            parseCookieDate("1 jan 2030 1:1:" + octets);
        }
    }
}

QTEST_GUILESS_MAIN(TestSetCookie)
#include "tst_setcookie.moc"
