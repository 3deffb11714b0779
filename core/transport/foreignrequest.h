// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QNetworkAccessManager>

class QIODevice;
class QNetworkRequest;

namespace hoplens {

/// The request that a caller of QNetworkAccessManager::get(), post() and so on means: Host, the raw
/// header fields in order, then Content-Length and "Connection: close". `device` may be null.
/// A URL that cannot be used leaves Request::url without a host.
Request requestFrom(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                    QIODevice *device);

} // namespace hoplens
