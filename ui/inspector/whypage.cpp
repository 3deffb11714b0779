// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/pages.h"

#include "core/redirect/explain.h"
#include "core/step/stepwords.h"
#include "ui/formatting.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

using Style = PageLine::Style;

class WhyPage {
    Q_DECLARE_TR_FUNCTIONS(WhyPage)
public:
    WhyPage(const Trace &trace, int hop)
        : m_trace(trace)
        , m_hop(trace.hops.at(hop))
        , m_index(hop)
    {
    }

    Page page(const ClientProfile *profile) const;

private:
    QString title() const;
    QString whatBecameOfTheRequest() const;
    QList<Reason> reasonsInOrder() const;
    Page reasonBlocks() const;
    bool stopped(const Reason &reason) const;
    bool isTold(const Finding &finding) const;
    PageLine reasonHead(const Reason &reason) const;
    PageLine methodLine() const;
    PageLine bodyLine() const;
    PageLine headerLine(const QString &rule) const;
    std::optional<PageBlock> outcomeBlock() const;
    std::optional<PageBlock> userBlock() const;
    PageBlock findingBlock(const Finding &finding) const;
    static void appendRule(PageBlock &block, const QString &text, const QString &quote,
                           const QString &source);

    const Trace &m_trace;
    const Hop &m_hop;
    int m_index;
};

PageLine strong(const QString &text, Ink ink)
{
    return {Style::Strong, text, ink};
}

QString WhyPage::title() const
{
    if (m_hop.exchange.failure) {
        return tr("No complete answer");
    }
    if (!m_hop.exchange.response) {
        return tr("Waiting for the answer");
    }
    const Response &response = *m_hop.exchange.response;
    constexpr int longestReason = 80;
    QString status = QString::number(response.status);
    if (const QString reason = visibleText(response.reason.left(longestReason));
        !reason.isEmpty()) {
        status += u' ' + reason;
    }
    const QString rest = whatBecameOfTheRequest();
    return rest.isEmpty() ? status : tr("%1 → %2", "status → consequence").arg(status, rest);
}

QString WhyPage::whatBecameOfTheRequest() const
{
    if (!m_hop.redirect) {
        return {};
    }
    const Redirect &redirect = *m_hop.redirect;
    if (!redirect.follow) {
        return tr("not followed");
    }
    const QString from = visibleText(redirect.methodFrom);
    if (!redirect.methodKept()) {
        return tr("%1 became %2").arg(from, visibleText(redirect.methodTo));
    }
    const bool bodyLost = redirect.bodyHad.value_or(0) > 0 && !redirect.bodyKept;
    return bodyLost ? tr("%1 kept, body dropped").arg(from) : tr("%1 kept").arg(from);
}

PageLine WhyPage::methodLine() const
{
    const Redirect &redirect = *m_hop.redirect;
    const QString from = visibleText(redirect.methodFrom);
    return redirect.methodKept()
        ? strong(tr("Method: %1 kept").arg(from), Ink::Kept)
        : strong(tr("Method: %1 → %2").arg(from, visibleText(redirect.methodTo)), Ink::Changed);
}

PageLine WhyPage::bodyLine() const
{
    const Redirect &redirect = *m_hop.redirect;
    const bool written = redirect.byUser && redirect.byUser->bodyChanged
        && redirect.byUser->sentBody && !redirect.bodyKept;
    if (written) {
        return strong(tr("Body: %1 by you").arg(sizeText(*redirect.byUser->sentBody)),
                      Ink::Changed);
    }
    if (!redirect.bodyHad) {
        return strong(tr("Body: there was none"), Ink::Muted);
    }
    const QString size = sizeText(*redirect.bodyHad);
    return redirect.bodyKept ? strong(tr("Body: %1 kept").arg(size), Ink::Kept)
                             : strong(tr("Body: %1 dropped").arg(size), Ink::Dropped);
}

