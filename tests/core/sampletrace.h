// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QJsonArray>

namespace hoplens {

inline Url sampleUrl(const QByteArray &text)
{
    const Result<Url> url = parseUrl(text);
    Q_ASSERT(url);
    return *url;
}

/// A trace with every member set to something that is not its default, without secrets.
inline std::shared_ptr<const Tunnel> sampleTunnel()
{
    Tunnel tunnel;
    tunnel.request.method = "CONNECT";
    tunnel.request.url = sampleUrl("https://a.test/");
    tunnel.request.target = "a.test:443";
    tunnel.request.headers = {{"Host", "a.test:443", SetBy::Client}};
    tunnel.request.proxyFields = {{"Proxy-Authorization", "Basic eDp5", SetBy::Client}};
    tunnel.response = Response();
    tunnel.response->version = "HTTP/1.0";
    tunnel.response->status = 200;
    tunnel.response->reason = "Connection established";
    tunnel.response->headers = {{"Proxy-agent", "caf\xE9", SetBy::User}};
    tunnel.response->rawHead = "HTTP/1.0 200 Connection established\nProxy-agent: caf\xE9\n\n";
    return std::make_shared<const Tunnel>(tunnel);
}

inline Trace sampleTrace()
{
    Response early;
    early.version = "HTTP/1.1";
    early.status = 103;
    early.reason = "Early Hints";
    early.headers = {{"Link", "</style.css>; rel=preload", SetBy::User}};
    early.body.decoded =
        DecodedContent{{"gzip", "br"}, "hel\xFF", 4'000, DecodingState::LimitReached, true};
    early.unknown = {{QStringLiteral("x-early"), true}};

    Request request;
    request.method = "POST";
    request.url = sampleUrl("https://ann:pw@a.test:8443/upload?x=%41#top");
    request.target = "/upload?x=%41";
    request.version = "HTTP/1.0";
    request.headers = {
        {"Host", "a.test:8443", SetBy::Client}, {"Authorization", "Basic YW5uOnB3", SetBy::Option},
        {"X-Twice", "user", SetBy::User},       {"X-Twice", "client", SetBy::Client},
        {"X-Twice", "option", SetBy::Option},   {"x-odd\xFF", "\xC0\xAF", SetBy::User}};
    request.body = bodyOf("hello \xFF world");
    request.body->truncated = true;
    request.body->size = 4'000'000'000;
    request.body->replayable = false;
    request.proxyFields = {{"Proxy-Authorization", "Basic eDp5", SetBy::Client}};
    request.withoutDefaults = {"Accept", "User-Agent"};
    request.unknown = {{QStringLiteral("trailers"), QJsonValue::Null}};

    Response response;
    response.version = "HTTP/1.1";
    response.status = 307;
    response.reason = "Temporar\xE9";
    response.headers = {{"Location", "/caf\xE9", SetBy::User},
                        {"Location", "//b.test/", SetBy::User}};
    response.interim = {early};
    response.body = bodyOf("\xEF\xBB\xBF<h1>gone\0</h1>");
    response.body.redacted = true;
    response.trailers = {{"X-Sum", "caf\xE9", SetBy::User}};
    response.rawHead = "HTTP/1.1 307 Temporar\xE9\nLocation: /caf\xE9\n\n";
    response.unknown = {{QStringLiteral("http2"), QJsonObject{{QStringLiteral("stream"), 7}}}};

    const QDateTime started(QDate(2026, 11, 22), QTime(14, 2, 11, 120), Qt::UTC);
    Connection connection;
    connection.reused = true;
    connection.local = QStringLiteral("127.0.0.1:40110");
    connection.peer = QStringLiteral("127.0.0.1:8307");
    connection.proxy = QStringLiteral("socks5://127.0.0.1:1080");
    const Certificate certificate{QStringLiteral("CN=a.test"),
                                  QStringLiteral("CN=Örtliche CA"),
                                  {QStringLiteral("a.test"), QStringLiteral("127.0.0.1")},
                                  QByteArray(32, '\x5a'),
                                  started,
                                  started.addYears(1)};
    connection.tls = TlsInfo{QStringLiteral("TLSv1.3"),
                             QStringLiteral("TLS_AES_256_GCM_SHA384"),
                             QStringLiteral("http/1.1"),
                             true,
                             {certificate},
                             {QStringLiteral("The certificate is self-signed")},
                             true};
    connection.unknown = {{QStringLiteral("quic"), QStringLiteral("no")}};

    Redirect redirect;
    redirect.locations = {"/caf\xE9", "//b.test/"};
    redirect.location = "//b.test/";
    redirect.resolved = sampleUrl("https://b.test/");
    redirect.follow = true;
    redirect.methodFrom = "POST";
    redirect.methodTo = "GET";
    redirect.bodyHad = 13;
    redirect.bodyKept = true;
    redirect.headers = {
        {"Authorization", FieldChange::Removed, QStringLiteral("drop-authorization")},
        {"Referer", FieldChange::Added, QStringLiteral("add-referer")}};
    redirect.origin = OriginChange::Host;
    redirect.why = {{QStringLiteral("keep-307"), About::Location, QStringLiteral("307 keeps it"),
                     QStringLiteral("the user agent MUST NOT change"),
                     QStringLiteral("RFC 9110 §15.4.8")}};
    redirect.byUser = UserStep{StepKind::Edited,
                               true,
                               true,
                               true,
                               sampleUrl("https://c.test/caf%C3%A9"),
                               "PUT",
                               13,
                               4,
                               1250,
                               {{QStringLiteral("by-tool"), true}}};
    redirect.unknown = {{QStringLiteral("cached"), false}};

    Hop hop;
    hop.exchange.request = request;
    hop.exchange.response = response;
    hop.exchange.failure =
        Failure{FailureKind::Timeout, FailureCode::ClosedInBody, QStringLiteral("gone")};
    hop.exchange.oddities = {Oddity::BodyShort, Oddity::BareLineFeed};
    hop.exchange.connection = connection;
    hop.exchange.connection.tunnel = sampleTunnel();
    hop.exchange.times = {0.0, 0.125, 0.3, 0.4, 0.5, 1.9, 1.95, 2.0};
    hop.exchange.earlier = {{connection,
                             {0.0, {}, {}, {}, 0.1, {}, {}, 0.2},
                             {FailureKind::Network, FailureCode::Reset, QStringLiteral("reset")}}};
    hop.exchange.earlier.first().connection.tunnel = sampleTunnel();
    hop.exchange.qtStack = QtStackNotes{
        {Unseen::RequestBytes, Unseen::Addresses, Unseen::ConnectTimes, Unseen::ResponseVersion,
         Unseen::RawHead, Unseen::FieldLines, Unseen::AllFields, Unseen::Interim, Unseen::Framing,
         Unseen::Trailers, Unseen::Tunnel},
        {"Accept-Language", "x-odd\xFF"},
        {"Host"},
        3};
    hop.redirect = redirect;
    hop.cookies = {{"lang", "a.test", "/", 0, std::nullopt},
                   {"odd\xFF", "b.test", "/x", 1, CookieAbsence::OtherHost}};
    hop.cookiesNotListed = 3;
    hop.cookiesSet = {{"seen", "a.test", "/up", false, true, true, SameSite::Lax,
                       started.addDays(1), CookieResult::Replaced, std::nullopt},
                      {"bad\xFF", "test", "/", true, false, false, SameSite::Default, std::nullopt,
                       CookieResult::Refused, CookieRefusal::PublicSuffix}};
    hop.unknown = {{QStringLiteral("note"), QJsonArray{1, QStringLiteral("two"), 3.5}}};

    Hop unanswered;
    unanswered.exchange.request.method = "GET";
    unanswered.exchange.request.url = sampleUrl("http://b.test/");
    unanswered.exchange.failure =
        Failure{FailureKind::Network, FailureCode::ClosedBeforeAnswer, {}};

    unanswered.soft = SoftRedirect{SoftRedirect::From::Meta, "5; url=/caf\xE9", 5, "/caf\xE9",
                                   sampleUrl("http://b.test/caf%E9")};

    Trace trace;
    trace.started = started;
    trace.generator = QStringLiteral("Hoplens 0.1.0");
    trace.client = {QStringLiteral("browser-fetch"), QStringLiteral("Fetch"),
                    QStringLiteral("2026-11")};
    trace.hops = {hop, unanswered};
    trace.outcome =
        Outcome{OutcomeKind::Network, 2, QStringLiteral("b.test closed the connection.")};
    trace.findings = {{QStringLiteral("method-changed"), Level::Problem, 1,
                       QStringLiteral("POST became GET."), QStringLiteral("RFC 9110 §15.4.4")}};
    trace.redacted = true;
    trace.unknown = {{QStringLiteral("comment"), QStringLiteral("kept")}};
    return trace;
}

} // namespace hoplens
