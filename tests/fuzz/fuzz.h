// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace hoplens {

/// What must hold for every input. Ends the program, so that libFuzzer keeps the input.
inline void require(bool holds, const char *what)
{
    if (!holds) {
        std::fprintf(stderr, "Does not hold: %s\n", what);
        std::abort();
    }
}

/// The bytes in pieces of 1 to 16 octets. Where they are cut follows from the bytes alone, so that
/// seeds are plain text and a finding can be repeated.
inline QList<QByteArrayView> inPieces(const QByteArray &bytes)
{
    QList<QByteArrayView> pieces;
    auto state = static_cast<std::uint32_t>(bytes.size()) * 2654435761U + 1;
    for (qsizetype at = 0; at < bytes.size();) {
        state = (state ^ static_cast<unsigned char>(bytes.at(at))) * 16777619U + 1;
        const qsizetype size = std::min<qsizetype>(1 + (state >> 28), bytes.size() - at);
        pieces.append(QByteArrayView(bytes).sliced(at, size));
        at += size;
    }
    return pieces;
}

/// Everything there is to read, then the end of the connection.
void feedAll(auto &reader, const QList<QByteArrayView> &pieces)
{
    for (const QByteArrayView piece : pieces) {
        reader.feed(piece);
    }
    reader.close();
}

/// What a target does with one input.
void fuzz(const QByteArray &input);

} // namespace hoplens

/// What libFuzzer calls. Each target is one file with one fuzz(), so this stands here.
extern "C" inline __attribute__((used)) int LLVMFuzzerTestOneInput(const std::uint8_t *data,
                                                                   std::size_t size)
{
    hoplens::fuzz(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
