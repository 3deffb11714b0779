// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What became of the request between two cards, in a line for each part of it.

#include "core/redirect/explain.h"

#include "core/redirect/metarefresh.h"
#include "core/step/stepwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::explain", text);
}

using Tone = DecisionLine::Tone;

const Reason *reasonAbout(const Redirect &redirect, About about)
{
    const auto found = std::find_if(redirect.why.begin(), redirect.why.end(),
                                    [&](const Reason &reason) { return reason.about == about; });
    return found == redirect.why.end() ? nullptr : &*found;
}

const Reason *reasonOfRule(const Redirect &redirect, const QString &rule)
{
    const auto found = std::find_if(redirect.why.begin(), redirect.why.end(),
                                    [&](const Reason &reason) { return reason.rule == rule; });
    return found == redirect.why.end() ? nullptr : &*found;
}

void explainBy(DecisionLine &line, const Reason *reason)
{
    if (reason != nullptr) {
        line.reason = reason->text;
        line.source = reason->source;
    }
}

DecisionLine methodLine(const Redirect &redirect)
{
    const QString from = displayText(redirect.methodFrom);
    DecisionLine line{About::Method, Tone::Kept, tr("method"), tr("%1 kept").arg(from), {}, {}};
    if (!redirect.methodKept()) {
        line.tone = Tone::Changed;
        line.text = tr("%1 → %2").arg(from, displayText(redirect.methodTo));
    }
    explainBy(line, reasonAbout(redirect, About::Method));
    return line;
}

DecisionLine bodyLine(const Redirect &redirect)
{
    const QString size = sizeText(*redirect.bodyHad);
    DecisionLine line{About::Body, Tone::Kept, tr("body"), tr("%1 kept").arg(size), {}, {}};
    const bool replaced = redirect.byUser && redirect.byUser->bodyChanged
        && redirect.byUser->sentBody.value_or(0) > 0;
    if (!redirect.bodyKept && replaced) {
        line.tone = Tone::Changed;
        line.text = tr("%1 replaced by %2").arg(size, sizeText(*redirect.byUser->sentBody));
    } else if (!redirect.bodyKept) {
        line.tone = Tone::Dropped;
        line.text = tr("%1 dropped").arg(size);
    }
    explainBy(line, reasonAbout(redirect, About::Body));
    if (redirect.methodKept() || line.tone != Tone::Dropped) {
        return line;
    }
    line.reason = tr("It goes with the method."); // the method's line has the rule's own words
    return line;
}

/// One line for all fields that the same rule treated alike.
QList<DecisionLine> headerLines(const Redirect &redirect)
{
    QList<DecisionLine> lines;
    QStringList done;
    for (const HeaderChange &change : redirect.headers) {
        const bool byRule = reasonOfRule(redirect, change.rule) != nullptr;
        const QString key = change.rule + QString::number(static_cast<int>(change.change));
        if (!byRule || done.contains(key)) {
            continue; // Host, Content-Length and the like are made anew for every request
        }
        done.append(key);
        QStringList names;
        for (const HeaderChange &other : redirect.headers) {
            if (other.rule == change.rule && other.change == change.change) {
                names.append(displayText(other.name));
            }
        }
        const QString all = names.join(QStringLiteral(", "));
        DecisionLine line{About::Header, Tone::Kept, tr("header"), tr("%1 kept").arg(all), {}, {}};
        switch (change.change) {
        case FieldChange::Kept:
            break;
        case FieldChange::Removed:
            line.tone = Tone::Removed;
            line.text = tr("%1 removed").arg(all);
            break;
        case FieldChange::Added:
            line.tone = Tone::Added;
            line.text = tr("%1 added").arg(all);
            break;
        case FieldChange::Changed:
            line.tone = Tone::Changed;
            line.text = tr("%1 changed").arg(all);
            break;
        }
        explainBy(line, reasonOfRule(redirect, change.rule));
        lines.append(line);
    }
    return lines;
}

/// Says that nothing but the page asked for it.
DecisionLine softLine(const Hop &hop)
{
    DecisionLine line{About::Location,
                      Tone::Changed,
                      tr("refresh"),
                      tr("soft redirect: %1").arg(softRedirectText(*hop.soft)),
                      {},
                      {}};
    explainBy(line, reasonAbout(*hop.redirect, About::Location));
    if (hop.soft->seconds > 0) {
        line.text += tr(" (not waited for)");
    }
    return line;
}

/// Says that not the client decided.
DecisionLine userLine(const Redirect &redirect)
{
    return {About::Location,        Tone::ByUser,           tr("you"),
            userStepText(redirect), proposalText(redirect), {}};
}

DecisionLine stopLine(const Redirect &redirect)
{
    DecisionLine line{About::Location, Tone::Stopped, tr("location"), tr("not followed"), {}, {}};
    if (!redirect.why.isEmpty()) {
        const Reason &last = redirect.why.last();
        line.about = last.about;
        if (last.about == About::Limit) {
            line.label = tr("limit");
        }
        explainBy(line, &last);
    }
    return line;
}

} // namespace

QList<DecisionLine> decisionLines(const Hop &hop)
{
    if (!hop.redirect) {
        return {};
    }
    const Redirect &redirect = *hop.redirect;
    if (!redirect.follow) {
        return {stopLine(redirect)};
    }
    QList<DecisionLine> lines;
    if (redirect.byUser && redirect.byUser->isChanged()) {
        lines.append(userLine(redirect));
    }
    if (hop.soft) {
        lines.append(softLine(hop));
    }
    lines.append(methodLine(redirect));
    if (redirect.bodyHad) {
        lines.append(bodyLine(redirect));
    }
    lines.append(headerLines(redirect));
    if (redirect.origin != OriginChange::Same && redirect.resolved) {
        lines.append({About::Location,
                      Tone::Changed,
                      tr("origin"),
                      originChangeSentence(hop.exchange.request.url, nextUrl(redirect)),
                      {},
                      {}});
    }
    return lines;
}

} // namespace hoplens
