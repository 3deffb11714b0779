// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/traceoptions.h"

#include "core/redirect/clientprofile.h"
#include "core/tracer.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHash>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::TraceArguments", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// Seconds with decimals. Zero means no limit, as in curl.
Result<std::chrono::milliseconds> seconds(const QString &option, const QString &text)
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

Result<ResolveEntry> resolveEntry(const QString &text)
{
    const Error error =
        wrong(tr("--resolve wants HOST:PORT:ADDRESS, such as a.test:80:127.0.0.1, not \"%1\".")
                  .arg(text));
    const qsizetype afterHost = text.startsWith(u'[') ? text.indexOf(u']') + 1 : text.indexOf(u':');
    const qsizetype afterPort = text.indexOf(u':', afterHost + 1);
    if (afterHost <= 0 || afterPort < 0 || text.at(afterHost) != u':') {
        return error;
    }
    bool ok = false;
    const ushort port = text.mid(afterHost + 1, afterPort - afterHost - 1).toUShort(&ok);
    QString address = text.mid(afterPort + 1);
    if (address.startsWith(u'[') && address.endsWith(u']')) {
        address = address.mid(1, address.size() - 2);
    }
    const Result<Url> url =
        parseTypedAddress(QStringLiteral("http://%1/").arg(text.left(afterHost)));
    if (!ok || port == 0 || QHostAddress(address).isNull() || !url) {
        return error;
    }
    return ResolveEntry{*url->host, port, address};
}

Result<QNetworkProxy> proxyOf(const QString &text)
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

Result<OutputFormat> formatNamed(const QString &name)
{
    if (name == QLatin1String("text")) {
        return OutputFormat::Text;
    }
    if (name == QLatin1String("json")) {
        return OutputFormat::Json;
    }
    static const QStringList later{QStringLiteral("har"),  QStringLiteral("curl"),
                                   QStringLiteral("html"), QStringLiteral("markdown"),
                                   QStringLiteral("svg"),  QStringLiteral("png")};
    return wrong(later.contains(name)
                     ? tr("This version of Hoplens writes text and json, not yet %1.").arg(name)
                     : tr("There is no format \"%1\"; use text or json.").arg(name));
}

/// The format that goes with the file's name; names without a known ending get the trace file.
QString formatOfFile(const QString &file)
{
    static const QHash<QString, QString> endings{
        {QStringLiteral("txt"), QStringLiteral("text")},
        {QStringLiteral("har"), QStringLiteral("har")},
        {QStringLiteral("sh"), QStringLiteral("curl")},
        {QStringLiteral("curl"), QStringLiteral("curl")},
        {QStringLiteral("md"), QStringLiteral("markdown")},
        {QStringLiteral("html"), QStringLiteral("html")},
        {QStringLiteral("svg"), QStringLiteral("svg")},
        {QStringLiteral("png"), QStringLiteral("png")},
    };
    return endings.value(file.section(u'.', -1).toLower(), QStringLiteral("json"));
}

std::optional<QString> optionalValue(const QCommandLineParser &parser, const char *name)
{
    const QString option = QLatin1String(name);
    return parser.isSet(option) ? std::optional(parser.value(option)) : std::nullopt;
}

/// Data options in the order given, across the three names.
QList<DataArgument> dataArguments(const QCommandLineParser &parser)
{
    using Kind = DataArgument::Kind;
    static const QHash<QString, Kind> kinds{
        {QStringLiteral("d"), Kind::Text},
        {QStringLiteral("data"), Kind::Text},
        {QStringLiteral("data-binary"), Kind::Binary},
        {QStringLiteral("json"), Kind::Json},
    };
    QHash<Kind, qsizetype> used;
    QList<DataArgument> data;
    const QStringList names = parser.optionNames();
    for (const QString &name : names) {
        const auto kind = kinds.find(name);
        if (kind != kinds.end()) {
            const QStringList values = parser.values(name);
            data.append({*kind, values.value(used[*kind]++)});
        }
    }
    return data;
}

Result<void> readLimits(const QCommandLineParser &parser, TraceArguments &arguments)
{
    if (const auto text = optionalValue(parser, "max-hops")) {
        bool ok = false;
        const int hops = text->toInt(&ok);
        if (!ok || hops < 0 || hops > redirectCeiling) {
            return wrong(tr("--max-hops wants a number from 0 to %1, not \"%2\".")
                             .arg(redirectCeiling)
                             .arg(*text));
        }
        arguments.maxHops = hops;
    }
    arguments.followRefresh = parser.isSet(QStringLiteral("follow-refresh"));
    if (const auto text = optionalValue(parser, "timeout")) {
        const auto value = seconds(QStringLiteral("--timeout"), *text);
        if (!value) {
            return value.error();
        }
        arguments.timeout = *value;
    }
    if (const auto text = optionalValue(parser, "connect-timeout")) {
        const auto value = seconds(QStringLiteral("--connect-timeout"), *text);
        if (!value) {
            return value.error();
        }
        arguments.connectTimeout = *value;
    }
    return {};
}

Result<void> readConnection(const QCommandLineParser &parser, TraceArguments &arguments)
{
    const QStringList entries = parser.values(QStringLiteral("resolve"));
    for (const QString &text : entries) {
        const auto entry = resolveEntry(text);
        if (!entry) {
            return entry.error();
        }
        arguments.resolve.append(*entry);
    }
    if (const auto text = optionalValue(parser, "proxy")) {
        const auto proxy = proxyOf(*text);
        if (!proxy) {
            return proxy.error();
        }
        arguments.proxy = *proxy;
    }
    arguments.insecure = parser.isSet(QStringLiteral("insecure"));
    arguments.authorityFile = parser.value(QStringLiteral("cacert"));
    return {};
}

