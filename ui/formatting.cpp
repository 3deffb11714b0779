// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/formatting.h"

#include "core/http/headers.h"
#include "core/redirect/metarefresh.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <optional>

namespace hoplens {

namespace {

constexpr QChar ellipsis(0x2026);
constexpr qsizetype longestSpoken = 300; // octets of a Location that a screen reader is given

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::formatting)
};

/// Start and end of "user@host:port" in "http://user@host:port/x"; both 0 without "//".
struct Authority {
    qsizetype start = 0;
    qsizetype end = 0;
};

Authority authorityOf(const QString &url)
{
    const qsizetype slashes = url.indexOf(u"//");
    // "//" deeper inside belongs to a path or query.
    const bool leading =
        slashes == 0 || (slashes > 0 && url.at(slashes - 1) == u':' && slashes < 16);
    if (!leading) {
        return {};
    }
    qsizetype end = slashes + 2;
    while (end < url.size() && url.at(end) != u'/' && url.at(end) != u'?' && url.at(end) != u'#') {
        ++end;
    }
    return {slashes + 2, end};
}

/// `head` and `tail` characters of the text with an ellipsis between, no surrogate pair cut.
QString joined(const QString &text, qsizetype head, qsizetype tail)
{
    if (head > 0 && text.at(head - 1).isHighSurrogate()) {
        --head;
    }
    if (tail > 0 && text.at(text.size() - tail).isLowSurrogate()) {
        --tail;
    }
    return text.first(head) + ellipsis + text.last(tail);
}

/// The greatest count in 0..limit whose text fits, or -1.
template <typename MakeText>
qsizetype mostThatFits(qsizetype limit, const MakeText &textOf, const QFontMetricsF &metrics,
                       double width)
{
    qsizetype fits = -1;
    qsizetype tooMany = limit + 1;
    while (tooMany - fits > 1) {
        const qsizetype middle = fits + (tooMany - fits) / 2;
        if (metrics.horizontalAdvance(textOf(middle)) <= width) {
            fits = middle;
        } else {
            tooMany = middle;
        }
    }
    return fits;
}

constexpr qsizetype leastTail = 4;

/// The text with the middle of what follows its first `head` characters left out; nothing if less
/// than leastTail characters of the end would stay.
std::optional<QString> middleElided(const QString &text, qsizetype head,
                                    const QFontMetricsF &metrics, double width)
{
    const qsizetype rest = text.size() - head;
    if (rest <= 0) {
        return metrics.horizontalAdvance(text) <= width ? std::optional(text) : std::nullopt;
    }
    const auto shown = [&](qsizetype kept) {
        // The end of a path says more than its beginning.
        return kept >= rest ? text : joined(text, head + kept / 3, kept - kept / 3);
    };
    const auto most = static_cast<qsizetype>(width) + 1; // characters are wider than a pixel
    const qsizetype kept = mostThatFits(std::min(rest, most), shown, metrics, width);
    return kept >= std::min(leastTail, rest) ? std::optional(shown(kept)) : std::nullopt;
}

} // namespace

QString visibleText(const QByteArray &bytes)
{
    return displayText(bytes);
}

QString elidedUrl(const QString &url, const QFontMetricsF &metrics, double width)
{
    // Measuring 2,000 characters is slow, and no screen shows them.
    const auto roomy =
        static_cast<qsizetype>(width / std::max(1.0, metrics.averageCharWidth()) * 3) + 8;
    if (url.size() <= roomy && metrics.horizontalAdvance(url) <= width) {
        return url;
    }
    const Authority authority = authorityOf(url);
    if (const auto text = middleElided(url, authority.end, metrics, width)) {
        return *text;
    }
    // Rather no scheme than no host.
    const QString host = url.mid(authority.start, authority.end - authority.start);
    const QString bare = ellipsis + url.mid(authority.start);
    if (const auto text = middleElided(bare, host.size() + 1, metrics, width)) {
        return *text;
    }
    // The host alone is too long: its end is the part that says who is asked.
    const QString rest = url.mid(authority.end);
    const QString ending = rest.size() > leastTail ? ellipsis + rest.last(leastTail) : rest;
    const auto hostElided = [&](qsizetype count) { return ellipsis + host.last(count) + ending; };
    const qsizetype count = mostThatFits(std::min(host.size(), roomy), hostElided, metrics, width);
    return count > 0 ? hostElided(count)
                     : metrics.elidedText(url.right(roomy), Qt::ElideLeft, width);
}

