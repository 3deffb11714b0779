// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/traceoptions.h"

#include "app/sendarguments.h"
#include "core/formats/requestoptions.h"
#include "core/redirect/clientprofile.h"
#include "core/redirect/ownrules.h"
#include "core/tracer.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHash>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::TraceArguments", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// Declares one option after the other.
class Adder {
public:
    explicit Adder(QCommandLineParser &parser)
        : m_parser(parser)
    {
    }
    void operator()(std::initializer_list<const char *> names, const char *text,
                    const char *value = nullptr) const
    {
        QStringList list;
        for (const char *name : names) {
            list.append(QString::fromLatin1(name));
        }
        m_parser.addOption(QCommandLineOption(list, tr(text), QLatin1String(value)));
    }

private:
    QCommandLineParser &m_parser;
};

Result<OutputFormat> formatNamed(const QString &name)
{
    if (name == QLatin1String("text")) {
        return OutputFormat::Text;
    }
    if (name == QLatin1String("json")) {
        return OutputFormat::Json;
    }
    if (name == QLatin1String("har")) {
        return OutputFormat::Har;
    }
    if (name == QLatin1String("curl")) {
        return OutputFormat::Curl;
    }
    static const QStringList later{QStringLiteral("html"), QStringLiteral("markdown"),
                                   QStringLiteral("svg"), QStringLiteral("png")};
    return wrong(
        later.contains(name)
            ? tr("This version of Hoplens writes text, json, har and curl, not yet %1.").arg(name)
            : tr("There is no format \"%1\"; use text, json, har or curl.").arg(name));
}

/// The format that goes with the file's name; names without a known ending get the trace file.
QString formatOfFile(const QString &file)
{
    static const QHash<QString, QString> endings{
        {QStringLiteral("txt"), QStringLiteral("text")},
        {QStringLiteral("har"), QStringLiteral("har")},
        {QStringLiteral("sh"), QStringLiteral("curl")},
        {QStringLiteral("curl"), QStringLiteral("curl")},
        {QStringLiteral("md"), QStringLiteral("markdown")},
        {QStringLiteral("html"), QStringLiteral("html")},
        {QStringLiteral("svg"), QStringLiteral("svg")},
        {QStringLiteral("png"), QStringLiteral("png")},
    };
    return endings.value(file.section(u'.', -1).toLower(), QStringLiteral("json"));
}

/// Data options in the order given, across the three names.
QList<DataArgument> dataArguments(const QCommandLineParser &parser)
{
    using Kind = DataArgument::Kind;
    static const QHash<QString, Kind> kinds{
        {QStringLiteral("d"), Kind::Text},
        {QStringLiteral("data"), Kind::Text},
        {QStringLiteral("data-binary"), Kind::Binary},
        {QStringLiteral("json"), Kind::Json},
    };
    QHash<Kind, qsizetype> used;
    QList<DataArgument> data;
    const QStringList names = parser.optionNames();
    for (const QString &name : names) {
        const auto kind = kinds.find(name);
        if (kind != kinds.end()) {
            const QStringList values = parser.values(name);
            data.append({*kind, values.value(used[*kind]++)});
        }
    }
    return data;
}

Result<void> readCookieFile(const QCommandLineParser &parser, TraceArguments &arguments)
{
    const QStringList files = parser.values(QStringLiteral("cookies"));
    if (files.isEmpty()) {
        return {};
    }
    if (files.size() > 1) {
        return wrong(tr("--cookies can be given once; put the cookies into one file."));
    }
    if (files.constFirst().isEmpty()) {
        return wrong(tr("--cookies wants the name of a file, such as cookies.txt."));
    }
    arguments.cookieFile = files.constFirst();
    return {};
}

/// After the client has been read.
Result<void> fitsClient(const TraceArguments &arguments)
{
    return arguments.cookieFile.isEmpty() || findProfile(arguments.client)->cookies.jar
        ? Result<void>()
        : wrong(tr("The client %1 keeps no cookies, so --cookies is of no use; choose another "
                   "client with --as.")
                    .arg(arguments.client));
}

Result<void> readLimits(const QCommandLineParser &parser, TraceArguments &arguments)
{
    if (const auto text = optionalValue(parser, "max-hops")) {
        bool ok = false;
        const int hops = text->toInt(&ok);
        if (!ok || hops < 0 || hops > redirectCeiling) {
            return wrong(tr("--max-hops wants a number from 0 to %1, not \"%2\".")
                             .arg(redirectCeiling)
                             .arg(*text));
        }
        arguments.maxHops = hops;
    }
    arguments.followRefresh = parser.isSet(QStringLiteral("follow-refresh"));
    if (const auto text = optionalValue(parser, "timeout")) {
        const auto value = readSeconds(QStringLiteral("--timeout"), *text);
        if (!value) {
            return value.error();
        }
        arguments.timeout = *value;
    }
    return {};
}

Result<void> readStops(const QCommandLineParser &parser, TraceArguments &arguments)
{
    QStringList stopAt;
    const QStringList lists = parser.values(QStringLiteral("stop-at"));
    for (const QString &list : lists) {
        stopAt += list.split(u',');
    }
    const Result<BreakConditions> conditions = breakConditionsOf(stopAt);
    if (!conditions) {
        return wrong(tr("--stop-at: %1").arg(conditions.error().detail));
    }
    arguments.stopAt = *conditions;
    return {};
}

