// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/url/url.h"

namespace hoplens {

// A path that is not opaque is a list of segments in the URL standard and the text of "/" + segment
// for each in Url. Neither loses anything, because no segment contains "/".

/// Two octets such as "C:" or "C|".
bool isWindowsDriveLetter(QByteArrayView text);
/// "c:", "c:/x", "c|?q", but not "c:a".
bool startsWithWindowsDriveLetter(QByteArrayView text);
/// The path's first segment, if it is a drive letter with ":"; otherwise nothing.
std::optional<QByteArray> driveLetterOf(const QByteArray &path);

/// "shorten a url's path": the last segment goes, but never a file URL's drive letter.
void shortenPath(Url &url);

/// Appends one segment as it stands in the input, or does what "." and ".." ask for.
/// `isLast`: neither "/" nor, for special schemes, "\" follows.
void appendSegment(Url &url, QByteArrayView segment, bool isLast);

} // namespace hoplens
