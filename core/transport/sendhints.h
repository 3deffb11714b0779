// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace hoplens {

/// What differs from one request of a trace to the next.
struct SendHints {
    qint64 previewLimit = 1024LL * 1024LL; ///< octets of the answer's body that are kept
    bool freshConnection = false; ///< not on a kept one
};

} // namespace hoplens
