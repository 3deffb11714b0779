// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/replyerror.h"

namespace hoplens {

namespace {

QNetworkReply::NetworkError errorOfFailure(FailureCode code)
{
    switch (code) {
    case FailureCode::HostNotFound:
        return QNetworkReply::HostNotFoundError;
    case FailureCode::ConnectionRefused:
        return QNetworkReply::ConnectionRefusedError;
    case FailureCode::ClosedBeforeAnswer:
    case FailureCode::ClosedInHead:
    case FailureCode::ClosedInBody:
    case FailureCode::Reset:
        return QNetworkReply::RemoteHostClosedError;
    case FailureCode::ProxyFailed:
        return QNetworkReply::UnknownProxyError;
    case FailureCode::TlsHandshake:
    case FailureCode::CertificateRejected:
        return QNetworkReply::SslHandshakeFailedError;
    case FailureCode::ConnectDeadline:
    case FailureCode::TlsDeadline:
    case FailureCode::FirstByteDeadline:
    case FailureCode::IdleDeadline:
    case FailureCode::TraceDeadline:
        return QNetworkReply::TimeoutError;
    case FailureCode::Stopped:
        return QNetworkReply::OperationCanceledError;
    case FailureCode::NotHttp:
    case FailureCode::BadHead:
    case FailureCode::HeadTooLarge:
    case FailureCode::TooManyFields:
    case FailureCode::TooManyInterim:
    case FailureCode::BadFraming:
    case FailureCode::SwitchedProtocols:
        return QNetworkReply::ProtocolFailure;
    case FailureCode::Unreachable:
    case FailureCode::Other:
        break;
    }
    return QNetworkReply::UnknownNetworkError;
}

QNetworkReply::NetworkError errorOfStatus(int status)
{
    switch (status) {
    case 400:
    case 418:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 405:
        return QNetworkReply::ContentOperationNotPermittedError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        break;
    }
    if (status >= 500) {
        return QNetworkReply::UnknownServerError;
    }
    return status >= 400 ? QNetworkReply::UnknownContentError : QNetworkReply::NoError;
}

} // namespace

QNetworkReply::NetworkError networkErrorOf(const std::optional<Failure> &failure, int status)
{
    return failure ? errorOfFailure(failure->code) : errorOfStatus(status);
}

} // namespace hoplens
