// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/compareoptions.h"

#include "app/sendarguments.h"
#include "core/compare/senttraces.h"
#include "core/redirect/clientprofile.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::CompareArguments", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

struct Format {
    const char *name;
    const char *ending;
    CompareFormat format;
};

constexpr std::array formats{
    Format{"text", "txt", CompareFormat::Text},        Format{"json", "json", CompareFormat::Json},
    Format{"markdown", "md", CompareFormat::Markdown}, Format{"csv", "csv", CompareFormat::Csv},
    Format{"html", "html", CompareFormat::Html},
};

/// Of a recorded trace they would say something else than was recorded.
QStringList requestOptionsOf(const QCommandLineParser &parser)
{
    static constexpr std::array names{"request", "header", "data",    "data-binary", "json", "user",
                                      "referer", "cookie", "cookies", "user-agent",  "lab"};
    QStringList given;
    for (const char *name : names) {
        if (parser.isSet(QLatin1String(name))) {
            given.append(QStringLiteral("--") + QLatin1String(name));
        }
    }
    return given;
}

Result<void> readClients(const QCommandLineParser &parser, CompareArguments &arguments)
{
    QStringList ids;
    const QStringList lists = parser.values(QStringLiteral("as"));
    for (const QString &list : lists) {
        ids += list.split(u',');
    }
    if (ids.isEmpty()) {
        ids.append(QStringLiteral("all"));
    }
    for (const QString &id : ids) {
        if (id == QLatin1String("all")) {
            for (const ClientProfile &profile : clientProfiles()) {
                arguments.clients.append(profile.id);
            }
        } else if (findProfile(id) == nullptr) {
            return unknownClient(id);
        } else {
            arguments.clients.append(id);
        }
    }
    arguments.clients.removeDuplicates();
    arguments.trace.client = arguments.clients.constFirst();
    return {};
}

Result<void> readSending(const QCommandLineParser &parser, CompareArguments &arguments)
{
    arguments.send = parser.isSet(QStringLiteral("send"));
    if (const auto text = optionalValue(parser, "at-once")) {
        bool ok = false;
        arguments.atOnce = text->toInt(&ok);
        if (!ok || arguments.atOnce < 1 || arguments.atOnce > tracersAtOnceLimit) {
            return wrong(tr("--at-once wants a number from 1 to %1, not \"%2\".")
                             .arg(QString::number(tracersAtOnceLimit), *text));
        }
        if (!arguments.send) {
            return wrong(tr("--at-once is about --send; give both, or none."));
        }
    }
    return {};
}

/// After the clients and --send have been read.
Result<void> fitsCookies(const CompareArguments &arguments)
{
    const QStringList senders = arguments.send ? arguments.clients : arguments.clients.mid(0, 1);
    const bool isOfUse = arguments.trace.cookieFile.isEmpty()
        || std::any_of(senders.begin(), senders.end(),
                       [](const QString &id) { return findProfile(id)->cookies.jar; });
    return isOfUse
        ? Result<void>()
        : wrong(tr("The client that sends keeps no cookies, so --cookies is of no use; let another "
                   "one come first with --as."));
}

Result<void> readOutput(const QCommandLineParser &parser, CompareArguments &arguments)
{
    arguments.outputFile = parser.value(QStringLiteral("output"));
    arguments.showSecrets = parser.isSet(QStringLiteral("show-secrets"));
    const QString ending = arguments.outputFile.section(u'.', -1).toLower();
    const auto *const byEnding =
        std::find_if(formats.begin(), formats.end(),
                     [&](const Format &format) { return ending == QLatin1String(format.ending); });
    if (byEnding != formats.end()) {
        arguments.format = byEnding->format;
    }
    if (const auto name = optionalValue(parser, "format")) {
        const auto *const byName =
            std::find_if(formats.begin(), formats.end(),
                         [&](const Format &format) { return *name == QLatin1String(format.name); });
        if (byName == formats.end()) {
            return wrong(
                tr("There is no format \"%1\"; use text, json, markdown, csv or html.").arg(*name));
        }
        arguments.format = byName->format;
    }
    return {};
}

} // namespace

void addCompareOptions(QCommandLineParser &parser)
{
    const auto add = [&](const QStringList &names, const char *text, const char *value = nullptr) {
        parser.addOption(QCommandLineOption(names, tr(text), QLatin1String(value)));
    };
    add({QStringLiteral("as")},
        "The clients, a list with commas, or all (default all); see \"hoplens clients\". Without "
        "--send the first one sends.",
        "CLIENTS");
    add({QStringLiteral("send")},
        "Really sends the request as each client, instead of predicting from one trace.");
    add({QStringLiteral("at-once")}, "With --send: so many at once, 1 to 16 (default 4).", "N");
    addRequestOptions(parser);
    add({QStringLiteral("o"), QStringLiteral("output")},
        "Writes to this file; the format follows its name.", "FILE");
    add({QStringLiteral("format")}, "text, json, markdown, csv or html (default text).", "FORMAT");
    add({QStringLiteral("show-secrets")}, "Does not blot out credentials, cookies and tokens.");
}

Result<CompareArguments> readCompareArguments(const QCommandLineParser &parser)
{
    const QStringList addresses = parser.positionalArguments();
    if (addresses.size() != 1) {
        return wrong(addresses.isEmpty()
                         ? tr("There is no address and no file; see \"hoplens compare --help\".")
                         : tr("There is more than one address; compare them one by one."));
    }
    const Result<TraceArguments> request = readRequestArguments(parser);
    if (!request) {
        return request.error();
    }
    CompareArguments arguments;
    arguments.trace = *request;
    arguments.trace.address = addresses.constFirst();
    arguments.requestOptions = requestOptionsOf(parser);
    for (const auto read : {readClients, readSending, readOutput}) {
        if (const Result<void> done = read(parser, arguments); !done) {
            return done.error();
        }
    }
    if (const Result<void> fits = fitsCookies(arguments); !fits) {
        return fits.error();
    }
    return arguments;
}

} // namespace hoplens
