// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/tracecommand.h"

#include "app/output.h"
#include "app/tracerequest.h"
#include "core/formats/curltext.h"
#include "core/formats/har.h"
#include "core/formats/redaction.h"
#include "core/formats/tracetext.h"
#include "core/lab/labserver.h"
#include "core/redirect/prepare.h"
#include "core/tracer.h"

#include <algorithm>

namespace hoplens {

namespace {

QByteArray rendered(const Trace &trace, const TraceArguments &arguments)
{
    const Secrets secrets = arguments.showSecrets ? Secrets::Show : Secrets::Redact;
    if (arguments.format == OutputFormat::Json) {
        return writeTrace(trace, secrets);
    }
    if (arguments.format == OutputFormat::Har) {
        return writeHar(trace, secrets);
    }
    const Trace shown = arguments.showSecrets ? trace : redactedTrace(trace);
    if (arguments.format == OutputFormat::Curl) {
        return curlScript(shown).toUtf8();
    }
    const bool color = arguments.outputFile.isEmpty() && wantsColor();
    return traceText(shown, {color}).toUtf8();
}

int exitCode(const Trace &trace, std::optional<Level> failOn)
{
    const bool found = failOn
        && std::any_of(trace.findings.begin(), trace.findings.end(),
                       [&](const Finding &finding) { return finding.level >= *failOn; });
    if (found) {
        return FindingFound;
    }
    return trace.outcome->kind == OutcomeKind::Final ? Handed : NotHanded;
}

} // namespace

int runTrace(const TraceArguments &arguments)
{
    LabServer lab;
    if (arguments.lab) {
        if (const Result<void> started = lab.start(); !started) {
            return complain(started.error());
        }
    }
    const ClientProfile &profile = *findProfile(arguments.client);
    const Result<Request> request =
        requestOf(arguments, arguments.lab ? lab.baseUrl() : QByteArray());
    if (!request) {
        return complain(request.error());
    }
    if (const Result<void> checked = checkRequest(*request, profile); !checked) {
        return complain(checked.error());
    }
    const Result<TraceOptions> options = optionsOf(arguments);
    if (!options) {
        return complain(options.error());
    }
    const Trace trace = sendTrace(*request, profile, *options);
    const QByteArray bytes = rendered(trace, arguments);
    const bool toFile =
        !arguments.outputFile.isEmpty() && arguments.outputFile != QLatin1String("-");
    const Result<void> written = toFile ? saveFile(arguments.outputFile, bytes) : printOut(bytes);
    if (!written) {
        return complain(written.error());
    }
    return exitCode(trace, arguments.failOn);
}

} // namespace hoplens
