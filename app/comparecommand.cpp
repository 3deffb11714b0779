// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/comparecommand.h"

#include "app/output.h"
#include "app/tracerequest.h"
#include "core/compare/comparisonfile.h"
#include "core/compare/senttraces.h"
#include "core/formats/har.h"
#include "core/formats/redaction.h"
#include "core/lab/labserver.h"
#include "core/redirect/ownrules.h"
#include "core/redirect/prepare.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>

#include <algorithm>

namespace hoplens {

namespace {

using Clients = Result<QList<ComparedClient>>;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::compareCommand", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// As the window decides it.
bool isFile(const QString &argument)
{
    return argument.endsWith(QLatin1String(".hoplens")) || argument.endsWith(QLatin1String(".har"))
        || QFileInfo(argument).isFile();
}

/// The clients under the user's wishes for this comparison.
QList<ClientProfile> profilesOf(const CompareArguments &arguments)
{
    QList<ClientProfile> profiles;
    for (const QString &id : arguments.clients) {
        profiles.append(underUserRules(*findProfile(id), arguments.trace.maxHops,
                                       arguments.trace.followRefresh));
    }
    return profiles;
}

QList<ComparedClient> predictedFrom(const Trace &trace, const QList<ClientProfile> &profiles)
{
    QList<const ClientProfile *> pointers;
    for (const ClientProfile &profile : profiles) {
        pointers.append(&profile);
    }
    return predictAll(trace, pointers);
}

Result<Trace> loadRecording(const CompareArguments &arguments)
{
    const QString &path = arguments.trace.address;
    if (!arguments.requestOptions.isEmpty()) {
        return wrong(tr("The request stands in %1; leave out %2.")
                         .arg(path, arguments.requestOptions.constFirst()));
    }
    const Result<OpenedFile> opened = loadTraces(path);
    if (!opened) {
        return opened.error();
    }
    if (opened->traces.size() > 1) {
        return wrong(tr("%1 holds %2 traces; open it in the window and save the one to compare.")
                         .arg(path, QString::number(opened->traces.size())));
    }
    if (opened->traces.constFirst().hops.isEmpty()) {
        return wrong(tr("%1 holds no request; save a trace that was sent.").arg(path));
    }
    return opened->traces.constFirst();
}

/// The recorded request, to be sent anew. Errors: what of it is not in the file.
Result<Request> resentRequest(const Trace &recorded)
{
    const Request &request = recorded.hops.constFirst().exchange.request;
    if (recorded.redacted) {
        return wrong(tr("Secrets are blotted out of this file, so its request cannot be sent "
                        "again; give the request with options."));
    }
    if (request.body && request.body->bytes.size() != request.body->size) {
        return wrong(tr("The file does not hold the whole body, so its request cannot be sent "
                        "again; give the request with options."));
    }
    return request;
}

Clients sentByEach(const Request &request, const CompareArguments &arguments)
{
    const Result<TraceOptions> options = optionsOf(arguments.trace);
    if (!options) {
        return options.error();
    }
    for (const QString &id : arguments.clients) {
        const Result<void> checked = checkRequest(request, *findProfile(id));
        if (!checked && !findProfile(id)->refusedMethods.contains(request.method.toUpper())) {
            return checked.error(); // no client would send it
        }
    }
    SentTraces traces;
    QEventLoop loop;
    QObject::connect(&traces, &SentTraces::finished, &loop, &QEventLoop::quit);
    traces.start(request, profilesOf(arguments), *options, arguments.atOnce);
    loop.exec();
    return traces.clients();
}

/// The first client sends; what the others would have done is predicted from its trace.
Clients sentByFirst(const Request &request, const CompareArguments &arguments)
{
    const ClientProfile &first = *findProfile(arguments.clients.constFirst());
    if (const Result<void> checked = checkRequest(request, first); !checked) {
        return checked.error();
    }
    const Result<TraceOptions> options = optionsOf(arguments.trace);
    if (!options) {
        return options.error();
    }
    const Trace trace = sendTrace(request, first, *options);
    QList<ComparedClient> clients = predictedFrom(trace, profilesOf(arguments));
    ComparedClient sent{ComparedClient::Way::Sent, {}};
    sent.story.trace = trace;
    clients.first() = sent;
    return clients;
}

Clients clientsOf(const CompareArguments &arguments, const QByteArray &labBase)
{
    if (isFile(arguments.trace.address)) {
        const Result<Trace> recorded = loadRecording(arguments);
        if (!recorded) {
            return recorded.error();
        }
        if (!arguments.send) {
            return predictedFrom(*recorded, profilesOf(arguments));
        }
        const Result<Request> request = resentRequest(*recorded);
        return request ? sentByEach(*request, arguments) : Clients(request.error());
    }
    const Result<Request> request = requestOf(arguments.trace, labBase);
    if (!request) {
        return request.error();
    }
    return arguments.send ? sentByEach(*request, arguments) : sentByFirst(*request, arguments);
}

QByteArray rendered(QList<ComparedClient> clients, const CompareArguments &arguments)
{
    if (!arguments.showSecrets) {
        for (ComparedClient &client : clients) {
            client.story.trace = redactedTrace(client.story.trace);
        }
    }
    const Comparison comparison = compare(clients);
    switch (arguments.format) {
    case CompareFormat::Text:
        return comparisonText(comparison);
    case CompareFormat::Json:
        return comparisonJson(comparison);
    case CompareFormat::Markdown:
        return comparisonMarkdown(comparison);
    case CompareFormat::Csv:
        return comparisonCsv(comparison);
    case CompareFormat::Html:
        return comparisonHtml(comparison);
    }
    Q_UNREACHABLE();
}

/// Whether something was sent, and nobody got an answer to it.
bool wasInVain(const QList<ComparedClient> &clients)
{
    bool wasSent = false;
    for (const ComparedClient &client : clients) {
        if (client.way != ComparedClient::Way::Sent) {
            continue;
        }
        wasSent = true;
        const QList<Hop> &hops = client.story.trace.hops;
        const bool answered = std::any_of(hops.begin(), hops.end(), [](const Hop &hop) {
            return hop.exchange.response.has_value();
        });
        if (answered) {
            return false;
        }
    }
    return wasSent;
}

} // namespace

int runCompare(const CompareArguments &arguments)
{
    LabServer lab;
    if (arguments.trace.lab) {
        if (const Result<void> started = lab.start(); !started) {
            return complain(started.error());
        }
    }
    const Clients clients = clientsOf(arguments, lab.baseUrl());
    if (!clients) {
        return complain(clients.error());
    }
    const QByteArray bytes = rendered(*clients, arguments);
    const bool toFile =
        !arguments.outputFile.isEmpty() && arguments.outputFile != QLatin1String("-");
    const Result<void> written = toFile ? saveFile(arguments.outputFile, bytes) : printOut(bytes);
    if (!written) {
        return complain(written.error());
    }
    return wasInVain(*clients) ? NotHanded : Handed;
}

} // namespace hoplens
