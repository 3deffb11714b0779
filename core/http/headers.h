// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/displaytext.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace hoplens {

/// Who put a field into a request: written by hand, made from an option (-u, userinfo), or the
/// client's own. Fields by Client are made anew for each request (RFC 9110 §15.4).
enum class SetBy { User, Option, Client };

/// One field line, name and value as on the wire. Values carry no leading or trailing white space.
struct Field {
    QByteArray name;
    QByteArray value;
    SetBy setBy = SetBy::User;

    bool operator==(const Field &) const = default;
};

/// Field lines in order, case and duplicates kept.
using Headers = QList<Field>;

/// Field names are compared without case, RFC 9110 §5.1.
bool isNamed(const Field &field, QByteArrayView name);
bool sameFieldName(QByteArrayView a, QByteArrayView b);
bool contains(const Headers &headers, QByteArrayView name);
std::optional<QByteArray> firstValue(const Headers &headers, QByteArrayView name);
QList<QByteArray> valuesOf(const Headers &headers, QByteArrayView name);
void removeFields(Headers &headers, QByteArrayView name);
/// Replaces the first field of that name (the others go), or appends.
void setField(Headers &headers, const Field &field);

/// token, RFC 9110 §5.6.2: what a method or a field name may consist of.
bool isToken(QByteArrayView text);
/// Free of CR, LF and NUL, so that it cannot end the field line (RFC 9110 §5.5).
bool isFieldValue(QByteArrayView value);

} // namespace hoplens

Q_DECLARE_TYPEINFO(hoplens::Field, Q_RELOCATABLE_TYPE);
