// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/ownrules.h"

#include "core/redirect/explain.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::rules", text);
}

} // namespace

RuleText onlyHttpRule()
{
    return {QStringLiteral("only-http"),
            tr("Hoplens opens only http and https."),
            {},
            QStringLiteral("Hoplens")};
}

RuleText redirectCeilingRule()
{
    return {QStringLiteral("redirect-ceiling"),
            tr("Hoplens follows at most %1.").arg(redirectsText(redirectCeiling)),
            {},
            QStringLiteral("Hoplens")};
}

RuleText userLimitRule(int redirects)
{
    return {QStringLiteral("user-limit"),
            tr("You set the limit to %1.").arg(redirectsText(redirects)),
            {},
            tr("your request")};
}

RuleText userRefreshRule()
{
    return {QStringLiteral("user-refresh"),
            tr("You chose to follow soft redirects, as a page does."),
            {},
            tr("your request")};
}

ClientProfile underUserRules(ClientProfile profile, std::optional<int> maxHops, bool followRefresh)
{
    if (maxHops) {
        profile.limit = {userLimitRule(*maxHops), maxHops, LimitRule::Per::Chain, Verdict::Error};
    }
    if (followRefresh && !profile.followsRefresh) {
        profile.followsRefresh = true;
        profile.refreshRule = userRefreshRule();
    }
    return profile;
}

MethodRule userKeepRule()
{
    MethodRule keep;
    keep.rule = {QStringLiteral("user-kept"),
                 tr("You kept the method and the body."),
                 {},
                 tr("you, in step mode")};
    return keep;
}

MethodRule userGetRule()
{
    MethodRule get;
    get.rule = {QStringLiteral("user-get"),
                tr("You made it a GET without a body."),
                {},
                tr("you, in step mode")};
    get.method = "GET";
    get.body = BodyAction::Drop;
    return get;
}

RuleText userEditRule()
{
    return {QStringLiteral("user-edit"),
            tr("You edited the request before it was sent."),
            {},
            tr("you, in step mode")};
}

RuleText userStopRule()
{
    return {QStringLiteral("user-stop"),
            tr("You stopped before the next request was sent."),
            {},
            tr("you, in step mode")};
}

RuleText breakRule()
{
    return {QStringLiteral("stop-at"),
            tr("A condition that you set holds before the next request."),
            {},
            tr("your request")};
}

} // namespace hoplens
