// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/sendarguments.h"

#include "core/formats/requestoptions.h"
#include "core/url/url.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <limits>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::SendOptions", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// HOST[:PORT]=SHA256, the fingerprint as openssl and the inspector show it.
Result<AcceptedCertificate> acceptedCertificate(const QString &text)
{
    const QString place = text.section(u'=', 0, 0);
    const QByteArray digest = QByteArray::fromHex(text.section(u'=', 1).remove(u':').toLatin1());
    const Result<Url> url = parseTypedAddress(QStringLiteral("https://%1/").arg(place));
    if (!url || place.isEmpty() || digest.size() != 32) {
        return wrong(tr("--accept-cert wants HOST[:PORT]=FINGERPRINT with the 64 hexadecimal "
                        "digits of the certificate's SHA-256, not \"%1\".")
                         .arg(text));
    }
    return AcceptedCertificate{*url->host, effectivePort(*url), digest};
}

struct Deadline {
    const char *option;
    const char *help;
    std::chrono::milliseconds SendOptions::*value;
};

constexpr std::array deadlines{
    Deadline{"connect-timeout", "Time for one connection, with name lookup and TLS (default 15).",
             &SendOptions::connectTimeout},
    Deadline{"tls-timeout", "Time for the TLS handshake alone (default 10).",
             &SendOptions::tlsTimeout},
    Deadline{"first-byte-timeout",
             "Time from the end of the request to the first byte of the answer (default 60).",
             &SendOptions::firstByteTimeout},
    Deadline{"idle-timeout", "Time without anything sent or received (default 60).",
             &SendOptions::idleTimeout},
};

/// 1 to a gigabyte and more; "64K", "1M", "4G" count in units of 1024.
std::optional<qint64> sizeOf(const QString &text)
{
    static const QString units = QStringLiteral("KMG");
    const qsizetype unit = text.isEmpty() ? -1 : units.indexOf(text.back().toUpper());
    bool ok = false;
    const qint64 number = (unit < 0 ? text : text.chopped(1)).toLongLong(&ok);
    const qint64 factor = qint64(1) << (10 * (unit + 1));
    const bool fits = ok && number > 0 && number <= (qint64(1) << 40) / factor;
    return fits ? std::optional(number * factor) : std::nullopt;
}

Result<void> setLimit(const QString &text, SendOptions &options)
{
    const QString name = text.section(u'=', 0, 0);
    const std::optional<qint64> size = sizeOf(text.section(u'=', 1));
    const auto small = [&](int &limit) {
        limit = static_cast<int>(std::min<qint64>(*size, std::numeric_limits<int>::max()));
    };
    if (!size) {
        return wrong(tr("--limit wants NAME=SIZE, such as body=256M, not \"%1\".").arg(text));
    }
    if (name == QLatin1String("status-line")) {
        options.statusLineLimit = *size;
    } else if (name == QLatin1String("head")) {
        options.headLimit = *size;
    } else if (name == QLatin1String("fields")) {
        small(options.fieldLimit);
    } else if (name == QLatin1String("interim")) {
        small(options.interimLimit);
    } else if (name == QLatin1String("preview")) {
        options.previewLimit = *size;
    } else if (name == QLatin1String("body")) {
        options.bodyLimit = *size;
    } else {
        return wrong(tr("There is no limit \"%1\"; use status-line, head, fields, interim, "
                        "preview or body.")
                         .arg(name));
    }
    return {};
}

Result<void> readDeadlines(const QCommandLineParser &parser, SendOptions &options)
{
    for (const Deadline &deadline : deadlines) {
        if (const auto text = optionalValue(parser, deadline.option)) {
            const auto value =
                readSeconds(QStringLiteral("--") + QLatin1String(deadline.option), *text);
            if (!value) {
                return value.error();
            }
            options.*deadline.value = *value;
        }
    }
    return {};
}

