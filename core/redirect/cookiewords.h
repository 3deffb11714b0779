// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/cookies.h"

#include <QString>

namespace hoplens {

// What is said about cookies in the window and on the command line. Plain text through tr().

/// "sid", or "(without a name)"; long names are cut.
QString cookieName(const QByteArray &name);

/// What became of a Set-Cookie field: "stored", "refused: Secure cookies are taken over https
/// only".
QString settingText(const CookieSetting &setting);
/// "Domain=a.test; Path=/x; Secure; HttpOnly; SameSite=Lax; until 2026-11-30T08:00:00Z"
QString attributesText(const CookieSetting &setting);
/// The rule behind a refusal: "RFC 6265bis §5.7", with the suffix list where it decided.
QString refusalSource(CookieRefusal refusal);
/// The reason alone, without a full stop: "its Domain is a public suffix: co.uk".
QString refusalText(const CookieSetting &setting);

/// Why a cookie was not sent: "it is for /account".
QString absenceText(const CookieUse &use);

} // namespace hoplens
