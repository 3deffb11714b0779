// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/htmlscanner.h"
#include "core/redirect/metarefresh.h"
#include "core/trace/findings.h"
#include "tests/core/chain.h"

#include <QElapsedTimer>
#include <QTest>

using namespace hoplens;

class TestMetaRefresh : public QObject {
    Q_OBJECT

private slots:
    void pages_data();
    void pages();
    void references_data();
    void references();
    void xhtml_data();
    void xhtml();
    void contentTypes_data();
    void contentTypes();
    void theFieldComesFirst();
    void onlyTheBeginningIsRead();
    void hostilePagesTakeNoTime_data();
    void hostilePagesTakeNoTime();
    void isNotFollowedByDefault();
    void isFollowedByAClientThatDoes();
    void aRedirectWins();
};

namespace {

const QByteArray meta = "<meta http-equiv=refresh content='1; url=/x'>";
const QByteArray found = "1 http://a.test/x";

/// "seconds url", or nothing.
QByteArray shown(const std::optional<SoftRedirect> &soft)
{
    return soft ? QByteArray::number(soft->seconds) + ' ' + serializeUrl(soft->url) : QByteArray();
}

Response page(const QByteArray &html, const QByteArray &type = "text/html; charset=utf-8")
{
    Response response = answer(200, Headers{{"Content-Type", type}});
    response.body = bodyOf(html);
    return response;
}

} // namespace

