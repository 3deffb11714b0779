// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"
#include "core/result.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>

namespace hoplens {

/// Where a redirect of the lab leads, and how its Location is written.
struct LabLocation {
    enum class To { Same, Other, Name }; ///< this origin, the other port, the host's other name
    enum class Form { Absolute, Path, Dot, Host, Query, None, Empty, Two, Twice, Odd, Literal };
    enum class Odd { All, Space, Tab, Backslash, Utf8, Latin1, Percent };

    To to = To::Same;
    std::optional<Form> form; ///< always there once the script is read
    Odd odd = Odd::All;
    QByteArray literal; ///< for Form::Literal: free of CR, LF and NUL, otherwise any octets
    std::optional<QByteArray> fragment; ///< percent-encoded, without "#"
    std::optional<QByteArray> userinfo; ///< percent-encoded, "ada:secret"
};

/// One step of a script: what one request gets.
struct LabStep {
    enum class Kind { Status, Echo, Json, Loop, Endless, Login, Hang, Cut };
    enum class CutAt { Start, Status, Head, Body };

    Kind kind = Kind::Status;
    int status = 200;
    QByteArray text; ///< as it stands in the path
    QByteArray rest; ///< the path after it, "/echo"; empty when there is none

    LabLocation location;
    QList<QByteArray> cookies; ///< "seen=1"
    Headers fields; ///< extra response fields
    std::chrono::milliseconds delay{0};
    std::optional<qint64> bodySize; ///< octets of text
    bool chunked = false;
    std::optional<int> refresh; ///< seconds
    std::optional<int> meta; ///< seconds
    std::optional<QByteArray> reason;
    bool early = false;
    qint64 count = 1; ///< addresses of a loop; the place in an endless chain
    qint64 at = 1; ///< the place in a loop, 1-based
    CutAt cut = CutAt::Start;
};

/// The steps of a path up to the one that ends it; never empty.
struct LabScript {
    QList<LabStep> steps;
};

/// Reads a request target ("/302;loc=abs/echo"). The path is the script and the query is not looked
/// at, unless it is "next=/SCRIPT": then that is the script, as it stands.
/// Steps behind the one that ends the script are not looked at. At most 100 steps.
/// Errors: which step is wrong, and why.
Result<LabScript> readScript(const QByteArray &target);

/// Has a Location: a 3xx, `loop` or `endless`.
bool redirects(const LabStep &step);

/// The step's text with that option set to `value`, in place of what it said before.
QByteArray withOption(const LabStep &step, const QByteArray &name, const QByteArray &value);

} // namespace hoplens
