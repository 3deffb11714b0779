// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/multipart.h"

#include <QCryptographicHash>

#include <algorithm>

namespace hoplens {

namespace {

/// HTML §4.10.22.8: "replace any 0x0A (LF) bytes with the byte sequence `%0A`, 0x0D (CR) with
/// `%0D` and 0x22 (") with `%22`."
QByteArray escapedName(QByteArray name)
{
    return name.replace('\n', "%0A").replace('\r', "%0D").replace('"', "%22");
}

} // namespace

QByteArray boundaryFor(const QList<FormPart> &parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const FormPart &part : parts) {
        hash.addData(part.name);
        hash.addData(part.content);
    }
    for (;;) {
        QByteArray boundary = boundaryStart + hash.result().toHex().left(16);
        const bool stands = std::any_of(parts.begin(), parts.end(), [&](const FormPart &part) {
            return part.content.contains(boundary);
        });
        if (!stands) {
            return boundary;
        }
        hash.addData(boundary);
    }
}

QByteArray multipartBody(const QList<FormPart> &parts, const QByteArray &boundary)
{
    QByteArray body;
    for (const FormPart &part : parts) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\""
            + escapedName(part.name) + '"';
        if (!part.fileName.isEmpty()) {
            body += "; filename=\"" + escapedName(part.fileName) + '"';
        }
        if (!part.type.isEmpty()) {
            body += "\r\nContent-Type: " + part.type;
        }
        body += "\r\n\r\n" + part.content + "\r\n";
    }
    return body + "--" + boundary + "--\r\n";
}

} // namespace hoplens
