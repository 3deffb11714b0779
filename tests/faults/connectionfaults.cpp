// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Connections that end when they should not, do not end when they should, or are slow.

#include "tests/faults/faults.h"

namespace hoplens {

namespace {

using namespace std::chrono_literals;
using Code = FailureCode;

constexpr qsizetype largeUpload = 8 * 1024 * 1024LL;
const QByteArray tooLarge = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno";
const QByteArray foundAnswer = foundHead + "Content-Length: 2\r\n\r\nok";

Fault uploaded(const QByteArray &name, const Script &script, const Expected &expected)
{
    Fault fault{name, {script, wellBehaved()}, expected};
    fault.method = "POST";
    fault.upload = largeUpload;
    return fault;
}

/// Octet by octet, each in a segment of its own.
Script trickled(const QByteArray &bytes)
{
    Script script;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        script.append(say(bytes.mid(i, 1)));
    }
    return script;
}

Expected closedOrReset(qsizetype requests)
{
    Expected expected = fails(Code::Reset);
    expected.orFailure = Code::ClosedBeforeAnswer;
    expected.requests = requests;
    return expected;
}

QList<Fault> closedEarly()
{
    Fault refused{"nobody listens", {wellBehaved()}, fails(Code::ConnectionRefused)};
    refused.listens = false;
    refused.expected.requests = 0;
    refused.expected.connections = 0;
    Fault redirects = uploaded("redirects before the request ends, and resets",
                               {await(1000), say(foundAnswer), reset()}, follows());
    return {
        refused,
        {"closes at once", {{finish()}, wellBehaved()}, closedOrReset(0)},
        {"resets at once", {{reset()}, wellBehaved()}, closedOrReset(0)},
        {"half-closes at once", {{halfClose()}, wellBehaved()}, fails(Code::ClosedBeforeAnswer)},
        scripted("closes after the request", {finish()}, fails(Code::ClosedBeforeAnswer)),
        scripted("half-closes after the request", {halfClose()}, fails(Code::ClosedBeforeAnswer)),
        scripted("resets after the request", {reset()}, fails(Code::Reset)),
        uploaded("closes within the request", {await(1000), finish()}, closedOrReset(1)),
        uploaded("half-closes within the request", {await(1000), halfClose()},
                 fails(Code::ClosedBeforeAnswer)),
        uploaded("resets within the request", {await(1000), reset()}, closedOrReset(1)),
        {"answers before the request", {{say(okAnswer), awaitRequest(), finish()}}, reads(200)},
        {"answers before the request, and half-closes", {{say(okAnswer), halfClose()}}, reads(200)},
        uploaded("answers before the request ends", {await(1000), say(tooLarge), goDeaf()},
                 reads(413)),
        uploaded("answers before the request ends, and closes",
                 {await(1000), say(tooLarge), finish()}, reads(413)),
        uploaded("answers before the request ends, and resets",
                 {await(1000), say(tooLarge), reset()}, reads(413)),
        redirects,
        answered("answers twice", okAnswer + okAnswer, reads(200, {Oddity::ExcessBytes})),
    };
}

/// Ended by another deadline than that of the trace.
Fault late(const QByteArray &name, const Script &afterRequest, FailureCode code,
           std::chrono::milliseconds Fault::*deadline, int status = 0)
{
    return endedBy(scripted(name, afterRequest, fails(code, status)), deadline);
}

QList<Fault> slow()
{
    Fault deaf = timesOut("never reads", {});
    deaf.scripts = {{goDeaf()}};
    deaf.method = "POST";
    deaf.upload = largeUpload;
    Fault patience = scripted("redirect whose body stalls",
                              {say(foundHead + "Content-Length: 10\r\n\r\nok")}, follows());
    patience.expected.least = 900ms; // what the tracer waits for such a body, and a clock's grain
    return {
        deaf,
        timesOut("never answers", {}),
        timesOut("never ends the status line", {say("HTTP/1.1 20")}),
        timesOut("never ends the head", {say(okHead)}, 200),
        timesOut("never sends the body", {say(okHead + "Content-Length: 2\r\n\r\n")}, 200),
        timesOut("never ends the body", {say(okHead + "Content-Length: 9\r\n\r\nok")}, 200),
        timesOut("never closes", {say(okHead + "\r\nok")}, 200),
        timesOut("only ever continues", {say("HTTP/1.1 100 Continue\r\n\r\n")}, 100),
        late("never answers, first byte", {}, FailureCode::FirstByteDeadline,
             &Fault::firstByteDeadline),
        late("stops in the status line", {say("HTTP/1.1 20")}, FailureCode::IdleDeadline,
             &Fault::idleDeadline),
        late("stops in the body", {say(okHead + "Content-Length: 9\r\n\r\nok")},
             FailureCode::IdleDeadline, &Fault::idleDeadline, 200),
        timesOut("status line, an octet every 5 ms", {say("HTTP/1.1 200 "), repeat("x", 5ms)}),
        timesOut("field, an octet every 5 ms", {say(okHead + "X: "), repeat("x", 5ms)}, 200),
        timesOut("body, an octet every 5 ms",
                 {say(okHead + "Content-Length: 1000000\r\n\r\n"), repeat("x", 5ms)}, 200),
        timesOut("chunks, one every 5 ms",
                 {say(okHead + "Transfer-Encoding: chunked\r\n\r\n"), repeat("1\r\nx\r\n", 5ms)},
                 200),
        scripted("whole answer octet by octet", trickled(foundAnswer) + Script{finish()},
                 follows()),
        patience,
    };
}

/// The redirect is followed on the same connection, where the second hop meets the fault.
Expected brokenOnSecond(OutcomeKind outcome)
{
    Expected expected = follows();
    expected.outcome = outcome;
    expected.connections = 1;
    expected.lastBody = {};
    return expected;
}

/// It is sent again on a new connection (RFC 9112 §9.3.1).
Expected sentAgain()
{
    Expected expected = follows();
    expected.requests = 3;
    return expected;
}

// A kept connection that is not worth keeping.
QList<Fault> reused()
{
    const Script second = wellBehaved();
    const auto kept = [&](const QByteArray &name, const Script &afterFirst,
                          const Expected &expected) {
        return Fault{
            name, {Script{awaitRequest(), say(foundAnswer)} + afterFirst, second}, expected};
    };
    // What is not idempotent is never repeated.
    Fault post = kept("kept, then closed on a repeated POST", {awaitRequest(), finish()},
                      brokenOnSecond(OutcomeKind::Network));
    post.scripts[0][1] = say("HTTP/1.1 307 Same\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n");
    post.expected.status = 307;
    post.method = "POST";
    post.upload = 5;
    // The answer that nobody asked for must not become the next hop's.
    Fault tooMany = kept("kept, with an answer too many", {awaitRequest(), finish()},
                         follows("/next", {Oddity::ExcessBytes}));
    tooMany.scripts[0][1] = say(foundAnswer + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
    return {
        post,
        kept("kept, then closed at once", {finish()}, follows()),
        kept("kept, then reset at once", {reset()}, follows()),
        kept("kept, then closed on the next request", {awaitRequest(), finish()}, sentAgain()),
        kept("kept, then reset on the next request", {awaitRequest(), reset()}, sentAgain()),
        endedBy(kept("kept, then silent", {}, brokenOnSecond(OutcomeKind::Timeout)),
                &Fault::firstByteDeadline),
        kept("kept, then half a status line", {awaitRequest(), say("HTTP/1.1 2"), finish()},
             brokenOnSecond(OutcomeKind::Network)),
        tooMany,
    };
}

} // namespace

QList<Fault> connectionFaults()
{
    return closedEarly() + slow() + reused();
}

} // namespace hoplens
