// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/tracerequest.h"

#include "core/formats/cookiefile.h"
#include "core/formats/requestoptions.h"
#include "core/redirect/prepare.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QSslCertificate>

#include <cstdio>

namespace hoplens {

namespace {

constexpr qint64 bodyFileLimit = 1024LL * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::TraceRequest", text);
}

Result<QByteArray> readBodyFile(const QString &path)
{
    QFile file(path);
    const bool opened = path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                   : file.open(QIODevice::ReadOnly);
    const auto unreadable = [&](const QString &reason) {
        return Error{Error::Code::Unreadable,
                     tr("The body file %1 cannot be read: %2.").arg(path, reason)};
    };
    if (!opened) {
        return unreadable(file.errorString());
    }
    QByteArray bytes = file.read(bodyFileLimit + 1);
    if (bytes.size() > bodyFileLimit) {
        return unreadable(tr("it is larger than 1 GiB"));
    }
    if (file.error() != QFileDevice::NoError) {
        return unreadable(file.errorString());
    }
    return bytes;
}

Result<CookieJar> loadCookies(const QString &path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    const QByteArray bytes = opened ? file.read(cookieFileLimit + 1) : QByteArray();
    if (file.error() != QFileDevice::NoError) {
        return Error{Error::Code::Unreadable,
                     tr("The cookie file %1 cannot be read: %2.").arg(path, file.errorString())};
    }
    return readCookieFile(bytes);
}

Result<QByteArray> bytesOf(const DataArgument &data)
{
    if (!data.value.startsWith(u'@')) {
        return data.value.toUtf8();
    }
    Result<QByteArray> bytes = readBodyFile(data.value.mid(1));
    if (bytes && data.kind == DataArgument::Kind::Text) {
        bytes->replace('\r', QByteArray())
            .replace('\n', QByteArray())
            .replace('\0', QByteArray()); // as curl
    }
    return bytes;
}

Result<void> addBody(const QList<DataArgument> &data, Request &request)
{
    QByteArray body;
    bool json = false;
    for (const DataArgument &part : data) {
        const Result<QByteArray> bytes = bytesOf(part);
        if (!bytes) {
            return bytes.error();
        }
        json = json || part.kind == DataArgument::Kind::Json;
        if (&part != &data.first() && part.kind != DataArgument::Kind::Json) {
            body += '&';
        }
        body += *bytes;
    }
    if (!data.isEmpty()) {
        request.body = bodyOf(body);
        addOptionField(request, "Content-Type",
                       json ? "application/json" : "application/x-www-form-urlencoded");
        if (json) {
            addOptionField(request, "Accept", "application/json");
        }
    }
    return {};
}

Result<void> addOptions(const TraceArguments &arguments, Request &request)
{
    if (arguments.userAgent) {
        addOptionField(request, "User-Agent", arguments.userAgent->toUtf8());
    }
    if (arguments.referer) {
        addOptionField(request, "Referer", arguments.referer->toUtf8());
    }
    if (arguments.cookie) {
        if (!arguments.cookie->contains(u'=')) {
            return Error{
                Error::Code::InvalidInput,
                tr("-b wants cookies such as name=value; a file is given with --cookies.")};
        }
        addOptionField(request, "Cookie", arguments.cookie->toUtf8());
    }
    if (arguments.user) {
        addOptionField(request, "Authorization", basicCredentials(arguments.user->toUtf8()));
    }
    return {};
}

Result<Url> addressOf(const TraceArguments &arguments, const QByteArray &labBase)
{
    if (!arguments.lab) {
        return parseTypedAddress(arguments.address);
    }
    if (arguments.address.contains(QLatin1String("://"))) {
        return Error{Error::Code::InvalidInput,
                     tr("With --lab the address is a path such as /302/echo, not a whole URL.")};
    }
    const QByteArray path = arguments.address.toUtf8();
    return parseUrl(labBase + (path.startsWith('/') ? path : '/' + path));
}

} // namespace

Result<Request> requestOf(const TraceArguments &arguments, const QByteArray &labBase)
{
    Request request;
    const Result<Url> url = addressOf(arguments, labBase);
    if (!url) {
        return url.error();
    }
    request.url = *url;
    for (const QString &header : arguments.headers) {
        if (const Result<void> added = addHeaderOption(header.toUtf8(), request); !added) {
            return added.error();
        }
    }
    if (const Result<void> added = addBody(arguments.data, request); !added) {
        return added.error();
    }
    if (const Result<void> added = addOptions(arguments, request); !added) {
        return added.error();
    }
    request.method = arguments.method.toUtf8();
    if (request.method.isEmpty()) {
        request.method = request.body ? "POST" : "GET";
    }
    return withUserinfoAsCredentials(std::move(request));
}

Result<TraceOptions> optionsOf(const TraceArguments &arguments)
{
    TraceOptions options;
    options.maxHops = arguments.maxHops;
    options.step.breaks = arguments.stopAt;
    options.step.endsThere = true; // nobody is there to ask
    options.followRefresh = arguments.followRefresh;
    options.timeout = arguments.timeout;
    options.send = arguments.send;
    if (!arguments.authorityFile.isEmpty()) {
        options.send.extraAuthorities = QSslCertificate::fromPath(
            arguments.authorityFile, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
        if (options.send.extraAuthorities.isEmpty()) {
            return Error{Error::Code::Unreadable,
                         tr("The file %1 holds no certificate in PEM form, or cannot be read.")
                             .arg(arguments.authorityFile)};
        }
    }
    if (!arguments.cookieFile.isEmpty()) {
        Result<CookieJar> cookies = loadCookies(arguments.cookieFile);
        if (!cookies) {
            return cookies.error();
        }
        options.cookies = std::move(*cookies);
    }
    return options;
}

Trace sendTrace(const Request &request, const ClientProfile &profile, const TraceOptions &options)
{
    Tracer tracer;
    QEventLoop loop;
    QObject::connect(&tracer, &Tracer::finished, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    tracer.start(request, profile, options);
    loop.exec();
    return tracer.trace();
}

} // namespace hoplens
