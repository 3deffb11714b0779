// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/faults/faults.h"

namespace hoplens {

namespace {

constexpr std::chrono::milliseconds shortDeadline{500};

OutcomeKind outcomeOf(FailureCode code)
{
    switch (code) {
    case FailureCode::TlsHandshake:
    case FailureCode::CertificateRejected:
        return OutcomeKind::Tls;
    case FailureCode::ConnectDeadline:
    case FailureCode::FirstByteDeadline:
    case FailureCode::IdleDeadline:
    case FailureCode::TraceDeadline:
        return OutcomeKind::Timeout;
    case FailureCode::NotHttp:
    case FailureCode::BadHead:
    case FailureCode::HeadTooLarge:
    case FailureCode::TooManyFields:
    case FailureCode::TooManyInterim:
    case FailureCode::BadFraming:
    case FailureCode::SwitchedProtocols:
        return OutcomeKind::Protocol;
    default:
        return OutcomeKind::Network;
    }
}

} // namespace

Script wellBehaved()
{
    return {awaitRequest(), say(okAnswer), finish()};
}

Fault scripted(const QByteArray &name, const Script &afterRequest, const Expected &expected)
{
    return {name, {Script{awaitRequest()} + afterRequest, wellBehaved()}, expected};
}

Fault answered(const QByteArray &name, const QByteArray &answer, const Expected &expected)
{
    return scripted(name, {say(answer), finish()}, expected);
}

Fault timesOut(const QByteArray &name, const Script &afterRequest, int status)
{
    return endedBy(scripted(name, afterRequest, fails(FailureCode::TraceDeadline, status)),
                   &Fault::deadline);
}

Fault endedBy(Fault fault, std::chrono::milliseconds Fault::*deadline)
{
    fault.*deadline = shortDeadline;
    fault.expected.least = shortDeadline * 9 / 10; // a coarse timer may be early by 5 %
    return fault;
}

Expected reads(int status, const QList<Oddity> &oddities)
{
    return {.status = status, .oddities = oddities};
}

Expected fails(FailureCode code, int status, const QList<Oddity> &oddities)
{
    return {.outcome = outcomeOf(code), .failure = code, .status = status, .oddities = oddities};
}

Expected follows(const QByteArray &location, const QList<Oddity> &oddities)
{
    return {.status = 302,
            .oddities = oddities,
            .location = location,
            .hops = 2,
            .requests = 2,
            .connections = 2};
}

Expected within(Expected expected, qint64 mebibytes)
{
    expected.memory = mebibytes;
    return expected;
}

QList<Fault> allFaults()
{
    return connectionFaults() + headFaults() + framingFaults() + tlsFaults();
}

} // namespace hoplens
