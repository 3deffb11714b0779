// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace hoplens {

/// One field of a form, RFC 7578.
struct FormPart {
    QByteArray name;
    QByteArray content;
    QByteArray type; ///< Content-Type; empty for none
    QByteArray fileName; ///< empty for none

    bool operator==(const FormPart &) const = default;
};

/// What our own boundaries begin with; a hash of the parts follows.
inline constexpr const char *boundaryStart = "----HoplensBoundary";

/// A boundary that stands in none of the parts, the same for the same parts.
QByteArray boundaryFor(const QList<FormPart> &parts);

/// multipart/form-data with CRLF, as browsers write it: quotes and line breaks in names are
/// percent-encoded.
QByteArray multipartBody(const QList<FormPart> &parts, const QByteArray &boundary);

} // namespace hoplens
