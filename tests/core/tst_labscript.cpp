// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/scenarios.h"
#include "core/lab/script.h"

#include <QSet>
#include <QTest>

using namespace hoplens;
using Kind = LabStep::Kind;
using Form = LabLocation::Form;

namespace {

/// The first step of a target that must be a script.
LabStep firstStep(const QByteArray &target)
{
    const Result<LabScript> script = readScript(target);
    if (!script) {
        qFatal("%s: %s", target.constData(), qPrintable(script.error().detail));
    }
    return script->steps.first();
}

QString errorOf(const QByteArray &target)
{
    const Result<LabScript> script = readScript(target);
    return script ? QString() : script.error().detail;
}

struct Sample {
    const char *option; ///< with a good value
    QList<QByteArray> steps; ///< that take it; the other ones must refuse it
};

const QList<QByteArray> everyStep{"200",     "302",   "echo", "json", "loop",
                                  "endless", "login", "hang", "cut"};
const QList<QByteArray> redirecting{"302", "loop", "endless"};
const QList<QByteArray> answering{"200", "302", "echo", "json", "loop", "endless", "login"};

const QList<Sample> &samples()
{
    static const QList<Sample> all{
        {"to=other", redirecting},
        {"loc=abs", redirecting},
        {"loc=odd", redirecting},
        {"odd=tab", redirecting},
        {"frag=x", redirecting},
        {"user=a:b", redirecting},
        {"scheme=file", redirecting},
        {"cookie=a", answering},
        {"field=A:b", answering},
        {"delay=5", answering + QList<QByteArray>{"cut"}},
        {"body=5", {"200", "302", "loop", "endless", "login"}},
        {"chunked", answering},
        {"refresh=0", {"200", "302", "echo", "json", "loop", "endless"}},
        {"meta=0", {"200", "302", "loop", "endless"}},
        {"reason=x", answering},
        {"early", answering},
        {"status=307", {"loop", "endless"}},
        {"n=3", {"loop", "endless"}},
        {"at=1", {"loop"}},
        {"at=head", {"cut"}},
    };
    return all;
}

} // namespace

class TestLabScript : public QObject {
    Q_OBJECT

private slots:
    void everyStatus();
    void names_data();
    void names();
    void everyOptionWithEveryStep();
    void lineBreaksAreRefusedInEveryOption();
    void locations_data();
    void locations();
    void values();
    void errors_data();
    void errors();
    void rest();
    void queryIsNoScript();
    void nextIsTheScript();
    void stepLimit();
    void changingAnOption();
    void scenarios();
};

void TestLabScript::everyStatus()
{
    for (int status = 0; status <= 999; ++status) {
        const QByteArray path = '/' + QByteArray::number(status).rightJustified(3, '0');
        const Result<LabScript> script = readScript(path);
        QCOMPARE(bool(script), status >= 200 && status <= 599);
        if (script) {
            QCOMPARE(script->steps.first().status, status);
            QCOMPARE(redirects(script->steps.first()), status >= 300 && status <= 399);
        }
    }
}

void TestLabScript::names_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("status");
    const auto row = [](const char *target, Kind kind, int status) {
        QTest::newRow(target) << QByteArray(target) << kind << status;
    };
    row("/echo", Kind::Echo, 200);
    row("/json", Kind::Json, 200);
    row("/loop", Kind::Loop, 302);
    row("/loop;status=307", Kind::Loop, 307);
    row("/endless", Kind::Endless, 302);
    row("/endless;status=300", Kind::Endless, 300);
    row("/endless;status=399", Kind::Endless, 399);
    row("/login", Kind::Login, 401);
    row("/hang", Kind::Hang, 200);
    row("/cut", Kind::Cut, 200);
}

void TestLabScript::names()
{
    QFETCH(QByteArray, target);
    QFETCH(Kind, kind);
    QFETCH(int, status);
    const LabStep step = firstStep(target);
    QCOMPARE(step.kind, kind);
    QCOMPARE(step.status, status);
    QCOMPARE(step.text, target.sliced(1));
}

void TestLabScript::everyOptionWithEveryStep()
{
    for (const Sample &sample : samples()) {
        for (const QByteArray &step : everyStep) {
            const QByteArray target = '/' + step + ';' + sample.option;
            const bool good = bool(readScript(target));
            QVERIFY2(good == sample.steps.contains(step), target.constData());
        }
    }
}

