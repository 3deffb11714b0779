// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"

namespace hoplens {

// Names that tell that a secret follows. isSecretField() for fields is in redaction.h.

enum class Fields { Credentials, Cookies, SetCookie, WholeValue, NoSecret };
/// How the value of a field of that name is to be read.
Fields fieldKind(const QByteArray &name);

/// A field of the user's choice that carries the authorization: made by an option, under a name
/// that no other option uses.
bool isFieldOfAuthorization(const Field &field);

enum class Inside { UrlOrForm, Json };
/// Name of a URL's or form's parameter, or of a JSON member, as written (may be percent-encoded).
/// In JSON "key" is a member like any other; in a URL it is an API key.
bool isSecretParameter(const QByteArray &name, Inside inside = Inside::UrlOrForm);

/// OAuth's authorization code (RFC 6749 §4.1.2) is called "code", as are many harmless things. It
/// is a secret when one of its companions "state" (in the answer) or "grant_type" (§4.1.3) is
/// there.
bool isCodeParameter(const QByteArray &name);
bool isCompanionOfCode(const QByteArray &name);

} // namespace hoplens
