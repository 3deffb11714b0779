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

} // namespace hoplens
