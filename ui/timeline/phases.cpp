// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/phases.h"

#include "core/redirect/explain.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <array>
#include <cmath>

namespace hoplens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::Timeline)
};

using Milliseconds = std::optional<double>;

Milliseconds seen(const Milliseconds &time)
{
    return time && std::isfinite(*time) ? time : std::nullopt;
}

Milliseconds firstSeen(const Milliseconds &first, const Milliseconds &second)
{
    return seen(first) ? seen(first) : seen(second);
}

/// "0.4 ms" in a table that runs from the right must not become "ms 0.4".
QString inItsDirection(const QString &text)
{
    constexpr QChar leftToRightMark(0x200e);
    return text.isRightToLeft() ? text : leftToRightMark + text;
}

QString row(const QString &name, double milliseconds, const QString &style)
{
    return u"<tr><td style='%1'>%2</td><td align='right' style='padding-left:12px;%1'>%3</td></tr>"_qs
        .arg(style, name.toHtmlEscaped(),
             inItsDirection(durationText(milliseconds)).toHtmlEscaped());
}

} // namespace

QList<PhaseSpan> phasesOf(const Times &times)
{
    struct End {
        Phase phase;
        Milliseconds time;
    };
    const std::array ends{End{Phase::Dns, seen(times.dns)},
                          End{Phase::Connect, seen(times.connect)},
                          End{Phase::Tls, seen(times.tls)},
                          End{Phase::Send, seen(times.sent)},
                          End{Phase::Wait, firstSeen(times.firstByte, times.head)},
                          End{Phase::Receive, firstSeen(times.end, times.head)}};
    QList<PhaseSpan> spans;
    if (!seen(times.start)) {
        return spans;
    }
    double begin = *times.start;
    for (const End &end : ends) {
        if (end.time && *end.time >= begin) {
            spans += PhaseSpan{end.phase, begin, *end.time};
            begin = *end.time;
        }
    }
    return spans;
}

QString phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Dns:
        return Words::tr("Name lookup (DNS)");
    case Phase::Connect:
        return Words::tr("Connecting (TCP)");
    case Phase::Tls:
        return Words::tr("Securing (TLS)");
    case Phase::Send:
        return Words::tr("Sending");
    case Phase::Wait:
        return Words::tr("Waiting");
    case Phase::Receive:
        return Words::tr("Receiving");
    }
    Q_UNREACHABLE();
}

QString phasesToolTip(const Times &times)
{
    const QList<PhaseSpan> spans = phasesOf(times);
    if (spans.isEmpty()) {
        return {};
    }
    QString rows;
    for (const PhaseSpan &span : spans) {
        rows += row(phaseName(span.phase), span.end - span.begin, {});
    }
    rows +=
        row(Words::tr("Together"), spans.last().end - spans.first().begin, u"font-weight:600;"_qs);
    const bool mirrored = QGuiApplication::isRightToLeft();
    return u"<table dir='%1' cellspacing='0' cellpadding='1'>%2</table>"_qs.arg(
        mirrored ? u"rtl"_qs : u"ltr"_qs, rows);
}

} // namespace hoplens