QString shortenedUrl(const QString &url, qsizetype most)
{
    if (url.size() <= most) {
        return url;
    }
    const Authority authority = authorityOf(url);
    const qsizetype kept = most - authority.end - 1;
    if (kept > leastTail) {
        return joined(url, authority.end + kept / 3, kept - kept / 3);
    }
    // The end of the host is the part that says who is asked.
    const QString rest = url.mid(authority.end);
    const QString ending = rest.size() > leastTail ? ellipsis + rest.last(leastTail) : rest;
    return ellipsis + url.first(authority.end).last(most - 1 - ending.size()) + ending;
}

QString toolTipText(const QString &text)
{
    constexpr qsizetype lineLength = 100;
    constexpr qsizetype longest = 4000;
    const QString whole = text.size() > longest ? text.first(longest) + ellipsis : text;
    QStringList lines;
    for (const QString &line : whole.split(u'\n')) {
        for (qsizetype start = 0; start == 0 || start < line.size(); start += lineLength) {
            lines += line.mid(start, lineLength).toHtmlEscaped();
        }
    }
    return u"<p style='white-space:pre'>"_qs + lines.join(u"<br>"_qs) + u"</p>"_qs;
}

int leadingLine(Qt::LayoutDirection layout, Qt::LayoutDirection text)
{
    const Qt::Alignment edge = layout == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    const int own = text == Qt::RightToLeft ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight;
    return static_cast<int>(edge | Qt::AlignAbsolute | Qt::AlignVCenter) | own | Qt::TextSingleLine;
}

QString statusClassName(int status)
{
    switch (status / 100) {
    case 1:
        return Words::tr("interim");
    case 2:
        return Words::tr("success");
    case 3:
        return Words::tr("redirect");
    case 4:
        return Words::tr("client error");
    case 5:
        return Words::tr("server error");
    default:
        return Words::tr("unknown class");
    }
}

QString requestText(const Request &request)
{
    return visibleText(request.method) + u' ' + visibleText(serializeUrl(request.url));
}

QString shortRequestText(const Request &request)
{
    constexpr qsizetype longestMethod = 40; // characters
    constexpr qsizetype longestUrl = 100;
    const QString method = visibleText(request.method);
    return (method.size() > longestMethod ? method.first(longestMethod) + ellipsis : method) + u' '
        + shortenedUrl(visibleText(serializeUrl(request.url)), longestUrl);
}

QString hopSentence(const Hop &hop, int number)
{
    const Exchange &exchange = hop.exchange;
    QString sentence =
        Words::tr("Hop %1: %2").arg(QString::number(number), requestText(exchange.request));
    if (exchange.response) {
        const Response &response = *exchange.response;
        sentence += u' '
            + Words::tr("answered %1 %2")
                  .arg(QString::number(response.status), visibleText(response.reason))
                  .trimmed();
        sentence += u", "_qs + statusClassName(response.status);
        for (const QByteArray &location : valuesOf(response.headers, "Location")) {
            sentence +=
                u", "_qs + Words::tr("Location %1").arg(visibleText(location.left(longestSpoken)));
        }
        if (const QString note = softRedirectNote(hop); !note.isEmpty()) {
            sentence += u". "_qs + note.left(longestSpoken);
        }
    } else if (exchange.failure) {
        sentence += u", "_qs + Words::tr("no answer");
    } else {
        sentence += u", "_qs + Words::tr("waiting for the answer");
    }
    return sentence;
}

QString mediaType(const Headers &headers)
{
    const QByteArray value = firstValue(headers, "Content-Type").value_or(QByteArray());
    return visibleText(
        value.left(value.indexOf(';') < 0 ? value.size() : value.indexOf(';')).trimmed());
}

} // namespace hoplens
