// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What can be wrong with TLS: no TLS, certificates, alerts, ends without farewell.

#include "tests/faults/faults.h"

namespace hoplens {

namespace {

using namespace std::chrono_literals;
using Code = FailureCode;

// RFC 8446 §6: an alert record, fatal.
const QByteArray handshakeFailure("\x15\x03\x03\x00\x02\x02\x28", 7);
const QByteArray internalError("\x15\x03\x03\x00\x02\x02\x50", 7);

Fault overTls(const QByteArray &name, const Script &script, const Expected &expected)
{
    Fault fault{name, {script, {startTls(), awaitRequest(), say(okAnswer), finish()}}, expected};
    fault.https = true;
    return fault;
}

/// The handshake is fine, and the request was read.
Fault afterRequest(const QByteArray &name, const Script &script, const Expected &expected)
{
    return overTls(name, Script{startTls(), awaitRequest()} + script, expected);
}

/// No request is made.
Expected refused(Code code)
{
    Expected expected = fails(code);
    expected.requests = 0;
    return expected;
}

QList<Fault> badCertificates()
{
    const auto shows = [](const QByteArray &name, Issue issue) {
        return overTls(name, {startTls(issue)}, refused(Code::CertificateRejected));
    };
    return {
        shows("certificate expired", Issue::Expired),
        shows("certificate not yet valid", Issue::NotYetValid),
        shows("certificate for another name", Issue::WrongName),
        shows("certificate signed by itself", Issue::SelfSigned),
        shows("certificate of an unknown authority", Issue::UnknownAuthority),
    };
}

QList<Fault> badHandshakes()
{
    const Expected failed = refused(Code::TlsHandshake);
    const auto onHello = [&](const QByteArray &name, const Script &script) {
        return overTls(name, Script{await(1)} + script, failed);
    };
    Fault silent = overTls("handshake never answered", {}, refused(Code::ConnectDeadline));
    Fault slow =
        overTls("handshake, an octet every 5 ms",
                {await(1), say(QByteArray("\x16\x03\x03\x40\x00", 5)), repeat("\x02", 5ms)},
                refused(Code::ConnectDeadline));
    Fault plain{"plain request to a TLS port", {{startTls()}, wellBehaved()}, fails(Code::NotHttp)};
    plain.expected.orFailure = Code::ClosedBeforeAnswer;
    plain.expected.requests = 0;
    return {
        plain,
        endedBy(silent, &Fault::connectDeadline),
        endedBy(slow, &Fault::connectDeadline),
        onHello("TLS to a plain port", {say("HTTP/1.1 400 Bad Request\r\n\r\n"), finish()}),
        onHello("alert on the hello", {say(handshakeFailure), finish()}),
        onHello("closed on the hello", {finish()}),
        onHello("reset on the hello", {reset()}),
        onHello("garbage on the hello", {say("garbage garbage garbage"), finish()}),
        onHello("endless garbage on the hello", {repeat("garbage")}),
        onHello("half a hello", {say(QByteArray("\x16\x03\x03\x00\x7a\x02\x00", 7)), finish()}),
    };
}

QList<Fault> broken()
{
    const QByteArray lengthHead = okHead + "Content-Length: 9\r\n\r\nok";
    const QList<Oddity> cutBody{Oddity::BodyShort};
    // Long enough for the handshake on a busy machine, as the request is to be seen.
    Fault silent = afterRequest("handshake, then silence", {}, fails(Code::TraceDeadline));
    silent.deadline = 2s;
    silent.expected.least = 1800ms;
    return {
        // RFC 9112 §9.8: "A response that has neither chunked transfer coding nor Content-Length is
        // complete only if a valid closure alert has been received."
        afterRequest("cut without farewell, in a body until close", {say(okHead + "\r\nok"), cut()},
                     reads(200, {Oddity::EndUnconfirmed})),
        afterRequest("farewell, in a body until close", {say(okHead + "\r\nok"), finish()},
                     reads(200)),
        afterRequest("reset, in a body until close", {say(okHead + "\r\nok"), reset()},
                     fails(Code::ClosedInBody, 200, cutBody)),
        afterRequest("cut without farewell, after a complete body", {say(okAnswer), cut()},
                     reads(200)),
        afterRequest("cut without farewell, in the body of a redirect",
                     {say(foundHead + "\r\nok"), cut()},
                     follows("/next", {Oddity::EndUnconfirmed})),
        silent,
        afterRequest("closed after the request, over TLS", {finish()},
                     fails(Code::ClosedBeforeAnswer)),
        afterRequest("cut after the request, over TLS", {cut()}, fails(Code::ClosedBeforeAnswer)),
        afterRequest("reset after the request, over TLS", {reset()}, fails(Code::Reset)),
        afterRequest("alert after the request", {sayInClear(internalError), cut()},
                     fails(Code::ClosedBeforeAnswer)),
        afterRequest("alert in the head", {say(foundHead), sayInClear(internalError), cut()},
                     fails(Code::ClosedInHead, 302)),
        afterRequest("alert in the body", {say(lengthHead), sayInClear(internalError), cut()},
                     fails(Code::ClosedInBody, 200, cutBody)),
        afterRequest("cut in the head, over TLS", {say(foundHead), cut()},
                     fails(Code::ClosedInHead, 302)),
        afterRequest("cut in the body, over TLS", {say(lengthHead), cut()},
                     fails(Code::ClosedInBody, 200, cutBody)),
        afterRequest("reset in the body, over TLS", {say(lengthHead), reset()},
                     fails(Code::ClosedInBody, 200, cutBody)),
        afterRequest("clear text in the body", {say(lengthHead), sayInClear("in the clear"), cut()},
                     fails(Code::ClosedInBody, 200, cutBody)),
        afterRequest("HTTP/2 over TLS unasked", {say(QByteArray("\0\0\0\4\0\0\0\0\0", 9))},
                     fails(Code::NotHttp)),
        afterRequest("endless field, over TLS", {say(okHead + "X: "), repeat("x")},
                     within(fails(Code::HeadTooLarge, 200), 8)),
        afterRequest("endless body, over TLS", {say(okHead + "\r\n"), repeat("x")},
                     within(reads(200, {Oddity::BodyLimit}), 8)),
        overTls("answers before the request, over TLS",
                {startTls(), say(okAnswer), awaitRequest(), finish()}, reads(200)),
    };
}

} // namespace

QList<Fault> tlsFaults()
{
    return badCertificates() + badHandshakes() + broken();
}

} // namespace hoplens
