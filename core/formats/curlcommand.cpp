// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curlcommand.h"

#include "core/formats/curldata.h"
#include "core/formats/curloptions.h"
#include "core/formats/curlsending.h"
#include "core/formats/curlwords.h"
#include "core/formats/requestoptions.h"
#include "core/redirect/ownrules.h"

#include <QByteArrayList>
#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::CurlCommand", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// Collects what the options say and makes the request in the end.
class CurlReader {
public:
    Result<void> take(const CurlArgument &argument);
    Result<CurlCommand> finish();

private:
    using Taker = Result<void> (CurlReader::*)(const CurlArgument &);

    Result<void> takeField(const CurlArgument &argument);
    Result<void> takeHeader(const CurlArgument &argument);
    Result<void> takeCookie(const CurlArgument &argument);
    Result<void> takeReferer(const CurlArgument &argument);
    Result<void> takeRequestWord(const CurlArgument &argument);
    Result<void> takeContent(const CurlArgument &argument);
    Result<void> takeSending(const CurlArgument &argument);
    Result<void> readAddress();
    void addFields();
    void addTypeOfFile();
    void addNameOfFile();
    void chooseMethod();

    CurlCommand m_command;
    CurlData m_data;
    QList<QByteArray> m_addresses;
    Headers m_fields; // by options other than -H
    QByteArrayList m_urlQuery;
    QByteArray m_requestTarget;
    bool m_toQuery = false; // -G
    bool m_head = false;
    bool m_upload = false; // -T
    bool m_pathAsIs = false;
};

Result<void> CurlReader::take(const CurlArgument &argument)
{
    static const QHash<QString, Taker> takers = [] {
        QHash<QString, Taker> all;
        const auto add = [&](const char *names, Taker taker) {
            const QStringList list = QString::fromLatin1(names).split(u' ');
            for (const QString &name : list) {
                all.insert(name, taker);
            }
        };
        add("user user-agent range oauth2-bearer compressed", &CurlReader::takeField);
        add("header", &CurlReader::takeHeader);
        add("cookie", &CurlReader::takeCookie);
        add("referer", &CurlReader::takeReferer);
        add("request url head get path-as-is request-target next basic url-query",
            &CurlReader::takeRequestWord);
        add("data data-ascii data-binary data-raw data-urlencode json form form-string "
            "upload-file",
            &CurlReader::takeContent);
        add("max-redirs max-time insecure cacert connect-timeout proxy noproxy socks5 "
            "socks5-hostname resolve http2",
            &CurlReader::takeSending);
        return all;
    }();
    if (argument.use == CurlUse::NotTaken) {
        m_command.notTaken.append(argument.written);
    }
    if (argument.use != CurlUse::Taken || argument.off) {
        return {};
    }
    const Taker taker = takers.value(argument.name);
    Q_ASSERT(taker != nullptr);
    return (this->*taker)(argument);
}

Result<void> CurlReader::takeField(const CurlArgument &argument)
{
    const auto set = [&](const char *name, const QByteArray &value) {
        setField(m_fields, {name, value, SetBy::Option});
    };
    if (argument.name == QLatin1String("user")) {
        set("Authorization", basicCredentials(argument.value));
    } else if (argument.name == QLatin1String("oauth2-bearer")) {
        set("Authorization", "Bearer " + argument.value);
    } else if (argument.name == QLatin1String("range")) {
        set("Range", "bytes=" + argument.value);
    } else if (argument.name == QLatin1String("compressed")) {
        set("Accept-Encoding", "deflate, gzip, br, zstd"); // as curl 7.88 of Debian sends it
    } else if (argument.value.isEmpty()) {
        // man curl, -A: "If you give an empty argument to -A, --user-agent (""), it will remove the
        // header completely from the request."
        m_command.request.withoutDefaults.append("User-Agent");
    } else {
        set("User-Agent", argument.value);
    }
    return {};
}

Result<void> CurlReader::takeHeader(const CurlArgument &argument)
{
    if (argument.value.startsWith('@')) {
        return fileWanted(argument, argument.value.mid(1));
    }
    if (!addHeaderOption(argument.value, m_command.request)) {
        m_command.notTaken.append(argument.written + u' '
                                  + displayText(argument.value).left(40)); // curl ignores it too
    }
    return {};
}