void TestMetaRefresh::pages_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char *name, const QByteArray &html, const QByteArray &wanted = {}) {
        QTest::newRow(name) << html << wanted;
    };
    const auto with = [](const QByteArray &attributes) { return "<meta " + attributes + ">"; };
    // Attributes.
    row("plain", "<!DOCTYPE html><html><head>" + meta, found);
    row("double quotes", with("http-equiv=\"refresh\" content=\"1; url=/x\""), found);
    row("no quotes", with("http-equiv=refresh content=1;url=/x"), found);
    row("no quotes, slash at the end", with("http-equiv=refresh content=1;/x/"),
        "1 http://a.test/x/");
    row("capitals", "<META HTTP-EQUIV=REFRESH CONTENT='1; URL=/x'>", found);
    row("other order", with("content='1; url=/x' http-equiv=refresh"), found);
    row("spaces around equals", with("http-equiv = 'refresh'\n content\t=\r\n'1; url=/x'"), found);
    row("no space between attributes", with("http-equiv='refresh'content='1; url=/x'"), found);
    row("slashes between attributes", "<meta/http-equiv='refresh'/content='1; url=/x'/>", found);
    row("line end after the name", "<meta\nhttp-equiv=refresh content='1; url=/x'>", found);
    row("form feed after the name", "<meta\fhttp-equiv=refresh content='1; url=/x'>", found);
    row("other attributes", with("name=x http-equiv=refresh async content='1; url=/x' y=\"'\""),
        found);
    row("the first of two contents",
        with("http-equiv=refresh content='1; url=/x' content='2; url=/y'"), found);
    row("the first of two http-equivs",
        with("http-equiv=default-style http-equiv=refresh content='1; url=/x'"));
    row("an equals sign in front", with("=x http-equiv=refresh content='1; url=/x'"), found);
    row("greater-than in a value", with("title='a > b' http-equiv=refresh content='1; url=/x'"),
        found);
    row("a tag in a value", with("title='" + QByteArray(meta).replace('\'', '"') + "'"));
    row("quotes within quotes", with("http-equiv=refresh content=\"1; url='/x'y\""), found);
    row("white space in http-equiv", with("http-equiv=' refresh' content='1; url=/x'"));
    row("no content", with("http-equiv=refresh"));
    row("empty content", with("http-equiv=refresh content=''") + meta, found);
    row("content without value", with("http-equiv=refresh content") + meta, found);
    row("no number", with("http-equiv=refresh content='url=/y'") + meta, found);
    row("name in place of http-equiv", with("name=refresh content='1; url=/x'"));
    row("NUL in the value", with(QByteArray("http-equiv=refresh content='1;a\0b'", 34)),
        "1 http://a.test/d/a%EF%BF%BDb");
    // Tags.
    row("not closed", "<meta http-equiv=refresh content='1; url=/x'");
    row("quote not closed", "<meta http-equiv=refresh content='1; url=/x>" + QByteArray("<p>"));
    row("self-closed", "<meta http-equiv=refresh content='1; url=/x' />", found);
    row("a longer name", "<metal http-equiv=refresh content='1; url=/x'>");
    row("space before the name", "< meta http-equiv=refresh content='1; url=/x'>");
    row("an end tag", "</meta http-equiv=refresh content='1; url=/x'>");
    row("in the body", "<body><p>text <b>" + meta, found);
    row("a less-than before it", "a < b <" + meta, found);
    row("two less-thans", "<<meta http-equiv=refresh content='1; url=/x'>", found);
    row("within another tag", "<p " + meta + ">");
    row("in svg", "<svg>" + meta + "</svg>", found);
    row("in a select's place", "<div><table>" + meta, found);
    // What is passed over.
    row("in a comment", "<!-- " + meta + " -->");
    row("after a comment", "<!-- x -->" + meta, found);
    row("after an empty comment", "<!-->" + meta + "-->", found);
    row("after an almost empty comment", "<!--->" + meta + "-->", found);
    row("after a comment with a bang", "<!-- x --!>" + meta, found);
    row("comment with dashes", "<!-- -- " + meta + " --->" + meta, found);
    row("comment not closed", "<!-- " + meta);
    row("comment ends at the first end", "<!-- <!-- -->" + meta + " -->", found);
    row("bogus comment", "<?xml " + QByteArray("x") + "?>" + meta, found);
    row("in a bogus comment", "<! a" + QByteArray("b <meta http-equiv=refresh content=1;/x>"));
    row("CDATA is a bogus comment", "<![CDATA[>" + meta + "]]>", found);
    row("end tag without a name", "</>" + meta, found);
    row("bogus end tag", "</ x>" + meta, found);
    for (const QByteArray element : {"script", "style", "title", "textarea", "noscript", "xmp",
                                     "iframe", "noembed", "noframes"}) {
        const QByteArray open = '<' + element + '>';
        const QByteArray close = "</" + element.toUpper() + " >";
        QTest::addRow("in %s", element.constData()) << open + meta + close << QByteArray();
        QTest::addRow("after %s", element.constData()) << open + "x" + close + meta << found;
        QTest::addRow("%s not closed", element.constData())
            << open + "</" + element + "x>" + meta << QByteArray();
    }
    row("in plaintext", "<plaintext></plaintext>" + meta);
    row("in a template", "<template>" + meta + "</template>");
    row("in a template in a template", "<template><template></template>" + meta + "</template>");
    row("after a template", "<template></template>" + meta, found);
    row("after too many template ends", "</template></template>" + meta, found);
    row("script in a script's comment", "<script><!-- <script></script>" + meta + "--></script>");
    row("script after that", "<script><!-- <script></script> --></script>" + meta, found);
    row("comment in a script, no script in it", "<script><!-- </script>" + meta, found);
    row("empty comment in a script", "<script><!--><script></script>" + meta, found);
    // Which one counts.
    row("the first that asks", meta + "<meta http-equiv=refresh content='2; url=/y'>", found);
    row("javascript is refused",
        "<meta http-equiv=refresh content='0; url=javascript:alert(1)'>" + meta, found);
    row("javascript in references is refused",
        "<meta http-equiv=refresh content='0; url=&#106;avascript&colon;alert(1)'>");
    row("an address that cannot be read",
        "<meta http-equiv=refresh content='0; url=http://['>" + meta, found);
    row("the page itself", "<meta http-equiv=refresh content=30>", "30 http://a.test/d/p?q#f");
    row("data: is taken, and refused later", "<meta http-equiv=refresh content='0; data:,x'>",
        "0 data:,x");
    // Base.
    row("base", "<base href=/b/><meta http-equiv=refresh content='1; x'>", "1 http://a.test/b/x");
    row("base of another host", "<base href='//b.test/'>" + meta, "1 http://b.test/x");
    row("the first base",
        "<base target=x><base href=/b/><base href=/c/>"
        "<meta http-equiv=refresh content='1; x'>",
        "1 http://a.test/b/x");
    row("a base that comes later", meta + "<base href='//b.test/'>", found);
    row("a base that is javascript", "<base href='javascript:x'><base href='//b.test/'>" + meta,
        found);
    row("a base in a template", "<template><base href='//b.test/'></template>" + meta, found);
    row("a base that cannot be read", "<base href='http://['>" + meta, found);
    row("base does not move the page itself",
        "<base href='//b.test/'><meta http-equiv=refresh content=3>", "3 http://a.test/d/p?q#f");
    // Encodings.
    row("UTF-8 mark in front", "\xef\xbb\xbf" + meta, found);
    QByteArray utf16("\xff\xfe");
    for (const char c : meta) {
        utf16 += c;
        utf16 += '\0';
    }
    row("UTF-16", utf16, found);
    row("raw octets", with("http-equiv=refresh content='1; /caf\xe9'"), "1 http://a.test/caf%E9");
    row("no page", "");
    row("a lone less-than", "<");
}

