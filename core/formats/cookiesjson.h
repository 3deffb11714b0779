// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/jsonfields.h"
#include "core/trace/trace.h"

namespace hoplens {

/// Sets "cookies", "cookiesNotListed" and "cookiesSet" of a hop's object; what is empty is absent.
void writeCookies(const Hop &hop, QJsonObject &object);
/// Takes them. Mistakes are kept by the reader.
void readCookies(Hop &hop, ObjectReader &object, QString *problem);

} // namespace hoplens
