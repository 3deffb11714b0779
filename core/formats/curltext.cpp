// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curltext.h"

#include "core/formats/shellwords.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace hoplens {

namespace {

// Linux: one argument has at most 32 pages, its NUL included (execve(2)).
constexpr qsizetype argumentLimit = 128 * 1024 - 1;

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
    const QByteArray url = serializeUrl(request.url);
    CommandWriter command;
    command.addAddress(url);
    if (std::any_of(url.begin(), url.end(),
                    [](char c) { return QByteArrayView("[]{}").contains(c); })) {
        command.add("-g"); // they are no patterns
    }
    if (request.url.scheme == "https" && !request.target.isEmpty()) {
        command.add("--http1.1");
    }
    addMethod(command, request);
    addHeaders(command, request);
    removeDefaults(command, request);
    if (request.body) {
        command.add("--data-raw", request.body->bytes); // unlike --data-binary, without "@file"
    }
    return command.text();
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
