// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Heads that are cut, are no HTTP, are odd, or do not end.

#include "tests/faults/faults.h"

namespace hoplens {

namespace {

using namespace std::chrono_literals;
using Code = FailureCode;

const QByteArray noBody = "Content-Length: 0\r\n\r\n";

QByteArray bytes(std::initializer_list<int> octets)
{
    QByteArray made;
    for (const int octet : octets) {
        made.append(static_cast<char>(octet));
    }
    return made;
}

QList<Fault> cutHeads()
{
    const QByteArray hint = "HTTP/1.1 103 Early Hints\r\n";
    return {
        answered("cut in the version", "HTT", fails(Code::ClosedInHead)),
        answered("cut in the status", "HTTP/1.1 3", fails(Code::ClosedInHead)),
        answered("cut in the reason", "HTTP/1.1 302 Fou", fails(Code::ClosedInHead)),
        answered("cut after the status line", "HTTP/1.1 302 Found\r\n",
                 fails(Code::ClosedInHead, 302)),
        answered("cut in a field name", "HTTP/1.1 302 Found\r\nLoca",
                 fails(Code::ClosedInHead, 302)),
        answered("cut in the Location", "HTTP/1.1 302 Found\r\nLocation: /ne",
                 fails(Code::ClosedInHead, 302)),
        answered("cut in a line end", "HTTP/1.1 302 Found\r\nLocation: /next\r",
                 fails(Code::ClosedInHead, 302)),
        answered("cut before the empty line", foundHead, fails(Code::ClosedInHead, 302)),
        answered("cut in the empty line", foundHead + "\r", fails(Code::ClosedInHead, 302)),
        answered("cut in an interim answer", hint + "Lin", fails(Code::ClosedInHead, 103)),
        answered("cut after an interim answer", hint + "\r\n", fails(Code::ClosedInHead, 103)),
        scripted("reset in the status line", {say("HTTP/1.1 30"), reset()},
                 fails(Code::ClosedInHead)),
        scripted("reset in the head", {say(foundHead), reset()}, fails(Code::ClosedInHead, 302)),
        scripted("half-closed in the head", {say(foundHead), halfClose()},
                 fails(Code::ClosedInHead, 302)),
    };
}

QList<Fault> notHttp()
{
    const Expected foreign = fails(Code::NotHttp);
    const Expected bad = fails(Code::BadHead);
    return {
        answered("garbage", bytes({0x93, 0xfe, 0x01, 0x7f, 0x0d, 0x0a, 0xff}), foreign),
        answered("NUL bytes", QByteArray(1000, '\0'), foreign),
        answered("NUL before the status line", bytes({0}) + okAnswer, foreign),
        answered("HTTP/0.9", "<html>hello</html>\n", foreign),
        answered("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", foreign),
        answered("HTTP/2 settings frame", bytes({0, 0, 0, 4, 0, 0, 0, 0, 0}), foreign),
        answered("HTTP/2 status line", "HTTP/2 302\r\nLocation: /next\r\n\r\n", foreign),
        answered("ICY", "ICY 200 OK\r\n\r\nmusic", foreign),
        answered("SSH", "SSH-2.0-OpenSSH_9.2p1\r\n", foreign),
        answered("SMTP", "220 a.test ESMTP\r\n", foreign),
        answered("the request back", "GET / HTTP/1.1\r\nHost: a.test\r\n\r\n", foreign),
        answered("lower case", "http/1.1 200 OK\r\n\r\n", foreign),
        answered("empty line first", "\r\n" + okAnswer, foreign),
        answered("space first", ' ' + okAnswer, foreign),
        answered("TLS alert on a plain port", bytes({0x15, 3, 3, 0, 2, 2, 0x46}), foreign),
        answered("no space after the version", "HTTP/1.1302 Found\r\n\r\n", bad),
        answered("no status", "HTTP/1.1\r\n\r\n", bad),
        answered("status of letters", "HTTP/1.1 abc OK\r\n\r\n", bad),
        answered("status of two digits", "HTTP/1.1 99 OK\r\n\r\n", bad),
        answered("status of four digits", "HTTP/1.1 3020 Found\r\n\r\n", bad),
        answered("negative status", "HTTP/1.1 -302 Found\r\n\r\n", bad),
        answered("version of a letter", "HTTP/1.x 200 OK\r\n\r\n", bad),
        answered("CR only", "HTTP/1.1 302 Found\rLocation: /next\r\r", fails(Code::ClosedInHead)),
    };
}

QList<Fault> oddHeads()
{
    const QByteArray nul = bytes({0});
    return {
        answered("LF only", "HTTP/1.1 302 Found\nLocation: /next\nContent-Length: 0\n\n",
                 follows("/next", {Oddity::BareLineFeed})),
        answered("NUL in the reason", "HTTP/1.1 200 O" + nul + "K\r\n" + noBody,
                 reads(200, {Oddity::ControlInHead})),
        answered("NUL in a value", okHead + "X: a" + nul + "b\r\n" + noBody,
                 reads(200, {Oddity::ControlInHead})),
        answered("NUL in the Location",
                 "HTTP/1.1 302 Found\r\nLocation: /a" + nul + "b\r\n" + noBody,
                 follows("/a" + nul + 'b', {Oddity::ControlInHead})),
        answered("CR in the Location", "HTTP/1.1 302 Found\r\nLocation: /a\rb\r\n" + noBody,
                 follows("/a\rb", {Oddity::ControlInHead})),
        answered("escape sequences", okHead + "X: \x1b[2J\x1b]0;x\x07\r\n" + noBody, reads(200)),
        answered("line without a colon", foundHead + "nothing\r\n" + noBody,
                 follows("/next", {Oddity::LineWithoutColon})),
        answered("field without a name", foundHead + ": x\r\n" + noBody,
                 follows("/next", {Oddity::LineWithoutColon})),
        answered("space before the colon", "HTTP/1.1 302 Found\r\nLocation : /next\r\n" + noBody,
                 follows("/next", {Oddity::SpaceBeforeColon})),
        answered("folded Location", "HTTP/1.1 302 Found\r\nLocation:\r\n /next\r\n" + noBody,
                 follows("/next", {Oddity::ObsoleteFolding})),
        answered("folding before any field", "HTTP/1.1 200 OK\r\n x\r\n" + noBody,
                 reads(200, {Oddity::ObsoleteFolding})),
        answered("HTTP/1.0", "HTTP/1.0 302 Found\r\nLocation: /next\r\n\r\n",
                 follows("/next", {Oddity::OldVersion})),
        answered("status 999", "HTTP/1.1 999 What\r\n" + noBody, reads(999)),
        answered("302 after two interim answers",
                 "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + foundHead
                     + noBody,
                 follows()),
        answered("101 unasked", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
                 fails(Code::SwitchedProtocols, 101)),
        answered("Location that is no URL",
                 "HTTP/1.1 302 Found\r\nLocation: http://[/\r\n" + noBody,
                 {.outcome = OutcomeKind::Refused, .status = 302, .location = "http://[/"}),
    };
}

QList<Fault> largeHeads()
{
    const QByteArray field = "X: y\r\n";
    const QByteArray large = "X: " + QByteArray(2000, 'y') + "\r\n";
    const QByteArray huge = '/' + QByteArray(1'000'000, 'a');
    const QByteArray long200 = '/' + QByteArray(200'000, 'a');
    const QByteArray interim = "HTTP/1.1 100 Continue\r\n";
    const Expected tooLarge = within(fails(Code::HeadTooLarge, 200), 8);
    const auto endless = [](const QByteArray &name, const QByteArray &start,
                            const QByteArray &repeated, const Expected &expected) {
        return scripted(name, {say(start), repeat(repeated)}, expected);
    };
    return {
        answered("Location of 200 KB",
                 "HTTP/1.1 302 Found\r\nLocation: " + long200 + "\r\n" + noBody, follows(long200)),
        answered("Location of 1 MB", "HTTP/1.1 302 Found\r\nLocation: " + huge + "\r\n" + noBody,
                 within(fails(Code::HeadTooLarge, 302), 8)),
        answered("status line of 1 MB", "HTTP/1.1 200 " + huge + "\r\n" + noBody, tooLarge),
        answered("1,000 fields", okHead + field.repeated(999) + noBody, reads(200)),
        answered("10,000 fields", okHead + field.repeated(10'000) + noBody,
                 within(fails(Code::TooManyFields, 200), 8)),
        answered("32 interim answers", (interim + "\r\n").repeated(32) + okHead + noBody,
                 reads(200)),
        endless("endless garbage", "", "garbage", within(fails(Code::NotHttp), 8)),
        endless("endless empty lines", "", "\r\n", within(fails(Code::NotHttp), 8)),
        endless("endless status line", "HTTP/1.1 200 ", "x", tooLarge),
        endless("endless field", okHead + "X: ", "x", tooLarge),
        endless("endless field name", okHead, "x", tooLarge),
        endless("endless fields", okHead, field, within(fails(Code::TooManyFields, 200), 8)),
        endless("endless large fields", okHead, large, tooLarge),
        endless("endless folding", okHead + "X: y\r\n", " y\r\n",
                within(fails(Code::HeadTooLarge, 200, {Oddity::ObsoleteFolding}), 8)),
        endless("endless lines without a colon", okHead, "y\r\n",
                within(fails(Code::HeadTooLarge, 200, {Oddity::LineWithoutColon}), 8)),
        endless("endless NUL bytes in a field", okHead + "X: ", bytes({0}), tooLarge),
        endless("endless interim answers", "", interim + "\r\n",
                within(fails(Code::TooManyInterim, 100), 8)),
        // 32 heads of at most 256 KiB are kept.
        endless("endless large interim answers", "", interim + large.repeated(100) + "\r\n",
                within(fails(Code::TooManyInterim, 100), 24)),
        scripted("interim answer every 2 ms", {repeat(interim + "\r\n", 2ms)},
                 fails(Code::TooManyInterim, 100)),
    };
}

} // namespace

QList<Fault> headFaults()
{
    return cutHeads() + notHttp() + oddHeads() + largeHeads();
}

} // namespace hoplens
