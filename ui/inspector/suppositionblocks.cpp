// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/explain.h"
#include "core/redirect/supposition.h"
#include "ui/formatting.h"
#include "ui/inspector/pages.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

using Style = PageLine::Style;

struct SuppositionBlocks {
    Q_DECLARE_TR_FUNCTIONS(SuppositionBlocks)
};

/// "It would have gone on as POST http://a.test/x, with the body of 18 B."
QString consequence(const Decision &decision)
{
    const auto *follow = std::get_if<Follow>(&decision);
    if (follow == nullptr) {
        return std::get<Stop>(decision).redirect
            ? SuppositionBlocks::tr("The client would not have followed.")
            : SuppositionBlocks::tr("The client would have taken it for the final answer.");
    }
    const Request &next = follow->next;
    return next.body && next.body->size > 0
        ? SuppositionBlocks::tr("It would have gone on with %1 and its body of %2.")
              .arg(shortRequestText(next), sizeText(next.body->size))
        : SuppositionBlocks::tr("It would have gone on with %1, without a body.")
              .arg(shortRequestText(next));
}

const Redirect *redirectOf(const Decision &decision)
{
    if (const auto *follow = std::get_if<Follow>(&decision)) {
        return &follow->redirect;
    }
    const Stop &stop = std::get<Stop>(decision);
    return stop.redirect ? &*stop.redirect : nullptr;
}

/// Each rule once, with its source; what would have become of the request first.
void appendReasons(PageBlock &block, const Redirect &redirect)
{
    QList<Reason> reasons = redirect.why;
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const Reason &a, const Reason &b) { return a.about < b.about; });
    if (!redirect.follow && !redirect.why.isEmpty()) {
        reasons = {redirect.why.constLast()}; // what would have stopped it
    }
    QStringList told;
    for (const Reason &reason : reasons) {
        if (told.contains(reason.rule)) {
            continue;
        }
        told.append(reason.rule);
        block.lines.append(PageLine{Style::Text, visibleText(reason.text)});
        if (!reason.source.isEmpty()) {
            block.lines.append(PageLine{Style::Muted, visibleText(reason.source)});
        }
    }
}

PageBlock differenceBlock(const Trace &trace, int hop, const Supposition &supposition)
{
    const Request &next = std::get<Follow>(supposition.decision).next;
    const bool followed = hop + 1 < trace.hops.size();
    const Request &really = trace.hops.at(followed ? hop + 1 : hop).exchange.request;
    PageBlock block{
        Ink::Accent,
        {PageLine{Style::Strong,
                  followed ? SuppositionBlocks::tr("Supposed request, against the one that "
                                                   "hop %1 really sent (\u2212 not, + "
                                                   "instead)")
                                 .arg(hop + 2)
                           : SuppositionBlocks::tr("Supposed request, against that of this "
                                                   "hop (\u2212 gone, + new)")}}};
    if (followed && sameRequest(really, next)) {
        block.lines.append(
            PageLine{Style::Text, SuppositionBlocks::tr("Nothing would have differed.")});
    }
    block.lines += differenceLines(&really, next);
    if (!supposition.cookiesKnown) {
        block.lines.append(PageLine{
            Style::Muted,
            SuppositionBlocks::tr("Without cookies: nobody asked the jar for this address.")});
    }
    return block;
}

} // namespace

Page suppositionBlocks(const Trace &trace, int hop, int status, const ClientProfile &profile)
{
    const std::optional<Supposition> supposition = suppose(trace, hop, status, profile);
    if (!supposition || supposition->really == status) {
        return {};
    }
    const PageLine title{Style::Title,
                         SuppositionBlocks::tr("Supposition: hop %1 answers %2 in place of %3")
                             .arg(QString::number(hop + 1), QString::number(status),
                                  QString::number(supposition->really))};
    PageBlock block{Ink::Accent, {PageLine{Style::Strong, consequence(supposition->decision)}}};
    if (const Redirect *redirect = redirectOf(supposition->decision)) {
        appendReasons(block, *redirect);
    }
    Page page{PageBlock{{}, {title}}, block};
    if (std::holds_alternative<Follow>(supposition->decision)) {
        page.append(differenceBlock(trace, hop, *supposition));
    }
    page.append(
        PageBlock{{}, {PageLine{Style::Heading, SuppositionBlocks::tr("What really happened")}}});
    return page;
}

} // namespace hoplens
