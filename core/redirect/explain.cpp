// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/explain.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::explain", text);
}

/// ": tried 192.0.2.1 (timed out), 192.0.2.2 (refused)", where it was more than one.
QString addressesTried(const Failure &failure)
{
    return failure.detail.contains(QStringLiteral("), ")) ? tr(": tried %1").arg(failure.detail)
                                                          : QString();
}

} // namespace

QString failureSentence(const Failure &failure, const Request &request)
{
    const QString host = displayText(request.url.host.value_or(QByteArray()));
    const QString place = displayText(hostField(request.url));
    switch (failure.code) {
    case FailureCode::HostNotFound:
        return tr("The host %1 was not found; check the name and the network.").arg(host);
    case FailureCode::ConnectionRefused:
        return tr("%1 refused the connection%2; is the server running on that port?")
            .arg(place, addressesTried(failure));
    case FailureCode::Unreachable:
        return tr("%1 cannot be reached from here%2; check the network.")
            .arg(place, addressesTried(failure));
    case FailureCode::ClosedBeforeAnswer:
        return tr("%1 closed the connection without a single byte of an answer.").arg(place);
    case FailureCode::ClosedInHead:
        return tr("%1 closed the connection in the middle of the answer's head.").arg(place);
    case FailureCode::ClosedInBody:
        return tr("%1 closed the connection before the body was complete.").arg(place);
    case FailureCode::Reset:
        return tr("%1 reset the connection.").arg(place);
    case FailureCode::ProxyFailed:
        return failure.detail.isEmpty()
            ? tr("The proxy did not connect to %1; check its address and password.").arg(place)
            : tr("The proxy did not connect to %1 (%2); check its address and password.")
                  .arg(place, failure.detail);
    case FailureCode::TlsHandshake:
        return tr("The TLS handshake with %1 failed; does it speak https on that port?").arg(place);
    case FailureCode::CertificateRejected:
        return failure.detail.isEmpty()
            ? tr("The certificate of %1 is not trusted.").arg(host)
            : tr("The certificate of %1 is not trusted: %2.").arg(host, failure.detail);
    case FailureCode::ConnectDeadline:
        return tr("%1 did not answer within the time for connecting.").arg(place);
    case FailureCode::TlsDeadline:
        return tr("%1 did not finish the TLS handshake in time.").arg(place);
    case FailureCode::FirstByteDeadline:
        return tr("%1 did not begin to answer in time.").arg(place);
    case FailureCode::IdleDeadline:
        return tr("Nothing more came from %1, and the time for waiting ran out.").arg(place);
    case FailureCode::TraceDeadline:
        return tr("The time for the whole trace ran out.");
    case FailureCode::NotHttp:
        return tr("%1 did not answer with HTTP/1.x; what came back is no status line.").arg(place);
    case FailureCode::BadHead:
        return tr("The answer's head could not be read.");
    case FailureCode::HeadTooLarge:
        return tr("The answer's head is larger than the limit; reading was ended.");
    case FailureCode::TooManyFields:
        return tr("The answer has more header fields than the limit; reading was ended.");
    case FailureCode::TooManyInterim:
        return tr("The server sent interim answers without an end; reading was ended.");
    case FailureCode::BadFraming:
        return tr("The length of the answer's body is contradictory or invalid.");
    case FailureCode::SwitchedProtocols:
        return tr("The server switched to another protocol, which nobody had asked for.");
    case FailureCode::Stopped:
        return tr("Stopped by you.");
    case FailureCode::Other:
        break;
    }
    return failure.detail.isEmpty()
        ? tr("The exchange with %1 failed.").arg(place)
        : tr("The exchange with %1 failed: %2.").arg(place, failure.detail);
}

QString failureSentence(const Exchange &exchange)
{
    const Failure failure = exchange.failure.value_or(Failure{});
    const Connection &connection = exchange.connection;
    if (!connection.proxy || exchange.times.connect
        || failure.code != FailureCode::ConnectDeadline) {
        return failureSentence(failure, exchange.request);
    }
    return connection.tunnel
        ? tr("The proxy %1 did not open a tunnel to %2 within the time for connecting.")
              .arg(*connection.proxy, displayText(hostField(exchange.request.url)))
        : tr("There was no connection through the proxy %1 within the time for connecting.")
              .arg(*connection.proxy);
}

