// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/prepare.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::Request", text);
}

Error invalid(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

bool namesField(const QList<QByteArray> &list, const QByteArray &name)
{
    return std::any_of(list.begin(), list.end(),
                       [&](const QByteArray &candidate) { return sameFieldName(candidate, name); });
}

Result<void> checkField(const Field &field, const Request &request)
{
    const QString name = displayText(field.name);
    if (!isToken(field.name)) {
        return invalid(
            tr("\"%1\" is not a valid header name; use letters, digits and hyphens only.")
                .arg(name.left(80)));
    }
    if (!isFieldValue(field.value)) {
        return invalid(
            tr("The value of header %1 contains a line break or a NUL; remove it.").arg(name));
    }
    if (isNamed(field, "Transfer-Encoding")) {
        return invalid(tr("Hoplens sends bodies with Content-Length; remove the header "
                          "Transfer-Encoding."));
    }
    if (isNamed(field, "Content-Length")
        && field.value != QByteArray::number(request.body ? request.body->size : 0)) {
        return invalid(
            tr("Content-Length %1 does not fit the body of %2 bytes; remove the header, it is "
               "set by itself.")
                .arg(displayText(field.value))
                .arg(request.body ? request.body->size : 0));
    }
    return {};
}

/// Fetch §4.6: "If httpRequest's body is null and httpRequest's method is `POST` or `PUT`, then set
/// contentLength to 0." RFC 9110 §8.6 says the same of methods that give content a meaning.
std::optional<qint64> contentLength(const Request &request)
{
    if (request.body) {
        return request.body->size;
    }
    return request.method == "POST" || request.method == "PUT" ? std::optional<qint64>(0)
                                                               : std::nullopt;
}

} // namespace

Request prepareRequest(Request request, const ClientProfile &profile)
{
    if (const QByteArray upper = request.method.toUpper(); profile.upperCased.contains(upper)) {
        request.method = upper;
    }
    request.target = requestTarget(request.url);
    request.proxyFields.clear(); // whoever sends knows the proxy
    request.version =
        QByteArrayLiteral("HTTP/1.1"); // and finds out whether the server speaks another

    Headers byUser;
    std::copy_if(request.headers.begin(), request.headers.end(), std::back_inserter(byUser),
                 [](const Field &field) { return field.setBy != SetBy::Client; });
    request.headers = {};
    request.headers.reserve(byUser.size() + profile.sends.size() + 1);
    const auto addDefault = [&](const QByteArray &name, const QByteArray &value) {
        if (!contains(byUser, name) && !namesField(request.withoutDefaults, name)) {
            request.headers.append({name, value, SetBy::Client});
        }
    };
    // RFC 9110 §7.2: a user agent that sends Host SHOULD send it as the first field.
    addDefault(QByteArrayLiteral("Host"), hostField(request.url));
    for (const Field &field : byUser) {
        if (isNamed(field, "Host")) {
            request.headers.append(field);
        }
    }
    for (const Field &field : profile.sends) {
        addDefault(field.name, field.value);
    }
    for (const Field &field : byUser) {
        if (!isNamed(field, "Host")) {
            request.headers.append(field);
        }
    }
    if (const std::optional<qint64> length = contentLength(request)) {
        addDefault(QByteArrayLiteral("Content-Length"), QByteArray::number(*length));
    }
    return request;
}

Request withUserinfoAsCredentials(Request request)
{
    if (hasUserinfo(request.url)) {
        if (!contains(request.headers, "Authorization")) {
            const QByteArray credentials =
                percentDecoded(request.url.username) + ':' + percentDecoded(request.url.password);
            request.headers.append(
                {"Authorization", "Basic " + credentials.toBase64(), SetBy::Option});
        }
        request.url = withoutUserinfo(request.url);
    }
    return request;
}

Result<void> checkRequest(const Request &request, const ClientProfile &profile)
{
    if (!isToken(request.method)) {
        return invalid(tr("\"%1\" is not a valid method; use a word such as GET or POST.")
                           .arg(displayText(request.method).left(80)));
    }
    if (profile.refusedMethods.contains(request.method.toUpper())) {
        return invalid(tr("The client \"%1\" does not send %2; choose another method or client.")
                           .arg(profile.name, displayText(request.method)));
    }
    if (!isHttp(request.url)) {
        return invalid(tr("Hoplens opens only http and https addresses, not \"%1:\".")
                           .arg(displayText(request.url.scheme)));
    }
    if (request.url.host.value_or(QByteArray()).isEmpty()) {
        return invalid(tr("The address has no host; write it like http://host/path."));
    }
    for (const Field &field : request.headers) {
        if (field.setBy == SetBy::Client) {
            continue;
        }
        if (Result<void> checked = checkField(field, request); !checked) {
            return checked;
        }
        const bool once = isNamed(field, "Host") || isNamed(field, "Content-Length");
        if (once && valuesOf(request.headers, field.name).size() > 1) {
            return invalid(tr("The header %1 may be there only once; remove the others.")
                               .arg(displayText(field.name)));
        }
    }
    if (request.body && namesField(request.withoutDefaults, "Content-Length")) {
        return invalid(
            tr("Without Content-Length the server could not tell where the body ends; leave it "
               "in, or remove the body."));
    }
    return {};
}

} // namespace hoplens
