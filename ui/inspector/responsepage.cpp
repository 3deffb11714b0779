// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/fieldlines.h"
#include "core/http/requesthead.h"
#include "core/redirect/explain.h"
#include "core/trace/bodycontent.h"
#include "core/trace/unseen.h"
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
    QString line = QString::number(response.status);
    if (!response.version.isEmpty()) {
        line = visibleText(response.version) + u' ' + line;
    }
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

PageBlock connectionBlock(const Connection &connection, bool addressesUnseen)
{
    PageBlock block{{}, {heading(ResponsePage::tr("Connection"))}};
    const auto add = [&block](const QString &text) {
        block.lines.append(PageLine{Style::Text, visibleText(text)});
    };
    if (connection.peer) {
        add(connection.local
                ? ResponsePage::tr("%1 → %2", "from → to").arg(*connection.local, *connection.peer)
                : *connection.peer);
    }
    if (addressesUnseen) {
        add(ResponsePage::tr("Addresses were not seen."));
    }
    if (connection.proxy) {
        add(ResponsePage::tr("Through the proxy %1").arg(*connection.proxy));
    }
    if (connection.tunnel) {
        add(tunnelSentence(*connection.tunnel));
        const std::optional<Response> &answer = connection.tunnel->response;
        const QByteArray heads = requestHead(connection.tunnel->request)
            + (answer ? responseHead(*answer) : QByteArray());
        block.lines += textLines(heads.left(textShown).trimmed());
    }
    if (connection.peer || connection.proxy || addressesUnseen) {
        add(connection.reused ? ResponsePage::tr("Kept from an earlier hop")
                              : ResponsePage::tr("Opened for this hop"));
    }
    return block;
}

/// "AB:CD:…", as other programs show it.
QString fingerprint(const QByteArray &sha256)
{
    return QString::fromLatin1(sha256.toHex(':').toUpper());
}

PageBlock tlsBlock(const TlsInfo &tls)
{
    PageBlock block{{}, {heading(ResponsePage::tr("TLS"))}};
    const auto add = [&block](Style style, const QString &text, Ink ink = Ink::Text) {
        block.lines.append(PageLine{style, visibleText(text), ink});
    };
    QStringList facts{tls.version, tls.cipher, tls.alpn};
    facts.removeAll(QString());
    if (tls.resumed) {
        facts.append(ResponsePage::tr("session resumed"));
    }
    add(Style::Text, facts.join(u" · "_qs));
    for (const QString &error : tls.errors) {
        add(Style::Text, error, Ink::Error);
    }
    if (tls.accepted) {
        add(Style::Strong, ResponsePage::tr("Accepted by you, in spite of that."));
    }
    for (const Certificate &certificate : tls.chain) {
        add(Style::Text,
            ResponsePage::tr("%1, issued by %2, valid %3 to %4")
                .arg(certificate.subject, certificate.issuer,
                     certificate.notBefore.toString(Qt::ISODate),
                     certificate.notAfter.toString(Qt::ISODate)));
        if (!certificate.names.isEmpty()) {
            add(Style::Muted, ResponsePage::tr("for %1").arg(certificate.names.join(u", "_qs)));
        }
        if (!certificate.sha256.isEmpty()) {
            add(Style::Muted, ResponsePage::tr("SHA-256 %1").arg(fingerprint(certificate.sha256)));
        }
    }
    return block;
}

PageBlock attemptBlock(const Attempt &attempt, const Request &request)
{
    return {Ink::Changed,
            {PageLine{Style::Strong, ResponsePage::tr("Sent twice")},
             PageLine{Style::Text,
                      ResponsePage::tr("First on a kept connection: %1 Then again on a new one.")
                          .arg(failureSentence(attempt.failure, request))}}};
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
        page.append(PageBlock{Ink::Error, {PageLine{Style::Text, failureSentence(exchange)}}});
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
    for (const Attempt &attempt : exchange.earlier) {
        page.append(attemptBlock(attempt, exchange.request));
    }
    const bool unseen = exchange.qtStack && !exchange.qtStack->unseen.isEmpty();
    if (unseen) {
        page.append(stackBlock(exchange));
    }
    if (exchange.connection.peer || exchange.connection.proxy || unseen) {
        page.append(connectionBlock(exchange.connection, unseen));
    }
    if (exchange.connection.tls) {
        page.append(tlsBlock(*exchange.connection.tls));
    }
    page.append(timesBlock(exchange.times));
    return page;
}

} // namespace hoplens
