// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

namespace hoplens {

/// "PNG", "JPEG", "GIF", "WebP" by the first octets, whatever Content-Type says; otherwise empty.
/// SVG is none: it is a program.
QString pictureKind(const QByteArray &bytes);

/// The first picture in octets from the network.
struct DecodedPicture {
    QSize size; ///< pixels, as the file says; empty: it could not be read
    QImage image; ///< null when not decoded; larger ones made smaller
    QString problem; ///< why it is not decoded, in one sentence
};

/// Decodes it if it has at most 4,096 x 3,072 pixels, of which it is asked first, within 256 MiB.
/// Takes up to some tenths of a second for the largest.
DecodedPicture decodePicture(const QByteArray &bytes);

} // namespace hoplens
