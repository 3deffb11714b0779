// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/draft/optionsdraft.h"

#include "core/formats/requestoptions.h"
#include "core/http/displaytext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace hoplens {

namespace {

// A file of all authorities there are has a quarter of a megabyte.
constexpr qint64 authorityFileLimit = 16 * 1024LL * 1024LL;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::OptionsDraft", text);
}

/// The entries as typed, without blank lines.
QStringList resolveLines(const QString &text)
{
    QStringList lines;
    const QStringList all = text.split(QLatin1Char('\n'));
    for (const QString &line : all) {
        if (const QString entry = line.trimmed(); !entry.isEmpty()) {
            lines.append(entry);
        }
    }
    return lines;
}

Result<QList<QSslCertificate>> authorities(const QString &path)
{
    if (path.isEmpty()) {
        return Error{Error::Code::Unreadable,
                     tr("Choose the file with the certificate of your own authority, in PEM "
                        "form.")};
    }
    QFile file(path);
    const bool isFile = QFileInfo(path).isFile(); // a pipe would wait, and a device never end
    const QByteArray bytes =
        isFile && file.open(QIODevice::ReadOnly) ? file.read(authorityFileLimit) : QByteArray();
    const QList<QSslCertificate> found = QSslCertificate::fromData(bytes, QSsl::Pem);
    if (found.isEmpty()) {
        return Error{Error::Code::Unreadable,
                     tr("The file %1 holds no certificate in PEM form, or cannot be read.")
                         .arg(visibleText(path))};
    }
    return found;
}

Result<QNetworkProxy> proxyOf(const QString &address)
{
    const Result<QNetworkProxy> proxy = readProxy(address.trimmed());
    return proxy ? proxy
                 : Error{Error::Code::InvalidInput,
                         tr("A proxy is written like http://host:3128 or socks5://host:1080; one "
                            "that is itself reached over https is not supported.")};
}

std::optional<QString> resolveProblem(const QString &text)
{
    const QStringList lines = resolveLines(text);
    for (const QString &line : lines) {
        if (!readResolveEntry(line)) {
            return tr("\u201c%1\u201d does not say where to connect: write "
                      "HOST:PORT:ADDRESS, such as a.test:443:127.0.0.1.")
                .arg(visibleText(line.left(80)));
        }
    }
    return std::nullopt;
}

/// What Qt's network stack does not let anybody choose is refused rather than passed over.
std::optional<OptionsProblem> http2Problem(const OptionsDraft &draft)
{
    if (draft.stack != NetworkStack::Qt) {
        return std::nullopt;
    }
    if (!resolveLines(draft.resolve).isEmpty()) {
        return OptionsProblem{
            OptionsField::Resolve,
            tr("HTTP/2 goes through Qt's network stack, which connects only where "
               "the address says: empty \u201cConnect to\u201d, or switch HTTP/2 "
               "off.")};
    }
    if (draft.tlsTimeout != SendOptions().tlsTimeout) {
        return OptionsProblem{OptionsField::TlsTimeout,
                              tr("HTTP/2 goes through Qt's network stack, which keeps no time for "
                                 "TLS alone: set it back to %1 seconds, or switch HTTP/2 off.")
                                  .arg(SendOptions().tlsTimeout.count() / 1000)};
    }
    if (!draft.resends) {
        return OptionsProblem{OptionsField::Resends,
                              tr("HTTP/2 goes through Qt's network stack, which sends again by "
                                 "itself: allow that, or switch HTTP/2 off.")};
    }
    return std::nullopt;
}

} // namespace

std::optional<OptionsProblem> optionsProblem(const OptionsDraft &draft)
{
    if (draft.proxy == ProxyUse::Address) {
        if (const Result<QNetworkProxy> proxy = proxyOf(draft.proxyAddress); !proxy) {
            return OptionsProblem{OptionsField::Proxy, proxy.error().detail};
        }
    }
    if (const std::optional<QString> problem = resolveProblem(draft.resolve)) {
        return OptionsProblem{OptionsField::Resolve, *problem};
    }
    if (draft.trust == TlsTrust::OwnAuthority) {
        if (const auto read = authorities(draft.authorityFile); !read) {
            return OptionsProblem{OptionsField::AuthorityFile, read.error().detail};
        }
    }
    return http2Problem(draft);
}

TraceOptions traceOptions(const OptionsDraft &draft)
{
    TraceOptions options;
    options.maxHops = draft.maxHops;
    options.timeout = draft.timeout;
    options.followRefresh = draft.followRefresh;
    SendOptions &send = options.send;
    send.connectTimeout = draft.connectTimeout;
    send.tlsTimeout = draft.tlsTimeout;
    send.firstByteTimeout = draft.firstByteTimeout;
    send.idleTimeout = draft.idleTimeout;
    send.freshConnections = draft.freshConnections;
    send.resendsOnDeadConnection = draft.resends;
    send.stack = draft.stack;
    send.verifyTls = draft.trust != TlsTrust::Anything;
    if (draft.trust == TlsTrust::OwnAuthority) {
        if (const auto read = authorities(draft.authorityFile)) {
            send.extraAuthorities = *read;
        }
    }
    if (draft.proxy == ProxyUse::None) {
        send.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    } else if (draft.proxy == ProxyUse::Address) {
        if (const Result<QNetworkProxy> proxy = proxyOf(draft.proxyAddress)) {
            send.proxy = *proxy;
        }
    }
    const QStringList lines = resolveLines(draft.resolve);
    for (const QString &line : lines) {
        if (const Result<ResolveEntry> entry = readResolveEntry(line)) {
            send.resolve.append(*entry);
        }
    }
    return options;
}

OptionsDraft optionsDraftOf(const TraceOptions &options)
{
    const SendOptions &send = options.send;
    OptionsDraft draft;
    draft.maxHops = options.maxHops;
    draft.timeout = options.timeout;
    draft.followRefresh = options.followRefresh;
    draft.connectTimeout = send.connectTimeout;
    draft.tlsTimeout = send.tlsTimeout;
    draft.firstByteTimeout = send.firstByteTimeout;
    draft.idleTimeout = send.idleTimeout;
    draft.freshConnections = send.freshConnections;
    draft.resends = send.resendsOnDeadConnection;
    draft.stack = send.stack;
    draft.trust = send.verifyTls ? TlsTrust::System : TlsTrust::Anything;
    if (send.proxy) {
        const bool none = send.proxy->type() == QNetworkProxy::NoProxy;
        draft.proxy = none ? ProxyUse::None : ProxyUse::Address;
        draft.proxyAddress = none ? QString() : proxyText(*send.proxy);
    }
    QStringList lines;
    for (const ResolveEntry &entry : send.resolve) {
        lines.append(resolveText(entry));
    }
    draft.resolve = lines.join(QLatin1Char('\n'));
    return draft;
}

QString proxyText(const QNetworkProxy &proxy)
{
    QUrl url;
    url.setScheme(proxy.type() == QNetworkProxy::Socks5Proxy ? QStringLiteral("socks5")
                                                             : QStringLiteral("http"));
    url.setHost(proxy.hostName());
    url.setPort(proxy.port());
    if (!proxy.user().isEmpty()) {
        url.setUserName(proxy.user());
    }
    if (!proxy.password().isEmpty()) {
        url.setPassword(proxy.password());
    }
    return url.toString(QUrl::FullyEncoded);
}

QString resolveText(const ResolveEntry &entry)
{
    return QStringLiteral("%1:%2:%3")
        .arg(QString::fromLatin1(entry.host))
        .arg(entry.port)
        .arg(entry.addresses.join(QLatin1Char(',')));
}

} // namespace hoplens