void TestLabScript::lineBreaksAreRefusedInEveryOption()
{
    for (const Sample &sample : samples()) {
        const QByteArray option(sample.option);
        for (const char *bad : {"%0d", "%0A", "%00", "%0d%0aX:%20y"}) {
            if (option.contains('=')) {
                const QByteArray target = '/' + sample.steps.first() + ';' + option + bad;
                QVERIFY2(errorOf(target).contains(u"line break"_qs), target.constData());
            }
        }
    }
    QVERIFY(errorOf("/302;loc=url:http%3A%2F%2Fa%0d%0aX:y").contains(u"line break"_qs));
}

void TestLabScript::locations_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Form>("form");
    const auto row = [](const char *target, Form form) {
        QTest::newRow(target) << QByteArray(target) << form;
    };
    row("/302", Form::Path);
    row("/302;loc=path", Form::Path);
    row("/302;loc=abs", Form::Absolute);
    row("/302;to=other", Form::Absolute);
    row("/302;to=name", Form::Absolute);
    row("/302;to=same", Form::Path);
    row("/302;user=a:b", Form::Absolute);
    row("/302;to=other;loc=host", Form::Host);
    row("/302;loc=dot", Form::Dot);
    row("/302;loc=query", Form::Query);
    row("/302;loc=none", Form::None);
    row("/302;loc=empty", Form::Empty);
    row("/302;loc=two", Form::Two);
    row("/302;loc=twice", Form::Twice);
    row("/302;loc=odd", Form::Odd);
    row("/302;odd=space", Form::Odd);
    row("/302;odd=space;loc=odd", Form::Odd);
    row("/302;loc=odd;odd=space", Form::Odd);
    row("/302;loc=url:", Form::Literal);
    row("/302;scheme=javascript", Form::Literal);
    row("/200;refresh=0;to=other", Form::Absolute);
    row("/200;meta=0;loc=dot", Form::Dot);
}

void TestLabScript::locations()
{
    QFETCH(QByteArray, target);
    QTEST(firstStep(target).location.form.value_or(Form::Path), "form");
    QVERIFY(firstStep(target).location.form);
}

