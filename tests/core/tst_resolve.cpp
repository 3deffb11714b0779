// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/url.h"
#include "tests/core/urltest.h"

#include <QtTest>

using namespace hoplens;
using namespace hoplens::urltest;

/// Where a Location leads.
class TestResolve : public QObject {
    Q_OBJECT

private slots:
    void resolvesLocation_data();
    void resolvesLocation();
    void resolvesReferenceOfRfc3986_data();
    void resolvesReferenceOfRfc3986();
    void resolvesFromOtherBases_data();
    void resolvesFromOtherBases();
};

void TestResolve::resolvesLocation_data()
{
    addRows({
        {"/x", "http://h.test:8080/x"},
        {"x", "http://h.test:8080/dir/x"},
        {"./x", "http://h.test:8080/dir/x"},
        {"../x", "http://h.test:8080/x"},
        {"../../../x", "http://h.test:8080/x"},
        {"", "http://h.test:8080/dir/page"},
        {"#f", "http://h.test:8080/dir/page#f"},
        {"#", "http://h.test:8080/dir/page#"},
        {"?q", "http://h.test:8080/dir/page?q"},
        {"?", "http://h.test:8080/dir/page?"},
        {"?q#f", "http://h.test:8080/dir/page?q#f"},
        {".", "http://h.test:8080/dir/"},
        {"..", "http://h.test:8080/"},
        {"./", "http://h.test:8080/dir/"},
        {"/.", "http://h.test:8080/"},
        {"/..", "http://h.test:8080/"},
        {"/a/./b", "http://h.test:8080/a/b"},
        {"/a/../b", "http://h.test:8080/b"},
        {"/a/..", "http://h.test:8080/"},
        {"/a/b/..", "http://h.test:8080/a/"},
        {"/a/%2e%2E/b", "http://h.test:8080/b"},
        {"/a/.%2e/b", "http://h.test:8080/b"},
        {"/a/%2e./b", "http://h.test:8080/b"},
        {"/a/%2e/b", "http://h.test:8080/a/b"},
        {"/a/...", "http://h.test:8080/a/..."},
        {"/a/.../b", "http://h.test:8080/a/.../b"},
        {"/a/%2e%2e%2e", "http://h.test:8080/a/%2e%2e%2e"},
        {"/a/.b", "http://h.test:8080/a/.b"},
        {"/a/%252e%252e", "http://h.test:8080/a/%252e%252e"},
        // white space and controls
        {" /x", "http://h.test:8080/x"},
        {"/x ", "http://h.test:8080/x"},
        {"\t/x", "http://h.test:8080/x"},
        {"/x\r\n", "http://h.test:8080/x"},
        {"\x01/x\x1f", "http://h.test:8080/x"},
        {"/a b", "http://h.test:8080/a%20b"},
        {"/a\tb", "http://h.test:8080/ab"},
        {"/a\nb", "http://h.test:8080/ab"},
        {"/a\rb", "http://h.test:8080/ab"},
        {"ht\ntp://a.test/", "http://a.test/"},
        {"/\t/a.test/", "http://a.test/"},
        {"/a\x0b"
         "b",
         "http://h.test:8080/a%0Bb"},
        {"/a\x7f", "http://h.test:8080/a%7F"},
        {QByteArray("/a\0b", 4), "http://h.test:8080/a%00b"},
        {"\xc2\xa0/x", "http://h.test:8080/dir/%C2%A0/x"},
        // backslashes and slashes
        {R"(\\host\p)", "http://host/p"},
        {"/\\host", "http://host/"},
        {"\\/host", "http://host/"},
        {"\\x", "http://h.test:8080/x"},
        {"a\\b", "http://h.test:8080/dir/a/b"},
        {"/a\\..\\b", "http://h.test:8080/b"},
        {"?a\\b", "http://h.test:8080/dir/page?a\\b"},
        {"#a\\b", "http://h.test:8080/dir/page#a\\b"},
        {"//h/p", "http://h/p"},
        {"///h/p", "http://h/p"},
        {"////h/p", "http://h/p"},
        {"http:/one", "http://h.test:8080/one"},
        {"http:one", "http://h.test:8080/dir/one"},
        {"http:", "http://h.test:8080/dir/page"},
        {"http:?q", "http://h.test:8080/dir/page?q"},
        {"http:#f", "http://h.test:8080/dir/page#f"},
        {"HTTP:one", "http://h.test:8080/dir/one"},
        {"http:///three", "http://three/"},
        {"http:/\\two", "http://two/"},
        {"http:\\\\two", "http://two/"},
        {"https:/one", "https://one/"},
        {"https:one", "https://one/"},
        {"https:", refused},
        {"http://h\\@evil/", "http://h/@evil/"},
        {"http://h#@evil/", "http://h/#@evil/"},
        {"http://h?@evil/", "http://h/?@evil/"},
        {"/\\/\\evil", "http://evil/"},
        {"//s//x", "http://s//x"},
        {"/s//x", "http://h.test:8080/s//x"},
        {"/.//x", "http://h.test:8080//x"},
        {"/a/..//x", "http://h.test:8080//x"},
        // encode sets
        {"/%zz%20", "http://h.test:8080/%zz%20"},
        {"/%41%7e", "http://h.test:8080/%41%7e"},
        {"/%e9", "http://h.test:8080/%e9"},
        {"/%", "http://h.test:8080/%"},
        {"/%%41", "http://h.test:8080/%%41"},
        {"/a|b", "http://h.test:8080/a|b"},
        {"/a^b", "http://h.test:8080/a%5Eb"},
        {"/{a}", "http://h.test:8080/%7Ba%7D"},
        {"/<\"`>", "http://h.test:8080/%3C%22%60%3E"},
        {"/[a]", "http://h.test:8080/[a]"},
        {"/a'b", "http://h.test:8080/a'b"},
        {"?a|{}^`b", "http://h.test:8080/dir/page?a|{}^`b"},
        {"? <\">'", "http://h.test:8080/dir/page?%20%3C%22%3E%27"},
        {"?a+b%20c", "http://h.test:8080/dir/page?a+b%20c"},
        {"?a?b", "http://h.test:8080/dir/page?a?b"},
        {"# <\">`'{}|^", "http://h.test:8080/dir/page#%20%3C%22%3E%60'{}|^"},
        {"#a#b", "http://h.test:8080/dir/page#a#b"},
        {"/;a=b,c!$&()*+:@", "http://h.test:8080/;a=b,c!$&()*+:@"},
        {"/\xe2\x98\x83", "http://h.test:8080/%E2%98%83"},
        {"/\xff", "http://h.test:8080/%FF"},
        {"/%\xe2\x98\x83", "http://h.test:8080/%%E2%98%83"},
        {"?\xe4", "http://h.test:8080/dir/page?%E4"},
        {"#\xe4", "http://h.test:8080/dir/page#%E4"},
        // schemes
        {":80/x", "http://h.test:8080/dir/:80/x"},
        {"1x:y", "http://h.test:8080/dir/1x:y"},
        {"a/b:c", "http://h.test:8080/dir/a/b:c"},
        {"./a:b", "http://h.test:8080/dir/a:b"},
        {"a_b:c", "http://h.test:8080/dir/a_b:c"},
        {"h.test:8080/x", "h.test:8080/x"},
        {"mailto:a@b.test", "mailto:a@b.test"},
        {"javascript:alert(1)", "javascript:alert(1)"},
        {"JavaScript:%41", "javascript:%41"},
        {"data:text/html,<p> x", "data:text/html,<p> x"},
        {"data:x #f", "data:x%20#f"},
        {"about:blank", "about:blank"},
        {"ftp://f.test:21/x", "ftp://f.test/x"},
        {"file:///etc/passwd", "file:///etc/passwd"},
        {"file:etc", "file:///etc"},
        {"foo:/a/../b", "foo:/b"},
        {"foo:a/../b", "foo:a/../b"},
        {"foo://H%41:80/", "foo://H%41:80/"},
        {"foo:/..//p", "foo:/.//p"},
        {"custom:\\\\x", "custom:\\\\x"},
        // authorities
        {"http://a.test", "http://a.test/"},
        {"http://a.test?q", "http://a.test/?q"},
        {"http://a.test#f", "http://a.test/#f"},
        {"http://a.test:80/", "http://a.test/"},
        {"https://a.test:443/", "https://a.test/"},
        {"http://a.test:443/", "http://a.test:443/"},
        {"http://a.test:/", "http://a.test/"},
        {"http://a.test:0/", "http://a.test:0/"},
        {"http://a.test:00080/", "http://a.test/"},
        {"http://a.test:65535/", "http://a.test:65535/"},
        {"http://a.test:65536/", refused},
        {"http://a.test:99999999999999999999/", refused},
        {"http://a.test:8a/", refused},
        {"http://a.test:-1/", refused},
        {"http://a.test:80:80/", refused},
        {"http://u@a.test/", "http://u@a.test/"},
        {"http://u:p@a.test/", "http://u:p@a.test/"},
        {"http://u:@a.test/", "http://u@a.test/"},
        {"http://:p@a.test/", "http://:p@a.test/"},
        {"http://@a.test/", "http://a.test/"},
        {"http://u@v@h/", "http://u%40v@h/"},
        {"http://u:p:q@h/", "http://u:p%3Aq@h/"},
        {"http://u;=[|]@h/", "http://u%3B%3D%5B%7C%5D@h/"},
        {"http://u@/x", refused},
        {"http://u@:80/x", refused},
        {"//", refused},
        {"//:80/x", refused},
        {"http://", refused},
        {"http://?q", refused},
        {"http:///", refused},
    });
}

