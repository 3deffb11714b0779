// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "ui/pictures/picture.h"

#include <QByteArray>
#include <QImage>

namespace hoplens {

enum class PictureFormat { Png, Svg, Pdf };

enum class Paper {
    AsNeeded, ///< one page of the picture's own size; pages for printing when it is long
    Sheets, ///< A4, or Letter where that is usual
};

/// Most pixels of an image: more would take seconds to pack and a gigabyte to open.
inline constexpr qint64 pictureLimit = 80'000'000;

/// `scale` pixels (1 to 4) for each of the picture's own. Errors: too many pixels, with what to do.
Result<QImage> pictureImage(const Picture &picture, int scale);
Result<QByteArray> picturePng(const Picture &picture, int scale);

/// Text stays text, in the typefaces of this computer with fallbacks.
QByteArray pictureSvg(const Picture &picture);

QByteArray picturePdf(const Picture &picture, Paper paper);

} // namespace hoplens
