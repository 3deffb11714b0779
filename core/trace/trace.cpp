// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/trace.h"

#include <QCryptographicHash>

namespace hoplens {

Body bodyOf(const QByteArray &bytes)
{
    Body body;
    body.bytes = bytes;
    body.size = bytes.size();
    body.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    return body;
}

QByteArray requestKey(const Request &request)
{
    QByteArray key = request.method + ' ' + serializeUrl(request.url, Fragment::Exclude) + '\n';
    for (const Field &field : request.headers) {
        key += field.name + ':' + field.value + '\n';
    }
    if (request.body) {
        key += '\n' + QByteArray::number(request.body->size) + ' ' + request.body->sha256;
    }
    return key;
}

bool isRedirectClass(int status)
{
    return status >= 300 && status <= 399;
}

} // namespace hoplens