QString tunnelSentence(const Tunnel &tunnel)
{
    const QString target = displayText(tunnel.request.target);
    if (!tunnel.response) {
        return tr("The proxy was asked for a tunnel to %1; no answer could be read.").arg(target);
    }
    const QString answer =
        QString::number(tunnel.response->status) + u' ' + displayText(tunnel.response->reason);
    return tr("The proxy was asked for a tunnel to %1 and answered %2.")
        .arg(target, answer.trimmed());
}

QString outcomeSentence(OutcomeKind kind, const QList<Hop> &hops)
{
    Q_ASSERT(!hops.isEmpty());
    const Hop &last = hops.last();
    const auto lastReason = [&] {
        return last.redirect && !last.redirect->why.isEmpty() ? last.redirect->why.last().text
                                                              : QString();
    };
    switch (kind) {
    case OutcomeKind::Final:
        return tr("The client hands over the answer %1.")
            .arg(last.exchange.response ? last.exchange.response->status : 0);
    case OutcomeKind::Loop:
    case OutcomeKind::Limit:
    case OutcomeKind::Refused:
        return lastReason();
    case OutcomeKind::Network:
    case OutcomeKind::Tls:
    case OutcomeKind::Timeout:
    case OutcomeKind::Protocol:
    case OutcomeKind::Cancelled:
        return failureSentence(last.exchange);
    case OutcomeKind::Stopped:
        return tr("Stopped before the next request was sent.");
    }
    Q_UNREACHABLE();
}

QString odditySentence(Oddity oddity)
{
    switch (oddity) {
    case Oddity::BareLineFeed:
        return tr("Lines end with LF instead of CR LF.");
    case Oddity::ObsoleteFolding:
        return tr("A field is folded over several lines, which is obsolete.");
    case Oddity::LineWithoutColon:
        return tr("A line of the head has no colon and was passed over.");
    case Oddity::SpaceBeforeColon:
        return tr("A field name is followed by a space before the colon.");
    case Oddity::LengthAndChunked:
        return tr("Content-Length and Transfer-Encoding came together; the latter counts.");
    case Oddity::RepeatedContentLength:
        return tr("Content-Length was repeated with the same value.");
    case Oddity::ExcessBytes:
        return tr("Bytes came after the end of the body and were not read.");
    case Oddity::BodyShort:
        return tr("The body is shorter than announced.");
    case Oddity::OldVersion:
        return tr("The server answers with HTTP/1.0.");
    case Oddity::BodyLimit:
        return tr("The body is larger than Hoplens reads; reading was ended.");
    case Oddity::ControlInHead:
        return tr("A CR or NUL stands within a line of the head, which is invalid and dangerous.");
    case Oddity::InvalidFieldName:
        return tr("A field name holds a space or another character that no name may have.");
    case Oddity::EndUnconfirmed:
        return tr("TLS was ended without its closing alert, so part of the body may be missing.");
    }
    Q_UNREACHABLE();
}

QString levelName(Level level)
{
    switch (level) {
    case Level::Note:
        return tr("note");
    case Level::Warning:
        return tr("warning");
    case Level::Problem:
        return tr("problem");
    }
    Q_UNREACHABLE();
}

QString originChangeSentence(const Url &from, const Url &to)
{
    const QString place = displayText(serializeOrigin(to));
    switch (originChange(from, to)) {
    case OriginChange::Same:
        return tr("same origin");
    case OriginChange::Port:
        return tr("another port: %1").arg(place);
    case OriginChange::Scheme:
        return tr("another scheme: %1").arg(place);
    case OriginChange::Host:
        return tr("another host: %1").arg(place);
    }
    Q_UNREACHABLE();
}

QString redirectsText(int count)
{
    return count == 1 ? tr("1 redirect") : tr("%1 redirects").arg(count);
}

QString sizeText(qint64 octets)
{
    const QLocale locale;
    if (octets < 1000) {
        return tr("%1 B").arg(locale.toString(octets));
    }
    static constexpr std::array units{"kB", "MB", "GB"};
    double value = static_cast<double>(octets) / 1000;
    std::size_t unit = 0;
    while (value >= 999.95 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return locale.toString(value, 'f', 1) + u' ' + QLatin1String(units.at(unit));
}

QString durationText(double milliseconds)
{
    const QLocale locale;
    return milliseconds < 999.95 ? tr("%1 ms").arg(locale.toString(milliseconds, 'f', 1))
                                 : tr("%1 s").arg(locale.toString(milliseconds / 1000, 'f', 1));
}

} // namespace hoplens
