// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curldata.h"

#include "core/http/displaytext.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

constexpr const char *formType = "application/x-www-form-urlencoded";

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::CurlCommand", text);
}

/// As curl 7.88 encodes: "-", "." , "_" and "~" stay, a space is "+".
QByteArray encoded(const QByteArray &content)
{
    return content.toPercentEncoding().replace("%20", "+");
}

/// The value of a form field up to ";" or the end: plain, or in quotes with \" and \\.
QByteArray takeFormValue(const QByteArray &text, qsizetype &at)
{
    QByteArray value;
    if (at < text.size() && text.at(at) == '"') {
        const qsizetype start = at;
        for (++at; at < text.size() && text.at(at) != '"'; ++at) {
            const bool escapes = text.at(at) == '\\' && at + 1 < text.size()
                && (text.at(at + 1) == '"' || text.at(at + 1) == '\\');
            at += escapes ? 1 : 0;
            value += text.at(at);
        }
        if (at < text.size()) {
            const qsizetype semicolon = text.indexOf(';', at);
            at = semicolon < 0 ? text.size() : semicolon;
            return value;
        }
        at = start; // no end: the quote is part of the value
        value.clear();
    }
    const qsizetype semicolon = text.indexOf(';', at);
    const qsizetype end = semicolon < 0 ? text.size() : semicolon;
    value = text.mid(at, end - at);
    at = end;
    return value;
}

/// Whether ";type=", ";filename=" and the like follow, and not a ";" of the value.
bool isFormAttribute(const QByteArray &text, qsizetype semicolon)
{
    const QByteArray rest = text.mid(semicolon + 1).trimmed();
    return rest.startsWith("type=") || rest.startsWith("filename=") || rest.startsWith("headers=")
        || rest.startsWith("encoder=");
}

/// man curl, -F: "name=content", "name=@file", "name=content;type=text/plain;filename=file".
PartRow formPart(const QByteArray &name, const QByteArray &text)
{
    PartRow part;
    part.name = name;
    part.isFile = text.startsWith('@');
    qsizetype at = part.isFile ? 1 : 0;
    QByteArray content = takeFormValue(text, at);
    while (at < text.size() && !isFormAttribute(text, at)) {
        ++at;
        content += ';' + takeFormValue(text, at);
    }
    if (part.isFile) {
        part.file = QString::fromUtf8(content);
    } else {
        part.text = content;
    }
    while (at < text.size()) {
        const qsizetype equals = text.indexOf('=', at);
        if (equals < 0) {
            break;
        }
        const QByteArray key = text.mid(at + 1, equals - at - 1).trimmed();
        at = equals + 1;
        QByteArray value = takeFormValue(text, at);
        while (key == "type" && at < text.size() && !isFormAttribute(text, at)) {
            ++at; // a media type has parameters of its own
            value += ';' + takeFormValue(text, at);
        }
        if (key == "type") {
            part.type = value;
        } else if (key == "filename") {
            part.fileName = value;
        }
    }
    return part;
}

Result<PartRow> readFormPart(const CurlArgument &argument)
{
    const qsizetype equals = argument.value.indexOf('=');
    if (equals <= 0) {
        return Error{Error::Code::InvalidInput,
                     tr("%1 wants name=value, not \"%2\".")
                         .arg(argument.written, displayText(argument.value).left(40))};
    }
    const QByteArray name = argument.value.left(equals);
    const QByteArray text = argument.value.mid(equals + 1);
    if (argument.name == QLatin1String("form-string")) {
        return PartRow{true, name, false, text, {}, {}, {}};
    }
    qsizetype at = 1;
    if (text.startsWith('<')) { // its text, without the file's name
        return fileWanted(argument, takeFormValue(text, at));
    }
    const PartRow part = formPart(name, text);
    return part.file == QLatin1String("-") ? Result<PartRow>(fileWanted(argument, "-")) : part;
}

} // namespace

Error fileWanted(const CurlArgument &argument, const QByteArray &file)
{
    return {Error::Code::InvalidInput,
            tr("%1 reads the file %2, which pasting does not; put its content there instead.")
                .arg(argument.written, displayText(file).left(80))};
}

