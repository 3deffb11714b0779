// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/url.h"
#include "tests/core/urltest.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace hoplens;
using namespace hoplens::urltest;

namespace {

constexpr qsizetype megabyte = 1'000'000;

QByteArray repeated(const char *text, qsizetype bytes)
{
    const QByteArray unit(text);
    return unit.repeated(bytes / unit.size());
}

} // namespace

/// The parts of a URL, its text, its errors, and the time it takes.
class TestUrl : public QObject {
    Q_OBJECT

private slots:
    void keepsTarget_data();
    void keepsTarget();
    void percentEncodesOctetByOctet();
    void readsEveryPart();
    void roundTrips_data();
    void roundTrips();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void decodesPercent_data();
    void decodesPercent();
    void answersQuestions();
    void staysLinear_data();
    void staysLinear();
};

void TestUrl::keepsTarget_data()
{
    addRows({
        {"http://h/%41", "/%41"},
        {"http://h//s//x", "//s//x"},
        {"http://h/%zz", "/%zz"},
        {"http://h/%e2%98%83", "/%e2%98%83"},
        {"http://h/a%2Fb", "/a%2Fb"},
        {"http://h/%7e~", "/%7e~"},
        {"http://h/a+b", "/a+b"},
        {"http://h/?", "/?"},
        {"http://h", "/"},
        {"http://h?a=%41&b=+#f", "/?a=%41&b=+"},
        {"http://h/#f", "/"},
        {"http://h/a;b?c?d", "/a;b?c?d"},
        {"http://h/?'\"", "/?%27%22"},
    });
}

void TestUrl::keepsTarget()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    QCOMPARE(requestTarget(parsed(input)), expected);
}

void TestUrl::percentEncodesOctetByOctet()
{
    for (int octet = 0x80; octet <= 0xFF; ++octet) {
        const char raw = static_cast<char>(octet);
        const QByteArray encoded = '%' + QByteArray::number(octet, 16).toUpper();
        const Url url =
            parsed(QByteArray("http://") + raw + ':' + raw + "@h/" + raw + '?' + raw + '#' + raw);
        QCOMPARE(url.username, encoded);
        QCOMPARE(url.password, encoded);
        QCOMPARE(url.path, '/' + encoded);
        QCOMPARE(url.query, encoded);
        QCOMPARE(url.fragment, encoded);
    }
}

void TestUrl::readsEveryPart()
{
    const Url url = parsed("HTTPS://me:secret@A.test:8443/p/q?r=s#t");
    const Url expected{"https", "me",  "secret",          QByteArray("a.test"), quint16{8443},
                       "/p/q",  false, QByteArray("r=s"), QByteArray("t")};
    QVERIFY(url == expected);

    const Url opaque = parsed("mailto:a@b.test");
    QVERIFY(opaque.hasOpaquePath);
    QVERIFY(!opaque.host && !opaque.port && !opaque.query && !opaque.fragment);
    QCOMPARE(opaque.path, "a@b.test");

    // Absent and empty are not the same.
    QVERIFY(!parsed("http://h/").query);
    QVERIFY(parsed("http://h/?").query == QByteArray(""));
    QVERIFY(!parsed("http://h/?").fragment);
    QVERIFY(parsed("http://h/#").fragment == QByteArray(""));
    QVERIFY(parsed("file:///x").host == QByteArray(""));
    QVERIFY(!parsed("foo:/x").host);
}

void TestUrl::roundTrips_data()
{
    QTest::addColumn<QByteArray>("input");
    const QList<QByteArray> inputs{
        "http://h",
        "https://u:p@h:1/a?b#c",
        "http://:p@h/",
        "http://u@h/",
        "http://h/?#",
        "http://h//a//b",
        "http://h/a b/%zz|^",
        "http://[1:0:0:2::]:81/",
        "http://0x7f.1/",
        "http://\xc3\xa4.test/\xff",
        "http://a..b./",
        "file:///C|/x",
        "file://h/x",
        "file:",
        "foo:/.//p",
        "foo:///p",
        "foo://",
        "foo://h",
        "foo://h?q",
        "foo:a b ?q",
        "foo:a b #f",
        "mailto:a@b",
        "data:,x%20y",
        "ws://h:443/",
        "blob:https://h/x",
    };
    for (const QByteArray &input : inputs) {
        QTest::newRow(tagOf(input).constData()) << input;
    }
}