/// man curl, -b: "If no '=' symbol is used in the argument, it is instead treated as a filename to
/// read previously stored cookie from."
Result<void> CurlReader::takeCookie(const CurlArgument &argument)
{
    if (!argument.value.contains('=')) {
        const bool isFile = !argument.value.isEmpty() && argument.value != "-";
        if (isFile && m_command.cookieFile.isEmpty()) {
            m_command.cookieFile = QString::fromUtf8(argument.value);
        } else if (isFile) {
            m_command.notTaken.append(argument.written + u' '
                                      + displayText(argument.value).left(40));
        }
        return {};
    }
    const std::optional<QByteArray> before = firstValue(m_fields, "Cookie");
    setField(m_fields,
             {"Cookie", before ? *before + ';' + argument.value : argument.value, SetBy::Option});
    return {};
}

/// man curl, -e: "you can append ";auto" to the -e, --referer URL to make curl automatically set
/// the previous URL when it follows a Location: header." Here the client profile says that.
Result<void> CurlReader::takeReferer(const CurlArgument &argument)
{
    const qsizetype automatic = argument.value.indexOf(";auto");
    const QByteArray value = automatic < 0 ? argument.value : argument.value.left(automatic);
    if (!value.isEmpty()) {
        setField(m_fields, {"Referer", value, SetBy::Option});
    }
    return {};
}

Result<void> CurlReader::takeRequestWord(const CurlArgument &argument)
{
    const QString &name = argument.name;
    if (name == QLatin1String("request")) {
        m_command.request.method = argument.value;
    } else if (name == QLatin1String("url")) {
        m_addresses.append(argument.value);
    } else if (name == QLatin1String("head")) {
        m_head = true;
    } else if (name == QLatin1String("get")) {
        m_toQuery = true;
    } else if (name == QLatin1String("path-as-is")) {
        m_pathAsIs = true;
    } else if (name == QLatin1String("request-target")) {
        m_requestTarget = argument.value;
    } else if (name == QLatin1String("url-query")) {
        const Result<QByteArray> query = urlQuery(argument);
        if (!query) {
            return query.error();
        }
        m_urlQuery.append(*query);
    } else if (name == QLatin1String("next")) {
        return wrong(tr("The command sends several requests; paste them one by one."));
    }
    return {};
}

Result<void> CurlReader::takeContent(const CurlArgument &argument)
{
    m_upload = m_upload || argument.name == QLatin1String("upload-file");
    return m_data.take(argument);
}

/// What cannot be read is listed: the request is worth having without it.
Result<void> CurlReader::takeSending(const CurlArgument &argument)
{
    takeCurlSending(argument, m_command);
    return {};
}

Result<void> CurlReader::readAddress()
{
    if (m_addresses.size() != 1) {
        return wrong(m_addresses.isEmpty()
                         ? tr("The command names no address; copy all of it.")
                         : tr("The command names %1 addresses; paste it with one of them. (%2)")
                               .arg(m_addresses.size())
                               .arg(displayText(m_addresses.at(1)).left(60)));
    }
    const Result<Url> url = parseTypedAddress(QString::fromUtf8(m_addresses.constFirst()));
    if (!url) {
        return url.error();
    }
    m_command.request.url = *url;
    addNameOfFile();
    if (m_pathAsIs && m_addresses.constFirst().contains("/.")) {
        m_command.notTaken.append(QStringLiteral("--path-as-is"));
    }
    QByteArrayList query = m_urlQuery;
    if (m_toQuery && m_data.isGiven()) {
        query.append(m_data.text());
    }
    if (!query.isEmpty()) {
        Url &all = m_command.request.url;
        const QByteArray added = query.join('&').replace('#', "%23");
        const Result<Url> longer =
            parseUrl(serializeUrl(all, Fragment::Exclude) + (all.query ? '&' : '?') + added);
        if (!longer) {
            return longer.error();
        }
        all.query = longer->query;
    }
    if (!m_requestTarget.isEmpty() && m_requestTarget != requestTarget(m_command.request.url)) {
        m_command.notTaken.append(QStringLiteral("--request-target"));
    }
    return {};
}

