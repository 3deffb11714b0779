// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/origin.h"
#include "core/url/url.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

namespace hoplens {

namespace {

bool isPrintableAscii(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

void requireSound(const Url &url)
{
    const QByteArray text = serializeUrl(url);
    require(isPrintableAscii(text), "a URL is written in ASCII");
    const Result<Url> again = parseUrl(text);
    require(static_cast<bool>(again), "what was written can be read");
    require(*again == url, "what was written means the same");
    require(serializeUrl(*again) == text, "writing it again changes nothing");
    require(withoutUserinfo(url).host == url.host && !hasUserinfo(withoutUserinfo(url)),
            "user name and password can be taken away");
    if (isHttp(url)) {
        require(url.host && !url.host->isEmpty(), "http has a host");
        require(effectivePort(url) != 0 || url.port == 0, "http has a port");
        const QByteArray target = requestTarget(url);
        require(target.startsWith('/') && !target.contains(' ') && !target.contains('#'),
                "the request target fits into the request line");
        require(!hostField(url).isEmpty() && !hostField(url).contains('@'), "Host is a host");
    }
}

} // namespace

/// The first line is a base, the rest is resolved against it; a single line stands alone.
void fuzz(const QByteArray &input)
{
    const qsizetype end = input.indexOf('\n');
    const Result<Url> base = parseUrl(input.left(end));
    if (base) {
        requireSound(*base);
    }
    if (end >= 0) {
        const Result<Url> url = parseUrl(input.mid(end + 1), base ? &*base : nullptr);
        if (url) {
            requireSound(*url);
        }
    }
    const Result<Url> typed = parseTypedAddress(QString::fromUtf8(input));
    if (typed) {
        require(isHttp(*typed), "only http and https are opened");
        requireSound(*typed);
    }
    require(percentDecoded(input).size() <= input.size(), "decoding makes it no longer");
}

} // namespace hoplens
