// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/cookiejar.h"
#include "core/result.h"

namespace hoplens {

/// Octets of a cookie file that are read at most.
inline constexpr qint64 cookieFileLimit = 4 * 1024LL * 1024LL;

/// Reads the Netscape cookie file format, as curl's documentation describes it ("The cookie file
/// format"): a cookie a line, seven fields with tabs between them: domain, include subdomains,
/// path, https only, expiry (seconds since 1970, 0: at the end of the session), name, value. A line
/// that begins with "#HttpOnly_" is a cookie, too, others with "#" are comments.
/// Errors: the number of the first line that cannot be read, and why; never what stands there.
Result<CookieJar> readCookieFile(const QByteArray &bytes);

} // namespace hoplens
