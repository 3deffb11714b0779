// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/outcomewords.h"

#include "core/redirect/explain.h"
#include "ui/formatting.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::OutcomeWords)
};

QString titleOf(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Final:
        return Words::tr("Done");
    case OutcomeKind::Loop:
        return Words::tr("Loop");
    case OutcomeKind::Limit:
        return Words::tr("Too many redirects");
    case OutcomeKind::Refused:
        return Words::tr("Location not followed");
    case OutcomeKind::Network:
        return Words::tr("No complete answer");
    case OutcomeKind::Tls:
        return Words::tr("No secure connection");
    case OutcomeKind::Timeout:
        return Words::tr("Time is up");
    case OutcomeKind::Protocol:
        return Words::tr("Not readable as HTTP");
    case OutcomeKind::Cancelled:
        return Words::tr("Stopped by you");
    case OutcomeKind::Stopped:
        return Words::tr("Stopped here");
    }
    Q_UNREACHABLE();
}

QString adviceFor(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Loop:
        return Words::tr(
            "Change the Location on one of the hops in the circle, or send what the server "
            "waits for (often a cookie).");
    case OutcomeKind::Limit:
        return Words::tr("Shorten the chain on the server, or raise the limit in the options.");
    case OutcomeKind::Refused:
        return Words::tr("Select the hop to read the rule; another client may follow it.");
    case OutcomeKind::Network:
        return Words::tr("Check the address and the network, then send again.");
    case OutcomeKind::Tls:
        return Words::tr(
            "Check the certificate and the server's name, or accept this one certificate if you "
            "know the server.");
    case OutcomeKind::Timeout:
        return Words::tr("Send again, or allow more time in the options.");
    case OutcomeKind::Protocol:
        return Words::tr(
            "Check that an HTTP server listens on this port, and read the bytes in the "
            "inspector.");
    case OutcomeKind::Cancelled:
    case OutcomeKind::Stopped:
        return Words::tr("Send again to see the rest.");
    case OutcomeKind::Final:
        break;
    }
    return {};
}

QString adviceFor(FailureCode code)
{
    switch (code) {
    case FailureCode::HostNotFound:
        return Words::tr("Check the spelling of the host, or give it an address in the options.");
    case FailureCode::ConnectionRefused:
        return Words::tr("Start the server, or check the port.");
    case FailureCode::Unreachable:
        return Words::tr("Check the network, the VPN and the firewall on the way to this host.");
    case FailureCode::ProxyFailed:
        return Words::tr("Check the proxy in the options, or go without one.");
    case FailureCode::ClosedBeforeAnswer:
    case FailureCode::ClosedInHead:
    case FailureCode::ClosedInBody:
    case FailureCode::Reset:
        return Words::tr("Look into the server's log: it ended the connection itself.");
    case FailureCode::TlsHandshake:
        return Words::tr("Check that this port speaks TLS, and which versions the server allows.");
    default:
        return {};
    }
}

} // namespace

OutcomeWords outcomeWords(const Trace &trace)
{
    Q_ASSERT(trace.outcome);
    const Outcome &outcome = *trace.outcome;
    OutcomeWords words;
    words.title = titleOf(outcome.kind);
    words.cameBack = visibleText(outcome.detail);
    words.advice = adviceFor(outcome.kind);
    const qsizetype hop = outcome.hop - 1;
    if (hop < 0 || hop >= trace.hops.size()) {
        return words;
    }
    const Exchange &exchange = trace.hops.at(hop).exchange;
    words.tried = requestText(exchange.request);
    if (exchange.failure) {
        words.cameBack = visibleText(failureSentence(exchange));
        const QString advice = adviceFor(exchange.failure->code);
        words.advice = advice.isEmpty() ? words.advice : advice;
    } else if (outcome.kind == OutcomeKind::Refused && trace.hops.at(hop).redirect) {
        words.tried = visibleText(trace.hops.at(hop).redirect->location);
    }
    if (words.cameBack.isEmpty()) {
        words.cameBack = visibleText(outcomeSentence(outcome.kind, trace.hops));
    }
    return words;
}

} // namespace hoplens
