// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/authdraft.h"
#include "core/draft/bodydraft.h"
#include "core/draft/cookiedraft.h"
#include "core/draft/headerrows.h"
#include "core/draft/optionsdraft.h"

namespace hoplens {

/// Everything that stands in the editor, also what could not be sent, and secrets.
struct RequestDraft {
    QByteArray method = QByteArrayLiteral("GET");
    QString address;
    QString client; ///< id of the profile; empty or unknown: the one that is chosen stays
    QList<HeaderRow> headers;
    BodyDraft body;
    AuthDraft auth;
    CookieDraft cookies;
    OptionsDraft options;

    bool operator==(const RequestDraft &) const = default;
};

/// The draft with every secret blotted out, also where one appears again. Secrets that nobody would
/// see are taken out instead, and the draft says that they have to be typed again.
RequestDraft redactedDraft(RequestDraft draft);

} // namespace hoplens
