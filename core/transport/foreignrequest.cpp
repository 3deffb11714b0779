// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/foreignrequest.h"

#include <QIODevice>
#include <QNetworkRequest>

namespace hoplens {

namespace {

QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    case QNetworkAccessManager::CustomOperation:
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
}

} // namespace

Request requestFrom(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                    QIODevice *device)
{
    Request wish;
    wish.method = methodOf(operation, request);
    if (const Result<Url> url = parseUrl(request.url().toEncoded())) {
        wish.url = *url;
    }
    wish.target = requestTarget(wish.url);
    const QByteArray host =
        request.hasRawHeader("Host") ? request.rawHeader("Host") : hostField(wish.url);
    wish.headers.append({"Host", host, SetBy::Client});
    for (const QByteArray &name : request.rawHeaderList()) {
        if (!sameFieldName(name, "Host")) {
            wish.headers.append({name, request.rawHeader(name)});
        }
    }
    if (device != nullptr) {
        wish.body = bodyOf(device->readAll());
        setField(wish.headers,
                 {"Content-Length", QByteArray::number(wish.body->size), SetBy::Client});
    }
    // One connection a request, whatever the caller says.
    setField(wish.headers, {"Connection", "close", SetBy::Client});
    return wish;
}

} // namespace hoplens
