// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/announcer.h"

#include "core/redirect/explain.h"
#include "ui/formatting.h"
#include "ui/isolation.h"
#include "ui/screenreader.h"

#include <algorithm>

namespace hoplens {

namespace {

constexpr int mostReadAtOnce = 3;

/// A hop is over when the next one began or the trace ended.
int hopsOver(const Trace &trace)
{
    const auto hops = static_cast<int>(trace.hops.size());
    return trace.outcome ? hops : std::max(0, hops - 1);
}

} // namespace

QString newsOf(const Trace &trace, const TimelineLayout &layout, int &firstUntold)
{
    const int over = hopsOver(trace);
    QStringList sentences;
    if (over - firstUntold > mostReadAtOnce) {
        sentences += Announcer::tr("%1 more hops.").arg(over - firstUntold);
        firstUntold = over - 1;
    }
    for (; firstUntold < over; ++firstUntold) {
        const Section &section = layout.sections().at(firstUntold);
        sentences += section.card.sentence + u'.';
        for (const DecisionRow &row : section.decisions) {
            sentences += row.sentence;
        }
    }
    if (trace.outcome) {
        sentences += visibleText(headline(trace)) + u'.';
    }
    return inOrder(sentences.join(u' '));
}

Announcer::Announcer(SpokenNotice *notice, QObject *parent)
    : QObject(parent)
    , m_notice(notice)
{
}

void Announcer::restart(const Trace &trace)
{
    m_firstUntold = hopsOver(trace);
    m_over = trace.outcome.has_value();
}

void Announcer::follow(const Trace &trace, const TimelineLayout &layout)
{
    if (m_over) {
        return;
    }
    m_over = trace.outcome.has_value();
    m_notice->say(newsOf(trace, layout, m_firstUntold));
}

} // namespace hoplens
