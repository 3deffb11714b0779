// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"

#include <QString>

namespace hoplens {

enum class AuthKind { None, Basic, Bearer, Custom };

/// Credentials by choice rather than by a header of one's own. Each kind keeps what was typed.
struct AuthDraft {
    AuthKind kind = AuthKind::None;
    QByteArray user;
    QByteArray password;
    QByteArray token;
    QByteArray fieldName = QByteArrayLiteral("X-Api-Key");
    QByteArray fieldValue;
    bool forgotten = false; ///< its secrets were not saved and have to be typed again

    bool operator==(const AuthDraft &) const = default;
};

/// What is wrong with it, one sentence; empty when it can go out.
QString authProblem(const AuthDraft &draft);

/// The field that goes out; nothing for kind None.
std::optional<Field> authField(const AuthDraft &draft);

/// The draft behind a field, if authField makes the very same field of it again; else kind None.
AuthDraft authDraftOf(const Field &field);

} // namespace hoplens
