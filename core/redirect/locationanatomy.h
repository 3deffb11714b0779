// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// What is worth saying about how a Location is written. RFC 3986 and the URL standard disagree on
/// most of these, and so do clients.
enum class LocationForm {
    Several, ///< different values; which one is taken is the client's choice
    SeveralAlike,
    Empty,
    Unreadable, ///< no URL comes out
    Trimmed, ///< spaces or control characters at the ends went
    BreaksRemoved, ///< tabs or line ends within went
    Space, ///< within
    ControlCharacter, ///< within
    RawUtf8, ///< octets outside ASCII that are UTF-8
    RawOctets, ///< others, perhaps Latin-1
    UnsafeCharacter, ///< one of <>"{}|^` that a URI may not hold
    BadPercent, ///< "%" without two hexadecimal digits
    Backslash, ///< where a slash belongs
    MissingSlashes, ///< "http:path", "https:/path"
    ExtraSlashes, ///< "///host"
    SchemeRelative, ///< "//host": another host, the same scheme
    Userinfo,
    DefaultPort, ///< written, although it says nothing
    UpperCaseHost,
    PercentHost, ///< percent-encoded octets in the host
    InternationalHost, ///< became "xn--..."
    Ipv4Shorthand, ///< "127.1", "0x7f000001"
    DotSegments,
    OwnFragment,
    EmptyFragment, ///< "#" alone: stops inheritance
    InheritedFragment, ///< from the URL that was asked
};

struct LocationAnatomy {
    QByteArray raw; ///< the value the client takes, as received
    QByteArray cleaned; ///< after trimming, and without tabs and line ends
    Url base; ///< the URL that was asked
    std::optional<Url> resolved;
    QList<LocationForm> notes; ///< each once, in the order of the enum
};

/// Takes the Location of a redirect apart. Absent: there is none, or a soft redirect was followed.
/// Pure, linear in the value's length.
std::optional<LocationAnatomy> locationAnatomy(const Hop &hop);

/// Worth a line where there is little room: everything but the ordinary.
bool isOdd(LocationForm form);

/// One sentence, through tr().
QString locationNote(LocationForm form, const Hop &hop);

} // namespace hoplens