/// What Qt's network stack does not let anybody choose is refused rather than passed over.
Result<void> fitsHttp2(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("resolve"))) {
        return wrong(tr("--http2 connects only where the address says; leave out --resolve, or "
                        "--http2."));
    }
    QStringList given;
    for (const char *option : {"tls-timeout", "no-resend"}) {
        if (parser.isSet(QLatin1String(option))) {
            given.append(QStringLiteral("--") + QLatin1String(option));
        }
    }
    const QStringList limits = parser.values(QStringLiteral("limit"));
    for (const QString &limit : limits) {
        const QString name = limit.section(u'=', 0, 0);
        // The others are about bodies, which are counted as Qt hands them over.
        if (name != QLatin1String("preview") && name != QLatin1String("body")) {
            given.append(QStringLiteral("--limit ") + name);
        }
    }
    return given.isEmpty()
        ? Result<void>()
        : wrong(tr("--http2 sends through Qt's network stack, which cannot keep to %1; leave it "
                   "out, or --http2.")
                    .arg(given.constFirst()));
}

/// Reads every value of a repeatable option into a list.
template <typename T>
Result<void> readEach(const QCommandLineParser &parser, const char *name,
                      Result<T> (*read)(const QString &), QList<T> &list)
{
    const QStringList texts = parser.values(QLatin1String(name));
    for (const QString &text : texts) {
        const Result<T> value = read(text);
        if (!value) {
            return value.error();
        }
        list.append(*value);
    }
    return {};
}

} // namespace

std::optional<QString> optionalValue(const QCommandLineParser &parser, const char *name)
{
    const QString option = QLatin1String(name);
    return parser.isSet(option) ? std::optional(parser.value(option)) : std::nullopt;
}

void addSendOptions(QCommandLineParser &parser)
{
    const auto add = [&](const QStringList &names, const char *text, const char *value = nullptr) {
        parser.addOption(QCommandLineOption(names, tr(text), QLatin1String(value)));
    };
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    for (const Deadline &deadline : deadlines) {
        add({name(deadline.option)}, deadline.help, "SECONDS");
    }
    add({name("limit")},
        "Reads at most so much: status-line (8K), head (256K), fields (1000), interim (32), body "
        "(64M); keeps so much of a body: preview (1M). Repeatable.",
        "NAME=SIZE");
    add({name("fresh-connections")}, "One connection a hop, with Connection: close.");
    add({name("no-resend")},
        "Does not send again when a kept connection turns out to be closed (only requests that may "
        "be repeated are).");
    add({name("http2")},
        "Sends through Qt's network stack, which can do HTTP/2; some bytes cannot be seen then. "
        "Not with --resolve, --tls-timeout, --no-resend or a --limit of a head.");
    add({name("resolve")},
        "Connects there instead; to the first address that answers (a proxy is asked for the first "
        "one). Repeatable.",
        "HOST:PORT:ADDRESS[,ADDRESS]...");
    add({name("k"), name("insecure")}, "Accepts any TLS certificate.");
    add({name("accept-cert")},
        "Accepts the certificate with this SHA-256 for this host, whatever is wrong with it. "
        "Repeatable.",
        "HOST[:PORT]=FINGERPRINT");
    add({name("x"), name("proxy")},
        "http or socks5 proxy; default: the environment's, loopback excepted.", "URL");
}

Result<SendOptions> readSendOptions(const QCommandLineParser &parser)
{
    SendOptions options;
    if (const Result<void> done = readDeadlines(parser, options); !done) {
        return done.error();
    }
    const QStringList limits = parser.values(QStringLiteral("limit"));
    for (const QString &text : limits) {
        if (const Result<void> done = setLimit(text, options); !done) {
            return done.error();
        }
    }
    options.freshConnections = parser.isSet(QStringLiteral("fresh-connections"));
    options.resendsOnDeadConnection = !parser.isSet(QStringLiteral("no-resend"));
    options.verifyTls = !parser.isSet(QStringLiteral("insecure"));
    if (const auto done = readEach(parser, "resolve", readResolveEntry, options.resolve); !done) {
        return done.error();
    }
    if (parser.isSet(QStringLiteral("http2"))) {
        options.stack = NetworkStack::Qt;
        if (const Result<void> fits = fitsHttp2(parser); !fits) {
            return fits.error();
        }
    }
    if (const auto done = readEach(parser, "accept-cert", acceptedCertificate, options.accepted);
        !done) {
        return done.error();
    }
    if (const auto text = optionalValue(parser, "proxy")) {
        const Result<QNetworkProxy> proxy = readProxy(*text);
        if (!proxy) {
            return proxy.error();
        }
        options.proxy = *proxy;
    }
    return options;
}

} // namespace hoplens