void TestUrl::roundTrips()
{
    QFETCH(QByteArray, input);
    const Url url = parsed(input);
    const QByteArray text = serializeUrl(url);
    QVERIFY(parsed(text) == url);
    QCOMPARE(serializeUrl(parsed(text)), text);

    Url withoutFragment = url;
    withoutFragment.fragment.reset();
    QCOMPARE(serializeUrl(url, Fragment::Exclude), serializeUrl(withoutFragment));
}

void TestUrl::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QByteArray &input, const char *sentence) {
        QTest::newRow(tagOf(input).constData()) << input << QString::fromUtf8(sentence);
    };
    row("http://", "The address has no host.");
    row("http://u@/", "The address has no host.");
    row("http://:80/", "The address has no host.");
    row("x", "The address has no scheme, such as http:, and nothing to start from.");
    row("http://h:99999/", "The port 99999 is larger than 65535.");
    row("http://h:8a/", "The port 8a is not a number.");
    row("http://a b/", "The host contains a space, which is not allowed.");
    row("http://a<b/", "The host contains the character <, which is not allowed.");
    row("http://a%25b/", "The host contains the character %, which is not allowed.");
    row("http://a\x01"
        "b/",
        "The host contains a control character, which is not allowed.");
    row("foo://a^b/", "The host contains the character ^, which is not allowed.");
    row("http://256.1.1.1/", "The host 256.1.1.1 ends in a number but is not an IPv4 address.");
    row("http://[::g]/", "The host [::g] is not a valid IPv6 address.");
    row("http://[::1/", "The IPv6 address in the host has no closing bracket.");
    row("http://[fe80::1%25eth0]/",
        "The IPv6 address [fe80::1%25eth0] has a zone, which a URL cannot have.");
    row("http://\xe2\x92\x88/", "\xe2\x92\x88 is not a valid host name.");
    row("http://" + QByteArray(100, '1') + '/',
        "The host 111111111111111111111111111111111111111111111111111111111111\xe2\x80\xa6 ends in "
        "a number but is not an IPv4 address.");
    // U+202E would turn the sentence round.
    row("http://a" + QString(QChar(0x202E)).toUtf8() + '/',
        "a\xef\xbf\xbd is not a valid host name.");
}

void TestUrl::saysWhatIsWrong()
{
    QFETCH(QByteArray, input);
    QFETCH(QString, sentence);
    const Result<Url> url = parseUrl(input);
    QVERIFY(!url);
    QCOMPARE(url.error().code, Error::Code::InvalidInput);
    QCOMPARE(url.error().detail, sentence);
}

void TestUrl::decodesPercent_data()
{
    addRows({
        {"", ""},
        {"abc", "abc"},
        {"%41%7e", "A~"},
        {"%zz%4", "%zz%4"},
        {"%%41", "%A"},
        {"%25%s%1G", "%%s%1G"},
        {"%e2%98%83", "\xe2\x98\x83"},
        {"a+b", "a+b"},
        {"%", "%"},
        {"%00", QByteArray(1, '\0')},
        {"%2541", "%41"},
    });
}

void TestUrl::decodesPercent()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    QCOMPARE(percentDecoded(input), expected);
}

void TestUrl::answersQuestions()
{
    QCOMPARE(effectivePort(parsed("http://h/")), 80);
    QCOMPARE(effectivePort(parsed("https://h/")), 443);
    QCOMPARE(effectivePort(parsed("https://h:80/")), 80);
    QCOMPARE(effectivePort(parsed("http://h:0/")), 0);
    QCOMPARE(effectivePort(parsed("file:///")), 0);
    QCOMPARE(effectivePort(parsed("mailto:x")), 0);

    QCOMPARE(hostField(parsed("http://u:p@H:8080/x")), "h:8080");
    QCOMPARE(hostField(parsed("http://h:80/")), "h");
    QCOMPARE(hostField(parsed("http://[::1]:81/")), "[::1]:81");

    QVERIFY(isHttp(parsed("http://h/")));
    QVERIFY(isHttp(parsed("https://h/")));
    QVERIFY(!isHttp(parsed("ws://h/")));
    QVERIFY(!isHttp(parsed("file:///")));

    QVERIFY(hasUserinfo(parsed("http://u@h/")));
    QVERIFY(hasUserinfo(parsed("http://:p@h/")));
    QVERIFY(!hasUserinfo(parsed("http://@h/")));
    QCOMPARE(serializeUrl(withoutUserinfo(parsed("http://u:p@h:1/a?b#c"))), "http://h:1/a?b#c");
}

