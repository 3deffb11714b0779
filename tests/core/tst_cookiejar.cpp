// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/cookiejar.h"
#include "core/http/publicsuffix.h"
#include "core/url/url.h"

#include <QTest>

using namespace hoplens;

using Refusal = std::optional<CookieRefusal>;
using Absence = std::optional<CookieAbsence>;
Q_DECLARE_METATYPE(Refusal)
Q_DECLARE_METATYPE(Absence)
Q_DECLARE_METATYPE(SecureBy)

class TestCookieJar : public QObject {
    Q_OBJECT

private slots:
    void refusals_data();
    void refusals();
    void whereItGoes_data();
    void whereItGoes();
    void storedReplacedRemoved();
    void expiry();
    void order();
    void secureCookiesAreLeftAlone();
    void namelessCookie();
    void defaultPath_data();
    void defaultPath();
    void limits();
    void withoutAJar();
    void publicSuffixes();
};

namespace {

const QDateTime now(QDate(2026, 11, 22), QTime(14, 2, 11), Qt::UTC);

Url at(const QByteArray &text)
{
    const Result<Url> url = parseUrl(text);
    Q_ASSERT(url);
    return *url;
}

Headers setting(const QList<QByteArray> &values)
{
    Headers headers;
    for (const QByteArray &value : values) {
        headers.append({"Set-Cookie", value});
    }
    return headers;
}

CookieSetting store(CookieJar &jar, const QByteArray &url, const QByteArray &value, int hop = 1,
                    SecureBy secureBy = SecureBy::Https)
{
    return jar.store(setting({value}), at(url), hop, now, secureBy).first();
}

QByteArray fieldFor(const CookieJar &jar, const QByteArray &url, const QDateTime &when = now)
{
    return jar.forRequest(at(url), when).field;
}

} // namespace

void TestCookieJar::refusals_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<Refusal>("wanted");
    QTest::addColumn<SecureBy>("secureBy");
    using R = CookieRefusal;
    const auto row = [](const QByteArray &url, const QByteArray &field, Refusal wanted,
                        SecureBy secureBy = SecureBy::Https) {
        QTest::newRow((url + ' ' + field.left(60)).constData())
            << url << field << wanted << secureBy;
    };
    const QByteArray http = "http://www.a.test/x/y";
    const QByteArray https = "https://www.a.test/x/y";
    row(http, "a=b", {});
    row(http, "a=\x01", R::ControlCharacter);
    row(http, "a=" + QByteArray(4096, 'v'), R::TooLong);
    row(http, "", R::Empty);
    row(http, "=; Path=/", R::Empty);
    row(http, "a=b; Domain=www.a.test", {});
    row(http, "a=b; Domain=a.test", {});
    row(http, "a=b; Domain=.A.TEST", {});
    row(http, "a=b; Domain=", {});
    row(http, "a=b; Domain=w.a.test", R::OtherDomain);
    row(http, "a=b; Domain=x.www.a.test", R::OtherDomain);
    row(http, "a=b; Domain=ww.a.test", R::OtherDomain);
    row(http, "a=b; Domain=.a.test", {});
    row(http, "a=b; Domain=a.test.", R::OtherDomain);
    row(http, "a=b; Domain=b.test", R::OtherDomain);
    row(http, "a=b; Domain=caf\xC3\xA9.test", R::DomainNotAscii);
    row(http, "a=b; Domain=test", R::PublicSuffix);
    row("http://a.co.uk/", "a=b; Domain=co.uk", R::PublicSuffix);
    row("http://a.co.uk/", "a=b; Domain=a.co.uk", {});
    row("http://me.github.io/", "a=b; Domain=github.io", R::PublicSuffix);
    row("http://github.io/", "a=b; Domain=github.io", {}); // the suffix itself: host-only
    row("http://a.test/", "a=b; Domain=com", R::OtherDomain);
    row("http://127.0.0.1/", "a=b; Domain=127.0.0.1", {});
    row("http://127.0.0.1/", "a=b; Domain=0.0.1", R::OtherDomain);
    row("http://[::1]/", "a=b", {});
    row("http://localhost/", "a=b; Domain=localhost", {});
    row(http, "a=b; Secure", R::SecureOverHttp);
    row(https, "a=b; Secure", {});
    // The standard's way: http to the own machine is http.
    for (const QByteArray host : {"localhost", "x.localhost", "127.0.0.1", "127.9.9.9", "[::1]"}) {
        row("http://" + host + "/", "a=b; Secure", R::SecureOverHttp);
        row("http://" + host + "/x", "a=b; Secure", {}, SecureBy::HttpsOrLoopback);
    }
    for (const QByteArray host : {"127.a.test", "localhost.test", "a.test"}) {
        row("http://" + host + "/x", "a=b; Secure", R::SecureOverHttp, SecureBy::HttpsOrLoopback);
    }
    row(https, "a=b; SameSite=None", R::NoneNotSecure);
    row(https, "a=b; SameSite=None; Secure", {});
    row(https, "a=b; SameSite=oops", {});
    // The examples of §4.1.3.
    row(https, "__Secure-SID=12345; Domain=a.test", R::SecurePrefix);
    row(https, "__Secure-SID=12345; Domain=a.test; Secure", {});
    row(https, "__SECURE-SID=12345", R::SecurePrefix); // without regard to case
    row(https, "__Host-SID=12345", R::HostPrefix);
    row(https, "__Host-SID=12345; Secure", R::HostPrefix);
    row(https, "__Host-SID=12345; Domain=a.test", R::HostPrefix);
    row(https, "__Host-SID=12345; Domain=a.test; Path=/", R::HostPrefix);
    row(https, "__Host-SID=12345; Secure; Domain=a.test; Path=/", R::HostPrefix);
    row(https, "__Host-SID=12345; Secure; Path=/x", R::HostPrefix);
    row(https, "__Host-SID=12345; Secure; Path=/", {});
    row(https, "__hOST-SID=12345; Path=/", R::HostPrefix);
    row("https://a.test/", "__Host-SID=1; Secure", R::HostPrefix); // Path must be written
    row(https, "=__Host-a; Secure; Path=/", R::NamelessPrefix);
    row(https, "__secure-a", R::NamelessPrefix);
    row(https, "__Hostess=1", {});
}

