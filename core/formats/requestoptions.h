// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"

#include <chrono>

namespace hoplens {

// What options of curl's names mean, for a pasted command and for the program's own command line.

/// -H: "Name: value", "Name;" (empty) or "Name:" (takes a default away). Errors: no name, no colon.
Result<void> addHeaderOption(const QByteArray &line, Request &request);
/// A field made from an option; one written by hand or taken away with -H wins. White space around
/// the value goes, for it is no part of it (RFC 9110 §5.5).
void addOptionField(Request &request, const QByteArray &name, const QByteArray &value);
/// -u: the value of Authorization for "user:password" or "user" (RFC 7617).
QByteArray basicCredentials(const QByteArray &user);

/// Seconds with decimals; zero means no limit, as in curl. Errors: names the option.
Result<std::chrono::milliseconds> readSeconds(const QString &option, const QString &text);
/// --resolve: "HOST:PORT:ADDRESS".
Result<ResolveEntry> readResolveEntry(const QString &text);
/// --proxy: "http://host:3128", "socks5://host:1080"; the port is 1080 unless it is given.
Result<QNetworkProxy> readProxy(const QString &text);

} // namespace hoplens
