// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/requestoptions.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::RequestOptions", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

} // namespace

Result<void> addHeaderOption(const QByteArray &line, Request &request)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 && line.endsWith(';')) {
        request.headers.append({line.chopped(1), {}, SetBy::User});
        return {};
    }
    if (colon <= 0) {
        return wrong(
            tr("The header that starts with \"%1\" lacks a name or the colon; write it like "
               "'Name: value'.")
                .arg(displayText(line.left(line.indexOf(' ')).left(40))));
    }
    const QByteArray value = line.mid(colon + 1).trimmed();
    if (value.isEmpty()) {
        request.withoutDefaults.append(line.left(colon));
    } else {
        request.headers.append({line.left(colon), value, SetBy::User});
    }
    return {};
}

void addOptionField(Request &request, const QByteArray &name, const QByteArray &value)
{
    const bool removed =
        std::any_of(request.withoutDefaults.begin(), request.withoutDefaults.end(),
                    [&](const QByteArray &other) { return sameFieldName(other, name); });
    if (!removed && !contains(request.headers, name)) {
        request.headers.append({name, value.trimmed(), SetBy::Option});
    }
}

QByteArray basicCredentials(const QByteArray &user)
{
    return "Basic " + (user.contains(':') ? user : user + ':').toBase64();
}

Result<std::chrono::milliseconds> readSeconds(const QString &option, const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok || !std::isfinite(value) || value < 0 || value > 86'400) {
        return wrong(
            tr("%1 wants seconds from 0 to 86400, such as 2.5, not \"%2\".").arg(option, text));
    }
    // A wish for very little must not become 0, which is no limit.
    const auto milliseconds = std::chrono::milliseconds(std::llround(value * 1000));
    return value > 0 ? std::max(milliseconds, std::chrono::milliseconds(1)) : milliseconds;
}

Result<ResolveEntry> readResolveEntry(const QString &text)
{
    const Error error =
        wrong(tr("--resolve wants HOST:PORT:ADDRESS[,ADDRESS]..., such as a.test:80:127.0.0.1, not "
                 "\"%1\".")
                  .arg(text));
    const qsizetype afterHost = text.startsWith(u'[') ? text.indexOf(u']') + 1 : text.indexOf(u':');
    const qsizetype afterPort = text.indexOf(u':', afterHost + 1);
    if (afterHost <= 0 || afterPort < 0 || text.at(afterHost) != u':') {
        return error;
    }
    bool ok = false;
    const ushort port = text.mid(afterHost + 1, afterPort - afterHost - 1).toUShort(&ok);
    QStringList addresses = text.mid(afterPort + 1).split(u',');
    for (QString &address : addresses) {
        if (address.startsWith(u'[') && address.endsWith(u']')) {
            address = address.mid(1, address.size() - 2);
        }
    }
    const bool areAddresses =
        std::all_of(addresses.begin(), addresses.end(),
                    [](const QString &address) { return !QHostAddress(address).isNull(); });
    const Result<Url> url =
        parseTypedAddress(QStringLiteral("http://%1/").arg(text.left(afterHost)));
    if (!ok || port == 0 || !areAddresses || !url) {
        return error;
    }
    return ResolveEntry{*url->host, port, addresses};
}

Result<QNetworkProxy> readProxy(const QString &text)
{
    const QUrl url(text.contains(QLatin1String("://")) ? text : QStringLiteral("http://") + text);
    if (url.scheme() == QLatin1String("https")) {
        return wrong(
            tr("A proxy that is itself reached over https is not supported; use an http or socks5 "
               "proxy."));
    }
    const bool socks =
        url.scheme() == QLatin1String("socks5") || url.scheme() == QLatin1String("socks5h");
    if ((url.scheme() != QLatin1String("http") && !socks) || url.host().isEmpty()) {
        return wrong(
            tr("--proxy wants an address such as http://host:3128 or socks5://host:1080."));
    }
    const auto port = static_cast<quint16>(url.port(1080)); // curl's default
    return QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                         port, url.userName(), url.password());
}

} // namespace hoplens
