// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/bodycontent.h"
#include "core/trace/ledger.h"
#include "core/trace/unseen.h"
#include "ui/formatting.h"
#include "ui/inspector/pages.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

using Style = PageLine::Style;

struct RequestPage {
    Q_DECLARE_TR_FUNCTIONS(RequestPage)
};

/// Over Qt's network stack only what it was handed is known.
PageLine differenceHeading(const Exchange &exchange, int before)
{
    if (exchange.qtStack) {
        return {Style::Heading,
                before > 0
                    ? RequestPage::tr("As handed to Qt's network stack; what changed since hop %1")
                          .arg(before)
                    : RequestPage::tr("As handed to Qt's network stack")};
    }
    return {Style::Heading,
            before > 0 ? RequestPage::tr("As sent; what changed since hop %1").arg(before)
                       : RequestPage::tr("As sent")};
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

PageLine diffLine(const LedgerLine &line)
{
    QString text = visibleText(line.text);
    if (line.part == LedgerLine::Part::Field) {
        text = visibleText(line.name) + u": "_qs + text;
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

Page requestPage(const Trace &trace, int hop)
{
    const Exchange &exchange = trace.hops.at(hop).exchange;
    const Request &request = exchange.request;
    const Request *before = hop > 0 ? &trace.hops.at(hop - 1).exchange.request : nullptr;
    Page page;
    page.append(PageBlock{{}, {PageLine{Style::Title, requestText(request)}}});

    PageBlock difference;
    difference.lines.append(differenceHeading(exchange, hop));
    for (const LedgerLine &line : ledger(before, request)) {
        difference.lines.append(diffLine(line));
    }
    page.append(difference);
    if (const PageBlock block = stackBlock(exchange); !block.lines.isEmpty()) {
        page.append(block);
    }
    if (request.body) {
        page.append(bodyBlock(*request.body, RequestPage::tr("Body"),
                              contentOf(*request.body, request.headers)));
    }
    return page;
}

} // namespace hoplens
