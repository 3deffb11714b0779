// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/fieldlines.h"
#include "core/redirect/explain.h"
#include "core/trace/bodycontent.h"
#include "ui/formatting.h"
#include "ui/inspector/pages.h"

#include <QCoreApplication>
#include <QLocale>

#include <initializer_list>
#include <utility>

namespace hoplens {

namespace {

using Style = PageLine::Style;

struct ResponsePage {
    Q_DECLARE_TR_FUNCTIONS(ResponsePage)
};

// A pane is for reading; who needs more saves the trace.
constexpr qsizetype textShown = 65'536; // octets
constexpr qsizetype binaryShown = 4'096; // octets
constexpr qsizetype hexColumns = 16;

QString statusLine(const Response &response)
{
    QString line = visibleText(response.version) + u' ' + QString::number(response.status);
    if (!response.reason.isEmpty()) {
        line += u' ' + visibleText(response.reason);
    }
    return line;
}

PageBlock headBlock(const Response &response)
{
    PageBlock block;
    block.lines.append(PageLine{Style::Code, statusLine(response), statusInk(response.status)});
    for (const Field &field : response.headers) {
        block.lines.append(
            PageLine{Style::Code, visibleText(field.name) + u": "_qs + visibleText(field.value)});
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
        block.lines.append(
            PageLine{Style::Code, visibleText(field.name) + u": "_qs + visibleText(field.value)});
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
    const QByteArray raw = response.rawHead.left(textShown);
    for (qsizetype start = 0; start < raw.size();) {
        const qsizetype lineFeed = raw.indexOf('\n', start);
        const qsizetype end = lineFeed < 0 ? raw.size() : lineFeed + 1;
        block.lines.append(PageLine{Style::Code, visibleText(raw.mid(start, end - start))});
        start = end;
    }
    return block;
}

bool looksLikeText(const QByteArray &bytes)
{
    // Unpaired control characters are what binary formats are full of and texts are not.
    return std::all_of(bytes.begin(), bytes.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return octet >= 0x20 || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\x1b';
    });
}

QList<PageLine> textLines(const QByteArray &bytes)
{
    QList<PageLine> lines;
    for (QByteArray line : bytes.split('\n')) {
        if (line.endsWith('\r')) {
            line.chop(1);
        }
        lines.append(PageLine{Style::Code, visibleText(line)});
    }
    return lines;
}

QList<PageLine> hexLines(const QByteArray &bytes)
{
    QList<PageLine> lines;
    for (qsizetype at = 0; at < bytes.size(); at += hexColumns) {
        const QByteArray row = bytes.mid(at, hexColumns);
        lines.append(PageLine{Style::Code, QString::fromLatin1(row.toHex(' '))});
    }
    return lines;
}

PageBlock connectionBlock(const Connection &connection)
{
    PageBlock block{{}, {heading(ResponsePage::tr("Connection"))}};
    const auto add = [&block](const QString &text) {
        block.lines.append(PageLine{Style::Text, visibleText(text)});
    };
    if (connection.peer) {
        add(connection.local
                ? ResponsePage::tr("%1 → %2", "from → to").arg(*connection.local, *connection.peer)
                : *connection.peer);
        add(connection.reused ? ResponsePage::tr("Reused from an earlier hop")
                              : ResponsePage::tr("Opened for this hop"));
    }
    if (connection.tls) {
        const TlsInfo &tls = *connection.tls;
        add(QStringList{tls.version, tls.cipher}.join(u" · "_qs));
        for (const Certificate &certificate : tls.chain) {
            add(ResponsePage::tr("%1, issued by %2, valid until %3")
                    .arg(certificate.subject, certificate.issuer,
                         certificate.notAfter.toString(Qt::ISODate)));
        }
        for (const QString &error : tls.errors) {
            block.lines.append(PageLine{Style::Text, visibleText(error), Ink::Error});
        }
    }
    return block;
}

PageBlock timesBlock(const Times &times)
{
    const std::initializer_list<std::pair<std::optional<double>, QString>> stamps{
        {times.start, ResponsePage::tr("started")},
        {times.dns, ResponsePage::tr("name found")},
        {times.connect, ResponsePage::tr("connected")},
        {times.tls, ResponsePage::tr("TLS agreed")},
        {times.sent, ResponsePage::tr("request sent")},
        {times.firstByte, ResponsePage::tr("first byte")},
        {times.head, ResponsePage::tr("head complete")},
        {times.end, ResponsePage::tr("all read")},
    };
    PageBlock block{{}, {heading(ResponsePage::tr("Times since the trace began"))}};
    for (const auto &[stamp, what] : stamps) {
        if (stamp) {
            block.lines.append(PageLine{
                Style::Code, durationText(*stamp).rightJustified(10, u'\u2007') + u"  "_qs + what});
        }
    }
    return block;
}

} // namespace

PageBlock bodyBlock(const Body &body, const QString &title,
                    const std::optional<DecodedContent> &content)
{
    PageBlock block{
        {},
        {heading(
            ResponsePage::tr("%1 · %2", "title · size").arg(title, bodySizeText(body, content)))}};
    const bool isDecoded = content && (content->size > 0 || body.bytes.isEmpty());
    const QByteArray &bytes = isDecoded ? content->bytes : body.bytes;
    const qint64 size = isDecoded ? content->size : body.size;
    const bool isText = looksLikeText(bytes);
    const QByteArray shown = bytes.left(isText ? textShown : binaryShown);
    if (!shown.isEmpty()) {
        block.lines += isText ? textLines(shown) : hexLines(shown);
    }
    const auto note = [&block](const QString &text) {
        if (!text.isEmpty()) {
            block.lines.append(PageLine{Style::Muted, text});
        }
    };
    if (shown.size() < size && !(isDecoded && body.redacted)) {
        note(ResponsePage::tr("The first %1 of %2.").arg(sizeText(shown.size()), sizeText(size)));
    } else if (body.truncated && !isDecoded) {
        note(ResponsePage::tr("Not complete."));
    }
    if (content) {
        note(decodingSentence(body, *content));
    }
    return block;
}

Page responsePage(const Trace &trace, int hop)
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
        page.append(PageBlock{
            Ink::Error,
            {PageLine{Style::Text, failureSentence(*exchange.failure, exchange.request)}}});
    }
    if (!exchange.oddities.isEmpty()) {
        PageBlock block{Ink::Changed,
                        {PageLine{Style::Strong, ResponsePage::tr("Odd about this answer")}}};
        for (const Oddity oddity : exchange.oddities) {
            block.lines.append(PageLine{Style::Text, odditySentence(oddity)});
        }
        page.append(block);
    }
    if (exchange.response
        && (exchange.response->body.size > 0 || exchange.response->body.truncated)) {
        const Response &response = *exchange.response;
        page.append(bodyBlock(response.body, ResponsePage::tr("Body"),
                              contentOf(response.body, response.headers)));
    }
    if (exchange.response && !exchange.response->trailers.isEmpty()) {
        page.append(trailersBlock(exchange.response->trailers));
    }
    if (exchange.response && !exchange.response->rawHead.isEmpty()) {
        page.append(rawHeadBlock(*exchange.response));
    }
    if (exchange.connection.peer || exchange.connection.tls) {
        page.append(connectionBlock(exchange.connection));
    }
    page.append(timesBlock(exchange.times));
    return page;
}

} // namespace hoplens
