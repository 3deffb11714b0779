// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/tracefile.h"

namespace hoplens {

/// The file behind a trace.
struct Document {
    QString path; ///< absolute; empty when there is none
    Secrets secrets = Secrets::Redact; ///< as they are in that file

    bool operator==(const Document &) const = default;
};

} // namespace hoplens
