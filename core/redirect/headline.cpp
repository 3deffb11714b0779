// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The answer first: one sentence over the timeline, and the badges beside it.

#include "core/redirect/explain.h"

#include "core/step/stepwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::headline", text);
}

const Finding *findingOf(const Trace &trace, const char *id)
{
    const auto found =
        std::find_if(trace.findings.begin(), trace.findings.end(),
                     [&](const Finding &finding) { return finding.id == QLatin1String(id); });
    return found == trace.findings.end() ? nullptr : &*found;
}

int followedRedirects(const Trace &trace)
{
    return static_cast<int>(std::count_if(trace.hops.begin(), trace.hops.end(), [](const Hop &hop) {
        return hop.redirect && hop.redirect->follow;
    }));
}

/// Of a running trace the last hop is decided, but what was decided has not happened.
bool isPending(const Trace &trace, qsizetype hop)
{
    return !trace.outcome && hop + 1 == trace.hops.size();
}

/// "POST became GET at hop 1, and the body was dropped"; empty when nothing was lost. What the user
/// did is no loss.
QString lossSentence(const Trace &trace)
{
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops.at(i);
        if (!hop.redirect || !hop.redirect->follow || isPending(trace, i)) {
            continue;
        }
        const Redirect &redirect = *hop.redirect;
        const UserStep byUser = redirect.byUser.value_or({});
        if (byUser.methodChanged) {
            continue;
        }
        const bool lost = redirect.bodyHad && !redirect.bodyKept && !byUser.bodyChanged;
        const QString from = displayText(redirect.methodFrom);
        const QString to = displayText(redirect.methodTo);
        if (!redirect.methodKept()) {
            return lost
                ? tr("%1 became %2 at hop %3, and the body was dropped").arg(from, to).arg(i + 1)
                : tr("%1 became %2 at hop %3").arg(from, to).arg(i + 1);
        }
        if (lost) {
            return tr("The body was dropped at hop %1, while %2 stayed").arg(i + 1).arg(from);
        }
    }
    return {};
}

/// "You kept POST with its 18 B at hop 1; the client would have sent GET without a body"
QString userSentence(const Trace &trace)
{
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops.at(i);
        const QString what =
            hop.redirect && hop.redirect->follow ? userStepText(*hop.redirect) : QString();
        if (!what.isEmpty()) {
            const QString instead = proposalText(*hop.redirect);
            const QString where = tr("%1 at hop %2").arg(what).arg(i + 1);
            return instead.isEmpty() ? where : tr("%1; %2").arg(where, instead);
        }
    }
    return {};
}

QString keptSentence(const Trace &trace)
{
    const Request &last = trace.hops.last().exchange.request;
    const QString redirects = redirectsText(followedRedirects(trace));
    const QString method = displayText(last.method);
    if (last.body && last.body->size > 0) {
        return tr("Kept: still %1 with its %2 after %3")
            .arg(method, sizeText(last.body->size), redirects);
    }
    return tr("Kept: still %1 after %2").arg(method, redirects);
}

/// The worst thing to know besides method and body, as the sentence's second half.
QString addition(const Trace &trace)
{
    struct Rank {
        const char *id;
        const char *text;
    };
    static constexpr std::array ranks{
        Rank{"credentials-to-other-origin",
             QT_TRANSLATE_NOOP("hoplens::headline", "credentials went to another origin")},
        Rank{"https-to-http", QT_TRANSLATE_NOOP("hoplens::headline", "it went from https to http")},
        Rank{"body-to-other-origin",
             QT_TRANSLATE_NOOP("hoplens::headline", "the body went to another origin")},
        Rank{"credentials-removed",
             QT_TRANSLATE_NOOP("hoplens::headline", "credentials were removed on the way")},
    };
    for (const Rank &rank : ranks) {
        if (findingOf(trace, rank.id) != nullptr) {
            return tr(rank.text);
        }
    }
    return {};
}

QString withAddition(const Trace &trace, const QString &sentence)
{
    const QString more = addition(trace);
    return more.isEmpty() ? sentence : tr("%1; %2").arg(sentence, more);
}

QString runningSentence(const Trace &trace)
{
    const Request &request = trace.hops.last().exchange.request;
    if (trace.hops.last().redirect && trace.hops.last().redirect->follow) {
        const qsizetype hop = trace.hops.size();
        return tr("Hop %1 is answered, hop %2 comes next").arg(hop).arg(hop + 1);
    }
    return tr("%1 is on its way to %2 …")
        .arg(displayText(request.method), displayText(request.url.host.value_or(QByteArray())));
}

/// A headline has no full stop.
QString withoutStop(const QString &sentence)
{
    return sentence.endsWith(u'.') ? sentence.chopped(1) : sentence;
}

