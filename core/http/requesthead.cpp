// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/requesthead.h"

#include <algorithm>

namespace hoplens {

namespace {

bool isWord(const QByteArray &text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c != ' ' && c != '\t'; })
        && isFieldValue(text);
}

} // namespace

QByteArray requestHead(const Request &request)
{
    QByteArray head = request.method + ' ' + request.target + ' ' + request.version + "\r\n";
    for (const Field &field : request.headers) {
        head += field.name + ':';
        if (!field.value.isEmpty()) {
            head += ' ' + field.value;
        }
        head += "\r\n";
    }
    return head + "\r\n";
}

bool isSendable(const Request &request)
{
    return isWord(request.method) && isWord(request.target) && isWord(request.version)
        && std::all_of(request.headers.begin(), request.headers.end(), [](const Field &field) {
               return isWord(field.name) && !field.name.contains(':') && isFieldValue(field.value);
           });
}

} // namespace hoplens
