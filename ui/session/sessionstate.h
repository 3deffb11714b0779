// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/document.h"
#include "ui/request/requestdraft.h"

namespace hoplens {

/// A tab as it is remembered from one start to the next. Of its trace only where it is kept.
struct SessionTab {
    RequestDraft draft;
    Document document;
    QString historyId;
    QString backupId;
    int hop = -1; ///< 0-based; -1: none chosen

    bool holdsTrace() const
    {
        return !document.path.isEmpty() || !historyId.isEmpty() || !backupId.isEmpty();
    }
    bool operator==(const SessionTab &) const = default;
};

struct SessionState {
    QList<SessionTab> tabs;
    int current = 0; ///< 0-based
    bool ended = false; ///< the program ended as it should

    bool operator==(const SessionState &) const = default;
};

/// Tabs that are brought back; nobody has more, and a broken file may say anything.
inline constexpr qsizetype sessionTabLimit = 200;
/// Largest session file that is read, in octets.
inline constexpr qint64 sessionFileLimit = qint64(64) << 20;

/// JSON, UTF-8. Drafts without their secrets. Never more than readSession takes: what is too much
/// for it is left out.
QByteArray writeSession(const SessionState &state);
/// Errors: InvalidInput, for what is no session of this version.
Result<SessionState> readSession(const QByteArray &bytes);

} // namespace hoplens
