// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hoplens {

/// The percent-encode sets of URL standard §1.3 that the parser uses.
enum class EncodeSet { C0Control, Fragment, Query, SpecialQuery, Path, Userinfo };

/// Appends `input`; octets of the set become "%XX", all from 0x80 up are in every set.
void appendPercentEncoded(QByteArray &output, QByteArrayView input, EncodeSet set);
QByteArray percentEncoded(QByteArrayView input, EncodeSet set);

} // namespace hoplens
