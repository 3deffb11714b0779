// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/requesthead.h"
#include "core/redirect/explain.h"
#include "core/trace/bodycontent.h"
#include "core/trace/ledger.h"
#include "core/trace/unseen.h"
#include "ui/formatting.h"
#include "ui/inspector/octets.h"
#include "ui/inspector/pages.h"
#include "ui/isolation.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

using Style = PageLine::Style;

constexpr qsizetype rawShown = 65'536; // octets of the head, and of the body

struct RequestPage {
    Q_DECLARE_TR_FUNCTIONS(RequestPage)
};

PageLine diffLine(const LedgerLine &line)
{
    QString text = visibleText(line.text);
    if (line.part == LedgerLine::Part::Field) {
        text = isolated(line.name) + u": "_qs + isolated(line.text);
    } else if (line.part == LedgerLine::Part::Body) {
        text = RequestPage::tr("Body: %1").arg(text);
    }
    switch (line.mark) {
    case LedgerLine::Mark::Removed:
        return {Style::Code, u"\u2212 "_qs + text, Ink::Dropped, true};
    case LedgerLine::Mark::Added:
        return {Style::Code, u"+ "_qs + text, Ink::Kept};
    case LedgerLine::Mark::Same:
        return {Style::Code, u"\u2007 "_qs + text};
    }
    Q_UNREACHABLE();
}

/// Over Qt's network stack only what it was handed is known.
QString asSent(const Exchange &exchange)
{
    return exchange.qtStack ? RequestPage::tr("As handed to Qt's network stack")
                            : RequestPage::tr("As sent");
}

PageBlock differenceBlock(const Trace &trace, int hop)
{
    const Exchange &exchange = trace.hops.at(hop).exchange;
    const Request *before = hop > 0 ? &trace.hops.at(hop - 1).exchange.request : nullptr;
    const QString heading = before != nullptr
        ? RequestPage::tr("%1; what changed since hop %2 (\u2212 gone, + new)",
                          "as sent; since which hop")
              .arg(asSent(exchange), QString::number(hop))
        : asSent(exchange);
    return {{},
            QList<PageLine>{PageLine{Style::Heading, heading}}
                + differenceLines(before, exchange.request)};
}

PageBlock headBlock(const Exchange &exchange)
{
    return {{},
            QList<PageLine>{PageLine{Style::Heading, asSent(exchange)}}
                + textLines(requestHead(exchange.request).trimmed())};
}

void noteRest(PageBlock &block, qint64 shown, qint64 all)
{
    if (shown < all) {
        block.lines.append(
            PageLine{Style::Muted,
                     RequestPage::tr("The first %1 of %2.").arg(sizeText(shown), sizeText(all))});
    }
}

Page rawBlocks(const Exchange &exchange)
{
    const QByteArray head = requestHead(exchange.request);
    PageBlock headLines{{}, {PageLine{Style::Heading, RequestPage::tr("Head, octet by octet")}}};
    if (exchange.qtStack) {
        headLines.lines.append(PageLine{
            Style::Muted,
            RequestPage::tr("Rebuilt from what Qt's network stack was handed; how it wrote the "
                            "request was not seen.")});
    }
    headLines.lines += octetLines(head.left(rawShown));
    noteRest(headLines, std::min<qint64>(head.size(), rawShown), head.size());
    Page page{headLines};
    if (exchange.request.body) {
        const Body &body = *exchange.request.body;
        const QByteArray shown = body.bytes.left(rawShown);
        PageBlock bodyLines{
            {},
            {PageLine{Style::Heading,
                      RequestPage::tr("Body, octet by octet · %1").arg(sizeText(body.size))}}};
        bodyLines.lines += octetLines(shown);
        noteRest(bodyLines, shown.size(), body.size);
        page.append(bodyLines);
    }
    return page;
}

PageBlock stackBlock(const Exchange &exchange)
{
    PageBlock block;
    for (const QString &sentence : qtStackSentences(exchange)) {
        block.lines.append(PageLine{Style::Muted, sentence});
    }
    return block;
}

} // namespace

QList<PageLine> differenceLines(const Request *before, const Request &after)
{
    QList<PageLine> lines;
    for (const LedgerLine &line : ledger(before, after)) {
        lines.append(diffLine(line));
    }
    return lines;
}

Page requestPage(const Trace &trace, int hop, RequestForm form)
{
    const Exchange &exchange = trace.hops.at(hop).exchange;
    const Request &request = exchange.request;
    PageLine title{Style::Title, shortRequestText(request)};
    title.label = title.text.indexOf(u' ') + 1; // the method
    Page page{PageBlock{{}, {title}}};
    if (form == RequestForm::Raw) {
        page += rawBlocks(exchange);
    } else {
        page.append(form == RequestForm::AsSent ? headBlock(exchange)
                                                : differenceBlock(trace, hop));
    }
    if (const PageBlock block = stackBlock(exchange); !block.lines.isEmpty()) {
        page.append(block);
    }
    if (request.body && form != RequestForm::Raw) {
        page.append(bodyPreview(*request.body, RequestPage::tr("Body"),
                                contentOf(*request.body, request.headers))
                        .block);
    }
    return page;
}

} // namespace hoplens
