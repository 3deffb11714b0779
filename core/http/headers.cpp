// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/headers.h"

#include <QStringDecoder>

#include <algorithm>

namespace hoplens {

namespace {

/// Characters that do something to a line instead of standing in it.
bool misleads(QChar c)
{
    const char16_t u = c.unicode();
    return c.category() == QChar::Other_Control || u == 0x061c || (u >= 0x200b && u <= 0x200f)
        || (u >= 0x2028 && u <= 0x202e) || (u >= 0x2060 && u <= 0x2069) || u == 0xfeff;
}

} // namespace

bool sameFieldName(const QByteArray &a, const QByteArray &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isNamed(const Field &field, const QByteArray &name)
{
    return sameFieldName(field.name, name);
}

bool contains(const Headers &headers, const QByteArray &name)
{
    return std::any_of(headers.begin(), headers.end(),
                       [&](const Field &field) { return isNamed(field, name); });
}

std::optional<QByteArray> firstValue(const Headers &headers, const QByteArray &name)
{
    for (const Field &field : headers) {
        if (isNamed(field, name)) {
            return field.value;
        }
    }
    return std::nullopt;
}

QList<QByteArray> valuesOf(const Headers &headers, const QByteArray &name)
{
    QList<QByteArray> values;
    for (const Field &field : headers) {
        if (isNamed(field, name)) {
            values.append(field.value);
        }
    }
    return values;
}

void removeFields(Headers &headers, const QByteArray &name)
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
    static constexpr char symbols[] = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c != '\0' && QByteArrayView(symbols).contains(c));
    });
}

bool isFieldValue(const QByteArray &value)
{
    return !value.contains('\r') && !value.contains('\n') && !value.contains('\0');
}

QString displayText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError()) {
        text = QString::fromLatin1(bytes);
    }
    if (std::none_of(text.begin(), text.end(), misleads)) {
        return text;
    }
    QString spelled;
    for (const QChar c : text) {
        if (!misleads(c)) {
            spelled += c;
        } else if (c.unicode() < 0x100) {
            spelled += QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QLatin1Char('0'));
        } else {
            spelled += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        }
    }
    return spelled;
}

} // namespace hoplens
