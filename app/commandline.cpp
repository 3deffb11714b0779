// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/commandline.h"

#include "core/redirect/clientprofile.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::CommandLine", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

QString generalHelp()
{
    return tr("Hoplens shows what a redirect does to a request.\n"
              "\n"
              "hoplens [FILE | URL]            the window, with a trace file, a HAR or an address "
              "opened\n"
              "hoplens trace [options] URL     one trace without a window\n"
              "hoplens compare [options] URL   what several clients do with it, side by side\n"
              "hoplens lab [--port N]          the lab in the foreground until interrupted\n"
              "hoplens clients [--json]        the client profiles\n"
              "hoplens clients NAME [--json]   what one client does on each status and method\n"
              "hoplens --help | --version      also for each command: hoplens trace --help\n"
              "\n"
              "Exit codes: 0 the trace ended with a response that the client would hand over; 1 it "
              "did not\n"
              "(network, TLS, loop, limit, refused Location); 2 wrong usage; 3 a file could not be "
              "read or\n"
              "written; 4 a finding of the level given with --fail-on.\n");
}

/// The parser's complaint and what to do, as one sentence.
QString wrongOption(const QCommandLineParser &parser, const QString &verb)
{
    QString text = parser.errorText();
    if (text.endsWith(u'.')) {
        text.chop(1);
    }
    return tr("%1; see \"hoplens %2 --help\".").arg(text, verb);
}

/// Ends parsing with the command's own help.
CommandLine helpOf(const QCommandLineParser &parser, const QString &usage)
{
    CommandLine line;
    line.verb = CommandLine::Verb::Help;
    const QString text = parser.helpText();
    line.help = tr("Usage: %1").arg(usage) + u'\n' + text.mid(text.indexOf(u'\n') + 1);
    return line;
}

Result<CommandLine> parseTrace(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("One trace without a window."));
    addTraceOptions(parser);
    parser.addPositionalArgument(QStringLiteral("URL"),
                                 tr("The address, or with --lab a path of the lab."));
    const bool parsed = parser.parse(QStringList{QStringLiteral("hoplens trace")} + arguments);
    if (parser.isSet(QStringLiteral("help"))) {
        return helpOf(parser, QStringLiteral("hoplens trace [options] URL"));
    }
    if (!parsed) {
        return wrong(wrongOption(parser, QStringLiteral("trace")));
    }
    Result<TraceArguments> trace = readTraceArguments(parser);
    if (!trace) {
        return trace.error();
    }
    CommandLine line;
    line.verb = CommandLine::Verb::Trace;
    line.trace = *std::move(trace);
    return line;
}

Result<CommandLine> parseCompare(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("What several clients do with the same request, side by side. From a trace file, or\n"
           "with an address and without --send, one trace is enough: what the others would do\n"
           "is predicted from it, exact up to the first request that would be another one, and\n"
           "unknown from there on. With --send each client's own requests really go out.\n"
           "Exit codes: 0 the clients are compared; 1 none got an answer; 2 wrong usage; 3 a\n"
           "file could not be read or written."));
    addCompareOptions(parser);
    parser.addPositionalArgument(
        QStringLiteral("URL|FILE"),
        tr("The address, with --lab a path of the lab, or a trace file or HAR."));
    const bool parsed = parser.parse(QStringList{QStringLiteral("hoplens compare")} + arguments);
    if (parser.isSet(QStringLiteral("help"))) {
        return helpOf(parser, QStringLiteral("hoplens compare [options] URL|FILE"));
    }
    if (!parsed) {
        return wrong(wrongOption(parser, QStringLiteral("compare")));
    }
    Result<CompareArguments> compare = readCompareArguments(parser);
    if (!compare) {
        return compare.error();
    }
    CommandLine line;
    line.verb = CommandLine::Verb::Compare;
    line.compare = *std::move(compare);
    return line;
}

