// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/requesthead.h"

#include <algorithm>

namespace hoplens {

namespace {

bool isWord(const QByteArray &text)
{
    return !text.isEmpty() && std::none_of(text.begin(), text.end(), [](char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
    });
}

} // namespace

QByteArray requestHead(const Request &request)
{
    QByteArray head;
    head.reserve(512);
    head += request.method;
    head += ' ';
    head += request.target;
    head += ' ';
    head += request.version;
    head += "\r\n";
    const auto write = [&head](const Headers &fields) {
        for (const Field &field : fields) {
            head += field.name;
            head += field.value.isEmpty() ? ":" : ": ";
            head += field.value;
            head += "\r\n";
        }
    };
    write(request.headers);
    write(request.proxyFields);
    head += "\r\n";
    return head;
}

bool isSendable(const Request &request)
{
    const auto areFields = [](const Headers &fields) {
        return std::all_of(fields.begin(), fields.end(), [](const Field &field) {
            return isWord(field.name) && !field.name.contains(':') && isFieldValue(field.value);
        });
    };
    return isWord(request.method) && isWord(request.target) && isWord(request.version)
        && areFields(request.headers) && areFields(request.proxyFields);
}

} // namespace hoplens
