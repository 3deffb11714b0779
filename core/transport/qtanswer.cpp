// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/qtanswer.h"

#include "core/transport/replyerror.h"

#include <QCoreApplication>
#include <QNetworkReply>

namespace hoplens {

namespace {

// Qt joins the values of one name with ", ", those of Set-Cookie with line feeds.
Headers fieldsOf(const QNetworkReply &reply, bool isHttp2)
{
    Headers fields;
    for (const auto &[name, joined] : reply.rawHeaderPairs()) {
        const QList<QByteArray> values =
            sameFieldName(name, "Set-Cookie") ? joined.split('\n') : QList{joined};
        for (const QByteArray &value : values) {
            // RFC 9113 §8.2.1: "A field name MUST NOT contain characters in the ranges 0x00-0x20,
            // 0x41-0x5a" (A to Z); Qt writes one or another in capitals.
            fields.append({isHttp2 ? name.toLower() : name, value});
        }
    }
    return fields;
}

FailureCode codeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return FailureCode::HostNotFound;
    case QNetworkReply::ConnectionRefusedError:
        return FailureCode::ConnectionRefused;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return FailureCode::Unreachable;
    case QNetworkReply::SslHandshakeFailedError:
        return FailureCode::TlsHandshake;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return FailureCode::ProxyFailed;
    case QNetworkReply::ProtocolFailure:
        return FailureCode::BadHead;
    default:
        return FailureCode::Other;
    }
}

FailureKind kindOf(FailureCode code)
{
    switch (code) {
    case FailureCode::TlsHandshake:
        return FailureKind::Tls;
    case FailureCode::BadHead:
        return FailureKind::Protocol;
    default:
        return FailureKind::Network;
    }
}

// What error() says of a status such as 404 is no failure: the answer is there.
bool isAboutStatus(QNetworkReply::NetworkError error, int status)
{
    return status >= 400 && error == networkErrorOf(std::nullopt, status);
}

// The statuses of which every client takes a Location for a redirect.
bool leadsElsewhere(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Some of Qt's sentences hold the whole address, with whatever is secret in its query.
QString wordsOf(const QNetworkReply &reply)
{
    const QString words = reply.errorString();
    return words.contains(u"://") ? QString() : words;
}

} // namespace

Response responseOf(const QNetworkReply &reply, bool isHttp2)
{
    Response response;
    response.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.version = isHttp2 ? QByteArray("HTTP/2") : QByteArray();
    response.reason =
        reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString().toLatin1();
    response.headers = fieldsOf(reply, isHttp2);
    return response;
}

std::optional<Failure> failureInHead(const Response &response)
{
    if (response.status == 101) {
        return Failure{FailureKind::Protocol, FailureCode::SwitchedProtocols, {}};
    }
    const bool isRedirect = response.status >= 300 && response.status < 400;
    if (response.status < 200 || (isRedirect && response.headers.isEmpty())) {
        return Failure{FailureKind::Protocol, FailureCode::BadHead, {}};
    }
    if (leadsElsewhere(response.status) && !contains(response.headers, "Location")) {
        return Failure{FailureKind::Protocol, FailureCode::Other,
                       QCoreApplication::translate(
                           "hoplens::QtStackReply",
                           "no Location, or an empty one; Qt's network stack does not tell which")};
    }
    return std::nullopt;
}

Failure closedInHead()
{
    return {FailureKind::Network, FailureCode::Other,
            QCoreApplication::translate("hoplens::QtStackReply",
                                        "the connection ended before there was a whole answer")};
}

std::optional<Failure> failureOf(const QNetworkReply &reply, int status)
{
    const QNetworkReply::NetworkError error = reply.error();
    const bool hasHead = status != 0;
    if (error == QNetworkReply::NoError || isAboutStatus(error, status)) {
        return hasHead ? std::nullopt
                       : std::optional(Failure{FailureKind::Protocol, FailureCode::BadHead, {}});
    }
    const bool isClosed = error == QNetworkReply::RemoteHostClosedError
        || error == QNetworkReply::ContentReSendError; // closed too, and not sent again
    if (isClosed) {
        return hasHead ? Failure{FailureKind::Network, FailureCode::ClosedInBody, {}}
                       : closedInHead();
    }
    const FailureCode code = codeOf(error);
    return Failure{kindOf(code), code, wordsOf(reply)};
}

} // namespace hoplens