void TestLabScript::values()
{
    QCOMPARE(firstStep("/302;to=name").location.to, LabLocation::To::Name);
    QCOMPARE(firstStep("/302;odd=latin1").location.odd, LabLocation::Odd::Latin1);
    QCOMPARE(firstStep("/302;loc=url:%2525%ff").location.literal, "%25\xff");
    QCOMPARE(firstStep("/302;frag=a%20b%25").location.fragment, "a%20b%25");
    QCOMPARE(firstStep("/302;user=a%40b:p%3Aq:r").location.userinfo, "a%40b:p%3Aq%3Ar");
    QCOMPARE(firstStep("/302;user=a:").location.userinfo, "a:");
    QCOMPARE(firstStep("/302;scheme=FILE").location.literal, "file:///etc/hostname");
    QCOMPARE(firstStep("/302;scheme=my.app").location.literal, "my.app://127.0.0.1/echo");
    const LabStep many = firstStep("/200;cookie=a;cookie=b=c=d;field=X-A:%20b;field=X-A:c%3Bd");
    QCOMPARE(many.cookies, (QList<QByteArray>{"a=1", "b=c=d"}));
    QCOMPARE(many.fields, (Headers{Field{"X-A", " b"}, Field{"X-A", "c;d"}}));
    QCOMPARE(firstStep("/200;delay=60000").delay, std::chrono::milliseconds(60'000));
    QCOMPARE(firstStep("/200;body=100000000").bodySize, 100'000'000);
    QCOMPARE(firstStep("/200;refresh=86400").refresh, 86'400);
    QCOMPARE(firstStep("/200;meta=7").meta, 7);
    QCOMPARE(firstStep("/200;reason=%3Cb%3E/200").reason, "<b>");
    QCOMPARE(firstStep("/200;reason=").reason, "");
    QVERIFY(firstStep("/200;chunked;early").chunked);
    QVERIFY(firstStep("/200;chunked;early").early);
    QCOMPARE(firstStep("/loop;n=1000;at=1000").at, 1000);
    QCOMPARE(firstStep("/endless;n=999999999").count, 999'999'999);
    QCOMPARE(firstStep("/cut;at=body").cut, LabStep::CutAt::Body);
}

void TestLabScript::errors_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *target, const QString &part) {
        QTest::newRow(target) << QByteArray(target) << part;
    };
    row("echo", u"starts with a slash"_qs);
    row("*", u"starts with a slash"_qs);
    row("", u"starts with a slash"_qs);
    row("/", u"Step 1, \"\": there is no step"_qs);
    row("/foo", u"Step 1, \"foo\": the lab knows no such step"_qs);
    row("/302/foo", u"Step 2, \"foo\": the lab knows no such step"_qs);
    row("/302/307/303/..", u"Step 4, \"..\""_qs);
    row("/302//example.test", u"Step 2, \"\": there is no step"_qs);
    row("/302/\\example.test", u"Step 2, \"\\example.test\""_qs);
    row("/login/foo", u"Step 2"_qs);
    row("/200;refresh=1/foo", u"Step 2"_qs);
    row("/%33%30%32", u"no such step"_qs);
    row("/Echo", u"no such step"_qs);
    row("/3020", u"no such step"_qs);
    row("/+30", u"no such step"_qs);
    row("/%1 %2", u"Step 1, \"%1 %2\""_qs);
    row("/302;", u"no option \"\""_qs);
    row("/302;x=1", u"no option \"x\""_qs);
    row("/302;LOC=abs", u"no option \"LOC\""_qs);
    row("/302;loc", u"loc needs abs, path"_qs);
    row("/302;loc=", u"loc needs"_qs);
    row("/302;loc=up", u"loc needs"_qs);
    row("/302;to=b", u"to needs same, other or name"_qs);
    row("/302;odd=x", u"odd needs"_qs);
    row("/302;user=ada", u"user needs NAME:PASSWORD"_qs);
    row("/302;user=:x", u"user needs"_qs);
    row("/302;scheme=1a", u"scheme needs"_qs);
    row("/302;scheme=", u"scheme needs"_qs);
    row("/302;scheme=a%2Fb", u"scheme needs"_qs);
    row("/302;cookie=", u"cookie needs"_qs);
    row("/302;cookie=a%20b=c", u"cookie needs"_qs);
    row("/302;field=X", u"field needs"_qs);
    row("/302;field=:x", u"field needs"_qs);
    row("/302;field=a%20b:x", u"field needs"_qs);
    row("/302;field=content-length:1", u"field needs"_qs);
    row("/302;field=Transfer-Encoding:x", u"field needs"_qs);
    row("/302;field=Connection:close", u"field needs"_qs);
    row("/302;delay=60001", u"from 0 to 60000"_qs);
    row("/302;delay=-1", u"from 0 to 60000"_qs);
    row("/302;delay=1e3", u"from 0 to 60000"_qs);
    row("/302;delay=99999999999999999999", u"from 0 to 60000"_qs);
    row("/302;body=100000001", u"from 0 to 100000000"_qs);
    row("/302;refresh=86401", u"from 0 to 86400"_qs);
    row("/302;meta=x", u"from 0 to 86400"_qs);
    row("/302;chunked=1", u"chunked takes no value"_qs);
    row("/302;early=", u"early takes no value"_qs);
    row("/loop;status=200", u"from 300 to 399"_qs);
    row("/loop;n=0", u"from 1 to 1000"_qs);
    row("/loop;n=1001", u"from 1 to 1000"_qs);
    row("/loop;n=3;at=4", u"from 1 to n"_qs);
    row("/loop;at=2", u"from 1 to n"_qs);
    row("/endless;n=1000000000", u"from 1 to 999999999"_qs);
    row("/cut;at=tail", u"at needs start"_qs);
    row("/302;loc=abs;loc=abs", u"loc stands there twice"_qs);
    row("/302;early;early", u"early stands there twice"_qs);
    row("/302;loc=abs;scheme=file", u"use one of them"_qs);
    row("/302;odd=tab;scheme=file", u"use one of them"_qs);
    row("/302;odd=tab;loc=path", u"use one of them"_qs);
    row("/302;loc=path;odd=tab", u"use one of them"_qs);
    row("/302;to=other;loc=path", u"loc must be abs or host"_qs);
    row("/302;to=other;loc=none", u"loc must be abs or host"_qs);
    row("/302;user=a:b;loc=dot", u"loc must be abs or host"_qs);
    row("/302;frag=x;loc=none", u"no Location to stand in"_qs);
    row("/302;frag=x;loc=empty", u"no Location to stand in"_qs);
    row("/302;frag=x;scheme=file", u"no Location to stand in"_qs);
    row("/200;frag=x", u"frag needs a redirect"_qs);
    row("/200;body=1;meta=1", u"use one of them"_qs);
    row("/204;body=1", u"status 204 has no body"_qs);
    row("/304;chunked", u"status 304 has no body"_qs);
    row("/205;meta=1", u"status 205 has no body"_qs);
    row("/200;reason=100%", u"two hexadecimal digits"_qs);
    row("/200;reason=%4", u"two hexadecimal digits"_qs);
    row("/200;reason=%zz", u"two hexadecimal digits"_qs);
    row("/a?next=/foo", u"Step 1, \"foo\""_qs);
    row("/a?next=foo", u"starts with a slash"_qs);
}

void TestLabScript::errors()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, part);
    const QString error = errorOf(target);
    QVERIFY2(error.contains(part), qPrintable(error));
}