void TestCookieJar::refusals()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, field);
    QFETCH(Refusal, wanted);
    QFETCH(SecureBy, secureBy);
    CookieJar jar;
    const CookieSetting made = store(jar, url, field, 1, secureBy);
    QCOMPARE(made.refusal, wanted);
    QCOMPARE(made.result, wanted ? CookieResult::Refused : CookieResult::Stored);
    QCOMPARE(jar.isEmpty(), wanted.has_value());
}

void TestCookieJar::whereItGoes_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<Absence>("wanted");
    using A = CookieAbsence;
    const auto row = [](const QByteArray &from, const QByteArray &field, const QByteArray &to,
                        Absence wanted) {
        QTest::newRow((from + ' ' + field + ' ' + to).constData()) << from << field << to << wanted;
    };
    row("http://a.test/x/y", "a=b", "http://a.test/x/z", {});
    row("http://a.test/x/y", "a=b", "http://a.test/x", {});
    row("http://a.test/x/y", "a=b", "http://a.test/xy", A::OtherPath);
    row("http://a.test/x/y", "a=b", "http://a.test/", A::OtherPath);
    row("http://a.test/x/y", "a=b; Path=/", "http://a.test/", {});
    row("http://a.test/", "a=b; Path=/x/", "http://a.test/x", A::OtherPath);
    row("http://a.test/", "a=b; Path=/x/", "http://a.test/x/?q", {});
    row("http://a.test/", "a=b; Path=/X", "http://a.test/x", A::OtherPath);
    row("http://a.test/", "a=b; Path=x", "http://a.test/", {});
    row("http://a.test:1/", "a=b", "http://a.test:2/", {}); // ports
    row("http://a.test/", "a=b", "https://a.test/", {}); // schemes
    row("https://a.test/", "a=b", "http://a.test/", {});
    row("https://a.test/", "a=b; Secure", "http://a.test/", A::SecureOverHttp);
    row("https://a.test/", "a=b; Secure", "https://a.test/", {});
    row("http://a.test/", "a=b", "http://x.a.test/", A::OtherHost); // host-only
    row("http://a.test/", "a=b; Domain=a.test", "http://x.a.test/", {});
    row("http://x.a.test/", "a=b; Domain=a.test", "http://a.test/", {});
    row("http://x.a.test/", "a=b; Domain=a.test", "http://y.a.test/", {});
    row("http://a.test/", "a=b; Domain=a.test", "http://xa.test/", A::OtherHost);
    row("http://a.test/", "a=b", "http://b.test/", A::OtherHost);
    row("http://github.io/", "a=b; Domain=github.io", "http://x.github.io/", A::OtherHost);
    // A trace has no page of another site behind it, so SameSite stops nothing.
    row("http://a.test/", "a=b; SameSite=Strict", "http://a.test/", {});
    row("https://a.test/", "a=b; SameSite=None; Secure; HttpOnly", "https://a.test/", {});
}

void TestCookieJar::whereItGoes()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, to);
    QFETCH(Absence, wanted);
    CookieJar jar;
    QCOMPARE(store(jar, from, field, 3).result, CookieResult::Stored);
    const CookieSelection selection = jar.forRequest(at(to), now);
    QCOMPARE(selection.uses.size(), 1);
    const CookieUse &use = selection.uses.first();
    QCOMPARE(use.absence, wanted);
    QCOMPARE(use.name, QByteArray("a"));
    QCOMPARE(use.setAt, 3);
    QCOMPARE(selection.field, wanted ? QByteArray() : QByteArray("a=b"));
}

