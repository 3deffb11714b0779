// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curlsending.h"

#include "core/formats/requestoptions.h"
#include "core/redirect/ownrules.h"

#include <algorithm>

namespace hoplens {

namespace {

bool takeTimes(const CurlArgument &argument, CurlCommand &command)
{
    const Result<std::chrono::milliseconds> time =
        readSeconds(argument.written, QString::fromUtf8(argument.value));
    if (!time) {
        return false;
    }
    if (argument.name == QLatin1String("max-time")) {
        command.timeout = *time;
    } else {
        command.send.connectTimeout = *time;
    }
    return true;
}

bool takeRedirects(const QString &text, CurlCommand &command)
{
    bool ok = false;
    const int hops = text.toInt(&ok);
    if (!ok || hops < -1) {
        return false;
    }
    // man curl: "Set this option to -1 to make it unlimited."
    command.maxHops = hops < 0 ? redirectCeiling : std::min(hops, redirectCeiling);
    return true;
}

bool takeProxy(const CurlArgument &argument, const QString &text, SendOptions &send)
{
    if (argument.name == QLatin1String("noproxy")) {
        if (text == QLatin1String("*")) {
            send.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        }
        return text == QLatin1String("*"); // for some hosts only: there is nothing like it
    }
    const bool socks = argument.name != QLatin1String("proxy");
    const Result<QNetworkProxy> proxy =
        readProxy(socks ? QStringLiteral("socks5://") + text : text);
    if (proxy) {
        send.proxy = *proxy;
    }
    return static_cast<bool>(proxy);
}

bool takeResolve(const QString &text, SendOptions &send)
{
    const Result<ResolveEntry> entry =
        readResolveEntry(text.startsWith(QLatin1Char('+')) ? text.mid(1) : text);
    if (entry) {
        send.resolve.append(*entry);
    }
    return static_cast<bool>(entry);
}

} // namespace

void takeCurlSending(const CurlArgument &argument, CurlCommand &command)
{
    const QString &name = argument.name;
    const QString text = QString::fromUtf8(argument.value);
    bool taken = true;
    bool isLimit = false;
    if (name == QLatin1String("max-redirs")) {
        isLimit = true;
        taken = takeRedirects(text, command);
    } else if (name == QLatin1String("max-time") || name == QLatin1String("connect-timeout")) {
        isLimit = name == QLatin1String("max-time");
        taken = takeTimes(argument, command);
    } else if (name == QLatin1String("insecure")) {
        command.send.verifyTls = false;
    } else if (name == QLatin1String("http2")) {
        command.send.stack = NetworkStack::Qt;
    } else if (name == QLatin1String("cacert")) {
        command.authorityFile = text;
    } else if (name == QLatin1String("resolve")) {
        taken = takeResolve(text, command.send);
    } else {
        taken = takeProxy(argument, text, command.send);
    }
    if (!taken) {
        command.notTaken.append(argument.written);
    } else if (!isLimit) {
        command.sendOptions.append(argument.written);
    }
}

} // namespace hoplens