Result<void> readOutput(const QCommandLineParser &parser, TraceArguments &arguments)
{
    arguments.outputFile = parser.value(QStringLiteral("o"));
    const QString otherwise = arguments.outputFile.isEmpty() ? QStringLiteral("text")
                                                             : formatOfFile(arguments.outputFile);
    const auto format = formatNamed(optionalValue(parser, "format").value_or(otherwise));
    if (!format) {
        return format.error();
    }
    arguments.format = *format;
    arguments.showSecrets = parser.isSet(QStringLiteral("show-secrets"));
    if (const auto level = optionalValue(parser, "fail-on")) {
        static const QHash<QString, Level> levels{{QStringLiteral("note"), Level::Note},
                                                  {QStringLiteral("warning"), Level::Warning},
                                                  {QStringLiteral("problem"), Level::Problem}};
        if (!levels.contains(*level)) {
            return wrong(tr("--fail-on wants note, warning or problem, not \"%1\".").arg(*level));
        }
        arguments.failOn = levels.value(*level);
    }
    return {};
}

} // namespace

void addRequestOptions(QCommandLineParser &parser)
{
    const Adder add(parser);
    add({"h", "help"}, "Shows this help.");
    add({"X", "request"}, "Method; without it GET, or POST when there is data.", "METHOD");
    add({"H", "header"},
        "A header field 'Name: value'; 'Name;' an empty one, 'Name:' removes a default. "
        "Repeatable, sent in "
        "this order.",
        "FIELD");
    add({"d", "data"},
        "Body, as application/x-www-form-urlencoded unless a header says otherwise; @FILE reads it "
        "from a "
        "file, without line breaks. Repeatable, joined with &.",
        "TEXT");
    add({"data-binary"}, "Body as it is; @FILE reads it from a file.", "TEXT");
    add({"json"}, "Body, with Content-Type and Accept: application/json.", "TEXT");
    add({"u", "user"}, "Basic credentials.", "USER:PASSWORD");
    add({"A", "user-agent"}, "User-Agent.", "TEXT");
    add({"e", "referer"}, "Referer.", "URL");
    add({"b", "cookie"}, "Cookie.", "NAME=VALUE");
    add({"cookies"},
        "Cookies to begin with, from a file as curl -c and browsers' exports write it (Netscape "
        "format).",
        "FILE");
    add({"max-hops"}, "Limit on followed redirects, in place of the profile's.", "N");
    add({"follow-refresh"},
        "Follows soft redirects too, which a page asks for: Refresh and meta refresh.");
    add({"timeout"}, "Time for the whole trace; 0 or none: no limit.", "SECONDS");
    addSendOptions(parser);
    add({"cacert"}, "Trusts the authorities in this PEM file as well.", "FILE");
    add({"lab"}, "URL is a path on a lab started for this run.");
}

void addTraceOptions(QCommandLineParser &parser)
{
    addRequestOptions(parser);
    const Adder add(parser);
    add({"as"}, "Client profile (default browser-fetch); see \"hoplens clients\".", "CLIENT");
    add({"stop-at"},
        "Stop before a request when a condition holds: other-origin, https-to-http, "
        "method-change, body-sent-again, credentials-removed, credentials-sent, a status, hop:N. "
        "May be a list with commas.",
        "CONDITION");
    add({"o", "output"}, "Writes to this file; the format follows its name.", "FILE");
    add({"format"}, "text, json, har, or curl: one curl command a hop (default text).", "FORMAT");
    add({"show-secrets"}, "Does not blot out credentials, cookies and tokens.");
    add({"fail-on"}, "Exit code 4 when a finding of this level or worse is there.",
        "note|warning|problem");
}

Result<TraceArguments> readRequestArguments(const QCommandLineParser &parser)
{
    TraceArguments arguments;
    arguments.lab = parser.isSet(QStringLiteral("lab"));
    arguments.method = parser.value(QStringLiteral("request"));
    if (parser.isSet(QStringLiteral("request")) && arguments.method.isEmpty()) {
        return wrong(tr("-X wants a method, such as POST."));
    }
    arguments.headers = parser.values(QStringLiteral("header"));
    arguments.data = dataArguments(parser);
    arguments.user = optionalValue(parser, "user");
    arguments.userAgent = optionalValue(parser, "user-agent");
    arguments.referer = optionalValue(parser, "referer");
    arguments.cookie = optionalValue(parser, "cookie");
    const Result<SendOptions> send = readSendOptions(parser);
    if (!send) {
        return send.error();
    }
    arguments.send = *send;
    arguments.authorityFile = parser.value(QStringLiteral("cacert"));
    for (const auto read : {readCookieFile, readLimits}) {
        if (const Result<void> done = read(parser, arguments); !done) {
            return done.error();
        }
    }
    return arguments;
}

Result<TraceArguments> readTraceArguments(const QCommandLineParser &parser)
{
    const QStringList addresses = parser.positionalArguments();
    if (addresses.size() != 1) {
        return wrong(addresses.isEmpty()
                         ? tr("There is no address; see \"hoplens trace --help\".")
                         : tr("There is more than one address; trace them one by one."));
    }
    Result<TraceArguments> read = readRequestArguments(parser);
    if (!read) {
        return read;
    }
    TraceArguments &arguments = *read;
    arguments.address = addresses.first();
    arguments.client = optionalValue(parser, "as").value_or(QStringLiteral("browser-fetch"));
    if (findProfile(arguments.client) == nullptr) {
        return unknownClient(arguments.client);
    }
    if (const Result<void> fits = fitsClient(arguments); !fits) {
        return fits.error();
    }
    for (const auto readMore : {readStops, readOutput}) {
        if (const Result<void> done = readMore(parser, arguments); !done) {
            return done.error();
        }
    }
    return read;
}

} // namespace hoplens
