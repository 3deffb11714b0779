// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QString>

class QFontMetricsF;

namespace hoplens {

/// displayText under the name that the window uses for text and octets alike.
QString visibleText(const QByteArray &bytes);

/// The URL in at most `width` pixels: the middle of the path goes first, so that host and end stay;
/// of an oversized authority its end stays, which is where the host is.
QString elidedUrl(const QString &url, const QFontMetricsF &metrics, double width);

/// The same in at most `most` characters (at least 16), for text that is wrapped.
QString shortenedUrl(const QString &url, qsizetype most);

/// Text for QToolTip, which takes any text with tags for HTML: escaped, and broken into lines so
/// that a URL of 2,000 characters fits on the screen.
QString toolTipText(const QString &text);

/// Flags for QPainter::drawText: one line from the leading edge of a `layout` that runs this way,
/// centred vertically, the text in a direction of its own. By absolute ones: painters mirror the
/// others once more, or not, by a direction of theirs.
int leadingLine(Qt::LayoutDirection layout, Qt::LayoutDirection text);

/// "redirect", "client error": the class of a status code in words.
QString statusClassName(int status);

/// "POST http://a.test/x", as it is read aloud and shown in tooltips.
QString requestText(const Request &request);

/// The same for titles and sentences: of a long URL the middle is left out.
QString shortRequestText(const Request &request);

/// One sentence for a screen reader: "Hop 1: POST http://a.test/ answered 302 Found, Location /x".
QString hopSentence(const Hop &hop, int number);

/// Type without parameters: "text/html" of "text/html; charset=utf-8". Empty when there is none.
QString mediaType(const Headers &headers);

} // namespace hoplens
