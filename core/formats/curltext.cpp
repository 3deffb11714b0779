// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curltext.h"

#include "core/draft/authdraft.h"
#include "core/formats/shellwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

// Linux: one argument has at most 32 pages, its NUL included (execve(2)).
constexpr qsizetype argumentLimit = 128 * 1024 - 1;

/// What curl makes of -d and --data-binary, unless it is told otherwise.
const QByteArray curlsOwnType = "application/x-www-form-urlencoded";

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::curlCommand", text);
}

Error impossible(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// A trace file or a pasted text may hold what is no method and no field; curl would send it as
/// several lines.
Result<void> checkHead(const Request &request)
{
    const auto noField = [](const QByteArray &name) {
        return impossible(tr("The header %1 is no valid field; curl would send something else.")
                              .arg(displayText(name).left(60)));
    };
    if (!isToken(request.method)) {
        return impossible(tr("The method %1 is no valid one; curl would send something else.")
                              .arg(displayText(request.method).left(60)));
    }
    for (const Field &field : request.headers) {
        if (!isToken(field.name) || !isFieldValue(field.value)) {
            return noField(field.name);
        }
    }
    for (const QByteArray &name : request.withoutDefaults) {
        if (!isToken(name)) {
            return noField(name);
        }
    }
    return {};
}

Result<void> checkBody(const Body &body)
{
    if (body.bytes.contains('\0')) {
        return impossible(tr("The body contains a NUL, which no command line can hold."));
    }
    if (body.bytes.size() > argumentLimit) {
        return impossible(tr("The body is longer than 128 KiB, which is all that one argument of a "
                             "command holds."));
    }
    if (body.truncated) {
        return impossible(tr("Only the first part of the body is known."));
    }
    return {};
}

/// The options, each with its value, one a line.
class CommandWriter {
public:
    void add(const char *option) { m_lines.append(QLatin1String(option)); }
    void add(const char *option, const QByteArray &value)
    {
        m_lines.append(QLatin1String(option) + u' ' + bashQuoted(value));
    }
    void addAddress(const QByteArray &url)
    {
        m_lines.append(QStringLiteral("curl ") + bashQuoted(url));
    }
    QString text() const { return m_lines.join(QStringLiteral(" \\\n  ")); }

private:
    QStringList m_lines;
};

void addMethod(CommandWriter &command, const Request &request)
{
    if (request.method == "HEAD" && !request.body) {
        command.add("-I"); // "-X HEAD" would wait for a body
    } else if (request.method != (request.body ? "POST" : "GET")) {
        command.add("-X", request.method);
    }
}

/// What curl adds unless it is told not to. The Content-Type of -d is never wanted.
void removeDefaults(CommandWriter &command, const Request &request)
{
    QList<QByteArray> names = request.withoutDefaults;
    const auto remove = [&](const char *name) {
        const bool named = std::any_of(names.begin(), names.end(), [&](const QByteArray &other) {
            return sameFieldName(other, name);
        });
        if (!named && !contains(request.headers, name)) {
            names.append(name);
        }
    };
    if (!request.target.isEmpty()) {
        for (const char *name : {"Host", "User-Agent", "Accept"}) {
            remove(name);
        }
    }
    if (request.body) {
        remove("Content-Type");
    }
    for (const QByteArray &name : std::as_const(names)) {
        command.add("-H", name + ':');
    }
}

void addHeaders(CommandWriter &command, const Request &request)
{
    for (const Field &field : request.headers) {
        const bool otherLength = isNamed(field, "Content-Length") && request.body
            && field.value != QByteArray::number(request.body->bytes.size());
        if (!otherLength) { // that of a body before secrets were blotted out
            command.add("-H",
                        field.value.isEmpty() ? field.name + ';' : field.name + ": " + field.value);
        }
    }
}

void addStart(CommandWriter &command, const Request &request)
{
    const QByteArray url = serializeUrl(request.url);
    command.addAddress(url);
    if (std::any_of(url.begin(), url.end(),
                    [](char c) { return QByteArrayView("[]{}").contains(c); })) {
        command.add("-g"); // they are no patterns
    }
    if (request.url.scheme == "https" && !request.target.isEmpty()) {
        command.add("--http1.1");
    }
    addMethod(command, request);
}

/// Writes a wish with the options that say most plainly what is meant.
class WishWriter {
public:
    explicit WishWriter(const CurlWish &wish)
        : m_wish(wish)
        , m_rest(wish.request)
    {
    }
    Result<QString> write();

private:
    void takeFields();
    void addBody();
    void addParts();
    void addOptions();
    void addSeconds(const char *option, std::chrono::milliseconds time,
                    std::chrono::milliseconds usual);
    bool isFormOfOptions() const;
    bool isFile() const { return m_wish.body.kind == BodyKind::File; }

    const CurlWish &m_wish;
    Request m_rest; ///< what still has to be written as headers
    QList<std::pair<const char *, QByteArray>> m_options; ///< in place of headers
    CommandWriter m_command;
};

/// Whether -F and --form-string can say every part.
bool WishWriter::isFormOfOptions() const
{
    const QList<PartRow> &parts = m_wish.body.parts;
    return m_wish.body.kind == BodyKind::Multipart
        && std::all_of(parts.begin(), parts.end(), [](const PartRow &part) {
               const bool isSayable = !part.name.isEmpty() && !part.name.contains('=')
                   && !part.text.contains('\0') && part.text.size() < argumentLimit / 2;
               return isSayable || !part.sent;
           });
}

/// A field made by an option on one of the pages becomes that option again.
void WishWriter::takeFields()
{
    Headers headers;
    for (const Field &field : std::as_const(m_rest.headers)) {
        const bool byOption = field.setBy == SetBy::Option;
        const AuthDraft auth =
            byOption && isNamed(field, "Authorization") ? authDraftOf(field) : AuthDraft();
        const bool isType = byOption && isNamed(field, "Content-Type");
        if (auth.kind == AuthKind::Basic) {
            m_options.append({"-u", auth.user + ':' + auth.password});
        } else if (auth.kind == AuthKind::Bearer) {
            m_options.append({"--oauth2-bearer", auth.token});
        } else if (byOption && isNamed(field, "Cookie") && field.value.contains('=')) {
            m_options.append({"-b", field.value});
        } else if (!(isType && (isFormOfOptions() || field.value == curlsOwnType))) {
            headers.append(field);
        }
    }
    m_rest.headers = headers;
}

Result<QString> WishWriter::write()
{
    if (const Result<void> checked = checkHead(m_rest); !checked) {
        return checked.error();
    }
    const bool readsFiles = isFormOfOptions() || isFile();
    if (m_rest.body && !readsFiles) {
        if (const Result<void> checked = checkBody(*m_rest.body); !checked) {
            return checked.error();
        }
    }
    takeFields();
    addStart(m_command, m_rest);
    addHeaders(m_command, m_rest);
    for (const auto &[option, value] : std::as_const(m_options)) {
        m_command.add(option, value);
    }
    Request bare = m_rest;
    const bool typeIsGone = m_rest.body && !contains(m_rest.headers, "Content-Type")
        && contains(m_wish.request.headers, "Content-Type");
    if (typeIsGone) {
        bare.body.reset(); // curl adds the very type that was meant
    }
    removeDefaults(m_command, bare);
    addOptions();
    addBody();
    return m_command.text();
}

void WishWriter::addSeconds(const char *option, std::chrono::milliseconds time,
                            std::chrono::milliseconds usual)
{
    if (time != usual) {
        m_command.add(option,
                      QByteArray::number(static_cast<double>(time.count()) / 1000, 'f',
                                         QLocale::FloatingPointShortest));
    }
}

void WishWriter::addOptions()
{
    const OptionsDraft &options = m_wish.options;
    const OptionsDraft usual;
    if (!m_wish.cookieFile.isEmpty()) {
        m_command.add("-b", m_wish.cookieFile.toUtf8());
    }
    if (options.maxHops) {
        m_command.add("--max-redirs", QByteArray::number(*options.maxHops));
    }
    addSeconds("-m", options.timeout, usual.timeout);
    addSeconds("--connect-timeout", options.connectTimeout, usual.connectTimeout);
    if (options.trust == TlsTrust::Anything) {
        m_command.add("-k");
    } else if (options.trust == TlsTrust::OwnAuthority) {
        m_command.add("--cacert", options.authorityFile.toUtf8());
    }
    if (options.proxy == ProxyUse::None) {
        m_command.add("--noproxy", "*");
    } else if (options.proxy == ProxyUse::Address) {
        m_command.add("-x", options.proxyAddress.trimmed().toUtf8());
    }
    const TraceOptions read = traceOptions(options);
    for (const ResolveEntry &entry : read.send.resolve) {
        m_command.add("--resolve", resolveText(entry).toUtf8());
    }
    if (options.stack == NetworkStack::Qt) {
        m_command.add("--http2");
    }
}

/// man curl, -F: a value in double quotes may hold anything, with \" and \\ for what ends it.
QByteArray quotedPart(const QByteArray &value)
{
    return '"' + QByteArray(value).replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

void WishWriter::addParts()
{
    for (const PartRow &part : m_wish.body.parts) {
        if (!part.sent || part.name.isEmpty()) {
            continue;
        }
        if (!part.isFile && part.type.isEmpty() && part.fileName.isEmpty()) {
            m_command.add("--form-string", part.name + '=' + part.text);
            continue;
        }
        QByteArray value =
            part.isFile ? '@' + quotedPart(part.file.toUtf8()) : quotedPart(part.text);
        const QByteArray type =
            part.isFile && part.type.isEmpty() ? typeOfFile(part.file) : part.type;
        value += type.isEmpty() ? QByteArray() : ";type=" + type;
        value += part.fileName.isEmpty() ? QByteArray() : ";filename=" + quotedPart(part.fileName);
        m_command.add("-F", part.name + '=' + value);
    }
}

void WishWriter::addBody()
{
    if (isFormOfOptions()) {
        addParts();
    } else if (isFile()) {
        m_command.add("--data-binary", '@' + m_wish.body.file.toUtf8());
    } else if (m_rest.body) {
        m_command.add("--data-raw", m_rest.body->bytes);
    }
}

} // namespace

Result<QString> curlCommandOf(const Request &request)
{
    if (const Result<void> checked = checkHead(request); !checked) {
        return checked.error();
    }
    if (request.body) {
        if (const Result<void> checked = checkBody(*request.body); !checked) {
            return checked.error();
        }
    }
    CommandWriter command;
    addStart(command, request);
    addHeaders(command, request);
    removeDefaults(command, request);
    if (request.body) {
        command.add("--data-raw", request.body->bytes); // unlike --data-binary, without "@file"
    }
    return command.text();
}

Result<QString> curlCommandOf(const CurlWish &wish)
{
    WishWriter writer(wish);
    return writer.write();
}

QString curlScript(const Trace &trace)
{
    QString script;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Result<QString> command = curlCommandOf(trace.hops.at(i).exchange.request);
        script += i == 0 ? QString() : QStringLiteral("\n");
        script += QStringLiteral("# ") + tr("hop %1").arg(i + 1);
        script += command ? u'\n' + *command : QStringLiteral(": ") + command.error().detail;
        script += u'\n';
    }
    return script;
}

} // namespace hoplens