void TestLabScript::rest()
{
    QCOMPARE(firstStep("/302").rest, "");
    QCOMPARE(firstStep("/302/").rest, "/");
    QCOMPARE(firstStep("/302/307;loc=abs/200").rest, "/307;loc=abs/200");
    QCOMPARE(readScript("/302/307/200/307")->steps.size(), 3);
    // What stands behind the end is not looked at.
    for (const char *ended :
         {"/200", "/404", "/echo", "/json", "/loop", "/endless", "/hang", "/cut"}) {
        QCOMPARE(firstStep(QByteArray(ended) + "/no such//step").text, QByteArray(ended).sliced(1));
    }
    QCOMPARE(readScript("/login/login/302/200")->steps.size(), 4);
}

void TestLabScript::queryIsNoScript()
{
    QCOMPARE(firstStep("/302/echo?x=/foo").rest, "/echo");
    QCOMPARE(firstStep("/302?/foo?next=/x").rest, "");
}

void TestLabScript::nextIsTheScript()
{
    QCOMPARE(firstStep("/302;loc=query/echo?next=/303/echo").status, 303);
    QCOMPARE(firstStep("/nonsense?next=/echo").kind, Kind::Echo);
    QCOMPARE(firstStep("/302?next=/303;reason=%41/echo?a=b").rest, "/echo");
    QCOMPARE(firstStep("/302?next=/303?next=/307").status, 307);
}

void TestLabScript::stepLimit()
{
    QCOMPARE(readScript(QByteArray("/302").repeated(100))->steps.size(), 100);
    QVERIFY(errorOf(QByteArray("/302").repeated(101)).contains(u"at most 100 steps"_qs));
    QVERIFY(errorOf('/' + QByteArray(60'000, 'x')).size() < 200);
}

void TestLabScript::changingAnOption()
{
    QCOMPARE(withOption(firstStep("/loop;n=3"), "at", "2"), "loop;n=3;at=2");
    QCOMPARE(withOption(firstStep("/loop;n=3;at=2;status=307"), "at", "3"),
             "loop;n=3;status=307;at=3");
    QCOMPARE(withOption(firstStep("/endless"), "n", "2"), "endless;n=2");
}

void TestLabScript::scenarios()
{
    const LabScenario &first = labScenarios().first();
    QCOMPARE(first.method, "POST");
    QCOMPARE(first.path, "/302/echo");
    QCOMPARE(first.body, "name=Ada&note=hello");
    QCOMPARE(first.headers, (Headers{Field{"Content-Type", "application/x-www-form-urlencoded"}}));
    QSet<QString> titles;
    for (const LabScenario &scenario : labScenarios()) {
        QVERIFY2(readScript(scenario.path), scenario.path.constData());
        QVERIFY(isToken(scenario.method));
        QVERIFY(!scenario.title.isEmpty());
        QVERIFY(scenario.teaches.endsWith(u'.'));
        QVERIFY(scenario.body.isEmpty() || contains(scenario.headers, "Content-Type"));
        titles.insert(scenario.title);
    }
    QCOMPARE(titles.size(), labScenarios().size());
}

QTEST_GUILESS_MAIN(TestLabScript)
#include "tst_labscript.moc"
