// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/boxed.h"
#include "core/http/contentdecoding.h"
#include "core/http/cookies.h"
#include "core/http/headers.h"
#include "core/trace/moment.h"
#include "core/url/origin.h"
#include "core/url/url.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace hoplens {

/// Content of a message. `bytes` may be a part: `size` counts everything that was on the wire.
struct Body {
    QByteArray bytes;
    qint64 size = 0; ///< octets
    QByteArray sha256; ///< of what is not kept whole in `bytes`; see sha256Of()
    bool truncated = false; ///< `bytes` is shorter than the body, or reading was ended by a limit
    bool replayable = true; ///< false for a stream that can be sent only once
    bool redacted = false; ///< secrets were blotted out of `bytes` (a trace file)
    /// Only where it cannot be made from `bytes`, or was in a file; others ask contentOf.
    Boxed<DecodedContent> decoded;

    bool operator==(const Body &) const = default;
};
Body bodyOf(const QByteArray &bytes);
/// 32 octets over everything that was on the wire; empty when unknown. Not kept for a body that is
/// here whole, because hashing costs a hop more than parsing its head.
QByteArray sha256Of(const Body &body);

/// A request: as the user wishes it, as a rule derives it, and, after prepareRequest, as sent.
struct Request {
    QByteArray method;
    Url url;
    QByteArray target; ///< request target as on the wire; empty until prepared
    QByteArray version = QByteArrayLiteral("HTTP/1.1");
    Headers headers;
    Boxed<Body> body; ///< absent: no content. Present and empty: Content-Length: 0
    Headers proxyFields; ///< for a forwarding proxy alone, sent after the others
    QList<QByteArray> withoutDefaults; ///< names of client fields the user took away
    QJsonObject unknown; ///< keys of a newer writer, kept

    bool operator==(const Request &) const = default;
};

struct Response {
    QByteArray version;
    int status = 0;
    QByteArray reason;
    Headers headers;
    QList<Response> interim; ///< 1xx answers that came before, in order
    Body body;
    Headers trailers; ///< fields after a chunked body; never part of `headers`
    QByteArray rawHead; ///< octets as received, the empty line included; empty: not known
    QJsonObject unknown;
};

struct Certificate {
    QString subject;
    QString issuer;
    QStringList names; ///< subject alternative names: hosts and addresses
    QByteArray sha256; ///< 32 octets, of the DER form; empty when unknown
    QDateTime notBefore;
    QDateTime notAfter;
};

struct TlsInfo {
    QString version;
    QString cipher;
    QString alpn; ///< the protocol that was agreed on; empty: none
    bool resumed = false; ///< the chain is that of the session's first handshake
    QList<Certificate> chain;
    QStringList errors; ///< what was wrong with the chain, also when the user accepted it
    bool accepted = false; ///< by the user, in spite of the errors
};

/// How an http proxy was asked for a tunnel, and what it said. The heads only.
struct Tunnel {
    Request request; ///< CONNECT, as sent
    std::optional<Response> response; ///< absent: nothing that could be read came back
};

struct Connection {
    bool reused = false; ///< kept from an earlier hop
    Boxed<QString> proxy; ///< "socks5://127.0.0.1:1080", never with credentials
    Boxed<QString> local; ///< "127.0.0.1:40110"
    Boxed<QString> peer;
    Boxed<TlsInfo> tls;
    std::shared_ptr<const Tunnel> tunnel; ///< null: none was asked for on this hop
    QJsonObject unknown;
};

/// Milliseconds since Trace::started, without those that the trace stood still. Absent: not seen.
struct Times {
    Moment start;
    Moment dns;
    Moment connect;
    Moment tls;
    Moment sent;
    Moment firstByte;
    Moment head;
    Moment end;
};

/// Why an exchange has no complete answer.
enum class FailureKind { Network, Tls, Timeout, Protocol, Cancelled };
enum class FailureCode {
    HostNotFound,
    ConnectionRefused,
    Unreachable,
    ClosedBeforeAnswer, ///< not one byte came back
    ClosedInHead,
    ClosedInBody,
    Reset,
    ProxyFailed,
    TlsHandshake,
    CertificateRejected,
    ConnectDeadline,
    TlsDeadline,
    FirstByteDeadline,
    IdleDeadline,
    TraceDeadline,
    NotHttp, ///< the first bytes are no status line
    BadHead,
    HeadTooLarge,
    TooManyFields,
    TooManyInterim,
    BadFraming, ///< conflicting or invalid Content-Length, bad chunk
    SwitchedProtocols, ///< 101 without having been asked
    Stopped, ///< by the user
    Other,
};
struct Failure {
    FailureKind kind = FailureKind::Network;
    FailureCode code = FailureCode::Other;
    QString detail; ///< the system's own words, where there are any
};

