// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hoplens {

/// What Hoplens makes of an option of curl.
enum class CurlUse {
    Taken, ///< it shapes the request or how it is sent
    PassedOver, ///< it changes nothing that Hoplens shows: output, progress, -L
    NotTaken, ///< it would change something, and Hoplens has nothing like it
};

/// An option as it was given; an address has the name "url".
struct CurlArgument {
    QString name; ///< long name, without dashes
    QString written; ///< "-k", "--insecure"
    CurlUse use = CurlUse::NotTaken;
    QByteArray value; ///< empty for a switch
    bool off = false; ///< "--no-compressed"
};

/// The words after "curl", by curl's own rules: "-XPOST", "-sSL", "--insecure" cut short to
/// "--insec";
/// "--max-time=3" too, which curl does not read. Options nobody knows are NotTaken.
/// Errors: an option that lacks its value.
Result<QList<CurlArgument>> readCurlArguments(const QList<QByteArray> &words);

} // namespace hoplens
