// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/fieldlines.h"
#include "core/http/requesthead.h"
#include "core/redirect/explain.h"
#include "ui/formatting.h"
#include "ui/inspector/octets.h"
#include "ui/inspector/pages.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace hoplens {

namespace {

using Style = PageLine::Style;
using Row = std::pair<QString, QString>;

constexpr qsizetype tunnelShown = 65'536; // octets

struct ConnectionPage {
    Q_DECLARE_TR_FUNCTIONS(ConnectionPage)
};

PageLine heading(const QString &text)
{
    return {Style::Heading, text};
}

/// One part of an exchange, from one moment that was seen to the next.
struct Phase {
    QString name;
    double from = 0; // milliseconds
    double to = 0;
    Ink ink = Ink::Muted;
};

struct PhaseName {
    QString text;
    Ink ink = Ink::Muted;
};

PhaseName tlsPhase()
{
    return {ConnectionPage::tr("TLS"), Ink::Changed};
}

PhaseName sendingPhase()
{
    return {ConnectionPage::tr("sending"), Ink::Accent};
}

PhaseName waitingPhase()
{
    return {ConnectionPage::tr("waiting"), Ink::Redirect};
}

/// What was going on when the exchange ended: before an answer, what was not finished.
PhaseName lastPhase(const Exchange &exchange)
{
    const Times &times = exchange.times;
    if (exchange.response || times.firstByte || times.head) {
        return {ConnectionPage::tr("receiving"), Ink::FinalOk};
    }
    if (times.sent || exchange.qtStack) {
        return waitingPhase();
    }
    if (!times.connect && !exchange.connection.reused) {
        return {ConnectionPage::tr("connecting")};
    }
    const bool isBeforeTls =
        !times.tls && !exchange.connection.reused && exchange.request.url.scheme == "https";
    return isBeforeTls ? tlsPhase() : sendingPhase();
}

QList<Phase> phasesOf(const Exchange &exchange)
{
    struct End {
        Moment at;
        PhaseName of; ///< what ends then
    };
    const Times &times = exchange.times;
    const std::array ends{
        End{times.dns, {ConnectionPage::tr("DNS")}},
        End{times.connect, {ConnectionPage::tr("TCP")}},
        End{times.tls, tlsPhase()},
        End{times.sent, sendingPhase()},
        End{times.firstByte ? times.firstByte : times.head, waitingPhase()},
        End{times.end, lastPhase(exchange)},
    };
    QList<Phase> phases;
    Moment last = std::isfinite(times.start.value_or(0)) ? times.start : Moment();
    for (const End &end : ends) {
        if (!end.at || !std::isfinite(*end.at)) {
            continue;
        }
        if (last) {
            phases.append({end.of.text, *last, std::max(*last, *end.at), end.of.ink});
        }
        last = std::max(last.value_or(*end.at), *end.at);
    }
    return phases;
}

/// Room for "999.9 ms" in fixed pitch, so that the numbers stand under each other.
QString alignedDuration(double milliseconds)
{
    constexpr qsizetype width = 8;
    return durationText(milliseconds).rightJustified(width, u'\u2007');
}

PageBlock phasesBlock(const QList<Phase> &phases)
{
    PageBlock block{{}, {heading(ConnectionPage::tr("Where the time went"))}};
    const double start = phases.constFirst().from;
    const double span = std::max(phases.constLast().to - start, 1e-6);
    for (const Phase &phase : phases) {
        PageLine line{Style::Code, alignedDuration(phase.to - phase.from) + u"  "_qs + phase.name};
        line.bar = PageBar{(phase.from - start) / span, (phase.to - start) / span, phase.ink};
        block.lines.append(line);
    }
    PageLine all{Style::Code, alignedDuration(span) + u"  "_qs + ConnectionPage::tr("in all")};
    all.bar = PageBar{0, 1, Ink::Muted};
    block.lines.append(all);
    return block;
}

PageBlock momentsBlock(const Times &times)
{
    const std::array moments{
        std::pair{times.start, ConnectionPage::tr("started")},
        std::pair{times.dns, ConnectionPage::tr("name found")},
        std::pair{times.connect, ConnectionPage::tr("connected")},
        std::pair{times.tls, ConnectionPage::tr("TLS agreed")},
        std::pair{times.sent, ConnectionPage::tr("request sent")},
        std::pair{times.firstByte, ConnectionPage::tr("first byte")},
        std::pair{times.head, ConnectionPage::tr("head complete")},
        std::pair{times.end, ConnectionPage::tr("all read")},
    };
    PageBlock block{{}, {heading(ConnectionPage::tr("Times since the trace began"))}};
    for (const auto &[moment, what] : moments) {
        if (moment) {
            block.lines.append(PageLine{Style::Code, alignedDuration(*moment) + u"  "_qs + what});
        }
    }
    return block;
}

QString reuseText(const Connection &connection)
{
    return connection.reused ? ConnectionPage::tr("Kept from an earlier hop")
                             : ConnectionPage::tr("Opened for this hop");
}

PageBlock endsBlock(const Connection &connection, bool addressesUnseen)
{
    PageBlock block{{}, {heading(ConnectionPage::tr("Connection"))}};
    if (connection.peer) {
        const QString peer = visibleText(*connection.peer);
        block.lines.append(PageLine{Style::Code,
                                    connection.local
                                        ? ConnectionPage::tr("%1 → %2", "from → to")
                                              .arg(visibleText(*connection.local), peer)
                                        : peer});
    }
    if (addressesUnseen) {
        block.lines.append(PageLine{Style::Text, ConnectionPage::tr("Addresses were not seen.")});
    }
    if (connection.proxy) {
        block.lines.append(PageLine{
            Style::Text,
            ConnectionPage::tr("Through the proxy %1").arg(visibleText(*connection.proxy))});
    }
    block.lines.append(PageLine{Style::Text, reuseText(connection)});
    return block;
}

PageBlock tunnelBlock(const Tunnel &tunnel)
{
    PageBlock block{{},
                    {heading(ConnectionPage::tr("Tunnel")),
                     PageLine{Style::Text, visibleText(tunnelSentence(tunnel))}}};
    const QByteArray heads = requestHead(tunnel.request)
        + (tunnel.response ? responseHead(*tunnel.response) : QByteArray());
    block.lines += textLines(heads.left(tunnelShown).trimmed());
    return block;
}

PageBlock attemptBlock(const Attempt &attempt, const Request &request)
{
    return {Ink::Changed,
            {PageLine{Style::Strong, ConnectionPage::tr("Sent twice")},
             PageLine{Style::Text,
                      ConnectionPage::tr("First on a kept connection: %1 Then again on a new one.")
                          .arg(failureSentence(attempt.failure, request))}}};
}

PageBlock tlsBlock(const TlsInfo &tls)
{
    const bool isTrusted = tls.errors.isEmpty();
    PageBlock block{
        isTrusted ? Ink::Kept : Ink::Error,
        {PageLine{Style::Strong,
                  isTrusted ? ConnectionPage::tr("TLS") : ConnectionPage::tr("TLS, with errors")}}};
    for (const QString &error : tls.errors) {
        block.lines.append(PageLine{Style::Text, visibleText(error), Ink::Error});
    }
    if (tls.accepted) {
        block.lines.append(
            PageLine{Style::Strong, ConnectionPage::tr("Accepted by you, in spite of that.")});
    }
    QList<Row> rows;
    const auto add = [&rows](const QString &label, const QString &value) {
        if (!value.isEmpty()) {
            rows.append({label, visibleText(value)});
        }
    };
    add(ConnectionPage::tr("version"), tls.version);
    add(ConnectionPage::tr("cipher"), tls.cipher);
    add(ConnectionPage::tr("ALPN"), tls.alpn);
    add(ConnectionPage::tr("session"),
        tls.resumed ? ConnectionPage::tr("resumed") : ConnectionPage::tr("new"));
    block.lines += tableLines(rows);
    return block;
}

/// "12.3 ms, 9.1 ms of it waiting for the answer, over TLSv1.3"
QString title(const Exchange &exchange, const QList<Phase> &phases)
{
    if (phases.isEmpty()) {
        return ConnectionPage::tr("No times were seen");
    }
    QStringList parts{durationText(phases.constLast().to - phases.constFirst().from)};
    const auto longest =
        std::max_element(phases.begin(), phases.end(), [](const Phase &a, const Phase &b) {
            return a.to - a.from < b.to - b.from;
        });
    if (phases.size() > 1) {
        parts.append(ConnectionPage::tr("most of it %1", "the longest phase").arg(longest->name));
    }
    if (exchange.connection.tls && !exchange.connection.tls->version.isEmpty()) {
        parts.append(
            ConnectionPage::tr("over %1").arg(visibleText(exchange.connection.tls->version)));
    }
    return parts.join(u", "_qs);
}

} // namespace

Page connectionPage(const Trace &trace, int hop)
{
    const Exchange &exchange = trace.hops.at(hop).exchange;
    const Connection &connection = exchange.connection;
    const QList<Phase> phases = phasesOf(exchange);
    const bool unseen = exchange.qtStack && exchange.qtStack->unseen.contains(Unseen::Addresses);
    Page page{PageBlock{{}, {PageLine{Style::Title, title(exchange, phases)}}}};
    for (const Attempt &attempt : exchange.earlier) {
        page.append(attemptBlock(attempt, exchange.request));
    }
    if (!phases.isEmpty()) {
        page.append(phasesBlock(phases));
    }
    if (connection.peer || connection.proxy || unseen) {
        page.append(endsBlock(connection, unseen));
    }
    if (connection.tunnel) {
        page.append(tunnelBlock(*connection.tunnel));
    }
    if (connection.tls) {
        page.append(tlsBlock(*connection.tls));
        const QList<Certificate> &chain = connection.tls->chain;
        for (qsizetype place = 0; place < chain.size(); ++place) {
            page.append(certificateBlock(chain.at(place), place));
        }
    }
    if (exchange.times.start) {
        page.append(momentsBlock(exchange.times));
    }
    return page;
}

} // namespace hoplens