/// Things about an answer that were odd but readable; shown on the hop.
enum class Oddity {
    BareLineFeed,
    ObsoleteFolding,
    LineWithoutColon,
    SpaceBeforeColon,
    LengthAndChunked,
    RepeatedContentLength,
    ExcessBytes, ///< bytes after the end of the body
    BodyShort, ///< closed before Content-Length was reached
    OldVersion, ///< HTTP/1.0 or HTTP/0.9
    BodyLimit, ///< reading was ended by Hoplens' own limit
    ControlInHead, ///< CR or NUL within a line of the head
    InvalidFieldName, ///< a space, or another character that no token has
    EndUnconfirmed, ///< a body until close, over TLS that ended without close_notify
};

/// A kept connection that turned out to be closed: the request went out on it, nothing came back,
/// and it was sent once more (RFC 9112 §9.3.1).
struct Attempt {
    Connection connection;
    Times times;
    Failure failure;
};

/// What Qt's network stack lets nobody see.
enum class Unseen {
    RequestBytes, ///< how the request was written, octet by octet
    Addresses,
    ConnectTimes, ///< when TCP was connected, and when the first byte came
    ResponseVersion,
    RawHead,
    FieldLines, ///< which fields were repeated or empty, and their order
    AllFields, ///< not one field came through: there was none, or none could be read
    Interim,
    Framing, ///< how the body was framed, and whether that was right
    Trailers,
    Tunnel, ///< how the proxy was asked for a tunnel, how often, and what it answered
};

/// Of a request that Qt's network stack sent: what it hid, and what it did by itself.
struct QtStackNotes {
    QList<Unseen> unseen;
    QList<QByteArray> added; ///< names of fields that it sends though nobody asked for them
    QList<QByteArray> leftOut; ///< names of fields that HTTP/2 does not carry, Host above all
    int timesSent = 0; ///< how often the request went out; 0: it did not say so

    bool operator==(const QtStackNotes &) const = default;
};

/// One request and what came back.
struct Exchange {
    Request request;
    std::optional<Response> response; ///< present as soon as the head was read
    Boxed<Failure> failure;
    QList<Oddity> oddities;
    Connection connection;
    Times times;
    QList<Attempt> earlier; ///< the same request, sent in vain before this one
    Boxed<QtStackNotes> qtStack; ///< absent: sent by our own stack, which hides nothing
};

enum class About { Method, Body, Header, Location, Limit };

/// Why the client did one thing. Words and source come from the profile's rule.
struct Reason {
    QString rule; ///< id of the rule
    About about = About::Method;
    QString text; ///< one short sentence
    QString quote; ///< the sentence of the standard that the rule implements, where there is one
    QString source; ///< "RFC 9110 §15.4.8"

    bool operator==(const Reason &) const = default;
};

enum class FieldChange { Kept, Removed, Added, Changed };
struct HeaderChange {
    QByteArray name;
    FieldChange change = FieldChange::Kept;
    QString rule;

    bool operator==(const HeaderChange &) const = default;
};

/// What was done about the next request when the trace stood still before it.
enum class StepKind {
    Proposed, ///< sent as the client would have sent it
    Kept, ///< method and body were kept
    Get, ///< made a GET without a body
    Edited, ///< written by hand
};

/// The user's part in a decision (step mode). What became of the request stands in the Redirect
/// around it; here stand the differences to what the client would have done.
struct UserStep {
    StepKind kind = StepKind::Proposed;
    bool methodChanged = false;
    bool bodyChanged = false;
    bool fieldsChanged = false; ///< but those that follow from method and body
    std::optional<Url> url; ///< asked for in place of Redirect::resolved
    QByteArray proposedMethod;
    std::optional<qint64> proposedBody; ///< octets; absent: there would have been none
    std::optional<qint64> sentBody; ///< octets; absent: none was sent
    double paused = 0; ///< milliseconds that the trace stood still; Times do not count them
    QJsonObject unknown;

