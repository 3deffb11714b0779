// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/tracewords.h"

#include "ui/formatting.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

constexpr qsizetype longestAddress = 200; // octets; no narrow place shows more

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::TraceWords)
};

} // namespace

OutcomeMark outcomeMark(OutcomeKind kind, int status)
{
    switch (kind) {
    case OutcomeKind::Final:
        return {status >= 400 ? Symbol::Bang : Symbol::Check, statusInk(status),
                QString::number(status)};
    case OutcomeKind::Loop:
        return {Symbol::Bang, Ink::Error, Words::tr("loop")};
    case OutcomeKind::Limit:
        return {Symbol::Bang, Ink::Error, Words::tr("limit")};
    case OutcomeKind::Refused:
        return {Symbol::Stop, Ink::Error, Words::tr("refused")};
    case OutcomeKind::Network:
        return {Symbol::Cross, Ink::Error, Words::tr("no answer")};
    case OutcomeKind::Tls:
        return {Symbol::Cross, Ink::Error, Words::tr("no TLS")};
    case OutcomeKind::Timeout:
        return {Symbol::Cross, Ink::Error, Words::tr("time is up")};
    case OutcomeKind::Protocol:
        return {Symbol::Cross, Ink::Error, Words::tr("not HTTP")};
    case OutcomeKind::Cancelled:
    case OutcomeKind::Stopped:
        return {Symbol::Stop, Ink::Muted, Words::tr("stopped")};
    }
    Q_UNREACHABLE();
}

int lastStatus(const Trace &trace)
{
    const bool answered = !trace.hops.isEmpty() && trace.hops.constLast().exchange.response;
    return answered ? trace.hops.constLast().exchange.response->status : 0;
}

QString shortAddress(const QByteArray &url)
{
    const Result<Url> parsed = parseUrl(url);
    if (!parsed) {
        return visibleText(url.left(longestAddress));
    }
    const QByteArray target = requestTarget(*parsed);
    return visibleText((target == "/" ? hostField(*parsed) : target).left(longestAddress));
}

} // namespace hoplens
