// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/locations.h"

#include <QTest>

using namespace hoplens;

namespace {

constexpr LabPorts ports{8307, 8308};

IncomingRequest requestFor(const QByteArray &target, const QByteArray &host)
{
    IncomingRequest request;
    request.method = "GET";
    request.target = target;
    request.headers = {Field{"Host", host}};
    return request;
}

QList<QByteArray> locationsFor(const IncomingRequest &request)
{
    const Result<LabScript> script = readScript(originForm(request.target));
    if (!script) {
        qFatal("%s: %s", request.target.constData(), qPrintable(script.error().detail));
    }
    return locationsOf(script->steps.first(), request, ports);
}

} // namespace

class TestLabLocations : public QObject {
    Q_OBJECT

private slots:
    void locations_data();
    void locations();
    void authority_data();
    void authority();
    void refreshIsOneReference();
    void originForms();
};

void TestLabLocations::locations_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QList<QByteArray>>("locations");
    const auto row = [](const char *target, const QList<QByteArray> &locations) {
        QTest::newRow(target) << QByteArray(target) << locations;
    };
    row("/302", {"/echo"});
    row("/302/", {"/"});
    row("/302/307;loc=abs/200", {"/307;loc=abs/200"});
    row("/302/200?q=1", {"/200"});
    row("/302;loc=abs/200", {"http://127.0.0.1:8307/200"});
    row("/302;loc=host/200", {"//127.0.0.1:8307/200"});
    row("/302;to=other/200", {"http://127.0.0.1:8308/200"});
    row("/302;to=other;loc=host/200", {"//127.0.0.1:8308/200"});
    row("/302;to=name/200", {"http://localhost:8307/200"});
    row("/302;user=ada:s%40x/200", {"http://ada:s%40x@127.0.0.1:8307/200"});
    row("/302;user=a:b;loc=host;to=other/200", {"//a:b@127.0.0.1:8308/200"});
    row("/302;loc=dot", {"./echo"});
    row("/302;loc=dot/200", {"../200"});
    row("/302;loc=dot/302/200", {"../../302/200"});
    row("/x/y?next=/302;loc=dot/200", {"../200"});
    row("/302;loc=query/200", {"?next=/200"});
    row("/302;loc=query?next=/302;loc=query/200", {"?next=/200"});
    row("/302;loc=none/200", {});
    row("/302;loc=empty/200", {""});
    row("/302;loc=two/200", {"/200", "/echo?second"});
    row("/302;loc=twice;frag=x/200", {"/200#x", "/200#x"});
    row("/302;frag=a%20b/200", {"/200#a%20b"});
    row("/302;loc=query;frag=x/200", {"?next=/200#x"});
    row("/302;odd=space/200", {"  /200?a b  "});
    row("/302;odd=tab/200", {"\t/200?a\tb\t"});
    row("/302;odd=backslash/307/200", {"\\307\\200"});
    row("/302;odd=utf8/200", {"/200?name=Zo\xc3\xab"});
    row("/302;odd=latin1/200", {"/200?name=Zo\xff"});
    row("/302;odd=pct;frag=x/200", {"/200?a=100%&b=%zz&c=%e2%82#x"});
    row("/302;loc=odd/200", {" \t/200?a b\tc\\d=Zo\xc3\xab&e=\xff&f=%zz "});
    row("/302;loc=url:%20%2525%5C%FF/200", {" %25\\\xff"});
    row("/302;scheme=file/200", {"file:///etc/hostname"});
    row("/loop", {"/loop"});
    row("/loop;status=307;delay=1", {"/loop;status=307;delay=1"});
    row("/loop;n=1;loc=abs", {"http://127.0.0.1:8307/loop;n=1;loc=abs"});
    row("/loop;n=3", {"/loop;n=3;at=2"});
    row("/loop;n=3;at=2", {"/loop;n=3;at=3"});
    row("/loop;n=3;at=3", {"/loop;n=3;at=1"});
    row("/loop/ignored", {"/loop"});
    row("/endless", {"/endless;n=2"});
    row("/endless;n=9;status=308", {"/endless;status=308;n=10"});
}

void TestLabLocations::locations()
{
    QFETCH(QByteArray, target);
    QFETCH(QList<QByteArray>, locations);
    QCOMPARE(locationsFor(requestFor(target, "127.0.0.1:8307")), locations);
}

void TestLabLocations::authority_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("location");
    const auto row = [](const char *target, const char *host, const char *location) {
        QTest::addRow("%s at %s", target, host)
            << QByteArray(target) << QByteArray(host) << QByteArray(location);
    };
    row("/302;loc=abs/200", "localhost:8307", "http://localhost:8307/200");
    row("/302;to=other/200", "localhost:8307", "http://localhost:8308/200");
    row("/302;to=name/200", "LocalHost:8307", "http://127.0.0.1:8307/200");
    row("/302;loc=abs/200", "a.test:80", "http://a.test:80/200");
    row("/302;loc=abs/200", "a.test", "http://a.test/200");
    row("http://b.test:81/302;loc=abs/200", "a.test:80", "http://b.test:81/200");
    row("http://b.test/302/200", "a.test:80", "/200");
    row("HTTP://b.test/302;loc=dot/200", "a.test:80", "../200");
    // Whatever is unusual is not repeated.
    for (const char *host : {"", "a b", "a@b:1", "a.test:99999", "a.test:", "a.test:0",
                             "[::1]:8307", "a/b", "\xff", "a.test:1:2"}) {
        row("/302;loc=abs/200", host, "http://127.0.0.1:8307/200");
    }
    row("http://u:p@b.test/302;loc=abs/200", "a.test", "http://127.0.0.1:8307/200");
}

void TestLabLocations::authority()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, location);
    QCOMPARE(locationsFor(requestFor(target, host)), QList<QByteArray>{location});
}

void TestLabLocations::refreshIsOneReference()
{
    const auto targetFor = [](const QByteArray &target) {
        const Result<LabScript> script = readScript(target);
        return refreshTarget(script->steps.first(), requestFor(target, "a.test"), ports);
    };
    for (const char *form : {"path", "none", "empty", "two", "twice", "odd"}) {
        QCOMPARE(targetFor(QByteArray("/302;refresh=0;loc=") + form + "/200"), "/200");
    }
    QCOMPARE(targetFor("/200;refresh=0;loc=dot/200"), "../200");
    QCOMPARE(targetFor("/200;refresh=0;to=other/200"), "http://a.test:8308/200");
    QCOMPARE(targetFor("/200;meta=0;scheme=javascript"), "javascript:void(0)");
    QCOMPARE(targetFor("/200;meta=0"), "/echo");
}

void TestLabLocations::originForms()
{
    QCOMPARE(originForm("/a?b"), "/a?b");
    QCOMPARE(originForm("*"), "*");
    QCOMPARE(originForm("http://a.test/b?c"), "/b?c");
    QCOMPARE(originForm("hTTp://a.test"), "/");
    QCOMPARE(originForm("http:/"), "http:/");
    QCOMPARE(originForm("ftp://a.test/"), "ftp://a.test/");
}

QTEST_GUILESS_MAIN(TestLabLocations)
#include "tst_lablocations.moc"