void TestMetaRefresh::pages()
{
    QFETCH(QByteArray, html);
    QFETCH(QByteArray, wanted);
    const Url document = urlOf("http://a.test/d/p?q#f");
    QCOMPARE(shown(metaRefresh(html, PageKind::Html, document)), wanted);
    // However a page ends, reading it ends.
    for (qsizetype size = 0; size < html.size(); ++size) {
        metaRefresh(html.left(size), PageKind::Html, document);
    }
}

void TestMetaRefresh::references_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const QByteArray &value, const QByteArray &wanted) {
        QTest::newRow(value.constData()) << value << wanted;
    };
    row("a&amp;b", "a&b");
    row("a&ampb", "a&ampb");
    row("a&amp=b", "a&amp=b");
    row("a&amp", "a&");
    row("a&amp,", "a&,");
    row("&AMP;&lt;&GT;&quot;&apos;", "&<>\"'");
    row("&apos", "&apos");
    row("&colon;&sol;&sol;", "://");
    row("&Colon;", "&Colon;");
    row("a&copy=1", "a&copy=1");
    row("a&copy;=1", "a\xc2\xa9=1");
    row("&notit;", "&notit;");
    row("&eacute;", "\xc3\xa9");
    row("&unknown;", "&unknown;");
    row("&", "&");
    row("&;", "&;");
    row("&#47;", "/");
    row("&#47", "/");
    row("&#047x", "/x");
    row("&#x2F;", "/");
    row("&#X2f", "/");
    row("&#", "&#");
    row("&#;", "&#;");
    row("&#x;", "&#x;");
    row("&#0;", "\xef\xbf\xbd");
    row("&#xD800;", "\xef\xbf\xbd");
    row("&#x110000;", "\xef\xbf\xbd");
    row("&#99999999999999999999;", "\xef\xbf\xbd");
    row("&#128;", "\xe2\x82\xac");
    row("&#x1F600;", "\xf0\x9f\x98\x80");
    row("&amp;amp;", "&amp;");
}

void TestMetaRefresh::references()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, wanted);
    QCOMPARE(decodedReferences(value), wanted);
}

void TestMetaRefresh::xhtml_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("plain") << QByteArray("<?xml version='1.0'?><html>") + meta << found;
    QTest::newRow("CDATA") << "<![CDATA[>" + meta + "]]>" << QByteArray();
    QTest::newRow("capitals") << QByteArray("<META http-equiv='refresh' content='1; url=/x'/>")
                              << QByteArray();
    QTest::newRow("comment") << "<!--> " + meta + "-->" << QByteArray();
}

void TestMetaRefresh::xhtml()
{
    QFETCH(QByteArray, xml);
    QFETCH(QByteArray, wanted);
    QCOMPARE(shown(metaRefresh(xml, PageKind::Xhtml, urlOf("http://a.test/"))), wanted);
}

void TestMetaRefresh::contentTypes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("isPage");
    QTest::newRow("html") << QByteArray("text/html") << true;
    QTest::newRow("capitals and parameters") << QByteArray(" Text/HTML ; charset=x") << true;
    QTest::newRow("xhtml") << QByteArray("application/xhtml+xml") << true;
    QTest::newRow("text") << QByteArray("text/plain") << false;
    QTest::newRow("svg") << QByteArray("image/svg+xml") << false;
    QTest::newRow("none") << QByteArray() << false;
}

void TestMetaRefresh::contentTypes()
{
    QFETCH(QByteArray, type);
    QFETCH(bool, isPage);
    Exchange exchange;
    exchange.request = requestTo("GET", "http://a.test/");
    exchange.response = page(meta, type);
    QCOMPARE(softRedirectOf(exchange).has_value(), isPage);
}