    bool isChanged() const { return methodChanged || bodyChanged || fieldsChanged || url; }
    bool operator==(const UserStep &) const = default;
};

/// A decision about a redirect status, as it stands in the trace.
struct Redirect {
    QList<QByteArray> locations; ///< every Location value as received
    QByteArray location; ///< the one the client takes; empty when there is none
    std::optional<Url> resolved; ///< where it leads; also when the client does not go there
    bool follow = false;
    QByteArray methodFrom;
    QByteArray methodTo;
    std::optional<qint64> bodyHad; ///< octets; absent: there was no body
    bool bodyKept = false;
    QList<HeaderChange> headers;
    OriginChange origin = OriginChange::Same; ///< of nextUrl(); only meaningful with `resolved`
    QList<Reason> why;
    Boxed<UserStep> byUser; ///< absent: the trace did not stand still before the next request
    QJsonObject unknown;

    bool methodKept() const { return methodFrom == methodTo; }
};

/// What the answer asks a page to do by itself, in place of a redirect (HTML, "declarative
/// refresh").
struct SoftRedirect {
    enum class From { Field, Meta };
    From from = From::Field;
    QByteArray value; ///< as received: the Refresh field, or the content attribute, decoded
    int seconds = 0; ///< that a page would wait
    QByteArray reference; ///< as written; empty: the document itself
    Url url;

    bool operator==(const SoftRedirect &) const = default;
};

struct Hop {
    Exchange exchange;
    std::optional<Redirect> redirect; ///< absent when the response is no redirect
    QList<CookieUse> cookies; ///< the jar when the request was made: sent ones first, then others
    qint64 cookiesNotListed = 0; ///< cookies of the jar that are not in the list
    QList<CookieSetting> cookiesSet; ///< one for each Set-Cookie of the response
    Boxed<SoftRedirect> soft; ///< followed when `redirect` is there and says so
    QJsonObject unknown;
};

enum class OutcomeKind {
    Final, ///< a response that the client would hand over
    Loop,
    Limit,
    Refused, ///< a Location that the client does not follow
    Network,
    Tls,
    Timeout,
    Protocol,
    Cancelled, ///< by the user
    Stopped, ///< by a break condition or at the user's wish between hops
};
struct Outcome {
    OutcomeKind kind = OutcomeKind::Final;
    int hop = 0; ///< 1-based
    QString detail; ///< one sentence
};

enum class Level { Note, Warning, Problem };
struct Finding {
    QString id;
    Level level = Level::Note;
    int hop = 0; ///< 1-based
    QString text; ///< one sentence
    QString source;

    bool operator==(const Finding &) const = default;
};

struct ClientName {
    QString id;
    QString name;
    QString version; ///< what it was measured on, or the standard's date
};

/// The whole story. Everyone but the Tracer only reads it.
struct Trace {
    QDateTime started; ///< UTC
    QString generator; ///< "Hoplens 0.1.0"
    ClientName client;
    QList<Hop> hops;
    std::optional<Outcome> outcome; ///< absent while running
    QList<Finding> findings;
    bool redacted = false; ///< read from a file whose secrets were blotted out
    QJsonObject unknown;
};

/// Where the next request goes, which may be another place than Location says. Needs `resolved`.
const Url &nextUrl(const Redirect &redirect);

/// Whether a server cannot tell the two apart: method, URL without fragment, fields and body.
bool sameRequest(const Request &a, const Request &b);

/// 300 to 399 but 304: what may carry a redirect, whatever the client makes of it (RFC 9110 §15.4).
bool isRedirectClass(int status);

} // namespace hoplens

// Lists of these grow by moving octets, which spares a long trace most of its copying.
Q_DECLARE_TYPEINFO(hoplens::Attempt, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(hoplens::Certificate, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(hoplens::Finding, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(hoplens::HeaderChange, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(hoplens::Hop, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(hoplens::Reason, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(hoplens::Response, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(hoplens::Trace, Q_RELOCATABLE_TYPE);

Q_DECLARE_METATYPE(hoplens::Trace)
Q_DECLARE_METATYPE(hoplens::Request)
