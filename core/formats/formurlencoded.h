// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace hoplens {

/// A field of a form, names and values as octets, decoded.
struct FormField {
    bool sent = true;
    QByteArray name;
    QByteArray value;

    bool operator==(const FormField &) const = default;
};

/// application/x-www-form-urlencoded as the URL standard writes it (§5.2), of the fields that are
/// sent and are not empty.
QByteArray formUrlEncoded(const QList<FormField> &fields);

/// The fields of such a body, if formUrlEncoded makes the very same octets of them again.
std::optional<QList<FormField>> readFormUrlEncoded(const QByteArray &bytes);

} // namespace hoplens