void TestCookieJar::storedReplacedRemoved()
{
    CookieJar jar;
    const QByteArray url = "http://a.test/";
    QCOMPARE(store(jar, url, "a=1").result, CookieResult::Stored);
    QCOMPARE(store(jar, url, "b=1").result, CookieResult::Stored);
    QCOMPARE(store(jar, url, "a=2").result, CookieResult::Replaced);
    QCOMPARE(fieldFor(jar, url), QByteArray("a=2; b=1")); // and keeps its place
    QCOMPARE(store(jar, url, "a=3; Domain=a.test").result, CookieResult::Stored); // another one
    QCOMPARE(store(jar, url, "a=4; Path=/x").result, CookieResult::Stored);
    QCOMPARE(fieldFor(jar, "http://a.test/x"), QByteArray("a=4; a=2; b=1; a=3"));
    QCOMPARE(store(jar, url, "a=; Max-Age=0").result, CookieResult::Removed);
    QCOMPARE(store(jar, url, "a=; Max-Age=0").result, CookieResult::Expired);
    QCOMPARE(store(jar, url, "c=; Expires=Thu, 01 Jan 1970 00:00:00 GMT").result,
             CookieResult::Expired);
    const CookieSelection selection = jar.forRequest(at(url), now);
    QCOMPARE(selection.field, QByteArray("b=1; a=3"));
    QVERIFY(std::any_of(selection.uses.begin(), selection.uses.end(), [](const CookieUse &use) {
        return use.name == "a" && use.absence == CookieAbsence::Removed;
    }));
    QVERIFY(jar.hasHad("c", at(url)) && !jar.hasHad("d", at(url)));
    QVERIFY(!jar.hasHad("c", at("http://b.test/")));
    QCOMPARE(store(jar, url, "a=5").result, CookieResult::Stored); // back again, at the end
    QCOMPARE(fieldFor(jar, url), QByteArray("b=1; a=3; a=5"));
}

void TestCookieJar::expiry()
{
    CookieJar jar;
    const QByteArray url = "http://a.test/";
    QCOMPARE(store(jar, url, "a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT").expires,
             std::optional(now.addSecs(60))); // Max-Age wins
    QCOMPARE(store(jar, url, "b=1; Expires=Sun, 22 Nov 2026 14:03:00 GMT").expires,
             std::optional(now.addSecs(49)));
    QCOMPARE(store(jar, url, "c=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT").expires,
             std::optional(now.addDays(400)));
    QCOMPARE(store(jar, url, "d=1").expires, std::optional<QDateTime>());
    QCOMPARE(fieldFor(jar, url, now.addSecs(48)), QByteArray("a=1; b=1; c=1; d=1"));
    QCOMPARE(fieldFor(jar, url, now.addSecs(49)), QByteArray("a=1; c=1; d=1"));
    QCOMPARE(fieldFor(jar, url, now.addDays(401)), QByteArray("d=1"));
    const CookieSelection late = jar.forRequest(at(url), now.addSecs(60));
    QCOMPARE(late.uses.at(2).name, QByteArray("a")); // those that go stand first
    QCOMPARE(late.uses.at(2).absence, Absence(CookieAbsence::Expired));
}

void TestCookieJar::order()
{
    CookieJar jar;
    const QList<QByteArray> fields{"1=a; Path=/", "2=a; Path=/x/y", "3=a; Path=/x",
                                   "4=a; Path=/x/y", "5=a; Path=/"};
    jar.store(setting(fields), at("http://a.test/"), 1, now);
    QCOMPARE(fieldFor(jar, "http://a.test/x/y/z"), QByteArray("2=a; 4=a; 3=a; 1=a; 5=a"));
}

void TestCookieJar::secureCookiesAreLeftAlone()
{
    CookieJar jar;
    store(jar, "https://a.test/", "a=secret; Secure; Path=/login");
    const Refusal overlay(CookieRefusal::OverlaysSecure);
    QCOMPARE(store(jar, "http://a.test/", "a=evil; Path=/login").refusal, overlay);
    QCOMPARE(store(jar, "http://a.test/", "a=evil; Path=/login/en").refusal, overlay);
    QCOMPARE(store(jar, "http://x.a.test/", "a=evil; Path=/login; Domain=a.test").refusal, overlay);
    QCOMPARE(store(jar, "http://x.a.test/", "a=evil; Path=/login").refusal, overlay);
    QCOMPARE(store(jar, "http://a.test/", "a=; Path=/login; Max-Age=0").refusal, overlay);
    QVERIFY(!store(jar, "http://a.test/", "a=fine; Path=/").refusal);
    QVERIFY(!store(jar, "http://a.test/", "b=fine; Path=/login").refusal);
    QVERIFY(!store(jar, "http://b.test/", "a=fine; Path=/login").refusal);
    QVERIFY(!store(jar, "https://a.test/", "a=fine; Path=/login").refusal);
}

