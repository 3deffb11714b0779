// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QNetworkReply>

namespace hoplens {

/// What QNetworkReply::error() says of an exchange, as Qt's own manager would. The exchange's
/// failure is the better source.
QNetworkReply::NetworkError networkErrorOf(const std::optional<Failure> &failure, int status);

} // namespace hoplens
