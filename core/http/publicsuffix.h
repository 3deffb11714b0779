// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace hoplens {

/// Whether anybody can register names under this one ("com", "co.uk", "github.io"), by the Public
/// Suffix List that libpsl finds: the system's file or the one built in, whichever is newer. Names
/// that the list does not know follow its rule "*": one label is a suffix. `domain` is lower case
/// ASCII.
bool isPublicSuffix(const QByteArray &domain);

/// Where the list comes from: "Public Suffix List of 2023-02-09 (libpsl 0.21.2)".
QString publicSuffixSource();

} // namespace hoplens
