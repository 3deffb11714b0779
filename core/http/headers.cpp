// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/headers.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace hoplens {

namespace {

// RFC 9110 §5.6.2: "token = 1*tchar", "tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" /
// "-" / "." / "^" / "_" / "`" / "|" / "~" / DIGIT / ALPHA".
constexpr std::array<bool, 128> tokenCharacters = [] {
    std::array<bool, 128> table{};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789"
                                         "abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

bool isTokenCharacter(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return octet < tokenCharacters.size() && tokenCharacters[octet];
}

} // namespace

bool sameFieldName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && (a.data() == b.data() || a.compare(b, Qt::CaseInsensitive) == 0);
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
    const auto named = [&](const Field &field) { return isNamed(field, name); };
    QList<QByteArray> values;
    values.reserve(std::count_if(headers.begin(), headers.end(), named)); // traces keep such lists
    for (const Field &field : headers) {
        if (named(field)) {
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

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isFieldValue(QByteArrayView value)
{
    return std::none_of(value.begin(), value.end(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace hoplens