/// man curl, -T: "If there is no file part in the specified URL, curl will append the local file
/// name."
void CurlReader::addNameOfFile()
{
    QByteArray &path = m_command.request.url.path;
    if (const std::optional<BodyDraft> body = m_data.draft();
        m_upload && body && path.endsWith('/')) {
        path += body->file.section(u'/', -1).toUtf8().toPercentEncoding();
    }
}

/// The fields of options behind those by hand, that of the body last, as curl has it.
void CurlReader::addFields()
{
    Request &request = m_command.request;
    for (const Field &field : std::as_const(m_fields)) {
        addOptionField(request, field.name, field.value);
    }
    if (!m_data.isGiven() || m_toQuery) {
        return;
    }
    m_command.body = m_data.draft();
    if (m_data.needsFile()) {
        addTypeOfFile();
        return;
    }
    request.body = bodyOf(m_data.content());
    if (m_data.isJson()) {
        addOptionField(request, "Accept", "application/json");
    }
    const std::optional<QByteArray> typed = firstValue(request.headers, "Content-Type");
    if (m_data.isForm() && typed && !typed->contains("boundary=")) {
        // curl puts its boundary behind a Content-Type by hand.
        setField(request.headers,
                 {"Content-Type", *typed + "; boundary=" + m_data.boundary(), SetBy::User});
    }
    addOptionField(request, "Content-Type", m_data.contentType());
    // Taken away with -H, it is not there; no client adds one by itself.
    request.withoutDefaults.removeIf(
        [](const QByteArray &name) { return sameFieldName(name, "Content-Type"); });
}

/// The type goes with the body, which is put together when it is sent; -T has none by itself.
void CurlReader::addTypeOfFile()
{
    Request &request = m_command.request;
    const std::optional<QByteArray> typed = firstValue(request.headers, "Content-Type");
    const bool wasTakenAway = request.withoutDefaults.removeIf([](const QByteArray &name) {
        return sameFieldName(name, "Content-Type");
    }) > 0;
    if (m_data.isForm() && typed && !typed->contains("boundary=")) {
        setField(request.headers,
                 {"Content-Type", *typed + "; boundary=" + m_data.boundary(), SetBy::User});
    }
    if (!typed && (wasTakenAway || m_upload)) {
        request.withoutDefaults.append("Content-Type");
    }
}

/// man curl, -X: "The specified request method will be used instead of the method otherwise used
/// (which defaults to GET)."
void CurlReader::chooseMethod()
{
    if (m_command.request.method.isEmpty()) {
        const bool hasBody = m_command.request.body || m_command.body;
        m_command.request.method = m_head ? "HEAD" : m_upload ? "PUT" : hasBody ? "POST" : "GET";
    }
}

Result<CurlCommand> CurlReader::finish()
{
    if (const Result<void> read = readAddress(); !read) {
        return read.error();
    }
    addFields();
    chooseMethod();
    // "--digest -u me:pw" must not become Basic.
    static const QStringList otherSchemes{QStringLiteral("--digest"), QStringLiteral("--ntlm"),
                                          QStringLiteral("--negotiate"),
                                          QStringLiteral("--anyauth")};
    for (const QString &scheme : otherSchemes) {
        if (m_command.notTaken.contains(scheme)) {
            m_command.request.headers.removeIf([](const Field &field) {
                return isNamed(field, "Authorization") && field.setBy == SetBy::Option;
            });
        }
    }
    m_command.notTaken.removeDuplicates();
    m_command.sendOptions.removeDuplicates();
    return m_command;
}

} // namespace

Result<CurlCommand> readCurlCommand(const QString &text)
{
    const Result<ShellWords> words = curlWords(text);
    if (!words) {
        return words.error();
    }
    const Result<QList<CurlArgument>> arguments = readCurlArguments(words->words.mid(1));
    if (!arguments) {
        return arguments.error();
    }
    CurlReader reader;
    for (const CurlArgument &argument : *arguments) {
        if (const Result<void> taken = reader.take(argument); !taken) {
            return taken.error();
        }
    }
    Result<CurlCommand> command = reader.finish();
    if (command) {
        command->notTaken += words->variables;
        if (!words->rest.isEmpty()) {
            command->notTaken.append(visibleText(words->rest.left(60)));
        }
    }
    return command;
}

} // namespace hoplens