PageLine WhyPage::headerLine(const QString &rule) const
{
    QStringList removed;
    QStringList added;
    QStringList changed;
    QStringList kept;
    for (const HeaderChange &change : m_hop.redirect->headers) {
        if (change.rule != rule) {
            continue;
        }
        const QString name = visibleText(change.name);
        switch (change.change) {
        case FieldChange::Removed:
            removed.append(name);
            break;
        case FieldChange::Added:
            added.append(name);
            break;
        case FieldChange::Changed:
            changed.append(name);
            break;
        case FieldChange::Kept:
            kept.append(name);
            break;
        }
    }
    QStringList parts;
    const auto say = [&parts](const QStringList &names, const QString &what) {
        if (!names.isEmpty()) {
            parts.append(what.arg(names.join(u", "_qs)));
        }
    };
    say(removed, tr("%1 removed"));
    say(changed, tr("%1 changed"));
    say(added, tr("%1 added"));
    say(kept, tr("%1 kept"));
    const Ink ink = !removed.isEmpty()           ? Ink::Dropped
        : !changed.isEmpty() || !added.isEmpty() ? Ink::Changed
                                                 : Ink::Kept;
    return parts.isEmpty() ? strong(tr("Headers"), Ink::Muted)
                           : strong(tr("Headers: %1").arg(parts.join(u"; "_qs)), ink);
}

PageLine WhyPage::reasonHead(const Reason &reason) const
{
    switch (reason.about) {
    case About::Method:
        return methodLine();
    case About::Body:
        return bodyLine();
    case About::Header:
        return headerLine(reason.rule);
    case About::Location:
        return strong(tr("Location"), stopped(reason) ? Ink::Error : Ink::Redirect);
    case About::Limit:
        return strong(tr("Limit"), Ink::Error);
    }
    Q_UNREACHABLE();
}

/// Whether it is for this reason that the client went no further.
bool WhyPage::stopped(const Reason &reason) const
{
    return !m_hop.redirect->follow && reason == m_hop.redirect->why.constLast();
}

QList<Reason> WhyPage::reasonsInOrder() const
{
    QList<Reason> reasons = m_hop.redirect->why;
    if (!m_hop.redirect->follow && !reasons.isEmpty()) {
        std::rotate(reasons.begin(), reasons.end() - 1, reasons.end()); // what stopped it
        return reasons;
    }
    // What happened to the request comes before how the address was read.
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const Reason &a, const Reason &b) { return a.about < b.about; });
    return reasons;
}

/// A rule that decided about several things is quoted once, under all of them.
Page WhyPage::reasonBlocks() const
{
    Page page;
    const QList<Reason> reasons = reasonsInOrder();
    for (qsizetype i = 0; i < reasons.size(); ++i) {
        const Reason &reason = reasons.at(i);
        PageLine head = reasonHead(reason);
        if (i == 0 || reasons.at(i - 1).rule != reason.rule) {
            page.append(PageBlock{head.ink, {}});
        }
        PageBlock &block = page.last();
        block.bar = head.ink == Ink::Dropped ? head.ink : block.bar;
        head.ink = Ink::Text;
        block.lines.append(head);
        const bool isLast = i + 1 == reasons.size() || reasons.at(i + 1).rule != reason.rule;
        if (isLast) {
            appendRule(block, reason.text, reason.quote, reason.source);
        }
    }
    return page;
}

void WhyPage::appendRule(PageBlock &block, const QString &text, const QString &quote,
                         const QString &source)
{
    block.lines.append(PageLine{Style::Text, visibleText(text)});
    if (!quote.isEmpty()) {
        block.lines.append(
            PageLine{Style::Muted, tr("“%1”", "a quotation").arg(visibleText(quote))});
    }
    if (!source.isEmpty()) {
        block.lines.append(PageLine{Style::Muted, visibleText(source)});
    }
}