Result<CommandLine> parseLab(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("The local teaching server in the foreground. It prints "
                                        "the base URLs of its two origins, one a "
                                        "line; the page at / explains the paths."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  tr("Shows this help."));
    const QCommandLineOption port(QStringLiteral("port"),
                                  tr("Listens on ports N and N+1 (default: two free ports)."),
                                  QStringLiteral("N"));
    parser.addOptions({help, port});
    const bool parsed = parser.parse(QStringList{QStringLiteral("hoplens lab")} + arguments);
    if (parser.isSet(help)) {
        return helpOf(parser, QStringLiteral("hoplens lab [--port N]"));
    }
    if (!parsed || !parser.positionalArguments().isEmpty()) {
        return wrong(parsed ? tr("\"hoplens lab\" takes no address; see \"hoplens lab --help\".")
                            : wrongOption(parser, QStringLiteral("lab")));
    }
    CommandLine line;
    line.verb = CommandLine::Verb::Lab;
    if (parser.isSet(port)) {
        bool ok = false;
        const uint number = parser.value(port).toUInt(&ok);
        if (!ok || number == 0 || number > 65534) {
            return wrong(
                tr("--port wants a number from 1 to 65534, not \"%1\".").arg(parser.value(port)));
        }
        line.labPort = static_cast<quint16>(number);
    }
    return line;
}

Result<CommandLine> parseClients(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("The client profiles: id, name, and what they stand on. With the id of one: what it "
           "makes of method and body on each status, and of fields on the way to other origins."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  tr("Shows this help."));
    const QCommandLineOption json(QStringLiteral("json"), tr("Prints JSON."));
    parser.addOptions({help, json});
    parser.addPositionalArgument(QStringLiteral("NAME"), tr("The id of a client."),
                                 QStringLiteral("[NAME]"));
    const bool parsed = parser.parse(QStringList{QStringLiteral("hoplens clients")} + arguments);
    if (parser.isSet(help)) {
        return helpOf(parser, QStringLiteral("hoplens clients [NAME] [--json]"));
    }
    const QStringList names = parser.positionalArguments();
    if (!parsed) {
        return wrong(wrongOption(parser, QStringLiteral("clients")));
    }
    if (names.size() > 1) {
        return wrong(tr("\"hoplens clients\" takes one name; see \"hoplens clients --help\"."));
    }
    if (!names.isEmpty() && findProfile(names.constFirst()) == nullptr) {
        return unknownClient(names.constFirst());
    }
    CommandLine line;
    line.verb = CommandLine::Verb::Clients;
    line.clientName = names.value(0);
    line.clientsAsJson = parser.isSet(json);
    return line;
}

Result<CommandLine> parseWindow(const QStringList &arguments)
{
    if (arguments.size() > 1) {
        return wrong(tr("The window takes one file or address; see \"hoplens --help\"."));
    }
    CommandLine line;
    line.windowArgument = arguments.value(0);
    if (line.windowArgument.startsWith(u'-')) {
        return wrong(
            tr("There is no option \"%1\"; see \"hoplens --help\".").arg(line.windowArgument));
    }
    return line;
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    const QString first = arguments.value(0);
    const QStringList rest = arguments.mid(1);
    if (first == QLatin1String("--help") || first == QLatin1String("-h")
        || first == QLatin1String("help")) {
        CommandLine line;
        line.verb = CommandLine::Verb::Help;
        line.help = generalHelp();
        return line;
    }
    const bool ofVerb = isWindowless(arguments) && rest.value(0) == QLatin1String("--version");
    if (first == QLatin1String("--version") || ofVerb) {
        CommandLine line;
        line.verb = CommandLine::Verb::Version;
        return line;
    }
    if (first == QLatin1String("trace")) {
        return parseTrace(rest);
    }
    if (first == QLatin1String("compare")) {
        return parseCompare(rest);
    }
    if (first == QLatin1String("lab")) {
        return parseLab(rest);
    }
    if (first == QLatin1String("clients")) {
        return parseClients(rest);
    }
    return parseWindow(arguments);
}

bool isWindowless(const QStringList &arguments)
{
    static const QStringList words{QStringLiteral("trace"), QStringLiteral("compare"),
                                   QStringLiteral("lab"),   QStringLiteral("clients"),
                                   QStringLiteral("help"),  QStringLiteral("--help"),
                                   QStringLiteral("-h"),    QStringLiteral("--version")};
    return words.contains(arguments.value(0));
}

} // namespace hoplens
