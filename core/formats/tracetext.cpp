// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/tracetext.h"

#include "core/redirect/cookiewords.h"
#include "core/redirect/explain.h"
#include "core/redirect/locationanatomy.h"
#include "core/redirect/metarefresh.h"
#include "core/trace/bodycontent.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::traceText", text);
}

using Tone = DecisionLine::Tone;

/// Paints words for a terminal, or leaves them plain.
class Ink {
public:
    explicit Ink(bool color)
        : m_color(color)
    {
    }
    QString bold(const QString &text) const { return paint("1", text); }
    QString muted(const QString &text) const { return paint("2", text); }
    QString status(int status, const QString &text) const
    {
        const char *color = status >= 400 ? "31" : status >= 300 ? "34" : "32";
        return paint(color, text);
    }
    QString tone(Tone tone, const QString &text) const
    {
        switch (tone) {
        case Tone::Kept:
        case Tone::Added:
            return paint("32", text);
        case Tone::Changed:
        case Tone::Dropped:
        case Tone::Stopped:
            return paint("31", text);
        case Tone::Removed:
            return paint("33", text);
        case Tone::ByUser:
            return paint("36", text);
        }
        Q_UNREACHABLE();
    }
    QString level(Level level, const QString &text) const
    {
        return paint(level == Level::Problem ? "31" : level == Level::Warning ? "33" : "36", text);
    }

private:
    QString paint(const char *code, const QString &text) const
    {
        return m_color ? QStringLiteral("\x1b[%1m%2\x1b[0m").arg(QLatin1String(code), text) : text;
    }
    bool m_color;
};

QString mark(Tone tone)
{
    switch (tone) {
    case Tone::Kept:
        return QStringLiteral("=");
    case Tone::Added:
        return QStringLiteral("+");
    case Tone::Changed:
        return QStringLiteral("!");
    case Tone::Dropped:
        return QStringLiteral("x");
    case Tone::Removed:
        return QStringLiteral("-");
    case Tone::Stopped:
        return QStringLiteral("#");
    case Tone::ByUser:
        return QStringLiteral("*");
    }
    Q_UNREACHABLE();
}

/// Only what happened stands between two hops: what was kept is said once, by the method and the
/// body.
QString decisionText(const Hop &hop, const Ink &ink)
{
    QStringList parts;
    QStringList sources;
    const QList<DecisionLine> lines = decisionLines(hop);
    for (const DecisionLine &line : lines) {
        if (line.about == About::Header && line.tone == Tone::Kept) {
            continue;
        }
        const QString text = line.about == About::Body ? line.label + u' ' + line.text : line.text;
        parts.append(ink.tone(line.tone, mark(line.tone) + u' ' + text));
        if (!line.source.isEmpty() && !sources.contains(line.source)) {
            sources.append(line.source);
        }
    }
    QString text = parts.join(QStringLiteral(", "));
    if (!lines.isEmpty() && lines.first().tone == Tone::Stopped) {
        text += QStringLiteral(": ") + lines.first().reason;
    }
    return sources.isEmpty()
        ? text
        : text + QStringLiteral("  ") + ink.muted(u'[' + sources.join(QStringLiteral("; ")) + u']');
}

QString contentText(const Response &response)
{
    QStringList parts;
    if (const std::optional<QByteArray> type = firstValue(response.headers, "Content-Type")) {
        parts.append(displayText(*type));
    }
    parts.append(response.body.size > 0
                     ? bodySizeText(response.body, contentOf(response.body, response.headers))
                     : tr("no body"));
    return parts.join(QStringLiteral(", "));
}

