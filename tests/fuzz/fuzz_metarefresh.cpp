// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/metarefresh.h"
#include "tests/fuzz/fuzz.h"

#include <ctime>

namespace hoplens {

namespace {

constexpr const char *late = "<meta http-equiv=refresh content=\"0; url=https://late.test/\">";
/// A day: more than any page waits.
constexpr int longestWait = 86'400;

Url documentUrl()
{
    return *parseUrl("https://www.example.com/a/page?q#f");
}

void requireSound(const SoftRedirect &soft)
{
    require(soft.seconds >= 0 && soft.seconds <= longestWait, "a wait is at most a day");
    require(!soft.value.isEmpty(), "nothing asks for nothing");
    require(soft.url.scheme != "javascript", "no script is an address");
    const QByteArray text = serializeUrl(soft.url);
    const Result<Url> again = parseUrl(text);
    require(again && *again == soft.url, "the address can be written");
    require(!isHttp(soft.url) || !soft.url.host.value_or("").isEmpty(), "http has a host");
    Hop hop;
    hop.soft = soft;
    require(!softRedirectText(soft).isEmpty() && !softRedirectNote(hop).contains(u'\n'),
            "it is told in one line");
}

/// Processor time that looking for the refresh of a page takes, in seconds.
double timeOf(const QByteArray &page, PageKind kind)
{
    const std::clock_t begin = std::clock();
    metaRefresh(page, kind, documentUrl());
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// Over a page of one thing again and again: what is quadratic needs minutes for that. Not for each
/// input, since it slows fuzzing down; which ones follows from the bytes.
void requireLinear(const QByteArray &input, PageKind kind)
{
    constexpr qsizetype longestUnit = 256;
    constexpr double bound = 2; // seconds, in a build with sanitizers; some ms are usual
    if (input.isEmpty() || input.size() > longestUnit || qChecksum(input) % 8 != 0) {
        return;
    }
    const QByteArray page = input.repeated(metaScanLimit / input.size() + 1);
    require(timeOf(page, kind) < bound, "the time is linear");
}

void requireLimit(const QByteArray &input, PageKind kind, const std::optional<SoftRedirect> &soft)
{
    const QByteArray scanned = input.left(metaScanLimit);
    require(metaRefresh(scanned, kind, documentUrl()) == soft, "the limit is where it says");
    if (qChecksum(input) % 4 == 0) {
        const QByteArray full = scanned.leftJustified(metaScanLimit, ' ');
        require(metaRefresh(full + late, kind, documentUrl())
                    == metaRefresh(full, kind, documentUrl()),
                "what is behind the limit is not read");
    }
}

Exchange exchangeOf(const Headers &headers, const QByteArray &body)
{
    Exchange exchange;
    exchange.request.url = documentUrl();
    exchange.response.emplace();
    exchange.response->headers = headers;
    exchange.response->body = bodyOf(body);
    return exchange;
}

} // namespace

/// A page, as both kinds; its first line also as a Refresh field.
void fuzz(const QByteArray &input)
{
    for (const PageKind kind : {PageKind::Html, PageKind::Xhtml}) {
        const std::optional<SoftRedirect> soft = metaRefresh(input, kind, documentUrl());
        require(metaRefresh(input, kind, documentUrl()) == soft, "looking again gives the same");
        if (soft) {
            requireSound(*soft);
            require(soft->from == SoftRedirect::From::Meta, "a page has no fields");
        }
        requireLimit(input, kind, soft);
        requireLinear(input, kind);
        const QByteArray type = kind == PageKind::Html ? "text/html" : "application/xhtml+xml";
        require(softRedirectOf(exchangeOf({{"Content-Type", type}}, input)) == soft,
                "an answer is read as its page");
    }
    const QByteArray field = input.left(input.indexOf('\n'));
    const auto soft = softRedirectOf(exchangeOf({{"Refresh", field}}, input));
    if (soft) {
        requireSound(*soft);
        require(soft->from == SoftRedirect::From::Field && soft->value == field,
                "a body of no type is no page");
    }
}

} // namespace hoplens
