// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace hoplens {

/// How far undoing the content codings of a body came.
enum class DecodingState {
    Complete,
    CutOff, ///< the kept octets end before the coded content does
    LimitReached, ///< more octets, layers or memory than DecodingLimits allow
    Damaged, ///< what is coded wrongly, and everything after it, is missing
    UnknownCoding, ///< nothing was decoded
};

/// A body with its content codings undone, for looking at.
struct DecodedContent {
    QList<QByteArray> codings; ///< in the order applied, in lower case, without "identity"
    QByteArray bytes; ///< the first octets, at most DecodingLimits::preview
    qint64 size = 0; ///< octets that were decoded, also when `bytes` holds fewer
    DecodingState state = DecodingState::Complete;
    bool rawDeflate = false; ///< "deflate" came without the zlib format around it

    bool operator==(const DecodedContent &) const = default;
};

struct DecodingLimits {
    qint64 preview = 1024LL * 1024LL; ///< octets kept
    qint64 counted = 32 * 1024LL * 1024LL; ///< octets decoded at most, in every layer
    qint64 ratio = 256; ///< of octets decoded to octets given, once `preview` octets are decoded
    int layers = 4;
    int windowLog = 23; ///< of zstd: RFC 9659 §3 allows no window larger than 8 MB
};

/// The codings that the Content-Encoding values name, in the order applied (RFC 9110 §8.4). Names
/// in lower case; "identity" and empty list elements are left out.
QList<QByteArray> contentCodings(const QList<QByteArray> &fieldValues);

/// Hoplens can undo it: gzip, x-gzip, deflate, br, zstd.
bool isKnownCoding(const QByteArray &coding);

/// Undoes gzip, deflate (RFC 9110 §8.4.1), br (RFC 7932) and zstd (RFC 8878) in reverse order.
/// Absent: no coding is named, or there is no octet. Pure; time and memory are bounded by the
/// limits.
std::optional<DecodedContent> decodeContent(const QList<QByteArray> &fieldValues,
                                            const QByteArray &kept,
                                            const DecodingLimits &limits = {});

} // namespace hoplens
