// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/responsereader.h"
#include "core/transport/sendoptions.h"

namespace hoplens {

/// The limits of a head and of interim answers; those of the body are the default.
inline ReadLimits headLimitsOf(const SendOptions &options)
{
    ReadLimits limits;
    limits.head = {options.statusLineLimit, options.headLimit, options.fieldLimit};
    limits.interim = options.interimLimit;
    return limits;
}

} // namespace hoplens
