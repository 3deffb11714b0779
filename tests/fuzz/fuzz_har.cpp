// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/har.h"
#include "core/trace/ledger.h"
#include "tests/fuzz/fuzz.h"

namespace hoplens {

namespace {

/// Every chain can be kept as a trace file, and be given on as a HAR that reads as one chain again.
void requireKeepable(const Trace &trace)
{
    require(!trace.hops.isEmpty(), "a chain has a hop");
    const QByteArray written = writeTrace(trace, Secrets::Show);
    const Result<Trace> read = readTrace(written);
    require(static_cast<bool>(read), "what was read can be saved and opened");
    require(writeTrace(*read, Secrets::Show) == written, "saving again gives the same bytes");
    for (const Secrets secrets : {Secrets::Redact, Secrets::Show}) {
        require(static_cast<bool>(readHar(writeHar(trace, secrets))), "a written HAR can be read");
    }
    for (qsizetype i = 1; i < trace.hops.size(); ++i) {
        ledger(&trace.hops.at(i - 1).exchange.request, trace.hops.at(i).exchange.request);
    }
}

} // namespace

void fuzz(const QByteArray &input)
{
    const Result<QList<Trace>> traces = readHar(input);
    if (!traces) {
        require(!traces.error().detail.isEmpty(), "a refusal says why");
        return;
    }
    require(!traces->isEmpty(), "a HAR that is read has a chain");
    for (const Trace &trace : *traces) {
        requireKeepable(trace);
    }
}

} // namespace hoplens
