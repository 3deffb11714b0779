// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <optional>

namespace hoplens {

/// Octets of a page that are looked through for a meta refresh.
inline constexpr qint64 metaScanLimit = 64 * 1024LL;

enum class PageKind { Html, Xhtml };
/// text/html and application/xhtml+xml; absent: no page, or the type is not said.
std::optional<PageKind> pageKindOf(const Headers &headers);

/// The first meta refresh of a page that asks for something, HTML standard §4.2.5.3. `page` is the
/// decoded document, of which metaScanLimit octets are read; linear in its length.
std::optional<SoftRedirect> metaRefresh(const QByteArray &page, PageKind kind, const Url &document);

/// What the answer asks a page to do by itself: its Refresh field, or else its meta refresh.
std::optional<SoftRedirect> softRedirectOf(const Exchange &exchange);

/// "Refresh field, after 5 s", "meta refresh, at once": what it is, through tr().
QString softRedirectText(const SoftRedirect &soft);
/// "Soft redirect, not followed: meta refresh, at once, to http://a.test/"; empty without one, or
/// when it was followed.
QString softRedirectNote(const Hop &hop);

} // namespace hoplens
