// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/step/steppage.h"

#include "core/step/stepwords.h"
#include "ui/formatting.h"
#include "ui/inspector/pages.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

using Style = PageLine::Style;

struct StepPage {
    Q_DECLARE_TR_FUNCTIONS(StepPage)
};

/// Whoever goes step by step knows it.
QStringList reasonsToTell(const Trace &shown, const PausedStep &step, const Request &next)
{
    QStringList sentences;
    for (const BreakReason reason : step.reasons) {
        if (reason != BreakReason::Step) {
            sentences.append(breakSentence(reason, shown.hops.at(step.hop), next, step.hop + 2));
        }
    }
    return sentences;
}

} // namespace

Page stepPage(const Trace &shown, const PausedStep &step, const Request &next)
{
    Page page;
    const QStringList sentences = reasonsToTell(shown, step, next);
    if (!sentences.isEmpty()) {
        PageBlock why{Ink::Changed, {}};
        for (const QString &sentence : sentences) {
            why.lines.append(PageLine{Style::Text, sentence});
        }
        page.append(why);
    }
    const Request &before = shown.hops.at(step.hop).exchange.request;
    PageBlock difference;
    difference.lines.append(
        PageLine{Style::Heading,
                 StepPage::tr("The next request, not sent yet; what changes from hop %1")
                     .arg(step.hop + 1)});
    difference.lines += differenceLines(&before, next);
    page.append(difference);
    return page;
}

QString stepTitle(const PausedStep &step)
{
    return StepPage::tr("Paused before hop %1").arg(step.hop + 2);
}

QString stepSentence(const Trace &shown, const PausedStep &step, const Request &next)
{
    QStringList parts{stepTitle(step) + u'.'};
    parts += reasonsToTell(shown, step, next);
    parts += StepPage::tr("Next: %1.").arg(requestText(next));
    return parts.join(u' ');
}

} // namespace hoplens
