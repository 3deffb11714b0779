// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/clientprofile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>

namespace hoplens {

namespace {

QList<ClientProfile> loadProfiles()
{
    QList<ClientProfile> profiles;
    const QDir folder(QStringLiteral(":/clients"));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        Result<ClientProfile> profile = readProfile(opened ? file.readAll() : QByteArray());
        // The files are part of the program: one that does not read is the programmer's mistake.
        Q_ASSERT_X(profile, "clientProfiles",
                   qPrintable(profile ? QString() : profile.error().detail));
        if (profile) {
            profiles.append(*std::move(profile));
        }
    }
    return profiles;
}

} // namespace

const QList<ClientProfile> &clientProfiles()
{
    static const QList<ClientProfile> profiles = loadProfiles();
    return profiles;
}

const ClientProfile *findProfile(const QString &id)
{
    const QList<ClientProfile> &all = clientProfiles();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const ClientProfile &profile) { return profile.id == id; });
    return found == all.end() ? nullptr : &*found;
}

Error unknownClient(const QString &id)
{
    QStringList known;
    for (const ClientProfile &profile : clientProfiles()) {
        known.append(profile.id);
    }
    return {Error::Code::InvalidInput,
            QCoreApplication::translate("hoplens::ClientProfile",
                                        "There is no client \"%1\"; the clients are: %2.")
                .arg(id, known.join(QStringLiteral(", ")))};
}

} // namespace hoplens