void TestUrl::staysLinear_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *tag, const QByteArray &input, const QByteArray &expected) {
        QTest::newRow(tag) << input << expected;
    };
    const QByteArray slashes = repeated("/", megabyte);
    const QByteArray letters = repeated("a", megabyte);
    row("dot segments", "/a" + repeated("/.", megabyte), "http://h/a/");
    row("double-dot segments", repeated("/..", megabyte) + "/x", "http://h/x");
    row("encoded double-dot segments", repeated("/%2e%2E", megabyte) + "/x", "http://h/x");
    row("down and up again", repeated("/a/..", megabyte), "http://h/");
    row("deep, then up", repeated("/a", megabyte) + repeated("/..", 3 * megabyte / 2), "http://h/");
    row("a long segment, up, again", '/' + letters + "/../" + letters + "/..", "http://h/");
    row("slashes", "/x" + slashes, "http://h/x" + slashes);
    row("leading slashes", slashes + "g/", "http://g/");
    row("backslashes", repeated("\\", megabyte) + "g/", "http://g/");
    row("at signs", "//" + repeated("@", megabyte) + "g/",
        "http://" + repeated("%40", 3 * (megabyte - 1)) + "@g/");
    row("colons in the userinfo", "//" + repeated(":", megabyte) + "@g/",
        "http://:" + repeated("%3A", 3 * (megabyte - 1)) + "@g/");
    row("tabs", repeated("\t", megabyte) + "/a" + repeated("\t", megabyte) + 'b', "http://h/ab");
    row("spaces around", repeated(" ", megabyte) + "/a" + repeated(" ", megabyte), "http://h/a");
    row("octets to encode", '/' + repeated("\xff", megabyte),
        "http://h/" + repeated("%FF", 3 * megabyte));
    row("question marks", repeated("?", megabyte), "http://h/b" + repeated("?", megabyte));
    row("hashes", repeated("#", megabyte), "http://h/b?q" + repeated("#", megabyte));
    row("a long scheme", letters + ":x", letters + ":x");
    row("a long scheme without end", letters, "http://h/" + letters);
    row("a long host", "//" + letters + '/', "http://" + letters + '/');
    row("dots in the host", "//" + repeated(".", megabyte) + '/',
        "http://" + repeated(".", megabyte) + '/');
    row("digits in the host", "//" + repeated("9", megabyte) + '/', refused);
    row("numbers in the host", "//" + repeated("1.", megabyte) + '/', refused);
    row("percent signs in the host", "//" + repeated("%61", megabyte) + '/',
        "http://" + repeated("a", megabyte / 3) + '/');
    row("letters beyond ASCII in the host", "//" + repeated("\xc3\xa4", megabyte) + '/', refused);
    row("an IPv6 address", "//[" + repeated("1:", megabyte) + "]/", refused);
    row("brackets", "//" + repeated("[", megabyte) + '/', refused);
    row("port digits", "//g:" + repeated("0", megabyte) + "81/", "http://g:81/");
    row("spaces in an opaque path", "foo:" + repeated(" ", megabyte) + "#f",
        "foo:" + repeated(" ", megabyte - 1) + "%20#f");
}

void TestUrl::staysLinear()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    const Url base = parsed("http://h/b?q");
    QElapsedTimer timer;
    timer.start();
    const QByteArray result = resolved(input, base);
    // Linear is well under a second, with sanitizers a few; quadratic would be many minutes.
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(result == expected, result.left(200).constData());
}

QTEST_GUILESS_MAIN(TestUrl)
#include "tst_url.moc"
