// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/lab/script.h"

#include <optional>

namespace hoplens {

/// Reads one option into a step; `value` is absent without "=" and otherwise percent-decoded, free
/// of CR, LF and NUL. Errors: what is wrong with it ("delay needs a whole number ...").
Result<void> readOption(LabStep &step, const QByteArray &name,
                        const std::optional<QByteArray> &value);

/// Options such as cookie that may stand in a step more than once.
bool mayRepeat(const QByteArray &option);

} // namespace hoplens
