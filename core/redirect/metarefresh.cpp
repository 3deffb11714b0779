// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/metarefresh.h"

#include "core/redirect/htmlscanner.h"
#include "core/redirect/refresh.h"
#include "core/trace/bodycontent.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::softRedirect", text);
}

/// A page in UTF-16, known by its byte order mark, as UTF-8; others are read octet by octet, in
/// which every other encoding of the web has its ASCII.
QByteArray asciiCompatible(const QByteArray &page)
{
    if (!page.startsWith("\xff\xfe") && !page.startsWith("\xfe\xff")) {
        return page;
    }
    QStringDecoder decoder(QStringDecoder::Utf16);
    const QString text = decoder(page);
    return text.toUtf8();
}

/// HTML standard §4.2.3: the frozen base URL of the first base element that has an href. "If any of
/// the following are true: urlRecord is failure; urlRecord's scheme is "data" or "javascript" [...]
/// then set element's frozen base URL to document's fallback base URL".
Url baseOf(const QByteArray &href, const Url &document)
{
    const Result<Url> url = parseUrl(href, &document);
    return !url || url->scheme == "data" || url->scheme == "javascript" ? document : *url;
}

SoftRedirect softRedirect(SoftRedirect::From from, const QByteArray &value, const Refresh &refresh)
{
    return {from, value, refresh.seconds, refresh.reference, refresh.url};
}

} // namespace

std::optional<PageKind> pageKindOf(const Headers &headers)
{
    const QByteArray value = firstValue(headers, "Content-Type").value_or(QByteArray());
    const QByteArray type = value.split(';').constFirst().trimmed().toLower();
    if (type == "text/html") {
        return PageKind::Html;
    }
    return type == "application/xhtml+xml" ? std::optional(PageKind::Xhtml) : std::nullopt;
}

std::optional<SoftRedirect> metaRefresh(const QByteArray &page, PageKind kind, const Url &document)
{
    HtmlScanner scanner(asciiCompatible(page.left(metaScanLimit)),
                        kind == PageKind::Html ? HtmlScanner::Kind::Html : HtmlScanner::Kind::Xml);
    std::optional<Url> base;
    int templates = 0; // what stands in one is no part of the document
    while (const std::optional<HtmlTag> tag = scanner.next()) {
        if (tag->name == "template") {
            templates = std::max(0, templates + (tag->isEnd ? -1 : 1));
        }
        if (templates > 0 || tag->isEnd) {
            continue;
        }
        if (tag->name == "base" && !base && tag->attributes.contains("href")) {
            base = baseOf(tag->attributes.value("href"), document);
        }
        const bool refreshes = tag->name == "meta"
            && tag->attributes.value("http-equiv").compare("refresh", Qt::CaseInsensitive) == 0;
        const QByteArray content = tag->attributes.value("content");
        // "If the meta element has no content attribute, or if that attribute's value is the empty
        // string, then return."
        if (!refreshes || content.isEmpty()) {
            continue;
        }
        if (const auto refresh = parseRefresh(content, document, base.value_or(document))) {
            return softRedirect(SoftRedirect::From::Meta, content, *refresh);
        }
    }
    return std::nullopt;
}

std::optional<SoftRedirect> softRedirectOf(const Exchange &exchange)
{
    if (!exchange.response) {
        return std::nullopt;
    }
    const Response &response = *exchange.response;
    const Url &document = exchange.request.url;
    // The field is processed when the document is made, before any meta element is read.
    if (const auto value = firstValue(response.headers, "Refresh")) {
        if (const auto refresh = parseRefresh(*value, document, document)) {
            return softRedirect(SoftRedirect::From::Field, *value, *refresh);
        }
    }
    const std::optional<PageKind> kind = pageKindOf(response.headers);
    if (!kind || response.body.bytes.isEmpty()) {
        return std::nullopt;
    }
    DecodingLimits limits;
    limits.preview = metaScanLimit;
    limits.counted = metaScanLimit;
    return metaRefresh(readableOctets(response.body, response.headers, limits), *kind, document);
}

QString softRedirectText(const SoftRedirect &soft)
{
    const QString what =
        soft.from == SoftRedirect::From::Meta ? tr("meta refresh") : tr("Refresh field");
    return soft.seconds == 0 ? tr("%1, at once").arg(what)
                             : tr("%1, after %2 s").arg(what).arg(soft.seconds);
}

QString softRedirectNote(const Hop &hop)
{
    if (!hop.soft || (hop.redirect && hop.redirect->follow)) {
        return {};
    }
    return tr("Soft redirect, not followed: %1, to %2")
        .arg(softRedirectText(*hop.soft), displayText(serializeUrl(hop.soft->url)));
}

} // namespace hoplens
