// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/clientscommand.h"

#include "app/output.h"
#include "core/compare/cheatsheetfile.h"
#include "core/redirect/clientprofile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hoplens {

namespace {

QByteArray asJsonText()
{
    QJsonArray clients;
    for (const ClientProfile &profile : clientProfiles()) {
        clients.append(QJsonObject{{QStringLiteral("id"), profile.id},
                                   {QStringLiteral("name"), profile.name},
                                   {QStringLiteral("version"), profile.version},
                                   {QStringLiteral("summary"), profile.summary}});
    }
    return QJsonDocument(clients).toJson();
}

QByteArray asTable()
{
    qsizetype idWidth = 0;
    qsizetype nameWidth = 0;
    for (const ClientProfile &profile : clientProfiles()) {
        idWidth = std::max(idWidth, profile.id.size());
        nameWidth = std::max(nameWidth, profile.name.size());
    }
    QString text;
    for (const ClientProfile &profile : clientProfiles()) {
        text += profile.id.leftJustified(idWidth + 2) + profile.name.leftJustified(nameWidth + 2)
            + profile.version + u'\n';
    }
    return text.toUtf8();
}

} // namespace

int runClients(bool asJson)
{
    const Result<void> told = printOut(asJson ? asJsonText() : asTable());
    return told ? Handed : complain(told.error());
}

int runClient(const QString &id, bool asJson)
{
    const ClientProfile &profile = *findProfile(id);
    const Result<void> told = printOut(asJson ? cheatSheetJson(profile) : cheatSheetText(profile));
    return told ? Handed : complain(told.error());
}

} // namespace hoplens