QString answerText(const Hop &hop, const Ink &ink)
{
    const Response &response = *hop.exchange.response;
    QString text = ink.status(response.status, QString::number(response.status));
    if (!response.reason.isEmpty()) {
        text += u' ' + displayText(response.reason);
    }
    if (!hop.redirect || hop.soft) {
        return text + QStringLiteral("  ") + contentText(response);
    }
    const Redirect &redirect = *hop.redirect;
    if (redirect.locations.isEmpty()) {
        return text + QStringLiteral("  ") + tr("no Location");
    }
    for (const QByteArray &location : redirect.locations) {
        text += QStringLiteral("  Location: ") + displayText(location);
    }
    const QByteArray resolved = redirect.resolved ? serializeUrl(*redirect.resolved) : QByteArray();
    if (!resolved.isEmpty() && resolved != redirect.location) {
        text += QStringLiteral(" -> ") + displayText(resolved);
    }
    return text;
}

/// What is odd about how Location is written.
QString locationText(const Hop &hop, const QString &indent)
{
    QString text;
    if (const std::optional<LocationAnatomy> anatomy = locationAnatomy(hop)) {
        for (const LocationForm form : anatomy->notes) {
            if (isOdd(form)) {
                text += indent + tr("Location: %1").arg(locationNote(form, hop)) + u'\n';
            }
        }
    }
    return text;
}

/// Fields that came after the body.
QString trailersText(const Response &response, const QString &indent)
{
    QString text;
    for (const Field &field : response.trailers) {
        text += indent
            + tr("trailer: %1: %2").arg(displayText(field.name), displayText(field.value)) + u'\n';
    }
    return text;
}

QString timeText(const Times &times)
{
    return times.start && times.end ? durationText(*times.end - *times.start) : QString();
}

struct CookieLine {
    Tone tone = Tone::Added;
    QString name;
    QString text;
};

/// One line a cookie, their texts under one another.
QString cookieText(const QList<CookieLine> &lines, const QString &indent, const Ink &ink)
{
    constexpr qsizetype shown = 20;
    qsizetype width = 0;
    for (const CookieLine &line : lines.mid(0, shown)) {
        width = std::max(width, line.name.size());
    }
    QString text;
    for (const CookieLine &line : lines.mid(0, shown)) {
        text += indent + ink.tone(line.tone, mark(line.tone) + u' ' + tr("cookie")) + u' '
            + line.name.leftJustified(width) + QStringLiteral("  ") + line.text + u'\n';
    }
    return lines.size() > shown
        ? text + indent + tr("and %1 cookies more").arg(lines.size() - shown) + u'\n'
        : text;
}

QList<CookieLine> notSentLines(const Hop &hop)
{
    QList<CookieLine> lines;
    for (const CookieUse &use : hop.cookies) {
        if (!use.sent()) {
            lines.append(
                {Tone::Removed, cookieName(use.name), tr("not sent: %1").arg(absenceText(use))});
        }
    }
    return lines;
}

QString notListedText(const Hop &hop, const QString &indent)
{
    if (hop.cookiesNotListed == 0) {
        return {};
    }
    const QString text = hop.cookiesNotListed == 1
        ? tr("1 more cookie in the jar is not listed")
        : tr("%1 more cookies in the jar are not listed").arg(hop.cookiesNotListed);
    return indent + text + u'\n';
}

QList<CookieLine> setLines(const Hop &hop, const Ink &ink)
{
    QList<CookieLine> lines;
    for (const CookieSetting &setting : hop.cookiesSet) {
        const bool stored =
            setting.result == CookieResult::Stored || setting.result == CookieResult::Replaced;
        lines.append(
            {stored ? Tone::Added : Tone::Dropped, cookieName(setting.name),
             settingText(setting) + QStringLiteral("  ") + ink.muted(attributesText(setting))});
    }
    return lines;
}

