// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/urlpath.h"

#include "core/url/ascii.h"
#include "core/url/percent.h"

namespace hoplens {

namespace {

/// Number of dots, 1 or 2, for a "single-dot" or "double-dot URL path segment"; 0 for any other.
/// "%2e" counts as a dot in both.
int dotsIn(QByteArrayView segment)
{
    int dots = 0;
    while (!segment.isEmpty() && dots <= 2) {
        if (segment.startsWith('.')) {
            segment = segment.sliced(1);
        } else if (segment.size() >= 3
                   && segment.first(3).compare("%2e", Qt::CaseInsensitive) == 0) {
            segment = segment.sliced(3);
        } else {
            return 0;
        }
        ++dots;
    }
    return dots <= 2 ? dots : 0;
}

} // namespace

bool isWindowsDriveLetter(QByteArrayView text)
{
    return text.size() == 2 && isAsciiAlpha(text.at(0)) && (text.at(1) == ':' || text.at(1) == '|');
}

bool startsWithWindowsDriveLetter(QByteArrayView text)
{
    return text.size() >= 2 && isWindowsDriveLetter(text.first(2))
        && (text.size() == 2 || QByteArrayView("/\\?#").contains(text.at(2)));
}

std::optional<QByteArray> driveLetterOf(const QByteArray &path)
{
    const bool found = path.size() >= 3 && path.at(0) == '/'
        && isWindowsDriveLetter(QByteArrayView(path).sliced(1, 2)) && path.at(2) == ':'
        && (path.size() == 3 || path.at(3) == '/');
    return found ? std::optional(path.sliced(1, 2)) : std::nullopt;
}

void shortenPath(Url &url)
{
    Q_ASSERT(!url.hasOpaquePath);
    // "If url's scheme is "file", path's size is 1, and path[0] is a normalized Windows drive
    // letter, then return."
    if (url.scheme == "file" && url.path.size() == 3 && driveLetterOf(url.path)) {
        return;
    }
    url.path.truncate(qMax<qsizetype>(url.path.lastIndexOf('/'), 0));
}

void appendSegment(Url &url, QByteArrayView segment, bool isLast)
{
    // "This means that for input /usr/.. the result is / and not a lack of a path."
    switch (dotsIn(segment)) {
    case 2:
        shortenPath(url);
        [[fallthrough]];
    case 1:
        if (isLast) {
            url.path += '/';
        }
        return;
    default:
        break;
    }
    const bool drive = url.scheme == "file" && url.path.isEmpty() && isWindowsDriveLetter(segment);
    url.path += '/';
    if (drive) {
        // "replace the second code point in buffer with U+003A (:)"
        url.path += segment.front();
        url.path += ':';
        return;
    }
    appendPercentEncoded(url.path, segment, EncodeSet::Path);
}

} // namespace hoplens
