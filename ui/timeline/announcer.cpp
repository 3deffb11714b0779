// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/announcer.h"

#include "core/redirect/explain.h"
#include "ui/formatting.h"
#include "ui/isolation.h"

#include <QAccessible>
#include <QAccessibleWidget>

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

QAccessibleInterface *notificationFactory(const QString &, QObject *object)
{
    auto *announcer = qobject_cast<Announcer *>(object);
    return announcer != nullptr ? new QAccessibleWidget(announcer, QAccessible::Notification)
                                : nullptr;
}

void tell(QWidget *widget, QAccessible::Event what)
{
    QAccessibleEvent event(widget, what);
    QAccessible::updateAccessibility(&event);
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

Announcer::Announcer(QWidget *parent)
    : QWidget(parent)
{
    QAccessible::installFactory(notificationFactory); // again is a no-op
    setObjectName(u"announcer"_qs);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    resize(0, 0);
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
    if (const QString news = newsOf(trace, layout, m_firstUntold); !news.isEmpty()) {
        say(news);
    }
}

void Announcer::say(const QString &sentence)
{
    setAccessibleName(sentence);
    if (QAccessible::isActive()) {
        // A notification is read when it begins to show, not when its name changes.
        tell(this, QAccessible::ObjectHide);
        tell(this, QAccessible::ObjectShow);
    }
}

} // namespace hoplens
