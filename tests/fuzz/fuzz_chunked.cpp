// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/bodyreader.h"
#include "tests/fuzz/fuzz.h"

namespace hoplens {

namespace {

Framing chunkedFraming()
{
    Framing framing;
    framing.kind = Framing::Kind::Chunked;
    return framing;
}

// RFC 9112 §7.1: what a server would send of these pieces.
QByteArray chunked(const QList<QByteArrayView> &pieces)
{
    QByteArray bytes;
    for (const QByteArrayView piece : pieces) {
        const QByteArray size = QByteArray::number(piece.size(), 16);
        bytes += (piece.size() % 2 == 0 ? size : "00" + size.toUpper() + ";a=\"b\"") + "\r\n";
        bytes.append(piece).append("\r\n");
    }
    return bytes + "0\r\nTrailer: x\r\n\r\n";
}

} // namespace

void fuzz(const QByteArray &input)
{
    for (const BodyLimits &limits : {BodyLimits(), BodyLimits{16, 64, 32}}) {
        BodyReader whole(chunkedFraming(), limits);
        feedAll(whole, {QByteArrayView(input)});
        BodyReader cut(chunkedFraming(), limits);
        feedAll(cut, inPieces(input));
        require(whole.state() == cut.state() && whole.state() != BodyReader::State::NeedsMore,
                "the pieces do not decide how it ends");
        require(whole.body() == cut.body(), "the pieces do not decide what is read");
        require(whole.oddities() == cut.oddities(), "the pieces do not decide what is odd");
        require(!whole.failure() || whole.failure()->code == cut.failure()->code,
                "the pieces do not decide why it fails");
        require(whole.kept().size() <= limits.preview && whole.body().size <= limits.body,
                "the limits hold");
        require(whole.body().size <= input.size(), "nothing is made up");
    }
    const QByteArray wire = chunked(inPieces(input));
    BodyReader reader(chunkedFraming(), BodyLimits());
    feedAll(reader, inPieces(wire));
    require(reader.state() == BodyReader::State::Ended && reader.oddities().isEmpty(),
            "well-formed chunks are read");
    require(reader.body().bytes == input && reader.body() == bodyOf(input),
            "what was cut into chunks comes out whole");
}

} // namespace hoplens