void TestCookieJar::namelessCookie()
{
    CookieJar jar;
    store(jar, "http://a.test/", "token");
    store(jar, "http://a.test/", "x=");
    QCOMPARE(fieldFor(jar, "http://a.test/"), QByteArray("token; x="));
    QCOMPARE(store(jar, "http://a.test/", "=other").result, CookieResult::Replaced);
    QCOMPARE(fieldFor(jar, "http://a.test/"), QByteArray("other; x="));
}

void TestCookieJar::defaultPath_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("root") << QByteArray("http://a.test") << QByteArray("/");
    QTest::newRow("one segment") << QByteArray("http://a.test/x") << QByteArray("/");
    QTest::newRow("folder") << QByteArray("http://a.test/x/") << QByteArray("/x");
    QTest::newRow("two") << QByteArray("http://a.test/x/y?a/b/c") << QByteArray("/x");
    QTest::newRow("encoded") << QByteArray("http://a.test/x%2Fy/z") << QByteArray("/x%2Fy");
}

void TestCookieJar::defaultPath()
{
    QFETCH(QByteArray, url);
    QTEST(defaultCookiePath(at(url)), "path");
}

void TestCookieJar::limits()
{
    CookieJar jar;
    QList<QByteArray> many;
    for (int i = 0; i < 60; ++i) {
        many.append(QByteArray::number(i) + "=v");
    }
    const QList<CookieSetting> settings = jar.store(setting(many), at("http://a.test/"), 1, now);
    QCOMPARE(settings.size(), cookiesPerAnswer + 1);
    QCOMPARE(settings.last().refusal, Refusal(CookieRefusal::TooMany));
    QCOMPARE(jar.cookies().size(), cookiesPerAnswer);
    // A domain's oldest cookie without Secure goes first.
    store(jar, "https://a.test/", "safe=1; Secure");
    for (int i = 0; i < 200; ++i) {
        store(jar, "http://a.test/", "x" + QByteArray::number(i) + "=v");
    }
    QCOMPARE(jar.cookies().size(), cookiesPerDomain);
    QCOMPARE(jar.cookies().first().name, QByteArray("safe"));
    for (int i = 0; i < 4000; ++i) {
        store(jar, "http://h" + QByteArray::number(i) + ".test/", "a=b");
    }
    QCOMPARE(jar.cookies().size(), cookiesInJar);
    const CookieSelection selection = jar.forRequest(at("http://h3999.test/"), now);
    QCOMPARE(selection.uses.size(), cookiesListed);
    QCOMPARE(selection.notListed, cookiesInJar - cookiesListed);
    QVERIFY(selection.uses.first().sent());
    // And the field stays within what a server takes.
    CookieJar big;
    for (int i = 0; i < 20; ++i) {
        store(big, "http://a.test/", QByteArray::number(i) + '=' + QByteArray(4000, 'v'));
    }
    const CookieSelection full = big.forRequest(at("http://a.test/"), now);
    QVERIFY(full.field.size() <= cookieFieldLimit && full.field.size() > cookieFieldLimit - 4100);
    QCOMPARE(full.uses.size(), 20);
    QCOMPARE(full.uses.last().absence, Absence(CookieAbsence::FieldFull));
}

void TestCookieJar::withoutAJar()
{
    const QList<CookieSetting> settings =
        cookiesWithoutJar(setting({"a=b; Path=/x; HttpOnly", "c=d"}), at("http://a.test/"));
    QCOMPARE(settings.size(), 2);
    QCOMPARE(settings.first().refusal, Refusal(CookieRefusal::NoJar));
    QVERIFY(settings.first().httpOnly);
    QCOMPARE(settings.first().path, QByteArray("/x"));
}

void TestCookieJar::publicSuffixes()
{
    for (const char *suffix : {"com", "co.uk", "github.io", "test", "anything", "com."}) {
        QVERIFY2(isPublicSuffix(suffix), suffix);
    }
    for (const char *name : {"a.com", "a.co.uk", "me.github.io", "a.test", "127.0.0.1"}) {
        QVERIFY2(!isPublicSuffix(name), name);
    }
    QVERIFY(publicSuffixSource().contains(QStringLiteral("Public Suffix List of 20")));
    QVERIFY(publicSuffixSource().contains(QStringLiteral("libpsl")));
}

QTEST_GUILESS_MAIN(TestCookieJar)
#include "tst_cookiejar.moc"
