// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace hoplens {

/// The same octets; the texts that most heads consist of are not allocated anew each time.
QByteArray commonText(QByteArrayView text);

} // namespace hoplens
