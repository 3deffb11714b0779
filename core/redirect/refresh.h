// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/url/url.h"

#include <QByteArray>

#include <optional>

namespace hoplens {

/// What a Refresh field or a meta refresh asks for.
struct Refresh {
    int seconds = 0;
    QByteArray reference; ///< as written; empty: the document itself
    Url url;
};

/// HTML standard, shared declarative refresh steps. Absent: the value asks for nothing. A reference
/// is resolved against `base`.
std::optional<Refresh> parseRefresh(const QByteArray &value, const Url &document, const Url &base);

} // namespace hoplens