void TestMetaRefresh::theFieldComesFirst()
{
    Exchange exchange;
    exchange.request = requestTo("GET", "http://a.test/");
    QVERIFY(!softRedirectOf(exchange));
    exchange.response = page(meta);
    exchange.response->headers.append(Field{"Refresh", "7; /field"});
    auto soft = softRedirectOf(exchange);
    QCOMPARE(soft->from, SoftRedirect::From::Field);
    QCOMPARE(shown(soft), "7 http://a.test/field");
    QCOMPARE(soft->value, "7; /field");
    exchange.response->headers.last().value = "nonsense";
    soft = softRedirectOf(exchange);
    QCOMPARE(soft->from, SoftRedirect::From::Meta);
    QCOMPARE(shown(soft), found);
}

void TestMetaRefresh::onlyTheBeginningIsRead()
{
    const Url document = urlOf("http://a.test/");
    const auto at = [&](qsizetype before) {
        return shown(metaRefresh(QByteArray(before, ' ') + meta, PageKind::Html, document));
    };
    QCOMPARE(at(metaScanLimit - meta.size()), found);
    QCOMPARE(at(metaScanLimit - meta.size() + 1), QByteArray());
}

void TestMetaRefresh::hostilePagesTakeNoTime_data()
{
    QTest::addColumn<QByteArray>("piece");
    for (const char *piece :
         {"<", "</", "<!--", "<!-- --", "<a ", "<a b='", "<a =", "<script><!--<script>", "&", "&#",
          "<title></titl", "<template>", "<base href=x>", "<a b=&amp", "<meta content=", "<!-->",
          "--", "<script>", "<a b"}) {
        QTest::newRow(piece) << QByteArray(piece);
    }
}

void TestMetaRefresh::hostilePagesTakeNoTime()
{
    QFETCH(QByteArray, piece);
    QElapsedTimer timer;
    timer.start();
    const QByteArray page = piece.repeated(metaScanLimit / piece.size());
    metaRefresh(page, PageKind::Html, urlOf("http://a.test/"));
    metaRefresh("<script>" + page, PageKind::Html, urlOf("http://a.test/"));
    metaRefresh("<meta http-equiv=refresh content='" + page, PageKind::Html,
                urlOf("http://a.test/"));
    QVERIFY2(timer.elapsed() < 5000, "far from linear");
}

void TestMetaRefresh::isNotFollowedByDefault()
{
    for (const ClientProfile &profile : clientProfiles()) {
        const Chain chain = play(requestTo("GET", "http://a.test/"), {page(meta)}, profile);
        QVERIFY(!chain.ranOut);
        QCOMPARE(shown(chain.hops.first().soft), found);
        QVERIFY(softRedirectNote(chain.hops.first()).contains(QStringLiteral("not followed")));
        Trace trace;
        trace.hops = chain.hops;
        const QList<Finding> list = findings(trace);
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.first().id, QStringLiteral("refresh-not-followed"));
        QVERIFY(list.first().text.contains(QStringLiteral("meta refresh")));
    }
}

void TestMetaRefresh::isFollowedByAClientThatDoes()
{
    ClientProfile browser = clientProfiles().first();
    browser.followsRefresh = true;
    const Chain chain =
        play(requestTo("POST", "http://a.test/", {}, "hello"), {page(meta)}, browser);
    QVERIFY(chain.ranOut);
    QCOMPARE(chain.lastRequest().method, "GET");
    QCOMPARE(chain.lastRequest().target, "/x");
    QVERIFY(chain.hops.first().soft);
    QVERIFY(chain.hops.first().redirect->follow);
    QCOMPARE(softRedirectNote(chain.hops.first()), QString());
    // Nothing but http is opened that way either.
    const Chain data = play(requestTo("GET", "http://a.test/"),
                            {page("<meta http-equiv=refresh content='0;data:,x'>")}, browser);
    QVERIFY(!data.ranOut);
    QCOMPARE(data.outcome, OutcomeKind::Refused);
}

void TestMetaRefresh::aRedirectWins()
{
    Response both = page(meta);
    both.status = 302;
    both.headers.append(Field{"Location", "/by-location"});
    const Chain chain = play(requestTo("GET", "http://a.test/"), {both}, clientProfiles().first());
    QCOMPARE(chain.lastRequest().target, "/by-location");
    QVERIFY(!chain.hops.first().soft);
}

QTEST_GUILESS_MAIN(TestMetaRefresh)
#include "tst_metarefresh.moc"