/// man curl, --data-urlencode: "=content This will make curl URL-encode the content and pass that
/// on. The preceding = symbol is not included in the data."
Result<QByteArray> urlEncoded(const CurlArgument &argument)
{
    const QByteArray &value = argument.value;
    const qsizetype equals = value.indexOf('=');
    const qsizetype file = value.indexOf('@');
    if (equals < 0 && file >= 0) {
        return fileWanted(argument, value.mid(file + 1));
    }
    if (equals <= 0) {
        return encoded(value.mid(equals + 1));
    }
    return value.left(equals + 1) + encoded(value.mid(equals + 1));
}

/// man curl, --url-query: "If the argument starts with a '+' character, the rest of the string is
/// provided as-is unencoded."
Result<QByteArray> urlQuery(const CurlArgument &argument)
{
    return argument.value.startsWith('+') ? Result<QByteArray>(argument.value.mid(1))
                                          : urlEncoded(argument);
}

/// man curl, -d: "If any of these options is used more than once on the same command line, the data
/// pieces specified will be merged with a separating &-symbol."
Result<void> CurlData::append(const CurlArgument &argument, const QByteArray &bytes, bool separated)
{
    if (!m_file.isEmpty()) {
        return fileWanted(argument, m_file.toUtf8());
    }
    m_text += (m_isGiven && separated ? "&" : "") + bytes;
    m_isGiven = true;
    return {};
}

/// man curl, --data-binary: "If you start the data with the letter @, the rest should be a
/// filename"; -d, which leaves out line breaks, would need to read it here.
Result<void> CurlData::takeFile(const CurlArgument &argument)
{
    m_isUpload = argument.name == QLatin1String("upload-file");
    const QByteArray file = argument.value.mid(m_isUpload ? 0 : 1);
    const bool isBinary = m_isUpload || argument.name == QLatin1String("data-binary");
    if (!isBinary || m_isGiven || file.isEmpty() || file == "-" || file == ".") {
        return fileWanted(argument, file);
    }
    m_file = QString::fromUtf8(file);
    m_isGiven = true;
    return {};
}

Result<void> CurlData::take(const CurlArgument &argument)
{
    if (argument.name.startsWith(QLatin1String("form"))) {
        const Result<PartRow> part = readFormPart(argument);
        if (!part) {
            return part.error();
        }
        m_parts.append(*part);
        m_isGiven = true;
        return {};
    }
    if (argument.name == QLatin1String("data-urlencode")) {
        const Result<QByteArray> bytes = urlEncoded(argument);
        return bytes ? append(argument, *bytes, true) : bytes.error();
    }
    const bool namesFile = argument.name == QLatin1String("upload-file")
        || (argument.name != QLatin1String("data-raw") && argument.value.startsWith('@'));
    if (namesFile) {
        return takeFile(argument);
    }
    const bool json = argument.name == QLatin1String("json");
    m_isJson = m_isJson || json;
    return append(argument, argument.value, !json);
}

QList<FormPart> CurlData::texts() const
{
    QList<FormPart> parts;
    for (const PartRow &part : m_parts) {
        parts.append({part.name, part.text, part.type, part.fileName});
    }
    return parts;
}

bool CurlData::needsFile() const
{
    return !m_file.isEmpty()
        || std::any_of(m_parts.begin(), m_parts.end(),
                       [](const PartRow &part) { return part.isFile; });
}

std::optional<BodyDraft> CurlData::draft() const
{
    BodyDraft draft;
    if (isForm()) {
        draft.kind = BodyKind::Multipart;
        draft.parts = m_parts;
    } else if (!m_file.isEmpty()) {
        draft.kind = BodyKind::File;
        draft.file = m_file;
        draft.fileType = m_isUpload ? QByteArray() : QByteArray(formType);
    } else {
        return std::nullopt;
    }
    return draft;
}

QByteArray CurlData::content() const
{
    return isForm() ? multipartBody(texts(), boundary()) : m_text;
}

QByteArray CurlData::contentType() const
{
    if (isForm()) {
        return "multipart/form-data; boundary=" + boundary();
    }
    return m_isJson ? "application/json" : formType;
}

} // namespace hoplens
