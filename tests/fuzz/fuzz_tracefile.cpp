// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracefile.h"
#include "core/trace/findings.h"
#include "core/trace/ledger.h"
#include "tests/fuzz/fuzz.h"

namespace hoplens {

namespace {

void requireStable(const Trace &trace, Secrets secrets)
{
    const QByteArray written = writeTrace(trace, secrets);
    const Result<Trace> read = readTrace(written);
    require(static_cast<bool>(read), "what was written can be read");
    require(writeTrace(*read, secrets) == written, "saving again gives the same bytes");
}

} // namespace

void fuzz(const QByteArray &input)
{
    const Result<Trace> trace = readTrace(input);
    if (!trace) {
        require(!trace.error().detail.isEmpty(), "a refusal says why");
        return;
    }
    requireStable(*trace, Secrets::Show);
    requireStable(*trace, Secrets::Redact);
    findings(*trace);
}

} // namespace hoplens
