// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/fieldlines.h"
#include "core/redirect/explain.h"
#include "core/trace/bodycontent.h"
#include "core/trace/unseen.h"
#include "ui/formatting.h"
#include "ui/inspector/octets.h"
#include "ui/inspector/pages.h"
#include "ui/isolation.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

using Style = PageLine::Style;

struct ResponsePage {
    Q_DECLARE_TR_FUNCTIONS(ResponsePage)
};

constexpr qsizetype rawShown = 65'536; // octets; no head that was read is longer

QString statusLine(const Response &response)
{
    QString line = QString::number(response.status);
    if (!response.version.isEmpty()) {
        line = visibleText(response.version) + u' ' + line;
    }
    if (!response.reason.isEmpty()) {
        line += u' ' + visibleText(response.reason);
    }
    return line;
}

PageLine fieldLine(const Field &field)
{
    return {Style::Code, isolated(field.name) + u": "_qs + isolated(field.value)};
}

PageBlock headBlock(const Response &response)
{
    PageBlock block;
    block.lines.append(PageLine{Style::Code, statusLine(response), statusInk(response.status)});
    for (const Field &field : response.headers) {
        block.lines.append(fieldLine(field));
    }
    return block;
}

PageLine heading(const QString &text)
{
    return {Style::Heading, text};
}

PageBlock trailersBlock(const Headers &trailers)
{
    PageBlock block{{}, {heading(ResponsePage::tr("Trailers, after the body"))}};
    for (const Field &field : trailers) {
        block.lines.append(fieldLine(field));
    }
    return block;
}

/// Line by line with its ends, so that nothing that came is invisible.
PageBlock rawHeadBlock(const Response &response)
{
    PageBlock block{{}, {heading(ResponsePage::tr("Head as received"))}};
    if (response.rawHead == rebuiltHead(response)) {
        block.lines.append(PageLine{
            Style::Muted, ResponsePage::tr("Exactly as above; every line ended with CR LF.")});
        return block;
    }
    block.lines += octetLines(response.rawHead.left(rawShown));
    return block;
}

/// What stands above is what Qt told; that must not be taken for what was on the wire.
PageBlock stackBlock(const Exchange &exchange)
{
    PageBlock block{Ink::Changed,
                    {PageLine{Style::Strong, ResponsePage::tr("Through Qt's network stack")},
                     PageLine{Style::Text, unseenSentence(exchange.qtStack->unseen)}}};
    if (exchange.response) {
        block.lines.append(PageLine{
            Style::Text, ResponsePage::tr("The head above is rebuilt from what Qt told of it.")});
    }
    if (exchange.qtStack->timesSent > 1) {
        block.lines.append(
            PageLine{Style::Text,
                     ResponsePage::tr("The request went out %1 times, because the connection ended "
                                      "before a whole answer came.")
                         .arg(exchange.qtStack->timesSent)});
    }
    return block;
}

} // namespace

std::optional<BodyPreview> responseBody(const Trace &trace, int hop, const BodyChoice &choice)
{
    const std::optional<Response> &response = trace.hops.at(hop).exchange.response;
    if (!response || (response->body.size == 0 && !response->body.truncated)) {
        return std::nullopt;
    }
    return bodyPreview(response->body, ResponsePage::tr("Body"),
                       contentOf(response->body, response->headers), choice);
}

Page responsePage(const Trace &trace, int hop, const std::optional<BodyPreview> &body)
{
    const Exchange &exchange = trace.hops.at(hop).exchange;
    Page page;
    if (exchange.response) {
        const Response &response = *exchange.response;
        for (const Response &interim : response.interim) {
            page.append(headBlock(interim));
        }
        page.append(headBlock(response));
    } else if (!exchange.failure) {
        page.append(
            PageBlock{{}, {PageLine{Style::Muted, ResponsePage::tr("Nothing came back yet.")}}});
    }
    if (exchange.failure) {
        page.append(
            PageBlock{Ink::Error, {PageLine{Style::Text, visibleText(failureSentence(exchange))}}});
    }
    if (!exchange.oddities.isEmpty()) {
        PageBlock block{Ink::Changed,
                        {PageLine{Style::Strong, ResponsePage::tr("Odd about this answer")}}};
        for (const Oddity oddity : exchange.oddities) {
            block.lines.append(PageLine{Style::Text, odditySentence(oddity)});
        }
        page.append(block);
    }
    if (exchange.response && !exchange.response->rawHead.isEmpty()) {
        page.append(rawHeadBlock(*exchange.response));
    }
    if (exchange.response && !exchange.response->trailers.isEmpty()) {
        page.append(trailersBlock(exchange.response->trailers));
    }
    if (exchange.qtStack && !exchange.qtStack->unseen.isEmpty()) {
        page.append(stackBlock(exchange));
    }
    if (body) {
        page.append(body->block); // the longest, so last
    }
    return page;
}

} // namespace hoplens