void TestResolve::resolvesLocation()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    QCOMPARE(resolved(input, parsed("http://h.test:8080/dir/page")), expected);
}

void TestResolve::resolvesReferenceOfRfc3986_data()
{
    // §5.4.1 and §5.4.2 with the URL standard's results, which differ only in "/" after a host and
    // in "http:g", where the standard takes the choice for "backward compatibility".
    addRows({
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g/"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"g#s", "http://a/b/c/g#s"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/./x", "http://a/b/c/g#s/./x"},
        {"g#s/../x", "http://a/b/c/g#s/../x"},
        {"http:g", "http://a/b/c/g"},
    });
}

void TestResolve::resolvesReferenceOfRfc3986()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    QCOMPARE(resolved(input, parsed("http://a/b/c/d;p?q")), expected);
}

void TestResolve::resolvesFromOtherBases_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *base, const char *input, const char *expected) {
        QTest::addRow("%s from %s", input, base)
            << QByteArray(base) << QByteArray(input) << QByteArray(expected);
    };
    row("http://u:p@h/a?q#f", "b", "http://u:p@h/b");
    row("http://u:p@h/a?q#f", "/b", "http://u:p@h/b");
    row("http://u:p@h/a?q#f", "?b", "http://u:p@h/a?b");
    row("http://u:p@h/a?q#f", "", "http://u:p@h/a?q");
    row("http://u:p@h/a", "//h/", "http://h/");
    row("https://h/a", "//i/", "https://i/");
    row("https://h/a", "http:b", "http://b/");
    row("mailto:x", "#f", "mailto:x#f");
    row("mailto:x?q", "#f", "mailto:x?q#f");
    row("mailto:x#e", "", refused);
    row("mailto:x", "y", refused);
    row("foo://h/a/b", "../c", "foo://h/c");
    row("foo://h/a", "\\b", "foo://h/\\b");
    row("foo://h", "b", "foo://h/b");
    row("foo:/a", "//h", "foo://h");
    row("file:///C:/a/b", "..", "file:///C:/");
    row("file:///C:/a", "../..", "file:///C:/");
    row("file:///C:/a", "/b", "file:///C:/b");
    row("file:///C:/a", "/D|/b", "file:///D:/b");
    row("file:///C:/a", "D|", "file:///D:");
    row("file:///C:/a", "D:b", "d:b");
    row("file://h/a", "//C|/b", "file:///C:/b");
    row("file://h/a", "b", "file://h/b");
    row("file://h/a", "//localhost/b", "file:///b");
    row("file://h/a?q", "#f", "file://h/a?q#f");
    row("file:///a", R"(\\h\b)", "file://h/b");
}

void TestResolve::resolvesFromOtherBases()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    QCOMPARE(resolved(input, parsed(base)), expected);
}

QTEST_GUILESS_MAIN(TestResolve)
#include "tst_resolve.moc"
