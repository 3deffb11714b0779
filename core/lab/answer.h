// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <variant>

namespace hoplens {

/// What the server does for one request, in order.
struct WriteBytes {
    QByteArray bytes;
    bool operator==(const WriteBytes &) const = default;
};
/// Made while it is written, so that its size costs no memory.
struct WriteText {
    qint64 size = 0; ///< octets
    bool chunked = false;
    bool operator==(const WriteText &) const = default;
};
struct Pause {
    std::chrono::milliseconds time{0};
    bool operator==(const Pause &) const = default;
};
/// After everything was written.
struct CloseConnection {
    bool operator==(const CloseConnection &) const = default;
};
/// Nothing more, ever; the client must go.
struct StaySilent {
    bool operator==(const StaySilent &) const = default;
};
using LabAction = std::variant<WriteBytes, WriteText, Pause, CloseConnection, StaySilent>;

/// An answer before it is turned into octets.
struct LabAnswer {
    int status = 200;
    std::optional<QByteArray> reason; ///< absent: the status's usual one
    Headers fields; ///< in place of the lab's own of the same names
    QByteArray type = "text/plain; charset=utf-8";
    QByteArray body;
    std::optional<qint64> textSize; ///< that many octets of text in place of `body`
    bool chunked = false;
};

/// What the client and its request allow.
struct LabManner {
    bool bodiless = false; ///< HEAD: no body, whatever the fields say
    bool close = false;
    bool oldVersion = false; ///< HTTP/1.0: neither chunks nor 1xx
};

/// Status line, fields and the empty line.
QByteArray headOf(const LabAnswer &answer, const LabManner &manner);

/// The answer on the wire.
QList<LabAction> actionsOf(LabAnswer answer, const LabManner &manner);

/// An answer that is one sentence of plain text.
LabAnswer sentenceAnswer(int status, const QString &sentence);

/// "HTTP/1.1 302 Found", with its line end.
QByteArray statusLine(int status, const QByteArray &reason);

/// The phrase registered for that status; empty when there is none.
QByteArray reasonPhrase(int status);

/// `size` octets of the endless text that WriteText stands for, from `offset` on.
QByteArray labText(qint64 offset, qint64 size);

/// One chunk of a chunked body, RFC 9112 §7.1. `bytes` must not be empty: that would end the body.
QByteArray chunkOf(const QByteArray &bytes);

} // namespace hoplens