Result<void> readOutput(const QCommandLineParser &parser, TraceArguments &arguments)
{
    arguments.outputFile = parser.value(QStringLiteral("o"));
    const QString otherwise = arguments.outputFile.isEmpty() ? QStringLiteral("text")
                                                             : formatOfFile(arguments.outputFile);
    const auto format = formatNamed(optionalValue(parser, "format").value_or(otherwise));
    if (!format) {
        return format.error();
    }
    arguments.format = *format;
    arguments.showSecrets = parser.isSet(QStringLiteral("show-secrets"));
    if (const auto level = optionalValue(parser, "fail-on")) {
        static const QHash<QString, Level> levels{{QStringLiteral("note"), Level::Note},
                                                  {QStringLiteral("warning"), Level::Warning},
                                                  {QStringLiteral("problem"), Level::Problem}};
        if (!levels.contains(*level)) {
            return wrong(tr("--fail-on wants note, warning or problem, not \"%1\".").arg(*level));
        }
        arguments.failOn = levels.value(*level);
    }
    return {};
}

} // namespace

void addTraceOptions(QCommandLineParser &parser)
{
    const auto add = [&](const QStringList &names, const char *text, const char *value = nullptr) {
        parser.addOption(QCommandLineOption(names, tr(text), QLatin1String(value)));
    };
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    add({name("h"), name("help")}, "Shows this help.");
    add({name("X"), name("request")}, "Method; without it GET, or POST when there is data.",
        "METHOD");
    add({name("H"), name("header")},
        "A header field 'Name: value'; 'Name;' an empty one, 'Name:' removes a default. "
        "Repeatable, sent in "
        "this order.",
        "FIELD");
    add({name("d"), name("data")},
        "Body, as application/x-www-form-urlencoded unless a header says otherwise; @FILE reads it "
        "from a "
        "file, without line breaks. Repeatable, joined with &.",
        "TEXT");
    add({name("data-binary")}, "Body as it is; @FILE reads it from a file.", "TEXT");
    add({name("json")}, "Body, with Content-Type and Accept: application/json.", "TEXT");
    add({name("u"), name("user")}, "Basic credentials.", "USER:PASSWORD");
    add({name("A"), name("user-agent")}, "User-Agent.", "TEXT");
    add({name("e"), name("referer")}, "Referer.", "URL");
    add({name("b"), name("cookie")}, "Cookie.", "NAME=VALUE");
    add({name("as")}, "Client profile (default browser-fetch); see \"hoplens clients\".", "CLIENT");
    add({name("max-hops")}, "Limit on followed redirects, in place of the profile's.", "N");
    add({name("follow-refresh")},
        "Follows soft redirects too, which a page asks for: Refresh and meta refresh.");
    add({name("timeout")}, "Time for the whole trace; 0 or none: no limit.", "SECONDS");
    add({name("connect-timeout")}, "Time for one connection (default 15).", "SECONDS");
    add({name("resolve")}, "Connects there instead. Repeatable.", "HOST:PORT:ADDRESS");
    add({name("k"), name("insecure")}, "Accepts any TLS certificate.");
    add({name("cacert")}, "Trusts the authorities in this PEM file as well.", "FILE");
    add({name("x"), name("proxy")},
        "http or socks5 proxy; default: the environment's, loopback excepted.", "URL");
    add({name("lab")}, "URL is a path on a lab started for this run.");
    add({name("o"), name("output")}, "Writes to this file; the format follows its name.", "FILE");
    add({name("format")}, "text or json (default text).", "FORMAT");
    add({name("show-secrets")}, "Does not blot out credentials, cookies and tokens.");
    add({name("fail-on")}, "Exit code 4 when a finding of this level or worse is there.",
        "note|warning|problem");
}

Result<TraceArguments> readTraceArguments(const QCommandLineParser &parser)
{
    TraceArguments arguments;
    const QStringList addresses = parser.positionalArguments();
    if (addresses.size() != 1) {
        return wrong(addresses.isEmpty()
                         ? tr("There is no address; see \"hoplens trace --help\".")
                         : tr("There is more than one address; trace them one by one."));
    }
    arguments.address = addresses.first();
    arguments.lab = parser.isSet(QStringLiteral("lab"));
    arguments.method = parser.value(QStringLiteral("request"));
    if (parser.isSet(QStringLiteral("request")) && arguments.method.isEmpty()) {
        return wrong(tr("-X wants a method, such as POST."));
    }
    arguments.headers = parser.values(QStringLiteral("header"));
    arguments.data = dataArguments(parser);
    arguments.user = optionalValue(parser, "user");
    arguments.userAgent = optionalValue(parser, "user-agent");
    arguments.referer = optionalValue(parser, "referer");
    arguments.cookie = optionalValue(parser, "cookie");
    arguments.client = parser.isSet(QStringLiteral("as")) ? parser.value(QStringLiteral("as"))
                                                          : QStringLiteral("browser-fetch");
    if (findProfile(arguments.client) == nullptr) {
        return unknownClient(arguments.client);
    }
    for (const auto read : {readLimits, readConnection, readOutput}) {
        if (const Result<void> done = read(parser, arguments); !done) {
            return done.error();
        }
    }
    return arguments;
}

} // namespace hoplens
