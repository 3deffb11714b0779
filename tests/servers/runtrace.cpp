// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/servers/runtrace.h"

#include "core/redirect/prepare.h"

#include <QSignalSpy>

namespace hoplens {

Request wish(const QByteArray &method, const QByteArray &url, const Headers &headers,
             const QByteArray &body)
{
    const Result<Url> parsed = parseUrl(url);
    if (!parsed) {
        qFatal("%s: %s", url.constData(), qPrintable(parsed.error().detail));
    }
    Request request;
    request.method = method;
    request.url = *parsed;
    request.headers = headers;
    if (!body.isNull()) {
        request.body = bodyOf(body);
    }
    return request;
}

Trace runTrace(const Request &request, const QString &profileId, const TraceOptions &options)
{
    const ClientProfile *profile = findProfile(profileId);
    Q_ASSERT(profile);
    Q_ASSERT(checkRequest(request, *profile));
    Tracer tracer;
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start(request, *profile, options);
    if (finished.isEmpty()) {
        finished.wait(30'000);
    }
    return tracer.trace();
}

QList<QPair<QByteArray, QByteArray>> fieldLines(const Headers &headers)
{
    QList<QPair<QByteArray, QByteArray>> lines;
    for (const Field &field : headers) {
        lines.append({field.name, field.value});
    }
    return lines;
}

QByteArray methodAfter(int status, const QByteArray &method)
{
    const bool postBecomesGet = (status == 301 || status == 302) && method == "POST";
    return postBecomesGet || status == 303 ? QByteArrayLiteral("GET") : method;
}

} // namespace hoplens
