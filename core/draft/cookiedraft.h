// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/cookiejar.h"
#include "core/result.h"

#include <QString>

namespace hoplens {

/// Cookies to begin with: a Cookie field for the first request, and a file for the jar.
struct CookieDraft {
    QByteArray field; ///< "name=value; other=2"; empty: none
    QString file; ///< path of a Netscape cookie file; empty: none

    bool operator==(const CookieDraft &) const = default;
};

/// What is wrong with the field, one sentence; empty when it can go out.
QString cookieFieldProblem(const QByteArray &field);

/// How many cookies the field names.
qsizetype cookieCount(const QByteArray &field);

/// Reads the file; without one, an empty jar. Errors: it cannot be read, or those of
/// readCookieFile.
Result<CookieJar> loadCookies(const QString &path);

} // namespace hoplens
