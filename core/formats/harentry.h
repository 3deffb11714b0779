// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace hoplens {

/// One entry of a HAR: a request, and what came back.
struct HarEntry {
    Exchange exchange; ///< its times count from `started`
    QDateTime started; ///< UTC; invalid when the file does not say
    QByteArray redirectUrl; ///< "redirectURL", or Location where that is empty; as written
    std::optional<Url> target; ///< `redirectUrl` resolved, of a redirect status
    QString connection; ///< the file's name for the connection; empty: none
    qsizetype fields = 0; ///< in both messages
};

/// Reads leniently, because each tool writes its own dialect: of what has an unexpected type or
/// is out of range nothing is known. Nothing at all without a method and an http or https URL.
std::optional<HarEntry> harEntryOf(const QJsonObject &object);

} // namespace hoplens
