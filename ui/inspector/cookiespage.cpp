// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/cookiewords.h"
#include "ui/formatting.h"
#include "ui/inspector/pages.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

using Style = PageLine::Style;

struct CookiesPage {
    Q_DECLARE_TR_FUNCTIONS(CookiesPage)
};

PageBlock heading(const QString &text)
{
    return {{}, {PageLine{Style::Heading, text}}};
}

QString setAtText(const CookieUse &use)
{
    return use.setAt > 0 ? CookiesPage::tr("set by hop %1").arg(use.setAt)
                         : CookiesPage::tr("there before the trace");
}

/// Where it belongs, short: "a.test/path · set by hop 1".
QString placeText(const CookieUse &use)
{
    constexpr qsizetype longest = 200;
    return CookiesPage::tr("%1 · %2", "place of a cookie · who set it")
        .arg(visibleText(use.domain.left(longest)) + visibleText(use.path.left(longest)),
             setAtText(use));
}

PageBlock useBlock(const CookieUse &use)
{
    return {use.sent() ? Ink::Kept : Ink::Dropped,
            {PageLine{Style::Strong, cookieName(use.name)},
             PageLine{Style::Text,
                      use.sent() ? CookiesPage::tr("sent")
                                 : CookiesPage::tr("not sent: %1").arg(absenceText(use))},
             PageLine{Style::Muted, placeText(use)}}};
}

bool isStored(const CookieSetting &setting)
{
    return setting.result == CookieResult::Stored || setting.result == CookieResult::Replaced;
}

PageBlock settingBlock(const CookieSetting &setting)
{
    const bool refused = setting.result == CookieResult::Refused;
    PageBlock block{isStored(setting) ? Ink::Kept
                        : refused     ? Ink::Changed
                                      : Ink::Dropped,
                    {PageLine{Style::Strong, cookieName(setting.name)},
                     PageLine{Style::Text, settingText(setting)},
                     PageLine{Style::Muted, attributesText(setting)}}};
    if (refused) {
        block.lines.append(PageLine{Style::Muted, refusalSource(*setting.refusal)});
    }
    return block;
}

/// "2 sent, 1 not sent, 1 set by the answer"
QString title(const Hop &hop)
{
    const auto sent = std::count_if(hop.cookies.begin(), hop.cookies.end(),
                                    [](const CookieUse &use) { return use.sent(); });
    const auto others = hop.cookies.size() - sent + hop.cookiesNotListed;
    QStringList parts;
    const auto say = [&parts](const QString &what, qint64 count) {
        if (count > 0) {
            parts.append(what.arg(count));
        }
    };
    say(CookiesPage::tr("%1 sent"), sent);
    say(CookiesPage::tr("%1 not sent"), others);
    say(CookiesPage::tr("%1 in the answer"), hop.cookiesSet.size());
    return parts.isEmpty() ? CookiesPage::tr("No cookies at this hop")
                           : CookiesPage::tr("Cookies: %1").arg(parts.join(u", "_qs));
}

} // namespace

Page cookiesPage(const Trace &trace, int index)
{
    const Hop &hop = trace.hops.at(index);
    Page page{PageBlock{{}, {PageLine{Style::Title, title(hop)}}}};
    if (!hop.cookies.isEmpty()) {
        page.append(heading(CookiesPage::tr("In the jar when the request was made")));
    }
    for (const CookieUse &use : hop.cookies) {
        page.append(useBlock(use));
    }
    if (hop.cookiesNotListed > 0) {
        page.append(PageBlock{
            {},
            {PageLine{Style::Muted, CookiesPage::tr("and %1 more").arg(hop.cookiesNotListed)}}});
    }
    if (!hop.cookiesSet.isEmpty()) {
        page.append(heading(CookiesPage::tr("Set-Cookie in the answer")));
    }
    for (const CookieSetting &setting : hop.cookiesSet) {
        page.append(settingBlock(setting));
    }
    return page;
}

} // namespace hoplens
