// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Bodies whose length is contradictory, wrong, or has no end, and codings that are not what they
// say.

#include "tests/faults/faults.h"

namespace hoplens {

namespace {

using Code = FailureCode;

const QByteArray chunkedHead = okHead + "Transfer-Encoding: chunked\r\n\r\n";
const QList<Oddity> cutBody{Oddity::BodyShort};

Expected readsBody(const QByteArray &body, const QList<Oddity> &oddities = {})
{
    Expected expected = reads(200, oddities);
    expected.body = body;
    return expected;
}

/// The same failure, after a redirect's head was there: it is followed all the same.
Expected followsDespite(Code code, const QList<Oddity> &oddities = {})
{
    Expected expected = follows("/next", oddities);
    expected.failure = code;
    return expected;
}

QList<Fault> badLengths()
{
    QList<Fault> faults;
    for (const char *length : {"-1", "+2", "two", "", "0x2", "2 2", "2.0", "2;", "2, 3", "2,,2",
                               "99999999999999999999", "18446744073709551618"}) {
        faults.append(answered(QByteArray("Content-Length \"") + length + '"',
                               okHead + "Content-Length: " + length + "\r\n\r\nok",
                               fails(Code::BadFraming, 200)));
    }
    faults.append({
        answered("two different Content-Lengths",
                 okHead + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok",
                 fails(Code::BadFraming, 200)),
        answered("the same Content-Length twice",
                 okHead + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok",
                 readsBody("ok", {Oddity::RepeatedContentLength})),
        answered("the same Content-Length in a list", okHead + "Content-Length: 2, 2\r\n\r\nok",
                 readsBody("ok", {Oddity::RepeatedContentLength})),
        answered("redirect with a bad Content-Length", foundHead + "Content-Length: -1\r\n\r\nok",
                 followsDespite(Code::BadFraming)),
        answered("Content-Length too small", okHead + "Content-Length: 2\r\n\r\nokay",
                 readsBody("ok", {Oddity::ExcessBytes})),
        answered("Content-Length too large", okHead + "Content-Length: 9\r\n\r\nok",
                 fails(Code::ClosedInBody, 200, cutBody)),
        answered("huge Content-Length", okHead + "Content-Length: 100000000000000000\r\n\r\nok",
                 within(fails(Code::ClosedInBody, 200, cutBody), 8)),
        answered("FIN after the head", okHead + "Content-Length: 2\r\n\r\n",
                 fails(Code::ClosedInBody, 200, cutBody)),
        answered("FIN after the head of a redirect", foundHead + "Content-Length: 2\r\n\r\n",
                 followsDespite(Code::ClosedInBody, cutBody)),
        scripted("reset in the body", {say(okHead + "Content-Length: 9\r\n\r\nok"), reset()},
                 fails(Code::ClosedInBody, 200, cutBody)),
        scripted("half-closed in the body",
                 {say(okHead + "Content-Length: 9\r\n\r\nok"), halfClose()},
                 fails(Code::ClosedInBody, 200, cutBody)),
        scripted("reset in a body that lasts until close", {say(okHead + "\r\nok"), reset()},
                 fails(Code::ClosedInBody, 200, cutBody)),
    });
    return faults;
}

QList<Fault> bodiless()
{
    Fault toHead = answered("body after a HEAD", okAnswer, reads(200, {Oddity::ExcessBytes}));
    toHead.method = "HEAD";
    Fault chunksToHead = answered("chunks after a HEAD", chunkedHead + "2\r\nok\r\n0\r\n\r\n",
                                  reads(200, {Oddity::ExcessBytes}));
    chunksToHead.method = "HEAD";
    return {
        toHead,
        chunksToHead,
        answered("body of a 204", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok",
                 reads(204, {Oddity::ExcessBytes})),
        answered("body of a 304", "HTTP/1.1 304 Not Modified\r\n\r\nok",
                 reads(304, {Oddity::ExcessBytes})),
        answered("body of no length", okHead + "Content-Length: 0\r\n\r\nok",
                 readsBody("", {Oddity::ExcessBytes})),
    };
}

QList<Fault> transferEncodings()
{
    const QByteArray chunks = "2\r\nok\r\n0\r\n\r\n";
    const auto encoded = [&](const QByteArray &fields, const Expected &expected) {
        return answered(fields.simplified(), okHead + fields + "\r\n\r\n" + chunks, expected);
    };
    return {
        encoded("Content-Length: 5\r\nTransfer-Encoding: chunked",
                readsBody("ok", {Oddity::LengthAndChunked})),
        encoded("Transfer-Encoding: chunked\r\nContent-Length: -1",
                readsBody("ok", {Oddity::LengthAndChunked})),
        encoded("Transfer-Encoding: CHUNKED", readsBody("ok")),
        encoded("Transfer-Encoding: , chunked ,", readsBody("ok")),
        encoded("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", readsBody("ok")),
        encoded("Transfer-Encoding: chunked, chunked", readsBody("ok")),
        // RFC 9112 §6.3: not chunked last, so it lasts until close.
        encoded("Transfer-Encoding: chunked, gzip", readsBody(chunks)),
        encoded("Transfer-Encoding: identity", readsBody(chunks)),
        encoded("Transfer-Encoding: xchunked", readsBody(chunks)),
        encoded("Transfer-Encoding : chunked", readsBody("ok", {Oddity::SpaceBeforeColon})),
        answered("chunked in HTTP/1.0",
                 "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
                 readsBody("ok", {Oddity::OldVersion})),
    };
}

QList<Fault> badChunks()
{
    QList<Fault> faults;
    const QByteArray whole = "2;x=y\r\nok\r\n0\r\nA: b\r\n\r\n";
    for (qsizetype at = 0; at < whole.size(); ++at) {
        faults.append(answered("chunks cut after " + QByteArray::number(at) + " octets",
                               chunkedHead + whole.left(at),
                               fails(Code::ClosedInBody, 200, cutBody)));
    }
    for (const char *size : {"zz", "-2", "+2", " 2", "", "2 x", "0x2", "ffffffffffffffff"}) {
        faults.append(answered(QByteArray("chunk size \"") + size + '"',
                               chunkedHead + size + "\r\nok\r\n0\r\n\r\n",
                               fails(Code::BadFraming, 200)));
    }
    faults.append({
        answered("chunk of 2^59 octets", chunkedHead + "7ffffffffffffff\r\nok",
                 within(fails(Code::ClosedInBody, 200, cutBody), 8)),
        answered("chunk longer than announced", chunkedHead + "2\r\nokay\r\n0\r\n\r\n",
                 fails(Code::BadFraming, 200)),
        answered("chunk shorter than announced", chunkedHead + "9\r\nok\r\n0\r\n\r\n",
                 fails(Code::ClosedInBody, 200, cutBody)),
        answered("chunks with LF only", chunkedHead + "2\nok\n0\n\n",
                 readsBody("ok", {Oddity::BareLineFeed})),
        answered("chunk size with zeros", chunkedHead + QByteArray(100, '0') + "2\r\nok\r\n",
                 fails(Code::BadFraming, 200)),
        answered("bytes after the last chunk", chunkedHead + "2\r\nok\r\n0\r\n\r\nmore",
                 readsBody("ok", {Oddity::ExcessBytes})),
        scripted("reset between chunks", {say(chunkedHead + "2\r\nok\r\n"), reset()},
                 fails(Code::ClosedInBody, 200, cutBody)),
    });
    return faults;
}

QList<Fault> endlessBodies()
{
    const QByteArray kilobyte(1024, 'x');
    const Expected limited = within(reads(200, {Oddity::BodyLimit}), 8);
    const auto endless = [](const QByteArray &name, const QByteArray &start,
                            const QByteArray &repeated, const Expected &expected) {
        return scripted(name, {say(start), repeat(repeated)}, expected);
    };
    Fault trailers = endless("redirect with endless trailers",
                             foundHead + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "A: b\r\n",
                             within(followsDespite(Code::TooManyFields), 8));
    return {
        endless("endless body until close", okHead + "\r\n", kilobyte, limited),
        endless("endless body of a length", okHead + "Content-Length: 100000000000000000\r\n\r\n",
                kilobyte, limited),
        endless("endless chunk", chunkedHead + "7ffffffffffffff\r\n", kilobyte, limited),
        endless("endless chunks of one octet", chunkedHead, "1\r\nx\r\n", limited),
        endless("endless chunk extension", chunkedHead + "1;", "x",
                within(fails(Code::BadFraming, 200), 8)),
        endless("endless chunk extensions", chunkedHead, "1;" + kilobyte + "\r\nx\r\n",
                within(fails(Code::BadFraming, 200), 8)),
        endless("endless chunk size", chunkedHead, "0", within(fails(Code::BadFraming, 200), 8)),
        endless("endless trailers", chunkedHead + "0\r\n", "A: b\r\n",
                within(fails(Code::TooManyFields, 200), 8)),
        endless("redirect with an endless body", foundHead + "\r\n", kilobyte,
                within(follows("/next", {Oddity::BodyLimit}), 8)),
        endless("endless body of a 204", "HTTP/1.1 204 No Content\r\n\r\n" + kilobyte, kilobyte,
                within(reads(204, {Oddity::ExcessBytes}), 8)),
        trailers,
    };
}

// RFC 1952 §2.3: the head of a gzip file, then raw deflate, which is what zlib's format (RFC 1950)
// has between its two octets of head and four of checksum. The trailer of 8 octets is left out.
QByteArray cutGzip(const QByteArray &content)
{
    const QByteArray zlib = qCompress(content, 9).sliced(4);
    return QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) + zlib.mid(2).chopped(4);
}

// Content codings. Today's program shows a body as it came, so nothing is wrong with these.
QList<Fault> badContent()
{
    const auto labelled = [](const QByteArray &name, const QByteArray &coding,
                             const QByteArray &content, const Expected &expected) {
        return answered(name,
                        okHead + "Content-Encoding: " + coding + "\r\nContent-Length: "
                            + QByteArray::number(content.size()) + "\r\n\r\n" + content,
                        expected);
    };
    const QByteArray bomb = cutGzip(QByteArray(32 * 1024 * 1024LL, '\0'));
    const QByteArray gzip = cutGzip("hello");
    return {
        labelled("gzip bomb", "gzip", bomb, within(readsBody(bomb), 8)),
        labelled("gzip that is text", "gzip", "hello", readsBody("hello")),
        labelled("gzip that is cut in its head", "gzip", gzip.left(5), readsBody(gzip.left(5))),
        labelled("gzip without its checksum", "gzip", gzip, readsBody(gzip)),
        labelled("gzip that is empty", "gzip", "", readsBody("")),
        labelled("gzip twice", "gzip, gzip", gzip, readsBody(gzip)),
        labelled("deflate that is text", "deflate", "hello", readsBody("hello")),
        labelled("coding nobody knows", "zip-zap", "hello", readsBody("hello")),
        answered("redirect with wrong gzip",
                 foundHead + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok", follows()),
    };
}

} // namespace

QList<Fault> framingFaults()
{
    return badLengths() + bodiless() + transferEncodings() + badChunks() + endlessBodies()
        + badContent();
}

} // namespace hoplens
