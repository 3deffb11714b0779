// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"
#include "core/formats/traceids.h"
#include "core/redirect/locationanatomy.h"
#include "tests/core/chain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hoplens;

class TestLocationAnatomy : public QObject {
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void severalFields_data();
    void severalFields();
    void nothingToTakeApart();
    void everyNoteIsASentence();
    void isInTheTraceFile();
};

namespace {

Hop hopOf(const QList<QByteArray> &locations, const QByteArray &asked,
          const ClientProfile &profile = clientProfiles().first())
{
    Response response = answer(302);
    for (const QByteArray &location : locations) {
        response.headers.append(Field{"Location", location});
    }
    return play(requestTo("GET", asked), {response}, profile).hops.first();
}

QByteArray words(const QList<LocationForm> &notes)
{
    QStringList ids;
    for (const LocationForm form : notes) {
        ids.append(idOf(locationFormIds, form));
    }
    return ids.join(u' ').toLatin1();
}

} // namespace

void TestLocationAnatomy::forms_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("notes");
    QTest::addColumn<QByteArray>("resolved");
    const auto row = [](const char *name, const QByteArray &location, const QByteArray &notes,
                        const QByteArray &resolved) {
        QTest::newRow(name) << location << notes << resolved;
    };
    // The request is for http://a.test/d/p?q#f
    row("path", "/x", "inherited-fragment", "http://a.test/x#f");
    row("absolute", "http://b.test/x#g", "own-fragment", "http://b.test/x#g");
    row("relative", "x", "inherited-fragment", "http://a.test/d/x#f");
    row("query alone", "?a=b", "inherited-fragment", "http://a.test/d/p?a=b#f");
    row("fragment alone", "#g", "own-fragment", "http://a.test/d/p?q#g");
    row("empty", "", "empty inherited-fragment", "http://a.test/d/p?q#f");
    row("empty fragment", "/x#", "empty-fragment", "http://a.test/x#");
    row("spaces at the ends", " /x\x01", "trimmed inherited-fragment", "http://a.test/x#f");
    row("tab within", "/a\tb", "breaks-removed inherited-fragment", "http://a.test/ab#f");
    row("line end within", "/a\rb", "breaks-removed inherited-fragment", "http://a.test/ab#f");
    row("space within", "/a b#g", "space own-fragment", "http://a.test/a%20b#g");
    row("control character",
        "/a\x01"
        "b#g",
        "control-character own-fragment", "http://a.test/a%01b#g");
    row("UTF-8", "/caf\xc3\xa9#g", "raw-utf own-fragment", "http://a.test/caf%C3%A9#g");
    row("Latin-1", "/caf\xe9#g", "raw-octets own-fragment", "http://a.test/caf%E9#g");
    row("unsafe", "/a|b#g", "unsafe-character own-fragment", "http://a.test/a|b#g");
    row("bad percent", "/100%#g", "bad-percent own-fragment", "http://a.test/100%#g");
    row("bad percent later", "/%41%4g#g", "bad-percent own-fragment", "http://a.test/%41%4g#g");
    row("backslash", "\\x#g", "backslash own-fragment", "http://a.test/x#g");
    row("two backslashes", "\\\\b.test#g", "backslash scheme-relative own-fragment",
        "http://b.test/#g");
    row("backslash in the query", "/x?a\\b#g", "own-fragment", "http://a.test/x?a\\b#g");
    row("no slashes, same scheme", "http:x#g", "missing-slashes own-fragment",
        "http://a.test/d/x#g");
    row("one slash, same scheme", "http:/x#g", "missing-slashes own-fragment", "http://a.test/x#g");
    row("no slashes, other scheme", "https:b.test#g", "missing-slashes own-fragment",
        "https://b.test/#g");
    row("three slashes", "///b.test#g", "extra-slashes scheme-relative own-fragment",
        "http://b.test/#g");
    row("three slashes after the scheme", "http:///b.test#g", "extra-slashes own-fragment",
        "http://b.test/#g");
    row("two slashes", "//b.test#g", "scheme-relative own-fragment", "http://b.test/#g");
    row("userinfo", "http://u:p@b.test/#g", "userinfo own-fragment", "http://u:p@b.test/#g");
    row("an at sign in the path", "/u@b#g", "own-fragment", "http://a.test/u@b#g");
    row("default port", "http://b.test:80/#g", "default-port own-fragment", "http://b.test/#g");
    row("https default port", "https://b.test:0443/#g", "default-port own-fragment",
        "https://b.test/#g");
    row("another port", "http://b.test:8080/#g", "own-fragment", "http://b.test:8080/#g");
    row("capitals in the host", "http://B.Test/#g", "upper-case-host own-fragment",
        "http://b.test/#g");
    row("capitals in the path", "http://b.test/X#g", "own-fragment", "http://b.test/X#g");
    row("percent-encoded host", "http://%62.test/#g", "percent-host own-fragment",
        "http://b.test/#g");
    row("international host", "http://b\xc3\xbc.test/#g", "raw-utf international-host own-fragment",
        "http://xn--b-eha.test/#g");
    row("punycode is ordinary", "http://xn--b-eha.test/#g", "own-fragment",
        "http://xn--b-eha.test/#g");
    row("IPv4 in short", "http://127.1/#g", "ip-shorthand own-fragment", "http://127.0.0.1/#g");
    row("IPv4 in hexadecimal", "http://0x7f000001/#g", "ip-shorthand own-fragment",
        "http://127.0.0.1/#g");
    row("IPv4", "http://127.0.0.1/#g", "own-fragment", "http://127.0.0.1/#g");
    row("IPv6", "http://[::1]:80/#g", "default-port own-fragment", "http://[::1]/#g");
    row("dot segments", "../x#g", "dot-segments own-fragment", "http://a.test/x#g");
    row("encoded dot segments", "/a/%2E./x#g", "dot-segments own-fragment", "http://a.test/x#g");
    row("dots in a query", "/x?a=/../b#g", "own-fragment", "http://a.test/x?a=/../b#g");
    row("another scheme", "mailto:a@b", "inherited-fragment", "mailto:a@b#f");
    row("unreadable", "http://[/", "unreadable", "");
}

