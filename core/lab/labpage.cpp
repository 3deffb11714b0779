// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/labpage.h"

#include "core/http/headers.h"
#include "core/lab/scenarios.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

namespace hoplens {

namespace {

struct Lab {
    Q_DECLARE_TR_FUNCTIONS(Lab)
};

/// What stands in the path, and what it does. Terms are in English everywhere: they are what is
/// typed.
using Row = std::pair<QString, QString>;

QList<Row> stepRows()
{
    return {
        {u"200 … 599"_qs,
         Lab::tr("An answer with that status. A 3xx redirects to the rest of the path, or to /echo "
                 "when there is no rest. Any other status ends the script.")},
        {u"echo"_qs, Lab::tr("200; the body is the request exactly as it was received.")},
        {u"json"_qs, Lab::tr("200; the body is the request as JSON, handy for scripts.")},
        {u"login"_qs,
         Lab::tr("401 that asks for a password. With any Authorization field the rest of the path "
                 "answers.")},
        {u"loop"_qs,
         Lab::tr("Redirects to itself. n=3 makes a ring of three addresses, status=307 another "
                 "status.")},
        {u"endless"_qs, Lab::tr("Redirects to n=2, that one to n=3, and so on without an end.")},
        {u"hang"_qs, Lab::tr("Takes the request and never answers.")},
        {u"cut"_qs,
         Lab::tr("Closes the connection after the request, or in the middle of the answer: "
                 "at=start, status, head or body.")},
    };
}

QList<Row> placeRows()
{
    return {
        {u"to=same|other|name"_qs,
         Lab::tr("The origin that the rest is asked at: this one, the lab's other port, or this "
                 "port by the name localhost (and back).")},
        {u"loc=path|abs|host|dot|query"_qs,
         Lab::tr("How the Location is written: /echo, http://host/echo, //host/echo, ../echo, "
                 "?next=/echo.")},
        {u"loc=none|empty|two|twice"_qs,
         Lab::tr("No Location, an empty one, two different ones, the same one twice.")},
        {u"loc=odd, odd=space|tab|backslash|utf8|latin1|pct"_qs,
         Lab::tr("A Location with unusual octets: all kinds, or one.")},
        {u"loc=url:ADDRESS"_qs, Lab::tr("This Location and no other, octet for octet.")},
        {u"scheme=file|data|javascript|…"_qs, Lab::tr("A harmless Location of that scheme.")},
        {u"frag=NAME"_qs, Lab::tr("A fragment at the end of the Location.")},
        {u"user=NAME:PASSWORD"_qs, Lab::tr("User name and password in the Location.")},
    };
}

QList<Row> answerRows()
{
    return {
        {u"cookie=NAME=VALUE"_qs, Lab::tr("A Set-Cookie field. May be there more than once.")},
        {u"field=NAME:VALUE"_qs, Lab::tr("Any other field. May be there more than once.")},
        {u"delay=1500"_qs,
         Lab::tr("Waits that many milliseconds before the answer, 60000 at most.")},
        {u"body=5000000"_qs, Lab::tr("A body of that many octets, 100000000 at most.")},
        {u"chunked"_qs, Lab::tr("The body in chunks, without Content-Length.")},
        {u"refresh=0"_qs,
         Lab::tr("A Refresh field that leads to the rest after that many seconds; with 200 too.")},
        {u"meta=0"_qs, Lab::tr("The same as an HTML page with a meta element.")},
        {u"reason=TEXT"_qs, Lab::tr("The words behind the status.")},
        {u"early"_qs, Lab::tr("103 Early Hints before the answer.")},
    };
}

QList<Row> exampleRows()
{
    return {
        {u"/302/echo"_qs, Lab::tr("One redirect, then the request as it arrived.")},
        {u"/307/302/200"_qs, Lab::tr("A 307, then a 302, then 200.")},
        {u"/302;to=other;frag=top/echo"_qs, Lab::tr("To the other origin, with a fragment.")},
        {u"/301;delay=800;cookie=seen=1/302;loc=dot/json"_qs,
         Lab::tr("A slow 301 with a cookie, then a relative 302, then the request as JSON.")},
        {u"/302;loc=url:https%3A%2F%2Fexample.test%2F%3Fa%3Db"_qs,
         Lab::tr("Away from the lab. Percent-encoding keeps / and ; out of the grammar's way.")},
    };
}

QByteArray escaped(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

enum class Cell { Text, Link };

QByteArray tableOf(const QList<Row> &rows, Cell cell = Cell::Text)
{
    QByteArray table = "<table>\n";
    for (const Row &row : rows) {
        const QByteArray name = escaped(row.first);
        const QByteArray code = "<code>" + name + "</code>";
        table += R"(<tr><th scope="row">)"
            + (cell == Cell::Link ? R"(<a href=")" + name + R"(">)" + code + "</a>" : code)
            + "</th><td>" + escaped(row.second) + "</td></tr>\n";
    }
    return table + "</table>\n";
}

QByteArray shellQuoted(QByteArray text)
{
    return '\'' + text.replace('\'', "'\\''") + '\'';
}

/// curl takes POST from --data by itself. "-X POST" would have it keep POST across redirects, and
/// the lesson would be lost.
QByteArray curlCommand(const LabScenario &scenario, const QByteArray &base)
{
    QByteArray command = "curl -i -L";
    if (scenario.method == "HEAD") {
        command += " --head";
    } else if (scenario.method != (scenario.body.isEmpty() ? "GET" : "POST")) {
        command += " -X " + scenario.method;
    }
    for (const Field &field : scenario.headers) {
        command += " -H " + shellQuoted(field.name + ": " + field.value);
    }
    if (!scenario.body.isEmpty()) {
        command += " --data-binary " + shellQuoted(scenario.body);
    }
    return command + ' ' + shellQuoted(base + scenario.path);
}

QByteArray scenarioList(const QByteArray &base)
{
    QByteArray list;
    for (const LabScenario &scenario : labScenarios()) {
        list += "<section>\n<h3>" + escaped(scenario.title) + "</h3>\n<p>"
            + escaped(scenario.teaches) + "</p>\n<pre><code>"
            + escaped(displayText(curlCommand(scenario, base))) + "</code></pre>\n</section>\n";
    }
    return list;
}

QByteArray heading(const QString &text)
{
    return "<h2>" + escaped(text) + "</h2>\n";
}

QByteArray paragraph(const QString &text)
{
    return "<p>" + escaped(text) + "</p>\n";
}

constexpr auto style = R"(
:root { color-scheme: light dark; --line: #d0d3d9; --soft: #f3f4f6; --link: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --line: #44474f; --soft: #24262b; --link: #8ab4f8; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
h3 { margin: 1.5rem 0 0; font-size: 1rem; }
section p { margin: 0.25rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0;
  border-top: 1px solid var(--line); }
th { width: 40%; font-weight: normal; overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; font-size: 0.9rem; }
pre { background: var(--soft); padding: 0.5rem 0.75rem; margin: 0.25rem 0; overflow-x: auto;
  border-radius: 4px; }
a { color: var(--link); }
)";

QByteArray baseOf(quint16 port)
{
    return "http://127.0.0.1:" + QByteArray::number(port);
}

QByteArray introduction(const LabPorts &ports)
{
    return "<h1>" + escaped(Lab::tr("The Hoplens lab")) + "</h1>\n"
        + paragraph(Lab::tr("A small server on this computer that redirects the way you tell it. "
                            "The path is the script: the first step is what this request gets, and "
                            "a redirect leads to the rest of the path."))
        + paragraph(Lab::tr("It listens at two ports, so that there are two origins: %1 and %2.")
                        .arg(QLatin1StringView(baseOf(ports.own)),
                             QLatin1StringView(baseOf(ports.other))))
        + "<pre><code>/STEP/STEP/…\nSTEP = name;option;option=value</code></pre>\n"
        + paragraph(Lab::tr("Values are percent-decoded once: %2F is a slash, %3B a semicolon. A "
                            "query behind the path is left alone. What is no script gets a 400 and "
                            "a sentence about the step that is wrong."));
}

} // namespace

QByteArray labPage(const LabPorts &ports)
{
    return QByteArray("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n")
        + "<meta name=\"viewport\" content=\"width=device-width\">\n"
        + "<link rel=\"icon\" href=\"data:,\">\n<title>" + escaped(Lab::tr("The Hoplens lab"))
        + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n<main>\n" + introduction(ports)
        + heading(Lab::tr("Examples")) + tableOf(exampleRows(), Cell::Link)
        + heading(Lab::tr("Steps")) + tableOf(stepRows())
        + heading(Lab::tr("Options: where a redirect leads")) + tableOf(placeRows())
        + heading(Lab::tr("Options: the rest of the answer")) + tableOf(answerRows())
        + heading(Lab::tr("Worth seeing"))
        + paragraph(Lab::tr("Each of these is one request. Run it with curl, or open it in Hoplens "
                            "to see what every hop did to it."))
        + scenarioList(baseOf(ports.own)) + "</main>\n</body>\n</html>\n";
}

} // namespace hoplens
