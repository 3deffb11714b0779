// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>

namespace hoplens {

/// InvalidInput with this sentence.
Error urlError(const QString &sentence);

/// Untrusted bytes for use in a sentence: without controls, and not longer than 60 characters.
QString excerpt(const QByteArray &bytes);

} // namespace hoplens