void TestLocationAnatomy::forms()
{
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, notes);
    QFETCH(QByteArray, resolved);
    const Hop hop = hopOf({location}, "http://a.test/d/p?q#f");
    const auto anatomy = locationAnatomy(hop);
    QVERIFY(anatomy);
    QCOMPARE(anatomy->raw, location);
    QCOMPARE(anatomy->resolved ? serializeUrl(*anatomy->resolved) : QByteArray(), resolved);
    QCOMPARE(words(anatomy->notes), notes);
    for (const LocationForm form : anatomy->notes) {
        QVERIFY(locationNote(form, hop).endsWith(u'.'));
    }
}

void TestLocationAnatomy::severalFields_data()
{
    QTest::addColumn<QList<QByteArray>>("locations");
    QTest::addColumn<LocationRules::Choice>("choice");
    QTest::addColumn<QByteArray>("note");
    QTest::addColumn<QString>("says");
    using Choice = LocationRules::Choice;
    const QList<QByteArray> two{"/a", "/b"};
    QTest::newRow("first") << two << Choice::First << QByteArray("several") << u"the first"_qs;
    QTest::newRow("last") << two << Choice::Last << QByteArray("several") << u"the last"_qs;
    QTest::newRow("joined") << two << Choice::Joined << QByteArray("several space")
                            << u"joins them"_qs;
    QTest::newRow("none") << two << Choice::Error << QByteArray("several") << u"takes none"_qs;
    QTest::newRow("alike") << QList<QByteArray>{"/a", "/a"} << Choice::First
                           << QByteArray("several-alike") << u"same value"_qs;
}

void TestLocationAnatomy::severalFields()
{
    QFETCH(QList<QByteArray>, locations);
    QFETCH(LocationRules::Choice, choice);
    QFETCH(QByteArray, note);
    QFETCH(QString, says);
    ClientProfile profile = clientProfiles().first();
    profile.location.several = choice;
    const Hop hop = hopOf(locations, "http://a.test/", profile);
    const auto anatomy = locationAnatomy(hop);
    QCOMPARE(words(anatomy->notes), note);
    QVERIFY2(locationNote(anatomy->notes.first(), hop).contains(says),
             qPrintable(locationNote(anatomy->notes.first(), hop)));
}

void TestLocationAnatomy::nothingToTakeApart()
{
    QVERIFY(!locationAnatomy(Hop{}));
    QVERIFY(!locationAnatomy(hopOf({}, "http://a.test/")));
    ClientProfile page = clientProfiles().first();
    page.followsRefresh = true;
    const Response refreshing =
        answer(200, Headers{{"Refresh", "0; url=/x"}, {"Location", "/unused"}});
    const Hop soft = play(requestTo("GET", "http://a.test/"), {refreshing}, page).hops.first();
    QVERIFY(soft.redirect->follow);
    QVERIFY(!locationAnatomy(soft));
}

void TestLocationAnatomy::everyNoteIsASentence()
{
    const Hop hop = hopOf({"/a", "/b"}, "http://a.test/#f");
    QStringList all;
    for (const auto &entry : locationFormIds) {
        const QString text = locationNote(entry.value, hop);
        QVERIFY2(text.endsWith(u'.') && !text.contains(u'\n'), entry.id);
        QVERIFY2(!all.contains(text), entry.id);
        all.append(text);
    }
}

void TestLocationAnatomy::isInTheTraceFile()
{
    Trace trace;
    trace.hops = {hopOf({" //b.test\\x"}, "http://a.test/p#f")};
    for (const Secrets secrets : {Secrets::Redact, Secrets::Show}) {
        const QByteArray file = writeTrace(trace, secrets);
        const QJsonValue anatomy =
            QJsonDocument::fromJson(file).object()[u"hops"][0][u"redirect"][u"anatomy"];
        QCOMPARE(anatomy[u"cleaned"].toString(), u"//b.test\\x"_qs);
        QCOMPARE(anatomy[u"base"].toString(), u"http://a.test/p#f"_qs);
        QCOMPARE(anatomy[u"fragment"].toString(), u"inherited"_qs);
        QStringList ids;
        for (const QJsonValue note : anatomy[u"notes"].toArray()) {
            ids.append(note[u"id"].toString());
            QVERIFY(!note[u"text"].toString().isEmpty());
        }
        QCOMPARE(ids.join(u' '), u"trimmed backslash scheme-relative inherited-fragment"_qs);
        QCOMPARE(writeTrace(*readTrace(file), secrets), file);
    }
    trace.hops = {hopOf({"http://b.test/?token=0123456789abcdef"}, "http://a.test/")};
    QVERIFY(!writeTrace(trace).contains("0123456789abcdef"));
}

QTEST_GUILESS_MAIN(TestLocationAnatomy)
#include "tst_locationanatomy.moc"