QString numberedHop(const Hop &hop, int number, int methodWidth, const Ink &ink)
{
    const Request &request = hop.exchange.request;
    const QString indent = QStringLiteral("    ");
    QString text = QStringLiteral("%1  ").arg(number, 2)
        + ink.bold(displayText(request.method).leftJustified(methodWidth)) + u' '
        + displayText(serializeUrl(request.url));
    if (request.body) {
        text += QStringLiteral("  ") + ink.muted(tr("body %1").arg(sizeText(request.body->size)));
    }
    if (request.version == "HTTP/2") {
        text += QStringLiteral("  ") + ink.muted(displayText(request.version));
    }
    text += u'\n' + cookieText(notSentLines(hop), indent, ink) + notListedText(hop, indent);
    if (hop.exchange.response) {
        text += indent + answerText(hop, ink);
        const QString time = timeText(hop.exchange.times);
        text += (time.isEmpty() ? QString() : QStringLiteral("  ") + ink.muted(time)) + u'\n';
        text += trailersText(*hop.exchange.response, indent);
    }
    for (const Attempt &attempt : hop.exchange.earlier) {
        text += indent
            + tr("note: sent twice; on a kept connection first: %1")
                  .arg(failureSentence(attempt.failure, request))
            + u'\n';
    }
    if (hop.exchange.connection.proxy) {
        text += indent + tr("through the proxy %1").arg(*hop.exchange.connection.proxy) + u'\n';
    }
    if (hop.exchange.connection.tunnel) {
        text += indent + tunnelSentence(*hop.exchange.connection.tunnel) + u'\n';
    }
    for (const Oddity oddity : hop.exchange.oddities) {
        text += indent + tr("note: %1").arg(odditySentence(oddity)) + u'\n';
    }
    text += locationText(hop, indent);
    if (const QString note = softRedirectNote(hop); !note.isEmpty()) {
        text += indent + note + u'\n';
    }
    text += cookieText(setLines(hop, ink), indent, ink);
    if (hop.redirect) {
        text += indent + decisionText(hop, ink) + u'\n';
    }
    if (hop.exchange.failure) {
        text += indent
            + ink.tone(Tone::Stopped, mark(Tone::Stopped) + u' ' + failureSentence(hop.exchange))
            + u'\n';
    }
    return text;
}

QString findingsText(const Trace &trace, const Ink &ink)
{
    if (trace.findings.isEmpty()) {
        return {};
    }
    QString text = u'\n' + ink.bold(tr("Findings")) + u'\n';
    qsizetype width = 0;
    for (const Finding &finding : trace.findings) {
        width = std::max(width, levelName(finding.level).size());
    }
    for (const Finding &finding : trace.findings) {
        text += QStringLiteral("  ")
            + ink.level(finding.level, levelName(finding.level).leftJustified(width))
            + QStringLiteral("  ") + tr("hop %1").arg(finding.hop, 2) + QStringLiteral("  ")
            + finding.text;
        if (!finding.source.isEmpty()) {
            text += QStringLiteral("  ") + ink.muted(u'[' + finding.source + u']');
        }
        text += u'\n';
    }
    return text;
}

} // namespace

QString traceText(const Trace &trace, const TextOptions &options)
{
    const Ink ink(options.color);
    QString text = ink.bold(headline(trace)) + QStringLiteral("\n\n");
    qsizetype methodWidth = 0;
    for (const Hop &hop : trace.hops) {
        methodWidth = std::max(methodWidth, displayText(hop.exchange.request.method).size());
    }
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        text += numberedHop(trace.hops.at(i), static_cast<int>(i) + 1,
                            static_cast<int>(methodWidth), ink);
    }
    text += findingsText(trace, ink);
    if (trace.outcome) {
        text += u'\n' + tr("Result: %1").arg(trace.outcome->detail) + u'\n';
    }
    text += ink.muted(tr("Client: %1 (%2), %3, %4")
                          .arg(trace.client.name, trace.client.version, trace.generator,
                               trace.started.toUTC().toString(Qt::ISODate)))
        + u'\n';
    return text;
}

QString hopText(const Trace &trace, int hop, const TextOptions &options)
{
    return numberedHop(trace.hops.at(hop), hop + 1, 0, Ink(options.color));
}

} // namespace hoplens
