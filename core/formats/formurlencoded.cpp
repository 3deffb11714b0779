// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/formurlencoded.h"

namespace hoplens {

namespace {

/// URL standard §1.3: "The application/x-www-form-urlencoded percent-encode set contains all code
/// points, except the ASCII alphanumeric, U+002A (*), U+002D (-), U+002E (.), and U+005F (_)."
QByteArray encoded(const QByteArray &text)
{
    return text.toPercentEncoding(QByteArrayLiteral("* "), QByteArrayLiteral("~"))
        .replace(' ', '+');
}

QByteArray decoded(QByteArray text)
{
    return QByteArray::fromPercentEncoding(text.replace('+', ' '));
}

} // namespace

QByteArray formUrlEncoded(const QList<FormField> &fields)
{
    QByteArray bytes;
    bool first = true;
    for (const FormField &field : fields) {
        if (field.sent && !(field.name.isEmpty() && field.value.isEmpty())) {
            bytes += (first ? "" : "&") + encoded(field.name) + '=' + encoded(field.value);
            first = false;
        }
    }
    return bytes;
}

std::optional<QList<FormField>> readFormUrlEncoded(const QByteArray &bytes)
{
    QList<FormField> fields;
    if (!bytes.isEmpty()) {
        const QList<QByteArray> pairs = bytes.split('&');
        for (const QByteArray &pair : pairs) {
            const qsizetype equals = pair.indexOf('=');
            if (equals < 0) {
                return std::nullopt; // "a" would come back as "a="
            }
            fields.append({true, decoded(pair.left(equals)), decoded(pair.mid(equals + 1))});
        }
    }
    return formUrlEncoded(fields) == bytes ? std::optional(fields) : std::nullopt;
}

} // namespace hoplens