std::optional<PageBlock> WhyPage::outcomeBlock() const
{
    if (const std::optional<Failure> &failure = m_hop.exchange.failure) {
        if (failure->code == FailureCode::CertificateRejected && m_hop.exchange.connection.tls) {
            return rejectionBlock(m_hop.exchange);
        }
        return PageBlock{Ink::Error,
                         {strong(tr("What happened"), Ink::Text),
                          PageLine{Style::Text, visibleText(failureSentence(m_hop.exchange))}}};
    }
    const bool isLast = m_index == m_trace.hops.size() - 1;
    if (!isLast || !m_trace.outcome) {
        return std::nullopt;
    }
    const OutcomeKind kind = m_trace.outcome->kind;
    const bool arrived = kind == OutcomeKind::Final;
    const QString sentence = outcomeSentence(kind, m_trace.hops);
    const bool isReasonToo = m_hop.redirect && !m_hop.redirect->why.isEmpty()
        && m_hop.redirect->why.last().text == sentence;
    if (isReasonToo) {
        return std::nullopt;
    }
    return PageBlock{arrived ? Ink::FinalOk : Ink::Error,
                     {strong(arrived ? tr("Arrived") : tr("The end"), Ink::Text),
                      PageLine{Style::Text, visibleText(sentence)}}};
}

/// Step mode: where not the client decided.
std::optional<PageBlock> WhyPage::userBlock() const
{
    const bool isByUser =
        m_hop.redirect && m_hop.redirect->byUser && m_hop.redirect->byUser->isChanged();
    if (!isByUser) {
        return std::nullopt;
    }
    PageBlock block{Ink::Changed,
                    {strong(tr("Your doing, in step mode"), Ink::Text),
                     PageLine{Style::Text, userStepText(*m_hop.redirect)}}};
    if (const QString proposal = proposalText(*m_hop.redirect); !proposal.isEmpty()) {
        block.lines.append(PageLine{Style::Muted, proposal});
    }
    return block;
}

PageBlock WhyPage::findingBlock(const Finding &finding) const
{
    const Ink ink = finding.level == Level::Problem ? Ink::Error
        : finding.level == Level::Warning           ? Ink::Changed
                                                    : Ink::Muted;
    QString level = levelName(finding.level);
    level[0] = level.at(0).toUpper();
    PageBlock block{ink, {strong(level, Ink::Text)}};
    appendRule(block, finding.text, {}, finding.source);
    return block;
}

/// Whether another block of this page says the same.
bool WhyPage::isTold(const Finding &finding) const
{
    struct Told {
        const char *id;
        About about;
    };
    static constexpr std::array decisions{
        Told{"method-changed", About::Method}, Told{"body-dropped", About::Body},
        Told{"credentials-removed", About::Header}, Told{"limit", About::Limit}};
    const QList<Reason> reasons = m_hop.redirect ? m_hop.redirect->why : QList<Reason>();
    const auto tells = [&](const Reason &reason) {
        return reason.text == finding.text
            || std::any_of(decisions.begin(), decisions.end(), [&](const Told &told) {
                   return reason.about == told.about && reason.source == finding.source
                       && finding.id == QLatin1String(told.id);
               });
    };
    return std::any_of(reasons.begin(), reasons.end(), tells)
        || (finding.id == u"changed-by-user"_qs && userBlock())
        || (finding.id == u"refresh-not-followed"_qs && m_hop.soft);
}

Page WhyPage::page(const ClientProfile *profile) const
{
    Page page{PageBlock{{}, {PageLine{Style::Title, title()}}}};
    for (const std::optional<PageBlock> &block : {outcomeBlock(), userBlock()}) {
        if (block) {
            page.append(*block);
        }
    }
    if (m_hop.redirect) {
        page += reasonBlocks();
    }
    if (profile != nullptr && m_hop.redirect) {
        PageBlock block{Ink::Accent, {strong(tr("With another status"), Ink::Text)}};
        for (const QString &line : whatIf(m_trace, m_index, *profile)) {
            block.lines.append(PageLine{Style::Text, line});
        }
        if (block.lines.size() > 1) {
            page.append(block);
        }
    }
    for (const Finding &finding : m_trace.findings) {
        if (finding.hop == m_index + 1 && !isTold(finding)) {
            page.append(findingBlock(finding));
        }
    }
    for (const std::optional<PageBlock> &block : {softRedirectBlock(m_hop), locationBlock(m_hop)}) {
        if (block) {
            page.append(*block);
        }
    }
    return page;
}

} // namespace

Page whyPage(const Trace &trace, int hop, const ClientProfile *profile)
{
    return WhyPage(trace, hop).page(profile);
}

} // namespace hoplens
