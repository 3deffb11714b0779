// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/bodycontent.h"
#include "core/trace/ledger.h"
#include "ui/formatting.h"
#include "ui/inspector/pages.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

using Style = PageLine::Style;

struct RequestPage {
    Q_DECLARE_TR_FUNCTIONS(RequestPage)
};

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

} // namespace

Page requestPage(const Trace &trace, int hop)
{
    const Request &request = trace.hops.at(hop).exchange.request;
    const Request *before = hop > 0 ? &trace.hops.at(hop - 1).exchange.request : nullptr;
    Page page;
    page.append(PageBlock{{}, {PageLine{Style::Title, requestText(request)}}});

    PageBlock difference;
    difference.lines.append(
        PageLine{Style::Heading,
                 before != nullptr ? RequestPage::tr("As sent; what changed since hop %1").arg(hop)
                                   : RequestPage::tr("As sent")});
    for (const LedgerLine &line : ledger(before, request)) {
        difference.lines.append(diffLine(line));
    }
    page.append(difference);
    if (request.body) {
        page.append(bodyBlock(*request.body, RequestPage::tr("Body"),
                              contentOf(*request.body, request.headers)));
    }
    return page;
}

} // namespace hoplens
