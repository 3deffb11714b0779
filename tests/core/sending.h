// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/transport/manager.h"

#include <QSignalSpy>
#include <QTest>

namespace hoplens {

inline Url urlOf(const QByteArray &text)
{
    const Result<Url> url = parseUrl(text);
    return url ? *url : Url();
}

/// A prepared request, as prepareRequest would make it, with few fields.
inline Request preparedRequest(const QByteArray &method, const QByteArray &url,
                               const std::optional<QByteArray> &body = std::nullopt)
{
    Request request;
    request.method = method;
    request.url = urlOf(url);
    request.target = requestTarget(request.url);
    request.headers = {{"Host", hostField(request.url)}, {"Connection", "close"}};
    if (body) {
        request.body = bodyOf(*body);
        request.headers.append({"Content-Length", QByteArray::number(body->size())});
    }
    return request;
}

/// Sends it and waits for the end. Fails the running test when finished() does not come exactly
/// once.
inline Exchange exchanged(Manager &manager, const Request &request, const SendOptions &options = {})
{
    QNetworkReply *reply = manager.send(request, options, QDateTime::currentDateTimeUtc());
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QTest::qVerify(finished.isEmpty() && !reply->isFinished(), "not finished at once", "", __FILE__,
                   __LINE__);
    finished.wait(10'000);
    QTest::qVerify(finished.size() == 1 && reply->isFinished(), "finished in time", "", __FILE__,
                   __LINE__);
    Exchange exchange = exchangeOf(reply);
    QCoreApplication::processEvents();
    QTest::qVerify(finished.size() == 1, "finished once", "", __FILE__, __LINE__);
    delete reply;
    return exchange;
}

/// Codes as numbers, -1 for none, so that rows hold them and failing tests print them.
inline int number(FailureCode code)
{
    return static_cast<int>(code);
}

inline int codeOf(const Exchange &exchange)
{
    return exchange.failure ? number(exchange.failure->code) : -1;
}

} // namespace hoplens
