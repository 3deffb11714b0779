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

} // namespace

/// Whoever goes step by step knows that already.
QString stepReasons(const Trace &shown, const PausedStep &step, const Request &next)
{
    QStringList sentences;
    for (const BreakReason reason : step.reasons) {
        if (reason != BreakReason::Step) {
            sentences.append(breakSentence(reason, shown.hops.at(step.hop), next, step.hop + 2));
        }
    }
    return sentences.join(u' ');
}

Page stepPage(const Trace &shown, const PausedStep &step, const Request &next)
{
    const Request &before = shown.hops.at(step.hop).exchange.request;
    PageBlock difference;
    difference.lines.append(
        PageLine{Style::Heading,
                 StepPage::tr("The next request, not sent yet; what changes from hop %1")
                     .arg(step.hop + 1)});
    difference.lines += differenceLines(&before, next);
    return {difference};
}

QString stepTitle(const PausedStep &step)
{
    return StepPage::tr("Paused before hop %1").arg(step.hop + 2);
}

QString stepSentence(const Trace &shown, const PausedStep &step, const Request &next)
{
    QStringList parts{stepTitle(step) + u'.', stepReasons(shown, step, next),
                      StepPage::tr("Next: %1.").arg(requestText(next))};
    parts.removeAll(QString());
    return parts.join(u' ');
}

} // namespace hoplens