QString failureHeadline(const Trace &trace)
{
    const Exchange &last = trace.hops.last().exchange;
    const QString hop = QString::number(trace.hops.size());
    if (last.failure && last.failure->code == FailureCode::CertificateRejected) {
        // What is wrong with it is a sentence of its own, which is told where there is room.
        return tr("No answer at hop %1: the certificate of %2 is not trusted")
            .arg(hop, displayText(last.request.url.host.value_or(QByteArray())));
    }
    return tr("No answer at hop %1: %2").arg(hop, withoutStop(trace.outcome->detail));
}

/// The end of a trace whose last answer the client hands over.
QString finalSentence(const Trace &trace)
{
    const QString byUser = userSentence(trace);
    if (const QString loss = lossSentence(trace); !loss.isEmpty()) {
        return byUser.isEmpty() ? withAddition(trace, loss) : tr("%1. %2").arg(loss, byUser);
    }
    if (!byUser.isEmpty()) {
        return withAddition(trace, byUser);
    }
    if (followedRedirects(trace) > 0) {
        return withAddition(trace, keptSentence(trace));
    }
    const Hop &last = trace.hops.last();
    if (last.redirect) {
        return last.redirect->locations.isEmpty()
            ? tr("Not followed: the answer has no Location")
            : tr("Not followed: this client hands the %1 over").arg(last.exchange.response->status);
    }
    if (last.soft) {
        return tr("%1 was answered; a soft redirect is not followed")
            .arg(displayText(last.exchange.request.method));
    }
    return tr("No redirect: %1 was answered at once")
        .arg(displayText(last.exchange.request.method));
}

} // namespace

QString headline(const Trace &trace)
{
    if (trace.hops.isEmpty()) {
        return {};
    }
    if (!trace.outcome) {
        const QString loss = lossSentence(trace);
        return loss.isEmpty() ? runningSentence(trace) : loss;
    }
    switch (trace.outcome->kind) {
    case OutcomeKind::Final:
        return finalSentence(trace);
    case OutcomeKind::Loop:
    case OutcomeKind::Limit: {
        const Finding *loop = findingOf(trace, "loop");
        const Finding *limit = findingOf(trace, "limit");
        const QString text = loop != nullptr ? loop->text
            : limit != nullptr               ? limit->text
                                             : trace.outcome->detail;
        return withoutStop(text);
    }
    case OutcomeKind::Refused:
        return tr("Stopped at hop %1: the Location is not followed").arg(trace.hops.size());
    case OutcomeKind::Cancelled:
    case OutcomeKind::Stopped:
        return tr("Stopped at hop %1").arg(trace.hops.size());
    case OutcomeKind::Network:
    case OutcomeKind::Tls:
    case OutcomeKind::Timeout:
    case OutcomeKind::Protocol:
        return failureHeadline(trace);
    }
    Q_UNREACHABLE();
}

QList<Badge> badges(const Trace &trace)
{
    struct Name {
        const char *id;
        const char *text;
    };
    static constexpr std::array names{
        Name{"method-changed", QT_TRANSLATE_NOOP("hoplens::headline", "method changed")},
        Name{"body-dropped", QT_TRANSLATE_NOOP("hoplens::headline", "body dropped")},
        Name{"credentials-to-other-origin",
             QT_TRANSLATE_NOOP("hoplens::headline", "credentials leaked")},
        Name{"https-to-http", QT_TRANSLATE_NOOP("hoplens::headline", "https to http")},
        Name{"loop", QT_TRANSLATE_NOOP("hoplens::headline", "loop")},
        Name{"limit", QT_TRANSLATE_NOOP("hoplens::headline", "limit")},
        Name{"location-refused", QT_TRANSLATE_NOOP("hoplens::headline", "Location refused")},
        Name{"credentials-removed", QT_TRANSLATE_NOOP("hoplens::headline", "credentials removed")},
        Name{"body-to-other-origin", QT_TRANSLATE_NOOP("hoplens::headline", "body sent elsewhere")},
        Name{"certificate-not-trusted",
             QT_TRANSLATE_NOOP("hoplens::headline", "certificate not trusted")},
        Name{"changed-by-user", QT_TRANSLATE_NOOP("hoplens::headline", "changed by you")},
        Name{"sent-again", QT_TRANSLATE_NOOP("hoplens::headline", "sent again")},
        Name{"sent-twice", QT_TRANSLATE_NOOP("hoplens::headline", "sent twice")},
    };
    QList<Badge> list;
    for (const Name &name : names) {
        if (const Finding *finding = findingOf(trace, name.id)) {
            list.append({tr(name.text), finding->level});
        }
    }
    return list;
}

} // namespace hoplens
