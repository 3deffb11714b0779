// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/headers.h"

#include <algorithm>

namespace hoplens {

bool sameFieldName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isNamed(const Field &field, QByteArrayView name)
{
    return sameFieldName(field.name, name);
}

bool contains(const Headers &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(),
                       [&](const Field &field) { return isNamed(field, name); });
}

std::optional<QByteArray> firstValue(const Headers &headers, QByteArrayView name)
{
    for (const Field &field : headers) {
        if (isNamed(field, name)) {
            return field.value;
        }
    }
    return std::nullopt;
}

QList<QByteArray> valuesOf(const Headers &headers, QByteArrayView name)
{
    QList<QByteArray> values;
    for (const Field &field : headers) {
        if (isNamed(field, name)) {
            values.append(field.value);
        }
    }
    return values;
}

void removeFields(Headers &headers, QByteArrayView name)
{
    headers.removeIf([&](const Field &field) { return isNamed(field, name); });
}

void setField(Headers &headers, const Field &field)
{
    const auto first = std::find_if(headers.begin(), headers.end(), [&](const Field &candidate) {
        return isNamed(candidate, field.name);
    });
    if (first == headers.end()) {
        headers.append(field);
        return;
    }
    const qsizetype index = std::distance(headers.begin(), first);
    headers[index] = field;
    for (qsizetype later = headers.size() - 1; later > index; --later) {
        if (isNamed(headers.at(later), field.name)) {
            headers.removeAt(later);
        }
    }
}

bool isToken(const QByteArray &text)
{
    // RFC 9110 §5.6.2: "token = 1*tchar"
    static constexpr QByteArrayView symbols = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || symbols.contains(c);
    });
}

bool isFieldValue(const QByteArray &value)
{
    return !value.contains('\r') && !value.contains('\n') && !value.contains('\0');
}

} // namespace hoplens
