// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/sessionstate.h"

#include <QLockFile>
#include <QStringList>

#include <memory>

namespace hoplens {

/// Where the sessions of all running windows are: a numbered folder for each, which is locked while
/// its window lives. A window takes the first that is free, and what windows that died left in
/// others. The first one stays after a quiet end, for the next start.
class SessionFolder {
public:
    /// Makes the folders it needs.
    explicit SessionFolder(const QString &folder);

    /// False when no folder could be locked; then nothing is kept.
    bool isOwner() const { return m_lock != nullptr; }

    struct Found {
        SessionState state;
        bool crashed = false; ///< at least one of them did not end as it should
        QStringList problems; ///< a sentence for each that could not be read
    };
    /// What is to come back, and copies of it are in this folder from now on. Broken files are put
    /// aside. Once, before anything is saved.
    Found take();

    /// The copy of a trace that is kept nowhere else.
    QString backupPath(const QString &id) const;
    /// Writes the state if it is another one, then removes the copies that it does not name. From
    /// one thread at a time.
    Result<void> save(const SessionState &state);
    /// The program ends: what only a crash makes necessary goes.
    Result<void> end(SessionState state);

private:
    QString numbered(int number) const;
    bool lock(int number);
    bool takeFrom(const QString &folder, Found &found) const;
    void adoptOthers(Found &found);

    QString m_root;
    QString m_own; ///< its folder
    int m_number = 0;
    std::unique_ptr<QLockFile> m_lock;
    QByteArray m_written;
};

} // namespace hoplens
